"""A change that is claimed by both its ends is held against the former and the present figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

REPORT = """云岭市园林局2023年度部门整体支出绩效自评报告
一、履职情况
全年养护行道树52,300株，上年为48,700株。公园投诉由上年的46件下降到31件。绿化覆盖率由38.5%提高至41.2%。
古树补助标准由每株300元提高到450元。
"""
CHANGES = (
    ("养护行道树", "增加", "48700株", "52300株"),
    ("公园投诉", "减少", "46件", "31件"),
    ("绿化覆盖率", "提高", "38.5%", "41.2%"),
)
WORDINGS = ("园林局{}从{}{}到{}对吗", "园林局{}由{}{}到{}，对不对", "园林局{}从上年的{}{}到{}，是吗")


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"report.txt": REPORT})


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("change", CHANGES)
def test_both_ends_are_judged(assistant: Assistant, wording: str, change: tuple[str, str, str, str]) -> None:
    thing, way, old, new = change
    right = assistant.ask(wording.format(thing, old, way, new))
    assert right.calculations[0].verdict is Verdict.CONSISTENT
    assert "不对" not in right.text
    wrong_old, wrong_new = (f"9{end}" for end in (old, new))
    for first, last in ((wrong_old, new), (old, wrong_new)):
        wrong = assistant.ask(wording.format(thing, first, way, last))
        assert wrong.calculations[0].verdict is Verdict.INCONSISTENT
        assert f"{wrong_old if first == wrong_old else wrong_new}不对" in wrong.text
        assert f"{new if first == wrong_old else old}是对的" in wrong.text


def test_the_other_direction_is_wrong(assistant: Assistant) -> None:
    answer = assistant.ask("园林局公园投诉从46件增加到31件，对吗")
    assert answer.calculations[0].verdict is Verdict.INCONSISTENT
    assert "方向说反了" in answer.text


def test_ends_that_are_not_stated_are_not_judged(assistant: Assistant) -> None:
    assert "是对的" not in assistant.ask("园林局绿道从12公里增加到15公里，对吗").text
