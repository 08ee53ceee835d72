"""A language model's plan, whatever it looks like: a question in the grammar's words, or nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.guess import QUESTIONS, Puzzle, guessed
from heshu.asking.wording.question import wanted
from heshu.checking.claims import claims
from heshu.folding import fold

ASKED = "水务局弄好了几多水厂"
OF = Puzzle(
    ASKED,
    ("青禾县水务局", "青禾县图书馆"),
    named=False,
    years=(),
    known_years=frozenset({2022, 2023}),
    labels=("公用支出", "新建村级水厂"),
    wanted=wanted(ASKED),
    pairs=frozenset({"水厂"}),
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["公用支出", "三公经费"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))
PLANS = st.fixed_dictionaries(
    {},
    optional={
        "operation": st.sampled_from(sorted(QUESTIONS)) | VALUES,
        "departments": st.lists(st.sampled_from(OF.departments), max_size=2) | VALUES,
        "years": st.lists(st.sampled_from([2022, 2023, 2024]), max_size=2) | VALUES,
        "a": st.sampled_from(["公用支出", "新建村级水厂", "九百万元公用支出", "三公经费"]) | VALUES,
        "b": st.sampled_from(["", "公用支出", "两成"]) | VALUES,
    },
)


@given(PLANS, st.text(), st.text())
def test_any_plan_becomes_a_question_without_a_number_or_nothing(plan: dict[str, Any], before: str, after: str) -> None:
    question = guessed(before + json.dumps(plan, ensure_ascii=False) + after, OF)
    assert all(claim.is_date or claim.in_word for claim in claims(fold(question)))
    assert question == "" or any(name in question for name in ("公用支出", "水厂", "经费", str(plan.get("a"))))


@given(st.text() | st.text('{}[]":,0aA公 '))
def test_any_text_becomes_a_question_or_nothing(text: str) -> None:
    assert guessed(text, OF) == ""
