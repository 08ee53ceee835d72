"""Generated reports: their facts stand in them and follow from each other, and every answer is computed from them."""

from __future__ import annotations

import importlib
import json
import random
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.evaluation import cases

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    generator, world, styles, audited, questions, asker = (
        importlib.import_module(f"eval.generated.{name}")
        for name in ("__main__", "world", "styles", "audited", "questions", "asker")
    )
    make = importlib.import_module("eval.questions.make")

SEEDS = st.integers(0, 10**6)


@settings(max_examples=15)
@given(SEEDS, st.integers(1, 30), st.sampled_from(list(generator.FAMILIES)))
def test_facts_stand_in_their_reports_and_planted_errors_are_errors(seed: int, reports: int, family: str) -> None:
    made = generator.generated(reports, 20, seed, family)
    assert len(made.files) == len(made.held) == reports
    assert list(generator.faults(made)) == []
    planted = [error.label for one in world.worlds(reports, seed) for error in one.planted]
    assert [error.figure for known in made.held.values() for error in known.errors] == planted


@settings(max_examples=15)
@given(SEEDS)
def test_what_is_not_planted_follows(seed: int) -> None:
    for one in world.worlds(8, seed, errors=0):
        value = {label: amount for label, (amount, _) in one.facts.items()}
        assert value["年初预算"] + value["追加"] == value["全年预算"] == value["支出"] + value["结余"]
        assert value["基本支出"] + value["项目支出"] == value["支出"]
        assert value["人员经费"] + value["公用经费"] == value["基本支出"]
        assert sum(value[f"项目{n}支出"] for n in range(1, 5)) == value["项目支出"]
        assert sum(value[f"{part}得分"] for part in world.WEIGHTS) == value["得分"]
        assert value["执行率"] == (value["支出"] / value["全年预算"] * 100).quantize(Decimal("0.01"), "ROUND_HALF_UP")
        assert value["三公"] == value["接待"] + value["车辆"] + value.get("出国", Decimal(0)) < value["三公预算"]
        assert min(value.values()) > 0


def test_two_years_of_a_department_fit() -> None:
    made = world.worlds(60, 3, errors=0)
    early = {one.department: one for one in made if one.year == world.EARLIER}
    assert len(early) > 5
    for one in made:
        if one.year == world.LATEST and one.department in early:
            assert one.facts["上年支出"] == early[one.department].facts["支出"]


def test_the_same_seed_gives_the_same_and_another_one_does_not() -> None:
    one, again, other = (generator.generated(10, 60, seed) for seed in (4, 4, 5))
    assert (one.files, one.lines) == (again.files, again.lines)
    assert one.lines != other.lines


def test_names_are_many_and_each_of_its_own() -> None:
    names = list(world.names(600))
    assert len(set(names)) == 600
    towns = Counter(name[:2] for name in names[: len(world.FIRST) * len(world.SECOND)])
    assert max(towns.values()) == 1


def test_five_styles_and_every_question_a_case() -> None:
    made = generator.generated(10, 200, 6)
    assert len({name.rpartition(".")[2] for name in made.files}) == 4
    assert len(styles.STYLES) == 5
    texts = {known.report: make.squeeze(known.text) for known in made.held.values()}
    for line in made.lines:
        cases.case(line)
        if line["category"] not in {"refuse", "verify"}:
            assert list(make.line_faults(line, texts)) == []


def test_the_files(tmp_path: Path) -> None:
    made = generator.generated(5, 20, 7)
    generator.write(made, tmp_path, 7)
    assert len(cases.load(tmp_path / "questions.jsonl")) == 20
    assert json.loads((tmp_path / "about.json").read_text("utf-8"))["seed"] == 7
    assert {path.stem for path in (tmp_path / "reports").iterdir()} == {p.stem for p in (tmp_path / "texts").iterdir()}


def test_the_audit_of_generated_reports_is_counted() -> None:
    every = list(audited.audited(seed=2, reports=12))
    planted = sum(len(one.known.errors) for one in every)
    assert planted > 0
    found = planted - sum(len(one.missed) for one in every)
    false = sum(len(one.false) for one in every)
    last = f"12 reports: {found} of {planted} planted errors found, {false} false alarms"
    assert list(audited.told(every, listed=False)) == [last]
    assert len(list(audited.told(every, listed=True))) == 1 + planted - found + false
    assert found > 0
    blind = [audited.Audited(one.known, ()) for one in every]
    assert list(audited.told(blind, listed=False)) == [
        f"12 reports: 0 of {planted} planted errors found, 0 false alarms"
    ]
    innocent = [audited.Audited(replace(one.known, errors=()), one.wrong) for one in every]
    assert sum(len(one.false) for one in innocent) == sum(len(one.wrong) for one in every) > 0


@pytest.mark.parametrize("ask", [make for make, _ in questions.OPERATIONS], ids=lambda ask: ask.__name__)
def test_every_operation_asks_what_is_never_stated_wrongly(ask: Any) -> None:
    made = generator.generated(40, 0, 8)
    drawn = asker.Asker(made.held, random.Random(8))
    found = [one for one in (ask(drawn) for _ in range(60)) if one]
    assert len(found) >= 5
    wrong = {f"{known.short}.{error.figure}" for known in made.held.values() for error in known.errors}
    for one in found:
        cases.case(make.asked.wire(made.held, one))
        rules = [argument for name, argument in one.rules if name != "check"]
        assert wrong.isdisjoint(re.findall(r"\w+\.\w+", " ".join(rules)))
