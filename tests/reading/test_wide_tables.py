"""Tables that a small file makes enormous: nearly all of their cells are empty, and none of those is written out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from heshu.figures.extract import figures_of
from heshu.reading.builder import MOST_CELLS, aligned
from heshu.reading.read import read

WIDE, LONG = 1_500, 1_500
TITLE = "东岭县档案局2023年度部门整体支出绩效自评报告"


def _page(rows: str) -> bytes:
    return f"<html><body><h1>{TITLE}</h1><table>{rows}</table></body></html>".encode()


def _first_row_wide() -> bytes:
    return _page(f"<tr>{'<td>1</td>' * WIDE}</tr>" + "<tr><td>公用经费</td><td>2.5</td></tr>" * LONG)


def _wide_heads() -> bytes:
    return _page("<tr><td colspan=200>公用经费</td><td>2.5</td></tr>" * LONG * 2)


def _cells_that_hang_down() -> bytes:
    return _page("<tr><td rowspan=60000 colspan=200>公用经费</td><td>2.5</td></tr>" * LONG)


def _values() -> bytes:
    return (",".join("1" * WIDE) + "\n" + "公用经费,2.5\n" * LONG).encode()


def _workbook() -> bytes:
    book, data = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["1"] * WIDE)
    for _ in range(LONG):
        sheet.append(["公用经费", 2.5])
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("suffix", "made"),
    [
        (".html", _first_row_wide),
        (".html", _wide_heads),
        (".html", _cells_that_hang_down),
        (".csv", _values),
        (".xlsx", _workbook),
    ],
)
def test_a_nearly_empty_table_is_not_written_out(tmp_path: Path, suffix: str, made: Callable[[], bytes]) -> None:
    path = tmp_path / f"表{suffix}"
    path.write_bytes(made())
    reading = read(path)
    rows = reading.report.text.count("公用经费")
    assert rows >= LONG
    assert len(reading.report.text) < WIDE * LONG / 10


def test_a_large_full_table_keeps_its_columns() -> None:
    rows = [{0: "公用经费", 1: "2.5", 11: "x"}] * (MOST_CELLS // 10)
    assert {len(row) for row in aligned(rows, 12)} == {12}


def test_nobody_reads_heads_over_twenty_thousand_columns(tmp_path: Path) -> None:
    path = tmp_path / "表.html"
    path.write_bytes(_page("<tr>" + "<td>1</td>" * 20_000 + "</tr>"))
    reading = read(path)
    assert figures_of(reading.passages, reading.extracted.tables, reading.report.text, ()) == ()
