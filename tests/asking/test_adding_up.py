"""Parts held against the whole that a report states, in the words of clerks, auditors and reporters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.checks.two_sides import cut, sides_of
from heshu.records import Status, Verdict

SPORTS = """云浦市体育局2023年度部门整体支出绩效自评报告
一、资金情况
2023年收入总额912.40万元，其中：财政拨款收入850.00万元，事业收入58.40万元，其他收入4.00万元。
年初结转结余12.60万元，年末结转结余15.00万元。
支出总额910.00万元，其中：基本支出640.00万元，项目支出270.00万元。基本支出中，人员经费520.00万元，公用经费120.00万元。
全年预算数930.00万元。
二、评价情况
自评得分96.30分。其中，履职效能自评得分47.80分，管理效率自评得分48.50分。
"""
SAME, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"sports.txt": SPORTS})


@pytest.mark.parametrize(
    ("question", "verdict", "value"),
    [
        ("体育局履职效能、管理效率两部分的得分加总，跟总的自评得分对得上吗？", SAME, "96.30分"),
        ("体育局履职效能和管理效率两块得分，加起来等不等于自评总分96.3分？", SAME, "96.30分"),
        ("先不管占比，体育局三项收入的金额相加，和报告写的收入总额平不平？", SAME, "912.40万元"),
        ("体育局财政拨款、事业、其他三项收入凑一起，跟收入总额吻合吗", SAME, "912.40万元"),
        ("体育局的基本支出和项目支出合在一起，跟它报的支出总额对得上吗？", SAME, "910.00万元"),
        ("体育局人员经费，加上公用经费，等不等于报告写的基本支出？", SAME, "640.00万元"),
        ("体育局支出总额是不是基本支出加项目支出", SAME, "910.00万元"),
        ("体育局支出总额=基本支出+项目支出吗", SAME, "910.00万元"),
        ("体育局支出总额是由基本支出和项目支出组成的，对得上吗", SAME, "910.00万元"),
        ("体育局两块资金，640万元加270万元，跟报告的支出总数勾稽得上吗？", SAME, "910.00万元"),
        ("体育局年初结转结余加收入总额减支出总额，能不能推出年末结转结余", SAME, "15.00万元"),
        ("体育局基本支出加项目支出，和全年预算数对得上吗？", NOT, "910.00万元"),
        ("体育局人员经费和项目支出加一块儿等于支出总额吗", NOT, "790.00万元"),
        (
            "Does basic expenditure plus project expenditure equal total expenditure for 云浦市体育局?",
            SAME,
            "910.00万元",
        ),
    ],
)
def test_parts_are_held_against_the_whole(assistant: Assistant, question: str, verdict: Verdict, value: str) -> None:
    answer = assistant.ask(question)
    assert [one.verdict for one in answer.calculations[:1]] == [verdict], answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value]
    quotes = "".join(citation.quote for citation in answer.citations)
    assert all(format(figure.value, "f") in quotes for figure in answer.calculations[0].operands)


def test_a_whole_that_differs_is_named_with_the_difference(assistant: Assistant) -> None:
    answer = assistant.ask("体育局基本支出和项目支出加总，跟全年预算数一致吗")
    assert "不等于全年预算数930.00万元，相差20万元" in answer.text


def test_several_sums_are_each_decided(assistant: Assistant) -> None:
    answer = assistant.ask("体育局的数能不能层层加平：人员经费加公用经费等于基本支出，基本支出加项目支出等于支出总额？")
    assert [one.verdict for one in answer.calculations] == [SAME, SAME]


@pytest.mark.parametrize(
    "question",
    [
        "体育局差旅费和会议费合在一起，跟支出总额对得上吗",  # neither is stated
        "体育局四项收入相加，和收入总额平不平",  # there are three
    ],
)
def test_what_is_not_stated_is_not_added(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED or not answer.calculations


def test_a_part_is_no_whole_of_itself(assistant: Assistant) -> None:
    answer = assistant.ask("体育局年初和年末结转结余加起来是不是15万元")
    assert SAME not in [one.verdict for one in answer.calculations], answer.text


@pytest.mark.parametrize(
    ("question", "parts", "whole"),
    [
        ("甲和乙合在一起，跟它报的丙对得上吗", "甲和乙", "丙"),
        ("甲加上乙,等不等于报告写的丙", "甲加上乙", "丙"),
        ("丙跟甲、乙之和一致吗", "甲、乙", "丙"),
        ("丙是不是由甲和乙构成的", "甲和乙", "丙"),
        ("甲、乙两块凑起来够不够丙", "甲、乙两块", "丙"),
    ],
)
def test_a_question_is_cut_in_two(question: str, parts: str, whole: str) -> None:
    assert (parts, whole) in [(one.parts, one.whole) for one in sides_of(question)]


def test_what_is_said_once_is_said_of_all_parts() -> None:
    assert (["add", "add"], ["财政收入", "事业收入", "其他收入"]) in list(cut("财政、事业、其他三项收入"))


def test_a_total_is_doubted_without_its_parts(assistant: Assistant) -> None:
    answer = assistant.ask("体育局收入总额的加总有误吗？")
    assert [one.verdict for one in answer.calculations] == [SAME], answer.text
    assert "850.00 + 58.40 + 4.00 = 912.4万元" in answer.text


LIBRARY = """云浦市图书馆2023年度部门整体支出绩效自评报告
一、资金情况
2023年年初预算500.00万元，年中调增60.00万元，全年预算560.00万元，全年支出550.00万元。

表1 项目支出（单位：万元）

| 序号 | 项目名称 | 预算数 | 支出数 |
| --- | --- | --- | --- |
| 1 | 购书 | 120.00 | 118.00 |
| 2 | 讲座 | 30.00 | 29.50 |
| 3 | 设备 | 50.00 | 49.25 |
| 合计 |  | 200.00 | 196.75 |

二、自评结果
自评得分96.5分。

表2 自评得分

| 一级指标 | 分值 | 得分 |
| --- | --- | --- |
| 投入 | 20 | 20 |
| 过程 | 30 | 28 |
| 产出 | 50 | 48.5 |
| 合计 | 100 | 96.5 |
"""


@pytest.fixture(scope="module")
def library(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"library.md": LIBRARY})


@pytest.mark.parametrize(
    ("question", "operands"),
    [
        (question, operands)
        for wordings, operands in (
            (
                (
                    "3个项目的支出数加起来，是不是等于项目支出合计196.75万元？",
                    "三个项目的支出数加起来是196.75万元吗？",
                    "3个项目的支出数加总，跟合计196.75万元对得上吗",
                ),
                {"118.00", "29.50", "49.25"},
            ),
            (
                (
                    "自评得分表里各项得分加起来是96.5分吗？",
                    "各项得分加起来一共是96.5分吗",
                    "三项得分相加等于96.5分吗",
                ),
                {"20", "28", "48.5"},
            ),
            (
                (
                    "年初预算加上年中调增，跟全年预算560.00万元对得上吗？",
                    "年初预算加年中调增等于全年预算吗",
                    "年初预算和年中调增加起来是不是560万元",
                    "年初预算500万元加上年中调增60万元，等于全年预算560万元吗",
                ),
                {"500.00", "60.00"},
            ),
        )
        for question in wordings
        for operands in (operands,)
    ],
)
def test_a_sum_is_of_the_parts_that_are_named(library: Assistant, question: str, operands: set[str]) -> None:
    answer = library.ask(f"云浦市图书馆{question}")
    assert [one.verdict for one in answer.calculations[:1]] == [SAME], answer.text
    assert {format(one.value, "f") for one in answer.calculations[0].operands} >= operands, answer.text
    assert all(any(number in citation.quote for citation in answer.citations) for number in operands)


@pytest.mark.parametrize("question", ["各项得分加起来是96.4分吗", "3个项目的支出数加起来是196.57万元吗"])
def test_a_sum_that_is_none_is_not_vouched_for(library: Assistant, question: str) -> None:
    assert SAME not in [one.verdict for one in library.ask(f"云浦市图书馆{question}").calculations]
