"""Points that a score lacks to its full mark, and where they were lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

WATER = """云岭市水务局2023年度部门整体支出绩效自评报告
一、评价情况
2023年度整体支出绩效自评得分93.5分。履职效能自评得分为46分，扣4分，扣分原因为两座泵站未按期完工。
管理效率自评得分为满分30分。预算编制得分17.5分（满分20分）。
"""
ROADS = """云岭市公路局2023年度部门整体支出绩效自评报告

一、评价情况

| 一级指标 | 分值 | 得分 | 扣分原因 |
| --- | --- | --- | --- |
| 投入 | 20 | 18.5 | 预算调整频繁 |
| 产出 | 80 | 80 | |
| 合计 | 100 | 98.5 | |
"""

STATION = """云岭市水利站2023年度部门整体支出绩效自评报告
一、评价情况
2023年度整体支出绩效自评得分97分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "station.txt": STATION, "roads.md": ROADS})


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        ("水务局自评离满分还差几分？", ["6.5分"], "比满分100分少6.5分（100 − 93.5）"),
        ("水务局预算编制扣了几分", ["2.5分"], "少2.5分"),
        ("水务局履职效能有没有扣分", ["4分"], "扣了4分"),
        ("水务局管理效率这一块有没有扣分？", [], "没有扣分"),
        ("水务局丢了多少分，丢在哪儿，为什么？", ["6.5分"], "两座泵站未按期完工"),
        ("公路局扣了几分，扣在哪里？", ["1.5分"], "投入 20 18.5 预算调整频繁"),
        ("公路局投入指标丢了几分", ["1.5分"], "（20 − 18.5）"),
        ("公路局产出有没有扣分", ["0分"], "没有扣分"),
        ("公路局离满分差多少", ["1.5分"], "（100 − 98.5）"),
    ],
)
def test_points_lost_are_stated_or_computed(assistant: Assistant, question: str, values: list[str], said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [f"{value.number}{value.unit}" for value in answer.values] == values
    assert said in answer.text, answer.text
    assert answer.citations


def test_where_points_were_lost_is_not_invented(assistant: Assistant) -> None:
    assert "没有找到报告说明分扣在哪里" in assistant.ask("水利站扣了几分，为什么扣？").text


def test_a_score_of_something_else_is_no_deduction(assistant: Assistant) -> None:
    assert assistant.ask("水务局党建工作扣了几分").status is Status.REFUSED


GARDEN = """云岭市园林局2023年度部门整体支出绩效自评报告
一、评价情况
2023年度整体支出绩效自评得分96分。本部门“产出数量指标”“社会效益指标”完成较好，两项指标得满分；“预算编制”扣3分。
除“采购管理”外，其他管理指标均得满分。
"""


@pytest.fixture(scope="module")
def garden(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"garden.txt": GARDEN})


@pytest.mark.parametrize("asked", ["扣分了没有", "扣分了吗", "有没有扣分", "扣过分吗", "被扣分了么"])
def test_what_has_no_score_of_its_own_does_not_lose_the_whole_one_s_points(garden: Assistant, asked: str) -> None:
    for thing in ("产出数量指标", "社会效益指标", "产出数量指标和社会效益指标"):
        answer = garden.ask(f"园林局{thing}{asked}")
        assert not answer.values, answer.text
        assert "得满分" in answer.text, answer.text
    for thing in ("采购管理", "政务公开"):
        answer = garden.ask(f"园林局{thing}{asked}")
        assert not answer.values, answer.text
        assert "没有扣分。" not in answer.text, answer.text


LISTED = """# 白河市文化馆2023年度部门整体支出绩效自评报告

## 一、基本情况

年末有正式职工{staff}人，临时聘用人员{hired}人。全年项目支出600.00万元。

## 二、扣分说明

1.免费开放时间扣0.6分。

场馆屋面翻修，闭馆四十天。

2.培训场次扣1.2分。

两位教师外借，课程压缩。
"""


@pytest.mark.parametrize("asks", ["为什么扣分", "被扣分的原因是什么", "扣分原因"])
@pytest.mark.parametrize(("name", "reason"), [("免费开放时间", "屋面翻修"), ("培训场次", "教师外借")])
def test_a_reason_that_stands_behind_the_points_lost_is_told_with_them(
    over: Callable[[Mapping[str, str]], Assistant], name: str, reason: str, asks: str
) -> None:
    answer = over({"hall.md": LISTED.format(staff=45, hired=15)}).ask(f"文化馆{name}{asks}")
    assert reason in answer.text


@pytest.mark.parametrize(
    "asks",
    [
        "临时聘用人员占正式职工和临时聘用人员总人数的百分之几",
        "临时聘用人员占正式职工与临时聘用人员合计人数的比例",
        "按正式职工和临时聘用人员的总人数算，临时聘用人员占多少",
    ],
)
@pytest.mark.parametrize(("staff", "hired", "share"), [(45, 15, "25.00"), (72, 46, "38.98")])
def test_a_share_of_two_together_is_of_both(
    over: Callable[[Mapping[str, str]], Assistant], staff: int, hired: int, share: str, asks: str
) -> None:
    answer = over({"hall.md": LISTED.format(staff=staff, hired=hired)}).ask(f"文化馆{asks}")
    assert [value.number for value in answer.values] == [share], answer.text


@pytest.mark.parametrize("asks", ["项目支出平摊到12个月，每个月多少", "项目支出平均摊到全年12个月，一个月是多少万元"])
def test_a_year_is_shared_out_over_its_months(over: Callable[[Mapping[str, str]], Assistant], asks: str) -> None:
    answer = over({"hall.md": LISTED.format(staff=1, hired=1)}).ask(f"文化馆{asks}")
    assert [value.number for value in answer.values] == ["50.00"], answer.text
