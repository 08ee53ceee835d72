"""The numbers of a table's row or column, for FinQA's ``table_…`` operations."""

from __future__ import annotations

from collections.abc import Sequence

from heshu.checking.arithmetic import Value, negative, number
from heshu.checking.expressions import evaluate
from heshu.checking.literals import fold
from heshu.checking.operations import TABLE_OPERATIONS, perform
from heshu.checking.quantities import Quantity, shown
from heshu.errors import CalculationError
from heshu.patterns import regex

Table = Sequence[Sequence[str]]

#: (0.3) alone in a cell: in a cell, unlike in arithmetic, a bracket has no other meaning than the accountant's.
_BRACKETED = regex(r"([^(]*)\(([^()]+)\)(.*)")


def table_value(operation: str, name: str, table: Table | None) -> Value:
    """Apply ``table_max`` … to the row of ``table`` that ``name`` heads, or else to its column.

    As in FinQA's own executor the last row of several with one name counts and every cell must be a number.
    Raises `CalculationError` where there is no table, no such row, or a cell that is not a number.
    """
    if table is None:
        raise CalculationError(f"{operation} 需要表格，但没有给出。", f"{operation} needs a table, and none was given.")
    cells = _row(name, table) or _column(name, table)
    if not cells:
        raise CalculationError(
            f"表中没有名为“{shown(name)}”的行或列。", f'The table has no row or column "{shown(name)}".'
        )
    return perform(TABLE_OPERATIONS[operation], [cell_value(cell) for cell in cells])


def cell_value(cell: str) -> Quantity:
    """Give the number of a cell: ``$ 1,234``, ``26% ( 26 % )``, ``-16.2 ( 16.2 )``, ``(5,946)`` or ``( $ 3 )``.

    FinQA writes a negative twice, and notes in brackets: what stands before the bracket is the number.
    """
    text = fold(cell).strip()
    try:
        if found := _BRACKETED.fullmatch(text):
            before, inside, _ = found.groups()
            plain_bracket = not before.strip(" $¥€£")
            return negative(number(evaluate(inside))) if plain_bracket else number(evaluate(before))
        return number(evaluate(text))
    except CalculationError as error:
        raise CalculationError(
            f"表格单元格“{shown(cell)}”不是数字。", f'The table cell "{shown(cell)}" is not a number.'
        ) from error


def _row(name: str, table: Table) -> Sequence[str]:
    for spell in (str.strip, _loose):
        rows = [row for row in table if row and spell(fold(row[0])) == spell(name)]
        if rows:
            return rows[-1][1:]
    return ()


def _column(name: str, table: Table) -> Sequence[str]:
    heads = [_loose(fold(head)) for head in (table[0] if table else ())]
    if _loose(name) not in heads:
        return ()
    place = heads.index(_loose(name))
    return [row[place] for row in table[1:] if len(row) > place]


def _loose(text: str) -> str:
    return "".join(text.split()).casefold()
