"""Scales of grades, and what a score is worth by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.assistant import Assistant
from heshu.asking.telling.grades import scale_in
from heshu.folding import fold
from heshu.records import Status

SCALES = (
    "评价等级：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
    "等级分为：优秀（90分以上）、良好（80-90分）、合格（60-80分）、不合格（60分以下）。",
    "得分≥90分为优秀；80≤得分<90分为良好；60≤得分<80分为一般；得分<60分为较差。",
    "90分（含）以上为“优”，80分（含）至90分为“良”，60分（含）至80分为“中”，60分以下为“差”",
)
WATER = """云岭市水务局2023年度部门整体支出绩效自评报告
一、评价情况
自评得分80分以下需要说明。2023年度整体支出绩效自评得分92.5分。
评价结果分为四个等级：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。
"""
ROADS = """云岭市公路局2023年度部门整体支出绩效自评报告
一、评价情况
2023年度整体支出绩效自评得分79.9分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "roads.txt": ROADS})


@pytest.mark.parametrize("text", SCALES)
@given(score=st.decimals(0, 100, places=2))
def test_every_score_has_one_grade_and_the_right_one(text: str, score: Decimal) -> None:
    bands = scale_in(fold(text))
    held = [place for place, band in enumerate(bands) if band.holds(score)]
    assert held == [0 if score >= 90 else 1 if score >= 80 else 2 if score >= 60 else 3]


@pytest.mark.parametrize(
    "text",
    [
        "自评得分98分，评级为优，其中产出为优、效益为良、管理为中",
        "90分以上为优，70-80分为良，60分以下为差",
        "优秀率90%，良好率8%，合格率2%",
    ],
)
def test_what_leaves_gaps_is_no_scale(text: str) -> None:
    assert scale_in(fold(text)) == ()


def test_a_lower_bound_may_lie_outside_its_grade() -> None:
    bands = scale_in("得分大于90分的为优,80-90分的为良,60-80分的为中,低于60分的为差")
    assert [band.grade for band in bands if band.holds(Decimal(90))] == ["良"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("按水务局的等级标准，公路局的自评得分能评上哪一档？", "79.9分[2]，属于中（60分以上、不到80分）"),
        ("水务局85分是什么等级", "85分属于良"),
        ("水务局最差的一档是什么？", "60分以下为差"),
        ("水务局多少分以上才算优？", "90分以上为优"),
    ],
)
def test_a_score_gets_its_grade_by_the_stated_scale(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text, answer.text
    assert any("为优" in citation.quote for citation in answer.citations)


def test_the_other_end_is_asked_for_after_one(assistant: Assistant) -> None:
    answer = assistant.ask("那最差的一档呢？", ["水务局多少分以上才算优？"])
    assert "60分以下为差" in answer.text


def test_without_a_scale_there_is_no_grade(assistant: Assistant) -> None:
    assert assistant.ask("公路局79.9分是什么等级？").status is Status.REFUSED


@pytest.mark.parametrize(("grade", "low"), [("优", "90"), ("良", "80")])
@pytest.mark.parametrize("asks", ["{}的标准是多少分", "{}的最低分数线是多少", "{}等级的起步线是几分", "评为{}要多少分"])
def test_where_a_grade_begins(assistant: Assistant, grade: str, low: str, asks: str) -> None:
    answer = assistant.ask(f"水务局{asks.format(grade)}")
    assert low in [value.number for value in answer.values], answer.text
    assert f"为{grade}" in answer.text
