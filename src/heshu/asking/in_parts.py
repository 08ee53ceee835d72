"""A question as a whole, else in other words, else part by part, each of which may lean on the first."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from heshu.asking.by_names import TELLS_WHY, counted_in
from heshu.asking.checks.in_clauses import HAS_MONEY
from heshu.asking.computing import in_all
from heshu.asking.conversation import of_answers, worked_on
from heshu.asking.conversation.followup import resolve
from heshu.asking.conversation.referring import department
from heshu.asking.evidence.calculating import gap_of
from heshu.asking.evidence.compose import display_name, refuse
from heshu.asking.evidence.operands import Operand, same_measure
from heshu.asking.leaning import Leaning
from heshu.asking.one_question import said_years
from heshu.asking.planning import operations
from heshu.asking.planning.operations import Op
from heshu.asking.planning.scope import scope
from heshu.asking.tables import cells
from heshu.asking.tables.measures import COUNT_ASKED
from heshu.asking.telling import reasons, uncomputed
from heshu.asking.wording import english_parts, who_writes
from heshu.asking.wording.changes import SINCE_LAST_YEAR, in_per_cent
from heshu.asking.wording.intentions import DONE_ABOUT_IT
from heshu.asking.wording.parts import (
    DONE_WITH,
    EACH_COST,
    FIGURE_ASKED,
    ITS_MARKS,
    OF_TWO_BEFORE,
    figures_asked,
    joined,
    of_a_part,
    of_first,
    partial,
    several_asked,
    trimmed,
    words_asked,
)
from heshu.asking.wording.question import understand
from heshu.asking.wording.terms import content
from heshu.figures.labels import indicator_of
from heshu.figures.units import KINDS, MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status, Value

GROWTH_ALONE = regex(
    r"(?:又|也|是)*(?:同比|[比较](?:上年|去年))?(?P<way>涨|增长|增加|上升|提高|下降|减少|降低|降)(?:了|幅是)?(?:多少|百分之(?:几|多少)|几成)[?？。]?"
)
"""A part that asks how fast grew what the part before it counts."""
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
_HOW = (
    r"(?:[增减][长少加]|下降|上升|提高|降低|[多少高低增减升降长])(?:了|出)?(?:多少|几|百分之(?:几|多少))"
    r"[^,，?？比较]{0,4}"
)
AGAINST_EACH = regex(
    rf"(?P<what>[^,，?？]{{2,}}?(?<!占)(?<!相))(?P<one>[比较](?P<a>[^,，?？比较]{{1,10}}?){_HOW})"
    rf"[,，?？](?:又|还|再|而|那)*(?P<two>[比较](?P<b>[^,，?？比较]{{1,10}}?){_HOW})[?？]?"
)
"""A figure held against one thing, and in a later clause against another."""
PARTIAL = (Op.SHARE, Op.DONE_SHARE, Op.UNDONE, Op.LEFT, Op.TARGET, Op.CONVERT)
"""Operations that answer one thing: of a question that asks two, the other would be left out."""
WHO_OF_THEM = regex(
    r"(?:到底|究竟)?(?:是)?(?:谁|哪一?(?:个|家)?(?:部门|单位)?)(?:的)?(?:更|要|最)?(?P<way>[高低多少大小])(?:一些|一点|些)?[?？。]?"
)
"""A tail that asks of the figures just given whose is higher: …各是多少，谁高."""


class InParts(Leaning):
    """Answers a question as a whole or part by part."""

    def _whole_or_parts(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """A question as a whole, else in other words, else part by part."""
        for way in (
            self._money_of_one,
            self._each_writes,
            self._with_theirs,
            self._each_who,
            self._why_too,
            self._problems_and_measures,
            self._gap_too,
            self._and_why,
        ):
            if answer := way(question, history, reports):
                return answer
        whole = self._not_again(question, history, reports, self._answer(question, history, reports))
        whole = with_its_own(question, whole)
        if whole.values and (left := english_parts.unanswered(question, len(whole.values))):
            return partial(whole, left)
        if len(whole.values) < len("甲乙") and (each := self._against_each(question, history, reports)):
            return each
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
        goes_on = whole.plan.startswith((Op.MOST, Op.LEAST)) and any(OF_THE_ONE.match(part) for part in parts[1:])
        short = (
            goes_on or 0 < len(whole.values) < figures_asked(question) or (bool(whole.values) and words_asked(parts))
        )
        amounts = sum(value.unit.endswith("元") for value in whole.values)
        of_each = amounts == 1 and any(EACH_COST.fullmatch(trimmed(part)) for part in parts[1:])
        short = short or of_each
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
            looked_up = of_each or (not whole.calculations and len(whole.values) < figures_asked(question))
            if not (short and looked_up):
                return whole
            return partial(joined(question, told) if any(one.values for one in told) else whole, missed)
        return joined(question, answers)

    def _against_each(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """One figure against one thing and then against another, each asked alone: 比预算少多少，比上年少多少."""
        both = AGAINST_EACH.fullmatch(understand(question).text)
        if both is None or both["a"] == both["b"]:
            return None
        asked = [f"{both['what']}{both[side]}" for side in ("one", "two")]
        told = [self._as_asked(one, reports, history) for one in asked]
        if not all(one.status is Status.ANSWERED and len(one.values) == 1 for one in told):
            return None
        return joined(question, told)

    def _money_of_one(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """What was planned for and spent on one thing, and at what rate, each asked of that thing.

        ``None`` where that is not asked of a part of the department, or not one of them is told.
        """
        where = scope(understand(question).text, self.gazetteer, reports)
        asked = None if history else MONEY_OF_ONE.fullmatch(where.unmarked.strip())
        if asked is None or len(where.mentions) != 1 or not HAS_MONEY.search(asked["of"]):
            return None
        lead = f"{where.mentions[0].words}{said_years(where)}{asked['of']}"
        parts = [f"{lead}{asked['plan']}多少", f"{lead}支出多少", *([f"{lead}执行率多少"] if asked["rate"] else [])]
        answers = [self._as_asked(part, reports) for part in parts]
        units = [MONEY, MONEY, {"%"}]
        stages = [self._stated_in(one) for one in answers[:2]]  # a budget is never told for what was spent
        right = [
            one.status is Status.ANSWERED and len(one.values) == 1 and one.values[0].unit in unit and of_stage
            for one, unit, of_stage in zip(
                answers, units, [_plans(stages[0]), not _plans(stages[1]), True], strict=False
            )
        ]
        told = [one for one, fits in zip(answers, right, strict=True) if fits]
        if not told:
            return None
        missed = [part for part, fits in zip(parts, right, strict=True) if not fits]
        return partial(joined(question, told), missed) if missed else joined(question, told)

    def _each_writes(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Who writes of one thing and who of another, each asked alone; ``None`` where one has no answer."""
        asked = [] if history else who_writes.each(understand(question).text)
        if not asked or scope(understand(question).text, self.gazetteer, reports).named:
            return None
        answers = [self._answer(one, (), reports) for one in asked]
        told = all(one.status is Status.ANSWERED and one.citations for one in answers)
        return joined(question, answers) if told else None

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

    def _each_who(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Who each of two is or sends: 秘书一科、秘书二科各是谁参加; ``None`` where one of them is not told."""
        both = EACH_WHO.fullmatch(understand(question).text)
        if both is None or len(scope(understand(question).text, self.gazetteer, reports).mentions) > 1:
            return None
        told = [self._as_asked(f"{both['head']}{both[side]}{both['asks']}", reports, history) for side in "ab"]
        found = [one for one, side in zip(told, "ab", strict=True) if not one.values and both[side] in fold(one.text)]
        if len(found) < len(told) or any(one.status is not Status.ANSWERED for one in told):
            return None
        return replace(told[0], question=question) if told[0].text == told[1].text else joined(question, told)

    def _why_too(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Points lost and why (扣了几分，为什么), or why and what is done about it; one of the two alone is half."""
        lost = LOST_AND_WHY.fullmatch(understand(question).text)
        if lost and content(scope(lost["what"], self.gazetteer, reports).rest):  # of the whole its own rule tells
            what = re.sub("[,，]", "", lost["what"])
            two = [f"{what}{lost['lost']}", f"{what}为什么扣分"]
            answers = [self._as_asked(one, reports, history) for one in two]
        else:
            readings = (several_asked(said) for said in (question, understand(question).text))  # 后面准备咋弄
            two = next(filter(_why_and_then, ([trimmed(part) for part in parts] for parts in readings)), [])
            if not two:
                return None
            why = self._as_asked(two[0], reports, history)
            earlier = (*history, two[0])
            answers = [why, self._remedy(two[1], earlier, reports) or self._as_asked(two[1], reports, earlier)]
        told = [one for one in answers if one.status is Status.ANSWERED]
        if len(told) == len(two):
            return joined(question, answers)
        missed = [part for part, one in zip(two, answers, strict=True) if one not in told]
        return replace(partial(told[0], missed), question=question) if told else None

    def _problems_and_measures(
        self, question: str, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """The problems and what is to be done about them, each from its section; ``None`` where one is not found."""
        both = PROBLEMS_AND_MEASURES.fullmatch(understand(question).text)
        if both is None or content(scope(both["whose"], self.gazetteer, reports).rest):
            return None  # 人手少这个问题，怎么解决 is of one problem
        asked = (f"{both['whose']}存在的主要问题是什么", f"{both['whose']}下一步改进措施是什么")
        told = [self._as_asked(one, reports, history) for one in asked]
        return joined(question, told) if all(one.status is Status.ANSWERED for one in told) else None

    def _gap_too(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Two figures and by how much they differ: …目标几座，建成几座，差几座; ``None`` where two are not told."""
        asked = OF_TWO_BEFORE.fullmatch(understand(question).text)
        told = self._whole_or_parts(asked["first"], history, reports) if asked else None
        if asked is None or told is None or told.status is not Status.ANSWERED or told.calculations:
            return None
        both = [one for value in told.values if (one := self._stated_in(replace(told, values=(value,))))]
        if len(both) != len(told.values) or len(both) != len("甲乙") or not same_measure(*both):
            return replace(partial(told, [asked["gap"]]), question=question) if told.values else None
        high, low = sorted(both, key=lambda one: one.value_in(both[0].unit), reverse=True)
        found, said, value = gap_of(high, low, question)
        text = f"{told.text}两者相差{said}（{found.expression}）。"
        return replace(told, question=question, text=text, values=(*told.values, value), calculations=(found,))

    def _and_why(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """A figure and the reason for it, be it in another sentence: 完成几处，为什么; the figure alone is half."""
        head, _, tail = understand(question).text.rstrip("?？。 ").rpartition(",")
        if not (reasons.is_asked(tail) or WHY_FIRST.match(tail)) or not FIGURE_ASKED.search(head):
            return None
        first = self._whole_or_parts(head, history, reports)
        of_one = len({citation.department for citation in first.citations}) == 1
        if first.status is not Status.ANSWERED or not first.values or not of_one or first.plan.startswith(Op.LOST):
            return None
        one = self._stated_in(first)
        of_row = f"{display_name(one.card.department)}{indicator_of(one.figure.label)}{tail}" if one else ""
        looked = (
            self.answer(asked, leant, reports) for asked, leant in ((tail, (*history, head)), (of_row, ())) if asked
        )
        why = next(filter(_says_why, looked), None)
        return joined(question, [first, why]) if why else replace(partial(first, [tail]), question=question)

    def _of_its_former(self, question: str, reports: Collection[str] | None, whole: Answer) -> Answer | None:
        """By how much a figure changed from what it is said to have come from, where no change is stated."""
        if whole.status is Status.ANSWERED or not (match := worked_on.GROWTH_BEHIND.search(question)):
            return None
        if re.search("[,，?？;；]", question[: match.start()]):
            return None
        last = self._stated_in(self._answer(f"{question[: match.start()]}是多少", (), reports))
        return worked_on.grown(self.solver, question, understand(match["growth"]).text, last) if last else None

    def _in_all(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Several things one by one and in all: …几期，…几期，一共几期; ``None`` where that is not asked."""
        asked = understand(question)
        if history or asked.english:
            return None
        where = scope(asked.text, self.gazetteer, reports)
        wanted_of = in_all.read(where.unmarked) if where.held else None
        if wanted_of is None or len(where.reports) != 1 or len(where.mentions) != 1:
            return None
        lead = f"{where.mentions[0].words}{said_years(where)}"
        each = [self._as_asked(lead + clause, reports) for clause in wanted_of.each]
        told = [uncomputed.refused(one) for one in each]
        figures = [one for one in map(self._stated_in, told) if one]
        if len(figures) < len(told):
            answered = [one for one in told if one.status is Status.ANSWERED and len(one.values) == 1]
            missed = [clause for clause, one in zip(wanted_of.each, told, strict=True) if one not in answered]
            return partial(joined(question, answered), [*missed, wanted_of.last]) if answered else None
        if wanted_of.whole:
            whole = self._as_asked(lead + wanted_of.whole, reports)
            other = whole.status is Status.ANSWERED and len(whole.values) == 1 and whole.values != told[0].values
            both = joined(question, [*told, whole]) if other else partial(told[0], [wanted_of.last])
            return replace(both, question=question)
        right = in_all.addable(figures, wanted_of, self.shelf(where.reports[0]))
        total = of_answers.added_here(self.solver, question, figures) if right else None
        return joined(question, [*told, total]) if total else partial(joined(question, told), [wanted_of.last])

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

    def _of_the_one_found(
        self, part: str, first: str, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """What a part asks of the department that the first part asks for: 得分最低的是哪个部门，为什么扣分."""
        if not OF_THE_ONE.match(part) or scope(understand(part).text, self.gazetteer, reports).named:
            return None
        name = department(self._answer(first, history, reports))
        return replace(self._as_asked(name + part, reports), question=part) if name else None

    def _part(
        self, parts: Sequence[str], place: int, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer:
        """One part of a question, unless it is told in another measure than is asked for (还剩多少户)."""
        told = self._part_told(parts, place, history, reports)
        if place and EACH_COST.fullmatch(trimmed(parts[place])) and len(told.values) < len("甲乙"):
            return refuse(parts[place], f"报告里没有逐个写明“{trimmed(parts[place])}”。")
        asked = COUNT_ASKED.search(parts[place])
        other = all(value.unit in MONEY or value.unit in KINDS for value in told.values)
        if not (asked and other and told.values) or told.status is not Status.ANSWERED:
            return told
        return refuse(parts[place], f"报告里没有写明“{trimmed(parts[place])}”。")

    def _part_told(
        self, parts: Sequence[str], place: int, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer:
        """One part of a question; a bare rate is that of what the first part speaks of, where it has one."""
        part = trimmed(parts[place])  # patterns that end with their question have no comma behind it
        if place and (of_that := self._of_the_one_found(part, parts[0], history, reports)):
            return of_that
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


def _plans(one: Operand | None) -> bool:
    """Whether a figure says at its end what was planned: 专项预算调整金额, and not 专项预算项目完成."""
    return one is not None and bool(PLANNED.search(fold(one.figure.label)))


PLANNED = regex(r"预算(?:调整)?(?:后)?(?:的)?(?:数|金额|安排|批复)*$")


def _says_why(told: Answer) -> bool:
    """Whether an answer gives a reason: by how it was found, or in words of cause."""
    if told.status is not Status.ANSWERED or told.values:
        return False
    cause = any(reasons.CAUSE.search(fold(citation.quote)) for citation in told.citations)
    return cause or told.plan.startswith(TELLS_WHY)


def _why_and_then(parts: Sequence[str]) -> bool:
    """Whether a question asks why, and then what is done about it."""
    return len(parts) == len("因果") and bool(WHY_ASKED.search(parts[0]) and DONE_ABOUT_IT.match(parts[1]))


MONEY_OF_ONE = regex(
    r"(?P<of>[\u4e00-\u9fff]{2,12}?)的?(?P<plan>(?:年初|调整后?)?预算)(?:数|金额)?(?:和|与|、|跟)(?:实际的?(?:支出|花费|执行|完成)?|(?:全年)?(?:支出|花费|开支|执行|完成))(?:数|金额)?"
    r"(?:各自?|分别)是?多少(?P<rate>[,，](?:预算)?执行率(?:是|又是)?多少)?[?？。]?"
)
"""What was planned for one thing and spent on it, asked for together: 专项预算和支出各多少，执行率多少."""
WHY_FIRST = regex("(?:又|是)?(?:为什么|为何|为啥|什么原因)")
LOST_AND_WHY = regex(
    r"(?P<what>[^?？]{3,}?)[,，]?(?P<lost>(?:被|一共|总共|共)*[扣丢失]了?(?:多少|几)分)[,，]?(?:以及|还有|并且|又|和|分别|都|[,，])*(?:是)?"
    r"(?:因?为(?:什么|啥|何)(?:[扣丢失]分?的?)?|(?:主要)?原因(?:是什么|呢|在哪)?|怎么回事|怎么[扣丢失]的?|理由(?:是什么)?)(?:呢)?[?？]?"
)
"""How many points were lost, and why."""
EACH_WHO = regex(
    r"(?P<head>[^?？]{2,}?(?:[,，的里中]))(?P<a>[\u4e00-\u9fff]{2,8}?)(?:、|和|与|跟)(?P<b>[\u4e00-\u9fff]{2,8}?)"
    r"(?:都|又)?(?:各自?|分别)的?(?P<asks>(?:由|派|是|有|叫)*(?:谁|哪些?[位个]?人?)[^,，]{0,8}?)[?？。]?"
)
"""Two of which it is asked who each is."""
WHY_ASKED = regex(r"为什么|为啥|为何|怎么(?:会|被|没|未|不|丢|扣|失|只|才)|咋(?:会|被|没|丢|扣)|原因")
PROBLEMS_AND_MEASURES = regex(
    r"(?P<whose>[^,，?？]{2,}?)(?:的|有|存在着?|还有)*(?:哪些|什么|啥)?(?:主要|突出)?(?:的)?问题(?:是什么|有哪些)?[和与及、,，?？\s]+(?:以及|打算|准备|下一步|报告)*的?"
    r"(?:(?:有|提了|提出)?(?:哪些|什么|啥)?(?:改进|整改|解决)?的?(?:措施|打算|建议)|(?:怎么|如何|怎样|咋)(?:去)?(?:改进?|整改|解决))"
    r"(?:分别|各)?(?:是什么|有哪些|呢)?[?？]?"
)
"""Problems and measures asked for together: 问题和改进措施, 存在哪些问题，怎么改进."""
OF_THE_ONE = regex(
    r"(?:又|还|那|它|他们?|其|该部门|这个部门|主要|具体|是|[,，])*(?:为什么|为啥|为何|因为什么|什么原因|原因|扣|丢|花|用|支出|预算|得|执行|完成|满意|问题|有什么|存在|怎么|打算)"
)
"""How a part begins that goes on with the department that the part before asks for."""
AND_SINCE = regex(
    rf"(?:多少|几)[^,，?？]{{0,4}}[,，?？\s]+(?:又|也|那)?(?:同比|[比较]{SINCE_LAST_YEAR})[^,，?？]{{0,6}}?"
    r"(?:多|少|增|降|减|涨|高|低)[^,，?？]{0,4}(?:多少|几)"
    rf"|(?:多少|几)[^,，?？]{{0,4}}[,，?？\s]+[比较]{SINCE_LAST_YEAR}(?:多|少|增|降|减|涨|高|低)了?(?:多少|几)"
)
"""A figure that is asked for, and behind it how it changed: 花了多少，比上年少多少."""
OF_EACH_TOLD = regex(r"(?:又|都|它们|分别|各自?)+(?:是|为|有|扣|得|花|执行|剩|完成)*了?(?:多少|几)[^,，]{0,3}?[?？。]?")
"""A clause that asks how much each of those at one end has, which is said with who they are: 各扣多少分."""
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
        return not any(ITS_MARKS.fullmatch(trimmed(part)) for part in parts[1:])
    if whole.plan.startswith(cells.AT_END) and all(OF_EACH_TOLD.fullmatch(part) for part in parts[1:]):
        return bool(whole.values)
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
