"""Spoilt questions are answered, refused or asked back.  `python -m eval.bench.ask_fuzz` goes on for longer."""

from __future__ import annotations

import importlib
import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.wording.question import LONGEST
from heshu.records import Status

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[2]))  # whichever way pytest is started
    ask_fuzz = importlib.import_module("eval.bench.ask_fuzz")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_spoilt_question_has_an_answer_whose_quotes_stand_in_the_reports(seed: int, small_index: Path) -> None:
    assistant, seen = Assistant.open(small_index), Counter[str]()
    for question, history in islice(ask_fuzz.questions(random.Random(seed)), 60):
        assert not ask_fuzz.fault_in(assistant, question, history, seen)
    assert seen["answered"]
    assert seen["refused"]


@pytest.mark.parametrize(("piece", "said"), [("花都区公用经费多少，", "太长"), ("what did Huadu spend, ", "too long")])
def test_a_question_that_is_too_long_is_refused_whole_and_forgotten(piece: str, said: str, small_index: Path) -> None:
    assistant, long = Assistant.open(small_index), piece * LONGEST
    told = assistant.ask(long)
    assert told.status is Status.REFUSED
    assert said in told.text
    assert str(LONGEST) in told.text
    assert str(len(long)) in told.text
    assert assistant.ask("对吗？", [long]).text == assistant.ask("对吗？").text
