"""A stated rate is worked out again where the report gives what it is of, and a slip is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

FOREST = """禾山县林业局2023年度部门整体支出绩效自评报告
一、资金情况
2023年经营收入412.50万元，完成年初预算的95.68%。

表1 收入情况（单位：万元）

| 项目 | 年初预算数 | 决算数 |
| --- | --- | --- |
| 财政拨款收入 | 600.00 | 606.00 |
| 经营收入 | 436.00 | 412.50 |

二、任务完成情况
新造林18.2万亩，为计划20万亩的91.5%，其余明年春季补齐。
森林抚育27万亩，为计划30万亩的90%。
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"forest.md": FOREST})


@pytest.mark.parametrize(
    ("question", "verdict", "value"),
    [
        ("林业局称经营收入完成年初预算的95.68%，按表里的数复算一下，对吗？", NOT, "94.61%"),
        ("林业局经营收入完成年初预算的95.68%，用412.50除以436看看对不对", NOT, "94.61%"),
        ("林业局写新造林完成了计划的91.5%，拿面积一除对得上吗？", NOT, "91.00%"),
        ("林业局写森林抚育完成了计划的90%，拿面积一除对得上吗？", RIGHT, "90%"),
    ],
)
def test_a_rate_is_worked_out_again(assistant: Assistant, question: str, verdict: Verdict, value: str) -> None:
    answer = assistant.ask(question)
    assert [one.verdict for one in answer.calculations] == [verdict], answer.text
    assert value in [f"{one.number}{one.unit}" for one in answer.values]


SOURCES = """# 河阳县文化馆2023年度部门整体支出绩效自评报告

## 一、收入情况

2023年年初预算安排840.00万元，调整后可用资金900.00万元。按来源分：财政拨款810.00万元，占90.00%；事业收入54.00万元，占6.00%；其他收入9.00万元，占0.90%；上年结转27.00万元，占3.00%。
"""


@pytest.mark.parametrize(
    ("question", "values", "verdict"),
    [
        ("文化馆其他收入占0.90%，我怎么觉得不对，核一下", ["1.00%", "0.90%"], Verdict.INCONSISTENT),
        ("文化馆事业收入占比6%对吗", ["6.00%"], Verdict.CONSISTENT),
    ],
)
def test_a_share_without_a_whole_is_held_against_the_whole_of_the_shares_beside_it(
    over: Callable[[Mapping[str, str]], Assistant], question: str, values: list[str], verdict: Verdict
) -> None:
    answer = over({"文化馆.md": SOURCES}).ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values
    assert answer.calculations[0].verdict is verdict
