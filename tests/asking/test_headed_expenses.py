"""Expenses under their own headings, targets beside what was done, changes against the sentence before, each's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

HARBOUR = """禾山县港口管理局2024年度部门整体支出绩效自评报告

一、资金收支

（一）支出情况
全年支出1,320.00万元，预算执行率96.00%。与上年支出1,200.00万元相比，增长12.00%。

（二）“三公”经费
全年预算18.00万元，实际支出15.00万元，其中公务用车运行维护费13.60万元、公务接待费1.40万元。

（三）政府采购情况
政府采购预算90.00万元，实际采购85.50万元。

二、指标完成情况

指标	权重	目标	完成	得分	备注
港区巡查	8	300次	336次	8.00	无
台账规范性	6	规范	基本规范	5.00	更新不及时，扣1分
航标维护数	8	20座	18座	7.20	2座受台风影响；次年补修
船员满意度	8	≥90%	88.4%	7.80	泊位紧张，扣0.2分
"""
ORCHARD = """禾山县果业局2024年度部门整体支出绩效自评报告

一、资金收支
2024年全年支出660.00万元。“三公”经费预算9.00万元，实际支出合计7.60万元，其中公务用车运行维护费6.00万元，公务接待费1.06万元。政府采购预算30.00万元，实际采购金额28.00万元。接待参观4,120人次，比上年增长8.50%。

二、绩效指标

| 指标 | 年初目标 | 实际完成 |
| --- | --- | --- |
| 果农满意度 | ≥90% | 93.0% |
| 果园巡查 | 100次 | 112次 |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"harbour.txt": HARBOUR, "orchard.md": ORCHARD})


def said(answer: Answer) -> list[str]:
    return [f"{one.number}{one.unit}" for one in answer.values]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("港口管理局的总支出是多少？", ["1320.00万元"]),
        ("果业局的总支出是多少？", ["660.00万元"]),
        ("港口管理局和果业局的总支出合计是多少？", ["1980.00万元"]),
        ("港口管理局的总支出是果业局的多少倍？", ["2.00倍"]),
        ("港口管理局三公经费花了多少？", ["15.00万元"]),
        ("港口管理局三公经费预算是多少？", ["18.00万元"]),
        ("港口管理局和果业局的三公经费实际花费加起来有多少？", ["22.60万元"]),
        ("哪几份报告公布了政府采购的金额？实际采购各是多少？", ["28.00万元", "85.50万元"]),
        ("哪几家公布了三公经费的情况，预算各是多少？", ["9.00万元", "18.00万元"]),
        ("哪几份报告公布了三公经费？公务接待费各是多少？", ["1.06万元", "1.40万元"]),
        ("港口管理局巡查港区，比年初目标多查了多少次？", ["36次"]),
        ("港口管理局维护航标，比目标少修了几座？", ["2座"]),
        ("果业局果园巡查，比计划多跑了多少次？", ["12次"]),
        ("港口管理局和果业局的满意度指标里，哪一项没有达到目标值？实际是多少？", ["88.4%"]),
    ],
)
def test_of_an_expense_and_of_the_whole(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert sorted(said(answer)) == sorted(values), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "港口管理局和果业局的满意度目标和实际各是多少，达标了没有？",
        "满意度达标了没有？",
        "港口管理局和果业局的满意度都达标了吗",
    ],
)
def test_targets_beside_what_came_of_them(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {"88.4%", "93.0%"} <= set(said(answer)), answer.text
    assert "没有达到目标" in answer.text
    assert "达到了目标" in answer.text


@pytest.mark.parametrize(
    ("question", "value", "verdict"),
    [
        ("港口管理局说支出比上年增长12%，帮我复核一下。", "10.00%", Verdict.INCONSISTENT),
        ("港口管理局支出增长率算得对吗？", "10.00%", Verdict.INCONSISTENT),
        ("果业局三公经费实际支出合计7.60万元，跟两个分项加得上吗？", "7.06万元", Verdict.INCONSISTENT),
        ("港口管理局三公经费15万元，和两个分项加得起来吗？", "15.00万元", Verdict.CONSISTENT),
    ],
)
def test_what_is_held_against_the_report(assistant: Assistant, question: str, value: str, verdict: Verdict) -> None:
    answer = assistant.ask(question)
    assert value in said(answer), answer.text
    assert verdict in {found.verdict for found in answer.calculations}


@pytest.mark.parametrize("claim", ["增长5%", "增长8.5%", "下降8.5%"])
def test_a_claimed_change_is_not_held_against_that_of_another_thing(assistant: Assistant, claim: str) -> None:
    answer = assistant.ask(f"果业局说支出比上年{claim}，帮我复核一下。")
    assert "8.50%" not in said(answer), answer.text
    assert "参观" not in answer.text.partition("报告写明的数")[0]


def test_what_went_beyond_its_budget_after_an_expense(assistant: Assistant) -> None:
    answer = assistant.ask("超没超预算？", ["港口管理局三公经费花了多少？"])
    assert said(answer) == ["3.00万元"], answer.text
    assert "没有超出预算" in answer.text
