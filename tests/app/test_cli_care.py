"""heshu doctor, backup and restore, as a user runs them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli
from heshu.library.catalogue import FILE
from heshu.library.generations import current
from heshu.library.health import examine
from heshu.library.rows import IDS, ROWS

QUESTION = "水务局公用支出是多少"


def heshu(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu")


@pytest.fixture
def index(small_reports: Path, tmp_path: Path) -> Path:
    assert heshu("index", small_reports, "--index", tmp_path / "index").exit_code == 0
    return tmp_path / "index"


# ---------------------------------------------------------------- doctor


def test_the_doctor_walks_the_whole_way_and_reaches_nothing(index: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from heshu.app.cli import main; main()",
        "doctor",
        "--index",
        str(index),
        "--json",
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["well"]
    assert found["attempts"] == []
    assert [step["failure"] for step in found["steps"]] == [""] * 6
    assert found["health"]["reports"] == 3


def _lose_a_vector(generation: Path) -> None:
    folder = generation / "vectors"
    ids = (folder / IDS).read_text("utf-8").splitlines(keepends=True)
    matrix = np.fromfile(folder / ROWS, "<f4").reshape(len(ids), -1)
    (folder / IDS).write_text("".join(ids[1:]), "utf-8")
    matrix[1:].tofile(folder / ROWS)


def _sql(statement: str) -> Callable[[Path], None]:
    def spoil(generation: Path) -> None:
        with closing(sqlite3.connect(generation / FILE)) as connection, connection:
            connection.execute(statement)

    return spoil


SPOILT: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("a figure's text", _sql("UPDATE figures SET text = '99.99' WHERE ordinal = 0"), "与原文对不上"),
    ("a figure's passage", _sql("UPDATE figures SET passage_id = 'x' WHERE ordinal = 0"), "与原文对不上"),
    ("a figure gone", _sql("DELETE FROM figures WHERE ordinal = 0"), "有缺"),
    ("a report's name", _sql("UPDATE reports SET source = source || 'x'"), "说明文件"),
    ("a vector gone", _lose_a_vector, "vectors 有 17 段"),
)


@pytest.mark.parametrize(("spoil", "says"), [case[1:] for case in SPOILT], ids=[case[0] for case in SPOILT])
def test_what_is_spoilt_is_found(index: Path, spoil: Callable[[Path], None], says: str) -> None:
    assert examine(index).troubles == ()
    spoil(current(index))
    health = examine(index)
    assert not health.sound
    assert any(says in trouble.message for trouble in health.troubles), health.troubles


def test_a_file_that_changed_since_is_named_and_does_no_harm(small_reports: Path, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    shutil.copytree(small_reports, folder)
    heshu("index", folder, "--index", tmp_path / "index")
    changed, gone, *_ = sorted(folder.iterdir())
    changed.write_bytes(changed.read_bytes() + "\n又及。\n".encode())
    gone.unlink()
    health = examine(tmp_path / "index")
    assert health.sound
    assert [changed.name in health.troubles[0].message, gone.name in health.troubles[1].message] == [True, True]


# ---------------------------------------------------------------- backup and restore


def test_a_restored_index_answers_as_before(index: Path, tmp_path: Path) -> None:
    kept = tmp_path / "备份.zip"
    assert heshu("backup", kept, "--index", index).exit_code == 0
    before = heshu("ask", QUESTION, "--index", index).stdout
    other = tmp_path / "other"
    assert "3 份报告" in heshu("restore", kept, "--index", other).stdout
    assert heshu("ask", QUESTION, "--index", other).stdout == before
    assert examine(other).troubles == ()


def test_an_index_is_replaced_only_when_asked_to(index: Path, tmp_path: Path) -> None:
    kept = tmp_path / "备份.zip"
    heshu("backup", kept, "--index", index)
    before = current(index)
    done = heshu("restore", kept, "--index", index)
    assert done.exit_code == 2
    assert "--replace" in done.stderr
    assert current(index) == before
    assert heshu("restore", kept, "--index", index, "--replace").exit_code == 0
    assert current(index) != before


def _rewritten(source: Path, target: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return target


def test_a_backup_that_is_not_whole_changes_nothing(index: Path, tmp_path: Path) -> None:
    kept, other = tmp_path / "备份.zip", tmp_path / "other"
    heshu("backup", kept, "--index", index)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(kept.read_bytes()[:-2000])
    altered = _rewritten(kept, tmp_path / "altered.zip", lambda n, d: (n, d[:-1] + b"?" if n == "manifest.json" else d))
    strange = _rewritten(
        kept, tmp_path / "strange.zip", lambda n, d: (n, d.replace(b'"manifest.json"', b'"../manifest.json"'))
    )
    none = tmp_path / "none.zip"
    none.write_text("不是压缩包", "utf-8")
    for bad in (cut, altered, strange, none):
        done = heshu("restore", bad, "--index", other)
        assert done.exit_code == 2, bad.name
        assert bad.name in done.stderr
        assert heshu("ask", QUESTION, "--index", other).exit_code == 2
    assert not (tmp_path / "manifest.json").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing(index: Path, tmp_path: Path) -> None:
    done = heshu("backup", tmp_path / "no such folder" / "备份.zip", "--index", index)
    assert done.exit_code == 2
    assert "写不进" in done.stderr
