"""A check on its second look: what was told of it at first, and whether that decides, or what is looked up.

A check finds figures by the number that is claimed, which a neighbour may have too; a look-up without that number
finds them by the words around it alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from heshu.asking.checks import put_back
from heshu.asking.checks.by_findings import judged
from heshu.asking.checks.put_back import Ask, Doubt
from heshu.asking.computing import recomputed
from heshu.asking.computing.limits import Limit
from heshu.asking.evidence.operands import Solver, stated_in
from heshu.asking.planning.scope import Scope
from heshu.patterns import regex
from heshu.records import Answer, Found, Status, Verdict

CHECKED = "核对"
WORKED_OUT = regex(r"与报告的其他数一致|[÷−+×]")
"""What says that a claim holds by other figures of the report."""
OF_WHOLE = regex(r"占|比重|比例")
"""What tells a share, which no rate of execution is."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check of one department, as every way to look at it again takes it.

    ``lead`` is the department with the years, as a question of one claim begins.
    """

    question: str
    text: str
    told: Answer
    where: Scope
    lead: str
    limit: Limit | None
    reports: Collection[str] | None
    ask: Ask


def judges(told: Answer) -> bool:
    """Whether an answer gives a verdict."""
    return any(one.verdict in (Verdict.CONSISTENT, Verdict.INCONSISTENT) for one in told.calculations)


def denies(told: Answer) -> bool:
    """Whether a verdict of an answer is that something is not so."""
    return any(one.verdict is Verdict.INCONSISTENT for one in told.calculations)


def found_wrong(told: Answer) -> bool:
    """Whether a check found a report at odds with itself, or the other direction; nothing else counts before that."""
    return told.status is Status.ANSWERED and CHECKED in told.plan and bool(told.found & (Found.AT_ODDS | Found.TURNED))


def says_another(told: Answer) -> bool:
    """Whether a claim is denied by another number, which may be another thing's, or was not judged at all."""
    return not judges(told) or Found.DENIED in told.found


def doubted(check: Check) -> Doubt | None:
    """What is looked up without its number; ``None`` where it was judged as a computation, or is asked for as one."""
    judged_otherwise = CHECKED not in check.told.plan and judges(check.told)
    return None if judged_otherwise or recomputed.ASKED.search(check.text) else put_back.doubt_in(check.text)


def changed(check: Check) -> Answer | None:
    """The verdict on a claimed change by what the same question without its number is answered.

    ``None`` where one was given already, and not on a change in the other direction.
    """
    doubt = put_back.change_in(check.text)
    if doubt is None or (judges(check.told) and not put_back.turned(doubt, check.text, check.told)):
        return None
    looked = put_back.looked_up(doubt, check.ask)
    return put_back.change_held(check.question, doubt, check.text, looked) if looked else None


def number(solver: Solver, check: Check) -> Answer:
    """The verdict on the numbers of a check, by what was told at first or by what is looked up without them."""
    told, doubt = check.told, doubted(check)
    if doubt is None:
        return changed(check) or told
    other_year = bool(check.where.years) and set(check.where.years) <= set(check.where.missing)
    if not other_year and found_wrong(told):
        return told
    looked = put_back.looked_up(doubt, check.ask)
    if other_year and (looked is None or looked.status is not Status.ANSWERED):
        return replace(looked or told, question=check.question)
    return _weighed(solver, check, doubt, looked, other_year=other_year) if looked else told


def _weighed(solver: Solver, check: Check, doubt: Doubt, looked: Answer, *, other_year: bool) -> Answer:
    """The verdict of the one or the other look."""
    told, question = check.told, check.question
    right = put_back.held(doubt, looked)
    if right is None:
        none = looked.status is Status.REFUSED and _of_another_kind(told, doubt)
        return replace(looked, question=question) if none and not found_wrong(told) else told
    if not other_year and not _wins(told, doubt, looked, right):
        return told
    one = stated_in(solver, looked) if len(right) == 1 else None
    if one and not right[0] and put_back.within(doubt.claims[0], one):
        return replace(looked, question=question, text=f"报告没有写确切的数，只写了一个限。{looked.text}", plan=CHECKED)
    one = None if other_year or not right[0] else one
    return (one and judged(solver, question, one)) or put_back.verdict(question, doubt, looked, right)


def _of_another_kind(told: Answer, doubt: Doubt) -> bool:
    """Whether a share is asked about and another rate was judged, or the other way round."""
    asked, found = (bool(OF_WHOLE.search(text)) for text in (doubt.questions[0], told.text))
    one = told.status is Status.ANSWERED and CHECKED in told.plan and len(doubt.claims) == 1
    return one and asked is not found and doubt.claims[0].unit == "%"


def _wins(told: Answer, doubt: Doubt, looked: Answer, right: Sequence[bool]) -> bool:
    """Whether what was looked up decides, and not what was found by the claimed numbers."""
    if told.status is not Status.ANSWERED or CHECKED not in told.plan:
        return True
    if denies(told) or Found.DENIED in told.found:
        return all(right)
    if all(right):  # 没有找到可以复算它的数 is not said of what was just worked out
        return Found.STATED in told.found and any(one.operands for one in looked.calculations)
    if doubt.full or _of_another_kind(told, doubt):
        return True
    if WORKED_OUT.search(told.text):
        return False
    if len(right) > 1:  # the rate of a neighbour, where the count beside it has its own
        denied = [claim for claim, ok in zip(doubt.claims, right, strict=True) if not ok]
        return any(right) and len(looked.citations) == 1 and all(claim.unit == "%" for claim in denied)
    claim, values = doubt.claims[0], looked.values
    if not values:
        return True
    exact = values[0].unit == claim.unit and all(value.unit != claim.unit for value in told.values)
    return exact and {(c.start, c.end) for c in looked.citations} == {(c.start, c.end) for c in told.citations}
