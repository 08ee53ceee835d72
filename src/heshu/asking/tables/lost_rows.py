"""Rows of a table of indicators that lost points because what came of them is not what was aimed at, be it in words.

健全 and 较健全, 五级 and 四级, 三个节点均达标 and 9月未达标: no number says that these fell short; the points that they
lost do.  A row whose numbers reached its target and that lost points for another reason is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from heshu.asking.evidence.aims import LESS_IS_MORE
from heshu.asking.evidence.grids import rows_together
from heshu.asking.tables.columns_of_row import DONE, FULL, GOT, TARGET
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Passage

CAME = regex(rf"{DONE.pattern}|实际完成|^(?:实际|完成|实现)?结果$")
NUMBER = regex(r"\d+(?:\.\d+)?")
MEASURED = regex(r"[\u4e00-\u9fff]{0,6}?(?P<sign>[≥>≤<不低高超少于过]*)(?P<number>-?\d[\d,]*(?:\.\d+)?)(?P<unit>\S*)")
"""A cell that is a number with its unit, maybe with what it is of (执行率≥95%)."""
CEILING = regex(r"[≤<]|不[高超多]")
OTHERS = regex(r"合计|总计|总分|小计|-+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the heads of a table stand that a row is read by."""

    aim: int
    came: int
    full: int
    got: int


def lost(passages: Iterable[Passage]) -> Iterator[tuple[str, Passage]]:
    """The name and the passage of every row that lost points and did not reach its target."""
    for rows in rows_together(passages):
        heads: list[str] = []
        columns: Columns | None = None
        for passage in rows:
            cells = fold(passage.text).split()
            if found := _columns(cells):
                heads, columns = cells, found
            elif columns and (name := _lost(cells, heads, columns)):
                yield name, passage


def _columns(cells: Sequence[str]) -> Columns | None:
    """The columns of a row of heads; ``None`` where it has not one of each."""
    found = [[at for at, cell in enumerate(cells) if head.search(cell)] for head in (TARGET, CAME, FULL, GOT)]
    aim, came, full, got = ([at for at in column if at] for column in found)
    aim = [at for at in aim if at not in (*came, *full) and not re.search(r"[一二三]级指标|^绩效指标$", cells[at])]
    return Columns(aim[0], came[0], full[0], got[0]) if len(aim) == len(came) == len(full) == len(got) == 1 else None


def _lost(cells: Sequence[str], heads: Sequence[str], columns: Columns) -> str:
    """The name of a row that lost points and fell short; empty where it did not, or its cells cannot be told apart.

    Of a row with fewer cells than heads the first or the last are missing.
    """
    for missing in range(len(heads) - len(cells), -1, -1):
        at = [place - missing for place in (columns.aim, columns.came, columns.full, columns.got)]
        if min(at) < 1 or max(at) >= len(cells):
            continue
        aim, came, full, got = (cells[place] for place in at)
        if not (NUMBER.fullmatch(full) and NUMBER.fullmatch(got)) or Decimal(got) > Decimal(full):
            continue
        name = cells[min(at) - 1]
        short = Decimal(got) < Decimal(full) and aim != came and not _reached(name, aim, came)
        return name if short and not OTHERS.fullmatch(name) else ""
    return ""


def _reached(name: str, aim: str, came: str) -> bool:
    """Whether two cells of one measure say that the target was reached, in a row that lost points.

    A target without a sign and with a name of which less may be better (投诉率, 拆除违法建设面积) was not: the points
    that were lost say so, whichever way it was missed.
    """
    wanted, done = MEASURED.fullmatch(aim), MEASURED.fullmatch(came)
    if not (wanted and done) or wanted["unit"] != done["unit"]:
        return False
    target, result = (Decimal(cell["number"].replace(",", "")) for cell in (wanted, done))
    if CEILING.search(wanted["sign"]):
        return result <= target
    either_way = not wanted["sign"] and LESS_IS_MORE.search(name)
    return result == target or (result > target and not either_way)
