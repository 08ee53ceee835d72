"""What an audit looks like on the page: what is inconsistent, notes, and what holds, each with its quotes.

Every function is pure and escapes as those of `show` do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from heshu.app.compare import ID_SENT
from heshu.app.show import cite, place_button, with_unit, year
from heshu.app.wording import Language, rule, say
from heshu.asking.checks.checkup import WORST_FIRST, Checked, Quoted, by_verdict
from heshu.records import Answer, Card, Citation, Figure, Status, Value, Verdict

LIMIT = 200
"""Findings of one verdict that are listed at once."""

Findings = Mapping[str, Sequence[Checked]]
"""Report id -> its findings."""
Named = tuple[str, Checked]
"""A finding and its origin."""

_HEADINGS = {Verdict.INCONSISTENT: "audit_wrong", Verdict.NOTE: "audit_notes", Verdict.CONSISTENT: "audit_holds"}


def origin(report: str, number: int) -> str:
    """Name a finding, as its buttons send it: the report's id and the finding's place in the report's check-up."""
    return f"check:{report}:{number}"


def named(found: Findings, report: str | None = None) -> list[Named]:
    """Give the findings of ``report``, or of all, in their order."""
    return [
        (origin(id_, n), one)
        for id_, checked in found.items()
        if report in (None, id_)
        for n, one in enumerate(checked)
    ]


def answer(checked: Checked) -> Answer:
    """Give a finding as an answer, so that its quotes open as those of an answer do."""
    figures = (checked.finding.stated, *checked.finding.calculation.operands)
    values = tuple(Value(f"{figure.value:f}", figure.unit) for figure in figures)
    return Answer("", Status.ANSWERED, checked.finding.message, values, checked.citations)


# ---------------------------------------------------------------- the whole view


def pending(language: Language) -> Markup:
    """Show that the audit is being made."""
    return frame(language, Markup('<p class="hint" data-pending>{}</p>').format(say(language, "audit_pending")))


def trouble(language: Language, message: str) -> Markup:
    """Show why nothing was checked."""
    return frame(language, Markup('<p class="hint" role="alert">{}</p>').format(message))


def frame(language: Language, body: Markup, choice: Markup | None = None) -> Markup:
    """Show the view's heading, the choice of a report, and what is below."""
    form = Markup(
        '<section class="audit" aria-labelledby="heshu-audit-name"><header><h2 id="heshu-audit-name">{}</h2>{}</header>'
        '<p class="about">{}</p>{}</section>'
    )
    return form.format(say(language, "audit"), choice or Markup(""), say(language, "audit_about"), body)


def view(cards: Sequence[Card], found: Findings, report: str | None, language: Language) -> Markup:
    """Show the audit of ``report``, or (``None``) of all ``cards``; ``found`` holds the findings of each of them."""
    shown = [card for card in cards if report in (None, card.id)]
    pairs = named(found, report)
    of_verdict = {verdict: [pair for pair in pairs if pair[1].verdict is verdict] for verdict in WORST_FIRST}
    groups = (_group(verdict, of, language) for verdict, of in of_verdict.items())
    body = Markup("").join((_tally(of_verdict, language), *groups, _without(shown, found, language)))
    return frame(language, body, choice(cards, found, report, language) + exports(cards, report, language))


def exports(cards: Sequence[Card], report: str | None, language: Language) -> Markup:
    """Show the links that take out what is shown."""
    asked = urlencode([("report", card.id[:ID_SENT]) for card in cards if report in (None, card.id)])
    link = Markup('<a class="plain" download href="/page/audit.{}?{}">{}</a>')
    files = (("xlsx", "export_excel"), ("docx", "export_word"))
    return Markup("").join(link.format(ending, asked, say(language, key)) for ending, key in files)


def choice(cards: Sequence[Card], found: Findings, report: str | None, language: Language) -> Markup:
    """Show the choice between all reports and one, each with the number of its findings that are inconsistent."""
    if len(cards) < 2:
        return Markup("")
    rows = [("", say(language, "audit_all", count=len(cards)))]
    rows += [(card.id, _option(card, found[card.id], language)) for card in cards]
    chosen = {True: Markup(" selected"), False: Markup("")}
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(value, chosen[value == (report or "")], words)
        for value, words in rows
    )
    form = Markup(
        '<label class="unseen" for="heshu-audit-report">{}</label><select id="heshu-audit-report">{}</select>'
    )
    return form.format(say(language, "audit_choice"), options)


def _option(card: Card, found: Sequence[Checked], language: Language) -> str:
    who = f"{card.department or card.title} · {year(card.year, language)}"
    wrong = len(by_verdict(found)[Verdict.INCONSISTENT])
    return say(language, "audit_option", who=who, wrong=wrong) if wrong else who


def _tally(found: Mapping[Verdict, Sequence[Named]], language: Language) -> Markup:
    wrong, notes, right = (len(found[verdict]) for verdict in WORST_FIRST)
    in_all = wrong + notes + right
    key = "audit_tally" if wrong else "audit_right" if in_all else "audit_none"
    words = say(language, key, count=in_all, wrong=wrong, notes=notes, right=right)
    return Markup('<p class="tally {}" role="status">{}</p>').format("right" if in_all and not wrong else "", words)


def _without(cards: Iterable[Card], found: Findings, language: Language) -> Markup:
    names = [card.department or card.title for card in cards if not found[card.id]]
    if not names or not any(found.values()):
        return Markup("")
    separator = ", " if language == "en" else "、"
    return Markup('<p class="hint">{}</p>').format(say(language, "audit_without", reports=separator.join(names)))


# ---------------------------------------------------------------- findings


def _group(verdict: Verdict, found: Sequence[Named], language: Language) -> Markup:
    if not found:
        return Markup("")
    draw = _brief if verdict is Verdict.CONSISTENT else _finding
    rows = Markup("").join(draw(of, one, language) for of, one in found[:LIMIT])
    listed = Markup('<ol class="{} findings">{}</ol>{}').format(verdict.value, rows, _more(found, language))
    heading = say(language, _HEADINGS[verdict], count=len(found))
    if verdict is Verdict.CONSISTENT:
        return Markup('<details class="holds"><summary>{}</summary>{}</details>').format(heading, listed)
    return Markup('<h3 class="{}">{} <span>{}</span></h3>{}').format(verdict.value, heading, len(found), listed)


def _more(found: Sequence[Named], language: Language) -> Markup:
    if len(found) <= LIMIT:
        return Markup("")
    return Markup('<p class="hint">{}</p>').format(say(language, "audit_more", count=len(found) - LIMIT))


def _finding(of: str, one: Checked, language: Language) -> Markup:
    form = Markup('<li>{}<p class="message">{}</p>{}<ul class="quotes">{}</ul></li>')
    quotes = Markup("").join(_quote(of, one, place, language) for place in one.citations)
    return form.format(_whose(one, language), one.finding.message, _numbers(one, language), quotes)


def _whose(one: Checked, language: Language) -> Markup:
    form = Markup('<p class="whose"><span class="rule">{}</span> {} · {}</p>')
    place = one.stated.citation
    who = place.department or place.title
    return form.format(rule(language, one.finding.rule), who, year(place.year, language))


def _numbers(one: Checked, language: Language) -> Markup:
    """Show what is stated beside what is expected, and the formula; a note has a formula only."""
    made, stated = one.finding.calculation, one.finding.stated
    rows: list[tuple[str, str, str]] = []
    if one.verdict is Verdict.INCONSISTENT:
        other = "audit_expected" if " " in made.expression else "audit_elsewhere"
        rows.append(("said", "audit_stated", _written(stated)))
        rows.append(("due", other, with_unit(f"{one.finding.expected:,f}", stated.unit)))
    if " " in made.expression:
        rows.append(("sum", "audit_formula", f"{made.expression} = {with_unit(made.result, made.unit)}"))
    cells = Markup("").join(
        Markup('<div class="{}"><dt>{}</dt><dd>{}</dd></div>').format(name, say(language, key), words)
        for name, key, words in rows
    )
    return Markup('<dl class="numbers">{}</dl>').format(cells) if rows else Markup("")


def _written(figure: Figure) -> str:
    return with_unit(f"{figure.qualifier}{figure.value:,f}", figure.unit)


def _quote(of: str, one: Checked, place: Citation, language: Language) -> Markup:
    """Show a place: the sentence or row with its figures strong, the stated one marked, and the way to its section."""
    here = [quoted for quoted in (one.stated, *one.operands) if quoted.citation.marker == place.marker]
    words = _emphasised(place.shown, one.stated, here)
    return Markup("<li><blockquote>{}</blockquote>{}</li>").format(words, place_button(of, place, language))


def _emphasised(shown: str, stated: Quoted, here: Sequence[Quoted]) -> Markup:
    names = dict.fromkeys((quoted.mark for quoted in here), "given")
    if stated in here:
        names[stated.mark] = "said"
    pieces, end = [], 0
    for mark in sorted(names):
        form = Markup('{}<strong class="{}">{}</strong>')
        pieces.append(form.format(shown[end : mark.start], names[mark], shown[mark.start : mark.end]))
        end = mark.end
    return Markup("").join((*pieces, Markup("{}").format(shown[end:])))


def _brief(of: str, one: Checked, language: Language) -> Markup:
    """Show what holds in few words, with a button for each quote."""
    form = Markup('<li>{}<p class="message">{}{}</p></li>')
    cites = Markup("").join(cite(of, place.marker, language) for place in one.citations)
    return form.format(_whose(one, language), one.finding.message, cites)
