"""The numbers that a question claims."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heshu.asking.evidence.operands import Operand
from heshu.figures.numbers import quantities
from heshu.figures.units import MONEY, in_unit
from heshu.patterns import regex
from heshu.records import FigureKind

SHORT_UNITS = {"万": "万元", "亿": "亿元"}
BARE = regex(
    r"(?<![\d.,])(\d[\d,]*\.\d+|\d{2,}(?=万)|(?<=[\u4e00-\u9fff])(?<![第表图件号])(?!(?:19|20)\d\d(?!\d))\d+(?=\s*(?:[,，、;；。?？]|$)))"
    r"(?!\d)(万)?(?![\d.%分元件亿])"
)
"""A claim without a whole unit: 99.17, 285.38万, 编制46 at the end of its clause."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a question claims, with its unit (empty where it gives none)."""

    value: Decimal
    unit: str
    text: str


def claims_in(text: str) -> list[Claim]:
    """The numbers of a folded question that have a unit, and decimals that have none."""
    found = [
        (n.start, Claim(n.value, SHORT_UNITS.get(n.unit.name, n.unit.name), text[n.start : n.end]))
        for q in quantities(text)
        for n in q.numbers
        if n.unit.kind is not FigureKind.DATE
    ]
    for match in BARE.finditer(text):
        if all(not start <= match.start() < start + len(claim.text) for start, claim in found):
            unit = "万元" if match[2] else ""
            found.append((match.start(), Claim(Decimal(match[1].replace(",", "")), unit, match.group())))
    return [claim for _, claim in sorted(found, key=lambda row: row[0])]


def same(claim: Claim, operand: Operand) -> bool:
    """Whether a claim is the very number of a figure, be it in another unit of money."""
    return comparable(claim, operand) and _converted(claim, operand) == Fraction(operand.value)


ALIKE = (
    frozenset(["名", "人", "位", "个", "人次", "员"]),
    frozenset(["件", "起", "宗", "个", "份", "项", "桩"]),
    frozenset(["场", "场次", "次", "期", "回", "个"]),
    frozenset(["家", "户", "个", "所"]),
    frozenset(["篇", "份", "个"]),
    frozenset(["座", "处", "个", "所", "栋"]),
)
"""Measure words that people put in each other's place: 48个官员 for 48名官员, 90起案件 for 90件."""


def comparable(claim: Claim, operand: Operand) -> bool:
    """Whether a claim is of a figure's measure; one without a unit may be."""
    if not claim.unit or claim.unit == operand.unit:
        return True
    return any({claim.unit, operand.unit} <= units for units in (*ALIKE, frozenset(MONEY)))


def _converted(claim: Claim, operand: Operand) -> Fraction:
    return Fraction(in_unit(claim.value, claim.unit, operand.unit) or claim.value)
