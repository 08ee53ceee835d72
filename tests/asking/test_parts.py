"""Questions that ask several things, and one answer of several."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.wording.parts import joined, partial, several_asked
from heshu.checking.guard import unbacked
from heshu.records import Answer, Calculation, Citation, Status, Value, Verdict

SPLIT: tuple[tuple[str, list[str]], ...] = (
    ("公用经费多少", ["公用经费多少"]),
    ("公用经费多少，存在哪些问题？", ["公用经费多少，", "存在哪些问题？"]),
    ("公用经费多少？三公经费多少？", ["公用经费多少？", "三公经费多少？"]),
    ("澜湾区政府办，公用经费多少", ["澜湾区政府办，公用经费多少"]),
    ("得分多少，谢谢", ["得分多少，谢谢"]),
    ("执行率98%，对吗", ["执行率98%，对吗"]),
    ("公用经费多少，是多少", ["公用经费多少，是多少"]),
    ("得分几分；有什么问题；怎么改", ["得分几分；", "有什么问题；", "怎么改"]),
    ("近几年来支出情况", []),
    ("公用经费", []),
    ("", []),
    ("，。？", []),
)


@pytest.mark.parametrize(("question", "parts"), SPLIT)
def test_parts(question: str, parts: list[str]) -> None:
    assert several_asked(question) == parts


@given(st.text("公用经费多少几哪些吗，。？；; ", max_size=60))
def test_parts_hold_the_whole_question_in_order(question: str) -> None:
    parts = several_asked(question)
    if parts:
        assert re.sub(r"\s", "", "".join(parts)).startswith(re.sub(r"\s", "", parts[0]))
        assert re.sub(r"[\s，,。？?；;]", "", "".join(parts)) == re.sub(r"[\s，,。？?；;]", "", question)


def citation(marker: int, start: int, report: str = "r") -> Citation:
    return Citation(marker, "报告.txt", "报告", "局", 2023, (), None, "原文", "原文", start, start + 2, report)


def answer(text: str, *citations: Citation, values: tuple[Value, ...] = ()) -> Answer:
    return Answer("问", Status.ANSWERED, text, values, citations, plan="查数")


def test_citations_are_numbered_through_and_one_place_is_cited_once() -> None:
    first = answer("甲[1]乙[2]", citation(1, 0), citation(2, 10))
    second = answer("丙[1]丁[2]", citation(1, 20), citation(2, 10))
    both = joined("问", [first, second])
    assert both.text == "甲[1]乙[2]\n丙[3]丁[2]"
    assert [(c.marker, c.start) for c in both.citations] == [(1, 0), (2, 10), (3, 20)]


def test_the_same_offsets_in_two_reports_are_two_places() -> None:
    both = joined("问", [answer("甲[1]", citation(1, 0, "a")), answer("乙[1]", citation(1, 0, "b"))])
    assert both.text == "甲[1]\n乙[2]"


def test_values_are_given_once_and_what_was_assumed_is_left_out() -> None:
    value = Value("5", "件")
    both = joined(
        "问", [answer("五[1]（按“甲多少”理解）", citation(1, 0), values=(value,)), answer("五", values=(value,))]
    )
    assert both.text == "五[1]\n五"
    assert both.values == (value,)


def test_an_answer_to_a_part_has_no_values_and_keeps_what_backs_its_numbers() -> None:
    worked_out = Calculation("subtract(9, 4)", "9 − 4", "5", "分", None, Verdict.COMPUTED)
    five = Value("5", "分")
    whole = Answer("甲比乙高几分，为什么", Status.ANSWERED, "高5分。", values=(five,), calculations=(worked_out,))
    answer = partial(whole, ["为什么"])
    assert (answer.status, answer.values, answer.calculations) == (Status.CLARIFY, (), (worked_out,))
    assert not unbacked(answer)
