"""Follow-ups that lean on what was asked before: another department beside the last, one thing and then another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.after_answers import NOT_STATED, OTHER_THING, AfterAnswers
from heshu.asking.comparing import each_held
from heshu.asking.conversation import of_answers, said_before, worked_on
from heshu.asking.conversation.corrected import put_straight
from heshu.asking.conversation.followup import resolve, topics_of
from heshu.asking.conversation.pointing import APARTS
from heshu.asking.conversation.referring import reference
from heshu.asking.conversation.turn import alike as alike_topics
from heshu.asking.evidence.calculating import DECIMALS
from heshu.asking.evidence.compose import display_name, refuse
from heshu.asking.planning.scope import scope
from heshu.asking.telling import reasons
from heshu.asking.telling.stated import PRIVATE
from heshu.asking.wording.parts import joined, partial
from heshu.asking.wording.question import understand, wanted
from heshu.asking.wording.stages import Stage, stage_of
from heshu.asking.wording.terms import content, named_terms, telling
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Status

AND_ITS_SHARE = regex(
    r"(?P<first>[^,，占\s]{2,12}呢)[?？,，\s]+(?P<share>占(?:了|[^,，占]{2,12}?的?)?(?:多少|几成|百分之(?:几|多少)|多大比例)[?？]?"
    r"|(?:指标|预算|目标|任务)*(?:执行率|完成率|占比|得分|满分|目标值?|离(?:目标|满分|100%)[^,，]{0,3}差)[^,，?？]{0,10}[?？。]?)"
)
"""A follow-up for another figure and its share, or another thing of it."""
AND_THEN = regex(r"(?P<first>[^,，;?？\s]{2,16}呢)[?？,，\s]+(?P<then>[^\s].*(?:多少|几|多大|多高).*)")
"""A follow-up for another figure, and behind it what is worked out of that one."""
TOLD_ALREADY = regex(
    r"(?:一共|总共|实际|全年|又)*(?:举办|开展|组织|完成|检查|[做办搞有是查开])了?(?:多少|几)(?P<unit>[\u4e00-\u9fff]{1,2})(?:[,，、和?？]+|[?？。]?$)"
)
"""What a clause asks for that the one before it told: 安全检查呢，做了几次."""
TOLD_TOO = regex(
    r"(?:再|也|还|都|一并|顺便)*(?:报|说|给|列|讲)(?:一下|出来|上|下|我)*[?？。]?$|(?:也|都|一并|一起)(?:想|需)?要(?:的|看|一下)?[?？。]?$"
)
"""How a clause asks that a figure be given as well: 执行率也报一下."""
SPEAKS_OF_NOTHING = regex(r"实际|具体|最后|到底|[花用付支出得扣拿]+[了掉]?")
"""What a follow-up says that asks for no other thing: 具体花了多少, after a check of what was spent."""


class Leaning(AfterAnswers):
    """Answers a follow-up with what was spoken of before it."""

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
        if len(history) < len("甲乙") or whole.status is not Status.REFUSED:
            return None
        if of_answers.HELD_BACK.fullmatch(text):
            figures = [self._stated_in(self._told_last(one, reports)) for one in (history[:-1], history)]
            known = [one for one in figures if one]
            return of_answers.held_back(self.solver, question, text, *known) if len(known) == len("前后") else None
        if not each_held.APART.fullmatch(text):
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
        first = self.answer(match["first"], history, reports)
        asked = TOLD_TOO.sub("是多少", match["share"])
        share = self._answer(asked, (*history, match["first"]), reports)
        share = share if share.status is Status.ANSWERED else self.answer(asked, (*history, match["first"]), reports)
        if first.status is not Status.ANSWERED or not first.values:
            return None
        told = share.status is Status.ANSWERED and bool(share.values)
        if not told:
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
        again = TOLD_ALREADY.match(match["then"])
        told_already = again and len(first.values) == 1 and first.values[0].unit.endswith(again["unit"])
        rest = match["then"][again.end() :] if again and told_already else match["then"]
        if not rest:
            return replace(first, question=question)
        apart = self._of_others_apart(rest, asked, reports)
        then = apart or self.answer(rest, asked, reports)
        told = then.status is Status.ANSWERED and bool(then.values)
        return joined(question, [first, then]) if told and set(then.values) - set(first.values) else None

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
        stated = self._stated_in(self._told_last(history, reports))
        if stated and (beside := worked_on.counted_beside(self.solver, question, asked.text, stated)):
            return beside
        shelf = self.shelf(last.citations[0].report_id)
        figures = reasons.answered(last, shelf)
        for meant in said_before.tried(asked.text, topics_of(history, self.gazetteer), figures):
            told = self._answer(meant, (), reports)
            if said_before.fits(asked.text, told, last, shelf):
                return replace(told, question=question, text=f"{told.text}（按“{meant}”理解）")
        return None

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
