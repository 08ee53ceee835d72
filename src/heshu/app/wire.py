"""Records as plain dictionaries: what ``--json`` and ``--batch`` write.  The keys are a promise to other programs."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Citation, Figure, Hit

if TYPE_CHECKING:
    from heshu.asking.checks.checkup import Checked, Quoted
    from heshu.library.library import Library

Record = dict[str, Any]
Identifier = str | int | None

_UNSAFE = regex("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What many readers take for the end of a line, and halves of characters, which UTF-8 cannot write."""


def line(record: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> str:
    """Write a record, or a list of them, as one line of JSON, whatever its strings hold; without the line's end."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(record, ensure_ascii=False))


def answer(given: Answer, identifier: Identifier = None) -> Record:
    """Write an answer; ``identifier`` is the question line's own, left out where it has none."""
    return _named(identifier) | {
        "question": given.question,
        "status": given.status.value,
        "text": given.text,
        "values": [{"number": value.number, "unit": value.unit} for value in given.values],
        "citations": [citation(cited) for cited in given.citations],
        "calculations": [calculation(made) for made in given.calculations],
        "seconds": round(given.seconds, 4),
    }


def status(library: Library) -> Record:
    """Write what an index holds: its reports with what there is to say of them, and the files that were not read."""
    return {
        "index": str(library.index.resolve()),
        "generation": library.generation.name,
        "embedder": library.manifest.embedder,
        "reports": [card(one) for one in library.cards],
        "unread": [{"source": file.source, "reason": file.reason} for file in library.unread],
    }


def card(of: Card) -> Record:
    """Write what the index says of a report without opening it."""
    return {
        "source": of.source,
        "title": of.title,
        "department": of.department,
        "year": of.year,
        "characters": of.characters,
        "pages": of.pages,
        "sections": of.sections,
        "passages": of.passages,
        "figures": of.figures,
        "warnings": list(of.warnings),
    }


def _named(identifier: Identifier) -> Record:
    return {} if identifier is None else {"id": identifier}


def citation(cited: Citation) -> Record:
    """Write a citation; ``quote`` is the report's own text between ``start`` and ``end``, layout and all.

    A citation of a scan has its ``confidence`` in percent.
    """
    return {
        "marker": cited.marker,
        "source": cited.source,
        "title": cited.title,
        "department": cited.department,
        "year": cited.year,
        "section": list(cited.section),
        "page": cited.page,
        "quote": cited.quote,
        "start": cited.start,
        "end": cited.end,
        **({} if cited.confidence is None else {"confidence": cited.confidence}),
    }


def calculation(made: Calculation) -> Record:
    """Write a calculation; its operands stand in the citations."""
    return {
        "program": made.program,
        "expression": made.expression,
        "result": made.result,
        "unit": made.unit,
        "stated": made.stated,
        "verdict": made.verdict.value,
    }


def hits(identifier: Identifier, found: Iterable[tuple[Hit, str]]) -> Record:
    """Write the passages found for a question line: pairs of a hit and its source, the best first."""
    return _named(identifier) | {"hits": [hit(passage, source) for passage, source in found]}


def hit(found: Hit, source: str) -> Record:
    """Write a passage that a search found in ``source``; ``score`` is in [0, 1]."""
    return {"source": source, "passage": found.passage.text, "score": round(found.score, 6)}


def placed_hit(found: Hit, source: str) -> Record:
    """Write a passage as `hit` does, and where in its report it stands."""
    place = {"section": list(found.passage.path), "page": found.passage.page}
    return hit(found, source) | place | dict(zip(("start", "end"), found.passage.span, strict=True))


def page_at(page_starts: Sequence[int], offset: int) -> int | None:
    """Find the page, counted from 1, on which a character of the text stands; ``None`` where there are no pages."""
    return max(bisect_right(page_starts, offset), 1) if page_starts else None


FIGURE_KEYS = (
    *("source", "department", "year", "label", "period", "qualifier", "value", "unit", "kind", "page"),
    *("text", "start", "end"),
)


def figure(found: Figure, card: Card, page: int | None) -> Record:
    """Write a figure; ``value`` is a plain decimal string."""
    return {
        "source": card.source,
        "department": card.department,
        "year": card.year,
        "label": found.label,
        "period": found.period,
        "qualifier": found.qualifier,
        "value": format(found.value, "f"),
        "unit": found.unit,
        "kind": found.kind.value,
        "page": page,
        "text": found.text,
        "start": found.span.start,
        "end": found.span.end,
    }


def finding(checked: Checked) -> Record:
    """Write what the audit found of one identity, with the sentences or rows in which its figures stand."""
    found, place = checked.finding, checked.stated.citation
    return {
        "source": place.source,
        "title": place.title,
        "department": place.department,
        "year": place.year,
        "section": list(place.section),
        "page": place.page,
        "rule": found.rule,
        "quote": place.quote,
        "stated": format(found.stated.value, "f"),
        "expected": format(found.expected, "f"),
        "unit": found.stated.unit,
        "program": found.calculation.program,
        "operands": [_operand(operand) for operand in checked.operands],
        "verdict": found.verdict.value,
        "message": found.message,
    }


def _operand(operand: Quoted) -> Record:
    return {
        "label": operand.figure.label,
        "value": format(operand.figure.value, "f"),
        "unit": operand.figure.unit,
        "source": operand.citation.source,
        "quote": operand.citation.quote,
    }
