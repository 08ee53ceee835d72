from __future__ import annotations

import errno
import gc
import os
import random
import shutil
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from heshu.errors import DamagedIndex, IndexBusy, IndexError_, NoIndex
from heshu.library import generations
from heshu.library.build import build
from heshu.library.generations import LOCK, NAME, OWNER, POINTER, current, publish, published, writing
from heshu.library.library import Library

Start = Callable[..., BaseProcess]
KILLS = int(os.environ.get("HESHU_KILLS", "15"))
"""How often a writer is killed; 300 take some minutes."""

forks = pytest.mark.skipif(os.name == "nt", reason="a process is killed and a lock is held as on Linux and macOS")


def folders(index: Path) -> set[str]:
    return {path.name for path in index.iterdir() if path.is_dir()}


def publish_next(index: Path, content: str = "") -> str:
    with writing(index) as folder:
        (folder / "below").mkdir()
        (folder / "below" / "file").write_text(content, "utf-8")
        publish(folder)
    return folder.name


# ---------------------------------------------------------------- publishing


def test_a_generation_is_seen_once_it_is_published(tmp_path: Path) -> None:
    index = tmp_path / "deep" / "index"
    with pytest.raises(NoIndex):
        current(index)
    with writing(index) as folder:
        assert published(index) is None
        publish(folder)
        assert current(index) == folder
    assert NAME.fullmatch(folder.name)


def test_the_last_two_are_kept_and_numbers_rise(tmp_path: Path) -> None:
    names = [publish_next(tmp_path, str(n)) for n in range(4)]
    assert folders(tmp_path) == set(names[-2:])
    assert names == sorted(names)
    assert published(tmp_path) == names[-1]
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {POINTER, LOCK}


def test_what_is_not_published_is_removed(tmp_path: Path) -> None:
    first = publish_next(tmp_path)
    with writing(tmp_path) as folder:
        (folder / "half").write_text("half", "utf-8")
    with pytest.raises(KeyboardInterrupt), writing(tmp_path) as folder:
        raise KeyboardInterrupt
    assert folders(tmp_path) == {first}


def test_what_a_crashed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    first = publish_next(tmp_path)
    (tmp_path / "000007-abcdef" / "words").mkdir(parents=True)
    (tmp_path / OWNER).write_text("1", "utf-8")
    (tmp_path / "CURRENT.new").write_text("000007-", "utf-8")
    second = publish_next(tmp_path)
    assert folders(tmp_path) == {first, second}
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {POINTER, LOCK}


def test_folders_of_the_user_are_never_removed(tmp_path: Path) -> None:
    own = {"2022", "2023", "000001", "000001-", "报告", "999999-reports"}
    for name in own:
        (tmp_path / name).mkdir()
        (tmp_path / name / "自评报告.docx").write_bytes(b"...")
    for _ in range(3):
        publish_next(tmp_path)
    assert own < folders(tmp_path)
    assert all((tmp_path / name / "自评报告.docx").exists() for name in own)


def test_nothing_is_removed_while_it_cannot_be_told_what_was_published(tmp_path: Path) -> None:
    names = {publish_next(tmp_path) for _ in range(2)}
    (tmp_path / POINTER).write_text("?", "utf-8")
    with writing(tmp_path):
        pass
    assert names <= folders(tmp_path)
    with pytest.raises(DamagedIndex, match="--rebuild"):
        current(tmp_path)


def test_all_is_on_the_disk_before_it_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{handle}"))
        assert published(tmp_path) is None or flushed[-1] == str(tmp_path)
        real(handle)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux tells which file a handle is of")
    monkeypatch.setattr(os, "fsync", fsync)
    name = publish_next(tmp_path)
    below = [str(tmp_path / name / "below" / "file"), str(tmp_path / name / "below"), str(tmp_path / name)]
    assert set(below) | {str(tmp_path)} <= set(flushed[:-2])
    assert flushed[-2:] == [str(tmp_path / "CURRENT.new"), str(tmp_path)]


# ---------------------------------------------------------------- one writer at a time


def test_a_second_writer_of_the_same_program_is_refused(tmp_path: Path) -> None:
    with writing(tmp_path), pytest.raises(IndexBusy, match=str(os.getpid())), writing(tmp_path):
        pytest.fail("two writers at once")
    publish_next(tmp_path)


@forks
def test_a_second_writer_is_told_who_is_writing(tmp_path: Path, small_reports: Path, start: Start) -> None:
    before = publish_next(tmp_path)
    code = "from heshu.library.generations import writing\nimport time\nwith writing(index): time.sleep(600)"
    other = start(code, index=tmp_path)
    try:
        while not (tmp_path / OWNER).exists():
            assert other.is_alive()
            time.sleep(0.01)
        while not (tmp_path / OWNER).read_text("utf-8"):
            time.sleep(0.01)
        with pytest.raises(IndexBusy, match=str(other.pid)):
            build([small_reports], tmp_path)
        assert published(tmp_path) == before
    finally:
        other.kill()
        other.join()
    publish_next(tmp_path)


# ---------------------------------------------------------------- folders that cannot be written


def test_a_file_in_the_way_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file", "utf-8")
    for index in (tmp_path / "index", tmp_path / "index" / "below"):
        with pytest.raises(IndexError_, match="不是文件夹"), writing(index):
            pytest.fail("written into a file")
    assert published(tmp_path / "index") is None


@pytest.mark.parametrize("call", ["fsync", "mkdir", "replace", "unlink", "scandir", "listdir"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_disk_that_refuses_leaves_the_published_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    before = publish_next(tmp_path, "before")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(IndexError_) as refused:
            publish_next(tmp_path, "after")
    reason = generations.REASONS.get(number, os.strerror(number))
    assert reason in refused.value.message
    # Only the last call of all, after the pointer was replaced, may fail with the new generation in place.
    name = published(tmp_path)
    assert (tmp_path / str(name) / "below" / "file").read_text("utf-8") == ("before" if name == before else "after")
    publish_next(tmp_path, "later")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do everything")
def test_a_read_only_folder_is_said_in_words_and_can_be_read(tmp_path: Path) -> None:
    name = publish_next(tmp_path)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(IndexError_, match="没有写入权限"), writing(tmp_path):
            pytest.fail("written to a read-only folder")
        assert published(tmp_path) == name
    finally:
        tmp_path.chmod(0o755)


# ---------------------------------------------------------------- readers


def everything(library: Library) -> list[object]:
    """Read all that a library holds."""
    ids = [card.id for card in library.cards]
    passages = [library.passages(i) for i in ids]
    vectors = library.vectors.get([p.id for row in passages for p in row])
    assert len(vectors) == len(library.words) == len(library.vectors) == library.manifest.passages
    found = [library.words.search("全年支出", 5), library.vectors.search(library.encode("全年支出"), 5)]
    return [[library.report(i) for i in ids], [library.figures(i) for i in ids], passages, found]


def add_report(folder: Path, number: int) -> None:
    text = f"# 东岭县第{number}中学2023年度部门整体支出绩效自评报告\n\n## 一、概况\n\n全年支出{number}.50万元。\n"
    (folder / f"东岭县{number}.md").write_text(text, "utf-8")


def test_a_reader_keeps_its_generation_while_the_next_is_published(small_reports: Path, tmp_path: Path) -> None:
    reports, index = Path(shutil.copytree(small_reports, tmp_path / "reports")), tmp_path / "index"
    build([reports], index)
    busy, idle = Library.open(index), Library.open(index)
    before = everything(busy)
    add_report(reports, 7)
    build([reports], index)
    assert everything(busy) == before
    assert everything(idle) == before
    assert busy.latest().latest() is not busy
    assert len(busy.latest().cards) == len(busy.cards) + 1
    assert everything(busy.latest())[0] == everything(Library.open(index))[0]


@pytest.mark.skipif(os.name == "nt", reason="open files are not removed there")
def test_a_reader_keeps_its_generation_however_many_are_published(small_reports: Path, tmp_path: Path) -> None:
    reports, index = Path(shutil.copytree(small_reports, tmp_path / "reports")), tmp_path / "index"
    build([reports], index)
    reader = Library.open(index)
    for number in range(4):
        add_report(reports, number)
        build([reports], index)
    assert len(folders(index)) == 3
    everything(reader)
    assert {card.source for card in reader.cards} == {path.name for path in small_reports.iterdir()}
    del reader
    gc.collect()
    add_report(reports, 9)
    build([reports], index)
    assert len(folders(index)) == 2


# ---------------------------------------------------------------- kill -9


@pytest.fixture(scope="module")
def grown(small_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a folder of reports and the index of it, both to be written to."""
    home = tmp_path_factory.mktemp("killed")
    reports, index = Path(shutil.copytree(small_reports, home / "reports")), home / "index"
    build([reports], index)
    return reports, index


BUILD = "from heshu.library.build import build\nbuild([reports], index)"


@pytest.fixture(scope="module")
def duration(grown: tuple[Path, Path], start: Start) -> float:
    """Give how long a run takes here that adds a report, in seconds."""
    reports, index = grown
    for number in (1, 2):  # the first one starts the server of processes too
        add_report(reports, number)
        begun = time.monotonic()
        process = start(BUILD, reports=reports, index=index)
        process.join()
        assert process.exitcode == 0
    return time.monotonic() - begun


@forks
@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_writer_leaves_a_whole_generation(
    grown: tuple[Path, Path], duration: float, start: Start, seed: int
) -> None:
    reports, index = grown
    before = {card.source for card in Library.open(index).cards}
    add_report(reports, 1000 + seed)
    process = start(BUILD, reports=reports, index=index)
    time.sleep(random.Random(seed).uniform(0, duration))
    process.kill()
    process.join()
    library = Library.open(index)
    everything(library)
    assert {card.source for card in library.cards} in (before, {path.name for path in reports.iterdir()})


@forks
def test_the_run_after_a_killed_one_completes(grown: tuple[Path, Path]) -> None:
    reports, index = grown
    add_report(reports, 9999)
    build([reports], index)
    library = Library.open(index)
    everything(library)
    assert {card.source for card in library.cards} == {path.name for path in reports.iterdir()}
    assert len(folders(index)) == 2
    assert {path.name for path in index.iterdir() if path.is_file()} == {POINTER, LOCK}
