"""The indicators of one report by their completion rates: the highest, the lowest, those above or below a limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from heshu.asking.evidence.compose import SHOWN, who
from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value

RATE_OF = regex(r"(?P<what>.{2,}?)(?:指标|任务|目标|计划)?完成率$")
OF_MONEY = regex(r"预算|支出|收入|资金|经费|执行|支付|拨款")
"""What an execution rate is of, which is no indicator's completion."""
COUNTED = regex(r"(?:几|多少)(?P<unit>[个项])")
LIMIT = regex(r"\d+(?:\.\d+)?(?=%)")
FULL = Decimal(100)
FEW = 2


def indicators(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The indicators of one report that stand highest or lowest, or beyond a limit, by their completion rates.

    ``None`` where the report gives fewer than two completion rates.
    """
    cards = solver.cards(query.text, where)
    rates = _completed(solver, cards[0]) if len(cards) == 1 else []
    if len(rates) < FEW:
        return None
    if query.b.startswith("最"):
        pick = min if query.b[1] in "低差慢少" else max
        edge = pick(rate.value for rate in rates)
        chosen = [rate for rate in rates if rate.value == edge]
        condition = f"最{'低' if pick is min else '高'}"
    else:
        passes, condition = _condition(query.b)
        chosen = [rate for rate in rates if passes(rate.value)]
    counted = COUNTED.search(query.text)
    unit = counted["unit"] if counted else "项"
    lead = f"{who(cards[0])}写明完成率的{len(rates)}项指标中，{condition}的有{len(chosen)}{unit}"
    if not chosen:
        return solver.answer(question, f"{lead}。", rates[:SHOWN], [Value("0", unit)] if counted else [], [])
    values = [Value(str(len(chosen)), unit)] if counted else _values(chosen)
    return solver.answer(question, f"{lead}：", chosen, values, [])


def _values(chosen: Sequence[Operand]) -> list[Value]:
    return list(dict.fromkeys(Value(format(rate.value, "f"), "%") for rate in chosen))


def _completed(solver: Solver, card: Card) -> list[Operand]:
    """The completion rates of a report's indicators, each indicator once; those called so before any other."""
    shelf = solver.shelf(card.id)
    rates = [f for f in shelf.figures if f.kind is FigureKind.RATE and not f.qualifier and of_year(f, shelf)]
    named = [(match["what"], f) for f in rates if (match := RATE_OF.search(f.label)) and not OF_MONEY.search(f.label)]
    called = [row for row in named if row[1].label.endswith("指标完成率")]
    found = dict(reversed(called if len(called) >= FEW else named))
    return [Operand(card, figure) for figure in sorted(found.values(), key=lambda figure: figure.start)]


def _condition(words: str) -> tuple[Callable[[Decimal], bool], str]:
    """What a completion rate must be, and how that is said: 超额完成, 没完成, 低于95%."""
    limit = LIMIT.search(words)
    value = Decimal(limit.group()) if limit else FULL
    said = f"{value}%" if limit else ""
    if re.search(r"(?:不|没有?|未)(?:低于|小于|少于)", words):
        return lambda rate: rate >= value, f"完成率不低于{said}"
    if re.search(r"[没未]|不到|低于|小于|不足|少于|以下", words):
        return lambda rate: rate < value, f"完成率低于{said}" if said else "没有完成"
    if re.search(r"超|高于|大于", words):
        return lambda rate: rate > value, f"完成率高于{said}" if said else "超额完成"
    if "以上" in words or "达到" in words:
        return lambda rate: rate >= value, f"完成率达到{said}"
    return lambda rate: rate == value, f"完成率为{said}" if said else "刚好完成"
