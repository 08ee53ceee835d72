"""Numbers as a workbook shows them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.reading.number_format import BUILT_IN, shown

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("0.994", "0.00%", "99.40%"),
        ("0.30000000000000004", "General", "0.3"),
        ("6081.6899999999996", "General", "6081.69"),
        ("1E-3", "General", "0.001"),
        ("1e20", "General", "100000000000000000000"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("2.675", "0.00", "2.68"),
        ("12345", "#,##0.##", "12,345"),
        ("3", "000", "003"),
        ("12", '0"万元"', "12万元"),
        ("12.5", "[$¥-804]#,##0.00", "¥12.50"),
        ("7", '"第"0"名"', "第7名"),
        ("0", ACCOUNTING, "-"),
        ("1234", ACCOUNTING, "1,234.00"),
        ("-1234.5", ACCOUNTING, "-1,234.50"),
        ("5", ";;;", ""),
        ("12345678", "0.00,", "12345.68"),
        ("123456789", '0!.0,"万"', "12345.7万"),
        ("123456", '[>=10000]0.0,"千";0', "123.5千"),
        ("5", '[>=10000]0.0,"千";0', "5"),
        ("0.125", "# ?/?", "0.125"),
        ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"),
        ("45291", "[DBNum1][$-804]yyyy年m月d日;@", "2023年12月31日"),
        ("45291.75", "yyyy-mm-dd hh:mm", "2023-12-31 18:00"),
        ("0.75", '上午/下午h"时"mm"分"', "下午6时00分"),
        ("1.5", "[h]:mm", "36:00"),
        ("-1", "yyyy/m/d", "-1"),
    ],
)
def test_numbers_are_shown_as_spreadsheets_do(stored: str, code: str, text: str) -> None:
    assert shown(Decimal(stored), code) == text


@pytest.mark.parametrize("code", ["#,##0.00_);[Red](#,##0.00)", "0.00;[Red]0.00", "0.00"])
def test_a_negative_number_never_loses_its_sign(code: str) -> None:
    assert shown(Decimal("-12.5"), code) == "-12.50"


def test_days_are_counted_from_1904_where_the_workbook_does() -> None:
    assert shown(Decimal(0), "yyyy/m/d", from_1904=True) == "1904/1/1"


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4)


@given(numbers, st.integers(0, 4), st.booleans())
def test_fixed_digits_are_the_number_rounded_half_up(value: Decimal, digits: int, grouped: bool) -> None:
    code = ("#,##0" if grouped else "0") + ("." + "0" * digits if digits else "")
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    expected = f"{abs(rounded):{',' if grouped else ''}f}"
    assert shown(value, code).lstrip("-") == expected
    assert shown(value, code).startswith("-") == (rounded < 0)


@given(numbers)
def test_the_general_format_keeps_the_value(value: Decimal) -> None:
    assert Decimal(shown(value, "General")) == value


@given(numbers, st.text('0#?.,%;"[]\\!_*@ymdhsEe+-/年元$¥G', max_size=14) | st.sampled_from(sorted(BUILT_IN.values())))
def test_any_format_shows_something(value: Decimal, code: str) -> None:
    assert isinstance(shown(value, code), str)
