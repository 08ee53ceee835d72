"""What is asked of each year or department that a question names, worked out one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

YEARS = """# 临岚市绿化管理处{year}年度部门整体支出绩效自评报告

## 一、基本情况

部门预算年初批复{start}万元，调整后预算{budget}万元，全年支出{spent}万元，年末结转资金{left}万元。
三公经费预算9.00万元，支出{public}万元。养护车辆{cars}辆。

表1 {year}年项目支出情况（单位：万元）

| 项目名称 | 预算数 | 支出数 | 结转数 |
| --- | --- | --- | --- |
| 洒水车运行补贴 | 90.00 | {truck} | 10.00 |
| 公园补植 | 60.00 | 45.00 | 15.00 |

## 二、自评结论

{year}年度部门整体支出绩效自评得分{score}分，预算执行率{rate}%。游客满意度{pleased}%。

临岚市绿化管理处
"""
OTHER = """# 临岚市公园服务站2023年度部门整体支出绩效自评报告

## 一、基本情况

全年支出210.00万元，预算执行率97.10%。部门整体支出绩效自评得分91.2分。

临岚市公园服务站
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    one = YEARS.format(
        year=2022, start="700.00", budget="800.00", spent="760.00", left="40.00", public="8.00", cars=20,
        truck="80.00", score="90.5", rate="95.00", pleased="91.0",
    )  # fmt: skip
    two = YEARS.format(
        year=2023, start="800.00", budget="1,000.00", spent="975.00", left="25.00", public="6.50", cars=25,
        truck="80.00", score="93.4", rate="97.50", pleased="93.6",
    )  # fmt: skip
    return over({"one.md": one, "two.md": two, "other.md": OTHER})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("临岚市绿化管理处2022年和2023年，年末结转资金占调整后预算的比例分别是多少？", ["5.00%", "2.50%"]),
        ("临岚市绿化管理处2022年、2023年三公经费占总支出的比重各是多少", ["1.05%", "0.67%"]),
        ("临岚市绿化管理处的洒水车运行补贴摊到每辆养护车辆上，2022年和2023年各是多少万元", ["4.00万元", "3.20万元"]),
        ("临岚市绿化管理处2023年洒水车运行补贴平均每辆养护车辆多少万元", ["3.20万元"]),
        ("临岚市绿化管理处2023年年末结转的资金里，公园补植一个项目占了多大比重", ["60.00%"]),
        ("临岚市绿化管理处2023年预算调整率是多少", ["25.00%"]),
        ("临岚市绿化管理处2023年哪个项目支出最少", ["45.00万元"]),
        ("2023年两家单位的预算执行率，最低的是谁，比最高的低几个百分点", ["97.10%", "0.40百分点"]),
    ],
)
def test_each_is_worked_out_by_itself(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [value.number + value.unit for value in answer.values] == values


def test_a_ranking_tells_two_years_of_one_department_apart(assistant: Assistant) -> None:
    text = assistant.ask("把这几份报告按自评得分从高到低排一下").text
    assert text.index("绿化管理处2023年93.4分") < text.index("公园服务站91.2分") < text.index("绿化管理处2022年90.5分")


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("同事的底稿上写临岚市绿化管理处2023年游客满意度比2022年提高了3.6个百分点，是这样吗？", "不对"),
        ("临岚市绿化管理处2023年支出真的比2022年多215万元吗", "是对的"),
        (
            "临岚市绿化管理处2023年的报告称支出比上年增加215.00万元、增长28.92%，跟2022年那份报告的支出数核对得上吗",
            "28.92%不对",
        ),
    ],
)
def test_what_is_said_around_a_claim_is_passed_over(assistant: Assistant, question: str, verdict: str) -> None:
    assert verdict in assistant.ask(question).text
