"""One identity: a stated figure, the operands that should give it, and whether they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heshu.checking.consistency import consistent
from heshu.checking.forms import Form, Writer
from heshu.checking.ledger import Entry
from heshu.checking.programs import Step
from heshu.checking.quantities import round_half_up
from heshu.checking.roles import Role
from heshu.errors import CalculationError

EXACT = frozenset({"元", "分"})
"""Units in which an amount with digits behind the point is as it is: 万元 were rounded, 36,845,210.35 元 were not."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A stated figure as its ``operands`` give it by a ``form``.

    ``sure`` says that the report's structure leaves no other reading, so that a difference is an error;
    ``distance`` is how far the operands stand, ``what`` names the figure in a sentence.
    """

    rule: str
    stated: Entry
    form: Form
    operands: tuple[Entry, ...]
    sure: bool
    distance: int
    what: str

    @property
    def exact(self) -> Fraction | None:
        """What the operands give, in the stated figure's unit; ``None`` where they divide by zero."""
        return self._value([entry.number for entry in self.operands])

    @property
    def expected(self) -> Decimal:
        """What the operands give at the stated figure's digits."""
        return round_half_up(self.exact or Fraction(0), self.stated.digits)

    @property
    def agrees(self) -> bool:
        """Whether the stated figure is consistent, the rounding of the operands granted.

        Operands in 万元 stand for anything that rounds to them, so each may be off by half of its last digit.
        """
        exact = self.exact
        if exact is None:
            return False
        slack = self.slack
        stated = Fraction(self.stated.figure.value)
        return abs(stated - exact) <= slack or any(self._holds(exact + by) for by in (Fraction(0), slack, -slack))

    @property
    def exactly(self) -> bool:
        """Whether the stated figure is what the operands give as they stand, no rounding of theirs granted."""
        return self.exact is not None and self._holds(self.exact)

    def steps(self) -> tuple[Step, ...]:
        """The program's steps; none where the form is a figure itself."""
        writer = Writer()
        self.form.write(writer, self.operands, self.stated.factor)
        return tuple(writer.steps)

    def _holds(self, exact: Fraction) -> bool:
        figure = self.stated.figure
        try:
            return consistent(figure.value, exact, qualifier=figure.qualifier)
        except CalculationError:
            return consistent(figure.value, exact)

    def _value(self, numbers: Sequence[Fraction]) -> Fraction | None:
        try:
            return self.form.value(numbers) / self.stated.factor
        except ZeroDivisionError:
            return None

    @property
    def slack(self) -> Fraction:
        """How far the rounding of the operands may carry the result, in the stated figure's unit."""
        exact = self.exact
        if exact is None:
            return Fraction(0)
        numbers = [entry.number for entry in self.operands]
        slack = Fraction(0)
        for place, entry in enumerate(self.operands):
            half = half_digit(entry, self.operands)
            moved = [
                self._value([*numbers[:place], numbers[place] + by, *numbers[place + 1 :]]) for by in (half, -half)
            ]
            slack += max((abs(value - exact) for value in moved if value is not None), default=Fraction(0))
        return slack


def half_digit(entry: Entry, among: Sequence[Entry]) -> Fraction:
    """Half of the last digit that a figure states, in bases; 0 for what is not rounded, as a target (40万亩) never is.

    A zero at the end is often dropped (23,970.1 beside 24,115.82), so one digit behind the point counts as two
    where another figure of the same unit has two.
    """
    if "约" in entry.figure.qualifier:
        return entry.factor / 2 * Fraction(10) ** -entry.digits
    if (entry.figure.unit in EXACT and (entry.digits or entry.figure.unit != "元")) or (
        entry.factor == 1 and entry.base not in ("", "元")
    ):
        return Fraction(0)
    if entry.role is Role.PLAN and entry.base != "元":
        return Fraction(0)
    digits = entry.digits
    if digits == 1:
        digits = max(other.digits for other in among if other.figure.unit == entry.figure.unit)
    return entry.factor / 2 * Fraction(10) ** -digits
