"""What a question supposes: a rate that would have been reached, and the score that it would have brought."""

from __future__ import annotations

import re
from dataclasses import replace

from heshu.asking.calculating import amount, calculation, written
from heshu.asking.deductions import SCORE, full_of
from heshu.asking.operands import MARKS, Operand, Solver
from heshu.asking.operations import Query
from heshu.asking.scope import Scope
from heshu.records import Answer, Status

WEIGHT = re.compile(
    r"(?<![\d.])(?P<before>\d+(?:\.\d+)?)分的?(?:权重|满分|分值)|(?:权重|满分|分值)(?:为|是|按)?(?P<after>\d+(?:\.\d+)?)分"
)
"""The weight at which the question wants a rate turned into points."""
ITEM = re.compile(
    r"[,，](?:那么?)?(?P<item>[^,，]{2,}?)(?:这一?项|指标)?(?:该|能|会|应该?|可以?|可)*(?:得|拿|打)(?:到|了)?(?:几|多少)分"
)
"""Whose score is asked for."""
AGAINST_NOW = re.compile(r"比(?:现在|实际|自评|目前|原来|报告)[^,，]{0,6}?(?:多|少|高|低)[^,，]{0,3}(?:几|多少)")


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
