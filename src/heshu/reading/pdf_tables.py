"""Where the ruled tables of a PDF are: pdfplumber says where their cells lie, never what stands in them.

On real budgets a table extractor detached decimal points, so the words come from the page's own text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from heshu.errors import DamagedFile
from heshu.reading.pdf_page import Grid
from heshu.records import Box

# It complains on the console of faults that the words, read by pdfium, do not suffer from.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


class Tables:
    """The ruled tables of a document, page by page."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    def on_page(self, index: int) -> list[Grid]:
        """Return the tables of a page (from 0) that have two columns or more.

        Raises `DamagedFile` where the page cannot be taken apart; its text may still be good.
        """
        try:
            page = self._pages[index]
            grids = [_grid(table) for table in page.find_tables()]
            page.close()
        except Exception as error:  # pdfminer raises whatever a malformed object leads to
            raise DamagedFile(f"第{index + 1}页的表格线无法解析。", f"Page {index + 1}: broken rulings.") from error
        return [grid for grid in grids if len(grid.rows[0]) > 1]


def tables_of(data: bytes) -> Tables:
    """Open the bytes of a PDF to look for tables.  Raises `DamagedFile` where that fails."""
    try:
        return Tables(pdfplumber.open(BytesIO(data)).pages)
    except Exception as error:  # as above
        raise DamagedFile("PDF 的表格线无法解析。", "The rulings of the PDF cannot be read.") from error


def _grid(table: Table) -> Grid:
    rows = tuple(tuple(Box(*cell) if cell else None for cell in row.cells) for row in table.rows)
    return Grid(Box(*table.bbox), rows)
