"""Follow-ups with words that point at what was spoken of: 这俩, 后面这个, 它, 最开始的, 比那个.

Each rule gives the question as it stands alone; empty where it does not point.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from heshu.asking.planning.scope import Scope
from heshu.asking.wording.english import VERBS
from heshu.asking.wording.stages import expense_of
from heshu.patterns import regex


class Spoken(Protocol):
    """A topic of the conversation."""

    @property
    def names(self) -> tuple[str, ...]:
        """The departments, as they were named."""

    @property
    def phrase(self) -> str:
        """The thing asked."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years named."""

    @property
    def text(self) -> str:
        """The question as it stands alone."""


class Pointing(Protocol):
    """A follow-up beside the topics so far."""

    @property
    def text(self) -> str:
        """The folded question."""

    @property
    def here(self) -> Scope:
        """Whom it names itself."""

    @property
    def topics(self) -> Sequence[Spoken]:
        """What was spoken of, oldest first."""

    @property
    def lead(self) -> str:
        """Whose figure is meant, with the years."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the departments that it names are called."""

    @property
    def words(self) -> str:
        """What it asks, without names, years and pronouns."""


_ONE = r"(?:一)?(?:个|项|块|笔)(?:数字?|指标|比例|比率|钱|金额|支出|收入|经费)?"
LAST = (
    rf"(?:后面?(?:这|那)?{_ONE}|后面的|后者|最后(?:这|那){_ONE}|刚才?(?:说的)?(?:这|那)?{_ONE}|(?:这|那){_ONE}"
    r"|它|此项|该项)"
)
"""The thing spoken of last."""
FORMER = (
    rf"(?:前面?(?:这|那)?{_ONE}|前面的|前者|上(?:面)?(?:这|那)?{_ONE}|先前(?:说的)?(?:那)?{_ONE}|第{_ONE}|头{_ONE})"
)
"""The thing spoken of before that."""
FIRST = r"(?:最开始|最初|一开始|起初|开头|最早|最先)(?:问|说)?(?:的|那个|定的|批的)(?:那个|数)?"
"""The thing spoken of first."""
SEVERAL = (
    r"(?:(?:上面|前面|刚才|刚刚)?(?:这|那|它|他)(?:俩|[两二三四五几](?:个|项|块|笔|样|者|类|种)?)|(?:上面|前面|刚才)(?:俩|[两二三四五几](?:个|项|块|笔|样|者))|两者|二者|三者)"
    r"(?:数字?|指标|金额|支出|收入|经费)?"
)
"""The things spoken of, together."""
HOW_MANY = {"两": 2, "二": 2, "俩": 2, "三": 3, "四": 4, "五": 5}
_ALL = r"(?:都|全|全部|各自?|分别|的)*"
_TOGETHER = r"(?:合(?:起来|在?一[起块]|计)|加(?:起来|在?一[起块]|总)|一共|总共|合计|之和|总和)+"
CONVERTED = regex(
    rf"^(?:那么?)?(?:请?[把将给])?{SEVERAL}{_ALL}(?:换算|折算|折合|换|改|转)(?:成|为)?(?P<unit>亿元|万元|元)(?P<rest>.*)$"
)
"""这俩都换成亿元."""
SHARED = regex(
    rf"^(?:那么?)?{SEVERAL}{_ALL}{_TOGETHER}占(?:了|到)?(?P<whole>[^,，]+?)(?:的|总额的)?(?:多少|几成|百分之|比例|比重|多大|百分比).*$"
)
"""这两个合起来占总支出多少."""
TOTALLED = regex(rf"^(?:那么?)?{SEVERAL}{_ALL}{_TOGETHER}(?:呢)?[?？]?$")
"""这三类合计."""
EACH = regex(
    rf"^(?:那么?)?{SEVERAL}{_ALL}(?P<measure>[^,，]*?(?:率|进度|占比|预算数?|得分|决算数?))(?:又|各|分别|是|为|有)*(?:多少|几|百分之几)?(?:呢)?[?？]?$"
)
"""这俩的完成率分别是多少."""
BEGINS = regex(
    rf"^(?:那么?)?(?:(?P<last>{LAST})|(?P<former>{FORMER}))的?(?P<rest>(?:占|比|较|是[^,，]*倍|相当于|折合|换|完成|指标|预算|执行|支付|目标|计划|增|减|超).*)$"
)
"""后面这个占收入总额多少."""
AGAINST = regex(
    rf"^(?:那么?)?(?P<thing>[^,，]{{2,24}}?)(?:比|较)(?:(?P<last>{LAST})|(?P<former>{FORMER}))的?(?P<rest>[多少高低大小超].*)$"
)
"""基本支出的完成率比它高几个百分点."""
APART = regex(
    rf"^(?:那么?)?(?P<thing>[^,，]{{2,24}}?)(?:跟|和|与|同)(?:(?P<last>{LAST})|(?P<former>{FORMER}))(?:相比|比)?(?P<rest>(?:相?差|哪个|谁|之差|合计|加).*)$"
)
"""项目支出跟它差多少."""
TIMES = regex(
    rf"^(?:那么?)?(?P<thing>[^,，]{{2,24}}?)(?:是|占|相当于)(?:(?P<last>{LAST})|(?P<former>{FORMER}))的(?P<rest>(?:多少|几)倍.*|百分之.*|几成.*|比例.*)$"
)
"""项目支出是它的几倍."""
RATE = regex(r"(?:预算|指标|目标)?(?:执行|完成|支付)(?:率|进度)$|占比$|得分$")
"""A measure that the thing compared takes from the one spoken of, where it names none."""
OF_BUDGET = regex(r"完成了?(?:年初|全年|年度|调整后?)?预算(?:数)?的?(?:比例|百分比|比率|比重)")
CHANGED = regex(
    r"^(?:那么?|那)?(?:一共|总共|实际|这?[一两]年(?:里|间|下来)?)*(?:净(?:增加?|减少?|增长)|增加?|增长|减少?|下降|上升|提高|降低|涨|降|变化|多|少|增幅|降幅|涨幅)了?[^,，]{0,3}(?:多少|几|百分之|是多|呢)"
)
"""净增几家, after one year and another."""
THAN_THAT = regex(r"\b(?:more|less|higher|lower|larger|smaller)\b.*\bthan (?:that|it|this)\b")
THAT_THAN = regex(r"\b(?:is|was) (?:that|it|this) (?:figure )?(?:more|less|higher|lower|larger|smaller)\b")
PERIOD = (
    r"(?:截?[至止到])?(?:(?:1[0-2]|[1-9])月(?:份)?(?:底|末)?|[一二三四1-4]季度(?:末)?|上半年|下半年|年[底末中]|全年)"
)
OTHER_PERIOD = regex(rf"^(?:那么?)?(?P<period>{PERIOD})(?:的)?(?:时候)?(?:呢|是多少|又?是?多少)?[?？]?$")
"""到11月底呢."""


AGAINST_LAST_YEAR = regex(
    r"(?:那么?)?(?:跟|和|与|同|比|较|对比)(?:起)?(?:上一?年度?|去年|前一年)(?:度)?(?:同期)?(?:相)?(?:比较?|对比)?[,，]?(?:起来)?(?:怎么样|如何|有(?:什么|没有|多大)?变化|变化(?:大吗|多大|多少|了多少)?)?(?:呢|吗)?[?？]?"
)
"""跟上年比呢."""
APARTS = "\n"
"""What stands between questions that are answered one by one."""
BOTH = regex(
    rf"^(?:那么?)?(?:(?P<last>{LAST})|(?P<former>{FORMER}))(?P<joint>比|和|跟|与|是|占)(?:(?P<last2>{LAST})|(?P<former2>{FORMER}))(?P<rest>.+)$"
)
"""后面那个比前面那个多多少."""
PLANNED_AND_DONE = regex(
    r"^(?:那么?)?(?:原来?)?(?:计划|目标|原定|任务)(?:数|值)?(?:是|有|定的?是?|为)?(?P<many>(?:多少|几)[^,，完]{0,3})[,，]?(?:都|全部?|有没有|最后)*完成了?(?:没有?|吗|么)?[?？]?$"
)
"""计划是几期 完成没."""


def pointed(turn: Pointing) -> str:
    """The question with what it points at put in; empty where it points at nothing, or names a department."""
    if turn.here.named or not turn.topics or not turn.topics[-1].phrase:
        return ""
    text = OF_BUDGET.sub("预算完成率", turn.text)
    if re.search(FIRST, text) and len(turn.topics) > 1 and turn.topics[0].phrase:
        return turn.lead + re.sub(FIRST, turn.topics[0].phrase, text, count=1)
    if match := PLANNED_AND_DONE.match(text):
        phrase = re.sub(r"^(?:办了?|举办|开展|组织)", "举办", turn.topics[-1].phrase)
        return APARTS.join(f"{turn.lead}{stage}{phrase}{match['many']}" for stage in ("计划", "实际"))
    if AGAINST_LAST_YEAR.fullmatch(text):
        return f"{turn.lead}{turn.topics[-1].phrase}比上年增加多少"
    return _of_several(turn, text) or _of_one(turn, text) or _of_years(turn, text) or _of_that(turn)


def other_period(turn: Pointing, last: str) -> str:
    """The last question at another time of the year: 到11月底呢, after 6月底的支付进度."""
    match = OTHER_PERIOD.fullmatch(turn.text)
    if match is None or turn.here.named or not re.search(PERIOD, last):
        return ""
    return re.sub(PERIOD, match["period"], last, count=1)


SIBLINGS = (
    ("国家", "中央", "省", "市", "区", "县"),
    ("年初", "年末"),
    ("上半年", "下半年"),
    ("线上", "线下"),
    ("男", "女"),
    ("城镇", "农村"),
)
"""Words of which a follow-up puts one in the other's place: 国家的呢, after 省里采纳了几篇."""


def sibling(turn: Pointing) -> str:
    """The thing spoken of last, of another level or side."""
    last = turn.topics[-1].phrase if turn.topics else ""
    for group in SIBLINGS:
        said = re.fullmatch(
            rf"(?:那么?)?(?:被)?(?P<one>{'|'.join(group)})(?:里面?|一?级|层面|方面|那边)?(?P<deed>[\u4e00-\u9fff]{{2}})??了?的?"
            r"(?:呢|又?是?(?:多少|几)[^,，]?)[?？]?",
            turn.text,
        )
        held = [word for word in group if word in last]
        if said and said["deed"] and said["deed"] not in last:
            continue
        if said and not turn.here.named and len(held) == 1 and held[0] != said["one"] and last.count(held[0]) == 1:
            return f"{turn.lead}{last.replace(held[0], said['one'])}有多少"
    return ""


def _of_several(turn: Pointing, text: str) -> str:
    things = _things(turn, text)
    if len(things) < 2:
        return ""
    if match := CONVERTED.match(text):
        return APARTS.join(f"{turn.lead}{thing}折合多少{match['unit']}" for thing in things)
    if TOTALLED.match(text):
        return f"{turn.lead}{'、'.join(things[:-1])}和{things[-1]}合计多少"
    if match := SHARED.match(text):
        return f"{turn.lead}{'和'.join(things)}合计占{match['whole']}的百分之几"
    if match := EACH.match(text):
        return APARTS.join(f"{turn.lead}{thing}{match['measure']}是多少" for thing in things)
    return ""


def _things(turn: Pointing, text: str) -> list[str]:
    """The things of one department that 这俩 means; none where several departments were spoken of."""
    found = re.search(SEVERAL, text)
    if found is None:
        return []
    number = next((n for word, n in HOW_MANY.items() if word in found.group()), len(turn.topics))
    several = turn.topics[-number:]
    things = list(dict.fromkeys(topic.phrase for topic in several if topic.phrase))
    return things if len(things) == number and len({topic.names for topic in several}) == 1 else []


def _of_one(turn: Pointing, text: str) -> str:
    if (both := BOTH.match(text)) and len(turn.topics) > 1 and bool(both["last"]) == bool(both["former2"]):
        one, other = (turn.topics[-1], turn.topics[-2])[:: 1 if both["last"] else -1]
        return f"{turn.lead}{one.phrase}{both['joint']}{other.phrase}{both['rest'].removeprefix('的')}"
    for pattern in (AGAINST, APART, TIMES, BEGINS):
        match = pattern.match(text)
        meant = match and _meant(turn, match)
        if not match or not meant:
            continue
        if pattern is BEGINS:
            return f"{turn.lead}{meant}{re.sub(r'(?<=[率度数分])呢[?？]?$', '是多少', match['rest'])}"
        thing = _alike(match["thing"].rstrip("的"), meant)
        joint = {AGAINST: "比", APART: "和"}.get(pattern, "是" if "倍" in match["rest"] else "占")
        of = "的" if pattern is TIMES else ""
        return f"{turn.lead}{thing}{joint}{meant}{of}{match['rest']}"
    return ""


def _meant(turn: Pointing, match: re.Match[str]) -> str:
    if match["last"]:
        return turn.topics[-1].phrase
    return turn.topics[-2].phrase if len(turn.topics) > 1 else ""


def _alike(thing: str, meant: str) -> str:
    """What is held against a rate, with that rate where it names none: 基本支出比它高几个百分点."""
    measure = RATE.search(meant)
    bare = expense_of(thing) and not re.search(r"率|进度|占比|比例|比重|得分|预算|决算", thing)
    return f"{thing}{measure.group()}" if measure and measure.start() and bare else thing


def _of_years(turn: Pointing, text: str) -> str:
    """净增几家, 增幅多少: of the one figure that was asked for two years."""
    years = sorted({year for topic in turn.topics[-2:] for year in topic.years})
    phrases = {topic.phrase for topic in turn.topics[-2:]}
    if len(turn.topics) < 2:
        return ""
    names = turn.topics[-1].names or turn.topics[-2].names
    if len(years) == 1 and turn.topics[-1].years and not turn.topics[-2].years:  # 上年呢, after the report's own year
        years = [years[0], years[0] + 1]
    if len(years) != 2 or len(phrases) != 1 or not CHANGED.match(text):
        return ""
    asked = re.sub(r"^(?:这?[一两]年(?:里|间|下来)?)|呢[?？]?$", "", re.sub(r"幅呢[?？]?$", "幅多少", text))
    return f"{''.join(names)}{phrases.pop()}{years[1]}年比{years[0]}年{asked}"


def _of_that(turn: Pointing) -> str:
    """Another figure against the one spoken of, in English: did it spend more or less than that."""
    text = turn.text.lower()
    figure = next((name for verb, name in VERBS if verb.search(text)), "")
    if not figure or figure == turn.topics[-1].phrase or not (THAN_THAT.search(text) or THAT_THAN.search(text)):
        return ""
    pair = (figure, turn.topics[-1].phrase)
    one, other = pair if THAN_THAT.search(text) else pair[::-1]
    return f"{turn.lead}{one}比{other}多多少"
