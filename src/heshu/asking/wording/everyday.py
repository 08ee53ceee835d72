"""Everyday words for what offices write otherwise, in questions for figures and in questions for words."""

from __future__ import annotations

import re

from heshu.asking.wording.terms import content, pairs
from heshu.figures.units import MEASURES
from heshu.patterns import regex

EVERYDAY: tuple[tuple[str, str], ...] = (
    ("非(财政拨款|税收|同级财政)收入", r"除\1收入以外的收入"),
    ("预算(?:一共|总共)?(?:调增|追加|增加|调整)了?(?=多少)", "调整后预算比年初预算多"),
    ("案子", "案件"),
    # 还剩二十几万: a number that is told roughly
    (
        r"(?:了|着|还)*(?:剩|有)?(?:[一二三四五六七八九]?十几|(?<!多少)(?<!约)几[十百千])[百千万亿]+(?:块钱|元|块)?(?:左右|多)?的?",
        "",
    ),
    ("年底账[面上]+", "年末"),
    ("自评分(?=成?[几多]|为[几多])", "自评工作分"),
    ("受理(?=了?[\u4e00-\u9fff]{2})", "收到"),
    ("收案(?!率)", "受理案件"),
    # 开会一共去了多少人次, 有多少人次来参会
    ("(?:开会|参会|到会)(?:的人)?(?:一共|总共|大概|大约|全年|约)*(?:来|去|到)?了?(?=多少|几)", "会议参与"),
    ("(?P<n>(?:多少|几)(?:人次|人|名))(?:来|去)?(?:参会|开会|到会|开的会)", r"会议参与\g<n>"),
    ("(?:来|去)(?:开会|参会)的?(?:人)?(?=有?(?:多少|几))", "会议参与"),
    ("受训|听课|上课", "培训"),
    # 没到98%扣了几分, 水电费涨了百分之几
    ("没(?:有)?(?:达?到)(?=\\d)", "未达"),
    ("(?:上)?涨了?(?=百分之|多少|几)", "增加"),
    ("事业编(?!制)", "事业人员"),
    ("(?:省|节约|节省)了?(?:百分之(?:几|多少)|几成)", "节约率是多少"),
    # 设备出了毛病，修好的比例; 坏了的设备
    (
        "(?:修好|修复|修缮)了?的?(?:比例|比重|占比|概率|百分比)(?:有|是|达到)?(?:多高|多大|多少|百分之几)",
        "维修完成率是多少",
    ),
    ("(?:出|发生|有)了?(?:毛病|故障)(?:的|[,，])|坏(?:掉)?了?的|坏了[,，]", ""),
    # 稿子被国家一级采用
    ("稿子", "稿件"),
    ("(?<=国家|省市|全省|市级|省级)(?:一级|层面)", ""),
    ("(?<=[省市])(?:里面?|一级|层面)(?=[采录刊表通])", ""),
    # 把目标拆成了多少项小指标
    ("(?:小|子|细分|具体|分项)指标", "细化指标"),
    ("(?:把[^,，]{2,10})?(?:拆分?|分解|细化|细分)(?:成|为)了?(?=多少|几)", "设立"),
    ("(?:设|定|列)了?(?=(?:多少|几)[个项条])", "设立"),
    # 维持日常运转的基本支出, 用来养人的钱
    (
        "(?:用来|用于|拿来)?(?:养人|维持|保障|保证|保)[^,，的]{0,12}的(?=基本支出|公用经费|公用支出|人员经费|日常公用)",
        "",
    ),
    # 年末结转结余 of 年末结转资金, 下面有几个村
    ("(?<=年末)结转(?:和|与)?结余", "结转资金"),
    ("(?P<n>(?:多少|几)个)村(?![级民委组])", r"\g<n>行政村"),
    # 买了多少新书, 新书进了多少册
    (
        "新?(?:购买|购置|购进|购入|采购|买|进)(?:了|咗|过|回|来)*(?P<n>多少|几)多?[万千]?[册本]?的?"
        "(?:新书|新图书|图书|书籍|书)(?=[?？。吗呢啊呀]*$|[,，])",
        r"新购图书\g<n>册",
    ),
    (
        "(?:新书|新图书|图书|书籍)(?:一共|总共|全年)*(?:购买|购置|购进|购入|采购|买|进)[了咗]?(?P<n>多少|几)多?[万千]?[册本]?(?=[?？。]*$)",
        r"新购图书\g<n>册",
    ),
    ("老师", "教师"),
    ("(?:住校|住宿|寄宿)(?:的)?(?:学生|孩子|人)?(?=的?(?:一共|总共|占|有?(?:多少|几)))", "寄宿生"),
    ("娃娃|小孩子?|孩子", "儿童"),
    ("老人家?(?!年)", "老年人"),
    ("医生|大夫", "医师"),
    ("病人", "患者"),
    ("员工|工作人员", "职工"),
    ("大学生|学生娃", "学生"),
    ("房子", "住房"),
    ("公车", "公务用车"),
    ("盖了?(?=多少|几|[\u4e00-\u9fff]{2})", "建设"),
    ("修了?(?=多少|几)", "新建"),
    ("搞了?(?=多少|几)", "开展"),
    ("抓了?(?=多少|几)", "查处"),
    ("参加|出席", "参与"),
    ("采用|录用|刊用", "采纳"),
    ("(?<![邀申聘])请来?了?(?=多少|几)", "邀请"),
    ("写了?(?=多少|几)", "起草"),
    ("审了?(?=多少|几)", "审核"),
    ("种了?(?=多少|几)", "种植"),
    ("办完|办好", "办结"),
)
"""Everyday words, and what offices write; tried where the words themselves found nothing."""


def in_office_words(text: str) -> str:
    """A question in the words of offices; the same where it has no everyday word."""
    for everyday, written in EVERYDAY:
        text = re.sub(everyday, written, text)
    return text


TOLD = regex(
    rf"(?P<head>^|.*[\ue000-\ue0ff])(?P<told>[^,，\ue000-\ue0ff]*?\d[\d.,]*(?P<unit>{MEASURES}|万元|亿元|万|亿|元)(?P<what>[^,，]{{0,8}}))[,，]"
    rf"(?:那么?|而|但是?|可是?|不过)*(?P<asks>[^,，]*?(?:多少|几)(?:(?P=unit)|[万亿]?元|钱)?[^,，]{{0,4}})"
)
"""A number that the question gives before it asks for another: 编制床位只有600张，实际开放的床位有多少张."""
VALUE = regex(
    r"的?(?:年度|年初|全年|原定)?(?:目标|计划|预算|任务|指标)?(?:数|值)?(?:只|才|就)*(?:要求|规定|安排)?(?:是|为|有|定|搞|办|做|建|修|开展|完成|要|达到?)*\d.*$"
)
LEANS = regex(r"其中|占|比|差|还|剩|另|率")


def without_told(marked: str) -> str:
    """A question without the number that it gives as known; the same where it gives none.

    What is asked may lean on the thing that the number is of: 计划办12期，实际办了几期.
    """
    match = TOLD.fullmatch(marked)
    if not match or LEANS.search(match["asks"]) or match["what"].endswith(("中", "里", "里面")):
        return marked
    own, told = (pairs(content(re.sub("[\ue000-\ue0ff]", "", match[part]))) for part in ("asks", "told"))
    if own & told:
        return match["head"] + match["asks"] if own - told else marked
    subject = VALUE.sub("", match["told"]) + match["what"]
    return match["head"] + subject + match["asks"] if content(subject) else marked
