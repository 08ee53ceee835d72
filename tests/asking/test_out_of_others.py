"""Numbers that are claimed to come of the others in the question: left, above a target, in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

REPORT = """# 云岭市应急管理局2023年度部门整体支出绩效自评报告

## 一、履职情况

全年检查企业764家次，发现隐患312处，年内整改295处。受理来信137件，办结128件。
组织桌面演练14场，实战演练9场，夜间演练6场。建成避难点28个，计划25个。更新警报器33台，计划40台。

## 二、绩效指标

| 指标名称 | 年度目标值 | 实际完成值 |
| --- | --- | --- |
| 安全宣讲场次 | 50场 | 57场 |
| 物资采购数量 | 620件 | 584件 |
"""
RIGHT = [
    ("应急管理局发现隐患312处，整改295处，还剩{}处，对吗", 17),
    ("应急管理局发现隐患312处，整改295处，尚有{}处没整改，对不对", 17),
    ("应急管理局发现隐患312处，已整改295处，未整改{}处，是吗", 17),
    ("应急管理局受理来信137件，办结128件，剩下{}件，对吗", 9),
    ("应急管理局来信137件，办结128件，那么还有{}件，对吗", 9),
    ("应急管理局桌面演练14场，实战演练9场，夜间演练6场，一共{}场，对吗", 29),
    ("应急管理局桌面演练14场、实战演练9场、夜间演练6场，合计{}场，对不对", 29),
    ("应急管理局桌面演练14场实战演练9场夜间演练6场总共{}场，对吗", 29),
    ("应急管理局桌面演练14场，实战演练9场，共{}场，对吗", 23),
    ("应急管理局建成避难点28个，超计划{}个，对吗", 3),
    ("应急管理局建成避难点28个，计划25个，超计划{}个，对吗", 3),
    ("应急管理局计划建成避难点25个，实际建成28个，超计划{}个，对吗", 3),
    ("应急管理局更新警报器33台，比计划少{}台，对吗", 7),
    ("应急管理局安全宣讲57场，超目标{}场，对吗", 7),
    ("应急管理局安全宣讲57场，超出年度目标{}场，对吗", 7),
    ("应急管理局安全宣讲57场超目标{}场对吗", 7),
    ("应急管理局物资采购584件，离目标还差{}件，对吗", 36),
]


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"report.md": REPORT})


def judged(answer: Answer) -> set[Verdict]:
    return {one.verdict for one in answer.calculations}


@pytest.mark.parametrize(("question", "number"), RIGHT)
def test_what_comes_of_the_others_is_right(assistant: Assistant, question: str, number: int) -> None:
    answer = assistant.ask(question.format(number))
    assert answer.status is Status.ANSWERED
    assert "不对" not in answer.text, answer.text
    assert judged(answer) == {Verdict.CONSISTENT}
    assert str(number) in [v.number for v in answer.values]


@pytest.mark.parametrize(("question", "number"), RIGHT)
@pytest.mark.parametrize("off", [-2, 1, 10])
def test_another_number_is_not(assistant: Assistant, question: str, number: int, off: int) -> None:
    answer = assistant.ask(question.format(number + off))
    assert Verdict.INCONSISTENT in judged(answer)
    assert "不对" in answer.text or "不等于" in answer.text
    assert str(number) in [v.number for v in answer.values], answer.text


@pytest.mark.parametrize(
    ("question", "wrong", "values"),
    [
        ("应急管理局发现隐患312处，整改290处，还剩22处，对吗", ("290处", "22处"), ["295", "17"]),
        ("应急管理局受理来信139件，办结128件，还剩11件，对吗", ("139件", "11件"), ["137", "9"]),
        ("应急管理局桌面演练14场，实战演练8场，夜间演练6场，一共28场，对吗", ("8场", "28场"), ["9", "29"]),
        ("应急管理局安全宣讲55场，超目标5场，对吗", ("55场", "5场"), ["57", "7"]),
    ],
)
def test_what_comes_of_a_wrong_number_is_wrong_too(
    assistant: Assistant, question: str, wrong: tuple[str, ...], values: list[str]
) -> None:
    answer = assistant.ask(question)
    assert all(f"{one}不对" in answer.text for one in wrong), answer.text
    assert [v.number for v in answer.values] == values


@pytest.mark.parametrize(
    "question",
    [
        "应急管理局检查企业764家次，发现隐患312处，还剩452处，对吗",
        "应急管理局救援12次，成功10次，还剩2次，对吗",
        "应急管理局受理来信137件，办结128件，还有9件转办，对吗",
    ],
)
def test_things_of_two_measures_and_unstated_ones_have_no_difference(assistant: Assistant, question: str) -> None:
    assert Verdict.CONSISTENT not in judged(assistant.ask(question)) or "还剩" not in assistant.ask(question).text
