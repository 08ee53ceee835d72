"""Answers over one generation of an index: every way to understand a question, tried in turn."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from weakref import WeakValueDictionary, proxy

from heshu.asking import (
    across,
    adding_up,
    alike,
    column_sums,
    conditions,
    each_report,
    english_parts,
    everyday,
    formulas,
    grades,
    in_table,
    itself,
    limits,
    months,
    of_answers,
    of_row,
    operations,
    others,
    own_targets,
    reached,
    reasons,
    rows,
    said_before,
    short_names,
    slots,
    speech,
    standing,
    two_places,
    uncomputed,
    which,
    word_cells,
    years,
)
from heshu.asking.calculating import DECIMALS
from heshu.asking.chatter import without_chatter, without_frame
from heshu.asking.compose import SHOWN, display_name, refuse, value_of, who
from heshu.asking.corrected import put_straight
from heshu.asking.english import of_several_in_chinese, operation_in_chinese, part_in_chinese, question_in_chinese
from heshu.asking.fitting import of_year
from heshu.asking.followup import resolve, topics_of
from heshu.asking.headings import INTENDED
from heshu.asking.lately import lately
from heshu.asking.mixed import in_one_language
from heshu.asking.operands import Operand, Solver, with_annexes
from heshu.asking.operations import Op, is_check
from heshu.asking.parts import (
    DONE_WITH,
    figures_asked,
    joined,
    of_a_part,
    of_first,
    partial,
    several_asked,
    words_asked,
)
from heshu.asking.plan import COLUMNS, KIND_OF_TERM, plan
from heshu.asking.pointing import APARTS
from heshu.asking.question import Question, is_greeting, understand, wanted
from heshu.asking.referring import ORDERED, Reference, department, in_order, in_their_names, reference
from heshu.asking.retrieval import Retriever
from heshu.asking.runs import OPERATIONS
from heshu.asking.scope import MARK, MENTIONED, Gazetteer, Scope, scope
from heshu.asking.shelf import Shelf, WorkedOut
from heshu.asking.spelling import respell
from heshu.asking.stages import Stage, stage_of
from heshu.asking.stated import PRIVATE, Stated
from heshu.asking.terms import content, named_terms, pairs, telling
from heshu.asking.verify import verify
from heshu.asking.wide import WIDE
from heshu.checking.witness import Names
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.records import Answer, FigureKind, Hit, Status

COMPLETION = re.compile(
    r"(?:那么?)?(?:这一?项|它|该项)?的?(?:指标)?(?:的)?完成率(?:又|是|有|为|达到?)*(?:多少|几|百分之(?:几|多少)|呢|多高)?[?？]?"
)
"""A follow-up for the completion rate of what was counted."""
STATED_COUNT = re.compile(r".*?(?P<year>\d{4})年(?P<label>[^：:]{2,30})[：:]约?[\d,]+[\u4e00-\u9fff]{1,2}\[1\]。?")
"""An answer that gives one count by its label."""
GROWTH_ALONE = re.compile(
    r"(?:又|也|是)*(?:同比|[比较](?:上年|去年))?(?P<way>涨|增长|增加|上升|提高|下降|减少|降低|降)(?:了|幅是)?(?:多少|百分之(?:几|多少)|几成)[?？。]?"
)
"""A part that asks how fast grew what the part before it counts."""
AND_ITS_SHARE = re.compile(
    r"(?P<first>[^,，占\s]{2,12}呢)[?？,，\s]+(?P<share>占(?:了)?(?:多少|几成|百分之(?:几|多少)|多大比例)[?？]?)"
)
"""A follow-up for another figure and its share."""
BY_HOW_MUCH = re.compile(
    r"(?:又|还|会)?(?:相差|差|[多少高低大小])(?:了|出来?)?(?:多少|几)(?:[个]?百分点|[百千万亿]*元|[人分件次个名项])?钱?[?？。]?"
)
"""A last part that asks by how much one of two is more, which is said with who it is."""
ITS_FIGURE = re.compile(
    r"(?:它|他|那家)?的?(?:得分|分数|金额|数额|数)?(?:又|是|有|为|得|拿|达到?)*了?(?:多少|几|百分之(?:几|多少))(?:分|钱|[百千万亿]*元)?[?？。]?"
)
"""A last part that asks what the highest or the lowest has, which is said with who it is."""
EACH_AGAINST = re.compile(
    rf"{MENTIONED}(?:[和与跟、,，]{MENTIONED})+的?(?P<measure>[^,，比]{{2,16}}?)(?:分别|各自?)?比{MENTIONED}(?:的[^,，]{{2,8}})?"
    r"(?:分别|各自?)?(?P<how>[高低多少]了?多少[^,，]{0,4})"
)
"""Several departments, each held against one."""
IN_YI = re.compile(r"(?<!合)(?<!成)(?:是|有|为)?多少亿元?(?=[?？。]?$)")
"""An amount that is asked for in 亿元."""
OTHER_THING = re.compile(
    r"(?:那么?|还有|其中的?)*(?P<what>[\u4e00-\u9fff]{2,10}?)的?(?:呢|(?:是|有)?(?:几|多少)[\u4e00-\u9fff]{0,2})[?？]?"
)
"""Another thing that a follow-up asks for: 舆情的呢."""
SPEAKS_OF_NOTHING = re.compile(r"实际|具体|最后|到底|[花用付支出得扣拿]+[了掉]?")
"""What a follow-up says that asks for no other thing: 具体花了多少, after a check of what was spent."""
PARTIAL = (Op.SHARE, Op.DONE_SHARE, Op.UNDONE, Op.LEFT, Op.TARGET, Op.CONVERT)
"""Operations that answer one thing: of a question that asks two, the other would be left out."""
LABEL_ASKED = re.compile(
    rf"(?:一共|总共|分别)?(?:是|有|为|达到?|完成)?了?(?:(?:多少|几)个?[百千万亿]*(?:{MEASURES}|元|分|个百分点)?|百分之(?:几|多少))?[?？。]*$"
)
"""What asks for a figure behind its label."""
NOT_REACHED = re.compile(r"目标|计划|打算|建议|改进|力争|拟|下一步|预期|规定|凡|低于|高于|以上|以下")
"""What stands over or in a clause whose figures are none that were reached."""
TABLE_FIRST = ("表〔lookup〕", "表〔why〕")
"""What a table says of its row even where another place seems to answer."""
SINCE_THEN = re.compile(r"[比较](?=净?[增减上下升降多少提涨])")
"""What is left of 比2022年增加 when the year is read out of it: the year before the one that has a report."""
OF_WHOM = re.compile(r"[\u4e00-\u9fff]{2,10}(?<!不)满意度")
"""Whose satisfaction was asked for, who are seldom called alike by two departments."""
QUOTED = re.compile("[《“「『][^》”」』]+[》”」』]")
"""Words that a question quotes as they stand."""
NOT_STATED = re.compile(r"的报告里没有写明|没有找到")
"""A refusal that what was asked is not in the report."""
SHELVES = 256
"""Reports that are kept prepared for questions."""


class Reader:
    """Answers over one generation, which never changes.

    ``before`` is what a reader of a former generation has worked out: most reports are still the same.
    """

    def __init__(self, library: Library, before: Mapping[str, WorkedOut] = MappingProxyType({})) -> None:
        self.library = library
        self._before = {report: known for report, known in before.items() if report in library.card_of}
        self._made: WeakValueDictionary[str, Shelf] = WeakValueDictionary()
        self.shelf = lately(SHELVES, self._shelf)

    def _shelf(self, report_id: str) -> Shelf:
        shelf = Shelf(self.library, report_id, self._before.get(report_id))
        self._made[report_id] = shelf
        return shelf

    def worked_out(self) -> Mapping[str, WorkedOut]:
        """Give what was worked out for reports, those asked for lately at least."""
        known = self._before | {report: shelf.worked_out() for report, shelf in list(self._made.items())}
        return dict(list(known.items())[-SHELVES:])

    @cached_property
    def retriever(self) -> Retriever:
        """Search over words and vectors."""
        return Retriever(self.library)

    @cached_property
    def solver(self) -> Solver:
        """Computations over the figures."""
        own = proxy(self)  # which goes with its last question
        return Solver(self.library, self.shelf, lambda: own.gazetteer.names)

    @cached_property
    def stated(self) -> Stated:
        """What the reports state."""
        own = proxy(self)
        return Stated(self.library, self.shelf, lambda: own.retriever, lambda: own.solver.wide)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of the index's departments."""
        return Gazetteer(self.library.cards, self.library.mentions)

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """The departments whose names hold a number (第12中学), as answers call them."""
        called = {name for card in self.library.cards for name in (card.department, display_name(card.department))}
        return tuple(sorted(name for name in called if re.search(r"\d", fold(name))))

    @cached_property
    def names(self) -> Names:
        """What each of them is called, and the reports of who is called so; a region is none of its departments."""
        departments = {name: frozenset(reports) for name, reports in self.gazetteer.names.items()}
        return departments | {name: frozenset({*ids, name}) for name, ids in self.gazetteer.regions.items()}

    def answer(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """Plan, fetch, compose; a question that asks several things is answered part by part where it must be."""
        question = without_frame(without_chatter(question, self.gazetteer), self.gazetteer)
        question = in_one_language(question, self.gazetteer.regions, glossary())
        for way in (self._against_limit, self._with_target, self._alike):
            if answer := way(question, history, reports):
                return answer
        if history and (
            answer := self._one_by_one(question, history, reports) or self._reason(question, history, reports)
        ):
            return answer
        if answer := self._in_english_parts(question, reports):
            return answer
        if history and (answer := self._and_its_share(question, history, reports)):
            return answer
        return uncomputed.refused(self._whole_or_parts(question, history, reports))

    def _whole_or_parts(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """A question as a whole, else in other words, else part by part."""
        whole = self._not_again(question, history, reports, self._answer(question, history, reports))
        if whole.values and (left := english_parts.unanswered(question, len(whole.values))):
            return partial(whole, left)
        otherwise = self._in_other_words(question, history, reports, whole)
        otherwise = otherwise or self._leaning(question, history, reports, whole)
        otherwise = otherwise or self._sibling(question, history, reports, whole)
        if otherwise or (otherwise := self._by_label(question, reports, whole)):
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

    def _in_other_words(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """An answer by what a question names and does with it, where no pattern reads the whole of it."""
        answered = whole.status is Status.ANSWERED
        if answered and whole.plan.startswith(Op.LOST):
            return self._why_lost(question, history, reports, whole)
        in_yi = (
            answered and len(whole.values) == 1 and whole.values[0].unit in ("万元", "元") and IN_YI.search(question)
        )
        if answered and not whole.plan.startswith(("查", Op.FILTER, *standing.ONE_OR_ALL)):
            return self._in_yi(question, history, reports) if in_yi else None
        several = None if answered else self._each_against(question, reports)
        if several or (not answered and (several := self._added_up(question, history, reports))):
            return several
        asked = understand(resolve(question, history, self.gazetteer)[0])
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if passed := self._by_conditions(question, asked, where, reports, whole):
            return passed
        held = not (asked.english or where.unknown or where.missing)
        looked_up = not answered or whole.plan.startswith("查")
        row = self._of_row(question, where) if held and looked_up else None
        if row and (not answered or len(row.values) > len(set(whole.values))):
            return row
        if (
            held
            and (looked_up or whole.plan.startswith(Op.LOST))
            and (told := self._of_table(question, history, where, whole))
        ):
            return told
        if in_yi:
            return self._in_yi(question, history, reports)
        if looked_up or whole.plan.startswith(standing.ONE_OR_ALL):
            pointed = history and reference(understand(question).text)
            stands = self._standing(question, where, reports) if held and not pointed else None
            if stands and not (answered and stands.values == whole.values):
                return stands
            if standing.denied(understand(question).text):
                return refuse(question, "没有听懂这个否定的问法。请直接问哪个部门最高、最低，或者各部门分别是多少。")
        if answered and not _one_of_two(whole):
            return None
        if rate := self._rate_of_last(question, history, reports):
            return rate
        ways = (self._reason_of, self._plainly, self._in_full)[answered:]
        return next(filter(None, (way(question, where, reports) for way in ways)), None) if held else None

    def _and_its_share(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """项目的呢 占百分之几: another subject's figure, and then its share."""
        match = AND_ITS_SHARE.fullmatch(question.strip())
        if match is None:
            return None
        first = self._answer(match["first"], history, reports)
        share = self._answer(match["share"], (*history, match["first"]), reports)
        told = first.status is share.status is Status.ANSWERED and bool(first.values) and bool(share.values)
        return joined(question, [first, share]) if told else None

    def _reason(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Why the last answer's figure is as it is; ``None`` where that is not asked, or no figure was given."""
        text = understand(question).text
        if not reasons.is_asked(text):
            return None
        last = self.answer(history[-1], history[:-1], reports)
        ids = {citation.report_id for citation in last.citations}
        if last.status is not Status.ANSWERED or not last.values or len(ids) != 1:
            return None
        shelf, card = self.shelf(ids.copy().pop()), self.library.card_of[ids.pop()]
        phrases = [topic.phrase for topic in topics_of(history, self.gazetteer)[-1:] if topic.phrase]
        asked = reasons.Asked(question, reasons.answered(last, shelf), phrases)
        return reasons.given(self.library, shelf, card, asked) or reasons.none_given(asked, card)

    def _reason_of(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """Why something is as it is that a question about one department names."""
        matter = reasons.matter_of(re.sub(MENTIONED, "", where.marked).strip(" 的"))
        if not matter or len(where.reports) != 1 or not where.named:
            return None
        card = self.library.card_of[where.reports[0]]
        return reasons.given(self.library, self.shelf(card.id), card, reasons.Asked(question, (), [matter]))

    def _leaning(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """A refused follow-up with what was spoken of put before it; ``None`` where that does not answer it either."""
        asked = understand(question)
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        apart = asked.english or where.named or where.unknown or where.years or PRIVATE.search(asked.text)
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
        if where.unknown or where.missing:
            return None
        if where.named:
            phrase = topics_of(history, self.gazetteer)[-1].phrase
            resolved = resolve(question, history, self.gazetteer)[0]
            plain = resolved.replace(phrase, "满意度") if OF_WHOM.fullmatch(phrase) else resolved
            told = self._answer(plain, (), reports) if plain != resolved else whole
            one = told.status is Status.ANSWERED and len(told.values) == 1
            return replace(told, question=question, text=f"{told.text}（按“{plain}”理解）") if one else None
        other = OTHER_THING.fullmatch(where.rest)
        last = self._stated_in(self.answer(history[-1], history[:-1], reports)) if other else None
        if other is None or last is None:
            return None
        like = of_answers.siblings(last.figure, other["what"], self.shelf(last.card.id))
        if len({(figure.value, figure.unit) for figure in like}) != 1:
            return None
        answer = self.solver.answer(question, who(last.card), [Operand(last.card, like[0])], [value_of(like[0])], [])
        return replace(answer, plan="查数")

    def _with_target(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """A count and whether it reached its target; ``None`` where that is not asked, or not stated beside it."""
        if not (asked := reached.cut(question)):
            return None
        if not (asked.first or history):
            return None
        first = self.answer(asked.first or history[-1], history if asked.first else history[:-1], reports)
        if not first.citations:
            return None
        report = first.citations[0].report_id
        shelf = self.shelf(report)
        if asked.gap:
            short = reached.short_of_target(first, self.library, shelf, self.library.card_of[report])
            return short and replace(short, question=question)
        found = reached.with_target(first, self.library, shelf, rate=asked.rate)
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
        years = _years(where)
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

    def _rate_of_last(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """The completion rate of the count that the last answer gave, by its label: 完成率多少, after 审了多少件."""
        text = understand(question).text
        if not history or not COMPLETION.fullmatch(text):
            return None
        before = self._answer(history[-1], history[:-1], reports)
        counted = _counted_in(before)
        if not counted:
            return None
        told = self._answer(f"{counted}指标完成率是多少", (), reports)
        return replace(told, question=question) if told.status is Status.ANSWERED else None

    def _growth_of_first(
        self, part: str, first: str, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """By how much the count grew that the first part asks for: 新登记了多少户，涨了百分之几."""
        grown = GROWTH_ALONE.fullmatch(understand(part).text)
        before = self._answer(first, history, reports) if grown else None
        counted = _counted_in(before) if before else ""
        if grown is None or not counted:
            return None
        way = "下降" if re.search("[降少]", grown["way"]) else "增长"
        told = self._answer(f"{counted}{way}百分之几", (), reports)
        return replace(told, question=part) if told.status is Status.ANSWERED else None

    def _in_yi(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """An amount in 亿元 that is stated in another unit, where the question asks for 亿元."""
        told = self._answer(IN_YI.sub("折合多少亿元", question), history, reports)
        done = told.status is Status.ANSWERED and any(value.unit == "亿元" for value in told.values)
        return replace(told, question=question) if done else None

    def _each_against(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """甲和乙的得分分别比丙高多少: each of the first against the last."""
        where = scope(understand(question).text, self.gazetteer, reports)
        match = EACH_AGAINST.fullmatch(where.marked)
        if match is None or len(where.mentions) < len("甲乙丙"):
            return None
        *firsts, last = (mention.words for mention in where.mentions)
        years = _years(where)
        measure, how = match["measure"], match["how"]
        answers = [self._answer(f"{one}{years}{measure}比{last}{years}{measure}{how}", (), reports) for one in firsts]
        told = all(one.status is Status.ANSWERED for one in answers)
        return joined(question, answers) if told else None

    def _stated_in(self, answer: Answer) -> Operand | None:
        """The figure that an answer states, where it states one alone."""
        ids = {citation.report_id for citation in answer.citations}
        figure = of_answers.figure_in(answer, self.shelf(min(ids))) if len(ids) == 1 else None
        return Operand(self.library.card_of[min(ids)], figure) if figure else None

    def _added_up(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Figures that are answered one by one, added up: of each department, or those spoken of last."""
        asked = understand(question)
        where = scope(asked.text, self.gazetteer, reports)
        if asked.english or where.unknown or where.missing:
            return None
        if rest := of_answers.of_each(where.marked):
            names = list(dict.fromkeys(mention.words for mention in where.mentions))
            each = [self._stated_in(self._answer(f"{name}{_years(where)}{rest}", (), reports)) for name in names]
            operands = [one for one in each if one]
            years = {one.card.year for one in operands}
            whole = len(operands) == len(names) == len({one.card.department for one in operands}) and len(years) == 1
            return of_answers.added(self.solver, question, operands) if whole else None
        of = of_answers.shared(asked.text) if not where.named else None
        if of is None or len(history) < of.number:
            return None
        last = range(len(history) - of.number, len(history))
        parts = [self._stated_in(self._answer(history[n], history[:n], reports)) for n in last]
        known = [one for one in parts if one]
        if len(known) < of.number or len({one.card.id for one in known}) != 1:
            return None
        card, unit = known[0].card, known[0].unit
        base = self._stated_in(self._answer(f"{who(card)}{of.whole}多少{unit}", (), reports))
        base = base or self.solver.one(of.whole, card, frozenset({known[0].figure.kind}))
        same = base is not None and base.card.id == card.id
        return of_answers.share_of(self.solver, question, known, base) if base and same else None

    def _of_row(self, question: str, where: Scope) -> Answer | None:
        """The columns of the one row of a table that a question names."""
        cards = [self.library.card_of[report] for report in where.reports]
        if len(cards) > WIDE or len(where.mentions) > 1:
            return None
        return of_row.answer(self.solver, question, re.sub(MENTIONED, " ", where.marked), cards)

    def _by_label(self, question: str, reports: Collection[str] | None, whole: Answer) -> Answer | None:
        """The figure whose label, word for word, is all that a refused question about one report says.

        None that is a target, or that may be: another of its measure is called so with more words (全年接待游客).
        """
        if whole.status is Status.ANSWERED:
            return None
        where = scope(understand(question).text, self.gazetteer, reports)
        if len(where.reports) != 1 or not where.named or where.unknown or where.missing:
            return None
        words = fold(LABEL_ASKED.sub("", where.rest.strip())).strip(" 的")
        shelf, card = self.shelf(where.reports[0]), self.library.card_of[where.reports[0]]
        stated = [f for f in shelf.figures if fold(f.label) == words and f.kind is not FigureKind.DATE]
        stated = [f for f in stated if of_year(f, shelf)]
        if len({(f.value, f.unit) for f in stated}) != 1 or any(f.qualifier for f in stated):
            return None
        one = stated[0]
        like = [f for f in shelf.figures if words in fold(f.label) and f.unit == one.unit and f.value != one.value]
        if like or any(NOT_REACHED.search("".join((*shelf.of[f.passage_id].path[1:], f.context))) for f in stated):
            return None
        answer = self.solver.answer(question, who(card), [Operand(card, stated[0])], [value_of(stated[0])], [])
        return replace(answer, plan="查数")

    def _in_table(self, question: str, where: Scope, only: frozenset[str] = frozenset()) -> Answer | None:
        """What the tables of the one report in scope answer."""
        if len(where.reports) != 1 or len(where.mentions) > 1 or where.unknown or where.missing:
            return None
        card = self.library.card_of[where.reports[0]]
        return in_table.answer(self.solver, question, where.marked, card, only=only)

    def _with_word_cell(self, question: str, where: Scope) -> Answer | None:
        """The rows of a table of the one report in scope whose cell says what the question does."""
        if len(where.reports) != 1 or len(where.mentions) > 1 or not where.named:
            return None
        return word_cells.answer(self.solver, question, where.marked, self.library.card_of[where.reports[0]])

    def _why_lost(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Points lost, with the words that a table has for them in their row, where the question asks why."""
        where = scope(understand(resolve(question, history, self.gazetteer)[0]).text, self.gazetteer, reports)
        why = self._in_table(question, where, only=in_table.WHY_ALONE)
        return why and joined(question, [whole, replace(why, values=())])

    def _of_table(self, question: str, history: Sequence[str], where: Scope, whole: Answer) -> Answer | None:
        """What a table answers where nothing else does, or says otherwise of the row that a question names.

        A question that names only a row, or only a column, goes on with the other of the question before.
        """
        answered = whole.status is Status.ANSWERED
        told = self._in_table(question, where)
        own = scope(understand(question).text, self.gazetteer) if history else None
        of_total = "合计" in whole.text and not in_table.ADDED.search(question)
        if own and not own.named and (not answered or of_total or in_table.THIS.search(own.marked)):
            before = scope(understand(resolve(history[-1], history[:-1], self.gazetteer)[0]).text, self.gazetteer)
            if len(before.reports) == 1:
                former = self._answer(history[-1], history[:-1], None)
                card = self.library.card_of[before.reports[0]]
                told = in_table.going_on(self.solver, question, (before.marked, own.marked), former, card) or told
        if told is None or (answered and told.values and set(told.values) <= set(whole.values)):
            return None
        row = told.plan.split("〔")[-1].rstrip("〕")
        same = len(whole.values) == 1 and bool(row) and row in fold(whole.text) and not in_table.THIS.search(question)
        return told if not answered or (told.plan.startswith(TABLE_FIRST) and not same) else None

    def _by_conditions(
        self, question: str, asked: Question, where: Scope, reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Who passes several limits, or one that no pattern reads, and what is asked of them."""
        answered = whole.status is Status.ANSWERED
        if answered and not whole.plan.startswith(("查", Op.FILTER)):
            return None
        read = None if asked.english or where.named or where.unknown or where.missing else conditions.read(where.rest)
        if read is None and answered and not where.named and conditions.several(where.rest) and "~" not in whole.plan:
            return refuse(question, "没有听懂这几个条件。请一次只问一个条件，例如“哪些部门自评得分高于99分”。")
        if read is None or (answered and len(read.limits) == 1 and not read.what and whole.plan.startswith(Op.FILTER)):
            return None
        years = _years(where)
        answers = [self._answer(years + limit, (), reports) for limit in read.limits]
        untold = [one for one in answers if one.status is not Status.ANSWERED or not one.plan.startswith(Op.FILTER)]
        if untold and answered and len(answers) > 1:  # none of several conditions may be dropped
            return replace(untold[0], question=question) if untold[0].status is Status.REFUSED else None
        if untold:
            return None
        names = conditions.passing(answers)
        told = conditions.both(question, answers, names) if len(answers) > 1 else replace(answers[0], question=question)
        if not read.what or not names:
            return told
        more = self._answer(f"{'、'.join(map(display_name, names))}{years}的{read.what}分别是多少", (), reports)
        if more.status is not Status.ANSWERED:
            return replace(partial(told, [read.what]), question=question)
        return replace(joined(question, [told, more]), values=more.values)

    def _standing(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """The answer to a question over several departments that no pattern reads, by what it does with a measure."""
        where = others.without_some(where, self.library.cards, reports) or where
        departments = {self.library.card_of[report].department for report in where.reports}
        if len(departments) < 2 or is_check(where.marked):
            return None
        plain = standing.plainly(re.sub(rf"{MENTIONED}[、和与跟及,，]*", "", where.marked))
        names = "和".join(dict.fromkeys(mention.words for mention in where.mentions))
        years = _years(where)
        answer = plain and self._answer(f"{names}{'中，' if names else ''}{years}{plain}", (), where.reports)
        if not answer or answer.status is not Status.ANSWERED or answer.plan.startswith("查"):
            return None
        return replace(answer, question=question, text=f"{answer.text}（按“{plain}”理解）")

    def _plainly(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """The answer to a question that no pattern reads, by the figures that it names and what is done with them."""
        cards = [self.library.card_of[report] for report in where.reports]
        if not where.named or len(with_annexes(cards)) != 1:
            return None
        plain = slots.plainly(self.solver, speech.as_written(where.marked), cards[0])
        names = "".join(mention.words for mention in where.mentions[:1]) + _years(where)
        answers = [self._answer(names + one, (), reports) for one in plain]
        if not answers or any(one.status is not Status.ANSWERED for one in answers):
            return None
        told = joined(question, answers) if len(answers) > 1 else replace(answers[0], question=question)
        return replace(told, text=f"{told.text}（按“{names}{'；'.join(plain)}”理解）")

    def _in_full(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """The answer to a question about one department that shortens the names of its report's figures."""
        cards = [self.library.card_of[report] for report in where.reports]
        if len(where.mentions) != 1 or len(with_annexes(cards)) != 1:
            return None
        words = re.sub(MENTIONED, "", where.marked)
        if QUOTED.search(question):  # what is quoted is no short name
            return None
        full = short_names.in_full(words, {fold(figure.label) for figure in self.library.figures(cards[0].id)})
        if full == words:
            return None
        plain = f"{where.mentions[0].words}{_years(where)}{full}"
        answer = self._answer(plain, (), reports)
        if answer.status is not Status.ANSWERED:
            answer = self._plainly(question, scope(plain, self.gazetteer, reports), reports) or answer
        meant = wanted(words)
        of_rates = bool(meant.kinds) and meant.kinds <= {FigureKind.RATE, FigureKind.SHARE}
        unit = "%" if of_rates else meant.unit
        if answer.status is not Status.ANSWERED or not answer.values or any(unit not in v.unit for v in answer.values):
            return None
        return replace(answer, question=question, text=f"{answer.text}（按“{full}”理解）")

    def _part(
        self, parts: Sequence[str], place: int, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer:
        """One part of a question; a bare rate is that of what the first part speaks of, where it has one."""
        if place and (grown := self._growth_of_first(parts[place].strip(" ，,、；;"), parts[0], history, reports)):
            return grown
        first = resolve(parts[0].strip(" ，,、；;"), history, self.gazetteer)[0] if history else parts[0]
        if subject := of_first([first, *parts[1:]], place):
            answer = self._answer(subject, history, reports)
            first = scope(understand(parts[0]).text, self.gazetteer, reports).rest
            if answer.status is Status.ANSWERED or DONE_WITH.match(parts[place]) or of_a_part(first):
                return replace(answer, question=parts[place])
        return self._answer(parts[place], (*history, *parts[:place]), reports)

    def _against_limit(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Whether one figure passes a limit; of the figure spoken of last where the question names none."""
        limit = limits.read(understand(question).text)
        if limit is None or not (limit.question or history):
            return None
        earlier = history if limit.question else history[:-1]
        answer = limits.held(self._answer(limit.question or history[-1], earlier, reports), limit)
        return answer and replace(answer, question=question)

    def _answer(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, *, once: bool = False
    ) -> Answer:
        """One question; a figure held against itself is refused."""
        return itself.refused(self._found(question, history, reports, once=once))

    def _found(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, *, once: bool = False
    ) -> Answer:
        """One question; where it is refused, said in the words of offices, but not ``once`` that was done."""
        asked = understand(question)
        if history and not asked.text.strip() and DECIMALS.search(question):
            return self._answer(f"{history[-1]},{question}", history[:-1], reports)
        if not asked.text.strip() or is_greeting(asked):
            return self.stated.greet(question, asked.english)
        *earlier, meant = self._referring(question, history, reports)
        resolved, assumed = resolve(meant, earlier, self.gazetteer)
        assumed = meant if meant != question and not assumed else assumed
        asked = understand(resolved)
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if missing := self.stated.missing(question, where, asked.english):
            told = self._from_later(question, asked, where) or self._planned(question, asked, where, reports)
            return told or missing
        where = others.without_some(where, self.library.cards, reports) or where
        if not where.named and (found := self._of_extreme(question, where, history, reports)):
            return found
        if first := operations.extreme_claimed(where.marked):
            return self._extreme_claimed(question, first, where, reports)
        note = f"（按“{assumed}”理解）" if assumed else ""
        where = replace(where, rest=speech.as_written(where.rest), marked=speech.as_written(where.marked))
        if asked.english and not where.named and (chinese := operation_in_chinese(where.rest, glossary())):
            where = replace(where, rest=chinese, marked=chinese)
        elif asked.english and len(where.mentions) > 1 and (chinese := of_several_in_chinese(where.rest, glossary())):
            marks = "和".join(chr(MARK + number) for number in range(len(where.mentions)))
            where = replace(where, rest=chinese, marked=f"{marks}的{chinese}")
        elif asked.english and where.named and (chinese := question_in_chinese(where.rest, glossary())):
            marks = "".join(chr(MARK + number) for number in range(len(where.mentions)))
            where = replace(where, rest=chinese, marked=marks + chinese)
        if of_whom := which.department(question, where, operations.read(where.marked), self.library.card_of):
            return of_whom
        answer = (
            years.compare(self.solver, question, where)
            or (None if is_check(where.marked) else months.spent_in(self.solver, question, where))
            or self._in_table(question, where, only=in_table.EARLY)
            or self._with_word_cell(question, where)
            or rows.by_column(self.solver, question, where)
            or column_sums.summed(self.solver, question, where)
            or own_targets.missed(self.solver, question, where)
            or self._by_operation_of(question, where)
            or self._by_plan(question, asked, where)
        )
        plain = everyday.in_office_words(resolved)
        if answer.status is Status.REFUSED and plain != resolved and not once:
            again = self._answer(plain, (), reports, once=True)
            if again.status is Status.ANSWERED:
                return replace(again, question=question)
        answer = self._otherwise(question, asked, where, answer)
        if answer.status is Status.REFUSED and where.years:
            answer = self._from_later(question, asked, where) or answer
        return replace(answer, text=answer.text + note) if answer.status is Status.ANSWERED else answer

    def _otherwise(self, question: str, asked: Question, where: Scope, answer: Answer) -> Answer:
        """A refused question without the number that it gives as known, or an English one in the words of offices."""
        if answer.status is Status.REFUSED and answer.plan.startswith(f"{Op.GROWTH}〔"):
            stated = self._by_plan(question, asked, where)
            answer = stated if stated.status is Status.ANSWERED and stated.values else answer
        bare = re.sub(MENTIONED, "", everyday.without_told(where.marked))
        plain = everyday.in_office_words(where.rest) if asked.english else where.rest
        for rest in (bare, plain):
            if (
                answer.status is Status.REFUSED
                and where.named
                and rest not in (where.rest, re.sub(MENTIONED, "", where.marked))
            ):
                answer = self._by_plan(question, asked, replace(where, rest=rest))
        return answer

    def _referring(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> list[str]:
        """The conversation with the departments put in that its questions take from the answers before (它, 第二名)."""
        told: list[str] = []
        for one in (*history, question):
            meant = reference(understand(one).text) if told else None
            told.append((meant and self._meaning(meant, told, reports)) or one)
        return told

    def _meaning(self, meant: Reference, told: Sequence[str], reports: Collection[str] | None) -> str:
        """A question about a department of the answer before, with its name; empty where that names none."""
        before = scope(understand(told[-1]).text, self.gazetteer, reports)
        query = operations.read(before.marked)
        if query is None or query.op not in ORDERED or (before.named and query.op is not Op.WHO):
            return ""
        of_place = in_order(meant, query, before.years)
        if meant.who_alone:
            return of_place
        if meant.several:
            return in_their_names(meant, query, self._answer(told[-1], told[:-1], reports), before.years)
        first = self._answer(of_place, (), reports) if of_place else self._answer(told[-1], told[:-1], reports)
        name = "" if meant.place and not of_place else department(first)
        return name and f"{name}{''.join(f'{year}年' for year in before.years)}{meant.rest}"

    def _planned(self, question: str, asked: Question, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """What a report says is going to be done in the year after its own, which has no report yet."""
        named = {report for mention in where.mentions for report in mention.reports}
        next_year = {c.year + 1 for c in self.library.cards if c.id in named and c.year}
        if where.unknown or not INTENDED.search(asked.text) or not next_year.issuperset(where.years):
            return None
        years = "|".join(map(str, where.years))
        answer = self._answer(re.sub(rf"(?:{years})年?度?", "", asked.text), (), reports)
        told = answer.status is Status.ANSWERED and not answer.values
        return replace(answer, question=question) if told and where.years else None

    def _from_later(self, question: str, asked: Question, where: Scope) -> Answer | None:
        """What a report states of the year before its own, where that year's report does not state it."""
        if where.unknown or not where.named:
            return None
        named = {report for mention in where.mentions for report in mention.reports}
        later = [c.id for c in self.library.cards if c.id in named and years.states_of(self.library, c, where.years)]
        if not later:
            return None
        there = replace(where, reports=tuple(dict.fromkeys((*where.reports, *later))), missing=())
        if answer := self._between_columns(question, asked, there):
            return answer
        if answer := years.compare(self.solver, question, there):
            return answer
        since = replace(there, years=(), marked=SINCE_THEN.sub("比上年", there.marked))
        if is_check(there.marked) and (checked := self._by_operation_of(question, since)):
            return checked
        if len(where.years) > 1:
            return None
        answer = self._by_plan(question, asked, replace(there, reports=tuple(later)))
        if answer.status is Status.ANSWERED and answer.values:
            return answer
        return years.of_former(self.solver, question, "".join(content(where.rest)), there)

    def _between_columns(self, question: str, asked: Question, there: Scope) -> Answer | None:
        """One row's figures of two years, which a table has side by side: 2023年末比2022年末增长了百分之几."""
        if len(there.reports) != 1 or len(there.mentions) != 1 or asked.english:
            return None
        name = there.mentions[0].words
        marked = asked.text.replace(name, chr(MARK), 1) if name else asked.text
        return self._in_table(question, replace(there, marked=marked), only=in_table.CHANGES)

    def _of_extreme(
        self, question: str, where: Scope, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """得分最低的部门为什么扣分: which report that is, and then what is asked of it."""
        if not (asked := operations.of_extreme(where.marked)):
            return None
        first = across.most(self.solver, question, asked[0], where)
        if not first or first.status is not Status.ANSWERED or len(first.values) != 1 or not first.citations:
            return first
        second = self._answer(display_name(first.citations[0].department) + asked[1], history, reports)
        if second.status is Status.ANSWERED:
            return joined(question, [replace(first, plan=f"{asked[0].op}〔{asked[0].a}〕"), second])
        return replace(partial(first, [asked[1]]), question=question)

    def _extreme_claimed(self, question: str, asked: str, where: Scope, reports: Collection[str] | None) -> Answer:
        """自评得分最高的是甲，对吗: who it is, and whether that is the department that the question names."""
        years = _years(where)
        answer = replace(self._answer(years + asked, (), reports), question=question)
        if answer.status is not Status.ANSWERED:
            return answer
        claimed = {self.library.card_of[report].department for report in where.mentions[0].reports}
        right = claimed & {citation.department for citation in answer.citations}
        return replace(answer, text=f"{'对' if right else '不对'}。{answer.text}", plan="核对")

    def _by_operation_of(self, question: str, where: Scope) -> Answer | None:
        """A check or a computation, where the question asks for one."""
        if COLUMNS.fullmatch(where.rest):  # several columns of a row are looked up, not computed with
            return None
        query = operations.read(where.marked)
        if graded := grades.claimed(self.solver, question, where.marked, where):
            return replace(graded, plan="核对")
        if added := adding_up.agree(self.solver, question, where) or two_places.agree(self.solver, question, where):
            return replace(added, plan="核对")
        lost = query and query.op in (Op.LOST, Op.LOST_SHARE)  # 是不是满分 asks for what is lost
        if query and query.op is Op.DERIVED_RATE:  # spells out how, and holds it against what is stated
            derived = OPERATIONS[query.op](self.solver, question, query, where)
            if derived and derived.status is Status.ANSWERED:
                return replace(derived, plan=f"{query.op}〔{query.a}〕〔{query.b}〕")
        if (is_check(where.marked) and not lost) or (query and query.op is Op.AUDIT):
            checked = verify(self.solver, question, where.marked, where)
            if checked:
                return replace(checked, plan="核对")
        if query and query.op is Op.SHARE and not query.b and self._names_share(re.sub(MENTIONED, "", query.a), where):
            return None
        if query and query.op in OPERATIONS:
            run = OPERATIONS[query.op]
            solved = each_report.each(self.solver, question, query, where, run) or run(
                self.solver, question, query, where
            )
            return solved and replace(solved, plan=f"{query.op}〔{query.a}〕〔{query.b}〕")
        return None

    def _names_share(self, name: str, where: Scope) -> bool:
        """Whether the one report asked about prints a share's name (药占比), which is then no share to be computed."""
        return len(where.reports) == 1 and any(
            fold(figure.label) == f"{name}占比" and not figure.whole for figure in self.shelf(where.reports[0]).figures
        )

    def _by_plan(self, question: str, asked: Question, where: Scope) -> Answer:
        """What the reports state, as a figure or in words."""
        wanted = plan(asked, where, glossary())
        cards = [self.library.card_of[report] for report in where.reports]
        answer = self.stated.answer(question, wanted, cards)
        if answer.status is not Status.ANSWERED and where.named and not asked.english:
            respelt = respell(where.rest, self._vocabulary(where.reports))
            meant = plan(asked, replace(where, rest=respelt), glossary()) if respelt != where.rest else wanted
            again = self.stated.answer(question, meant, cards) if meant is not wanted else answer
            if again.status is Status.ANSWERED or (
                answer.status is not again.status and answer.status is Status.REFUSED
            ):
                wanted, answer = meant, again
        if answer.status is Status.REFUSED and len(wanted.asks) == 1 and len(with_annexes(cards)) == 1:
            answer = formulas.work_out(self.solver, question, wanted.asks[0], cards[0]) or answer
        return replace(answer, plan=wanted.explain([display_name(c.department) for c in cards[:SHOWN]]))

    def _vocabulary(self, reports: Sequence[str]) -> frozenset[str]:
        """The character pairs of the figures' labels in some reports."""
        return frozenset(
            pair for r in reports for f in self.library.figures(r) for pair in pairs([fold(f.label)]) if len(pair) == 2
        )

    def search(self, query: str, limit: int, reports: Collection[str] | None) -> list[Hit]:
        """Passages, inside the reports that the query names where it names any, by its other words."""
        asked = understand(query)
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        inside = where.reports if where.named or where.years or reports is not None else None
        if inside is not None and not inside:
            inside = None
        words = where.rest if where.named and content(where.rest) else query
        return self.retriever.search(words, limit, inside)

    def examples(self, limit: int) -> list[str]:
        """One question a report in turn: a figure, then what its problems are."""
        found: list[str] = []
        for number, card in enumerate(self.library.cards[:limit]):
            name = display_name(card.department)
            labels = [f.label for f in self.library.figures(card.id) if 3 <= len(f.label) <= 10 and not f.whole]
            if number % 3 == 2 or not labels:
                found.append(f"{name}存在哪些主要问题？")
            else:
                found.append(
                    f"{name}{card.year or ''}{'年' if card.year else ''}{labels[number % len(labels)]}是多少？"
                )
        return found


def _says_all(whole: Answer, parts: Sequence[str]) -> bool:
    """Whether an answer says what the parts of its question ask for together."""
    if not parts or whole.plan.startswith(Op.LOST):  # says where and why too
        return True
    if whole.plan.startswith(Op.SPREAD):  # says who is at either end
        return operations.both_ends(parts[0])
    if whole.plan.startswith((Op.MOST, Op.LEAST)) and ITS_FIGURE.fullmatch(parts[-1].strip(" ,，、")):
        return bool(whole.values)
    return whole.plan.startswith(Op.WHO) and bool(whole.values) and bool(BY_HOW_MUCH.fullmatch(parts[-1]))


def _one_of_two(answer: Answer) -> bool:
    """Whether an answer looks one figure up where the question names two measures."""
    looked_up = re.match(r"查数〔(?P<words>[^；〕]*)〕", answer.plan)
    names = looked_up["words"].split("、") if looked_up else []
    measures = [name for name in names if (term := glossary().by_name.get(name)) and term.kind in KIND_OF_TERM]
    return len(measures) > 1 and len(answer.values) == 1 and "；" not in answer.plan


WHO_OF_THEM = re.compile(
    r"(?:到底|究竟)?(?:是)?(?:谁|哪一?(?:个|家)?(?:部门|单位)?)(?:的)?(?:更|要|最)?(?P<way>[高低多少大小])(?:一些|一点|些)?[?？。]?"
)
"""A tail that asks of the figures just given whose is higher: …各是多少，谁高."""


def _who_of(whole: Answer, missed: Sequence[str]) -> Answer | None:
    """An answer with a figure of each department and whose is higher; ``None`` where more than that is left open."""
    tails = [WHO_OF_THEM.fullmatch(part.strip(" ，,、；;")) for part in missed]
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


def _counted_in(answer: Answer) -> str:
    """Whose count an answer gives, of which year, and what it is called; empty where it gives none, or more."""
    label = STATED_COUNT.fullmatch(answer.text.split("\n")[0].split(" 原文")[0])
    if answer.status is not Status.ANSWERED or len(answer.values) != 1 or label is None:
        return ""
    return f"{display_name(answer.citations[0].department)}{label['year']}年{label['label']}"


def _years(where: Scope) -> str:
    """The years of a scope, as a question says them."""
    return "".join(f"{year}年" for year in where.years)
