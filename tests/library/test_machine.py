"""An index through additions, changes, removals, crashes and reopenings, held against a dictionary."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from heshu.asking.assistant import Assistant
from heshu.errors import NoIndex
from heshu.library.build import build
from heshu.library.generations import published
from heshu.library.health import examine
from heshu.library.library import Library
from heshu.records import Status

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[2]))  # whichever way pytest is started
    RUN = importlib.import_module("eval.bench.crash").RUN

RUNS = int(os.environ.get("HESHU_MACHINES", "4"))
"""How many histories are tried; 100 take some minutes."""
AMOUNTS = st.decimals(min_value=1, max_value=10**6, places=2).map(str)
OFFICES = st.sampled_from(["气象局", "水务局", "档案馆", "图书馆"])
CHANGES = st.dictionaries(OFFICES, st.none() | AMOUNTS | AMOUNTS, min_size=1)
"""New amounts; ``None`` removes a report."""


def machine(start: Callable[..., BaseProcess]) -> type[RuleBasedStateMachine]:
    """Give the machine, which starts its processes with ``start``."""

    class Desk(RuleBasedStateMachine):
        """``files`` are the amounts that lie in the folder, ``held`` those that the index is to hold."""

        def __init__(self) -> None:
            super().__init__()
            self.home = Path(tempfile.mkdtemp(prefix="heshu-machine-"))
            self.folder, self.index = self.home / "reports", self.home / "index"
            self.folder.mkdir()
            self.files: dict[str, str] = {}
            self.held: dict[str, str] = {}
            self.assistant: Assistant | None = None

        def change(self, changes: dict[str, str | None]) -> None:
            for office, amount in changes.items():
                path = self.folder / f"{office}.md"
                if amount is None:
                    self.files.pop(office, None)
                    path.unlink(missing_ok=True)
                    continue
                title = f"东岭县{office}2023年度部门整体支出绩效自评报告"
                text = f"# {title}\n\n## 一、概况\n\n东岭县{office}2023年全年支出{amount}万元。\n"
                path.write_text(text, "utf-8")
                self.files[office] = amount

        @rule(changes=CHANGES, prune=st.booleans())
        def update(self, changes: dict[str, str | None], prune: bool) -> None:
            self.change(changes)
            build([self.folder], self.index, prune=prune)
            self.held = (self.files if prune else self.held | self.files).copy()

        @rule(changes=CHANGES, step=st.integers(min_value=1, max_value=60))
        def crash(self, changes: dict[str, str | None], step: int) -> None:
            self.change(changes)
            names = {"folder": self.folder, "index": self.index, "kill_at": step, "fail_from": 0}
            names |= {"largest": 0, "of_many": step % 2 == 0}
            process = start(RUN, **names)
            process.join()
            assert process.exitcode in {0, -9}
            now = self.contents()
            assert now in (self.held, self.files)
            assert process.exitcode or now == self.files
            self.held = now

        @rule()
        def reopen(self) -> None:
            self.assistant = None

        @precondition(lambda self: published(self.index) is not None)
        @rule(offices=st.sets(OFFICES, min_size=2))
        def ask(self, offices: set[str]) -> None:
            self.assistant = self.assistant or Assistant.open(self.index)
            for office in sorted(offices):
                answer = self.assistant.ask(f"东岭县{office}2023年全年支出多少")
                if office in self.held:
                    assert [value.number for value in answer.values] == [self.held[office]]
                    assert self.held[office] in answer.citations[0].quote
                else:
                    assert answer.status is Status.REFUSED

        @invariant()
        def holds(self) -> None:
            assert self.contents() == self.held

        def teardown(self) -> None:
            if published(self.index):
                assert not [trouble for trouble in examine(self.index).troubles if trouble.harmful]
            shutil.rmtree(self.home)

        def contents(self) -> dict[str, str]:
            try:
                library = Library.open(self.index)
            except NoIndex:
                return {}
            return {
                card.source.removesuffix(".md"): str(figure.value)
                for card in library.cards
                for figure in library.figures(card.id)
            }

    return Desk


@pytest.mark.skipif(os.name == "nt", reason="a process is killed as on Linux and macOS")
def test_an_index_holds_what_a_dictionary_would(start: Callable[..., BaseProcess]) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    limits = settings(max_examples=RUNS, stateful_step_count=12, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(machine(start), settings=limits)
