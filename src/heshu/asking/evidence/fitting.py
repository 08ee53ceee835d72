"""Which figures may answer a question at all: of a fitting kind and unit, stage and year, and not its opposite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heshu.asking.evidence.aims import COLUMN
from heshu.asking.evidence.moved import is_of_another_thing, speaks_of
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.expected import UNDONE
from heshu.asking.wording.points import LAST, POINT, asked_point, months_asked, point_of
from heshu.asking.wording.question import Wanted
from heshu.asking.wording.stages import BUDGETS, Stage, stage_of
from heshu.asking.wording.terms import matter
from heshu.figures.units import MEASURES, MONEY, OF_PEOPLE
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf

STAGES_OF_TERM: dict[str, tuple[Stage, ...]] = {
    "总支出": (Stage.SPENT,),
    "预算数": (Stage.ADJUSTED, Stage.YEAR, Stage.BUDGET),
    "调整预算数": (Stage.ADJUSTED, Stage.YEAR),
    "年初预算数": (Stage.INITIAL,),
}
SAME = (
    frozenset({"条", "件", "个", "项", "起", "宗"}),
    frozenset({"批", "批次", "次"}),
    OF_PEOPLE | {"人次"},
    frozenset({"次", "人次"}),
    frozenset({"次", "期", "场", "场次"}),
    frozenset({"件", "份", "篇", "宗", "起"}),
)
"""Measure words that people use for one another."""


def is_opposite(figure: Figure, ask: Ask) -> bool:
    """Whether a label says the one where the question says only the other: 收入 is never answered by 支出."""
    label = fold(figure.label + figure.whole)
    if figure.kind is FigureKind.AMOUNT and PLANNED.search(ask.words) and not DONE.search(ask.words):
        return stage_of(label) is Stage.SPENT
    grades = GRADED.search(label), GRADED.search(ask.words)
    if grades[0] and grades[1] and grades[0]["grade"] != grades[1]["grade"]:
        return True
    sources = [{one["level"] for one in SOURCE.finditer(said)} for said in (label, ask.words)]
    if sources[0] and sources[1] and sources[0].isdisjoint(sources[1]):
        return True
    way = UNDER_WAY.search(label)
    if way and way["dealt"] in ask.words and not STILL.search(ask.words):
        return True
    if _turned(label, ask.words) or _one_of_several(label, ask.words):
        return True
    return any(
        one in ask.words and other not in ask.words and other in label and one not in label for one, other in OPPOSITES
    )


def _turned(label: str, words: str) -> bool:
    """Whether a label denies what a question affirms, or says nothing of it: 抽检, 不合格 of 抽检合格的有多少批次."""
    passed = PASSED.search(words)
    return (passed is not None and passed["what"] not in label) or any(
        match["what"] in words and not re.search(f"[不未没非无](?:有|能)?{match['what']}", words)
        for match in TURNED.finditer(label)
    )


def _one_of_several(label: str, words: str) -> bool:
    """Whether a label counts several things together of which a question names one: 葡萄、草莓、食用菌等示范基地."""
    listed = LISTED_IN.search(label)
    if listed is None or re.search("[、等]|之类|这类|这些", words):
        return False
    named = [any(one[at : at + 2] in words for at in range(len(one) - 1)) for one in listed["members"].split("、")]
    return sum(named) == 1


SOURCE = regex(
    r"(?P<level>中央|国家|省|市|县|区|镇|乡)本?级?(?:财政|配套|补助|专项|预算|投入)*(?:资金|补助|拨款|投入|配套|经费)"
)
"""Whose money it is: 县级配套资金 is never 市级资金."""
PASSED = regex(r"(?P<what>合格|达标|满意)的(?:一共|总共|大概)?(?:有|是)?(?:多少|几)")
"""What asks how many of those counted passed."""
TURNED = regex(
    r"[不未](?:能)?(?P<what>合格|达标|完成|满意|合规|规范|按时|及时|通过|办结|整改|支付|使用|执行|到位|公开)"
)
LISTED_IN = regex(r"(?P<members>[^、]{2,}(?:、[^、等]{2,})+)等(?!级|次|候|于|离|额)")
"""Things that a label lists, and counts together."""
GRADED = regex(r"(?:为|评|定)[了个成为“\"「]*(?P<grade>[优良中差])(?!心|小|央|期|标|学|介|医|额|异|旅)")
"""A grade that something was given: what holds for 自评为中 does not hold for 自评为差."""
PLANNED = regex(
    r"(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)(?<!社会保险基金)预算(?!拨款|内|外|单位|资金|管理|绩效|项目|科目|部门)"
)
"""A question for what was planned; 一般公共预算 and its like are funds, and no stage."""
DONE = regex(r"支出|支付|决算|执行|完成|花|用|超|收入|拨款|结余|结转|剩")


def is_denied(figure: Figure, ask: Ask) -> bool:
    """Whether a label says nothing of not being done, where that is asked: 没有按时办结, and 收到90件 or 已按时办结."""
    return bool(UNDONE.search(ask.words)) and not re.search("[未没不无]", figure.label)


def of_stage(figure: Figure, ask: Ask) -> bool:
    """Whether an amount is of the stage of the budget that a question names beside its subject."""
    wanted = {stage for named in ask.named for stage in STAGES_OF_TERM.get(named.term.name, ())}
    beside = any(named.term.name not in STAGES_OF_TERM for named in ask.named) or any(len(w) > 1 for w in ask.rest)
    if figure.kind is not FigureKind.AMOUNT or not wanted or not beside or Stage.SPENT in wanted:
        return True
    return stage_of(figure.label) in BUDGETS or "预算" in figure.label


WORTH = regex(r"价值|收入|罚款|资产|余额|结余|节约")
"""What amounts are called that are no expense."""
SPENT_ASKED = regex(r"花|用[了掉去]|付|支出|执行")
SPENT = regex(r"花|用[了掉]|支出|付|投入|发[了放给]|拨|补[了助贴]|成本|合(?=多少|$)")
"""What asks for what was paid for something."""
GAINED = regex(
    r"挽回|收入|收益|罚[没款]|追[回缴偿]|节约|节省|捐|销售|产值|交易|成交|损失|带动|筹集|筹资|退[还回付]|化解|结余"
)
"""What amounts are called that nobody spent."""


def is_no_expense(label: str, words: str) -> bool:
    """Whether an amount was gained or won back, where what was paid is asked for: 每件补贴多少钱."""
    return bool(SPENT.search(words) and GAINED.search(label)) and not GAINED.search(words)


BOUNDS = frozenset("≥≤><")
LIMIT_ASKED = regex(
    r"目标|指标|控制|超|上限|下限|以[内上下]|要求|计划|标准|限额|最[多少低高]|至[多少]|不[低高少多]|门槛|起点"
)


def is_limit_of_spending(figure: Figure, ask: Ask) -> bool:
    """Whether an amount is a bound or a goal (≥5万元), where it is asked what was spent."""
    bound = figure.kind is FigureKind.AMOUNT and figure.qualifier in BOUNDS
    return bound and bool(SPENT_ASKED.search(ask.words)) and not LIMIT_ASKED.search(ask.words)


OPPOSITES = tuple(
    pair
    for one, other in (("收入", "支出"), ("年初", "年末"), ("基本支出", "项目支出"), ("追加", "追减"), ("上年", "本年"))
    for pair in ((one, other), (other, one))
)
"""Words of a question and of a label that exclude each other."""
UNDER_WAY = regex(r"(?:正在|尚在|有待|待)(?P<dealt>整改|办理|审理|处理|核实|推进|化解)")
STILL = regex("正在|还|尚|没|未|待|剩|其余")
"""What is still under way is none of what was dealt with: 其余2个正在整改 is not 整改了多少个."""
MENDED, FOUND = regex("(?:整改|化解|整治|处置)了"), regex("^(?!.*(?:整改|化解|整治|处置)).*(?:发现|查出|排查|查到)")
"""What was put right is not what was found: 发现问题 is no answer to 发现的问题整改了几个."""
FINISHED = regex(r"^(?!.*(?:收到|受理)).*办(?:了|结|完|好|理了?)")
RECEIVED = regex(r"^(?:共|全年|累计)*(?:收到|受理|接收|接到|登记)(?!.*(?:办结|办理|完成|答复|回复))")
"""What was dealt with is not what came in: 依申请公开办了几件 is not 收到依申请公开案件."""


def is_of_years(figure: Figure, ask: Ask, year: int | None) -> bool:
    """Whether a figure is of the years asked for, or of the report's own where none are."""
    if year is not None and not ask.years and ASKS_LAST_YEAR.search(ask.words):
        stated = STATED_YEAR.search(figure.period)
        former = stated is not None and int(stated.group()) == year - 1
        changed = figure.kind in (FigureKind.CHANGE, FigureKind.POINTS) or SINCE.search(figure.label)
        return not changed and (former or bool(LAST_YEAR.search(figure.period + figure.label)))
    if figure.period == "此前":
        return bool(re.search(r"原来|原先|之前|以前|此前|起初|当初|由", ask.words))
    if LAST_YEAR.search(figure.period):
        return bool(LAST_YEAR.search(ask.words)) or (year is not None and year - 1 in ask.years)
    stated = STATED_YEAR.search(figure.period)
    if stated is None or figure.kind is FigureKind.DATE:
        return not ask.years or year is None or year in ask.years
    return int(stated.group()) in (ask.years or (year,))


def is_of_day(figure: Figure, ask: Ask) -> bool:
    """Whether what had been spent by a day is asked for, where a figure is of one, and of one, where a day is asked."""
    if figure.kind not in (FigureKind.AMOUNT, FigureKind.RATE):
        return True
    asked, stated = asked_point(ask.words), point_of(figure)
    if asked and stated:
        return asked == stated
    if stated:
        return stated == LAST or POINT.search(figure.period) is None
    of_months = asked not in (0, LAST) or months_asked(ask.words) is not None
    return not (of_months and SPENT_OF.search(figure.label))


def is_rate_of_some_day(figure: Figure, ask: Ask) -> bool:
    """Whether a figure is how far spending was on some day, which may be all that a report states of it."""
    return figure.kind is FigureKind.RATE and not asked_point(ask.words) and months_asked(ask.words) is None


SPENT_OF = regex(
    r"^(?:累计|共|已|全年|实际|预算|资金|决算|总)*(?:支付|支出|执行|付款)(?:数|额|金额|进度|率|合计|总额)?$"
)
"""Labels of what a department spent in all, and which part of its budget that is."""
LAST_YEAR = regex(r"上年|去年|上一年")
STATED_YEAR = regex(r"(?:19|20)\d\d")
SINCE = regex("[比较](?:上年|去年|上一年)")
ASKS_LAST_YEAR = regex(
    r"^(?!.*[比较增减降涨升差])[^,，]*(?:上年|去年|上一年|前一年)(?!度?末?结(?![^,，]{0,4}率))[^,，]*(?:多少|几|$)"
)
"""What asks for a figure of the year before, and not for how one changed since."""


def fits(figure: Figure, ask: Ask) -> bool:
    """Whether a figure is of a kind and a unit that a question asks for."""
    kinds, unit = ask.wanted.kinds, ask.wanted.unit
    if is_measured_otherwise(figure, ask.words, kinds):
        return False
    if kinds and figure.kind not in kinds and not _is_change_asked(figure, ask):
        return False
    if not kinds and figure.kind is FigureKind.DATE:
        return False
    if figure.kind is FigureKind.SCORE and not _of_score(figure.label, ask.words):
        return False
    if figure.kind is FigureKind.RATE and SHARE_ASKED.search(ask.words) and EXECUTION.search(figure.label):
        return False
    if figure.kind is FigureKind.COUNT and MENDED.search(ask.words) and FOUND.search(figure.label):
        return False
    if figure.kind is FigureKind.COUNT and FINISHED.search(ask.words) and RECEIVED.search(figure.label):
        return False
    if not speaks_of(ask.words, figure) or (not ask.named and is_of_another_thing(ask.words, figure)):
        return False
    if figure.unit in OF_PEOPLE | {"人次"} and (OF_THINGS.search(ask.words) or _of_other_part(figure, ask.words)):
        return False
    if _said_in_another_clause(figure, ask.words) or is_of_shorter_time(figure, ask.words):
        return False
    return not unit or same_measures(figure.unit, unit)


WHAT_IS_COUNTED = regex(
    rf"(?P<done>(?:(?![年月日天共总一全都也又的了有过])[\u4e00-\u9fff]){{2}})?(?:的|了|有|过)*(?:多少|几)(?:{MEASURES})(?P<noun>[\u4e00-\u9fff]{{2}})?"
)
"""The noun behind the measure word of a question, or what was done right before it: 几个黄灯, 再犯罪多少人."""
CLAUSE_END = regex(r"[，。；、,;]")


def _said_in_another_clause(figure: Figure, words: str) -> bool:
    """Whether what a question counts is named by another clause of a figure's sentence alone, and so is not it.

    年末在册1,437人，再犯罪率0.21% tells of nobody's 再犯罪; what was done has a number of its own there.  What is
    不合格 is not 合格 either.
    """
    asked = WHAT_IS_COUNTED.search(words)
    said = [one for one in (asked["noun"], asked["done"]) if one] if asked else []
    if figure.kind is not FigureKind.COUNT or not said:
        return False
    label = fold(figure.label)
    if any(re.search(rf"[不未]{one}", label) and not re.search(rf"[不未]{one}", words) for one in said):
        return True
    parts = CLAUSE_END.split(re.sub(r"(?<=\d),(?=\d)", "", fold(figure.context)))
    number = format(figure.value.normalize(), "f")
    own = [part for part in parts if number in part]
    if not own or any(one in text for one in said for text in (label, *own)):
        return False
    others = [part for part in parts if part not in own and said[0] in part]
    noun = bool(asked and asked["noun"])
    return any(noun or re.search(rf"{said[0]}[^\d]{{0,4}}\d", part) for part in others)


A_YEAR = regex(r"(?:一|每|全|整|年)年|年均|每[生人户名件个头亩]一?年")
A_DAY = regex(r"每(?:一?[天日餐次月周顿]|[学课]时|人次)")

A_HEAD, OF_ONE = regex(r"每(?:一|个)?[生人户名件头亩]"), regex(r"每|人均|户均|生均|标准|/")


def is_of_shorter_time(figure: Figure, words: str) -> bool:
    """Whether an amount is so much a day or a month, or all that was spent, where it is asked for one head and year."""
    if figure.kind is not FigureKind.AMOUNT or A_DAY.search(words) or not A_YEAR.search(words):
        return False
    by_the_day = A_DAY.search(figure.label + figure.unit)
    of_all = A_HEAD.search(words) and not OF_ONE.search(figure.label + figure.unit + figure.context)
    return bool(by_the_day or of_all)


def is_measured_otherwise(figure: Figure, words: str, kinds: frozenset[FigureKind]) -> bool:
    """Whether things, or steps of something, are asked for, and a figure is of hours or kilometres, or a rate."""
    if (classed := CLASSED.search(words)) and figure.unit != classed["unit"]:
        return True
    if figure.kind is FigureKind.COUNT and THINGS_ASKED.search(words) and IN_NATURE.fullmatch(figure.unit):
        return True
    if kinds or figure.kind not in RATIOS or RATIO_ASKED.search(words):
        return False
    return len(matter(COLUMN.sub("", fold(figure.label))) - matter(words)) >= ANOTHER


CLASSED = regex(r"(?:多少|(?<![哪这那好前第])几)个?(?P<unit>[档步级届](?!次))")
"""Of how many classes or steps something is, of which no other number is one."""
THINGS_ASKED = regex(
    r"(?:多少|(?<![哪这那好前第])几)(?:[项家所]|个(?=[\u4e00-\u9fff]))(?!小时|月|半|工作日|百分|点)|(?<![哪这那好前第])几个[?？。]?$"
)
IN_NATURE = regex(
    r"[万亿]?(?:小时|分钟|秒|天|日|周|个?月|年|公里|千米|米|平方米|平方公里|立方米|亩|公顷|吨|公斤|千克|克|升|度|千瓦时).*"
)
"""Measures of nature, in which no things are counted."""
RATIOS = frozenset({FigureKind.RATE, FigureKind.SHARE})
RATIO_ASKED = regex(
    r"[率度比占成%倍]|百分|幅|进|水平|情况|如何|怎|完成|达|控制|以[内上下]|做到|覆盖|合格|满意|得|[这那]一?[项个]"
)
"""What may ask for a rate without saying of what kind it is."""
COUNTED_OF = regex(rf"(?:多少|几)(?:{MEASURES})(?P<what>[\u4e00-\u9fff]{{2}})")
"""What is counted, right behind the measure word that asks for its number: 多少个国家 of 21个国家."""
ANOTHER = 3
"""Characters that a rate's label has beyond the question's, by which it is a rate of something: 车辆保障完成率."""


def _is_change_asked(figure: Figure, ask: Ask) -> bool:
    """Whether a change in money is the amount that is asked for by name: 预算调整增加 is what was added."""
    if figure.kind is FigureKind.CHANGE and figure.unit == "%" and FigureKind.RATE in ask.wanted.kinds:
        return any(asked.search(ask.words) and way.search(figure.label) for asked, way in WAYS)
    names = (named.term.names for named in ask.named)
    change = figure.kind is FigureKind.CHANGE and figure.unit in MONEY and FigureKind.AMOUNT in ask.wanted.kinds
    return change and any(fold(figure.label) in some for some in names)


_BY = r"了?(?:百分之(?:几|多少)|多少|几成|几个百分点)"
WAYS = tuple(
    (regex(rf"(?:{way}){_BY}"), regex(way))
    for way in (r"增加|增长|上升|提高|上涨|提升", r"减少|下降|降低|下滑|压减|回落")
)
"""By how much per cent something went up or down, and a change that says the same way."""
SHARE_ASKED = regex(r"占(?!比)[^,，]{0,12}(?:百分之|多少|几成|多大|比例|比重)|占比|占[了到有的]?\s*$")
EXECUTION = regex(r"(?:执行|支付|完成|支出)(?:率|进度)$")
"""Rates of execution, which are no shares: what a part takes of a whole is not what was spent of its budget."""
OF_THINGS = regex(
    r"(?:多少|几)个(?!人|[\u4e00-\u9fff]{0,3}(?:人|员|生|师|童|干部|众|工|专家|志|者|手))[\u4e00-\u9fff]{2}"
)
"""Things that are counted, which no number of people answers: 多少个国家."""


OF_PART = regex(
    r"(?P<part>[\u4e00-\u9fff]{2,8}?[部科处室股办队所站庭组])(?:里面?|下面|现在?|目前|一共|总共|共|实际|大概)*有?(?:多少|几)个?(?:名|位)?"
    r"(?:人(?!次|大|民)|员工|职工|干部|工作人员)"
)
"""A part of an organ whose people are counted: 财政金融部有几个人."""


def _of_other_part(figure: Figure, words: str) -> bool:
    """Whether people of a part are asked for, and neither a number's label nor its clause names the part."""
    asked = OF_PART.search(words)
    if not asked:
        return False
    part, clauses = asked["part"][-3:], re.split(r"[，。；,;]", fold(figure.context))
    beside = any(part in clause and f"{figure.value:f}" in clause for clause in clauses)
    return part not in fold(figure.label) and not beside


def same_measures(unit: str, other: str) -> bool:
    """Whether two measure words count the same things; 万人 counts what 人 does."""
    plain = unit.lstrip("百千万亿") or unit
    return other in (unit, plain) or any(other in same and plain in same for same in SAME)


def of_year(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is of the year that its report is of."""
    return is_of_years(figure, Ask("", (), (), Wanted(True, frozenset())), shelf.year)


SCORES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (regex(r"扣|丢|失分"), regex(r"扣")),
    (regex(r"满分|总分(?!是?得)|分值|权重"), regex(r"满分|总分|分值|权重")),
)
"""What a question says of a score, and what a label must say then; a plain score is none of these."""
REACHED_TOTAL = regex(r"(?:自评|综合评价|绩效评价|评价)总分")
"""Scores reached that are called totals."""
OVERALL_SCORES = regex(f"{REACHED_TOTAL.pattern}$")
"""The same at the end of a label."""
WEIGHED = regex(r"按.{0,6}权重(?:换算|折算|计算|计)")
"""How a label says that a score was reached at a weight."""


def _of_score(label: str, words: str) -> bool:
    label, words = WEIGHED.sub("得分", label), REACHED_TOTAL.sub("得分", WEIGHED.sub("", words))
    said = [(match.end(), printed) for asked, printed in SCORES for match in asked.finditer(words)]
    if said:  # what is said last is asked for: 得49分、扣1分，满分是多少
        return bool(max(said, key=lambda row: row[0])[1].search(label))
    return (
        "得分" in label or bool(OVERALL_SCORES.search(label)) or not any(printed.search(label) for _, printed in SCORES)
    )
