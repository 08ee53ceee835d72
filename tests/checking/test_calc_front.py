"""The calculator through its front door: what people type, and what they get."""

from __future__ import annotations

from fractions import Fraction

import pytest

from heshu.checking.calculator import calculate, formula
from heshu.errors import CalculationError

RESULTS = {
    "divide(6081.69, 6108.89)": "0.99554747261777507861",
    "6081.69 ÷ 6108.89": "0.99554747261777507861",
    "1/8": "0.125",
    "1e3 + .5 + 7.": "1007.5",
    # brackets of every kind
    "【（1 + 2） × 3】 ÷ {3}": "3",
    "［（1＋2）×３］÷〔3〕": "3",
    # signs of every kind
    "3 x 4 · 5": "60",
    "2 乘以 3 加 4 减 1 除以 2": "9.5",
    "5 − 3 – 1": "1",
    "1：4": "0.25",
    "--5 - +2": "3",
    "2 × -3": "-6",
    # powers bind tighter than signs, and from the right
    "-2^2": "-4",
    "(-2)**2": "4",
    "2^3^2": "512",
    "2^-2": "0.25",
    "-3²": "-9",
    "8^(1/3)": "2",
    "0^0": "1",
    "(-1)^7": "-1",
    # numbers as people write them
    "1,234,567.89 + 0.11": "1234568",
    "１，２３４ + ６": "1240",
    "￥5,946 - $46": "5900",
    "-$5 + US$7 + RMB 1": "3",
    "12.5% × 8": "1",
    "5‰ + 1％": "0.015",
    "3万 + 2": "30002",
    "$5 million": "5000000",
    "0.4 + 8个百分点": "0.48",
    "593/713": "0.83169705469845722300".rstrip("0"),
    # an accountant's negative has separators or a currency sign; a mere bracket is a bracket
    "(5,946) + 10,000": "4054",
    "（5,946.5）": "-5946.5",
    "$(500) + ($1)": "-501",
    "(5946) + 1": "5947",
    "subtract((5,946), 100)": "-6046",
    "(1,000万元) + 3000万元": "2000万元",
    # units
    "5000万元 ÷ 2亿元": "0.25",
    "5万元 + 3亿元": "30005万元",
    "5946万元 × 5%": "297.3万元",
    "100万元 / 5人": "20万元/人",
    "100万元 ÷ 4万元/人": "25人",
    "4万元/人 × 3人": "12万元",
    "0 - 5元": "-5元",
    "(1 + 2)万元": "3万元",
    "30个月 ÷ 12月": "2.5",
    # comparisons
    "5万元 > 49999元": "yes",
    "greater(5%, 0.06)": "no",
    "1 + 1 = 2": "yes",
    "3 ≥ 3": "yes",
    "3 <= 2": "no",
    "3 != 3": "no",
    "2 < 3": "yes",
    "1 + 1 = ？": "2",
    # FinQA's notation, flat and nested
    "subtract(5829, 5735), divide(#0, 5735)": "0.01639058413251961639",
    "divide(subtract(5829, 5735), 5735)": "0.01639058413251961639",
    "multiply(30584, const_m1), divide(#0, const_1000)": "-30.584",
    "exp(1.5, 2)": "2.25",
    "Add(1, 2)": "3",
    # the comma between numbers and the comma inside them
    "sum(1,2,3)": "6",
    "sum(100,200,300)": "600",
    "sum(1,234.5, 2,000)": "3234.5",
    "sum(1,234，5,678)": "6912",
    "求和(1、2；3)": "6",
    "divide(6,081.69,6,108.89)": "0.99554747261777507861",
    "add(1,234)": "235",
    # the domain's operations, alone and inside arithmetic
    "average(1, 2, 6)": "3",
    "growth(110万元, 100万元)": "0.1",
    "share(1, 3) + share(2, 3)": "1",
    "completion_rate(5946万元, 0.5946亿元)": "1",
    "rank(5, 9, 5, 1)": "2",
    "round(2/3, 2)": "0.67",
    "round(-2.5, 0)": "-3",
    "round(12345, -2)": "12300",
    "max(1, 3, 2) - min(4, 2)": "1",
    "abs(3 - 5) × sum(1, divide(4, 2))": "6",
}

ERRORS = {
    "1 / 0": "除数为零",
    "divide(1, subtract(2, 2))": "除数为零",
    "0^-1": "负指数",
    "2^0.5": "没有精确结果",
    "(-4)^0.5": "没有精确结果",
    "2^(1/99999)": "没有精确结果",
    "5万元 + 3%": "单位不一致",
    "5万元 + 3": "单位不一致",
    "5万元 × 2万元": "单位不一致",
    "3 ÷ 5万元": "单位不一致",
    "5元 > 3人": "单位不一致",
    "2万元^2": "单位不一致",
    "share(5万元, 3人)": "单位不一致",
    "(1万元)万元": "单位不一致",
    "3万元/人 ÷ 2元/个": "单位不一致",
    "3万元/人 ÷ 2个": "单位不一致",
    "3元 ÷ 2人/个": "单位不一致",
    "收入 + 1": "不认识的名称",
    "foo(3)": "不认识的名称",
    "": "不完整",
    "5 +": "不完整",
    "()": "应为数字",
    "2(3+4)": "缺少运算符",
    "1 1/2": "缺少运算符",
    "1.2.3": "缺少运算符",
    "5 钱": "缺少运算符",
    "12,34": "逗号",
    "(3]": "不配对",
    "(3": "不配对",
    "3)": "不配对",
    "sum(1, (2]": "不配对",
    "sum(1, 2": "没有闭合",
    "sum()": "空的参数",
    "add(1, , 2)": "空的参数",
    "add(1, 2, 3)": "需要",
    "rank(1)": "需要",
    "add(#0, 1)": "步骤",
    "add(1, 2), add(#1, 1)": "步骤",
    "#0": "步骤",
    "(1 > 2) + 1": "是/否",
    "1 > 2 > 3": "是/否",
    "-(1 > 2)": "是/否",
    "round(1/3, 0.5)": "整数",
    "round(1/3, 1000)": "整数",
    "table_sum(收入, none)": "表格",
    # beyond the bounds
    "9" * 1_000_000: "过长",
    "9" * 2_000: "过长",
    "1e99999": "指数",
    "1e" + "9" * 5_000: "指数",
    "9^9^9^9": "过大",
    "10^1000 × 10^1000": "过大",
    "exp(10, 1000), multiply(#0, #0)": "过大",
    "(" * 100_000 + "1" + ")" * 100_000: "过长",
    "(" * 20_000 + "1" + ")" * 20_000: "过深",
    "add(" * 5_000 + "1" + ", 1)" * 5_000: "过深",
    ", ".join(["add(1, 1)"] * 2_000): "步骤过多",
    "+" * 60_000: "过长",
}


@pytest.mark.parametrize(("text", "result"), RESULTS.items())
def test_what_people_type_gives(text: str, result: str) -> None:
    assert calculate(text).text == result


@pytest.mark.parametrize(("text", "words"), ERRORS.items(), ids=lambda text: text[:30])
def test_what_cannot_be_calculated_is_an_error_in_words(text: str, words: str) -> None:
    with pytest.raises(CalculationError) as caught:
        calculate(text)
    assert words in caught.value.message
    assert caught.value.english != caught.value.message
    assert len(caught.value.message) < 120


def test_deep_but_reasonable_nesting_is_worked_out() -> None:
    assert calculate("(" * 100 + "1" + ")" * 100).value == 1
    assert calculate("add(" * 100 + "1" + ", 1)" * 100).value == 101


def test_a_result_is_exact_inside() -> None:
    assert calculate("1/3").value == Fraction(1, 3)


GROWTH = "净利润增长率=(净利润-上年净利润)/上年净利润"


def test_a_formula_takes_its_inputs_by_name() -> None:
    result = formula(GROWTH, {"净利润": "61868406.67元", "上年净利润": "83266718.0元"})
    assert result.unit == ""
    assert result.value == (Fraction("61868406.67") - 83266718) / 83266718


@pytest.mark.parametrize(
    ("text", "inputs", "result"),
    [
        ("合计 = 收入 + 收入总额", {"收入": "1万元", "收入总额": "2亿元"}, "20001万元"),
        ("因公出国（境）费 × 2", {"因公出国（境）费": "3.5万元"}, "7万元"),
        ("人数=硕士 + 博士", {"硕士": "28", "博士": ""}, "28"),
        ("费用=a+b", {"a": "", "b": "2万元"}, "2万元"),
        ("率=round(2021年支出/预算, 4)", {"2021年支出": "6,081.69万元", "预算": "6,108.89万元"}, "0.9955"),
        ("达标=支出>=预算", {"支出": "3元", "预算": "2元"}, "yes"),
    ],
)
def test_formulas(text: str, inputs: dict[str, str], result: str) -> None:
    assert formula(text, inputs).text == result


def test_a_formula_says_which_input_is_wrong() -> None:
    with pytest.raises(CalculationError, match="净利润：") as caught:
        formula(GROWTH, {"净利润": "未披露", "上年净利润": "1元"})
    assert caught.value.english.startswith("净利润: ")
    with pytest.raises(CalculationError, match="上年净利润"):
        formula(GROWTH, {"净利润": "1元"})
