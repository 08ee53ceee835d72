"""Answers over one generation of an index: every way to understand a question, tried in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from heshu.asking.by_names import counted_in
from heshu.asking.checks import alike
from heshu.asking.comparing import each_held
from heshu.asking.computing import deductions, limits, operands_asked, reached
from heshu.asking.conversation import (
    left_undone,
    of_answers,
    of_its_row,
    row_doubted,
    row_spoken_of,
    said_before,
    worked_on,
)
from heshu.asking.conversation.corrected import put_straight
from heshu.asking.conversation.followup import resolve, topics_of
from heshu.asking.conversation.pointing import APARTS
from heshu.asking.conversation.referring import reference
from heshu.asking.conversation.turn import alike as alike_topics
from heshu.asking.evidence.aims import is_intended
from heshu.asking.evidence.calculating import DECIMALS
from heshu.asking.evidence.compose import display_name, refuse, value_of, who
from heshu.asking.evidence.operands import Operand
from heshu.asking.evidence.which import FEW
from heshu.asking.one_question import WHOSE, said_years
from heshu.asking.other_ways import OtherWays
from heshu.asking.planning import operations
from heshu.asking.planning.chatter import without_chatter, without_frame
from heshu.asking.planning.operations import Op
from heshu.asking.planning.plan import KIND_OF_TERM
from heshu.asking.planning.scope import MENTIONED, scope
from heshu.asking.telling import reasons, remedies_after, uncomputed
from heshu.asking.telling.stated import PRIVATE
from heshu.asking.wording import english_parts, speech
from heshu.asking.wording.changes import SINCE_LAST_YEAR, in_per_cent
from heshu.asking.wording.english import part_in_chinese
from heshu.asking.wording.intentions import DONE_ABOUT_IT, INTENT_ASKED
from heshu.asking.wording.mixed import in_one_language
from heshu.asking.wording.parts import (
    DONE_WITH,
    figures_asked,
    joined,
    of_a_part,
    of_first,
    partial,
    several_asked,
    trimmed,
    words_asked,
)
from heshu.asking.wording.question import Question, understand, wanted
from heshu.asking.wording.stages import Stage, stage_of
from heshu.asking.wording.terms import content, named_terms, telling
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.lately import lately
from heshu.patterns import regex
from heshu.records import Answer, Card, Status, Value

GROWTH_ALONE = regex(
    r"(?:又|也|是)*(?:同比|[比较](?:上年|去年))?(?P<way>涨|增长|增加|上升|提高|下降|减少|降低|降)(?:了|幅是)?(?:多少|百分之(?:几|多少)|几成)[?？。]?"
)
"""A part that asks how fast grew what the part before it counts."""
AND_ITS_SHARE = regex(
    r"(?P<first>[^,，占\s]{2,12}呢)[?？,，\s]+(?P<share>占(?:了)?(?:多少|几成|百分之(?:几|多少)|多大比例)[?？]?"
    r"|(?:指标|预算|目标|任务)*(?:执行率|完成率|占比|得分|满分|目标值?|离(?:目标|满分|100%)[^,，]{0,3}差)[^,，?？]{0,10}[?？。]?)"
)
"""A follow-up for another figure and its share, or another thing of it."""
AND_THEN = regex(r"(?P<first>[^,，;?？\s]{2,16}呢)[?？,，\s]+(?P<then>[^\s].*(?:多少|几|多大|多高).*)")
"""A follow-up for another figure, and behind it what is worked out of that one."""
TOLD_TOO = regex(
    r"(?:再|也|还|都|一并|顺便)*(?:报|说|给|列|讲)(?:一下|出来|上|下|我)*[?？。]?$|(?:也|都|一并|一起)(?:想|需)?要(?:的|看|一下)?[?？。]?$"
)
"""How a clause asks that a figure be given as well: 执行率也报一下."""
BY_HOW_MUCH = regex(
    r"(?:又|还|会)?(?:相差|差|[多少高低大小])(?:了|出来?)?(?:多少|几)(?:[个]?百分点|[百千万亿]*元|[人分件次个名项])?钱?[?？。]?"
)
"""A last part that asks by how much one of two is more, which is said with who it is."""
ITS_FIGURE = regex(
    r"(?:它|他|那家)?的?(?:得分|分数|金额|数额|数)?(?:又|是|有|为|得|拿|达到?)*了?(?:多少|几|百分之(?:几|多少))(?:分|钱|[百千万亿]*元)?[?？。]?"
)
"""A last part that asks what the highest or the lowest has, which is said with who it is."""
THEIRS = regex(
    r"(?:更|较|最)?(?P<way>[高低多少大小])(?:的)?那(?:一)?(?:家|个)?(?:部门|单位)?(?:的)?[\u4e00-\u9fff]{0,6}?(?:是|有|为|得|占|到)+了?"
    r"(?:多少|几|百分之(?:几|多少))(?:分|%|[百千万亿]*元|人|件|个)?[?？。]?"
)
"""A last part that asks what the higher of two has, which is said with who it is: 高的那家是百分之几."""
OTHER_THING = regex(
    r"(?:那么?|还有|其中的?)*(?P<what>[\u4e00-\u9fff]{2,10}?)的?(?:呢|(?:是|有)?(?:几|多少)[\u4e00-\u9fff]{0,2})[?？]?"
)
"""Another thing that a follow-up asks for: 舆情的呢."""
SPEAKS_OF_NOTHING = regex(r"实际|具体|最后|到底|[花用付支出得扣拿]+[了掉]?")
"""What a follow-up says that asks for no other thing: 具体花了多少, after a check of what was spent."""
PARTIAL = (Op.SHARE, Op.DONE_SHARE, Op.UNDONE, Op.LEFT, Op.TARGET, Op.CONVERT)
"""Operations that answer one thing: of a question that asks two, the other would be left out."""
OF_WHOM = regex(r"[\u4e00-\u9fff]{2,10}(?<!不)满意度")
"""Whose satisfaction was asked for, who are seldom called alike by two departments."""
OF_POINTS = regex(r"[扣丢失满]")
"""What asks why points were lost, which the scores tell before any sentence."""
OF_AN_END = regex(r"最[高低多少大小好差快慢]|第[一二三四五]|倒数|垫底")
"""A question for the row or the department at one end."""
SPOKEN = 256
"""Answers that are kept for the follow-ups that lean on them."""
NOT_STATED = regex(r"的报告里没有写明|没有找到")
"""A refusal that what was asked is not in the report."""
WHO_OF_THEM = regex(
    r"(?:到底|究竟)?(?:是)?(?:谁|哪一?(?:个|家)?(?:部门|单位)?)(?:的)?(?:更|要|最)?(?P<way>[高低多少大小])(?:一些|一点|些)?[?？。]?"
)
"""A tail that asks of the figures just given whose is higher: …各是多少，谁高."""


KNOWN_OF_EACH = regex(
    rf"(?:{MENTIONED}[、,，和与跟及]*){{2,}}(?:这?[两二三四五]家)?的?(?P<thing>[^,，\ue000-\uf8ff]{{2,12}}?)(?:都|均|全|一起)*"
    r"(?:没有?|未|不)(?:能)?(?:达标|达到(?:年初|年度)?(?:的)?目标值?|到(?:目标|100%|满分)|完成(?:年度|年初)?(?:目标|任务|计划)?|[得拿]到?满分|满)[,，]"
    r"(?:它们|两家)?(?:各自?|分别)(?:又)?(?:是|为|有|达到?)*(?:多少|几|百分之(?:几|多少))[^,，]{0,3}[?？。]?"
)
"""Departments of whose figures it is known that they miss something, and which are asked for."""
OF_ALL_HELD = regex(rf"{WHOSE.pattern}|各|所有|全部|平均|合计|加起来|加总|排[名序个一]|[两二三四五六七八九十几]家")
"""What asks for several departments, or for one of them by what it has."""
NO_PROJECT = regex(r"公务|因公")
"""Rows of a table that is of no projects."""
MET = regex(r"达标|达到|达成|完成(?:了?没|了?吗)|过关|合格了?[吗没]|超[过出]?了?[吗没]|没有?[?？]?$|[吗么][?？]?$")
"""What asks whether a figure came up to what it should."""


def _names_measure(text: str) -> bool:
    """Whether a question names a term that is measured."""
    return any(named.term.kind in KIND_OF_TERM for named in named_terms(text, glossary()))


class Reader(OtherWays):
    """Answers a question as a whole or part by part, with what it leans on."""

    def answer(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """Plan, fetch, compose; a question that asks several things is answered part by part where it must be."""
        question = without_frame(without_chatter(question, self.gazetteer), self.gazetteer)
        question = in_one_language(question, self.gazetteer.regions, glossary())
        for way in (self._against_limit, self._with_target, self._alike):
            if answer := way(question, history, reports):
                return answer
        if history and (worked := self._worked_on(question, history, reports)):
            return worked
        if history and (other := self._other_of_kind(question, history, reports)):
            return other
        if history and (
            answer := self._one_by_one(question, history, reports)
            or self._reason(question, history, reports)
            or self._remedy(question, history, reports)
            or (None if self._of_two(question, history) else self._of_its_row(question, history, reports))
        ):
            return answer
        if answer := self._in_english_parts(question, reports):
            return answer
        if history and (
            answer := self._and_its_share(question, history, reports) or self._and_then(question, history, reports)
        ):
            return answer
        told = uncomputed.refused(self._whole_or_parts(question, history, reports))
        told = self._not_intended(question, told)
        if told.status is Status.REFUSED and not history and (two := self._two_things(question, reports)):
            return two
        if told.status is Status.REFUSED and (each := self._each_of_known(question, reports)):
            return each
        told = operands_asked.with_them(told, self._asked_outright(question, reports) if told.calculations else ())
        if told.status is not Status.ANSWERED and (several := self._among(question, reports, told)):
            return several
        if told.status is not Status.ANSWERED and not history and (asked := self._of_which(question, reports)):
            return asked
        return partial(told, [left]) if (left := uncomputed.half(told)) else told

    def _not_intended(self, question: str, told: Answer) -> Answer:
        """An answer, unless it tells as done what a report only means to do next."""
        plain = told.status is Status.ANSWERED and told.values and not told.calculations
        if not plain or INTENT_ASKED.search(understand(question).text):
            return told
        one = self._stated_in(told)
        if one is None or not is_intended(one.figure, self.shelf(one.card.id)):
            return told
        said = f"{who(one.card)}报告写的“{one.figure.label}”是下一步的打算，没有写明已经做到多少。"
        return refuse(question, said, plan=told.plan)

    def _each_of_known(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """A figure of each of several departments, of which something is told as known: …都没达标，各是多少."""
        where = scope(understand(question).text, self.gazetteer, reports)
        known = KNOWN_OF_EACH.fullmatch(where.marked)
        if known is None or len(where.mentions) < len("甲乙") or not where.held:
            return None
        each = [
            self.answer(f"{mention.words}{said_years(where)}{known['thing']}是多少", (), reports)
            for mention in where.mentions
        ]
        told = all(one.status is Status.ANSWERED and len(one.values) == 1 for one in each)
        return joined(question, each) if told and len({one.values[0].unit for one in each}) == 1 else None

    def _asked_outright(self, question: str, reports: Collection[str] | None) -> list[operands_asked.Outright]:
        """What the clauses of a question ask for by its name and no more; none where it is a single clause."""
        clauses = [clause for clause in re.split("[,，;；?？。]", understand(question).text) if clause.strip()]
        if len(clauses) < len("甲乙"):
            return []
        return operands_asked.asked_in([scope(clause, self.gazetteer, reports).rest for clause in clauses])

    def _of_which(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """Which department is meant, where a question for one figure or row names none and some reports answer it."""
        where, text = self._held_in_chinese(question, reports), speech.as_written(understand(question).text)
        if where is None or where.named or OF_ALL_HELD.search(text):
            return None
        departments = self._departments(where)
        if not 1 < len(departments) <= FEW:
            return None
        if not operations.OF_PROJECT.search(text) and not (MET.search(text) and _names_measure(text)):
            return None
        told = [self.answer(name + said_years(where) + where.rest, (), reports) for name in departments]
        told = [one for one in told if one.status is Status.ANSWERED and one.values and not NO_PROJECT.search(one.text)]
        if not told:
            return None
        each = joined(question, told)
        return replace(each, status=Status.CLARIFY, text=f"您问的是哪个部门？报告里有：\n{each.text}", values=())

    def _whole_or_parts(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """A question as a whole, else in other words, else part by part."""
        if answer := self._with_theirs(question, history, reports) or self._why_too(question, history, reports):
            return answer
        whole = self._not_again(question, history, reports, self._answer(question, history, reports))
        whole = with_its_own(question, whole)
        if whole.values and (left := english_parts.unanswered(question, len(whole.values))):
            return partial(whole, left)
        if history and (apart := self._apart_from_last(question, history, reports, whole)):
            return apart
        otherwise = self._side_by_side(question, history, reports, whole)
        otherwise = otherwise or self._in_other_words(question, history, reports, whole)
        otherwise = otherwise or self._last_two_apart(question, history, reports, whole)
        otherwise = otherwise or self._leaning(question, history, reports, whole)
        otherwise = otherwise or self._sibling(question, history, reports, whole)
        otherwise = otherwise or self._by_label(question, reports, whole)
        if otherwise or (otherwise := self._of_its_former(question, reports, whole)):
            return otherwise
        parts = [question] if operations.of_extreme(understand(question).text) else several_asked(question)
        if _says_all(whole, parts):
            return whole
        short = 0 < len(whole.values) < figures_asked(question) or (bool(whole.values) and words_asked(parts))
        if len(parts) < 2 or (whole.status is Status.ANSWERED and not whole.plan.startswith(PARTIAL) and not short):
            return whole
        answers = [self._part(parts, n, history, reports) for n in range(len(parts))]
        if missed := [part for part, one in zip(parts, answers, strict=True) if one.status is not Status.ANSWERED]:
            told = [one for one in answers if one.status is Status.ANSWERED]
            if whole.status is Status.REFUSED and any(one.values for one in told):
                every = joined(question, told)
                return _who_of(every, missed) or partial(every, missed)
            if told_whole := _who_of(whole, missed):
                return told_whole
            looked_up = not whole.calculations and len(whole.values) < figures_asked(question)
            return partial(whole, missed) if short and looked_up else whole
        return joined(question, answers)

    def _with_theirs(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Who has more, with what it has: …哪家更高？高的那家是百分之几; ``None`` where that is not asked."""
        first, _, tail = question.rstrip("?？。 ").replace("？", "?").rpartition("?")
        theirs = THEIRS.fullmatch(understand(tail).text)
        if not first or theirs is None:
            return None
        told = self._answer(first, history, reports)
        if told.status is Status.ANSWERED and told.plan.startswith(Op.WHO) and len(told.values) == len("差先后"):
            asked = re.search(r"更(?P<way>[高低多少大小])", told.text)
            same = asked is None or (asked["way"] in "低少小") is (theirs["way"] in "低少小")
            told = replace(told, values=told.values[1:2] if same else told.values[2:])
        return replace(told, question=question)

    def _why_too(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Points lost and why (扣了几分，为什么), or why and what is done about it; one of the two alone is half."""
        lost = LOST_AND_WHY.fullmatch(understand(question).text)
        if lost and content(scope(lost["what"], self.gazetteer, reports).rest):  # of the whole its own rule tells
            what = re.sub("[,，]", "", lost["what"])
            two = [f"{what}{lost['lost']}", f"{what}为什么扣分"]
            answers = [self._as_asked(one, reports, history) for one in two]
        else:
            two = [trimmed(part) for part in several_asked(question)]
            if len(two) != len("因果") or not (WHY_ASKED.search(two[0]) and DONE_ABOUT_IT.match(two[1])):
                return None
            why = self._as_asked(two[0], reports, history)
            earlier = (*history, two[0])
            answers = [why, self._remedy(two[1], earlier, reports) or self._as_asked(two[1], reports, earlier)]
        told = [one for one in answers if one.status is Status.ANSWERED]
        if len(told) == len(two):
            return joined(question, answers)
        missed = [part for part, one in zip(two, answers, strict=True) if one not in told]
        return replace(partial(told[0], missed), question=question) if told else None

    def _apart_from_last(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Another department's figure, and how far it lies from the one before: …也算一下，两家相差几个百分点.

        ``None`` where that is not asked; one of the two alone is no answer to it.
        """
        tail = each_held.TAIL.fullmatch(understand(question).text)
        where = scope(understand(question).text, self.gazetteer, reports) if tail else None
        computed = any("subtract" in found.program for found in whole.calculations)
        if tail is None or where is None or len(where.mentions) != 1 or computed:
            return None
        first = self._answer(tail["first"], history, reports)
        one = self._as_given(first, self._as_asked(history[-1], reports, history[:-1]))
        told = each_held.compared(question, *one) if one else None
        return told or (partial(whole, [tail["tail"]]) if whole.status is Status.ANSWERED else None)

    def _last_two_apart(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Which of the last two answers is more, and by how much: 哪项超得多，两项差几个百分点."""
        text = understand(question).text
        if len(history) < len("甲乙") or whole.status is not Status.REFUSED or not each_held.APART.fullmatch(text):
            return None
        before = (self._as_asked(history[-n], reports, history[:-n]) for n in (2, 1))
        two = self._as_given(*before)
        return each_held.last_two(question, text, *two) if two else None

    def _as_given(self, one: Answer, other: Answer) -> tuple[each_held.Given, each_held.Given] | None:
        """Two answers with one value each: by their departments, or of one department by what their figures are."""
        names: list[str] = []
        for answer in (one, other):
            whose = {citation.department for citation in answer.citations}
            names.append(display_name(whose.pop()) if len(whose) == 1 else "")
        if names[0] == names[1]:
            figures = [self._stated_in(answer) for answer in (one, other)]
            names = [operand.figure.label if operand else "" for operand in figures]
        pair = [each_held.given(answer, name) for answer, name in zip((one, other), names, strict=True)]
        first, second = pair
        return (first, second) if first and second and all(names) else None

    def _and_its_share(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """项目的呢 占百分之几: another subject's figure, and then its share."""
        match = AND_ITS_SHARE.fullmatch(question.strip()) or AND_ITS_SHARE.fullmatch(understand(question).text)
        if match is None:
            return None
        first = self._answer(match["first"], history, reports)
        asked = TOLD_TOO.sub("是多少", match["share"])
        share = self._answer(asked, (*history, match["first"]), reports)
        if first.status is not Status.ANSWERED or not first.values:
            return None
        told = share.status is Status.ANSWERED and bool(share.values)
        if not told and TOLD_TOO.search(match["share"]):
            return replace(partial(first, [match["share"]]), question=question)
        return joined(question, [first, share]) if told else None

    def _of_two(self, question: str, history: Sequence[str]) -> bool:
        """Whether a follow-up holds the last figures of two departments against each other: 差几个百分点."""
        if len(history) < len("甲乙") or not each_held.APART.fullmatch(understand(question).text):
            return False
        topics = topics_of(history, self.gazetteer)[-2:]
        return len({topic.names for topic in topics}) == len(topics) and alike_topics(*(t.phrase for t in topics))

    def _of_others_apart(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """How far the last figures of two departments lie apart: 差几个百分点, after the rates of both."""
        text = understand(question).text
        if not self._of_two(question, history):
            return None
        before = [self._told_last(one, reports) for one in (history[:-1], history)]
        whose = [{citation.department for citation in answer.citations} for answer in before]
        two = self._as_given(*before) if all(len(one) == 1 for one in whose) and whose[0] != whose[1] else None
        return each_held.last_two(question, text, *two) if two else None

    def _and_then(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Another thing, and what is asked of it in turn: 农村的呢？涨幅是百分之几; ``None`` where one is not told."""
        text = understand(question).text
        match = AND_THEN.fullmatch(text)
        if match is None or each_held.TAIL.fullmatch(text):
            return None
        first = self.answer(match["first"], history, reports)
        if first.status is not Status.ANSWERED or not first.values:
            return None
        asked = (*history, match["first"])
        apart = self._of_others_apart(match["then"], asked, reports)
        then = apart or self.answer(match["then"], asked, reports)
        told = then.status is Status.ANSWERED and bool(then.values)
        return joined(question, [first, then]) if told and set(then.values) - set(first.values) else None

    def _reason(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Why the last answer's figure is as it is; ``None`` where that is not asked, or no figure was given."""
        text = understand(question).text
        of_points = deductions.OF_LAST.fullmatch(text)
        if not of_points and (not reasons.is_asked(text) or OF_POINTS.search(text)):
            return None
        last = self._told_last(history, reports)
        ids = {citation.report_id for citation in last.citations}
        if last.status is not Status.ANSWERED or not last.values or len(ids) != 1:
            return None
        shelf, card = self.shelf(ids.copy().pop()), self.library.card_of[ids.pop()]
        if of_points:
            part = deductions.spoken_of(reasons.answered(last, shelf))
            return (
                replace(self._answer(f"{who(card)}{part}为什么扣分", (), reports), question=question) if part else None
            )
        phrases = [topic.phrase for topic in topics_of(history, self.gazetteer)[-1:] if topic.phrase]
        figures = reasons.answered(last, shelf)
        if figures and OF_AN_END.search(history[-1]):  # 哪个项目执行率最低 names none, and its words are every row's
            phrases = []
        asked = reasons.Asked(question, figures, phrases)
        return reasons.given(self.library, shelf, card, asked) or reasons.none_given(asked, card)

    @cached_property
    def _given(self) -> Callable[[tuple[str, ...], frozenset[str] | None], Answer]:
        """What was answered to the last question of a conversation, which each follow-up would work out again."""
        return lately(SPOKEN, self._given_to)

    def _given_to(self, history: tuple[str, ...], reports: frozenset[str] | None) -> Answer:
        return self.answer(history[-1], history[:-1], reports)

    def _told_last(self, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """What was answered to the last question of a conversation."""
        return self._given(tuple(history), None if reports is None else frozenset(reports))

    def _names_nothing(self, asked: Question, reports: Collection[str] | None) -> bool:
        """Whether a Chinese follow-up names no department and no year, and so speaks of what was spoken of."""
        return not asked.english and scope(asked.text, self.gazetteer, reports).nameless

    def _of_its_former(self, question: str, reports: Collection[str] | None, whole: Answer) -> Answer | None:
        """By how much a figure changed from what it is said to have come from, where no change is stated."""
        if whole.status is Status.ANSWERED or not (match := worked_on.GROWTH_BEHIND.search(question)):
            return None
        if re.search("[,，?？;；]", question[: match.start()]):
            return None
        last = self._stated_in(self._answer(f"{question[: match.start()]}是多少", (), reports))
        return worked_on.grown(self.solver, question, understand(match["growth"]).text, last) if last else None

    def _worked_on(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """What is worked out of the figure that the last answer states; ``None`` where that is not asked."""
        asked = understand(put_straight(question))
        rest = worked_on.rest_asked(asked.text)
        if not rest and not worked_on.is_asked(asked.text):
            return None
        if not self._names_nothing(asked, reports):
            return None
        before = [self._told_last(history[: n + 1], reports) for n in range(len(history))]
        if not rest:
            last = self._stated_in(before[-1])
            return worked_on.told(self.solver, question, asked.text, last) if last else None
        spoken = [one for one in map(self._stated_in, before) if one]
        if not spoken:
            return None
        card = spoken[-1].card
        name = worked_on.rest_of([one for one in spoken if one.card.id == card.id], rest["kind"], self.shelf(card.id))
        told = self.answer(f"{who(card)}{name}{rest['asks']}", (), reports) if name else None
        return told and replace(told, question=question)

    def _of_its_row(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """What is asked of the row spoken of, or whether the figure is right; ``None`` where no row was spoken of."""
        asked = understand(put_straight(question))
        if len(asked.text) > of_its_row.LONGEST or not self._names_nothing(asked, reports):
            return None
        last = self._told_last(history, reports)
        ids = {citation.report_id for citation in last.citations}
        if last.status is not Status.ANSWERED or len(ids) != 1:
            return None
        report = ids.pop()
        card, shelf = self.library.card_of[report], self.shelf(report)
        before = understand(history[-1]).text
        stated = self._stated_in(last)
        if stated and (undone := left_undone.told(self.solver, question, asked.text, stated)):
            return undone
        thing = row_spoken_of.spoken_of(last, before, shelf, card) or row_spoken_of.in_prose(last, before, shelf, card)
        thing = thing or row_spoken_of.of_an_item(last, before, shelf, card)
        told = of_its_row.told(self.solver, question, asked.text, thing) if thing else None
        if told and told.status is not Status.ANSWERED:  # all but why
            first, _, tail = asked.text.rstrip("?。").rpartition(",")
            why = self._reason(tail, history, reports)
            first_told = of_its_row.told(self.solver, question, first, thing) if thing and why else None
            told = joined(question, [first_told, why]) if first_told and why and why.citations else told
        if told is None and row_spoken_of.asks_what_is_left(asked.text):
            told = self._left_of_part(question, row_spoken_of.part_spoken_of(last, before, shelf, card), card)
        return told or row_doubted.doubted(self.solver, question, asked.text, last, card)

    def _left_of_part(self, question: str, part: str, card: Card) -> Answer | None:
        """What is left of the part that was spoken of, and never of the whole department; ``None`` where none was."""
        if not part:
            return None
        told = self._answer(f"{who(card)}{part}还剩多少没有支出", (), None)
        if told.status is Status.ANSWERED and part in fold(told.text):
            return replace(told, question=question)
        return refuse(question, f"{who(card)}的报告里没有写明“{part}”还剩多少。")

    def _remedy(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """What a report will do about the problem told last; ``None`` where that is not asked, or none was told."""
        follow = remedies_after.asked(understand(question).text)
        last = self._told_last(history, reports) if follow else None
        ids = {citation.report_id for citation in last.citations} if last else set()
        if follow is None or last is None or last.status is not Status.ANSWERED or len(ids) != 1:
            return None
        report = ids.pop()
        told = remedies_after.given(self.library, self.shelf(report), self.library.card_of[report], last, follow)
        return told and replace(told, question=question)

    def _leaning(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """A refused follow-up with what was spoken of put before it; ``None`` where that does not answer it either."""
        asked = understand(question)
        apart = PRIVATE.search(asked.text) or not self._names_nothing(asked, reports)
        if not history or whole.status is not Status.REFUSED or apart or not NOT_STATED.search(whole.text):
            return None
        last = self._answer(history[-1], history[:-1], reports)
        if last.status is not Status.ANSWERED or not last.citations:
            return None
        shelf = self.shelf(last.citations[0].report_id)
        figures = reasons.answered(last, shelf)
        for meant in said_before.tried(asked.text, topics_of(history, self.gazetteer), figures):
            told = self._answer(meant, (), reports)
            if said_before.fits(asked.text, told, last, shelf):
                return replace(told, question=question, text=f"{told.text}（按“{meant}”理解）")
        return None

    def _sibling(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """A refused follow-up for another of a row of measures: 最高气温的呢, after 晴雨预报准确率; its own 满意度."""
        if not history or whole.status is not Status.REFUSED or not NOT_STATED.search(whole.text):
            return None
        where = scope(understand(question).text, self.gazetteer, reports)
        if not where.held:
            return None
        if where.named:
            phrase = topics_of(history, self.gazetteer)[-1].phrase
            resolved = resolve(question, history, self.gazetteer)[0]
            plain = resolved.replace(phrase, "满意度") if OF_WHOM.fullmatch(phrase) else resolved
            told = self._answer(plain, (), reports) if plain != resolved else whole
            one = told.status is Status.ANSWERED and len(told.values) == 1
            return replace(told, question=question, text=f"{told.text}（按“{plain}”理解）") if one else None
        other = OTHER_THING.fullmatch(where.rest)
        last = self._stated_in(self._told_last(history, reports)) if other else None
        if other is None or last is None:
            return None
        like = of_answers.siblings(last.figure, other["what"], self.shelf(last.card.id))
        if len({(figure.value, figure.unit) for figure in like}) != 1:
            return None
        answer = self.solver.answer(question, who(last.card), [Operand(last.card, like[0])], [value_of(like[0])], [])
        return replace(answer, plan="查数")

    def _other_of_kind(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Another of the things of which the last answer counts one: 农村的呢, after 城市低保对象."""
        asked = understand(put_straight(question))
        other = None if asked.english else of_answers.OTHER_OF_KIND.fullmatch(asked.text)
        if other is None or not self._names_nothing(asked, reports):
            return None
        last = self._stated_in(self._told_last(history, reports))
        if last is None:
            return None
        what, shelf = other["what"], self.shelf(last.card.id)
        if thing := of_answers.not_stated(last.figure, what, shelf):
            return self.solver.missing(question, thing, last.card)
        found = of_answers.of_kind(last.figure, what, other["unit"] or "", shelf)
        if len({(figure.value, figure.unit) for figure in found}) != 1:
            return None
        one = Operand(last.card, found[0])
        return replace(self.solver.answer(question, who(last.card), [one], [value_of(one.figure)], []), plan="查数")

    def _with_target(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """A count and whether it reached its target; ``None`` where that is not asked, or not stated beside it."""
        if not (asked := reached.cut(question)):
            return None
        if not (asked.first or history):
            return None
        first = self.answer(asked.first, history, reports) if asked.first else self._told_last(history, reports)
        if not first.citations:
            return None
        report = first.citations[0].report_id
        shelf = self.shelf(report)
        if asked.gap:
            short = reached.short_of_target(first, self.library, shelf, self.library.card_of[report])
            return short and replace(short, question=question)
        found = reached.with_target(first, self.library, shelf, rate=asked.rate)
        if found and asked.rate and history and all(value.unit != "%" for value in found.values):
            return None  # a count is no rate: what was done is held against the target spoken of elsewhere
        return found and replace(found, question=question)

    def _alike(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Whether two figures are the same; ``None`` where that is not asked, or nothing says it."""
        apart = "" if history else alike.asked(understand(question).text)
        difference = self._answer(apart, history, reports) if apart else None
        told = difference is not None and difference.status is Status.ANSWERED
        return alike.told(question, difference) if difference and told else None

    def _one_by_one(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """这俩都换成亿元: each of the things spoken of; ``None`` where the question is not of several."""
        parts = resolve(question, history, self.gazetteer)[0].split(APARTS)
        if len(parts) < 2:
            return None
        rounded = DECIMALS.search(question)
        tail = f",{rounded.group()}" if rounded else ""
        answers = [
            self._answer(part + tail, parts[:n] if reference(part) else (), reports) for n, part in enumerate(parts)
        ]
        told = [one for one in answers if one.status is Status.ANSWERED]
        return joined(question, told) if len(told) == len(parts) else next(one for one in answers if one not in told)

    def _in_english_parts(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """An English question that asks several things of a department, as the Chinese one; ``None`` for others."""
        asked = understand(question)
        parts = english_parts.parted(asked.text) if asked.english else []
        where = scope(asked.text, self.gazetteer, reports, english=True) if len(parts) > 1 else None
        departments = {self.library.card_of[one].department for one in where.reports} if where else set()
        if not where or not where.named or where.missing or len(departments) != 1:
            return None
        rests = [scope(part, self.gazetteer, reports, english=True).rest for part in parts]
        chinese = [part_in_chinese(rest, glossary(), first=not n) for n, rest in enumerate(rests)]
        if not all(chinese):
            return None
        years = said_years(where)
        answer = self.answer(f"{display_name(departments.pop())}{years}{'，'.join(chinese)}", (), reports)
        return replace(answer, question=question) if answer.status is Status.ANSWERED else None

    def _not_again(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, answer: Answer
    ) -> Answer:
        """An answer, unless it is the last question's figure again where another thing is asked: then that thing's.

        办了多少件留言, and then 舆情的呢: what is asked stands alone, or nothing is found.
        """
        if not history or answer.calculations or len(answer.values) != 1 or answer.status is not Status.ANSWERED:
            return answer
        asked = understand(put_straight(question))
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        other = OTHER_THING.fullmatch(where.rest)
        before = self._answer(history[-1], history[:-1], reports) if other and not where.named else None
        if other is None or before is None:
            return answer
        if before.values != answer.values or before.citations != answer.citations:
            named = self._names(answer, other["what"], history[-1])
            return answer if named else refuse(question, f"报告里没有单独写明“{other['what']}”。")
        no_thing = SPEAKS_OF_NOTHING.search(other["what"]) and not content(SPEAKS_OF_NOTHING.sub("", other["what"]))
        if no_thing or stage_of(other["what"]) is not Stage.NONE:
            return answer
        if other["what"] in understand(history[-1]).text:
            return answer
        names = "".join(m.words for m in scope(understand(history[-1]).text, self.gazetteer, reports).mentions)
        alone = self._answer(f"{names}{other['what']}有多少{answer.values[0].unit}", (), reports) if names else answer
        same = alone.status is Status.ANSWERED and alone.values == answer.values
        return replace(refuse(question, f"报告里没有单独写明“{other['what']}”。") if same else alone, question=question)

    def _names(self, answer: Answer, what: str, last: str) -> bool:
        """Whether a label holds some of the other thing that a follow-up to a count asks for: 博物馆呢; 专任老师呢."""
        if not wanted(understand(last).text).unit or named_terms(what, glossary()):
            return True
        shelf = self.shelf(answer.citations[0].report_id)
        asked = telling(content(what), shelf.weights)
        label = fold(said_before.QUOTED.sub("", answer.text))
        return not asked or shelf.weights.coverage(asked, label) > 0

    def _growth_of_first(
        self, part: str, first: str, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """By how much the count grew that the first part asks for: 新登记了多少户，涨了百分之几."""
        grown = GROWTH_ALONE.fullmatch(understand(part).text)
        before = self._answer(first, history, reports) if grown else None
        counted = counted_in(before) if before else ""
        if grown is None or not counted:
            return None
        told = self._answer(counted + in_per_cent(grown["way"]), (), reports)
        return replace(told, question=part) if told.status is Status.ANSWERED else None

    def _part(
        self, parts: Sequence[str], place: int, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer:
        """One part of a question; a bare rate is that of what the first part speaks of, where it has one."""
        part = trimmed(parts[place])  # patterns that end with their question have no comma behind it
        if place and (grown := self._growth_of_first(part, parts[0], history, reports)):
            return grown
        if place and worked_on.is_asked(understand(part).text):
            before = self._stated_in(self._answer(parts[0], history, reports))
            worked = before and worked_on.told(self.solver, part, understand(part).text, before)
            if worked:
                return worked
        first = resolve(trimmed(parts[0]), history, self.gazetteer)[0] if history else parts[0]
        if subject := of_first([first, *parts[1:]], place):
            answer = self._answer(subject, history, reports)
            first = scope(understand(parts[0]).text, self.gazetteer, reports).rest
            if answer.status is Status.ANSWERED or DONE_WITH.match(parts[place]) or of_a_part(first):
                return replace(answer, question=parts[place])
        earlier = (*history, *parts[:place])
        told = self._answer(parts[place], earlier, reports)
        if told.status is Status.REFUSED and part != parts[place]:
            told = self._answer(part, earlier, reports)
        if told.status is Status.REFUSED and not place:
            return self._in_other_words(part, history, reports, told) or told
        return told

    def _against_limit(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Whether one figure passes a limit; of the figure spoken of last where the question names none."""
        limit = limits.read(understand(question).text)
        if limit is None or not (limit.question or history):
            return None
        earlier = history if limit.question else history[:-1]
        answer = limits.held(self._answer(limit.question or history[-1], earlier, reports), limit)
        return answer and replace(answer, question=question)


LOST_AND_WHY = regex(
    r"(?P<what>[^?？]{3,}?)[,，]?(?P<lost>(?:被|一共|总共|共)*[扣丢失]了?(?:多少|几)分)[,，]?(?:以及|还有|并且|又|和|分别|都|[,，])*(?:是)?"
    r"(?:因?为(?:什么|啥|何)(?:[扣丢失]分?的?)?|(?:主要)?原因(?:是什么|呢|在哪)?|怎么回事|怎么[扣丢失]的?|理由(?:是什么)?)(?:呢)?[?？]?"
)
"""How many points were lost, and why."""
WHY_ASKED = regex(r"为什么|为啥|为何|怎么(?:会|被|没|未|不|丢|扣|失|只|才)|咋(?:会|被|没|丢|扣)|原因")
AND_SINCE = regex(
    rf"(?:多少|几)[^,，?？]{{0,4}}[,，?？\s]+(?:又|也|那)?(?:同比|[比较]{SINCE_LAST_YEAR})[^,，?？]{{0,6}}?"
    r"(?:多|少|增|降|减|涨|高|低)[^,，?？]{0,4}(?:多少|几)"
    rf"|(?:多少|几)[^,，?？]{{0,4}}[,，?？\s]+[比较]{SINCE_LAST_YEAR}(?:多|少|增|降|减|涨|高|低)了?(?:多少|几)"
)
"""A figure that is asked for, and behind it how it changed: 花了多少，比上年少多少."""
OF_TWO_YEARS = regex(
    r"。[^，。]*?(?P<year>20\d\d)年[^，。\d]+(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|[\u4e00-\u9fff]{1,3})\[\d+\]，"
    r"[^，。]*?(?P<former>20\d\d)年"
)
"""The figure of a year and then that of the year before, as a change is answered."""


def with_its_own(question: str, whole: Answer) -> Answer:
    """A change with the figure that changed among its values, where the question asks for both."""
    told = whole.status is Status.ANSWERED and len(whole.values) == len(whole.calculations) == 1
    of = OF_TWO_YEARS.search(whole.text) if told and AND_SINCE.search(question) else None
    if of is None or int(of["year"]) != int(of["former"]) + 1:
        return whole
    return replace(whole, values=(Value(of["number"].replace(",", ""), of["unit"]), *whole.values))


def _says_all(whole: Answer, parts: Sequence[str]) -> bool:
    """Whether an answer says what the parts of its question ask for together."""
    if not parts or whole.plan.startswith(Op.LOST):  # says where and why too
        return True
    if whole.plan.startswith(Op.SPREAD):  # says who is at either end
        return operations.both_ends(parts[0])
    if whole.plan.startswith((Op.MOST, Op.LEAST)) and ITS_FIGURE.fullmatch(trimmed(parts[-1])):
        return bool(whole.values)
    return whole.plan.startswith(Op.WHO) and bool(whole.values) and bool(BY_HOW_MUCH.fullmatch(parts[-1]))


def _who_of(whole: Answer, missed: Sequence[str]) -> Answer | None:
    """An answer with a figure of each department and whose is higher; ``None`` where more than that is left open."""
    tails = [WHO_OF_THEM.fullmatch(trimmed(part)) for part in missed]
    lines = whole.text.split("\n")
    if len(tails) != 1 or tails[0] is None or not 1 < len(whole.values) == len(lines):
        return None
    marks = [re.findall(r"\[(\d+)\]", line) for line in lines]
    of = {str(citation.marker): citation.department for citation in whole.citations}
    departments = [{of[mark] for mark in each if mark in of} for each in marks]
    units = {value.unit for value in whole.values}
    said = all(value.number in line.replace(",", "") for value, line in zip(whole.values, lines, strict=True))
    if not said or len(units) != 1 or any(len(names) != 1 for names in departments):
        return None
    numbers = [Decimal(value.number) for value in whole.values]
    edge = min(numbers) if tails[0]["way"] in "低少小" else max(numbers)
    names = [display_name(min(names)) for names, one in zip(departments, numbers, strict=True) if one == edge]
    if len({min(one) for one in departments}) != len(lines) or len(names) > 1:
        return None
    return replace(whole, text=f"{whole.text}\n{names[0]}{'更' if len(lines) == 2 else '最'}{tails[0]['way']}。")
