"""Table operations: which row is meant, and what a cell says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from heshu.checking.calculator import calculate
from heshu.checking.tables import cell_value
from heshu.errors import CalculationError

TABLE = [
    ["", "2021", "2022"],
    ["Tax rate", "26% ( 26 % )", "28%"],
    ["losses", "$ -233 ( 233 )", "( $ 3 )"],
    ["total", "1", "2"],
    ["公用经费（万元）", "1,234.5万元", "５万元"],
    ["notes", "see ( a )", "-"],
    ["empty"],
    ["total", "3", "4"],
]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("$ 1,234", 1234),
        ("26% ( 26 % )", Fraction(26, 100)),
        ("-16.2 ( 16.2 )", Fraction("-16.2")),
        ("8310 ( c )", 8310),
        ("(5,946)", -5946),
        ("( 0.3 )", Fraction("-0.3")),
        ("( $ 3 )", -3),
        ("$ ( 3 )", -3),
        ("（3）", -3),
        (" 7 ", 7),
    ],
)
def test_a_cell_is_read_as_accountants_write(cell: str, value: Fraction | int) -> None:
    assert cell_value(cell).value == value


@pytest.mark.parametrize(
    ("program", "result"),
    [
        ("table_average(tax rate, none)", "0.27"),
        ("table_sum(losses, none)", "-236"),
        ("table_max(losses, none), table_min(losses, none), subtract(#0, #1)", "230"),
        ("table_sum(total, none)", "7"),  # the last of several, as FinQA's executor has it
        ("table_sum(公用经费(万元), none)", "1239.5万元"),
        ("table_sum(公用经费（万元）) ÷ 2", "619.75万元"),
    ],
)
def test_the_row_is_found_by_its_head(program: str, result: str) -> None:
    assert calculate(program, TABLE).text == result


def test_a_column_is_found_where_no_row_has_the_name() -> None:
    assert calculate("table_sum(执行数, none)", [["科目", "执行数"], ["a", "1"], ["b", "2"]]).value == 3


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("table_sum(notes, none)", "不是数字"),
        ("table_sum(nothing, none)", "没有名为"),
        ("table_sum(empty, none)", "没有名为"),
        ("table_sum(losses, none), add(#0, 1万元)", "单位不一致"),
    ],
)
def test_errors_say_what_is_wrong(program: str, words: str) -> None:
    with pytest.raises(CalculationError, match=words):
        calculate(program, TABLE)
