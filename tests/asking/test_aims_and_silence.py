"""Targets asked for, what reports do not say, and what stands before a department's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer

TREES = """# 白溪县林场2023年度部门整体支出绩效自评报告

## 一、收支情况

收入总额905.00万元，支出总额870.00万元。整体支出绩效自评得分95.50分。

## 二、绩效情况

完成巡山检查24次，指标完成率为120%；开展防火培训和护林培训1,040人次，指标完成率为104%。
年初计划造林500亩，实际造林480亩。育苗30万株。苗木成活率达到90%及以上。“三公”经费实际支出数小于预算数。

## 三、存在的问题

项目进度偏慢。
"""
FISH = """# 白溪县渔政站2023年度部门整体支出绩效自评报告

## 一、收支情况

收入总额450.00万元，支出总额440.00万元。整体支出绩效自评得分97.00分。

## 二、存在的问题

船只老旧。

## 三、下一步改进措施

更新船只。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"林场.md": TREES, "渔政站.md": FISH})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    "asked",
    ["目标是{}", "目标{}", "的目标值是{}", "目标应该是{}", "的目标大概是{}", "计划{}", "的计划是{}", "原定{}"],
)
@pytest.mark.parametrize(
    ("thing", "how_much", "value"),
    [
        ("巡山检查", "几次", "20次"),
        ("造林", "多少亩", "500亩"),
        ("苗木成活率", "多少", "90%"),
        ("育苗", "多少万株", ""),
    ],
)
def test_what_came_is_no_target(held: Assistant, asked: str, thing: str, how_much: str, value: str) -> None:
    answer = held.ask(f"白溪县林场{thing}{asked.format(how_much)}")
    assert shown(answer) in ([value], []), answer.text
    if value and "计划" not in asked and "原定" not in asked:
        assert shown(answer) == [value], answer.text


@pytest.mark.parametrize("question", ["白溪县林场培训了多少人次", "白溪县林场培训了多少人", "白溪县林场培训人次是多少"])
def test_people_trained_are_told_under_a_longer_name(held: Assistant, question: str) -> None:
    assert shown(held.ask(question)) == ["1040人次"]


@pytest.mark.parametrize("before", ["收支相抵后", "截至年底", "执行率", "自评得分", "全年支出"])
def test_words_before_a_name_are_no_region(held: Assistant, before: str) -> None:
    assert "语料库里没有" not in held.ask(f"{before}县林场是多少").text


@pytest.mark.parametrize(
    "question",
    [
        "收支相抵后白溪县林场还剩多少",
        "白溪县林场收支相抵后结余多少万元",
        "白溪县林场收支轧差还剩多少",
    ],
)
def test_what_is_left_of_income_by_spending(held: Assistant, question: str) -> None:
    assert shown(held.ask(question)) == ["35.00万元"]


@pytest.mark.parametrize("question", ["两个部门平均得多少分", "这两家平均得了几分", "两个部门平均每家得几分"])
def test_a_mean_score_needs_no_name(held: Assistant, question: str) -> None:
    assert shown(held.ask(question)) == ["96.25分"]


@pytest.mark.parametrize("verb", ["没提", "没有提到", "未提及", "没写", "没说", "没有写明"])
@pytest.mark.parametrize(
    ("what", "lead"),
    [
        ("三公经费", "有1份：白溪县渔政站"),
        ("改进措施", "有1份：白溪县林场"),
        ("存在的问题", "都写到了"),
        ("船只", "有1份：白溪县林场"),
    ],
)
def test_who_is_silent_is_named(held: Assistant, verb: str, what: str, lead: str) -> None:
    answer = held.ask(f"哪些部门{verb}{what}")
    assert lead in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("白溪县林场造林是多少亩？我要的是实际值，不是目标。", ["480亩"]),
        ("白溪县林场造林多少亩？只要实际数，不要计划数", ["480亩"]),
        ("白溪县林场苗木成活率是多少？我要的是实际值，不是目标值。", []),
        ("白溪县林场苗木成活率实际做到了百分之几？要实际值，不要目标", []),
    ],
)
def test_what_came_is_wanted_and_no_target(held: Assistant, question: str, values: list[str]) -> None:
    assert shown(held.ask(question)) == values


CONTROL = """# 白溪县接待办2023年度部门整体支出绩效自评报告

绩效目标：会议费控制率达到85%及以上；好评率达到90%及以上。
"""


@pytest.mark.parametrize(
    "asked",
    ["会议费控制率实际做到了百分之几", "好评率实际做到了百分之几", "会议费控制率实际是多少", "实际好评率达到百分之几"],
)
def test_a_name_with_a_word_of_goals_asks_for_none(over: Callable[[Mapping[str, str]], Assistant], asked: str) -> None:
    assert shown(over({"接待办.md": CONTROL}).ask(f"白溪县接待办{asked}")) == []
