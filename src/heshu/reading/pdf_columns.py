"""A page's lines and tables: those that are ruled, and those that it sets in columns without ruling them.

For the latter the page's lines are written with white space as wide as their gaps, and `columns` finds the tables as
in a plain text: by a row of heads and rows of numbers below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median

from heshu.patterns import regex
from heshu.reading.builder import Spot
from heshu.reading.clean import width_of
from heshu.reading.columns import BAR, drawn_tables
from heshu.reading.pdf_page import Filled, Grid, Printed, around, least, line_groups, line_of, ruled_tables
from heshu.records import Span, TableRow

Group = Sequence[Printed]
"""The words of one line, from left to right."""

GAP_WORDS, GAP_NUMBER = 1.4, 0.9
"""Sizes of the type between two words of a line from which on they stand in two columns; less beside a number."""
ENOUGH_ROWS = 2
"""Rows of a table of the page before that are enough for `columns` to know it by."""
_NUMBER = regex(r"[-+]?\d[\d,.]*[%％‰]?")


@dataclass(frozen=True, slots=True)
class Loose:
    """A table without rulings: which lines of the page it takes up, and its texts."""

    lines: range
    table: Filled


@dataclass(frozen=True, slots=True)
class _Written:
    """Lines as a plain text: the text, the span of each line, and the cell that begins at each of its characters."""

    text: str
    lines: tuple[Span, ...]
    cells: dict[int, Printed]


def layout(
    parts: Sequence[Printed], grids: Sequence[Grid], above: Filled | None = None, heads: Collection[str] = ()
) -> list[Printed | Filled]:
    """Return a page's lines and tables from the top down; each word stands in one of them.

    ``above`` is the table at the foot of the page before, ``heads`` are the running heads of its top (see `pattern`).
    """
    ruled, free = ruled_tables(parts, grids)
    groups = line_groups(free)
    skipped = next((at for at, group in enumerate(groups) if not is_furniture(line_of(group), heads)), len(groups))
    goes_on = above is not None and not above.ruled and not (ruled and groups and _above(ruled[0], groups[0]))
    loose = loose_tables(groups, above if goes_on else None, skipped)
    taken = {line for one in loose for line in one.lines}
    lines = [line_of(group) for at, group in enumerate(groups) if at not in taken]
    return sorted([*lines, *ruled, *(one.table for one in loose)], key=lambda item: item.box.top)


def _above(table: Filled, group: Group) -> bool:
    return table.box.top < group[0].box.top


def is_furniture(item: Printed | Filled, heads: Collection[str]) -> bool:
    """Say whether a line is a page number, or a running head of the page before too."""
    return isinstance(item, Printed) and (
        bool(re.fullmatch(r"[-—–第共页/\s\d]+", item.text)) or pattern(item.text) in heads
    )


def pattern(text: str) -> str:
    """Write a running head without what differs from page to page."""
    return re.sub(r"\d+", "#", text)


# ---------------------------------------------------------------- tables without rulings


def loose_tables(groups: Sequence[Group], above: Filled | None, skipped: int) -> list[Loose]:
    """Return the tables of a page's lines from the top down.

    ``above`` is such a table at the foot of the page before: it goes on with the lines below the first ``skipped``
    if they stand in its columns.
    """
    cells = [_cells(group) for group in groups]
    found = []
    going_on = _going_on(cells[skipped:], above) if above else None
    first = 0
    if going_on:
        first = skipped + len(going_on.lines)
        found.append(Loose(range(skipped, first), going_on.table))
    return found + [Loose(_shifted(one.lines, first), one.table) for one in _found(cells[first:])]


def _going_on(cells: Sequence[Sequence[Printed]], above: Filled) -> Loose | None:
    """Return the rows at the top of a page that go on with the table above: known by its heads and some of its rows."""
    known = _known(above)
    for one in _found([*known, *cells]):
        if one.lines.start == 0 and one.lines.stop > len(known) and len(one.table.rows) > len(known):
            rows, places = one.table.rows[len(known) :], one.table.places[len(known) :]
            boxes = [spot.box for row in places for spot in row if spot]
            table = Filled(around(boxes), rows, above.edges, places, ruled=False, goes_on=True)
            return Loose(range(one.lines.stop - len(known)), table)
        break
    return None


def _known(above: Filled) -> list[list[Printed]]:
    """Return the rows of heads of a table and `ENOUGH_ROWS` of numbers, each as the cells that were printed."""
    written = [
        [Printed(text, spot.box, spot.box.bottom, above.size) for text, spot in zip(row, spots, strict=True) if spot]
        for row, spots in zip(above.rows, above.places, strict=True)
    ]
    first = next((at for at, row in enumerate(written) if any(_NUMBER.fullmatch(c.text) for c in row)), len(written))
    return written[: first + ENOUGH_ROWS]


def _found(cells: Sequence[Sequence[Printed]]) -> list[Loose]:
    if not any(len(line) > 1 for line in cells):
        return []
    written = _written(cells)
    starts = [line.start for line in written.lines]
    found = []
    for top, rows in drawn_tables(written.text, written.lines):
        first = starts.index(top)
        last = max(at for at, start in enumerate(starts) if start <= rows[-1].cells[0].start)
        table = _filled(written, rows)
        placed = sum(spot is not None for row in table.places for spot in row)
        if placed == sum(map(len, cells[first : last + 1])):  # else some words would be lost
            found.append(Loose(range(first, last + 1), table))
    return found


def _filled(written: _Written, rows: Sequence[TableRow]) -> Filled:
    printed = [[written.cells.get(span.start) if span.end > span.start else None for span in row.cells] for row in rows]
    held = [cell for row in printed for cell in row if cell]
    return Filled(
        box=around([cell.box for cell in held]),
        rows=tuple(tuple(cell.text if cell else "" for cell in row) for row in printed),
        edges=tuple(
            min(cell.box.x0 for cell in column if cell) for column in zip(*printed, strict=True) if any(column)
        ),
        places=tuple(tuple(Spot(cell.box, least([cell])) if cell else None for cell in row) for row in printed),
        ruled=False,
        size=median(cell.size for cell in held),
    )


def _shifted(lines: range, by: int) -> range:
    return range(lines.start + by, lines.stop + by)


# ---------------------------------------------------------------- lines


def _cells(group: Group) -> list[Printed]:
    """Join the words of a line that no wide gap parts; characters that stand alone are one spread word (合   计)."""
    cells: list[list[Printed]] = []
    for word in group:
        if cells and (not _parted(cells[-1][-1], word) or _spread(cells[-1], word)):
            cells[-1].append(word)
        else:
            cells.append([word])
    return [line_of(cell) for cell in cells]


def _parted(left: Printed, right: Printed) -> bool:
    numbers = _NUMBER.fullmatch(left.text) or _NUMBER.fullmatch(right.text)
    return right.box.x0 - left.box.x1 > (GAP_NUMBER if numbers else GAP_WORDS) * max(left.size, right.size)


def _spread(left: Sequence[Printed], right: Printed) -> bool:
    return all(len(word.text) == 1 and not word.text.isascii() for word in (*left, right))


def _written(cells: Sequence[Sequence[Printed]]) -> _Written:
    """Write lines with white space as wide as their gaps, in halves of a Chinese character."""
    em = median(cell.size for line in cells for cell in line)
    left = min(cell.box.x0 for line in cells for cell in line)
    text, spans, at = "", [], {}
    for line in cells:
        start = len(text)
        for cell in line:
            width = width_of(text[start:])
            text += " " * max(round(2 * ((cell.box.x0 - left) / em - width)), 2 if width else 0)
            at[len(text)] = cell
            text += BAR.sub("/", cell.text)  # no bar that is printed draws a table
        spans.append(Span(start, len(text)))
        text += "\n"
    return _Written(text, tuple(spans), at)
