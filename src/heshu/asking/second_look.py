"""Checks held against what the question would be answered without the number that it claims."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.answering import Reader
from heshu.asking.checks import (
    both_ends,
    claimed_apart,
    claimed_in_words,
    in_one_sentence,
    out_of_others,
    put_back,
    roughly,
)
from heshu.asking.checks.by_findings import judged
from heshu.asking.checks.put_back import Doubt
from heshu.asking.computing import limits, recomputed
from heshu.asking.computing.limits import Limit
from heshu.asking.evidence.claimed import Claim, claims_in
from heshu.asking.evidence.operands import Operand, figures_like
from heshu.asking.one_question import said_years
from heshu.asking.planning.chatter import as_check
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Scope, scope
from heshu.asking.wording.parts import joined
from heshu.asking.wording.question import understand
from heshu.patterns import regex
from heshu.records import Answer, Status, Value, Verdict

FOUND_WRONG = regex(r"不一致：|应为|算出来的|方向说反了")
"""What an answer says of a number that the report states, and whose own figures give another."""
WORKED_OUT = regex(r"与报告的其他数一致|[÷−+×]")
"""What says that a claim holds by other figures of the report."""
OF_WHOLE = regex(r"占|比重|比例")
"""What tells a share, which no rate of execution is."""
ALONE = "没有找到可以复算它的数"
WHOLE_SCORE = regex(r"(?:自评|综合|评价|总)(?:综合)?(?:得分|总分|评分)，报告写的是")
"""A whole score that was found and not worked out."""
SCORES_ADDED = regex(
    r"各(?:项|类|部分|个|级|一级|二级|三级|指标)*的?(?:自评)?得分(?:都)?(?:加起来|加总|相加|合计|之和|加在?一[起块]|求和)[^\d]{0,10}$"
)
"""The scores of a report added up, where the whole is not named: 各项得分加起来对吗."""
CHECKED = "核对"
SAYS_ANOTHER = regex(r"不对。[^。]*报告写的是|\d[^，。\d]*不对[，。]")
"""What denies a claim by a number that the report states, which may be another thing's."""


class SecondLook(Reader):
    """Answers a question; of a check, what was found by its number is looked up without it as well."""

    def answer(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """As `Reader.answer`; a verdict is never on another figure, or another year's, than the one asked about."""
        question = as_check(question, self.gazetteer)
        told = super().answer(question, history, reports)
        asked = understand(question)
        if history or asked.english or not is_check(asked.text):
            return told
        where = scope(asked.text, self.gazetteer, reports)
        departments = {self.library.card_of[one].department for one in (where.reports or _named(where))}
        if where.unknown or not where.named or len(departments) != 1:
            return told
        if rough := self._rough(question, asked.text, reports):
            return rough
        limit = limits.read_any(asked.text)
        if limit and limit.side and not limit.exact and (passed := self._passed(told, limit, question, reports)):
            return passed
        if not _found_wrong(told) and (moved := self._both_ends(question, asked.text, reports)):
            return moved
        if not _found_wrong(told) and (come_of := self._out_of_others(told, question, asked.text, reports)):
            return come_of
        if added := self._scores_added(told, question, asked.text, where, reports):
            return added
        said = claimed_in_words.claimed(asked.text)
        if said and len(claims := claims_in(asked.text)) == 1:
            number_alone = self._number(told, question, asked.text.replace(said, ""), where, reports)
            return self._with_words(number_alone, claims[0], said, where, reports)
        held = self._number(told, question, asked.text, where, reports)
        if limit and limit.side and limit.exact and _denies(held) and not _found_wrong(held):
            return self._passed(held, limit, question, reports) or held
        held = self._each_apart(held, question, where, reports) or held
        stands = None
        if len(where.reports) == 1 and (_denies(held) or not _judges(held)) and not _found_wrong(held):
            card = self.library.card_of[where.reports[0]]
            stands = in_one_sentence.held(self.solver, question, where.unmarked, card)
        return replace(stands, plan=CHECKED) if stands else held

    def _passed(self, told: Answer, limit: Limit, question: str, reports: Collection[str] | None) -> Answer | None:
        """What a check says of a limit: 达到99%了吗 asks for no less, and not whether that is the very number."""
        said = claims_in(limit.question)  # 培训572人次，达到600了吗
        if not said and limits.decided(told, limit):
            return told
        if len(said) > 1:
            return None
        asked, unit = limit.question, limit.unit
        if said:
            asked, unit = asked.replace(said[0].text, "").replace(",是", "是"), limit.unit or said[0].unit
        limit = replace(limit, question=asked, unit=unit)
        passed = self._held_against(limit, (), reports) or self._checked_against(told, limit, reports)
        if passed is None:
            return None
        passed = replace(passed, question=question, plan=f"{passed.plan}；{CHECKED}")
        if said and not put_back.agree(said[0], passed.values[0]):
            doubt = Doubt((said[0],), ())
            return put_back.verdict(question, doubt, passed, [False])
        return passed

    def _checked_against(self, told: Answer, limit: Limit, reports: Collection[str] | None) -> Answer | None:
        """The one figure that a check found, or that is found where the number is asked for, held against a limit."""
        found = {figure.span: figure for one in told.calculations for figure in one.operands}
        if told.status is not Status.ANSWERED or CHECKED not in told.plan or len(found) != 1 or _found_wrong(told):
            doubt = put_back.doubt_in(understand(told.question).text)
            looked = self._looked_up(doubt, reports) if doubt else None
            one = self._stated_in(looked) if looked else None
            return limits.held(looked, limit, one.figure) if looked and one and not self._aims(one) else None
        figure = next(iter(found.values()))
        stated = Operand(self.library.card_of[figure.report_id], figure)
        came, answer = self._came_of(stated, self._says(stated, told.question))
        return limits.held(answer, limit, came.figure if came else None)

    def _both_ends(self, question: str, text: str, reports: Collection[str] | None) -> Answer | None:
        """The verdict on a change that is claimed by both its ends; ``None`` where the report does not give them."""
        ends = both_ends.read(text)
        if ends is None:
            return None
        unit = ends.new.unit if ends.new.unit not in ("%", "") else ""
        asked = (f"{ends.thing}{when}多少{unit}" for when in ("", "上年"))
        new, old = (self._stated_in(super(SecondLook, self).answer(one, (), reports)) for one in asked)
        old = (new and both_ends.former(self.solver, new)) or old
        held = both_ends.held(self.solver, question, ends, old, new) if old and new else None
        return held and replace(held, plan=CHECKED)

    def _out_of_others(self, told: Answer, question: str, text: str, reports: Collection[str] | None) -> Answer | None:
        """The verdict on what is claimed to come of the other numbers of the question; ``None`` where nothing is."""
        claimed = out_of_others.read(text)
        if claimed is None or (_judges(told) and not _denies(told)):
            return None
        operands = self._asked_for(claimed, reports)
        if len(claimed.others) == 1:
            operands = self._with_aim(claimed, operands, reports)
        elif claimed.of_aim and len({one.figure.span for one in operands}) < len(claimed.others):
            done = self._stated_in(super().answer(f"{claimed.thing}多少{claimed.claim.unit}", (), reports))
            operands = self._with_aim(claimed, [done], reports) if done and not self._aims(done) else []
            operands = operands[::-1] if claimed.aims_first else operands
        if len(operands) < max(len(claimed.others), len("甲乙")):
            return None
        held = out_of_others.held(self.solver, question, claimed, operands)
        return held and replace(held, plan=CHECKED)

    def _with_aim(
        self, claimed: out_of_others.Claimed, done: Sequence[Operand], reports: Collection[str] | None
    ) -> list[Operand]:
        """A count with its target, by its name, its row or what is told of how far they are apart."""
        asked = (f"{claimed.thing}{aim}多少{claimed.claim.unit}" for aim in ("目标", "计划"))
        found = [self._stated_in(super(SecondLook, self).answer(one, (), reports)) for one in asked if done]
        for one in done:
            beside = [Operand(one.card, f) for f in self.shelf(one.card.id).figures_in(one.figure.passage_id)]
            known = [*(aim for aim in found if aim and aim.card.id == one.card.id), *beside]
            if aim := out_of_others.aim_of(one, known):
                return [one, aim]
        way = "多" if claimed.way == "passed" else "少"
        apart = super().answer(f"{claimed.thing}比目标{way}多少{claimed.claim.unit}", (), reports)
        made_of = apart.calculations[0].operands if len(apart.calculations) == 1 else ()
        two = [Operand(self.library.card_of[one.report_id], one) for one in made_of]
        high_first = two if claimed.way == "passed" else two[::-1]
        agrees = len(two) == len("甲乙") and all(one.value == high_first[0].value for one in done)
        return high_first if agrees else []

    def _asked_for(self, claimed: out_of_others.Claimed, reports: Collection[str] | None) -> list[Operand]:
        """The figures for the other numbers of a question, each by its words; none where one of them is not told."""
        doubt = put_back.doubt_in(claimed.head)
        looked = self._looked_up(doubt, reports) if doubt else None
        if looked and len(looked.values) == len(claimed.others):
            found = [self._cited(looked, value) for value in looked.values]
            if all(found):
                return [one for one in found if one]
        judged_ = super().answer(f"{claimed.head},对吗", (), reports)
        if _judges(judged_) and not _denies(judged_) and not _found_wrong(judged_):
            same_ = [self._cited(judged_, Value(format(claim.value, "f"), claim.unit)) for claim in claimed.others]
            return [one for one in same_ if one] if all(same_) else []
        made_of = [one.operands for one in judged_.calculations]
        figures = [one[0] for one in made_of if len(one) == 1]
        if len(figures) != len(claimed.others) or len(figures) < len(made_of):
            return []
        return [Operand(self.library.card_of[one.report_id], one) for one in figures]

    def _cited(self, answer: Answer, value: Value) -> Operand | None:
        """The figure of an answer's quotes that has one of its values."""
        ids = {citation.report_id for citation in answer.citations}
        one = replace(answer, values=(value,), calculations=())
        found = figures_like(one, self.shelf(min(ids))) if len(ids) == 1 else []
        return Operand(self.library.card_of[min(ids)], found[0]) if found else None

    def _rough(self, question: str, text: str, reports: Collection[str] | None) -> Answer | None:
        """The verdict on a number that is told roughly; ``None`` where none is."""
        rough = roughly.rough_in(text)
        looked = self._looked_up(rough.doubt, reports) if rough else None
        right = roughly.held(rough, looked) if rough and looked else None
        if rough is None or looked is None or right is None:
            return None
        return put_back.verdict(question, roughly.doubt_of(rough), looked, [right])

    def _each_apart(self, told: Answer, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """The verdict on each of several claims by a check of its own, where one was denied, or none was given.

        ``None`` where one of them cannot be decided alone, or the report's own figures were found to differ.
        """
        if _found_wrong(told) or (_judges(told) and not SAYS_ANOTHER.search(told.text)) or len(where.mentions) != 1:
            return None
        lead = f"{where.mentions[0].words}{said_years(where)}"
        each = [self.answer(lead + one, (), reports) for one in claimed_apart.cut(where.unmarked)]
        decided = all(one.status is Status.ANSWERED and _judges(one) for one in each)
        return replace(joined(question, each), plan=CHECKED) if each and decided else None

    def _number(self, told: Answer, question: str, text: str, where: Scope, reports: Collection[str] | None) -> Answer:
        """The verdict on the numbers of a check."""
        judged_otherwise = CHECKED not in told.plan and _judges(told)
        doubt = None if judged_otherwise or recomputed.ASKED.search(text) else put_back.doubt_in(text)
        if doubt is None:
            return self._changed(told, question, text, reports) or told
        other_year = bool(where.years) and set(where.years) <= set(where.missing)
        if not other_year and _found_wrong(told):
            return told
        looked = self._looked_up(doubt, reports)
        if other_year and (looked is None or looked.status is not Status.ANSWERED):
            return replace(looked or told, question=question)
        return self._weighed(told, doubt, looked, question, other_year=other_year) if looked else told

    def _changed(self, told: Answer, question: str, text: str, reports: Collection[str] | None) -> Answer | None:
        """The verdict on a claimed change by what the same question without its number is answered.

        ``None`` where one was given already, and not on a change in the other direction.
        """
        doubt = put_back.change_in(text)
        if doubt is None or (_judges(told) and not put_back.turned(doubt, text, told)):
            return None
        looked = self._looked_up(doubt, reports)
        return put_back.change_held(question, doubt, text, looked) if looked else None

    def _scores_added(
        self, told: Answer, question: str, text: str, where: Scope, reports: Collection[str] | None
    ) -> Answer | None:
        """The verdict on a whole score by the scores that it is the sum of; ``None`` where none is asked about."""
        alone = ALONE in told.text and WHOLE_SCORE.search(told.text) and not _denies(told)
        if not (alone or SCORES_ADDED.search(text)):
            return None
        whole_named = f"是{told.values[0].number}分" if alone and told.values else "等于自评得分"
        asked = f"{where.mentions[0].words}{said_years(where)}各项得分加起来{whole_named}吗"
        added = super().answer(asked, (), reports)
        first = next((one.program for one in added.calculations), "")
        sums = first.startswith(("add", "sum")) and "报告核对了" not in added.text
        return replace(added, question=question) if sums and _judges(added) else None

    def _with_words(
        self, told: Answer, claim: Claim, said: str, where: Scope, reports: Collection[str] | None
    ) -> Answer:
        """The verdict on a number with that on what is claimed beside it in words."""
        if other_end := claimed_in_words.of_other_end(said, told):
            return other_end
        labels = [figure.label for one in told.calculations for figure in one.operands] or [""]
        label = "自评得分" if claim.unit == "分" else labels[0]
        asked = claimed_in_words.question_of(said, label) if label else ""
        words = super().answer(f"{where.mentions[0].words}{said_years(where)}{asked}", (), reports) if asked else None
        decided = words and words.status is Status.ANSWERED and claimed_in_words.DECIDED.search(words.text)
        if words is None or not decided:
            return claimed_in_words.left_open(told, said) if told.status is Status.ANSWERED else told
        if told.status is not Status.ANSWERED:
            right = any(put_back.agree(claim, value) for value in words.values)
            return replace(words, question=told.question) if right else told
        return replace(joined(told.question, [told, words]), plan=told.plan)

    def _looked_up(self, doubt: Doubt, reports: Collection[str] | None) -> Answer | None:
        """The first answer to what a check claims, asked for."""
        first = None
        for one in doubt.questions:
            looked = super().answer(one, (), reports)
            if looked.status is Status.ANSWERED:
                return looked
            first = first or looked
        return first

    def _weighed(self, told: Answer, doubt: Doubt, looked: Answer, question: str, *, other_year: bool) -> Answer:
        """The verdict of the one or the other look."""
        right = put_back.held(doubt, looked)
        if right is None:
            none = looked.status is Status.REFUSED and _of_another_kind(told, doubt)
            return replace(looked, question=question) if none and not FOUND_WRONG.search(told.text) else told
        if not other_year and not _wins(told, doubt, looked, right):
            return told
        one = self._stated_in(looked) if len(right) == 1 else None
        if one and not right[0] and put_back.within(doubt.claims[0], one):
            return replace(
                looked, question=question, text=f"报告没有写确切的数，只写了一个限。{looked.text}", plan=CHECKED
            )
        one = None if other_year or not right[0] else one
        return (one and judged(self.solver, question, one)) or put_back.verdict(question, doubt, looked, right)


def _named(where: Scope) -> frozenset[str]:
    """The reports of the departments that a question names, of whatever year."""
    return frozenset(report for mention in where.mentions for report in mention.reports)


def _judges(told: Answer) -> bool:
    return any(one.verdict in (Verdict.CONSISTENT, Verdict.INCONSISTENT) for one in told.calculations)


def _of_another_kind(told: Answer, doubt: Doubt) -> bool:
    """Whether a share is asked about and another rate was judged, or the other way round."""
    asked, found = (bool(OF_WHOLE.search(text)) for text in (doubt.questions[0], told.text))
    one = told.status is Status.ANSWERED and CHECKED in told.plan and len(doubt.claims) == 1
    return one and asked is not found and doubt.claims[0].unit == "%"


def _denies(told: Answer) -> bool:
    return any(one.verdict is Verdict.INCONSISTENT for one in told.calculations)


def _found_wrong(told: Answer) -> bool:
    """Whether a check found that the report's own figures give another number, before which nothing else counts."""
    return told.status is Status.ANSWERED and CHECKED in told.plan and bool(FOUND_WRONG.search(told.text))


def _wins(told: Answer, doubt: Doubt, looked: Answer, right: Sequence[bool]) -> bool:
    """Whether what was looked up decides, and not what was found by the claimed numbers."""
    if told.status is not Status.ANSWERED or CHECKED not in told.plan:
        return True
    wrong = any(one.verdict is Verdict.INCONSISTENT for one in told.calculations) or "不对" in told.text
    if wrong:
        return all(right)
    if all(right):  # 没有找到可以复算它的数 is not said of what was just worked out
        return ALONE in told.text and any(one.operands for one in looked.calculations)
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
