"""Figures that a question asks for outright beside what is worked out of them: 编制是多少，空了几个.

What an answer works with stands in its text with its citation.  Where a clause asks for one of these by its name and
for no more, it is one of the values of the answer as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from heshu.asking.evidence.compose import value_of
from heshu.asking.evidence.fitting import same_measures
from heshu.asking.wording.stages import expense_of
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Figure, FigureKind, Status

OUTRIGHT = regex(
    r"(?:(?:那么?|那|请问|全年|年末|实际|一共|总共)的?)*(?P<name>[^,，占比差剩超增减多少几均每]{2,12}?)(?:的)?(?:一共|总共|又|各|分别|实际)*"
    r"(?:是|有|为|达到?)*(?:呢|(?:多少|几)(?P<measure>个|名|人|位|件|[百千万亿]*元|钱|分)?(?:呢|啊|吗)?)"
)
"""A clause that asks for a figure by its name and for no more."""
NUMBER_OF = regex(r"(?:总数|人数|数量|数额?|总?额)$")
"""The end of a name that says only that it is a number: 编制数."""


class Outright(NamedTuple):
    """What a clause asks for outright: its name in folded words without departments, and the measure asked for."""

    name: str
    measure: str


def asked_in(clauses: Sequence[str]) -> list[Outright]:
    """What the clauses of a question ask for outright."""
    found = (OUTRIGHT.fullmatch(clause.strip(" ?？。")) for clause in clauses)
    return [Outright(match["name"], match["measure"] or "") for match in found if match]


def with_them(answer: Answer, asked: Sequence[Outright]) -> Answer:
    """An answer that works something out, the figures asked for outright among its values."""
    if answer.status is not Status.ANSWERED or not answer.values:
        return answer
    operands = [figure for calculation in answer.calculations for figure in calculation.operands]
    stated = (
        {value_of(figure): None for figure in operands if _is_meant(figure, outright)} for outright in asked
    )  # fmt: skip
    more = dict.fromkeys(next(iter(found)) for found in stated if len(found) == 1)
    said = {(Decimal(value.number), value.unit) for value in answer.values}
    told = tuple(value for value in more if (Decimal(value.number), value.unit) not in said)
    return replace(answer, values=(*told, *answer.values))


def _is_meant(figure: Figure, asked: Outright) -> bool:
    """Whether a figure is called as what is asked for, and counts what is asked for."""
    name, label = (NUMBER_OF.sub("", text) or text for text in (asked.name, fold(figure.label)))
    of_it = figure.kind is not FigureKind.AMOUNT or expense_of(label) == expense_of(name)  # 支出 is no 项目支出
    return label.endswith(name) and of_it and _measures(figure, asked.measure)


def _measures(figure: Figure, measure: str) -> bool:
    if measure.endswith(("元", "钱")):
        return figure.unit in MONEY
    if measure in ("", "个"):  # 几个 is said of whatever is counted: 编制有几个
        return not measure or figure.kind is FigureKind.COUNT
    return figure.unit == measure or same_measures(figure.unit, measure)
