"""Indexing in a process of its own: what it makes, what it says, and what is left when it is ended."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from heshu.app.indexing import GIVES_WAY, Indexing
from heshu.app.intake import Intake
from heshu.errors import HeshuError, IndexError_
from heshu.library.build import build
from heshu.library.generations import writing
from heshu.library.library import Library

REPORT = "# {}2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n2023年，全年支出41.30万元。\n"


@pytest.fixture
def indexing() -> Iterator[Indexing]:
    """Give a process that indexes."""
    made = Indexing()
    yield made
    made.close()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a folder of two reports."""
    (tmp_path / "reports").mkdir()
    for name in ("甲局", "乙局"):
        (tmp_path / "reports" / f"{name}.md").write_text(REPORT.format(name), "utf-8")
    return tmp_path / "reports"


def children() -> dict[int, int]:
    """Give the processes that index for this one, and how much each gives way."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended
            state = (place / "stat").read_text().rpartition(")")[2].split()
            if int(state[1]) == os.getpid() and b"heshu.app.indexing" in (place / "cmdline").read_bytes():
                found[int(place.name)] = int(state[16])
                if (place / "autogroup").exists():
                    assert (place / "autogroup").read_text().endswith(f"nice {state[16]}\n")
    return found


def test_an_index_is_brought_up_to_date_and_says_how_far_it_is(indexing: Indexing, reports: Path) -> None:
    index, steps = reports.parent / "index", []
    for gone in (None, "乙局.md"):
        if gone:
            (reports / gone).unlink()
        indexing.build([reports], index, None, lambda *step: steps.append(step))
    assert [card.source for card in Library.open(index).cards] == ["甲局.md"]
    assert steps[0][:2] == (0, 2)
    assert (2, 2, "") in steps


def test_what_is_wrong_is_said_in_words(indexing: Indexing, reports: Path) -> None:
    index = reports.parent / "index"
    with writing(index), pytest.raises(HeshuError, match="正在写索引") as busy:
        indexing.build([reports], index, None, lambda *_: None)
    assert "is writing the index" in busy.value.english
    indexing.build([reports], index, None, lambda *_: None)
    assert len(Library.open(index).cards) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_process_that_is_ended_leaves_the_index_and_is_replaced(indexing: Indexing, reports: Path) -> None:
    index = reports.parent / "index"
    build([reports], index)
    before = set(children())
    (reports / "丙局.md").write_text(REPORT.format("丙局"), "utf-8")

    def ended(*_: object) -> None:
        for pid in set(children()) - before:
            os.kill(pid, 9)

    with pytest.raises(IndexError_, match="中途停了"):
        indexing.build([reports], index, None, ended)
    assert len(Library.open(index).cards) == 2
    indexing.build([reports], index, None, lambda *_: None)
    assert len(Library.open(index).cards) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_the_process_gives_way_and_ends_when_nobody_needs_it(reports: Path) -> None:
    before = set(children())
    indexing = Indexing(idle=0.5)
    indexing.build([reports], reports.parent / "index", None, lambda *_: None)
    mine = {pid: nice for pid, nice in children().items() if pid not in before}
    assert list(mine.values()) == [os.nice(0) + GIVES_WAY]
    while set(children()) - before:
        time.sleep(0.05)
    indexing.build([reports], reports.parent / "index", None, lambda *_: None)
    assert set(children()) - before
    del indexing
    gc.collect()
    assert not set(children()) - before


def test_a_bug_is_logged_under_the_reference_that_is_shown(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a bug")

    (tmp_path / "甲局.md").write_text(REPORT.format("甲局"), "utf-8")
    build([tmp_path / "甲局.md"], tmp_path / "index")
    intake = Intake(tmp_path / "index", work=broken)
    intake.start()
    while intake.state.running:
        time.sleep(0.01)
    assert intake.state.error is not None
    assert intake.state.error[1].rpartition(" ")[2].rstrip(".") in caplog.text
    assert "a bug" in caplog.text
