"""The arithmetic of exact quantities, with their units checked: sums, products, powers, comparisons."""

from __future__ import annotations

from fractions import Fraction

from heshu.checking.measures import measure
from heshu.checking.quantities import MAX_BITS, Quantity, bounded, convert, unit_clash
from heshu.errors import CalculationError

#: What a calculation gives: a number, or the yes or no of a comparison.
Value = Quantity | bool


def number(value: Value) -> Quantity:
    """Give ``value`` as a number; raise `CalculationError` where it is the yes or no of a comparison."""
    if isinstance(value, bool):
        raise CalculationError(
            "比较的结果（是/否）不能再参加计算。", "The yes or no of a comparison cannot be calculated with."
        )
    return value


def add(left: Quantity, right: Quantity) -> Quantity:
    """Add in the left one's unit (in the right one's where the left is a bare 0)."""
    unit = left.unit if left.unit or left.value else right.unit
    left, right = convert(left, unit), convert(right, unit)
    return Quantity(bounded(left.value + right.value), unit)


def negative(value: Quantity) -> Quantity:
    """Turn the sign."""
    return Quantity(-value.value, value.unit)


def subtract(left: Quantity, right: Quantity) -> Quantity:
    """Subtract in the left one's unit."""
    return add(left, negative(right))


def multiply(left: Quantity, right: Quantity) -> Quantity:
    """Multiply an amount by a number, or an amount per head by heads; amounts by amounts clash."""
    if right.measure.pure:
        return Quantity(bounded(left.value * right.number), left.unit)
    if left.measure.pure:
        return Quantity(bounded(right.value * left.number), right.unit)
    for rate, count in ((left, right), (right, left)):
        if rate.measure.per and count.measure.kind == (rate.measure.per, ""):
            whole, per = rate.unit.split("/")
            return Quantity(bounded(rate.value * count.number / measure(per).factor), whole)
    raise unit_clash(left.unit, right.unit)


def divide(left: Quantity, right: Quantity) -> Quantity:
    """Divide: by a number the unit stays, by the same kind of unit a ratio is left, by another it is one per other.

    Raises `CalculationError` where the divisor is zero or the units give nothing that has a name.
    """
    if right.value == 0:
        raise CalculationError("除数为零，无法相除：请检查分母。", "Division by zero: check the denominator.")
    if right.measure.pure:
        return Quantity(bounded(left.value / right.number), left.unit)
    if left.measure.kind == right.measure.kind:
        return Quantity(bounded(left.number / right.number))
    if left.measure.pure or left.measure.per:
        raise unit_clash(left.unit, right.unit)
    if not right.measure.per:
        return Quantity(bounded(left.value / right.value), f"{left.unit}/{right.unit}")
    if right.measure.base != left.measure.base:
        raise unit_clash(left.unit, right.unit)
    per = right.unit.split("/")[1]
    return Quantity(bounded(left.number / right.number / measure(per).factor), per)


def power(base: Quantity, exponent: Quantity) -> Quantity:
    """Raise a pure number to a pure number.

    Raises `CalculationError` where the result is not exact (a root that does not come out even) or too large.
    """
    if not (base.measure.pure and exponent.measure.pure):
        raise unit_clash(base.unit, exponent.unit)
    by = exponent.number
    root = _root(base.number, by.denominator)
    if root == 0 and by < 0:
        raise CalculationError("零不能有负指数。", "Zero has no negative power.")
    if abs(root) not in (0, 1):
        bits = max(root.numerator.bit_length(), root.denominator.bit_length())
        if (bits - 1) * abs(by.numerator) > MAX_BITS:
            raise CalculationError(
                "乘方过大：超出计算器的范围，请检查指数。",
                "The power is too large for the calculator: check the exponent.",
            )
        return Quantity(bounded(root**by.numerator))
    if by == 0:
        return Quantity(Fraction(1))
    return Quantity(Fraction(1) if root == -1 and by.numerator % 2 == 0 else root)


def _root(value: Fraction, degree: int) -> Fraction:
    if degree == 1:
        return value
    if value >= 0:
        above, below = _whole_root(value.numerator, degree), _whole_root(value.denominator, degree)
        if above is not None and below is not None:
            return Fraction(above, below)
    raise CalculationError(
        "开方没有精确结果：请改用乘除，或先算出底数再取近似。",
        "The root has no exact value: use multiplication and division instead.",
    )


def _whole_root(value: int, degree: int) -> int | None:
    if value < 2:
        return value
    if degree >= value.bit_length():
        return None
    low, high = 1, 1 << (value.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= value else (low, middle - 1)
    return low if low**degree == value else None


def greater(left: Quantity, right: Quantity) -> bool:
    """Whether the left one is larger; both must measure the same."""
    return subtract(left, right).value > 0


def equal(left: Quantity, right: Quantity) -> bool:
    """Whether both are the same amount; both must measure the same."""
    return subtract(left, right).value == 0
