"""Whatever is asked of a table's cells, told: one row or several, all of them, or those that pass a limit.

校舍改造和智慧校园合在一起还有多少预算没花出去; 执行率不到90%的项目一共剩多少; 教师满意度离目标还差几个百分点.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from heshu.asking.evidence.figures import UNDONE_LABEL
from heshu.asking.evidence.grids import has_rows_of
from heshu.asking.evidence.operands import Solver
from heshu.asking.planning.scope import Scope
from heshu.asking.tables.cell_words import (
    AGAINST_TOTAL,
    ELSE_ASKED,
    EXTREME,
    IN_WORDS,
    IS_HELD,
    MEAN,
    MORE,
    OF_SCORE,
    REACH,
    SHARE_CUE,
    STILL,
    TOGETHER,
    WORD_HEAD,
)
from heshu.asking.tables.cells_read import (
    FEWEST,
    Asked,
    measures_in,
    read,
    without_department,
)
from heshu.asking.tables.cells_told import (
    added_up,
    against_total,
    at_an_end,
    difference,
    each_row,
    held_against,
    in_words,
    listed,
    looked_up,
    mean_of,
    reached,
    share_of,
)
from heshu.asking.tables.measures import (
    in_unit_asked,
)
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer

WORDS = "表格〔words〕"
"""The plan of an answer that quotes a row for a cell of words."""
AT_END = "表格〔extreme〕"
"""The plan of an answer that tells the rows at one end."""


def answer(solver: Solver, question: str, where: Scope, *, only: frozenset[str] = frozenset()) -> Answer | None:
    """What the tables of the one report in scope answer to a folded question; ``None`` where they do not.

    ``only`` names the operations that may answer, all where it is empty.
    """
    if len(where.reports) != 1 or ELSE_ASKED.search(where.marked):
        return None
    card = solver.library.card_of[where.reports[0]]
    words = without_department(where)
    found: list[tuple[int, Answer]] = []
    shelf = solver.shelf(card.id)
    for grid in shelf.grids:
        asked = read(grid, card, words, shelf.row_names) if has_rows_of(grid, words) else None
        told = asked and _told(solver, question, asked, only)
        if asked and told:
            found.append((asked.weight, told))
    best = _best(found)
    of_rate = best and best.values and RATE_ALONE.search(question)
    return None if best and of_rate and all(value.unit != "%" for value in best.values) else best


RATE_ALONE = regex(r"率(?:又|是|为|有)*(?:多少|几|多高)?[?？。]?$")
"""What ends in a rate, of which an amount is none."""


def going_on(solver: Solver, question: str, where: Scope, before: Scope) -> Answer | None:
    """What a question asks of the rows, or by the measures, that the question before it named: 教师的呢, 差多少."""
    if len(before.reports) != 1 or where.named or ELSE_ASKED.search(where.marked) or OF_WHOLE.search(where.marked):
        return None
    card = solver.library.card_of[before.reports[0]]
    found: list[tuple[int, Answer]] = []
    shelf = solver.shelf(card.id)
    for grid in shelf.grids:
        former = read(grid, card, without_department(before), shelf.row_names)
        now = read(grid, card, where.marked, shelf.row_names, whole=False)
        if now and now.thing and not now.lines and not now.measures and now.says(EXTREME):
            now.measures = sorted(measures_in(grid, card, without_department(before)))[-1:]
            if now.measures and (told := _told(solver, question, now)):
                found.append((now.weight, told))
            continue
        if former is None or now is None or former.thing or not former.lines:
            continue
        if not now.lines and not now.thing and (now.measures or IN_WORDS.search(now.words)):
            now.lines = former.lines
        elif now.lines and not now.measures and not IN_WORDS.search(now.words):
            now.measures = former.measures
        elif not (now.lines and now.measures):
            continue
        if told := _told(solver, question, now):
            found.append((former.weight + now.weight, told))
    return _best(found)


OF_WHOLE = regex(
    r"(?:全年|年度|整体|全部|部门|单位|全局|全县)的?(?:支出|预算|收入|执行率|得分)|总(?:支出|收入|预算|得分|分)"
)
"""What means the whole department, and not the row spoken of last."""


def _best(found: Sequence[tuple[int, Answer]]) -> Answer | None:
    """The answer to what names most of a table; ``None`` where two tables answer otherwise."""
    best = max((weight for weight, _ in found), default=0)
    said = [told for weight, told in found if weight == best]
    return said[0] if len({(told.values, "" if told.values else told.text) for told in said}) == 1 else None


def _told(solver: Solver, question: str, asked: Asked, only: frozenset[str] = frozenset()) -> Answer | None:
    name, run = next(((name, run) for name, cue, run in OPERATIONS if cue(asked)), ("", _nothing))
    told = run(solver, question, asked) if name in only or not only else None
    if told is None or not in_unit_asked(told.values, asked.words):
        return None
    rows = "、".join(line.name for line in asked.rows)
    return replace(told, plan=f"表格〔{name}〕〔{rows}〕")


def _nothing(solver: Solver, question: str, asked: Asked) -> Answer | None:
    """Rows without one that is not known are no rows."""
    return None


def _all_meant(asked: Asked) -> bool:
    """Whether rows are meant that are not named one by one."""
    return not asked.lines and bool(asked.thing)


def _has_words(asked: Asked) -> bool:
    return bool(WORD_HEAD.search("".join(fold(head.text) for head in asked.grid.heads)))


def _are_points(asked: Asked) -> bool:
    """Whether points are asked for, which a group of indicators has in all."""
    return bool(asked.asks) and all(measure.name in POINTS for measure in asked.asks)


POINTS = frozenset({"得分", "扣分", "分值"})
APART = regex("各|分别|每|都|哪")
"""What asks for each row of a group."""


def _are_several(asked: Asked) -> bool:
    return len(asked.rows) > 1 or _all_meant(asked) or asked.without


def _narrowed(asked: Asked) -> bool:
    """Whether rows are picked by what they hold, or what was not done is asked for, which no cell says."""
    return bool(asked.limits) or asked.without or asked.says(UNDONE_LABEL)


def _of_the_total(asked: Asked) -> bool:
    """Whether all rows are added up against the table's total: not those at one end, nor one column against another."""
    held_otherwise = asked.says(EXTREME) or asked.says(THAN_STAGE)
    return asked.says(TOGETHER) and asked.says(AGAINST_TOTAL) and not held_otherwise


THAN_STAGE = regex(r"比(?:年初|全年|调整后?|上年|去年)*的?(?:预算|决算|执行|支出|计划|目标|上年|去年)")
"""A column held against another one: 预算数合计比决算多多少."""


Operation = tuple[str, Callable[[Asked], bool], Callable[[Solver, str, Asked], Answer | None]]
OPERATIONS: tuple[Operation, ...] = (
    ("nothing", lambda asked: asked.without and not asked.lines, _nothing),
    ("words", lambda asked: len(asked.rows) == 1 and asked.says(IN_WORDS) and _has_words(asked), in_words),
    ("reach", lambda asked: asked.says(REACH) and asked.says(STILL), reached),
    ("total", _of_the_total, against_total),
    ("held", lambda asked: asked.says(IS_HELD), held_against),
    ("extreme", lambda asked: asked.says(EXTREME), at_an_end),
    ("share", lambda asked: asked.says(SHARE_CUE), share_of),
    ("mean", lambda asked: asked.says(MEAN), mean_of),
    ("together", lambda asked: bool(asked.measures) and asked.says(TOGETHER) and _are_several(asked), added_up),
    ("group", lambda asked: bool(asked.group) and _are_points(asked) and not asked.says(APART), added_up),
    ("each", lambda asked: _all_meant(asked) and asked.every and bool(asked.measures) and not asked.limits, each_row),
    ("missed", lambda asked: _all_meant(asked) and asked.missed and not asked.says(OF_SCORE), listed),
    ("listed", lambda asked: _all_meant(asked) and bool(asked.limits or asked.missed), listed),
    ("difference", lambda asked: len(asked.rows) == FEWEST and asked.says(MORE), difference),
    ("rest", lambda asked: asked.without and bool(asked.measures), added_up),
    ("lookup", lambda asked: bool(asked.rows and asked.measures) and not _narrowed(asked), looked_up),
)
"""What is done, by the words that say so, the most telling first."""
EARLY = frozenset({"reach", "total", "held", "extreme", "together", "difference", "rest", "listed"})
"""What is asked of a table before a report's other figures are looked through."""
