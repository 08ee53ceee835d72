"""A check of a number that is told roughly (1亿元左右, 1800多万, 近2000万).

The words are taken off, the number is asked for as any doubted one, and what the report states is held against what
the words allow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from heshu.asking.checks.put_back import Doubt, doubt_in, in_unit_of, looked_up, verdict
from heshu.asking.checks.weighing import Check
from heshu.asking.evidence.claimed import Claim
from heshu.patterns import regex
from heshu.records import Answer, Status

_NUMBER = r"(?P<number>\d[\d,]*(?:\.\d+)?)"
_UNIT = (
    r"(?P<unit>(?:个?百分点|%|[百千万亿]*元|[百千万亿]+|[\u4e00-\u9fff](?=以|左|上下|出头|多|[?？,，对吗是吧么]|$))?"
    r"(?:块钱|元)?)"
)
NEAREST = Fraction(1, 10)
"""Part of a rough number that what it stands for may differ from it at most."""


@dataclass(frozen=True, slots=True)
class Way:
    """Words before, within or behind a number, and what they let it stand for: number, its last digit, the stated."""

    before: str
    holds: Callable[[Fraction, Fraction, Fraction], bool]
    within: str = ""
    behind: str = ""


WAYS = (
    Way("", lambda told, step, is_: told <= is_ < told + step, within="多|余|来", behind="多|余|出头|挂零"),
    Way("将近|接近|近|快到|快", lambda told, _, is_: told * (1 - NEAREST) <= is_ <= told),
    Way(
        "大约是?|大概是?|大致是?|约为?|差不多是?|大体上?是?",
        lambda told, step, is_: abs(is_ - told) <= min(step, told * NEAREST),
        behind="左右|上下|的样子|差不多",
    ),
)
"""How a number is told roughly, the first that fits."""


@dataclass(frozen=True, slots=True)
class Rough:
    """A check whose number is told roughly: its words as they stand, the doubt without them, and what they allow."""

    said: str
    doubt: Doubt
    way: Way

    def holds(self, stated: Fraction) -> bool:
        """Whether an exact amount, in the unit of the claim, is what is told."""
        claim = self.doubt.claims[0]
        return self.way.holds(Fraction(claim.value), _last_digit(claim), stated)


def rough_in(text: str) -> Rough | None:
    """The one number of a folded check that is told roughly; ``None`` where there is none, or another beside it."""
    found = [(way, match) for way, form in _FORMS for match in [form.search(text)] if match]
    if not found:
        return None
    way, match = found[0]
    plain = text[: match.start()] + match["number"] + match["unit"] + text[match.end() :]
    doubt = doubt_in(plain)
    if doubt is None or len(doubt.claims) != 1 or doubt.full:
        return None
    return Rough(match.group(), doubt, way)


def held(rough: Rough, looked: Answer) -> bool | None:
    """Whether what was looked up is what is told roughly; ``None`` where it is no one number of that measure."""
    if looked.status is not Status.ANSWERED or len(looked.values) != 1:
        return None
    exact = in_unit_of(rough.doubt.claims[0], looked.values[0])
    return None if exact is None else rough.holds(exact)


def told(check: Check) -> Answer | None:
    """The verdict on a number that is told roughly; ``None`` where none is."""
    rough = rough_in(check.text)
    looked = looked_up(rough.doubt, check.ask) if rough else None
    right = held(rough, looked) if rough and looked else None
    if rough is None or looked is None or right is None:
        return None
    return verdict(check.question, doubt_of(rough), looked, [right])


def doubt_of(rough: Rough) -> Doubt:
    """The doubt with its claim as it was told."""
    claim = rough.doubt.claims[0]
    return replace(rough.doubt, claims=(replace(claim, text=rough.said),))


def _last_digit(claim: Claim) -> Fraction:
    """The worth of the last digit of a number that is not a nought to fill up: 100 of 1800, 0.1 of 2.4."""
    digits = claim.value.normalize()
    return Fraction(10) ** int(digits.as_tuple().exponent)


def _forms(ways: Sequence[Way]) -> list[tuple[Way, re.Pattern[str]]]:
    found: list[tuple[Way, re.Pattern[str]]] = []
    for way in ways:
        parts = []
        if way.before:
            parts.append(rf"(?<!不)(?:{way.before})了?{_NUMBER}{_UNIT}")
        if way.within:
            parts.append(rf"{_NUMBER}(?:{way.within})(?=[个百千万亿元%])?{_UNIT}")
        if way.behind:
            parts.append(rf"{_NUMBER}{_UNIT}(?:{way.behind})")
        found.extend((way, regex(part)) for part in parts)
    return found


_FORMS = _forms(WAYS)
