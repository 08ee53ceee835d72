"""Every number that a text says, in whatever notation: 186.30万元, 百分之九十九, 三千万元, 九成, 二〇二三年.

Where `heshu.figures.numbers` finds what a report measures, this finds all that could be taken for a number.  What is
written in two ways comes out as one: an amount in 元, a count without its 万.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from heshu.figures.numerals import ARABIC, HAN, arabic, han
from heshu.figures.units import COUNTED, MONEY, Unit, unit_at
from heshu.patterns import regex

_FRACTION = r"点[零〇○一二三四五六七八九]+"
_TOKEN = regex(
    rf"(?P<base>[百千万])分之(?P<part>{HAN}(?:{_FRACTION})?|{ARABIC})"
    r"|(?<![\d.])(?P<tenth>[一二两三四五六七八九1-9])成(?P<half>[一二三四五六七八九半])?(?![立为功果员本长效就交绩套分都型品人年])"
    rf"|(?P<sign>[-−])?(?P<arabic>{ARABIC})"
    rf"|(?P<han>{HAN}(?:{_FRACTION})?)"
)
_BASES = {"百": "%", "千": "‰", "万": "万分之"}
_POWERS = {"万亿": 12, "千万": 7, "百万": 6, "亿": 8, "万": 4, "千": 3, "百": 2, "": 0}
_CALENDAR = regex(r"[月日号]")
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Claim:
    """A number where it stands in a text.  ``unit`` is 元 for all money, empty where none stands behind it.

    ``spelled`` says that it is written in Chinese numerals, which can be part of a word (一般, 三公).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    spelled: bool = False

    @property
    def said(self) -> tuple[Decimal, str]:
        """What is claimed, however it is written."""
        return self.value, self.unit

    @property
    def in_word(self) -> bool:
        """Whether it may be no number: a Chinese numeral that counts nothing (一般, 三公)."""
        return self.spelled and not self.unit

    @property
    def is_date(self) -> bool:
        """Whether it says when and not how much."""
        return self.unit in ("月", "日", "号") or self.is_year

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year."""
        return self.unit == "年" and self.value in _YEARS


def claims(text: str) -> tuple[Claim, ...]:
    """Find the numbers of a folded text (`heshu.folding.fold`), in order."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Claim]:
    position = 0
    while match := _TOKEN.search(text, position):
        claim = _read(text, match)
        position = max(match.end(), claim.end if claim else 0)
        if claim:
            yield claim


def _read(text: str, match: re.Match[str]) -> Claim | None:
    if base := match["base"]:
        value = _value(match["part"])
        return None if value is None else Claim(*match.span(), value, _BASES[base])
    if match["tenth"]:
        half = Decimal(5) if match["half"] == "半" else _value(match["half"] or "零")
        tens = _value(match["tenth"])
        return None if tens is None or half is None else Claim(*match.span(), tens * 10 + half, "%")
    written = match["arabic"] or match["han"]
    value = _value(written)
    if value is None:  # 点 of a numeral that is none: claimed all the same, and nothing will back it
        return Claim(*match.span(), Decimal("NaN"), "?", spelled=True)
    if match["sign"]:
        value = -value
    return _measured(text, match, value)


def _value(written: str) -> Decimal | None:
    return arabic(written) if written[0].isascii() else han(written)


def _measured(text: str, match: re.Match[str], value: Decimal) -> Claim:
    spelled = match["han"] is not None
    unit = unit_at(text, match.end())
    if unit is None:
        calendar = _CALENDAR.match(text, match.end())
        end = calendar.end() if calendar else match.end()
        return Claim(match.start(), end, value, calendar.group() if calendar else "", spelled)
    power, name = _base(unit)
    return Claim(match.start(), match.end() + unit.length, value.scaleb(power), name, spelled)


def _base(unit: Unit) -> tuple[int, str]:
    """Give the power of ten and the name of what is counted; 余 makes another unit of it."""
    power, name = 0, unit.name
    if name in MONEY:
        power, name = MONEY[name], "元"
    elif name not in COUNTED:
        prefix = next(p for p in _POWERS if name.startswith(p))
        if name.removeprefix(prefix) in (*COUNTED, ""):
            power, name = _POWERS[prefix], name.removeprefix(prefix)
    return power, name + ("余" if unit.more else "")
