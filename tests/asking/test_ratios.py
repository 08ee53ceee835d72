"""Ratios side by side, wholes without their parts, and lists of units, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

WATER = """云岭市水务局2023年度部门整体支出绩效自评报告
一、部门概况
云岭市水务局主管全市水资源工作，内设办公室、规划科、建设科等3个科室，下设市水文站、市河道管理中心2个事业单位。
二、资金情况
2023年收入总额1,205.00万元，其中财政拨款收入1,100.00万元，事业收入80.00万元，其他收入25.00万元。
2023年支出总额1,200.00万元，其中基本支出480.00万元，项目支出720.00万元。
三、存在问题
部分培训费无法支出，向财政退回了资金。
"""
ROADS = """云岭市公路局2023年度部门整体支出绩效自评报告
一、资金情况
2023年支出总额600.00万元，其中基本支出400.00万元，项目支出200.00万元。公路局会同下属单位开展自评。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "roads.txt": ROADS})


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("水务局项目支出占比比基本支出占比高几个百分点？", "20.00百分点", "（720.00 ÷ 1200.00）"),
        ("公路局项目支出占比比基本支出占比低几个百分点？", "33.33百分点", "项目支出占比比基本支出占比低33.33个百分点"),
        ("水务局除财政拨款外的两项收入合计多少？", "105.00万元", "（1205.00 − 1100.00）"),
        ("水务局除财政拨款、事业收入以外的收入是多少？", "25.00万元", "（1205.00 − (1100.00 + 80.00)）"),
        ("水务局除项目支出外的支出一共多少", "480.00万元", "（1200.00 − 720.00）"),
    ],
)
def test_what_is_not_stated_is_computed(assistant: Assistant, question: str, value: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value]
    assert said in answer.text, answer.text


def test_a_part_that_is_not_stated_leaves_no_rest(assistant: Assistant) -> None:
    answer = assistant.ask("水务局除公用经费外的支出是多少")
    assert answer.status is Status.REFUSED
    assert "公用经费" in answer.text


@pytest.mark.parametrize(
    "question", ["水务局下属单位有哪些？", "水务局管着哪些单位", "水务局除了机关，下面有哪些单位？"]
)
def test_units_are_listed(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert "市水文站、市河道管理中心" in answer.text


def test_divisions_are_listed(assistant: Assistant) -> None:
    assert "规划科、建设科" in assistant.ask("水务局内设哪些科室，请列明").text


@pytest.mark.parametrize("question", ["公路局下属单位有哪些？", "公路局有哪些科室"])
def test_a_list_that_is_not_there_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.REFUSED


def test_a_term_in_another_form_is_found(assistant: Assistant) -> None:
    assert "退回了资金" in assistant.ask("水务局为啥退钱").text
