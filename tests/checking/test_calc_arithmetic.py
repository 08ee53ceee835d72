"""The operations on quantities, against fractions of the base unit."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.arithmetic import add, divide, equal, greater, multiply, power, subtract
from heshu.checking.operations import OPERATIONS, perform
from heshu.checking.quantities import Quantity, convert
from heshu.errors import CalculationError

MONEY = {"元": 1, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}
VALUES = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**4)
AMOUNTS = st.builds(Quantity, VALUES, st.sampled_from(sorted(MONEY)))
NUMBERS = st.builds(Quantity, VALUES)


def yuan(amount: Quantity) -> Fraction:
    return amount.value * MONEY[amount.unit]


@given(AMOUNTS, AMOUNTS)
def test_amounts_are_added_and_compared_in_any_unit(left: Quantity, right: Quantity) -> None:
    # a zero keeps its unit here: only a bare 0 takes the other's
    assert yuan(add(left, right)) == yuan(left) + yuan(right)
    assert yuan(subtract(left, right)) == yuan(left) - yuan(right)
    assert add(left, right).unit == left.unit
    assert greater(left, right) == (yuan(left) > yuan(right))
    assert equal(left, right) == (yuan(left) == yuan(right))


@given(AMOUNTS, AMOUNTS)
def test_an_amount_over_an_amount_is_a_ratio(left: Quantity, right: Quantity) -> None:
    if right.value == 0:
        with pytest.raises(CalculationError, match="除数为零"):
            divide(left, right)
    else:
        assert divide(left, right) == Quantity(yuan(left) / yuan(right))


@given(AMOUNTS, NUMBERS)
def test_an_amount_times_a_number_keeps_its_unit(amount: Quantity, number: Quantity) -> None:
    product = multiply(amount, number)
    assert product == multiply(number, amount)
    assert product == Quantity(amount.value * number.value, amount.unit)
    if number.value:
        assert divide(product, number) == amount


@given(AMOUNTS, st.sampled_from(sorted(MONEY)))
def test_converting_there_and_back_changes_nothing(amount: Quantity, unit: str) -> None:
    assert convert(convert(amount, unit), amount.unit) == amount


@given(AMOUNTS, VALUES.filter(bool), st.sampled_from(["人", "万人"]))
def test_an_amount_per_head_times_the_heads_is_the_amount(amount: Quantity, value: Fraction, unit: str) -> None:
    heads = Quantity(value, unit)
    each = divide(amount, heads)
    assert multiply(each, heads) == multiply(heads, each) == amount
    if amount.value:
        assert divide(amount, each) == heads


@given(st.fractions(max_denominator=50).filter(lambda value: abs(value) < 50), st.integers(-8, 8), st.integers(1, 5))
def test_powers_and_exact_roots(base: Fraction, exponent: int, degree: int) -> None:
    if base == 0 and exponent < 0:
        return
    raised = power(Quantity(base), Quantity(Fraction(exponent)))
    assert raised.value == base**exponent
    even = power(Quantity(abs(base) ** degree), Quantity(Fraction(1, degree)))
    assert even.value == abs(base)


ORACLES: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda values: sum(values, Fraction(0)),
    "average": lambda values: sum(values, Fraction(0)) / len(values),
    "max": max,
    "min": min,
    "rank": lambda values: Fraction(1 + len([value for value in values[1:] if value > values[0]])),
}


@given(st.sampled_from(sorted(ORACLES)), st.lists(VALUES, min_size=2, max_size=8))
def test_operations_over_many(name: str, values: list[Fraction]) -> None:
    assert perform(name, list(map(Quantity, values))) == Quantity(ORACLES[name](values))


@given(VALUES, VALUES.filter(bool))
def test_growth_share_and_completion(now: Fraction, before: Fraction) -> None:
    pair = [Quantity(now, "万元"), Quantity(before, "万元")]
    assert perform("growth", pair) == Quantity((now - before) / before)
    assert perform("share", pair) == perform("completion", pair) == Quantity(now / before)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_each_operation_refuses_too_few(name: str) -> None:
    with pytest.raises(CalculationError, match="参数"):
        perform(name, [Quantity(Fraction(1))] * (OPERATIONS[name].least - 1))


def test_a_unit_that_is_in_no_table_is_a_unit_of_its_own() -> None:
    lots = Quantity(Fraction(3), "标段")
    assert add(lots, lots) == Quantity(Fraction(6), "标段")
    with pytest.raises(CalculationError, match="单位不一致"):
        add(lots, Quantity(Fraction(3), "万元"))


def test_a_per_cent_given_as_a_unit_is_a_number() -> None:
    rate = Quantity(Fraction(5), "%")
    assert multiply(Quantity(Fraction(200), "万元"), rate) == Quantity(Fraction(10), "万元")
    assert add(rate, Quantity(Fraction(1, 100))) == Quantity(Fraction(6), "%")
