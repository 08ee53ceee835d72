"""A decimal right behind a year is a number, and no month and day."""

from __future__ import annotations

from decimal import Decimal

import pytest

from heshu.figures.numbers import quantities


@pytest.mark.parametrize("year", ["2022", "1999"])
@pytest.mark.parametrize("number", ["43.26", "3.26", "12.05", "9.1"])
@pytest.mark.parametrize("unit", ["万元", "亿元", "公里", "%"])
def test_a_decimal_behind_a_year_is_a_number(year: str, number: str, unit: str) -> None:
    found = [(n.value, n.unit.name) for q in quantities(f"成交额{year}年{number}{unit}") for n in q.numbers]
    assert found == [(Decimal(number), unit)]


@pytest.mark.parametrize("day", ["2022年9月12日", "2022年 9月12日", "2022.9.12", "2022/9/12"])
def test_a_day_is_a_day(day: str) -> None:
    assert [n.value for q in quantities(f"于{day}印发") for n in q.numbers] == [Decimal(20220912)]
