"""Whether a figure reached a number: an actual above it did, however that is asked, and a target is no actual."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

REPORT = """# 云岭市林业局2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年预算执行率97.25%，绩效自评得分94.6分。全年造林428亩，巡护林区316次，苗木成活率高于92%，火灾发生率0.40%。
森林防火培训184人次。

## 二、绩效指标

| 指标名称 | 年度目标值 | 实际完成值 |
| --- | --- | --- |
| 宣传活动场次 | 24场 | 29场 |
| 新设护林点数量 | 18个 | 15个 |
"""
WORDINGS = (
    "{}达到{}了吗",
    "{}达到了{}吗",
    "{}达到{}了没有",
    "{}有没有达到{}",
    "{}是否达到{}",
    "{}达没达到{}",
    "{}达到没达到{}",
    "{}够{}了吗",
)
FIGURES = (
    ("林业局预算执行率", "97.25%", ("97%", "90%"), ("97.3%", "98%")),
    ("林业局自评得分", "94.6分", ("90分", "94.6分"), ("95分",)),
    ("林业局造林", "428亩", ("400亩",), ("430亩", "500亩")),
    ("林业局巡护林区", "316次", ("300次", "316次"), ("320次",)),
    ("林业局森林防火培训", "184人次", ("180人次",), ("200人次",)),
    ("林业局宣传活动场次", "29场", ("24场", "25场"), ("30场",)),
    ("林业局新设护林点数量", "15个", ("15个",), ("18个", "20个")),
)
ASKED = [
    (wording.format(name, limit), said, actual)
    for name, actual, reached, missed in FIGURES
    for said, limits in (("达到了", reached), ("没有达到", missed))
    for limit in limits
    for wording in WORDINGS
]


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"report.md": REPORT})


@pytest.mark.parametrize(("question", "said", "actual"), ASKED)
def test_no_less_is_asked(assistant: Assistant, question: str, said: str, actual: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(said), answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == [actual]


@pytest.mark.parametrize(
    ("question", "lead", "verdict"),
    [
        ("林业局预算执行率达到97%，对吗", "达到了97%。报告写的不是97%", Verdict.CONSISTENT),
        ("林业局造林达到400亩，对不对", "达到了400亩。报告写的不是400亩", Verdict.CONSISTENT),
        ("林业局预算执行率达到98%，对吗", "不对，没有达到98%。", Verdict.INCONSISTENT),
        ("林业局巡护林区达到320次，是吗", "不对，没有达到320次。", Verdict.INCONSISTENT),
    ],
)
def test_a_claim_may_be_reached_by_another_number(
    assistant: Assistant, question: str, lead: str, verdict: Verdict
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(lead), answer.text
    assert answer.calculations[0].verdict is verdict


def test_the_very_number_is_right(assistant: Assistant) -> None:
    answer = assistant.ask("林业局造林达到428亩，对吗")
    assert "428亩" in answer.text
    assert "不" not in answer.text.partition("没有找到")[0]


def test_a_bound_decides_what_lies_on_its_side(assistant: Assistant) -> None:
    assert assistant.ask("林业局苗木成活率达到90%了吗").text.startswith("达到了90%。")
    assert assistant.ask("林业局苗木成活率达到95%了吗").text.startswith("报告没有写确切的数")


@pytest.mark.parametrize(("limit", "said"), [("0.50%", "低于"), ("0.30%", "不低于")])
def test_of_what_should_be_low_nothing_is_reached(assistant: Assistant, limit: str, said: str) -> None:
    assert assistant.ask(f"林业局火灾发生率达到{limit}了吗").text.startswith(f"{said}{limit}。")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("林业局森林防火培训184人次，达到180了吗", "达到了180。"),
        ("林业局森林防火培训184人次达到200了吗", "没有达到200。"),
        ("林业局森林防火培训190人次达到180了吗", "不对，不是190人次。达到了180。"),
    ],
)
def test_a_number_told_beside_is_not_the_limit(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(said), answer.text
    assert [v.number for v in answer.values] == ["184"]
