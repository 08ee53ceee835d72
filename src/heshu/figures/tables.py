"""Figures of a table: each number with the label that its row and its column give it, in the unit of its heads.

A form of several tables under one frame is read from the top: every row of heads replaces the heads before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.figures import heads, vocabulary
from heshu.figures.heads import Head, head_of, implied_unit, label_of, row_head
from heshu.figures.numbers import Number, plain_number, quantities
from heshu.figures.prose import Found
from heshu.figures.units import Unit, unit_named
from heshu.records import FigureKind, Table, TableRow

LEFTOVER = re.compile(r"[\s（）()≥≤<>=约近超达到为不低于高超过少及以上下内左右含、,，;；]*")
"""What may stand beside a cell's number: signs and words of a qualifier."""
MOST_HEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text and where it begins in the report, and the numbers it consists of (none for words)."""

    text: str
    start: int
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the rows to come: the rows of heads, the caption's unit and year, and the rows above."""

    rows: tuple[tuple[str, ...], ...] = ()
    unit: Unit | None = None
    year: str = ""
    parent: str = ""
    above: tuple[str, ...] = ()


def figures_of_table(table: Table, text: str) -> list[tuple[TableRow, tuple[Found, ...]]]:
    """Each row of a table with its figures; ``start`` and ``end`` of a figure count characters of ``text``."""
    caption = text[table.caption.start : table.caption.end]
    frame = Frame(unit=heads.caption_unit(caption), year=heads.caption_year(caption))
    grid = [[_cell(text[span.start : span.end], span.start) for span in row.cells] for row in table.rows]
    repeated = {name for name, count in Counter(_names(grid)).items() if count > 1 and name}
    found = []
    for row, cells in zip(table.rows, grid, strict=True):
        frame, figures = _row(cells, frame, repeated)
        found.append((row, tuple(figures)))
    return found


def _cell(text: str, start: int) -> Cell:
    found = list(quantities(text))
    numbers = found[0].numbers if len(found) == 1 else ()
    if numbers and numbers[0].unit.kind is not FigureKind.DATE:
        rest = text[: numbers[0].start] + text[numbers[-1].end :]
        if LEFTOVER.fullmatch(rest) or (len(numbers) == 2 and len(rest) < 3):
            return Cell(text, start, numbers)
    plain = plain_number(text)
    return Cell(text, start, plain.numbers if plain else ())


def _names(grid: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for cells in grid:
        if any(cell.numbers for cell in cells[1:]):
            yield row_head(next((cell.text for cell in cells if cell.text.strip() and not cell.numbers), "")).name


# ---------------------------------------------------------------- rows


def _row(cells: Sequence[Cell], frame: Frame, repeated: set[str]) -> tuple[Frame, list[Found]]:
    texts = tuple(cell.text.strip() for cell in cells)
    words = [text for text in texts if text]
    if unit := heads.caption_unit(texts[0]) if len(set(words)) == 1 else None:
        return replace(frame, unit=unit), []
    if _are_heads(cells, frame):
        goes_on = frame.rows and not frame.above and not any(heads.FRESH.search(word) for word in words)
        rows = (*frame.rows, texts) if goes_on else (texts,)
        unit = row_head(words[0]).unit or frame.unit
        return replace(frame, rows=rows[-MOST_HEAD_ROWS:], unit=unit, above=(), parent=""), []
    if _counts_columns(cells):
        return frame, []
    columns = _columns(frame.rows, len(cells))
    values = [
        i for i, cell in enumerate(cells) if cell.numbers and not columns[i].ignored and not _is_ordinal(i, cells)
    ]
    if not values and not frame.rows:
        return frame, []
    if not values:
        return replace(frame, above=texts, parent=row_head(words[0]).name if words else frame.parent), []
    named = _naming(cells, columns, values[0], frame)
    row = row_head(named)
    inside = heads.is_part(named) or heads.TOTAL.match(row.name) or row.name in repeated
    parent = frame.parent if inside and (row.name in repeated or row.name == "小计") else ""
    listed = _listed_unit(cells, columns)
    parent = "" if parent == row.name else parent
    figures = []
    for i in values:
        beside = _naming(cells, columns, i, frame)
        head = row_head(beside) if beside != named and _names_anew(cells[:i], columns, beside) else row
        side = heads.beside(columns[i], head, [columns[j] for j in range(i) if texts[j] and not cells[j].numbers])
        figures += _figures(cells, i, head, side, parent, listed, frame)
    own = ["" if cell.numbers else text for cell, text in zip(cells, texts, strict=True)]
    above = tuple(text or up for text, up in zip(own, _fitted(frame.above, len(own)), strict=True))
    return replace(frame, above=above, parent=frame.parent if inside else row.name), figures


def _are_heads(cells: Sequence[Cell], frame: Frame) -> bool:
    """Whether a row names columns: no numbers, and words that heads are made of in at least two cells."""
    words = [cell.text.strip() for cell in cells if heads.WORD.search(cell.text)]
    if any(cell.numbers for cell in cells) or len(words) < 2 or any(len(word) > 24 for word in words):
        return False
    if frame.rows and not frame.above and all(heads.IGNORED.search(word) for word in words):
        return True
    pattern = heads.NEW_HEAD_WORDS if frame.above else heads.HEAD_WORDS
    known = sum(bool(pattern.search(word)) and not heads.NUMBERED.match(word) for word in words)
    return known >= 2 and known * 2 >= len(words)


def _counts_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns (栏次 1 2 3)."""
    if cells and re.sub(r"\s", "", cells[0].text) in ("栏次", "行次"):
        return True
    values = [cell.numbers[0].value for cell in cells if cell.numbers]
    return (
        len(values) > 2 and len(values) >= len(cells) - 1 and values == [Decimal(n) for n in range(1, len(values) + 1)]
    )


def _is_ordinal(index: int, cells: Sequence[Cell]) -> bool:
    """Return the first cell's bare whole number counts the rows where words follow it."""
    number = cells[index].numbers[0]
    return index == 0 and not number.unit.name and number.value == int(number.value) and len(cells) > 1


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[Head]:
    """Return the heads of the columns; a cell that is empty above a filled one belongs to the merged cell on its left."""
    if not rows:
        return [heads.NO_HEAD] * width
    written = [_fitted(row, width) for row in rows]
    fitted = [list(row) for row in written]
    for r, row in enumerate(fitted):
        for i in range(1, width):
            if not row[i] and any(below[i] for below in written[r + 1 :]) and (r == 0 or not written[r - 1][i]):
                row[i] = row[i - 1]
    return [head_of([row[i] for row in fitted if row[i]]) for i in range(width)]


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    """Return a row of another length, set against the right edge, where the numbers stand."""
    return [*[""] * (width - len(row)), *row][-width:] if len(row) != width else row


def _naming(cells: Sequence[Cell], columns: Sequence[Head], value: int, frame: Frame) -> str:
    """Return the words that name the row of a value: the nearest of the columns headed so, else the last words before it."""
    own = ["" if cell.numbers else cell.text.strip() for cell in cells]
    for wanted in (heads.NAMES, heads.LOOSE_NAMES):
        for i in range(value - 1, -1, -1):
            if own[i] and wanted.search(columns[i].name):
                return own[i]
    carried = [text for text in _fitted(frame.above, len(cells))[:value] if text]
    return ([text for text in own[:value] if text] or carried or [""])[-1]


def _names_anew(cells: Sequence[Cell], columns: Sequence[Head], name: str) -> bool:
    """Whether words between two numbers name the second, as where income and expenditure stand side by side."""
    at = max((i for i, cell in enumerate(cells) if cell.text.strip() == name), default=0)
    between = any(cell.numbers for cell in cells[:at]) or any(cells[i].text for i in range(at))
    return between and not heads.WORDED.search(columns[at].name)


def _listed_unit(cells: Sequence[Cell], columns: Sequence[Head]) -> Unit | None:
    for cell, column in zip(cells, columns, strict=True):
        if heads.UNIT_HEADS.match(column.name) and (unit := unit_named(cell.text.strip().replace("％", "%"))):
            return unit
    return None


# ---------------------------------------------------------------- cells


def _figures(
    cells: Sequence[Cell], index: int, row: Head, column: Head, parent: str, listed: Unit | None, frame: Frame
) -> Iterator[Found]:
    cell = cells[index]
    left = re.sub(r"\s", "", cells[index - 1].text) if index else ""
    if left and not cells[index - 1].numbers and not column.name and vocabulary.DEPENDENT.fullmatch(head_of([left]).name):
        column, row = head_of([left]), row_head(cells[0].text)
    label = label_of(row, column, parent)
    context = " ".join(one.text.strip() for one in cells if one.text.strip())
    for number in cell.numbers:
        unit = number.unit if number.unit.name else implied_unit(column, row, listed, frame.unit)
        if unit is None or not label:
            continue
        kind, whole = _kind(label, unit)
        yield Found(
            label=label,
            whole=whole,
            period=column.period or row.period or frame.year,
            qualifier=number.qualifier,
            value=number.value,
            unit=unit.name,
            kind=kind,
            context=context,
            start=cell.start + number.start,
            end=cell.start + number.end,
        )


def _kind(label: str, unit: Unit) -> tuple[FigureKind, str]:
    """Return the kind of a cell's figure and, of a share, what it is a share of (占支出总额比例)."""
    if unit.kind is FigureKind.RATE and (match := vocabulary.SHARE.match(label)) and match["whole"]:
        return FigureKind.SHARE, match["whole"].removesuffix("的")
    if unit.kind is FigureKind.RATE and vocabulary.SHARE_NOUN.match(label):
        return FigureKind.SHARE, ""
    if unit.kind in (FigureKind.RATE, FigureKind.AMOUNT) and re.search(
        r"增减(?:额|率|幅度|变动)?$|增长率$|变动率$", label
    ):
        return FigureKind.CHANGE, ""
    return unit.kind, ""
