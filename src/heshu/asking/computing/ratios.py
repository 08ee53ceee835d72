"""Ratios of one report that it does not state, side by side: shares and execution rates, computed from amounts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from heshu.asking.computing.between import sides
from heshu.asking.computing.budgets import budget_of, spent_on
from heshu.asking.evidence.calculating import calculation, decimals, percent, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, MARKS, RATES, Operand, Solver
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.stages import expense_of
from heshu.checking.calculator import round_half_up
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Value, Verdict

RATIO = regex(r"(?P<of>[^,，]*?)的?(?P<kind>占比|比重|(?:预算)?(?:执行|完成|支付|支出)(?:率|进度))$")
"""What a ratio is of, and whether it is a share or an execution rate."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A computed ratio of one report: what it is called, what is divided by what, and the exact result in per cent."""

    name: str
    pair: tuple[Operand, Operand]
    exact: Fraction
    calculation: Calculation

    @property
    def said(self) -> str:
        """``基本支出占比82.35%（1234.5 ÷ 1500）``."""
        return f"{self.name}{round_half_up(self.exact, 2):f}%（{self.calculation.expression}）"


def apart(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Two computed ratios of one report and their distance in percentage points; ``None`` where both are stated."""
    phrases = sides(query)
    cards = solver.cards(query.text, where)
    if len(cards) != 1 or not all(RATIO.search(MARKS.sub("", phrase)) for phrase in phrases):
        return None
    ratios = [_ratio(solver, MARKS.sub("", phrase), cards[0]) for phrase in phrases]
    first, second = ratios
    if first is None or second is None:
        return None
    low, high = sorted((first, second), key=lambda ratio: ratio.exact)
    program = f"{high.calculation.program}, {low.calculation.program}, subtract(#0, #1)"
    operands = tuple(dict.fromkeys((*first.pair, *second.pair)))
    found, exact = calculation(program, "%", operands)
    value = Value(format(round_half_up(exact, decimals(question, 2)), "f"), "百分点")
    word = "低" if first is low and low.exact != high.exact else "高"
    lead = f"{who(cards[0])}{first.name}比{second.name}{word}{value.number}个百分点：{first.said}，{second.said}。"
    return solver.answer(question, lead, operands, [value], [first.calculation, second.calculation, found])


def _ratio(solver: Solver, phrase: str, card: Card) -> Ratio | None:
    match = RATIO.search(phrase)
    if match is None or solver.find(phrase, card, RATES):
        return None
    of = _share if match["kind"] in ("占比", "比重") else _rate
    pair = of(solver, match["of"], card)
    if pair is None or not pair[1].value:
        return None
    found, exact = calculation(f"divide({written(pair[0])}, {written(pair[1], pair[0].unit)})", "%", pair)
    return Ratio(f"{pair[0].figure.label}{match['kind']}", pair, exact, found)


def _share(solver: Solver, phrase: str, card: Card) -> tuple[Operand, Operand] | None:
    part = solver.one(phrase, card, AMOUNTS)
    whole = solver.one("总收入" if "收入" in phrase else "总支出", card, AMOUNTS)
    return (part, whole) if part and whole and part.figure != whole.figure else None


def _rate(solver: Solver, phrase: str, card: Card) -> tuple[Operand, Operand] | None:
    spent = spent_on(solver, phrase, card)
    budget = budget_of(solver, spent) if spent and expense_of(spent.figure.label) else None
    return (spent, budget) if spent and budget else None


OTHER = {"基本支出": "项目支出", "项目支出": "基本支出"}
"""The two that all spending is made of.  Source: 总支出 = 基本支出 + 项目支出 of the glossary."""


def derived(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The execution rate of an expense whose budget is the whole's less the other expense's, as the question has it.

    A rate that the report states of it is held against the result.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    card, other = cards[0], OTHER[query.b]
    spent, part = solver.one(query.b, card, AMOUNTS), solver.one(f"{other}全年预算数", card, AMOUNTS)
    whole = solver.one("全年预算数", card, AMOUNTS)
    if spent is None or whole is None or part is None:
        missed = query.b if spent is None else "全年预算数" if whole is None else f"{other}预算数"
        return solver.missing(question, missed, card)
    stated = solver.one(f"{query.b}预算完成率", card, RATES)
    unit = whole.unit
    program = f"subtract({written(whole)}, {written(part, unit)}), divide({written(spent, unit)}, #0)"
    found, exact = calculation(program, "%", (spent, whole, part), stated=stated)
    value = percent(exact, question)
    lead = f"{who(card)}{query.b}的预算按全年预算数减去{other}预算算，完成率为{value.number}%（{found.expression}）。"
    if stated:
        agrees = "相符" if found.verdict is Verdict.CONSISTENT else "不符"
        lead += f"报告写的是{stated.text}，与它{agrees}。"
    operands = [operand for operand in (spent, whole, part, stated) if operand]
    return solver.answer(question, lead, operands, [value], [found])
