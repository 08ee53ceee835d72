"""Tables as an Excel file: the one door to openpyxl.  No cell is ever a formula, whatever text it holds."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from heshu.patterns import regex

Cell = str | int | Decimal | None
_UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RUNS = regex(r"\s*[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet may run once it is edited or saved as CSV (OWASP, "CSV Injection")."""
_UNFIT = regex(r"[\\/*?:\[\]]")
WIDEST, LONGEST = 60, 32_000
"""Characters of the widest column, and of the longest cell (Excel takes 32,767)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its heads, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets as .xlsx."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(_UNFIT.sub("_", sheet.name)[:31])
        for row, cells in enumerate((sheet.heads, *sheet.rows), 1):
            for column, value in enumerate(cells, 1):
                _fill(page.cell(row, column), value, head=row == 1)
        page.freeze_panes = "A2"
        for column in range(1, len(sheet.heads) + 1):
            widest = max((_width(cells[column - 1]) for cells in (sheet.heads, *sheet.rows)), default=8)
            page.column_dimensions[get_column_letter(column)].width = min(widest + 2, WIDEST)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(place: Any, value: Cell, *, head: bool) -> None:
    place.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        place.font = Font(bold=True)
    if isinstance(value, Decimal):
        digits = max(0, -int(value.as_tuple().exponent))
        place.number_format = "#,##0" + (f".{'0' * digits}" if digits else "")
    place.value = _UNWRITABLE.sub("\ufffd", value)[:LONGEST] if isinstance(value, str) else value
    if isinstance(value, str):
        place.data_type = "s"
        place.quotePrefix = bool(_RUNS.match(value))


def _width(value: Cell) -> int:
    lines = str("" if value is None else value).splitlines() or [""]
    return max(sum(2 if ord(character) > 0x2E7F else 1 for character in line) for line in lines)
