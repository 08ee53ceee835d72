"""heshu index and heshu status, as a user runs them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli


def heshu(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu")


@pytest.fixture
def folder(tmp_path: Path, small_reports: Path) -> Path:
    copy = tmp_path / "报告"
    shutil.copytree(small_reports, copy)
    return copy


def test_reports_are_read_and_what_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "图表.xyz").write_bytes(b"\0")
    done = heshu("index", folder, "--index", tmp_path / "index")
    assert done.exit_code == 0
    assert "青禾县图书馆2023年度部门整体支出绩效自评报告.md" in done.stdout
    assert "石桥镇人民政府" in done.stdout
    (row,) = [row for row in done.stdout.splitlines() if "图表.xyz" in row]
    assert ".docx" in row
    assert "新收 3 份，未读 1 个文件" in done.stdout
    assert done.stderr == ""


def test_a_second_run_reads_what_has_changed_only(folder: Path, tmp_path: Path) -> None:
    heshu("index", folder, "--index", tmp_path / "index")
    (library,) = folder.glob("*图书馆*")
    library.write_text(library.read_text("utf-8") + "\n全年延长开放 20 天。\n", "utf-8")
    next(folder.glob("*石桥*")).unlink()
    assert "更新 1 份，未变 2 份" in heshu("index", folder, "--index", tmp_path / "index").stdout
    assert "去掉 1 份" in heshu("index", folder, "--index", tmp_path / "index", "--prune").stdout
    assert "石桥" not in heshu("status", "--index", tmp_path / "index").stdout


def test_a_folder_without_a_report_that_can_be_read_exits_1(tmp_path: Path) -> None:
    folder = tmp_path / "空"
    folder.mkdir()
    done = heshu("index", folder, "--index", tmp_path / "index")
    assert done.exit_code == 1
    assert ".docx" in done.stdout


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = heshu("index", tmp_path / "没有", "--index", tmp_path / "index")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有" in done.stderr


def test_corpus_is_the_default_folder(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    missing = heshu("index")
    assert missing.exit_code == 2
    assert "corpus" in missing.stderr
    folder.rename(tmp_path / "corpus")
    assert heshu("index").exit_code == 0
    assert (tmp_path / "index" / "CURRENT").exists()


def test_status_shows_what_the_index_holds(small_index: Path) -> None:
    done = heshu("status", "--index", small_index)
    assert done.exit_code == 0
    assert "共 3 份报告" in done.stdout
    assert "static-zh" in done.stdout
    assert (small_index / "CURRENT").read_text("utf-8") in done.stdout


def test_the_environment_may_name_the_index(small_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHU_INDEX", str(small_index))
    assert "共 3 份报告" in heshu("status").stdout


def test_status_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    done = heshu("status", "--index", tmp_path)
    assert done.exit_code == 2
    assert "heshu index" in done.stderr
