"""Several numbers that a question claims together, against one finding of the audit that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.checks.by_findings import findings, say
from heshu.asking.checks.doubted_words import clause_of, without
from heshu.asking.computing import verdicts
from heshu.asking.evidence.claimed import Claim, same
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.wording.terms import content, pairs
from heshu.checking.consistency import consistent
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Finding, Value, Verdict


def several_figures(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """Several claimed numbers that the report states: each judged by its identity."""
    if len(claims) < 2:
        return None
    said = pairs(content(MARKS.sub(" ", without(text, claims))))
    found = []
    for finding in findings(solver, card):
        if finding.verdict is not Verdict.NOTE and any(
            claim.unit == finding.stated.unit and claim.value == finding.stated.value for claim in claims
        ):
            named = pairs([fold(one.label + one.whole) for one in (finding.stated, *finding.calculation.operands)])
            found += [finding] if not said or said & named else []  # a number may be another thing's by chance
    held = {(figure.value, figure.unit) for one in found for figure in (one.stated, *one.calculation.operands)}
    if not all((claim.value, claim.unit) in held or not claim.unit for claim in claims):
        return None  # one of them would be passed over
    if any(_of_another(text, claim, found) for claim in claims):
        return None
    values = {finding.stated.value for finding in found}
    return say(solver, question, card, found) if len(values) >= 2 or (found and _reaches(found[0], claims)) else None


def _of_another(text: str, claim: Claim, found: Sequence[Finding]) -> bool:
    """Whether a claim is only what another part of a finding's sum is, by the words of its clause.

    其中网上2915人次, where the report adds 现场2,915人次 and 网上3,567人次.
    """
    clause = clause_of(text, claim)
    for finding in found:
        parts = finding.calculation.operands
        mine = [one for one in parts if (one.value, one.unit) == (claim.value, claim.unit)]
        adds = finding.calculation.program.startswith(("add", "sum"))
        if adds and mine and finding.stated.value != claim.value:
            own, others = (
                {pair for one in some for pair in pairs([fold(one.label)]) if pair in clause}
                for some in (mine, [one for one in parts if one not in mine])
            )
            if others - own and not own - others:
                return True
    return False


def _reaches(finding: Finding, claims: Sequence[Claim]) -> bool:
    """Whether the other numbers of the question are the finding's operands (95.81%按10分换算成9.58分)."""
    operands = {figure.value for figure in finding.calculation.operands} | {finding.stated.value}
    return all(claim.value in operands for claim in claims)


def stated_as_claimed(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """A claimed number that the report states of what the question speaks of, judged; further claims are compared.

    报告写99.8%，是不是99.82%: the stated 99.8% holds, and so does 99.82%, at two decimals.
    """
    if len(claims) < 2:
        return None
    words = pairs(content(MARKS.sub(" ", text)))
    for finding in sorted(findings(solver, card), key=lambda one: _left_over(claims, one, card)):
        stated = Operand(card, finding.stated)
        made_of = [Operand(card, figure) for figure in finding.calculation.operands]
        others = [claim for claim in claims if not same(claim, stated)]
        about = pairs([fold(finding.stated.label + finding.stated.whole)]) & words
        if finding.verdict is Verdict.NOTE or len(others) == len(claims) or not about:
            continue
        exact = Fraction(Decimal(finding.calculation.result))
        if any(claim.unit not in (stated.unit, "") or _of_its_own(text, claim) for claim in others):
            continue
        answer = say(solver, question, card, [finding])
        others = [claim for claim in others if not any(same(claim, operand) for operand in made_of)]
        told = [f"{claim.text}{'也对' if consistent(claim.value, exact) else '不对'}" for claim in others]
        right = tuple(Value(format(c.value, "f"), stated.unit) for c in others if consistent(c.value, exact))
        said = answer.text + (f"按同样的数，{'，'.join(told)}。" if told else "")
        found = answer.found | verdicts.denying(*(consistent(claim.value, exact) for claim in others))
        return replace(answer, text=said, values=tuple(dict.fromkeys((*right, *answer.values))), found=found)
    return None


def _left_over(claims: Sequence[Claim], finding: Finding, card: Card) -> int:
    """How many claimed numbers a finding has nothing of; that which has most of them judges them."""
    figures = [Operand(card, figure) for figure in (finding.stated, *finding.calculation.operands)]
    return sum(not any(same(claim, one) for one in figures) for claim in claims)


def _of_its_own(text: str, claim: Claim) -> bool:
    """Whether a claim's clause says what it is of (比预算少1.44万元), and gives no other number for the same thing."""
    return any(len(word) > 1 for word in content(POINTS.sub(" ", clause_of(text, claim))))


POINTS = regex("[扣失丢]分|得分")
"""A score and the points lost beside it, which say one thing in two ways."""
