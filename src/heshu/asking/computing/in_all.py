"""A question for several things one by one, and then for how many they are in all: …几期，…几期，一共几期.

What is asked for last has no name of its own: it is the sum of what was asked before it, or of one expense that was
asked for by head the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from heshu.asking.evidence.fitting import same_measures
from heshu.asking.evidence.operands import Operand, same_measure
from heshu.asking.evidence.shelf import Shelf
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.patterns import regex

IN_ALL = regex(
    r"(?:那|又|这|那么|它们|[两三四五几]者|[两三四五几][类项种块])*(?:一共|总共|合计|共计|总计|加起来|加在一起|合起来|合在一起|共)"
    rf"(?:又|是|有|为|办了?|开了?|花了?|发了?)*(?:多少|几)(?P<unit>{MEASURES}|[百千万亿]*元|钱)?"
)
"""A last clause that asks how many there are in all, and names nothing."""
ASKS = regex(rf"(?:多少|(?<![第好])几)个?(?P<unit>{MEASURES}|[百千万亿]*元|钱)?$")
WITHIN = regex(r"其中|里面|包括|含|当中")
"""What says that one number is part of another, which are then not added."""
BY_HEAD = regex(
    r"(?P<of>.{2,}?)的?(?:人均|户均|每[一个]?[人户名位个]|平均每[一个]?[人户名位个])(?:是|有|为|发|补|补助)*$"
)
NOT_THERE = regex(r"编制|核定|目标|计划|任务")
"""Names of counts of what there may be, which are not added to what there is."""
MONEY = regex(r"[百千万亿]*元|钱")


@dataclass(frozen=True, slots=True)
class Asked:
    """The clauses that ask for one thing each, and the last for all; ``whole`` where they are one thing by head."""

    each: tuple[str, ...]
    last: str
    whole: str = ""


def read(text: str) -> Asked | None:
    """What a question without its department asks one by one and then in all; ``None`` where it does not."""
    *clauses, last = [one.strip() for one in re.split("[,，;；?？。]", text.strip("?？。 ")) if one.strip()] or [""]
    match = IN_ALL.fullmatch(last)
    if match is None or not clauses or WITHIN.search(text):
        return None
    asks = [ASKS.search(clause) for clause in clauses]
    units = {one["unit"] for one in asks if one and one["unit"]}
    if not all(asks):
        return None
    if len(clauses) == 1:
        name = BY_HEAD.fullmatch(clauses[0][: asks[0].start()]) if asks[0] else None
        of_money = MONEY.fullmatch(match["unit"] or "钱")
        return Asked((clauses[0],), last, f"{name['of']}一共多少钱") if name and of_money else None
    return Asked(tuple(clauses), last) if len(units) <= 1 or all(map(MONEY.fullmatch, units)) else None


def addable(figures: Sequence[Operand], asked: Asked, shelf: Shelf) -> bool:
    """Whether figures are of one measure, that of the last clause, and none is said to be a part of another."""
    pairs = list(combinations(figures, 2))
    unit = (IN_ALL.fullmatch(asked.last) or {"unit": ""})["unit"]
    if len({bool(NOT_THERE.search(one.figure.label)) for one in figures}) > 1:  # posts and who holds them
        return False
    if unit and not MONEY.fullmatch(unit) and any(not same_measures(one.unit, unit) for one in figures):
        return False
    if any(not same_measure(*pair) or pair[0].figure.span == pair[1].figure.span for pair in pairs):
        return False
    return not any(_within(*pair, shelf) for pair in pairs)


def _within(one: Operand, other: Operand, shelf: Shelf) -> bool:
    first, second = sorted((one.figure, other.figure), key=lambda figure: figure.start)
    if first.passage_id != second.passage_id:
        return False
    between = fold(shelf.of[first.passage_id].text)[first.end : second.start]
    return bool(WITHIN.search(between.rpartition("。")[2].rpartition(";")[2]))
