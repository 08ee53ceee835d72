"""Figures that a question asks for outright beside what is worked out of them: 编制是多少，空了几个.

What an answer works with stands in its text with its citation.  Where a clause asks for one of these by its name and
for no more, it is one of the values of the answer as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status, Value

OUTRIGHT = regex(
    r"(?:(?:那么?|那|请问|全年|年末|实际|一共|总共)的?)*(?P<name>[^,，占比差剩超增减多少几均每]{2,12}?)(?:的)?(?:一共|总共|又|各|分别|实际)*"
    r"(?:是|有|为|达到?)*(?:呢|(?:多少|几)(?:个|名|人|位|件|[百千万亿]*元|钱|分)?(?:呢|啊|吗)?)"
)
"""A clause that asks for a figure by its name and for no more."""
OPERAND = regex(
    r"(?:^|[。，；：、\n])(?P<label>[^，。；：、\[\]\n]{2,60}?)(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"(?P<unit>[^\d\[\]，。；：、\n]{1,5})\[\d+\]"
)
"""A figure of an answer's text, with its citation."""


def names_in(clauses: Sequence[str]) -> list[str]:
    """What the clauses of a question ask for outright, in folded words without departments."""
    found = (OUTRIGHT.fullmatch(clause.strip(" ?？。")) for clause in clauses)
    return [match["name"] for match in found if match]


def with_them(answer: Answer, names: Sequence[str]) -> Answer:
    """An answer that works something out, the figures asked for by these names among its values."""
    if answer.status is not Status.ANSWERED or not answer.calculations or not answer.values:
        return answer
    operands = dict.fromkeys(_operands(answer.text))
    more: list[Value] = []
    for name in names:
        found = {value for label, value in operands if name in label}
        said = {(Decimal(value.number), value.unit) for value in (*answer.values, *more)}
        if len(found) == 1 and (Decimal((one := found.pop()).number), one.unit) not in said:
            more.append(one)
    return replace(answer, values=(*more, *answer.values)) if more else answer


def _operands(text: str) -> Iterator[tuple[str, Value]]:
    for match in OPERAND.finditer(re.sub(r"（按“.*?”理解）", "", text)):
        yield fold(match["label"]), Value(match["number"].replace(",", ""), match["unit"])
