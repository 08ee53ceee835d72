"""A decided identity as a finding: its calculation, and one sentence in Chinese."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry
from heshu.checking.programs import Step, write
from heshu.checking.quantities import plain, round_half_up
from heshu.checking.wording import expression
from heshu.records import Calculation, Finding, Verdict

DIGITS = 4
"""Digits behind the point of a result whose decimals do not end."""


def finding(identity: Identity, verdict: Verdict) -> Finding:
    """The finding of an identity that was decided."""
    calculation = calculation_of(identity, verdict)
    return Finding(
        rule=identity.rule,
        stated=identity.stated.figure,
        expected=identity.expected,
        calculation=calculation,
        verdict=verdict,
        message=_sentence(identity, calculation),
    )


def calculation_of(identity: Identity, verdict: Verdict) -> Calculation:
    """The calculation of an identity, its result in the stated figure's unit."""
    steps = identity.steps()
    figure = identity.stated.figure
    operand = format(identity.operands[0].figure.value, "f")
    return Calculation(
        program=write(steps or (Step("add", (operand, "const_0")),)),
        expression=expression(steps) if steps else operand,
        result=exact_text(identity.exact or Fraction(0)),
        unit=figure.unit,
        stated=format(figure.value, "f"),
        verdict=verdict,
        operands=tuple(entry.figure for entry in identity.operands),
    )


def exact_text(value: Fraction) -> str:
    """An exact value as a decimal, rounded half up at `DIGITS` where it goes on."""
    return plain(Fraction(round_half_up(value, DIGITS)))


def shown(value: Decimal, unit: str) -> str:
    """A number with thousands separated, and its unit: 23,970.1万元, 2.3个百分点."""
    return f"{value:,f}{'个' if unit == '百分点' else ''}{unit}"


def stated(entry: Entry) -> str:
    """A figure as a sentence shows it."""
    return shown(entry.figure.value, entry.figure.unit)


def _sentence(identity: Identity, calculation: Calculation) -> str:
    unit = identity.stated.figure.unit
    said, expected = stated(identity.stated), shown(identity.expected, unit)
    if identity.form.name == "same":
        return _repeated(identity, calculation.verdict is Verdict.CONSISTENT, said)
    worked = _grouped(calculation.expression, identity)
    if calculation.verdict is Verdict.CONSISTENT:
        return f"{identity.what}{said}与报告的其他数一致（{worked}＝{calculation.result}{unit}）"
    return f"{identity.what}应为{expected}（{worked}），报告写的是{said}"


def _repeated(identity: Identity, same: bool, said: str) -> str:
    other = stated(identity.operands[0])
    if same:
        return (
            f"{identity.what}在两处的数一致：{said}，{other}" if said != other else f"{identity.what}在两处都是{said}"
        )
    return f"{identity.what}前后不一致：一处写{said}，另一处写{other}，请核对哪个是对的"


def _grouped(text: str, identity: Identity) -> str:
    """Write an expression as a sentence holds it: no spaces, thousands separated."""
    words = text.split(" ")
    values = {format(entry.figure.value, "f"): f"{entry.figure.value:,f}" for entry in identity.operands}
    return "".join(_number(word, values) for word in words)


def _number(word: str, values: dict[str, str]) -> str:
    bare = word.strip("()")
    return word.replace(bare, values[bare]) if bare in values else word
