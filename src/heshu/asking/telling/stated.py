"""What the reports state: a plan's figures, sections and sentences, said with their citations, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from heshu.asking.evidence.aims import TARGET_LABEL, is_target
from heshu.asking.evidence.choosing import (
    CHANGE_ASKED,
    IN_FACT_ASKED,
    NEAR,
    RATE_OF_PLAN,
    FigureMatch,
    asks_for_aim,
    best,
    changes_of,
    says_so,
)
from heshu.asking.evidence.claimed import Claim, claims_in
from heshu.asking.evidence.compose import (
    Citer,
    corpus_line,
    refuse,
    say_figure,
    say_section,
    say_sentences,
    shortened,
    states,
    value_of,
    who,
)
from heshu.asking.evidence.excerpts import (
    PassageMatch,
    Sentence,
    asked_for,
    match_passages,
    prints_a_term,
    sentences_of,
    telling_sentences,
)
from heshu.asking.evidence.figures import match_figures, match_literally, match_loosely
from heshu.asking.evidence.fitting import BOUNDS, same_measures
from heshu.asking.evidence.moved import speaks_of
from heshu.asking.evidence.neighbours import money_beside
from heshu.asking.evidence.operands import AT_YEARS_END, with_annexes
from heshu.asking.evidence.retrieval import Retriever
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.evidence.which import FEW
from heshu.asking.evidence.wide import WIDE, Wide
from heshu.asking.planning.plan import NOT_HERE, Ask, Operation, Plan, ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.telling import said_together
from heshu.asking.telling.headings import (
    TOLD_TOGETHER,
    headings_named,
    intended,
    match_section,
    names_a_thing,
    part_asked,
    sections_asked,
    told_elsewhere,
    without_section,
)
from heshu.asking.telling.listings import (
    duties_said,
    enumeration_asked,
    introduced,
    match_enumeration,
    said_of_itself,
    said_of_person,
)
from heshu.asking.telling.remedies import for_problem
from heshu.asking.wording.expected import UNDONE, expected
from heshu.asking.wording.names_asked import only_counts
from heshu.asking.wording.terms import LIGHT, pairs
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Citation, Figure, FigureKind, PassageKind, Status, Value

ENOUGH_NAMED, ENOUGH_ANYWHERE = 0.45, 0.9
"""Confidence (of 3) that a passage must reach to answer in words, in a named report and in the whole corpus.

Off-topic questions reach 0.2 to 0.35; paraphrases without a word in common 0.4 and more.
"""
ENOUGH_PRINTED = 0.25
"""The same in a named report that prints the term which the question speaks of in other words."""
IN_ITS_WORDS = 0.3
"""Share of a question's words that a quote must hold, or it is said to be only the nearest there is."""
NEAREST = "报告里没有这样的原话，意思最接近的是：\n"
SPOKEN_OF = 0.4
"""Share of a question's words from which a passage tells of its matter: another with half of them tells of another."""
TO_THE_POINT = 0.8
"""Share of the best report's confidence at which another report is quoted beside it."""
CLOSE = 0.25
"""Difference of scores up to which a further passage is quoted beside the best."""
OWN_BUSINESS = regex(
    r"(?:我|咱|们|想|要|该|可以|能)*(?:怎么|如何|怎样|在?哪里?|到哪里?|能不能|可不可以)(?:才能|去|来|能)?"
    r"(?:申请|报名|领取?|办理?(?!了|过|得)|预约|挂号|缴[纳费]|购买|买|报销|落户|投诉|报考|参保)"
)
"""What somebody wants to get done, which no report tells."""
TOTALS = frozenset({"合计", "总和", "加起来"})
"""Words that ask for a sum, and for the figure itself where only one is named (三公经费合计多少)."""
PRIVATE = regex(
    r"手机(?!上|银行|端|软件|应用|程序|支付|拍|短信|用户)(?=$|[,，?？]|号|.{0,3}(?:多少|几))|电话号|联系方式|邮箱|住址|身份证|年龄|多大(?:岁数|年纪)|几岁|岁数|生日|籍贯|学历(?!教育)|微信|月薪|年薪|"
    r"(?:谁|他|她|你|主任|局长|处长|科长|书记|领导|组长|某人|个人)(?!和家庭)[^,，]{0,6}(?:工资|奖金|薪)"
)
"""What these reports never state of a person, whoever asks."""
COMPUTES = regex(
    r"(?<!占)比(?=.{1,16}[多少高低增减])|相差|差(?:多少|几)|[几多]少?倍|合计|加起来|[加放合]在?一[起块]|合起来|总和|平均每|月均|还剩|空缺|空编|缺编|空着|(?<!第)倒推|反推|折合|剩下"
)
"""Words that ask for a computation: where no operation took them up, a stated figure would answer another question."""
TOOK_PART = regex(r"(?:惠及|覆盖|受益|参加|参与|涉及|服务|帮扶|帮助|接待|拿到|领到|享受|群众|对象|人员|分成?|来|去)+")
"""Words of a part that say no more than that so many were there: 惠及多少人次."""
BREAK = regex("[；;。]")
"""What parts two statements: a number behind it is of another thing."""
NTH = regex(r"第(?P<place>[一二两三四五六七八九十]|\d{1,2})(?:个|条|项|点|大)(?!季度)")
"""Which item of a list is asked for."""
ITEM_BEGINS = regex(
    r"\s*(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第[一二三四五六七八九十])"
)
"""How an item of a list begins."""
ASKS_WORDS = regex(r"几步走?|几个?(?:阶段|环节|步骤)|什么|哪|谁|怎[么样]|如何|为何|是否|是不是|有没有")
ASKS_NUMBER = regex(r"多少|百分之|(?<![哪第])几(?!年来|乎|步|个?(?:阶段|环节|步骤))|多[大高长]")
"""A number is asked for; what only speaks of a rate (什么平台提高效率) may be told in words."""
SUPERLATIVE = regex(r"最[高低多少大小]|排名|倒数|第[一二三]名")
"""A question for an extreme that no operation took up: the report's own figure would answer another question."""
SHORT_ASK = 4
"""Characters up to which a question names a topic alone (满意度怎么样)."""
BEST, HITS = 50, 6
"""Passages that a search over many reports finds, and the reports of the first of them that are looked into."""


SINCE_LAST = regex(r"(?:同比|环比|[比较同](?:上一?年度?|去年|上年同期|前一年))$")
MEASURED = frozenset({FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.RATE, FigureKind.SHARE})
"""Kinds of figures that change."""
FROM_TO = regex(
    r"从[^,，]{0,8}(?:多少|几)[^,，]{0,4}(?:提|涨|增|升|降|减|压|调)[高长加升低少减整]*(?:到|至|为|成)了?(?:多少|几)"
)
"""From what to what: 低保标准从每月多少元提到了多少元."""


def _one_after_the_other(matches: Sequence[tuple[Card, FigureMatch]]) -> bool:
    """Whether two figures of one label and sentence are meant, one before the other."""
    figures = [match.figure for _, match in matches]
    same = len(figures) == PAIR and figures[0].label == figures[1].label
    return same and figures[0].passage_id == figures[1].passage_id and figures[0].start < figures[1].start


PAIR = 2
LONG_NAME = 5
"""Characters of a name that only the reports which hold it speak of."""
LEANING = regex(r"(?:那|这)?(?:比|较|占|其中|它|跟|和)")
"""How a question begins that leans on one before it."""


_HERE = (
    r"(?:请问|现在|目前|眼下|你|您|我们?|这里|这儿|手上|手头|语料库?|资料库|库|系统|文件夹)*"
    r"(?:里面?|中|上)?(?:一共|总共|共|都)?"
)
_PAPERS = r"(?:报告|部门|单位|自评报告|材料|单位的报告|部门的报告)"
OF_CORPUS = regex(
    rf"{_HERE}(?:有|收了?|收录了?|装了?|放了?)(?:哪些|哪几[份个家]|几[份个家]|多少[份个家]|什么)(?:的)?{_PAPERS}"
    rf"(?:[,，和及]*(?:都|分别|各)*(?:是|有)?(?:哪些|哪几[个家])(?:部门|单位)的?)?(?:[,，]*(?:都|分别|各)*是?(?:哪一?年|什么年份|哪些年份?|几几年)的?)?[吗呢?？。]*"
    rf"|(?:这|这里的?|库里的?)*(?:[\d一二两三四五六七八九十几]+份|些)?{_PAPERS}(?:都|分别|各)*是?(?:哪一?年|什么年份|哪些年份?|几几年|哪些(?:部门|单位)|哪几[个家](?:部门|单位))的?[呢?？。]*"
)
"""A question for what the corpus holds: 有几份报告，都是哪些单位的, 报告都是哪一年的."""


COUNTED_REPORTS = regex(r"(?:几|多少)(?P<unit>[份个家])")


class Stated:
    """Looks up, over one library, what its reports state."""

    def __init__(
        self,
        library: Library,
        shelf: Callable[[str], Shelf],
        retriever: Callable[[], Retriever],
        wide: Callable[[], Wide],
    ) -> None:
        self.library = library
        self.shelf = shelf
        self.retriever = retriever
        self.wide = wide

    def greet(self, question: str, english: bool) -> Answer:
        """What to say to who greets: what can be asked here."""
        holds = corpus_line(self.library.cards, english=english)
        text = (
            f"I answer questions about the reports in the corpus, with citations. {holds}"
            if english
            else f"我只回答语料库里报告的问题，每句话都给出处。{holds}可以问：某部门的预算执行率是多少，存在哪些问题。"
        )
        return refuse(question, text)

    def missing(self, question: str, where: Scope, english: bool) -> Answer | None:
        """The refusal for a department or a year that the corpus does not hold."""
        cards = self.library.cards
        if not cards:
            return refuse(question, "语料库里还没有报告。请把报告放进文件夹，运行 heshu index 文件夹。")
        if where.unknown:
            names = "、".join(f"“{name}”" for name in where.unknown)
            return refuse(
                question,
                _both(english, f"语料库里没有{names}的报告。", f"No report of {names} is in the corpus. ")
                + corpus_line(cards, english=english),
            )
        if where.missing:
            years = "、".join(f"{year}年" for year in where.missing)
            named = [c for c in cards if any(c.id in m.reports for m in where.mentions)] or list(cards)
            return refuse(
                question,
                _both(english, f"语料库里没有所问部门{years}的报告。", f"No report of that department for {years}. ")
                + corpus_line(named, english=english),
            )
        return None

    def answer(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        """The answer of a plan: figures, a section, or sentences."""
        text = wanted.question.text
        if not wanted.scope.named and OWN_BUSINESS.match(text):
            return self.greet(question, wanted.question.english)
        if not wanted.scope.named and OF_CORPUS.fullmatch(text):
            counted = COUNTED_REPORTS.search(text)
            count = (Value(str(len(cards)), counted["unit"]),) if counted else ()
            return Answer(question, Status.ANSWERED, corpus_line(cards), count)
        elsewhere = NOT_HERE.search(wanted.scope.rest)  # a department may have 旅游 in its name
        if elsewhere and not wanted.asks[0].named and not wanted.scope.named:
            return self.greet(question, wanted.question.english)
        if (elsewhere and not wanted.asks[0].named) or PRIVATE.search(text):
            return self._nothing(question, wanted, cards)
        if wanted.operation is Operation.FIGURE and SUPERLATIVE.search(wanted.question.text):
            return self._nothing(question, wanted, cards)
        if wanted.operation is Operation.FIGURE:
            return self._figures(question, wanted, cards)
        if len(cards) == 1 and wanted.scope.named and (told := for_problem(wanted.scope.rest, self.shelf(cards[0].id))):
            return self._quoted(question, told, cards[0])
        if wanted.operation is Operation.SECTION:
            return self._section(question, wanted, cards)
        return self._text(question, wanted, cards)

    def _figures(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        if len(cards) > WIDE:
            stating = self._stating(wanted, cards)
            if len(with_annexes(stating)) > FEW:
                return self._of_whom(question, wanted, stating)
            cards = stating or self._narrow(wanted, cards)
        if len(wanted.asks) == 1 and (beside := self._side_by_side(question, wanted, cards)):
            return beside
        text = wanted.question.text
        found = _beside([self._figure_of(ask, cards) for ask in wanted.asks])
        found = [
            (n and self._money_of_first(ask, found[0])) or matches
            for n, (ask, matches) in enumerate(zip(wanted.asks, found, strict=True))
        ]
        found = [matches or self._in_place(ask, found) for ask, matches in zip(wanted.asks, found, strict=True)]
        if len(found) == 1 and (asked := CHANGE_ASKED.search(wanted.asks[0].words)):
            found = [self._how_changed(wanted.asks[0], asked, found[0], cards)]
        computes = set(COMPUTES.findall(wanted.scope.rest))
        if len(wanted.asks) == 1 and wanted.asks[0].named and not wanted.asks[0].rest:
            computes -= TOTALS
        if (denied := self._denied(question, wanted, cards)) and any(not matches for matches in found):
            return denied
        if any(not matches for matches in found) and (together := self._said_together(question, wanted, cards)):
            return together
        if any(not matches for matches in found) or any(
            not all(word in match.figure.label for word in computes) for matches in found for _, match in matches
        ):
            in_words = ASKS_WORDS.search(text) and not ASKS_NUMBER.search(text)
            told = self._text if wanted.scope.named and in_words else self._nothing
            return told(question, wanted, cards)
        citer = Citer(self.library)
        if all(len(matches) == 1 for matches in found):
            pairs_of = [(match, card) for matches in found for card, match in matches]
            said = [
                self._say(match, card, ask, citer, wanted)
                for (match, card), ask in zip(pairs_of, wanted.asks, strict=True)
            ]
            values = tuple(value_of(match.figure) for match, _ in pairs_of)
            return Answer(question, Status.ANSWERED, "".join(said), values, tuple(citer.found))
        return self._several(question, wanted, found, citer)

    def _money_of_first(self, ask: Ask, before: Sequence[tuple[Card, FigureMatch]]) -> list[tuple[Card, FigureMatch]]:
        """What a sentence says was earned by or spent on what the first part counts: 培训多少人次，收入多少."""
        if len(before) != 1 or len(ask.named) != 1 or any(len(word) > 1 for word in ask.rest):
            return []
        card, match = before[0]
        beside = money_beside(match.figure, ask.named[0], self.shelf(card.id))
        return [(card, replace(match, figure=beside))] if beside else []

    def _said_together(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer | None:
        """The one sentence of the named report that says all that is asked, numbers and words, quoted as it stands."""
        if len(cards) != 1 or not wanted.scope.named or COMPUTES.search(wanted.scope.rest):
            return None
        if said_together.leans(wanted.asks):
            return None
        told = said_together.sentences(wanted.asks, self.shelf(cards[0].id))
        return self._quoted(question, told, cards[0]) if told else None

    def _how_changed(
        self, ask: Ask, asked: re.Match[str], found: list[tuple[Card, FigureMatch]], cards: Sequence[Card]
    ) -> list[tuple[Card, FigureMatch]]:
        """The changes that answer 涨了多少: those found, or what stands beside the figure spoken of, never itself."""
        if found and all(says_so(match.figure, asked) for _, match in found):
            return found
        bare = ask_for(SINCE_LAST.sub("", ask.words[: asked.start()]), glossary(), MEASURED)
        return [
            (card, replace(match, figure=change))
            for card, match in self._figure_of(replace(bare, years=ask.years), cards)
            for change in changes_of(match.figure, asked, self.shelf(card.id))
            if speaks_of(ask.words, change)
        ]

    def _stating(self, wanted: Plan, cards: Sequence[Card]) -> list[Card]:
        """Of many reports those that state what is asked, all of it or some."""
        found = {report for ask in wanted.asks for report in self.wide().find(ask)}
        return [card for card in cards if card.id in found]

    def _of_whom(self, question: str, wanted: Plan, stating: Sequence[Card]) -> Answer:
        """Ask back which department's figure is meant, where many state it."""
        names = list(dict.fromkeys(map(who, stating)))
        asked = wanted.scope.rest.strip(" ?？")
        text = _both(
            wanted.question.english,
            f"您问的是哪个部门？有{len(stating)}份报告写明，如{'、'.join(names[:3])}等。"
            f"请写出部门全称，例如“{names[0]}{asked}”。",
            f"Which department do you mean? {len(stating)} reports state it: {', '.join(names[:3])} and others. "
            "Please give its full name.",
        )
        return Answer(question, Status.CLARIFY, text)

    def _side_by_side(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer | None:
        """One figure of each of several departments or years that a question names; ``None`` where it names one."""
        groups = with_annexes(cards)
        if len(groups) < 2 or not (_names_several(wanted.scope) or len(wanted.scope.years) > 1):
            return None
        ask = wanted.asks[0]
        rows = [(files[0], self._figure_in(replace(ask, years=()), files)) for files in groups]
        if not any(matches for _, matches in rows):
            return None
        citer = Citer(self.library)
        said = [self._say(match, card, ask, citer, wanted) for _, matches in rows for card, match in matches[:FEW]]
        silent = [who(card) for card, matches in rows if not matches]
        said += [f"{'、'.join(silent)}的报告里没有写明。"] if silent else []
        clear = all(len(matches) == 1 for _, matches in rows)
        values = tuple(value_of(match.figure) for _, matches in rows for _, match in matches) if clear else ()
        status = Status.ANSWERED if clear else Status.CLARIFY
        return Answer(question, status, "\n".join(said), values, tuple(citer.found))

    def _in_place(
        self, ask: Ask, found: Sequence[Sequence[tuple[Card, FigureMatch]]]
    ) -> list[tuple[Card, FigureMatch]]:
        """A count asked for by its measure word alone, beside what else was asked: 发了多少低保金，有多少户拿到."""
        sure = next((matches[0] for matches in found if len(matches) == 1), None)
        speaks = any(
            len(word) > 1 and not LIGHT.issuperset(word) and not TOOK_PART.fullmatch(word) for word in ask.rest
        )
        if sure is None or ask.named or speaks or not ask.wanted.unit:
            return []
        card, match = sure
        near = [
            figure
            for figure in self.shelf(card.id).figures_in(match.figure.passage_id)
            if figure.kind is FigureKind.COUNT and same_measures(figure.unit, ask.wanted.unit)
        ]
        text, here = self.shelf(card.id).of[match.figure.passage_id].text, match.figure
        near = [
            figure
            for figure in near
            if not BREAK.search(text[min(here.end, figure.end) : max(here.start, figure.start)])
        ]
        after = [figure for figure in near if figure.start > here.start] or near
        exact = [figure for figure in after if figure.unit == ask.wanted.unit] or after
        return [(card, FigureMatch(exact[0], 1.0, 1.0))] if exact else []

    def _figure_of(self, ask: Ask, cards: Sequence[Card]) -> list[tuple[Card, FigureMatch]]:
        """The best figures of each report in scope, those that are much worse than the best report's left out."""
        found = [row for files in with_annexes(cards) for row in self._figure_in(ask, files)]
        top = max((match.score for _, match in found), default=0.0)
        return [(card, match) for card, match in found if top - match.score < 0.15]

    def _figure_in(self, ask: Ask, files: Sequence[Card]) -> list[tuple[Card, FigureMatch]]:
        """The best figures of a report and its annexes, each value once: an annex may state the same again."""
        found = [
            (card, match)
            for card in files
            for match in best(match_figures(ask, self.shelf(card.id)), ask, self.shelf(card.id))
        ]
        for looser in (match_literally, match_loosely, _left_at_years_end):
            found = found or [(card, match) for card in files for match in looser(ask, self.shelf(card.id))]
        known = claims_in(ask.words)
        found = [(card, match) for card, match in found if not any(_is_told(claim, match.figure) for claim in known)]
        exact = [row for row in found if row[1].figure.unit == ask.wanted.unit]
        top = max((match.score for _, match in found), default=0.0)
        found = exact if any(top - match.score < NEAR for _, match in exact) else found
        values: dict[Value, tuple[Card, FigureMatch]] = {}
        for card, match in found:
            if top - match.score < NEAR:
                values.setdefault(Value(str(match.figure.value.normalize()), match.figure.unit), (card, match))
        return list(values.values())

    def _say(self, match: FigureMatch, card: Card, ask: Ask, citer: Citer, wanted: Plan) -> str:
        shelf = self.shelf(card.id)
        beyond = shelf.weights.coverage(pairs(ask.rest), fold(match.figure.label)) < 0.8
        passage = shelf.of[match.figure.passage_id]
        said = say_figure(match, card, passage, citer, english=wanted.question.english, quote=beyond)
        name = fold(match.figure.label)
        aimed = TARGET_LABEL.search(name) and not RATE_OF_PLAN.fullmatch(name)
        bound = match.figure.qualifier in BOUNDS and not aimed
        bound = bound and passage.kind is not PassageKind.TABLE_ROW
        if not bound or asks_for_aim(ask, match.figure):
            return said
        return said + _both(
            wanted.question.english,
            BOUND_ONLY,
            " (The report states this bound alone; it may be a target.)",
        )

    def _several(
        self, question: str, wanted: Plan, found: Sequence[Sequence[tuple[Card, FigureMatch]]], citer: Citer
    ) -> Answer:
        """More than one figure may be meant: name each, and ask which; both where one rose to the other."""
        if FROM_TO.search(wanted.question.text) and len(found) == 1 and _one_after_the_other(found[0]):
            (first, card), (then, _) = ((match, card) for card, match in found[0])
            said = [self._say(match, card, wanted.asks[0], citer, wanted) for match in (first, then)]
            values = (value_of(first.figure), value_of(then.figure))
            return Answer(question, Status.ANSWERED, "".join(said), values, tuple(citer.found))
        lines = []
        for ask, matches in zip(wanted.asks, found, strict=True):
            lines += [self._say(match, card, ask, citer, wanted) for card, match in matches[:FEW]]
            if len(matches) > FEW:
                lines.append(f"……共{len(matches)}处")
        departments = {card.id for matches in found for card, _ in matches}
        which = "哪个部门" if len(departments) > 1 else "哪一个"
        text = _both(
            wanted.question.english, f"您问的是{which}？报告里有：\n", "Which one do you mean? The reports state:\n"
        ) + "\n".join(lines)
        return Answer(question, Status.CLARIFY, text, (), tuple(citer.found))

    def _denied(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer | None:
        """A sentence of the named report that says there is none of what was asked (年末无结转结余)."""
        if len(cards) != 1 or len(wanted.asks) != 1 or not wanted.asks[0].named:
            return None
        names = cores({*wanted.asks[0].named[-1].term.names, wanted.asks[0].named[-1].words})
        if not names:
            return None
        none = re.compile(rf"(?:无|没有|未发生|未产生)[^，。；,;]{{0,4}}(?:{'|'.join(map(re.escape, sorted(names)))})")
        shelf = self.shelf(cards[0].id)
        denied = next((one for one, text in sentences_of(shelf) if none.search(text)), None)
        return self._quoted(question, [denied], cards[0]) if denied else None

    def _section(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        ask = wanted.asks[0]
        cards = self._narrow(wanted, cards)
        citer = Citer(self.library)
        if UNDONE.search(ask.words) or any(said_of_person(ask, self.shelf(card.id)) for card in cards[:FEW]):
            return self._text(question, wanted, cards)
        if not wanted.scope.named and (those := self._holding(ask, cards)):
            cards = those
            if {named.term.name for named in ask.named} == {"部门职能"}:  # what a part of a department does
                return self._text(question, replace(wanted, asks=(replace(ask, named=()),)), cards)
        if thing := self._thing_named(ask, cards):
            return self._text(question, replace(wanted, asks=(thing,)), cards)
        if len(cards) == 1 and wanted.scope.named and told_elsewhere(ask, self.shelf(cards[0].id)):
            return self._text(question, replace(wanted, asks=(without_section(ask),)), cards)
        said = []
        beyond = [named for named in ask.named if named.term.name not in TOLD_TOGETHER]
        if beyond and len(cards) == 1 and wanted.scope.named and (plans := intended(ask, self.shelf(cards[0].id))):
            return self._quoted(question, plans, cards[0])
        for card in cards if wanted.scope.named else cards[:FEW]:
            shelf = self.shelf(card.id)
            part = part_asked(ask, shelf)
            found = [part] if part else [row[0] for one in sections_asked(ask) if (row := match_section(one, shelf))]
            said += [say_section(one, shelf.passages, card, citer, shelf.sections) for one in found]
        if not said:
            return self._text(question, wanted, cards)
        by_number = any(label in line.split("\n")[0] for line in said for label in headings_named(ask.words))
        if (nth := NTH.search(ask.words)) and len(said) == 1 and not by_number:
            return self._item(question, said[0], citer.found, counted(nth["place"]))
        return Answer(question, Status.ANSWERED, "\n".join(dict.fromkeys(said)), (), tuple(citer.found))

    def _holding(self, ask: Ask, cards: Sequence[Card]) -> list[Card]:
        """Those of some reports that alone hold a long name of the question (市党政机关文印中心); none where all do."""
        long = [word for word in ask.rest if len(word) >= LONG_NAME and re.fullmatch("[\u4e00-\u9fff]+", word)]
        if len(cards) > WIDE or not long:
            return []
        texts = {card.id: "".join(self.shelf(card.id).folded.values()) for card in cards}
        holding = [card for card in cards if any(word in texts[card.id] for word in long)]
        return holding if len(holding) < len(cards) else []

    def _thing_named(self, ask: Ask, cards: Sequence[Card]) -> Ask | None:
        """The question for a thing whose printed name only holds the words of a section's; else ``None``."""
        kinds = [named for named in ask.named if named.term.kind == "section"]
        things = {named: names_a_thing(named, ask, self.shelf(card.id)) for named in kinds for card in cards[:1]}
        if not things or not all(things.values()):
            return None
        others = tuple(named for named in ask.named if named not in kinds)
        return replace(ask, named=others, rest=tuple(dict.fromkeys(things.values())))

    def _item(self, question: str, said: str, cited: Sequence[Citation], place: int) -> Answer:
        """One item of a section that is a list (第二个问题), with its lines; asked back where it has fewer."""
        head, *lines = said.split("\n")
        starts = [n for n, line in enumerate(lines) if ITEM_BEGINS.match(line)] or list(range(len(lines)))
        if not 0 < place <= len(starts):
            return Answer(question, Status.CLARIFY, f"{head}\n这里没有这么多条，您要的是哪一条？")
        end = [*starts, len(lines)][place]
        item = "\n".join(lines[starts[place - 1] : end])
        return Answer(
            question,
            Status.ANSWERED,
            f"{head}\n{item}",
            (),
            tuple(one for one in cited if f"[{one.marker}]" in item),
        )

    def _text(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        cards, ask = self._narrow(wanted, cards), wanted.asks[0]
        listing = enumeration_asked(ask) if wanted.scope.named else None
        if listing and (listed := self._listed(question, ask, cards, listing)):
            return listed
        for card in cards if wanted.scope.named else ():
            if told := self._said_outright(question, ask, card):
                return told
        if listing:
            return self._nothing(question, wanted, cards)
        if not wanted.scope.named and 1 < len(cards) <= FEW:
            return self._each(question, wanted, cards, ENOUGH_ANYWHERE, TO_THE_POINT)
        if _names_several(wanted.scope) and len(cards) <= WIDE:
            return self._each(question, wanted, cards, ENOUGH_NAMED, 0.0)
        if not wanted.scope.named and len(with_annexes(cards)) > 1 and _too_short(ask):
            text = f"您问的是哪个部门的{wanted.scope.rest.strip('?？')}？{corpus_line(self.library.cards)}"
            return Answer(question, Status.CLARIFY, text)
        enough = ENOUGH_NAMED if wanted.scope.named else ENOUGH_ANYWHERE
        found = self._passages(ask, cards, enough)
        if not found or self._counts_only(ask, found[0]):
            return self._nothing(question, wanted, cards)
        return self._nearest(question, ask, found, english=wanted.question.english)

    def _said_outright(self, question: str, ask: Ask, card: Card) -> Answer | None:
        """What a named report says of just that: a sentence of the kind that is asked for, or a section."""
        shelf = self.shelf(card.id)
        for says in (said_of_person, intended, said_of_itself, introduced):
            if told := says(ask, shelf):
                return self._quoted(question, told, card)
        section = match_section(ask, shelf)
        if section and section[1] >= 0.8 and not UNDONE.search(ask.words):
            citer = Citer(self.library)
            said = say_section(section[0], shelf.passages, card, citer, shelf.sections)
            return Answer(question, Status.ANSWERED, said, (), tuple(citer.found))
        told = duties_said(ask, shelf)
        return self._quoted(question, told, card) if told else None

    def _quoted(self, question: str, told: Sequence[Sentence], card: Card) -> Answer:
        """An answer that is sentences of one report."""
        citer = Citer(self.library)
        said = say_sentences(told, card, citer)
        return Answer(question, Status.ANSWERED, said, (), tuple(citer.found))

    def _counts_only(self, ask: Ask, found: PassageMatch) -> bool:
        """Whether the passage that fits best has but the number of the things whose names are asked for."""
        shelf = self.shelf(found.passage.report_id)
        return only_counts(ask.words, [s.text for s in telling_sentences(ask, found.passage, shelf)])

    def _listed(self, question: str, ask: Ask, cards: Sequence[Card], listing: re.Pattern[str]) -> Answer | None:
        """The list that the newest of some reports gives."""
        for card in sorted(cards, key=lambda card: -(card.year or 0)):
            if found := match_enumeration(listing, ask, self.shelf(card.id)):
                return self._quoted(question, found, card)
        return None

    def _each(self, question: str, wanted: Plan, cards: Sequence[Card], enough: float, to_the_point: float) -> Answer:
        """What each of a few reports says, those left out that say much less to the point than the best."""
        ask = wanted.asks[0]
        found = [(card, self._passages(ask, [card], enough)) for card in cards]
        found = [(card, matches) for card, matches in found if matches]
        top = max((matches[0].confidence for _, matches in found), default=0.0)
        found = [(card, matches) for card, matches in found if matches[0].confidence >= to_the_point * top]
        if not found:
            return self._nothing(question, wanted, cards)
        citer = Citer(self.library)
        found.sort(key=lambda row: -row[1][0].confidence)
        said = [
            say_sentences(telling_sentences(ask, matches[0].passage, self.shelf(card.id)), card, citer)
            for card, matches in found
        ]
        return Answer(question, Status.ANSWERED, "\n".join(said), (), tuple(citer.found))

    def _passages(self, ask: Ask, cards: Sequence[Card], enough: float) -> list[PassageMatch]:
        """The passage that answers best and up to two that come close, all of one report."""
        shelves = [self.shelf(card.id) for card in cards]
        matches = [match_passages(ask, shelf) for shelf in shelves]
        limits = [min(enough, ENOUGH_PRINTED) if prints_a_term(ask, shelf) else enough for shelf in shelves]
        if shown := expected(ask.words):
            heard = max((found[0].likeness.words for found in matches if found), default=0.0)
            matches = [
                [
                    m
                    for m in found
                    if (heard < SPOKEN_OF or m.likeness.words >= heard / 2)
                    and any(shown(s.text) for s in telling_sentences(ask, m.passage, shelf))
                ]
                for found, shelf in zip(matches, shelves, strict=True)
            ]
        matches = [
            found
            for found, limit in zip(matches, limits, strict=True)
            if found and found[0].confidence >= (limit if enough == ENOUGH_NAMED else enough)
        ]
        if not matches:
            return []
        found = max(matches, key=lambda one: one[0].confidence)
        return [one for one in found[:3] if found[0].likeness.score - one.likeness.score < CLOSE]

    def _nearest(self, question: str, ask: Ask, found: Sequence[PassageMatch], *, english: bool) -> Answer:
        """The sentences that bear on a question, said to be but the nearest where they hold little of its words."""
        card = self.library.card_of[found[0].passage.report_id]
        shelf = self.shelf(card.id)
        sentences = [s for match in found for s in telling_sentences(ask, match.passage, shelf)]
        told = self._quoted(question, sentences, card)
        texts = (fold("".join(s.passage.path[-1:]) + s.text) for s in sentences)
        if asked_for(ask, shelf).share(unspaced("".join(texts))) >= IN_ITS_WORDS:
            return told
        lead = _both(english, NEAREST, "The report does not say so in these words; the nearest to it: ")
        return replace(told, text=lead + told.text)

    def _nothing(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        """Say that it is not stated, and name what is."""
        english = wanted.question.english
        ask = wanted.asks[0]
        own = len("".join(ask.rest))
        topic = own <= SHORT_ASK and ask.named and len(with_annexes(cards)) > 1 and self._spoken_of(ask)
        leans = LEANING.match(wanted.question.text) and own <= SHORT_ASK
        if not wanted.scope.named and (own <= 2 or topic or leans) and not SUPERLATIVE.search(wanted.question.text):
            text = _both(english, "您问的是哪个部门、哪个数？", "Which department, and which figure? ")
            return Answer(question, Status.CLARIFY, text + corpus_line(self.library.cards, english=english))
        terms = "、".join(n.term.name for asked in wanted.asks for n in asked.named)
        words = shortened("、".join(ask.rest), 20)
        thing = f"{words}”的“{terms}" if words and terms else words or terms
        if len(cards) == 1 and wanted.scope.named:
            holds = states(self.library.figures(cards[0].id))
            if not thing:  # 那花都呢, and nothing asked before
                text = _both(english, f"您想问{who(cards[0])}的什么？{holds}", f"What of {who(cards[0])}? {holds}")
                return Answer(question, Status.CLARIFY, text)
            text = f"{who(cards[0])}的报告里没有写明“{thing}”。{holds}"
            if IN_FACT_ASKED.search(wanted.question.text) and self._aims(wanted, cards[0]):
                text = f"{who(cards[0])}的报告里只写了目标，没有写明实际做到了多少。"
            return refuse(question, _both(english, text, f"The report of {who(cards[0])} does not state that. "))
        return refuse(
            question,
            _both(english, f"报告里没有与“{thing}”相关的内容。", "The reports do not hold that. ")
            + corpus_line(self.library.cards, english=english),
        )

    def _aims(self, wanted: Plan, card: Card) -> bool:
        """Whether a report states what was aimed at, of which a question asks what came."""
        shelf = self.shelf(card.id)
        asks = (replace(a, words=IN_FACT_ASKED.sub("", a.words), rest=_aimed(a.rest)) for a in wanted.asks)
        found = (match for ask in asks for match in best(match_figures(ask, shelf), ask, shelf))
        return any(is_target(match.figure, shelf) for match in found)

    def _spoken_of(self, ask: Ask) -> bool:
        """Whether the reports hold each of the question's own words; what none speaks of is not there to ask back."""
        return all(self.library.mentions(word) for word in ask.rest if len(word) > 1)

    def _narrow(self, wanted: Plan, cards: Sequence[Card]) -> Sequence[Card]:
        """In a large scope, look into the reports that a search finds first."""
        if len(cards) <= WIDE:
            return cards
        hits = self.retriever().search(wanted.scope.rest, BEST, [card.id for card in cards])
        reports = list(dict.fromkeys(hit.passage.report_id for hit in hits))[:HITS]
        return [card for card in cards if card.id in reports]


def _left_at_years_end(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """What was left when the year ended, where 结余 alone is asked for and no figure is called so alone."""
    if ask.rest or [named.term.name for named in ask.named] != ["结转结余"]:
        return []
    named = (ask_for(name, glossary(), ask.wanted.kinds) for name in AT_YEARS_END["结转结余"])
    asks = [replace(later, years=ask.years) for later in named]
    return next(filter(None, (best(match_figures(later, shelf), later, shelf) for later in asks)), [])


def _is_told(claim: Claim, figure: Figure) -> bool:
    """Whether the question itself gives a figure's value (1,155件文稿中有多少件…), and so asks for another."""
    same = claim.unit == figure.unit or same_measures(figure.unit, claim.unit)
    return bool(claim.unit) and same and claim.value == figure.value


def _names_several(scope: Scope) -> bool:
    """Whether a question names several departments."""
    return len({mention.reports for mention in scope.mentions}) > 1


def _too_short(ask: Ask) -> bool:
    """Whether a question without a department is a word or two, which every report speaks of."""
    return len("".join([*(named.words for named in ask.named), *ask.rest])) <= SHORT_ASK


def _beside(found: list[list[tuple[Card, FigureMatch]]]) -> list[list[tuple[Card, FigureMatch]]]:
    """Where one thing asked is clear, another asked with it means the figure beside that one (满分几分，扣了几分)."""
    sure = [matches[0][1].figure for matches in found if len(matches) == 1]
    if not sure:
        return found
    here = [
        [m for m in matches if m[1].figure.passage_id == sure[0].passage_id and m[1].figure != sure[0]]
        for matches in found
    ]
    alike = [[m for m in matches if m[1].figure.label[:3] == sure[0].label[:3]] for matches in here]
    named = [[m for m in matches if m[1].figure.label.startswith(sure[0].label)] for matches in here]
    near = [exact if len(exact) == 1 else some for exact, some in zip(named, alike, strict=True)]
    return [some if len(matches) > 1 and len(some) == 1 else matches for some, matches in zip(near, found, strict=True)]


def cores(names: Collection[str]) -> set[str]:
    """Names without the time of year: 结转结余 of 年末结转结余决算数."""
    plain = {re.sub(r"^(?:年初|年末|本年|上年)|(?:决算|预算)?(?:数|金额|总额)$", "", name) for name in names}
    return {name for name in plain if len(name) >= 3}


def _aimed(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(left for word in words if (left := IN_FACT_ASKED.sub("", word)))


BOUND_ONLY = "（报告只写了这个界限，没有写确切的数，可能是目标。）"
"""Said of a figure such as 80%及以上, which is often a target and no result."""


def _both(english: bool, chinese: str, other: str) -> str:
    return other if english else chinese
