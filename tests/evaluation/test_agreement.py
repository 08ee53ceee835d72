"""The rules and the scorer of the measuring data say the same, case by case, also of answers that went wrong."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from heshu.app import wire
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
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    index = tmp_path_factory.mktemp("agreement") / "index"
    build([SHARED / "reports"], index)
    return Assistant.open(index)


def questions(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / "eval" / f"{name}.jsonl").read_text("utf-8").splitlines()]


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
def test_both_say_the_same(name: str, score: Any, assistant: Assistant) -> None:
    chance = random.Random(SEED)
    theirs, ours = score.sources(SHARED / "reports"), texts.of_folder(SHARED / "reports")
    assert theirs == ours
    asked = questions(name)
    answers = [wire.answer(assistant.ask(line["question"], line.get("history", []))) for line in asked]
    for line, answer in zip(asked, answers, strict=True):
        for given in spoilt(answer, answers, chance):
            found = faults(case(line), of_line(given), ours)
            assert len(found) == len(score.faults(line["expect"], given, theirs)), (line, given)
            assert misleads(case(line), of_line(given)) == score.misleads(line["expect"], given), (line, given)


@pytest.mark.parametrize("name", SETS)
def test_the_index_gives_the_texts_that_the_scorer_reads(name: str, score: Any, assistant: Assistant) -> None:
    held = texts.of_library(assistant.library)
    assert held.keys() == score.sources(SHARED / "reports").keys()
