from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.figures.units import COUNTED, MONEY, compatible, in_unit, unit_at, unit_named
from heshu.records import FigureKind

MONEY_UNITS = st.sampled_from(sorted(MONEY))
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=6)


@given(AMOUNTS, MONEY_UNITS, MONEY_UNITS)
def test_an_amount_survives_the_way_there_and_back(value: Decimal, unit: str, other: str) -> None:
    there = in_unit(value, unit, other)
    assert there is not None
    assert in_unit(there, other, unit) == value


@given(AMOUNTS, MONEY_UNITS)
def test_powers_are_powers_of_ten(value: Decimal, unit: str) -> None:
    assert in_unit(value, unit, "元") == value * 10 ** MONEY[unit]


@pytest.mark.parametrize(
    ("text", "name", "kind", "more"),
    [
        ("万元，", "万元", FigureKind.AMOUNT, False),
        (" 亿元", "亿元", FigureKind.AMOUNT, False),
        ("万亿元", "万亿元", FigureKind.AMOUNT, False),
        ("元/人", "元/人", FigureKind.AMOUNT, False),
        ("微克/立方米以内", "微克/立方米", FigureKind.COUNT, False),
        ("吨标准煤，", "吨标准煤", FigureKind.COUNT, False),
        ("人/平方公里", "人/平方公里", FigureKind.COUNT, False),
        ("%", "%", FigureKind.RATE, False),
        ("个百分点", "百分点", FigureKind.POINTS, False),
        ("分为满分", "分", FigureKind.SCORE, False),
        ("倍", "倍", FigureKind.MULTIPLE, False),
        ("余件公文", "件", FigureKind.COUNT, True),
        ("万多人", "万人", FigureKind.COUNT, True),
        ("人次", "人次", FigureKind.COUNT, False),
        ("个月内", "个月", FigureKind.COUNT, False),
        ("万平方米", "万平方米", FigureKind.COUNT, False),
    ],
)
def test_the_unit_behind_a_number(text: str, name: str, kind: FigureKind, more: bool) -> None:
    unit = unit_at(text, 0)
    assert unit is not None
    assert (unit.name, unit.kind, unit.more) == (name, kind, more)


@pytest.mark.parametrize("text", ["", "年度", "号文件", "分管领导", "分钟的", "，万元", "月", "x"])
def test_no_unit_or_another_one(text: str) -> None:
    unit = unit_at(text, 0)
    assert unit is None or unit.name in ("年", "分钟")


@given(st.sampled_from(COUNTED))
def test_every_measure_word_names_itself(word: str) -> None:
    unit = unit_named(word)
    assert unit is not None
    assert (unit.name, unit.kind, unit.length) == (word, FigureKind.COUNT, 0)


def test_a_name_with_more_words_is_no_unit() -> None:
    assert unit_named("万元整") is None


def test_money_goes_with_money_and_with_nothing_else() -> None:
    assert compatible("元", "亿元")
    assert compatible("人次", "人次")
    assert not compatible("元", "%")
    assert in_unit(Decimal(1), "元", "人") is None
