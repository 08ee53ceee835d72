"""A doubted number put back as the question that it answers, and what is found there held against it.

医疗收入占87.02%对吗 asks 医疗收入占百分之几 as well.  What a question is looked up by is the surer of the two ways: a
check finds figures by the number that is claimed, which a neighbour may have too, or by the words around it alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.checks import in_clauses
from heshu.asking.checks.changed import WAY
from heshu.asking.checks.worked_out import AROUND_CHECK, CHECKS
from heshu.asking.computing import verdicts
from heshu.asking.computing.recomputed import ASKED
from heshu.asking.evidence.calculating import calculation
from heshu.asking.evidence.claimed import ALIKE, Claim, claims_in
from heshu.asking.evidence.moved import CHANGES, OF_LABEL
from heshu.asking.evidence.operands import Operand
from heshu.asking.wording.changes import UP
from heshu.checking.consistency import consistent
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Found, Status, Value, Verdict

Ask = Callable[[str], Answer]
"""Answers a question as it is at first."""
NOT_PLAIN = regex(
    r"加起来|加总|相加|之和|总和|合在|合起来|加上|减去|[÷/=]|除以|除一|等于|对得上|对不上|勾稽|还是|假[定设如]|如果|公式|(?<![预决核结清测概])算|折[合算]|换成|复核"
    r"|[都均](?=是|为|有|达|写|等)|分别|多少|(?<!第)几(?!乎)|哪|谁|平均|反推|倒推|来着|\d[:：]\d|\d[%％\u4e00-\u9fff]{0,3}(?:以上|以下|以内)"
    r"|(?:超过|不到|不足|低于|高于|至少|最多|[≥≤<>])了?\d"
)
"""Words of a check that asks for more than whether a number stands in the report."""
SAID_SO = regex(
    r"(?:报告|正文|材料|同事|有人|我们?|底稿|台账|表|汇报|领导|他们?|别人|实习生|简报)(?:跟我|告诉我)?(?:里|上|中|手上|这边)*(?:都|是|也)?"
    r"(?:说|讲|写|称|记|登记|抄|填|报|列)(?:的|成|为|得|着|了|错)*(?:是|有)?|听说|据说|(?:我)?(?:印象中?|(?<!登)记得)|(?<![申邀聘提宴])请(?![示假求])|帮我|麻烦"
)
NUMBER_LEFT = regex(r"(?<![\d.第])\d[\d,.]*(?=[,，;；、]|$)")
"""A number without a unit, of which no measure says what it is: 政府性基金245."""
OF_SHARE = regex(r"(?:占|的|达|到|了)[^,，\d]{0,12}$")
CHANGED = regex(r"[比较与跟](?:上年|去年|同期|20\d\d年)|同比|上年|增长|增幅|增速|上升|下降|降幅|涨|降了?\d")
"""What tells a change, which both years' figures decide, and which of several things changed so."""
FULL_MARKS = regex(r"(?:的)?(?:自评)?(?:得分)?(?:是|得|拿|为)了?满分")
"""What claims that all points were had: 得满分10分, which 总分10分 does not say."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """The numbers that a check claims, and the questions that ask for them."""

    claims: tuple[Claim, ...]
    questions: tuple[str, ...]
    full: bool = False
    """Whether the claim is that no point was lost, and the question how many were."""


def doubt_in(text: str) -> Doubt | None:
    """What a check of a folded question claims; ``None`` where it asks for more than what stands in the report."""
    plain = CHECKS.sub(" ", text)
    claims = claims_in(plain)
    if not claims or NOT_PLAIN.search(plain) or CHANGED.search(plain):
        return None
    if NUMBER_LEFT.search(_asked(plain, claims, "")):
        return None
    if len(claims) > 1 and in_clauses.leans(plain):  # 占68.80% behind another number is nothing to be looked up alone
        return None
    if len(claims) == 1 and claims[0].unit == "分" and (full := FULL_MARKS.search(plain)):
        return Doubt(tuple(claims), (f"{SAID_SO.sub('', plain[: full.start()]).strip()}扣了多少分",), full=True)
    asked = [_asked(plain, claims, per_cent) for per_cent in ("百分之几", "多少")]
    return Doubt(tuple(claims), tuple(dict.fromkeys(asked)))


def change_in(text: str) -> Doubt | None:
    """The one change that a check of a folded question claims, in its direction and, after that, in the other.

    ``None`` where it is to be worked out again, which what the report states cannot decide.
    """
    plain = CHECKS.sub(" ", text)
    claims = claims_in(plain)
    if len(claims) != 1 or NOT_PLAIN.search(plain) or ASKED.search(text) or not CHANGED.search(plain):
        return None
    before, _, behind = plain.partition(claims[0].text)
    said = WAY.search(before.rstrip())
    if said is None:
        return None
    how_much = {"%": "百分之几", "百分点": "多少个百分点"}.get(claims[0].unit, f"多少{claims[0].unit}")
    other = before[: said.start()].rstrip("上下") + ("下降" if said["way"] in UP else "增长")
    asked = (
        re.sub(r"\s+", "", AROUND_CHECK.sub("", SAID_SO.sub("", one + how_much + behind))) for one in (before, other)
    )
    return Doubt(tuple(claims), tuple(one.strip(",，?？。 ") for one in asked))


def change_held(question: str, doubt: Doubt, text: str, looked: Answer) -> Answer | None:
    """The verdict on a claimed change, on its direction too; ``None`` where what was looked up is not one change."""
    claim = doubt.claims[0]
    sizes = [replace(value, number=value.number.lstrip("-")) for value in looked.values]
    values = [value for value in sizes if agree(claim, value) is not None]
    if looked.status is not Status.ANSWERED or len(values) != 1:
        return None
    ways = [way in UP for way in (_way(text, claim.text), _way(looked.text, values[0].number)) if way]
    if len(ways) < len("甲乙"):
        return None
    same, turned = bool(agree(claim, values[0])), ways[0] is not ways[1]
    told = verdict(question, doubt, replace(looked, values=(values[0],)), [same and not turned])
    other_way = replace(told, text=f"方向说反了。{looked.text}", found=looked.found | Found.TURNED)
    return other_way if same and turned else told


def turned(doubt: Doubt, text: str, told: Answer) -> bool:
    """Whether an answer judges the number of a claimed change, and states it in the other direction."""
    claim = doubt.claims[0]
    figures = [f for one in told.calculations for f in one.operands if f.kind in CHANGES and f.value == claim.value]
    labels = [said["way"] for figure in figures if (said := OF_LABEL.search(figure.label))]
    numbers = [value.number for value in told.values if agree(claim, value)]
    ways = [_way(text, claim.text), *labels, *(_way(told.text, one) for one in numbers)]
    return len({way in UP for way in ways if way}) > 1


def looked_up(doubt: Doubt, ask: Ask) -> Answer | None:
    """The first answer to what a check claims, asked for."""
    first = None
    for one in doubt.questions:
        looked = ask(one)
        if looked.status is Status.ANSWERED:
            return looked
        first = first or looked
    return first


def _way(text: str, number: str) -> str | None:
    """The direction that the words right before a number give it."""
    said = WAY.search(text.partition(number)[0].rstrip(" ：:"))
    return said["way"] if said else None


def _asked(plain: str, claims: Sequence[Claim], per_cent: str) -> str:
    at, said = 0, ""
    for claim in claims:
        place = plain.index(claim.text, at)
        before = plain[at:place]
        how_much = {"%": per_cent if OF_SHARE.search(before) else "多少", "百分点": "多少个百分点"}
        said += before + how_much.get(claim.unit, f"多少{claim.unit}")
        at = place + len(claim.text)
    said = SAID_SO.sub("", said + plain[at:])
    return re.sub(r"\s+", "", AROUND_CHECK.sub("", said)).strip(",，?？。 ")


def agree(claim: Claim, value: Value) -> bool | None:
    """Whether a value is what is claimed, at the digits of the claim; ``None`` where the two are no one measure."""
    exact = in_unit_of(claim, value)
    return None if exact is None else _as_told(claim, exact)


def in_unit_of(claim: Claim, value: Value) -> Fraction | None:
    """A value in the unit of a claim; ``None`` where the two are no one measure."""
    exact = Fraction(Decimal(value.number))
    if claim.unit in MONEY and value.unit in MONEY:
        return exact * Fraction(10) ** (MONEY[value.unit] - MONEY[claim.unit])
    alike = claim.unit in ("", value.unit) or any({claim.unit, value.unit} <= units for units in ALIKE)
    return exact if alike else None


def _as_told(claim: Claim, exact: Fraction) -> bool:
    return exact == Fraction(claim.value) or (claim.unit in MONEY and rounded(claim, exact))


def rounded(claim: Claim, exact: Fraction) -> bool:
    """Whether an amount in the claim's unit is what is claimed when it is rounded to the digits of the claim."""
    digits = len(claim.value.as_tuple().digits)
    return digits >= TELLING_DIGITS and consistent(claim.value, exact)


TELLING_DIGITS = 3
"""Digits of an amount that is told rounded: 2.49亿元 of 24,873.62万元; 2亿元 would be of any from 1.5."""


def within(claim: Claim, stated: Operand) -> bool:
    """Whether a claim lies within the bound that is all that a report states: 98%, of which it says 高于95%."""
    bound, value = stated.figure.qualifier, stated.value
    above = bound in ("≥", ">") and claim.value > value
    return claim.unit == stated.unit and (above or (bound in ("≤", "<") and claim.value < value))


def held(doubt: Doubt, looked: Answer) -> list[bool] | None:
    """Which of the claims hold by what was looked up; ``None`` where it does not say so of each."""
    claims, values = doubt.claims, looked.values
    if looked.status is not Status.ANSWERED or len(set(values)) < len(values):
        return None
    if doubt.full:
        lost = [Decimal(value.number) for value in values if value.unit == "分"]
        none = Found.FULL in looked.found
        return [none or not any(lost)] if none or len(lost) == len(values) == 1 else None
    stated = [Value(format(f.value, "f"), f.unit) for one in looked.calculations for f in one.operands]
    if len(values) == len(claims):
        told = [agree(claim, value) for claim, value in zip(claims, values, strict=True)]
        elsewhere = [any(agree(claim, one) for one in stated) for claim in claims]
        unsure = None in told or any(there and not here for there, here in zip(elsewhere, told, strict=True))
        return None if unsure else [bool(one) for one in told]
    if values and all(any(agree(claim, value) for value in (*values, *stated)) for claim in claims):
        return [True] * len(claims)
    of_points = len(claims) == 1 and not values and claims[0].unit == "分"
    return [not claims[0].value] if of_points and Found.FULL in looked.found else None


def verdict(question: str, doubt: Doubt, looked: Answer, right: Sequence[bool]) -> Answer:
    """What was looked up, with the verdict on each claim."""
    claims = doubt.claims
    if all(right) and any(one.verdict is Verdict.INCONSISTENT for one in looked.calculations):
        lead = ""  # it is what the report writes, and its own figures give another number
    elif doubt.full:
        lead = "对。" if right[0] else "不对，没有得满分。"
    elif len(claims) == 1:
        lead = "对。" if right[0] else f"不对，不是{claims[0].text}。"
    else:
        lead = "，".join(f"{c.text}{'是对的' if ok else '不对'}" for c, ok in zip(claims, right, strict=True)) + "。"
    named = len(claims) > 1 and lead
    denied = verdicts.denying(*right) if named else Found.NOTHING
    values = looked.values if len(looked.values) == len(claims) else ()
    pairs = zip(claims, values or [Value(format(c.value, "f"), c.unit) for c in claims], right, strict=True)
    found = tuple(_compared(claim, value, ok) for claim, value, ok in pairs)
    return replace(
        looked,
        question=question,
        text=lead + looked.text,
        calculations=(*found, *looked.calculations),
        plan="核对",
        found=looked.found | denied,
    )


def _compared(claim: Claim, value: Value, right: bool) -> Calculation:
    number = Decimal(value.number)
    if claim.unit in MONEY and value.unit in MONEY:
        number = number.scaleb(MONEY[value.unit] - MONEY[claim.unit])
    unit = "百分点" if claim.unit == "%" else claim.unit
    found, _ = calculation(f"subtract({claim.value:f}, {number:f})", unit, ())
    return verdicts.held(found, claim.value, right=right)
