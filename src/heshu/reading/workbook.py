"""Workbooks (.xlsx, .xlsm): each sheet that shows as a section, with the cells as they are printed.

Hidden sheets, rows and columns are left out, as they are on paper, and said to be.  No macro and no formula is run:
a formula counts by the result that was saved with it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence

from heshu.errors import NoText, ReadingError
from heshu.patterns import regex
from heshu.reading.builder import Builder
from heshu.reading.package import WORKBOOK, damaged, opened
from heshu.reading.sheet import write_rows
from heshu.reading.workbook_xml import MOST_ROWS, Book, Sheet, SheetPart, TooLarge, book_of, sheet_of
from heshu.records import Extracted

DEFAULT_NAME = regex(r"(?:Sheet|工作表|Table|表)\s*\d+", re.I)
NAMED_CELLS = 3
"""Cells that a warning names."""

Page = tuple[str, list[list[str]]]
"""A sheet's name, and the cells of its rows as they are printed; a gap is one row without cells."""


def read(data: bytes) -> Extracted:
    """Read the bytes of a workbook.

    Raises `EncryptedFile`, `DamagedFile`, `UnsupportedFormat` for an old .xls in disguise, `NoText`, and
    `ReadingError` where all its sheets are larger than `MOST_ROWS`.
    """
    pages, warnings = sheets(data)
    builder = Builder()
    for at, (name, rows) in enumerate(pages):
        if at or (not _has_title(rows) and not DEFAULT_NAME.fullmatch(name)):
            builder.line(name, 1)
        write_rows(builder, rows)
    extracted = builder.extracted(paragraphs_whole=True, warnings=warnings)
    if not pages:
        raise _nothing(warnings)
    return extracted


def sheets(data: bytes) -> tuple[list[Page], list[str]]:
    """Give the sheets that hold anything, and the warnings.  Raises what `read` raises, `NoText` aside."""
    with opened(data, WORKBOOK) as package:
        try:
            return _sheets(package)
        except (ReadingError, MemoryError):
            raise
        except Exception as error:  # what a broken package raises differs by the part that is broken
            raise damaged(WORKBOOK) from error


def _sheets(package: zipfile.ZipFile) -> tuple[list[Page], list[str]]:
    book = book_of(package)
    warnings: list[str] = []
    pages = ((part.name, _rows(package, part, book, warnings)) for part in book.sheets)
    return [(name, rows) for name, rows in pages if any(map(any, rows))], warnings


def _rows(package: zipfile.ZipFile, part: SheetPart, book: Book, warnings: list[str]) -> list[list[str]]:
    """Return the rows of a sheet that show, one of no cells for each gap; add what there is to say about it."""
    title = f"工作表“{part.name}”"
    if part.hidden:
        warnings.append(f"{title}是隐藏的，未读。需要时请取消隐藏后再读。")
        return []
    if not part.is_grid:
        warnings.append(f"{title}只有图表，未读。")
        return []
    try:
        sheet = sheet_of(package, part, book)
    except TooLarge:
        warnings.append(f"{title}超过 {MOST_ROWS:,} 行（或单元格过多），未读。请拆分，或只留汇总表。")
        return []
    warnings += (f"{title}{words}" for words in _warnings(sheet))
    return list(_shown_rows(sheet))


def _shown_rows(sheet: Sheet) -> Iterator[list[str]]:
    hidden = _hidden_columns(sheet)
    columns = sorted({column for row in sheet.cells.values() for column in row} - hidden)
    above = 0
    for number in sorted(sheet.cells.keys() - sheet.hidden_rows):
        if above and any(between not in sheet.hidden_rows for between in range(above + 1, min(number, above + 3))):
            yield []
        above = number
        yield [sheet.cells[number].get(column, "") for column in columns]


def _hidden_columns(sheet: Sheet) -> set[int]:
    used = {column for row in sheet.cells.values() for column in row}
    return {column for column in used if any(first <= column <= last for first, last in sheet.hidden_columns)}


def _warnings(sheet: Sheet) -> Iterator[str]:
    rows, columns = len(sheet.hidden_rows & sheet.cells.keys()), len(_hidden_columns(sheet))
    if rows or columns:
        hidden = "、".join(filter(None, (f"{rows} 行" if rows else "", f"{columns} 列" if columns else "")))
        yield f"有 {hidden}是隐藏的，未读。需要时请取消隐藏后再读。"
    if sheet.without_result:
        yield (
            f"有 {len(sheet.without_result)} 个公式没有保存计算结果（{_named(sheet.without_result)}），没有读到数值。"
            "请用 Excel 或 WPS 打开，保存后再读。"
        )
    if sheet.mistaken:
        yield f"有 {len(sheet.mistaken)} 个单元格是错误值（{_named(sheet.mistaken)}），请核对。"


def _named(places: Sequence[str]) -> str:
    return "、".join(places[:NAMED_CELLS]) + ("等" if len(places) > NAMED_CELLS else "")


def _has_title(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a sheet begins with a line of its own rather than with a table."""
    first = next((row for row in rows if any(row)), ())
    return sum(map(bool, first)) == 1


def _nothing(warnings: Sequence[str]) -> ReadingError:
    if any("未读" in warning for warning in warnings):
        return ReadingError(
            "".join(warnings),
            "None of its sheets was read: they are hidden, hold charts only, or are too large. "
            "Unhide or split them, and read it again.",
        )
    return NoText("表格文件里没有内容。请确认选对了文件。", "The workbook is empty. Check that it is the right one.")
