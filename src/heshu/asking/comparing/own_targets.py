"""Which departments missed the target that they had set themselves: 哪几家的满意度没达到自己定的目标，各是多少."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heshu.asking.comparing.columns import CEILINGS
from heshu.asking.evidence.choosing import COLUMN, is_target
from heshu.asking.evidence.compose import SHOWN, Citer, display_name
from heshu.asking.evidence.fitting import of_year
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.planning.scope import Scope
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Status, Value

ASKED = regex(
    r"(?:有没有)?(?:哪|有)(?:几|些|个|一)?(?:家|个|份)?(?:部门|单位|报告)?(?:的|有)?(?P<what>[^,，哪]{2,10}?)(?:方面)?的?(?:指标)?"
    r"(?:(?:没有?|未|都没)(?:能)?(?:达标|(?:达到|达成|实现|完成|达)"
    r"(?:自己|自身|各自|本?部门|定|设定?|年初|年度|既定|预定|当初|的)*(?:目标|指标)值?(?:要求)?)|不达标)(?:的|了)?(?:有|是)?(?:哪[些几]?[家个]?)?(?:[,，?？].*)?$"
)
OVER = regex(
    r"(?:有没有)?(?:哪|有)(?:几|些|个|一)?(?:家|个|份)?(?:部门|单位|报告)?的?(?P<what>[^,，哪]{2,10}?)(?:都|也|实际)*(?:超过|超出|突破|高于|高过|超)了?"
    r"(?:自己|自身|自定|各自|本?部门|定|设定?|年初|年度|既定|预定|当初|控制|的)+(?:目标|指标|控制线|上限|标准|控制数)值?(?:要求|线)?(?:的)?(?:[,，].*)?[?？]?$"
)
"""A question who went beyond a ceiling that it had set itself."""
MEASURED = frozenset({FigureKind.RATE, FigureKind.COUNT})


def missed(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The departments whose figures lie below their own targets; ``None`` where no report states both."""
    words = MARKS.sub("", where.marked)
    over = OVER.search(words)
    match = over or ASKED.search(words)
    if match is None or len(where.reports) < len("几家"):
        return None
    what = fold(match["what"])
    cards = [solver.library.card_of[report] for report in where.reports]
    pairs = {card.id: list(_pairs(solver, what, card, over=bool(over))) for card in cards}
    if not any(pairs.values()):
        return None
    citer = Citer(solver.library)
    below = [
        (aim, got)
        for card in cards
        for aim, got in pairs[card.id]
        if (got.value > aim.value if over else got.value < aim.value)
    ]
    rows = "；".join(
        f"{display_name(got.card.department)}{solver.mention(got, citer)}，目标{aim.text}{_mark(solver, aim, citer)}"
        for aim, got in below[:SHOWN]
    )
    names = "、".join(dict.fromkeys(display_name(got.card.department) for _, got in below))
    silent = [display_name(card.department) for card in cards if not pairs[card.id]]
    missing, none = ("超过自定目标", "没有超过") if over else ("没有达到自定目标", "达到了")
    text = f"{what}{missing}的有{names}：{rows}。" if below else f"写明目标的报告里，{what}都{none}。"
    text += f"（没有同时写明目标和实际的是{'、'.join(silent)}）" if silent else ""
    values = tuple(Value(format(got.value, "f"), got.unit) for _, got in below)
    return Answer(question, Status.ANSWERED, text, values, tuple(citer.found))


def _pairs(solver: Solver, what: str, card: Card, *, over: bool) -> Iterator[tuple[Operand, Operand]]:
    """Each target of a report, or ceiling, with what came of it: of one name, or one a longer name of the other."""
    shelf = solver.shelf(card.id)
    figures = [f for f in shelf.figures if f.kind in MEASURED and what in fold(f.label) and of_year(f, shelf)]
    aims = [f for f in figures if is_target(f, shelf) and (f.qualifier in CEILINGS) is over]
    if over:  # beside what came of it in a table, and not what is aimed at next year
        figures = [f for f in figures if f in aims or not f.qualifier]
        aims = [f for f in aims if any(g.passage_id == f.passage_id for g in figures if g not in aims)]
    seen: set[str] = set()
    for aim in aims:
        name = COLUMN.sub("", fold(aim.label))
        came = [
            f for f in figures if f not in aims and f.unit == aim.unit and _alike(name, COLUMN.sub("", fold(f.label)))
        ]
        here = [f for f in came if f.passage_id == aim.passage_id] or came
        if name not in seen and len({f.value for f in here}) == 1:
            seen.add(name)
            yield Operand(card, aim), Operand(card, here[0])


def _alike(first: str, second: str) -> bool:
    return first.endswith(second) or second.endswith(first)


def _mark(solver: Solver, operand: Operand, citer: Citer) -> str:
    return "".join(re.findall(r"\[\d+\]", solver.mention(operand, citer)))
