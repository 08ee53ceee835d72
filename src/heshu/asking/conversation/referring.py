"""Follow-ups about a department that an answer over several reports named (它的支出总额, 第二名的得分)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from heshu.asking.conversation.topics import prints_a_term
from heshu.asking.evidence.compose import SHOWN, display_name
from heshu.asking.evidence.operands import bare_label
from heshu.asking.planning.operations import Op, Query
from heshu.figures.numerals import counted
from heshu.patterns import regex
from heshu.records import Answer, Status

_DEPARTMENT = r"(?:部门|单位|家单位|家|个部门|个单位|家部门|份报告)"
_PLACE = r"(?:排(?:名|在)?)?第(?P<place>[一二三四五六七八九十\d])(?:名|位|个|家|高|低|多|少)?的?(?:那[个家份])?"
REFERENCE = regex(
    rf"^(?:那么?|这|那)?(?:(?P<it>它|他|其(?!中|他|它|余|实)|(?:该|这|那){_DEPARTMENT})"
    rf"|{_PLACE}{_DEPARTMENT}?|(?P<last>(?:最后|倒数第)一[名位个家]?|垫底的?)(?:{_DEPARTMENT})?)的?(?P<rest>.*)$"
)
"""It, the second, the last: a department by its place in the answer before."""
THEY = regex(
    rf"^(?:那么?)?(?:他们|它们|她们|这几{_DEPARTMENT}|(?:这|那)些{_DEPARTMENT}|(?:这|那)[两三四五六七八九十](?:{_DEPARTMENT}|个)|(?:上述|以上){_DEPARTMENT})"
    r"(?:的|里面?|中|之间|当中)*(?P<rest>.+)$"
)
"""All the departments that the answer before named."""
WHO_ALONE = regex(r"(?:呢|是谁|是?哪(?:个|家)(?:部门|单位)?|是什么部门)?[?？。]*")
"""What asks for nothing but which department that is."""
ORDERED = (Op.RANK, Op.MOST, Op.LEAST, Op.NTH, Op.WHO, Op.LEFT_MOST, Op.FILTER)
"""Operations whose answers name departments in the order of a figure."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A department by its place among those that an answer named, 0 for the only one and -1 for the last."""

    place: int
    rest: str
    several: bool = False

    @property
    def who_alone(self) -> bool:
        """Whether nothing is asked but which department it is."""
        return bool(WHO_ALONE.fullmatch(self.rest)) and not self.several


def reference(question: str) -> Reference | None:
    """The reference at the beginning of a folded question; ``None`` where it begins with none."""
    if they := THEY.match(question):
        return Reference(0, they["rest"], several=True)
    match = REFERENCE.match(question)
    if match is None:
        return None
    if match["last"]:
        return Reference(-1, match["rest"])
    place = match["place"]
    return Reference(counted(place) if place else 0, match["rest"])


def department(answer: Answer) -> str:
    """What the one department is called that an answer over several reports names; empty where it names more."""
    if answer.status is not Status.ANSWERED or not answer.plan.startswith(ORDERED):
        return ""
    named = list(dict.fromkeys(display_name(one.department) for one in answer.citations))
    sure = len(named) == 1 or (named and answer.plan.startswith(Op.WHO))  # who of two: the higher one comes first
    return named[0] if sure else ""


def in_order(reference: Reference, query: Query, years: Sequence[int]) -> str:
    """The question for the department of a place in an order that was asked for; empty where there is none."""
    if query.op not in (Op.RANK, Op.MOST, Op.LEAST, Op.NTH) or reference.place == 0:
        return ""
    rising = query.op is Op.LEAST or bool(RISING.search(query.text))
    measure = "".join(f"{year}年" for year in years) + bare_label(query.a)
    if reference.place < 0:
        return f"{measure}最{'高' if rising else '低'}的是哪个部门"
    return f"{measure}第{NUMBERS[reference.place]}{'低' if rising else '高'}的是哪个部门"


RISING = regex(r"第.[低少小]|倒数|[从由](?:小|低|少)[到至]|最[低少小]")
NUMBERS = "零一二三四五六七八九十"


def in_their_names(reference: Reference, query: Query, answer: Answer, years: Sequence[int]) -> str:
    """The question about all the departments that an answer named; of the figure asked for before where it names none.

    Empty where the answer may leave some of them out.
    """
    named = list(dict.fromkeys(display_name(one.department) for one in answer.citations))
    if answer.status is not Status.ANSWERED or not 1 < len(named) < SHOWN or len(answer.values) > len(named):
        return ""
    rest = re.sub(r"^(?:平均分|均分)", "自评得分平均值", reference.rest)
    own = prints_a_term(rest)
    return "、".join(named) + "".join(f"{year}年" for year in years) + ("的" if own else bare_label(query.a)) + rest
