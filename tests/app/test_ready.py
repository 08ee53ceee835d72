"""A server made ready before the first question."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from heshu.app.ready import make_ready
from heshu.asking.assistant import Assistant
from heshu.library.build import build
from heshu.library.library import Library

REPORT = "# {}2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n2023年，全年支出{}万元。\n"


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    """Let Python look for garbage in the other tests."""
    yield
    gc.unfreeze()


def test_what_is_there_is_looked_through_no_more_and_a_generation_goes_all_the_same(tmp_path: Path) -> None:
    report, index = tmp_path / "a.md", tmp_path / "index"
    report.write_text(REPORT.format("路灯所", "41.30"), "utf-8")
    build([report], index)
    assistant = Assistant.open(index)
    make_ready(assistant)
    assert gc.get_freeze_count() > 10_000
    first = weakref.ref(assistant.library)
    assert "41.30" in assistant.ask("路灯所全年支出多少").text
    report.write_text(REPORT.format("路灯所", "42.30"), "utf-8")
    build([report], index)
    assert "42.30" in assistant.ask("路灯所全年支出多少").text
    assert first() is None


def test_an_index_that_cannot_be_searched_is_left_to_who_asks(tmp_path: Path) -> None:
    report, index = tmp_path / "a.md", tmp_path / "index"
    report.write_text(REPORT.format("路灯所", "41.30"), "utf-8")
    build([report], index)
    assistant = Assistant.open(index)
    shutil.rmtree(Library.open(index).generation / "words")
    make_ready(assistant)
