"""The same question put otherwise: what is said around it, in another order, or leaning on what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

FARMS = """# 浦江县农机局2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算安排920.00万元，全年支出870.00万元，其中基本支出610.00万元、项目支出260.00万元。基本支出中人员经费580.00万元、公用经费30.00万元。
全年预算数900.00万元，其中基本支出全年预算数620.00万元、项目支出全年预算数280.00万元。
收入总额905.00万元，其中：财政拨款收入860.00万元、事业收入40.00万元、其他收入5.00万元。

## 二、绩效情况

整体支出绩效自评得分95.50分，其中产出指标得分47.00分，扣3.00分。农机检验完成率98%，证照办理及时率96%。
检验农机1240台，目标1300台。发放购机补贴2500户，补贴资金50.00万元。由信创设备支撑的监管平台上线运行。
"""
WOODS = """# 浦江县林草局2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算安排400.00万元，全年支出380.00万元，其中基本支出300.00万元、项目支出80.00万元。
整体支出绩效自评得分97.00分。造林1500亩。
"""

FISH = """# 浦江县渔政站2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算安排700.00万元，全年支出650.00万元，其中基本支出450.00万元、项目支出200.00万元。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"农机局.md": FARMS, "林草局.md": WOODS, "渔政站.md": FISH})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        ([], "农机局截至12月底的支付数，超出项目支出多少万元", ["610.00万元"]),
        ([], "除了财政拨款，农机局还有一笔事业收入，数额多大？", ["40.00万元"]),
        ([], "农机局的项目经费平均下来一个月花多少万元", ["21.67万元"]),
        ([], "农机局没有执行完的全年预算里，项目支出占百分之几？", ["66.67%"]),
        ([], "农机局产出指标这一部分，得分占该部分满分的百分之几？", ["94.00%"]),
        ([], "农机局农机检验完成率、证照办理及时率各达到多少", ["98%", "96%"]),
        ([], "农机局购机补贴平均每户发了多少元", ["200.00元"]),
        ([], "全年支出不到500万元的有哪几个部门，各支出多少", ["380.00万元"]),
        ([], "农机局的支出，占三个部门支出总和的百分之几", ["45.79%"]),
        (["农机局全年支出多少"], "基本支出占里头百分之几", ["70.11%"]),
        (["农机局全年支出多少"], "项目那块占多少比例", ["29.89%"]),
        (["农机局自评得了多少分", "产出指标多少分"], "得分率呢", ["94.00%"]),
        (["农机局检验了多少台农机"], "离目标差多少台", ["60台"]),
        (["三个部门全年支出分别是多少"], "去掉林草局，其余两家合计多少", ["1520.00万元"]),
        (["农机局自评得了多少分"], "林草局写的也一样吗", ["97.00分"]),
        (["农机局基本支出多少", "林草局的项目支出呢"], "加起来是多少万元", ["690.00万元"]),
    ],
)
def test_it_is_understood_as_if_put_plainly(
    held: Assistant, history: list[str], question: str, values: list[str]
) -> None:
    answer = held.ask(question, history)
    assert (answer.status, shown(answer)) == (Status.ANSWERED, values), answer.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("访谈时农机局的同志说基本支出里人员经费占到90%，按报告金额算一算，这个说法成立吗？", "90%不对"),
        ("农机局财政拨款、事业收入、其他收入 三个加起来是不是收入总额 帮我加一遍", "等于收入总额"),
        ("台账上农机局2023年全年支出是807.00万元，对吗？", "不是807.00万元"),
    ],
)
def test_what_was_heard_is_checked(held: Assistant, question: str, says: str) -> None:
    assert says in held.ask(question).text


def test_who_speaks_of_it_is_asked_of_all(held: Assistant) -> None:
    answer = held.ask("三份报告里哪一家提到了信创？")
    assert {citation.source for citation in answer.citations} == {"农机局.md"}


def test_what_fell_short_is_not_answered_with_the_target(held: Assistant) -> None:
    answer = held.ask("林草局造林多少亩，离目标差多少亩")
    assert not answer.calculations


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("农机局项目支出压减8%之后是多少", "239.20万元"),
        ("农机局项目支出压减8%后还剩多少", "239.20万元"),
        ("农机局项目支出砍掉8%还剩多少", "239.20万元"),
        ("要求农机局在2023年项目支出的基础上压减8%，压减之后项目支出还剩多少万元", "239.20万元"),
        ("农机局项目支出压减8%能省多少", "20.80万元"),
        ("农机局项目支出增加8%后是多少", "280.80万元"),
        ("农机局项目支出上浮8%以后达到多少", "280.80万元"),
    ],
)
def test_what_is_left_after_a_cut_is_not_the_cut(held: Assistant, wording: str, value: str) -> None:
    assert shown(held.ask(wording)) == [value]


def test_a_part_of_what_was_left_is_told_by_its_name(held: Assistant) -> None:
    answer = held.ask("农机局全年没执行掉的预算当中，项目支出这块占了百分之几")
    assert shown(answer) == ["66.67%"]


def test_an_organ_that_several_are_offices_of_is_asked_back(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    report = "# 中共浦江县委员会{}2023年度部门整体支出绩效自评报告\n\n## 一、收支情况\n\n全年支出{}万元。\n"
    held = over({"办公室.md": report.format("办公室", "310.00"), "组织部.md": report.format("组织部", "205.00")})
    answer = held.ask("县委那边一年支出多少")
    assert answer.status is Status.CLARIFY
    assert "310.00万元" in answer.text
    assert "205.00万元" in answer.text


@pytest.mark.parametrize("question", ["浦江县统计局的绩效目标是什么", "白溪市统计局花了多少钱"])
def test_a_verb_in_the_name_of_an_office_is_its_name(held: Assistant, question: str) -> None:
    assert held.ask(question).status is Status.REFUSED
