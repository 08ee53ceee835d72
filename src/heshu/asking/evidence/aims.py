"""What was aimed at, and what came of it: a target passes for no result, wherever a report states it.

A table of indicators has both side by side.  Prose tells of targets under headings of goals, by bounds (95%以上), or in
a list of tasks that no heading calls so: there a number is a target where an indicator of that name aims at just it and
came to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from heshu.asking.wording.terms import content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind, Span

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf


def alike(target: str, label: str) -> bool:
    """Whether a label is what came of a target: the same indicator in another column, or a longer name of it."""
    target, label = ITEM.sub("", target), ITEM.sub("", label)
    return label.endswith(target) or COLUMN.sub("", label) == COLUMN.sub("", target)


ITEM = regex(r"^\d{1,2}[.、)）]")
"""The number of a list's item before a name: 4．患者满意度."""


COLUMN = regex(
    r"(?:年度|全年|预期|绩效|年初|预定)?(?:目标|计划|指标)值?(?:完成|实际)?$"
    r"|(?:全年|年度|本年)?(?:实际)?(?:完成|实现|达到)(?:值|情况)$|(?:全年|年度|本年)?实际(?:完成)?值?$"
    r"|(?<=[率度数量])(?:全年|年度|本年)?(?:实际)?完成$"
)


TARGET_LABEL = regex(r"(?<![于比过出到])目标|计划(?!生育)|指标值")
"""What a target is called; 低于目标7枚 is by how much one was missed."""
CAME_LABEL = regex(
    r"(?:实际|年度|全年)*(?:完成|实现|达到)(?:值|情况|数)$|实际(?:完成)?(?:值|数)$|(?:得分|扣分|权重|分值|满分)$"
    r"|(?:目标|计划|任务|指标)的?(?:(?:完成|达成|实现)(?:率|度|比例|进度)|完成|实现|达到|实际)$"
)
"""A label of what came of a target, or of what a row weighs, in whatever table and of whatever heading."""

BOUNDS = frozenset({"≥", "≤", ">", "<"})
"""Signs of a figure that is no number but a limit."""
PART_OF_AIM = regex(r"(?:完成|达到|实现)(?:了)?(?:年度|全年|年初)?(?:目标|任务|计划|指标)$")
"""How much of a target was reached, of a percentage: 完成目标的94%, and no 完成目标4000人次."""


LESS_IS_MORE = regex(
    r"成本|费用|经费|控制[率数价额]|事故|投诉|能耗|死亡|伤亡|差错|违[规法纪]|发生率|发生[次起]数|时限|时长|天数|耗时|用时|下降|减少|降低|负债|赤字|超支|变动|差异"
)
"""Indicators that may be meant to stay below their mark, where it does not say so."""


def is_target(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is what was aimed at: a bound, or a statement under a heading of targets."""
    bound = figure.qualifier in BOUNDS
    if not bound and (CAME_LABEL.search(figure.label) or (figure.unit == "%" and PART_OF_AIM.search(figure.label))):
        return False
    told = bool(TARGET_LABEL.search(figure.label)) or of_goals(figure, shelf)
    return bound or told or figure.span in shelf.once(_results_of)


def is_aim(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is a target by more than a bound, which may be all that a report says of what was done."""
    if figure.qualifier not in BOUNDS:
        return is_target(figure, shelf)
    told = TARGET_LABEL.search(figure.label) and not CAME_LABEL.search(figure.label)
    return bool(told) or of_goals(figure, shelf) or figure.span in shelf.once(_results_of)


AIM_SPOKEN = regex(
    r"(?<!完成)(?<!达到)(?<!实现)(?:目标|计划|任务)|要求|标准|指标值|应(?:当|该|达)|不低于|不少于|不超过|以[上下内]|至少|[≥≤<>]|预算|控制"
)
"""Words of a question that speaks of what was aimed at, or of a bound."""


def of_goals(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure stands in a section of goals or plans, which tells nothing of what came of them."""
    heading = "".join(shelf.of[figure.passage_id].path[-1:])
    return bool(AIMS.search(heading)) and not TOLD.search(heading)


AIMS = regex(r"目标|(?:工作|任务|重点|年度|全年|年初)的?(?:计划|打算)")
"""A heading of what was to be done."""
TOLD = regex(r"完成|实现|达成|情况分析|(?<!预算)执行|实施|落实|成效|进展|总结|下一步")
"""A heading of what came of it, or of the time after the report."""


def is_intended(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure stands in a section on what is going to be done next, and so tells of nothing that was done."""
    passage = shelf.of[figure.passage_id]
    in_prose = passage.kind is not PassageKind.TABLE_ROW and figure.kind is not FigureKind.DATE  # the report's own date
    return in_prose and any(NEXT_STEPS.search(head) for head in passage.path)


NEXT_STEPS = regex(r"改进(?:措施|意见|方向|建议)|下一步|打算|整改措施|努力方向|(?<!年度)工作计划")


def came_of(target: Figure, shelf: Shelf) -> Figure | None:
    """What came of a target, as the row of its indicator states it; ``None`` where no row, or several, do."""
    if sure := shelf.once(_results_of).get(target.span):
        return sure
    return _result_in(shelf.once(_indicators), target, COLUMN.sub("", target.label))


def _results_of(shelf: Shelf) -> Mapping[Span, Figure]:
    """The figures of prose that are the target of an indicator which came to another value -> what it came to."""
    rows = [(aim, got) for aim, got in shelf.once(_indicators) if aim.value != got.value]
    found: dict[Span, Figure] = {}
    for figure in shelf.figures if rows else ():
        in_prose = shelf.of[figure.passage_id].kind is not PassageKind.TABLE_ROW
        if figure.kind in AIMED_AT and in_prose and (came := _result_in(rows, figure, figure.label)):
            found[figure.span] = came
    return found


def _result_in(rows: Iterable[tuple[Figure, Figure]], target: Figure, name: str) -> Figure | None:
    """What came of the indicators of a name that aim at just what a figure says; ``None`` where they disagree."""
    named = pairs(content(fold(name)))
    found = [
        got for aim, got in rows if aim.unit == target.unit and aim.value == target.value and _of_one_name(named, aim)
    ]
    return found[0] if len({one.value for one in found}) == 1 else None


AIMED_AT = frozenset({FigureKind.COUNT, FigureKind.RATE})
NAMED = 0.6
"""Share of the words of the shorter of two names that the other must have to be of one thing."""


def _of_one_name(named: frozenset[str] | set[str], aim: Figure) -> bool:
    own = pairs(content(fold(COLUMN.sub("", aim.label))))
    return bool(named and own) and len(named & own) >= NAMED * min(len(named), len(own))


def _indicators(shelf: Shelf) -> list[tuple[Figure, Figure]]:
    """The target and the result of each row of indicators that states both in one unit."""
    found = []
    for passage, figures in shelf.figures_of.items():
        if shelf.of[passage].kind is not PassageKind.TABLE_ROW:
            continue
        aims = [one for one in figures if one.kind in AIMED_AT and TARGET_LABEL.search(one.label)]
        for aim in aims:
            base = COLUMN.sub("", fold(aim.label))
            got = [
                one
                for one in figures
                if one.unit == aim.unit
                and not TARGET_LABEL.search(one.label)
                and COLUMN.sub("", fold(one.label)) == base
            ]
            found += [(aim, got[0])] if len(aims) == len(got) == 1 else []
    return found
