"""heshu figures and heshu calc, as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from click.testing import CliRunner, Result

from heshu.app.cli import cli
from heshu.library.library import Library


def heshu(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu", input=stdin)


def test_a_figure_s_text_stands_in_its_report(small_index: Path) -> None:
    rows = json.loads(heshu("figures", "--json", "--index", small_index).stdout)
    library = Library.open(small_index)
    texts = {card.source: library.report(card.id).text for card in library.cards}
    assert len(rows) == library.manifest.figures
    for row in rows:
        assert texts[row["source"]][row["start"] : row["end"]] == row["text"]


def test_the_file_for_excel_holds_the_same_figures(small_index: Path, tmp_path: Path) -> None:
    rows = json.loads(heshu("figures", "--json", "--index", small_index).stdout)
    shown = heshu("figures", "--csv", "--index", small_index).stdout_bytes
    assert heshu("figures", "-o", tmp_path / "数.csv", "--index", small_index).exit_code == 0
    assert (tmp_path / "数.csv").read_bytes() == shown
    read = list(csv.DictReader(io.StringIO(shown.decode("utf-8-sig"), newline="")))
    assert [Decimal(row["value"]) for row in read] == [Decimal(row["value"]) for row in rows]
    assert [row["label"] for row in read] == [row["label"] for row in rows]


def test_a_file_that_cannot_be_written_is_told(small_index: Path, tmp_path: Path) -> None:
    done = heshu("figures", "-o", tmp_path, "--index", small_index)
    assert done.exit_code == 2
    assert "写不进" in done.stderr


def test_the_table_shows_one_report_where_one_is_chosen(small_index: Path) -> None:
    done = heshu("figures", "--report", "图书馆", "--index", small_index)
    (row,) = [row for row in done.stdout.splitlines() if "新增图书" in row]
    assert row.split()[-3:] == ["23500", "册", "数量"]
    assert "水务局" not in done.stdout


def test_an_expression_is_worked_out() -> None:
    assert heshu("calc", "6081.69 ÷ 6108.89").stdout.startswith("0.99554747")
    assert heshu("calc", "-3", "+", "5").stdout == "2\n"


def test_what_has_no_result_is_told() -> None:
    done = heshu("calc", "1/0")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "除数为零" in done.stderr


def test_each_task_gets_a_result() -> None:
    tasks = '{"id": 1, "program": "add(1, 2), multiply(#0, 3)"}\n{"id": 2, "expr": "1/"}\n'
    first, second = map(json.loads, heshu("calc", "--batch", "-", stdin=tasks).stdout.splitlines())
    assert first == {"id": 1, "result": "9"}
    assert second["id"] == 2
    assert second["error"]
