"""What a question supposes: another rate, amount or cut, and what would come of it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from heshu.asking.computing.between import last_clause
from heshu.asking.computing.budgets import SPENT_TAIL, budget_and_spent, overlap
from heshu.asking.computing.deductions import SCORE, full_of
from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, MARKS, Operand, Solver
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, FigureKind, Status

WEIGHT = regex(
    r"(?<![\d.])(?P<before>\d+(?:\.\d+)?)分的?(?:权重|满分|分值)|(?:权重|满分|分值)(?:为|是|按)?(?P<after>\d+(?:\.\d+)?)分"
)
"""The weight at which the question wants a rate turned into points."""
ITEM = regex(
    r"[,，](?:那么?)?(?P<item>[^,，]{2,}?)(?:这一?项|指标)?(?:该|能|会|应该?|可以?|可)*(?:得|拿|打)(?:到|了)?(?:几|多少)分"
)
"""Whose score is asked for."""
AGAINST_NOW = regex(r"比(?:现在|实际|自评|目前|原来|报告)[^,，]{0,6}?(?:多|少|高|低)[^,，]{0,3}(?:几|多少)")


def score_at(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The score of a supposed rate: weight × rate; and how far it is from the stated score, if that is asked.

    Source: 按权重换算, as reports themselves score execution (得分 = 执行率 × 分值).  ``None`` without a weight.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    item = ITEM.search(query.text)
    subject = MARKS.sub("", item["item"] if item else query.a)
    score = solver.one(subject + "得分", cards[0], SCORE)
    given = WEIGHT.search(query.text)
    full = full_of(solver, score) if score and not given else None
    weight = (given["before"] or given["after"]) if given else format(full.value, "f") if full else ""
    if not weight or (AGAINST_NOW.search(query.text) and score is None):
        return None
    return _scored(solver, question, query, weight, [operand for operand in (full, score) if operand])


def _scored(solver: Solver, question: str, query: Query, weight: str, operands: list[Operand]) -> Answer:
    program = f"divide({query.b}, const_100), multiply({weight}, #0)"
    found, exact = calculation(program, "分", operands)
    said, value = amount(exact, "分", 2, question)
    lead = f"执行率{query.b}%按{weight}分换算，得{said}（{found.expression}）"
    if not AGAINST_NOW.search(query.text):
        used = [operand for operand in operands if format(operand.value, "f") == weight]
        if not used:
            return Answer(question, Status.ANSWERED, f"{lead}。", (value,), (), (replace(found, operands=()),))
        return solver.answer(question, f"{lead}。", used, [value], [found])
    now = operands[-1]
    gap, apart = calculation(f"{program}, subtract(#1, {written(now)})", "分", operands)
    more, difference = amount(abs(apart), "分", 2, question)
    lead += f"，比报告的{now.text}{'多' if apart >= 0 else '少'}{more}（{gap.expression}）。"
    return solver.answer(question, lead, operands, [value, difference], [found, gap])


RESULT = regex(
    r"[,，](?P<whole>[^,，]{0,12}?)(?:会|将|就|能|要)*(?:"
    r"(?:降|减|变|压|升|增|涨)(?:低|少|加|高)?(?:到|为|成|至)了?"
    r"|(?:压减|减|降|增加|涨)?(?:之|以)?后(?:还剩|剩下?|是|为|有)"
    r"|(?:还|只|仅)(?:能|可以?|会|有|剩)*(?:花|用|支出?|安排|剩|批|有)?(?:下|出)?"
    r"|(?:控制数?|应当?)(?:应?(?:定|控制|安排|编))?(?:在|为|到|是)?|(?<=[会将])(?:是|为|有))(?:多少|几)"
)
"""What of the whole is asked for after a cut: 压减10%，整体支出会降到多少."""
AROUND_CUT = regex(
    r"^(?:假设|假定|如果|假如|要是)?以?|(?:下一?年度?|明年|来年|次年|今后)(?:的|把|将|按照?)*|(?:要是|如果|若是?|假如)?(?:能够?|可以?)?再?(?:统一|整体)?$|为基数$"
)
"""What is said around the amount that a cut is supposed of, which is the report's own year's."""
RISEN = regex(r"[,，](?P<whole>(?:就|那|则)?(?:一共|总共)?)(?:是|为|有|达到?)(?:多少|几)")
"""What a rise comes to, which is the whole and not the rise: 增加10%，是多少."""
RISES = regex(r"增加|上浮|提高|上涨|增长")


def cut(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A per cent of an amount, what a cut of 5% saves; or what a whole comes to after it, where that is asked."""
    cards = solver.cards(query.text, where)
    phrase = AROUND_CUT.sub("", MARKS.sub("", last_clause(query.a))).strip("的把将")
    operand = solver.one(phrase, cards[0], AMOUNTS) if len(cards) == 1 else None
    if operand is None:
        return solver.missing(question, phrase, cards[0]) if len(cards) == 1 else None
    result = RESULT.search(query.text) or (RISEN.search(query.text) if RISES.search(query.text) else None)
    name = re.sub(r"^(?:就|那|则)?(?:一共|总共)?", "", MARKS.sub("", result["whole"])) if result else ""
    whole = (solver.one(name, cards[0], AMOUNTS) if name else operand) if result else None
    if result and whole is None:
        return solver.missing(question, name, cards[0])
    part = f"divide({query.b}, const_100), multiply({written(operand)}, #0)"
    if whole is None:
        found, exact = calculation(part, operand.unit, [operand])
        said, value = amount(exact, operand.unit, 2, question)
        lead = f"以{who(cards[0])}{operand.figure.label}为基数，{query.b}%是{said}（{found.expression}）。"
        return solver.answer(question, lead, [operand], [value], [found])
    form = "add" if RISES.search(query.text) else "subtract"
    operands = list(dict.fromkeys((whole, operand)))
    found, exact = calculation(f"{part}, {form}({written(whole, operand.unit)}, #1)", operand.unit, operands)
    said, value = amount(exact, operand.unit, 2, question)
    change = "增加" if form == "add" else "压减"
    lead = (
        f"{who(cards[0])}{operand.figure.label}{change}{query.b}%，{whole.figure.label}为{said}（{found.expression}）。"
    )
    return solver.answer(question, lead, operands, [value], [found])


MORE_OR_LESS = regex(
    r"(?P<sign>多|少)(?:支[出付]?|花|用|付|执行)(?:掉|了)?(?P<number>\d+(?:\.\d+)?)(?P<unit>亿元|万元|元)"
)


def rate_after(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The execution rate if so much more, or less, had been spent: (spent ± amount) ÷ budget."""
    cards = solver.cards(query.text, where)
    change = MORE_OR_LESS.search(query.text)
    pair = budget_and_spent(solver, SPENT_TAIL.sub("", query.a).rstrip("在的"), cards[0]) if len(cards) == 1 else None
    if change is None or pair is None or not pair[0].value:
        return None
    budget, spent = pair
    power = MONEY[change["unit"]] - MONEY[budget.unit] if budget.unit in MONEY else 0
    step = Decimal(change["number"]).scaleb(power)
    form = "add" if change["sign"] == "多" else "subtract"
    program = f"{form}({written(spent, budget.unit)}, {step:f}), divide(#0, {written(budget)})"
    found, exact = calculation(program, "%", pair)
    value = percent(exact, question)
    lead = f"{who(cards[0])}{spent.figure.label}再{change.group()}，执行率为{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, (spent, budget), [value], [found])


def unspent_at(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """What of a budget would be left at a supposed execution rate: budget × (1 − rate)."""
    cards = solver.cards(query.text, where)
    subject = re.sub(
        r"(?:要是|若是?|假如|假设|如果|万一|倘若)$|(?:要是|若是?|假如|假设|如果|万一|倘若)(?=预算|全年)|(?:全年|年初|年度|调整后?)?预算(?:数|金额)?|(?:不变|保持|维持|而|全年|如果|但).*$",
        "",
        query.a,
    )
    pair = budget_and_spent(solver, subject, cards[0]) if len(cards) == 1 else None
    if pair is None:
        return None
    budget = pair[0]
    program = f"divide({query.b}, const_100), subtract(1, #0), multiply({written(budget)}, #1)"
    found, exact = calculation(program, budget.unit, [budget])
    said, value = amount(exact, budget.unit, max(places([budget]), 2), question)
    lead = f"{who(cards[0])}执行率若为{query.b}%，有{said}没有支出（{found.expression}）。"
    return solver.answer(question, lead, [budget], [value], [found])


def not_deducted(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The whole score if some points had not been lost, which its report says were: score + points.

    ``None`` where the report lost no such points.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    item, _, points = query.b.partition("|")
    score = solver.one("自评得分", cards[0], SCORE)
    lost = [
        Operand(cards[0], figure)
        for figure in solver.library.figures(cards[0].id)
        if figure.kind is FigureKind.SCORE and "扣" in figure.label and figure.value == Decimal(points)
    ]
    item = item.strip("的在那这")
    named = [one for one in lost if overlap(item, one.figure.label)] if item else lost
    if score is None or not named:
        return solver.missing(question, f"{item}扣{points}分", cards[0])
    pair = (score, named[0])
    found, exact = calculation(f"add({written(score)}, {written(named[0])})", "分", pair)
    said, value = amount(exact, "分", 0 if exact.denominator == 1 else places(pair), question)
    lead = f"{who(cards[0])}{score.figure.label}不扣这{points}分为{said}（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def cut_by(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """What an amount comes to after so much less, or more, as the question supposes: 砍掉100万，还剩多少."""
    cards = solver.cards(query.text, where)
    phrase = AROUND_CUT.sub("", MARKS.sub("", last_clause(query.a))).strip("的把将")
    number, _, unit = query.b.partition("|")
    operand = solver.one(phrase, cards[0], AMOUNTS) if len(cards) == 1 else None
    if operand is None or operand.unit not in MONEY:
        return solver.missing(question, phrase, cards[0]) if len(cards) == 1 else None
    power = MONEY[{"万": "万元", "亿": "亿元"}.get(unit, unit)] - MONEY[operand.unit]
    step = Decimal(number.replace(",", "")).scaleb(power)
    rises = bool(RISES.search(query.text) or re.search(r"追加|多[批安给]|加上?\d", query.text))
    found, exact = calculation(
        f"{'add' if rises else 'subtract'}({written(operand)}, {step:f})", operand.unit, [operand]
    )
    if exact < 0:
        return None
    said, value = amount(exact, operand.unit, max(places([operand]), 0), question)
    change = "增加" if rises else "减少"
    lead = f"{who(cards[0])}{operand.figure.label}{change}{number}{unit}后为{said}（{found.expression}）。"
    return solver.answer(question, lead, [operand], [value], [found])
