"""Why a row of a table was changed or is slow, whoever asks and however its name is shortened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

ROADS = """磐石市公路局2023年度部门整体支出绩效自评报告

第一部分  资金情况

表1-1  预算分类执行表（万元）
支出类型      年初预算      追加（减）      调整后预算      执行数      执行率
人员类        982.00        23.64           1,005.64        1,004.23    99.86%
运转类        146.00        -5.84           140.16          133.85      95.50%
合计          1,128.00      17.80           1,145.80        1,138.08    99.33%

人员类追加是因为补发上年度绩效工资；运转类调减是压减会议费。
"""
FARMS = """# 清溪县农业局2023年度部门整体支出绩效自评报告

## 一、项目支出

| 项目名称 | 调整预算（万元） | 实际支出（万元） |
| --- | --- | --- |
| 农机购置补贴 | 900.00 | 758.89 |
| 农村户厕改造 | 742.00 | 675.22 |

## 二、存在的问题

（一）兑付周期长

农机购置补贴实行先购后补，申报集中在四季度，部分补贴跨年兑付。

（二）管护薄弱

户厕清掏没有落到人头。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"公路局.txt": ROADS, "农业局.md": FARMS})


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("磐石市公路局人员类为什么追加预算", "补发上年度绩效工资"),
        ("公路局的人员类预算为什么年中追加了？", "补发上年度绩效工资"),
        ("公路局运转类为什么调减", "压减会议费"),
        ("清溪县农业局农机补贴怎么下来得慢", "先购后补"),
        ("农户老打电话问农机补贴怎么下来得慢，清溪县农业局自己怎么解释的？", "先购后补"),
        ("群众总说农机补贴为什么下来得晚，清溪县农业局怎么说明？", "先购后补"),
        ("清溪县农业局农机的补贴为什么没有兑付完", "先购后补"),
    ],
)
def test_the_reason_is_told_and_no_cell(two: Assistant, question: str, says: str) -> None:
    answer = two.ask(question)
    assert says in answer.text, answer.text
    assert not answer.values


@pytest.mark.parametrize(
    ("asked", "value", "unit"), [("人员类追加了多少", "23.64", "万元"), ("人员类调整后预算是多少", "1005.64", "万元")]
)
def test_what_a_head_has_in_brackets_is_no_unit(two: Assistant, asked: str, value: str, unit: str) -> None:
    assert [(one.number, one.unit) for one in two.ask("磐石市公路局" + asked).values] == [(value, unit)]


@pytest.mark.parametrize(
    "said", ["做汇总要用：", "查预算：", "写材料需要：", "不管是哪一年的，", "不分年度，", "无论什么年度的报告都算，"]
)
def test_what_an_answer_is_for_asks_nothing(two: Assistant, said: str) -> None:
    assert [one.number for one in two.ask(f"{said}磐石市公路局人员类执行数是多少").values] == ["1004.23"]
