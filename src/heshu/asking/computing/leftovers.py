"""What of a budget was not spent: of one subject, as a part of all that was left, and compared over departments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from heshu.asking.computing.budgets import LEFT_OVER, budget_and_spent
from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse, value_of, who
from heshu.asking.evidence.operands import AMOUNTS, MARKS, THIS_PART, Operand, Solver, same_measure, with_annexes
from heshu.asking.planning.operations import UNSPENT, Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.stages import expense_of, subject_of
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Status, Value

_AROUND = regex(
    rf"{UNSPENT}|[和与跟及]|各自|分别|减去?(?:实际)?(?:执行|支出|支付|花)[数的掉了]*(?:之?后|以后)?|哪(?:一|几)?个?(?:部门|单位|家)|谁家?|(?:全年|年初|年度|调整后?)的?预算(?:数|金额|安排)?|部门|单位|最|更|[各所][个有]?|里|中|的|钱|资金|经费|[,，]"
)
"""Words of a question over departments that name no subject of the budget."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """What was left of a budget: the budget less what was spent of it."""

    budget: Operand
    spent: Operand

    @property
    def card(self) -> Card:
        """The report."""
        return self.budget.card

    @property
    def program(self) -> str:
        """How it is computed, in the budget's unit."""
        return f"subtract({written(self.budget)}, {written(self.spent, self.budget.unit)})"

    @property
    def yuan(self) -> Fraction:
        """Its value in 元."""
        exact = Fraction(self.budget.value) - Fraction(self.spent.value_in(self.budget.unit))
        return exact * Fraction(10) ** MONEY[self.budget.unit]

    @property
    def pair(self) -> tuple[Operand, Operand]:
        """The budget and what was spent."""
        return self.budget, self.spent


def _of(solver: Solver, phrase: str, card: Card) -> Leftover | None:
    pair = budget_and_spent(solver, THIS_PART.sub("", phrase), card)
    fits = pair and same_measure(*pair) and pair[0].unit in MONEY
    one = Leftover(*pair) if pair and fits else None
    return one if one and one.yuan >= 0 else None  # more than the budget was spent: it is not the budget at hand


def left(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """What is left of a budget: budget less what was spent, of one subject."""
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    one = _of(solver, query.a, cards[0])
    if one is None and LEFT_OVER.search(query.text):
        return None
    if one is None and not MARKS.sub("", query.a).strip("的,，里中") and not IN_PERCENT.search(query.text):
        return _stated_left(solver, question, cards[0])
    if one is None:
        return solver.missing(question, query.a, cards[0])
    subject = subject_of(one.budget.figure.label) or "部门整体"
    if HOW_MUCH_AND_SHARE.search(query.text) and one.budget.value:
        return _with_share(solver, question, one, subject)
    if IN_PERCENT.search(query.text) and one.budget.value:
        found, exact = calculation(f"{one.program}, divide(#0, {written(one.budget)})", "%", one.pair)
        value = percent(exact, question)
        lead = f"{who(cards[0])}{subject}还有{value.number}%的预算没有支出（{found.expression}）。"
        return solver.answer(question, lead, one.pair, [value], [found])
    found, exact = calculation(one.program, one.budget.unit, one.pair)
    said, value = amount(exact, one.budget.unit, places(one.pair), question)
    lead = f"{who(cards[0])}{subject}还有{said}没有支出（{found.expression}）。"
    return solver.answer(question, lead, one.pair, [value], [found])


def _stated_left(solver: Solver, question: str, card: Card) -> Answer:
    """What a report states that was left of all its money, where no budget and spending of it are found."""
    found = (solver.one(words, card, AMOUNTS) for words in ("年末结转结余", "年末结转", "结余"))
    one = next((stated for stated in found if stated and STATED_LEFT.search(stated.figure.label)), None)
    if one is None:
        return solver.missing(question, "结余", card)
    return solver.answer(question, who(card), [one], [value_of(one.figure)], [])


STATED_LEFT = regex(r"^(?:20\d\d年|本年|全年|当年)?度?(?:年末|年终|年底)?(?:财政拨款)?的?(?:结转|结余)(?!率)")
"""The label of what was left of the whole."""
HOW_MUCH_AND_SHARE = regex(r"(?:多少|几)[^,，]{0,12}[,，]占")
"""What is left is asked for, and then what share of the budget that is."""


def _with_share(solver: Solver, question: str, one: Leftover, subject: str) -> Answer:
    gap, exact = calculation(one.program, one.budget.unit, one.pair)
    said, value = amount(exact, one.budget.unit, places(one.pair), question)
    ratio, share = calculation(f"{one.program}, divide(#0, {written(one.budget)})", "%", one.pair)
    part = percent(share, question)
    lead = (
        f"{who(one.card)}{subject}还有{said}没有支出（{gap.expression}），占{one.budget.figure.label}的{part.number}%"
    )
    return solver.answer(question, f"{lead}（{ratio.expression}）。", one.pair, [value, part], [gap, ratio])


LEFT_OF = regex(
    r"(?<=.{2})的?(?:所)?(?:剩下?|剩余|结余|余下|没有?[花用支付执行]+[完掉]|未[支付使用执行]+)(?:了|出去)?的?(?:那?部分|钱|资金|数|额)?的?$"
)
"""What is said of a part that some of its budget was left: 项目支出剩下的."""
ALL_PROJECTS = regex(
    r"^(?P<who>[\ue000-\ue0ff]?)的?(?:全部|所有|全体|各个?|这?\d*[一二三四五六七八九十]*[个项])的?项目(?:支出|资金|预算)?的?$"
)
"""All projects together, which is what was spent on projects."""
IN_PERCENT = regex(r"百分之(?:几|多少)|几成|比例|比重|占")


def left_share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """How much of what a budget left is of one subject: (part's budget − spent) ÷ (whole's budget − spent)."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    phrases = [ALL_PROJECTS.sub(r"\g<who>项目支出", LEFT_OF.sub("", phrase)) for phrase in (query.a, query.b)]
    part, whole = (_of(solver, phrase, cards[0]) for phrase in phrases)
    if part is None or whole is None or not expense_of(part.budget.figure.label):
        return solver.missing(question, query.a if part is None else query.b, cards[0])
    if not 0 <= part.yuan <= whole.yuan or not whole.yuan:
        return None
    terms = [written(operand, whole.budget.unit) for operand in (*part.pair, *whole.pair)]
    program = f"subtract({terms[0]}, {terms[1]}), subtract({terms[2]}, {terms[3]}), divide(#0, #1)"
    operands = (*part.pair, *whole.pair)
    found, exact = calculation(program, "%", operands)
    value = percent(exact, question)
    of = subject_of(part.budget.figure.label)
    lead = f"{who(cards[0])}没有支出的预算中，{of}占{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, operands, [value], [found])


def left_most(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Which department left most (or least) of its budget, among those whose reports state budget and spending."""
    cards = solver.cards("", where)
    phrase = _AROUND.sub("", MARKS.sub("", query.a))
    groups = with_annexes(cards)
    if len(groups) < 2:
        return None
    each = [next(filter(None, (_of(solver, phrase, card) for card in files)), None) for files in groups]
    found = sorted(filter(None, each), key=lambda one: one.yuan, reverse=not re.search("最?[少小低]", query.b))
    silent = [files[0] for files, one in zip(groups, each, strict=True) if one is None]
    if where.named and silent:
        return solver.missing(question, "预算和支出", silent[0])
    if not found:
        return refuse(question, f"范围内的{len(groups)}份报告都没有同时写明预算和支出，算不出剩余。")
    answer = _compared(solver, question, found, more="最" not in query.text)
    note = _coverage(len(groups), silent) if not where.named else ""
    return replace(answer, text=answer.text + note)


def _compared(solver: Solver, question: str, found: Sequence[Leftover], *, more: bool) -> Answer:
    """The first of some leftovers; of two also by how much, where the question compares."""
    citer = Citer(solver.library)
    lines: list[str] = []
    calculations: list[Calculation] = []
    values: list[Value] = []
    for one in found[:SHOWN] if more else found[:1]:
        done, exact = calculation(one.program, one.budget.unit, one.pair)
        said, value = amount(exact, one.budget.unit, places(one.pair), question)
        stated = "，".join(solver.mention(operand, citer) for operand in one.pair)
        lines.append(f"{who(one.card)}{said}（{done.expression}；{stated}）")
        calculations.append(done)
        values.append(value)
    text = f"{display_name(found[0].card.department)}没有支出的预算{'更' if more else '最'}"
    text += ("多" if found[0].yuan >= found[-1].yuan else "少") + f"：{'；'.join(lines)}。"
    if more and len(found) == 2:
        high, low = sorted(found, key=lambda one: -one.yuan)
        unit = high.budget.unit
        terms = [written(operand, unit) for operand in (*high.pair, *low.pair)]
        program = f"subtract({terms[0]}, {terms[1]}), subtract({terms[2]}, {terms[3]}), subtract(#0, #1)"
        gap, exact = calculation(program, unit, (*high.pair, *low.pair))
        said, value = amount(exact, unit, places((*high.pair, *low.pair)), question)
        text += f"相差{said}（{gap.expression}）。"
        calculations.append(gap)
        values = [value] if re.search("多少|几", question) else values[:1]
    return Answer(question, Status.ANSWERED, text, tuple(values[:1]), tuple(citer.found), tuple(calculations))


def _coverage(reports: int, silent: Sequence[Card]) -> str:
    unsaid = f"，未写明的是{'、'.join(display_name(card.department) for card in silent[:SHOWN])}" if silent else ""
    return f"（{reports}份报告中{reports - len(silent)}份写明预算和支出{unsaid}）"
