"""What was spoken of, held against another figure: another department's, its budget, its plan, another of its time."""

from __future__ import annotations

import re
from dataclasses import replace

from heshu.asking.conversation.carrying import expense_spoken_of
from heshu.asking.conversation.last_two import of_last_two, spoken
from heshu.asking.conversation.pointing import APARTS
from heshu.asking.conversation.turn import Turn, years_of
from heshu.asking.planning.scope import Gazetteer
from heshu.asking.wording.stages import expense_of
from heshu.folding import fold
from heshu.patterns import regex

OVERSPENT = regex(
    r"(?:那么?)?(?:有没有|是不是|是否|到底|算不算)?超(?:没超)?(?:支|预算|了|出预算|过预算)*(?:没有?|吗|呢)?[?？]?"
)
"""Whether more was spent than planned."""
SAVED = regex(
    r"(?:就|等于|相当于|算是?|一共|总共|也就是|也|实际|总的|比预算)*(?:省|节约|节省|少花|少用|压减|省下)(?:下来|出来|下|了|掉)*(?P<how>百分之(?:几|多少)|(?:多少|几)(?:钱|万元|元|万)?)[?？]?"
)
"""How much less was spent than planned."""
AGAINST_EARLIER = regex(
    r"(?:那么?)?(?:它|他|这个)?(?:跟|和|与|同|比起?)\s*的?(?:那个|那家)?(?:相?比(?:较|起来)?)?[,，]?(?P<how>(?:哪一?[个家]|谁)的?(?:更|要)?[高低多少大小][^,，]{0,2}(?:[,，].*)?)"
)


def against_earlier(turn: Turn, gazetteer: Gazetteer) -> str:
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


OF_ITS_BUDGET = regex(
    r"^(?:(?:只|一共|实际)*(?:完成|用|花|执行|支付|支出)(?:掉|去|出)?了?)(?:年初|全年|年度|调整后?的?)?预算(?:数|安排|金额)?的?(?:百分之(?:几|多少)|几成|多少|多大比例)"
)
"""完成预算数的百分之几, after an expense: of its budget."""


def of_its_budget(turn: Turn, gazetteer: Gazetteer) -> str:
    """完成预算数的百分之几: of the budget of the expense spoken of."""
    subject = turn.last.phrase.removesuffix("总支出")
    if turn.here.named or not OF_ITS_BUDGET.match(turn.words) or not expense_of(subject):
        return ""
    return f"{turn.lead}{subject}{turn.words}"


def against_it(turn: Turn, gazetteer: Gazetteer) -> str:
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


def end_against_last(turn: Turn, gazetteer: Gazetteer) -> str:
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


def planned_too(turn: Turn, gazetteer: Gazetteer) -> str:
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


def apart_from_it(turn: Turn, gazetteer: Gazetteer) -> str:
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


def overspent(turn: Turn, gazetteer: Gazetteer) -> str:
    """有没有超, 省下多少: what was spent on the last subject, against its budget."""
    words = turn.words or turn.text
    saved = SAVED.fullmatch(words)
    if not (saved or OVERSPENT.fullmatch(words)) or turn.here.named:
        return ""
    subject = next((expense_of(topic.phrase) for topic in reversed(turn.topics) if expense_of(topic.phrase)), "")
    if saved and subject and saved["how"].startswith("百分之"):
        return f"{turn.lead}{subject}支出比预算减少了百分之几"
    return f"{turn.lead}{subject}支出比预算{'少' if saved else '多'}多少" if subject else ""


def balance(turn: Turn, gazetteer: Gazetteer) -> str:
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


def actual(turn: Turn, gazetteer: Gazetteer) -> str:
    """实际改了几户: what came of the plan that was spoken of."""
    if not ACTUAL.match(turn.words) or turn.here.named or not PLANNED.search(turn.last.phrase):
        return ""
    done = "实际支出" if "预算" in turn.last.phrase else "实际完成"
    return f"{turn.lead}{PLANNED.sub('', turn.last.phrase)}{done}多少"


ACTUAL = regex(
    r"^(?:实际|真正|最后|最终|结果|到底)(?:[^,，]{0,5}(?:多少|几)[^,，]{0,4}|(?:完成|达到|做到|实现|情况)?(?:了|的)?呢?)[?？]?$"
)
PLANNED = regex(r"计划|目标值?|的?(?:年初|全年|调整后?的?)?预算(?:数|金额)?|的?调整(?:后|金额)|原定|任务")
