"""Who missed the target that it had set itself, over reports that write targets in tables, in goals and in brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

CLINIC = """禾山县中医院2023年度部门整体支出绩效自评报告

一、绩效目标
患者满意度达到95%以上；新技术不少于15项。

二、完成情况
第三方测评患者满意度93.6%，职工满意度90.2%。
"""
FARMS = """禾山县农业局2023年度部门整体支出绩效自评报告

| 三级指标 | 年度指标值 | 实际完成值 |
| --- | --- | --- |
| 农户满意度 | ≥95% | 96.3% |
"""
COURT = """禾山县法院2023年度部门整体支出绩效自评报告

一、满意度
当事人满意度92.7%，律师满意度89.5%（目标值均为90%）。
"""
PARK = """禾山县园区管理局2023年度部门整体支出绩效自评报告

一、满意度
企业总体满意度92.8%。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"clinic.txt": CLINIC, "farms.md": FARMS, "court.txt": COURT, "park.txt": PARK})


@pytest.mark.parametrize(
    "question",
    ["哪几家的满意度没达到自己定的目标，各是多少？", "哪些部门的满意度未达到目标值", "这几家里哪一家的满意度没达标？"],
)
def test_who_missed_its_own_target(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["93.6%", "89.5%"], answer.text
    assert "没有同时写明目标和实际的是禾山县园区管理局" in answer.text


LETTERS = """荷塘县信访局2023年度部门整体支出绩效自评报告

一、指标完成情况

| 三级指标 | 年度指标值 | 实际完成值 |
| --- | --- | --- |
| 热线投诉率 | ≤1% | 3% |
| 回访投诉率 | ≥95% | 96% |
| 群众满意度 | ≥90% | 96% |
| 窗口满意度 | ≥90% | |
"""
GRAIN = """荷塘县粮食局2023年度部门整体支出绩效自评报告

一、指标完成情况

热线投诉率目标≤1%，实际0.5%。群众满意度目标≥90%，实际93%。油品差错率目标值2%，实际1.5%。
"""


@pytest.fixture(scope="module")
def ceilings(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"letters.md": LETTERS, "grain.md": GRAIN})


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        ("信访局投诉率指标里哪一项没有达到目标值", ["3%"], "热线投诉率"),
        ("信访局和粮食局投诉率指标里哪一项没有达到目标值", ["3%"], "热线投诉率"),
        ("粮食局投诉率指标里哪一项没有达到目标值", [], "都达到了目标"),
        ("哪几家的投诉率没达到自己定的目标，各是多少？", ["3%"], "没有达到自定目标的有荷塘县信访局"),
        ("哪几家的投诉率超过了自己定的目标？", ["3%"], "超过自定目标的有荷塘县信访局"),
        ("信访局投诉率达标了吗", ["3%", "1%", "96%", "95%"], "没有达到目标"),
    ],
)
def test_a_ceiling_is_missed_by_what_lies_above_it(
    ceilings: Assistant, question: str, values: list[str], said: str
) -> None:
    answer = ceilings.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "信访局满意度指标里哪一项没有达到目标值",
        "信访局和粮食局满意度指标里哪一项没有达到目标值",
        "哪几家的满意度没达到自己定的目标？",
    ],
)
def test_nothing_is_said_of_all_where_a_target_has_no_result(ceilings: Assistant, question: str) -> None:
    text = ceilings.ask(question).text
    assert "都达到" not in text
    assert "窗口满意度" in text


def test_a_target_without_a_sign_is_not_judged_where_less_may_be_better(ceilings: Assistant) -> None:
    text = ceilings.ask("粮食局差错率指标里哪一项没有达到目标值").text
    assert "没有达到目标的" not in text


@pytest.mark.parametrize(
    "question",
    [
        "满意度没达到目标值的有哪几个单位？实际测得多少？",
        "满意度没达到目标的是哪几家",
        "满意度低于目标值的单位有哪些",
        "哪些单位的满意度比目标低",
        "哪几个部门的满意度没有达标",
        "满意度没有达标的是谁，测出来是多少",
        "没达到满意度目标的有哪些单位",
        "有几家满意度没达标",
    ],
)
def test_who_is_asked_for_before_or_behind_the_measure(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["93.6%", "89.5%"], answer.text


@pytest.mark.parametrize(
    "question", ["哪些单位满意度达到了目标", "满意度达标的有哪些单位", "满意度达到目标的是哪几家", "哪家的满意度达标了"]
)
def test_who_reached_all_its_own_targets(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["96.3%"], answer.text
    assert "没有达到的" in answer.text
