"""Figures of a table: each number with the label that its row and its column give it, in the unit of its heads.

A form of several tables under one frame is read from the top: every row of heads replaces the heads before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby, pairwise

from heshu.figures import heads, vocabulary
from heshu.figures.heads import Head, head_of, implied_unit, label_of, row_head
from heshu.figures.numbers import Number, plain_number, quantities
from heshu.figures.prose import Found
from heshu.figures.units import Unit, unit_named
from heshu.patterns import regex
from heshu.records import FigureKind, Table, TableRow

LEFTOVER = regex(r"[\s（）()≥≤<>=约近超达到为不低于高超过少及以上下内左右含、,，;；]*")
"""What may stand beside a cell's number: signs and words of a qualifier."""
NOTHING = regex(r"^[-—–―─/／\\*]+$")
"""What stands in a cell that has nothing to say."""
MOST_HEAD_ROWS = 3
LONGEST_HEAD = 24
WIDEST = 1_000
"""Cells of a row beyond which they are under no heads that anybody wrote."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text and where it begins in the report, and the numbers it consists of (none for words)."""

    text: str
    start: int
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for the rows to come: the rows of heads, the caption's unit, year and subject, and the rows above.

    ``group`` is the last row that names others and holds no number, ``alone`` says that ``parent`` is a row of
    numbers without parts; ``side`` is what the table's totals are of (收入, 支出), ``money`` the unit that the last row
    with one stated itself; ``codes`` are the rows that the last
    one belongs to by its code, and itself: (code, name).  ``units`` are those of a caption that states several,
    ``usual`` is the unit of money of the report's other tables.
    """

    rows: tuple[tuple[str, ...], ...] = ()
    unit: Unit | None = None
    year: str = ""
    parent: str = ""
    above: tuple[str, ...] = ()
    subject: str = ""
    group: str = ""
    side: str = ""
    money: Unit | None = None
    alone: bool = False
    codes: tuple[tuple[str, str], ...] = ()
    units: tuple[Unit, ...] = ()
    usual: Unit | None = None

    def coded(self, code: str, name: str) -> Frame:
        """Go on to a row with a code: of the rows above only those stay whose codes its own begins with."""
        if not code:
            return self
        above = (row for row in self.codes if code.startswith(row[0]) and code != row[0])
        return replace(self, codes=(*above, (code, name)))


@dataclass(frozen=True)
class Line:
    """A row of numbers: its cells, the heads of its columns, the words above each, and what holds for the table."""

    cells: Sequence[Cell]
    columns: tuple[Head, ...]
    above: tuple[str, ...]
    frame: Frame

    @cached_property
    def words(self) -> list[str]:
        """The texts of the cells that are no numbers, ``""`` for the others and for dashes."""
        return ["" if cell.numbers else NOTHING.sub("", cell.text.strip()) for cell in self.cells]

    @cached_property
    def code(self) -> str:
        """The row's code (2080501), whether in one column or in one a level; ``""`` without."""
        codes = (
            c.text.strip() for c, head in zip(self.cells, self.columns, strict=True) if heads.CODE.search(head.name)
        )
        return "".join(code for code in codes if code.isdigit())

    @cached_property
    def context(self) -> str:
        """The row as one text."""
        return " ".join(cell.text.strip() for cell in self.cells if cell.text.strip())

    @cached_property
    def listed_unit(self) -> Unit | None:
        """The unit that the row states in a column of units."""
        stated = (w for w, column in zip(self.words, self.columns, strict=True) if heads.UNIT_HEADS.match(column.name))
        written = [word.replace("％", "%") for word in stated if word]
        rare = next((Unit(word, FigureKind.COUNT, 0) for word in written if heads.RARE_UNIT.fullmatch(word)), None)
        return next((unit for word in written if (unit := unit_named(word))), rare)

    def holds(self, index: int) -> bool:
        """Whether a cell holds a figure: a number that is neither a code nor the row's own number in front."""
        cell = self.cells[index]
        if not cell.numbers or self.columns[index].ignored:
            return False
        first = cell.numbers[0]
        return index > 0 or bool(first.unit.name) or first.value != int(first.value) or len(self.cells) == 1

    def name(self, index: int) -> str:
        """Return the words that name a number: of the nearest column headed so, else the last words before it."""
        words = self.words
        for wanted in (heads.NAMES, heads.LOOSE_NAMES):
            for i in range(index - 1, -1, -1):
                if words[i] and wanted.search(self.columns[i].name):
                    return words[i]
        before = zip(words[:index], self.columns[:index], strict=True)
        own = [word for word, column in before if word and not _is_unit(word, column)]
        return (own or [word for word in self.above[:index] if word] or [""])[-1]

    def names_anew(self, index: int, name: str) -> bool:
        """Whether words between two numbers name the second, as where income and expenditure stand side by side."""
        at = max((i for i, word in enumerate(self.words[:index]) if word == name), default=0)
        return any(cell.text.strip() for cell in self.cells[:at]) and not heads.WORDED.search(self.columns[at].name)

    def heads_of(self, index: int, row: Head) -> tuple[Head, Head]:
        """Return the heads of a number's column and row; without heads the words on its left are the column's."""
        column, left = self.columns[index], head_of([self.words[index - 1]] if index else [])
        if not column.name and not column.period and vocabulary.DEPENDENT.fullmatch(left.name):
            return left, row_head(self.cells[0].text)
        naming = [self.columns[i] for i in range(index) if self.words[i]]
        return heads.beside(column, row, naming), row


def _is_unit(word: str, column: Head) -> bool:
    """Whether a cell of words in a column of units is one, and not an office (单位)."""
    return bool(heads.UNIT_HEADS.match(column.name)) and bool(unit_named(word) or heads.RARE_UNIT.fullmatch(word))


def figures_of_table(
    table: Table, text: str, headings: Sequence[str] = (), usual: Unit | None = None
) -> list[tuple[TableRow, tuple[Found, ...]]]:
    """Each row of a table with its figures; ``start`` and ``end`` of a figure count characters of ``text``.

    ``headings`` stand above the table, the nearest first: they say what it is of, and in which unit, where its caption
    does not.  ``usual`` is the unit of money of the report's other tables.
    """
    caption = _caption(table, text)
    subject = heads.caption_subject((caption, *headings[:NEAREST]))
    stated = units_above(caption, headings)
    unit = stated[0] if stated else _unit_below(table, text)
    frame = Frame(
        unit=unit, year=heads.caption_year(caption), subject=subject, units=stated[1:] and stated, usual=usual
    )
    grid = [[_cell(text[span.start : span.end], span.start) for span in row.cells] for row in table.rows]
    grid[:HIGHEST_HEAD] = [_years_as_heads(cells) for cells in grid[:HIGHEST_HEAD]]
    frame = replace(frame, side=heads.side_of_totals(caption, list(_names(grid))))
    if not (frame.subject or frame.side or heads.OF_THE_WHOLE.search(caption)) and _is_of_projects(grid):
        frame = replace(frame, subject=PROJECTS)
    runs = (name for name, _ in groupby(_names(grid)))  # a row and its only part often have one name
    repeated = {name for name, count in Counter(runs).items() if count > 1 and name}
    found: list[tuple[TableRow, tuple[Found, ...]]] = []
    top = _first_heads(grid)
    for at, (row, cells) in enumerate(zip(table.rows, grid, strict=True)):
        if at == top and not _are_heads(cells, frame):
            texts = tuple(cell.text.strip() for cell in cells)
            frame = _with_heads(frame, texts, [text for text in texts if text])
            found.append((row, ()))
            continue
        frame, figures = _row(cells, frame, repeated) if len(cells) <= WIDEST else (frame, [])
        found.append((row, tuple(figures)))
    return found


def usual_money(tables: Sequence[tuple[Table, Sequence[str]]], text: str) -> Unit | None:
    """Return the unit of money that a report's tables state, each with the headings above it; ``None`` for several."""
    stated = {unit for table, headings in tables for unit in units_above(_caption(table, text), headings)}
    money = [unit for unit in stated if unit.kind is FigureKind.AMOUNT]
    return money[0] if len(money) == 1 else None


def money_stated_for_all(text: str) -> tuple[tuple[int, Unit], ...]:
    """Return the units of money that sentences state for the amounts below them, and where each is stated."""
    found = ((match.end(), unit_named(match["unit"])) for match in STATED_FOR_ALL.finditer(text))
    return tuple((at, unit) for at, unit in found if unit)


def units_above(caption: str, headings: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units that the caption states, else the nearest heading that states one."""
    return next(filter(None, map(heads.caption_units, (caption, *headings))), ())


def _caption(table: Table, text: str) -> str:
    return text[table.caption.start : table.caption.end].strip("*_# ") or _title_row(table, text)


def _is_of_projects(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table's names are headed 项目 and none is a kind of spending or income, whose total is of all."""
    tops = (cell.text.strip() for cells in grid[:HIGHEST_HEAD] for cell in cells[:NEAREST])
    return any(map(heads.OF_PROJECTS.fullmatch, tops)) and not any(map(heads.KIND_OF_MONEY.search, _names(grid)))


PROJECTS = "项目支出"
NEAREST = 2
"""Headings above a table that may say what it is of."""
UNIT_BELOW = regex(
    r"[|\s]*\n\s*(?P<note>[（(]\s*(?:注[:：])?(?:金额|计量)?单位[:：][^\n()（）]{1,8}[)）])[。]?[ \t]*(?=\n|$)"
)
"""A line in brackets right below a table that states its unit, and is the caption of no other."""
_MONEY_UNIT = (
    r"单位(?:均|都|统一|一律|全部)*(?:为|是|[:：])(?:人民币)?[“\"]?(?P<unit>[百千万亿]?元)(?=[”\"，。；、,;）)\s]|$)"
)
NOTE_BELOW = regex(
    rf"[|\s]*\n\s*(?:附?注|备注|说明)[:：]?\s*(?:[（(]?\d[.、)）]\s*)?(?:[上本]?表[中内]?|以上|表格)?(?:所列)?(?:数据|金额|资金|货币|计量)*的?{_MONEY_UNIT}"
)
"""A note right below a table that begins by stating its unit: 注：单位为万元."""
STATED_FOR_ALL = regex(
    rf"(?:以下|下列|下述|下文|本报告|报告[中内]?|文[中内]|全文|各?表[中内格]?|附表|本部分|本节)[^。；;，,\n|]{{0,8}}?(?:金额|资金|货币|计量)的?{_MONEY_UNIT}"
)
"""A sentence that states the unit of the amounts below it: 以下金额单位均为元."""


def _unit_below(table: Table, text: str) -> Unit | None:
    """The unit that a table states in a note right below it."""
    end = max((cell.end for row in table.rows for cell in row.cells), default=0)
    if (said := NOTE_BELOW.match(text, end)) is not None:
        return unit_named(said["unit"])
    note = UNIT_BELOW.match(text, end)
    stated = heads.caption_units(note["note"]) if note and not text[note.end() :].lstrip().startswith("|") else ()
    return next(iter(stated), None)


def _first_heads(grid: Sequence[Sequence[Cell]]) -> int:
    """Return where the row stands that names the columns in words that no list knows, -1 without one.

    It is the first with several words, none of them a number, and the rows of numbers below say that it is one.
    """
    top = next((at for at, row in enumerate(grid) if sum(bool(cell.text.strip()) for cell in row) >= FEWEST_ROWS), -1)
    if top < 0 or len(grid[top]) > WIDEST or any(cell.numbers for cell in grid[top]):
        return -1
    words = [cell.text.strip() for cell in grid[top] if heads.WORD.search(cell.text)]
    if any(len(word) > LONGEST_HEAD for word in words) or len(set(words)) < len(words):
        return -1
    under = _numbers_under(grid, top)
    known = sum(bool(heads.HEAD_WORDS.search(word)) or heads.states_unit(word) for word in words)
    enough = FEWEST_ROWS if known >= FEWEST_ROWS else FEWEST_ROWS + FEWEST_ROWS
    return top if max(under, default=0) >= FEWEST_ROWS and sum(under) >= enough else -1


def _numbers_under(grid: Sequence[Sequence[Cell]], top: int) -> list[int]:
    """How many columns named by a row have a number in each of the first two rows below it, those of heads left out."""
    named = [at for at, cell in enumerate(grid[top]) if cell.text.strip()]
    below = [row for row in grid[top + 1 : top + 1 + MOST_HEAD_ROWS] if any(cell.numbers for cell in row)]
    return [sum(at < len(row) and bool(row[at].numbers) for at in named) for row in below[:FEWEST_ROWS]]


FEWEST_ROWS = 2


def _title_row(table: Table, text: str) -> str:
    """Return the first row where it is one cell of words over all columns: the table's title inside its frame."""
    words = {text[cell.start : cell.end].strip() for cell in (table.rows[0].cells if table.rows else ())} - {""}
    return words.pop() if len(words) == 1 else ""


def _cell(text: str, start: int) -> Cell:
    if not text.strip():  # in a wide table nearly all
        return Cell(text, start, ())
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
    """Read one row: a unit for the table, heads, a row without numbers, or numbers under heads."""
    texts = tuple(cell.text.strip() for cell in cells)
    words = [text for text in texts if text]
    if len(set(words)) == 1 and (stated := heads.caption_units(words[0])):
        return replace(frame, unit=stated[0], units=stated[1:] and stated), []
    if _are_heads(cells, frame):
        return _with_heads(frame, texts, words), []
    if _counts_columns(cells):
        return frame, []
    line = Line(cells, _columns(frame.rows, len(cells)), tuple(_fitted(frame.above, len(cells))), frame)
    if any(line.holds(i) for i in range(len(cells))):
        return _numbers(line, repeated)
    if not frame.rows or not words:
        return frame, []
    name = row_head(next((word for word in words if not word.isdigit()), words[0])).name
    return replace(frame.coded(line.code, name), above=texts, parent=name, group=name, alone=False), []


BARE_YEAR = regex(r"(?:19|20)\d\d")
HIGHEST_HEAD = 2
"""Rows among which the heads of a table begin: its title may stand in the first."""


def _years_as_heads(cells: list[Cell]) -> list[Cell]:
    """A row of words among which nothing but bare years are numbers (指标 2022 2023 增幅), these written as years."""
    years = [cell.text.strip() for cell in cells if cell.numbers]
    if len(years) < FEWEST_ROWS or len(set(years)) < len(years) or not all(map(BARE_YEAR.fullmatch, years)):
        return cells
    if not any(heads.WORD.search(cell.text) for cell in cells):
        return cells
    return [replace(cell, text=f"{cell.text.strip()}年", numbers=()) if cell.numbers else cell for cell in cells]


def _with_heads(frame: Frame, texts: tuple[str, ...], words: Sequence[str]) -> Frame:
    under = bool(frame.rows) and any(up and not own for up, own in zip(frame.rows[-1], texts, strict=False))
    goes_on = frame.rows and not frame.above and (under or not any(heads.FRESH.search(word) for word in words))
    rows = (*frame.rows, texts) if goes_on else (texts,)
    unit = row_head(words[0]).unit or frame.unit
    return replace(frame, rows=rows[-MOST_HEAD_ROWS:], unit=unit, above=(), parent="", group="", codes=())


def _are_heads(cells: Sequence[Cell], frame: Frame) -> bool:
    """Whether a row names columns: no numbers, and words that heads are made of in at least two cells."""
    words = [cell.text.strip() for cell in cells if heads.WORD.search(cell.text)]
    if any(cell.numbers for cell in cells) or len(words) < 2 or any(len(word) > LONGEST_HEAD for word in words):
        return False
    if frame.rows and not frame.above and all(heads.IGNORED.search(word) for word in words):
        return True
    if frame.rows and not frame.above and _divides(tuple(cell.text.strip() for cell in cells), frame.rows[-1]):
        return True
    pattern = heads.NEW_HEAD_WORDS if frame.above else heads.HEAD_WORDS
    words = [word for word in words if not heads.LEVEL.fullmatch(word)]
    known = sum(bool(pattern.search(word)) and not heads.NUMBERED.match(word) for word in words)
    return known >= 2 and known * 2 >= len(words)


def _divides(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row of words divides the heads right above it: each stands under a merged cell, none under another."""
    if len(row) != len(above):
        return False
    merged = [at > 0 and not up for at, up in enumerate(above)]
    merged = [here or after for here, after in zip(merged, [*merged[1:], False], strict=True)]
    filled = [at for at, word in enumerate(row) if word and word != above[at]]
    return any(not above[at] for at in filled) and all(merged[at] for at in filled)


def _counts_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns (栏次 1 2 3)."""
    if cells and re.sub(r"\s", "", cells[0].text) in ("栏次", "行次"):
        return True
    values = [cell.numbers[0].value for cell in cells if cell.numbers]
    in_turn = values == [Decimal(number) for number in range(1, len(values) + 1)]
    return in_turn and len(values) > 2 and len(values) >= len(cells) - 1


@lru_cache(256)
def _columns(rows: tuple[tuple[str, ...], ...], width: int) -> tuple[Head, ...]:
    """Return the heads of the columns; an empty cell above a filled one belongs to the merged cell on its left.

    Kept, because each row of a table asks for the same.
    """
    if not rows:
        return (heads.NO_HEAD,) * width
    written = [_fitted(row, width) for row in rows]
    fitted = [list(row) for row in written]
    for r, row in enumerate(fitted):
        for i in range(1, width):
            if not row[i] and any(below[i] for below in written[r + 1 :]) and (r == 0 or not written[r - 1][i]):
                row[i] = row[i - 1]
    divided = _divided(fitted)
    return tuple(head_of([row[i] for row in fitted if row[i]], divided=i in divided) for i in range(width))


def _divided(rows: Sequence[Sequence[str]]) -> set[int]:
    """Return the columns over which a head reaches that stands over others too, each with a part of its own."""
    return {
        column
        for above, below in pairwise(rows)
        for left, right in pairwise(range(len(above)))
        for column in (left, right)
        if above[left] and above[left] == above[right] and below[left] != below[right]
    }


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    """Set a row of another length against the right edge, where the numbers stand."""
    return [*[""] * (width - len(row)), *row][-width:] if len(row) != width else row


# ---------------------------------------------------------------- numbers of a row


def _numbers(line: Line, repeated: set[str]) -> tuple[Frame, list[Found]]:
    values = [i for i in range(len(line.cells)) if line.holds(i)]
    named = line.name(values[0])
    row = row_head(named)
    again = row.name in repeated or row.name == "小计"
    inside = heads.is_part(named) or bool(heads.TOTAL.match(row.name)) or again
    parent = line.frame.parent if inside and again and line.frame.parent != row.name else ""
    if heads.TOTAL.match(row.name) and (not parent or line.frame.alone):
        parent = (line.frame.group if row.name == "小计" else "") or line.frame.subject
    frame = line.frame.coded(line.code, row.name)
    if line.code:
        parent = next((name for _, name in frame.codes[-2:-1] if again and name != row.name), "")
    found: list[Found] = []
    for i in values:
        beside = line.name(i)
        head = row_head(beside) if beside != named and line.names_anew(i, beside) else row
        found += _figures(line, i, head, parent)
    above = tuple(own or up for own, up in zip(line.words, line.above, strict=True))
    parent = line.frame.parent if inside else row.name
    group = "" if heads.TOTAL.match(row.name) else line.frame.group
    money = row.unit if row.unit and row.unit.kind is FigureKind.AMOUNT else line.frame.money
    return replace(frame, above=above, parent=parent, group=group, alone=not inside, money=money), found


def _figures(line: Line, index: int, row: Head, parent: str) -> Iterator[Found]:
    column, row = line.heads_of(index, row)
    if not row.name and heads.TOTAL_OF.match(column.name):
        parent = line.frame.subject
    label = label_of(row, column, parent)
    cell = line.cells[index]
    frame = line.frame
    caption = heads.of_several(frame.units, column, row) if frame.units else frame.unit
    for number in cell.numbers:
        unit = number.unit if number.unit.name else implied_unit(column, row, line.listed_unit, caption)
        if unit is None and heads.OF_MONEY.search(row.name):
            unit = line.frame.money
        if unit is None and _is_usual_money(number, column):
            unit = frame.usual
        if unit is None and line.frame.money is None and _is_count(number, column, row):
            unit = Unit("", FigureKind.COUNT, 0)
        if unit is None or not label:
            continue
        if heads.TOTAL.match(row.name) and not parent and _is_of_side(column, unit):
            label = label_of(replace(row, name=line.frame.side + row.name), column, "")
        kind, whole = _kind(label, unit)
        yield Found(
            label=label,
            whole=whole,
            period=column.period or row.period or line.frame.year,
            qualifier=number.qualifier,
            value=number.value,
            unit=unit.name,
            kind=kind,
            context=line.context,
            start=cell.start + number.start,
            end=cell.start + number.end,
        )


def _is_usual_money(number: Number, column: Head) -> bool:
    """Whether a bare number in a table that states no unit is written as money is, under a head of money."""
    return number.value.as_tuple().exponent == CENTS and bool(heads.SAYS_MONEY.search(column.name))


CENTS = -2


def _is_count(number: Number, column: Head, row: Head) -> bool:
    """Whether a bare whole number without a unit counts what its column's head names (举办活动 286)."""
    whole = number.value == number.value.to_integral_value() and number.value >= 0
    named = bool(column.name) and bool(row.name) and not column.period and not heads.FILLER.match(column.name)
    return whole and named and not any(heads.NO_COUNT.search(name) for name in (column.name, row.name))


def _is_of_side(column: Head, unit: Unit) -> bool:
    """Whether a column's total is one of money that its head does not itself say the side of."""
    return unit.kind in (FigureKind.AMOUNT, FigureKind.RATE) and not heads.SAYS_SIDE.search(column.name)


def _kind(label: str, unit: Unit) -> tuple[FigureKind, str]:
    """Return the kind of a cell's figure and, of a share, what it is a share of (占支出总额比例)."""
    if unit.kind is FigureKind.RATE and (match := vocabulary.SHARE.match(label)) and match["whole"] not in ("", "比"):
        return FigureKind.SHARE, match["whole"].removesuffix("的")
    if unit.kind is FigureKind.RATE and vocabulary.SHARE_NOUN.match(label):
        return FigureKind.SHARE, ""
    if unit.kind in (FigureKind.RATE, FigureKind.AMOUNT) and heads.CHANGE.search(label):
        return FigureKind.CHANGE, ""
    return unit.kind, ""
