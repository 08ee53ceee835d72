"""Which departments state a grade, make something public or speak of a matter: told by what they say, or by nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

GRADES = {  # department: how it states its grade, and which
    "甲河市医疗保障局": ("2023年度部门整体支出绩效自评总分94.60分，等次为优。", "优"),
    "乙山市应急管理局": ("依据上表，2023年度自评总分96分，扣4分，等次“优秀”。", "优秀"),
    "丙湖县人民医院": (
        "综上，2023年度自评得分83.8分，自评等次为“良”，等次划分为：90分以上优，75至90分良，60至75分合格。",
        "良",
    ),
    "丁原市人民法院": (
        "部门整体支出绩效自评得分96.39分，自评等级为“优”（90分以上为优，80至89分为良，60至79分为中）。",
        "优",
    ),
    "戊岭市科学技术局": ("2023年度部门整体支出绩效自评得分95.35分。", ""),
}
MORE = {
    "甲河市医疗保障局": "本报告在市医保局官网公开。",
    "乙山市应急管理局": "部门预算于2月14日在门户网站公开，绩效目标随预算同步公开。",
    "丙湖县人民医院": "自评结果经4月19日院长办公会审议通过。信息公开栏目更新及时。",
    "丁原市人民法院": "在枫树坪人民法庭试点“板凳法庭”，就地化解邻里纠纷。",
    "戊岭市科学技术局": "对创新专项资金开展了第三方绩效评价，结果为“中”。自评结果在县政府门户网站公开。",
}
REPORTS = {
    f"{name}.md": f"# {name}2023年度部门整体支出绩效自评报告\n\n## 一、自评结论\n\n{said}\n\n"
    f"## 二、其他\n\n{MORE[name]}\n"
    for name, (said, _) in GRADES.items()
}


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(REPORTS)


def cited(answer: Answer) -> set[str]:
    return {citation.department for citation in answer.citations}


ASKS = [
    "哪些部门自评等级是{}",
    "自评等级为{}的部门有哪些",
    "哪些部门等次为{}",
    "哪几家评级是{}",
    "哪个部门等级是“{}”",
]


@pytest.mark.parametrize("asks", ASKS)
@pytest.mark.parametrize("grade", ["优", "优秀", "良", "中"])
def test_who_has_a_grade_is_everybody_that_states_it_of_itself(held: Assistant, asks: str, grade: str) -> None:
    answer = held.ask(asks.format(grade))
    assert answer.status is Status.ANSWERED
    assert cited(answer) == {name for name, (_, own) in GRADES.items() if own.startswith(grade[0])}
    assert "5份报告中4份写明，未写明的是戊岭市科学技术局" in answer.text


@pytest.mark.parametrize(
    "question", ["五个部门自评等级分别是什么", "各部门等级", "哪些部门评了等级", "哪些部门写了等次"]
)
def test_the_grade_of_each(held: Assistant, question: str) -> None:
    text = held.ask(question).text
    assert all(f"{name}“{grade}”" in text for name, (_, grade) in GRADES.items() if grade)
    assert "“中”" not in text


@pytest.mark.parametrize("question", ["哪些部门没有写等级", "哪些部门没有评级", "哪个部门未写明自评等级"])
def test_who_states_none_is_told_and_nobody_else(held: Assistant, question: str) -> None:
    assert held.ask(question).text.startswith("没有写明等级的有1份：戊岭市科学技术局。")


@pytest.mark.parametrize("called", ["等级", "等次", "评级", "自评等级"])
@pytest.mark.parametrize("asks", ["是什么", "", "怎么样"])
def test_one_departments_grade_whatever_it_is_called(held: Assistant, called: str, asks: str) -> None:
    answer = held.ask(f"甲河市医疗保障局{called}{asks}")
    assert "等次为优" in answer.text


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("哪些部门公开了自评报告", {"甲河市医疗保障局", "戊岭市科学技术局"}),
        ("哪些部门公开了自评结果", {"甲河市医疗保障局", "戊岭市科学技术局"}),
        ("哪些部门公开了绩效目标", {"乙山市应急管理局"}),
        ("哪些部门公布了部门预算", {"乙山市应急管理局"}),
    ],
)
def test_who_made_it_public_says_that_it_did(held: Assistant, question: str, who: set[str]) -> None:
    assert cited(held.ask(question)) == who


@pytest.mark.parametrize("name", ["附件", "垃圾分类", "幼儿园", "乡村振兴", "满意度调查"])
@pytest.mark.parametrize("asks", ["哪些部门有{}", "哪些部门提到{}", "哪几家提到了{}"])
def test_what_nobody_speaks_of_is_quoted_of_nobody(held: Assistant, asks: str, name: str) -> None:
    answer = held.ask(asks.format(name))
    assert answer.status is Status.REFUSED
    assert not answer.citations


@pytest.mark.parametrize("asks", ["哪些部门开展了第三方评价", "哪个部门做了第三方绩效评价", "哪些部门提到第三方"])
def test_a_third_party_is_no_third_place(held: Assistant, asks: str) -> None:
    answer = held.ask(asks)
    assert cited(answer) == {"戊岭市科学技术局"}
    assert "没有第三" not in answer.text
