"""What other programs may ask of Heshu, whichever door they come through: plain values in, plain records out.

The JSON API, the server for agents and the endpoint for chat front ends call these and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from heshu.app import wire
from heshu.app.choice import chosen
from heshu.asking.checks.checkup import checkup
from heshu.checking.calculator import calculate
from heshu.records import Card, Verdict

if TYPE_CHECKING:
    from heshu.library.library import Library
    from heshu.records import Answer, Hit

QUESTION_LIMIT = 2000
"""Characters of a question, a search or an expression."""
HISTORY_LIMIT = 50
"""Earlier questions of a conversation."""
NAMES_LIMIT = 200
"""Reports that a request may name."""
HITS_LIMIT = 100
"""Passages that a search gives."""
ROWS_LIMIT = 1000
"""Figures or findings that one request gives; more are had with ``offset``."""


class Asked(Protocol):
    """What the doors need of an assistant; methods may be called from several threads at once."""

    @property
    def library(self) -> Library:
        """The library that is asked."""

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        """Answer a question, given the earlier ones and the ids of the reports to ask (``None``: all)."""

    def search(self, query: str, limit: int = 10, reports: Collection[str] | None = None) -> list[Hit]:
        """Find the best passages for a query."""


def ask(assistant: Asked, question: str, history: Sequence[str] = (), reports: Collection[str] = ()) -> wire.Record:
    """Answer a question; ``reports`` are names as `heshu.app.choice.chosen` takes them, empty for all.

    Raises `UsageError` where no report has such a name.
    """
    return wire.answer(assistant.ask(question, tuple(history), chosen(assistant.library.cards, reports)))


def search(assistant: Asked, query: str, top: int = 10, reports: Collection[str] = ()) -> wire.Record:
    """Find passages, the best first; raises `UsageError` where no report has such a name."""
    cards = assistant.library.card_of
    hits = assistant.search(query, top, chosen(assistant.library.cards, reports))
    placed = [wire.placed_hit(hit, cards[hit.passage.report_id].source) for hit in hits]
    return {"question": query, "hits": placed}


def figures(
    assistant: Asked, reports: Collection[str] = (), label: str = "", offset: int = 0, limit: int = ROWS_LIMIT
) -> wire.Record:
    """List figures report by report, those whose label holds ``label``; ``total`` counts them all."""
    library = assistant.library
    found = [
        (figure, card)
        for card in _cards(assistant, reports)
        for figure in library.figures(card.id)
        if label in figure.label
    ]
    rows = [
        wire.figure(figure, card, wire.page_at(library.report(card.id).page_starts, figure.span.start))
        for figure, card in found[offset : offset + limit]
    ]
    return {"total": len(found), "offset": offset, "figures": rows}


def calc(expression: str) -> wire.Record:
    """Work out an expression or a program exactly; raises `CalculationError` where there is no exact result."""
    result = calculate(expression)
    return {"expression": expression, "result": result.number, "unit": result.unit, "text": result.text}


def audit(
    assistant: Asked,
    reports: Collection[str] = (),
    verdicts: Iterable[Verdict] = (Verdict.INCONSISTENT, Verdict.NOTE),
    offset: int = 0,
    limit: int = ROWS_LIMIT,
) -> wire.Record:
    """Recompute what reports state; ``counts`` has every verdict, ``findings`` those of ``verdicts``."""
    cards = _cards(assistant, reports)
    checked = [one for card in cards for one in checkup(assistant.library, card.id)]
    wanted = frozenset(verdicts)
    found = [one for one in checked if one.verdict in wanted]
    return {
        "reports": len(cards),
        "counts": {
            verdict.value: sum(one.verdict is verdict for one in checked)
            for verdict in (Verdict.INCONSISTENT, Verdict.NOTE, Verdict.CONSISTENT)
        },
        "total": len(found),
        "offset": offset,
        "findings": [wire.finding(one) for one in found[offset : offset + limit]],
    }


def reports(assistant: Asked) -> wire.Record:
    """List the reports of the index and the files that were not read."""
    library = assistant.library
    return {
        "generation": library.generation.name,
        "reports": [wire.card(card) for card in library.cards],
        "unread": [{"source": file.source, "reason": file.reason} for file in library.unread],
    }


def _cards(assistant: Asked, names: Collection[str]) -> list[Card]:
    inside = chosen(assistant.library.cards, names)
    return [card for card in assistant.library.cards if inside is None or card.id in inside]
