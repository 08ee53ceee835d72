"""From a plan to the figures that back its answer: by their labels, kinds, stages and years."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from heshu.asking.evidence import neighbours
from heshu.asking.evidence.aims import COLUMN, ITEM, TARGET_LABEL, is_target, of_goals
from heshu.asking.evidence.choosing import AIM_ALONE, IN_FACT_ASKED, NEAR, TARGET_ASKED, FigureMatch
from heshu.asking.evidence.fitting import (
    COUNTED_OF,
    SPENT_ASKED,
    STAGES_OF_TERM,
    WORTH,
    fits,
    is_denied,
    is_limit_of_spending,
    is_of_day,
    is_of_years,
    is_opposite,
    is_rate_of_some_day,
    of_stage,
    same_measures,
)
from heshu.asking.evidence.moved import CHANGES, is_against_other
from heshu.asking.evidence.proofs import gives, provable, to_prove
from heshu.asking.evidence.wholes import SPENDING, is_called, of_whole
from heshu.asking.planning.plan import PLANNED, Ask, ask_for
from heshu.asking.wording.question import Wanted
from heshu.asking.wording.stages import stage_of, subject_of
from heshu.asking.wording.terms import LIGHT, OVERALL, Named, Weights, content, is_listed, pairs, telling
from heshu.figures.numerals import counted
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf

ENOUGH = 0.62
"""Share of a question's weight that a figure's label and clause must hold; below it the report does not state it."""
FITTING = 0.70
"""Score below which a label says too much, where the question narrows nothing down: a part is not the whole."""
FIRST_LEVEL = regex("投入|决策|过程|产出|效益|效果|满意度")
"""What the scores of parts begin with."""
PART = 0.35
"""What a rate loses whose label names a part, where the question names none: 档案数字化执行率 for 预算执行率."""
HALF = 0.42
"""Share of the words beside the terms that a figure's label and clause must hold: they say which one is meant."""
BESIDE = (0.75, 0.4)
BESIDE_OF = {FigureKind.SCORE: (0.4, 0.2), FigureKind.RATE: (0.75, 0.0), FigureKind.CHANGE: (0.2, 0.0)}
"""What the words count for that stand in a figure's clause or headings, and elsewhere in its passage.

Beside a score stand the names of its parts (评分包括“履职效能”和“管理效率”): that they do does not make it theirs.
What a change is of stands in its label: 投诉减少，水费增加 states no more complaints.
Nor is 结案率 of all cases that of a kind of which its passage goes on to speak.
"""
SAID_WHY = 0.6
"""What the words count for that give the reason of a deduction, in its own clause."""
ALL_BUT = 0.9
"""Share of a question that a passage must hold for its shorter label to stand for all of it."""
KIN = 0.92
"""What a label holds of a term that it calls by a name of the same formula, or whose stage of the budget it states."""
PROVED = 0.9
"""What a label holds of a term that it means where the report's amounts give it (`heshu.asking.evidence.proofs`)."""
STAGES_SAID: dict[str, re.Pattern[str]] = {
    "支出": regex(r"(?:支出|决算|执行|支付|支付完成|(?<=[费出目])完成)(?:数|金额|额)?(?:合计|总计)?$"),
    "预算": regex(r"预算(?:数|金额|额)?(?:合计|总计)?$"),
}
"""Words beside a term's name, and the ends of labels that say them of an amount: 办公设备购置的支出 is its 决算."""
SAME_STAGE = regex(r"^(?:实际|全年|最终|最后)*(?:支出|决算|决算支出|花费|支付|列支)(?:数|额|金额)?$")
"""Words beside a term's name that all mean what was spent: 实际支出, 决算数."""
SYNONYM = 0.96
"""What a label holds of a term that it calls by another of its names."""
SPENT_WORDS = regex(r"(?:全年|实际|本年)*(?:支出|决算|执行|支付)(?:数|金额|额)?$")
"""What an amount's label may add to its name: of an expense, what was spent is meant."""
REACHED = regex(
    r"(?:实际)?完成(?:值|情况)$|实际(?:完成)?值$|(?:年度|全年)?(?:完成|实际)数$|总量$|总数$|(?<=[率度比\s])完成$|^全[区县市镇乡街省院校州]"
)
"""What an indicator's label adds of having been reached, or of all there are."""
TOTALLED = regex(r"(?:本年)?(?:支出|收入)?(?:合计|总计|小计)$")
"""What a column of totals adds to a row's name."""
BROKEN_DOWN = regex(r"基本支出|项目(?:支出|资金|经费)|人员经费|公用经费|经营支出")
"""Columns that break a row down: none of them is the row's own amount."""
UNNARROWING = regex(OVERALL.pattern + r"|平均|一般公共预算|资金|财政拨款|支出|年度|设[立置定]|细化")
"""The same of a rate's label: which funds it is a rate of is said of amounts, and taken for granted of rates."""
SCORED_WHOLE = regex(OVERALL.pattern + r"|支出|综合|评价|自评")
"""The same of a score's label."""
_WHOSE = (
    r"(?:(?:20\d\d年)?(?:部门|单位|全年|年度|本年|当年|区级|市级|本级|总的?|整体|全部|厅本级)(?!支出|收入|预算|绩效))"
)
_BODY = r"[\u4e00-\u9fff]{0,3}(?:局|院|校|委|办|部|中心|街道|镇|处|站|所|厅|队|馆)"
LEADING = regex(
    rf"^{_BODY}20\d\d年度?{_WHOSE}*|^{_WHOSE}+"
    r"|^(?:年中|中途)?(?:调整|追加|调增|调减)后的?(?=全年预算)|^支出(?:合计|总计)(?=(?:年初|全年|调整后?|追加后?|支出)*(?:预算|决算|执行|支付|完成))"
)
"""What a label says before its name: whose, of which year, of all."""
OF_ALL = regex(
    r"(?<=经费)(?:合计|总计|支出)(?=(?:年初|全年|调整后?)?预算)|(?<=支出)(?:合计|总计)(?=(?:预算)?(?:执行|完成|支付)(?:率|进度))"
)
"""What an expense's label says between its name and its budget or rate: 三公经费合计预算数, 项目支出合计执行率."""
OF_ALL_ASKED = regex(r"(?<=.{2})(?:综合|总体|整体|平均)(?=满意[度率])")
"""What a label says between who was asked and how satisfied they are: 服务对象综合满意度."""
EXAMPLES = regex(r"^[^等]{2,20}等(?=(?:日常)?公用|人员经费|人员支出)")
"""What an expense is spent on, said before its name: 商品和服务支出等公用经费."""
SPENT_IN_ALL, WHOLE_BUDGET = (
    ask_for(words, glossary(), frozenset({FigureKind.AMOUNT})) for words in ("总支出", "预算数")
)
"""What an execution rate is the ratio of."""


def match_figures(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The figures of one report that may answer, best first; only those of a fitting kind and unit."""
    found = [
        _match(figure, ask, shelf)
        for figure in in_table_named(ask.words, shelf)
        if fits(figure, ask)
        and not is_opposite(figure, ask)
        and not is_denied(figure, ask)
        and of_stage(figure, ask)
        and not is_limit_of_spending(figure, ask)
        and is_of_years(figure, ask, shelf.year)
        and (is_of_day(figure, ask) or is_rate_of_some_day(figure, ask))
        and figure.passage_id in shelf.of
        and not (figure.kind in CHANGES and is_against_other(ask.words, figure, shelf.of[figure.passage_id]))
    ]
    if thing := THING.search(ask.words):
        found = [match for match in found if _is_of(match.figure, thing["thing"])]
    floor = 0.0 if any(not OVERALL.fullmatch(word) for word in ask.rest) else FITTING
    fitting = [m for m in found if m.recall >= ENOUGH and m.score >= floor]
    fitting = [m for m in fitting if is_of_day(m.figure, ask)] or fitting
    fitting = [m for m in fitting if not any(_says_otherwise(m, other, ask) for other in fitting)]
    fitting = neighbours.settled(fitting, ask, shelf)
    fitting = fitting or _of_main_fund(found, ask) or _sum_of_spending(ask, shelf) or _one_satisfaction(ask, shelf)
    if shelf.proves and (whole := of_whole(ask, shelf)):
        fitting = _of_the_whole(fitting, whole)
    elif shelf.proves and [named.term.name for named in ask.named] == [SPENDING] and not ask.rest:
        fitting = [m for m in fitting if m.score >= SURE or is_called(SPENDING, m.figure, shelf)]
    if shelf.proves and provable(ask):
        fitting = [m for m in fitting if not to_prove(m.figure.label, ask) or gives(*shelf.executed, m.figure.value)]
    return neighbours.of_every_post(sorted(fitting, key=lambda m: (-m.score, m.figure.span)), ask, shelf)


TABLE_NAMED = regex(
    r"(?<![代列发仪钟手外报])(?P<more>附)?表\s*(?P<n>"
    r"\d{1,2}(?![\d年月%]|[.．]\d|个(?![人体])|名(?![称录])|位|人(?![员数均])|份|张|次|项(?!目)|家(?!庭))"
    r"|[一二三四五六七八九十]{1,3}"
    r"(?![一二三四五六七八九十年月共起位份张次些样下定致直般]|个(?![人体])|名(?![称录])|人(?![员数均])|项(?!目)|家(?!庭)))"
)
"""A table that is spoken of by its number: 表2里, 附表一的合计."""


def in_table_named(words: str, shelf: Shelf) -> Sequence[Figure]:
    """The figures of the table that words speak of by its number; all where they do not, or no caption has it."""
    said = TABLE_NAMED.search(words)
    if said is None:
        return shelf.figures
    number = counted(said["n"])
    places = shelf.once(_numbered_tables)
    held = places.get((bool(said["more"]), number)) or places.get((not said["more"], number))
    return [figure for figure in shelf.figures if figure.passage_id in held] if held else shelf.figures


def _numbered_tables(shelf: Shelf) -> Mapping[tuple[bool, int], frozenset[str]]:
    """Whether a table is an annex, and its number -> the passages that are its rows."""
    found: dict[tuple[bool, int], set[str]] = {}
    for passage in shelf.of.values():
        caption = TABLE_NAMED.match(fold("".join(passage.path[-1:])))
        if caption and passage.kind is PassageKind.TABLE_ROW:
            found.setdefault((bool(caption["more"]), counted(caption["n"])), set()).add(passage.id)
    return {key: frozenset(rows) for key, rows in found.items()}


SURE = 0.75
"""Score below which a label that has other words in it names a part of what was spent: 某补助支出数."""


def _of_the_whole(fitting: Sequence[FigureMatch], whole: Sequence[Figure]) -> list[FigureMatch]:
    """What fits, where the best of it is the whole; else the figures of the whole itself."""
    first = max((match.score for match in fitting), default=0.0)
    top = [match for match in fitting if first - match.score < NEAR]
    same = [match for match in top if match.figure in whole]
    if same and len(same) == len(top):
        return same[:1] if len({match.figure.value for match in same}) > 1 else list(fitting)
    return [FigureMatch(figure, SYNONYM, SYNONYM) for figure in (one.figure for one in same)] or [
        FigureMatch(figure, SYNONYM, SYNONYM) for figure in whole[:1]
    ]


THING = regex(rf"多少(?!{MEASURES})(?P<thing>[电水油气煤粮药纸碳])(?:量|力)?[?？]?$")
"""What is used up and asked for by its one character (用了多少电), which no label may lack."""


def _is_of(figure: Figure, thing: str) -> bool:
    return thing in figure.label


MAIN_FUND = regex(r"^(?:全年|本年度?)?一般公共预算(?:财政拨款)?(?:支出|资金)*(?:合计|总计)?")


def _of_main_fund(found: Sequence[FigureMatch], ask: Ask) -> list[FigureMatch]:
    """A rate of the general public budget, where a report that is asked for its rate states no other."""
    names = ask.named[0].term.names if len(ask.named) == 1 and not ask.rest else frozenset()
    rates = [match for match in found if match.figure.kind is FigureKind.RATE]
    alike = [match for match in rates if MAIN_FUND.sub("", fold(match.figure.label)) in names]
    return alike if len({match.figure.value for match in alike}) == 1 else []


def _sum_of_spending(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """支出总计 for all spending, where basic and project spending come to it: nothing carried over is in it."""
    if [named.term.name for named in ask.named] != ["总支出"] or ask.rest or ask.years:
        return []
    stated = {
        name: {figure.value for figure in shelf.figures if fold(figure.label) == name and figure.unit in MONEY}
        for name in ("支出总计", "基本支出", "项目支出")
    }
    if any(len(values) != 1 for values in stated.values()):
        return []
    total, *parts = (values.pop() for values in stated.values())
    found = [figure for figure in shelf.figures if fold(figure.label) == "支出总计"]
    return [FigureMatch(figure, PROVED, PROVED) for figure in found] if total == sum(parts) else []


OF_THE_PUBLIC = regex("公众|群众|社会|服务对象|居民|市民|村民")
CONTENT_END = regex(rf"(?<=满意[度率])(?:{REACHED.pattern}|(?:实际|调查)?(?:结果|值)?$)")
"""What a label adds to how many were content."""


def _one_satisfaction(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The one satisfaction that a report states, whoever was asked, where 满意度 alone is wanted.

    Under whatever head its table has for what was reached; an indicator called 满意率 where none is called 满意度.
    """
    if [named.term.name for named in ask.named] != ["满意度"] or ask.rest:
        return []
    stated = [
        figure
        for figure in shelf.figures
        if figure.kind is FigureKind.RATE
        and not is_target(figure, shelf)
        and figure.passage_id in shelf.of
        and is_of_years(figure, ask, shelf.year)
    ]
    names = [CONTENT_END.sub("", COLUMN.sub("", fold(figure.label))) for figure in stated]
    for end in ("满意度", "满意率"):
        found = [figure for figure, name in zip(stated, names, strict=True) if name.endswith(end)]
        if end != "满意度":  # 回访满意率 of a sentence is that of one service
            rows = PassageKind.TABLE_ROW
            found = [f for f in found if shelf.of[f.passage_id].kind is rows or OF_THE_PUBLIC.search(f.label)]
        if found:
            same = len({figure.value for figure in found}) == 1
            return [FigureMatch(figure, PROVED, PROVED) for figure in found] if same else []
    return []


def match_literally(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The figures whose whole long name stands in the question as it is, whatever terms its words also make."""
    words = "".join(content(ask.words))
    own = [word for word in ask.rest if OF_ITS_OWN.fullmatch(word)]
    if INSIDE.fullmatch(ask.words) or any(not any(word in fold(f.label) for f in shelf.figures) for word in own):
        return []
    found = [
        FigureMatch(figure, 1.0, 1.0)
        for figure in shelf.figures
        if len(name := MEASURE_END.sub("", LEADING.sub("", fold(figure.label)))) >= LONG_NAME
        and name in words
        and not re.search(f"非{re.escape(name)}|{re.escape(name)}[以之]外", words)
        and (is_target(figure, shelf) or not TARGET_ASKED.search(ask.words.replace(name, "")))
        and (TARGET_ASKED.search(ask.words) or not of_goals(figure, shelf))
        and not (IN_FACT_ASKED.search(ask.words) and is_target(figure, shelf))
        and fits(figure, ask)
        and is_of_years(figure, ask, shelf.year)
    ]
    longest_first = sorted(found, key=lambda match: -len(match.figure.label))
    return longest_first if len({match.figure.value for match in found}) == 1 else []


ISSUES = ("期", "次")
"""What a periodical has, and times that something was done: the same only where the names are (办了几期培训)."""
LONG_NAME = 6
"""Characters of a name that is no other figure's by chance."""
MEASURE_END = regex(r"(?:得分|分数|金额|数量|总额|数|额)$")
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
        if (ask.wanted.unit, figure.unit) == ISSUES:
            continue
        if fits(figure, ask) and figure.passage_id in shelf.of and is_of_years(figure, ask, shelf.year):
            label = fold(figure.label)
            around = shelf.weights.coverage(known, fold(figure.context))
            held = 0.7 * shelf.weights.coverage(known, label) + 0.3 * around
            if counted and fold(shelf.of[figure.passage_id].text[figure.end :]).lstrip().startswith(counted["what"]):
                held = max(held, 0.5 + 0.5 * around)
            elif not ask.wanted.unit:
                continue
            aim = is_target(figure, shelf)
            other = not TARGET_ASKED.search(ask.words) if aim else AIM_ALONE.search(ask.words)
            if any(pair in label for pair in known) and not other:
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


COUNT_NAMED = regex(rf"(?P<unit>{MEASURES})数量?(?:是|有|为|达到?)?(?:多少|几|$)")
VERB = regex(r"(?P<verb>[\u4e00-\u9fff])[了过出掉]*(?:多少|几)")
"""What was done, in the word right before what is asked (发了多少份)."""
ASKING = regex(r"多少|几")
DENIED = regex(r"没|未|不(?!低于|少于|超过)")


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


GRADED = regex(r"(?:评级|等级|评定|档次|等次|结果|结论|评价)+")
"""What is asked for together with a score, and stands beside it."""
SAID_OF_ANY = regex(
    r"(?:收到|取得|获得|实现|产生|发生|投入|显示|列示|反映|体现|记载|统计|形成|拿到|得到|到账|百分比|比例|规模|额度|水平|数字|数据|总量)+"
)
"""What may be said of any amount or rate that is named, and tells none from another."""
MADE = regex(r"(?:完成|形成|撰写|开展|组织|举办|进行|实施|做|出|共)+")
"""Verbs that a count's name goes with, and that say no more than that there was so much of it."""
CAME_IN = regex(r"接到|收到|接收|受理")
DEALT_WITH = regex(r"[办结完处立查答回]|完成|按[时期]")
"""Verbs for what came in, which are one another's where a count's clause says one of them, and for what was done."""
AMOUNT_END = regex(r"(?<=.{3})(?:总?金额|数额|总额)$")
YEARS_END = regex(r"(?:年|期)[末底]")
FORMER = frozenset({"年初", "期初", "上年", "去年"})
"""When there were so many of what is counted when the year ends, unless a count says that it is of another time."""
AIM = regex(r"的?(?:目标值?|要求)$|^(?:绩效)?(?:目标|要求)(?=.)")
"""What a question says of a target beside its name, where the report says it by 及以上 or by the heading."""
PLAN = regex(r"的?(?:原定|计划|任务)(?:[\u4e00-\u9fff])?$")
"""The same where the report calls it a target by another name: 计划培训 of 培训人次年度指标值."""


MEMBERS = regex(r"(?P<all>[^、]{2,14}(?:、[^、]{2,12})+?)等(?=.{2})")
NAME_OF_MEMBER = 4
"""Characters at the end of a member of an enumeration by which it is named, or all where they are fewer."""


def _of_a_member(label: str, words: str) -> bool:
    """Whether a question names some members of an enumeration that shares one number, and not all of them.

    培育葡萄种植、剪纸刺绣、家政服务等示范基地14个 does not say how many grow grapes.
    """
    shared = MEMBERS.search(fold(label))
    members = shared["all"].split("、") if shared else []
    named = [member[-NAME_OF_MEMBER:] in words for member in members]
    return any(named) and not all(named)


def _set_aside(ask: Ask, label: str) -> bool:
    """Whether a question names a term only to leave it out, or asks what was done of what was not: 少完成1处."""
    if UNDONE_LABEL.search(label) and not UNDONE_SAID.search(ask.words):
        return True
    denied = any(ask.words[max(n.start - 1, 0) : n.start] == "非" for n in ask.named) and "非" not in label
    return denied or any(ask.words[n.end : n.end + 2] in {"以外", "之外"} for n in ask.named)


UNDONE_LABEL = regex(r"(?:少|未能?|没有?|尚未)(?:完成|建成|办[理结]|改造|开工|实施)")
UNDONE_SAID = regex(r"(?<!多)少(?!数)|未|没|不|差|缺|欠|剩|余|达标")


def _of_a_part(ask: Ask, label: str) -> bool:
    """Whether a label scores the indicators alone, and a question names the whole's score and no indicators."""
    whole = any(named.term.name == "自评得分" for named in ask.named)
    return whole and bool(PART_SCORE.search(label)) and "指标" not in ask.words


PART_SCORE = regex(r"(?:绩效|其[余他]|目标)指标(?:的|自评|实际|部分)*得分$")
"""What all indicators but the rate of execution came to, which is no report's total."""


def _words_told(figure: Figure, ask: Ask, label: str, shelf: Shelf) -> list[str]:
    """The words beside a question's terms that a figure has to hold, without those that any such figure is told by."""
    words = [word for word in ask.rest if len(word) > 1 and not OVERALL.fullmatch(word)]
    words = [word for word in words if not (ask.named and _says_stage(word, label))]
    words = [piece for word in words for piece in IN_FACT.split(word) if piece]
    if not words and not ask.named:
        words = [word for word in ask.rest if word not in LIGHT]
    if figure.kind is FigureKind.COUNT and any(named.term.kind == "count" for named in ask.named):
        words = [word for word in words if not MADE.fullmatch(word)]
        now = figure.period not in FORMER
        words = [word for word in words if not (now and YEARS_END.fullmatch(word))]
    if figure.kind is FigureKind.COUNT and CAME_IN.search(fold(figure.context)) and not DEALT_WITH.search(label):
        words = [word if word in label else CAME_IN.sub("", word, count=1) for word in words]
        words = [word for word in words if word]
    if figure.kind is FigureKind.SCORE:
        words = [word for word in words if not GRADED.fullmatch(word)]
    if ask.named and figure.kind not in (FigureKind.COUNT, FigureKind.SCORE):  # 投入 and 产出 are scored
        words = [word for word in words if not SAID_OF_ANY.fullmatch(word)]
    if figure.kind is FigureKind.AMOUNT:  # 实际采购金额 is the amount of 实际采购
        words = [bare if label.endswith(bare := AMOUNT_END.sub("", word)) else word for word in words]
    if ASKING.search(ask.words) and TARGET_ASKED.search(ask.words) and is_target(figure, shelf):
        aims = (AIM, PLAN) if TARGET_LABEL.search(label) else (AIM,)
        for aim in aims:
            words = [word for word in (word if word in label else aim.sub("", word) for word in words) if word]
    return words


def _match(figure: Figure, ask: Ask, shelf: Shelf) -> FigureMatch:
    label = fold(figure.label + (f"占{figure.whole}" if figure.kind is FigureKind.SHARE else "")).replace("、", "")
    label = OF_ALL_ASKED.sub("", ITEM.sub("", label))
    if _set_aside(ask, label) or _of_a_member(figure.label, ask.words) or _of_a_part(ask, label):
        return FigureMatch(figure, 0.0, 0.0)
    passage = shelf.of[figure.passage_id]
    around = label + fold(figure.context) + fold("".join(passage.path))
    weights = shelf.weights
    if (inside := _inside(ask.words)) and weights.coverage(inside, around) < HALF:
        return FigureMatch(figure, 0.0, 0.0)
    words = _words_told(figure, ask, label, shelf)
    got, mass, left = 0.0, 0.0, OF_ALL.sub("", EXAMPLES.sub("", LEADING.sub("", shelf.own.sub("", label))))
    for named in ask.named:
        held, left = _bare(named, left, figure) or _held(named, left, label, weights, ask.words)
        if named.term.name == PLANNED and held < KIN and is_target(figure, shelf):
            continue  # 苗木成活率的目标值, of 苗木成活率达到90%及以上
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
        beside, around_it = BESIDE_OF.get(figure.kind, BESIDE)
        held = near + beside * (wide - near) + around_it * (whole - wide)
        if not ask.named and whole >= ALL_BUT and not pairs(_told(figure)) - rest:
            # The label is all asked for, and its passage says the rest: 信息稿件成果…，被国家采纳3篇.
            held = max(held, 0.75)
        if (
            scored
            and "扣" in label
            and wide >= ALL_BUT
            and not any(is_listed(word, fold(figure.context)) for word in words)
        ):
            held = max(held, SAID_WHY)  # 执行率未达95%扣了几分
        other = near == 0 and held >= HALF and _said_of_another(words, figure, ask, shelf)
        if held < HALF or other or _of_another(words, figure, around, shelf):
            return FigureMatch(figure, 0.0, 0.0)
        got += rest_mass * held
        mass += rest_mass
    recall = got / mass if mass else 0.0
    recall -= _not_spent(figure, ask)
    score = recall - _excess(figure, left, rest, mass, weights)
    return FigureMatch(figure, score, recall)


@lru_cache(4096)
def _inside(words: str) -> frozenset[str]:
    """The pairs of what a question asks for inside of something else: 中央资金 of 改造补助里，中央资金有多少."""
    match = INSIDE.fullmatch(words)
    return pairs(content(match["inner"])) if match else frozenset()


INSIDE = regex(
    r"[^,，]{2,16}?(?:里头?|里面|当中|(?<![集其年])中),?(?P<inner>[^,，占比]{3,12}?)(?:一共|共)?(?:是|有|为)?多少[^,，]*"
)


def _of_another(words: Sequence[str], figure: Figure, around: str, shelf: Shelf) -> bool:
    """Whether a question asks for a cost of another name, or begins with what another figure beside a rate is of.

    刑事案件 in 刑事案件结案率.
    """
    if costs := [word for word in words if OF_ITS_OWN.fullmatch(word)]:
        text = around + shelf.folded[figure.passage_id]
        if any(not any(pair in text for pair in pairs([cost])) for cost in costs):
            return True
    if figure.kind is not FigureKind.RATE:
        return False
    absent = [word[:2] for word in words if len(word) > LONGEST_MEASURE and word[:2] not in around]
    if not absent:
        return False
    beside = (fold(one.label) for one in shelf.figures_in(figure.passage_id) if one != figure)
    return any(label.startswith(tuple(absent)) for label in beside)


RATES = frozenset({FigureKind.RATE, FigureKind.SHARE, FigureKind.POINTS})
LONG_WORD = 4
"""Characters of a word that says by itself what a number right behind it is."""


def _said_of_another(words: Sequence[str], figure: Figure, ask: Ask, shelf: Shelf) -> bool:
    """Whether words that a label has nothing of are said of another number of its passage, which many share.

    Of a rate also where they have a number of their own before it: PM2.5浓度控制在42微克以内，优良水体比例达到60%.
    """
    if any(_of_a_member(one.label, ask.words) for one in shelf.figures_in(figure.passage_id)):
        return True
    if figure.kind not in RATES:
        return False
    before = shelf.folded[figure.passage_id][: figure.start]
    ends = (before.rfind(word) + len(word) for word in words if len(word) >= LONG_WORD and word in before)
    return any(re.search(r"\d", before[end:]) for end in ends)


OF_ITS_OWN = regex(
    r"[\u4e00-\u9fff]{0,5}(?:(?<=.)费|单价|价格|造价|成本|工资|奖金|津贴|利润|净利|毛利|营收|营业额|产值|税金|亏损|负债|注册资本|市值)"
)
"""A cost by its name, which a figure of something else says nothing of: 防汛物资储备的加班费."""
LONGEST_MEASURE = 3
"""Characters of a word that may be the measure alone (结案率)."""


IN_FACT = regex(r"(?<=.{2})(?:实际|最终)")
"""What is said inside a name of having come about: 科研经费实际到账."""


def _says_stage(word: str, label: str) -> bool:
    stage = STAGES_SAID.get(SAME_STAGE.sub("支出", word.removeprefix("实际")))
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


MEASURED = regex(rf"(?P<what>.{{2,}}?)(?:总?(?P<unit>{MEASURES})数?|总?数量?|量)")
"""The name of a count, which says what is counted and often its unit: 检查次数, 培训人次, 编制数."""
SCORED = regex(r"(?P<what>.{2,}?)(?:类|指标|自评|部分|方面)*得?分")
"""The name of a score, which says what was scored: 效益指标得分."""
AT_END = regex(r"(?:年末|期末|年终|年中)(?P<what>.{2,})")
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
EVERY = regex(r"^(?:所有|全部|全体|总的?)")
ACTUAL_ONE = regex(r"^实际")
FULL_MARK = regex(r"(?:满分|总分|分值|权重)$")
"""What the most points of an indicator are called: 支出率的权重 is 支出率总分 where marks are given."""
AT_HAND = regex(r"^(?:年末|年底|现有|实有|目前|核定|全年|共|举办|开展|组织|完成)+|(?:覆盖|参加|参训|参与|惠及)$")
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
        if unit and fits and label.endswith(match["what"]):
            return KIN, ""  # 组织开展网络培训和现场培训1297人次, of 培训人次
    return None


ACTUAL = regex(r"实际(?=支出|支付|收入|执行|完成)(?<!^实际)")
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


LAST_ROW = 0.1
"""What a score in the last row of a table loses to the same score in a sentence."""


def _excess(figure: Figure, left: str, rest: frozenset[str], mass: float, weights: Weights) -> float:
    """What a label says beyond the question: 专项预算项目 where only 预算执行率 was asked."""
    empty = {FigureKind.RATE: UNNARROWING, FigureKind.SCORE: SCORED_WHOLE}.get(figure.kind, OVERALL)
    if figure.kind is FigureKind.SCORE and (whole := re.sub(r"(?:合计|总计)$", "", left)) != left:
        return LAST_ROW + _excess(figure, whole, rest, mass, weights)
    if figure.kind is FigureKind.AMOUNT and left != fold(figure.label):
        left = TOTALLED.sub("", SPENT_WORDS.sub("", left))
    left = REACHED.sub("", left) if figure.kind in (FigureKind.COUNT, FigureKind.RATE, FigureKind.SHARE) else left
    if figure.kind is FigureKind.AMOUNT and (part := BROKEN_DOWN.search(left)) and part.group() != left.strip():
        return (0.25 if rest & pairs([part.group()[:2]]) else PART) + 0.1 * len(left) / 50
    part = BROKEN_DOWN.fullmatch(left.strip()) if figure.kind is FigureKind.AMOUNT else None
    if part and part.group()[:2] not in rest:
        return PART  # the total of a table of projects is none of the department's
    extra = pairs(empty.sub(" ", left).split()) - rest
    if not extra:
        return 0.0
    weight = max(weights.mass(extra), 1.5 * len(extra))
    of_a_part = not rest and (figure.kind is FigureKind.RATE or bool(FIRST_LEVEL.match(left)))
    return max((0.4 if rest else 0.6) * weight / (mass + weight), PART if of_a_part else 0.0)
