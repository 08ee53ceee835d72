"""A change that is claimed by both its ends: 积水点从8处减少到3处, against the former and the present figure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from heshu.asking.checks.weighing import CHECKED, Check
from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import Claim, claims_in, comparable, same
from heshu.asking.evidence.compose import sentence_of, who
from heshu.asking.evidence.operands import Operand, Solver, same_measure, stated_in
from heshu.asking.wording.changes import DOWN, UP
from heshu.patterns import regex
from heshu.records import Answer, Found, Value

_NUMBER = r"\d[\d,.]*(?:%|[\u4e00-\u9fff]{0,4}?)"
_MOVED = r"(?:增加|增长|增|减少|减|下降|降低|降|上升|升|提高|提升|扩大|压缩|压减|缩短|缩减|涨|变|发展)"
ENDS = regex(
    rf"(?P<thing>[^,，]+?)(?:从|由)(?:上年|去年|上一年|原来|之前|以前)?的?(?P<old>{_NUMBER})[,，]?"
    rf"(?P<way>{_MOVED})(?:加|少)?[到至为成]了?(?:今年|当年|现在)?的?(?P<new>{_NUMBER})[\s,，?？吗吧呢]*"
)
"""What changed, from what and to what."""
GOES_TO = regex(r"[^,，。;；]{0,10}[到至为][^,，。;；\d]{0,4}")


WAYS = {**dict.fromkeys((*UP, "扩"), True), **dict.fromkeys((*DOWN, "压"), False)}
FROM = regex("[从由]")


@dataclass(frozen=True, slots=True)
class Ends:
    """What is claimed to have changed, with its former and its present number."""

    thing: str
    old: Claim
    new: Claim
    rises: bool | None
    """Which way it is claimed to have gone, where the words say so."""


def read(text: str) -> Ends | None:
    """The two ends of a change that a folded check claims; ``None`` where it claims none."""
    match = ENDS.fullmatch(CHECKS.sub(" ", text).strip())
    claims = [claim for end in ("old", "new") for claim in claims_in(match[end])] if match else []
    if match is None or len(claims) != len("甲乙"):
        return None
    return Ends(match["thing"].rstrip("数的"), claims[0], claims[1], WAYS.get(match["way"][0]))


def former(solver: Solver, present: Operand) -> Operand | None:
    """The figure from which a sentence says that one came: 由19.5%降至8.2%."""
    shelf = solver.shelf(present.card.id)
    passage, here = shelf.of[present.figure.passage_id], present.figure
    span = sentence_of(passage, here.start, here.end)
    before = [
        one
        for one in shelf.figures_in(passage.id, span)
        if one.unit == here.unit
        and one.end <= here.start
        and GOES_TO.fullmatch(passage.text[one.end : here.start])
        and FROM.search(passage.text[max(one.start - 8, span.start) : one.start])
    ]
    return Operand(present.card, before[0]) if len(before) == 1 else None


def told(solver: Solver, check: Check) -> Answer | None:
    """The verdict on a change that is claimed by both its ends; ``None`` where the report does not give them."""
    ends = read(check.text)
    if ends is None:
        return None
    unit = ends.new.unit if ends.new.unit not in ("%", "") else ""
    asked = (f"{ends.thing}{when}多少{unit}" for when in ("", "上年"))
    new, old = (stated_in(solver, check.ask(one)) for one in asked)
    old = (new and former(solver, new)) or old
    verdict = held(solver, check.question, ends, old, new) if old and new else None
    return verdict and replace(verdict, plan=CHECKED)


def held(solver: Solver, question: str, ends: Ends, old: Operand, new: Operand) -> Answer | None:
    """The verdict on both ends of a claimed change."""
    if not same_measure(old, new) or old.figure.span == new.figure.span:
        return None
    if not comparable(ends.old, old) or not comparable(ends.new, new):
        return None
    turned = ends.rises is not None and ends.rises is (new.value_in(new.unit) < old.value_in(new.unit))
    ok = same(ends.old, old), same(ends.new, new)
    right = all(ok) and not turned
    unit = "百分点" if new.unit == "%" else new.unit
    found, _ = calculation(f"subtract({written(new)}, {written(old, new.unit)})", unit, [new, old])
    lead = verdicts.said(ends.old.text, right=ok[0]) + verdicts.said(ends.new.text, right=ok[1])
    lead += "方向说反了。" if turned else ""
    lead += f"{who(new.card)}报告写的是从{old.with_unit}到{new.with_unit}。"
    values = [Value(format(one.value, "f"), one.unit) for one in (old, new)]
    checked = verdicts.held(found, ends.new.value, right=right)
    said = (Found.TURNED if turned else Found.NOTHING) | verdicts.denying(*ok)
    return solver.answer(question, lead, [new, old], values, [checked], found=said)
