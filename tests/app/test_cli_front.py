"""What every command shares: help, language, errors in words, and a start without anything heavy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli
from heshu.app.handbook import PAGES
from heshu.app.speech import pick
from heshu.asking.assistant import Assistant

HEAVY = ("numpy", "rich", "tantivy", "chromadb", "gradio", "llama_index", "torch", "sentence_transformers", "opencc")


def heshu(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu")


def process(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from heshu.app.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **(env or {})})


# ---------------------------------------------------------------- help


def test_each_command_has_a_page_in_both_languages() -> None:
    assert set(PAGES) == {"heshu", *cli.commands}
    chinese, english = heshu("--help").stdout, process("--help", env={"LC_ALL": "en_US.UTF-8"}).stdout.decode()
    for name, command in cli.commands.items():
        assert command.callback is not None
        assert command.callback.__doc__
        assert PAGES[name][0] in chinese
        assert f"\n  {name} " in english
    assert "用法" not in english


@pytest.mark.parametrize("name", list(cli.commands))
def test_a_page_says_what_an_option_is_for(name: str) -> None:
    page = heshu(name, "-h")
    assert page.exit_code == 0
    assert page.stdout.startswith(f"用法：heshu {name}")
    assert PAGES[name][1].splitlines()[0] in page.stdout
    for option in cli.commands[name].params:
        assert option.param_type_name == "argument" or option.to_info_dict()["help"]


def test_the_version_is_told() -> None:
    assert heshu("--version").stdout.startswith("核数 Heshu ")


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["aks"], "heshu ask"),
        (["ask", "--batc"], "--batch"),
        (["search", "--top", "0", "x"], "--top"),
        (["ask", "--batch"], "--batch"),
        (["serve", "--port", "x"], "--port"),
    ],
)
def test_a_slip_is_told_in_one_line(arguments: list[str], said: str) -> None:
    done = heshu(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_errors_speak_the_language_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "还没有索引" in heshu("status", "--index", tmp_path).stderr
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert heshu("status", "--index", tmp_path).stderr.startswith("Error: There is no index")


def test_an_error_that_nobody_foresaw_has_no_traceback_but_on_demand(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*arguments: object) -> None:
        raise ZeroDivisionError("nobody foresaw\nthis")

    monkeypatch.setattr(Assistant, "ask", ask)
    done = heshu("ask", "问题", "--index", small_index)
    assert done.exit_code == 3
    assert "--debug" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" in heshu("ask", "问题", "--debug", "--index", small_index).stderr


@pytest.mark.parametrize(
    ("variables", "chosen"),
    [
        ({}, "中"),
        ({"LANG": "en_US.UTF-8"}, "E"),
        ({"LANG": "zh_CN.UTF-8"}, "中"),
        ({"LANG": "C.UTF-8"}, "中"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "中"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": "en"}, "E"),
    ],
)
def test_the_strongest_variable_names_the_language(
    variables: Mapping[str, str], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert pick("中", "E") == chosen


# ---------------------------------------------------------------- as a process


def test_output_is_utf_8_whatever_the_locale(small_index: Path) -> None:
    env = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    done = process("ask", "水务局公用支出是多少", "--index", small_index, env=env)
    assert done.returncode == 0
    assert "青禾县水务局" in done.stdout.decode("utf-8")


def test_whoever_stops_reading_hears_no_complaint(small_index: Path) -> None:
    command = f'"{sys.executable}" -c "from heshu.app.cli import main; main()" figures --json --index "{small_index}"'
    done = subprocess.run(f"{command} | true", shell=True, capture_output=True, check=False)
    assert done.stderr == b""


def test_nothing_heavy_is_imported_before_a_command_needs_it() -> None:
    look = f"import sys, heshu.app.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", look], text=True).strip() == "[]"
