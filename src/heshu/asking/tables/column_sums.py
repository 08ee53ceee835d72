"""A column of a table added up, and held against the table's own total: 七个项目的支付数加总，跟合计一致吗."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from heshu.asking.evidence.calculating import amount, calculation, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.evidence.table_rows import TOTALS
from heshu.asking.planning.scope import Scope
from heshu.asking.tables.rows import THING, Entry, Measure, column, measure_of
from heshu.figures.numerals import counted
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value, Verdict

SUMMED = regex(
    rf"(?P<count>[两二三四五六七八九十]|\d+)?(?:个|项|类|笔)?{THING}(?:的|里|中)*(?P<measure>[^,，的]{{1,8}}?)的?"
    r"(?:全部|都|逐项)?(?:加总|加起来|加在?一起|相加|求和|累加|之和|加一?块儿?)(?P<rest>.*)$"
)
"""What is added up, and what is asked of the sum."""
AGAINST = regex(r"合计|总计|总数|一致|对得上|相等|等不等|平不平|对不对|对吗|吻合|总分|是不是|等于|\d")
LISTED = regex(r"[和与跟及、加]")
"""What joins things that the question names itself: 人员经费和项目支出加起来."""
ELSE_ASKED = regex(r"占|哪|谁|平均|[高低多少]于|比")
CLAIMED = regex(r"\d[\d,]*(?:\.\d+)?")


def summed(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The sum of a column of one report's table; ``None`` where no one table holds it, or not so many rows."""
    words = MARKS.sub("", where.marked)
    match = SUMMED.search(words)
    if match is None or len(where.reports) != 1 or LISTED.search(words[: match.end("measure")]):
        return None
    if ELSE_ASKED.search(match["rest"]):
        return None
    card = solver.library.card_of[where.reports[0]]
    measure = measure_of(match["measure"])
    entries = column(solver, match["thing"], measure, card) if measure else []
    said = match["count"]
    if not entries or measure is None or entries[0].unit == "%" or any(entry.calculation for entry in entries):
        return None
    if said and len(entries) != counted(said):
        return None
    claimed = [Decimal(number.replace(",", "")) for number in CLAIMED.findall(match["rest"])]
    if any(number != sum(entry.operands[0].value for entry in entries) for number in claimed):
        return None  # another number is for those who check claims
    return _told(solver, question, measure, entries, card, against=bool(AGAINST.search(match["rest"])))


def _told(
    solver: Solver, question: str, measure: Measure, entries: list[Entry], card: Card, *, against: bool
) -> Answer | None:
    parts = [entry.operands[0] for entry in entries]
    unit = entries[0].unit
    total = _total(solver, measure, parts[-1], card) if against else None
    if against and total is None:
        return None
    program = f"sum({', '.join(written(part, unit) for part in parts)})"
    found, exact = calculation(program, unit, parts, stated=total)
    said, value = amount(exact, unit, places(parts), question)
    lead = f"{who(card)}：{found.expression} = {said}"
    if total is None:
        return solver.answer(question, f"{lead}。", parts, [value], [found])
    agrees = found.verdict is Verdict.CONSISTENT and Fraction(total.value) == exact
    lead += f"，与{total.figure.label}{total.text}{'' if total.text.endswith(unit) else unit}"
    lead += "一致。" if agrees else "不一致。"
    values = [value] if agrees else [value, Value(format(total.value, "f"), total.unit)]
    return solver.answer(question, lead, [*parts, total], values, [found])


def _total(solver: Solver, measure: Measure, last: Operand, card: Card) -> Operand | None:
    """The table's own total of a column: the first below its last row."""
    shelf = solver.shelf(card.id)
    place = shelf.of[last.figure.passage_id].ordinal
    below = [
        figure
        for figure in solver.library.figures(card.id)
        if figure.kind in (FigureKind.AMOUNT, FigureKind.SCORE, FigureKind.COUNT)
        and figure.unit == last.unit
        and TOTALS.search(figure.label)
        and measure.head.search(TOTALS.sub("", figure.label))
        and 0 < shelf.of[figure.passage_id].ordinal - place <= NEXT
    ]
    return Operand(card, below[0]) if len({figure.value for figure in below}) == 1 else None


NEXT = 2
"""Passages below the last row within which its table's total stands."""
