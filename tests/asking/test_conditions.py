"""Limits over departments, alone, together and with what is asked of those that pass: the figures decide who does."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

SPENT = {"水务局": 640.5, "教育局": 2310.0, "档案馆": 88.2, "民政局": 905.75, "统计局": 1500.0}
SCORES = {"水务局": 97.1, "教育局": 93.4, "档案馆": 98.8, "民政局": 95.65, "统计局": 97.0}
REPORT = """# 青山县{name}2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年{name}总支出{spent:.2f}万元。

## 二、自评结论

经自评，部门整体支出绩效自评得分{score:.2f}分。
"""
ABOVE = ("高于", "超过", "大于")
BELOW = ("低于", "不到", "小于")
SIDES: Mapping[str, Callable[[float, float], bool]] = (
    dict.fromkeys(ABOVE, operator.gt)
    | dict.fromkeys(BELOW, operator.lt)
    | dict.fromkeys(("不低于", "至少", "达到"), operator.ge)
    | dict.fromkeys(("不超过", "不高于"), operator.le)
)


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({f"{n}.md": REPORT.format(name=n, spent=SPENT[n], score=SCORES[n]) for n in SPENT})


def named(answer: Answer) -> set[str]:
    assert answer.status is Status.ANSWERED, answer.text
    first = answer.text.split("\n")[0].split("（5份")[0]
    return {name for name in SPENT if name in first}


@pytest.mark.parametrize("joint", ["且", "并且", "、", "，同时", "，"])
@pytest.mark.parametrize("ending", ["的部门有哪些", "的有哪几家", "的是哪些部门"])
@pytest.mark.parametrize("spent", [("超过", 800), ("不到", 1500), ("不低于", 905.75), ("不超过", 640.5)])
@pytest.mark.parametrize("scored", [("高于", 95), ("低于", 97), ("不低于", 97.1)])
def test_who_passes_both_is_told(
    held: Assistant, joint: str, ending: str, spent: tuple[str, float], scored: tuple[str, float]
) -> None:
    (one, limit), (other, score) = spent, scored
    answer = held.ask(f"总支出{one}{limit:g}万元{joint}自评得分{other}{score:g}分{ending}")
    wanted = {n for n in SPENT if SIDES[one](SPENT[n], limit) and SIDES[other](SCORES[n], score)}
    assert named(answer) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("既高于95又低于97.1分的部门有哪些", {"民政局", "统计局"}),
        ("自评得分高于95但不到97的有谁", {"民政局"}),
        ("哪些部门总支出大于600万元小于1500万元", {"水务局", "民政局"}),
        ("97分以上的部门", {"水务局", "档案馆", "统计局"}),
        ("总支出达到1500万元的有哪几家", {"教育局", "统计局"}),
        ("总支出超过0.2亿的部门", {"教育局"}),
    ],
)
def test_limits_in_few_words(held: Assistant, question: str, wanted: set[str]) -> None:
    assert named(held.ask(question)) == wanted


def test_how_many_pass_both_is_counted(held: Assistant) -> None:
    answer = held.ask("总支出超过600万元并且自评得分不低于95分的有几家")
    assert [(value.number, value.unit) for value in answer.values] == [("3", "家")]


def test_what_is_asked_of_those_that_pass_is_answered_for_each(held: Assistant) -> None:
    answer = held.ask("自评得分低于97分的部门的总支出分别是多少")
    assert sorted(float(value.number) for value in answer.values) == [905.75, 2310.0]


def test_a_condition_that_cannot_be_told_is_never_dropped(held: Assistant) -> None:
    assert held.ask("总支出超过800万元且加班费低于3万元的部门").status is not Status.ANSWERED
