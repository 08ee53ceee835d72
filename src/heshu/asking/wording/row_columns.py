"""Several columns of one row, each asked for in a clause of its own: 满意度年初定的是多少，实际做到了多少.

The first clause names the row and one of its columns, the clauses behind it a column alone, in the words in which
people speak of it.  Each becomes a question of its own, in the words in which reports head the column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heshu.asking.wording.terms import content
from heshu.figures.units import MEASURES
from heshu.patterns import regex

_MUCH = rf"(?:是|为|有|要|到|达到|[:：])*(?:多少|几)个?(?P<unit>{MEASURES}|分)?[?？]?"
_WHEN = r"(?:到?了?(?:年底|年末|最后|最终|头来)|结果|后来|全年|一年下来|而|但|那|又|也|可|却)*"
_SELF = r"(?:我们|他们|它们?|自己|自评|单位|部门|局里|实际|最后|最终|给|又|才|就|却|一共|总共)*"
_VERB = r"(?:[\u4e00-\u9fff]{0,3}?(?<![花用付支]))"
"""What is done, which is no spending."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how a first clause ends that asks for it, a later clause that does so alone, and how it is headed."""

    ends: re.Pattern[str]
    alone: re.Pattern[str]
    head: str


COLUMNS: tuple[Column, ...] = (
    Column(  # 满分几分, 权重是多少
        regex(rf"的?(?:满分|总分|分值|权重)值?{_MUCH}"),
        regex(rf"{_WHEN}的?(?:满分|总分|分值|权重)值?{_MUCH}"),
        "分值",
    ),
    Column(  # 自己打了几分, 实得多少分
        regex(rf"的?(?:得分|自评得分|(?:自评|打|得|拿|评)了?(?=(?:多少|几)分)){_MUCH}"),
        regex(rf"{_WHEN}{_SELF}(?:得分|自评分?|(?:打|得|拿|评|考)[了到出]*(?=(?:多少|几)分)|实得){_MUCH}"),
        "得分",
    ),
    Column(  # 年初定的是多少, 计划培训多少人次, 目标值多少
        regex(
            r"的?(?:年初|年度|全年|原来|原先|当初|事先)*的?"
            rf"(?:目标值?|指标值|任务数?|计划数?(?:[\u4e00-\u9fff]{{1,3}}(?<![数率比]))?|原定[\u4e00-\u9fff]{{0,2}}|定的?|定了|要求)(?:完成|达到|做到)?{_MUCH}"
        ),
        regex(
            rf"{_WHEN}(?:年初|年度|原来|原先|当初)*的?(?:目标值?|指标值|任务数?|计划数?|原定|定的?|要求)(?:完成|达到|做到)?{_MUCH}"
        ),
        "目标值",
    ),
    Column(  # 实际做到了多少, 最后完成多少人
        regex(rf"的?(?:(?:实际完成值?|实际值|完成值)了?|(?:实际|最后)上?的?{_VERB}[了到成出]+){_MUCH}"),
        regex(
            rf"{_WHEN}(?:(?:实际|真正|到底|事实)上?的?{_VERB}[了到成出]*"
            rf"|(?:做到|做成|完成|达到|实现|办成|落实)了?){_MUCH}"
        ),
        "实际完成值",
    ),
)
"""Targets and what came of them, full marks and scores; amounts have stages (`heshu.asking.planning.plan`)."""


def read(parts: Sequence[str]) -> list[str]:
    """A question for each column that the clauses of a question ask for; empty where they do not ask so."""
    if len(parts) < 2:
        return []
    row, first = _first(parts[0])
    columns = [first, *map(_alone, parts[1:])]
    if not content(row) or None in columns or len({column[0] for column in columns if column}) < len(columns):
        return []
    unit = next((column[1] for column in columns if column and column[1]), "")
    return [f"{row}{column[0]}是多少{column[1] or unit}" for column in columns if column]


def _first(part: str) -> tuple[str, tuple[str, str] | None]:
    """The row that the first clause names, and its column with the measure word that asks for it."""
    for column in COLUMNS:
        if match := re.fullmatch(f"(?P<row>.{{2,}}?){column.ends.pattern}", part):
            return match["row"], (column.head, match["unit"] or "")
    return "", None


def _alone(part: str) -> tuple[str, str] | None:
    """The column that a later clause asks for alone, with its measure word."""
    found = ((column, column.alone.fullmatch(part)) for column in COLUMNS)
    return next(((column.head, match["unit"] or "") for column, match in found if match), None)
