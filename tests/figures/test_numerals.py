"""Numerals against a writer of numerals that knows nothing of the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.figures.numerals import arabic, counted, han

DIGITS = "零一二三四五六七八九"
CAPITALS = str.maketrans("零一二三四五六七八九十百千万亿", "零壹贰叁肆伍陆柒捌玖拾佰仟萬億")
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


def spell(number: int) -> str:
    """A whole number below 10^12 in Chinese, as a schoolbook writes it."""
    groups = [(number // 10**power % 10**4, unit) for power, unit in ((8, "亿"), (4, "万"), (0, ""))]
    written = ""
    for value, unit in groups:
        if value == 0:
            written += "零" if written and not written.endswith("零") else ""
            continue
        written += "零" if written and value < 1000 and not written.endswith("零") else ""
        written += _below_ten_thousand(value) + unit
    return written.rstrip("零") or "零"


def _below_ten_thousand(number: int) -> str:
    written = ""
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += DIGITS[digit] + unit
        elif written and not written.endswith("零"):
            written += "零"
    return written.rstrip("零")


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelled_numbers_come_back(number: int) -> None:
    assert han(spell(number)) == number


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_bank_capitals_come_back(number: int) -> None:
    assert han(spell(number).translate(CAPITALS)) == number


@given(st.integers(min_value=0, max_value=99), st.text("一二三四五六七八九零", min_size=1, max_size=6))
def test_decimals_keep_their_digits(whole: int, fraction: str) -> None:
    digits = "".join(str(DIGITS.index(c)) for c in fraction)
    assert str(han(f"{spell(whole)}点{fraction}")) == f"{whole}.{digits}"


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_separators_and_full_width_change_nothing(number: Decimal) -> None:
    written = f"{number:,}"
    assert arabic(written) == arabic(written.translate(FULL_WIDTH)) == number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十五", 15),
        ("两百一", 210),
        ("三千五", 3500),
        ("一万二", 12000),
        ("二〇二三", 2023),
        ("百", 100),
        ("一亿二千万", 120000000),
    ],
)
def test_ways_of_speech(written: str, value: int) -> None:
    assert han(written) == value


@pytest.mark.parametrize("written", ["", "点五", "一点", "三个", "12", "一点百"])
def test_what_is_no_numeral_is_none(written: str) -> None:
    assert han(written) is None


@pytest.mark.parametrize(("written", "number"), [("三", 3), ("两", 2), ("十", 10), ("十二", 12), ("7", 7), ("12", 12)])
def test_a_small_count_is_read_either_way(written: str, number: int) -> None:
    assert counted(written) == number


def test_a_count_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="几"):
        counted("几")
