"""Rows of cells as people lay them out on a sheet: titles and units, one table or several, notes below.

Office tables are sheets of paper: a title over the whole width, 单位：万元 at the right, heads, rows, 注：…, and
perhaps the next table below.  The lines go into the text as lines, so that a table's caption is found above it as
in any other file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from heshu.reading.builder import Builder
from heshu.reading.plain import leads_in

NUMBER = re.compile(r"[（(]?[-−+]?[¥￥$]?\d[\d,]*(?:\.\d+)?[%％‰]?[)）]?")
TITLE = re.compile(r"(?:表|情况|明细|一览|清单|台账)(?:[（(].*[)）])?$|^附?表\s*[\d一二三四五六七八九十]")
NOTE = re.compile(r"^(?:注|说明|备注|附注|填[表报]|制表|审核)|[：:。；]")
MOST_IN_PREAMBLE = 4
"""Cells of a row that says who filled a form in, when, and in which unit."""

Row = Sequence[str]


def write_rows(builder: Builder, rows: Sequence[Row]) -> None:
    """Write the rows of a sheet, blank ones included, as lines and tables.  Columns without words are left out."""
    grid: list[Row] = []
    for at, row in enumerate(rows):
        if not any(row):
            continue
        if _is_line(rows, at, inside=bool(grid)):
            _write_table(builder, grid)
            grid = []
            builder.line(" ".join(filter(None, row)))
        else:
            grid.append(row)
    _write_table(builder, grid)


def _write_table(builder: Builder, grid: Sequence[Row]) -> None:
    width = max(map(len, grid), default=0)
    padded = [[*row, *[""] * (width - len(row))] for row in grid]
    used = [i for i in range(width) if any(row[i] for row in padded)]
    builder.table([[row[i] for i in used] for row in padded])


def _is_line(rows: Sequence[Row], at: int, *, inside: bool) -> bool:
    """Say whether a row stands outside of tables; ``inside`` says that rows of one stand right above it.

    Within a table a row of one cell names the rows below it (一、基本支出).  It begins another table only where it is
    set off from the rows above or reads as a title, and heads follow; below the last row notes do.
    """
    if not _stands_alone(rows[at]):
        return False
    if not inside:
        return True
    following = [row for row in rows[at:] if any(row)]
    alone = list(_while_alone(following))
    behind = following[len(alone)] if len(alone) < len(following) else None
    if behind is None:
        return bool(NOTE.search(_only(rows[at]))) or not any(rows[at - 1])
    titled = any(_is_preamble(row) or TITLE.search(_only(row)) for row in alone)
    return _are_heads(behind) and (titled or not any(rows[at - 1]))


def _while_alone(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if not _stands_alone(row):
            return
        yield row


def _stands_alone(row: Row) -> bool:
    return (sum(map(bool, row)) == 1 and not NUMBER.fullmatch(_only(row))) or _is_preamble(row)


def _only(row: Row) -> str:
    return next(filter(None, row), "")


def _is_preamble(row: Row) -> bool:
    """Say whether a row says who filled the form in, or in which unit."""
    cells = [cell for cell in row if cell]
    if not cells or len(cells) > MOST_IN_PREAMBLE or any(NUMBER.fullmatch(cell) for cell in cells):
        return False
    return sum(map(leads_in, cells)) * 2 >= len(cells)


def _are_heads(row: Row) -> bool:
    cells = [cell for cell in row if cell]
    return len(cells) > 1 and not any(NUMBER.fullmatch(cell) for cell in cells)
