"""The row that was spoken of, by the figures that the answer before gave.

They stand in a row of a table; or one sentence states a plan and what came of it, or an expense's budget and what was
spent of it, which are read as a row of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from heshu.asking.computing.budgets import is_spent
from heshu.asking.evidence.compose import sentence_of
from heshu.asking.evidence.grids import Grid, Line, grids
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.telling import reasons
from heshu.asking.wording.stages import BUDGETS, expense_of, stage_of
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, PassageKind, Span, Status

SHORT = 2
"""Characters from which a part of a row's name may call it, where it is part of no other's."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A row that was spoken of: its table, and the column and the figure that were asked of it last, in what words."""

    card: Card
    grid: Grid
    line: Line
    column: str
    figure: Figure
    asked: str = ""
    by: Operand | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up's question, the row that its clauses speak of now, the one before that, and the column told last."""

    solver: Solver
    question: str
    now: Thing
    before: Thing | None = None
    beside: Figure | None = None
    told: str = ""


def spoken_of(answer: Answer, question: str, shelf: Shelf, card: Card) -> Thing | None:
    """The one row in which the figures of an answer stand; ``None`` where they stand in none or in several.

    A sentence may have given the figure; then the row is the one of that name that states it too.
    """
    figures = reasons.answered(answer, shelf)
    if answer.status is not Status.ANSWERED or not figures:
        return None
    by = None
    if len(answer.calculations) == 1 and re.fullmatch(r"divide\([\d.]+, [\d.]+\)", answer.calculations[0].program):
        *figures, of = figures
        by = Operand(card, of)
    held = {figure.span for figure in figures}
    tables = grids(shelf)
    found = [(grid, line) for grid in tables for line in grid.lines if held & {f.span for f in line.cells.values()}]
    cited = len({line.passage.id for _, line in found}) == 1 and held <= {f.span for f in found[0][1].cells.values()}
    if not cited:
        found = _stating(figures[-1], fold(question), tables) if len({f.value for f in figures}) == 1 else []
    if len(found) != 1:
        return None
    grid, line = found[0]
    last = next(((column, f) for column, f in line.cells.items() if f.span == figures[-1].span), None)
    last = last or next(((c, f) for c, f in line.cells.items() if f.value == figures[-1].value), None)
    if by and by.figure.span in {figure.span for figure in line.cells.values()}:
        by = None
    return Thing(card, grid, line, *last, fold(question), by) if last else None


def of_an_item(answer: Answer, question: str, shelf: Shelf, card: Card) -> Thing | None:
    """An expense's budget, what was spent of it and its rate, as one sentence states them: a row of its own.

    参保宣传。预算152.40万元，支出138.22万元，执行率90.70%.  A sentence that states two budgets or two amounts spent
    is of more than one expense, and one that names none is of the department.
    """
    figures = reasons.answered(answer, shelf)
    if answer.calculations or len({(figure.value, figure.unit) for figure in figures}) != 1:
        return None
    last = figures[0]
    passage, name = shelf.of[last.passage_id], RATE_TAIL.sub("", expense_of(last.label))
    if passage.kind is PassageKind.TABLE_ROW or not name:
        return None
    here = shelf.figures_in(passage.id, sentence_of(passage, last.start, last.end))
    heads = {
        "预算数": [f for f in here if f.kind is FigureKind.AMOUNT and stage_of(f.label) in BUDGETS],
        "支出数": [f for f in here if f.kind is FigureKind.AMOUNT and is_spent(f)],
        "执行率": [
            f for f in here if f.kind is FigureKind.RATE and RATE_TAIL.fullmatch(fold(f.label).removeprefix(name))
        ],
    }
    amounts = (*heads["预算数"][:1], *heads["支出数"][:1])
    alike = all(expense_of(figure.label) == name for figure in amounts)
    if not alike or len(heads["预算数"]) != 1 or len(heads["支出数"]) != 1 or len(heads["执行率"]) > 1:
        return None
    cells = {head: found[0] for head, found in heads.items() if found}
    column = next((head for head, figure in cells.items() if figure is last), "")
    return Thing(card, Grid(), Line(name, "", cells, passage), column, last, fold(question)) if column else None


RATE_TAIL = regex(r"(?:预算|资金)?(?:执行|支付|支出)(?:率|进度)$")
LEFT_ALONE = regex(
    r"(?:那么?|现在|最后|年底|年末|一共|总共|,)*(?:还|尚)?(?:有|剩下?|余下?|结余|结转|节余)?(?:了)?(?:多少|几)(?:万?元|钱|资金|预算|经费)?的?"
    r"(?:(?:没有?|未|尚未)(?:花|用|支出?|支付|执行|使用|付)(?:完|掉|出去?)?|结转|结余|节余|剩余|剩下?)?(?:的|了|到?下年|到?明年)*[呢?？]*"
    r"|(?:那么?)?(?:没有?|未)(?:花|用|支出?|支付|执行|使用|付)(?:完|掉|出去?)?的?(?:钱|资金|部分)?(?:还|又|是|有)*(?:多少|几)[^,，]{0,3}[?？]*"
)
LEFT_SAID = regex(r"剩|余|结转|没|未")


def asks_what_is_left(text: str) -> bool:
    """Whether a follow-up asks for what is left and names nothing of which: 那还剩多少没花, 还有多少结转."""
    return bool(LEFT_ALONE.fullmatch(text) and LEFT_SAID.search(text))


def part_spoken_of(answer: Answer, question: str, shelf: Shelf, card: Card) -> str:
    """The row or the expense that the figures of an answer are of; empty where they are of the department."""
    if thing := spoken_of(answer, question, shelf, card):
        return thing.line.name
    names = {RATE_TAIL.sub("", expense_of(one.label)) for one in reasons.answered(answer, shelf)}
    return re.sub("^(基本|项目)$", r"\1支出", names.pop()) if len(names) == 1 else ""


AIMED = regex(r"目标|计划|任务|原定")


def in_prose(answer: Answer, question: str, shelf: Shelf, card: Card) -> Thing | None:
    """A plan and what came of it that one stretch of a sentence states, as a row of its own.

    They are of one unit, and that stretch states no third number of it; else it is not known what is whose.
    """
    figures = reasons.answered(answer, shelf)
    if answer.calculations or len({(figure.value, figure.unit) for figure in figures}) != 1:
        return None
    last = figures[0]
    passage = shelf.of[last.passage_id]
    if passage.kind is PassageKind.TABLE_ROW or last.unit in ("", "分"):
        return None
    span = sentence_of(passage, last.start, last.end)
    cuts = [
        span.start,
        *(m.end() for m in re.finditer("[；;]", passage.text) if span.start < m.end() < span.end),
        span.end,
    ]
    start, end = next((a, b) for a, b in pairwise(cuts) if a <= last.start < b)
    here = shelf.figures_in(passage.id, Span(start, end))
    alike = [one for one in here if one.unit == last.unit and one.kind is not FigureKind.CHANGE]
    planned = [one for one in alike if AIMED.search(one.label)]
    if len(planned) != 1 or len(alike) != len(planned) + 1:
        return None
    done = next(one for one in alike if one is not planned[0])
    cells = {"目标值": planned[0], "实际完成值": done}
    column = next(head for head, figure in cells.items() if figure is last)
    name = re.sub(r"(?:年度|年初|全年)?(?:目标值?|计划数?)$", "", last.label) or last.label
    return Thing(card, Grid(), Line(name, "", cells, passage), column, last, fold(question))


def _stating(figure: Figure, asked: str, tables: Sequence[Grid]) -> list[tuple[Grid, Line]]:
    """The rows that state a figure's value under a name that its label or the question holds."""
    said = f"{fold(figure.label)}|{asked}"
    return [
        (grid, line)
        for grid in tables
        for line in grid.lines
        if len(line.name) > SHORT
        and (line.name in said or (len(bare := COUNT_END.sub("", line.name)) >= TELLING and bare in said))
        and any(cell.value == figure.value and cell.unit == figure.unit for cell in line.cells.values())
    ]


COUNT_END = regex(r"(?<=.)(?:场次|次数|人次|人数|户数|家数|件数|期数|数量|面积|里程|数)$")
"""What the name of a row says of how it is measured, behind what is measured."""
TELLING = 4
"""Characters of what is measured that a sentence about anything else does not hold."""
