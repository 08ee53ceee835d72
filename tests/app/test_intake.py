"""Names under which files are stored, for any name that a browser may send."""

from __future__ import annotations

import asyncio
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
