"""Lists over rows and departments: what was not reached though no number says so, and whose figures fell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

ARCHIVE = """青禾县档案馆2023年度部门整体支出绩效自评报告

一、收支情况

全年支出180.00万元，比2022年的200.00万元下降10.00%。“三公”经费支出3.00万元，较上年2.50万元增长20.00%。

二、指标完成情况

| 一级指标 | 三级指标 | 权重 | 目标值 | 实际值 | 得分 |
| --- | --- | --- | --- | --- | --- |
| 决策 | 制度健全性 | 5 | 健全 | 较健全 | 4.5 |
| 决策 | 目标明确性 | 5 | 明确 | 明确 | 5 |
| 过程 | 预算执行率 | 8 | ≥98% | 97.36% | 7.95 |
| 过程 | 结转结余率 | 4 | ≤5% | 2.64% | 3 |
| 履职 | 接收档案 | 8 | ≥2.60万卷（件） | 2.43万卷（件） | 7.48 |
| 履职 | 系统分级 | 6 | 五级 | 四级 | 4 |
| 履职 | 进度控制 | 6 | 三个节点均达标 | 9月未达标 | 5 |
| 履职 | 项目执行 | 6 | 执行率≥95% | 93.65% | 4.5 |
| 效益 | 查档人次 | 6 | ≥6,000人次 | 6,482人次 | 6 |
| 合计 | | 54 | | | 47.43 |

接待查档完成率108.03%，接收档案完成率93.46%。
"""
ROADS = """青禾县公路局2023年度部门整体支出绩效自评报告

一、收支情况

全年支出500.00万元，预算执行率95.00%，较2022年的400.00万元增长25.00%。

二、厉行节约

“三公”经费支出8.00万元，比上年10.00万元下降20.00%。
"""
SCHOOL = """青禾县第一中学2023年度部门整体支出绩效自评报告

一、收支情况

全年支出300.00万元，预算执行率99.00%。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"archive.md": ARCHIVE, "roads.txt": ROADS, "school.txt": SCHOOL})


SHORT = ("制度健全性", "预算执行率", "接收档案", "系统分级", "进度控制", "项目执行")
MET = ("目标明确性", "结转结余率", "查档人次")


@pytest.mark.parametrize(
    "question",
    [
        *(
            f"{which}指标{done}"
            for which, done in product(("哪些", "有哪些", "哪几个"), ("没完成", "没有达标", "未完成"))
        ),
        "没达标的指标",
        "未完成的指标有哪些",
        "列出没有达标的指标",
    ],
)
def test_every_row_that_fell_short_is_told_be_it_in_words(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"青禾县档案馆{question}")
    assert answer.status is Status.ANSWERED
    assert all(name in answer.text for name in SHORT), answer.text
    assert not any(name in answer.text for name in MET), answer.text


FELL, ROSE = ("减少", "下降", "降低"), ("增加", "增长", "上升")


@pytest.mark.parametrize("last", ["上年", "去年"])
@pytest.mark.parametrize("way", [*FELL, *ROSE])
@pytest.mark.parametrize("form", ["哪些部门{}比{}{}了", "哪几个单位的{}比{}{}", "{}比{}{}的部门有哪些"])
@pytest.mark.parametrize("what", ["支出", "三公经费"])
def test_whose_figure_fell_or_rose(assistant: Assistant, what: str, form: str, way: str, last: str) -> None:
    answer = assistant.ask(form.format(what, last, way))
    archive = (way in FELL) == (what == "支出")
    told, other = ("档案馆", "公路局") if archive else ("公路局", "档案馆")
    changes = {"支出档案馆": "10.00", "支出公路局": "25.00", "三公经费档案馆": "20.00", "三公经费公路局": "20.00"}
    assert changes[what + told] in [value.number for value in answer.values], answer.text
    assert told in answer.text
    assert other not in answer.text
    assert "没有查到的是青禾县第一中学" in answer.text


@pytest.mark.parametrize("each", ["各部门", "三个单位", "各单位的", "每个部门"])
@pytest.mark.parametrize("ask", ["增长多少", "增减多少", "变化了多少", "下降了百分之几"])
def test_a_change_of_each_is_held_against_its_own_former_figure(assistant: Assistant, each: str, ask: str) -> None:
    answer = assistant.ask(f"{each}支出比上年{ask}")
    assert {"10.00", "25.00"} <= {value.number for value in answer.values}, answer.text
    assert "减少20.00万元" in answer.text
    assert "增加100.00万元" in answer.text


def test_no_former_figure_of_another_thing_is_taken(assistant: Assistant) -> None:
    answer = assistant.ask("青禾县公路局支出比上年增长百分之几")
    assert {value.number for value in answer.values} <= {"25.00", "100.00"}, answer.text
