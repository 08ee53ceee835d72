"""What the pane at the right shows: the quote behind a citation of an answer, a finding or a cell; and the audit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from heshu.app import compare, findings, frame, show
from heshu.app.papers import sheets
from heshu.app.parts import Asked, no_evidence, words
from heshu.app.trouble import logged
from heshu.app.wording import Language, say
from heshu.asking.checks.checkup import checkup
from heshu.errors import HeshuError
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Passage, Verdict

_ORIGIN = regex(r"check:(?P<report>[^:]+):(?P<number>\d{1,9})")
"""A finding as `findings.origin` names it."""
_CELL = regex(r"cell:(?P<report>[^:]+):(?P<figure>.{1,60})")
_TURN = regex(r"turn:\d{1,9}")
"""A turn as `show.origin` names it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A citation that the browser wants opened: whose it is, its number, and where it is a turn's, its answer.

    Without an origin the pane is emptied.
    """

    of: str = ""
    marker: int = 0
    answer: Answer | None = None


def opened(assistant: Asked, wanted: Wanted, language: Language) -> Markup:
    """Draw the section behind a citation."""
    if not wanted.of:
        return no_evidence(language)
    given = _given(assistant, wanted)
    cited = next((one for one in given.citations if one.marker == wanted.marker), None) if given else None
    if given is None or cited is None:
        return no_evidence(language, "stale" if wanted.of.startswith("check:") else "citation_lost")
    passages = _passages(assistant, cited.report_id)
    paper = sheets(assistant.library, cited)
    body = show.evidence(wanted.of, given, cited.marker, passages, language, sheets=paper)
    return frame.pane("evidence", language, body)


def first(assistant: Asked, place: int, given: object, language: Language) -> Markup:
    """Draw the section behind the first citation of the answer at ``place``; an empty pane where it cites nothing."""
    if not isinstance(given, Answer) or not given.citations:
        return no_evidence(language)
    return opened(assistant, Wanted(show.origin(place), given.citations[0].marker, given), language)


def _given(assistant: Asked, wanted: Wanted) -> Answer | None:
    """Find the answer, the finding or the cell that an origin names; none where it is gone."""
    if _TURN.fullmatch(wanted.of):
        return wanted.answer
    if cell := _CELL.fullmatch(wanted.of):
        return _cell(assistant, cell["report"], cell["figure"])
    named = _ORIGIN.fullmatch(wanted.of)
    if named is None:
        return None
    try:
        return findings.answer(checkup(assistant.library, named["report"])[int(named["number"])])
    except (HeshuError, KeyError, IndexError):
        return None


def _cell(assistant: Asked, report: str, figure: str) -> Answer | None:
    """Give what a report states of a figure, as the comparison shows it."""
    library = assistant.library
    cards = [card for card in library.cards if card.id == report]
    if not cards or not isinstance(library, Library):
        return None
    same = [card for card in library.cards if (card.department, card.year) == (cards[0].department, cards[0].year)]
    return compare.answer(compare.compare(library, [figure], [*cards, *(c for c in same if c not in cards)])[0], 0)


def _passages(assistant: Asked, report: str) -> tuple[Passage, ...]:
    """Fetch a report's passages; none where it has left the index since the answer was made."""
    try:
        return assistant.library.passages(report)
    except (HeshuError, KeyError):
        return ()


# ---------------------------------------------------------------- the audit


def audited(assistant: Asked, chosen: Collection[str] | None, report: str, language: Language) -> tuple[Markup, Markup]:
    """Draw the audit of the chosen reports (``None``: all), and the section of its first finding.

    ``report`` is the one to show, empty for all of them.
    """
    try:
        return _audited(assistant, chosen, report, language)
    except HeshuError as error:
        view = findings.trouble(language, words(error, language))
    except Exception:
        view = findings.trouble(language, say(language, "audit_failed", reference=logged("an audit failed")))
    return view, no_evidence(language)


def _audited(
    assistant: Asked, chosen: Collection[str] | None, wanted: str, language: Language
) -> tuple[Markup, Markup]:
    library = assistant.library
    cards = [card for card in library.cards if chosen is None or card.id in chosen]
    if not cards:
        key = "no_reports_help" if not library.cards else "stale" if chosen else "no_choice"
        return findings.trouble(language, say(language, key)), no_evidence(language)
    report = next((card.id for card in cards if card.id == wanted), None)
    found = {card.id: checkup(library, card.id) for card in cards}
    first_ = next((of for of, one in findings.named(found, report) if one.verdict is Verdict.INCONSISTENT), None)
    evidence = opened(assistant, Wanted(first_, 1), language) if first_ else no_evidence(language)
    return findings.view(cards, found, report, language), evidence
