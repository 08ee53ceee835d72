"""The tables of a report as rows: each with its name and its figures by their columns, totals left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.wording.points import POINT
from heshu.patterns import regex
from heshu.records import Figure, PassageKind

SCORED = regex(r"(?:得分|评分)$")
FEW = 2
"""Figures from which on a row's name can be told from its columns."""
TOTALS = regex(r"合计|总计|小计|共计|总分")
SHARE_OF = regex(r"占.+$")
SPENDING = frozenset({"基本支出", "项目支出", "人员经费", "公用经费", "日常公用经费", "人员支出"})
"""Rows of a table of the kinds of spending, which are no projects."""
AIMED = regex(r"目标|指标值|完成值|全年完成")
"""Heads of a table of indicators."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its name, and its figures by their columns."""

    name: str
    columns: Mapping[str, Figure]


def of_things(thing: str, table: Sequence[Row]) -> bool:
    """Whether a table's rows are such things: projects, indicators, kinds of spending or of income."""
    names = {row.name for row in table}
    if any(POINT.search(name) for name in names):
        return False
    scored = any(SCORED.search(head) or AIMED.search(head) for row in table for head in row.columns)
    kinds = bool(names & SPENDING) or all(name.endswith(("支出", "经费", "收入", "拨款", "补助")) for name in names)
    if thing.endswith("指标"):
        return scored
    if thing.endswith(("项目", "专项", "工程", "事项", "任务")):
        return not scored and not kinds
    if thing.endswith("收入"):
        return any(name.endswith(("收入", "拨款")) for name in names)
    return kinds and not any(name.endswith("收入") for name in names)


def tables(shelf: Shelf) -> Iterator[list[Row]]:
    """The rows of each table, totals left out: passages of rows that follow each other.

    A row without figures is one of heads, and a total ends its table; a line between two rows of the same columns is
    the end of a name (（政府性基金）).
    """
    rows: list[Row] = []
    last = -1
    figures_of: dict[str, list[Figure]] = {}
    for figure in shelf.figures:
        figures_of.setdefault(figure.passage_id, []).append(figure)
    for passage in sorted(shelf.of.values(), key=lambda passage: passage.ordinal):
        if passage.kind is not PassageKind.TABLE_ROW:
            continue
        figures = [f for f in figures_of.get(passage.id, ()) if of_year(f, shelf)]
        total = any(TOTALS.search(SHARE_OF.sub("", figure.label)) for figure in figures)
        row = None if total else _row(figures)
        gap = passage.ordinal - last - 1
        goes_on = row and (gap == 0 or (gap == 1 and rows and set(row.columns) == set(rows[-1].columns)))
        if rows and not goes_on:
            yield rows
            rows = []
        last = passage.ordinal
        rows += [row] if row else []
    if rows:
        yield rows


def _row(figures: Sequence[Figure]) -> Row | None:
    """A row's name is what its figures' labels begin with alike, and its columns are their ends."""
    beginnings = Counter(figure.label[:2] for figure in figures)
    figures = [figure for figure in figures if figure.label[:2] == beginnings.most_common(1)[0][0]]
    if len(figures) < FEW:  # a cell of words has figures of its own
        return None
    letters = zip(*(figure.label for figure in figures), strict=False)
    name = "".join(column[0] for column in takewhile(lambda column: len(set(column)) == 1, letters))
    name = re.sub(r"(?:年初|全年|调整后?|实际|预算|年度)+$", "", name)
    columns = {figure.label[len(name) :]: figure for figure in figures}
    return Row(name, columns) if name and len(columns) == len(figures) else None
