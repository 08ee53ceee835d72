"""No figure is held against itself: 后一个是前一个的几倍, where both turn out to be one figure of one report."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from heshu.asking.evidence.compose import refuse
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Figure, Status, Verdict

ITSELF = regex(r"(?P<op>subtract|divide|add)\((?P<one>[\d.]+), (?P=one)\)")
"""A step that takes a number twice."""
ONLY_SUMS = regex(r"(?:add|subtract|sum)\([^()]*\)(?:, (?:add|subtract|sum)\([^()]*\))*")


def refused(answer: Answer) -> Answer:
    """An answer, unless one of its computations holds a figure against itself: then a refusal that says so."""
    same = next(filter(None, map(_twice, answer.calculations)), None) if answer.status is Status.ANSWERED else None
    if same is None:
        return answer
    return refuse(
        answer.question,
        f"问的两个数在报告里是同一个数（{same.label}），没有什么可比、可加的。请写明另一个数是哪个部门的什么。",
        plan=answer.plan,
    )


def _twice(calculation: Calculation) -> Figure | None:
    """The figure that a step holds against itself, or that a sum adds twice; ``None`` where each is another's.

    A rate of change uses its base twice and is none of them; a stated value that is checked is none either.
    """
    figures = calculation.operands
    if calculation.verdict is not Verdict.COMPUTED or not figures:
        return None
    places = Counter((figure.report_id, figure.span) for figure in figures)
    again = next((figure for figure in figures if places[figure.report_id, figure.span] > 1), None)
    if again and ONLY_SUMS.fullmatch(calculation.program):
        return again
    step = ITSELF.search(calculation.program)
    same = [figure for figure in figures if step and format(figure.value, "f") == step["one"]]
    if len({(figure.report_id, figure.span) for figure in same}) == 1:
        return same[0]
    pair = combinations(same, 2) if step and step["op"] != "add" else ()
    return next((one for one, other in pair if _named_alike(one, other)), None)


def _named_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures of one report have one name and period: it states one thing in two places."""
    return all(getattr(one, part) == getattr(other, part) for part in ("report_id", "label", "whole", "period", "unit"))
