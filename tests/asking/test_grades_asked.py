"""Several grades asked for at once are all told, by whatever word a report gives its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

STATED = {
    "芦溪县水务局": "自评总得分95.20分，评价等级为“优”。",
    "芦溪县民政局": "自评得分93.10分，等次为“优秀”。",
    "芦溪县文旅局": "综合得分84.60分，评定等级“良”。",
    "芦溪县商务局": "自评得分91.00分，自评结论为“优”。",
}


@pytest.fixture(scope="module")
def ask(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(
        {
            f"{name}2023.md": f"# {name}2023年度部门整体支出绩效自评报告\n\n## 一、评价结论\n\n{said}\n"
            for name, said in STATED.items()
        }
    )


@pytest.mark.parametrize(
    "question",
    [
        "这几家单位里，哪几家自评等级是“优”或“优秀”，哪家只评了“良”？",
        "哪些单位评为优秀，哪家评的是良？",
        "谁的等级是优，谁的等级是良？",
        "哪些部门的评价等级是优秀，哪些是良好？",
        "各单位的评价结果是优还是良？",
        "每家评的是优秀还是良好？",
    ],
)
def test_both_grades_are_told(ask: Assistant, question: str) -> None:
    first, _, second = ask.ask(question).text.partition("等级为良")
    assert all(name[3:] in first for name in STATED if name != "芦溪县文旅局"), first
    assert "文旅局" in second, second
    assert "水务局" not in second.partition("（")[0], second


@pytest.mark.parametrize("question", ["哪家自评等级是良？", "评为良的是哪一家？", "哪家评了良？"])
def test_one_grade_is_told_alone(ask: Assistant, question: str) -> None:
    told = ask.ask(question)
    assert "文旅局" in told.text, told.text
    assert all(name not in told.text for name in ("水务局", "民政局", "商务局")), told.text


def test_a_grade_that_nobody_got_is_told_as_such(ask: Assistant) -> None:
    told = ask.ask("哪些部门的评价等级是优，哪些是中？")
    assert "等级为中的一份也没有" in told.text, told.text
    assert told.text.count("[") == len(STATED) - 1, told.text
