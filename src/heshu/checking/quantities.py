"""Exact values with units, the bounds that keep a calculation short, and rounding.

Nothing here is approximate: a value is a `Fraction` from the first digit to the last, and what has no exact
value is an error in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from heshu.checking.measures import Measure, measure
from heshu.errors import CalculationError

#: The longest text that is read at all, in characters.
MAX_LENGTH = 50_000
#: The most digits that one number may be written with.
MAX_DIGITS = 1_000
#: The largest power of ten that a number may be written with, as in ``1e5``.
MAX_EXPONENT = 1_000
#: The most bits that numerator or denominator of any value may have (about 1,233 decimal digits).
MAX_BITS = 4_096
#: How deep brackets may be nested.
MAX_DEPTH = 100
#: The most places that a value may be rounded to, before or behind the point.
MAX_PLACES = 100
#: Places behind the point where a decimal does not end.
PLAIN_DIGITS = 20

_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number and its unit as written: ``Quantity(Fraction(594600, 100), "万元")``; no unit is ``""``."""

    value: Fraction
    unit: str = ""

    @property
    def measure(self) -> Measure:
        """What the unit measures."""
        return measure(self.unit)

    @property
    def number(self) -> Fraction:
        """The value in bases: 0.05 for 5 %, 50000 for 5 万元."""
        return self.value * self.measure.factor


def shown(text: str) -> str:
    """Shorten ``text`` for a message and keep what cannot be printed out of it."""
    clean = "".join(char if char.isprintable() else "�" for char in text[: _SHOWN + 1])
    return clean if len(text) <= _SHOWN else clean[:_SHOWN] + "…"


def bounded(value: Fraction) -> Fraction:
    """Give ``value`` back, or raise `CalculationError` where it has more than `MAX_BITS` bits."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise CalculationError(
            "数值过大：中间结果超出计算器的范围，请把算式拆小或检查指数。",
            "The numbers become too large for the calculator: split the calculation or check the exponent.",
        )
    return value


def check_length(text: str) -> None:
    """Raise `CalculationError` where ``text`` is longer than `MAX_LENGTH`."""
    if len(text) > MAX_LENGTH:
        raise CalculationError(
            f"算式过长：共 {len(text)} 个字符，最多 {MAX_LENGTH} 个，请拆成几条。",
            f"The calculation is too long: {len(text)} characters, at most {MAX_LENGTH}; split it.",
        )


def convert(quantity: Quantity, unit: str) -> Quantity:
    """Express ``quantity`` in ``unit``; raise `CalculationError` where they do not measure the same.

    A bare 0 fits every unit: nothing is nothing in any of them.
    """
    if quantity.unit == unit or (quantity.value == 0 and not quantity.unit):
        return Quantity(quantity.value, unit)
    wanted = measure(unit)
    if quantity.measure.kind != wanted.kind:
        raise unit_clash(unit, quantity.unit)
    return Quantity(bounded(quantity.number / wanted.factor), unit)


def unit_clash(first: str, second: str) -> CalculationError:
    """Say that two units do not go together."""
    left, right = first or "无单位的数（或百分数）", second or "无单位的数（或百分数）"
    return CalculationError(
        f"单位不一致：{shown(left)} 与 {shown(right)} 不能这样计算，请先统一单位。",
        f"Units clash: {shown(first or 'a bare number')} and {shown(second or 'a bare number')} "
        "cannot be combined this way; bring them to one unit first.",
    )


def round_half_up(value: Fraction, digits: int) -> Decimal:
    """Round ``value`` to ``digits`` places behind the point (before it where negative), half away from zero.

    This is the rounding taught as 四舍五入 (GB/T 8170-2008 names it so for general use): 2.5 gives 3, -2.5 gives -3.
    The result states exactly ``digits`` places.
    """
    size = abs(value) * Fraction(10) ** digits
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    sign = 1 if value < 0 and whole else 0
    if digits < 0:
        whole, digits = whole * 10**-digits, 0
    return Decimal((sign, Decimal(whole).as_tuple().digits, -digits))


def plain(value: Fraction, digits: int = PLAIN_DIGITS) -> str:
    """Write ``value`` as a decimal without exponent and trailing zeros.

    Exact where the decimal ends, else rounded half up to ``digits`` places behind the point; a value so small that
    this would show less than half of them is written with ``digits`` significant digits.
    """
    places = _places(value.denominator)
    if places is None:
        zeros = _leading_zeros(value)
        places = digits + (zeros if zeros > digits // 2 else 0)
    text = _fixed(round_half_up(value, places))
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fixed(value: Decimal) -> str:
    # format() would round to the ambient context's precision
    sign, coefficient, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    text = "".join(map(str, coefficient)).rjust(1 - exponent, "0")
    whole, rest = text[: len(text) + exponent], text[len(text) + exponent :]
    return "-" * sign + (f"{whole}.{rest}" if rest else whole)


def _places(denominator: int) -> int | None:
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _leading_zeros(value: Fraction) -> int:
    size = Context(prec=3).divide(Decimal(abs(value.numerator)), Decimal(value.denominator))
    return max(0, -1 - size.adjusted())
