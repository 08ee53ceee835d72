"""What people say around a question (我在写一篇稿子，…，两个数别弄混): clauses that ask nothing of the reports."""

from __future__ import annotations

import re

from heshu.asking.parts import ASKS
from heshu.asking.scope import Gazetteer, scope
from heshu.folding import fold

CLAUSES = re.compile(r"(?<=[，。；;！!？?\n])|(?<=(?<!\d)[,:：])|(?<=[,:：])(?!\d)")
WANTS = re.compile(
    r"知道|了解|想问|请问|告诉|想看|查一?[下查]|列[出示明]|介绍|说说|讲讲|比较|对比|排[个一名序]|算一?[下算]|核|对一?[下对]|合计|相[加差减除]|没有?[听看记抄写算填报弄搞]错"
)
"""Words that ask without a question word."""
CONDITION = re.compile(
    r"\d|如果|假如|假设|要是|倘若|[若按照除]|不[算含计]|[以用拿把]|口径|只[看算]|当中|其中|之外|以外"
)
"""Words of a clause that may narrow down what is asked."""
CHATTER = re.compile(
    r"^(?:其实|因为|由于|最近|昨天|今天|刚才|现在|正好|那个|嗯|唉|哎|主要是?|毕竟|反正)*(?:我们?|咱们?|俺|本人|手头|这边)[^，,]*"
    r"(?:写|做|整理|准备|觉得|记|没|忘|看|听|要|需|交|汇报|赶|急|正|好奇|搞不|弄不|不太|分不|不懂|怕|担心|打算|想|在)"
    r"|(?:写|放|填|抄|用)(?:进|到|在)[^，,]*(?:稿|材料|报告|表|底稿|作业|新闻|文章|里)"
    r"|听(?:起来|着|上去)|看(?:起来|着|上去)[很挺]|好奇|感兴趣|有意思|[很挺真好]厉害|不(?:太|是很)?(?:懂|明白|清楚)"
    r"|(?:不要|别|勿)(?:搞|弄)?(?:混|错)|快[说点]|谢谢|辛苦|麻烦|拜托|以(?:原文|原?报告)为准|急用|在线等"
)
"""How clauses run that speak of who asks, or to who answers."""


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
    return bool(spoken) and not scope(text, gazetteer).named
