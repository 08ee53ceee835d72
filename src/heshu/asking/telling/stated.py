"""What the reports state: a plan's figures, sections and sentences, said with their citations, or a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from heshu.asking.evidence.aims import TARGET_LABEL, is_target
from heshu.asking.evidence.calculating import amount, calculation, places, written
from heshu.asking.evidence.choosing import (
    CHANGE_ASKED,
    NEAR,
    RATE_OF_PLAN,
    TARGET_ASKED,
    FigureMatch,
    asks_for_aim,
    best,
    changes_of,
    says_so,
)
from heshu.asking.evidence.claimed import Claim, claims_in
from heshu.asking.evidence.compose import Citer, corpus_line, refuse, say_figure, value_of, who
from heshu.asking.evidence.excerpts import sentences_of
from heshu.asking.evidence.figures import match_figures, match_literally, match_loosely
from heshu.asking.evidence.fitting import BOUNDS, same_measures
from heshu.asking.evidence.moved import is_against_other, speaks_of
from heshu.asking.evidence.neighbours import money_beside
from heshu.asking.evidence.operands import AT_YEARS_END, Operand, with_annexes
from heshu.asking.evidence.retrieval import Retriever
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.evidence.which import FEW
from heshu.asking.evidence.wide import WIDE, Wide
from heshu.asking.planning.plan import NOT_HERE, Ask, Operation, Plan, ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.telling import said_together
from heshu.asking.telling.in_words import SUPERLATIVE, InWords, either, names_several
from heshu.asking.telling.parts_in_all import IN_ALL, parts_of_kind
from heshu.asking.telling.remedies import for_problem
from heshu.asking.wording.terms import LIGHT, pairs
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, PassageKind, Status, Value

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
ASKS_WORDS = regex(r"几步走?|几个?(?:阶段|环节|步骤)|什么|哪|谁|怎[么样]|如何|为何|是否|是不是|有没有")
ASKS_NUMBER = regex(r"多少|百分之|(?<![哪第])几(?!年来|乎|步|个?(?:阶段|环节|步骤))|多[大高长]")
"""A number is asked for; what only speaks of a rate (什么平台提高效率) may be told in words."""
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


class Stated(InWords):
    """Looks up, over one library, what its reports state."""

    def __init__(
        self,
        library: Library,
        shelf: Callable[[str], Shelf],
        retriever: Callable[[], Retriever],
        wide: Callable[[], Wide],
    ) -> None:
        super().__init__(library, shelf, retriever)
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
                either(english, f"语料库里没有{names}的报告。", f"No report of {names} is in the corpus. ")
                + corpus_line(cards, english=english),
            )
        if where.missing:
            years = "、".join(f"{year}年" for year in where.missing)
            named = [c for c in cards if any(c.id in m.reports for m in where.mentions)] or list(cards)
            return refuse(
                question,
                either(english, f"语料库里没有所问部门{years}的报告。", f"No report of that department for {years}. ")
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
            of_offices = counted and counted["unit"] != "份"  # two years of one department are two reports
            number = len({card.department for card in cards} if of_offices else cards)
            count = (Value(str(number), counted["unit"]),) if counted else ()
            said = (
                f"共{number}个部门。{corpus_line(cards)}" if of_offices and number < len(cards) else corpus_line(cards)
            )
            return Answer(question, Status.ANSWERED, said, count)
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
        if len(found) == 1 and (added := self._in_all(question, wanted, wanted.asks[0], found[0])):
            return added
        if all(len(matches) == 1 for matches in found):
            pairs_of = [(match, card) for matches in found for card, match in matches]
            said = [
                self._say(match, card, ask, citer, wanted)
                for (match, card), ask in zip(pairs_of, wanted.asks, strict=True)
            ]
            values = tuple(value_of(match.figure) for match, _ in pairs_of)
            return Answer(question, Status.ANSWERED, "".join(said), values, tuple(citer.found))
        return self._several(question, wanted, found, citer)

    def _in_all(
        self, question: str, wanted: Plan, ask: Ask, found: Sequence[tuple[Card, FigureMatch]]
    ) -> Answer | None:
        """The sum of the numbers of one sentence that are of the kind asked for in all; ``None`` where one alone is.

        区级河长巡河412次，镇级河长巡河5,836次 for 河长一共巡河多少次: neither is the whole.
        """
        if len(found) != 1 or not IN_ALL.search(ask.words):
            return None
        card, match = found[0]
        shelf = self.shelf(card.id)
        operands = [Operand(card, part) for part in parts_of_kind(match, match_figures(ask, shelf), shelf)]
        if len(operands) < PAIR:
            return None
        unit, citer = match.figure.unit, Citer(self.library)
        worked, exact = calculation(f"sum({', '.join(map(written, operands))})", unit, operands)
        said, value = amount(exact, unit, places(operands), question)
        rows = [self._say(replace(match, figure=one.figure), card, ask, citer, wanted) for one in operands]
        text = f"{who(card)}合计{said}（{worked.expression}）。" + "".join(rows)
        return Answer(question, Status.ANSWERED, text, (value,), tuple(citer.found), (worked,))

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
            and not is_against_other(ask.words, change, self.shelf(card.id).of[change.passage_id])
        ]

    def _stating(self, wanted: Plan, cards: Sequence[Card]) -> list[Card]:
        """Of many reports those that state what is asked, all of it or some."""
        found = {report for ask in wanted.asks for report in self.wide().find(ask)}
        return [card for card in cards if card.id in found]

    def _of_whom(self, question: str, wanted: Plan, stating: Sequence[Card]) -> Answer:
        """Ask back which department's figure is meant, where many state it."""
        names = list(dict.fromkeys(map(who, stating)))
        asked = wanted.scope.rest.strip(" ?？")
        text = either(
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
        if len(groups) < 2 or not (names_several(wanted.scope) or len(wanted.scope.years) > 1):
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
        if _is_aim_unnamed(match.figure, ask, shelf):
            match = replace(match, figure=replace(match.figure, label=match.figure.label + "目标"))
        said = say_figure(match, card, passage, citer, english=wanted.question.english, quote=beyond)
        name = fold(match.figure.label)
        aimed = TARGET_LABEL.search(name) and not RATE_OF_PLAN.fullmatch(name)
        bound = match.figure.qualifier in BOUNDS and not aimed
        bound = bound and passage.kind is not PassageKind.TABLE_ROW
        if not bound or asks_for_aim(ask, match.figure):
            return said
        return said + either(
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
        text = either(
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


def _is_aim_unnamed(figure: Figure, ask: Ask, shelf: Shelf) -> bool:
    """Whether a target is asked for and told, and only the heading above it calls it one."""
    named = TARGET_LABEL.search(figure.label) or figure.qualifier in BOUNDS
    return not named and bool(TARGET_ASKED.search(ask.words)) and is_target(figure, shelf)


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


BOUND_ONLY = "（报告只写了这个界限，没有写确切的数，可能是目标。）"
"""Said of a figure such as 80%及以上, which is often a target and no result."""
