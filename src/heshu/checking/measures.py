"""Units of the calculator: how a unit is written, what it measures, and how large it is.

A unit is an optional scale (万, 亿, 百万 …) before a base (元, 人次 …), alone or per another one (``万元/人``).
Per cents, per milles and bare scales are numbers without a base.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from heshu.patterns import regex

SCALES: dict[str, int] = {
    "十": 10,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

WORDS: dict[str, int] = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

RATIOS: dict[str, Fraction] = {
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "‱": Fraction(1, 10000),
    "个百分点": Fraction(1, 100),
    "百分点": Fraction(1, 100),
    "成": Fraction(1, 10),
    "倍": Fraction(1),
}

_MONEY = "元 美元 港元 欧元 英镑 日元"
_PEOPLE = "人 人次 人天 户 户次 家 名 位"
_THINGS = "个 件 项 次 份 篇 场 期 套 台 辆 条 处 座 间 所 批 组 册 本 分"
_SIZES = "吨 公斤 克 公里 米 平方米 平方公里 立方米 亩 公顷"
_TIMES = "年 个月 月 天 日 小时 分钟 秒"
BASES: tuple[str, ...] = tuple(f"{_MONEY} {_PEOPLE} {_THINGS} {_SIZES} {_TIMES}".split())

#: The same unit under another name.
SAME: dict[str, str] = {"人民币": "元", "元人民币": "元", "日": "天", "月": "个月"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures: ``factor`` times ``base`` per ``per``; a pure number has no base."""

    factor: Fraction
    base: str = ""
    per: str = ""

    @property
    def kind(self) -> tuple[str, str]:
        """What two units must share to be added or compared."""
        return self.base, self.per

    @property
    def pure(self) -> bool:
        """Whether the unit is only a number: none, a per cent, a bare scale."""
        return not self.base and not self.per


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_SCALED = rf"(?P<{{0}}scale>{_choice(SCALES)})?(?P<{{0}}base>{_choice((*BASES, *SAME))})"
_WRITTEN = (
    rf"{_choice(RATIOS)}|{_SCALED.format('')}(?:/{_SCALED.format('per_')})?"
    rf"|{_choice(SCALES)}|(?:{_choice(WORDS)})(?![A-Za-z])"
)
UNIT_PATTERN = regex(_WRITTEN)


@lru_cache(maxsize=512)
def measure(unit: str) -> Measure:
    """Give what ``unit`` measures; a word that is not in the tables is a base of its own."""
    if not unit:
        return Measure(Fraction(1))
    if unit in RATIOS:
        return Measure(RATIOS[unit])
    if unit in SCALES or unit in WORDS:
        return Measure(Fraction(SCALES.get(unit) or WORDS[unit]))
    found = UNIT_PATTERN.fullmatch(unit)
    if not found:
        return Measure(Fraction(1), unit)
    factor = Fraction(SCALES.get(found["scale"], 1), SCALES.get(found["per_scale"], 1))
    return Measure(factor, _base(found["base"]), _base(found["per_base"] or ""))


def _base(name: str) -> str:
    return SAME.get(name, name)
