"""How much of one figure comes to each of another that stands elsewhere: 按年末在岗人员算，人均基本支出多少.

What is divided and what it is divided by may stand in two tables, or in a table and a sentence.  Both have to be named:
each word of the question is in one of the two labels, most of each label is in the question.  Where another pair of
figures fits as well, nothing is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from heshu.asking.computing.side_by_side_counts import said_each
from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.fitting import of_year, same_measures
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.wording.stages import BUDGETS, stage_of
from heshu.asking.wording.terms import DENIES, content, matter
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind

EVERY = regex(
    rf"(?:平均|均)?(?:分摊|平摊|摊|分|落)?(?:到|下来|给)?(?:每一?个?|平均一|单位?)(?P<piece>{MEASURES}|位)(?!年|共|[点些下月天季])|(?P<per>[人户])均"
)
HOW_MUCH = regex(r"(?:多少|几)(?P<unit>[百千万亿]*(?:元|块钱|块|钱))?")
OTHERWISE = regex(
    r"[上去前]年|同比|增长|增加|减少|下降|提高|[^只]比|哪|谁|为什么|怎么|吗|对不对|是不是|如果|假如|几分|收入|各[家自部]|两家"
)
SAYS_BY = regex(
    r"(?:按照?|用|以|拿)|(?:来|去)?(?:计算|算下来|算|除以|除|平均|平摊|分摊|摊)(?:下来|一下|到)?|[这那](?:个|项|笔|块|一项)?(?:活动|项目|工作|专项)?|活动|的?头上|身上"
)
"""How a question says by what it divides."""
SPOKEN = regex(
    r"实际|一共|总共|大概|大约|花费?了?|用了?|支出|支付|执行|拨付|投入|完成|金额|费用|成本|资金|的?钱|经费|得|要|是|有|为|约|保留[^,，]*|全年|当年|人数|元"
)
"""Words around the two that name neither."""
CORE = regex(
    r"(?:实际|全年|年度|本年|决算|年末|累计|财政)|(?:支出|支付|执行|拨付|完成|决算|金额)(?:数|额|值|情况)?|[①-⑳=＝\-－+\d]|(?:数量|总数|数|值)$"
)
"""What a label says beyond what it is of."""
PLANNED = regex("预算|计划|安排")
MOST = Fraction(3, 4)
"""Share of a label's own characters that the question must hold."""
LEAST = 2


@dataclass(frozen=True, slots=True)
class _Side:
    figure: Figure
    core: str
    held: int


def told(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """The amount by each of a count, both of one report and named; ``None`` where they are not, or not clearly."""
    every = EVERY.search(text)
    asked = HOW_MUCH.search(text)
    if every is None or asked is None or len(re.findall("多少|几", text)) > 1 or OTHERWISE.search(text):
        return None
    left = EVERY.sub(" ", HOW_MUCH.sub(" ", text))
    words = "".join(content(fold(SPOKEN.sub(" ", SAYS_BY.sub(" ", left)))))
    said = set(words)
    shelf, piece = solver.shelf(card.id), every["piece"] or every["per"]
    if len(said) < LEAST:
        return None
    stated = [f for f in shelf.figures if of_year(f, shelf) and not is_target(f, shelf) and not f.qualifier]
    amounts = [f for f in stated if f.kind is FigureKind.AMOUNT and f.unit in MONEY]
    if not PLANNED.search(text):
        amounts = [f for f in amounts if stage_of(f.label) not in BUDGETS and not PLANNED.search(f.label)]
    counts = [f for f in stated if f.kind is FigureKind.COUNT and same_measures(f.unit, piece) and f.value]
    above, below = _sides(amounts, said | set(text) & DENIES), _sides(counts, said | set(text) & DENIES)
    pairs = [
        (a, b) for a in above for b in below if _covers(said, a, b) and _are_two(said, a, b, of_head=bool(every["per"]))
    ]
    top = max((a.held + b.held for a, b in pairs), default=0)
    best = {
        (a.figure.value * 10 ** MONEY[a.figure.unit], b.figure.value, b.figure.unit): (a, b)
        for a, b in pairs
        if a.held + b.held == top
    }
    if len(best) != 1:
        return None
    one, other = next(iter(best.values()))
    unit = asked["unit"] if asked["unit"] in MONEY else one.figure.unit
    return said_each(solver, question, Operand(card, one.figure), Operand(card, other.figure), unit)


def _sides(figures: list[Figure], said: set[str]) -> list[_Side]:
    found = []
    for figure in figures:
        label = fold(figure.label)
        core = CORE.sub("", label) or label
        own = matter(core)
        turned = DENIES & set(label) - said
        if own and not turned and len(own & said) >= MOST * len(own):
            found.append(_Side(figure, core, len(own & said)))
    return found


def _covers(said: set[str], above: _Side, below: _Side) -> bool:
    return matter(said) <= set(fold(above.figure.label + below.figure.label))


def _are_two(said: set[str], above: _Side, below: _Side, *, of_head: bool) -> bool:
    """Whether the count is named by words of its own, or is of the very thing that the amount was spent on."""
    own = (set(below.core) - set(above.core)) & said
    one, other = set(above.core), set(below.core)
    same = len(one & other) >= MOST * min(len(one), len(other))
    return len(own) >= LEAST or (same and not of_head)
