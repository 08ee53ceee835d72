"""What a question about one report names, where no pattern reads it: figures, matters, labels, short names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.by_tables import ByTables
from heshu.asking.computing import per_named, side_by_side_counts, slots
from heshu.asking.conversation import of_answers
from heshu.asking.conversation.followup import resolve
from heshu.asking.evidence.compose import display_name, value_of, who
from heshu.asking.evidence.fitting import is_measured_otherwise, is_of_shorter_time, of_year
from heshu.asking.evidence.grids import grids
from heshu.asking.evidence.moved import CHANGES
from heshu.asking.evidence.operands import Operand, stated_in, with_annexes
from heshu.asking.one_question import said_years
from heshu.asking.planning.operations import Op, is_check
from heshu.asking.planning.scope import Scope, scope
from heshu.asking.tables import cells
from heshu.asking.telling import counts_in_sentence, reasons, uncomputed
from heshu.asking.wording import short_names, speech
from heshu.asking.wording.parts import joined
from heshu.asking.wording.question import understand, wanted
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
IN_YI = regex(r"(?<!合)(?<!成)(?:是|有|为)?多少亿元?(?=[?？。]?$)")
"""An amount that is asked for in 亿元."""
LABEL_ASKED = regex(
    rf"(?:一共|总共|分别)?(?:是|有|为|达到?|完成)?了?(?:(?:多少|几)个?[百千万亿]*(?:{MEASURES}|元|分|个百分点)?|百分之(?:几|多少))?[?？。]*$"
)
"""What asks for a figure behind its label."""
NOT_REACHED = regex(r"目标|计划|打算|建议|改进|力争|拟|下一步|预期|规定|凡|低于|高于|以上|以下")
"""What stands over or in a clause whose figures are none that were reached."""
TELLS_WHY = ("表〔why〕", cells.WORDS, Op.LOST, "查原文〔原因〕", "查原文〔未完成〕", "查原文〔下一年〕")
"""Plans of answers that tell a reason, or what stands beside a row."""
QUOTED = regex("[《“「『][^》”」』]+[》”」』]")
"""Words that a question quotes as they stand."""
OF_DONE = (Op.UNDONE, Op.UNDONE_SHARE, Op.DONE_SHARE)
"""Operations over two counts, which a word that no passage holds (消防隐患) would narrow down."""
RATE_TOLD = regex(r"率[^：:]{0,6}[：:][\d.]+%")
"""A stated rate, which needs no working out."""
OF_MONEY = regex(r"钱|[万亿]元|资金|经费|预算|支出|花|执行|支付")
"""What asks for money, and not for what was counted."""


class ByNames(ByTables):
    """Answers a question about one report by what it names and what it does with it."""

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

    def _why(self, question: str, where: Scope, whole: Answer) -> Answer | None:
        """Why a matter is as it is, where the whole tells a figure of it, or another matter's reason."""
        matter = reasons.matter_of(speech.as_written(where.unmarked.strip(" 的")))
        answered = whole.status is Status.ANSWERED
        told = answered and whole.plan.startswith(TELLS_WHY)
        if not matter or len(where.reports) != 1 or not where.named or told:
            return None
        card = self.library.card_of[where.reports[0]]
        shelf = self.shelf(card.id)
        bearing = reasons.bearing(whole, matter, shelf) if answered else None
        if bearing and bearing.reason and not whole.values:
            return None
        asked = reasons.Asked(question, (), [matter, *reasons.in_full(matter, shelf)])
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

    def _stated_in(self, answer: Answer) -> Operand | None:
        """The figure that an answer states, where it states one alone."""
        return stated_in(self.solver, answer)

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
        stated = [
            f for f in stated if of_year(f, shelf) and not is_measured_otherwise(f, where.rest, frozenset({f.kind}))
        ]
        if len({(f.value, f.unit) for f in stated}) != 1 or any(f.qualifier for f in stated):
            return None
        one = stated[0]
        like = [f for f in shelf.figures if words in fold(f.label) and f.unit == one.unit and f.value != one.value]
        if like or any(NOT_REACHED.search("".join((*shelf.of[f.passage_id].path[1:], f.context))) for f in stated):
            return None
        answer = self.solver.answer(question, who(card), [Operand(card, stated[0])], [value_of(stated[0])], [])
        return replace(answer, plan="查数")

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
        grids_of = grids(self.shelf(cards[0].id))
        named = (f for f in self.library.figures(cards[0].id) if f.kind not in CHANGES)  # 比上年 is no name
        figures = [f for f in named if not is_of_shorter_time(f, words)]
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


def counted_in(answer: Answer) -> str:
    """Whose count an answer gives, of which year, and what it is called; empty where it gives none, or more."""
    label = STATED_COUNT.fullmatch(answer.text.split("\n")[0].split(" 原文")[0])
    if answer.status is not Status.ANSWERED or len(answer.values) != 1 or label is None:
        return ""
    return f"{display_name(answer.citations[0].department)}{label['year']}年{label['label']}"
