"""How a reader of paragraphs and tables writes its text, so that every span is counted in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from heshu.reading.plain import caption_above
from heshu.records import Box, Extracted, Heading, Place, Span, Table, TableRow

MOST_CELLS, FILLED = 400_000, 10
"""Cells above which a table needs one in ten filled to be laid out in columns."""


def aligned(rows: Sequence[Mapping[int, str]], width: int) -> list[list[str]]:
    """Lay rows (column -> text) out over the same number of columns.

    A file of 100 KB can spell out a table of 16 million cells that holds 12,000 (*measured*: 3.4 GB, 54 s): one that is
    large and nearly empty has no columns worth the name, and its rows are what is written in them.
    """
    if width * len(rows) > max(MOST_CELLS, FILLED * sum(map(len, rows))):
        return [[row[at] for at in sorted(row)] for row in rows]
    return [[row.get(at, "") for at in range(width)] for row in rows]


class Spot(NamedTuple):
    """Where a line or a cell stands on the page that was begun last, and how sure (in percent) its recognition is."""

    box: Box
    confidence: int | None = None


class Builder:
    """Text under construction: lines, headings, tables and pages in the order in which they are added."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._floor = 0
        self._page_starts: list[int] = []
        self._places: list[Place] = []
        self._headings: list[Heading] = []
        self._tables: list[tuple[int, int, tuple[TableRow, ...]]] = []

    def page(self) -> None:
        """Begin a page.  No caption reaches above it."""
        self._page_starts.append(self._length)
        self._floor = self._length

    def line(self, text: str, level: int = 0, spot: Spot | None = None) -> None:
        """Add a line, a heading if it has a level.  Blank ones are left out."""
        if not text.strip():
            return
        span = Span(self._length, self._length + len(text))
        self._write(text)
        self._place(span, spot)
        if level:
            self._headings.append(Heading(span, level))
            self._floor = self._length

    def table(
        self,
        rows: Iterable[Sequence[str]],
        *,
        spots: Iterable[Sequence[Spot | None]] | None = None,
        goes_on: bool = False,
    ) -> None:
        """Add a table, each row as a line of cells with tabs between.  Rows without words are left out.

        One that ``goes_on`` adds its rows to the table before it, whatever was written between.  ``spots`` has the
        shape of ``rows``.
        """
        top, floor = self._length, self._floor
        beside = repeat(()) if spots is None else spots
        written = tuple(
            self._row(cells, places) for cells, places in zip(map(_flat, rows), beside, strict=False) if any(cells)
        )
        if not written:
            return
        if goes_on and self._tables:
            top, floor, before = self._tables.pop()
            written = before + written
        self._tables.append((top, floor, written))
        self._floor = self._length

    def _row(self, cells: Sequence[str], spots: Sequence[Spot | None]) -> TableRow:
        spans, at = [], self._length
        for cell in cells:
            spans.append(Span(at, at + len(cell)))
            at += len(cell) + 1
        self._write("\t".join(cells))
        for span, spot in zip(spans, spots, strict=bool(spots)):
            self._place(span, spot)
        return TableRow(tuple(spans))

    def _place(self, span: Span, spot: Spot | None) -> None:
        if spot and span.end > span.start:
            self._places.append(Place(span, len(self._page_starts), spot.box, spot.confidence))

    def _write(self, line: str) -> None:
        self._pieces += (line, "\n")
        self._length += len(line) + 1

    def extracted(self, *, paragraphs_whole: bool, warnings: Sequence[str] = ()) -> Extracted:
        """Return what was written.  A table's caption is what stands above it: see `caption_above`."""
        text = "".join(self._pieces)
        return Extracted(
            text=text,
            page_starts=tuple(self._page_starts),
            places=tuple(self._places),
            headings=tuple(self._headings),
            tables=tuple(Table(caption_above(text, top, floor), rows) for top, floor, rows in self._tables),
            paragraphs_whole=paragraphs_whole,
            warnings=tuple(warnings),
        )


def _flat(cells: Sequence[str]) -> list[str]:
    """Return the cells with their white space, line breaks and tabs included, as single spaces."""
    return [" ".join(cell.split()) for cell in cells]
