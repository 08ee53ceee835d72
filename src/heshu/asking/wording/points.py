"""Days and months that a question or a figure names: 9月底, 第四季度, 7到9月."""

from __future__ import annotations

from dataclasses import dataclass

from heshu.figures.numerals import han
from heshu.patterns import regex
from heshu.records import Figure

LAST = 12
_MONTH = r"(?:1[0-2]|[1-9])"
POINT = regex(rf"(?<![\d.])(?P<month>{_MONTH})月(?:份?[底末]|\d{{1,2}}日)")
"""The day up to which an amount counts: 9月30日, 9月底."""
QUARTERS = {
    "一": (1, 3),
    "二": (4, 6),
    "三": (7, 9),
    "四": (10, 12),
    "1": (1, 3),
    "2": (4, 6),
    "3": (7, 9),
    "4": (10, 12),
}
SPAN = regex(
    r"第?(?P<quarter>[一二三四1-4])个?季度(?!末|底)"
    r"|(?P<half>[上下])半年(?!末|底)"
    r"|前(?P<front>[一二三1-3])个?季度"
    rf"|(?<![\d.])(?P<from>{_MONTH})(?:月份?)?(?:到|至|[-—~～])(?P<to>{_MONTH})月份?(?![底末])"
    r"|(?:后|最后)(?P<rest>[一二两三四五六七八九])个月"
    rf"|(?<![\d.])(?P<one>{_MONTH})月份?(?:一个月|当月|单月|这个月|当月份)"
)
"""Months of the year that are asked for together."""


@dataclass(frozen=True, slots=True)
class Months:
    """Some months of a year, both ends in it."""

    first: int
    last: int
    said: str


def point_of(figure: Figure) -> int:
    """Return the month up to whose end a figure counts; 0 for one that names none."""
    match = POINT.search(figure.label) or POINT.search(figure.period)
    return int(match["month"]) if match else 0


def asked_point(words: str) -> int:
    """Return the month whose end a question names; 0 for none, and for several, which it compares."""
    months = {int(match["month"]) for match in POINT.finditer(words)}
    return months.pop() if len(months) == 1 else 0


def months_asked(words: str) -> Months | None:
    """Return the months that a question asks for together."""
    match = SPAN.search(words)
    if match is None:
        return None
    said = match.group()
    if match["quarter"]:
        return Months(*QUARTERS[match["quarter"]], said)
    if match["half"]:
        return Months(1, 6, said) if match["half"] == "上" else Months(7, LAST, said)
    if match["front"]:
        return Months(1, QUARTERS[match["front"]][1], said)
    if match["rest"]:
        return Months(LAST + 1 - int(han(match["rest"]) or 0), LAST, said)
    if match["one"]:
        return Months(int(match["one"]), int(match["one"]), said)
    return Months(int(match["from"]), int(match["to"]), said)
