"""What budgets left unspent: as a part of all that was left, and compared over departments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

WATER = """云岭市水务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年调整预算数1,200.00万元，支付完成1,080.00万元。其中：人员经费预算300.00万元，支付完成285.00万元；
项目支出预算900.00万元，支付完成795.00万元。
"""
ROADS = """云岭市公路局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数600.00万元，执行数590.00万元。
"""
PARKS = """云岭市园林局2023年度部门整体支出绩效自评报告
一、资金情况
2023年支出决算310.00万元。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "roads.txt": ROADS, "parks.txt": PARKS})


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("水务局没有支付完的资金中，项目支出占百分之几？", "87.50%", "没有支出的预算中"),
        ("水务局调整预算里没花完的钱，有多少是人员经费留下的？", "12.50%", "(300.00 − 285.00)"),
        ("水务局和公路局谁没花完的预算多，多多少？", "110.00万元", "水务局没有支出的预算更多"),
        (
            "水务局的调整预算数和公路局的全年预算数，各自减去实际执行后，谁剩的多，多剩多少万元？",
            "110.00万元",
            "水务局",
        ),
        ("哪个部门没花完的钱最多？", "120.00万元", "3份报告中2份写明预算和支出，未写明的是云岭市园林局"),
        ("各部门里谁剩的钱最少？", "10.00万元", "公路局没有支出的预算最少"),
    ],
)
def test_what_was_left_is_computed(assistant: Assistant, question: str, value: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value], answer.text
    assert said in answer.text, answer.text
    assert answer.citations


@pytest.mark.parametrize("question", ["水务局和园林局谁没花完的预算多？", "水务局没花完的资金中，公用经费占百分之几？"])
def test_what_a_report_does_not_state_is_not_compared(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED
    assert not answer.values
