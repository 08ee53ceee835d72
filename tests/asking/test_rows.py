"""Which row of a report's table is highest or lowest in a column, and which rows are beyond a limit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

SCHOOL = """禾山县职业中学2023年度部门整体支出绩效自评报告

一、支出情况

| 项目 | 预算数 | 决算数 | 占支出合计比重 |
| --- | --- | --- | --- |
| 人员经费（万元） | 820.00 | 818.30 | 70.18% |
| 公用经费（万元） | 240.00 | 212.60 | 18.23% |
| 项目支出（万元） | 150.00 | 135.10 | 11.59% |
| 合计（万元） | 1,210.00 | 1,166.00 | 100% |

二、项目情况

| 序号 | 项目名称 | 预算数（万元） | 支付数（万元） | 执行率 |
| --- | --- | --- | --- | --- |
| 1 | 实训楼维修 | 80.00 | 66.40 | 83.00% |
| 2 | 竞赛奖补 | 30.00 | 30.00 | 100% |
| 3 | 图书购置 | 40.00 | 38.70 | 96.75% |
| | 合计 | 150.00 | 135.10 | 90.07% |

三、评分情况

| 一级指标 | 分值 | 得分 | 扣分原因 |
| --- | --- | --- | --- |
| 投入 | 20 | 18 | 预算编制偏粗，调整较多扣2分 |
| 过程 | 30 | 29 | 资产台账不全，个别未入账扣1分 |
| 产出 | 50 | 48.5 | 实训楼维修没有按期完成扣1.5分 |
| 合计 | 100 | 95.5 | |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"school.md": SCHOOL})


@pytest.mark.parametrize(
    ("question", "names", "values"),
    [
        ("禾山县职业中学哪个项目执行率最低", "实训楼维修", ["83.00%"]),
        ("禾山县职业中学三个项目里支付数最大的是哪个", "实训楼维修", ["66.40万元"]),
        ("禾山县职业中学没花完的钱最多的项目是哪个", "实训楼维修", ["13.60万元"]),
        ("禾山县职业中学哪项支出占比最高", "人员经费", ["70.18%"]),
        ("禾山县职业中学得分率最低的指标是哪个", "投入", ["90.00%"]),
        ("禾山县职业中学哪个指标扣分最少", "过程", ["1分"]),
        ("禾山县职业中学有几个项目执行率低于100%", "图书购置", ["2个"]),
        ("禾山县职业中学哪些项目预算超过35万元", "图书购置", ["80.00万元", "40.00万元"]),
        ("禾山县职业中学哪些项目预算不低于40万元", "图书购置", ["80.00万元", "40.00万元"]),
        ("禾山县职业中学项目支出中哪个项目的执行率最低", "实训楼维修", ["83.00%"]),
        ("禾山县职业中学哪些项目预算没有低于40万元", "图书购置", ["80.00万元", "40.00万元"]),
    ],
)
def test_rows_by_a_column(assistant: Assistant, question: str, names: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text
    assert names in answer.text


def test_a_list_of_the_question_s_own_is_not_looked_for_in_a_table(assistant: Assistant) -> None:
    assert "表中" not in assistant.ask("禾山县职业中学人员经费和公用经费哪项支出更多").text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("禾山县职业中学三个项目的支付数加总，跟合计数一致吗？", ["135.10万元"]),
        ("禾山县职业中学各项目的预算数加起来是多少", ["150.00万元"]),
        ("禾山县职业中学各指标得分相加是多少", ["95.5分"]),
        ("禾山县职业中学各指标得分逐项相加，是不是总分95.5分", ["95.5分"]),
        ("禾山县职业中学评分表的合计写95.5分，把各项指标得分加起来，是这个总分吗", ["95.5分"]),
    ],
)
def test_a_column_is_added_up_and_held_against_its_total(
    assistant: Assistant, question: str, values: list[str]
) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text


def test_more_rows_than_the_table_has_are_not_added_up(assistant: Assistant) -> None:
    assert not assistant.ask("禾山县职业中学五个项目的支付数加起来是多少").values
