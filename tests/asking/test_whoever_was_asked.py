"""One satisfaction of each report, whoever was asked and however its table is headed; stages of one expense."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

HEADS = ("实际完成值", "实际", "全年完成", "全年完成值", "实现值", "完成", "完成值", "年度实际完成")
WHOSE = {"农业局": "农户满意度", "图书馆": "读者满意度", "环保局": "公众对生态环境满意率", "党校": "学员满意度"}
REACHED = {"农业局": "92.4", "图书馆": "96.3", "环保局": "86.5", "党校": "94.8"}
MISSED = ["环保局"]
SPENT = {"农业局": "13.50", "图书馆": "16.20", "环保局": "9.80", "党校": "21.40"}


def report(name: str, head: str) -> str:
    return f"""# 云岭县{name}2023年度部门整体支出绩效自评报告

## 一、“三公”经费

**1.“三公”经费。** 年度预算32.00万元，实际支出{SPENT[name]}万元，其中公务接待费1.20万元。

## 二、指标

| 一级指标 | 三级指标 | 分值 | 目标值 | {head} | 得分 |
| -- | -- | -- | -- | -- | -- |
| 产出 | 培训场次 | 20 | 30场 | 31场 | 20 |
| 满意度 | {WHOSE[name]} | 10 | ≥90% | {REACHED[name]}% | 9.5 |

## 三、服务

开通热线，全年接听来电9,240个，回访满意率97.1%。
"""


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.fixture(scope="module", params=HEADS)
def four(request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({f"{name}.md": report(name, request.param) for name in WHOSE})


@pytest.mark.parametrize("asks", ["满意度多少", "的满意度是百分之几", "满意度"])
def test_the_one_satisfaction_answers(four: Assistant, asks: str) -> None:
    for name, value in REACHED.items():
        assert shown(four.ask(f"云岭县{name}{asks}")) == [f"{value}%"]


@pytest.mark.parametrize("asks", ["四个部门的满意度分别是多少", "各部门满意度", "四个部门的满意度从高到低"])
def test_no_department_is_left_out(four: Assistant, asks: str) -> None:
    answer = four.ask(asks)
    assert sorted(shown(answer)) == sorted(f"{value}%" for value in REACHED.values()), answer.text
    assert "未写明" not in answer.text


@pytest.mark.parametrize(
    "asks",
    [
        "哪些部门没完成满意度目标",
        "哪个部门没有达到满意度的目标值",
        "哪几家未达到自己定的满意度目标",
        "哪些部门满意度没有达标",
        "哪些部门的满意度没有达到目标",
        "有哪些部门没有实现满意度目标？",
    ],
)
def test_who_missed_the_target_with_the_verb_before_or_behind(four: Assistant, asks: str) -> None:
    answer = four.ask(asks)
    assert shown(answer) == [f"{REACHED[name]}%" for name in MISSED], answer.text
    assert all(name in answer.text for name in MISSED)
    assert "农业局" not in answer.text


@pytest.mark.parametrize("asks", ["三公经费从高到低", "的三公经费分别是多少", "三公经费花了多少，分别列出来"])
def test_what_was_spent_stands_beside_the_budget_of_the_year(four: Assistant, asks: str) -> None:
    answer = four.ask(f"四个部门{asks}")
    assert sorted(shown(answer)) == sorted(f"{value}万元" for value in SPENT.values()), answer.text


def test_two_satisfactions_are_not_guessed_between(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    two = report("农业局", "实际").replace("\n## 三", "| 满意度 | 村干部满意度 | 10 | ≥90% | 88% | 9 |\n\n## 三")
    answer = over({"农业局.md": two.replace("\n\n| 满意度", "\n| 满意度")}).ask("云岭县农业局满意度多少")
    assert answer.status is not Status.ANSWERED
    assert not answer.values


def test_the_satisfaction_of_one_service_is_not_the_departments(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    alone = report("农业局", "实际").replace("| 满意度 | 农户满意度 | 10 | ≥90% | 92.4% | 9.5 |\n", "")
    answer = over({"农业局.md": alone}).ask("云岭县农业局满意度多少")
    assert shown(answer) == []


@pytest.mark.parametrize("asks", ["哪些部门没完成年度目标", "哪些部门没有完成绩效目标", "哪个部门没达到预期目标"])
def test_targets_of_no_measure_are_not_held(four: Assistant, asks: str) -> None:
    assert "没有达到自定目标的有" not in four.ask(asks).text
