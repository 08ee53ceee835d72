"""What a report will do about the problem that was spoken of just before: 针对这个问题，报告提了什么办法.

The follow-up says no word of the problem, so that only where its answer stood tells what it is.  The measure of that
problem's place answers, or the whole section where measures are not told one by one; and where one side of it is
asked for (人手方面有什么安排), the sentences of the measures that speak of that side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.evidence.compose import Citer, refuse, say_section, say_sentences, who
from heshu.asking.evidence.excerpts import Sentence, inside, sentence_spans
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.telling.remedies import PLANS, PROBLEMS, items_of, measure_for
from heshu.folding import fold
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Section, Status

_THIS = r"(?:这|那|上述|该|此|以上|上面)(?:一|几|两|三|些|样)?(?:个|些|项|类|条|种|方面)?的?"
_PROBLEM = r"(?:问题|毛病|短板|不足|缺陷|困难|难题|情况|现象|弱项|薄弱环节|缺点)"
_LEAD = (
    r"(?:那么?)?(?:为了?|针对|对于|对|就|关于|围绕|面对|要)?(?:解决|补上|补齐|弥补|改进|改正|克服|应对|整改|扭转)?"
    rf"(?:{_THIS}{_PROBLEM}|它|它们|此)(?:上|方面)?"
)
_WHO = r"(?:报告|部门|单位|他们|它|自己)?(?:里|中|上)?"
_ASKS = (
    r"(?:又|都|还|是|准备|打算|计划|拟|将|后面|后来|下一步|接下来|今后|具体)*"
    r"(?:(?:提|想|拿|采取|写|说|列|开|给|做|制定|有)(?:出|到|过)?了?(?:什么|哪些|啥|何种)(?:样的)?(?:改进|解决|具体|应对|整改|相应|对应|针对性的?)*的?(?:办法|措施|对策|举措|打算|安排|药方|招|计划|思路|建议|动作|做法)"
    r"|(?:怎么|如何|怎样|咋)(?:样)?(?:去|来)?(?:办|做|改|解决|应对|整改|改进|处理|弥补|补|补上)(?:的|掉)?)(?:来|去)?(?:解决|应对|整改|改进)?(?:的)?(?:呢|啊|吗)?[?？。]?"
)
ASKED = regex(rf"{_LEAD}[,，]?{_WHO}(?:(?P<side>[^,，?？]{{2,8}}?)(?:方面|上|这块|这方面|这一块)[,，]?)?{_ASKS}")
"""A follow-up that asks what is done about the problem spoken of, and of which side of it."""
SIDES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (regex(r"人手|人员|人力|人才|队伍|用人"), regex(r"人才|人员|队伍|培训|招[聘录]|引进|配[备强齐]|人手|业务学习")),
    (regex(r"钱|资金|经费|预算"), regex(r"资金|经费|预算|支出|支付|投入")),
    (regex(r"制度|规矩|规定"), regex(r"制度|办法|机制|规定|规范|体系|流程")),
    (regex(r"采购"), regex(r"采购|招标|合同")),
    (regex(r"培训|学习"), regex(r"培训|学习|讲座|辅导")),
    (regex(r"监督|监管|监控|检查"), regex(r"监督|监管|监控|检查|督[促查]|通报|跟踪")),
)
"""How sides of a problem are called, and how a measure speaks of them."""


def asked(text: str) -> re.Match[str] | None:
    """The follow-up as read; ``None`` where it asks for something else."""
    return ASKED.fullmatch(text)


def given(library: Library, shelf: Shelf, card: Card, last: Answer, follow: re.Match[str]) -> Answer | None:
    """The measures for the problem that the last answer told; ``None`` where it told none, or none are written."""
    places = [(citation.start, citation.end) for citation in last.citations if citation.report_id == card.id]
    if not any(_of_problems(citation.section) for citation in last.citations):
        return None
    sections = _plans(shelf)
    if not sections:
        return refuse(last.question, f"{who(card)}的报告没有写明针对这个问题的措施。")
    citer = Citer(library)
    if side := follow["side"]:
        found = _of_side(side, sections, shelf)
        if not found:
            return refuse(last.question, f"{who(card)}的报告在措施里没有写明“{side}”方面的安排。")
        text = say_sentences(found, card, citer)
    elif found := _in_its_place(places, shelf):
        text = say_sentences(found, card, citer)
    else:
        text = "\n".join(say_section(one, shelf.passages, card, citer, shelf.sections) for one in sections)
    return Answer(last.question, Status.ANSWERED, text, (), tuple(citer.found), plan="查原文〔措施〕")


def _in_its_place(places: Sequence[tuple[int, int]], shelf: Shelf) -> list[Sentence]:
    """The measure for the one problem in whose item the last answer stood; empty where it told of several, or none."""
    problems, plans = items_of(shelf, PROBLEMS, PLANS), items_of(shelf, PLANS, PROBLEMS)
    told = [
        n
        for n, item in enumerate(problems)
        if any(
            (source := one.passage.clean.source_span(*one.span)).start < end and start < source.end
            for one in item.sentences
            for start, end in places
        )
    ]
    at = measure_for(problems, plans, told[0], shelf) if len(told) == 1 and plans else None
    return plans[at].sentences if at is not None else []


def _of_side(side: str, sections: Sequence[Section], shelf: Shelf) -> list[Sentence]:
    """The sentences of some sections that speak of one side."""
    says = next((said for name, said in SIDES if name.search(side)), None) or re.compile(re.escape(side))
    return [
        Sentence(passage, span, 1.0)
        for passage in shelf.readable
        if any(inside(passage, section) for section in sections)
        for span in sentence_spans(passage)
        if says.search(fold(passage.text[span.start : span.end]))
    ]


def _of_problems(path: Sequence[str]) -> bool:
    """Whether the headings over a place are of problems, and the innermost that speaks of either not of plans."""
    of = [heading for heading in reversed(path) if PROBLEMS.search(heading) or PLANS.search(heading)]
    return bool(of) and bool(PROBLEMS.search(of[0]))


ALSO_PROBLEMS = regex(r"存在的?(?:主要)?(?:问题|不足)|^(?!.*(?:措施|打算|意见|建议|改进)).*问题")


def _plans(shelf: Shelf) -> list[Section]:
    """The sections on what will be done: under a heading of both problems and measures those of measures alone."""
    headed = [one for one in shelf.sections if one.path and PLANS.search(one.path[-1])]
    alone = [one for one in headed if not ALSO_PROBLEMS.search(one.path[-1])]
    found = alone or [one for one in headed if not PROBLEMS.search(one.path[-1])]
    return [one for one in found if not any(other is not one and _within(one, other) for other in found)]


def _within(section: Section, other: Section) -> bool:
    return len(other.path) < len(section.path) and section.path[: len(other.path)] == other.path
