"""Which rows of a table have a cell of such words: 哪个项目的等级是“良”, 哪些项目由合作指导科负责, 有几个项目是优."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.asking.computing.slots import FILLING
from heshu.asking.evidence.compose import Citer, who
from heshu.asking.evidence.grids import NOTED, Grid, Line, grids
from heshu.asking.evidence.operands import MARKS, Solver
from heshu.asking.tables.columns_of_row import AROUND, TABLE
from heshu.asking.tables.in_table import CAPTION, WHICH
from heshu.asking.wording.terms import content
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Span, Status, Value

MARKED = "[“”\"「」『』'‘’]"
NO_WORDS = regex(r"\d|^[-—–/\\]*$")
"""Cells that hold no words."""
COUNTED = regex(r"(?:有)?(?<!哪)(?:几|多少)(?:个|项|类|家|种|条|处)(?!.*哪)")
ASKS = regex(rf"{WHICH.pattern}|{COUNTED.pattern}")
SAID = regex(
    r"(?:由|归|是|为|属于|只有|仅有|仅为|只是|只得|只|仅|评为|评了|评成|得了?|拿了?|被|列为|定为|获得?)+|负责|牵头|承担|主管|管|实施|自评|评价|评定|结果|的"
)
"""Words that join a row to what its cell says."""
SHORT = 1


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of words: its head, and what each row has under it."""

    head: str
    cells: tuple[tuple[Line, str], ...]


def answer(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """The rows whose cell under a column of words says what a folded question does; ``None`` where none is meant.

    ``text`` names no department.  A word that is left over narrows something down, and then nothing is said.
    """
    words = TABLE.sub(" ", MARKS.sub(" ", text))
    if not ASKS.search(words):
        return None
    found = [
        (grid, column, value)
        for grid in grids(solver.shelf(card.id))
        for column in _columns(grid)
        for value in sorted({value for _, value in column.cells}, key=len, reverse=True)
        if _asked(words, grid, column, value)
    ]
    if len({(column.head, value, column.cells[0][0].passage.id) for _, column, value in found}) != 1:
        return None
    return _said(solver, question, card, found[0][1], found[0][2])


def _columns(grid: Grid) -> Iterator[_Column]:
    """The columns of words behind the names of a table whose rows have as many cells as its heads."""
    heads = [head.text.split() for head in grid.heads if not CAPTION.match(head.text)]
    rows = [(line, line.passage.text.split()) for line in grid.lines]
    if len(heads) != 1 or len(rows) < len("甲乙") or any(len(cells) != len(heads[0]) for _, cells in rows):
        return
    named = [
        at for at in range(len(heads[0])) if all(line.name in re.sub(MARKED, "", fold(row[at])) for line, row in rows)
    ]
    for at, head in enumerate(heads[0]):
        cells = tuple((line, fold(row[at])) for line, row in rows)
        if named and at > named[0] and not NOTED.search(head) and not any(NO_WORDS.search(value) for _, value in cells):
            yield _Column(fold(head), cells)


def _asked(words: str, grid: Grid, column: _Column, value: str) -> bool:
    """Whether words ask which rows have a value under a column, and nothing else."""
    quoted = re.search(rf"{MARKED}{re.escape(value)}{MARKED}|{re.escape(value)}", words)
    if quoted is None or not quoted.group():
        return False
    headed = column.head in words or column.head[-2:] in words
    marked = len(quoted.group()) > len(value) or len(value) > SHORT
    stated = re.search(rf"(?:是|为|评|得|只有)(?:了|为)?{re.escape(value)}(?:的|$|[?？,，])", words)
    if not (marked or headed or stated):
        return False
    left = words.replace(quoted.group(), " ", 1).replace(column.head, " ")
    for pattern in (ASKS, SAID, AROUND, FILLING):
        left = pattern.sub(" ", left)
    return all(set(word) <= set(grid.thing) for word in content(left))


def _said(solver: Solver, question: str, card: Card, column: _Column, value: str) -> Answer:
    lines = [line for line, own in column.cells if own == value]
    citer = Citer(solver.library)
    names = "、".join(f"{line.name}{citer.cite(line.passage, Span(0, len(line.passage.text)))}" for line in lines)
    text = f"{who(card)}表中“{column.head}”为“{value}”的有{len(lines)}项：{names}。"
    values = (Value(str(len(lines)), "个"),) if COUNTED.search(question) else ()
    return Answer(question, Status.ANSWERED, text, values, tuple(citer.found), plan="表〔words〕")
