"""Whether a text holds a wanted number: at its decimals, in its unit."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from heshu.evaluation.cases import Number
from heshu.patterns import regex

NUMBER = regex(r"(?<![\d.])[-−]?\d[\d,，]*(?:\.\d+)?")
POWERS = {"万元": 4, "亿元": 8, "元": 0}
"""Units of money as powers of ten of a 元; 万元 stands before the 元 that it ends with."""
POINTS = ("个百分点", "百分点")
PERCENT = {"%": ("%",), "百分点": ("%", *POINTS)}
"""How a share, and a difference of shares, may be written; a share is never 百分点."""
COUNTED = frozenset({"个", "项", "件", "名", "次", "篇", "期", "人次", "家", "人"})
"""Units that a right answer may leave out, or word as another one of their kind."""
KINDS = {
    "money": ("亿元", "万元", "元"),
    "share": ("%", *POINTS),
    "score": ("分",),
    "multiple": ("倍",),
    "date": ("年", "月", "日"),
    "visits": ("人次",),
    "people": ("人", "名", "位", "员"),
    "times": ("次", "场", "期", "批", "轮", "届"),
    "bodies": ("家", "户", "所"),
    "things": ("项", "件", "篇", "份", "条", "宗", "起"),
}
KIND = {unit: kind for kind, units in KINDS.items() for unit in units}
"""The kind of thing that a unit is of; 个 goes with whatever is counted."""
MEASURES = frozenset({"money", "share", "score", "multiple", "date"})
STATED = regex(rf"(?:{'|'.join(sorted(KIND, key=len, reverse=True))})(?!次)")
"""A unit that stands for itself: 户次 and 件次 are of either kind."""
ENGLISH = {"分": "poin", "倍": "time"}
"""How an English answer writes a unit, as far as `TAIL` shows."""
TAIL = 4
"""Characters behind a number in which its unit is looked for."""


class Written(NamedTuple):
    """A number of a text, and the few characters behind it, where its unit stands."""

    value: Decimal
    tail: str


@lru_cache(4096)
def squeeze(text: str) -> str:
    """Drop white space and fold full-width forms, so that layout never decides a comparison."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@lru_cache(4096)
def numbers(text: str) -> tuple[Written, ...]:
    """List the numbers of a text."""
    text = squeeze(text)
    found = ((_decimal(match.group()), text[match.end() : match.end() + TAIL]) for match in NUMBER.finditer(text))
    return tuple(Written(*one) for one in found)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", "").replace("−", "-"))


def holds(text: str, wanted: Number) -> bool:
    """Say whether a text holds a number: rounded at the digits that are wanted, in its unit or a power of it."""
    return any(matches(one, wanted) for one in numbers(text))


def matches(one: Written, wanted: Number) -> bool:
    """Say whether a number of a text is the wanted one."""
    unit, half = wanted.unit, half_step(wanted.value)
    if unit in POWERS:
        return _same_money(one, wanted, half)
    near = abs(one.value - wanted.value) < half
    if unit in PERCENT:
        return near and one.tail.startswith(PERCENT[unit])
    if _of_another_kind(one.tail, unit):
        return False
    if unit == "倍":
        return near
    if near and one.tail.startswith((unit[:1], ENGLISH.get(unit, unit))):
        return True
    return one.value == wanted.value and unit in COUNTED


def _of_another_kind(tail: str, unit: str) -> bool:
    """Whether the unit behind a number is of another kind of thing than the wanted one: 12万元 are not 12次."""
    if not (stated := STATED.match(tail)):
        return False
    kind = KIND[stated[0]]
    return kind != KIND[unit] if unit in KIND else unit == "个" and kind in MEASURES


def _same_money(one: Written, wanted: Number, half: Decimal) -> bool:
    """Compare amounts: the same one exactly, or in another power of 元 up to what rounding takes, the half included."""
    stated = next((unit for unit in POWERS if one.tail.startswith(unit)), None)
    if stated is None:
        return False
    shifted = one.value.scaleb(POWERS[stated] - POWERS[wanted.unit])
    return abs(shifted - wanted.value) <= half


def half_step(value: Decimal) -> Decimal:
    """Give half of the last place that a number is written with."""
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent) / 2
