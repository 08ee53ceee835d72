"""Thousands of generated reports: known facts, names that are no name without a district, questions that are known."""

from __future__ import annotations

import importlib
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.evaluation import cases

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    many, many_asked, asked, facts, gold, scale, steps = (
        importlib.import_module(name)
        for name in (
            *("eval.generated.many", "eval.generated.many_asked", "eval.questions.asked"),
            *("eval.questions.facts", "eval.questions.gold", "eval.bench.scale", "eval.bench.scale_steps"),
        )
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60))
def test_facts_stand_in_their_reports_and_each_report_is_one(seed: int, count: int) -> None:
    made = list(many.many(count, seed))
    assert len(made) == len({one.name for one in made}) == len({one.facts.short for one in made}) == count
    assert [fault for one in made for fault in facts.faults(one.facts)] == []
    assert list(gold.wrong_errors({one.facts.short: one.facts for one in made})) == []
    assert made == list(many.many(count, seed))


def test_an_offices_name_is_that_of_many_districts() -> None:
    named = list(many.departments(5000))
    assert len(set(named)) == 5000
    assert set(Counter(office for _, office in named).values()) == {100}


def test_years_of_a_department_fit() -> None:
    held = {(one.facts.department, one.facts.year): one.facts.figures for one in many.many(60, 3)}
    later = [(held[name, year], held[name, year - 1]) for name, year in held if (name, year - 1) in held]
    assert len(later) > 20
    assert all(now["上年支出"].value == before["支出"].value for now, before in later)


def test_an_office_without_its_district_is_called_as_people_call_it() -> None:
    made = [one.facts for one in many.many(60, 3) if one.facts.year == 2023][:4]
    held = {one.short: replace(one, department=f"云湖市{'东西南北'[at]}区委党校") for at, one in enumerate(made)}
    made = [many_asked.namesake(many_asked.ManyAsker(held, random.Random(seed))) for seed in range(20)]
    assert {one.question[:2] for one in made} == {"党校"}


def test_questions_are_cases_of_every_kind(tmp_path: Path) -> None:
    scale.make(tmp_path, 60, 150)
    read = cases.load(tmp_path / "questions.jsonl")
    assert len(read) == 150
    assert {case.expect.statuses for case in read} == {("answered",), ("refused",), ("clarify",)}
    assert len(list((tmp_path / "reports").rglob("*年度*"))) == 60


def test_questions_over_generated_reports_are_answered_right(tmp_path: Path) -> None:
    scale.make(tmp_path, 80, 250, seed=23)
    steps.index(str(tmp_path / "index"), str(tmp_path / "reports"))
    endings = steps.ask(str(tmp_path / "index"), str(tmp_path / "questions.jsonl"))["endings"]
    assert endings.get("wrong", 0) == endings.get("crashed", 0) == 0
    assert endings["right"] >= 0.98 * 250, endings
