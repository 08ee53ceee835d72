"""Lines in which people set columns apart with tabs or spaces, in files that could have held a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from heshu.reading.builder import Builder
from heshu.reading.columns import GAP, drawn_tables
from heshu.records import Span


def in_columns(line: str) -> bool:
    """Say whether a line holds gaps such as stand between columns."""
    return bool(GAP.search(line.strip()))


def write_lines(builder: Builder, lines: Sequence[str]) -> None:
    """Write lines, those that make a table as one; ``lines`` hold no line breaks."""
    text, at = "\n".join(lines), 0
    for top, rows in drawn_tables(text, list(_spans(lines))):
        _write(builder, text[at:top].split("\n"))
        builder.table([[text[cell.start : cell.end] for cell in row.cells] for row in rows])
        end = text.find("\n", rows[-1].cells[-1].end)
        at = end + 1 if end >= 0 else len(text)
    _write(builder, text[at:].split("\n"))


def _spans(lines: Iterable[str]) -> Iterator[Span]:
    at = 0
    for line in lines:
        yield Span(at, at + len(line))
        at += len(line) + 1


def _write(builder: Builder, lines: Iterable[str]) -> None:
    for line in lines:
        builder.line(line.replace("\t", " ").strip())
