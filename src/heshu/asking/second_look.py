"""Checks held against what the question would be answered without the number that it claims.

What is tried stands in two tables.  Each way takes the check with what was told of it and gives the answer, or nothing;
how a way decides stands in `heshu.asking.checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial as partial_of

from heshu.asking.answering import Reader
from heshu.asking.checks import (
    both_ends,
    claimed_apart,
    claimed_in_words,
    in_one_sentence,
    out_of_others,
    put_back,
    roughly,
    scores_added,
    weighing,
)
from heshu.asking.checks.put_back import Doubt
from heshu.asking.checks.weighing import CHECKED, Check, denies, found_wrong, judges, says_another
from heshu.asking.computing import limits
from heshu.asking.computing.limits import Limit
from heshu.asking.evidence.claimed import claims_in
from heshu.asking.evidence.operands import Operand
from heshu.asking.one_question import said_years
from heshu.asking.planning.chatter import as_check
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Scope, scope
from heshu.asking.wording.parts import joined
from heshu.asking.wording.question import understand
from heshu.records import Answer, Status

Way = Callable[[Check], Answer | None]
"""One kind of check: its answer, or ``None`` where the question is none of that kind or the report does not tell."""


class SecondLook(Reader):
    """Answers a question; of a check, what was found by its number is looked up without it as well."""

    def answer(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """As `Reader.answer`; a verdict is never on another figure, or another year's, than the one asked about."""
        question = as_check(question, self.gazetteer)
        told = super().answer(question, history, reports)
        check = None if history else self._check(question, told, reports)
        return self._looked_at(check) if check else told

    def _check(self, question: str, told: Answer, reports: Collection[str] | None) -> Check | None:
        """What is looked at again: a check of one department, in Chinese."""
        asked = understand(question)
        if asked.english or not is_check(asked.text):
            return None
        where = scope(asked.text, self.gazetteer, reports)
        departments = {self.library.card_of[one].department for one in (where.reports or _named(where))}
        if where.unknown or not where.named or len(departments) != 1:
            return None
        lead = f"{where.mentions[0].words}{said_years(where)}"
        ask = partial_of(super().answer, history=(), reports=reports)
        return Check(question, asked.text, told, where, lead, limits.read_any(asked.text), reports, ask)

    def _looked_at(self, check: Check) -> Answer:
        """The first of the ways that has an answer; between the tables stands the check of the number itself."""
        instead: tuple[Way, ...] = (
            self._roughly,  # 1亿元左右
            self._passing,  # 超过99%
            self._both_ends,  # 从8处减少到3处
            self._out_of_others,  # 整改93条，还剩5条
            self._scores_added,  # 各项得分加起来
            self._with_words,  # 自评99分，等级良好
        )
        if answer := _first(instead, check):
            return answer
        check = replace(check, told=weighing.number(self.solver, check))
        after: tuple[Way, ...] = (
            self._reaching,  # 达到99%，对吗
            self._claims_apart,  # 培训88人次，完成率110%
        )
        return _first(after, check) or check.told

    # ---------------------------------------------------------------- instead of the number alone

    def _roughly(self, check: Check) -> Answer | None:
        return roughly.told(check)

    def _passing(self, check: Check) -> Answer | None:
        """达到99%了吗 asks for no less, and not whether that is the very number."""
        limit = check.limit
        return self._against(limit, check) if limit and limit.side and not limit.exact else None

    def _both_ends(self, check: Check) -> Answer | None:
        return None if found_wrong(check.told) else both_ends.told(self.solver, check)

    def _out_of_others(self, check: Check) -> Answer | None:
        return None if found_wrong(check.told) else out_of_others.told(self.solver, check)

    def _scores_added(self, check: Check) -> Answer | None:
        return scores_added.told(check)

    def _with_words(self, check: Check) -> Answer | None:
        """One number, and beside it what is claimed in words alone."""
        said, claims = claimed_in_words.claimed(check.text), claims_in(check.text)
        if not said or len(claims) != 1:
            return None
        number = weighing.number(self.solver, replace(check, text=check.text.replace(said, "")))
        return claimed_in_words.told(number, check, claims[0], said)

    # ---------------------------------------------------------------- after the number

    def _reaching(self, check: Check) -> Answer | None:
        """What was taken for the very number and is not: whether it is reached; else what was told."""
        limit = check.limit
        if not (limit and limit.side and limit.exact and denies(check.told)) or found_wrong(check.told):
            return None
        return self._against(limit, check) or check.told

    def _claims_apart(self, check: Check) -> Answer | None:
        """Several claims, each by a check of its own, or all of them by one sentence of the report."""
        told = self._each_apart(check) or check.told
        where = check.where
        if len(where.reports) != 1 or (judges(told) and not denies(told)) or found_wrong(told):
            return told
        card = self.library.card_of[where.reports[0]]
        stands = in_one_sentence.held(self.solver, check.question, where.unmarked, card)
        return replace(stands, plan=CHECKED) if stands else told

    def _each_apart(self, check: Check) -> Answer | None:
        """``None`` where one claim cannot be decided alone, or the report's own figures were found to differ."""
        if found_wrong(check.told) or not says_another(check.told) or len(check.where.mentions) != 1:
            return None
        apart = claimed_apart.cut(check.where.unmarked)
        each = [self.answer(check.lead + one, (), check.reports) for one in apart]
        decided = all(one.status is Status.ANSWERED and judges(one) for one in each)
        return replace(joined(check.question, each), plan=CHECKED) if each and decided else None

    # ---------------------------------------------------------------- limits

    def _against(self, limit: Limit, check: Check) -> Answer | None:
        """The figure held against a limit, and against the number that the question claims of it too."""
        said = claims_in(limit.question)  # 培训572人次，达到600了吗
        if not said and limits.decided(check.told, limit):
            return check.told
        if len(said) > 1:
            return None
        limit = limits.without(limit, said[0]) if said else limit
        passed = self._held_against(limit, (), check.reports) or self._checked_against(limit, check)
        if passed is None:
            return None
        passed = replace(passed, question=check.question, plan=f"{passed.plan}；{CHECKED}")
        if said and not put_back.agree(said[0], passed.values[0]):
            return put_back.verdict(check.question, Doubt((said[0],), ()), passed, [False])
        return passed

    def _checked_against(self, limit: Limit, check: Check) -> Answer | None:
        """The one figure that a check found, or that is found where the number is asked for, held against a limit."""
        told = check.told
        found = {figure.span: figure for one in told.calculations for figure in one.operands}
        if told.status is not Status.ANSWERED or CHECKED not in told.plan or len(found) != 1 or found_wrong(told):
            doubt = put_back.doubt_in(understand(told.question).text)
            looked = put_back.looked_up(doubt, check.ask) if doubt else None
            one = self._stated_in(looked) if looked else None
            return limits.held(looked, limit, one.figure) if looked and one and not self._aims(one) else None
        figure = next(iter(found.values()))
        stated = Operand(self.library.card_of[figure.report_id], figure)
        came, answer = self._came_of(stated, self._says(stated, told.question))
        return limits.held(answer, limit, came.figure if came else None)


def _first(ways: Sequence[Way], check: Check) -> Answer | None:
    return next(filter(None, (way(check) for way in ways)), None)


def _named(where: Scope) -> frozenset[str]:
    """The reports of the departments that a question names, of whatever year."""
    return frozenset(report for mention in where.mentions for report in mention.reports)
