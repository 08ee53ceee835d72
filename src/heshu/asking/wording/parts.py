"""Questions that ask several things at once, cut into parts, and the parts' answers made one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from heshu.asking.wording.changes import in_per_cent
from heshu.asking.wording.terms import content
from heshu.patterns import regex
from heshu.records import Answer, Citation, Found, Status

FIGURE_ASKED = regex(
    r"多少|(?<![哪这那前十好])几(?!年来|乎|十|个方面)|率(?:有|是)?多[高大]|.{2,}呢$|[率数额分值比](?:也|都|一并|一起)(?:想|需)?要(?:的|看|一下)?$"
)
BARE = regex(r"折合|换算|成|各|[高低多少差占]|出|分|元|万|亿|百分|个|点")
"""What a clause may say beside asking how much, and ask for no other figure (高多少, 各是多少, 折合多少元)."""
IN_WORDS = regex(r"为什么|为啥|为何|原因|什么|怎么|哪些|(?<!出)(?<!出了)毛病|问题|谁")
ASKS = regex(
    r"多少|率(?:有|是)?多[高大]|(?<![这那前十好])几(?!年来|乎|十)|什么|哪|谁|怎么|为什么|为啥|如何|啥|吗|呢|(?<!出)(?<!出了)毛病"
)


def figures_asked(question: str) -> int:
    """How many figures a question asks for, one after the other (支出呢？结余多少？ for two)."""
    asking = [clause for clause in re.split(r"[，,。？?；;、]", question) if FIGURE_ASKED.search(clause)]
    named = (
        BARE.sub("", "".join(content(clause))) or (place and DONE_WITH.match(clause))
        for place, clause in enumerate(asking)
    )
    return sum(map(bool, named))


DONE_WITH = regex(
    r"(?:[这那该]一?[个项条](?:指标|项目)?)?(?:又|实际|最后|最终|一共|自己)*(?:得|扣|花|用|付|支出|完成|执行)了?(?:多少|几)"
)
"""A clause behind another that asks what came of it: 分值几分、得了几分; 预算多少，花了多少."""


GAP_ALONE = regex(
    r"(?:还|又|一共|总共|两者|二者|之间|实际|就|也|都)*(?:相?差|少|多|缺|低|高|超|降|减|增|涨|升|压|缩)(?:低|少|加|长|高|短|减|升|额|出|过|掉|了)*"
    r"(?:多少|几)(?:个?百分点|[\u4e00-\u9fff]{0,3})(?:呢)?[?？。]?"
)
"""A clause that asks by how much two figures differ, and names neither: 差几座, 少多少, 降了多少."""
OF_TWO_BEFORE = regex(
    rf"(?P<first>[^?？]*?(?:多少|几)[^,，]*?[,，、\s].*?(?:多少|几)[^,，]*?)[,，、\s]+(?P<gap>{GAP_ALONE.pattern})"
)
"""Two figures that are asked for, and behind them by how much they differ."""


def words_asked(parts: Sequence[str]) -> bool:
    """Whether a part of a question beside its figures asks for words: 又说安排得有什么毛病."""
    return any(IN_WORDS.search(part) and not FIGURE_ASKED.search(part) for part in parts)


def several_asked(question: str) -> list[str]:
    """The parts of a question that each ask for something; one part where it asks for one thing."""
    parts: list[str] = []
    pending = ""
    for clause in re.split(r"(?<=[，,。？?；;、])|(?<=[多少几][个件名份分篇期场次人条项元])(?=[和与])", question):
        pending += clause
        if ASKS.search(clause):
            bare = not content(re.sub(r"[，,。？?；;]", "", pending)) or _told_by(parts, pending)
            each = parts and COUNT_ASKED.search(parts[0]) and EACH_COST.fullmatch(trimmed(pending))
            if parts and bare and not each and not DONE_WITH.match(pending):
                parts[-1] += pending
            else:
                parts.append(pending)
            pending = ""
    if pending and parts:
        parts[-1] += pending
    return [part.strip() for part in parts if part.strip(" ，,。？?；;、")]


def trimmed(part: str) -> str:
    """A part without the marks at its ends, which patterns for the whole of it do not know."""
    return part.strip(" ，,、；;")


def _told_by(parts: Sequence[str], part: str) -> bool:
    """Whether a part asks what each of those says whose sentences the first part asks for."""
    return bool(parts and WHO_SPEAKS.search(parts[0]) and OF_EACH.match(part)) and not FIGURE_ASKED.search(part)


COUNT_ASKED = regex(r"(?:多少|(?<!哪)几)(?:个|项|笔|类|家)")
EACH_COST = regex(
    r"(?:又|都|它们)*(?:分别|各自?)(?:又|都|是|有|花|用|支出|安排|为)*了?多少(?:钱|[万亿]?元|资金|经费)[?？。]?"
)
"""A part that asks for the amount of each of those that the first one counts: 几个专项，各多少钱."""
WHO_SPEAKS = regex(r"(?:哪|谁|(?:几|多少)[家个份])[^,，]*(?:说|写|提|谈|讲|画|规定|承认|明确)")
OF_EACH = regex(r"(?:分别|各自?|各家)(?:又|都)?(?:是|为|在|要|说|写|管|做|怎么|如何)")
"""What each of those that speak of something says of it, which is quoted anyway: 分别是管什么的, 各是怎么规定的."""


BARE_RATE = regex(
    r"(?:(?:(?:预算)?(?:执行|完成|支付|支出)(?:率|进度)|(?:按[时期]|及时)?(?:办结|结案|整改|审结|回复|答复|落实|采纳|验收|化解)率)"
    r"(?:算下来|算出来|相当于|又|也)*(?:是|有|为|达到?)?(?:多少|多高|几|百分之(?:几|多少)|怎么样|如何)"
    r"|(?:完成|执行|用掉?|花掉?|支付)了?(?:其|全年|年初|调整后?)*[\u4e00-\u9fff]算(?:数|安排)?的?(?:百分之(?:几|多少)|几成))[?？。]?"
)
"""A part that asks for a rate and says of nothing what it is a rate of."""
LOST_FOR_IT = regex(
    r"(?:为|因|就?因为)(?:这|那|此|该)[个项事点]?[,，]?(?P<rest>(?:一共|总共|被|又)*[扣丢失]了?(?:多少|几)分[?？。]?)"
)
"""Points that were lost for what the first part asks about: 为这个扣了几分."""
HOW_MUCH = regex(
    r"[,，]?(?:还|尚)?(?:剩下?(?=多少|几))?的?(?:总?数量|总?数|总额|金额)?(?:一共|总共|共)?(?:实际)?(?:是|有|为|花了?|执行了?|支出了|支付了?|用了?|被?扣了?)?(?:多少|几).*"
)
ITS_MARKS = regex(
    r"(?:[这那该]一?[个项条]?(?:指标)?)?(?:又|也|实际|最后|最终|一共|的)*(?:满分|分值|权重|得分|得了|自评得)(?:是|有|为)?(?:多少|几)分?[?？。]?"
)
"""A part that asks what an indicator weighs or got, of which the first one asks something else."""


BARE_GROWTH = regex(
    r"(?:增幅|降幅|涨幅|跌幅|增长率|下降率|增速|变动率|变化率|增减率)(?:又|是|为|有|达)*(?:多少|多大|几|百分之(?:几|多少))?[?？。]?"
)
"""A part that asks how fast something changed, and says of nothing what."""
CHANGED = regex(
    r"净?(?P<way>增加?|增长|上升|提高|多|高|减少?|下降|降低|少|低)(?:[了出]|[^,，多少几]{0,3})(?:多少|几)[^,，]*$"
)


def of_first(parts: Sequence[str], place: int) -> str:
    """A part that leans on the first (执行率多高, 增幅多少) with what that speaks of; empty where it does not."""
    part, first = (trimmed(parts[n]) for n in (place, 0))
    if place and BARE_GROWTH.fullmatch(part) and (change := CHANGED.search(first)):
        return first[: change.start()] + in_per_cent(change["way"])
    if place and (lost := LOST_FOR_IT.fullmatch(part)):
        return HOW_MUCH.sub("", first) + lost["rest"]
    if place and (came := CAME_ALONE.fullmatch(part)) and (plan := PLAN_ASKED.fullmatch(first)):
        return f"{plan['of']}实际完成多少{came['unit']}"
    if place and (DONE_WITH.match(part) or REST_ALONE.fullmatch(part) or ITS_MARKS.fullmatch(part)):
        return OF_PLAN.sub("", HOW_MUCH.sub("", first)) + part
    return HOW_MUCH.sub("", parts[0]) + part if place and BARE_RATE.fullmatch(part) else ""


CAME_ALONE = regex(
    r"(?:实际|最后|最终)(?:完成|做到|达到)?了?(?:值|数)?(?:是|为|有)?(?:多少|几)(?P<unit>[\u4e00-\u9fff]{0,3})[?？。]?"
)
"""A part that asks what came of the target that the first one asks for: 实际多少."""
PLAN_ASKED = regex(
    r"(?P<of>.{2,}?)的?(?:年度|年初|原定)?(?:目标|计划|任务)(?:值|数)?(?:是|为|定的?是?)?(?:多少|几)[\u4e00-\u9fff]{0,3}[?？。]?"
)
WHOLE_SAID = regex(
    r"(?:全年|年度|当年|整体|部门|单位|总的?|一共|总共|实际|支出|收入|预算|执行|决算|支付|完成|花|用|钱|资金|数|额|万|亿|元)+"
)
"""Words of a part that speaks of all spending or of the whole budget."""


def of_a_part(part: str) -> bool:
    """Whether a part of a question, without its department, speaks of one expense and not of the whole."""
    return bool(content(WHOLE_SAID.sub(" ", "".join(content(HOW_MUCH.sub("", part))))))


REST_ALONE = regex(r"(?:最后|还|又|而|尚)*(?:剩|余)(?:余|下)?了?(?:多少|几)(?:钱|[万亿]?元)?[?？。]?")
"""A part that asks what was left, of the budget that the first one speaks of: 剩了多少."""
OF_PLAN = regex(r"的?(?:分值|权重|满分|标准分|(?:年初|全年|调整后?)?预算(?:数|金额|安排)?|目标值?|计划数?)$")
"""What the first part asks of its subject, where the next one asks what came of that."""


def partial(answer: Answer, missed: Sequence[str]) -> Answer:
    """An answer to a part of a question, with what is left of it: it is no answer to the whole.

    It has no values; its calculations stay, for they back the numbers that it says.
    """
    left = "、".join(part.strip(" ，,。？?；;、") for part in missed)
    return replace(answer, status=Status.CLARIFY, values=(), text=f"{answer.text}\n没有找到：{left}。")


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several, each with its own statements; citations are numbered through."""
    texts: list[str] = []
    citations: list[Citation] = []
    for answer in answers:
        numbers = {}
        for citation in answer.citations:
            same = next(
                (
                    c
                    for c in citations
                    if (c.report_id, c.start, c.end) == (citation.report_id, citation.start, citation.end)
                ),
                None,
            )
            numbers[citation.marker] = same.marker if same else len(citations) + 1
            if same is None:
                citations.append(replace(citation, marker=len(citations) + 1))
        plain = re.sub(r"（按“[^”]*”理解）$", "", answer.text)
        texts.append(re.sub(r"\[(\d+)\]", lambda m, n=numbers: f"[{n.get(int(m[1]), m[1])}]", plain))  # type: ignore[misc]
    return Answer(
        question=question,
        status=Status.ANSWERED,
        text="\n".join(texts),
        values=tuple(dict.fromkeys(value for answer in answers for value in answer.values)),
        citations=tuple(citations),
        calculations=tuple(c for answer in answers for c in answer.calculations),
        plan="；".join(answer.plan for answer in answers),
        found=reduce(or_, (answer.found for answer in answers), Found.NOTHING),
    )
