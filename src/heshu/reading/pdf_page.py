"""From the glyphs of a printed page to its lines and the texts of its cells: geometry alone, no PDF library.

Lengths are points; ``top`` and ``bottom`` count downwards from the top of the page as it is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from heshu.patterns import regex
from heshu.reading.builder import Builder, Spot
from heshu.records import Box

T = TypeVar("T")


class Glyph(NamedTuple):
    """A printed character: its box (as wide as it advances, as tall as its ink), its base line and its size."""

    text: str
    box: Box
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box, and for each row and column the box of the cell that begins there, if one does."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """Characters that stand together on one base line: a word, or a whole line.

    ``confidence`` is in percent where they were recognised in a picture.
    """

    text: str
    box: Box
    base: float
    size: float
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A ruled table with its texts, one for each row and column (empty where a merged cell goes on).

    ``places`` say in the same shape where the texts' characters are, ``None`` for an empty one.  One that is not
    ``ruled`` was set in columns of type of a ``size``; ``goes_on`` says that it has no heads and those of the table on
    the page before are its own.
    """

    box: Box
    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    places: tuple[tuple[Spot | None, ...], ...]
    ruled: bool = True
    size: float = 0.0
    goes_on: bool = False


# Gaps, in sizes of the type, from which on a reader sees a space: between Latin words or figures, at the border of
# Chinese and Latin (which typesetters loosen by a quarter), between Chinese characters (which they spread).
SPACE_LATIN, SPACE_MIXED, SPACE_CHINESE = 0.2, 0.5, 0.8
SAME_BASE = 0.35
SAME_LINE = 0.5
CELL_PADDING = 6.0
# A decimal point set loosely does not part its number.
_POINT = regex(r"\d[.,]|[.,]\d")
_CHINESE = regex(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·]")


def words(glyphs: Iterable[Glyph]) -> list[Printed]:
    """Gather glyphs, in the order of the file, into words: no white space, no gap, no step up, down or back."""
    groups: list[list[Glyph]] = []
    apart = True
    for glyph in glyphs:
        if glyph.text.isspace():
            apart = True
            continue
        if apart or not _follows(groups[-1][-1], glyph):
            groups.append([])
        groups[-1].append(glyph)
        apart = False
    return [_printed("".join(g.text for g in group), group) for group in groups]


def _follows(left: Glyph, right: Glyph) -> bool:
    size = max(left.size, right.size)
    gap = right.box.x0 - left.box.x1
    return abs(left.base - right.base) <= SAME_BASE * size and -0.5 * size <= gap <= SPACE_LATIN * size


def _printed(text: str, parts: Sequence[Glyph | Printed]) -> Printed:
    largest = max(parts, key=lambda part: part.size)
    return Printed(text, around([part.box for part in parts]), largest.base, largest.size, least(parts))


def least(parts: Sequence[Glyph | Printed]) -> int | None:
    """Return how sure the least sure of some words is, in percent; ``None`` where nothing was recognised."""
    sure = (part.confidence for part in parts if isinstance(part, Printed) and part.confidence is not None)
    return min(sure, default=None)


def around(boxes: Sequence[Box]) -> Box:
    """Return the box around some boxes."""
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )


def lines(parts: Iterable[Printed]) -> list[Printed]:
    """Join words into the lines that the eye sees, from the top down."""
    return [line_of(group) for group in line_groups(parts)]


def line_groups(parts: Iterable[Printed]) -> list[list[Printed]]:
    """Gather the words of each line that the eye sees, from the top down and from left to right."""
    groups: list[list[Printed]] = []
    for word in sorted(parts, key=lambda word: word.base):
        if groups and word.base - groups[-1][0].base <= SAME_LINE * min(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [sorted(group, key=lambda word: word.box.x0) for group in groups]


def line_of(group: Sequence[Printed]) -> Printed:
    """Join the words of a line, with spaces where the eye sees them."""
    text = group[0].text
    for left, right in pairwise(group):
        text += (" " if _space_between(left, right) else "") + right.text
    return _printed(text, group)


def _space_between(left: Printed, right: Printed) -> bool:
    chinese = sum(bool(_CHINESE.match(c)) for c in (left.text[-1], right.text[0]))
    least = (SPACE_LATIN, SPACE_MIXED, SPACE_CHINESE)[chinese]
    if _POINT.match(left.text[-1] + right.text[0]):
        least = SPACE_MIXED
    return right.box.x0 - left.box.x1 > least * max(left.size, right.size)


# ---------------------------------------------------------------- tables


def ruled_tables(parts: Sequence[Printed], grids: Sequence[Grid]) -> tuple[list[Filled], list[Printed]]:
    """Return the tables of a page that are ruled, and the words that stand in none, so that no word is lost.

    Each word goes into the cell that holds its middle.  A grid with words in fewer than two columns is a frame, not a
    table.
    """
    free, found = list(parts), list[Filled]()
    for grid in grids:
        filled, rest = _fill(grid, free)
        if filled is not None:
            found.append(filled)
            free = rest
    return found, free


def _fill(grid: Grid, parts: Sequence[Printed]) -> tuple[Filled | None, list[Printed]]:
    held: dict[Box, list[Printed]] = {cell: [] for row in grid.rows for cell in row if cell}
    rest = list[Printed]()
    for word in parts:
        cell = _cell_of(word, grid, held)
        (rest if cell is None else held[cell]).append(word)
    rows = tuple(tuple(_cell_text(cell, held[cell]) if cell else "" for cell in row) for row in grid.rows)
    columns = sum(any(column) for column in zip(*rows, strict=True))
    edges = tuple(min(c.x0 for c in column if c) for column in zip(*grid.rows, strict=True) if any(column))
    places = tuple(tuple(_printed_in(cell, held) for cell in row) for row in grid.rows)
    return (Filled(grid.box, rows, edges, places), rest) if columns > 1 else (None, list(parts))


def _printed_in(cell: Box | None, held: Mapping[Box, Sequence[Printed]]) -> Spot | None:
    return Spot(around([word.box for word in held[cell]]), least(held[cell])) if cell and held[cell] else None


def _cell_of(word: Printed, grid: Grid, cells: Iterable[Box]) -> Box | None:
    x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
    if not grid.box.holds(x, y):
        return None
    return next((cell for cell in cells if cell.holds(x, y)), None)


def _cell_text(cell: Box, parts: Sequence[Printed]) -> str:
    """Join a cell's lines: without a space where a line was wrapped at the cell's edge or Chinese goes on."""
    printed = lines(parts)
    text = printed[0].text if printed else ""
    for above, below in pairwise(printed):
        wrapped = cell.x1 - above.box.x1 < below.size + CELL_PADDING
        chinese = _CHINESE.match(above.text[-1]) and _CHINESE.match(below.text[0])
        text += ("" if wrapped or chinese else " ") + below.text
    return text


def write(
    builder: Builder,
    items: Iterable[Printed | Filled],
    joined: Filled | None = None,
    placed: Callable[[Box], Box] = lambda box: box,
) -> None:
    """Write a page's lines and tables; the table ``joined`` goes on with the one before it.

    ``placed`` leads boxes of a page that was turned to be read back to the page as it is seen.
    """
    for item in items:
        if isinstance(item, Filled):
            spots = [[spot and spot._replace(box=placed(spot.box)) for spot in row] for row in item.places]
            builder.table(item.rows, spots=spots, goes_on=item is joined)
        else:
            builder.line(item.text, spot=Spot(placed(item.box), item.confidence))


def continued(above: Filled, below: Filled) -> Filled | None:
    """Return ``below`` in the columns of ``above`` if it goes on with it across a page break, else ``None``.

    It does if it is as wide and each of its columns begins where one of the other begins: a row of totals often
    has fewer.
    """
    if abs(above.box.x0 - below.box.x0) > CELL_PADDING or abs(above.box.x1 - below.box.x1) > CELL_PADDING:
        return None
    places = [_nearest(edge, above.edges) for edge in below.edges]
    if None in places or len(set(places)) < len(places):
        return None
    columns = {place: column for column, place in enumerate(places)}
    rows = tuple(_spread(row, columns, len(above.edges), "") for row in below.rows)
    boxes = tuple(_spread(row, columns, len(above.edges), None) for row in below.places)
    return Filled(below.box, rows, above.edges, boxes)


def _spread(row: Sequence[T], columns: Mapping[int | None, int], width: int, empty: T) -> tuple[T, ...]:
    """Set a row's cells into ``width`` columns: ``columns`` says which of them comes to stand where."""
    return tuple(row[columns[place]] if place in columns else empty for place in range(width))


def _nearest(edge: float, edges: Sequence[float]) -> int | None:
    place = min(range(len(edges)), key=lambda column: abs(edges[column] - edge))
    return place if abs(edges[place] - edge) <= CELL_PADDING else None
