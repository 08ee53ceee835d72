"""heshu eval, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli

GOOD = {
    "id": "good",
    "category": "lookup-number",
    "question": "水务局公用支出是多少",
    "expect": {"status": "answered", "numbers": [], "all_of": ["公用"]},
}
BAD = {"id": "bad", "category": "refuse", "question": "云南省审计厅的公用支出是多少", "expect": {"status": "answered"}}


def heshu(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu")


def questions(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def test_a_run_with_its_files_and_its_difference(small_index: Path, tmp_path: Path) -> None:
    asked = questions(tmp_path / "asked.jsonl", GOOD, BAD)
    one, page = tmp_path / "one.json", tmp_path / "one.html"
    ran = heshu("eval", asked, "--index", small_index, "--json", one, "--html", page)
    assert ran.exit_code == 1, ran.output
    assert "asked/bad" in ran.stdout
    assert "50.0%" in ran.stdout
    held = json.loads(one.read_text("utf-8"))
    assert [case["ending"] for case in held["cases"]] == ["right", "refused"]
    assert held["made"]["corpus"]
    assert held["made"]["questions"].keys() == {"asked"}
    assert "asked/bad" in page.read_text("utf-8")
    other = tmp_path / "other.json"
    assert heshu("eval", asked, "--index", small_index, "--json", other, "--category", "look").exit_code == 0
    compared = heshu("eval", "--diff", one, other)
    assert compared.exit_code == 0
    assert "去掉：1" in compared.stdout


def test_a_sheet_is_asked_and_kept(small_index: Path, tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text("问题,答案\n云南省审计厅的公用支出是多少,没有\n只有问题,\n", "utf-8")
    ran = heshu("eval", "--import", tmp_path / "ours.csv", "--cases", tmp_path / "kept.jsonl", "--index", small_index)
    assert ran.exit_code == 0, ran.output
    assert "未导入" in ran.stderr
    again = heshu("eval", tmp_path / "kept.jsonl", "--index", small_index)
    assert again.exit_code == 0, again.output


def test_a_sheet_asks_about_the_report_of_its_row(small_index: Path, tmp_path: Path) -> None:
    sheet, kept = tmp_path / "ours.csv", tmp_path / "kept.jsonl"
    rows = (
        "问题,答案（万元）,单位",
        "公用支出是多少,186.3,水务局",
        "2023年公用支出是多少,186.3,水务局",
        "水务局的公用支出是多少,186.3,",
        "自评得分多少,93.6,分",
    )
    sheet.write_text("\n".join(rows), "utf-8")
    heshu("eval", "--import", sheet, "--cases", kept, "--index", small_index)
    asked = [json.loads(line) for line in kept.read_text("utf-8").splitlines()]
    assert [line["question"] for line in asked] == [
        "青禾县水务局2023年公用支出是多少",
        "青禾县水务局2023年公用支出是多少",
        "水务局的公用支出是多少",
        "自评得分多少",
    ]
    assert [one["expect"]["numbers"] for one in asked][2:] == [
        [{"value": "186.3", "unit": "万元"}],
        [{"value": "93.6", "unit": "分"}],
    ]
    heshu("eval", kept, "--index", small_index, "--json", tmp_path / "result.json")
    endings = [case["ending"] for case in json.loads((tmp_path / "result.json").read_text("utf-8"))["cases"]]
    assert endings[:3] == ["right"] * 3


def test_no_file_takes_the_place_of_another_of_its_name(small_index: Path, tmp_path: Path) -> None:
    asked = questions(tmp_path / "ours.jsonl", GOOD)
    (tmp_path / "ours.csv").write_text("问题,答案\n水务局公用支出是多少,186.3万元\n", "utf-8")
    ran = heshu("eval", asked, "--import", tmp_path / "ours.csv", "--index", small_index)
    assert ran.exit_code == 2
    assert "ours" in ran.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["none.jsonl"], "none.jsonl"), (["--category", "x"], "refuse"), (["--diff", "a.json", "b.json"], "a.json")],
)
def test_what_cannot_be_done_is_told(arguments: list[str], told: str, small_index: Path, tmp_path: Path) -> None:
    asked = questions(tmp_path / "asked.jsonl", GOOD, BAD)
    given = arguments if "none.jsonl" in arguments or "--diff" in arguments else [str(asked), *arguments]
    ran = heshu("eval", *given, "--index", small_index)
    assert ran.exit_code == 2
    assert told in ran.stderr
