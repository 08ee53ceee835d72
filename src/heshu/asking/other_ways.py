"""What is tried where no pattern reads a question, or reads but a part of it: tables, limits, standing, names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial as partial_of

from heshu.asking.comparing import among, conditions, each_held
from heshu.asking.computing import per_named, side_by_side_counts, slots
from heshu.asking.conversation import of_answers, of_its_row
from heshu.asking.conversation.followup import resolve
from heshu.asking.conversation.referring import reference
from heshu.asking.evidence.compose import display_name, refuse, value_of, who
from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.grids import grids
from heshu.asking.evidence.operands import Operand, with_annexes
from heshu.asking.evidence.wide import WIDE
from heshu.asking.one_question import OneQuestion, said_years
from heshu.asking.planning import others, standing
from heshu.asking.planning.operations import Op, is_check
from heshu.asking.planning.plan import KIND_OF_TERM
from heshu.asking.planning.scope import MENTIONED, Scope, scope
from heshu.asking.tables import cells, in_table
from heshu.asking.telling import counts_in_sentence, reasons, uncomputed
from heshu.asking.wording import everyday, short_names, speech
from heshu.asking.wording.parts import (
    figures_asked,
    joined,
    partial,
)
from heshu.asking.wording.question import Question, understand, wanted
from heshu.asking.wording.terms import content, named_terms, telling
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, FigureKind, Status

COMPLETION = regex(
    r"(?:那么?)?(?:这一?项|它|该项)?的?(?:指标)?(?:的)?完成率(?:又|是|有|为|达到?)*(?:多少|几|百分之(?:几|多少)|呢|多高)?[?？]?"
)
"""A follow-up for the completion rate of what was counted."""
STATED_COUNT = regex(r".*?(?P<year>\d{4})年(?P<label>[^：:]{2,30})[：:]约?[\d,]+[\u4e00-\u9fff]{1,2}\[1\]。?")
"""An answer that gives one count by its label."""
LACKING = regex(r"未写明的是")
"""An answer over several reports that some of them do not back."""
EACH_AGAINST = regex(
    rf"{MENTIONED}(?:[和与跟、,，]{MENTIONED})+的?(?P<measure>[^,，比]{{2,16}}?)(?:分别|各自?)?比{MENTIONED}(?:的[^,，]{{2,8}})?"
    r"(?:分别|各自?)?(?P<how>[高低多少]了?多少[^,，]{0,4})"
)
"""Several departments, each held against one."""
IN_YI = regex(r"(?<!合)(?<!成)(?:是|有|为)?多少亿元?(?=[?？。]?$)")
"""An amount that is asked for in 亿元."""
LABEL_ASKED = regex(
    rf"(?:一共|总共|分别)?(?:是|有|为|达到?|完成)?了?(?:(?:多少|几)个?[百千万亿]*(?:{MEASURES}|元|分|个百分点)?|百分之(?:几|多少))?[?？。]*$"
)
"""What asks for a figure behind its label."""
NOT_REACHED = regex(r"目标|计划|打算|建议|改进|力争|拟|下一步|预期|规定|凡|低于|高于|以上|以下")
"""What stands over or in a clause whose figures are none that were reached."""
EACH_NAMED = regex(
    rf"(?:{MENTIONED}[、和与跟及,，]*){{2,}}(?:这?[两二三四五]家)?的?(?P<what>.{{2,}}?)(?:分别|各自?)(?P<asks>.*(?:多少|几).*)"
)
"""What is asked of each of several departments."""
LOOKED_UP = "表〔lookup〕"
IN_PER_CENT = regex(r"百分之(?:几|多少)")
TELLS_WHY = ("表〔why〕", cells.WORDS, Op.LOST, "查原文〔原因〕", "查原文〔未完成〕", "查原文〔下一年〕")
"""Plans of answers that tell a reason, or what stands beside a row."""
TABLE_FIRST = (LOOKED_UP, "表〔why〕")
"""What a table says of its row even where another place seems to answer."""
QUOTED = regex("[《“「『][^》”」』]+[》”」』]")
"""Words that a question quotes as they stand."""


UNIT_UNDER = regex(
    r"[\u4e00-\u9fff]{3,}(?:中心|大队|支队|总队|中队|管理所|管理站|服务站|工作站|监测站|检测站|研究所|检测所|事务所|工作队|学校|中学|小学|幼儿园|医院|卫生院|图书馆|博物馆|文化馆|档案馆|分局|分院)"
)
"""Names of bodies under a department."""
OF_DONE = (Op.UNDONE, Op.UNDONE_SHARE, Op.DONE_SHARE)
"""Operations over two counts, which a word that no passage holds (消防隐患) would narrow down."""
RATE_TOLD = regex(r"率[^：:]{0,6}[：:][\d.]+%")
"""A stated rate, which needs no working out."""
OF_MONEY = regex(r"钱|[万亿]元|资金|经费|预算|支出|花|执行|支付")
"""What asks for money, and not for what was counted."""


class OtherWays(OneQuestion):
    """Answers a question by what it names and does with it, where its plan finds nothing or too little."""

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
            moved = self._each_held(question, reports) if whole.plan.startswith(Op.WHO) else None
            return moved or (self._in_yi(question, history, reports) if in_yi else None)
        if several := self._of_several(question, history, reports, whole) or self._among(question, reports, whole):
            return several
        asked = understand(resolve(question, history, self.gazetteer)[0])
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if passed := self._by_conditions(question, asked, where, reports, whole):
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

    def _side_by_side(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """What is asked of two numbers of one clause, where nothing answers it, or one number alone, or half of it."""
        answered = whole.status is Status.ANSWERED
        looked_up = len(whole.values) == 1 and not whole.calculations and not RATE_TOLD.search(whole.text)
        half = len(whole.values) < len(side_by_side_counts.asks(question))
        if (answered and not half and not looked_up) or not side_by_side_counts.is_asked(question):
            return None
        asked = understand(question)
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if not where.named and history:
            asked = understand(resolve(question, history, self.gazetteer)[0])
            where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if asked.english or not where.held or len(where.reports) != 1 or len(where.mentions) != 1:
            return None
        words, card = where.unmarked, self.library.card_of[where.reports[0]]
        told = side_by_side_counts.told(self.solver, question, words, card)
        right = not answered or told is None or looked_up or set(whole.values) <= set(told.values)
        return told if right else None

    def _of_several(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """What is asked of each of several departments or figures, where the whole does not say it."""
        if whole.status is not Status.ANSWERED and (
            several := self._each_against(question, reports) or self._added_up(question, history, reports)
        ):
            return several
        if not whole.calculations and (several := self._each_held(question, reports)):
            return several
        where = scope(understand(question).text, self.gazetteer, reports)
        if standing.FULL.fullmatch(where.marked) and (full := self._standing(question, where, reports)):
            return full
        return self._of_each_named(question, reports, whole)

    def _why(self, question: str, where: Scope, whole: Answer) -> Answer | None:
        """Why a matter is as it is, where the whole tells a figure of it, or another matter's reason."""
        matter = reasons.matter_of(where.unmarked.strip(" 的"))
        answered = whole.status is Status.ANSWERED
        told = answered and whole.plan.startswith(TELLS_WHY)
        if not matter or len(where.reports) != 1 or not where.named or told:
            return None
        card = self.library.card_of[where.reports[0]]
        shelf = self.shelf(card.id)
        bearing = reasons.bearing(whole, matter, shelf) if answered else None
        if bearing and bearing.reason and not whole.values:
            return None
        asked = reasons.Asked(question, (), [matter])
        given = reasons.given(self.library, shelf, card, asked)
        return given or (reasons.none_given(asked, card) if bearing and not bearing.at_all else None)

    def _named_in_words(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """What a refused question about one report names in full beside words that name nothing."""
        if len(where.reports) != 1 or len(where.mentions) != 1 or is_check(where.marked):
            return None
        card, words = self.library.card_of[where.reports[0]], where.unmarked
        if each := per_named.told(self.solver, question, words, card):
            return each
        found = counts_in_sentence.figures(words, self.shelf(card.id))
        if not found or (where.years and any(not of_year(figure, self.shelf(card.id)) for figure in found)):
            return None
        operands = [Operand(card, figure) for figure in found]
        told = self.solver.answer(question, who(card), operands, [value_of(figure) for figure in found], [])
        return replace(told, plan="查数")

    def _rate_of_last(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """The completion rate of the count that the last answer gave, by its label: 完成率多少, after 审了多少件."""
        text = understand(question).text
        if not history or not COMPLETION.fullmatch(text):
            return None
        before = self._answer(history[-1], history[:-1], reports)
        counted = counted_in(before)
        if not counted:
            return None
        told = self._answer(f"{counted}指标完成率是多少", (), reports)
        return replace(told, question=question) if told.status is Status.ANSWERED else None

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
        years = said_years(where)
        measure, how = match["measure"], match["how"]
        answers = [self._answer(f"{one}{years}{measure}比{last}{years}{measure}{how}", (), reports) for one in firsts]
        told = all(one.status is Status.ANSWERED for one in answers)
        return joined(question, answers) if told else None

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
        if where is None or not among.SEVERAL <= len(where.reports) <= among.MANY:
            return None

        def ask(one: str) -> Answer:
            return uncomputed.refused(self._as_asked(one, reports))

        return among.told(question, where.marked, self._departments(where), said_years(where), ask)

    def _held_in_chinese(self, question: str, reports: Collection[str] | None) -> Scope | None:
        """What a Chinese question is about; ``None`` for an English one, and where it names what the index lacks."""
        asked = understand(question)
        where = scope(asked.text, self.gazetteer, reports)
        return where if where.held and not asked.english else None

    def _departments(self, where: Scope) -> list[str]:
        """The departments of a scope as the question calls them; all of them by their names, where it calls none."""
        if where.named:
            return where.names
        return list(dict.fromkeys(display_name(self.library.card_of[one].department) for one in where.reports))

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

    def _stated_in(self, answer: Answer) -> Operand | None:
        """The figure that an answer states, where it states one alone."""
        ids = {citation.report_id for citation in answer.citations}
        figure = of_answers.figure_in(answer, self.shelf(min(ids))) if len(ids) == 1 else None
        return Operand(self.library.card_of[min(ids)], figure) if figure else None

    def _two_things(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """Two figures of one report, each asked for alone: together, or one by one."""
        where = self._held_in_chinese(question, reports)
        if where is None or len(where.reports) != 1 or len(where.mentions) != 1:
            return None
        two = uncomputed.of_two(where.unmarked)
        if two is None:
            return None
        *things, asks, together = two
        lead = f"{where.mentions[0].words}{said_years(where)}"
        found: list[Operand] = []
        for tried, other in zip(things, reversed(things), strict=True):
            told = (self._stated_in(self._answer(f"{lead}{one}{asks}", (), reports)) for one in tried)
            meant = (one for one in told if one and uncomputed.tells(fold(one.figure.label), tried[0], other[0]))
            found += [one for one in [next(meant, None)] if one]
        if len({one.figure.span for one in found}) != len("甲乙"):
            return None
        if together:
            return of_answers.added_here(self.solver, question, found)
        values = [value_of(one.figure) for one in found]
        return replace(self.solver.answer(question, who(found[0].card), found, values, []), plan="查数")

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

    def _of_tables(self, question: str, history: Sequence[str], where: Scope, whole: Answer) -> Answer | None:
        """What tables give: their cells in whatever words, or rows and columns, each beside ``whole``."""
        answered = whole.status is Status.ANSWERED
        looked_up = not answered or whole.plan.startswith("查")
        told = self._of_cells(question, history, where) if looked_up else None
        if told and not answered:
            return told
        if told and (whole.values or told.plan.startswith(cells.WORDS)):
            return None if whole.values and set(told.values) <= set(whole.values) else told
        if looked_up or whole.plan.startswith(Op.LOST):
            return self._of_table(question, history, where, whole)
        return None

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

    def _by_label(self, question: str, reports: Collection[str] | None, whole: Answer) -> Answer | None:
        """The figure whose label, word for word, is all that a refused question about one report says.

        None that is a target, or that may be: another of its measure is called so with more words (全年接待游客).
        """
        if whole.status is Status.ANSWERED:
            return None
        where = scope(understand(question).text, self.gazetteer, reports)
        if len(where.reports) != 1 or not where.named or not where.held:
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

    def _why_lost(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Points lost, with the words that a table has for them in their row, where the question asks why."""
        where = scope(understand(resolve(question, history, self.gazetteer)[0]).text, self.gazetteer, reports)
        why = self._in_table(question, where, only=in_table.WHY_ALONE)
        cited = {(citation.report_id, citation.start) for citation in whole.citations}
        if why and all((citation.report_id, citation.start) in cited for citation in why.citations):
            return None  # its row is quoted already
        return why and joined(question, [whole, replace(why, values=())])

    def _of_table(self, question: str, history: Sequence[str], where: Scope, whole: Answer) -> Answer | None:
        """What a table answers where nothing else does, or says otherwise of the row that a question names.

        A question that names only a row, or only a column, goes on with the other of the question before.
        """
        answered = whole.status is Status.ANSWERED
        told = self._in_table(question, where)
        plain = where.marked if told or answered else everyday.in_office_words(where.marked)
        if plain != where.marked:
            told = self._in_table(question, replace(where, marked=plain))
        own = scope(understand(question).text, self.gazetteer) if history else None
        of_total = "合计" in whole.text and not in_table.ADDED.search(question)
        if own and not own.named and (not answered or of_total or in_table.THIS.search(own.marked)):
            before = scope(understand(resolve(history[-1], history[:-1], self.gazetteer)[0]).text, self.gazetteer)
            if len(before.reports) == 1:
                former = self._answer(history[-1], history[:-1], None)
                card = self.library.card_of[before.reports[0]]
                said = everyday.in_office_words(own.marked) if not answered else own.marked
                told = in_table.going_on(self.solver, question, (before.marked, said), former, card) or told
        if told is None or (answered and told.values and set(told.values) <= set(whole.values)):
            return None
        row = told.plan.split("〔")[-1].rstrip("〕")
        if own and told.values and told.plan.startswith(LOOKED_UP) and (more := self._more_of_row(question, told, row)):
            return more
        of_rate = IN_PER_CENT.search(question) or cells.RATE_ALONE.search(question)
        if told.values and of_rate and all(value.unit != "%" for value in told.values):
            return None
        same = len(whole.values) == 1 and bool(row) and row in fold(whole.text) and not in_table.THIS.search(question)
        return told if not answered or (told.plan.startswith(TABLE_FIRST) and not same) else None

    def _of_cells(self, question: str, history: Sequence[str], where: Scope) -> Answer | None:
        """What a table's cells give, in whatever words; a follow-up goes on with the rows or the measures before it."""
        told = cells.answer(self.solver, question, where)
        if told is None and history and not (own := scope(understand(question).text, self.gazetteer)).named:
            before = scope(understand(resolve(history[-1], history[:-1], self.gazetteer)[0]).text, self.gazetteer)
            told = cells.going_on(self.solver, question, own, before)
            if told and of_its_row.of_the_whole(own.rest, told):
                return None
        return told

    def _more_of_row(self, question: str, told: Answer, row: str) -> Answer | None:
        """A follow-up that asks several things of a row, with the row's name before it: 实际到了多少，得了几分."""
        if figures_asked(question) <= len(told.values):
            return None
        department = display_name(told.citations[0].department)
        more = self._answer(f"{department}{told.citations[0].year or ''}年{row}{question}", (), None)
        whole = more.status is Status.ANSWERED and len(more.values) > len(told.values)
        return replace(more, question=question) if whole else None

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

    def _plainly(self, question: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """The answer to a question that no pattern reads, by the figures that it names and what is done with them."""
        cards = [self.library.card_of[report] for report in where.reports]
        if not where.named or len(with_annexes(cards)) != 1:
            return None
        plain = slots.plainly(self.solver, speech.as_written(where.marked), cards[0])
        names = "".join(mention.words for mention in where.mentions[:1]) + said_years(where)
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
        words = where.unmarked
        if QUOTED.search(question):  # what is quoted is no short name
            return None
        figures, grids_of = self.library.figures(cards[0].id), grids(self.shelf(cards[0].id))
        of_money = OF_MONEY.search(words)
        meant_by = [f for f in figures if not of_money or f.kind is FigureKind.AMOUNT]
        lines = [line for grid in grids_of for line in grid.lines]
        rows = {line.name for line in lines if any(figure in meant_by for figure in line.cells.values())}
        full = short_names.in_full(words, {fold(f.label) for f in figures}, rows, {fold(f.label) for f in meant_by})
        if full == words:
            return None
        plain = f"{where.mentions[0].words}{said_years(where)}{full}"
        answer = self._answer(plain, (), reports)
        if answer.status is not Status.ANSWERED:
            there = scope(plain, self.gazetteer, reports)
            answer = self._in_table(question, there) or self._plainly(question, there, reports) or answer
        meant = wanted(words)
        of_rates = bool(meant.kinds) and meant.kinds <= {FigureKind.RATE, FigureKind.SHARE}
        unit = "%" if of_rates else meant.unit
        if answer.status is not Status.ANSWERED or not answer.values or any(unit not in v.unit for v in answer.values):
            return None
        if answer.plan.startswith("查数") and _drops(words, full, answer):
            return None
        weights = self.shelf(cards[0].id).weights
        unheard = (pair for pair in telling(content(words), weights) if len(pair) > 1 and not weights.known(pair))
        if answer.plan.startswith(OF_DONE) and any(pair not in answer.text for pair in unheard):
            return None
        return replace(answer, question=question, text=f"{answer.text}（按“{full}”理解）")


def _drops(words: str, full: str, answer: Answer) -> bool:
    """Whether a name of the question is in neither the short name that was put in full nor what is told.

    抽检了多少批次药品, with 抽检 as short for 食品监督抽检: what is told is not of 药品.
    """
    named = [named_.words for named_ in named_terms(words, glossary())]
    told = fold(answer.text)
    counted = COUNTED_THING.search(words)  # what is counted is named behind the measure word
    over = [word for word in content(counted["thing"]) if word in full and len(word) > 1][:1] if counted else []
    return any(
        word not in named and word[-2:] not in told
        for word in over
        if re.fullmatch("[\u4e00-\u9fff]+", word) and not EMPTY.search(word)
    )


COUNTED_THING = regex(rf"(?:多少|几)(?:{MEASURES})?(?P<thing>[\u4e00-\u9fff]{{2,}})")
EMPTY = regex(
    r"[多少几]|一共|总共|合计|大概|大约|实际|全年|年度|当年|今年|去年|花|用|支出|情况|请|问|告诉|查|加起来|合起来|加在一起"
)
"""Words that a label may well lack."""


def _one_of_two(answer: Answer) -> bool:
    """Whether an answer looks one figure up where the question names two measures."""
    looked_up = re.match(r"查数〔(?P<words>[^；〕]*)〕", answer.plan)
    names = looked_up["words"].split("、") if looked_up else []
    measures = [name for name in names if (term := glossary().by_name.get(name)) and term.kind in KIND_OF_TERM]
    return len(measures) > 1 and len(answer.values) == 1 and "；" not in answer.plan


def counted_in(answer: Answer) -> str:
    """Whose count an answer gives, of which year, and what it is called; empty where it gives none, or more."""
    label = STATED_COUNT.fullmatch(answer.text.split("\n")[0].split(" 原文")[0])
    if answer.status is not Status.ANSWERED or len(answer.values) != 1 or label is None:
        return ""
    return f"{display_name(answer.citations[0].department)}{label['year']}年{label['label']}"
