"""How a change is worded: which way it went, and since when."""

from __future__ import annotations

from heshu.patterns import regex

UP, DOWN = "增涨升多高提", "降减少低跌缩"
"""Characters that say that something rose, and that it fell."""
LAST_YEAR = "上年|去年|上一年|同期"
"""The year before, as a sentence calls it."""
OF_FORMER_YEAR = regex(f"{LAST_YEAR}|同比|往年|前年")
"""A change since the year before is stated, or worked out from two years' reports, and not from one's amounts."""
SINCE_LAST_YEAR = r"(?:上一?年度?|上年|去年|前一年)(?:同期)?"
"""The year before, as a question calls what a figure is held against."""


def in_per_cent(way: str) -> str:
    """What asks by how many per cent something changed, by the words for its way: 下降百分之几, of 减少 and of 低."""
    return f"{'下降' if way.startswith((*DOWN, '下')) else '增长'}百分之几"
