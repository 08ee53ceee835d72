"""Which of the figures that fit best is meant: of targets and results, budgets and spending, equals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from heshu.asking.evidence.aims import AIMED_AT, COLUMN, alike, came_of, is_target, of_goals
from heshu.asking.evidence.fitting import SPENT_ASKED, is_of_years
from heshu.asking.evidence.proofs import gives, in_those_words, provable
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.stages import BUDGETS, Stage, expense_of, stage_of, subject_of
from heshu.asking.wording.terms import LIGHT
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf

NEAR = 0.04
"""Two scores closer than this are one: the question does not say which figure it means."""


TELLING = 4
"""Characters of a label that, word for word in the question, goes before its equals: 支出合计决算数, not 决算数合计."""


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure that may answer: ``score`` in [0, 1], ``recall`` the share of the question that it holds."""

    figure: Figure
    score: float
    recall: float


def best(matches: Sequence[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The matches that share the best score; one a value, the first place first.

    Of a target and what came of it the question means the second, unless its words ask for the first.
    """
    if AIM_ASKED.search(ask.words):
        matches = [m for m in matches if is_target(m.figure, shelf)] or matches
    if PLAN_ASKED.search(ask.words) and not CAME_ASKED.search(ask.words):
        matches = _planned_instead(matches, shelf)
    if AIM_ALONE.search(ask.words) and not CAME_ASKED.search(ask.words):
        matches = [m for m in matches if m.figure.kind not in AIMED_AT or is_target(m.figure, shelf)]
    matches = _without_rests(_budget_instead(matches, ask), ask)
    top = [m for m in matches if matches[0].score - m.score < NEAR]
    top += [m for m in _in_other_rows(matches, ask, shelf) if m not in top]
    if shelf.proves and provable(ask):
        top = _proven(matches, top, ask, shelf)
    first = matches[0].figure if matches else None
    if first and is_target(first, shelf) and not TARGET_ASKED.search(_beside_name(ask, first)):
        label = fold(first.label)
        came = [m for m in matches if not is_target(m.figure, shelf) and alike(label, fold(m.figure.label))]
        if not came and (found := came_of(first, shelf)):
            came = [replace(matches[0], figure=found)]
        aimed = of_goals(first, shelf) or IN_FACT_ASKED.search(ask.words)
        if not came and aimed and not asks_for_aim(ask, first):
            return []
        top = came or top
    top = _aimed_at(top, ask, shelf)
    top = [_spent_instead(m, ask, shelf) for m in _of_stage_asked(top, ask)]
    top = [m for m in top if not _is_table_total(m.figure, shelf)] or _whole_instead(matches, shelf) or top
    targets = [m for m in top if is_target(m.figure, shelf)]
    if targets and len(targets) < len(top):
        top = targets if TARGET_ASKED.search(ask.words) else [m for m in top if m not in targets]
    singles = [word for word in ask.rest if len(word) == 1 and word not in LIGHT]
    top = [m for m in top if singles and all(word in m.figure.label for word in singles)] or top  # 被省采纳
    top = [
        m for m in top if (name := fold(m.figure.label).removesuffix("数")) in ask.words and len(name) >= TELLING
    ] or top
    values: dict[tuple[str, str], FigureMatch] = {}
    for match in top:
        unit = "项" if match.figure.unit == "个" else match.figure.unit  # 85个项目, and the same 85项 elsewhere
        values.setdefault((str(match.figure.value.normalize()), unit), match)
    return list(values.values())


def _budget_instead(matches: Sequence[FigureMatch], ask: Ask) -> Sequence[FigureMatch]:
    """The budgets of an expense in place of what was spent on it, whose shorter name fits 某费用预算是多少 better."""
    if not matches or not BUDGET_ASKED.search(ask.words) or SPENT_ASKED.search(ask.words):
        return matches
    first = matches[0]
    if stage_of(first.figure.label) is not Stage.SPENT or not (expense := expense_of(first.figure.label)):
        return matches
    planned = [m for m in matches if stage_of(m.figure.label) in BUDGETS and expense_of(m.figure.label) == expense]
    return [m for m in planned if m.recall >= first.recall] or matches


REST = regex(r"(?:结余|结转|剩余|未支[出付]|未使用|未执行)(?:资金|金额|数|额)?(?:合计)?$")
REST_ASKED = regex(r"余|结转|剩|没|未|还有|[节省]|沉淀|闲置")


def _without_rests(matches: Sequence[FigureMatch], ask: Ask) -> Sequence[FigureMatch]:
    """What was planned or spent in place of what is left of it, whose shorter name fits a row's bare name better.

    工资福利 beside 工资福利支出数 and 工资福利支出结余 is never the second.
    """
    if not matches or REST_ASKED.search(ask.words):
        return matches
    first = matches[0]
    rests = [m for m in matches if m.figure.kind is FigureKind.AMOUNT and REST.search(fold(m.figure.label))]
    others = [m for m in matches if m not in rests]
    beside = [m for m in others if m.figure.unit == first.figure.unit and m.recall > first.recall - EQUAL]
    return others if beside else matches


RATE_OF_PLAN = regex(r"..+(?:目标|计划|要求|标准).{0,4}[率度]")


def asks_for_aim(ask: Ask, figure: Figure) -> bool:
    """Whether a question asks for what was aimed at, and not by a figure's name alone: 控制率 asks for no goal."""
    return bool(
        TARGET_ASKED.search(_beside_name(ask, figure)) or AIMED.search(ask.words.replace(fold(figure.label), " "))
    )


def _beside_name(ask: Ask, figure: Figure) -> str:
    """A question's words without a rate's name that speaks of plans: 审计计划执行率 is no target by that."""
    label = fold(figure.label)
    return ask.words.replace(label, " ") if RATE_OF_PLAN.fullmatch(label) else ask.words


PLAN_ASKED = regex(r"(?:计划|原定|拟)[^,，]{0,6}?(?:多少|几)")
IN_FACT_LABEL = regex("实际|完成")


def _planned_instead(matches: Sequence[FigureMatch], shelf: Shelf) -> Sequence[FigureMatch]:
    """What was planned in place of what came of it, whose shorter name fits a question for the plan better."""
    aims = [m for m in matches if is_target(m.figure, shelf) and m.recall > matches[0].recall - NEAR]
    came = bool(matches) and IN_FACT_LABEL.search(matches[0].figure.label) and not is_target(matches[0].figure, shelf)
    return aims if aims and came else matches


def says_so(figure: Figure, asked: re.Match[str]) -> bool:
    """Whether a figure's label says that something changed in the way that a question asks for."""
    said = CHANGED.findall(fold(figure.label))
    return bool(said) and _same_way(said[-1], asked["way"])


def changes_of(figure: Figure, asked: re.Match[str], shelf: Shelf) -> list[Figure]:
    """By how much a figure changed in the way that a question asks for, as its own passage says it: at most one."""
    name = fold(figure.label)
    found = [
        one
        for one in shelf.figures_in(figure.passage_id)
        if fold(one.label).startswith(name)
        and (said := CHANGED.search(fold(one.label)[len(name) :]))
        and _same_way(said.group(), asked["way"])
    ]
    in_per_cent = [one for one in found if one.unit in ("%", "‰")]
    rest = [one for one in found if one not in in_per_cent]
    return (in_per_cent if IN_PER_CENT.search(asked.group()) else rest or in_per_cent)[:1]


def _same_way(said: str, asked: str) -> bool:
    return bool(UP.search(said)) is bool(UP.search(asked))


_UP, _DOWN = "上涨|涨|上升|升|增长|增加|提高|提升|增", "下降|降低|降|减少|压减|压缩|压降|缩减|缩短|跌|减"
UP = regex(_UP)
CHANGED = regex(f"{_DOWN}|{_UP}")
CHANGE_ASKED = regex(
    rf"(?P<way>{_DOWN}|{_UP})(?:了|幅(?:是|为|有|达)?)?(?:多少|多大|几|百分之(?:几|多少))(?!个|家|项|件|所)[^,，]{{0,6}}$"
)
"""The end of a question that asks by how much something changed: 涨了多少, 降了百分之几."""
IN_PER_CENT = regex(r"百分之|%|几成|幅")


def _in_other_rows(matches: Sequence[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The figures of a table's other rows that hold a question as well as the best, where it names no row.

    Of 上级资金 in a table of projects none is meant more than another, be the name of its project shorter.
    """
    first = matches[0] if matches else None
    if first is None or first.recall - first.score < NEAR or not _is_row(first, shelf):
        return []
    same = [m for m in matches if _is_row(m, shelf) and abs(m.recall - first.recall) < EQUAL]
    same = [m for m in same if m.figure.passage_id != first.figure.passage_id and m.figure.unit == first.figure.unit]
    column = min((_common_end(first.figure.label, m.figure.label) for m in same), key=len, default="")
    row = first.figure.label.removesuffix(column)
    named = any(row[at : at + 2] in ask.words for at in range(max(len(row) - 1, 1)))
    return same if len(same) >= ROWS and len(column) > 1 and not named else []


ROWS, EQUAL = 2, 0.001


def _is_row(match: FigureMatch, shelf: Shelf) -> bool:
    return shelf.of[match.figure.passage_id].kind is PassageKind.TABLE_ROW


def _common_end(first: str, second: str) -> str:
    """What two labels end in alike: the head of their column."""
    pairs_of = zip(reversed(first), reversed(second), strict=False)
    return "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs_of))[::-1]


def _proven(matches: Sequence[FigureMatch], top: list[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """Of rates of the whole those that its amounts give, unless the best is one and in the question's own words."""
    sure = len({m.figure.value for m in top}) == 1 and in_those_words(top[0].figure.label, ask)
    rates = [] if sure else [m for m in matches if m.figure.kind is FigureKind.RATE]
    return [m for m in rates if gives(*shelf.executed, m.figure.value)] or top


def _spent_instead(match: FigureMatch, ask: Ask, shelf: Shelf) -> FigureMatch:
    """What was spent of an expense, where the words ask for that and only its budget bears their name.

    人员经费支出多少 means 人员经费支付完成, and not 人员经费预算.
    """
    mine = expense_of(match.figure.label)
    planned = match.figure.kind is FigureKind.AMOUNT and stage_of(match.figure.label) in BUDGETS
    if not mine or not planned or "预算" in ask.words or not SPENT_ASKED.search(ask.words):
        return match
    spent = [
        figure
        for figure in shelf.figures
        if figure.kind is FigureKind.AMOUNT
        and stage_of(figure.label) is Stage.SPENT
        and expense_of(figure.label) == mine
        and is_of_years(figure, ask, shelf.year)
    ]
    near = [figure for figure in spent if figure.passage_id == match.figure.passage_id] or spent
    return replace(match, figure=near[0]) if len({figure.value for figure in near}) == 1 else match


def _aimed_at(top: list[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The target of an indicator in place of what came of it, where the words ask for the target (目标是多少).

    Its column says more than that of results does, and so fits less well.
    """
    found: list[FigureMatch] = []
    for match in top:
        base = COLUMN.sub("", fold(match.figure.label))
        asked = TARGET_ASKED.search(ask.words.replace(base, " ")) and not CAME_ASKED.search(ask.words)
        beside = [
            f
            for f in shelf.figures_in(match.figure.passage_id)
            if asked
            and f != match.figure
            and f.unit == match.figure.unit
            and is_target(f, shelf)
            and COLUMN.sub("", fold(f.label)) == base
        ]
        found.append(replace(match, figure=beside[0]) if len(beside) == 1 else match)
    return found


CAME_ASKED = regex(
    r"实际|完成[了值情]|[做达]到了|实现了|是否|有没有|比|差|离|(?:完成|达到|实现|达成)的?(?:目标|计划|任务|指标)"
)
"""Words that ask what came of a target, or hold the two against one another."""


def _is_table_total(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is the sum of some table, which is the whole's only where nothing else is."""
    return shelf.of[figure.passage_id].kind is PassageKind.TABLE_ROW and bool(TABLE_TOTAL.search(figure.label))


TABLE_TOTAL = regex(r"(?<!支出)(?<!收入)合计")
"""A sum that does not say of what; 支出合计 does."""


def _whole_instead(matches: Sequence[FigureMatch], shelf: Shelf) -> list[FigureMatch]:
    """The whole department's amount in place of the total of a table that is smaller, and so of a part of it.

    全年预算数合计 of the table of projects says 全年预算 more briefly than the 调整后全年预算数 of all.
    """
    if not matches or matches[0].figure.kind is not FigureKind.AMOUNT:
        return []
    if subject_of(TABLE_TOTAL.sub("", matches[0].figure.label)):
        return []
    stage, total = stage_of(matches[0].figure.label), matches[0].figure
    wholes = [
        m
        for m in matches
        if m.figure.unit == total.unit
        and m.figure.value > total.value
        and not _is_table_total(m.figure, shelf)
        and not subject_of(m.figure.label)
        and (stage_of(m.figure.label) is stage or {stage, stage_of(m.figure.label)} <= {Stage.ADJUSTED, Stage.YEAR})
    ]
    return wholes[:1] if len({m.figure.value for m in wholes}) == 1 else []


BUDGET_ASKED = regex(r"预算(?:数|金额|总?额|安排)?(?:[是有为呢]|多少|[?？]?$)")
"""What a question ends with that asks for a budget; the 预算 of 一般公共预算拨款 is part of a name."""


BUDGET_SAID = ("年初", "全年", "调整")
"""Which of several budgets of one thing is asked for, where their labels tell them apart by it."""


def _of_stage_asked(top: list[FigureMatch], ask: Ask) -> list[FigureMatch]:
    """Of a budget and what was spent of it the one that the words speak of (…花了多少)."""
    for said in BUDGET_SAID:
        if said in ask.words:
            top = [m for m in top if said in m.figure.label] or top
    budgets = [m for m in top if stage_of(m.figure.label) in BUDGETS]
    if not budgets or len(budgets) == len(top):
        return top
    if "预算" in ask.words:
        planned = BUDGET_ASKED.search(ask.words) and not SPENT_ASKED.search(ask.words)
        return budgets if planned and (ask.named or len(ask.rest) > 1) else top
    spent = {expense_of(m.figure.label) for m in top if stage_of(m.figure.label) is Stage.SPENT}
    beside = all(expense_of(m.figure.label) in spent for m in budgets)  # 三公经费 is what was spent of it
    return [m for m in top if m not in budgets] if beside or SPENT_ASKED.search(ask.words) else top


TARGET_ASKED = regex(
    r"目标|计划|要求|应(?:当|该|达)|(?<!高)标准(?!化)|要达到|须|不低于|原定|指标值|[控稳]制?定?在[^,，]{0,4}[多几]|[多几][^,，]{0,4}以内"
)
IN_FACT_ASKED = regex(
    r"(?:实际|真正|到底|究竟|最后|最终)(?:上|又)?(?:[^,，]{2,8}率)?(?:做到|达到|达成|完成|实现|办到)|实际(?:上|的)?(?:是|为|有)?(?:多少|几)[^,，]{0,4}$"
)
"""What came of something is asked for, which no bound tells: 实际做到了百分之几."""
AIM_ASKED = regex(r"(?:目标|指标)值?(?:是|为|有|定的?|要)*(?:多少|几)")
"""What ends in asking for a target: what came of it is no answer where the report states one."""
AIM_ALONE = regex(
    r"(?:目标|计划|指标)(?:值|数量?|量)?(?:应该|应当|原来|本来|大概|大约|是|为|定的?|定了|要|[做办开完成]{1,2}|举办|开展)*(?:多少|几)(?!分|个(?:目标|指标)|项(?:目标|指标))"
)
"""What ends in asking for a target, which what came of it never answers: 安全检查的目标是几次."""
AIMED = regex(r"控制|以内|不超|稳定在|至少|力争|低于|高于|以上|保持|确保|争取")
"""How a goal is asked for without its name: 药占比控制在多少以内."""
