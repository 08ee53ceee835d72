"""Rounding half up and plain decimals, against integer arithmetic on fractions."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from heshu.checking.quantities import plain, round_half_up

DIGITS = st.integers(-12, 30)


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("0.12499", 2, "0.12"),
        ("1", 2, "1.00"),
        ("-0.001", 2, "0.00"),
        ("12345", -2, "12300"),
        ("12350", -2, "12400"),
        ("1/3", 30, "0." + "3" * 30),
    ],
)
def test_half_goes_away_from_zero(value: str, digits: int, rounded: str) -> None:
    assert str(round_half_up(Fraction(value), digits)) == rounded


@given(st.fractions(), DIGITS)
def test_the_rounded_value_is_the_nearest_at_its_digits(value: Fraction, digits: int) -> None:
    step = Fraction(10) ** -digits
    rounded = Fraction(round_half_up(value, digits))
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) <= step / 2
    if abs(rounded - value) == step / 2:
        assert abs(rounded) > abs(value)


@given(st.fractions(), DIGITS)
def test_rounding_mirrors_at_zero_and_states_its_digits(value: Fraction, digits: int) -> None:
    rounded = round_half_up(value, digits)
    assert round_half_up(-value, digits) == rounded.copy_negate()
    assert rounded.as_tuple().exponent == -max(digits, 0)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_that_ends_is_written_exactly(value: Decimal) -> None:
    text = plain(Fraction(value))
    assert Fraction(text) == Fraction(value)
    assert "e" not in text.lower()
    assert "." not in text or not text.endswith("0")
    assert text != "-0"


@given(st.fractions(max_denominator=10**6))
def test_one_that_does_not_end_is_rounded_to_twenty_places(value: Fraction) -> None:
    rest = value.denominator
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
    assume(rest > 1)
    assert Decimal(plain(value)) == round_half_up(value, 20)


@given(st.integers(11, 500))
def test_a_tiny_value_keeps_its_significant_digits(zeros: int) -> None:
    assert plain(Fraction(1, 3 * 10**zeros)) == "0." + "0" * zeros + "3" * 20


def test_the_ambient_decimal_context_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 2
        assert plain(Fraction(123456789, 1000)) == "123456.789"
        assert plain(Fraction(2, 3)) == "0.66666666666666666667"
        assert str(round_half_up(Fraction(123456789, 1000), 2)) == "123456.79"
