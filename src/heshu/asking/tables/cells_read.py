"""Reading what a question asks of a table's cells: its rows, what they are measured by, and which of them are meant.

Every word of the question has to be a row, a measure, what is done with them, or one that narrows nothing down; a word
left over, or a name that two rows may bear, says nothing is understood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from heshu.asking.computing.slots import FILLING
from heshu.asking.evidence.grids import Grid, Line
from heshu.asking.evidence.operands import MARKS
from heshu.asking.planning.scope import MARK, Scope
from heshu.asking.tables.cell_words import (
    AGAINST_TOTAL,
    AMONG_PROJECTS,
    ASKS,
    CLAIMED,
    COMPARED,
    CUES,
    EVERY,
    FILLED,
    FULL_MARKS,
    GENERAL,
    HOLDS,
    IS_HELD,
    KINDS,
    LEAD,
    LIMIT,
    LYING,
    MISSED,
    NUMBER_OF,
    NUMERAL,
    OF_SCORE,
    PIECE,
    REACH,
    SAID_TO_BE,
    SIDES,
    STILL,
    TABLE,
    TAIL,
    THINGS,
    TOGETHER,
    WITHOUT,
)
from heshu.asking.tables.columns_of_row import in_parts
from heshu.asking.tables.in_table import column_names
from heshu.asking.tables.measures import BY_NAME, COUNT_ASKED, MEASURES_OF_ROWS, Measure, cell, column_of
from heshu.asking.wording.terms import content
from heshu.figures.numerals import counted
from heshu.folding import fold, in_order
from heshu.patterns import blank, regex
from heshu.records import Card

FEWEST = 2
"""Characters of a name, and rows that are taken together."""
ENOUGH = 0.5
"""The share of a name's character pairs that a row's name must hold where it does not hold its characters in order."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What the rows that are meant have of a measure: ``way`` is the side of a number (`HOLDS`)."""

    measure: str
    way: str
    number: Decimal


@dataclass(slots=True)
class Asked:
    """What a question asks of one table."""

    grid: Grid
    card: Card
    words: str
    left: str
    names: frozenset[str] = frozenset()
    lines: list[tuple[int, Line]] = field(default_factory=list)
    measures: list[tuple[int, str]] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    thing: str = ""
    every: bool = False
    missed: bool = False
    without: bool = False
    group: str = ""
    number: int = 0
    weight: int = 0

    @property
    def rows(self) -> list[Line]:
        """The rows that are named, in order."""
        return [line for _, line in sorted(self.lines, key=lambda pair: pair[0])]

    @property
    def asks(self) -> list[Measure]:
        """The measures that are asked for, in order."""
        names = list(dict.fromkeys(name for _, name in sorted(self.measures)))
        if len(ASKS.findall(self.words)) < FEWEST:  # 预算调整后比年初加了百分之几: the budget is no second question
            made_of = {of for name in names if name in COMPARED for of in (BY_NAME[name].of or ())}
            names = [name for name in names if name not in made_of or name not in BY_NAME]
        return [BY_NAME.get(name) or literal(name) for name in names]

    @property
    def claimed(self) -> frozenset[Fraction]:
        """The numbers that the question gives itself."""
        return frozenset(Fraction(number.replace(",", "")) for number in CLAIMED.findall(self.words))

    def says(self, cue: re.Pattern[str]) -> bool:
        """Whether the question has words of a kind."""
        return bool(cue.search(self.words))

    def blank(self, start: int, end: int) -> None:
        """Take words out that are understood."""
        self.left = f"{self.left[:start]}{' ' * (end - start)}{self.left[end:]}"


def literal(column: str) -> Measure:
    """A column that has no other name than its head."""
    return Measure(column, regex("(?!)"), (re.compile(f"^{re.escape(column)}$"),))


def without_department(where: Scope) -> str:
    """The words of a question but for its department; a further mention may be a part of a row's name (数字文化馆)."""
    first = next(iter(MARKS.findall(where.marked)), "")
    words = {chr(MARK + number): mention.words for number, mention in enumerate(where.mentions)}
    return MARKS.sub(lambda mark: " " if mark[0] == first else words.get(mark[0], " "), where.marked)


def read(grid: Grid, card: Card, words: str, names: frozenset[str], *, whole: bool = True) -> Asked | None:
    """What a text asks of a table; ``None`` where a word of it is left over, or, if ``whole``, it names no row.

    ``names`` are those of all rows of the report: what is a row's name is not short for another's.
    """
    asked = Asked(grid, card, words, words, names)
    for name, line in grid.names:
        at = asked.left.find(name)
        if at >= 0 and len(name) > FEWEST and line not in asked.rows:
            asked.lines.append((at, line))
            asked.blank(at, at + len(name))
            asked.weight += len(name)
    if is_of("项目", grid):
        asked.left = AMONG_PROJECTS.sub(blank, asked.left)
    if any(name in asked.left and not _is_measure(name) for name in names if len(name) > FEWEST):
        return None  # a row of another table is named in full
    asked.left = TABLE.sub(blank, asked.left)
    for how in (_limits, _groups, _things, _particular_columns, _measures, _literal_columns):
        how(asked)
    asked.without = bool(WITHOUT.search(asked.left))
    row_by_row = asked.says(TOGETHER) and asked.says(AGAINST_TOTAL)
    asked.left = AGAINST_TOTAL.sub(blank, asked.left) if row_by_row else asked.left
    asked.left = SAID_TO_BE.sub(blank, asked.left) if asked.says(IS_HELD) else asked.left
    return asked if _rest_is_known(asked) and (asked.lines or asked.thing or row_by_row or not whole) else None


def measures_in(grid: Grid, card: Card, words: str) -> list[tuple[int, str]]:
    """The measures that a text asks for, whatever else it says."""
    asked = Asked(grid, card, words, words)
    _measures(asked)
    return asked.measures


def _is_measure(name: str) -> bool:
    """Whether a row of indicators is called as a column of another table is: 预算执行率."""
    return any(measure.words.fullmatch(name) for measure in MEASURES_OF_ROWS)


def _limits(asked: Asked) -> None:
    """低于90%的: of the measure before it, or of a rate where there is none."""
    if STILL.search(asked.left) and REACH.search(asked.left):
        return
    if (match := FULL_MARKS.search(asked.left)) and not asked.lines:
        asked.limits.append(Limit("扣分", "等于", Decimal(0)))
        asked.blank(match.start(), match.end())
    elif match := MISSED.search(asked.left):
        asked.missed = True
        asked.blank(match.start(), match.end())
    for match in LIMIT.finditer(asked.left):
        way, side = SIDES.get(match["way"], "高于"), match["side"]
        if match["way"] == "在" and not side:
            continue
        if way == "等于" and not (
            match["unit"] and re.search("哪|几个|几项|多少个|多少项|的(?:项目|指标)", asked.words)
        ):
            continue
        before = asked.left[: match.start()]
        named = [
            (one.end(), _has(measure, asked), one.start(), measure.name)
            for measure in MEASURES_OF_ROWS
            for one in _found(measure, before)
        ]
        end, _, start, name = max(named, default=(0, True, match.start(), ""))
        if name == "完成率" and not _has(BY_NAME[name], asked) and _so_headed(name, asked.grid):
            name = "执行率"
        if name and len(before[end:].strip(" 都是为的在")) > FEWEST:
            continue
        if not name and match["unit"] != "%":
            continue
        way = side if side and match["way"] in LYING else way
        asked.limits.append(Limit(name or "执行率", way, Decimal(match["number"])))
        asked.blank(start, match.end())


def _so_headed(name: str, grid: Grid) -> bool:
    """Whether the column of how much of the budget was spent bears another measure's name: 预算完成率."""
    heads = BY_NAME["执行率"].heads
    return any(column.endswith(name) and any(head.search(column) for head in heads) for column in grid.columns)


def _found(measure: Measure, text: str) -> list[re.Match[str]]:
    return [match for match in measure.words.finditer(text) if match.group().strip()]


def _things(asked: Asked) -> None:
    """What all rows are called, and how many of them are meant."""
    for match in THINGS.finditer(asked.left):
        thing, quantity = match["thing"], match["all"] or ""
        if thing in asked.names or not is_of(thing, asked.grid):
            continue
        asked.thing = asked.thing or thing
        asked.weight += len(thing)
        asked.every = asked.every or quantity in EVERY
        if quantity and not asked.number and NUMERAL.fullmatch(quantity):
            asked.number = counted(quantity)
        asked.blank(match.start(), match.end())
    said = NUMBER_OF.search(asked.left)
    if said and not asked.number:
        asked.number = counted(said["count"])
        asked.blank(said.start(), said.end())


def _groups(asked: Asked) -> None:
    """A group of rows, where no row is named: 产出指标, 产出类指标, 过程维度得了几分."""
    if asked.lines:
        return
    groups = {line.group for line in asked.grid.lines}
    names = {group[:end] for group in groups for end in range(FEWEST, len(group) + 1)}
    for name in sorted(names, key=len, reverse=True):
        of_kind = name if name.endswith("指标") else rf"{name}{OF_GROUP}"
        match = re.search(of_kind, asked.left)
        rows = [line for line in asked.grid.lines if line.group.startswith(name)]
        if match and len(rows) > 1 and len(rows) < len(asked.grid.lines):
            asked.lines = [(match.start(), line) for line in rows]
            asked.every = True
            asked.group = match.group()
            asked.blank(match.start(), match.end())
            return


OF_GROUP = (
    r"(?:(?:这?一?类|部分)?的?指标|维度"
    r"|(?:这?一?[块类]|这?部分|方面)?(?=的?(?:一共|合计|总共|共|被)*(?:[扣丢失得](?!到)|满分|分值)))"
)
"""What a first-level indicator is called by behind its name."""


def is_of(thing: str, grid: Grid) -> bool:
    """Whether a table's rows are such things: indicators have targets or scores, projects amounts."""
    scored = any(_heads(name, grid) for name in ("得分", "目标", "分值"))
    if thing.endswith("指标"):
        return scored
    if thing.endswith(("项目", "专项", "工程", "任务", "事项", "项目支出")):
        kinds = any(KINDS.fullmatch(line.name) for line in grid.lines) or all(
            line.name.endswith("费") for line in grid.lines
        )
        money = thing.endswith("支出")  # else a project may have a score beside its money
        aimed = scored if money else any(_heads(name, grid) for name in ("目标", "分值"))
        return not aimed and not kinds and any(_heads(name, grid) for name in ("支出", "预算", "年初预算"))
    if thing in ("支出", "收入"):
        return not scored and (any(line.name.endswith(thing) for line in grid.lines) or thing in grid.thing)
    return thing in grid.thing


def is_inner(line: Line) -> bool:
    """Whether a row is a part of the one above it: 其中：人员经费."""
    return line.part or bool(INNER.fullmatch(line.name))


def overlap(rows: Sequence[Line], grid: Grid) -> bool:
    """Whether one of some rows is a part of another of them."""
    above = ""
    whole_of = {}
    for line in grid.lines:
        above = above if is_inner(line) else line.name
        whole_of[line.name] = above
    names = {line.name for line in rows}
    return any(is_inner(line) and whole_of[line.name] in names for line in rows)


INNER = regex("(?:人员|公用|日常公用)(?:经费|支出)")


def _heads(name: str, grid: Grid) -> bool:
    return any(head.search(column) for head in BY_NAME[name].heads for column in grid.columns)


def _measures(asked: Asked) -> None:
    """The measures that the words ask for, of those that the table has."""
    for measure in MEASURES_OF_ROWS:
        for match in _found(measure, asked.left):
            if _has(measure, asked):
                _take(asked, measure.name, match.start(), match.end())


def _has(measure: Measure, asked: Asked) -> bool:
    return any(cell(measure, line, asked.grid, asked.card) for line in asked.grid.lines)


def _particular_columns(asked: Asked) -> None:
    """Columns that no measure is, and those under a head that stands over several: 全年预算数里，财政拨款."""
    columns = asked.grid.columns
    measured = {column_of(measure, asked.grid) for measure in MEASURES_OF_ROWS}
    for column in columns:
        if parted := in_parts(column, asked.left, columns):
            _take(asked, column, parted.start(), parted.end())
    particular = [column for column in columns if column not in measured]
    for name, column in column_names(particular, asked.card.year):
        at = asked.left.find(name) if len(name) > FEWEST else -1
        if at >= 0 and column not in [named for _, named in asked.measures]:
            _take(asked, column, at, at + len(name))


def _take(asked: Asked, column: str, start: int, end: int) -> None:
    asked.measures.append((start, column))
    asked.blank(start, end)
    asked.weight += end - start


def _literal_columns(asked: Asked) -> None:
    """Columns by their own heads, where no measure is called so."""
    for column in sorted(asked.grid.columns, key=len, reverse=True):
        at = asked.left.find(column) if len(column) >= FEWEST else -1
        if at >= 0:
            _take(asked, column, at, at + len(column))


def _rest_is_known(asked: Asked) -> bool:
    """Whether what is left are rows by parts of their names, and words that narrow nothing down."""
    left = COUNT_ASKED.sub(blank, asked.left)  # the answer is held against the unit
    for pattern in CUES:
        left = pattern.sub(blank, left)
    for match in PIECE.finditer(left):
        piece = TAIL.sub("", LEAD.sub("", match.group()))
        bare = "".join(content(FILLING.sub(" ", FILLED.sub(" ", piece))))
        if not bare:
            continue
        line = called(piece, asked.grid)
        if line is None and (rows := _with_cell(piece, asked)):  # 公路中心的项目 is no 农村公路
            asked.lines = [(match.start(), one) for one in rows]
            asked.every = True
            continue
        line = line or called(bare, asked.grid)
        said = {match.group(), piece, bare}
        if line and line.name not in said and asked.names & said:
            return False
        if line is None or line in asked.rows:
            if line is None and (not set(bare) <= set(asked.grid.thing) or _asks_for_more(bare)):
                return False
            continue
        asked.lines.append((match.start(), line))
        asked.weight += len(bare)
    return True


def _with_cell(words: str, asked: Asked) -> list[Line]:
    """The rows with a cell that says something, where rows are spoken of by it: 中央专项那三个项目."""
    if asked.lines or not asked.thing or len(words) < FEWEST:
        return []
    rows = [line for line in asked.grid.lines if words in fold(line.passage.text).replace(line.name, "")]
    return rows if 1 < len(rows) < len(asked.grid.lines) and asked.number in (0, len(rows)) else []


def _asks_for_more(words: str) -> bool:
    """Whether words that are left over name a measure, which the table then does not have."""
    return any(_found(measure, words) for measure in MEASURES_OF_ROWS)


def called(words: str, grid: Grid) -> Line | None:
    """The one row that words call by a part of its name, by its characters in order, or by most of its pairs."""
    if len(words) < FEWEST or GENERAL.fullmatch(words):
        return None
    for way in (_holds, _in_order, _mostly):
        found = [line for line in grid.lines if way(words, line.name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _holds(words: str, name: str) -> bool:
    return words in name


def _in_order(words: str, name: str) -> bool:
    return len(words) > FEWEST and in_order(words, name) and bool(_pairs(words) & _pairs(name))


def _mostly(words: str, name: str) -> bool:
    pairs = _pairs(words)
    return len(words) > FEWEST and len(pairs & _pairs(name)) / len(pairs) >= ENOUGH


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


# ---------------------------------------------------------------- which rows are meant


def meant(asked: Asked) -> list[Line]:
    """The rows that are named, or all of which the limits hold."""
    rows = asked.rows or list(asked.grid.lines)
    if asked.without:
        rows = [line for line in asked.grid.lines if line not in asked.rows]
    return [line for line in rows if _passes(line, asked)]


def _passes(line: Line, asked: Asked) -> bool:
    for limit in asked.limits:
        amount = cell(BY_NAME[limit.measure], line, asked.grid, asked.card)
        if amount is None or not HOLDS[limit.way](amount.exact, Fraction(limit.number)):
            return False
    return not asked.missed or _missed(line, asked)


def _missed(line: Line, asked: Asked) -> bool:
    """Whether a row did not reach its target: by its scores where they say so, else by its target."""
    if asked.says(OF_SCORE):
        lost = cell(BY_NAME["扣分"], line, asked.grid, asked.card)
        return lost is not None and lost.exact > 0
    target, done = (cell(BY_NAME[name], line, asked.grid, asked.card) for name in ("目标", "实际"))
    if target is None or done is None or target.unit != done.unit:
        return False
    at_most = target.operands[0].figure.qualifier in ("≤", "<", "不超过", "不高于")
    return done.exact > target.exact if at_most else done.exact < target.exact
