"""Whether a report says the same in two places: 前面一节和后面一节都写到专项的支出金额，两处写的一样吗.

The audit knows a figure that is repeated by its own name; one that is called otherwise elsewhere is found by the
question's words.  Two figures that differ may be of different things, so that only the same one twice is vouched for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import claims_in
from heshu.asking.evidence.compose import refuse, who
from heshu.asking.evidence.operands import AMOUNTS, ANY_NUMBER, RATES, Operand, Solver, same_measure
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.parts import joined
from heshu.asking.wording.stages import Stage, expense_of, stage_of
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Status, Value

_PART = r"第?[一二三四五六七八九十]+(?:部分|章|节)"
PLACES = regex(
    r"[两二几](?:个|处)?(?:地方|处|章|节|部分|段|次)|前后|前面.*后面|前头.*后头|正文.*附[表件]|附[表件].*正文"
    rf"|{_PART}.*{_PART}"
)
"""What speaks of two places of one report."""
AGREE = regex(r"一样|一致|相同|对得上|矛盾|打架|出入|同一个数|吻合|不一|相符")
"""What asks whether they say the same."""
WHOLE = regex(r"(?:数据|数字|各项|全文|里面?的数)[^,，]{0,4}(?:有没有|是否|有无|存在|哪|前后)|哪[些里个几]")
"""What doubts a report as a whole, which the audit answers."""
AROUND = regex(
    r"[,，]?(?:报告)?(?:里|中)?(?:在)?(?:前后|[两二几][处个]?(?:地方|处|次|部分)).*$|(?:在|是)?(?:正文|附表).*$"
    r"|^.*?(?:(?:都|分别|各自)(?:写|提|讲|说|列|报)(?:到|了|过)?|(?:写|提|讲|说)(?:到|了))(?=[\u4e00-\u9fff]{3})"
)
"""What stands around the names of the figures."""
TAILS = regex(r"(?:前后|报告(?:里|中)?|分别|写的?|报的?|的?数字?|是否|是不是|两处|[,，的在里])+$")
ENDS = 3
"""Characters of the names of figures at least."""


def agree(solver: Solver, question: str, where: Scope) -> Answer | None:
    """Whether each figure that a question names is the same wherever the report states it; ``None`` otherwise."""
    text = where.unmarked
    cards = solver.cards(where.marked, where)
    if len(cards) != 1 or not PLACES.search(text) or not AGREE.search(text) or claims_in(text):
        return None
    if WHOLE.search(text):
        return None
    told = [_same(solver, question, name, cards[0]) for name in _names(text)]
    found = [answer for answer in told if answer]
    if not found or len(found) < len(told):
        return None
    if refused := next((answer for answer in found if answer.status is not Status.ANSWERED), None):
        return refused
    return joined(question, found) if len(found) > 1 else found[0]


def _names(text: str) -> list[str]:
    """The figures that a question holds in two places."""
    clauses = [clause for clause in re.split(r"[,，?？]", text) if clause]
    named = next((c for c in clauses if re.search(r"(?:写|提|讲|说)到", c)), "") or clauses[0]
    phrase = TAILS.sub("", AROUND.sub("", named)) or TAILS.sub("", named)
    names = [TAILS.sub("", name) for name in re.split(r"和|与|、|以及", phrase) if name]
    if len(names) > 1 and "的" in names[0]:  # 专项的调整预算和支出金额
        subject = names[0].partition("的")[0]
        names = [name if subject in name else f"{subject}的{name}" for name in names]
    return [name for name in names if len(name) >= ENDS]


def _same(solver: Solver, question: str, name: str, card: Card) -> Answer | None:
    first = _first(solver, name, card)
    if first is None:
        return None
    others = [
        Operand(card, figure)
        for figure in solver.library.figures(card.id)
        if figure.kind is first.figure.kind and figure.passage_id != first.figure.passage_id
    ]
    others = [other for other in others if same_measure(other, first)]
    again = [other for other in others if other.value_in(first.unit) == first.value and _of_one_thing(other, first)]
    differing = [other for other in others if other.value_in(first.unit) != first.value and _named_alike(other, first)]
    if not again and not differing:
        return refuse(question, f"{who(card)}的报告里只找到一处写明“{first.figure.label}”，没有第二处可以比。")
    return _said(solver, question, [first, *(differing or again)[:2]], agrees=not differing)


def _said(solver: Solver, question: str, places: Sequence[Operand], *, agrees: bool) -> Answer:
    first, other = places[0], places[1]
    unit = "百分点" if first.unit == "%" else first.unit
    found, _ = calculation(f"subtract({written(first)}, {written(other, first.unit)})", unit, places)
    found = replace(verdicts.held(found, first.value, right=agrees), unit=first.unit)
    labels = "、".join(dict.fromkeys(f"“{one.figure.label}”" for one in places))
    if agrees:
        lead = f"一致：{who(first.card)}{labels}在{'两' if len(places) == 2 else '三'}处都是{first.text}。"
    else:
        lead = f"不一致：{who(first.card)}{labels}，一处写的是{first.text}，另一处是{other.text}。"
    values = dict.fromkeys(Value(format(one.value, "f"), one.unit) for one in places)
    return solver.answer(question, lead, places, list(values), [found], found=verdicts.found(found))


def _first(solver: Solver, name: str, card: Card) -> Operand | None:
    """The figure that a name means: a rate or a score where it says so, else an amount before a number of things."""
    telling = next((kinds for words, kinds in KINDS if words.search(name)), None)
    for kinds in (telling,) if telling else (AMOUNTS, ANY_NUMBER):
        found = solver.find(name, card, kinds)
        if len({fold(operand.figure.label) for operand in found}) == 1:
            return found[0]
    return None


KINDS = (
    (regex(r"率|进度|占比|比例|比重|满意度"), RATES),
    (regex(r"得分|评分|总分"), frozenset({FigureKind.SCORE})),
)
"""Words of a name that say what kind of figure it is."""


def _of_one_thing(one: Operand, other: Operand) -> bool:
    """Whether two figures of one value are of one thing: by their stage and expense, or by a number that long."""
    stages = {stage_of(operand.figure.label) for operand in (one, other)}
    if len(stages) > 1 and Stage.NONE not in stages:
        return False
    telling = len(one.value.normalize().as_tuple().digits) >= LONG
    return telling or expense_of(one.figure.label) == expense_of(other.figure.label)


LONG = 4
"""Digits of a number that two things do not share by chance."""


def _named_alike(one: Operand, other: Operand) -> bool:
    """Whether two figures bear one name and are of one time."""
    plain = not one.figure.qualifier and not other.figure.qualifier and one.figure.period == other.figure.period
    return plain and fold(one.figure.label) == fold(other.figure.label) and one.figure.whole == other.figure.whole
