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

from heshu.asking.conversation import against_it, asked_again, checked_again, part_of_it
from heshu.asking.conversation.against_it import END_AGAINST_IT
from heshu.asking.conversation.carrying import LEFT_OF_ALL, carried, expense_spoken_of
from heshu.asking.conversation.corrected import put_straight
from heshu.asking.conversation.last_two import of_last_two
from heshu.asking.conversation.pointing import other_period, pointed, sibling
from heshu.asking.conversation.spoken_of import (
    GATHERING,
    OF_THEM,
    PLACED,
    from_the_other_end,
    least_of_them,
    other_level,
    otherwise_gathered,
    placed,
    with_a_department,
    without_some_of_them,
)
from heshu.asking.conversation.topics import (
    MEASURE,
    OWN_MEASURE,
    called,
    names_a_term,
    starts_with_name,
    subject,
    topic,
)
from heshu.asking.conversation.turn import ACROSS, Topic, Turn, years_of
from heshu.asking.planning.plan import WORDS_ASKED
from heshu.asking.planning.scope import Gazetteer, Scope, scope
from heshu.asking.telling import next_year
from heshu.asking.wording.english import ENGLISH_EMPTY
from heshu.asking.wording.question import understand, wanted
from heshu.asking.wording.terms import content, named_terms
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex

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
RELATIVE = regex(r"(?:上一年度?|(?<!加)上年度?|去年|前一年)(?:的?同期)?")
AGAINST_LAST = regex(r"(?:比|较|同|跟|和|与|对比)(?:起)?(?:上一年度?|上年度?|去年|前一年)")
"""The year before as what a figure is held against, not as the year asked about."""
OWN = regex(
    r"^(?:那|这)?(?:它|其|该项(?:指标|工作)?|这一?项(?:指标|工作)?|这个指标|该指标|该项目|这个项目|这笔钱|这笔)的?(?P<measure>.*(?:率|进度|占比|比重|多少|几).*)$"
)
"""它的支付率: a measure of what was spoken of."""
PRONOUN = regex(r"^(?:[那这](?:边|里|儿|家)|那么?|这个?|它们?|他们?|其|该|的|呢|个|里面?|中)+")
SHARES = regex(r"^的?占比|^占多少|^占百分之|^(?:所占)?的?(?:比例|比重|份额)(?=是|有|呢|多|$)")
OTHER_SUBJECT = regex(r"(?P<subject>[^,，]{2,16}?)(?:那一?个(?:项目)?|那一?项)?(?P<of>的?)呢$")
OF_FUNDS = regex(r"率$|进度$|占比$|比重$|预算")
"""What is measured of funds, which are measures themselves: after an execution rate, 人员经费的呢 is theirs."""
COUNTED_OTHER = regex(r"^[^,，的占]{2,6}的(?:有|是)?(?:多少|几)[件起个家户人名次处场]")
"""火灾的有几起: another thing counted, by its own name."""
WHOLE_MEASURE = regex(r"^(?:预算|指标|目标)?(?:执行率|支付率|完成率|预算(?:数)?)(?=是|有|为|多少|呢|$)")
"""A measure of the whole department, or of the subject that was spoken of."""
DEPENDENT = regex(
    r"^(?:的?(?:指标)?完成率|的?(?:预算)?执行率|的?支付率|的?(?:年初|全年|调整)?预算(?:数|安排)?(?=是|有|多少|呢)|的?占比|的?比重|的?等级|的?评级|的?得分|的?扣分|.{0,6}的)(?:是|有)?(?:多少|几|呢|$)"
)
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
        topics = known.get(key) or (*topics, topic(_resolve(key[-1], topics, gazetteer), gazetteer))
        known[key] = topics
        with suppress(KeyError):  # another thread may have made room at the same moment
            while len(known) > KEPT:
                known.popitem(last=False)
    return topics


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
    names = tuple(name for mention in here.mentions for name in called(mention, gazetteer)[:1])
    turn = Turn(asked.text, here, PRONOUN.sub("", own.strip()), tuple(topics), names)
    for rule in (
        _ahead,
        _end_inside,
        _used_for,
        checked_again.comes_to_it,
        asked_again.by_how_much,
        asked_again.by_another_measure,
        against_it.against_earlier,
        checked_again.held_again,
        _pointed,
        against_it.of_its_budget,
        other_level,
        with_a_department,
        least_of_them,
        without_some_of_them,
        asked_again.another_item,
        against_it.against_it,
        against_it.end_against_last,
        against_it.planned_too,
        against_it.apart_from_it,
        part_of_it.each_of_counted,
        against_it.overspent,
        asked_again.grown_again,
        asked_again.end_of_rows,
        asked_again.other_end,
        from_the_other_end,
        otherwise_gathered,
        placed,
        part_of_it.added,
        part_of_it.of_the_two,
        against_it.balance,
        _of_score,
        _lost,
        checked_again.put_right,
        part_of_it.gathered,
        part_of_it.named_by_order,
        part_of_it.inside,
        part_of_it.negated,
        part_of_it.dealt_with,
        part_of_it.others_of,
        against_it.actual,
        _why,
        asked_again.rounded,
        asked_again.as_percentage,
        _leaning,
        _of_it,
        checked_again.checked,
        asked_again.same_again,
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


def _end_inside(turn: Turn, gazetteer: Gazetteer) -> str:
    """那一块里头丢分最多的是哪个指标: of the part of the score that was spoken of."""
    match = END_INSIDE.match(turn.text)
    part = re.sub(r"(?:自评)?(?:得分|扣分|满分|分值)$", "", turn.last.phrase)
    if match is None or turn.here.named or part in ("", turn.last.phrase):
        return ""
    return f"{turn.lead}{'' if WHOLE_SCORED.fullmatch(part) else part}{match['rest']}"


END_INSIDE = regex(
    r"(?:那么?)?(?:(?:[这那]?一?(?:块|部分|类|项|方面|维度|个(?:维度|方面|部分|指标))|其)的?(?:里头|里面|里边|里|中|当中)|里头|里面|当中)的?[,，]?"
    r"(?P<rest>(?:(?:哪一?[个项]|什么)(?:三级|二级|具体)?(?:指标)?)?(?:被)?(?:[丢扣失得]分|分数?)(?:丢|扣|失)?得?最.*)"
)


def _used_for(turn: Turn, gazetteer: Gazetteer) -> str:
    """公用支出那部分呢, after what the pay was used for: what that was used for."""
    used, other = USED_FOR.search(turn.last.text), OTHER_SUBJECT.fullmatch(turn.text.rstrip("?？"))
    if used is None or other is None or turn.here.named or not names_a_term(other["subject"]):
        return ""
    subject = re.sub(r"的?[那这]一?(?:部分|块|项|笔)$|^(?:那么?|还有)", "", other["subject"])
    return f"{turn.lead}{subject}{used.group()}"


USED_FOR = regex(r"(?:主要|都|具体|分别)*是?(?:[用花](?:在|到|于)了?|用来)(?:什么|哪)[^,，?？]*")


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


def _of_it(turn: Turn, gazetteer: Gazetteer) -> str:
    """它的支付率写得对吗: of the subject spoken of."""
    part = OF_THE_LAST.match(turn.text) if "占" not in turn.last.phrase else None
    if part and not turn.here.named and turn.last.phrase:
        return f"{turn.lead}{part['part']}占{turn.last.phrase}的百分之几"
    match = OWN.match(turn.text)
    asked = re.sub(r"呢[?？]?$", "是多少", match["measure"]) if match else ""
    return f"{turn.lead}{subject(turn.last)}{asked}" if match and not turn.here.named else ""


OF_THE_LAST = regex(
    r"^(?:那么?|这)?(?:它|其)?的?(?P<part>(?!剩|其余|其他|另|别)[^,，占比]{2,12}?)(?:[那这]一?[块项部]分?)?占了?"
    r"(?:它|其中|里头|里边|里面|这里[头面]|这个|那个|总的)?的?(?:(?:多少|几成|多大|多高|百分之(?:几|多少))的?(?:比例|比重|份额)?|(?:比例|比重)是?多少)(?:呢)?[?？]?$"
)
"""它的项目支出占多少: a part of what was spoken of."""


def _why(turn: Turn, gazetteer: Gazetteer) -> str:
    """为什么没完成: of the subject that was spoken of."""
    if not WHY_NOT.match(turn.words) or turn.here.named or not subject(turn.last):
        return ""
    return f"{turn.lead}{subject(turn.last)}{turn.words}"


WHY_NOT = regex(r"^(?:为什么|为啥|为何|怎么|咋)(?:会|就|还)?(?:没|未|不|低|少|慢|超|多)[^,，]{0,4}$")


def _leaning(turn: Turn, gazetteer: Gazetteer) -> str:
    """占比多少, 比年初预算多多少, 换成亿元: an operation that has lost its left side."""
    if (LEANS.search(turn.text) or SHARES.search(turn.words)) and not starts_with_name(turn.here):
        said = re.sub(r"^(?:所占)?的?(?:比例|比重|份额)", "占比", PRONOUN.sub("", turn.text))
        said = re.sub(r"^占了?多少$", "占比多少", said.strip("?？"))
        said = re.sub(r"^(目标值?|计划数?|原定目标)呢[?？]?$", r"\1是多少", said)
        if of_this := THIS_WHOLE.search(said):
            said = said.replace(of_this["this"], _meant_by(of_this["kind"], turn.last.phrase) or of_this["this"])
        return f"{''.join(turn.last.names)}{years_of(turn)}{turn.last.phrase}{said}"
    return ""


THIS_WHOLE = regex(r"占(?:了|到)?(?P<this>(?:这|该|此|那)一?[个项]?(?P<kind>项目|工程|专项|课题|活动)的?)")
"""占这个项目预算的百分之几: the whole is pointed at."""


def _meant_by(kind: str, phrase: str) -> str:
    """The project that the last question named before what it asked of it, or spoke of itself; else empty."""
    named = re.match(f"(?P<name>.{{3,}}?{kind})(?!支出|预算|资金|经费|决算|.?$)", phrase)
    return named["name"] if named else expense_spoken_of(phrase)


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
    return f"{turn.lead}{subject(turn.last)}{turn.words}" if turn.here.named and DEPENDENT.search(turn.words) else ""


def _of_same_department(turn: Turn, gazetteer: Gazetteer) -> str:
    """事业收入呢, 完成率呢: of the department spoken of; a few words take the last phrase with them."""
    if turn.here.named or not turn.last.names:
        return ""
    own = names_a_term(turn.words) and not (subject(turn.last) and WHOLE_MEASURE.match(turn.words))
    lean = (
        subject(turn.last) if DEPENDENT.search(turn.words) and not own and not COUNTED_OTHER.match(turn.words) else ""
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
