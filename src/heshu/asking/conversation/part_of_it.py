"""A part of what was spoken of, or that and another: shares, rests and sums."""

from __future__ import annotations

import re

from heshu.asking.conversation.against_it import WHOLE_SPENDING
from heshu.asking.conversation.pointing import APARTS
from heshu.asking.conversation.spoken_of import (
    together,
)
from heshu.asking.conversation.topics import OWN_MEASURE, SCORED, prints_a_term
from heshu.asking.conversation.turn import ACROSS, Turn, years_of
from heshu.asking.planning.scope import Gazetteer
from heshu.asking.wording.changes import in_per_cent
from heshu.figures.numerals import counted
from heshu.figures.units import MEASURES
from heshu.patterns import regex

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
DONE_WORDS = regex(r"结案|办结|办完|完成|整改|落实|答复|回复|审结")
NEGATED = regex(
    r"^(?:(?:还|尚)?(?:有|剩下?|余下?)?(?:多少|几)[个件项名人处篇条户]*)?(?:还)?(?:没有?|未(?!成年|来)|尚未)(?P<rest>(?:改(?!善|革)|[^,，]{2,12}?))的?(?:呢|(?:还)?有?(?:多少|几).*|)[?？]?$"
)
"""没按期办结的有多少: those of the last count that were not done."""
PAIRS = regex(
    r"相差|差多少|差几|之差|之和|之比|差距|哪个|哪一个|哪家|谁(?!负责|是)|加起来|加一起|加一块|"
    r"合计|一共|总共|平均(?=是|有|多少|几|下来|呢)|which (?:one|is)|by how much|sum of|add up|combined|together|the two"
)


def each_of_counted(turn: Turn, gazetteer: Gazetteer) -> str:
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


def added(turn: Turn, gazetteer: Gazetteer) -> str:
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


def of_the_two(turn: Turn, gazetteer: Gazetteer) -> str:
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


def gathered(turn: Turn, gazetteer: Gazetteer) -> str:
    """哪个高, 三个加起来: over the topics so far."""
    if WITH_ANOTHER.match(turn.text):
        return ""
    gathers = re.match(r"(?:这|那)?[两三四五][个家者]|它们|二者", turn.text)
    own_term = prints_a_term(PAIRS.sub("", turn.words))
    several = len(turn.topics) > 1 or len(turn.last.names) > 1
    if PAIRS.search(turn.text) and not turn.here.named and several and (gathers or not own_term):
        return together(turn.topics, turn.text)
    return ""


WITH_ANOTHER = regex(r"(?:跟|和|与|同|比)[^,，]{2,12}?相?差")
"""跟履职效能差几分: against what is named here, and not of the topics so far."""


def inside(turn: Turn, gazetteer: Gazetteer) -> str:
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


def named_by_order(turn: Turn, gazetteer: Gazetteer) -> str:
    """前者比后者多多少: the two topics before."""
    if not re.search(r"前者|后者", turn.text) or len(turn.topics) < 2:
        return ""
    former, latter = ("".join(topic.names) + topic.phrase for topic in turn.topics[-2:])
    return turn.text.replace("前者", former).replace("后者", latter)


def negated(turn: Turn, gazetteer: Gazetteer) -> str:
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


def dealt_with(turn: Turn, gazetteer: Gazetteer) -> str:
    """整改了多少个: of the problems that were counted last."""
    match = DEALT_WITH.fullmatch(turn.words)
    counted = turn.last.phrase and COUNT_ASKED.search(turn.last.text) and not DONE_WORDS.search(turn.last.phrase)
    if match is None or turn.here.named or not counted:
        return ""
    return f"{turn.lead}{turn.last.phrase}{match['done']}了{match['many']}"


def others_of(turn: Turn, gazetteer: Gazetteer) -> str:
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
