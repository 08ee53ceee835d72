"""A report's tables as grids: rows with their groups, columns under their heads, totals apart, and notes in words.

A row is named by its own cell and not by what its labels have in common, so that a table of one column, of years or of
counts is one too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, Passage, PassageKind

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf

TOTAL = regex(r"(?:\d*)(?:合计|总计|共计|总分|总和)")
PART = regex(r"其中|包括")
NOTED = regex(r"原因|说明|备注|分析|措施|理由|问题")
"""Heads of columns of words that say why."""
_MARKS = regex(r"[“”\"（）()《》\s、，,；;：:]")
_NUMBER = regex(r"^\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, the words before it that gather rows (产出指标), its figures by their columns, its passage.

    ``note`` are the words behind its last figure.
    """

    name: str
    group: str
    cells: Mapping[str, Figure]
    passage: Passage
    note: str = ""
    part: bool = False


@dataclass
class Grid:
    """A table: the rows of its heads, its caption, its rows, and its row of totals."""

    heads: list[Passage] = field(default_factory=list)
    caption: str = ""
    lines: list[Line] = field(default_factory=list)
    total: Line | None = None

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns, as most rows have them."""
        return tuple(dict.fromkeys(key for line in self.lines for key in line.cells))

    @cached_property
    def thing(self) -> str:
        """What its rows are: the words over the column of names, and the caption."""
        return fold("".join(head.text for head in self.heads) + self.caption)

    @cached_property
    def names(self) -> tuple[tuple[str, Line], ...]:
        """What the rows may be called, the longest first; a name of two rows is none."""
        return tuple(_row_names(self))

    @cached_property
    def noted(self) -> bool:
        """Whether a column of words says why."""
        return any(NOTED.search(head.text) for head in self.heads)


LEVEL = regex(r"(?:哪[一几]?[个些项]?|最[高低多少大小好差]的)(?P<group>维度|[一二]级指标|大类|板块)")
"""A group of rows that is asked for; groups have a column of their own before the rows' names."""


def has_rows_of(grid: Grid, words: str) -> bool:
    """Whether the rows of a table are what a question asks for, where it asks for a group: 得分最低的维度."""
    level = LEVEL.search(words)
    return level is None or bool(
        re.search(rf"{level['group']}(?!(?:内容|名称)?\s*[\u4e00-\u9fff]{{0,2}}指标)", grid.thing)
    )


def grids(shelf: Shelf) -> tuple[Grid, ...]:
    """The tables of a report, in order."""
    return shelf.grids


def drawn(passages: Iterable[Passage], figures: Mapping[str, Sequence[Figure]]) -> tuple[Grid, ...]:
    """The tables that passages and their figures (by passage id) make, in order."""
    return tuple(grid for grid in _drawn(passages, figures) if grid.lines)


def rows_together(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The rows of tables, heads too, those that stand one right behind another together, in order."""
    together: list[Passage] = []
    for passage in sorted(passages, key=lambda passage: passage.ordinal):
        if passage.kind is not PassageKind.TABLE_ROW:
            continue
        if together and passage.ordinal - together[-1].ordinal > 1:
            yield together
            together = []
        together.append(passage)
    yield together


def _drawn(passages: Iterable[Passage], figures: Mapping[str, Sequence[Figure]]) -> Iterator[Grid]:
    grid, last = Grid(), -9
    for passage in sorted(passages, key=lambda passage: passage.ordinal):
        if passage.kind is not PassageKind.TABLE_ROW:
            continue
        line = _line(passage, figures.get(passage.id, ()), grid.lines[-1].group if grid.lines else "")
        heads = line is None and len(passage.text.split()) > 1 and not figures.get(passage.id)
        if passage.ordinal - last > 1 or (heads and (grid.lines or grid.total)) or grid.total:
            yield grid
            grid = Grid(caption=passage.path[-1] if passage.path else "")
        last = passage.ordinal
        if heads:
            grid.heads.append(passage)
        elif line and TOTAL.fullmatch(line.name):
            grid.total = _total(line, grid)
        elif line:
            grid.lines.append(line)
    yield grid


def _line(passage: Passage, figures: Sequence[Figure], above: str) -> Line | None:
    """The row of a passage; ``above`` is the group of the row before it, which a merged cell goes on naming."""
    told = [figure for figure in figures if figure.kind is not FigureKind.DATE]
    if not told:
        return None
    head = _bare(passage.text[: min(figure.start for figure in told)])
    named = [(figure, _name(figure, head)) for figure in told]
    names = Counter(name for _, name in named if name)
    total = TOTAL.match(_NUMBER.sub("", head))
    if total:
        cells = {f"{number}:{_bare(figure.label)}": figure for number, figure in enumerate(told)}
        return Line(total.group(), "", cells, passage)
    if not names:
        return None
    name = min(names, key=lambda one: (-names[one], len(one)))
    own = [(figure, _bare(figure.label)[len(name) :]) for figure, one in named if one.startswith(name)]
    twice = {column for column, count in Counter(column for _, column in own).items() if count > 1}
    cells = {(figure.period if column in twice else "") + column: figure for figure, column in own}
    if len(cells) < len(own):
        return None
    before = _NUMBER.sub("", head[: head.rfind(name)])
    before = PART.sub("", before)
    note = passage.text[max(figure.end for figure in cells.values()) :].strip(" %％)）")
    return Line(name, before or above, cells, passage, note, bool(PART.search(head)))


def _name(figure: Figure, head: str) -> str:
    """The row's name in a label: its longest beginning that ends the words before the row's first number."""
    label = _bare(figure.label)
    ends = range(len(label), 1, -1)
    exact = next((label[:end] for end in ends if head.endswith(label[:end])), "")
    return exact or next((label[:end] for end in ends if label[:end] in head), "")


def _bare(text: str) -> str:
    return _MARKS.sub("", fold(text)).strip("≥≤<>=约")


def _total(line: Line, grid: Grid) -> Line | None:
    """A row of totals under the columns of the other rows; its labels may begin with what the table is of."""
    cells: dict[str, Figure] = {}
    for label, figure in line.cells.items():
        plain = re.sub("合计|总计|共计|总分", "", label.partition(":")[2], count=1)
        dated = [column for column in grid.columns if figure.period and (figure.period + plain).endswith(column)]
        dated = [column for column in dated if column.startswith(figure.period)]
        ends = dated or [column for column in grid.columns if column and plain.endswith(column)]
        column = max(ends, key=len, default="")
        if column or grid.columns == ("",):
            cells.setdefault(column, figure)
    return Line(line.name, "", cells, line.passage) if cells else None


# ---------------------------------------------------------------- what rows may be called

FEWEST = 2
"""Characters of a name."""
_OWN_PLACE = regex(r"^(?:[省市县区镇乡]|本[省市县区])(?=..)")
_KIND = regex(r"(?<=.{4})(?:工程|项目|工作|建设|经费|资金|疫苗|数量|数|率)$")
UNIT_END = regex(rf"(?<=.{{2}})(?:{MEASURES}|人次|面积|里程)?(?:总?数量?|金额|额|值|情况)?$")
GENERAL = regex(
    "资金|预算|支出|收入|金额|情况|项目|指标|经费|年末|年初|全年|实际|完成|安排|数量|总数|比例|使用|执行|单位|部门"
)
"""Ends of heads that name no column by themselves."""
_LEADING_VERB = regex(r"^(?:新建|新增|建设|开展|组织|举办|发放|支持|救助|完成|实施|办理|培训)(?=.{4})")
"""What a row is headed by before what was done with it: 发放 of 发放妇女创业担保贷款."""


def _row_names(grid: Grid) -> Iterator[tuple[str, Line]]:
    names: dict[str, set[int]] = {}
    for number, line in enumerate(grid.lines):
        bare = _OWN_PLACE.sub("", line.name)
        whole = UNIT_END.sub("", line.name)
        for name in {
            line.name,
            bare,
            whole,
            _LEADING_VERB.sub("", line.name),
            *(_KIND.sub("", n) for n in (line.name, bare)),
        }:
            if len(name) >= FEWEST and not GENERAL.fullmatch(name):
                names.setdefault(name, set()).add(number)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        if len(names[name]) == 1:
            yield name, grid.lines[next(iter(names[name]))]
