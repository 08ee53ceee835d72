"""What a conversation looks like: turns, answers and evidence as HTML.

Every function is pure.  `markupsafe.Markup` escapes whatever is formatted into it, so that text of a report or of
a question is never anything but text on the page.  ``of`` names the answer to which a citation belongs, as the
citation's button sends it: ``turn:0`` is the first of the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from heshu.app.marks import Mark, marks
from heshu.app.papers import Sheet
from heshu.app.wording import Language, say
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Citation, Clean, Figure, Passage, Span, Status, Value, Verdict

MARKER = regex(r"\[(\d{1,4})\]")
_STOP = regex("[，。；、：）！？]+")
"""What must not begin a line, and does where it stands behind a button."""
SOURCES_SHOWN = 4
NEIGHBOURS = 60

# A thumb of our own: machines without a font of pictures show a box for the character.
_THUMB = Markup(
    '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5 7 8 1.8c.9 0 1.5.7 1.5 1.6V6h3.2c.9 0 1.5.8 1.3 1.6l-1.1 5'
    'c-.2.8-.8 1.4-1.6 1.4H5M5 7H2.3v7H5z"/></svg>'
)
_STATUS_WORD = {Status.REFUSED: "refused", Status.CLARIFY: "clarify"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that ended in an error: one message for the person at the screen."""

    message: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came back; ``reply`` is ``None`` while the answer is being made."""

    question: str
    reply: Answer | Failure | None = None


# ---------------------------------------------------------------- the conversation


def conversation(turns: Sequence[Turn], language: Language, kept: Sequence[str] = ()) -> Markup:
    """Show all turns, oldest first; ``kept`` are the turns as the browser is to keep them."""
    shown = (
        one_turn(place, turn, kept[place] if place < len(kept) else "", language) for place, turn in enumerate(turns)
    )
    return Markup("").join(shown)


def offered(questions: Sequence[str], language: Language) -> Markup:
    """Show what could be asked next."""
    if not questions:
        return Markup("")
    form = Markup('<li><button type="button" class="example">{}</button></li>')
    rows = Markup("").join(form.format(question) for question in questions)
    return Markup('<nav class="next" aria-label="{}"><ul>{}</ul></nav>').format(say(language, "next"), rows)


def origin(place: int) -> str:
    """Name the answer of a turn by the turn's place in the conversation."""
    return f"turn:{place}"


def one_turn(place: int, turn: Turn, kept: str, language: Language) -> Markup:
    """Show a turn, whose citations carry its ``place`` in the conversation, as the browser is to keep it."""
    asked = _asked(turn.question, language)
    whole = Markup('<article class="turn" data-place="{}" data-kept="{}">{}{}{}</article>')
    foot = Markup("") if turn.reply is None else _foot(turn.reply, language)
    return whole.format(place, kept, asked, _reply(origin(place), turn.reply, language), foot)


def _asked(question: str, language: Language) -> Markup:
    form = Markup('<p class="asked"><span class="unseen">{}</span><span data-asked>{}</span></p>')
    return form.format(say(language, "asked"), question)


def pending(language: Language, goes: str = "") -> Markup:
    """Give the template of a turn whose answer is being made; the page's script fills in the question.

    ``goes`` is where a language model sees the question.
    """
    form = Markup('<template data-goes="{}"><article class="turn">{}{}{}</article></template>')
    note = Markup('<p class="hint">{}</p>').format(say(language, "model", place=goes)) if goes else Markup("")
    return form.format(goes, _asked("", language), _reply("", None, language), note)


def _foot(reply: Answer | Failure, language: Language) -> Markup:
    """Show what can be done with a turn: ask again and change the question, where it is the last; copy, judge."""
    form = Markup('<button type="button" data-do="{}" title="{}" aria-label="{}">{}</button>')

    def button(do: str, key: str, shown: Markup | str = "") -> Markup:
        words = say(language, key)
        return form.format(do, words, words, shown or words)

    again = button("retry", "retry") + button("edit", "edit")
    if isinstance(reply, Failure):
        return Markup('<div class="foot">{}</div>').format(again)
    judged = button("up", "good_answer", _THUMB) + button("down", "bad_answer", _THUMB)
    return Markup('<div class="foot">{}{}{}</div>').format(again, button("copy", "copy"), judged)


def _reply(of: str, reply: Answer | Failure | None, language: Language) -> Markup:
    if reply is None:
        return Markup('<div class="reply pending"><p>{}</p></div>').format(say(language, "pending"))
    if isinstance(reply, Failure):
        label = _label(say(language, "failed"))
        return Markup('<div class="reply failed">{}<p>{}</p></div>').format(label, reply.message)
    return answer(of, reply, language)


def answer(of: str, given: Answer, language: Language) -> Markup:
    """Show one answer: its text with clickable markers, its calculations, its sources."""
    word = _STATUS_WORD.get(given.status)
    label = _label(say(language, word)) if word else Markup("")
    parts = (
        label,
        prose(of, given, language),
        calculations(of, given, language),
        _sources(of, given, language),
    )
    return Markup('<div class="reply {}">{}</div>').format(given.status.value, Markup("").join(parts))


def prose(of: str, given: Answer, language: Language) -> Markup:
    """Show the answer's text: a paragraph a line, figures marked, headline values strong, a button for each ``[n]``."""
    strong = _values_pattern(given.values)
    parts = sorted((*_cites(of, given, language), *_figures(of, given, strong, language)), key=lambda part: part[0])
    lines = (line for line in re.finditer(r"[^\n\r]+", given.text) if line[0].strip())
    paragraphs = (_paragraph(given.text, Span(*line.span()), parts, strong) for line in lines)
    return Markup('<div class="prose-text">{}</div>').format(Markup("").join(paragraphs))


Part = tuple[Span, Markup]
"""A stretch of an answer's text, and how it is shown."""


def _paragraph(text: str, line: Span, parts: Iterable[Part], strong: re.Pattern[str] | None) -> Markup:
    pieces, end = [], line.start
    for span, shown in parts:
        if end <= span.start < line.end:
            pieces += [_emphasised(text[end : span.start], strong), shown]
            end = span.end
    return Markup("<p>{}</p>").format(Markup("").join([*pieces, _emphasised(text[end : line.end], strong)]))


def _cites(of: str, given: Answer, language: Language) -> Iterator[Part]:
    known = {citation.marker for citation in given.citations}
    held = Markup('<span class="held">{}{}</span>')
    for match in MARKER.finditer(given.text):
        if int(match[1]) in known:
            stop = _STOP.match(given.text, match.end())
            shown = held.format(cite(of, int(match[1]), language), stop[0] if stop else "")
            yield Span(match.start(), stop.end() if stop else match.end()), shown


def _figures(of: str, given: Answer, strong: re.Pattern[str] | None, language: Language) -> Iterator[Part]:
    for mark in marks(given):
        headline = strong.match(given.text, mark.span.start) if strong else None
        span = Span(mark.span.start, max(mark.span.end, headline.end() if headline else 0))
        yield span, _figure(given.text[slice(*span)], mark, strong, language)


def _figure(text: str, mark: Mark, strong: re.Pattern[str] | None, language: Language) -> Markup:
    """Show a figure with its mark; one that was computed or judged opens its calculation."""
    word, shown = say(language, f"mark_{mark.kind.value}"), _emphasised(text, strong)
    if mark.calculation is None:
        form = Markup('<span class="fig {}" data-mark="{}" title="{}">{}</span>')
        return form.format(mark.kind.value, word, say(language, f"mark_{mark.kind.value}_about"), shown)
    form = Markup(
        '<button type="button" class="fig {}" data-mark="{}" data-calc="{}" title="{}" aria-label="{} {}">{}</button>'
    )
    about = say(language, "mark_open")
    return form.format(mark.kind.value, word, mark.calculation, about, f"{text} {word}", about, shown)


def cite(of: str, marker: int, language: Language) -> Markup:
    """Show the button of a citation."""
    form = Markup('<button type="button" class="cite" data-of="{}" data-marker="{}" aria-label="{}">{}</button>')
    return form.format(of, marker, say(language, "cite", marker=marker), marker)


def _emphasised(text: str, strong: re.Pattern[str] | None) -> Markup:
    if strong is None:
        return Markup("{}").format(text)
    plain, heavy = Markup("{}"), Markup("<strong>{}</strong>")
    return Markup("").join((heavy if i % 2 else plain).format(s) for i, s in enumerate(strong.split(text)))


def _values_pattern(values: Iterable[Value]) -> re.Pattern[str] | None:
    """Match the headline values as an answer may write them: with or without thousands separators and a space."""
    forms = [_value_pattern(value) for value in values if value.number]
    return re.compile(rf"(?<![\d.,])({'|'.join(forms)})(?!\d|[.,]\d)") if forms else None


def _value_pattern(value: Value) -> str:
    whole, point, rest = value.number.partition(".")
    return ",?".join(map(re.escape, whole)) + re.escape(point + rest) + (rf"\s*{re.escape(value.unit)}")


# ---------------------------------------------------------------- calculations


def calculations(of: str, given: Answer, language: Language) -> Markup:
    """Show what was recomputed, a card each: the formula, and on a click its figures with their places."""
    if not given.calculations:
        return Markup("")
    rows = Markup("").join(_calculation(of, n, given, language) for n in range(len(given.calculations)))
    return Markup('<ul class="sums" aria-label="{}">{}</ul>').format(say(language, "calculations"), rows)


def _calculation(of: str, place: int, given: Answer, language: Language) -> Markup:
    made = given.calculations[place]
    stated = _stated(made, language) if made.verdict is not Verdict.COMPUTED and made.stated else Markup("")
    verdict = Markup('<span class="verdict">{}</span>').format(say(language, made.verdict.value))
    result = Markup("<strong>{}</strong>").format(with_unit(made.result, made.unit))
    line = verdict + Markup('<span class="sum">{} = {}</span>').format(made.expression, result) + stated
    if not made.operands:
        return Markup('<li class="{}" data-sum="{}" tabindex="-1">{}</li>').format(made.verdict.value, place, line)
    form = Markup('<li class="{}" data-sum="{}"><details><summary>{}</summary><table>{}</table></details></li>')
    rows = Markup("").join(_operand(of, figure, given.citations, language) for figure in made.operands)
    return form.format(made.verdict.value, place, line, rows)


def _operand(of: str, figure: Figure, citations: Iterable[Citation], language: Language) -> Markup:
    """Show a figure of a calculation: what it is, as the report writes it, and the button of its quote."""
    form = Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}{}</td></tr>')
    held = (c for c in citations if c.report_id == figure.report_id and c.start <= figure.span.start < c.end)
    place = next(held, None)
    who = _who(place, language) if place else ""
    button = cite(of, place.marker, language) if place else Markup("")
    return form.format(figure.label, "".join(figure.text.split()), button, who)


def _stated(made: Calculation, language: Language) -> Markup:
    words = say(language, "stated", stated=with_unit(made.stated or "", made.unit))
    return Markup('<span class="stated">{}</span>').format(words)


def with_unit(number: str, unit: str) -> str:
    """Write a number with its unit, unless it has one."""
    if not unit or number.endswith(unit) or not number[-1:].isdigit():
        return number
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}"


# ---------------------------------------------------------------- sources and evidence


def _sources(of: str, given: Answer, language: Language) -> Markup:
    if not given.citations:
        return Markup("")
    rows = [_source(of, citation, language) for citation in given.citations]
    shown, rest = Markup("").join(rows[:SOURCES_SHOWN]), rows[SOURCES_SHOWN:]
    more = Markup("<details><summary>{}</summary><ul>{}</ul></details>").format(
        say(language, "more_sources", count=len(rest)), Markup("").join(rest)
    )
    form = Markup('<div class="sources"><ul aria-label="{}">{}</ul>{}<p class="took">{}</p></div>')
    took = say(language, "seconds", seconds=f"{given.seconds:.2f}")
    return form.format(say(language, "sources"), shown, more if rest else Markup(""), took)


def _source(of: str, citation: Citation, language: Language) -> Markup:
    where = " › ".join(citation.section[-1:]) or citation.title
    return Markup("<li>{}</li>").format(_button(of, citation.marker, _who(citation, language), where))


def place_button(of: str, citation: Citation, language: Language) -> Markup:
    """Show the button of a quote whose report is known: its section and page."""
    where = " › ".join(citation.section[-1:]) or citation.title
    page = "" if citation.page is None else say(language, "page", page=citation.page)
    return _button(of, citation.marker, say(language, "source"), " · ".join(part for part in (where, page) if part))


def _button(of: str, marker: int, who: str, where: str) -> Markup:
    form = Markup(
        '<button type="button" class="source" data-of="{}" data-marker="{}">'
        '<span class="number">{}</span><span class="who">{}</span><span class="where">{}</span></button>'
    )
    return form.format(of, marker, marker, who, where)


def _who(citation: Citation, language: Language) -> str:
    return f"{citation.department or citation.title} · {year(citation.year, language)}"


def year(number: int | None, language: Language) -> str:
    """Say which year a report is about."""
    return say(language, "no_year") if number is None else say(language, "year", year=number)


def evidence(
    of: str,
    given: Answer,
    marker: int,
    passages: Sequence[Passage],
    language: Language,
    *,
    sheets: Sequence[Sheet] = (),
) -> Markup:
    """Show the section behind citation ``marker`` of an answer, the quote marked, below it its pages.

    ``passages`` are those of the cited report, in order; empty where the report is no longer at hand.
    """
    citation = next(citation for citation in given.citations if citation.marker == marker)
    form = Markup('<div class="opened" data-of="{}" data-marker="{}">{}{}{}<div class="section">{}</div></div>')
    tabs = _tabs(of, given, marker, language)
    body = section_text(citation, passages, language, _values_pattern(given.values))
    return form.format(of, marker, tabs, _place(citation, language), paper(citation, sheets, language), body)


def paper(citation: Citation, sheets: Sequence[Sheet], language: Language) -> Markup:
    """Show the pages that a quote stands on as they are printed, the quote boxed."""
    if not sheets:
        return Markup("")
    unsure = min((sheet.confidence for sheet in sheets if sheet.confidence is not None), default=None)
    note = "" if unsure is None else say(language, "recognised", percent=unsure)
    said = Markup('<p class="scanned">{}</p>').format(note) if note else Markup("")
    pages = Markup("").join(_sheet(citation, sheet, language) for sheet in sheets)
    return said + pages


def _sheet(citation: Citation, sheet: Sheet, language: Language) -> Markup:
    box = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="1.5"/>')
    boxes = Markup("").join(box.format(b.x0, b.top, b.x1 - b.x0, b.bottom - b.top) for b in sheet.boxes)
    form = Markup(
        '<a href="{}" target="_blank" rel="noopener"><svg class="sheet" role="img" aria-label="{}" '
        'viewBox="0 0 {:.1f} {:.1f}"><image href="{}" width="{:.1f}" height="{:.1f}"/>{}</svg></a>'
    )
    label = say(language, "page_picture", source=citation.source, page=sheet.page)
    return form.format(sheet.address, label, sheet.width, sheet.height, sheet.address, sheet.width, sheet.height, boxes)


def _tabs(of: str, given: Answer, marker: int, language: Language) -> Markup:
    if len(given.citations) == 1:
        return Markup("")
    form = Markup(
        '<li><button type="button" class="cite" data-of="{}" data-marker="{}" aria-label="{}"{}>{}</button></li>'
    )
    current = {True: Markup(' aria-current="true"'), False: Markup("")}
    rows = (
        form.format(of, c.marker, say(language, "cite", marker=c.marker), current[c.marker == marker], c.marker)
        for c in given.citations
    )
    return Markup('<ul class="tabs">{}</ul>').format(Markup("").join(rows))


def _place(citation: Citation, language: Language) -> Markup:
    page = "" if citation.page is None else say(language, "page", page=citation.page)
    file = " · ".join(part for part in (citation.source, page) if part)
    path = Markup("").join(Markup("<li>{}</li>").format(heading) for heading in citation.section)
    form = Markup(
        '<header><h3>{}</h3><p class="file">{}</p><ol class="path">{}</ol><p class="acts">'
        '<button type="button" data-copy="{}" data-done="{}">{}</button><a href="/original/{}">{}</a></p></header>'
    )
    words = (
        say(language, "copied"),
        say(language, "copy_citation"),
        citation.report_id,
        say(language, "open_original"),
    )
    return form.format(_who(citation, language), file, path, cited_as(citation, language), *words)


def cited_as(citation: Citation, language: Language) -> str:
    """Write a quote with its place, as a working paper cites it."""
    return f"“{citation.shown.strip()}”（{place_of(citation, language)}）"


def place_of(citation: Citation, language: Language) -> str:
    """Write a place in words: the report, department and year, headings, page, file."""
    page = "" if citation.page is None else say(language, "page", page=citation.page)
    who = " · ".join(part for part in (citation.department, year(citation.year, language)) if part)
    title = f"《{citation.title}》" if citation.title else ""
    return "，".join(part for part in (title, who, " › ".join(citation.section), page, citation.source) if part)


def section_text(
    citation: Citation, passages: Sequence[Passage], language: Language, strong: re.Pattern[str] | None = None
) -> Markup:
    """Show the passages of the cited section, at most `NEIGHBOURS` to either side of the quote, the quote marked.

    What ``strong`` matches inside the quote is made strong.
    """
    hit = next((i for i, p in enumerate(passages) if p.span.start <= citation.start < p.span.end), None)
    if hit is None:
        gone = Markup('<p class="gone">{}</p>').format(say(language, "gone"))
        return gone + Markup("<p><mark>{}</mark></p>").format(citation.shown)
    same = [i for i, p in enumerate(passages) if p.section == passages[hit].section]
    near = [i for i in same if abs(i - hit) <= NEIGHBOURS]
    body = Markup("").join(_passage(passages[i], citation, strong) for i in near)
    elided = Markup('<p class="gone">{}</p>').format(say(language, "elided", count=len(same) - len(near)))
    return body + (elided if len(near) < len(same) else Markup(""))


def _passage(passage: Passage, citation: Citation, strong: re.Pattern[str] | None) -> Markup:
    start, end = within(passage.clean, citation.start, citation.end)
    text = passage.text
    marked = Markup("<mark>{}</mark>").format(_emphasised(text[start:end], strong)) if start < end else Markup("")
    form = Markup('<p class="{}">{}{}{}</p>')
    return form.format(passage.kind.value, text[:start], marked, text[end:])


def within(clean: Clean, start: int, end: int) -> Span:
    """Find the characters of a clean copy that stand for any of the report's ``[start, end)``; empty if none does."""
    touched = [i for i in range(len(clean.text)) if _touches(clean.source_span(i, i + 1), start, end)]
    return Span(touched[0], touched[-1] + 1) if touched else Span(0, 0)


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _label(words: str) -> Markup:
    return Markup('<p class="label">{}</p>').format(words)
