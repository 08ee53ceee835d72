"""Several figures of several reports side by side, a line for each report."""

from __future__ import annotations

import re

from heshu.asking.across import Cell, Column, column, is_measure, mark_of, say_each
from heshu.asking.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.operands import CROWD, MARKS, Solver, bare_label
from heshu.asking.operations import Query
from heshu.asking.scope import Scope
from heshu.records import Answer, Status, Value

JOINTS = re.compile(r"[、,，:：;；\s]+|以及|和|与(?!会)|跟(?![踪进])")
"""What joins the names of figures; 及 is a part of names (人员及公用经费)."""
LEADS = re.compile(r"^(?:[、,，:：;；\s的]|和|与|跟|及)+")
ASKED = re.compile(r"(?:分别|各自?)?(?:是|为|有)?(?:多少|几|什么|情况)?[?？]?$")
"""What ends the list of the figures and names none."""


def table(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Some figures of each report in scope, one line a report; of one figure the list of those that state it.

    ``None`` where the words name no figures; a refusal where no report states any of them.
    """
    cards = solver.cards("", where)
    labels = named_in(query.a)
    if not labels or not all(map(is_measure, labels)) or len(cards) * len(labels) < 2:
        return None
    columns = [column(solver, label, cards) for label in labels]
    if len(columns) == 1:
        return say_each(solver, question, columns[0])
    if not any(one.cells for one in columns):
        return refuse(question, f"范围内的{len(cards)}份报告都没有写明“{'、'.join(labels)}”。")
    return _lines(solver, question, columns)


def named_in(phrase: str) -> list[str]:
    """The names of the figures that a phrase lists behind the departments that it names."""
    words, shorter = "", ASKED.sub("", MARKS.sub("", phrase))
    while shorter != words:
        words, shorter = shorter, CROWD.sub("", LEADS.sub("", shorter)) or shorter
    return [label for part in JOINTS.split(words) if (label := bare_label(part))]


def _said(solver: Solver, cell: Cell | None, citer: Citer) -> str:
    return f"{cell.shown}{cell.shown_unit}{mark_of(solver, cell, citer)}" if cell else "未写明"


def _lines(solver: Solver, question: str, columns: list[Column]) -> Answer:
    by_report: dict[str, dict[str, Cell]] = {}
    names: dict[str, str] = {}
    for one in columns:
        for card in (*(cell.card for cell in one.cells), *one.silent):
            by_report.setdefault(card.id, {})
            names[card.id] = f"{display_name(card.department)}{card.year or ''}{'年' if card.year else ''}"
        for cell in one.cells:
            by_report[cell.card.id][one.label] = cell
    citer = Citer(solver.library)
    shown = [(report, cells) for report, cells in by_report.items() if cells][:SHOWN]
    lines = []
    for report, cells in shown:
        each = [one.label + _said(solver, cells.get(one.label), citer) for one in columns]
        lines.append(f"{names[report]}：{'，'.join(each)}")
    silent = [names[report] for report, cells in by_report.items() if not cells]
    text = "\n".join(lines) + (f"\n（{'、'.join(silent[:SHOWN])}都没有写明）" if silent else "")
    values = [Value(cell.shown, cell.shown_unit) for _, cells in shown for cell in cells.values()]
    found = [cell.calculation for _, cells in shown for cell in cells.values() if cell.calculation]
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), tuple(found))
