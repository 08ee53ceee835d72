"""Tables as plain text (.csv, .tsv): the cells of each line, laid out as on a sheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from heshu.errors import DamagedFile, NoText, ReadingError
from heshu.reading.builder import Builder
from heshu.reading.encodings import decode, normal_lines
from heshu.reading.sheet import write_rows
from heshu.records import Extracted

SEPARATORS = "\t|;"
"""The signs between cells, tried in turn: figures hold commas, so that a comma is believed last."""
SAMPLE = 50
MOST_ROWS = 100_000


def read(data: bytes) -> Extracted:
    """Read the bytes of a .csv or .tsv file.

    Raises `DamagedFile` where they are no text or no cells, `NoText`, `ReadingError` above `MOST_ROWS` lines.
    """
    found, warnings = rows(data)
    builder = Builder()
    write_rows(builder, found)
    extracted = builder.extracted(paragraphs_whole=True, warnings=warnings)
    if not extracted.text.strip():
        raise NoText("表格里没有内容。请确认选对了文件。", "The table is empty. Check that it is the right one.")
    return extracted


def rows(data: bytes) -> tuple[list[list[str]], Sequence[str]]:
    """Give the cells of each line, blank ones included, and the warnings.  Raises as `read`, `NoText` aside."""
    decoded, warnings = decode(data)
    lines = normal_lines(decoded.replace("\f", "\n")).split("\n")
    try:
        found = [[" ".join(cell.split()) for cell in row] for row in csv.reader(lines, delimiter=_separator(lines))]
    except csv.Error as error:
        raise DamagedFile(
            f"表格文本无法按列拆开（{error}）。请用 Excel 或 WPS 打开，另存为 .xlsx 再读。",
            f"The cells could not be told apart ({error}). Open it in Excel or WPS and save it as .xlsx.",
        ) from error
    if len(found) > MOST_ROWS:
        raise ReadingError(
            f"表格超过 {MOST_ROWS:,} 行，未读取。请拆分，或只留汇总表。",
            f"The table has more than {MOST_ROWS:,} lines. Split it, or keep its totals only.",
        )
    return found, warnings


def _separator(lines: Sequence[str]) -> str:
    """Return the sign that stands in most of the first lines; the comma where none does."""
    head = [line for line in lines if line.strip()][:SAMPLE]
    usual = (sign for sign in SEPARATORS if sum(sign in line for line in head) * 2 > len(head))
    return next(usual, ",")
