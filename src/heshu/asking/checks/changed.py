"""A claimed change since the year before: against the change that the report states, else against both years' figures.

Its direction is held too: a figure that fell by what is claimed did not rise by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from heshu.asking.checks.worked_out import AROUND_CHECK, CHECKS, against, other_way
from heshu.asking.computing import years
from heshu.asking.computing.verdicts import computed
from heshu.asking.evidence.claimed import Claim, comparable, same
from heshu.asking.evidence.compose import Citer, who
from heshu.asking.evidence.moved import CHANGES, LOOSE, OF_LABEL, SINCE, speaks_of
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.planning.plan import ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.changes import DOWN, UP
from heshu.asking.wording.parts import joined
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Card, Found, Value

WAY = regex(rf"(?P<way>[{UP}{DOWN}])(?:[加长了高出少低升幅额率到支为是约]|下来|下去)*(?:大约|大概|将近|约)?\s*$")
"""The direction that the words right before a number give it: 比上年降了10.55%."""


LEVEL_REACHED = regex("[到至为]")
"""What says of a change where it ended: 提高到71%."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the audit says of a stated figure; that the report states another number, or the same and no more."""

    judged: Callable[[Solver, str, Operand], Answer | None]
    other: Callable[[Solver, str, Claim, Operand], Answer]
    alone: Callable[[Solver, str, Claim, Operand], Answer]


@dataclass(frozen=True, slots=True)
class Change:
    """A change that a question claims, and of which report."""

    text: str
    claim: Claim
    way: str
    card: Card
    where: Scope


def way_before(text: str, claim: Claim) -> re.Match[str] | None:
    """The direction that the words right before a claim give it."""
    return WAY.search(text.partition(claim.text)[0].rstrip())


def change_in(text: str, claims: Sequence[Claim], card: Card, where: Scope) -> Change | None:
    """The change since another year that a question claims; ``None`` where it claims none, or more than that."""
    if len(claims) != 1 or not SINCE.search(text):
        return None
    said = way_before(text, claims[0])
    return Change(text, claims[0], said["way"], card, where) if said else None


def since_last_year(text: str, claims: Sequence[Claim], card: Card, where: Scope) -> Change | None:
    """The change that a question claims without saying since when, as one since the year before: 三公经费下降10.55%."""
    said = way_before(text, claims[0]) if len(claims) == 1 else None
    if said is None or SINCE.search(text) or OTHERWISE.search(text) or LEVEL_REACHED.search(said.group()):
        return None
    return change_in(f"{text[: said.start()]}比上年{text[said.start() :]}", claims, card, where)


OTHERWISE = regex(r"预算|计划|目标|年初|期初|[比较]|调[增减]|追[加减]|新增|压减|节约|提高标准")
"""What says that a change is no plain one since the year before."""


def held(solver: Solver, question: str, change: Change, verdicts: Verdicts) -> Answer | None:
    """The verdict on a claimed change; ``None`` where the report neither states it nor gives both years."""
    claim = change.claim
    phrase = MARKS.sub("", CHECKS.sub(" ", change.text).replace(claim.text, " "))
    asks = (ask_for(words, glossary(), CHANGES) for words in (phrase, LOOSE.sub("", phrase)))
    found = next(filter(None, (solver.find_ask(ask, change.card) for ask in asks)), [])
    found = [operand for operand in found if comparable(claim, operand) and speaks_of(phrase, operand.figure)]
    if len({(operand.value, operand.unit) for operand in found}) == 1:
        stated = found[0]
        if _turned(change.way, stated):
            lead = f"方向说反了。{who(stated.card)}{stated.figure.label}，报告写的是{stated.text}。"
            other = verdicts.other(solver, question, claim, stated)
            return replace(other, text=lead + _cited(solver, stated), found=Found.TURNED)
        if not same(claim, stated):
            worked = verdicts.judged(solver, question, stated)
            if worked and worked.values[0] == Value(format(claim.value, "f"), claim.unit):
                return computed(worked, claim)
            return verdicts.other(solver, question, claim, stated)
        worked = verdicts.judged(solver, question, stated) or _of_two_years(solver, question, change)
        return worked or verdicts.alone(solver, question, claim, stated)
    return _of_two_years(solver, question, change)


def _cited(solver: Solver, stated: Operand) -> str:
    return f"{solver.mention(stated, Citer(solver.library))}。"


def of_two_reports(solver: Solver, question: str, text: str, claims: Sequence[Claim], where: Scope) -> Answer | None:
    """A claimed change between two years, of which each has a report of its own: 2023年得分比2022年高1.28分.

    Of several claims each is held: 支出比上年增加300万元、增长5%.
    """
    said = [WAY.search(text.partition(claim.text)[0].rstrip()) for claim in claims]
    ways = [match for match in said if match]
    if not ways or len(ways) < len(claims) or len(where.years) != 2:
        return None
    card, thing = solver.library.card_of[where.reports[0]], text[: ways[0].start()]
    answers = [
        _of_two_years(solver, question, Change(f"{thing}{way.group()}{claim.text}", claim, way["way"], card, where))
        for claim, way in zip(claims, ways, strict=True)
    ]
    told = [answer for answer in answers if answer]
    if len(told) < len(claims):
        return None
    return told[0] if len(told) == 1 else joined(question, told)


def _turned(way: str, stated: Operand) -> bool:
    """Whether a report says that something went the other way than the question."""
    label = OF_LABEL.search(stated.figure.label)
    if label is None or "增减" in stated.figure.label:
        return (way in UP) != (stated.value >= 0)
    return (way in UP) != (label["way"] in UP)


def _of_two_years(solver: Solver, question: str, change: Change) -> Answer | None:
    """The claim against what both years' figures give."""
    claim, text = change.claim, change.text
    how_much = {"%": "百分之几", "百分点": "多少个百分点"}.get(claim.unit, f"多少{claim.unit}")
    asked = AROUND_CHECK.sub("", CHECKS.sub(" ", text).replace(claim.text, how_much))
    answer = years.compare(solver, asked, replace(change.where, marked=asked))
    if answer is None or not answer.calculations or len(answer.values) != 1 or answer.values[0].unit != claim.unit:
        return None
    checked = other_way(against(answer, [claim]), answer, claim, text)
    return replace(checked, question=question)
