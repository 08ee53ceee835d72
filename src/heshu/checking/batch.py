"""Many calculations at once: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from heshu.checking.calculator import calculate
from heshu.checking.tables import Table
from heshu.errors import CalculationError

#: The longest line that is read, in characters: a table may be larger than a calculation.
MAX_LINE = 1_000_000


def calc_batch(lines: Iterable[str]) -> Iterator[str]:
    """Work out each line ``{"id", "program" | "expr", "table"?}`` as ``{"id", "result"}`` or ``{"id", "error"}``.

    The result is an exact decimal string (20 places where the decimal does not end), ``yes`` or ``no``; a result in
    a unit has ``"unit"`` beside it.  A line that cannot be read gives an error like any other; only blank lines
    give nothing.
    """
    for line in lines:
        if line.strip("\ufeff \t\r\n"):
            yield _written(_answer(line))


def _answer(line: str) -> dict[str, Any]:
    name: object = None
    try:
        task = _task(line)
        name = _name(task)
        result = calculate(_text(task), _table(task))
    except CalculationError as error:
        return {"id": name, "error": error.message}
    return {"id": name, "result": result.number} | ({"unit": result.unit} if result.unit else {})


def _task(line: str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise CalculationError(f"该行过长：最多 {MAX_LINE} 个字符。", f"The line is longer than {MAX_LINE} characters.")
    try:
        task = json.loads(line.lstrip("\ufeff"), parse_float=Decimal, parse_constant=_refused)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise CalculationError("该行不是有效的 JSON。", "The line is not valid JSON.") from error
    if not isinstance(task, dict):
        raise CalculationError("该行应为 JSON 对象。", "The line should be a JSON object.")
    return task


def _refused(constant: str) -> None:
    raise ValueError(constant)


def _name(task: dict[str, Any]) -> object:
    name = task.get("id")
    if isinstance(name, dict | list):
        raise CalculationError("id 应为文字或数。", "The id should be a string or a number.")
    return name


def _text(task: dict[str, Any]) -> str:
    texts = [task[key] for key in ("program", "expr") if task.get(key) is not None]
    if len(texts) != 1 or not isinstance(texts[0], str):
        raise CalculationError(
            "该行须有且只有一个文字的 program 或 expr。", 'The line needs one "program" or "expr", as a string.'
        )
    return texts[0]


def _table(task: dict[str, Any]) -> Table | None:
    table = task.get("table")
    if table is None:
        return None
    if not isinstance(table, list) or not all(isinstance(row, list) for row in table):
        raise CalculationError("table 应为由行组成的列表。", "The table should be a list of rows.")
    return [["" if cell is None else str(cell) for cell in row] for row in table]


def _written(answer: dict[str, Any]) -> str:
    text = json.dumps(answer, ensure_ascii=False, default=str)
    # half a surrogate pair in the input's id would not survive being written as UTF-8
    return text if text.isprintable() else json.dumps(answer, default=str)
