"""Tables that hold two years, and amounts held against their own budget: how much less, and by how many per cent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

ZONE = """禾山高新区管理委员会2023年度部门整体支出绩效评价报告

一、收支情况

**表1　收支对比表　　单位：亿元**

| 项目 | 2022年决算数 | 2023年预算数 | 2023年决算数 | 预算完成率 |
|---|---|---|---|---|
| 一、支出合计 | 8.05 | 10.50 | 9.73 | 92.67% |
| 1.基本支出 | 2.18 | 2.30 | 2.26 | 98.26% |
| 2.项目支出 | 5.87 | 8.20 | 7.47 | 91.10% |

**表2　2023年项目支出情况表　　单位：亿元**

| 项目类别 | 预算数 | 决算数 |
|---|---|---|
| 道路建设 | 5.60 | 5.15 |
| 产业扶持 | 2.60 | 2.32 |
| 合计 | 8.20 | 7.47 |

“三公”经费另行统计：2022年决算46.40万元，2023年预算50.00万元、决算38.15万元。

二、主要指标

| 指标 | 2022年 | 2023年 | 增减幅度 |
|---|---|---|---|
| 实际利用外资（亿美元） | 2.35 | 2.08 | -11.49% |

三、结论

2023年度整体支出绩效评价得分91.70分。
"""
CLINIC = """禾山县中医院2023年度部门整体支出绩效自评报告

表1　收入预决算情况表（单位：万元）

| 项目 | 年初预算数 | 决算数 |
| --- | ---: | ---: |
| 财政拨款收入 | 520.00 | 562.45 |
| 事业收入 | 2,000.00 | 1,947.30 |
| **合计** | **2,520.00** | **2,509.75** |

表2　支出预决算情况表（单位：万元）

| 项目 | 年初预算数 | 决算数 |
| --- | ---: | ---: |
| 人员经费 | 1,300.00 | 1,316.80 |
| 项目支出 | 1,220.00 | 1,158.90 |
| **合计** | **2,520.00** | **2,475.70** |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"zone.md": ZONE, "clinic.md": CLINIC})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("禾山高新区2023年支出合计比2022年多了多少亿元，增幅多少", ["1.68亿元", "20.87%"]),
        ("禾山高新区实际利用外资比上年少了多少，降幅多大", ["0.27亿美元", "11.49%"]),
        ("禾山高新区2022年支出合计是多少", ["8.05亿元"]),
        ("禾山高新区2022年和2023年支出合计相差多少", ["1.68亿元"]),
        ("禾山高新区22、23两年支出加一块是多少亿元", ["17.78亿元"]),
        ("禾山高新区总支出是多少", ["9.73亿元"]),
        ("禾山高新区“三公”经费决算占基本支出决算的百分之几", ["0.17%"]),
        ("禾山高新区三公经费比上年压降多少", ["8.25万元"]),
        ("禾山高新区三公经费比预算省了多少万元，节约率多少", ["11.85万元", "23.70%"]),
        ("禾山高新区得了多少分", ["91.70分"]),
        ("禾山县中医院事业收入比年初预算短收了多少万元，短收幅度是百分之几？", ["52.70万元", "2.64%"]),
        ("禾山县中医院事业收入比年初预算短收百分之几", ["2.64%"]),
        ("禾山县中医院财政拨款收入比年初预算超收了多少", ["42.45万元"]),
        ("禾山县中医院项目支出决算数比年初预算数节约了百分之几", ["5.01%"]),
        ("禾山县中医院总收入决算是多少", ["2509.75万元"]),
        ("禾山县中医院总支出是多少", ["2475.70万元"]),
        ("禾山县中医院项目支出预算和决算差多少", ["61.10万元"]),
        ("禾山县中医院人员经费和项目支出加起来，人员经费占百分之几", ["53.19%"]),
        ("禾山高新区道路建设预算和决算差多少万元", ["4500万元"]),
    ],
)
def test_a_figure_of_either_year_or_against_its_own_budget(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number.lstrip('-')}{one.unit}" for one in answer.values] == values, answer.text


def test_a_figure_of_the_year_before_is_said_to_be_of_that_year(assistant: Assistant) -> None:
    assert "2022年支出合计决算数" in assistant.ask("禾山高新区2022年支出合计是多少").text


def test_who_is_at_either_end_and_how_far_apart_is_one_question(assistant: Assistant) -> None:
    answer = assistant.ask("两家单位2023年总支出最高的和最低的是谁，相差多少亿元？")
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["9.48亿元"], answer.text
