"""Which departments missed the target that they had set themselves: 哪几家的满意度没达到自己定的目标，各是多少.

Of departments that a question names, also their targets beside what came of them, and which of them was missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from heshu.asking.comparing.among import RUN
from heshu.asking.comparing.columns import CEILINGS
from heshu.asking.evidence.aims import COLUMN, is_target
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


TARGET_AND_ACTUAL = regex(
    r"(?P<what>[^,，和与]{2,12}?)(?:指标)?的?(?:年度|年初|绩效)?(?:目标|指标)值?(?:和|与|跟|、|及)(?:实际|最后|最终)*(?:完成|实现|达到)?(?:值|数|情况|结果)?"
    r"(?:又|都|各自?|分别)*(?:是|为|有)?多少"
    r"(?:[,，?？]+(?:都|是否|有没有|算不算|到底|各自?|分别|有|谁|哪[个家])*(?:达标|达到|完成|达成|实现|不达标|没达标|没有达标)(?:了|目标|没有|没|吗|值)*)?[?？。]*"
)
"""The targets of several departments beside what came of them: 满意度目标和实际各是多少，达标了没有."""
WHICH_MISSED = regex(
    r"(?P<what>[^,，哪]{2,12}?)(?:方面)?的?(?:指标|这[一几]?[项类])?(?:里面?|中|当中|之中)?[,，]?有?(?:哪[一几些]?[项个]|哪些|什么)(?:指标)?(?:是)?(?:没有?|未)(?:能)?"
    r"(?:达标|(?:达到|完成|实现|达成)(?:年度|年初|既定|预定|自己|的)*(?:目标|指标)值?(?:要求)?)的?"
    r"(?:[,，?？]+(?:它|其|各自?|分别|实际|目标|完成|值|又|都|和|的|是|为|有|多少)+)?[?？。]*"
)
"""Which of their indicators of one kind was missed: 满意度指标里，哪一项没有达到目标值，实际是多少."""
EVERY_KIND = regex(r"(?:产出|效益|绩效|数量|质量|时效|成本|过程|[各全]部?|所有|项目|这些?|的)*(?:指标)?")


REACHED = regex(
    r"(?P<what>[^,，哪和与]{2,12}?)(?:指标)?的?(?:都|是否|有没有|算不算|到底|各自?|分别)*"
    r"(?:(?:达标|达到(?:目标|要求)|达成目标|完成目标|实现目标)(?:值)?(?:了没有?|了吗?|没有?|吗)?|达没达标|达不达标)[?？。]*"
)
"""Whether their indicators of one kind were reached: 满意度都达标了吗."""


def of_named(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The targets of the departments asked about and what came of them; ``None`` where one of them lacks either.

    Where none is named, those of all that state both.
    """
    words = RUN.sub("", where.marked).strip("的,， ")
    missed_ = WHICH_MISSED.fullmatch(words)
    match = missed_ or TARGET_AND_ACTUAL.fullmatch(words) or REACHED.fullmatch(words)
    if match is None or MARKS.search(words) or EVERY_KIND.fullmatch(match["what"]) or len(where.reports) > SHOWN:
        return None
    what = fold(match["what"])
    each = [list(_pairs(solver, what, solver.library.card_of[report], over=False)) for report in where.reports]
    if not any(each) or (where.named and not all(each)):
        return None
    found = [pair for pairs in each for pair in pairs]
    below = [(aim, got) for aim, got in found if got.value < aim.value]
    told = (below or found) if missed_ else found
    citer = Citer(solver.library)
    rows = "；".join(
        f"{display_name(got.card.department)}{solver.mention(got, citer)}，"
        f"目标{aim.figure.qualifier}{aim.text}{_mark(solver, aim, citer)}，"
        f"{'没有达到' if got.value < aim.value else '达到了'}目标"
        for aim, got in told
    )
    lead = f"{what}{'没有达到目标的' if below else '都达到了目标'}：" if missed_ else ""
    silent = [solver.library.card_of[report] for report, pairs in zip(where.reports, each, strict=True) if not pairs]
    tail = "、".join(display_name(card.department) for card in silent)
    note = f"（没有同时写明目标和实际的是{tail}）" if tail else ""
    both = [Value(format(one.value, "f"), one.unit) for aim, got in told for one in (got, aim)]
    values = [Value(format(got.value, "f"), got.unit) for _, got in below] if missed_ else both
    return Answer(question, Status.ANSWERED, f"{lead}{rows}。{note}", tuple(dict.fromkeys(values)), tuple(citer.found))


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
