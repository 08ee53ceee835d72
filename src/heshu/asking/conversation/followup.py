"""A question that leans on the ones before it becomes one that stands alone.

What a conversation is about is a row of topics: whose figure, and which.  A follow-up names one half and takes the
other from the last topic (那南沙呢, 完成率呢), puts the last topic before an operation that has lost its left side
(占比多少, 比年初预算多多少, 换成亿元), or compares the topics so far (哪个高, 加起来).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from weakref import WeakKeyDictionary

from heshu.asking.conversation.carrying import LEFT_OF_ALL, carried, expense_spoken_of
from heshu.asking.conversation.corrected import (
    CHANGE_OF_IT,
    QUOTIENT_OF_IT,
    SHARE_ASKED,
    SHARE_OF_IT,
    doubts,
    put_straight,
    rechecks,
)
from heshu.asking.conversation.last_two import of_last_two, spoken
from heshu.asking.conversation.pointing import APARTS, other_period, pointed, sibling
from heshu.asking.conversation.spoken_of import (
    GATHERING,
    OF_THEM,
    PLACED,
    from_the_other_end,
    least_of_them,
    other_level,
    otherwise_gathered,
    placed,
    together,
    with_a_department,
    without_some_of_them,
)
from heshu.asking.conversation.turn import ACROSS, Topic, Turn, years_of
from heshu.asking.evidence.compose import display_name
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.plan import KIND_OF_TERM, WORDS_ASKED
from heshu.asking.planning.scope import Gazetteer, Mention, Scope, scope
from heshu.asking.telling import next_year
from heshu.asking.wording.changes import in_per_cent
from heshu.asking.wording.english import ENGLISH_EMPTY, figure_named
from heshu.asking.wording.question import understand, wanted
from heshu.asking.wording.stages import Stage, expense_of, stage_of, subject_of
from heshu.asking.wording.terms import content, named_terms, without
from heshu.figures.numerals import counted
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import FigureKind

FRESH = regex(r"^(?:算了|不问|换个(?!部门|单位|年)|另外)")
ANOTHER = regex(
    r"^(?:那么?)?(?:换成|改成)(?!亿|万|元|百分|美元|小数|单位)"
    r"|^换(?:一)?个(?:部门|单位|年份?|年度)(?:问|看|说)?(?:一下)?[,，。 ]*"
)
"""换个部门，花都呢."""
LEANS = regex(
    r"^(?:那|这|它|他|其|该)?(?:比|较|(?:跟|和|与)[^,，]{2,12}?(?:相?差|比)|跟.+比|和.+比|与.+比|占|除以|(?:单位)?(?:改|转|换)(?:换|算)?(?:成|为|用)|是.*[几多]少?倍|相当于|折合|换|用[亿万]?元|按[亿万]?元|增幅|增长|同比|月均|平均|(?:一个?|每个?)月(?:大概|大约)?平均|按月|原来?定|目标|计划(?=是|有|数|值|的|定|多少|几))"
)
SECTIONS = regex(r"等级|评级|级别|档|问题|措施|职责|职能|结论|目标(?!值)|不足|建议")
FEW_WORDS = 3
"""Characters of a question in words that cannot say what it is about: 名字都叫什么 leans on what was asked before."""
RELATIVE = regex(r"(?:上一年度?|上年度?|去年|前一年)(?:的?同期)?")
AGAINST_LAST = regex(r"(?:比|较|同|跟|和|与|对比)(?:起)?(?:上一年度?|上年度?|去年|前一年)")
"""The year before as what a figure is held against, not as the year asked about."""
INSIDE = regex(
    r"^(?:这|那)?(?:其中|里面|里头|当中)的?(?P<part>[^,，]{2,20}?)(?:一家|一项|一块)?占了?(?:多少|多大|几|百分之|比).*"
)
"""其中公用经费占多大比例: a part of what was spoken of."""
INSIDE_BOTH = regex(
    r"^(?:这|那)?(?:其中|里面|里头|当中)的?(?P<part>[^,，占]{2,14}?)的?(?:又|是|有|为|共)*(?:多少|几)[^,，]{0,4}[,，]"
    r"(?:又|各|分别)*(?:占了?(?:其|总数|全部)?的?|所占的?)?(?:多大|多少|几成|百分之(?:几|多少)|比[例重](?:是|有|为)?(?:多少|多大)?)的?(?:比[例重]|份额)?[?？]?$"
)
"""其中视力残疾的有多少，占多大比重: a part and its share."""
UNIT_ASKED = regex(rf"(?:多少|几)个?(?P<unit>[百千万亿]*元|{MEASURES})")
_TAKEN = r"(?:是)?被(?P<{}>[^,，占率的呢]{{2,12}}?)了?的?"
_MUCH = r"(?:多少|几)(?:钱|[百千万亿]*元|[个件项户人处])?"
TAKEN_OF_IT = regex(
    rf"(?:那么?|这)?(?:其中|里面|里头|当中)[,，]?的?有{_MUCH}{_TAKEN.format('taken')}[?？]?"
    rf"|(?:那么?|这)?(?:其中|里面|里头|当中)?[,，]?的?{_TAKEN.format('part')}(?:又|一共|总共)?(?:是|有|为)?{_MUCH}[?？]?"
)
"""其中被财政收回的是多少: what was done to a part has its own figure."""
INSIDE_LEFT = regex(
    r"^(?:这|那)?(?:其中|里面|里头|当中)的?(?P<part>[^,，]{2,14}?)(?:还|尚)?"
    r"(?:(?:剩下?|余下?|差|缺)了?(?:多少|几)[^,，]{0,4}|有(?:多少|几)[^,，]{0,4}[没未].*)[?？]?$"
)
"""其中专项还剩多少: a part of a budget of which it was asked what is left."""
LEFT_ASKED = regex(r"[剩余差缺]了?(?:多少|几)|(?:没|未)有?(?:花|用|支出|执行|支付)")
OVERSPENT = regex(
    r"(?:那么?)?(?:有没有|是不是|是否|到底|算不算)?超(?:没超)?(?:支|预算|了|出预算|过预算)*(?:没有?|吗|呢)?[?？]?"
)
"""Whether more was spent than planned."""
SAVED = regex(
    r"(?:就|等于|相当于|算是?|一共|总共|也就是|也|实际|总的|比预算)*(?:省|节约|节省|少花|少用|压减|省下)(?:下来|出来|下|了|掉)*(?P<how>百分之(?:几|多少)|(?:多少|几)(?:钱|万元|元|万)?)[?？]?"
)
"""How much less was spent than planned."""
DONE_WORDS = regex(r"结案|办结|办完|完成|整改|落实|答复|回复|审结")
NEGATED = regex(
    r"^(?:(?:还|尚)?(?:有|剩下?|余下?)?(?:多少|几)[个件项名人处篇条户]*)?(?:还)?(?:没有?|未(?!成年|来)|尚未)(?P<rest>(?:改(?!善|革)|[^,，]{2,12}?))的?(?:呢|(?:还)?有?(?:多少|几).*|)[?？]?$"
)
"""没按期办结的有多少: those of the last count that were not done."""
OWN = regex(
    r"^(?:那|这)?(?:它|其|该项(?:指标|工作)?|这一?项(?:指标|工作)?|这个指标|该指标|该项目|这个项目|这笔钱|这笔)的?(?P<measure>.*(?:率|进度|占比|比重|多少|几).*)$"
)
"""它的支付率: a measure of what was spoken of."""
PRONOUN = regex(r"^(?:[那这](?:边|里|儿|家)|那么?|这个?|它们?|他们?|其|该|的|呢|个|里面?|中)+")
PAIRS = regex(
    r"相差|差多少|差几|之差|之和|之比|差距|哪个|哪一个|哪家|谁(?!负责|是)|加起来|加一起|加一块|"
    r"合计|一共|总共|平均(?=是|有|多少|几|下来|呢)|which (?:one|is)|by how much|sum of|add up|combined|together|the two"
)
CHECKS = regex(
    r"怎么来的|计算过程|算式|计算公式|如何(?:算|计算)|对吗|对不对|对么|算得?对|没错|核一?下|核对|咋算|怎么算|算的不一样"
)
SHARES = regex(r"^的?占比|^占多少|^占百分之|^(?:所占)?的?(?:比例|比重|份额)(?=是|有|呢|多|$)")
OTHER_SUBJECT = regex(r"(?P<subject>[^,，]{2,16}?)(?:那一?个(?:项目)?|那一?项)?(?P<of>的?)呢$")
OF_FUNDS = regex(r"率$|进度$|占比$|比重$|预算")
"""What is measured of funds, which are measures themselves: after an execution rate, 人员经费的呢 is theirs."""
MEASURE = regex(
    r"(?:预算|平均|指标|资金|全年)*(?:执行|完成|支付|支出)(?:率|进度)$|占比$|比重$|(?:自评)?(?:得分|扣分)$|预算(?:数|金额)?$|"
    r"(?:决算|执行|支付)(?:数|金额)$|结转结余$|结余$|满意度$|人数$|支出$|收入$|经费$"
)
OWN_MEASURE = regex(r"[费款金额数率分]$|经费$|资金$|问题$|原因$|措施$")
"""What is a measure or a matter by itself, and takes no other's."""
COUNTED_OTHER = regex(r"^[^,，的占]{2,6}的(?:有|是)?(?:多少|几)[件起个家户人名次处场]")
"""火灾的有几起: another thing counted, by its own name."""
WHOLE_MEASURE = regex(r"^(?:预算|指标|目标)?(?:执行率|支付率|完成率|预算(?:数)?)(?=是|有|为|多少|呢|$)")
"""A measure of the whole department, or of the subject that was spoken of."""
DEPENDENT = regex(
    r"^(?:的?(?:指标)?完成率|的?(?:预算)?执行率|的?支付率|的?(?:年初|全年|调整)?预算(?:数|安排)?(?=是|有|多少|呢)|的?占比|的?比重|的?等级|的?评级|的?得分|的?扣分|.{0,6}的)(?:是|有)?(?:多少|几|呢|$)"
)
OF_BUDGET = regex(r"完成了?(?:年初|全年|年度)?预算数?的?(?:百分之(?:几|多少)|几成|比例|多少(?![万亿元钱]))")
"""完成预算数的百分之几: a rate, of which another subject's may be asked next."""
KEPT = 1_000
"""Beginnings of conversations whose topics are remembered."""
_KNOWN: WeakKeyDictionary[Gazetteer, OrderedDict[tuple[str, ...], tuple[Topic, ...]]] = WeakKeyDictionary()
"""By the names of an index: the questions of a conversation's beginning -> their topics."""


def resolve(question: str, history: Sequence[str], gazetteer: Gazetteer) -> tuple[str, str]:
    """The question as it stands alone, and what was assumed (empty where nothing was)."""
    resolved = _resolve(question, topics_of(history, gazetteer), gazetteer)
    return resolved, "" if resolved == question else resolved


def topics_of(history: Sequence[str], gazetteer: Gazetteer) -> tuple[Topic, ...]:
    """What each question of a conversation was about; what was worked out for its beginning is not worked out again."""
    known = _KNOWN.setdefault(gazetteer, OrderedDict())
    topics: tuple[Topic, ...] = ()
    for end in range(1, len(history) + 1):
        key = tuple(history[:end])
        topics = known.get(key) or (*topics, _topic(_resolve(key[-1], topics, gazetteer), gazetteer))
        known[key] = topics
        with suppress(KeyError):  # another thread may have made room at the same moment
            while len(known) > KEPT:
                known.popitem(last=False)
    return topics


def _topic(text: str, gazetteer: Gazetteer) -> Topic:
    asked = understand(text)
    where = scope(asked.text, gazetteer, english=asked.english)
    known = tuple(dict.fromkeys(name for mention in where.mentions for name in _called(mention, gazetteer)))
    names = known or where.unknown  # what follows a department that is not held is not asked of another
    if asked.english:
        phrase = figure_named(where.rest, glossary()) if content(ENGLISH_EMPTY.sub(" ", where.rest)) else ""
        return Topic(names, phrase, text, where.years)
    rest = re.sub(r"^\s*(?:其中|里面?|当中)的?", "", OF_BUDGET.sub("预算完成率", where.rest))
    terms = named_terms(rest, glossary())
    nothing_else = not content(without(rest, terms))
    for named in reversed(terms):
        section = named.term.kind == "section" and not wanted(asked.text).figure  # 整改了多少 asks for no measures
        alone = section or (nothing_else and named.term.kind in KIND_OF_TERM)
        around = rest[max(0, named.start - len(named.term.name)) : named.end + len(named.term.name)]
        if (
            named.words in named.term.asked
            and alone
            and named.words not in named.term.name
            and named.term.name not in around
        ):
            rest = rest[: named.start] + named.term.name + rest[named.end :]
    summed = SUMMED.fullmatch(rest.strip(" ,，的"))
    phrase = f"{summed['things']}合计" if summed else _plainly("".join(content(rest)), asked.text)
    return Topic(names, phrase, text, where.years)


SUMMED = regex(
    r"(?P<things>[^,，]{2,20}?(?:和|与|、)[^,，]{2,20}?)(?:的)?(?:一共|合计|总共|加起来|之和)(?:是|有|为|花了?)*(?:多少|几)[^,，]*"
)
"""公务用车和接待费合计多少: what is asked next is of both."""


def _plainly(phrase: str, text: str) -> str:
    """人员经费花了多少 as 人员经费, 自评多少分 as 自评得分: what a question asks without how it says so."""
    thing = phrase.removesuffix("总支出")
    if thing != phrase and any(named.term.kind == "amount" for named in named_terms(thing, glossary())):
        return thing
    scored = wanted(text).kinds == frozenset({FigureKind.SCORE}) and not SCORED.search(phrase)
    return f"{'自评' if phrase == '自' else phrase}得分" if scored and phrase else phrase


SCORED = regex(r"[扣丢失满]|分$|分[值数]?$|指标")


def _resolve(question: str, topics: Sequence[Topic], gazetteer: Gazetteer) -> str:
    if not topics:
        return question
    asked = understand(_dated(put_straight(ANOTHER.sub("", question)), topics[-1], gazetteer))
    here = scope(asked.text, gazetteer, english=asked.english)
    fresh = (
        ACROSS.search(asked.text)
        and content(here.rest)
        and not any(own.search(asked.text) for own in (GATHERING, PLACED, OF_THEM, END_AGAINST_IT, LEFT_OF_ALL))
    )
    if here.unknown or FRESH.search(asked.text) or fresh:
        return question
    topics = _in_its_year(topics, here, gazetteer)
    own = ENGLISH_EMPTY.sub(" ", here.rest) if asked.english else here.rest
    names = tuple(name for mention in here.mentions for name in _called(mention, gazetteer)[:1])
    turn = Turn(asked.text, here, PRONOUN.sub("", own.strip()), tuple(topics), names)
    for rule in (
        _ahead,
        _comes_to_it,
        _by_how_much,
        _against_earlier,
        _held_again,
        _pointed,
        _of_its_budget,
        other_level,
        with_a_department,
        least_of_them,
        without_some_of_them,
        _another_item,
        _against_it,
        _end_against_last,
        _planned_too,
        _apart_from_it,
        _each_of_counted,
        _overspent,
        _grown_again,
        _end_of_rows,
        _other_end,
        from_the_other_end,
        otherwise_gathered,
        placed,
        _added,
        _of_the_two,
        _balance,
        _of_score,
        _lost,
        _put_right,
        _gathered,
        _named_by_order,
        _inside,
        _negated,
        _dealt_with,
        _others_of,
        _actual,
        _why,
        _rounded,
        _in_per_cent,
        _leaning,
        _of_it,
        _checked,
        _same_again,
        _other_subject,
        _dependent,
        _of_same_department,
    ):
        if resolved := rule(turn, gazetteer):
            return resolved
    return question


def _ahead(turn: Turn, gazetteer: Gazetteer) -> str:
    """2025年想提到多少: of what was spoken of."""
    leans = turn.last.phrase and not turn.here.named and next_year.leans(turn.text)
    return f"{''.join(turn.last.names)}{turn.last.phrase}{turn.text}" if leans else ""


BY_HOW_MUCH = regex(
    r"(?:那么?|到底|具体)*(?:两家|二者|两者|它们)?(?:之间)?(?:相差|差|高|低|多|少|大|小)(?:了|出)?(?:多少|几)"
    r"(?:个?百分点|分|个点|[百千万亿]*元|[\u4e00-\u9fff])?[?？]?"
)
WHO_OF_TWO = regex(r"(?:谁|哪一?[个家](?:部门|单位)?)(?!都)[^,，]*?[高低多少大小][^,，]{0,3}$")


def _by_how_much(turn: Turn, gazetteer: Gazetteer) -> str:
    """高几分, after which of two departments has the higher score: how far the two lie apart."""
    asked = turn.last.text.rstrip("?？。 ")
    two = len(turn.last.names) == len("甲乙") and WHO_OF_TWO.search(asked)
    apart = BY_HOW_MUCH.fullmatch(turn.text) and not turn.here.named
    return f"{asked},{turn.text}" if apart and two else ""


AGAINST_EARLIER = regex(
    r"(?:那么?)?(?:它|他|这个)?(?:跟|和|与|同|比起?)\s*的?(?:那个|那家)?(?:相?比(?:较|起来)?)?[,，]?(?P<how>(?:哪一?[个家]|谁)的?(?:更|要)?[高低多少大小][^,，]{0,2}(?:[,，].*)?)"
)


def _against_earlier(turn: Turn, gazetteer: Gazetteer) -> str:
    """跟花都比哪个高, after a figure of 花都 and one of another: the two, each by its own name."""
    match = AGAINST_EARLIER.fullmatch(turn.here.rest.strip())
    if match is None or len(turn.here.mentions) != 1:
        return ""
    meant = set(turn.here.mentions[0].reports)
    named = [{one for name in t.names for one in gazetteer.names.get(fold(name), ())} for t in turn.topics]
    earlier = [t for t, reports in zip(turn.topics[:-1], named, strict=False) if reports & meant and t.phrase]
    if not earlier or named[-1] & meant:
        return ""
    here = replace(turn.here, mentions=(), rest=match["how"], marked=match["how"])
    return of_last_two(Turn(match["how"], here, match["how"], (earlier[-1], turn.last)))


def _pointed(turn: Turn, gazetteer: Gazetteer) -> str:
    """后面这个占收入总额多少, 这俩都换成亿元, 到11月底呢."""
    return of_last_two(turn) or pointed(turn) or sibling(turn) or other_period(turn, turn.last.text) or carried(turn)


def _in_its_year(topics: Sequence[Topic], here: Scope, gazetteer: Gazetteer) -> Sequence[Topic]:
    """The topics, the last one in the one year that a department named here has a report of, where it has no other.

    那乙局呢, after a figure of 甲局 of 2023, where the only report of 乙局 is of 2024: of that year, and said so.
    """
    held = {gazetteer.card_of[report].year for mention in here.mentions for report in mention.reports}
    if not here.named or here.years or not topics[-1].years or held & set(topics[-1].years) or len(held) != 1:
        return topics
    year = held.pop()
    return (*topics[:-1], replace(topics[-1], years=(year,) if year else ()))


OF_ITS_BUDGET = regex(
    r"^(?:(?:只|一共|实际)*(?:完成|用|花|执行|支付|支出)(?:掉|去|出)?了?)(?:年初|全年|年度|调整后?的?)?预算(?:数|安排|金额)?的?(?:百分之(?:几|多少)|几成|多少|多大比例)"
)
"""完成预算数的百分之几, after an expense: of its budget."""


def _of_its_budget(turn: Turn, gazetteer: Gazetteer) -> str:
    subject = turn.last.phrase.removesuffix("总支出")
    if turn.here.named or not OF_ITS_BUDGET.match(turn.words) or not expense_of(subject):
        return ""
    return f"{turn.lead}{subject}{turn.words}"


def _dated(question: str, last: Topic, gazetteer: Gazetteer) -> str:
    """上一年 as the year before the one spoken of."""
    year = last.years[-1] if last.years else _latest(gazetteer, last.names)
    if not year or AGAINST_LAST.search(question):
        return question
    return RELATIVE.sub(f"{year - 1}年", question)


def _latest(gazetteer: Gazetteer, names: Sequence[str]) -> int:
    """The latest year of the departments called so; 0 where none is known."""
    reports = {report for name in names for report in gazetteer.names.get(fold(name), ())}
    return max((gazetteer.card_of[report].year or 0 for report in reports), default=0)


OTHERS = regex(
    r"^(?:那么?)?(?:还有|有没有)?(?:没有)?(?:别的|其他的?|其它的?|另外的?)(?!部门|单位|[两三四几]家)[^,，]{0,4}(?:吗|呢|没有?|有哪些)?[?？]?$"
    r"|^(?:那么?)?还有(?:呢|吗|什么|哪些)?[?？]?$"
)
"""还有别的措施吗: the whole list of which an item was spoken of."""
ITEM = regex(r"第[一二两三四五六七八九十\d]{1,2}(?:个|条|项|点|大)")
NUMBERED = regex(r"(?P<kind>任务|措施|问题|目标|方面|职责|附件|附表|表)[一二三四五六七八九十\d]{1,2}(?![\d年月日.%])")
"""An item by its kind and number: 任务三."""


def _another_item(turn: Turn, gazetteer: Gazetteer) -> str:
    """第二个呢: another item of the list that was spoken of."""
    if OTHERS.match(turn.text) and ITEM.search(turn.last.text) and not turn.here.named:
        return ITEM.sub("", turn.last.text, count=1)
    numbered, spoken_of = NUMBERED.match(turn.here.rest.strip()), NUMBERED.search(turn.last.text)
    if numbered and spoken_of and not turn.here.named and numbered["kind"] == spoken_of["kind"]:
        rest = turn.here.rest.strip()[numbered.end() :]
        if not content(re.sub("呢", "", rest)):
            return NUMBERED.sub(numbered.group(), turn.last.text, count=1)
    match = ITEM.match(turn.text)
    if match is None or content(re.sub("呢", "", turn.text[match.end() :])) or not turn.last.names:
        return ""
    if ITEM.search(turn.last.text):
        return ITEM.sub(match.group(), turn.last.text, count=1)
    return f"{turn.lead}{turn.last.phrase}{match.group()}是什么"


def _against_it(turn: Turn, gazetteer: Gazetteer) -> str:
    """花都的比它少多少: another department's figure against the one spoken of."""
    match = AGAINST_IT.search(turn.text)
    if match is None or not turn.names or not turn.last.names or not turn.last.phrase:
        return ""
    years = years_of(turn)
    if match["apart"]:
        return f"{turn.names[0]}和{turn.last.names[0]}{years}{turn.last.phrase}{match['apart']}"
    return f"{turn.names[0]}{years}{turn.last.phrase}比{turn.last.names[0]}{years}{turn.last.phrase}{match['rest']}"


AGAINST_IT = regex(
    r"的?(?:(?:比|较)(?:它|他|她|那个|前面那个|前一个|上一个)的?(?P<rest>[多少高低大小].*)"
    r"|(?:跟|和|与|同)(?:它|他|她|那个|前面那个|前一个|上一个)的?(?P<apart>相?差.*))"
)


def _end_against_last(turn: Turn, gazetteer: Gazetteer) -> str:
    """五家里最高的是谁，比它高多少: who is at the end, and how far that one lies from the department spoken of."""
    match = END_AGAINST_IT.fullmatch(turn.text)
    if match is None or turn.here.named or len(turn.last.names) != 1 or not turn.last.phrase:
        return ""
    years, measure = years_of(turn), turn.last.phrase
    return APARTS.join(
        (f"{years}各部门{measure}最{match['end']}的是哪个部门", f"它的{measure}比{turn.last.names[0]}的{match['how']}")
    )


END_AGAINST_IT = regex(
    r"(?:那么?)?(?:在|这|那)*(?:[两三四五六七八九十几\d]+家|[几各]个?部门|所有部门|各家|全部|大家|部门|单位|所有单位)?(?:里头?|里面|中|当中|之中)?的?"
    r"(?:哪个(?:部门|单位)?|哪家|谁)?的?[^,，最谁哪]{0,6}?最(?P<end>[高低多少大小])的?(?:部门|单位)?(?:是|又是)?(?:谁|哪个(?:部门|单位)?|哪家)?[,，]"
    r"(?:它|他)?(?:又|还|要)?(?:比|较)(?:它|他|这个|这家|该部门|该单位|前面那个|刚才那个)的?(?P<how>[多少高低]了?(?:多少|几)[^,，]{0,5}?)[?？]?"
)


ROWS_END = regex(
    r"(?:那么?|在)*(?:这|那)?(?:[两二三四五六七八九十几\d]+|各|所有|全部)?(?:个|类|项|大|块)*(?P<things>项目|专项|指标|工程|活动|任务|支出|资金|科目|单位)(?:里头?|里面|中|当中|之中)?的?,?"
    r"(?:又|数|属)?(?:是)?(?:(?:哪|什么)[一]?(?:个|项|类|块)?(?:项目|专项|指标|工程|活动)?|谁)的?(?:完成|执行|花|做)?(?:得|的)?最(?P<end>[高低多少大小好差快慢])(?:的)?"
    r"(?P<much>[,，]?(?:[高低多少大小]到?|达到?|是|有|为|只有|又)*(?:多少|几|百分之(?:几|多少))[^,，]{0,3})?[?？。]?"
)
"""Which row lies at an end, of the measure that was spoken of of the whole: 七个项目里哪个最低，低到多少."""


def _end_of_rows(turn: Turn, gazetteer: Gazetteer) -> str:
    """The row at the end in the measure of the last topic, which the words leave out."""
    match, measure = ROWS_END.fullmatch(turn.text), MEASURE.search(turn.last.phrase)
    if match is None or measure is None or turn.here.named or not turn.last.names:
        return ""
    end = {"好": "高", "快": "高", "差": "低", "慢": "低"}.get(match["end"], match["end"])
    asked = f"{turn.lead}{measure.group()}最{end}的{match['things']}是哪个"
    return f"{asked},{measure.group()}是多少" if match["much"] else asked


def _grown_again(turn: Turn, gazetteer: Gazetteer) -> str:
    """增幅呢, after by how much something changed: the same change in per cent."""
    change = CHANGED_BY.search(turn.last.text.rstrip("?？。 "))
    if change is None or not GROWTH_ALONE.fullmatch(turn.text) or turn.here.named:
        return ""
    return turn.last.text[: change.start()] + in_per_cent(change["way"])


GROWTH_ALONE = regex(
    r"(?:那么?|它的?|这个|的)*(?:[增降涨跌减升]幅|增速|(?:增长|下降|上升|减少|增减|变动|变化|提高|降低)的?(?:率|幅度|比例|比率|百分比))(?:又|大概|具体)?(?:是|为|有|达)?"
    r"(?:多少|多大|多高|几|百分之(?:几|多少)|呢)?[?？。]?"
)
CHANGED_BY = regex(
    r"净?(?P<way>增加?|增长|上升|提高|多|高|减少?|下降|降低|少|低)(?:(?:花|用|支出?|付|收)?[了出]*|[^,，多少几%百]{0,3})(?:多少|几)(?!个百分点)[^,，]*$"
)


def _other_end(turn: Turn, gazetteer: Gazetteer) -> str:
    """最低的呢, after 哪个乡镇销售额最高 of one department: its question again, at the other end."""
    match = OTHER_END.fullmatch(turn.text)
    last = END.findall(turn.last.text)
    if (
        match is None
        or turn.here.named
        or not turn.last.names
        or len(last) != 1
        or not WHICH_ROW.search(turn.last.text)
    ):
        return ""
    asked = END.sub(match["end"], turn.last.text, count=1)
    much = match["much"] and not re.search(r"多少|几[^个项家类种处条]", asked)
    return f"{asked.rstrip('?？。')},是多少" if much else asked


END = regex(r"最[高低多少大小好差长短快慢]")
WHICH_ROW = regex(r"哪|什么|谁")
OTHER_END = regex(
    r"(?:那么?|反过来|相反)*[,，]?(?P<end>最[高低多少大小好差长短快慢])的?(?:那?一?[个项家类种处条])?(?:呢|(?:又)?(?:是|为)(?:哪|谁|什么)[^,，]{0,6})?"
    r"(?P<much>[,，]?(?:又|是|有|为)*(?:多少|几)[^,，]{0,4})?[?？。]?"
)


def _planned_too(turn: Turn, gazetteer: Gazetteer) -> str:
    """原来计划办几期，有没有少办: the plan of what was counted last, and what came of it."""
    match = PLANNED_TOO.fullmatch(turn.text)
    if match is None or turn.here.named or not turn.last.phrase or PLANNED.search(turn.last.phrase):
        return ""
    phrase = re.sub(r"(?:实际)?(?:一共|总共)?(?:举办|开展|组织|办|搞)了?$", "", turn.last.phrase)
    phrase = re.sub(r"^(?:实际|办了?|举办|开展|组织)+", "", phrase)
    if len(spoken(turn.topics[-1:])) > 1:
        return ""
    if expense := expense_spoken_of(turn.last.phrase):
        return f"{turn.lead}{expense}预算是多少"
    asked = f"举办{phrase}{match['many']}" if HELD.search(turn.last.phrase) else f"{phrase}{match['many']}"
    planned = f"{turn.lead}计划{asked}"
    return APARTS.join((planned, f"{turn.lead}实际{asked}")) if match["done"] else planned


HELD = regex(r"办|举行|开展|组织|培训班|班")
PLANNED_TOO = regex(
    r"(?:那么?)?(?:原来|原先|当初|本来|最初|年初|一开始)?的?(?:计划|打算|安排|预计|准备|要求)(?:是|要|的是|数是?)?(?:举办|开展|组织|完成|做|办|搞|培训|建|修|开)?"
    r"(?P<many>(?:多少|几)[^,，完有少多]{0,3})(?P<done>(?!.*(?:百分|几成|比例|率))[,，]?(?:有没有|是不是|是否|最后|实际|都|全部?|有|又)*(?:少|多|办|完成|做|达到|按)[^,，]{0,6})?[?？]?"
)


def _apart_from_it(turn: Turn, gazetteer: Gazetteer) -> str:
    """离序时进度差几个百分点: the last figure, and another of the same time."""
    match = APART_FROM.fullmatch(turn.text)
    if match is None or turn.here.named or not turn.last.names or not turn.last.phrase:
        return ""
    when = WHEN.match(turn.last.phrase)
    what = match["what"] if not when or WHEN.match(match["what"]) else when.group() + match["what"]
    return f"{turn.lead}{turn.last.phrase}和{what}相差{match['how']}"


APART_FROM = regex(
    r"(?:那么?)?(?:它|这个)?(?:离|距离?)(?P<what>(?!满分)[^,，]{2,12}?)(?:还|又|就)?(?:相?差|有|少|低|多|高)了?(?P<how>(?:多少|几)[^,，]{0,5}?)[?？]?"
)
WHEN = regex(r"(?:[一二三四]季度|上半年|下半年|\d{1,2}月|前三季度|年)[底末中初]?(?:的)?")


def _each_of_counted(turn: Turn, gazetteer: Gazetteer) -> str:
    """平均每个项目支出了多少, after how many projects there are and how much was spent."""
    match = EACH_OF_COUNTED.fullmatch(turn.text)
    if match is None or turn.here.named or len(turn.topics) < 2 or not WHOLE_SPENDING.search(turn.last.phrase):
        return ""
    thing = match["thing"]
    counted = [t.phrase for t in turn.topics if t.names == turn.last.names and re.search("(?:多少|几)[个项]", t.text)]
    of = next((phrase for phrase in reversed(counted) if phrase.endswith(thing)), "")
    return f"{turn.lead}{turn.last.phrase}平均每个{of}支出多少" if of else ""


EACH_OF_COUNTED = regex(
    r"(?:那么?)?(?:平均|分摊)?(?:到|下来)?每一?[个项](?P<thing>[\u4e00-\u9fff]{2,6}?)(?:大概|大约|平均|实际|又|要|得)*(?:支出|花|用)(?:了|掉)?(?:多少|几)[^,，]{0,3}[?？]?"
)


def _overspent(turn: Turn, gazetteer: Gazetteer) -> str:
    """有没有超, 省下多少: what was spent on the last subject, against its budget."""
    words = turn.words or turn.text
    saved = SAVED.fullmatch(words)
    if not (saved or OVERSPENT.fullmatch(words)) or turn.here.named:
        return ""
    subject = next((expense_of(topic.phrase) for topic in reversed(turn.topics) if expense_of(topic.phrase)), "")
    if saved and subject and saved["how"].startswith("百分之"):
        return f"{turn.lead}{subject}支出比预算减少了百分之几"
    return f"{turn.lead}{subject}支出比预算{'少' if saved else '多'}多少" if subject else ""


def _added(turn: Turn, gazetteer: Gazetteer) -> str:
    """再加上公用支出呢: what was spoken of, and another figure."""
    match = ADDED.fullmatch(turn.text)
    if (counted_in := COUNTED_IN.fullmatch(turn.text)) and not turn.here.named and turn.last.names and turn.last.phrase:
        what = counted_in["what"]
        number = counted_in["number"]
        named = [name for name in re.split("[、,，]|以及|和|(?<!参)与|跟", what) if name]
        if number and counted(number) != len(named) + 1:
            return ""
        unit = UNIT_ASKED.search(turn.text) or UNIT_ASKED.search(turn.last.text)
        return f"{turn.lead}{turn.last.phrase}、{what}合计多少{unit['unit'] if unit else ''}"
    if match is None or turn.here.named or not turn.last.names or not turn.last.phrase:
        return ""
    what = _measured_alike(match["what"], turn.last.phrase)
    if match["sign"].startswith(("加", "算")):
        return f"{turn.lead}{turn.last.phrase}加{what}合计多少"
    return f"{turn.lead}{turn.last.phrase}减去{what}是多少"


def _measured_alike(what: str, last: str) -> str:
    """What is added to a score or a rate, with that measure where it names none: 管理效率 after 履职效能得分."""
    measure = TAKEN_OVER.search(last)
    own = SCORED.search(what) if measure and measure.group().endswith("得分") else OWN_MEASURE.search(what)
    return what if measure is None or own else f"{what}{measure.group()}"


TAKEN_OVER = regex(r"(?<=.)(?:(?:自评)?得分|(?:预算)?(?:执行|完成|支付)率|占比|(?:年初|全年|调整后?)?预算数?)$")


def _of_the_two(turn: Turn, gazetteer: Gazetteer) -> str:
    """涨了百分之几, 人员的是公用的几倍, 是多少亿元: of the figures spoken of last, said by their beginnings or not."""
    if turn.here.named or not turn.last.names or not turn.last.phrase:
        return ""
    if IN_YI.fullmatch(turn.text):
        return f"{turn.lead}{turn.last.phrase}折合多少亿元"
    if with_it := WITH_IT.fullmatch(turn.text):
        return f"{turn.lead}{turn.last.phrase}和{_measured_alike(with_it['what'], turn.last.phrase)}合计多少"
    same = [topic.phrase for topic in turn.topics if topic.phrase and topic.names == turn.last.names]
    if OF_THE_ONE_BEFORE.fullmatch(turn.text) and len(same) > 1 and same[-1] != same[-2]:
        return f"{turn.lead}{same[-1]}是{same[-2]}的几倍"
    grown = GROWN.fullmatch(turn.text)
    if grown and len(same) > 1 and same[-1] != same[-2]:
        return f"{turn.lead}{same[-1]}比{same[-2]}{in_per_cent(grown['way'])}"
    if held := ONE_BY_OTHER.fullmatch(turn.text):
        one, other = (next((p for p in same if p.startswith(held[side])), "") for side in "ab")
        return f"{turn.lead}{one}{held['how']}{other}{held['rest']}" if one and other and one != other else ""
    return ""


OF_THE_ONE_BEFORE = regex(r"(?:那么?)?(?:这个)?是(?:前面那个|前面的|前一个|前者|上一个)的?(?:几|多少)倍[?？]?")
IN_YI = regex(r"(?:那么?)?(?:是|有|等于)?多少个?亿元?[?？]?")
WITH_IT = regex(
    r"(?:那么?)?(?:和|跟|与|同)(?P<what>[^,，和跟与]{2,12}?)(?:一共|合计|总共|加起来|共)(?:是|有)?(?:多少|几)[^,，]{0,3}[?？]?"
)
GROWN = regex(
    r"(?:那么?)?(?P<way>涨|增长?|增加|提高|上升|下降|降低?|减少?|调增)(?:了|幅)?(?:是|有)?(?:百分之(?:几|多少)|几成)[?？]?"
)
ONE_BY_OTHER = regex(
    r"(?:那么?)?(?P<a>[^,，的是比占]{2,6})的?(?P<how>是|比|占)(?P<b>[^,，的]{2,6}?)(?P<rest>的?(?:(?:几|多少)倍|百分之(?:几|多少))|[多少高低]多少)[?？]?"
)
COUNTED_IN = regex(
    r"(?:那么?|如果|要是|把|将|连)*(?P<what>[^,，]{2,30}?)(?:也|都|一起|一并|全部?|再)*(?:给)?(?:算上|加上|加进[来去]|算进[来去]|计入|算在内|加在内|算进|包括在内|加到一起)(?:的话|以?后|之后)?[,，]"
    r"(?:这|那)?(?:(?P<number>[两二三四五六])[样项个者种类块笔])?(?:加起来|合起来)?(?:一共|总共|合计|共计|总计|共|是|有|为)+(?:是|有|为)?(?:多少|几)[^,，占]{0,3}[?？。]?"
)
"""省长留言也算上，两样一共多少: what is added stands before the word for it."""
ADDED = regex(
    r"(?:那么?|如果|要是)?(?:再|又)?(?P<sign>加上?|算上|减去?|减掉|扣[除掉]|去掉)(?!起来|在?一[起块]|总)(?P<what>[^,，]{2,14}?)"
    r"(?:[那这]一?(?:块|项|部分|个|笔)儿?)?的?"
    r"(?:呢|[,，]?(?:一共|总共|合计|加起来|以?后|之后|还剩|剩下?|等于)*(?:是|有|为|得|了)*(?:多少|几)[^,，]{0,4})[?？]?"
)


def _balance(turn: Turn, gazetteer: Gazetteer) -> str:
    """那结余多少, after income and spending: what is left of the one by the other."""
    if not BALANCE.fullmatch(turn.text) or turn.here.named or len(turn.topics) < 2:
        return ""
    one, other = (topic.phrase for topic in turn.topics[-2:])
    if not (WHOLE_INCOME.search(one) and WHOLE_SPENDING.search(other)):
        return ""
    return f"{turn.lead}{one}减去{other}是多少"


BALANCE = regex(
    r"(?:那么?)?(?:还)?(?:有)?(?:收支)?(?:结余|盈余|剩下?|余下?)(?:了|是|有)?(?:多少|几何|呢)[^,，]{0,3}[?？]?"
)
WHOLE_INCOME, WHOLE_SPENDING = regex(r"^总?收入(?:总额|合计)?$"), regex(r"^总?支出(?:总额|合计)?$")


def _put_right(turn: Turn, gazetteer: Gazetteer) -> str:
    """实际应该是多少: the last figure, checked."""
    if not PUT_RIGHT.fullmatch(turn.text) or not turn.last.phrase or turn.here.named:
        return ""
    return turn.last.text if CHECKS.search(turn.last.text) else f"{turn.lead}{turn.last.phrase}对吗"


PUT_RIGHT = regex(
    r"(?:那么?|这个?|那个?)?(?:数|它)?(?:实际|正确|准确|真实|真正)?(?:上|的)?(?:数|比例|结果|值)?(?:应该|应当|该|本来)+(?:是|为)?(?:多少|几|什么)[?？]?|"
    r"(?:那么?)?(?:正确|准确|真实)的?(?:数|比例|结果|值|数字)?(?:应该|应当|该)?(?:是|为)(?:多少|几|什么)[?？]?"
)


def _gathered(turn: Turn, gazetteer: Gazetteer) -> str:
    """哪个高, 三个加起来: over the topics so far."""
    if WITH_ANOTHER.match(turn.text):
        return ""
    gathers = re.match(r"(?:这|那)?[两三四五][个家者]|它们|二者", turn.text)
    own_term = _prints_a_term(PAIRS.sub("", turn.words))
    several = len(turn.topics) > 1 or len(turn.last.names) > 1
    if PAIRS.search(turn.text) and not turn.here.named and several and (gathers or not own_term):
        return together(turn.topics, turn.text)
    return ""


WITH_ANOTHER = regex(r"(?:跟|和|与|同|比)[^,，]{2,12}?相?差")
"""跟履职效能差几分: against what is named here, and not of the topics so far."""


def _inside(turn: Turn, gazetteer: Gazetteer) -> str:
    """其中公用经费占多大比例, 其中专项还剩多少: of the last figure."""
    left = INSIDE_LEFT.match(turn.text) if LEFT_ASKED.search(turn.last.text) else None
    if left and not turn.here.named and turn.last.names:
        return f"{turn.lead}{left['part']}预算还剩多少"
    both = INSIDE_BOTH.fullmatch(turn.text)
    if both and turn.last.phrase and not turn.here.named:
        unit = UNIT_ASKED.search(turn.last.text)
        asked = f"{turn.lead}{both['part']}有多少{unit['unit'] if unit else ''}"
        return APARTS.join((asked, f"{turn.lead}{both['part']}占{turn.last.phrase}的百分之几"))
    taken = TAKEN_OF_IT.fullmatch(turn.text)
    if taken and not turn.here.named and turn.last.names:
        return f"{turn.lead}{taken['taken'] or taken['part']}多少"
    match = INSIDE.match(turn.text)
    if match is None or not turn.last.phrase:
        return ""
    if turn.here.named and ACROSS.search(turn.last.text):
        thing = re.sub(r"加起来|合计|总和|一共|所有部门|各部门|[两三四五六七八九十]个部门", "", turn.last.phrase)
        return f"{match['part']}{years_of(turn)}{thing}占所有部门{thing}合计的百分之几"
    if turn.here.named:
        return ""
    return f"{turn.lead}{match['part']}占{turn.last.phrase}的百分之几"


def _named_by_order(turn: Turn, gazetteer: Gazetteer) -> str:
    """前者比后者多多少: the two topics before."""
    if not re.search(r"前者|后者", turn.text) or len(turn.topics) < 2:
        return ""
    former, latter = ("".join(topic.names) + topic.phrase for topic in turn.topics[-2:])
    return turn.text.replace("前者", former).replace("后者", latter)


def _negated(turn: Turn, gazetteer: Gazetteer) -> str:
    """没按期办结的有多少: of those counted last."""
    match = NEGATED.match(turn.words)
    counted = [topic.phrase for topic in turn.topics if topic.phrase and not DONE_WORDS.search(topic.phrase)]
    if match is None or turn.here.named or not turn.last.phrase:
        return ""
    whole = (counted or [turn.last.phrase])[-1]
    if re.search(r"占比|占多|占几|百分之|比例|比重", turn.text):
        return f"{turn.lead}{whole}没{match['rest']}的占百分之几"
    done = "整改" if match["rest"] == "改" else match["rest"]
    return f"{turn.lead}{whole}有多少没{done}"


DEALT_WITH = regex(
    rf"(?:那么?|其中|当中|里面|已经?|都|最后|截至年底|[,，])*(?P<done>整改|化解|整治|处置|销号)(?:完成|到位|完毕|完|好)*(?:了|的)*(?:是|有)?(?P<many>(?:多少|几)(?:{MEASURES})?)[?？]?"
)
COUNT_ASKED = regex("多少|几")


def _dealt_with(turn: Turn, gazetteer: Gazetteer) -> str:
    """整改了多少个: of the problems that were counted last."""
    match = DEALT_WITH.fullmatch(turn.words)
    counted = turn.last.phrase and COUNT_ASKED.search(turn.last.text) and not DONE_WORDS.search(turn.last.phrase)
    if match is None or turn.here.named or not counted:
        return ""
    return f"{turn.lead}{turn.last.phrase}{match['done']}了{match['many']}"


def _of_it(turn: Turn, gazetteer: Gazetteer) -> str:
    """它的支付率写得对吗: of the subject spoken of."""
    part = OF_THE_LAST.match(turn.text) if "占" not in turn.last.phrase else None
    if part and not turn.here.named and turn.last.phrase:
        return f"{turn.lead}{part['part']}占{turn.last.phrase}的百分之几"
    match = OWN.match(turn.text)
    asked = re.sub(r"呢[?？]?$", "是多少", match["measure"]) if match else ""
    return f"{turn.lead}{_subject(turn.last)}{asked}" if match and not turn.here.named else ""


OF_THE_LAST = regex(
    r"^(?:那么?|这)?(?:它|其)?的?(?P<part>(?!剩|其余|其他|另|别)[^,，占比]{2,12}?)(?:[那这]一?[块项部]分?)?占了?"
    r"(?:它|其中|里头|里边|里面|这里[头面]|这个|那个|总的)?的?(?:(?:多少|几成|多大|多高|百分之(?:几|多少))的?(?:比例|比重|份额)?|(?:比例|比重)是?多少)(?:呢)?[?？]?$"
)
"""它的项目支出占多少: a part of what was spoken of."""


def _others_of(turn: Turn, gazetteer: Gazetteer) -> str:
    """那不是护理型的有多少张: the whole that was counted first, less the part that was asked for."""
    match = NOT_THOSE.fullmatch(turn.words)
    part = next((t.phrase for t in reversed(turn.topics) if match and match["part"] in t.phrase), "")
    whole = next((t.phrase for t in turn.topics if t.phrase and t.phrase != part and part), "")
    if match is None or turn.here.named or not whole:
        return ""
    return f"{turn.lead}{whole}减去{match['part']}{whole[-2:]}是多少"


NOT_THOSE = regex(
    r"(?:那么?)?(?:不是|不属于|非)(?P<part>[\u4e00-\u9fff]{2,8}?)的?(?:呢|(?:又|还)?有?(?:多少|几)[^,，]{0,3})[?？]?"
)


def _actual(turn: Turn, gazetteer: Gazetteer) -> str:
    """实际改了几户: what came of the plan that was spoken of."""
    if not ACTUAL.match(turn.words) or turn.here.named or not PLANNED.search(turn.last.phrase):
        return ""
    done = "实际支出" if "预算" in turn.last.phrase else "实际完成"
    return f"{turn.lead}{PLANNED.sub('', turn.last.phrase)}{done}多少"


def _why(turn: Turn, gazetteer: Gazetteer) -> str:
    """为什么没完成: of the subject that was spoken of."""
    if not WHY_NOT.match(turn.words) or turn.here.named or not _subject(turn.last):
        return ""
    return f"{turn.lead}{_subject(turn.last)}{turn.words}"


DECIMALS = regex(r"[,，]?(?:保留|精确到|取)(?:小数点后)?[一二两三四五六\d]位(?:小数)?")
ROUNDED = regex(
    r"(?:那么?|要是|如果)?(?:按照?|用|算到|保留|精确到|取|四舍五入到)(?:小数点后)?(?:面)?(?P<places>[一二两三四五六\d])位(?:小数)?"
    r"(?:来|算|计算|的话|呢|应该?|又|是|等于|多少|[,，])*[?？]?"
)
ACTUAL = regex(
    r"^(?:实际|真正|最后|最终|结果|到底)(?:[^,，]{0,5}(?:多少|几)[^,，]{0,4}|(?:完成|达到|做到|实现|情况)?(?:了|的)?呢?)[?？]?$"
)
PLANNED = regex(r"计划|目标值?|的?(?:年初|全年|调整后?的?)?预算(?:数|金额)?|的?调整(?:后|金额)|原定|任务")
WHY_NOT = regex(r"^(?:为什么|为啥|为何|怎么|咋)(?:会|就|还)?(?:没|未|不|低|少|慢|超|多)[^,，]{0,4}$")


def _rounded(turn: Turn, gazetteer: Gazetteer) -> str:
    """按两位小数算是多少: the last question, at other decimals."""
    match = ROUNDED.fullmatch(turn.text) if not turn.here.named else None
    return f"{DECIMALS.sub('', turn.last.text)},保留{match['places']}位小数" if match and turn.last.phrase else ""


def _in_per_cent(turn: Turn, gazetteer: Gazetteer) -> str:
    """用百分比表示: the last question, which asked for a share in other words."""
    asks_so = re.fullmatch(r"(?:请)?(?:用|以|换成|按)百分(?:比|数|率)(?:来)?(?:表示|说|算|呢)?[?？]?", turn.text)
    return re.sub(r"几分之几|几成", "百分之几", turn.last.text) if asks_so else ""


def _leaning(turn: Turn, gazetteer: Gazetteer) -> str:
    """占比多少, 比年初预算多多少, 换成亿元: an operation that has lost its left side."""
    if (LEANS.search(turn.text) or SHARES.search(turn.words)) and not _starts_with_name(turn.here):
        said = re.sub(r"^(?:所占)?的?(?:比例|比重|份额)", "占比", PRONOUN.sub("", turn.text))
        said = re.sub(r"^占了?多少$", "占比多少", said.strip("?？"))
        said = re.sub(r"^(目标值?|计划数?|原定目标)呢[?？]?$", r"\1是多少", said)
        return f"{''.join(turn.last.names)}{years_of(turn)}{turn.last.phrase}{said}"
    return ""


COMES_TO_IT = regex(
    r"[^,，]*?(?:等|这|那)?[几各两三四五六七八九十](?:大|小)?(?:类|项|种|样|个|块|家|部分)[^,，]{0,4}?(?:加起来|加在?一[起块]|合计|合起来|相加|一共|加总)(?:的话|以?后)?"
    r"[,，]?(?:是不是|是否|能不能|正好|刚好|就|也|都|真的?|等于|等不等于|是|对得上|凑得?成|有)*(?:这个|那个|上面那?个?|前面那?个?)(?:数字?|总数|数量|数目)?(?:吗|么|吧|呢)?[?？]?"
    r"|[^,，]*?(?:等|这|那)?[几各两三四五六七八九十](?:大|小)?(?:类|项|种|样|个|块|家|部分)[^,，]{0,4}?(?:加起来|合计|合起来|相加|一共|加总)[也都就]?[,，]+对吗[?？]?"
)
"""轮椅、助听器这几类加起来，是这个数吗: whether the parts come to what was counted last."""


def _comes_to_it(turn: Turn, gazetteer: Gazetteer) -> str:
    """轮椅、助听器这几类加起来，是这个数吗: the whole that was counted, checked by its parts."""
    asked = COMES_TO_IT.fullmatch(turn.text) and not turn.here.named and turn.last.phrase
    scored = wanted(turn.last.text).kinds == frozenset({FigureKind.SCORE}) and "分" not in turn.last.phrase
    return f"{turn.lead}{turn.last.phrase}{'得分' if scored else ''}对吗" if asked else ""


RATIO_SPOKEN = regex(r"率|进度|占|比[例重]")
"""What was spoken of is a rate or a share."""


def _held_again(turn: Turn, gazetteer: Gazetteer) -> str:
    """报告说它占基本支出的9.82%，没算错吧; 跟年初比的降幅算对了没有; 拿它的预算数和执行数除一下，对得上吗."""
    last = turn.last
    if turn.here.named or not last.phrase:
        return ""
    asked = SHARE_ASKED.fullmatch(last.text) if "占" in last.phrase else None
    if asked and doubts(turn.text):
        return f"{asked['share']}的百分之几,算对了吗"
    if not is_check(turn.text):
        return ""
    share = SHARE_OF_IT.fullmatch(turn.text)
    if share and "占" not in last.phrase:
        return f"{turn.lead}{_subject(last)}{share['share']}"
    if changed := CHANGE_OF_IT.fullmatch(turn.text):
        return f"{turn.lead}{last.phrase}{changed['base'] or changed['since'] or ''}的{changed['noun']}算对了吗"
    if QUOTIENT_OF_IT.fullmatch(turn.text) and (RATIO_SPOKEN.search(last.phrase) or expense_of(last.phrase)):
        rate = last.phrase if RATIO_SPOKEN.search(last.phrase) else f"{_subject(last)}执行率"
        return f"{turn.lead}{rate}算对了吗"
    return ""


OTHER_FIGURE = regex(
    r"率|占|比[例重]|分数?|[增降涨跌减]幅|增速|增长|下降|增加|减少|[增降涨跌减多少](?:了|的|出)|百分[数比]|和|跟|与"
)
"""Words that may doubt another figure than the one spoken of: a rate of it, its share, how much it changed."""


def _checked(turn: Turn, gazetteer: Gazetteer) -> str:
    """这个数对吗, 按金额复算一遍，这个比例站得住吗."""
    plainly = doubts(turn.text) or (rechecks(turn.text) and not OTHER_FIGURE.search(turn.text))
    if not turn.here.named and turn.last.phrase and plainly:
        return f"{turn.lead}{turn.last.phrase}对吗"
    if CHECKS.search(turn.text) and not re.search(r"\d", turn.text) and not _names_a_term(turn.words):
        return f"{turn.lead}{turn.last.phrase}{turn.text}"
    return ""


def _same_again(turn: Turn, gazetteer: Gazetteer) -> str:
    """那南沙呢, 2022年的呢: the last question of another department or year."""
    words = YEAR_END.sub("", turn.words) if turn.here.years and YEAR_END.match(turn.last.phrase) else turn.words
    if (turn.here.named or turn.here.years) and not content(THE_SAME.sub("", words)):
        return turn.lead + _asking(turn.last, gazetteer)
    return ""


THE_SAME = regex(
    r"^的?(?:[写说报列填]的?)?(?:是不是|是否|也|都|是)*(?:一样|相同|这样|如此|这么[写说多高低少]"
    r"|(?:[这那]个|[这那]么个|同样的?|同一个)(?:数字?|比例|比率|百分比|水平|金额|数额|得分|分数?|结果|率))(?:吗|么|的?吧|不|的)?[?？]?$"
)
"""南沙写的也一样吗: its own is what is asked for."""


YEAR_END = regex(r"^年?[底末终初]")
"""2023年末呢, of which the year is read by itself."""


def _of_score(turn: Turn, gazetteer: Gazetteer) -> str:
    """得分率呢, after 产出这块多少分: of what was scored."""
    match, subject = OF_SCORE.fullmatch(turn.words), re.sub(r"(?:自评)?得分$", "", turn.last.phrase)
    if match is None or turn.here.named or subject in ("", turn.last.phrase) or WHOLE_SCORED.fullmatch(subject):
        return ""
    return f"{turn.lead}{subject}{match['measure']}是多少"


def _lost(turn: Turn, gazetteer: Gazetteer) -> str:
    """分都扣在哪儿了: of the department's own score, whatever of it was spoken of."""
    if turn.here.named or not LOST_WHERE.fullmatch(turn.text) or not turn.last.names:
        return ""
    return f"{turn.lead}{re.sub('^(?:那么?|这些?|都)+', '', turn.text)}"


LOST_WHERE = regex(
    r"(?:那么?|这些?)?分数?(?:都|主要|是)*[扣丢失](?:在|到)(?:了)?(?:哪里?|哪儿|什么地方|哪些?(?:地方|方面|指标|项目))了?[?？]?"
)
OF_SCORE = regex(
    r"(?:那么?|它的?|这个|这部分|的)*(?P<measure>得分率|满分|分值|扣分)(?:呢|(?:是|有|为)?(?:多少|几分?)|是多少分)?[?？]?"
)
WHOLE_SCORED = regex(r"(?:部门|整体|支出|绩效|综合|自评|评价|总|最终)*")
OF_A_BUDGET = regex(r"(?:预算)?(?:执行|完成|支付|支出)(?:率|进度)|(?:年初|全年|调整)?(?:预算|决算|执行)数?")
"""What is asked of one expense after another of its figures."""


def _other_subject(turn: Turn, gazetteer: Gazetteer) -> str:
    """专项的呢, 人员的跟专项的分别呢: the last measure of other subjects."""
    phrase = turn.last.phrase
    measure = MEASURE.search(phrase)
    other = OTHER_SUBJECT.match(turn.words)
    if not measure or not other or not content(other["subject"].removeprefix("还有")):
        return ""
    if measure.group().endswith("得分") and re.search(r"效[能率果]$", other["subject"]):  # 管理效率 is no rate
        return f"{turn.lead}{other['subject']}得分是多少"
    measures = MEASURE.search(other["subject"]) or OWN_MEASURE.search(other["subject"])
    before = phrase[: measure.start()]
    if before and "占" not in before and OF_A_BUDGET.fullmatch(other["subject"]):  # 执行率呢, after 项目支出预算
        return f"{turn.lead}{before}{other['subject']}是多少"
    of_part = other["of"] or before
    if measures and not (of_part and OF_FUNDS.search(measure.group())):
        return ""
    subjects = re.split(r"的?(?:跟|和|(?<!参)与|、)", re.sub(r"的?分别$", "", other["subject"]))
    return turn.lead + "，".join(f"{subject}{measure.group()}是多少" for subject in subjects)


def _dependent(turn: Turn, gazetteer: Gazetteer) -> str:
    """市委办公厅的占比呢: another department's rate or share of the last subject."""
    return f"{turn.lead}{_subject(turn.last)}{turn.words}" if turn.here.named and DEPENDENT.search(turn.words) else ""


def _of_same_department(turn: Turn, gazetteer: Gazetteer) -> str:
    """事业收入呢, 完成率呢: of the department spoken of; a few words take the last phrase with them."""
    if turn.here.named or not turn.last.names:
        return ""
    own = _names_a_term(turn.words) and not (_subject(turn.last) and WHOLE_MEASURE.match(turn.words))
    lean = (
        _subject(turn.last) if DEPENDENT.search(turn.words) and not own and not COUNTED_OTHER.match(turn.words) else ""
    )
    few = len("".join(content(turn.words))) <= FEW_WORDS and not named_terms(turn.words, glossary())
    if few and WORDS_ASKED.search(turn.words) and not SECTIONS.search(turn.words):
        lean = turn.last.phrase
    text = turn.text
    if THEIRS.search(text.lower()) and re.fullmatch(r"[\u4e00-\u9fff]{2,12}", turn.last.phrase):
        lean, text = turn.last.phrase, f" {text}"
    if wanted(turn.last.text).figure and not WORDS_ASKED.search(text) and not SECTIONS.search(text):
        text = re.sub(r"呢[?？]?$", "是多少", text)
    return f"{''.join(turn.last.names)}{years_of(turn)}{lean}{text}"


THEIRS = regex(r"\b(?:their|those|these)\b")
"""English words that point at the things which the last question counted."""


def _called(mention: Mention, gazetteer: Gazetteer) -> list[str]:
    """A mention's words; the department's own name where it was named in English."""
    if mention.words:
        return [mention.words]
    return [display_name(card.department) for card in gazetteer.cards if card.id in mention.reports]


def _asking(last: Topic, gazetteer: Gazetteer) -> str:
    """The last question without its departments and years."""
    asked = understand(last.text)
    return OF_CHANGE.sub("是多少", scope(asked.text, gazetteer, english=asked.english).rest)


OF_CHANGE = regex(r"(?:同比|比上年)(?:增长|增加|下降|减少|上升|降低)了?(?:多少|几|百分之几|百分之多少|是多少)[^,，]*$")
"""受理案件同比增长多少: of another year, how many there were."""


def _starts_with_name(here: Scope) -> bool:
    return bool(here.mentions) and here.mentions[0].start == 0 and here.mentions[0].end > 0


def _names_a_term(words: str) -> bool:
    return any(n.term.kind in KIND_OF_TERM for n in named_terms(words, glossary()))


def _prints_a_term(words: str) -> bool:
    """Whether the words hold a measure's written name; 几分 alone is none."""
    named = named_terms(words, glossary())
    return any(n.term.kind in KIND_OF_TERM and n.words in n.term.names for n in named)


def _subject(last: Topic) -> str:
    """What a rate or a share leans on: the last phrase without the rate that it asked for itself."""
    if stage_of(last.phrase) is not Stage.NONE:
        return subject_of(last.phrase)
    return re.sub(r"占.{2,}$|(?:预算)?(?:完成率|执行率|占比|比重|完成)$", "", last.phrase)
