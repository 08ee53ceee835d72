"""What is done with two figures of one department, or with one, however it is said: the figures decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 柳河县供销社2023年度部门整体支出绩效自评报告

## 一、收支情况

2023年收入总额960.00万元，其中财政拨款收入880.00万元、事业收入80.00万元。全年支出950.00万元，其中基本支出570.00万元、项目支出380.00万元。
基本支出中人员经费540.00万元、公用经费30.00万元。
"""


class Pair(NamedTuple):
    """The lesser figure, the greater, and their values in 万元."""

    a: str
    b: str
    low: int
    high: int


PAIRS = (
    Pair("项目支出", "基本支出", 380, 570),
    Pair("公用经费", "人员经费", 30, 540),
    Pair("事业收入", "财政拨款收入", 80, 880),
)

SHARES = (
    "{d}{a}占{b}的百分之几", "{d}的{a}在{b}里占多大比例", "{a}占了{d}{b}的多少", "{d}{b}里面有百分之几是{a}",
    "{d}{a}相当于{b}的百分之几", "{d}{a}除以{b}是百分之几", "{d}{a}和{b}的比例关系，前者占后者多少",
    "在{d}的{b}当中，{a}所占份额是多少", "{d}{a}对{b}的占比", "{a}与{d}{b}之比是百分之多少",
)  # fmt: skip
GAPS = (
    "{d}{b}比{a}多多少", "{d}{a}比{b}少多少", "{d}{b}减去{a}等于多少", "{d}{a}与{b}差额是多少", "{d}{b}超出{a}多少",
    "{d}{a}少于{b}多少", "{d}的{b}扣除{a}后是多少", "{d}{b}与{a}之间的差距有多大", "{d}{a}不及{b}多少",
    "{d}{b}高出{a}多少", "拿{d}的{b}减{a}，结果是多少",
)  # fmt: skip
TIMES = ("{d}{b}是{a}的几倍", "{d}的{b}有{a}的几倍那么多", "{d}{b}和{a}是几倍关系", "{d}{b}除以{a}是多少倍")
SUMS = (
    "{d}{a}加{b}是多少", "{d}{a}与{b}之和", "把{d}的{a}和{b}加总", "{d}{a}以及{b}两项合计是多少",
    "{d}的{a}和{b}放一块是多少", "{d}{a}、{b}两个数相加得多少",
)  # fmt: skip
BOTH = (
    "{d}{a}、{b}各是多少", "{d}{a}多少？{b}多少？", "列一下{d}的{a}和{b}", "{d}{a}以及{b}的金额", "告诉我{d}的{a}和{b}",
)  # fmt: skip
CLAIMS = (
    "{d}{a}是{x}万元对吗", "{d}{a}等于{x}万元吗", "请核实{d}{a}是否为{x}万元", "我记得{d}{a}是{x}万元",
    "底稿上{d}{a}记的是{x}万元，对得上吗", "{d}{a}真是{x}万元吗", "有人说{d}{a}是{x}万元，是真的吗",
)  # fmt: skip


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"供销社.md": REPORT})


def numbers(answer: Answer) -> list[Decimal]:
    assert answer.status is Status.ANSWERED, answer.text
    return [Decimal(value.number) for value in answer.values]


def close(answer: Answer, wanted: float) -> bool:
    return any(abs(number - Decimal(str(wanted))) <= Decimal("0.006") for number in numbers(answer))


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize(
    ("wordings", "result"),
    [
        (SHARES, lambda low, high: low / high * 100),
        (GAPS, lambda low, high: high - low),
        (TIMES, lambda low, high: high / low),
        (SUMS, lambda low, high: low + high),
    ],
)
def test_each_wording_gives_what_the_two_figures_give(
    held: Assistant, wordings: tuple[str, ...], result: Callable[[int, int], float], pair: Pair
) -> None:
    asked = [wording.format(d="供销社", a=pair.a, b=pair.b) for wording in wordings]
    missed = [question for question in asked if not close(held.ask(question), result(pair.low, pair.high))]
    assert missed == []


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("wording", BOTH)
def test_both_are_given(held: Assistant, wording: str, pair: Pair) -> None:
    assert sorted(numbers(held.ask(wording.format(d="供销社", a=pair.a, b=pair.b)))) == [pair.low, pair.high]


@pytest.mark.parametrize("wording", CLAIMS)
@pytest.mark.parametrize(("claimed", "right"), [("380.00", True), ("390.00", False)])
def test_a_claim_is_told_right_or_wrong(held: Assistant, wording: str, claimed: str, right: bool) -> None:
    answer = held.ask(wording.format(d="供销社", a="项目支出", x=claimed))
    assert numbers(answer) == [380]
    assert ("不对" in answer.text or f"不是{claimed}" in answer.text) is not right


def test_an_amount_is_given_in_the_unit_that_is_asked_for(held: Assistant) -> None:
    assert [f"{v.number}{v.unit}" for v in held.ask("供销社基本支出是多少亿元").values] == ["0.057亿元"]


def test_what_is_to_be_done_with_both_is_not_left_undone(held: Assistant) -> None:
    assert numbers(held.ask("加一起是多少", ["供销社人员经费多少", "公用经费呢"])) == [570]
