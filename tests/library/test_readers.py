"""Files that are too much for a reader: each is named, within its bounds, and the others are read."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from docx import Document

from heshu.library import readers, worker
from heshu.library.build import build
from heshu.library.catalogue import Entry
from heshu.library.readers import LIMITS, LONGEST, OTHERS, Limit, Outcome, outcomes, task

REPORT = """# 东岭县{office}2023年度部门整体支出绩效自评报告

## 一、基本情况

{office}2023年全年支出{spent}万元，预算执行率96.50%。
"""

HANG = "import time\ntime.sleep(600)\n"
HANG_IN_A_LIBRARY = "import re\nre.match('(a*)*b', 'a' * 60)\n"
CRASH = "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n"
EXIT = "import os\nos._exit(0)\n"
EAT = "held = []\nwhile True:\n    held.append(bytes(2**26))\n"
TALK = "print('noise' * 100_000)\nimport os\nos.write(1, b'noise')\nraise ValueError('not today')\n"


def write(folder: Path, *names: str) -> list[Path]:
    """Write a report under each name: Word files as such, all others as the text that they hold."""
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(names):
        text = REPORT.format(office=f"第{number}中学", spent=f"{number}.25")
        if name.endswith(".docx"):
            word(folder / name, text)
        else:
            (folder / name).write_text(text, "utf-8")
    return [folder / name for name in names]


def word(path: Path, text: str) -> None:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def read(paths: Iterable[Path]) -> list[Outcome]:
    with closing(outcomes([task(path.name, path) for path in paths])) as read_:
        return list(read_)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder from which the processes that read, and no others, take a module before any other place."""
    place = tmp_path / "modules"
    place.mkdir()
    monkeypatch.setattr(sys, "path", [str(place), *sys.path])
    return place


def limit(patch: pytest.MonkeyPatch, seconds: int) -> None:
    patch.setattr(readers, "LIMITS", ())
    patch.setattr(readers, "OTHERS", Limit((), seconds, 0))


# ---------------------------------------------------------------- bounds


@pytest.mark.parametrize("code", [HANG, HANG_IN_A_LIBRARY])
def test_a_reader_that_hangs_is_ended_and_the_others_go_on(
    tmp_path: Path, hostile: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    limit(monkeypatch, 2)
    (hostile / "docx.py").write_text(code, "utf-8")
    paths = write(tmp_path / "报告", "一.md", "挂起.docx", "三.md", "四.html")
    (one, hung, three, four) = read(paths)
    assert isinstance(hung, str)
    assert "2 秒" in hung
    assert all(isinstance(entry, Entry) for entry in (one, three, four))


@pytest.mark.parametrize("code", [CRASH, EXIT])
def test_a_reader_that_dies_costs_its_file_alone(tmp_path: Path, hostile: Path, code: str) -> None:
    (hostile / "docx.py").write_text(code, "utf-8")
    names = [f"{number}.{'docx' if number % 3 == 1 else 'html'}" for number in range(12)]
    found = read(write(tmp_path / "报告", *names))
    assert [isinstance(one, str) for one in found] == [name.endswith("docx") for name in names]
    assert all("意外中止" in one for one in found if isinstance(one, str))
    sources = [one.report.source for one in found if isinstance(one, Entry)]
    assert sources == [name for name in names if name.endswith("html")]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_reader_that_takes_all_memory_is_named(tmp_path: Path, hostile: Path) -> None:
    (hostile / "docx.py").write_text(EAT, "utf-8")
    eaten, read_ = read(write(tmp_path / "报告", "大.docx", "小.html"))
    assert isinstance(eaten, str)
    assert "内存" in eaten
    assert isinstance(read_, Entry)


def test_what_a_reader_prints_or_raises_disturbs_nothing(tmp_path: Path, hostile: Path) -> None:
    (hostile / "docx.py").write_text(TALK, "utf-8")
    talked, read_ = read(write(tmp_path / "报告", "多话.docx", "小.html"))
    assert isinstance(talked, str)
    assert "ValueError" in talked
    assert isinstance(read_, Entry)


PROGRAM = """
import os, subprocess, sys, time
place = os.path.dirname(__file__)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
with open(os.path.join(place, "pid"), "w") as out:
    out.write(str(child.pid))
time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a process is looked up as on Linux")
def test_a_program_that_a_reader_started_is_ended_with_it(
    tmp_path: Path, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, 3)
    (hostile / "docx.py").write_text(PROGRAM, "utf-8")
    (hung,) = read(write(tmp_path / "报告", "挂起.docx"))
    assert isinstance(hung, str)
    started = Path("/proc", (hostile / "pid").read_text("utf-8"))
    begun = time.monotonic()
    while started.exists() and "Z" not in (started / "stat").read_text("utf-8"):
        assert time.monotonic() - begun < 30


def test_an_outcome_that_is_too_large_to_hand_over_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.sent = b""

        def write(self, data: bytes) -> None:
            self.sent += data

        def flush(self) -> None:
            pass

    monkeypatch.setattr(worker, "LARGEST_OUTCOME", 100)
    pipe = Pipe()
    worker._send(pipe, "很长的内容" * 100)  # type: ignore[arg-type]
    assert worker.TOO_LARGE.encode() in pipe.sent


def test_every_file_has_a_limit_that_grows_with_it_and_ends() -> None:
    for row in (*LIMITS, OTHERS):
        assert 0 < row.of(0) <= row.of(50 * 2**20) <= row.of(2**34) <= LONGEST


# ---------------------------------------------------------------- order, and stopping


def test_outcomes_come_in_the_order_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "FEW", 0)
    names = [f"{number:03}.{('md', 'html', 'txt')[number % 3]}" for number in range(100)]
    found = read(write(tmp_path / "报告", *names))
    assert [one.report.source for one in found if isinstance(one, Entry)] == names


def test_a_few_small_texts_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(readers, "_started", refuse)
    assert all(isinstance(one, Entry) for one in read(write(tmp_path / "报告", "一.md", "二.txt")))
    with pytest.raises(AssertionError, match="process"):
        read(write(tmp_path / "报告", "三.html"))


def test_no_process_is_left_when_reading_stops_early(tmp_path: Path, hostile: Path) -> None:
    (hostile / "docx.py").write_text(HANG, "utf-8")
    paths = write(tmp_path / "报告", "一.md", "挂起.docx", "三.docx")
    before, begun = threading.active_count(), time.monotonic()
    found = outcomes([task(path.name, path) for path in paths])
    next(found)
    found.close()
    assert threading.active_count() == before
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(os.name == "nt", reason="a process is looked up as on Linux and macOS")
def test_a_process_ends_with_the_one_that_started_it() -> None:
    with readers._started() as process:
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 0


def test_the_index_is_built_from_what_can_be_read(tmp_path: Path, hostile: Path) -> None:
    (hostile / "docx.py").write_text(CRASH, "utf-8")
    write(tmp_path / "报告", "一.md", "崩溃.docx", "三.html")
    built = build([tmp_path / "报告"], tmp_path / "index")
    assert {card.source for card in built.cards} == {"一.md", "三.html"}
    (unread,) = built.unread
    assert unread.source == "崩溃.docx"
    assert "意外中止" in unread.reason


def test_what_took_all_it_may_is_tried_again_only_when_it_changes(tmp_path: Path, hostile: Path) -> None:
    (hostile / "docx.py").write_text(CRASH, "utf-8")
    (path,) = write(tmp_path / "报告", "崩溃.docx")
    first = build([path.parent], tmp_path / "index")
    (hostile / "docx.py").write_text(TALK, "utf-8")
    assert build([path.parent], tmp_path / "index").unread == first.unread
    assert "ValueError" in build([path.parent], tmp_path / "other").unread[0].reason
    word(path, "改过的报告")
    assert build([path.parent], tmp_path / "index").unread != first.unread
