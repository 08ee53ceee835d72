"""A run that was killed is taken up where it was: what it read is not read again, and the index is the same."""

from __future__ import annotations

import os
import pickle
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.library import entries, resume
from heshu.library.build import build
from heshu.library.catalogue import Entry
from heshu.library.library import Library

MANY = 12


class Stopped(BaseException):
    """The run was killed."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resume, "LEAST", 2)
    return reports(tmp_path)


def reports(place: Path) -> Path:
    folder = place / "报告"
    folder.mkdir()
    for number in range(MANY):
        said = f"全年支出{number}.25万元，执行率9{number % 10}.5%。"
        text = f"# 东岭县第{number}中学2023年度自评报告\n\n## 一、情况\n\n{said}\n"
        (folder / f"{number:02}.md").write_text(text, "utf-8")
    return folder


def stopped(folder: Path, index: Path, after: int) -> None:
    def progress(done: int, _: int, __: str) -> None:
        if done >= after:
            raise Stopped

    with pytest.raises(Stopped):
        build([folder], index, progress=progress)


def read_by(folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, *, rebuild: bool = False) -> list[str]:
    """Bring the index up to date, and list what was read."""
    seen: list[str] = []
    with monkeypatch.context() as patch:
        real = entries.entry

        def entry(source: str, path: Path) -> Entry | str:
            seen.append(source)
            return real(source, path)

        patch.setattr(entries, "entry", entry)
        build([folder], index, rebuild=rebuild)
    return seen


def held(index: Path) -> list[object]:
    library = Library.open(index)
    ids = [card.id for card in library.cards]
    return [library.manifest, *((library.report(i), library.passages(i), library.figures(i)) for i in ids)]


def test_what_was_read_is_not_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    stopped(folder, index, 8)
    assert len(read_by(folder, index, monkeypatch)) <= MANY - 8
    assert not (index / resume.FILE).exists()
    build([folder], tmp_path / "anew")
    assert held(index) == held(tmp_path / "anew")


def test_a_file_that_changed_meanwhile_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    stopped(folder, index, 8)
    path = folder / "03.md"
    path.write_text(path.read_text("utf-8").replace("3.25", "77.25"), "utf-8")
    assert "03.md" in read_by(folder, index, monkeypatch)
    library = Library.open(index)
    assert any("77.25" in figure.text for card in library.cards for figure in library.figures(card.id))


def test_a_rebuild_and_other_readers_take_nothing_up(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    stopped(folder, index, 8)
    assert len(read_by(folder, index, monkeypatch, rebuild=True)) == MANY
    stopped(folder, tmp_path / "other", 8)
    monkeypatch.setattr(resume, "readers_hash", lambda: b"x" * 32)
    assert len(read_by(folder, tmp_path / "other", monkeypatch)) == MANY


@settings(max_examples=15, deadline=None)
@given(st.integers(1, MANY - 1), st.floats(0, 1), st.binary(max_size=6))
def test_a_torn_or_spoilt_file_costs_at_most_reading_again(after: int, where: float, put: bytes) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(resume, "LEAST", 2)
        place = Path(name)
        folder, index = reports(place), place / "index"
        stopped(folder, index, after)
        data = (index / resume.FILE).read_bytes()
        at = int(where * len(data))
        (index / resume.FILE).write_bytes(data[:at] + put + (data[at + len(put) :] if put else b""))
        build([folder], index)
        assert len(Library.open(index).cards) == MANY


def test_nothing_that_could_run_is_read_back(tmp_path: Path) -> None:
    class Bad:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "run"),)

    key, data = "ab 甲.md".encode(), zlib.compress(pickle.dumps(Bad()))
    record = resume._HEAD.pack(len(key), len(data), crc32(data, crc32(key))) + key + data
    (tmp_path / resume.FILE).write_bytes(resume.readers_hash() + record)
    with resume.Kept(tmp_path) as kept:
        assert ("甲.md", "ab") in kept
        assert kept.get("甲.md", "ab") is None
    assert not (tmp_path / "run").exists()
