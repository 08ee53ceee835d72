"""The 45 questions, with a model that answers badly: no fewer are right than without one."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.model import Address, Remote
from heshu.asking.writer import Writer
from heshu.library.build import build

SHARED = Path(os.environ.get("HESHU_SHARED") or Path(__file__).parents[3] / "shared")
QUESTIONS = SHARED / "eval" / "questions.jsonl"


def badly(chance: random.Random, request: Any) -> str:
    """Spoil the draft, or plan something at random."""
    orders, matter = (message["content"] for message in request["messages"])
    if "JSON" in orders:
        names, labels = (re.search(rf"<{tag}>(.*?)</{tag}>", matter) for tag in ("部门", "指标"))
        assert names
        assert labels
        plan = {
            "operation": chance.choice(["figure", "section", "most"]),
            "departments": [chance.choice(names[1].split("、"))],
            "a": chance.choice(labels[1].split("、")),
        }
        return json.dumps(plan, ensure_ascii=False)
    draft = matter.split("<草稿>")[1].removesuffix("</草稿>")
    spoilt = (
        draft[: len(draft) // 2],
        draft[len(draft) // 2 :],
        re.sub(r"\[\d+\]", "", draft),
        re.sub(r"\d", lambda digit: str((int(digit[0]) + chance.choice([0, 0, 1])) % 10), draft),
        draft.replace("万元", "亿元").replace("不", ""),
        "公用支出为9999万元[1]。",
        "".join(chance.sample(draft, len(draft))),
    )
    return chance.choice(spoilt)


def right(answers: list[dict[str, Any]], folder: Path) -> int:
    """Count the answers that the scorer finds right."""
    path = folder / "answers.jsonl"
    path.write_text("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers), "utf-8")
    scorer: list[str | Path] = [
        sys.executable,
        SHARED / "eval" / "score.py",
        QUESTIONS,
        path,
        SHARED / "reports",
        "--json",
    ]
    said = subprocess.run(scorer, check=True, capture_output=True, encoding="utf-8").stdout
    tally = json.loads(next(line for line in said.splitlines() if line.startswith("{")))
    count: int = tally["all"][0]
    return count


@pytest.mark.shared
@pytest.mark.skipif(not QUESTIONS.exists(), reason="the measuring data are not beside the project")
def test_a_model_that_answers_badly_costs_no_question(tmp_path: Path, scripted: Any) -> None:
    from heshu.app import wire  # noqa: PLC0415

    build([SHARED / "reports"], tmp_path / "index")
    asked = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    chance = random.Random(8)
    scripted.text = lambda request: badly(chance, request)

    def answers(assistant: Assistant) -> list[dict[str, Any]]:
        given = ((assistant.ask(one["question"], one.get("history", ())), one["id"]) for one in asked)
        return [wire.answer(answer, identifier) for answer, identifier in given]

    helped = Assistant.open(tmp_path / "index", writer=Writer(Remote(Address(scripted.url, "m"))))
    without = right(answers(Assistant.open(tmp_path / "index")), tmp_path)
    assert right(answers(helped), tmp_path) >= without
    assert len(scripted.requests) > len(asked) / 2
