"""Rows as a file that Excel opens as it should: the right encoding, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from heshu.patterns import regex

NUMBER = regex(r"-?\d+(?:\.\d+)?")
FORMULA = regex(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet may run (OWASP, "CSV Injection")."""


def sheet(rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> bytes:
    """Write rows as CSV in UTF-8 with a byte order mark, without which Excel takes it for another encoding."""
    names = list(columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """Write a value as a cell: text that a spreadsheet would run gets an apostrophe in front, a number does not."""
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
