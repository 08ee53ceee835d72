"""Scores against their full marks: points lost, rates and shares, with the mark stated or given in the question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """# 河源县水务局2023年度部门整体支出绩效自评报告

## 一、自评结论

经自评，部门整体支出绩效自评得分94.50分。

| 一级指标 | 分值 | 得分 |
| --- | ---: | ---: |
| 预算管理 | 25 | 23.50 |
| 履职效能 | 40 | 37.00 |
| 社会效应 | 35 | 34.00 |
| 合计 | 100 | 94.50 |

## 二、其他

“支付进度”扣0.30分（总分8分），原因是前三季度支付偏慢。
"""


@pytest.fixture(scope="module")
def water(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"水务局.md": REPORT})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("满分按100分算，水务局自评丢了几分", "5.50分"),
        ("水务局自评，按100分的满分算，扣了多少分", "5.50分"),
        ("按百分制算，水务局自评失了几分", "5.50分"),
        ("履职效能按满分40分算，水务局这块的得分率是百分之几", "92.50%"),
        ("水务局预算管理的得分率，按满分25分算是多少", "94.00%"),
        ("水务局预算管理扣掉的分占这项指标满分的百分之几", "6.00%"),
        ("水务局履职效能丢的分，占这一项分值的比例是多少", "7.50%"),
        ("水务局在支付进度上扣掉的分，占这项指标满分的百分之几", "3.75%"),
        ("水务局支付进度满分是多少", "8分"),
        ("水务局社会效应的满分是多少分", "35分"),
    ],
)
def test_held_against_the_mark_of_what_is_named(water: Assistant, question: str, value: str) -> None:
    answer = water.ask(question)
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "满分按90分算，水务局自评丢了几分",
        "履职效能按满分50分算，水务局的得分率是多少",
        "水务局资产管理扣掉的分占这项指标满分的百分之几",
    ],
)
def test_a_mark_that_the_report_contradicts_or_does_not_know_is_refused(water: Assistant, question: str) -> None:
    answer = water.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values
