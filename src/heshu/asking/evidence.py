"""From a plan to the figures that back its answer: by their labels, kinds, stages and years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from heshu.asking.expected import UNDONE
from heshu.asking.likeness import Texts
from heshu.asking.plan import Ask, ask_for
from heshu.asking.proofs import Amount, gives, in_those_words, provable, to_prove
from heshu.asking.question import Wanted
from heshu.asking.scope import short_forms
from heshu.asking.stages import BUDGETS, Stage, expense_of, stage_of, subject_of
from heshu.asking.terms import LIGHT, OVERALL, Named, Weights, content, pairs, telling
from heshu.figures.heads import HEAD_WORDS
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.records import Figure, FigureKind, Passage, PassageKind

ENOUGH = 0.62
"""Share of a question's weight that a figure's label and clause must hold; below it the report does not state it."""
FITTING = 0.70
"""Score below which a label says too much, where the question narrows nothing down: a part is not the whole."""
FIRST_LEVEL = re.compile("投入|决策|过程|产出|效益|满意度")
"""What the scores of parts begin with."""
PART = 0.35
"""What a rate loses whose label names a part, where the question names none: 档案数字化执行率 for 预算执行率."""
HALF = 0.42
"""Share of the words beside the terms that a figure's label and clause must hold: they say which one is meant."""
BESIDE, BESIDE_SCORE = (0.75, 0.4), (0.4, 0.2)
"""What the words count for that stand in a figure's clause or headings, and elsewhere in its passage.

Beside a score stand the names of its parts (评分包括“履职效能”和“管理效率”): that they do does not make it theirs.
"""
ALL_BUT = 0.9
"""Share of a question that a passage must hold for its shorter label to stand for all of it."""
KIN = 0.92
"""What a label holds of a term that it calls by a name of the same formula, or whose stage of the budget it states."""
STAGES_OF_TERM: dict[str, tuple[Stage, ...]] = {
    "总支出": (Stage.SPENT,),
    "预算数": (Stage.ADJUSTED, Stage.YEAR, Stage.BUDGET),
    "调整预算数": (Stage.ADJUSTED, Stage.YEAR),
    "年初预算数": (Stage.INITIAL,),
}
PROVED = 0.9
"""What a label holds of a term that it means where the report's amounts give it (`heshu.asking.proofs`)."""
STAGES_SAID: dict[str, re.Pattern[str]] = {
    "支出": re.compile(r"(?:支出|决算|执行|支付|支付完成)(?:数|金额|额)?$"),
    "预算": re.compile(r"预算(?:数|金额|额)?$"),
}
"""Words beside a term's name, and the ends of labels that say them of an amount: 办公设备购置的支出 is its 决算."""
SYNONYM = 0.96
"""What a label holds of a term that it calls by another of its names."""
NEAR = 0.04
"""Two scores closer than this are one: the question does not say which figure it means."""
SAME = (
    frozenset({"条", "件", "个", "项", "起", "宗"}),
    frozenset({"批", "批次", "次"}),
    frozenset({"人", "名", "位", "人次"}),
    frozenset({"次", "人次", "期", "场", "场次"}),
    frozenset({"件", "份", "篇", "宗", "起"}),
)
"""Measure words that people use for one another."""
SPENT_WORDS = re.compile(r"(?:全年|实际|本年)*(?:支出|决算|执行|支付)(?:数|金额|额)?$")
"""What an amount's label may add to its name: of an expense, what was spent is meant."""
REACHED = re.compile(
    r"(?:实际)?完成(?:值|情况)$|实际(?:完成)?值$|(?:年度|全年)?(?:完成|实际)数$|总量$|总数$|^全[区县市镇乡街省院校州]"
)
"""What an indicator's label adds of having been reached, or of all there are."""
TOTALLED = re.compile(r"(?:本年)?(?:支出|收入)?(?:合计|总计|小计)$")
"""What a column of totals adds to a row's name."""
BROKEN_DOWN = re.compile(r"基本支出|项目支出|人员经费|公用经费|经营支出")
"""Columns that break a row down: none of them is the row's own amount."""
UNNARROWING = re.compile(OVERALL.pattern + r"|平均|一般公共预算|资金|财政拨款|支出|年度|设[立置定]|细化")
"""The same of a rate's label: which funds it is a rate of is said of amounts, and taken for granted of rates."""
SCORED_WHOLE = re.compile(OVERALL.pattern + r"|支出|综合|评价|自评")
"""The same of a score's label."""
LEADING = re.compile(
    r"^(?:(?:20\d\d年)?(?:部门|单位|全年|年度|本年|当年|区级|市级|本级|总的?|整体|全部|厅本级)(?!支出|收入|预算|绩效))+"
)
OF_ALL = re.compile(r"(?<=经费)(?:合计|总计|支出)(?=(?:年初|全年|调整后?)?预算)")
"""What an expense's label says between its name and its budget: 三公经费合计预算数."""
EXAMPLES = re.compile(r"^[^等]{2,20}等(?=(?:日常)?公用|人员经费|人员支出)")
"""What an expense is spent on, said before its name: 商品和服务支出等公用经费."""


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure that may answer: ``score`` in [0, 1], ``recall`` the share of the question that it holds."""

    figure: Figure
    score: float
    recall: float


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What follows from a report's passages alone, by the names that `Shelf` has for it; it holds no library."""

    passages: tuple[Passage, ...]
    values: Mapping[str, Any]


class Shelf:
    """One report as evidence wants it: passages, figures, headings, and how telling its words are.

    ``before`` is what was worked out for the report in a former generation; it is used where the passages are the
    same.
    """

    def __init__(self, library: Library, report_id: str, before: WorkedOut | None = None) -> None:
        self.report_id = report_id
        self._card = library.card_of[report_id]
        self.year = self._card.year
        self.passages = library.passages(report_id)
        self.figures = library.figures(report_id)
        self.sections = library.sections(report_id)
        self.of = {passage.id: passage for passage in self.passages}
        self._model = library.words_model
        self.proves = True
        if before and before.passages == self.passages:
            vars(self).update(before.values)

    def worked_out(self) -> WorkedOut:
        """Give what was worked out so far, for a shelf of a later generation."""
        known = vars(self)
        return WorkedOut(self.passages, {name: known[name] for name in _OF_PASSAGES if name in known})

    @cached_property
    def own(self) -> re.Pattern[str]:
        """Match the report's own department before a figure's name (渔政站预算执行率): it is the whole, and no part."""
        card = self._card
        forms = sorted({*short_forms(card.department), *map(fold, card.aliases)} - {""}, key=len, reverse=True)
        return re.compile(f"^(?:{'|'.join(map(re.escape, forms))})(?=.)" if card.department else "(?!)")

    @cached_property
    def executed(self) -> tuple[list[Amount], list[Amount]]:
        """What the whole department spent, and its budget, as far as the report states them."""
        spent, budgets = (best(match_figures(ask, self), ask, self) for ask in (SPENT_IN_ALL, WHOLE_BUDGET))
        return [_amount(match.figure) for match in spent], [_amount(match.figure) for match in budgets]

    @cached_property
    def folded(self) -> dict[str, str]:
        """Passage id -> folded text."""
        return {passage.id: fold(passage.text) for passage in self.passages}

    @cached_property
    def readable(self) -> list[Passage]:
        """The passages that can answer: all but the title, and the heads of tables."""
        return [passage for passage in self.passages if passage.kind is not PassageKind.TITLE and not _is_head(passage)]

    @cached_property
    def folded_readable(self) -> list[str]:
        """Folded headings and text of the readable passages."""
        return [fold("".join(passage.path)) + unspaced(self.folded[passage.id]) for passage in self.readable]

    def prints(self, words: str) -> bool:
        """Whether some passage holds these folded words."""
        return any(words in text for text in self.folded_readable)

    @cached_property
    def texts(self) -> Texts:
        """The readable passages prepared for comparison; the top heading is too general to tell them apart."""
        return Texts([" ".join((*p.path[1:], p.text)) for p in self.readable], self._model())

    @cached_property
    def weights(self) -> Weights:
        """Weights of character pairs among the report's passages, headings included."""
        return Weights("".join(passage.path) + passage.text for passage in self.passages)


SPENT_IN_ALL, WHOLE_BUDGET = (
    ask_for(words, glossary(), frozenset({FigureKind.AMOUNT})) for words in ("总支出", "预算数")
)
"""What an execution rate is the ratio of."""


def _amount(figure: Figure) -> Amount:
    return figure.value, figure.unit


_OF_PASSAGES = ("folded", "readable", "folded_readable", "texts", "weights")


def unspaced(text: str) -> str:
    """A text without the spaces that set two characters of a word apart (组 长)."""
    return SET_APART.sub("", text)


SET_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def _is_head(passage: Passage) -> bool:
    """Whether a row of a table only names its columns."""
    cells = passage.text.split()
    named = sum(bool(HEAD_WORDS.search(cell)) for cell in cells)
    return passage.kind is PassageKind.TABLE_ROW and 2 <= len(cells) == named and not re.search(r"\d", passage.text)


def match_figures(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The figures of one report that may answer, best first; only those of a fitting kind and unit."""
    found = [
        _match(figure, ask, shelf)
        for figure in shelf.figures
        if _fits(figure, ask)
        and not _is_opposite(figure, ask)
        and not _is_denied(figure, ask)
        and _of_stage(figure, ask)
        and _of_year(figure, ask, shelf.year)
        and figure.passage_id in shelf.of
    ]
    floor = 0.0 if any(not OVERALL.fullmatch(word) for word in ask.rest) else FITTING
    fitting = [m for m in found if m.recall >= ENOUGH and m.score >= floor]
    fitting = [m for m in fitting if not any(_says_otherwise(m, other, ask) for other in fitting)]
    if shelf.proves and provable(ask):
        fitting = [m for m in fitting if not to_prove(m.figure.label, ask) or gives(*shelf.executed, m.figure.value)]
    return sorted(fitting, key=lambda m: (-m.score, m.figure.span))


def match_literally(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The figures whose whole long name stands in the question as it is, whatever terms its words also make."""
    words = "".join(content(ask.words))
    found = [
        FigureMatch(figure, 1.0, 1.0)
        for figure in shelf.figures
        if len(name := MEASURE_END.sub("", fold(figure.label))) >= LONG_NAME
        and name in words
        and not re.search(f"非{re.escape(name)}|{re.escape(name)}[以之]外", words)
        and (is_target(figure, shelf) or not TARGET_ASKED.search(ask.words.replace(name, "")))
        and _fits(figure, ask)
        and _of_year(figure, ask, shelf.year)
    ]
    longest_first = sorted(found, key=lambda match: -len(match.figure.label))
    return longest_first if len({match.figure.value for match in found}) == 1 else []


LONG_NAME = 6
"""Characters of a name that is no other figure's by chance."""
MEASURE_END = re.compile(r"(?:得分|分数|金额|数量|总额|数|额)$")
LOOSE, CLEAR = 0.6, 0.12
"""Share of the known words of a question that a count's sentence must hold, and how much more than any other's."""
KNOWN = 0.5
"""Share of a question's pairs of characters that the report must know at all."""


def match_loosely(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The one count of the unit asked for whose clause fits clearly best, whatever it is called; else none.

    For questions in other words than the report's (铺了多少公里管网 of 铺设管网215公里): pairs of characters that the
    report does not know are left out, but it must know half of them, and the label must hold some.
    """
    counted = COUNTED_OF.search(ask.words)
    ask = _counted(ask)
    if ask.wanted.kinds != frozenset({FigureKind.COUNT}) or DENIED.search(ask.words):
        return []
    if not ask.wanted.unit and not counted:
        return []
    asked = pairs([*ask.rest, *(named.words for named in ask.named if not ASKING.search(named.words))])
    known = frozenset(pair for pair in asked if shelf.weights.known(pair) and len(pair) > 1)
    if not known or len(known) < KNOWN * len([p for p in asked if len(p) > 1]):
        return []
    scored = []
    for figure in shelf.figures:
        if _fits(figure, ask) and figure.passage_id in shelf.of and _of_year(figure, ask, shelf.year):
            label = fold(figure.label)
            around = shelf.weights.coverage(known, fold(figure.context))
            held = 0.7 * shelf.weights.coverage(known, label) + 0.3 * around
            if counted and fold(shelf.of[figure.passage_id].text[figure.end :]).lstrip().startswith(counted["what"]):
                held = max(held, 0.5 + 0.5 * around)
            elif not ask.wanted.unit:
                continue
            if any(pair in label for pair in known) and not (
                is_target(figure, shelf) and not TARGET_ASKED.search(ask.words)
            ):
                scored.append(FigureMatch(figure, held, held))
    scored.sort(key=lambda match: -match.score)
    if not scored or scored[0].score < LOOSE:
        return []
    near = [match for match in scored if scored[0].score - match.score < CLEAR]
    done = VERB.search(ask.words)
    said = [match for match in near if done and done["verb"] in match.figure.label]
    chosen = near if len({match.figure.value for match in near}) == 1 else said
    return chosen[:1] if len({match.figure.value for match in chosen}) == 1 else []


def _counted(ask: Ask) -> Ask:
    """A question whose words end in a number's name (批示次数是多少) as one for a count of that unit."""
    named = COUNT_NAMED.search(ask.words)
    if named is None or ask.wanted.kinds not in (frozenset(), frozenset({FigureKind.COUNT})):
        return ask
    rest = (re.sub(rf"{named['unit']}数量?$", "", word) for word in ask.rest)
    wanted = Wanted(True, frozenset({FigureKind.COUNT}), ask.wanted.unit or named["unit"])
    return replace(ask, rest=tuple(word for word in rest if word), wanted=wanted)


COUNT_NAMED = re.compile(rf"(?P<unit>{MEASURES})数量?(?:是|有|为|达到?)?(?:多少|几|$)")
COUNTED_OF = re.compile(rf"(?:多少|几)(?:{MEASURES})(?P<what>[\u4e00-\u9fff]{{2}})")
"""What is counted, right behind the measure word that asks for its number: 多少个国家 of 21个国家."""
VERB = re.compile(r"(?P<verb>[\u4e00-\u9fff])[了过出掉]*(?:多少|几)")
"""What was done, in the word right before what is asked (发了多少份)."""
ASKING = re.compile(r"多少|几")
DENIED = re.compile(r"没|未|不(?!低于|少于|超过)")


def _is_opposite(figure: Figure, ask: Ask) -> bool:
    """Whether a label says the one where the question says only the other: 收入 is never answered by 支出."""
    label = fold(figure.label + figure.whole)
    if figure.kind is FigureKind.AMOUNT and PLANNED.search(ask.words) and not DONE.search(ask.words):
        return stage_of(label) is Stage.SPENT
    return any(
        one in ask.words and other not in ask.words and other in label and one not in label for one, other in OPPOSITES
    )


PLANNED = re.compile(
    r"(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)(?<!社会保险基金)预算(?!拨款|内|外|单位|资金|管理|绩效|项目|科目|部门)"
)
"""A question for what was planned; 一般公共预算 and its like are funds, and no stage."""
DONE = re.compile(r"支出|支付|决算|执行|完成|花|用|超|收入|拨款|结余|结转|剩")


def _is_denied(figure: Figure, ask: Ask) -> bool:
    """Whether a label says nothing of not being done, where that is asked: 没有按时办结, and 收到90件 or 已按时办结."""
    return bool(UNDONE.search(ask.words)) and not re.search("[未没不无]", figure.label)


def _of_stage(figure: Figure, ask: Ask) -> bool:
    """Whether an amount is of the stage of the budget that a question names beside its subject."""
    wanted = {stage for named in ask.named for stage in STAGES_OF_TERM.get(named.term.name, ())}
    beside = any(named.term.name not in STAGES_OF_TERM for named in ask.named) or any(len(w) > 1 for w in ask.rest)
    if figure.kind is not FigureKind.AMOUNT or not wanted or not beside or Stage.SPENT in wanted:
        return True
    return stage_of(figure.label) in BUDGETS or "预算" in figure.label


def _says_otherwise(match: FigureMatch, other: FigureMatch, ask: Ask) -> bool:
    """Whether a neighbour holds what a label replaces: 被国家采纳, where the label beside it says 被省采纳."""
    if match.figure.passage_id != other.figure.passage_id or match.figure == other.figure:
        return False
    asked, mine, its = map(_pairs_of, (ask.rest, _told(match.figure), _told(other.figure)))
    return bool(mine - asked) and not its - asked and bool((its & asked) - mine)


@lru_cache(4096)
def _pairs_of(words: tuple[str, ...]) -> frozenset[str]:
    """The pairs of some words: those of a question are held against each label, those of a label against others."""
    return pairs(words)


def _told(figure: Figure) -> tuple[str, ...]:
    return content(fold(figure.label))


def best(matches: Sequence[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The matches that share the best score; one a value, the first place first.

    Of a target and what came of it the question means the second, unless its words ask for the first.
    """
    top = [m for m in matches if matches[0].score - m.score < NEAR]
    if shelf.proves and provable(ask):
        top = _proven(matches, top, ask, shelf)
    if matches and is_target(matches[0].figure, shelf) and not TARGET_ASKED.search(ask.words):
        label = fold(matches[0].figure.label)
        came = [m for m in matches if not is_target(m.figure, shelf) and _came_of(label, fold(m.figure.label))]
        top = came or top
    top = [_spent_instead(m, ask, shelf) for m in _of_stage_asked(top, ask)]
    top = [m for m in top if not _is_table_total(m.figure, shelf)] or top
    targets = [m for m in top if is_target(m.figure, shelf)]
    if targets and len(targets) < len(top):
        top = targets if TARGET_ASKED.search(ask.words) else [m for m in top if m not in targets]
    singles = [word for word in ask.rest if len(word) == 1 and word not in LIGHT]
    top = [m for m in top if singles and all(word in m.figure.label for word in singles)] or top  # 被省采纳
    values: dict[tuple[str, str], FigureMatch] = {}
    for match in top:
        values.setdefault((str(match.figure.value.normalize()), match.figure.unit), match)
    return list(values.values())


def _proven(matches: Sequence[FigureMatch], top: list[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """Of rates of the whole those that its amounts give, unless the best is one and in the question's own words."""
    sure = len({m.figure.value for m in top}) == 1 and in_those_words(top[0].figure.label, ask)
    rates = [] if sure else [m for m in matches if m.figure.kind is FigureKind.RATE]
    return [m for m in rates if gives(*shelf.executed, m.figure.value)] or top


def _spent_instead(match: FigureMatch, ask: Ask, shelf: Shelf) -> FigureMatch:
    """What was spent of an expense, where the words ask for that and only its budget bears their name.

    人员经费支出多少 means 人员经费支付完成, and not 人员经费预算.
    """
    mine = expense_of(match.figure.label)
    planned = match.figure.kind is FigureKind.AMOUNT and stage_of(match.figure.label) in BUDGETS
    if not mine or not planned or "预算" in ask.words or not SPENT_ASKED.search(ask.words):
        return match
    spent = [
        figure
        for figure in shelf.figures
        if figure.kind is FigureKind.AMOUNT
        and stage_of(figure.label) is Stage.SPENT
        and expense_of(figure.label) == mine
        and _of_year(figure, ask, shelf.year)
    ]
    near = [figure for figure in spent if figure.passage_id == match.figure.passage_id] or spent
    return replace(match, figure=near[0]) if len({figure.value for figure in near}) == 1 else match


def _came_of(target: str, label: str) -> bool:
    """Whether a label is what came of a target: the same indicator in another column, or a longer name of it."""
    return label.endswith(target) or COLUMN.sub("", label) == COLUMN.sub("", target)


COLUMN = re.compile(r"(?:年度|全年|预期|绩效)?(?:目标|计划|指标)值?$|(?:实际)?完成(?:值|情况)$|实际(?:完成)?值$")


def _is_table_total(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is the sum of some table, which is the whole's only where nothing else is."""
    return shelf.of[figure.passage_id].kind is PassageKind.TABLE_ROW and "合计" in figure.label


WORTH = re.compile(r"价值|收入|罚款|资产|余额|结余|节约")
"""What amounts are called that are no expense."""
SPENT_ASKED = re.compile(r"花|用[了掉去]|付|支出|执行")
BUDGET_ASKED = re.compile(r"预算(?:数|金额|总?额|安排)?(?:[是有为呢]|多少|[?？]?$)")
"""What a question ends with that asks for a budget; the 预算 of 一般公共预算拨款 is part of a name."""


def _of_stage_asked(top: list[FigureMatch], ask: Ask) -> list[FigureMatch]:
    """Of a budget and what was spent of it the one that the words speak of (…花了多少)."""
    budgets = [m for m in top if stage_of(m.figure.label) in BUDGETS]
    if not budgets or len(budgets) == len(top):
        return top
    if "预算" in ask.words:
        planned = BUDGET_ASKED.search(ask.words) and not SPENT_ASKED.search(ask.words)
        return budgets if planned and (ask.named or len(ask.rest) > 1) else top
    return [m for m in top if m not in budgets] if SPENT_ASKED.search(ask.words) else top


OPPOSITES = tuple(
    pair
    for one, other in (("收入", "支出"), ("年初", "年末"), ("基本支出", "项目支出"), ("追加", "追减"), ("上年", "本年"))
    for pair in ((one, other), (other, one))
)
"""Words of a question and of a label that exclude each other."""
FINISHED = re.compile(r"^(?!.*(?:收到|受理)).*办(?:了|结|完|好|理了?)")
RECEIVED = re.compile(r"^(?:共|全年|累计)*(?:收到|受理|接收|接到|登记)(?!.*(?:办结|办理|完成|答复|回复))")
"""What was dealt with is not what came in: 依申请公开办了几件 is not 收到依申请公开案件."""
TARGET_ASKED = re.compile(r"目标|计划|要求|应(?:当|该|达)|标准|要达到|须|不低于|原定|指标值")
GRADED = re.compile(r"(?:评级|等级|评定|档次|等次|结果|结论|评价)+")
"""What is asked for together with a score, and stands beside it."""
SAID_OF_ANY = re.compile(
    r"(?:收到|取得|获得|实现|产生|发生|投入|显示|列示|反映|体现|记载|统计|形成|拿到|得到|到账|百分比|比例|规模|额度|水平|数字|数据|总量)+"
)
"""What may be said of any amount or rate that is named, and tells none from another."""
MADE = re.compile(r"(?:完成|形成|撰写|开展|组织|举办|进行|实施|做|出|共)+")
"""Verbs that a count's name goes with, and that say no more than that there was so much of it."""
AIM = re.compile(r"的?(?:目标值?|要求)$|^(?:绩效)?(?:目标|要求)(?=.)")
"""What a question says of a target beside its name, where the report says it by 及以上 or by the heading."""
TARGET_LABEL = re.compile(r"目标|计划(?!生育)|指标值")


def is_target(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is what was aimed at: a bound, or a statement under a heading of targets."""
    path = shelf.of[figure.passage_id].path
    heading = path[-1] if path else ""
    under_targets = "目标" in heading and not re.search(r"完成|实现|达成|情况分析", heading)
    return figure.qualifier in ("≥", "≤", ">", "<") or bool(TARGET_LABEL.search(figure.label)) or under_targets


def _of_year(figure: Figure, ask: Ask, year: int | None) -> bool:
    """Whether a figure is of the years asked for, or of the report's own where none are."""
    if figure.period == "此前":
        return bool(re.search(r"原来|原先|之前|以前|此前|起初|当初|由", ask.words))
    if LAST_YEAR.search(figure.period):
        return bool(LAST_YEAR.search(ask.words)) or (year is not None and year - 1 in ask.years)
    stated = FIGURE_YEAR.search(figure.period)
    if stated is None or figure.kind is FigureKind.DATE:
        return not ask.years or year is None or year in ask.years
    return int(stated.group()) in (ask.years or (year,))


LAST_YEAR = re.compile(r"上年|去年|上一年")
FIGURE_YEAR = re.compile(r"(?:19|20)\d\d")


def _fits(figure: Figure, ask: Ask) -> bool:
    kinds, unit = ask.wanted.kinds, ask.wanted.unit
    if kinds and figure.kind not in kinds and not _is_change_asked(figure, ask):
        return False
    if not kinds and figure.kind is FigureKind.DATE:
        return False
    if figure.kind is FigureKind.SCORE and not _of_score(figure.label, ask.words):
        return False
    if figure.kind is FigureKind.RATE and SHARE_ASKED.search(ask.words) and EXECUTION.search(figure.label):
        return False
    if figure.kind is FigureKind.COUNT and FINISHED.search(ask.words) and RECEIVED.search(figure.label):
        return False
    if figure.unit in PEOPLE and OF_THINGS.search(ask.words):
        return False
    return not unit or same_measures(figure.unit, unit)


def _is_change_asked(figure: Figure, ask: Ask) -> bool:
    """Whether a change in money is the amount that is asked for by name: 预算调整增加 is what was added."""
    names = (named.term.names for named in ask.named)
    change = figure.kind is FigureKind.CHANGE and figure.unit in MONEY and FigureKind.AMOUNT in ask.wanted.kinds
    return change and any(fold(figure.label) in some for some in names)


SHARE_ASKED = re.compile(r"占(?!比)[^,，]{0,12}(?:百分之|多少|几成|多大|比例|比重)|占比")
EXECUTION = re.compile(r"(?:执行|支付|完成|支出)(?:率|进度)$")
"""Rates of execution, which are no shares: what a part takes of a whole is not what was spent of its budget."""
PEOPLE = frozenset({"人", "名", "位", "人次"})
OF_THINGS = re.compile(
    r"(?:多少|几)个(?!人|[\u4e00-\u9fff]{0,3}(?:人|员|生|师|童|干部|众|工|专家|志|者|手))[\u4e00-\u9fff]{2}"
)
"""Things that are counted, which no number of people answers: 多少个国家."""


def same_measures(unit: str, other: str) -> bool:
    """Whether two measure words count the same things; 万人 counts what 人 does."""
    plain = unit.lstrip("百千万亿") or unit
    return other == plain or any(other in same and plain in same for same in SAME)


def of_year(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is of the year that its report is of."""
    return _of_year(figure, Ask("", (), (), Wanted(True, frozenset())), shelf.year)


SCORES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"扣|丢|失分"), re.compile(r"扣")),
    (re.compile(r"满分|总分(?!是?得)|分值|权重"), re.compile(r"满分|总分|分值|权重")),
)
"""What a question says of a score, and what a label must say then; a plain score is none of these."""


REACHED_TOTAL = re.compile(r"(?:自评|综合评价|绩效评价|评价)总分")
"""Scores reached that are called totals."""
OVERALL_SCORES = re.compile(f"{REACHED_TOTAL.pattern}$")
"""The same at the end of a label."""


WEIGHED = re.compile(r"按.{0,6}权重(?:换算|折算|计算|计)")
"""How a label says that a score was reached at a weight."""


def _of_score(label: str, words: str) -> bool:
    label, words = WEIGHED.sub("得分", label), REACHED_TOTAL.sub("得分", WEIGHED.sub("", words))
    said = [(match.end(), printed) for asked, printed in SCORES for match in asked.finditer(words)]
    if said:  # what is said last is asked for: 得49分、扣1分，满分是多少
        return bool(max(said, key=lambda row: row[0])[1].search(label))
    return (
        "得分" in label or bool(OVERALL_SCORES.search(label)) or not any(printed.search(label) for _, printed in SCORES)
    )


def _set_aside(ask: Ask, label: str) -> bool:
    """Whether a question names a term only to leave it out: 非财政拨款收入, 财政拨款收入以外的部分."""
    denied = any(ask.words[max(n.start - 1, 0) : n.start] == "非" for n in ask.named) and "非" not in label
    return denied or any(ask.words[n.end : n.end + 2] in {"以外", "之外"} for n in ask.named)


def _match(figure: Figure, ask: Ask, shelf: Shelf) -> FigureMatch:
    label = fold(figure.label + (f"占{figure.whole}" if figure.kind is FigureKind.SHARE else "")).replace("、", "")
    if _set_aside(ask, label):
        return FigureMatch(figure, 0.0, 0.0)
    passage = shelf.of[figure.passage_id]
    around = label + fold(figure.context) + fold("".join(passage.path))
    weights = shelf.weights
    words = [word for word in ask.rest if len(word) > 1 and not OVERALL.fullmatch(word)]
    words = [word for word in words if not (ask.named and _says_stage(word, label))]
    if not words and not ask.named:
        words = [word for word in ask.rest if word not in LIGHT]
    if figure.kind is FigureKind.COUNT and any(named.term.kind == "count" for named in ask.named):
        words = [word for word in words if not MADE.fullmatch(word)]
    if figure.kind is FigureKind.SCORE:
        words = [word for word in words if not GRADED.fullmatch(word)]
    if ask.named and figure.kind is not FigureKind.COUNT:
        words = [word for word in words if not SAID_OF_ANY.fullmatch(word)]
    aims = ASKING.search(ask.words) and TARGET_ASKED.search(ask.words) and not TARGET_LABEL.search(label)
    if aims and is_target(figure, shelf):
        words = [word for word in (AIM.sub("", word) for word in words) if word]
    got, mass, left = 0.0, 0.0, OF_ALL.sub("", EXAMPLES.sub("", LEADING.sub("", shelf.own.sub("", label))))
    for named in ask.named:
        held, left = _bare(named, left, figure) or _held(named, left, label, weights, ask.words)
        if held < 1 and named.words in named.term.asked and held < KIN:
            # What was said in other words may be meant word for word: 收到多少件 of 收到的案件.
            words += content(named.words)
            continue
        weight = _mass(named, weights)
        got += weight * held
        mass += weight
    turned = {
        word[1:3] for word in words if len(word) == 4 and word not in label and word[:2] in label and word[2:] in label
    }
    rest = telling(words, weights) - turned
    if words and not rest and not ask.named:
        return FigureMatch(figure, 0.0, 0.0)
    if rest:
        rest_mass = weights.mass(rest)
        scored = figure.kind is FigureKind.SCORE
        name = label + fold("".join(passage.path[-1:])) if scored else label
        near, wide = weights.coverage(rest, name), weights.coverage(rest, around)
        whole = weights.coverage(rest, around + shelf.folded[passage.id])
        beside, around_it = BESIDE_SCORE if scored else BESIDE
        held = near + beside * (wide - near) + around_it * (whole - wide)
        if not ask.named and whole >= ALL_BUT and not pairs(_told(figure)) - rest:
            # The label is all asked for, and its passage says the rest: 信息稿件成果…，被国家采纳3篇.
            held = max(held, 0.75)
        if held < HALF:
            return FigureMatch(figure, 0.0, 0.0)
        got += rest_mass * held
        mass += rest_mass
    recall = got / mass if mass else 0.0
    recall -= _not_spent(figure, ask)
    score = recall - _excess(figure, left, rest, mass, weights)
    return FigureMatch(figure, score, recall)


def _says_stage(word: str, label: str) -> bool:
    stage = STAGES_SAID.get(word)
    return bool(stage and stage.search(label))


def _not_spent(figure: Figure, ask: Ask) -> float:
    """What an amount loses that was not spent, where a question asks what was (买…花了多少钱 and 总价值)."""
    asks = figure.kind is FigureKind.AMOUNT and SPENT_ASKED.search(ask.words) and not WORTH.search(ask.words)
    return 0.3 if asks and WORTH.search(figure.label) else 0.0


def _mass(named: Named, weights: Weights) -> float:
    return max(weights.mass(_pairs_of((named.words,))), 1.0)


def _held(named: Named, left: str, label: str, weights: Weights, asked: str) -> tuple[float, str]:
    """How much of a term a label holds (1 where it prints the words asked), and the label without it."""
    left = ACTUAL.sub("", left)
    for name in _names_of(named.term.names, named.words):
        if name in left and not _is_other(name, left, named, asked):
            return 1.0 if name == named.words else SYNONYM, left.replace(name, " ", 1)
    for name in sorted(glossary().kin(named.term), key=longest):
        if name in left:
            return KIN, left.replace(name, " ", 1)
    if OVERALL.sub("", left) in glossary().proved(named.term):
        return PROVED, ""
    if stage_of(label) in STAGES_OF_TERM.get(named.term.name, ()):
        subject = subject_of(label)
        stage = label.replace(subject, "", 1) if subject else label
        if not _is_other(stage, label, named, asked):
            return KIN, subject
    share = max(weights.coverage(_pairs_of((name,)), label) for name in _names_of(named.term.names, named.words))
    return 0.7 * share if share < 1 else 0.8, left


MEASURED = re.compile(rf"(?P<what>.{{2,}}?)(?:总?(?P<unit>{MEASURES})数?|总?数量?|量)")
"""The name of a count, which says what is counted and often its unit: 检查次数, 培训人次, 编制数."""
SCORED = re.compile(r"(?P<what>.{2,}?)(?:类|指标|自评|部分|方面)*得?分")
"""The name of a score, which says what was scored: 效益指标得分."""
AT_END = re.compile(r"(?:年末|期末|年终|年中)(?P<what>.{2,})")
"""The name of what is there when the year ends, or came in it, which is what 结余 and 调增 by themselves mean."""


def _defines(named: Named, label: str, whole: str) -> bool:
    """Whether a share is the quotient that defines a term: 在用固定资产占所有固定资产 of 固定资产利用率."""
    parts = named.term.formula.split(" ÷ ")
    if len(parts) != DIVIDED or not all(part in glossary().by_name for part in parts):
        return False
    upper, lower = (glossary().by_name[part].names for part in parts)
    part, of = label.partition("占")[0].strip(), EVERY.sub("", fold(whole))
    return (part in upper or ACTUAL_ONE.sub("", part) in upper) and of in lower


DIVIDED = 2
"""Operands of a quotient."""
EVERY = re.compile(r"^(?:所有|全部|全体|总的?)")
ACTUAL_ONE = re.compile(r"^实际")
FULL_MARK = re.compile(r"(?:满分|总分|分值|权重)$")
"""What the most points of an indicator are called: 支出率的权重 is 支出率总分 where marks are given."""
AT_HAND = re.compile(r"^(?:年末|年底|现有|实有|目前|核定|全年|共|举办|开展|组织|完成)+|(?:覆盖|参加|参训|参与|惠及)$")
"""What a count adds to its name: that people are there, that something was held, that people took part."""


def _bare(named: Named, left: str, figure: Figure) -> tuple[float, str] | None:
    """As `_held` for a label that names only what is counted, scored or left: 检查254次, 效益28.3分; else ``None``."""
    if figure.kind is FigureKind.SHARE and _defines(named, left, figure.whole):
        return KIN, ""
    if figure.kind is FigureKind.SCORE and FULL_MARK.search(named.term.name) and FULL_MARK.search(left):
        return SYNONYM, FULL_MARK.sub("", left)
    if figure.kind is FigureKind.COUNT and named.term.kind == "count":
        name, label = MEASURED, AT_HAND.sub("", left)
    elif figure.kind is FigureKind.SCORE and named.term.kind == "score":
        name, label = SCORED, re.sub(r"(?:类|指标|自评|部分|方面)*(?:得分?)?$", "", left)
    elif figure.kind is FigureKind.AMOUNT and named.term.kind == "amount":
        name, label = AT_END, left
    else:
        return None
    for match in filter(None, map(name.fullmatch, _names_of(named.term.names, named.words))):
        unit = match.groupdict().get("unit")
        fits = not unit or (same_measures(figure.unit, unit) and ("人" in unit) == ("人" in figure.unit))
        if match["what"] == label and fits:
            return SYNONYM, ""
    return None


ACTUAL = re.compile(r"实际(?=支出|支付|收入|执行|完成)(?<!^实际)")
"""What a label says of having been spent in fact, inside a name: 人员类实际支出."""


@lru_cache(4096)
def _names_of(names: frozenset[str], words: str) -> tuple[str, ...]:
    """A term's names and the words that named it, the longest first; asked of every figure of a report."""
    return tuple(sorted({*names, words}, key=longest))


def longest(name: str) -> tuple[int, str]:
    """Orders names, the longest first, and the same in every run."""
    return -len(name), name


def _is_other(name: str, label: str, named: Named, asked: str) -> bool:
    """Whether the name only stands inside, or across, that of a near miss that the question does not speak of.

    预算支出 stands in 项目预算支出, and 支出决算数 across the 人员支出 of 人员支出决算数.
    """
    inside = any(near in label and near not in name and near not in asked for near in named.term.near)
    return inside or any(_crosses(near, name, label) for near in glossary().misses(named.term) if near not in asked)


def _crosses(near: str, name: str, label: str) -> bool:
    """Whether one name begins in a label before another and ends in it."""
    first, second = label.find(near), label.find(name)
    return 0 <= first < second < first + len(near) < second + len(name)


def _excess(figure: Figure, left: str, rest: frozenset[str], mass: float, weights: Weights) -> float:
    """What a label says beyond the question: 专项预算项目 where only 预算执行率 was asked."""
    empty = {FigureKind.RATE: UNNARROWING, FigureKind.SCORE: SCORED_WHOLE}.get(figure.kind, OVERALL)
    if figure.kind is FigureKind.AMOUNT and left != fold(figure.label):
        left = TOTALLED.sub("", SPENT_WORDS.sub("", left))
    left = REACHED.sub("", left) if figure.kind in (FigureKind.COUNT, FigureKind.RATE, FigureKind.SHARE) else left
    if figure.kind is FigureKind.AMOUNT and (part := BROKEN_DOWN.search(left)) and part.group() != left.strip():
        return 0.25 + 0.1 * len(left) / 50
    extra = pairs(empty.sub(" ", left).split()) - rest
    if not extra:
        return 0.0
    weight = max(weights.mass(extra), 1.5 * len(extra))
    of_a_part = not rest and (figure.kind is FigureKind.RATE or bool(FIRST_LEVEL.match(left)))
    return max((0.4 if rest else 0.6) * weight / (mass + weight), PART if of_a_part else 0.0)
