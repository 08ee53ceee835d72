"""Rows of cells as people lay them out on a sheet: titles and units, one table or several, notes below.

Office tables are sheets of paper: a title over the whole width, 单位：万元 at the right, heads, rows, 注：…, and
perhaps the next table below.  The lines go into the text as lines, so that a table's caption is found above it as
in any other file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from heshu.patterns import regex
from heshu.reading.builder import Builder, aligned
from heshu.reading.plain import leads_in

NUMBER = regex(r"[（(]?[-−+]?[¥￥$]?\d[\d,]*(?:\.\d+)?[%％‰]?[)）]?")
TITLE = regex(r"(?:表|情况|明细|一览|清单|台账)(?:[（(].*[)）])?$|^附?表\s*[\d一二三四五六七八九十]")
NOTE = regex(r"^(?:注|说明|备注|附注|填[表报]|制表|审核)|[：:。；]")
MOST_IN_PREAMBLE = 4
"""Cells of a row that says who filled a form in, when, and in which unit."""

Row = Sequence[str]


class _Outlook(NamedTuple):
    """A row and what it is judged by: ``behind`` is the first row from here on that does not stand alone."""

    row: Row
    set_off: bool
    alone: bool
    titled: bool
    behind: Row | None


def write_rows(builder: Builder, rows: Sequence[Row]) -> None:
    """Write the rows of a sheet, blank ones included, as lines and tables.  Columns without words are left out."""
    grid: list[Row] = []
    for outlook in _outlooks(rows):
        if _is_line(outlook, inside=bool(grid)):
            _write_table(builder, grid)
            grid = []
            builder.line(" ".join(filter(None, outlook.row)))
        else:
            grid.append(outlook.row)
    _write_table(builder, grid)


def _outlooks(rows: Sequence[Row]) -> list[_Outlook]:
    """Look on from each row that is not blank, in one pass from the last: a sheet may be one long column."""
    found: list[_Outlook] = []
    titled, behind = False, None
    for at in range(len(rows) - 1, -1, -1):
        row = rows[at]
        if not any(row):
            continue
        alone = _stands_alone(row)
        titled = alone and (titled or _is_preamble(row) or bool(TITLE.search(_only(row))))
        behind = behind if alone else row
        found.append(_Outlook(row, at > 0 and not any(rows[at - 1]), alone, titled, behind))
    return found[::-1]


def _write_table(builder: Builder, grid: Sequence[Row]) -> None:
    used = sorted({at for row in grid for at, cell in enumerate(row) if cell})
    place = {at: number for number, at in enumerate(used)}
    builder.table(aligned([{place[at]: cell for at, cell in enumerate(row) if cell} for row in grid], len(used)))


def _is_line(outlook: _Outlook, *, inside: bool) -> bool:
    """Say whether a row stands outside of tables; ``inside`` says that rows of one stand right above it.

    Within a table a row of one cell names the rows below it (一、基本支出).  It begins another table only where it is
    set off from the rows above or reads as a title, and heads follow; below the last row notes do.
    """
    if not outlook.alone or not inside:
        return outlook.alone
    if outlook.behind is None:
        return bool(NOTE.search(_only(outlook.row))) or outlook.set_off
    return _are_heads(outlook.behind) and (outlook.titled or outlook.set_off)


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
