"""The house stands as it was drawn: imports go one way, each vendor has one door, and the pages tell the truth."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from importlinter.cli import lint_imports

from heshu.app.cli import cli

ROOT = Path(__file__).resolve().parents[1]
PAGES = [path for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md")) if path.is_file()]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_imports_go_one_way(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize(("contract", "house"), [("floors", "heshu"), ("asking", "heshu.asking")])
def test_every_room_has_a_floor(contract: str, house: str) -> None:
    (floors,) = [each["layers"] for each in CONTRACTS if each["id"] == contract]
    named = {name for floor in floors for name in re.findall(rf"{house}\.(\w+)", floor)}
    inside = (ROOT / "src" / house.replace(".", "/")).glob("[!_]*")
    rooms = {path.stem for path in inside if path.is_dir() or (path.suffix == ".py" and house == "heshu")}
    assert rooms
    assert rooms <= named


# ---------------------------------------------------------------- what the pages show can be typed


def shown(text: str) -> list[list[str]]:
    """Give the words of each ``heshu …`` that the shell blocks of a page show."""
    blocks = re.findall(r"^```(?:sh|bash|shell|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    calls = [re.search(r"(?:^|[|;&]\s*|/)heshu( [^|;&>]*)?", line) for line in lines]
    return [(call[1] or "").split() for call in calls if call]


def unknown(words: list[str]) -> list[str]:
    """Give what a command line names that the program does not know."""
    if not words or words[0].startswith("-"):
        return [word for word in words if word not in ("--help", "-h", "--version", "--debug")]
    command = cli.commands.get(words[0])
    if command is None:
        return words[:1]
    known = {
        name for option in command.get_params(click.Context(command)) for name in (*option.opts, *option.secondary_opts)
    }
    options = [word.split("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)]
    return [option for option in options if option not in {*known, "--debug"}]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_on_a_page_are_commands_of_the_program(page: Path) -> None:
    assert [words for words in shown(page.read_text("utf-8")) if unknown(words)] == []


def test_the_search_finds_commands_that_do_not_exist() -> None:
    page = "```sh\n$ heshu aks 问题\nheshu ask --jsn 问题 > x\n.venv/bin/heshu status  # --no\n```\nheshu nothing\n"
    assert list(map(unknown, shown(page))) == [["aks"], ["--jsn"], []]
