"""Ratios of one report that it does not state, side by side: shares and execution rates, computed from amounts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from heshu.asking.computing import verdicts
from heshu.asking.computing.between import sides
from heshu.asking.computing.budgets import budget_of, spent_on
from heshu.asking.evidence.calculating import amount, calculation, decimals, percent, places, written
from heshu.asking.evidence.claimed import claims_in
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, MARKS, RATES, Operand, Solver
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.stages import BUDGETS, expense_of, stage_of
from heshu.checking.calculator import round_half_up
from heshu.checking.consistency import consistent
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


LEFT_ASKED = regex(
    r"(?:剩|结余|节余|余下)(?!率)|(?:没有?|未|尚未)(?:能)?(?:用|花|支出|支付|执行)(?!率)|(?:用|花)不(?:完|掉)"
)
"""What asks for what of the budget was not spent."""
RATE_ASKED = regex(r"(?:完成|执行|支付|支出)(?:率|进度|比例)|百分之|几成|预算数?的\d|\d%")
"""What asks for the rate at which it was."""
ANOTHER_BUDGET = regex(r"年初|期初|批复|上年|去年|占(?!(?:其|它的?|自身的?|本身的?)?(?:全年)?预算)")
"""What asks for no such budget of the year, or for a share of something else."""


def derived(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """What a question asks of the budget of an expense that is the whole's less the other expense's, as it has it.

    That is the rate at which it was spent, what was left of it, or the budget itself.  A rate that the question
    claims, or else the one that the report states, is held against the result.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1 or ANOTHER_BUDGET.search(query.text):
        return None
    card, other = cards[0], OTHER[query.b]
    part = solver.one(f"{other}全年预算数", card, AMOUNTS)
    whole = solver.one("全年预算数", card, AMOUNTS)
    if whole is None or part is None or stage_of(part.figure.label) not in BUDGETS or part.figure == whole.figure:
        return solver.missing(question, "全年预算数" if whole is None else f"{other}预算数", card)
    budget = Budget(whole, part, f"{query.b}的预算按全年预算数减去{other}预算算")
    if RATE_ASKED.search(query.text):
        return _derived_rate(solver, question, query, budget)
    if LEFT_ASKED.search(query.text):
        return _derived_left(solver, question, query, budget)
    found, exact = calculation(budget.program, whole.unit, (whole, part))
    said, value = amount(exact, whole.unit, places((whole, part)), question)
    lead = f"{who(card)}{budget.how}，是{said}（{found.expression}）。"
    return solver.answer(question, lead, (whole, part), [value], [found])


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of an expense as the whole's less that of the other one, and how that is said."""

    whole: Operand
    part: Operand
    how: str

    @property
    def program(self) -> str:
        """How it is computed, in the whole's unit."""
        return f"subtract({written(self.whole)}, {written(self.part, self.whole.unit)})"


def _spent(solver: Solver, expense: str, card: Card) -> Operand | None:
    found = solver.one(expense, card, AMOUNTS)
    return found if found and stage_of(found.figure.label) not in BUDGETS else None


def _derived_left(solver: Solver, question: str, query: Query, budget: Budget) -> Answer | None:
    unit = budget.whole.unit
    spent = _spent(solver, query.b, budget.whole.card)
    if spent is None:
        return solver.missing(question, query.b, budget.whole.card)
    operands = (budget.whole, budget.part, spent)
    found, exact = calculation(f"{budget.program}, subtract(#0, {written(spent, unit)})", unit, operands)
    if exact < 0:
        return None
    said, value = amount(exact, unit, places(operands), question)
    lead = f"{who(spent.card)}{budget.how}，还有{said}没有支出（{found.expression}）。"
    return solver.answer(question, lead, operands, [value], [found])


def _derived_rate(solver: Solver, question: str, query: Query, budget: Budget) -> Answer | None:
    card, unit = budget.whole.card, budget.whole.unit
    spent = _spent(solver, query.b, card)
    if spent is None:
        return solver.missing(question, query.b, card)
    stated = solver.one(f"{query.b}预算完成率", card, RATES)
    claims = [claim for claim in claims_in(query.text) if claim.unit == "%"]
    operands = (spent, budget.whole, budget.part)
    found, exact = calculation(f"{budget.program}, divide({written(spent, unit)}, #0)", "%", operands, stated=stated)
    value = percent(exact, question)
    lead = f"{who(card)}{budget.how}，完成率为{value.number}%（{found.expression}）。"
    if stated:
        agrees = "相符" if found.verdict is Verdict.CONSISTENT else "不符"
        lead += f"报告写的是{stated.text}，与它{agrees}。"
    other = len(claims) == 1 and (stated is None or claims[0].value != stated.value)
    if other:  # what is asked is held against the result, whatever the report says
        right = consistent(claims[0].value, exact)
        lead = verdicts.said(claims[0].text, right=right) + lead
        found = verdicts.held(found, claims[0].value, right=right)
    denied = verdicts.denying(right if other else True)
    return solver.answer(question, lead, [*operands, *([stated] if stated else [])], [value], [found], found=denied)
