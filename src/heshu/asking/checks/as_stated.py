"""What holds of a number that a report states, or states otherwise than it is claimed.

The audit is asked first; where no identity holds the number, that the report writes it, or another one, is the verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heshu.asking.checks import changed
from heshu.asking.checks.by_findings import findings, is_of, judged, say
from heshu.asking.computing import recomputed, verdicts
from heshu.asking.evidence.aims import AIM_SPOKEN, came_of, is_target
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import Claim, same
from heshu.asking.evidence.compose import of_whom, refuse, who
from heshu.asking.evidence.fitting import LAST_YEAR
from heshu.asking.evidence.operands import Operand, Solver, stated_before
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Finding, Found, Value, Verdict


def told_of(solver: Solver, question: str, claim: Claim | None, operand: Operand) -> Answer:
    """What holds of a figure that has the very number that is claimed, or of one that is doubted without a number."""
    return judged(solver, question, operand) or as_stated(solver, question, claim, operand, [operand])


def as_stated(
    solver: Solver, question: str, claim: Claim | None, operand: Operand, places: Sequence[Operand]
) -> Answer:
    """The report states the number, and nothing in it computes it."""
    if claim and _is_aim_alone(solver, question, operand):
        return _of_target(solver, question, claim, operand)
    asked = recomputed.ASKED.search(fold(question))
    again = bool(asked) and not (claim and LOOKED_AT.fullmatch(asked.group() if asked else ""))
    again = again or bool(HELD_AGAINST.search(question))
    program = f"subtract({claim.value if claim else operand.value}, {written(operand)})"
    found, _ = calculation(program, _gap_unit(operand), [operand])
    found = verdicts.held(found, operand.value, right=True)
    said = Value(format(operand.value, "f"), operand.unit)
    lead = f"{of_whom(operand.figure, operand.card)}{operand.figure.label}，报告写的是{operand.with_unit}"
    lead += "，与所问一致；" if claim else "；"
    lead += "没有找到可以复算它的数" + ("，算得对不对无从核起。" if again else "。")
    checked = [found] if claim and not again else []
    alone = Found.STATED | Found.WHOLE_SCORE if WHOLE_SCORE.search(operand.figure.label) else Found.STATED
    return solver.answer(question, lead, [operand, *places[1:]], [said], checked, found=alone)


WHOLE_SCORE = regex(r"(?:自评|综合|评价|总)(?:综合)?(?:得分|总分|评分)$")
HELD_AGAINST = regex(r"[跟和与同][^,，]{2,14}?(?:对得上|对不对得上|对得起来|相符|吻合|一致|勾稽)")
"""Words that hold a number against another one, which its being stated does not answer."""
LOOKED_AT = regex("核一[下核]")
"""Words that ask of a number that a question gives only whether it is right: the report's own says so too."""


def not_as_stated(solver: Solver, question: str, claim: Claim, operand: Operand) -> Answer:
    """The report states another number than the question."""
    if _is_aim_alone(solver, question, operand):
        return _of_target(solver, question, claim, operand)
    found, _ = calculation(f"subtract({claim.value}, {written(operand)})", _gap_unit(operand), [operand])
    found = replace(verdicts.held(found, claim.value, right=False), unit=operand.unit)
    said = Value(format(operand.value, "f"), operand.unit)
    lead = f"不对。{of_whom(operand.figure, operand.card)}{operand.figure.label}，"
    lead += f"报告写的是{operand.with_unit}，不是{claim.text}。"
    return solver.answer(question, lead, [operand], [said], [found], found=Found.DENIED)


def as_computed(solver: Solver, question: str, claim: Claim, operand: Operand) -> Answer | None:
    """A claim that is what the report's figures give, where the report states another number and is wrong."""
    wrong = [
        finding
        for finding in findings(solver, operand.card)
        if finding.verdict is Verdict.INCONSISTENT and is_of(finding, operand.figure)
    ]
    if wrong and is_expected(claim, wrong[0]):
        return verdicts.computed(say(solver, question, operand.card, wrong[:1]), claim)
    worked = None if wrong else judged(solver, question, operand)
    if worked is None or not worked.values or worked.values[0] != Value(format(claim.value, "f"), claim.unit):
        return None
    return verdicts.computed(worked, claim)


def is_expected(claim: Claim, finding: Finding) -> bool:
    """Whether a claim is what a report's figures give where it states another number."""
    return claim.unit in (finding.stated.unit, "") and claim.value == finding.expected


def _gap_unit(operand: Operand) -> str:
    """Two percentages differ by percentage points."""
    return "百分点" if operand.unit == "%" else operand.unit


def _is_aim_alone(solver: Solver, question: str, operand: Operand) -> bool:
    """Whether a figure is what was aimed at, of which the question does not speak."""
    return is_target(operand.figure, solver.shelf(operand.card.id)) and not AIM_SPOKEN.search(question)


def _of_target(solver: Solver, question: str, claim: Claim, aim: Operand) -> Answer:
    """A number claimed of what was done, where the report states one like it as the target alone."""
    shelf = solver.shelf(aim.card.id)
    came = came_of(aim.figure, shelf)
    if came is None:
        said = f"{who(aim.card)}报告写的{aim.figure.label}{aim.with_unit}是目标或要求，没有找到实际做到多少，无从核对。"
        return refuse(question, said)
    got = Operand(aim.card, came)
    if same(claim, got):
        return told_of(solver, question, claim, got)
    told = not_as_stated(solver, question, claim, got)
    aimed = f"{claim.text}是目标，实际不是。" if same(claim, aim) else ""
    return replace(told, text=aimed + told.text)


def held_beside(solver: Solver, question: str, claim: Claim, against: Operand) -> Answer | None:
    """The verdict on what was held against a number that a question claims: it is of the one before it."""
    before = [one for one in stated_before(solver, against, in_sentence=True) if one.unit == against.unit]
    if not before:
        return None
    own = max(before, key=lambda one: one.figure.start)
    if not LAST_YEAR.search(against.figure.period):
        return not_as_stated(solver, question, claim, own)
    if not LAST_YEAR.search(question):
        return None
    return _as_stated_alone(solver, question, claim, Operand(own.card, replace(against.figure, label=own.figure.label)))


COMPARED = regex(r"(?:低于|高于|超过|少于|多于|优于|不及|未达到?|差于)")
"""How the name begins of a number that another one was held against: 出勤率为91%，低于合同要求的95%."""


def _as_stated_alone(solver: Solver, question: str, claim: Claim, operand: Operand) -> Answer:
    return as_stated(solver, question, claim, operand, [operand])


VERDICTS = changed.Verdicts(judged, not_as_stated, _as_stated_alone)
