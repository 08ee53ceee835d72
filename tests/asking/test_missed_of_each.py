"""What each department did not reach and where it lost points, whatever its table calls that, or prose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

ROWS = [  # name, target, result, full mark, score; whether the target was missed
    ("主干道清扫里程", "40公里", "44公里", "10", "10", False),
    ("拆除违法建设处数", "50处", "41处", "10", "8.2", True),
    ("重复投诉下降率", "20%", "18%", "10", "9", True),
    ("热线投诉件数", "30件", "36件", "10", "8", True),
    ("案件差错率", "2%", "1%", "10", "10", False),
    ("公共机构能耗", "≤90吨", "88吨", "10", "9.5", False),
    ("公厕改造数量", "16座", "14座", "10", "7", True),
    ("市容满意度", "≥90%", "89.1%", "10", "9", True),
    ("平台按期上线", "9月底前", "10月20日", "10", "8", True),
    ("垃圾分类覆盖率", "100%", "100%", "10", "10", False),
]
HEADS = {
    "甲河市城市管理局": "指标名称 目标值 实际完成值 分值 得分",
    "乙山市应急管理局": "考核内容 目标 结果 权重 自评分",
    "丙湖市交通运输局": "指标 指标值 完成值 满分 评分",
}


def table(heads: str) -> str:
    lines = [heads.split(), ["---"] * 5, *(row[:5] for row in ROWS), ["合计", "", "", "100", "88.70"]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


REPORTS = {
    f"{name}.md": f"# {name}2023年度部门整体支出绩效自评报告\n\n## 一、指标完成情况\n\n{table(heads)}\n\n"
    "环卫保洁项目委托第三方评价，得分86.00分。依据上表，2023年度部门整体支出绩效自评得分88.70分。\n"
    for name, heads in HEADS.items()
}
PROSE = """# 丁原市人民医院2023年度部门整体支出绩效自评报告

## 一、绩效评分

2023年度自评得分94.50分，自评满分100分。

失分情况：A1失2分，系设备清关延误；B3失2.5分，创伤中心因医师不足未通过评审；D2失1分，主要是夜班补贴标准偏低。

## 二、完成情况

职工满意度为81.20%，低于85%的目标值。全年流失中级以上医师9名。

## 三、整改计划

（一）建立联席会议制度，逾期未完成指标的由主管部门督办。
"""
DONE = """# 戊岭市档案馆2023年度部门整体支出绩效自评报告

## 一、完成情况

2023年度自评得分100分。围绕年度重点工作设立了20项细化指标，均已完成，指标完成率为100%。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({**REPORTS, "医院.md": PROSE, "档案馆.md": DONE})


WHICH = [
    "哪些指标没完成",
    "没完成的指标",
    "哪些指标没有达标",
    "没达标的指标有哪些",
    "有哪些指标没有达到目标",
    "哪些没达标",
]


def quoted(answer: Answer, department: str) -> set[str]:
    said = [one.shown for one in answer.citations if one.department == department]
    return {row[0] for row in ROWS for text in said if row[0] in text}


MISSED = {row[0] for row in ROWS if row[5]}


@pytest.mark.parametrize("department", HEADS)
@pytest.mark.parametrize("which", WHICH)
def test_every_row_that_fell_short_is_listed_and_no_other(held: Assistant, department: str, which: str) -> None:
    answer = held.ask(f"{department}{which}")
    assert answer.status is Status.ANSWERED
    assert quoted(answer, department) == MISSED


@pytest.mark.parametrize("who", ["各部门", "五个部门", "这五个部门", "所有部门"])
@pytest.mark.parametrize("which", WHICH)
def test_of_all_departments_each_tells_its_own(held: Assistant, who: str, which: str) -> None:
    answer = held.ask(who + which)
    assert answer.status is Status.ANSWERED
    assert all(quoted(answer, department) == MISSED for department in HEADS)
    assert "低于85%的目标值" in answer.text
    assert "均已完成" in answer.text


@pytest.mark.parametrize("question", ["哪些部门有没完成的指标", "哪些部门有指标没达标", "哪些单位存在没有达标的指标"])
def test_who_missed_any_is_told_with_what_it_missed(held: Assistant, question: str) -> None:
    answer = held.ask(question)
    assert all(quoted(answer, department) == MISSED for department in HEADS)


def test_what_prose_says_was_missed_is_none_of_what_is_planned(held: Assistant) -> None:
    text = held.ask("丁原市人民医院没完成的指标").text
    assert "低于85%的目标值" in text
    assert "联席会议" not in text


@pytest.mark.parametrize("which", WHICH)
def test_where_all_was_done_it_says_so(held: Assistant, which: str) -> None:
    answer = held.ask(f"戊岭市档案馆{which}")
    assert "都完成了" in answer.text
    assert not answer.values


LOST = {**dict.fromkeys(HEADS, "11.30"), "丁原市人民医院": "5.50", "戊岭市档案馆": "0"}


@pytest.mark.parametrize("department", LOST)
@pytest.mark.parametrize("asks", ["扣了多少分", "扣分多少", "扣分是多少", "一共扣了几分"])
def test_points_lost_are_those_of_the_whole(held: Assistant, department: str, asks: str) -> None:
    answer = held.ask(department + asks)
    assert [(value.number, value.unit) for value in answer.values] == [(LOST[department], "分")]


@pytest.mark.parametrize("asks", ["扣分分别多少", "各扣了多少分", "分别扣了多少分"])
def test_of_each_department_too(held: Assistant, asks: str) -> None:
    answer = held.ask(f"五个部门{asks}")
    assert {value.number for value in answer.values} == set(LOST.values())
    assert all(department in answer.text for department in LOST)


@pytest.mark.parametrize("department", [*HEADS, "丁原市人民医院"])
@pytest.mark.parametrize("asks", ["哪些指标扣了分", "自评扣分，扣在哪里", "扣了多少分，为什么", "哪些指标失分了"])
def test_where_points_were_lost_is_never_denied(held: Assistant, department: str, asks: str) -> None:
    answer = held.ask(department + asks)
    assert answer.status is Status.ANSWERED
    assert "没有说明" not in answer.text
    assert "没有找到" not in answer.text
    assert "流失" not in answer.text
    assert ("拆除违法建设处数" if department in HEADS else "创伤中心") in answer.text
