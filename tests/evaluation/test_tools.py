"""What `eval/` makes of the rules: floors, and right answers made wrong."""

from __future__ import annotations

import importlib
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from heshu.evaluation import rules
from heshu.evaluation.cases import Case, Expect
from heshu.evaluation.given import Given
from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.result import read
from heshu.evaluation.rules import Fault

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    floors, mutations, seeds, sets = (
        importlib.import_module(f"eval.{name}") for name in ("floors", "mutations", "seeds", "sets")
    )

MUTANTS = 1000


@pytest.fixture(scope="module")
def rights(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("sets")
    return mutations.rights_of([one.asked(folder) for one in sets.ours(folder) if one.name in {"samples", "dev"}])


@pytest.mark.parametrize("seed", [1, 2])
def test_every_spoilt_answer_is_caught(rights: Any, seed: int) -> None:
    made, passed = mutations.survivors(rights, MUTANTS, seed)
    assert len(rights) > 60
    assert list(made.values()) == [MUTANTS // 4] * 4
    assert passed == []


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ({"headline", "figures"}, {"a digit changed", "a unit slipped", "a figure of another department"}),
        ({"citations", "honest"}, {"a citation moved"}),
    ],
)
def test_without_its_rules_a_spoilt_answer_passes(
    rights: Any, rule: set[str], kinds: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "RULES", tuple(one for one in rules.RULES if one.__name__ not in rule))
    passed = mutations.survivors(rights, MUTANTS, 1)[1]
    assert kinds == {one.kind for one in passed}


def outcome(category: str, ending: Ending, *faults: Fault) -> Outcome:
    case = Case(category, category, "?", Expect(("answered",)))
    return Outcome("set", case, Given("answered"), faults, ending, 0.0)


OUTCOMES = [
    outcome("lookup-number", Ending.RIGHT),
    outcome("lookup-text", Ending.SHORT, Fault("honest", "引文", "the quote")),
    outcome("refuse", Ending.WRONG),
]
FLOORS = [
    ({"all": 1, "lookup": 1, "wrong": 1}, []),
    ({"all": 2}, ["all: 1 of 3 right, the floor is 2"]),
    ({"lookup": 2, "refuse": 0}, ["lookup: 1 of 2 right, the floor is 2"]),
    ({"wrong": 0}, ["1 wrong figures, at most 0 are let through"]),
    ({}, []),
]


@pytest.mark.parametrize(("bounds", "told"), FLOORS)
def test_floors(bounds: dict[str, int], told: list[str]) -> None:
    assert list(floors.shortfalls(OUTCOMES, bounds)) == told


def test_a_quote_that_is_not_in_its_source_is_under_every_floor() -> None:
    assert list(floors.strays(OUTCOMES)) == ["lookup-text: the quote"]


def test_generated_questions_of_several_seeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = ["--reports", "5", "--questions", "12", "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", ["eval.seeds", "3", "4", *small])
    wrong = sum(len(_wrong(seeds.measured(seed, 5, 12))) for seed in (3, 4))
    assert seeds.main() == int(wrong > 0)
    printed = capsys.readouterr().out
    assert [name for name in ("seed 3: ", "seed 4: ", "all: ") if name in printed] == ["seed 3: ", "seed 4: ", "all: "]
    assert "of 24; wrong" in printed
    made = [read(tmp_path / f"generated-{seed}.json").made for seed in (3, 4)]
    assert [one.seeds for one in made] == [{"questions": 3}, {"questions": 4}]
    assert made[0].corpus != made[1].corpus


def _wrong(result: Any) -> list[Outcome]:
    return [one for one in result.outcomes if one.ending is Ending.WRONG]


def test_seeds_are_counted_by_kind() -> None:
    told = [seeds.counted("all", OUTCOMES), *seeds.by_kind(OUTCOMES)]
    assert told[0] == "all: 1 right, 1 wrong, 1 short of 3; wrong 6.15%–79.23%"
    assert [line.split(":")[0].strip() for line in told] == ["all", "lookup-number", "lookup-text", "refuse"]


def test_a_thousand_crashes_are_told_in_a_few_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    crashed = [outcome("lookup", Ending.CRASHED, Fault("crash", "程序出错", f"crashed: {n}")) for n in range(1000)]
    whole = Namespace(endings={"crashed": 1000}, count=1000)
    run = Namespace(result=Namespace(outcomes=crashed, summaries={"all": whole}))
    told = floors.measure(Namespace(name="set", blind=False, asked=lambda folder: run), {"all": 1}, tmp_path)
    assert told[0] == "set: all: 0 of 1000 right, the floor is 1"
    assert told[-1] == f"set: and {1000 - floors.SHOWN} more like these"
    assert len(told) == floors.SHOWN + 2
