"""Claims about two figures at once: both are one number, and what the one divided by the other gives.

调整后预算跟执行数都是…，拿这俩数一除执行率就是100%没错吧.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, percent, written
from heshu.asking.evidence.claimed import Claim, claims_in, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import ANY_NUMBER, COUNTED, MARKS, RATES, Operand, Solver, same_measure
from heshu.asking.planning.operations import CHECK_WORDS
from heshu.asking.wording.parts import joined
from heshu.asking.wording.stages import BUDGETS, stage_of
from heshu.checking.consistency import consistent
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value

_JOINT = r"(?:和|跟|与|同|、)"
BOTH_ARE = regex(
    r"(?P<things>[^,，]{3,40}?)(?:这?(?:俩|两)个?(?:数|指标)?)?(?:是不是|是否|应该|好像|确实|真的)*(?:都|均|同样)(?:写)?(?:等于|是|为|达到?)(?P<n>\d[\d,.]*[^,，\s]{0,3})"
)
"""甲跟乙都是10万元."""
_IS = r"(?:应该|应当)?(?:等于|就?是|得到?|得出|为|达到?|=)?"
OVER = regex(
    rf"(?:[拿用把按]|以)?(?P<a>[^,，]{{2,20}}?)(?:÷|除以|/)(?P<b>[^,，\d]{{2,20}}?)[,，]?[^,，\d]{{0,8}}?{_IS}(?P<p>\d[\d.]*%)"
)
"""甲除以乙等于100%."""
DIVIDED = regex(
    rf"(?:[拿用把按]|以)?(?P<a>[^,，]{{2,20}}?){_JOINT}(?P<b>[^,，\d]{{2,20}}?)(?:这?(?:俩|两)个?数?)?(?:拿来)?(?:一除|相除|一比|除一?下|做除法)[,，]?(?P<rate>[^,，\d]{{0,10}}?){_IS}(?P<p>\d[\d.]*%)"
)
"""甲和乙两个数一除，执行率是99.71%."""
THESE_DIVIDED = regex(
    rf"(?:[拿用把按]|以)?(?:这|那)(?:俩|两)个?(?:数|金额)?(?:拿来)?(?:一除|相除|一比|除一?下|做除法)[,，]?(?P<rate>[^,，\d]{{0,10}}?){_IS}(?P<p>\d[\d.]*%)"
)
"""拿这俩数一除执行率就是100%, behind what names the two."""
ASIDE = regex(r"^(?:那么?|这|的|[拿用把按])+|(?:这?(?:俩|两)个?数?)$")


def claimed(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """The verdict on a claim about two figures; ``None`` where it is none, or one of them is not stated."""
    said = re.sub(r"\s+", "", re.sub(CHECK_WORDS, " ", MARKS.sub("", text)))
    both, over = BOTH_ARE.search(said), OVER.search(said) or DIVIDED.search(said)
    these = THESE_DIVIDED.search(said) if both else None
    told: list[Answer | None] = []
    if both:
        things = _named(solver, re.split(_JOINT, both["things"]), both["n"], card)
        told.append(_both(solver, question, things, claims_in(both["n"])) if things else None)
        if these:
            told.append(_quotient(solver, question, things, these["p"], these["rate"]) if things else None)
    elif over:
        things = _named(solver, [over["a"], over["b"]], "", card)
        rate = over["rate"] if over.re is DIVIDED else ""
        told.append(_quotient(solver, question, things, over["p"], rate) if things else None)
    found = [answer for answer in told if answer]
    if not found or len(found) < len(told):
        return None
    return joined(question, found) if len(found) > 1 else found[0]


def _named(solver: Solver, names: Sequence[str], number: str, card: Card) -> list[Operand]:
    """The figures of some names, all of them or none."""
    unit = next((claim.unit for claim in claims_in(number)), "")
    kinds = (
        RATES
        if unit == "%"
        else frozenset({FigureKind.SCORE})
        if unit == "分"
        else COUNTED
        if unit in MONEY
        else ANY_NUMBER
    )
    bare = [ASIDE.sub("", name).strip("的 ") for name in names]
    if len(bare) == 2 and len(bare[0]) <= 2 < len(bare[1]):  # 年初和年末结转结余
        bare[0] += bare[1][len(bare[0]) :]
    found = [solver.one(name, card, kinds) for name in bare if name]
    operands = [operand for operand in found if operand]
    distinct = len({operand.figure.span for operand in operands}) == len(names) > 1
    return operands if distinct else []


def _both(solver: Solver, question: str, things: Sequence[Operand], claims: Sequence[Claim]) -> Answer | None:
    if len(claims) != 1 or not all(same_measure(things[0], one) for one in things):
        return None
    claim = claims[0]
    right = [one for one in things if same(claim, one)]
    lead = "、".join(f"{one.figure.label}是{one.text}" for one in things)
    lead = f"{'对' if len(right) == len(things) else '不对'}。{who(things[0].card)}{lead}。"
    calculations = []
    for one in sorted(things, key=lambda one: one in right):
        found, _ = calculation(f"subtract({claim.value}, {written(one, claim.unit)})", claim.unit, [one])
        calculations.append(verdicts.held(found, claim.value, right=one in right))
    values = [Value(format(one.value, "f"), one.unit) for one in things if one not in right] or [
        Value(format(things[0].value, "f"), things[0].unit)
    ]
    return solver.answer(question, lead, things, values, calculations)


def _quotient(solver: Solver, question: str, things: Sequence[Operand], claimed_rate: str, rate: str) -> Answer | None:
    """The one divided by the other: what was spent by the budget where a rate of that is claimed."""
    if len(things) != 2 or not same_measure(*things):
        return None
    upper, lower = things
    if re.search(r"执行|完成|支付|进度", rate) and stage_of(upper.figure.label) in BUDGETS:
        upper, lower = lower, upper
    claim = claims_in(claimed_rate)[0]
    if not lower.value:
        return None
    one, exact = calculation(f"divide({written(upper, lower.unit)}, {written(lower)})", "%", (upper, lower))
    value = percent(exact, question)
    agrees = consistent(claim.value, exact)
    one = verdicts.held(one, claim.value, right=agrees)
    lead = verdicts.said(claim.text, right=agrees)
    lead += f"{who(upper.card)}{upper.figure.label}除以{lower.figure.label}得{value.number}%（{one.expression}）。"
    said = Value(format(claim.value, "f"), "%") if agrees else value
    return solver.answer(question, lead, (upper, lower), [said], [one], found=verdicts.denying(agrees))
