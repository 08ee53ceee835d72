"""The rules and the scorer of the measuring data say the same, case by case, also of answers that went wrong."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from heshu.app.cli import cli
from heshu.asking.assistant import Assistant
from heshu.evaluation import texts
from heshu.evaluation.cases import case
from heshu.evaluation.given import of_line
from heshu.evaluation.rules import faults, misleads
from heshu.library.build import build

SHARED = Path(os.environ.get("HESHU_SHARED", Path(__file__).parents[3] / "shared"))
SETS = ("questions", "questions-more")
SEED = 5

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not (SHARED / "eval/score.py").exists(), reason="the scorer is measuring data beside the project, not here"
    ),
]


@pytest.fixture(scope="module")
def score() -> Any:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("agreement") / "index"
    build([SHARED / "reports"], index)
    return index


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@cache
def answered(name: str, index: Path) -> list[dict[str, Any]]:
    """Give the lines that `heshu ask --batch` writes."""
    asked = ["ask", "--batch", str(SHARED / "eval" / f"{name}.jsonl"), "--index", str(index)]
    return lines(CliRunner().invoke(cli, asked, prog_name="heshu").stdout)


def spoilt(answer: dict[str, Any], others: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield an answer in ways in which it may come: whole, in parts, with parts of another one."""
    other = chance.choice(others)
    yield answer
    yield answer | {"status": chance.choice(["answered", "refused", "clarify"])}
    for part in ("text", "values", "citations", "calculations"):
        yield answer | {part: other[part]}
        yield answer | {part: answer[part][: len(answer[part]) // 2]}
    yield answer | {"text": answer["text"].replace(chance.choice("0123456789"), chance.choice("0123456789"))}
    yield answer | {"values": [*answer["values"], *other["values"]]}


@pytest.mark.parametrize("name", SETS)
def test_heshu_eval_and_the_scorer_agree_case_by_case(name: str, score: Any, index: Path, tmp_path: Path) -> None:
    questions, result = SHARED / "eval" / f"{name}.jsonl", tmp_path / "result.json"
    options = ["--index", index, "--reports", SHARED / "reports", "--json", result, "--fail", "0"]
    assert CliRunner().invoke(cli, ["eval", *map(str, (questions, *options))], prog_name="heshu").exit_code in {0, 1}
    endings = {case["id"]: case["ending"] for case in json.loads(result.read_text("utf-8"))["cases"]}
    given, texts_ = {one["id"]: one for one in answered(name, index)}, score.sources(SHARED / "reports")
    asked = lines(questions.read_text("utf-8"))
    assert endings.keys() == given.keys() == {one["id"] for one in asked}
    for one in asked:
        missed = score.faults(one["expect"], given[one["id"]], texts_)
        wrong = bool(missed) and score.misleads(one["expect"], given[one["id"]])
        ending = endings[one["id"]]
        assert ((ending != "right"), ending == "wrong") == (bool(missed), wrong), (one, missed)


@pytest.mark.parametrize("name", SETS)
def test_both_say_the_same_of_spoilt_answers(name: str, score: Any, index: Path) -> None:
    chance = random.Random(SEED)
    theirs, ours = score.sources(SHARED / "reports"), texts.of_folder(SHARED / "reports")
    assert theirs == ours
    asked, answers = lines((SHARED / "eval" / f"{name}.jsonl").read_text("utf-8")), answered(name, index)
    for line, answer in zip(asked, answers, strict=True):
        for given in spoilt(answer, answers, chance):
            found = faults(case(line), of_line(given), ours)
            assert len(found) == len(score.faults(line["expect"], given, theirs)), (line, given)
            assert misleads(case(line), of_line(given)) == score.misleads(line["expect"], given), (line, given)


def test_the_index_gives_the_texts_that_the_scorer_reads(score: Any, index: Path) -> None:
    held = texts.of_library(Assistant.open(index).library)
    assert held.keys() == score.sources(SHARED / "reports").keys()
