"""A question as asked, folded to one spelling, and what its words ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from heshu.asking.wording.spoken import said_plainly
from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import FigureKind

LONGEST = 2000
"""Characters of a question that are read; the surfaces refuse longer ones in words."""

NOISE = regex(
    r"^(?:如果|假如|若)?要求(?=[\u4e00-\u9fff]{2,10}(?:局|委|办|厅|部|院|府|中心|区|县|市|镇|街道|站|所))|"
    r"^请?(?:列示|列明|给出|提供|报出)(?=[\u4e00-\u9fff])|"
    r"请问一?下?|问一?下|您好|你好呀?|麻烦(?:您|你)?(?:了|啦)?|不好意思|打扰一?下?|谢谢(?:您|你|啦)?|辛苦(?:您|你|了)+|"
    r"我?(?:是记者|新来的)|我?想(?:要)?(?:问|知道|了解|核实|查)(?:一?下)?|帮我?(?:(?:查|看|找)(?:一?下)?)?|(?<![邀申聘])请(?:你|您|问|查|告诉我|列出)|^请|咱们?|"
    r"我?[咋怎]么?(?=听说)|听说|来着|有人(?:汇报|反映|反应)?(?:跟我)?说|座谈(?:记录|会上?|时)(?:里|中)?(?:说|提到|记着)?[:：,，]?|急+$|急{2,}|"
    r""
    r"^(?:请)?(?:帮忙)?查询(?:一下)?|^(?:也就是说|就是说|换句话说|换言之|那么|所以说?)[,，]?|^亲[,，]|"
    r"^(?:我?是?(?:记者|网友|老师|同事|领导))?(?:想)?(?:核实|请教|打听|了解)?[:：]|在线等|求(?:告知|解)|"
    r"(?<=[\u4e00-\u9fff])捏(?=[,，?？。!！]|$)|哈(?=[,，?？。!！]|$)|^再?(?:往后|往下|接着|看看?|说说?)[,，]|"
    r"^(?:然后|接着|另外|还有(?!多少|几))[,，]?(?=.{3})|^(?:如果|假如|假设|要是|若是)|"
    r"^(?:科里|处里|局里|我们|同事|领导|别人|我)?的?(?:审计|工作|自查|核查)?底稿(?:里|上|中)?(?:记的|写的|写着|记着|记载|登记|登的|说|写)?[:：,，]?|^(?:有人|同事|领导|群众|记者)(?:跟我|告诉我|反映|反应)?(?:说|问|称)[:：,，]?|"
    r"^(?:那么?|那|哦|嗯|好的|算了不问这个了|打错了|呃)[，, ]*|[？?！!。…~～]+$"
)
GREETING = regex(
    r"(?:(?:你|您)们?好(?:呀|啊)?|hi|hello|在(?:吗|不在|不)|早上好|下午好|晚上好|谢谢(?:啦|了|你|您)*|辛苦了?|"
    r"你(?:能|会|可以)(?:做|干|回答)(?:什么|啥|些什么)(?:问题)?|怎么用|帮助|help|你是谁|"
    r"再见|拜拜|好的?|知道了|明白了?|ok|thanks?(?: you)?|先这样|没事了?|[呀啊啦吧哈嗯哦\s，,。！!、~])+"
)

ABBREVIATIONS = (("zf", "政府"), ("dw", "党委"))
"""Pinyin initials that people type for words (花都zf办)."""

TWO_YEARS = regex(r"(?<!\d)(2\d)(?:、|和|与|到|至|-)(2\d)(?=(?:这)?两?年)")
"""22、23两年: both years in full."""
SAID_TWICE = regex(r"(?:去年|今年|前年|上一?年度?)[（(]((?:20)?\d\d年?)[)）]")
"""去年（2023）: the year, which the report is looked up by."""
SLIPS = regex(r"站(?=(?:总|全|整|本|比|多少|百分|[\u4e00-\u9fff]{2,6}的?(?:百分|比例|比重)))")
"""站总支出百分之几: 占."""
QUOTES = regex('[“”"「」]')


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` is folded and free of politeness; ``asked`` is what the user wrote."""

    asked: str
    text: str
    english: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kinds and unit of figure the words ask for; empty where they ask for none or leave it open."""

    figure: bool
    kinds: frozenset[FigureKind]
    unit: str = ""


_RULES: tuple[tuple[re.Pattern[str], frozenset[FigureKind]], ...] = (
    (
        regex(r"(?:下降|降低?|减少?|压减|跌|上涨|涨|上升|升|增长|增加|提高)了(?:百分之(?:几|多少)|几成)"),
        frozenset({FigureKind.CHANGE, FigureKind.AMOUNT, FigureKind.COUNT}),
    ),
    (regex(r"(?:多少|几个?)百分点"), frozenset({FigureKind.POINTS, FigureKind.CHANGE})),
    (
        regex(
            r"多少分|几分|(?:得分|打分|评分|分数|总分|满分|扣分|分值|权重|标准分)(?!率)[^，。]{0,6}(?:多少|几|是|高|低|呢|$)|扣了?(?:多少|几)|考了|得了?多少"
        ),
        frozenset({FigureKind.SCORE}),
    ),
    (
        regex(
            r"百分之(?:几|多少)|百分比|占比|比例|比重|占.{0,12}(?:多少|几成|多大)|几成|率的?(?:目标|要求|标准)值?(?=[?？。]?$)|(?:率|进度)(?:[是为有达到要能会约了]|大约|分别|各)*(?:多少|几|怎么样|如何|高|$)"
        ),
        frozenset({FigureKind.RATE, FigureKind.SHARE}),
    ),
    (regex(r"几倍|多少倍"), frozenset({FigureKind.MULTIPLE})),
    (
        regex(
            r"多少(?:钱|万|亿|元|经费|资金|预算|支出|收入)|几(?:个|多)?(?:万|亿)|金额|花(?:了|掉)?多少|(?:用|付|支)(?:了|掉|出去)+多少(?=$|[,，?？。])|(?:支出|收入|经费|预算(?:数|安排)?|决算数?|"
            r"资金|执行数|拨款|结转结余|结余|开销|费用|费)(?:总额|总计|一共|数|合计)?(?:是|有|为|花了?|达到|批了)?(?:多少|几|呢|$)"
        ),
        frozenset({FigureKind.AMOUNT}),
    ),
)
_COUNT = regex(rf"(?:多少|(?<!哪)几(?!年来))(?:个|项)?[千万亿]{{0,2}}(?P<unit>{MEASURES}|分|元)(?!百分点)")
_WORDS = regex(
    r"什么时[候间]|何时|几时|哪几|为什么|为啥|为何|怎么(?!样)|怎样(?=[\u4e00-\u9fff]{2})|如何|哪些|什么(?:原因|措施|内容|问题|规定|办法)|原因|谁"
)
_THINGS = regex(
    r"多少(?![钱万亿元分倍是的呢才算合有个为了]|百分|比例|时间|进度|[\u4e00-\u9fff]{0,6}(?:率|得分|比重|[，,。？?]|$))(?=[\u4e00-\u9fff]{2})"
    r"|(?<=[了有设])多少(?:指标|文件|单位|项目|活动|会议|培训|岗位|学校|企业|机构|设备|车辆|场所|平台|制度|任务)"
)
"""A number of things, or an amount of money, that is asked for by its name (设了多少指标): no rate, no score."""
_MONEY_BY_NAME = regex(
    r"(?:多少|几)(?:[\u4e00-\u9fff]{0,6}的)?(?:[\u4e00-\u9fff]{0,4}(?:工资|欠薪|养老金|抚恤金|保证金|救助金|公积金|保险金|奖学金|助学金|罚没?款|贷款|欠款|税款|捐款|善款|赃款|医保基金|社保基金))[呢了?？。]*$"
)
"""Money that is asked for by what it is, where no word says how much: 追回多少工资."""
_PEOPLE = regex(
    r"(?:多少|几)(?:个|名|位)?(?:群众|居民|村民|学生|学员|老师|教师|职工|员工|干部|党员|患者|病人|老人|老年人|儿童|专家|人员|家长|代表)(?!次|场|期)"
)
"""People who are counted by what they are: 转移了多少群众."""
_DAY = regex(
    r"落款(?!.*(?:单位|部门|谁|哪家|哪个(?!月)))|(?:报告|成文|出具|撰写|填报)(?:的)?(?:日期|时间)|哪(?:一)?天(?:写|出|报)"
)
_ANY = regex(
    r"多少|百分之|(?<!哪)几(?!年来|乎|个方面|方面)|how (?:much|many)|"
    r"多大面积|面积多大|有多大|多长(?!时间)|多宽|(?:次数|件数|人数|场次|数量|总量|户数)[?？。]?$|"
    r"what (?:was|is|were|are) the .*(?:rate|score|amount|expenditure|spending|budget|balance|revenue)"
)


@lru_cache(1024)
def understand(asked: str) -> Question:
    """Fold a question, drop what is only manners, and tell its language (English where no Chinese word asks)."""
    text = QUOTES.sub("", fold(asked[:LONGEST]).replace("％", "%")).strip()
    text = said_plainly(SAID_TWICE.sub(r"\1", text))
    text = TWO_YEARS.sub(r"20\1年、20\2年", text)
    for short, long in ABBREVIATIONS:
        text = re.sub(rf"{short}(?=[\u4e00-\u9fff])", long, text)
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    english = len(re.findall(r"[a-z]{2,}", text)) > max(2 if han else 1, han / 3)
    text = text if english else SLIPS.sub("占", text)
    shorter = NOISE.sub("", text) if not english else text
    if not english:
        shorter = ASKED_APART.sub(",", shorter.strip())
        shorter = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", _between(shorter), shorter)
        shorter = re.sub(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])", "", shorter)
    return Question(asked, shorter or text, english)


def _between(text: str) -> str:
    """What the spaces of a question mean: commas between its clauses, and nothing where each word stands alone."""
    pieces = text.split()
    return "" if len(pieces) >= WORDS_APART and max(map(len, pieces)) <= LONGEST_WORD else ","


WORDS_APART, LONGEST_WORD = 4, 8
"""Pieces from which on a question is typed word by word (三公 经费 降了 多少), and characters of the longest word."""

ASKED_APART = regex(
    r"(?:(?<=多少)|(?<=百分之几)|(?<=(?:多少|.几)[\u4e00-\u9fff])|(?<=(?:多少|.几)人次))\s+(?=[^\s,，]+(?:多少|几))"
)
"""Where one thing is asked and the next begins, even in a question that is typed word by word."""


def is_greeting(question: Question) -> bool:
    """Whether the words greet, thank or take leave and ask nothing."""
    return bool(GREETING.fullmatch(fold(question.asked).strip(" ?？。!！")))


def wanted(text: str) -> Wanted:
    """The kinds and the unit of figure that a (folded) question asks for."""
    if _WORDS.search(text) and not _ANY.search(text):
        return Wanted(False, frozenset())
    if _DAY.search(text):
        return Wanted(True, frozenset({FigureKind.DATE}))
    count = _COUNT.search(text)
    for pattern, kinds in _RULES:
        if pattern.search(text):
            if (
                count
                and count["unit"] not in "分元"
                and (FigureKind.AMOUNT not in kinds or re.search(r"[万亿]", count.group()))
            ):
                continue
            return Wanted(True, kinds)
    if count:
        unit = count["unit"]
        return Wanted(True, frozenset({FigureKind.COUNT}), "" if unit in "个项" else unit)
    if _MONEY_BY_NAME.search(text):
        return Wanted(True, frozenset({FigureKind.AMOUNT}))
    if _PEOPLE.search(text):
        return Wanted(True, frozenset({FigureKind.COUNT}), "人")
    if _THINGS.search(text):
        return Wanted(True, frozenset({FigureKind.COUNT, FigureKind.AMOUNT}))
    return Wanted(bool(_ANY.search(text)), frozenset())
