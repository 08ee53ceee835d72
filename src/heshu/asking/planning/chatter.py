"""What people say around a question (我在写一篇稿子，…，两个数别弄混): clauses that ask nothing of the reports."""

from __future__ import annotations

import re

from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Gazetteer, scope
from heshu.asking.wording.parts import ASKS
from heshu.asking.wording.terms import named_terms
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex

CLAUSES = regex(r"(?<=[，。；;！!？?\n])|(?<=(?<!\d)[,:：])|(?<=[,:：])(?!\d)")
WANTS = regex(
    r"知道|了解|想问|请问|告诉|想看|查一?[下查]|列[出示明]|介绍|说说|讲讲|比较|对比|排[个一名序]|算一?[下算]|核|对一?[下对]|合计|相[加差减除]|没有?[听看记抄写算填报弄搞]错"
)
"""Words that ask without a question word."""
CONDITION = regex(r"\d|如果|假如|假设|要是|倘若|[若按照除]|不[算含计]|[以用拿把]|口径|只[看算]|当中|其中|之外|以外")
"""Words of a clause that may narrow down what is asked."""
CHATTER = regex(
    r"^(?:其实|因为|由于|最近|昨天|今天|刚才|现在|正好|那个|嗯|唉|哎|主要是?|毕竟|反正)*(?:我们?|咱们?|俺|本人|手头|这边)[^，,]*"
    r"(?:写|做|整理|准备|觉得|记|没|忘|看|听|要|需|交|汇报|赶|急|正|好奇|搞不|弄不|不太|分不|不懂|怕|担心|打算|想|在)"
    r"|(?:写|放|填|抄|用)(?:进|到|在)[^，,]*(?:稿|材料|报告|表|底稿|作业|新闻|文章|里)"
    r"|听(?:起来|着|上去)|看(?:起来|着|上去)[很挺]|好奇|感兴趣|有意思|[很挺真好]厉害|不(?:太|是很)?(?:懂|明白|清楚)"
    r"|(?:不要|别|勿)(?:搞|弄)?(?:混|错)|快[说点]|谢谢|辛苦|麻烦|拜托|以(?:原文|原?报告)为准|急用|在线等"
)
"""How clauses run that speak of who asks, or to who answers."""


DENIED = regex(
    r"(?:请?注意|提醒|说明|强调)?(?:一下|下)?[,，:：]?(?:我|这里|这儿|咱)?(?:想?(?:问|要|说|查)的?|指的?)(?:可|并)?不是[^,，。;；?？]{2,16}[。.!！]?"
)
"""A clause that says what is not asked for, behind the question itself: 我问的不是指标完成率."""

ONLY_THOSE = regex(
    r"(?:请|你)?只(?:要|需要?|用)?(?:列|写|说|给|报|提|讲)(?:出|明)?(?:那?些|几家)?(?:明确)?(?:写|说|提|有|讲|列|承认|做)(?:了|到|过|明|出|的)*(?:部门|单位|报告|几家)?(?:就行|即可|就好)?[。.!！]?"
    r"|没有?(?:写|说|提|讲|列|有|做)(?:到|过|明|了)*的(?:部门|单位|报告|几?家)?(?:就|都)?(?:不用|不必|别|甭|不要|不需要?|可以不)(?:再|一一|逐一)?(?:提|列|写|说|管|报|理)(?:了|出来?|它|他们)?[。.!！]?"
)
"""A clause that says of a list what is understood anyway: 只列写了的，没写的不用提."""


GIVE_ALL = regex(
    r"(?:请|麻烦|把|将)*(?:报告|文中|文里)?(?:里面?|中|上)?(?:列|写|说|讲|给|提)?(?:到|出|明|了)?的?(?:那|这)?(?:[几\d一二三四五六七八九十]?[条点个]|所有|全部|具体)?(?:的)?"
    r"(?:理由|原因|缘由|措施|办法|做法|内容|要求|规定)(?:都|全|一并|逐条|一条条|统统)*(?:给|告诉|列|说|发|写|讲|摆)(?:给|我|出来|一下|全|上|清楚|完|了)*[。.!！]?"
)
"""A clause that only asks for the whole of what is asked already: 报告列的几条理由都给我."""


FOR_WHAT = regex(
    r"(?:为了?|用于|供|备|查|写|编|做|搞|报|审|核)[^,，:：?？\d]{1,8}[:：]"
    r"|[^,，:：?？\d]{2,10}(?:要用|急用|备用|备查|参考|用|需要|要的)[:：]"
)
"""A lead with a colon that says what the answer is wanted for: 盘活存量要用：, 查政采：."""
WHATEVER_YEAR = regex(
    r"(?:不管|不论|无论|别管|不分|不限)(?:它们?)?(?:是)?(?:哪一?个?年(?:度|份)?|什么年[度份]|几几年|年[份度])(?:的)?(?:报告|数据?)?(?:都(?:算|行|可以|要))?[,，]?"
)
"""A clause that sets no year: 不管是哪一年的."""


def without_chatter(question: str, gazetteer: Gazetteer) -> str:
    """A question without its clauses of chatter; the same where no clause that asks would be left.

    A clause stays that names a department, asks something, gives a number or a condition.
    """
    clauses = [clause for clause in CLAUSES.split(question) if clause]
    kept = [clause for clause in clauses if not _chatter(clause, gazetteer)]
    if len(kept) == len(clauses) or not any(_asks(clause) for clause in kept):
        return question
    return re.sub(r"[，,；;：:]+$", "", "".join(kept))


def _asks(clause: str) -> bool:
    return bool(ASKS.search(clause) or WANTS.search(clause))


def _chatter(clause: str, gazetteer: Gazetteer) -> bool:
    text = fold(clause).strip()
    spoken = CHATTER.search(text) and not CONDITION.search(CHATTER.sub("", text, count=1)) and not _asks(text)
    bare = text.strip("，,;；")
    said = FOR_WHAT.fullmatch(text) or WHATEVER_YEAR.fullmatch(text)
    said = said or DENIED.fullmatch(text) or GIVE_ALL.fullmatch(text) or ONLY_THOSE.fullmatch(bare)
    return bool(spoken or said) and not scope(text, gazetteer).named


ASKED_BY_OTHERS = regex(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:农户|农民|群众|百姓|居民|村民|市民|企业|商户|家长|患者|职工|学生|用户|客户|老人|网友|乘客|司机|大家|有人|他们))们?"
    r"(?:都|总是?|老是?|一直|经常|常常?|天天|不停地?|还|也|在|来|会|纷纷|很多)*(?:打电话|来电|上门|来信|写信|跑来)?(?:来|都|总|老|在)*(?:问|反映|抱怨|投诉|质疑|嫌|说)[:：,，]?"
    r"(?P<what>[^,，?？]{2,30}?(?:怎么|为什么|为啥|为何|咋)[^,，?？]{1,16})[,，?？]+(?P<who>[^,，?？]{2,24}?)(?:的?报告)?(?:里面?|中)?(?:自己|对此|对这个?|给出|是|又|到底)*"
    r"(?:怎么|如何|怎样|咋|作何|什么)(?:给出)?(?:解释|说明?|交代|讲|答复|归因)(?:了|的)*[呢啊]?[?？。]?"
)
"""What people ask of a department, and how it explains that: the reason is asked for, and not who asks."""


IN_FACT_WANTED = regex(
    r"[,，;；?？。]\s*(?:我)?(?:只)?(?:要|问|想要|想知道|想问|需要)(?:的)?(?:是)?(?:实际|真实)(?:上)?(?:完成|做到|达到)?的?(?:值|数字?|情况)?[,，]?"
    r"(?:而?不是|不要|别给我?|不算|不看)(?:年初|年度|当初|计划|的|那个)*(?:目标|计划|指标)的?(?:值|数字?)?[。.!！?？]*$"
)
"""What says behind a question that what came of it is wanted, and no target."""
HOW_MUCH_LAST = regex(r"(?=(?:是|有|为|做到|达到)?了?(?:多少|几|百分之(?:几|多少))[^,，]{0,4}$)")


def with_what_came(question: str) -> str:
    """A question that wants 实际值，不是目标 with 实际 before what it asks; the same where it wants neither."""
    match = IN_FACT_WANTED.search(question)
    if match is None:
        return question
    head = question[: match.start()].rstrip("?？ ")
    return head if "实际" in head else HOW_MUCH_LAST.sub("实际", head, count=1)


def without_asker(question: str, gazetteer: Gazetteer) -> str:
    """A question why a thing is so without the people who are said to ask it; the same where none are."""
    match = ASKED_BY_OTHERS.fullmatch(fold(question).strip())
    named = match and scope(match["who"], gazetteer).named and not scope(match["what"], gazetteer).named
    return f"{match['who']}{match['what']}" if match and named else question


_PERSON = (
    r"(?:[我你您他她咱俺]们?|有人|别人|人家|对方|大家|[小老阿][\u4e00-\u9fff]|实习生|同事|同学|朋友|网友|记者|专家|评委|秘书|领导|老师|负责人"
    r"|[\u4e00-\u9fff]{0,2}(?:科长|处长|局长|股长|主任|会计|出纳|审计|财务|经办人?|科员|办事员|联络员|填报人|报账员|(?:工作|经办|审计|财务)人员))"
)
_PAPER = (
    r"(?:[\u4e00-\u9fff]{0,6}(?:明细表|汇总表|统计表|报表|附表|表格|台账|底稿|初稿|草稿|宣传稿|新闻稿|通讯稿|稿子|稿件|讲稿|简报|通报|快报|报道|新闻|帖子|纪要|记录|笔记|备忘录|便条|邮件|短信|微信"
    r"|清单|登记簿|登记册|材料|资料|幻灯片|ppt|公众号|网站|网页|群))"
)
_OWNED = (
    r"(?:有的?[一二两]?[份张个些篇]|[\u4e00-\u9fff]{0,4}(?:交|送|报|发|递|提供|填|做|给|拿|转|整理|写|起草|手)(?:来|上来|过来|过去|上)?的"
    r"|自己的?|[那这一][份张])?"
)
_SAYING = (
    r"(?:写|说|讲|称|提|念|印|抄|转述|引用|记得?(?![录账者])|报(?![告表账销送名废道])|填(?!报[表人])|登记?(?![簿册表])"
    r"|列|标|注|显示|估计?|算)(?:出来|道|的是|着|了|成|作|为|到|过|的)*"
)
FRAME = regex(
    rf"(?P<before>(?:20\d\d年度?)?的?在?)(?P<frame>(?:{_OWNED}{_PAPER}(?:里面?|上面?|中)?(?:把|将)?"
    rf"|{_PERSON}(?:之前|刚才|昨天|今天|上次|好像|大概|在?{_OWNED}{_PAPER}(?:里面?|上面?|中))?(?:把|将)?)"
    rf"(?:就|也|都|给|跟我|对我)*{_SAYING})[:：,，]?(?P<claim>[^\d].*\d.*)$"
)
"""Who says what is to be checked, before it or between the department and it: 实习生写…, 交来的明细表写…, 我记的…."""


def without_frame(question: str, gazetteer: Gazetteer) -> str:
    """A claim without who made it (实习生写甲局办了21场，对吗); the same where none is said or nothing is claimed.

    A department may stand before the frame; a frame that holds one, or a figure's name, is none.
    """
    text = fold(question)
    if not re.search(r"\d", text) or not is_check(text):
        return question
    first = next((mention.end for mention in scope(text, gazetteer).mentions if mention.start == 0), 0)
    for start in dict.fromkeys((first, 0)):
        match = FRAME.match(text, start)
        if match and not scope(match["frame"], gazetteer).named and not named_terms(match["frame"], glossary()):
            return text[:start] + match["before"] + match["claim"]
    return question


AGAINST_REPORT = regex(
    r"[,，]?(?:这(?:个|些|一|几个)?(?:数字?|说法)?)?(?:是否|是不是)?(?:跟|和|与|同|对照)(?P<whose>[^,，\d]{0,24}?)的?(?:自评)?报告(?:里|中|上)?"
    r"(?:面?(?:写|说|列|公布|记|讲)?的)?(?:数字?|内容|说法|情况)?(?:一致|相符|一样|相同|吻合|对得上|符合)(?:吗|么|不|没有?)?[?？。]?$"
)
"""What holds the claim before it against a report: …38个国家，跟甲局的报告一致吗."""
ITS = regex(r"(?:它|他们?|她|该|本|这[个家份]|其)?(?:部门|单位|局|办)?(?:自己)?")


def as_check(question: str, gazetteer: Gazetteer) -> str:
    """A claim that is to be held against a department's report as a check of that department's; else the same."""
    text = fold(question).strip()
    number = re.search(r"\d", text)
    match = AGAINST_REPORT.search(text, number.end()) if number else None
    if match is None:
        return question
    claim = text[: match.start()]
    own, whose = scope(claim, gazetteer), scope(match["whose"], gazetteer)
    if ITS.fullmatch(match["whose"]):
        return f"{claim},对吗" if own.named else question
    alike = whose.named and (not own.named or own.reports == whose.reports)
    return f"{match['whose']}{claim},对吗" if alike else question
