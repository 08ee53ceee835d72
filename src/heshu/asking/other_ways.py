"""What is tried where no pattern reads a question, or reads but a part of it: several departments, limits, standing.

The ways to read a question about one report, by its tables and by the names in it, stand on the floors below.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial as partial_of

from heshu.asking.by_names import IN_YI, ByNames
from heshu.asking.comparing import among, conditions, each_held, thresholds
from heshu.asking.comparing.columns import MANY
from heshu.asking.computing import put_together
from heshu.asking.conversation import of_answers
from heshu.asking.conversation.followup import resolve
from heshu.asking.conversation.referring import reference
from heshu.asking.evidence.compose import display_name, refuse, who
from heshu.asking.evidence.grids import grids
from heshu.asking.evidence.operands import COUNTED, Operand
from heshu.asking.evidence.wide import WIDE
from heshu.asking.one_question import said_years
from heshu.asking.planning import others, standing
from heshu.asking.planning.operations import Op, is_check
from heshu.asking.planning.plan import KIND_OF_TERM
from heshu.asking.planning.scope import MENTIONED, Scope, scope
from heshu.asking.telling import uncomputed
from heshu.asking.wording import speech
from heshu.asking.wording.parts import joined, partial
from heshu.asking.wording.question import Question, understand
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Status

LACKING = regex(r"未写明的是|没有总数的是")
"""An answer over several reports that some of them do not back."""
EACH_AGAINST = regex(
    rf"{MENTIONED}(?:[和与跟、,，]{MENTIONED})+的?(?P<measure>[^,，比]{{2,16}}?)(?:分别|各自?)?比{MENTIONED}(?:的[^,，]{{2,8}})?"
    r"(?:分别|各自?)?(?P<how>[高低多少]了?多少[^,，]{0,4})"
)
"""Several departments, each held against one."""
EACH_NAMED = regex(
    rf"(?:{MENTIONED}[、和与跟及,，]*){{2,}}(?:这?[两二三四五]家)?的?(?P<what>.{{2,}}?)(?:分别|各自?)(?P<asks>.*(?:多少|几).*)"
)
"""What is asked of each of several departments."""
UNIT_UNDER = regex(
    r"[\u4e00-\u9fff]{3,}(?:中心|大队|支队|总队|中队|管理所|管理站|服务站|工作站|监测站|检测站|研究所|检测所|事务所|工作队|学校|中学|小学|幼儿园|医院|卫生院|图书馆|博物馆|文化馆|档案馆|分局|分院)"
)
"""Names of bodies under a department."""


class OtherWays(ByNames):
    """Answers a question by what it names and does with it, where its plan finds nothing or too little."""

    def _in_other_words(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """An answer by what a question names and does with it, where no pattern reads the whole of it."""
        answered = whole.status is Status.ANSWERED
        if answered and whole.plan.startswith(Op.LOST):
            return self._among(question, reports, whole) or self._why_lost(question, history, reports, whole)
        in_yi = (
            answered and len(whole.values) == 1 and whole.values[0].unit in ("万元", "元") and IN_YI.search(question)
        )
        if answered and not whole.plan.startswith(("查", Op.FILTER, *standing.ONE_OR_ALL)):
            moved = self._each_held(question, reports) if whole.plan.startswith(Op.WHO) else None
            return moved or (self._in_yi(question, history, reports) if in_yi else None)
        if several := self._of_several(question, history, reports, whole) or self._among(question, reports, whole):
            return several
        asked = understand(resolve(question, history, self.gazetteer)[0])
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if passed := (
            self._rows_of_each(question, where, reports) or self._by_conditions(question, asked, where, reports, whole)
        ):
            return passed
        held = where.held and not asked.english
        if held and (why := self._why(question, where, whole)):
            return why
        looked_up = not answered or whole.plan.startswith("查")
        if held and (told := self._of_tables(question, history, where, whole)):
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
        ways = (self._plainly, self._in_full, self._of_unit, self._named_in_words)
        return next(filter(None, (way(question, where, reports) for way in ways)), None) if held else None

    def _rows_of_each(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """哪几家有项目执行率低于50%: the rows of each department's tables that pass a limit, and who has none."""
        asked = thresholds.of_rows(where.marked)
        names = self._departments(where) if asked and not where.named else []
        if asked is None or not len("甲") < len(names) <= MANY:
            return None
        rows = f"{said_years(where)}哪些{asked['rows']}{asked['limit']}"
        answers = [self._answer(f"{name}{rows}", (), reports) for name in names]
        told = [one for one in answers if one.status is Status.ANSWERED and one.plan.startswith("表") and one.values]
        if not told:
            return refuse(
                question, f"{len(names)}个部门的报告里都没有找到这样的{asked['rows']}，也可能没有能逐项比较的表。"
            )
        silent = [name for name, one in zip(names, answers, strict=True) if one not in told]
        none = f"\n（没有找到这样的{asked['rows']}的是{'、'.join(silent)}）" if silent else ""
        found = joined(question, told)
        return replace(found, text=found.text + none, plan=told[0].plan)

    def _of_several(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """What is asked of each of several departments or figures, where the whole does not say it."""
        if whole.status is not Status.ANSWERED and (
            several := self._each_against(question, reports)
            or self._put_together(question, reports)
            or self._added_up(question, history, reports)
        ):
            return several
        if not whole.calculations and (several := self._each_held(question, reports)):
            return several
        where = scope(understand(question).text, self.gazetteer, reports)
        if standing.FULL.fullmatch(where.marked) and (full := self._standing(question, where, reports)):
            return full
        return self._of_each_named(question, reports, whole)

    def _each_against(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """甲和乙的得分分别比丙高多少: each of the first against the last."""
        where = scope(understand(question).text, self.gazetteer, reports)
        match = EACH_AGAINST.fullmatch(where.marked)
        if match is None or len(where.mentions) < len("甲乙丙"):
            return None
        *firsts, last = (mention.words for mention in where.mentions)
        years = said_years(where)
        measure, how = match["measure"], match["how"]
        answers = [self._answer(f"{one}{years}{measure}比{last}{years}{measure}{how}", (), reports) for one in firsts]
        told = all(one.status is Status.ANSWERED for one in answers)
        return joined(question, answers) if told else None

    def _put_together(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """Several things together as a share or a multiple of another, or beside it; each side asked for by itself."""
        where = self._held_in_chinese(question, reports)
        held = put_together.read(where.marked) if where and len(where.mentions) == 1 else None
        if where is None or held is None or len(where.reports) != 1:
            return None
        verb, sides = held.verb, [held.one, held.other]
        found = [self._listed(put_together.listed(side), verb, where, reports) for side in sides]
        ends = [] if held.asked == "占" else [end for side in found if (end := put_together.shared_end(side))]
        for at, side in enumerate(sides):
            if not put_together.listed(side):
                tries = (self._single(words, where, reports) for words in (*(side + end for end in ends), side))
                single = next((one for one in tries if one), None)
                found[at] = [single] if single else []
        return put_together.told(self.solver, question, held, *found) if all(found) else None

    def _single(self, words: str, where: Scope, reports: Collection[str] | None) -> Operand | None:
        """The one figure of the report in scope that some words name."""
        card = self.library.card_of[where.reports[0]]
        asked = f"{where.names[0]}{said_years(where)}{words}是多少"
        single = self.solver.one(words, card, COUNTED) or self._stated_in(self._answer(asked, (), reports))
        return single if single and single.card.id == card.id else None

    def _listed(self, listed: str, verb: str, where: Scope, reports: Collection[str] | None) -> list[Operand]:
        """The figures of several things that are put together, as a question for their sum finds them."""
        if not listed:
            return []
        card, did = self.library.card_of[where.reports[0]], f"{verb}了" if verb else "是"
        added = self._as_asked(f"{where.names[0]}{said_years(where)}{listed}一共{did}多少", reports)
        whole = added.status is Status.ANSWERED and len(added.calculations) == 1 and len(added.values) == 1
        figures = added.calculations[0].operands if whole else ()
        return [Operand(card, figure) for figure in figures if figure.report_id == card.id]

    def _each_held(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """What several departments come to, each asked by itself, and held against each other."""
        where = self._held_in_chinese(question, reports)
        if where is None or len(where.reports) > WIDE:
            return None
        marked, names = speech.as_written(where.marked), self._departments(where)
        ask = partial_of(self._as_asked, reports=reports)
        if two := each_held.BOTH_COUNTS.fullmatch(marked):
            asks = (
                f"{name}{said_years(where)}{two[what]}多少{two['unit']}"
                for name, what in zip(names, "ab", strict=False)
            )
            sides = [one for text in asks if (one := self._stated_in(ask(text))) and one.unit in two["unit"]]
            apart = len({one.card.department for one in sides}) == len(sides) == len(names) == len("甲乙")
            return of_answers.added(self.solver, question, sides) if apart else None
        return each_held.told(question, marked, names, said_years(where), ask)

    def _among(self, question: str, reports: Collection[str] | None, whole: Answer) -> Answer | None:
        """One measure of several departments, asked of each alone, where the whole does not give it of all."""
        ranked = among.RANKED.search(understand(question).text)
        unordered = whole.plan.startswith("查数") and len(whole.values) > 1 and ranked
        if whole.status is Status.ANSWERED and not LACKING.search(whole.text) and not unordered:
            return None
        where = self._held_in_chinese(question, reports)
        if where is None or not among.SEVERAL <= len(where.reports) <= MANY:
            return None

        def ask(one: str) -> Answer:
            return uncomputed.refused(self._as_asked(one, reports))

        return among.told(question, where.marked, self._departments(where), said_years(where), ask)

    def alone(self, question: str) -> Answer:
        """The answer to a question about one department, unless it is half of what was asked."""
        return uncomputed.refused(self._as_asked(question, None))

    def _as_asked(self, question: str, reports: Collection[str] | None, history: Sequence[str] = ()) -> Answer:
        """The answer to a question that stands alone, or behind others, in whatever way it is found."""
        told = self._answer(question, history, reports)
        if counts := self._side_by_side(question, history, reports, told):
            return counts
        if told.status is Status.ANSWERED:
            return told
        return self._in_other_words(question, history, reports, told) or told

    def _of_each_named(self, question: str, reports: Collection[str] | None, whole: Answer) -> Answer | None:
        """甲和乙的X比上年各下降多少: of each department that is named, where the whole speaks of fewer of them."""
        where = scope(understand(question).text, self.gazetteer, reports)
        match = EACH_NAMED.fullmatch(where.marked)
        spoken_of = {citation.department for citation in whole.citations} if whole.status is Status.ANSWERED else set()
        names = where.names
        if match is None or not where.held or len(names) < len("甲乙") or len(spoken_of) >= len(names):
            return None
        plain = f"{said_years(where)}{match['what']}{match['asks']}"
        if re.search(MENTIONED, plain):
            return None
        answers = [self._as_asked(name + plain, reports) for name in names]
        told = [one for one in answers if one.status is Status.ANSWERED and one.values]
        cited = {citation.department for one in told for citation in one.citations}
        counts = {len(one.values) for one in told}
        return joined(question, told) if len(told) == len(cited) == len(names) and len(counts) == 1 else None

    def _added_up(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Figures that are answered one by one, added up: of each department, or those spoken of last."""
        where = self._held_in_chinese(question, reports)
        if where is None:
            return None
        if rest := of_answers.of_each(where.marked):
            names = where.names
            each = [self._stated_in(self._answer(f"{name}{said_years(where)}{rest}", (), reports)) for name in names]
            operands = [one for one in each if one]
            years = {one.card.year for one in operands}
            whole = len(operands) == len(names) == len({one.card.department for one in operands}) and len(years) == 1
            return of_answers.added(self.solver, question, operands) if whole else None
        text = understand(question).text
        of = of_answers.shared(text) if not where.named else None
        number = of.number if of else 0 if where.named else of_answers.summed(text)
        if not number or len(history) < number:
            return None
        last = range(len(history) - number, len(history))
        parts = [self._stated_in(self._as_asked(history[n], reports, history[:n])) for n in last]
        known = [one for one in parts if one]
        if len(known) < number or len({one.card.id for one in known}) != 1:
            return None
        if of is None:
            return of_answers.added_here(self.solver, question, known)
        card, unit = known[0].card, known[0].unit
        base = self._stated_in(self._answer(f"{who(card)}{of.whole}多少{unit}", (), reports))
        base = base or self.solver.one(of.whole, card, frozenset({known[0].figure.kind}))
        same = base is not None and base.card.id == card.id
        return of_answers.share_of(self.solver, question, known, base) if base and same else None

    def _of_unit(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """What is asked of a body under a department, which one report's table alone lists as a row of its own."""
        cards = [self.library.card_of[report] for report in where.reports]
        if where.named or not 1 < len(cards) <= WIDE:
            return None
        rows = {
            (fold(line.name), card)
            for card in cards
            for grid in grids(self.shelf(card.id))
            for line in grid.lines
            if UNIT_UNDER.fullmatch(fold(line.name)) and fold(line.name) in where.marked
        }
        if len({card for _, card in rows}) != 1:
            return None
        name, card = max(rows, key=lambda row: len(row[0]))
        head, _, tail = where.marked.partition(name)
        if len(head) > len("甲市") or (head and not set(head) <= set(card.department or "")):
            return None
        asked = f"{who(card)}{name}{tail}"
        whole = self._answer(asked, (), reports)
        told = self._in_other_words(asked, (), reports, whole) or whole
        return replace(told, question=question) if told.status is Status.ANSWERED and told.values else None

    def _by_conditions(
        self, question: str, asked: Question, where: Scope, reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Who passes several limits, or one that no pattern reads, and what is asked of them."""
        answered = whole.status is Status.ANSWERED
        if answered and not whole.plan.startswith(("查", Op.FILTER)):
            return None
        read = None if asked.english or where.named or not where.held else conditions.read(where.rest)
        if read is None and answered and not where.named and conditions.several(where.rest) and "~" not in whole.plan:
            return refuse(question, "没有听懂这几个条件。请一次只问一个条件，例如“哪些部门自评得分高于99分”。")
        if read is None or (answered and len(read.limits) == 1 and not read.what and whole.plan.startswith(Op.FILTER)):
            return None
        years = said_years(where)
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
        if len(departments) < 2 or is_check(where.marked) or self._of_whose_project(where):
            return None
        plain = standing.plainly(re.sub(rf"{MENTIONED}[、和与跟及,，]*", "", where.marked))
        names = "和".join(where.names)
        years = said_years(where)
        answer = plain and self._answer(f"{names}{'中，' if names else ''}{years}{plain}", (), where.reports)
        if not answer or answer.status is not Status.ANSWERED or answer.plan.startswith("查"):
            return None
        if plain == standing.FULL_SCORE:
            return replace(answer, question=question, text=standing.of_full_score(answer.text))
        return replace(answer, question=question, text=f"{answer.text}（按“{plain}”理解）")


def _one_of_two(answer: Answer) -> bool:
    """Whether an answer looks one figure up where the question names two measures."""
    looked_up = re.match(r"查数〔(?P<words>[^；〕]*)〕", answer.plan)
    names = looked_up["words"].split("、") if looked_up else []
    measures = [name for name in names if (term := glossary().by_name.get(name)) and term.kind in KIND_OF_TERM]
    return len(measures) > 1 and len(answer.values) == 1 and "；" not in answer.plan
