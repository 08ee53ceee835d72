"""What a reviewer notes by hand, though nothing is wrong: easy targets, rates claimed without their value."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from heshu.checking.identity import Identity
from heshu.checking.identity_carry import carry_rates
from heshu.checking.identity_repeats import high_completion
from heshu.checking.ledger import Ledger
from heshu.checking.quantities import round_half_up
from heshu.checking.sentences import calculation_of, exact_text, shown, stated
from heshu.records import Calculation, Finding, Verdict


def notes(book: Ledger, wrong: set[int]) -> Iterator[Finding]:
    """All notes on a report; ``wrong`` are the places of figures that are called wrong already."""
    for identity in carry_rates(book):
        if identity.stated.bounded:
            yield _claimed(identity)
    for identity in high_completion(book):
        if identity.stated.index not in wrong:
            yield _easy(identity)


def _claimed(identity: Identity) -> Finding:
    """A rate given as a limit, with its value from the operands that stand beside it."""
    calculation = calculation_of(identity, Verdict.NOTE)
    figure = identity.stated.figure
    value = round_half_up(identity.exact or Fraction(0), 2)
    claim = f"{figure.qualifier}{figure.value:f}{figure.unit}"
    worked = calculation.expression.replace(" ", "")
    keeps = "符合" if identity.exact is not None and identity.exact <= figure.value else "超出"
    message = f"{figure.label}只写了{claim}，没有写数值；按报告的数算是{value}%（{worked}），{keeps}报告所写的{claim}"
    return Finding(identity.rule, figure, value, calculation, Verdict.NOTE, message)


def _easy(identity: Identity) -> Finding:
    """A completion rate of 120 % and more; with the amount that was reached, the target that was set."""
    entry = identity.stated
    figure = entry.figure
    rate = format(figure.value, "f")
    message = f"{figure.label}达到{stated(entry)}，目标可能定得偏低，请核对年初目标值"
    if not identity.operands:
        program = f"divide({rate}, const_100)"
        calculation = Calculation(
            program, f"{rate} ÷ 100", exact_text(entry.number), "倍", rate, Verdict.NOTE, (figure,)
        )
        return Finding(identity.rule, figure, figure.value, calculation, Verdict.NOTE, message)
    reached = identity.operands[0]
    target = reached.number / entry.number / reached.factor
    amount = format(reached.figure.value, "f")
    calculation = Calculation(
        f"divide({rate}, const_100), divide({amount}, #0)",
        f"{amount} ÷ ({rate} ÷ 100)",
        exact_text(target),
        reached.figure.unit,
        None,
        Verdict.NOTE,
        (reached.figure, figure),
    )
    goal = shown(round_half_up(target, reached.digits), reached.figure.unit)
    message = f"{figure.label}达到{stated(entry)}（完成{stated(reached)}，折算目标约{goal}），目标可能定得偏低"
    return Finding(identity.rule, figure, figure.value, calculation, Verdict.NOTE, message)
