"""What one generation of an index has worked out serves the next, where a report is still the same."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from threading import Barrier, Thread

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.evidence.shelf import Shelf, WorkedOut
from heshu.library.build import build
from heshu.library.library import Library

REPORT = (
    "# {0}2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n2023年，{0}年初预算50.00万元，全年支出{1}万元。\n\n"
    "## 二、存在的主要问题\n\n{0}预算编制不够精细，{2}。\n"
)
QUESTIONS = ("路灯所全年支出多少", "渔政站存在哪些主要问题", "哪个部门全年支出最高", "渔政站年初预算是多少")


def write(folder: Path, spent: str, problem: str) -> None:
    """Write two reports, of which the second says the same every time."""
    (folder / "a.md").write_text(REPORT.format("路灯所", spent, "更换灯头不及时"), "utf-8")
    (folder / "b.md").write_text(REPORT.format("渔政站", "76.00", problem), "utf-8")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Give a folder of two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, "41.30", "巡航次数偏少")
    return folder


def test_answers_over_generations_are_those_of_who_opens_the_index_anew(reports: Path) -> None:
    index = reports.parent / "index"
    build([reports], index)
    staying = Assistant.open(index)
    for spent, problem in (("41.30", "巡航次数偏少"), ("42.30", "巡航次数偏少"), ("42.30", "船只登记滞后")):
        write(reports, spent, problem)
        build([reports], index)
        for question in QUESTIONS:
            answer, fresh = staying.ask(question), Assistant.open(index).ask(question)
            assert (answer.text, answer.citations) == (fresh.text, fresh.citations)


def test_what_was_worked_out_is_used_for_the_same_passages_alone(reports: Path) -> None:
    index = reports.parent / "index"
    build([reports], index)
    library = Library.open(index)
    first, other = (Shelf(library, card.id) for card in library.cards)
    weights = first.weights
    assert Shelf(library, first.report_id, first.worked_out()).weights is weights
    assert Shelf(library, first.report_id, other.worked_out()).of == first.of
    wrong = WorkedOut(other.passages, first.worked_out().values)
    assert Shelf(library, first.report_id, wrong).weights is not weights


def test_a_former_generation_goes_with_its_last_question(reports: Path) -> None:
    """Its files and its lock too, and without waiting for Python to look for garbage."""
    index = reports.parent / "index"
    build([reports], index)
    assistant = Assistant.open(index)
    gc.collect()
    gc.disable()
    try:
        for spent in ("1.00", "2.00", "3.00", "4.00"):
            for question in QUESTIONS:
                assistant.ask(question, ["渔政站年初预算是多少"])
            assistant.search("更换灯头", 3)
            assistant.examples()
            former = weakref.ref(assistant.library)
            write(reports, spent, "巡航次数偏少")
            build([reports], index)
            assistant.ask(QUESTIONS[0])
            assert former() is None
    finally:
        gc.enable()
    assert len([path for path in index.iterdir() if path.is_dir()]) == 2


def test_of_questions_that_come_at_once_one_opens_the_generation(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = reports.parent / "index"
    build([reports], index)
    assistant = Assistant.open(index)
    write(reports, "1.00", "巡航次数偏少")
    build([reports], index)
    opened, opening, start = [], Library.open, Barrier(8)

    def counted(*arguments: object) -> Library:
        opened.append(arguments)
        return opening(*arguments)  # type: ignore[arg-type]

    def ask() -> None:
        start.wait()
        assert "1.00" in assistant.ask(QUESTIONS[0]).text

    monkeypatch.setattr(Library, "open", counted)
    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 1
