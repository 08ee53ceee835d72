"""The verdict on a number that a question claims: how a calculation carries it, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from heshu.asking.evidence.claimed import Claim
from heshu.records import Answer, Calculation, Found, Verdict


def held(found: Calculation, claimed: Decimal, *, right: bool) -> Calculation:
    """A calculation with the number that it was held against, and whether that holds."""
    return replace(found, stated=format(claimed, "f"), verdict=Verdict.CONSISTENT if right else Verdict.INCONSISTENT)


def found(one: Calculation) -> Found:
    """What a calculation of the report's own figures says of the number that the report states."""
    return Found.AT_ODDS if one.verdict is Verdict.INCONSISTENT else Found.NOTHING


def said(claimed: str, *, right: bool) -> str:
    """The sentence that says of a number, in the question's words, whether it is right."""
    return f"{claimed}{'是对的' if right else '不对'}。"


def denying(*right: bool) -> Found:
    """What `said` says of numbers, of which one may be wrong."""
    return Found.NOTHING if all(right) else Found.DENIED


def computed(answer: Answer, claim: Claim) -> Answer:
    """An answer that works out what is claimed, where the report writes another number."""
    text = f"{claim.text}是按报告的数算出来的，报告写的是另一个数。{answer.text}"
    return replace(answer, text=text, found=answer.found | Found.AT_ODDS)


def denied(answer: Answer, claim: Claim) -> Answer:
    """An answer whose first calculation gives another number than is claimed."""
    first = held(answer.calculations[0], claim.value, right=False)
    text = said(claim.text, right=False) + answer.text
    calculations = (first, *answer.calculations[1:])
    return replace(answer, text=text, calculations=calculations, found=answer.found | Found.DENIED)
