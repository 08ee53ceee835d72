"""What is going to be done about one problem that a question names: 打算怎么解决案件办得慢的问题.

A report tells its problems in one section and what it will do about them in another, item by item.  The measure that
speaks of the problem's own words answers; else the problem is found among the problems, and the measure is the one of
its place in the list, or the one that shares most with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heshu.asking.evidence.excerpts import Sentence, inside, sentence_spans
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.wording.terms import content, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Section

_PROBLEM = r"(?:问题|不足|短板|困难|难题|情况|现象|毛病|局面|矛盾|瓶颈)"
ASKED = regex(
    r"(?:打算|准备|计划|拟|将|要|下一步|今后|以后|接下来|往后|部门|单位|他们|报告)*(?:怎么|如何|怎样|咋)(?:样)?(?:去|来|着手)?"
    r"(?:解决|改进|改善|应对|整改|弥补|缓解|克服|破解|补上|扭转|改变|解决掉)"
    r"|(?:打算|准备|计划|拟|下一步|今后|以后|接下来|往后|将来)(?:要|会|又|再|该)*(?:怎么|如何|怎样|咋)(?:样)?(?:去|来)?"
    r"(?:办|做|处理|管|弄|搞|抓|补|调|改|防|避免|安排|[\u4e00-\u9fff]起来|[\u4e00-\u9fff]{1,2}好)"
    r"|(?:打算|准备|计划|拟|下一步|今后|接下来)?(?:有|采取|提出|拿出|想)了?(?:什么|哪些|啥|何种)(?:样的)?(?:改进|解决|具体|应对|整改|针对性的?)*的?(?:办法|措施|对策|举措|打算)"
    r"|(?:打算|准备|计划|拟|下一步|今后|接下来|往后|以后|将来)(?:还|再|又|要|会)*(?:上|用|使|出|推|搞|来|动用|采取|想)(?:什么|哪些|啥|何种)(?:样的)?(?:新的?)?"
    r"(?:办法|措施|对策|举措|手段|招数?儿?|法子|点子|动作)"
    r"|(?:打算|准备|计划|拟|将|要|想)?(?:用|靠|拿|通过|采取|采用)(?:什么|哪些|啥|何种|怎样的?)(?:样的)?(?:办法|方法|方式|法子|招数?|措施|手段|途径)(?:去|来)?(?:解决|应对|缓解|克服|破解|改变|弥补)?"
)
"""What asks for a measure."""
AROUND = regex(
    rf"(?:针对|对于|关于|面对|对|为了?|就)|的?(?:这一?|那一?|该)?(?:个|项|类|种|方面)?的?{_PROBLEM}|解决|[,，、?？。]|呢|的"
    r"|(?<![\u4e00-\u9fff])(?:下一步|今后|接下来|往后|以后|将来)|在(?=[^,，]{2,10}(?:上|方面)\s)|(?<=..)(?:上|方面)(?=\s)"
)
"""Words around the problem that a question names."""
PROBLEMS, PLANS = regex("问题|不足|短板"), regex(r"措施|下一步|打算|整改|建议|努力方向|工作计划|改进")
ITEM = regex(
    r"\s*(?:\d{1,2}[.．]\d{1,2}(?=\s*[“\"]?[\u4e00-\u9fff]{2})(?!\s*(?:[百千万亿元个倍公平立吨米]|百分点))"
    r"|[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十\d]{1,2}[、.．](?!\d)|第[一二三四五六七八九十]|[①-⑳])"
)
"""How an item of a list begins."""
DIRECT, FOUND, CLEAR = 0.6, 0.3, 0.1
"""Shares of the problem's words that a measure, and a problem of the report, must hold; and by how much more than
the next."""
SHARED = 0.03
"""Share of a problem's item that the measure for it holds too."""


@dataclass(slots=True)
class Item:
    """An item of a list: its heading, if it has one of its own, and its sentences."""

    text: str
    sentences: list[Sentence]


def for_problem(words: str, shelf: Shelf) -> list[Sentence]:
    """The sentences of the measure for the one problem that (folded) words name; empty where they name none."""
    if not ASKED.search(words):
        return []
    matter = telling(content(AROUND.sub(" ", ASKED.sub(" ", words))), shelf.weights)
    problems, plans = items_of(shelf, PROBLEMS, PLANS), items_of(shelf, PLANS, PROBLEMS)
    if not matter or not plans:
        return []
    spoken = [shelf.weights.coverage(matter, item.text) for item in plans]
    at = _clearly_best(spoken, DIRECT)
    if at is None and problems:
        of = _clearly_best([shelf.weights.coverage(matter, item.text) for item in problems], FOUND)
        at = measure_for(problems, plans, of, shelf) if of is not None else None
    return plans[at].sentences if at is not None else []


def measure_for(problems: Sequence[Item], plans: Sequence[Item], of: int, shelf: Shelf) -> int | None:
    """Which measure is for a problem: the one in its place where the lists are as long, else the one most like it."""
    asked = telling(content(problems[of].text), shelf.weights)
    shared = [shelf.weights.coverage(asked, item.text) for item in plans]
    if len(problems) == len(plans) and shared[of] >= SHARED:
        return of
    return _clearly_best(shared, SHARED + CLEAR)


def _clearly_best(scores: Sequence[float], least: float) -> int | None:
    """The place of the highest of some scores, where it is high enough and no other is close."""
    ranked = sorted(scores, reverse=True)
    if not ranked or ranked[0] < least or (len(ranked) > 1 and ranked[0] - ranked[1] < CLEAR):
        return None
    return scores.index(ranked[0])


def items_of(shelf: Shelf, headed: re.Pattern[str], other: re.Pattern[str]) -> list[Item]:
    """The items of the section that is headed so and not otherwise; none where none is, or it is no list."""
    section = next((one for one in shelf.sections if is_headed(one, headed, other)), None)
    if section is None:
        return []
    items: list[Item] = []
    last = section.path
    for passage in shelf.readable:
        if not inside(passage, section):
            continue
        for span in sentence_spans(passage):
            text = fold(passage.text[span.start : span.end])
            own = passage.path[-1] if passage.path != last and len(passage.path) > len(section.path) else ""
            last = passage.path
            if own or ITEM.match(text):
                items.append(Item(fold(own) + text, [Sentence(passage, span, 1.0)]))
            elif items:
                items[-1].text += text
                items[-1].sentences.append(Sentence(passage, span, 1.0))
    return items if len(items) > 1 else []


def is_headed(section: Section, headed: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a section's own heading is of the one and not of the other."""
    return any(headed.search(own) and not other.search(own) for own in section.path[-1:])
