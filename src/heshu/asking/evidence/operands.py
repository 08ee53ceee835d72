"""Operands: the figures that a phrase of a question names, in the reports that it names.

An operand that is not stated, or not clearly, is none: a figure is never put in another's place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from heshu.asking.evidence.choosing import best
from heshu.asking.evidence.compose import Citer, as_written, display_name, of_whom, refuse, sentence_of, states, who
from heshu.asking.evidence.figures import match_figures
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.evidence.wide import WIDE, Held, Names, Wide
from heshu.asking.planning.operations import Query
from heshu.asking.planning.plan import Ask, ask_for
from heshu.asking.planning.scope import MARK, MENTIONED, Scope
from heshu.asking.wording.question import Wanted
from heshu.asking.wording.stages import BUDGETS, expense_of, stage_of
from heshu.asking.wording.terms import content, named_terms
from heshu.figures.units import OF_PEOPLE, compatible, in_unit
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Found, Passage, Span, Status, Value

MARKS = regex(MENTIONED)
AMOUNTS = frozenset({FigureKind.AMOUNT})
RATES = frozenset({FigureKind.RATE, FigureKind.SHARE})
SHARES = frozenset({FigureKind.SHARE})
COUNTED = frozenset({FigureKind.AMOUNT, FigureKind.COUNT})
SUMMED = COUNTED | {FigureKind.SCORE}
ANY_NUMBER = frozenset({FigureKind.AMOUNT, FigureKind.COUNT, FigureKind.RATE, FigureKind.SHARE, FigureKind.SCORE})
BRACKETS = regex(r"[（(][^)）]*[)）]")
LISTED = regex(r"(?:和|与|跟|及|、|,|，|\s)+")
CROWD = regex(
    r"^(?:相比(?:较|之下)?|手[头里上边]的?(?=[这那现有]*[两二三四五六七八九十几\d]+[家份个])|现有(?=[两二三四五六七八九十几\d]+[家份个])|自评(?=报告|材料)"
    r"|不[管论看分]年[度份]|(?<=自评)材料|请|给我|帮我|给|找出|筛选?出?|挑出|统计|市直|区直|省直|市级|区级|对比|比较|按照?|把|将|在(?![职编岗校册建读])|都?有|都(?=是|写|列|花)|看|这|那|各|所有|全部|其中|里面?|当中|中|的|(?:填?报|写明?|列|公布|披露)(?:出|明)?了|列出|[两二三四五六七八九十几\d]+(?=[个家份部单])|每|个|家|份|部门|单位|报告|办公室|谁|哪|有|些|几)+"
)
WHOLES = {
    "支出": "总支出",
    "收入": "总收入",
    "分数": "自评得分",
    "自评": "自评得分",
    "执行率": "预算执行率",
    "预算": "预算数",
    "花": "总支出",
    "花钱": "总支出",
    "花费": "总支出",
    "花销": "总支出",
    "开销": "总支出",
    "全部花销": "总支出",
    "全部支出": "总支出",
    "总得分": "自评得分",
    "所有支出": "总支出",
    "支付数": "总支出",
    "总支付": "总支出",
    "付掉": "总支出",
    "付出去": "总支出",
    "实际付": "总支出",
    "实际付掉": "总支出",
    "实际花掉": "总支出",
    "支付总数": "总支出",
    "已支付数": "总支出",
    "实际支付数": "总支出",
}
"""A measure that stands alone is the whole department's."""
LEFT = ("结转结余", "年末结转结余", "年末结余")
AT_YEARS_END = {"结转结余": LEFT[:2], "结余": LEFT, "总结余": LEFT}
"""What is left is what is left at the end of the year, where nothing else is said; the first that is stated counts."""
TAIL = regex(
    r"(?:的?(?:部门|单位)?[,，]?按照?(?:其|各自)?(?:的?(?:金额|数额|数值|大小|规模|比例|高低|多少))?|(?<=支出|收入|预算|经费)(?:金额|数额)|(?<=[出入数额费分算])(?:简单地?|直接|一并|一起|合在?一[起块])|合计|总和|加起来|之和|规模|花得|花的|用得|(?<=[费出金款])[花用]|的(?:是|有)?|是|最[高低多少大小]?的?|得|拿|排个?|谁|哪个?|哪家|部门|单位|排|给.*|前.*|,.*|[两二三四五六七八九十]个|几个)$"
)


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure with the report that states it."""

    card: Card
    figure: Figure

    @property
    def value(self) -> Decimal:
        """Its exact value, as written."""
        return self.figure.value

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.figure.unit

    def value_in(self, unit: str) -> Decimal:
        """Its value in another unit of money, exactly; as it is where the two do not convert."""
        return in_unit(self.value, self.unit, unit) or self.value

    @property
    def text(self) -> str:
        """The figure as its report writes it, without the breaks of the layout."""
        return "".join(self.figure.text.split()).replace("\\", "")  # a formula writes 10\%

    @property
    def with_unit(self) -> str:
        """The figure as its report writes it, with the unit that a table's head gives it."""
        return self.text if self.text.endswith(self.unit) else self.text + self.unit


class Solver:
    """Runs operations over one library; ``names`` are what its departments are called, with their reports' ids.

    ``alone`` answers a question about one department in whatever way there is, where that is known.
    """

    def __init__(
        self,
        library: Library,
        shelf: Callable[[str], Shelf],
        names: Names = dict,
        alone: Callable[[str], Answer] | None = None,
    ) -> None:
        self.library = library
        self.shelf = shelf
        self.alone = alone
        self._names = names

    @cached_property
    def wide(self) -> Wide:
        """Looks figures up in more than `WIDE` reports."""
        return Wide(self.library, self._names)

    # ------------------------------------------------------------ operands

    def cards(self, phrase: str, where: Scope) -> list[Card]:
        """The reports that a phrase names; else those of the whole question."""
        marks = [ord(mark) - MARK for mark in MARKS.findall(phrase)]
        ids = [r for mark in marks if mark < len(where.mentions) for r in sorted(where.mentions[mark].reports)]
        inside = [i for i in dict.fromkeys(ids) if i in where.reports] or list(where.reports)
        return [self.library.card_of[i] for i in inside]

    def find(self, phrase: str, card: Card, kinds: frozenset[FigureKind]) -> list[Operand]:
        """The figures of one report that a phrase names best; more than one where it does not decide."""
        asked = [*_asked(phrase, kinds), *_as_words(phrase, kinds)]
        found = (self.find_ask(ask, card) for ask in asked)
        return next(filter(None, found), []) or self._counted(phrase, card, kinds)

    def _counted(self, phrase: str, card: Card, kinds: frozenset[FigureKind]) -> list[Operand]:
        """The people that a phrase asks for by their number, where a report counts them by what they are alone."""
        words = MARKS.sub("", phrase).strip("的,， ")
        bare = PEOPLE_END.sub("", words)
        if bare == words or FigureKind.COUNT not in kinds:
            return []
        found = [one for ask in _asked(bare, frozenset({FigureKind.COUNT})) for one in self.find_ask(ask, card)]
        return [one for one in found if one.unit in HEADS and fold(one.figure.label).endswith(bare[-2:])]

    def find_ask(self, ask: Ask, card: Card) -> list[Operand]:
        """As `find`, for words already understood."""
        if not ask.named and not ask.rest:
            return []
        shelf = self.shelf(card.id)
        return [Operand(card, match.figure) for match in best(match_figures(ask, shelf), ask, shelf)]

    def one(self, phrase: str, card: Card, kinds: frozenset[FigureKind], like: Operand | None = None) -> Operand | None:
        """The one figure that a phrase names; of several the one of the same stage or unit as ``like``."""
        return _only(self.find(phrase, card, kinds), like)

    def ones(
        self,
        phrase: str,
        cards: Sequence[Card],
        kinds: frozenset[FigureKind],
        like: Mapping[str, Operand] | None = None,
    ) -> dict[str, Operand]:
        """As `one` for each of some reports: report id -> the figure, where there is one."""
        like = like or {}
        if len(cards) <= WIDE:
            each = ((card.id, self.one(phrase, card, kinds, like.get(card.id))) for card in cards)
            return without_plans(phrase, {report: operand for report, operand in each if operand})
        found: Mapping[str, tuple[Held, ...]] = {}
        for ask in _asked(phrase, kinds):
            found = {**self.wide.find(ask), **found}
        several = ((card, found[card.id]) for card in cards if card.id in found)
        each = ((card.id, _only(self._operands(card, held), like.get(card.id))) for card, held in several)
        return without_plans(phrase, {report: operand for report, operand in each if operand})

    def _operands(self, card: Card, several: Sequence[Held]) -> list[Operand]:
        return [Operand(card, self.wide.figure(card.id, held)) for held in several]

    def place(self, operand: Operand) -> tuple[Figure, Passage]:
        """An operand's figure and passage; one of `ones` may know neither yet."""
        if operand.figure.passage_id:
            return operand.figure, self.shelf(operand.card.id).of[operand.figure.passage_id]
        figure = self.wide.whole(operand.figure)
        return figure, self.library.passages_by_id([figure.passage_id])[figure.passage_id]

    # ------------------------------------------------------------ saying

    def mention(self, operand: Operand, citer: Citer, *, name: bool = False) -> str:
        """``基本支出19,718.11万元[1]``."""
        figure, passage = self.place(operand)
        marker = citer.cite(passage, sentence_of(passage, figure.start, figure.end))
        whose = _whose(operand) if name else ""
        return f"{whose}{figure.label}{as_written(figure, passage)}{marker}"

    def missing(self, question: str, phrase: str, card: Card) -> Answer:
        """The refusal for an operand that a report does not state (or not clearly)."""
        thing = MARKS.sub("", phrase).strip("的、和与跟及,， ") or "所问的数"
        holds = states(self.library.figures(card.id))
        return refuse(question, f"{who(card)}的报告里没有写明“{thing}”，算不出来。{holds}")

    def answer(
        self,
        question: str,
        lead: str,
        operands: Sequence[Operand],
        values: Sequence[Value],
        calculations: Sequence[Calculation],
        *,
        found: Found = Found.NOTHING,
    ) -> Answer:
        """A computed answer: the lead, then each operand with its citation."""
        citer = Citer(self.library)
        several = len({_whose(operand) for operand in operands}) > 1
        said = "，".join(dict.fromkeys(self.mention(operand, citer, name=several) for operand in operands))
        return Answer(
            question,
            Status.ANSWERED,
            f"{lead}{said}。",
            tuple(values),
            tuple(citer.found),
            tuple(calculations),
            found=found,
        )


def without_plans(phrase: str, found: Mapping[str, Operand]) -> dict[str, Operand]:
    """One figure of several reports, without budgets of an expense where others state what was spent on it.

    三公经费 names neither, and what one report planned is not held against what another spent.
    """
    plans = {
        report
        for report, operand in found.items()
        if operand.figure.kind is FigureKind.AMOUNT
        and stage_of(operand.figure.label) in BUDGETS
        and expense_of(operand.figure.label)
    }
    mixed = len(plans) < len(found) and not PLANNED_SAID.search(phrase)
    return {report: operand for report, operand in found.items() if not (mixed and report in plans)}


PLANNED_SAID = regex("预算|安排|计划|批复|下达")
THIS_PART = regex(r"(?<=.{2})[这那]一?(?:块|项|部分)儿?的?$")
"""What is said behind a name and adds nothing: 项目支出这块."""
FINALLY = regex(r"^(?:最后|最终|到头来|一共|总共)+(?=支出|收入|花)")
"""What is said before a whole that stands alone."""


def _asked(phrase: str, kinds: frozenset[FigureKind]) -> list[Ask]:
    """What a phrase asks for, as a figure of some kinds; the further ones where a report does not state the first."""
    words = MARKS.sub("", phrase)
    words = THIS_PART.sub("", words)
    bare = FINALLY.sub("", words.strip("的,，"))
    names = AT_YEARS_END.get(bare, (WHOLES.get(bare, words),))
    further = (MOVED.sub("", bare),) if FigureKind.AMOUNT in kinds and MOVED.search(bare) else ()
    return [ask_for(name, glossary(), kinds) for name in (*names, *further)]


PEOPLE_END = regex(r"(?<=[\u4e00-\u9fff]{2})的?(?:人数|总人数|人员数量?)$")
HEADS = OF_PEOPLE | {"万人"}
"""Units in which people are counted."""
MOVED = regex(r"(?<=追加|调增|调减|压减|收回|上缴|退回|下达|到位|拨付|核减|核增)的?(?:资金|款项?|经费|金额|预算|钱)$")
"""What a phrase adds to money that was moved, by whose moving a report calls it: 年中追加资金 of 年中追加."""
TAKEN_TOGETHER = regex(r"(?<=[\u4e00-\u9fff]{2})加(?=[\u4e00-\u9fff]{2})")
"""Two things that a report counts as one: 网络加现场培训 of 网络培训和现场培训."""


def _as_words(phrase: str, kinds: frozenset[FigureKind]) -> list[Ask]:
    """A count asked for by what is counted, where its name is a term that the report has no figure of (培训人次)."""
    words = MARKS.sub("", phrase)
    counted = any(n.term.kind == "count" for n in named_terms(words, glossary()))
    if FigureKind.COUNT not in kinds or not (counted or TAKEN_TOGETHER.search(words)):
        return []
    words = TAKEN_TOGETHER.sub("", words)
    return [Ask(words, (), content(words), Wanted(True, frozenset({FigureKind.COUNT})))]


def _only(found: Sequence[Operand], like: Operand | None) -> Operand | None:
    """The one of some figures; of several the one of the same stage or unit as ``like``."""
    if like and len(found) > 1:
        found = [o for o in found if stage_of(o.figure.label) == stage_of(like.figure.label)] or found
    if like and len(found) > 1:
        found = [o for o in found if o.unit == like.unit] or found
    return found[0] if len(found) == 1 else None


def _whose(operand: Operand) -> str:
    """Whose figure it is, and of which year: the report's, but for a figure that is stated of another."""
    return of_whom(operand.figure, operand.card) if operand.card.department else ""


def with_annexes(cards: Sequence[Card]) -> list[list[Card]]:
    """Gather the files of one department and year, the fullest first: a report, and what was handed in with it."""
    files: dict[object, list[Card]] = {}
    for card in cards:
        known = (card.department, card.year) if card.department and card.year else card.id
        files.setdefault(known, []).append(card)
    return [sorted(group, key=lambda card: -card.passages) for group in files.values()]


def bare_label(phrase: str) -> str:
    """The label in a phrase over several reports, without the words that only gather them (把五个部门的…)."""
    words = LISTED.sub(" ", MARKS.sub(" ", BRACKETS.sub("", phrase))).strip()
    words = CROWD.sub("", words.replace(" ", "")) or words
    while (shorter := TAIL.sub("", words)) != words:
        words = shorter
    return WHOLES.get(words, words)


def figure_in(answer: Answer, shelf: Shelf) -> Figure | None:
    """The figure that an answer states, where it states one alone and works nothing out."""
    found = figures_like(answer, shelf)
    return found[0] if len(found) == 1 else None


def figures_like(answer: Answer, shelf: Shelf) -> list[Figure]:
    """The figures of the cited sentences that have the one value which an answer states."""
    if answer.status is not Status.ANSWERED or answer.calculations or len(answer.values) != 1:
        return []
    stated = answer.values[0]
    alike = [f for f in shelf.figures if format(f.value, "f") == stated.number and f.unit == stated.unit]
    cited = (f for place in answer.citations for f in alike if place.start <= f.span.start < place.end)
    return list({figure.span: figure for figure in cited}.values())


def stated_in(solver: Solver, answer: Answer) -> Operand | None:
    """As `figure_in`, with its report; ``None`` too where an answer cites none or several."""
    ids = {citation.report_id for citation in answer.citations}
    figure = figure_in(answer, solver.shelf(min(ids))) if len(ids) == 1 else None
    return Operand(solver.library.card_of[min(ids)], figure) if figure else None


def same_measure(first: Operand, second: Operand) -> bool:
    """Whether two operands can be added: the same unit, or both money."""
    return compatible(first.unit, second.unit)


def stated_before(solver: Solver, stated: Operand, *, in_sentence: bool = False) -> list[Operand]:
    """The figures before a stated one in its passage, or only in its sentence."""
    shelf = solver.shelf(stated.card.id)
    passage = shelf.of[stated.figure.passage_id]
    first = sentence_of(passage, stated.figure.start, stated.figure.end).start if in_sentence else 0
    return [
        Operand(stated.card, figure)
        for figure in shelf.figures_in(passage.id, Span(first, stated.figure.start))
        if figure.end <= stated.figure.start
    ]


def named(operand: Operand, *, several: bool) -> str:
    """An operand's label, with its department where several are spoken of."""
    return (display_name(operand.card.department) if several else "") + operand.figure.label


def missing_of(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The refusal for the first operand of a query that is not stated."""
    for phrase in (query.a, query.b):
        cards = solver.cards(phrase or query.text, where)
        words = bare_label(phrase) if len(cards) > 1 else phrase
        for card in cards[:4]:
            if MARKS.sub("", phrase) and solver.one(words, card, ANY_NUMBER) is None:
                return solver.missing(question, words, card)
    cards = solver.cards(query.text, where)
    return solver.missing(question, query.a or query.b, cards[0]) if cards else None
