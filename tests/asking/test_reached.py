"""Counts with whether they reached their target, colloquial names of counts, and goals; through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

LIBRARY = """锦川市图书馆2023年度部门整体支出绩效自评报告

一、年度绩效目标

1．到馆读者不少于50万人次；2．读者满意度达到92%以上；3．设备故障率控制在3%以内。

二、资金情况

2023年支出决算1,260.00万元，分开看，基本支出860.00万元，完成预算数的98.50%；另有项目支出400.00万元，完成预算数的97.20%。

三、绩效指标完成情况

全年会议参与人数640人次，指标完成率为128%；一线业务岗位的培训人数75人次，指标完成率为94%。
围绕年度工作设立16项细化指标，年内全部完成，指标完成率为100%。荐书稿件被省采纳8篇，指标完成率为160%，荐书稿件被国家采纳2篇，指标完成率为100%。
自助设备维修完成率达96%。购置绘本3,200册。
第三方调查读者满意度90.4%，设备故障率2.1%。

| 三级指标 | 年度指标值 | 实际完成值 |
| --- | --- | --- |
| 高标准书库亩均投资 | ≤2500元 | 2380元 |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"library.md": LIBRARY})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("锦川市图书馆开会一共去了多少人次 大概就行", ["640人次"]),
        ("锦川市图书馆来开会的有多少人次", ["640人次"]),
        ("锦川市图书馆开会来了多少人次啊 完成率多少", ["640人次", "128%"]),
        ("锦川市图书馆荐书稿子被国家一级采用了几篇，算是完成了指标的百分之几？", ["2篇", "100%"]),
        ("锦川市图书馆自助设备出了毛病，修好的比例有多高？", ["96%"]),
        ("锦川市图书馆坏了的自助设备修好的比例是多少", ["96%"]),
        ("锦川市图书馆维持日常运转的基本支出花了多少，用掉了预算的百分之几？", ["860.00万元", "98.50%"]),
        ("锦川市图书馆读者满意度是多少", ["90.4%"]),
        ("锦川市图书馆读者满意度多少，目标多少", ["90.4%", "92%"]),
        ("锦川市图书馆高标准书库亩均投资多少", ["2380元"]),
        ("锦川市图书馆设备故障率要控制在多少以内", ["3%"]),
    ],
)
def test_the_figures_are_found(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == values, answer.text


@pytest.mark.parametrize(
    ("question", "value", "verdict"),
    [
        ("锦川市图书馆有多少人次来参会，超没超过原定目标？", "640人次", "超过目标"),
        ("锦川市图书馆业务岗位受训了多少人次，达标了没", "75人次", "没有达到目标"),
        ("锦川市图书馆总共设了几项细化指标 都弄完了没", "16项", "达到目标"),
        ("锦川市图书馆把目标拆成了多少项小指标，完成得怎么样？", "16项", "达到目标"),
    ],
)
def test_the_second_half_is_answered(assistant: Assistant, question: str, value: str, verdict: str) -> None:
    answer = assistant.ask(question)
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value], answer.text
    assert verdict in answer.text


def test_a_goal_is_not_given_for_what_came_of_it(assistant: Assistant) -> None:
    answer = assistant.ask("锦川市图书馆到馆读者有多少人次")
    assert answer.status is Status.REFUSED, answer.text
