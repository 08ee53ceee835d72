"""A figure of each department, whatever a report calls it or counts it in; and who states it but in parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer

FIRST = {  # department: its first budget, how its report says so, and its staff
    "甲河市医疗保障局": ("3406.52", "市财政批复我局年初预算3,406.52万元", "91", "年末在职人员91名"),
    "乙山县科学技术局": ("1862.40", "2023年县财政年初批复我局预算1862.40万元", "38", "年末实有在职人员38人"),
    "丙湖区城市管理局": ("8214.00", "区财政年初安排我局预算8,214.00万元", "186", "年末在职人数186人"),
    "丁原市文联": ("486.70", "年初预算486.70万元", "20", "年末在职人员20名"),
    "戊岭区档案局": ("512.30", "区财政年初核定本单位预算512.30万元", "17", "在职职工17人"),
}
LATER = "，执行中调增100.00万元，调整后预算9,000.00万元"
SATISFIED = {
    "甲河市医疗保障局": "参保群众满意度88.4%",
    "乙山县科学技术局": "服务企业满意度93.6%，科技特派员服务对象满意度91.2%",
    "丙湖区城市管理局": "市民满意度89.1%",
    "丁原市文联": "群众满意度94.5%",
}
REPORTS = {
    f"{name}.md": f"# {name}2023年度部门整体支出绩效自评报告\n\n## 一、概况\n\n{staff}。\n\n"
    f"## 二、预算\n\n{budget}{LATER}。\n\n## 三、效果\n\n{SATISFIED.get(name, '未开展满意度调查')}。\n"
    for name, (_, budget, _, staff) in FIRST.items()
}


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(REPORTS)


def by_department(answer: Answer) -> dict[str, str]:
    """Department -> the value that stands behind its name."""
    names = "|".join(FIRST)
    return dict(re.findall(rf"({names})(?:的报告)?(\d[\d.]*)", answer.text))


ALL = ["五个部门", "各部门", "这五个部门的", "所有部门"]
ASKS = ["分别多少", "分别是多少", "各是多少"]


@pytest.mark.parametrize("who", ALL)
@pytest.mark.parametrize("asks", ASKS)
@pytest.mark.parametrize(("measure", "place"), [("年初预算", 0), ("在职人数", 2)])
def test_each_department_tells_its_own(held: Assistant, who: str, asks: str, measure: str, place: int) -> None:
    answer = held.ask(f"{who}{measure}{asks}")
    assert by_department(answer) == {name: told[place] for name, told in FIRST.items()}
    assert "未写明" not in answer.text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("哪个部门年初预算最多", "丙湖区城市管理局"),
        ("年初预算最少的是哪个部门", "丁原市文联"),
        ("谁的在职人数最多", "丙湖区城市管理局"),
        ("在职人数最少的是哪个部门", "戊岭区档案局"),
    ],
)
def test_who_stands_at_an_end_is_found_among_all(held: Assistant, question: str, name: str) -> None:
    answer = held.ask(question)
    assert {citation.department for citation in answer.citations} == {name}
    assert "5份写明" in answer.text


def test_people_are_added_up_whatever_they_are_counted_in(held: Assistant) -> None:
    assert held.ask("五个部门在职人数合计多少").values[0].number == str(91 + 38 + 186 + 20 + 17)


@pytest.mark.parametrize("name", FIRST)
def test_the_first_budget_is_told_apart_from_the_adjusted(held: Assistant, name: str) -> None:
    first, adjusted = held.ask(f"{name}年初预算多少"), held.ask(f"{name}调整后预算多少")
    assert first.values[0].number == FIRST[name][0]
    assert adjusted.values[0].number == "9000.00"


@pytest.mark.parametrize("question", ["五个部门满意度分别多少", "谁的满意度最高", "满意度低于90%的部门有哪些"])
def test_who_states_it_of_several_groups_is_not_said_to_be_silent(held: Assistant, question: str) -> None:
    text = held.ask(question).text
    assert "分几项写而没有总数的是乙山县科学技术局" in text
    assert "未写明的是戊岭区档案局" in text
    assert "未写明的是乙山" not in text
