"""A stated figure against the exact one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.consistency import consistent
from heshu.checking.quantities import round_half_up
from heshu.errors import CalculationError

RATIO = Fraction(2397010, 2411426)  # 99.4021… %


@pytest.mark.parametrize(
    ("stated", "exact", "qualifier", "agrees"),
    [
        ("2.5", "2.45", "", True),
        ("-2.5", "-2.45", "", True),  # half away from zero
        ("-2.4", "-2.45", "", False),
        ("99.40", "99.404", "", True),
        ("99.4", "99.449", "", True),
        ("99.40", "99.449", "", False),
        ("1E+3", "1499", "", True),
        ("300", "299.5", "", True),
        # 约: one unit of the last digit, or the round number that it is
        ("99.4", "99.49", "约", True),
        ("99.4", "99.5", "约", False),
        ("300", "271", "约", True),
        ("300", "249", "左右", False),
        ("315", "312", "大约", False),
        # 近: the same from below only
        ("300", "271", "近", True),
        ("300", "310", "近", False),
        ("300", "300.4", "近", True),
        # 余
        ("300", "340", "余", True),
        ("300", "299", "余", False),
        ("300", "400", "多", False),
        # 以上 and 以下 include the figure, 超过 and 不足 do not
        ("95", "99", "以上", True),
        ("95", "95", "≥", True),
        ("95", "94.6", "不低于", True),
        ("95", "94.4", "及以上", False),
        ("95", "95", "超过", False),
        ("95", "95.01", "超过", True),
        ("95", "94.9", "＞", False),
        ("10", "9", "以下", True),
        ("10", "10", "不超过", True),
        ("10", "10.6", "≤", False),
        ("10", "10", "不足", False),
        ("10", "9.99", "不到", True),
        # one word that allows it is enough; a word that says nothing leaves the digits
        ("300", "271", "约…以上", True),
        ("95", "95.4", "达到", True),
        ("95", "99", "达到", False),
    ],
)
def test_rules(stated: str, exact: str, qualifier: str, agrees: bool) -> None:
    assert consistent(Decimal(stated), Fraction(exact), qualifier=qualifier) is agrees


def test_units_are_brought_together() -> None:
    assert consistent(Decimal("99.40"), RATIO, unit="%")
    assert not consistent(Decimal("99.48"), RATIO, unit="%")
    assert consistent(Decimal("0.9940"), RATIO)
    assert consistent(Decimal("994.0"), RATIO, unit="‰")
    assert consistent(Decimal("6081.69"), Fraction(60816852), unit="万元", exact_unit="元")
    with pytest.raises(CalculationError, match="单位不一致"):
        consistent(Decimal("6081.69"), Fraction(1), unit="万元")


def test_an_unknown_word_or_value_is_an_error() -> None:
    with pytest.raises(CalculationError, match="限定词"):
        consistent(Decimal(1), Fraction(1), qualifier="据说")
    with pytest.raises(CalculationError, match="有限"):
        consistent(Decimal("NaN"), Fraction(1))


@given(st.fractions(), st.integers(0, 8))
def test_the_rounded_value_is_consistent_and_its_neighbours_are_not(exact: Fraction, digits: int) -> None:
    rounded, step = round_half_up(exact, digits), Decimal(1).scaleb(-digits)
    assert consistent(rounded, exact)
    for neighbour in (round_half_up(Fraction(rounded) + Fraction(way), digits) for way in (step, -step)):
        assert not consistent(neighbour, exact)


@given(st.fractions(), st.integers(0, 8), st.sampled_from(["约", "近", "≥", "≤", "不少于", "以内"]))
def test_words_that_widen_never_refuse_the_rounded_value(exact: Fraction, digits: int, word: str) -> None:
    assert consistent(round_half_up(exact, digits), exact, qualifier=word)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2), st.fractions())
def test_the_words_for_bounds_divide_all_values(stated: Decimal, exact: Fraction) -> None:
    more, less = (consistent(stated, exact, qualifier=word) for word in ("超过", "不足"))
    assert more + less == (exact != Fraction(stated))
