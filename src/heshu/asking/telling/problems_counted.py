"""How many problems a report lists of itself, and who lists the most: 写了几个问题, 哪个部门写的问题最多.

The items of the section on problems are counted, where it has some: a number that stands somewhere beside the word
(审计发现问题17条) is of other problems, and a paragraph that lists nothing has no number of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse, who
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.scope import Scope
from heshu.asking.telling.of_themselves import Item, problems
from heshu.patterns import regex
from heshu.records import Answer, Card, Status, Value

_OF_SELF = r"(?:报告|材料)?(?:里面?|中|上)?(?:自己|自身|一共|总共|都|共|又|主要|分别|各自?|到底)*"
_SAID = r"(?:(?:写|列|提|说|讲|谈|承认|指|摆|查摆|检讨|反映|存在|有)(?:出来|出|到|明|了|着|过|的|是)*)"
_NAME = r"(?:存在的?)?(?:主要|突出)?的?(?:问题|不足(?:之处)?|短板|毛病)"
_MANY = r"(?:多少|几)(?:大)?(?P<unit{n}>个方面|个|条|点|项|方面|类)"
_WHO = r"(?:哪(?:一|个|几|家|份|些)*(?:部门|单位|报告|家)?|谁家?)"
COUNTED = regex(
    rf"(?:的)?{_OF_SELF}{_SAID}+{_MANY.format(n=1)}的?{_NAME}(?:和不足)?(?:来|啊|呢)?[?？。]?"
    rf"|(?:的)?{_OF_SELF}{_SAID}*的?{_NAME}(?:部分|里面?|中)?(?:一共|总共|共|都|又|分别|各自?)*{_SAID}*(?:是|有|为)*{_MANY.format(n=2)}[?？。]?"
)
"""How many problems are listed; the report's own name is taken out."""
MOST = regex(
    rf"(?:这?(?:里面?|当中|中)[,，]?)?{_WHO}的?{_OF_SELF}{_SAID}*的?{_NAME}(?:的?(?:数量?|条数|个数))?(?:{_SAID}得?)?(?P<end>最[多少])的?(?:[,，]?(?:是|有|写了?|列了?)?(?:多少|几)[个条点项]?)?[?？。]?"
    rf"|{_SAID}*的?{_NAME}(?:的?(?:数量?|条数|个数))?(?P<last>最[多少])的?(?:部门|单位|报告)?是{_WHO}[?？。]?"
)
"""Who lists the most of them, or the fewest."""
EACH = regex(r"^(?:各个?|每个?|所有|全部|这?[两二三四五六七八九十几\d]+[家个份])(?:部门|单位|报告|家)?(?:的|都|各)*")
"""Words that take the reports one by one."""


TOGETHER = regex(r"一共|总共|合计|加起来|总计")


OF_LIST = "条"
"""The measure word of what a list has."""
OF_MATTERS = frozenset({"个方面", "方面", "类", "点"})
"""Measure words of a question that are not said of an item."""


class Listed(NamedTuple):
    """The problems that a report lists."""

    card: Card
    items: Sequence[Item]
    number: int


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """How many problems each report asked about lists, or who lists the most; ``None`` where that is not asked."""
    words = where.unmarked.strip(" ,，、和与跟")
    most, counted = MOST.fullmatch(words), COUNTED.fullmatch(EACH.sub("", words))
    several = len(where.reports) > 1
    if not where.held or len(where.reports) > WIDE or not (counted or (most and several)):
        return None
    if counted and not most and several and not where.named and not EACH.match(words):
        return None
    cards = [solver.library.card_of[report] for report in where.reports]
    listed = [Listed(card, *problems(solver.shelf(card.id))) for card in cards]
    found = [one for one in listed if one.items]
    if counted and several and TOGETHER.search(words):
        return refuse(question, "各报告列出的问题可以一份一份地数，请分别问。")
    if not found or (len(found) * 2 < len(listed) and most):
        return refuse(question, f"{_of_whom(listed)}没有把问题一条条列出来，数不出有几条。")
    if most:
        return _extreme(solver, question, listed, found, least=(most["end"] or most["last"]) == "最少")
    unit = counted["unit1"] or counted["unit2"] if counted else OF_LIST
    return _say(solver, question, listed, found, OF_LIST if unit in OF_MATTERS else unit)


def _of_whom(listed: Sequence[Listed]) -> str:
    return f"{who(listed[0].card)}的报告" if len(listed) == 1 else "多数报告"


def _extreme(
    solver: Solver, question: str, listed: Sequence[Listed], found: Sequence[Listed], *, least: bool
) -> Answer:
    ordered = sorted(found, key=lambda one: one.number, reverse=not least)
    top = [one for one in ordered if one.number == ordered[0].number]
    citer = Citer(solver.library)
    names = "、".join(display_name(one.card.department) for one in top)
    rows = "\n".join(_row(one, citer, OF_LIST) for one in ordered[:SHOWN])
    text = f"列出问题最{'少' if least else '多'}的是{names}：\n{rows}{_note(listed)}"
    value = (Value(str(top[0].number), OF_LIST),)
    if least and len(found) < len(listed):  # who lists none may have fewer
        text = f"不是每份报告都把问题一条条列出来，不能比谁最少：\n{rows}{_note(listed)}"
        return Answer(question, Status.CLARIFY, text, (), tuple(citer.found), plan="问题条数")
    return Answer(question, Status.ANSWERED, text, value, tuple(citer.found), plan="问题条数")


def _say(solver: Solver, question: str, listed: Sequence[Listed], found: Sequence[Listed], unit: str) -> Answer:
    citer = Citer(solver.library)
    rows = "\n".join(_row(one, citer, unit) for one in found[:SHOWN])
    values = tuple(Value(str(one.number), unit) for one in found[:SHOWN])
    text = rows + _note(listed)
    return Answer(question, Status.ANSWERED, text, values, tuple(citer.found), plan="问题条数")


def _row(one: Listed, citer: Citer, unit: str) -> str:
    """How many a report lists, and each by its name."""
    said = "；".join(
        f"{_lead(item)}{citer.cite(item.sentences[0].passage, item.sentences[0].span, item.heading)}"
        for item in one.items
    )
    return f"{display_name(one.card.department)}列出的有{one.number}{unit}：{said}。"


def _lead(item: Item) -> str:
    name = item.heading.path[-1] if item.heading else item.sentences[0].text
    return name.strip().rstrip("。；;：:")


def _note(listed: Sequence[Listed]) -> str:
    silent = [display_name(one.card.department) for one in listed if not one.items]
    return f"\n（没有一条条列出问题的是{'、'.join(silent)}）" if silent else ""
