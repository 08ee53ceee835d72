"""Figures asked for one by one and held against each other: of departments, and of what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 河源县{name}2023年度部门整体支出绩效自评报告

## 一、支出情况

2023年全年预算数{budget}万元，支出决算数{spent}万元，年末结转结余{left}万元。
2023年三公经费支出{three}万元，比2022年的{before}万元下降{fell}%。

## 二、产出情况

全年组织{what}{count}人次，指标完成率为{rate}%。

## 三、自评结论

共设置12个三级指标，总分100分，自评得分{score}分。
"""
FACTS = {
    "农业局": ("500.00", "480.00", "20.00", "9.00", "10.00", "10.00", "田间培训", "300", "120", "96.50"),
    "档案馆": ("250.00", "245.00", "5.00", "3.80", "4.00", "5.00", "查档讲座", "80", "105", "98.20"),
}
KEYS = ("budget", "spent", "left", "three", "before", "fell", "what", "count", "rate", "score")


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    """Two departments, each with a figure of its own for everything."""
    facts = {name: dict(zip(KEYS, told, strict=True)) for name, told in FACTS.items()}
    return over({f"{name}.md": REPORT.format(name=name, **told) for name, told in facts.items()})


def said(answer: Answer) -> list[tuple[str, str]]:
    return [(value.number, value.unit) for value in answer.values]


@pytest.mark.parametrize("name", FACTS)
def test_the_score_after_the_number_of_indicators_is_the_departments(two: Assistant, name: str) -> None:
    assert said(two.ask(f"{name}自评得分是多少")) == [(FACTS[name][-1], "分")]


@pytest.mark.parametrize(
    ("question", "who", "value"),
    [
        ("农业局和档案馆，三公经费同比谁降得多", "农业局", ("10.00", "%")),
        ("农业局跟档案馆谁的三公经费下降更多", "农业局", ("10.00", "%")),
        ("农业局和档案馆的三公经费比上年哪家减得更多", "农业局", ("10.00", "%")),
        ("按年末结转结余除以支出决算数这个口径，农业局和档案馆的比率分别是多少，哪家更低", "档案馆", ("2.04", "%")),
        ("用年末结转结余除以支出决算数来算，农业局和档案馆分别是多少，谁更高", "农业局", ("4.17", "%")),
    ],
)
def test_departments_are_held_against_each_other(
    two: Assistant, question: str, who: str, value: tuple[str, str]
) -> None:
    answer = two.ask(question)
    assert answer.status is Status.ANSWERED
    assert who in answer.text.split("\n")[0]
    assert value in said(answer)


@pytest.mark.parametrize(
    "question",
    [
        "农业局的田间培训，加上档案馆的查档讲座，两家合起来多少人次",
        "农业局的田间培训和档案馆的查档讲座一共多少人次",
    ],
)
def test_different_counts_are_added_up(two: Assistant, question: str) -> None:
    assert said(two.ask(question)) == [("380", "人次")]


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        (["农业局和档案馆，哪家自评得分高"], "高几分", ("1.70", "分")),
        (["农业局和档案馆谁的自评得分更低？"], "低多少分？", ("1.70", "分")),
        (["农业局自评得分多少", "档案馆的呢"], "跟农业局比谁高，高几分", ("1.70", "分")),
        (["各部门的自评得分分别是多少"], "两家平均下来是多少分", ("97.35", "分")),
        (
            ["农业局田间培训的指标完成率是多少"],
            "档案馆查档讲座的指标完成率也看一下是多少，两家相差几个百分点",
            ("15", "百分点"),
        ),
    ],
)
def test_a_follow_up_goes_on_with_what_was_compared(
    two: Assistant, history: Sequence[str], question: str, value: tuple[str, str]
) -> None:
    assert value in said(two.ask(question, history))


def test_a_mean_of_other_departments_than_were_spoken_of_is_refused(two: Assistant) -> None:
    assert two.ask("三家平均下来是多少分", ["各部门的自评得分分别是多少"]).status is not Status.ANSWERED


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("words", ["三公精费支出化了多少", "三公经费化了多少", "三公京费支出花了多少"])
def test_a_measure_misspelt_is_the_measure(two: Assistant, name: str, words: str) -> None:
    assert said(two.ask(f"{name}{words}")) == [(FACTS[name][3], "万元")]


def test_what_is_supposed_to_be_asked_for_is_computed(two: Assistant) -> None:
    assert said(two.ask("假定要求农业局在支出决算数的基础上压减5%，能压下来多少万元")) == [("24.00", "万元")]


def test_no_project_is_taken_from_the_departments_own_rates(two: Assistant) -> None:
    assert two.ask("支出最慢的那个项目执行率是多少").status is Status.REFUSED
