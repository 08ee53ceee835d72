"""A question as asked, folded to one spelling, and what its words ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from heshu.figures.units import MEASURES
from heshu.folding import fold
from heshu.records import FigureKind

LONGEST = 2000
"""Characters of a question that are read; the surfaces refuse longer ones in words."""

NOISE = re.compile(
    r"^(?:如果|假如|若)?要求(?=[\u4e00-\u9fff]{2,10}(?:局|委|办|厅|部|院|府|中心|区|县|市|镇|街道|站|所))|"
    r"^请?(?:列示|列明|给出|提供|报出)(?=[\u4e00-\u9fff])|"
    r"请问一?下?|问一?下|您好|你好呀?|麻烦(?:您|你)?(?:了|啦)?|不好意思|打扰一?下?|谢谢(?:您|你|啦)?|辛苦(?:您|你|了)+|"
    r"我?(?:是记者|新来的)|我?想(?:要)?(?:问|知道|了解|核实|查)(?:一?下)?|帮我?(?:(?:查|看|找)(?:一?下)?)?|(?<![邀申聘])请(?:你|您|问|查|告诉我|列出)|^请|咱们?|"
    r"我?[咋怎]么?(?=听说)|听说|来着|有人(?:汇报|反映|反应)?(?:跟我)?说|座谈(?:记录|会上?|时)(?:里|中)?(?:说|提到|记着)?[:：,，]?|急+$|急{2,}|"
    r""
    r"^(?:请)?(?:帮忙)?查询(?:一下)?|^(?:也就是说|就是说|换句话说|换言之|那么|所以说?)[,，]?|^亲[,，]|"
    r"^(?:我?是?(?:记者|网友|老师|同事|领导))?(?:想)?(?:核实|请教|打听|了解)?[:：]|在线等|求(?:告知|解)|"
    r"(?<=[\u4e00-\u9fff])捏(?=[,，?？。!！]|$)|哈(?=[,，?？。!！]|$)|^再?(?:往后|往下|接着|看看?|说说?)[,，]|"
    r"^(?:然后|接着|另外|还有)[,，]?(?=.{3})|^(?:如果|假如|假设|要是|若是)|"
    r"^(?:科里|处里|局里|我们|同事|领导|别人|我)?的?(?:审计|工作|自查|核查)?底稿(?:里|上|中)?(?:记的|写的|写着|记着|记载|登记|登的|说|写)?[:：,，]?|^(?:有人|同事|领导|群众|记者)(?:跟我|告诉我|反映|反应)?(?:说|问|称)[:：,，]?|"
    r"^(?:那么?|那|哦|嗯|好的|算了不问这个了|打错了|呃)[，, ]*|[？?！!。…~～]+$"
)
GREETING = re.compile(
    r"(?:(?:你|您)们?好(?:呀|啊)?|hi|hello|在(?:吗|不在|不)|早上好|下午好|晚上好|谢谢(?:啦|了|你|您)*|辛苦了?|"
    r"你(?:能|会|可以)(?:做|干|回答)(?:什么|啥|些什么)(?:问题)?|怎么用|帮助|help|你是谁|"
    r"再见|拜拜|好的?|知道了|明白了?|ok|thanks?(?: you)?|先这样|没事了?|[呀啊啦吧哈嗯哦\s，,。！!、~])+"
)

ABBREVIATIONS = (("zf", "政府"), ("dw", "党委"))
"""Pinyin initials that people type for words (花都zf办)."""

TWO_YEARS = re.compile(r"(?<!\d)(2\d)(?:、|和|与|到|至|-)(2\d)(?=(?:这)?两?年)")
"""22、23两年: both years in full."""
_WHICH_ONES = r"^(?=.*(?:哪|谁|(?:几|多少)[家个]))(.*?(?<!有))"
_DOWN = r"(?:压减|压缩|削减|缩减|下调|减少|降低|砍掉?|减掉?|降|少[花用支])了?"
_UP = r"(?:增加|上浮|提高|上调|增长|上涨|涨|多[花用支])了?"
SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"{_WHICH_ONES}(?:[大高]于(?:或者?)?等于|>=|≥|不小于|(?:没有?|未)(?:低于|小于|少于)|至少有?)(?=\d)"
        ),
        r"\1不低于",
    ),
    (
        re.compile(
            rf"{_WHICH_ONES}(?:[小低]于(?:或者?)?等于|<=|≤|不[大多]于|(?:没有?|未)(?:超过|高于|大于|多于)|至多有?|最多有?)(?=\d)"
        ),
        r"\1不超过",
    ),
    (re.compile(rf"{_WHICH_ONES}>(?=\d)"), r"\1超过"),
    (re.compile(rf"{_WHICH_ONES}<(?=\d)"), r"\1低于"),
    (re.compile(rf"{_WHICH_ONES}不(?:在|是)(\d[\d.,]*(?:%|分|万?元)?)以上"), r"\1低于\2"),
    (re.compile(rf"{_WHICH_ONES}不(?:在|是)(\d[\d.,]*(?:%|分|万?元)?)以下"), r"\1高于\2"),
    (re.compile(rf"{_WHICH_ONES}(?:(?:没有?|未能?)达到|(?:达|够)不到|[没不]够|[未不]满)(?=\d)"), r"\1不到"),
    (
        re.compile(
            r"(?:去年|今年|前年|上一?年度?)(?=[\u4e00-\u9fff])(.*?)[（(](?:就是|也就是|即|指)((?:20)?\d\d年?)[)）]"
        ),
        r"\2\1",
    ),
    (re.compile(r"^里面的?(?=[\u4e00-\u9fff])"), "其中"),
    (re.compile(r"(?<=[几少])[啊呀哦](?=[?？。!！]*$)"), ""),
    (re.compile(r"干嘛(?=[了的呢吗?？]|$)"), "干什么"),
    (
        re.compile(
            r"^(?:有没有|是否有|有)(?:哪个|哪家)?(?:部门|单位|家)?的?(?:自评)?(?:得分|分数|打分)(?:是|为|得了?|拿到?了?|打了?)?满分的?(?:部门|单位)?[吗呢]?[?？]?$"
        ),
        "哪些部门自评得分达到100分",
    ),
    (
        re.compile(
            r"[,，。;； ]?(?:结果|均|都|最后)?(?:保留|精确到|取|(?<![停挽居])留)(?:小数点后)?"
            r"[一二两三四五六\d]位(?:小数)?"
        ),
        "",
    ),
    (re.compile(r"(?<=[省市区县])里(?=采纳|采用|录用|刊用|表彰|批示|通报|认定|转发|推广|验收)"), ""),
    (
        re.compile(
            r"[,，。;；]?[（(]?(?:结果)?(?:四舍五入)?(?:取整|取整数|保留整数|到整数|四舍五入)[)）]?(?=$|[,，。？?])"
        ),
        "",
    ),
    (
        re.compile(
            r"20\d\d年(?P<what>[^,，]{2,12}?)在(?P<year>20\d\d年?)度?(?:的?(?:实际(?:支出)?数?|决算数?))?的?基础上(?=压|削|减|增|提|再)"
        ),
        r"\g<year>\g<what>",
    ),
    (
        re.compile(
            r"^(?:这|那|在|从)?(?:[两三四五六七八九十几]|\d{1,3})(?:份|个|家)(?:自评)?(?:报告|部门|单位)?(?:里头?|里面|中|当中)[,，]?"
            r"(?=(?:有)?(?:哪(?:一|几)?(?:家|份|个(?:部门|单位))|哪些(?:部门|单位|报告)|谁))"
        ),
        "",
    ),
    (re.compile(r"截[至止]到?(?:20\d\d年)?(?:12月(?:底|末|31日)?|年[底末])的?(?=[\u4e00-\u9fff])"), ""),
    (re.compile(r"^除了?[^,，]{2,14}?(?:以外|之外|外)?[,，](?=[^,，]*(?:还有|另有|也有)[一几]?[笔项])"), ""),
    (re.compile(r"(?:还|另|也)有一?[笔项](?=[\u4e00-\u9fff]{2})"), ""),
    (re.compile(r"(?:数额|金额|数目|规模)(?:是|有)?多[大少]"), "是多少"),
    (
        re.compile(r"平均(?:下来|算下来)?[,，]?(?:一个?月|每一?个?月)|(?:一个?月|每个?月)平均(?:下来)?"),
        "平均每月",
    ),
    (
        re.compile(r"(?<=[\u4e00-\u9fff])[,，]?(?:这|那)?[三四五六][个项者样笔](?:数|金额)?都?(?=加起来|相加|加总)"),
        "",
    ),
    (re.compile(r"[,，。 ]*(?:请|麻烦)?帮(?:我|忙)加一[遍下]$"), ""),
    (re.compile(r"[,，](?:按照?|根据|用)(?:报告|表)(?:里|中|上)?的?(?:金额|数字?|数据)?算一?算(?=[,，])"), ""),
    (re.compile(r"[,，]?(?:这个?|那个?)?(?:说法|讲法|结论|判断)(?:成不成立|成立吗|站得住脚?吗|对吗|属实吗)"), ",对吗"),
    (
        re.compile(
            r"(?:访谈|座谈|调研|走访|现场)(?:时|中|会上)?[,，]?(?=.*对吗)|的?(?:同志|负责人|工作人员|会计|财务人员)(?:说|讲|称|反映|介绍)(?:过)?[:：,，]?(?=.*对吗)"
        ),
        "",
    ),
    (
        re.compile(
            r"(?P<whole>[^,，。里中占]{2,20})(?:里头?|里面|中|当中)[,，]?(?P<part>[^,，。占]{2,12})占到?了?(?P<n>\d+(?:\.\d+)?%)(?=.*对吗)"
        ),
        r"\g<part>占\g<whole>的\g<n>",
    ),
    (
        re.compile(
            r"(?:这一?部分|这一?项|这个指标)?[,，]?得分(?:占|相当于)(?:该|这|本|它|其)?(?:部分|项|指标)?的?(?:满分|分值|总分值)的?(?:百分之(?:几|多少)|比例|多少)"
        ),
        "得分率是多少",
    ),
    (re.compile(r"[,，。?？ ]?按(?:照)?得分加上?扣分(?:作|当|算)为?满分(?:来)?(?:算|计算)?"), ""),
    (re.compile(r"(?<=[率度数额])到(?=\d)"), "达到"),
    (re.compile(r"(?:到|截至)了?年[底末](?=还|剩|没|共|一共)"), ""),
    (re.compile(r"(?<=[多少几\d])w(?=$|[^a-z])"), "万"),
    (re.compile(r"(?:在)?(?:20\d\d年?)?(?P<what>[\u4e00-\u9fff]{2,12})的基础上(?=[压削减缩降增上])"), r"\g<what>"),
    (
        re.compile(
            rf"{_DOWN}(?P<n>\d+(?:\.\d+)?)%(?:(?:之|以)?后[,，]?[\u4e00-\u9fff]{{0,8}}?(?:还?剩下?|是|为|有|变成|变为)?|(?:的话)?[,，]?还?剩下?)(?:多少|几)"
        ),
        r"压减\g<n>%,压减后是多少",
    ),
    (
        re.compile(
            rf"{_UP}(?P<n>\d+(?:\.\d+)?)%(?:之|以)?后[,，]?[\u4e00-\u9fff]{{0,8}}?(?:是|为|有|变成|变为|达到?)?(?:多少|几)"
        ),
        r"增加\g<n>%,增加后是多少",
    ),
    (
        re.compile(
            r"(?<=%)[,，](?:压减|压缩|削减|减少|缩减)(?:之|以)?后[\u4e00-\u9fff]{0,8}?(?:还?剩下?|是|为|有|变成)(?:多少|几)"
        ),
        ",压减后是多少",
    ),
    (
        re.compile(r"^(?:拿|用|按|根据)?(?:指标)?完成率(?:往回|倒|反)推(?:一下)?[,，](?P<rest>[^?？]+)"),
        r"\g<rest>,按完成率倒推",
    ),
    (re.compile(r"(?:前|头|上)一个数(?:字|值|金额)?(?=[比占和跟与的减是相除])"), "前者"),
    (re.compile(r"(?:后|第二)一?个数(?:字|值|金额)?(?=[比占和跟与的减是相除])"), "后者"),
    (re.compile(r"(?:前|头|上)一个数(?:字|值|金额)?的(?=百分之|几|多少)"), "前者的"),
    (re.compile(r"(?<=者)(?:相当于|是)(?=前者的百分之|后者的百分之)"), "占"),
    (re.compile(r"是(?:不是)?这个数(?:字)?(?:吗|吧|不|么)?"), ",对吗"),
    (re.compile(r"填[写成]?(?:对了没有?|得?对不对|对了吗)"), "对吗"),
    (
        re.compile(
            r"^(?P<a>[^,，]{2,24}?)(?:和|与|跟)(?P<b>[^,，]{2,20}?)(?:的?(?:比例|比较|大小)?关系)?[,，]前者(?P<how>[^,，后]{1,6})后者(?P<rest>[^,，]*)"
        ),
        r"\g<a>\g<how>\g<b>\g<rest>",
    ),
    (
        re.compile(
            r"^(?P<whole>[^,，]{2,24}?)(?:里头?|里面|中|当中)[,，]?有(?:百分之(?:几|多少)|几成|多[大少]比例)是(?P<part>[^,，?？]{2,12})"
        ),
        r"\g<part>占\g<whole>的百分之几",
    ),
    (
        re.compile(r"^(?P<part>[^,，对]{2,24}?)对(?P<whole>[^,，]{2,12}?)的?占比(?:是|为)?(?:多少)?"),
        r"\g<part>占\g<whole>的百分之几",
    ),
    (
        re.compile(r"^(?P<a>[^,，]{2,24}?)(?:与|和|跟|同)(?P<b>[^,，]{2,24}?)之比(?:是|为)?(?:百分之)(?:多少|几)"),
        r"\g<a>占\g<b>的百分之几",
    ),
    (re.compile(r"所?占的?份额(?:是|为)?(?:多少|百分之几)"), "占百分之几"),
    (re.compile(r"有(?P<b>[^,，有]{2,16}?)的(?P<n>几|多少)倍(?:那么|这么)?多?"), r"是\g<b>的\g<n>倍"),
    (
        re.compile(r"^(?P<a>[^,，]{2,24}?)(?:和|与|跟)(?P<b>[^,，]{2,16}?)是(?P<n>几|多少)倍(?:的)?关系"),
        r"\g<a>是\g<b>的\g<n>倍",
    ),
    (re.compile(r"合(?:多少|几)个?亿(?!元)"), "折合多少亿元"),
    (re.compile(r"(?<=经费)总额(?=是|为|有|多少|$)"), ""),
    (
        re.compile(
            r"^(?P<what>(?!.*(?:加|减|合计|之和|总和|[和与、]))[^,，]*?)等于(?P<n>\d[\d.,]*(?:%|万?元|亿元|分)?)(?:吗|么|不)"
        ),
        r"\g<what>是\g<n>,对吗",
    ),
    (
        re.compile(
            r"^(?:请)?(?:核实|查证|核查)(?:一下)?(?P<what>[^,，]+?)是否[为是](?=\d)(?P<n>[\d.,]+(?:%|万?元|亿元|分)?)"
        ),
        r"\g<what>是\g<n>,对吗",
    ),
    (re.compile(r"^我?(?:记得|印象中)(?P<what>[^?？]*\d(?:%|万?元|亿元|分)?)$"), r"\g<what>,对吗"),
    (
        re.compile(
            r"(?<=[\u4e00-\u9fff]{4})[,，](?=(?:整改|办结|结案|回复|采纳|化解|完成)率(?:是|为|有)?(?:多少|百分之))"
        ),
        "的",
    ),
    (re.compile(r"[,，。 ]*(?:请|麻烦)?帮(?:我|忙)算一?下$"), ""),
    (re.compile(r"高出(?=平均)"), "高于"),
    (re.compile(r"百分百|百分之百"), "100%"),
    (re.compile(r"(?:超过|高于|大于|超)一半|(?<=[占比例重])过半"), "超过50%"),
    (re.compile(r"(?:不到|低于|少于|小于|不足|没到)一半"), "低于50%"),
    (re.compile(r"(?<=占)(?!比)(?:到|了)?([^,，。]{2,12}?)的?一半"), r"\1的50%"),
    (re.compile(r"(?<=[\u4e00-\u9fff])(?:咧|嘞|咯|哩|噻|喃|勒|捏|哇)(?=[?？。!！]*$)"), "呢"),
    (
        re.compile(
            r"对(?:伐|哇|呢|不对头|不对劲)(?=[?？。!！]*$)|啱唔啱|系咪|系唔系|中不中(?=[?？]*$)|是伐|是呢(?=[?？]*$)"
        ),
        "对吗",
    ),
    (re.compile(r"多小(?=[?？。]*$)|几钿|几多"), "多少"),
    (re.compile(r"死了(?=多少|几)"), "死亡"),
    (re.compile(r"点解"), "为什么"),
    (re.compile(r"(?<=[\u4e00-\u9fff])咗"), "了"),
    (re.compile(r"(?<![关联体])系(?=多少|几|什么|谁)"), "是"),
    (re.compile(r"乜嘢|咩(?=[\u4e00-\u9fff])"), "什么"),
    (re.compile(r"点样|点(?=做|算|计|改|办)(?<![一几多地重要])"), "怎么"),
    (re.compile(r"边个"), "谁"),
    (re.compile(r"冇"), "没有"),
    (re.compile(r"咋样|咋个样"), "怎么样"),
    (re.compile(r"咋(?!呼)"), "怎么"),
    (re.compile(r"啥"), "什么"),
    (re.compile(r"(?<=[\u4e00-\u9fff])嘅"), "的"),
)
"""How people write what is asked, and the same plainly; how to round is read from the question as asked."""
SAID_TWICE = re.compile(r"(?:去年|今年|前年|上一?年度?)[（(]((?:20)?\d\d年?)[)）]")
"""去年（2023）: the year, which the report is looked up by."""
SLIPS = re.compile(r"站(?=(?:总|全|整|本|比|多少|百分|[\u4e00-\u9fff]{2,6}的?(?:百分|比例|比重)))")
"""站总支出百分之几: 占."""
QUOTES = re.compile('[“”"「」]')


class Form(StrEnum):
    """The form in which an answer is wanted."""

    FIGURE = "figure"
    TEXT = "text"


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
    (re.compile(r"(?:多少|几个?)百分点"), frozenset({FigureKind.POINTS, FigureKind.CHANGE})),
    (
        re.compile(
            r"多少分|几分|(?:得分|打分|评分|分数|总分|满分|扣分|分值|权重|标准分)(?!率)[^，。]{0,6}(?:多少|几|是|高|低|呢|$)|扣了?(?:多少|几)|考了|得了?多少"
        ),
        frozenset({FigureKind.SCORE}),
    ),
    (
        re.compile(
            r"百分之(?:几|多少)|百分比|占比|比例|比重|占.{0,12}(?:多少|几成|多大)|几成|率的?(?:目标|要求|标准)值?(?=[?？。]?$)|(?:率|进度)(?:[是为有达到要能会约了]|大约|分别|各)*(?:多少|几|怎么样|如何|高|$)"
        ),
        frozenset({FigureKind.RATE, FigureKind.SHARE}),
    ),
    (re.compile(r"几倍|多少倍"), frozenset({FigureKind.MULTIPLE})),
    (
        re.compile(
            r"多少(?:钱|万|亿|元|经费|资金|预算|支出|收入)|几(?:个|多)?(?:万|亿)|金额|花(?:了|掉)?多少|(?:用|付|支)(?:了|掉|出去)+多少(?=$|[,，?？。])|(?:支出|收入|经费|预算(?:数|安排)?|决算数?|"
            r"资金|执行数|拨款|结转结余|结余|开销|费用|费)(?:总额|总计|一共|数|合计)?(?:是|有|为|花了?|达到|批了)?(?:多少|几|呢|$)"
        ),
        frozenset({FigureKind.AMOUNT}),
    ),
)
_COUNT = re.compile(rf"(?:多少|(?<!哪)几(?!年来))(?:个|项)?[千万亿]{{0,2}}(?P<unit>{MEASURES}|分|元)(?!百分点)")
_WORDS = re.compile(
    r"哪几|为什么|为啥|为何|怎么(?!样)|怎样(?=[\u4e00-\u9fff]{2})|如何|哪些|什么(?:原因|措施|内容|问题|规定|办法)|原因|谁"
)
_THINGS = re.compile(
    r"多少(?![钱万亿元分倍是的呢才算合有个为了]|百分|比例|时间|进度|[\u4e00-\u9fff]{0,6}(?:率|得分|比重|[，,。？?]|$))(?=[\u4e00-\u9fff]{2})"
    r"|(?<=[了有设])多少(?:指标|文件|单位|项目|活动|会议|培训|岗位|学校|企业|机构|设备|车辆|场所|平台|制度|任务)"
)
"""A number of things, or an amount of money, that is asked for by its name (设了多少指标): no rate, no score."""
_PEOPLE = re.compile(
    r"(?:多少|几)(?:个|名|位)?(?:群众|居民|村民|学生|学员|老师|教师|职工|员工|干部|党员|患者|病人|老人|老年人|儿童|专家|人员|家长|代表)(?!次|场|期)"
)
"""People who are counted by what they are: 转移了多少群众."""
_DAY = re.compile(
    r"落款(?!.*(?:单位|部门|谁|哪家|哪个(?!月)))|(?:报告|成文|出具|撰写|填报)(?:的)?(?:日期|时间)|哪(?:一)?天(?:写|出|报)"
)
_ANY = re.compile(
    r"多少|百分之|(?<!哪)几(?!年来|乎|个方面|方面)|how (?:much|many)|"
    r"多大面积|面积多大|有多大|多长(?!时间)|多宽|(?:次数|件数|人数|场次|数量|总量|户数)[?？。]?$|"
    r"what (?:was|is|were|are) the .*(?:rate|score|amount|expenditure|spending|budget|balance|revenue)"
)


def understand(asked: str) -> Question:
    """Fold a question, drop what is only manners, and tell its language (English where no Chinese word asks)."""
    text = QUOTES.sub("", fold(asked[:LONGEST]).replace("％", "%")).strip()
    text = SAID_TWICE.sub(r"\1", text)
    for spoken, plain in SPOKEN:
        text = spoken.sub(plain, text)
    text = TWO_YEARS.sub(r"20\1年、20\2年", text)
    for short, long in ABBREVIATIONS:
        text = re.sub(rf"{short}(?=[\u4e00-\u9fff])", long, text)
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    english = len(re.findall(r"[a-z]{2,}", text)) > max(2 if han else 1, han / 3)
    text = text if english else SLIPS.sub("占", text)
    shorter = NOISE.sub("", text) if not english else text
    if not english:
        shorter = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", _between(shorter), shorter.strip())
        shorter = re.sub(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])", "", shorter)
    return Question(asked, shorter or text, english)


def _between(text: str) -> str:
    """What the spaces of a question mean: commas between its clauses, and nothing where each word stands alone."""
    pieces = text.split()
    return "" if len(pieces) >= WORDS_APART and max(map(len, pieces)) <= LONGEST_WORD else ","


WORDS_APART, LONGEST_WORD = 4, 8
"""Pieces from which on a question is typed word by word (三公 经费 降了 多少), and characters of the longest word."""


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
    if _PEOPLE.search(text):
        return Wanted(True, frozenset({FigureKind.COUNT}), "人")
    if _THINGS.search(text):
        return Wanted(True, frozenset({FigureKind.COUNT, FigureKind.AMOUNT}))
    return Wanted(bool(_ANY.search(text)), frozenset())
