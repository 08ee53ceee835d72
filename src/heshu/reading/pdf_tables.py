"""Where ruled tables are, by the strokes that a page draws: pdfplumber joins them to cells, and sees no words.

On real budgets a table extractor detached decimal points, so the words come from the page's own text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from heshu.reading.pdf_page import Grid
from heshu.records import Box

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_CROSSINGS = 4_000
"""Joining as many to cells takes about 2 s, and the time grows with their square."""
SHORTEST = 3.0
"""Points; what is shorter when all its parts are joined is no ruling."""


class Slack(NamedTuple):
    """Points by which strokes may miss each other and still meet, or go on."""

    snap: float
    join: float


DRAWN, SEEN = Slack(3.0, 3.0), Slack(4.0, 6.0)
"""Of strokes that a file draws, and of those found in a picture."""


def grids_of(strokes: Sequence[Box], slack: Slack = DRAWN) -> list[Grid] | None:
    """Return the tables of two columns or more that level and upright strokes draw, ``None`` where there are too many.

    A stroke is the box around its middle line, which has no breadth.
    """
    snap, join = slack
    edges = [
        edge for edge in merge_edges([_edge(stroke) for stroke in strokes], snap, snap, join, join) if _is_long(edge)
    ]
    crossings = edges_to_intersections(edges, snap, snap)
    if len(crossings) > MOST_CROSSINGS:
        return None
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


def _is_long(edge: dict[str, Any]) -> bool:
    return bool(max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= SHORTEST)


def _grid(table: Table) -> Grid:
    rows = tuple(tuple(Box(*cell) if cell else None for cell in row.cells) for row in table.rows)
    return Grid(Box(*table.bbox), rows)
