"""The last question once more, with one thing of it turned: who, when, at which end, or how the answer is written."""

from __future__ import annotations

import re

from heshu.asking.conversation.topics import MEASURE
from heshu.asking.conversation.turn import Topic, Turn
from heshu.asking.planning.scope import Gazetteer, scope
from heshu.asking.wording.changes import in_per_cent
from heshu.asking.wording.question import understand
from heshu.asking.wording.terms import content
from heshu.patterns import regex

BY_HOW_MUCH = regex(
    r"(?:那么?|到底|具体)*(?:两家|二者|两者|它们)?(?:之间)?(?:相差|差|高|低|多|少|大|小)(?:了|出)?(?:多少|几)"
    r"(?:个?百分点|分|个点|[百千万亿]*元|[\u4e00-\u9fff])?[?？]?"
)
WHO_OF_TWO = regex(r"(?:谁|哪一?[个家](?:部门|单位)?)(?!都)[^,，]*?[高低多少大小][^,，]{0,3}$")


def by_how_much(turn: Turn, gazetteer: Gazetteer) -> str:
    """高几分, after which of two departments has the higher score: how far the two lie apart."""
    asked = turn.last.text.rstrip("?？。 ")
    two = len(turn.last.names) == len("甲乙") and WHO_OF_TWO.search(asked)
    apart = BY_HOW_MUCH.fullmatch(turn.text) and not turn.here.named
    return f"{asked},{turn.text}" if apart and two else ""


BY_MEASURE = regex(
    r"(?P<head>.*?)(?P<measure>(?:自评|总|平均)*得分|(?:总|全年|项目|基本)?支出|(?:全年|年初)?预算(?!执行)|(?:预算)?执行率|满意度|总?收入)"
    r"(?P<tail>的?(?:从[高低大小多少][到往至][高低大小多少]|由[高低][到往至][高低])?(?:排[名序列位]|怎么排|排(?:一|个)?下?).*)"
)
"""An order of departments by one measure."""
MEASURE_ALONE = regex(
    r"(?:那么?)?(?:按)?(?P<measure>(?:自评|总|平均)*得分|(?:总|全年|项目|基本)?支出|(?:全年|年初)?预算|(?:预算)?执行率|满意度|总?收入)(?:的)?呢[?？]?"
)


def by_another_measure(turn: Turn, gazetteer: Gazetteer) -> str:
    """支出呢, after 五个部门得分排名: the same departments by another measure."""
    other, order = MEASURE_ALONE.fullmatch(turn.text), BY_MEASURE.fullmatch(turn.last.text.strip("?？。 "))
    if other is None or order is None or turn.here.named:
        return ""
    return f"{order['head']}{other['measure']}{order['tail']}"


OTHERS = regex(
    r"^(?:那么?)?(?:还有|有没有)?(?:没有)?(?:别的|其他的?|其它的?|另外的?)(?!部门|单位|[两三四几]家)[^,，]{0,4}(?:吗|呢|没有?|有哪些)?[?？]?$"
    r"|^(?:那么?)?还有(?:呢|吗|什么|哪些)?[?？]?$"
)
"""还有别的措施吗: the whole list of which an item was spoken of."""
ITEM = regex(r"第[一二两三四五六七八九十\d]{1,2}(?:个|条|项|点|大)")
NUMBERED = regex(r"(?P<kind>任务|措施|问题|目标|方面|职责|附件|附表|表)[一二三四五六七八九十\d]{1,2}(?![\d年月日.%])")
"""An item by its kind and number: 任务三."""


def another_item(turn: Turn, gazetteer: Gazetteer) -> str:
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


ROWS_END = regex(
    r"(?:那么?|在)*(?:这|那)?(?:[两二三四五六七八九十几\d]+|各|所有|全部)?(?:个|类|项|大|块)*(?P<things>项目|专项|指标|工程|活动|任务|支出|资金|科目|单位)(?:里头?|里面|中|当中|之中)?的?,?"
    r"(?:又|数|属)?(?:是)?(?:(?:哪|什么)[一]?(?:个|项|类|块)?(?:项目|专项|指标|工程|活动)?|谁)的?(?:完成|执行|花|做)?(?:得|的)?最(?P<end>[高低多少大小好差快慢])(?:的)?"
    r"(?P<much>[,，]?(?:[高低多少大小]到?|达到?|是|有|为|只有|又)*(?:多少|几|百分之(?:几|多少))[^,，]{0,3})?[?？。]?"
)
"""Which row lies at an end, of the measure that was spoken of of the whole: 七个项目里哪个最低，低到多少."""


def end_of_rows(turn: Turn, gazetteer: Gazetteer) -> str:
    """The row at the end in the measure of the last topic, which the words leave out."""
    match, measure = ROWS_END.fullmatch(turn.text), MEASURE.search(turn.last.phrase)
    if match is None or measure is None or turn.here.named or not turn.last.names:
        return ""
    end = {"好": "高", "快": "高", "差": "低", "慢": "低"}.get(match["end"], match["end"])
    asked = f"{turn.lead}{measure.group()}最{end}的{match['things']}是哪个"
    return f"{asked},{measure.group()}是多少" if match["much"] else asked


def grown_again(turn: Turn, gazetteer: Gazetteer) -> str:
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


def other_end(turn: Turn, gazetteer: Gazetteer) -> str:
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
DECIMALS = regex(r"[,，]?(?:保留|精确到|取)(?:小数点后)?[一二两三四五六\d]位(?:小数)?")
ROUNDED = regex(
    r"(?:那么?|要是|如果)?(?:按照?|用|算到|保留|精确到|取|四舍五入到)(?:小数点后)?(?:面)?(?P<places>[一二两三四五六\d])位(?:小数)?"
    r"(?:来|算|计算|的话|呢|应该?|又|是|等于|多少|[,，])*[?？]?"
)


def rounded(turn: Turn, gazetteer: Gazetteer) -> str:
    """按两位小数算是多少: the last question, at other decimals."""
    match = ROUNDED.fullmatch(turn.text) if not turn.here.named else None
    return f"{DECIMALS.sub('', turn.last.text)},保留{match['places']}位小数" if match and turn.last.phrase else ""


def as_percentage(turn: Turn, gazetteer: Gazetteer) -> str:
    """用百分比表示: the last question, which asked for a share in other words."""
    asks_so = re.fullmatch(r"(?:请)?(?:用|以|换成|按)百分(?:比|数|率)(?:来)?(?:表示|说|算|呢)?[?？]?", turn.text)
    return re.sub(r"几分之几|几成", "百分之几", turn.last.text) if asks_so else ""


def same_again(turn: Turn, gazetteer: Gazetteer) -> str:
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


def _asking(last: Topic, gazetteer: Gazetteer) -> str:
    """The last question without its departments and years."""
    asked = understand(last.text)
    return OF_CHANGE.sub("是多少", scope(asked.text, gazetteer, english=asked.english).rest)


OF_CHANGE = regex(r"(?:同比|比上年)(?:增长|增加|下降|减少|上升|降低)了?(?:多少|几|百分之几|百分之多少|是多少)[^,，]*$")
"""受理案件同比增长多少: of another year, how many there were."""
