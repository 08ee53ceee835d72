"""Several figures of several reports side by side, a line for each report."""

from __future__ import annotations

from collections.abc import Sequence

from heshu.asking.comparing.columns import Cell, Column, column, is_measure, mark_of, say_each
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.evidence.excerpts import sentence_spans
from heshu.asking.evidence.operands import CROWD, MARKS, Solver, bare_label
from heshu.asking.planning.operations import Query
from heshu.asking.planning.plan import Ask
from heshu.asking.planning.scope import Scope
from heshu.asking.telling.headings import match_section
from heshu.asking.wording.question import Wanted
from heshu.asking.wording.terms import Named, content, named_terms, without
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Card, Status, Value

JOINTS = regex(r"[、,，:：;；\s]+|以及|和|与(?!会)|跟(?![踪进])")
"""What joins the names of figures; 及 is a part of names (人员及公用经费)."""
LEADS = regex(r"^(?:[、,，:：;；\s的]|和|与|跟|及)+")
LONGEST_CELL = 120
"""Characters of a section that a line of a table gives."""
ASKED = regex(r"(?:分别|各自?)?(?:是|为|有)?(?:多少|几|什么|情况)?[?？]?$")
"""What ends the list of the figures and names none."""


def table(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Some figures, and the beginnings of sections, of each report in scope, one line a report.

    Of one figure the list of those that state it.  ``None`` where the words name no figures; a refusal where no
    report states any of them.
    """
    cards = solver.cards("", where)
    labels = named_in(query.a)
    sections = [named for label in labels if (named := _section_named(label))]
    measures = [label for label in labels if not _section_named(label)]
    if not measures or not all(map(is_measure, measures)) or len(cards) * len(labels) < 2:
        return None
    columns = [column(solver, label, cards) for label in measures]
    if len(labels) == 1:
        return say_each(solver, question, columns[0])
    if not any(one.cells for one in columns):
        return refuse(question, f"范围内的{len(cards)}份报告都没有写明“{'、'.join(measures)}”。")
    return _lines(solver, question, columns, sections)


def _section_named(label: str) -> Named | None:
    """The section that a label names and nothing else (存在问题, 改进措施)."""
    named = [one for one in named_terms(label, glossary()) if one.term.kind == "section"]
    return named[0] if len(named) == 1 and not content(without(label, named)) else None


def _beginning(solver: Solver, named: Named, card: Card, citer: Citer) -> str:
    """The first sentences of a report's section, as many as a line of a table holds."""
    shelf = solver.shelf(card.id)
    found = match_section(Ask(named.words, (named,), (), Wanted(False, frozenset())), shelf)
    section = found[0] if found else None
    own = [one for one in shelf.passages if section and section.span.start <= one.span.start < section.span.end]
    said, length = "", 0
    for passage in own:
        for span in sentence_spans(passage):
            text = passage.text[span.start : span.end].strip()
            if length and length + len(text) > LONGEST_CELL:
                return f"{said}……"
            said, length = f"{said}{text}{citer.cite(passage, span)}", length + len(text)
    return said or "没有这一节"


def named_in(phrase: str) -> list[str]:
    """The names of the figures that a phrase lists behind the departments that it names."""
    words, shorter = "", ASKED.sub("", MARKS.sub("", phrase))
    while shorter != words:
        words, shorter = shorter, CROWD.sub("", LEADS.sub("", shorter)) or shorter
    return [label for part in JOINTS.split(words) if (label := bare_label(part))]


def _said(solver: Solver, cell: Cell | None, citer: Citer) -> str:
    return f"{cell.shown}{cell.shown_unit}{mark_of(solver, cell, citer)}" if cell else "未写明"


def _lines(solver: Solver, question: str, columns: list[Column], sections: Sequence[Named] = ()) -> Answer:
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
        card = solver.library.card_of[report]
        each += [f"{named.term.name}：{_beginning(solver, named, card, citer)}" for named in sections]
        lines.append(f"{names[report]}：{'，'.join(each)}")
    silent = [names[report] for report, cells in by_report.items() if not cells]
    text = "\n".join(lines) + (f"\n（{'、'.join(silent[:SHOWN])}都没有写明）" if silent else "")
    values = [Value(cell.shown, cell.shown_unit) for _, cells in shown for cell in cells.values()]
    found = [cell.calculation for _, cells in shown for cell in cells.values() if cell.calculation]
    return Answer(question, Status.ANSWERED, text, tuple(values), tuple(citer.found), tuple(found))
