"""What a follow-up asks of the answer before it: of its figure, its row, its reason, another of its kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property

from heshu.asking.computing import deductions
from heshu.asking.conversation import left_undone, of_answers, of_its_row, row_doubted, row_spoken_of, worked_on
from heshu.asking.conversation.corrected import put_straight
from heshu.asking.conversation.followup import resolve, topics_of
from heshu.asking.evidence.compose import Citer, refuse, say_sentences, value_of, who
from heshu.asking.evidence.operands import Operand
from heshu.asking.other_ways import OtherWays
from heshu.asking.planning.scope import scope
from heshu.asking.tables import problem_of_row
from heshu.asking.telling import reasons, remedies_after
from heshu.asking.wording.parts import joined
from heshu.asking.wording.question import Question, understand
from heshu.folding import fold
from heshu.lately import lately
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Status

OTHER_THING = regex(
    r"(?:那么?|还有|其中的?)*(?P<what>[\u4e00-\u9fff]{2,10}?)的?(?:呢|(?:是|有)?(?:几|多少)[\u4e00-\u9fff]{0,2})[?？]?"
)
"""Another thing that a follow-up asks for: 舆情的呢."""
OF_WHOM = regex(r"[\u4e00-\u9fff]{2,10}(?<!不)满意度")
"""Whose satisfaction was asked for, who are seldom called alike by two departments."""
OF_POINTS = regex(r"[扣丢失满]")
"""What asks why points were lost, which the scores tell before any sentence."""
_PEOPLE = (
    r"(?:老百姓|百姓|群众|居民|市民|村民|公众|大家伙?|大伙儿?|人们|人家|他们|服务对象|受益对象|企业|家长|患者|读者"
    r"|[\u4e00-\u9fff]{2,4}们)"
)
_UNHAPPY = r"(?:有意见|不满意?|意见(?:最|比较|较)?(?:大|多|集中)|有(?:抱怨|怨言|看法)|反映强烈|不高兴|不买账)"
OPINION = regex(
    rf"(?:那么?|又|到底|究竟|[,，])*(?:{_PEOPLE}|都|主要|最|是|还|又|一般|集中|到底|究竟)*(?:对|在|就|因为|为)(?:什么|啥|哪(?:些|一?个|几个?|里|方面)?)(?:方面|问题|事情?|地方|东西|上)?(?:最|都|比较|还|才|而)?{_UNHAPPY}(?:的)?[呢啊吗]?[?？]?"
    rf"|(?:那么?|又|[,，])*(?:{_PEOPLE}|都|主要|最)*(?:的?不满意?|的?意见|抱怨)(?:的|之处|的地方)?(?:主要|都|是|又|集中)*(?:在|是|有)?(?:什么|啥|哪(?:些|里|儿|方面)?)(?:方面|地方|上|问题)?[呢啊]?[?？]?"
    rf"|(?:那么?|又|[,，])*(?:{_PEOPLE}|都|主要|最)*(?:有(?:些)?(?:什么|哪些|啥)(?:意见|不满|怨言)|(?:反映|抱怨)(?:得?最?多?的?)?(?:是)?(?:什么|哪些|啥)(?:问题|事)?)[呢啊]?[?？]?"
)
"""A follow-up that asks what people are unhappy with: 老百姓主要对什么有意见, after how many are content."""
SATISFIED = regex("满意")
OF_AN_END = regex(r"最[高低多少大小好差快慢]|第[一二三四五]|倒数|垫底")
"""A question for the row or the department at one end."""
SPOKEN = 256
"""Answers that are kept for the follow-ups that lean on them."""
NOT_STATED = regex(r"的报告里没有写明|没有找到")
"""A refusal that what was asked is not in the report."""


class AfterAnswers(OtherWays, ABC):
    """Answers a follow-up by what was answered last."""

    @abstractmethod
    def answer(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """The answer to a question with what was asked before it, in whatever way it is found."""

    def _reason(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Why the last answer's figure is as it is; ``None`` where that is not asked, or no figure was given."""
        text = understand(question).text
        of_points = deductions.OF_LAST.fullmatch(text)
        opinion = OPINION.fullmatch(text)
        if not of_points and not opinion and (not reasons.is_asked(text) or OF_POINTS.search(text)):
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
        if opinion and not any(SATISFIED.search(figure.label) for figure in figures):
            return None
        asked = reasons.Asked(question, figures, phrases)
        if opinion:
            return self._of_points_lost(asked, card)
        given = reasons.given(self.library, shelf, card, asked) or self._of_points_lost(asked, card)
        return given or reasons.none_given(asked, card)

    def _of_points_lost(self, asked: reasons.Asked, card: Card) -> Answer | None:
        """What a report says of why the row spoken of lost points: nothing is the reason of a figure that lost none."""
        shelf = self.shelf(card.id)
        found = deductions.told_why(shelf, reasons.names_of(asked)) or problem_of_row.sentences(shelf, asked)
        if not found:
            return None
        citer = Citer(self.library)
        text = say_sentences(found, card, citer)
        return Answer(asked.question, Status.ANSWERED, text, (), tuple(citer.found), plan="查原文〔原因〕")

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
            last = self._stated_in(before[-1]) or self._part_told_last(before[-1], asked.text)
            return worked_on.told(self.solver, question, asked.text, last) if last else None
        spoken = [one for one in map(self._stated_in, before) if one]
        if not spoken:
            return None
        card = spoken[-1].card
        name = worked_on.rest_of([one for one in spoken if one.card.id == card.id], rest["kind"], self.shelf(card.id))
        told = self.answer(f"{who(card)}{name}{rest['asks']}", (), reports) if name else None
        return told and replace(told, question=question)

    def _part_told_last(self, answer: Answer, text: str) -> Operand | None:
        """The amount of which the last answer tells the share, where it is to be converted: 占多少, and 换成亿元."""
        part = worked_on.part_of(answer) if worked_on.CONVERTED.fullmatch(text) else None
        ids = {citation.report_id for citation in answer.citations}
        return Operand(self.library.card_of[min(ids)], part) if part and len(ids) == 1 else None

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

    def _in_its_sentence(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """A count by its bare name that the sentence of the last answer states: 死亡多少人, after 发生事故几起."""
        asked = understand(put_straight(question))
        match = None if asked.english else of_answers.IN_SENTENCE.fullmatch(asked.text)
        if match is None or not self._names_nothing(asked, reports):
            return None
        cited = self._told_last(history, reports)
        last = self._stated_in(replace(cited, values=tuple(dict.fromkeys(cited.values))))
        found = of_answers.in_sentence(last.figure, match, self.shelf(last.card.id)) if last else None
        if last is None or found is None:
            return None
        told = self.solver.answer(question, who(last.card), [Operand(last.card, found)], [value_of(found)], [])
        return replace(told, text=f"{told.text} 原文：“{told.citations[0].quote.strip()}”", plan="查数")

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
        told = self.solver.answer(question, who(last.card), [one], [value_of(one.figure)], [])
        quote = f" 原文：“{told.citations[0].quote.strip()}”" if one.figure.kind is FigureKind.AMOUNT else ""
        return replace(told, text=f"{told.text}{quote}", plan="查数")
