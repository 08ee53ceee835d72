"""Ten people ask at once, thirty questions each; how fast is measured by `python -m eval.bench.crowd`."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[3]))  # whichever way pytest is started
    bench = importlib.import_module("eval.bench.crowd")


def test_ten_sessions_at_once_are_all_answered(address: str) -> None:
    asked = bench.crowd(address, 10, 30, 0.0)
    assert len(asked) == 300
    assert bench.errors(asked) == 0


def test_a_conversation_is_answered_alike_alone_and_in_a_crowd(address: str) -> None:
    count = len(bench.QUESTIONS)
    alone = [one.kind for one in bench.talk(address, "s4x0", count, 0.0)]
    together = [one.kind for one in bench.crowd(address, 4, count, 0.0)]
    assert together[:count] == alone
