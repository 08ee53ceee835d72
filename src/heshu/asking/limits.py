"""Questions whether a figure passes a limit: 有没有超过10%, 达到95%了吗.

The figure is asked for by itself, and then held against the limit.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.asking.evidence import same_measures
from heshu.asking.verify import SHORT_UNITS
from heshu.figures.numbers import quantities
from heshu.figures.units import in_unit
from heshu.records import Answer, Status, Value

Compare = Callable[[Decimal, Decimal], bool]
SIDES: tuple[tuple[str, Compare, str, str], ...] = (
    ("超过|超出|突破|高于|高过|大于|多于", operator.gt, "超过了{}", "没有超过{}"),
    ("低于|小于|少于|不到|不足", operator.lt, "低于{}", "不低于{}"),
    ("达到|达|到|够|满", operator.ge, "达到了{}", "没有达到{}"),
    ("控制在|不超过", operator.le, "没有超过{}", "超过了{}"),
)
"""Words for the side of a limit, what they say of a value and the limit, and how yes and no are said."""
_SIDE = "|".join(words for words, *_ in SIDES).replace("|到|", "|(?<=到没)到|")
LIMIT = re.compile(
    r"[,，。？?；;]?(?P<asks>有没有|有无|是否|是不是|会不会|[超过到]没(?=[超过到]))?都?"
    rf"(?P<side>{_SIDE})了?(?P<limit>\d[\d,.]*(?:%|[百千万亿]*元?|个百分点|[\u4e00-\u9fff]{{1,2}}?))"
    r"(?:以[上内下]|之内)?(?:的[^,，。？?\d]{0,6}?)?(?P<end>了?(?:吗|没有?|么)?)[?？]?$"
)
"""A limit at the end of a question."""
OTHERS = re.compile(r"哪|谁|几[个家份]|多少[个家份](?:部门|单位|报告)|对吗|对不对|核|准[吗确不]|[没]错|正确|吧")
"""Words of questions that filter reports by a limit, or check a figure."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that a question asks about: the question without it, the limit's words, value and unit, and its side."""

    question: str
    words: str
    value: Decimal
    unit: str
    side: tuple[str, Compare, str, str]


def read(question: str) -> Limit | None:
    """The limit at the end of a folded question that asks whether one figure passes it; else ``None``."""
    match = LIMIT.search(question)
    if match is None or OTHERS.search(question) or not (match["asks"] or re.search("[吗没么]", match["end"])):
        return None
    numbers = [number for quantity in quantities(match["limit"]) for number in quantity.numbers]
    if len(numbers) != 1:
        return None
    before = question[: match.start()]
    side = next(row for row in SIDES if match["side"] in row[0].split("|"))
    asked = before if re.search("多少|几", before) or not before else before + "是多少"
    unit = SHORT_UNITS.get(numbers[0].unit.name, numbers[0].unit.name)
    return Limit(asked, match["limit"], numbers[0].value, unit, side)


def held(answer: Answer, limit: Limit) -> Answer | None:
    """An answer of one figure held against a limit; ``None`` where it gives none, or one of another measure."""
    if answer.status is not Status.ANSWERED or len(answer.values) != 1:
        return None
    found = answer.calculations
    exact = len(found) == 1 and found[0].unit == answer.values[0].unit
    given = Value(found[0].result, found[0].unit) if exact else answer.values[0]
    value = in_unit(Decimal(given.number), given.unit, limit.unit)
    if value is None and same_measures(given.unit, limit.unit):
        value = Decimal(given.number)
    if value is None:
        return None
    _, passes, yes, no = limit.side
    said = (yes if passes(value, limit.value) else no).format(limit.words)
    return replace(answer, text=f"{said}。{answer.text}", plan=f"{answer.plan}；与{limit.words}比较")
