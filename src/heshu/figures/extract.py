"""The figures of a whole report: prose by its passages, tables by their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heshu.figures.prose import Found, figures_in
from heshu.records import Figure, Passage, Table


def figures_of(passages: Sequence[Passage], tables: Sequence[Table], text: str, names: tuple[str, ...]) -> tuple[Figure, ...]:
    """All figures of a report in order; ``text`` is `Report.text`, ``names`` are the department's own names."""
    return tuple(figure for passage in passages for figure in _of_prose(passage, text, names))


def _of_prose(passage: Passage, text: str, names: tuple[str, ...]) -> Iterator[Figure]:
    for found in figures_in(passage.text, names):
        yield figure_of(found, passage, text)


def figure_of(found: Found, passage: Passage, text: str) -> Figure:
    """A figure found in a passage's clean text, with its place in the report."""
    span = passage.clean.source_span(found.start, found.end)
    return Figure(
        report_id=passage.report_id,
        passage_id=passage.id,
        label=found.label,
        whole=found.whole,
        period=found.period,
        qualifier=found.qualifier,
        value=found.value,
        unit=found.unit,
        kind=found.kind,
        text=text[span.start : span.end],
        context=found.context,
        start=found.start,
        end=found.end,
        span=span,
    )
