"""Names under which files are stored, for any name that a browser may send."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.app import intake
from heshu.app.intake import Intake, fit
from heshu.errors import UsageError


@given(st.text(max_size=300), st.sampled_from([".docx", ".PDF", ".txt", ".zip"]))
def test_a_name_stays_inside_its_folder_and_is_seen(stem: str, suffix: str) -> None:
    try:
        name = fit(stem + suffix)
    except UsageError:
        return
    assert Path(name).name == name
    assert not name.startswith((".", "~$"))
    assert name.endswith(suffix.lower())
    assert len(name.encode()) <= intake.NAME_BYTES
    assert fit(name) == name


@pytest.mark.parametrize("name", ["", ".pdf", "a", "a.exe", "a.ofd", "../.docx"])
def test_a_kind_that_is_not_read_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        fit(name)


async def pieces(*of: bytes) -> AsyncIterator[bytes]:
    for piece in of:
        yield piece


def test_a_file_that_is_too_large_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LARGEST", 8)
    taking = Intake(tmp_path)
    with pytest.raises(UsageError, match="没有收下"):
        asyncio.run(taking.take("a.txt", "", pieces(b"12345", b"6789")))
    assert list(taking.folder.iterdir()) == []
    assert asyncio.run(taking.take("a.txt", "甲", pieces(b"1"))).file == "a.txt"
    assert asyncio.run(taking.take("a.txt", "乙", pieces(b"2"))).file == "a (2).txt"
    assert {name: upload.who for name, upload in taking.uploads().items()} == {"a.txt": "甲", "a (2).txt": "乙"}
    taking.remove("a.txt", "甲")
    assert taking.files() == ("a (2).txt",)


def test_what_came_in_halfway_when_the_server_was_ended_is_cleared_away(tmp_path: Path) -> None:
    folder = tmp_path / intake.FOLDER
    folder.mkdir()
    for name, age in (("old", intake.ABANDONED + 60), ("young", 60)):
        (folder / f".incoming-{name}").write_bytes(b"1")
        os.utime(folder / f".incoming-{name}", (time.time() - age,) * 2)
    Intake(tmp_path)
    assert [path.name for path in folder.iterdir()] == [".incoming-young"]


def test_a_file_that_stops_coming_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stopping() -> AsyncIterator[bytes]:
        yield b"1"
        await asyncio.sleep(30)

    monkeypatch.setattr(intake, "STALLED", 0.1)
    taking = Intake(tmp_path)
    with pytest.raises(UsageError, match="传到一半停了"):
        asyncio.run(taking.take("a.txt", "", stopping()))
    assert list(taking.folder.iterdir()) == []
