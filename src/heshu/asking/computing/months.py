"""What was spent by some day, and in some months: from the amounts that a report states as of the end of months.

A report that states 6月30日 986.27 and 9月30日 1,652.30 gives the third quarter as the second less the first.
"""

from __future__ import annotations

from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, Operand, Solver
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.points import LAST, POINT, Months, asked_point, months_asked, point_of
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value

SPENDING = regex(r"支付|支出|执行|付款|拨付|花|付")
BARE = regex(
    rf"{POINT.pattern}|截[至止]|累计|全年|部门|整体|预算|资金|实际|共|已|支付|支出|执行|付款|拨付|完成|进度|率|金额|[数额的]"
)
"""What a label may say beside the day, of the whole department's spending."""
PROGRESS = regex(r"(?:支付|支出|执行|预算|资金|花钱|用款)*(?:进度|执行率|支付率|支出率|完成率)")
MUCH = regex(
    r"(?:支付|支出|执行|付|花|用|拨)[了出去掉数额]*(?:是|有|为)?(?:多少|几)|(?:多少|几)(?:钱|万元|亿元|元|资金)"
)
SHARE = regex(r"占[^,，]{0,12}(?:比重|比例|百分之|几成|多少)")


def spent_in(solver: Solver, question: str, where: Scope) -> Answer | None:
    """What one report's department had spent by a day, or spent in some months; ``None`` where that is not asked."""
    words = where.rest
    if len(where.reports) != 1 or not (MUCH.search(words) or PROGRESS.search(words)):
        return None
    card = solver.library.card_of[where.reports[0]]
    amounts, rates = _points(solver, card, FigureKind.AMOUNT), _points(solver, card, FigureKind.RATE)
    if not amounts and not rates:
        return None
    if span := months_asked(words):
        return _in_months(solver, question, words, span, amounts)
    point = asked_point(words)
    return _by_day(solver, question, words, amounts.get(point), rates.get(point)) if point else None


def _points(solver: Solver, card: Card, kind: FigureKind) -> dict[int, Operand]:
    """Month -> what was spent in all, or which part of the budget, up to its end; none that is stated two ways."""
    found: dict[int, Operand] = {}
    wrong = set[int]()
    for figure in solver.library.figures(card.id):
        month = point_of(figure)
        if figure.kind is not kind or not month or BARE.sub("", figure.label) or not SPENDING.search(figure.label):
            continue
        wrong |= {month} if month in found and found[month].value != figure.value else set()
        found.setdefault(month, Operand(card, figure))
    return {month: operand for month, operand in found.items() if month not in wrong}


def _by_day(solver: Solver, question: str, words: str, much: Operand | None, rate: Operand | None) -> Answer | None:
    """Say what was spent by a day, and which part of the budget that was; ``None`` where the report says neither."""
    wanted = [one for one, asked in ((much, MUCH.search(words)), (rate, PROGRESS.search(words))) if asked]
    told = [one for one in wanted if one]
    if not told or len(told) < len(wanted):
        return None
    values = [Value(format(one.value, "f"), one.unit) for one in told]
    return solver.answer(question, f"{who(told[0].card)}", told, values, [])


def _in_months(solver: Solver, question: str, words: str, span: Months, amounts: dict[int, Operand]) -> Answer | None:
    """The amount up to the last month less that up to the month before the first; and its share of the year's."""
    end = amounts.get(span.last) or (_of_year(solver, amounts) if span.last == LAST else None)
    start = amounts.get(span.first - 1)
    if end is None or (span.first > 1 and start is None) or not MUCH.search(words):
        return None
    if start is None:
        value = Value(format(end.value, "f"), end.unit)
        return solver.answer(question, f"{who(end.card)}{span.said}：", [end], [value], [])
    if start.unit != end.unit or start.value > end.value:
        return None
    program = f"subtract({written(end)}, {written(start)})"
    found, exact = calculation(program, end.unit, (end, start))
    said, value = amount(exact, end.unit, places((end, start)), question)
    lead = f"{who(end.card)}{span.said}支付{said}（{found.expression}）。"
    values, steps, operands = [value], [found], [end, start]
    year = amounts.get(LAST) or _of_year(solver, amounts)
    if SHARE.search(words) and year:
        part, exact = calculation(f"{program}, divide(#0, {written(year, end.unit)})", "%", (end, start, year))
        values.append(percent(exact, question))
        lead += f"占全年的{values[-1].number}%（{part.expression}）。"
        steps.append(part)
        operands += [year] if year.figure != end.figure else []
    return solver.answer(question, lead, operands, values, steps)


def _of_year(solver: Solver, amounts: dict[int, Operand]) -> Operand | None:
    """What the whole year's spending was, where the report states it under its own name."""
    some = next(iter(amounts.values()), None)
    return solver.one("总支出", some.card, AMOUNTS) if some else None
