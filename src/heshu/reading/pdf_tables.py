"""Where the ruled tables of a PDF are: pdfplumber says where their cells lie, never what stands in them.

On real budgets a table extractor detached decimal points, so the words come from the page's own text.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO
from typing import cast

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from heshu.errors import DamagedFile
from heshu.reading.pdf_page import Grid
from heshu.records import Box

# It complains on the console of faults that the words, read by pdfium, do not suffer from.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


SNAP, JOIN = 4.0, 6.0
"""Points by which strokes of a picture may miss each other and still meet, or go on."""


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


def grids_of(strokes: Sequence[Box]) -> list[Grid]:
    """Return the tables that long thin strokes draw, as a picture shows them."""
    edges = merge_edges([_edge(stroke) for stroke in strokes], SNAP, SNAP, JOIN, JOIN)
    crossings = edges_to_intersections(edges, SNAP, SNAP)
    nowhere = cast("Page", None)  # a table of cells asks no page
    tables = [Table(nowhere, cells) for cells in cells_to_tables(intersections_to_cells(crossings)) if len(cells) > 1]
    return [grid for grid in map(_grid, tables) if len(grid.rows[0]) > 1]


def _edge(stroke: Box) -> dict[str, object]:
    """Write a stroke as pdfplumber does: a line through its middle."""
    level = stroke.x1 - stroke.x0 > stroke.bottom - stroke.top
    x, y = (stroke.x0 + stroke.x1) / 2, (stroke.top + stroke.bottom) / 2
    box = Box(stroke.x0, y, stroke.x1, y) if level else Box(x, stroke.top, x, stroke.bottom)
    return {**box._asdict(), "orientation": "h" if level else "v", "width": box.x1 - box.x0,
            "height": box.bottom - box.top, "object_type": "line"}  # fmt: skip


def tables_of(data: bytes) -> Tables:
    """Open the bytes of a PDF to look for tables.  Raises `DamagedFile` where that fails."""
    try:
        return Tables(pdfplumber.open(BytesIO(data)).pages)
    except Exception as error:  # as above
        raise DamagedFile("PDF 的表格线无法解析。", "The rulings of the PDF cannot be read.") from error


def _grid(table: Table) -> Grid:
    rows = tuple(tuple(Box(*cell) if cell else None for cell in row.cells) for row in table.rows)
    return Grid(Box(*table.bbox), rows)
