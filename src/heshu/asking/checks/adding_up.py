"""Whether parts come to the whole that the report states: 两部分的得分加总，跟总的自评得分对得上吗.

A question is cut into its parts and the whole; each of them has to be one figure of the report, and the verdict is
the calculator's.  Parts without names (三项收入) are those by which the audit proved the whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import product
from math import prod

from heshu.asking.checks.checkup import Checked, checkup
from heshu.asking.checks.two_sides import (
    BEFORE_PARTS,
    GROUP,
    LISTS,
    SIGN,
    Sides,
    apart_in,
    cut,
    in_chinese,
    several,
    sides_of,
    total_doubted,
)
from heshu.asking.computing import verdicts
from heshu.asking.computing.sums import OTHER, THIS_NUMBER, WHOLE_AHEAD, of_other
from heshu.asking.computing.within import SAID_OF_STAGE
from heshu.asking.evidence.calculating import calculation, places, stepwise, written
from heshu.asking.evidence.claimed import Claim, claims_in, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.grids import Line, grids
from heshu.asking.evidence.operands import COUNTED, MARKS, SUMMED, WHOLES, Operand, Solver, same_measure
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.adding import ADDED, AS_SUM
from heshu.asking.wording.parts import joined
from heshu.asking.wording.stages import BUDGETS, stage_of
from heshu.asking.wording.terms import content, pairs
from heshu.checking.calculator import round_half_up
from heshu.figures.numerals import han
from heshu.folding import fold, in_order
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Value, Verdict

LOOSE_TAIL = regex(r"(?:总(?:数|额|计|值)|合计(?:数|额)?|的?(?:金额|数额|数字?))$")
"""What may be said of a figure beside its name: 支付完成总数."""
THIS_YEAR = regex(r"^(?:当年|本年度?|全年|年度)的?(?=.{2})")
COMBINATIONS = 64
"""Readings of the parts that are tried where a name fits several figures."""
SCORE_ASKED = regex(r"得分|总分|评分|\d分")
WHOLE_SCORE = regex(r"(?:自评|评价|综合|绩效|最终|最后|的)*(?:总得?分|得分|评分|分数|总评分)(?:合计|总数)?")


_COUNT = r"[两二三四五六七八九十]+|\d{1,2}|各|几"
_ADDED = rf"(?:{ADDED}|{AS_SUM})"
ADJUSTED = regex(r"(?:追[加减]|调[增减整]|核减|压减|增加|减少)(?:的?(?:预算|资金|经费|金额|数额?|额))*$")
"""The end of the name of what a budget was changed by during the year."""
CHANGED = regex(r"(?:年中|预算)?的?(?:增减|变动|调整|追加|增减变[动化])(?:数|额|金额)?$")
"""What people call a change of a budget, under whatever head a table has it."""
SAYS_CHANGE = regex(r"追[加减]|[增减升降]|调整(?!后)|变动")
"""A label that says of a change, as no budget or spending does."""
TOTAL = regex(r"(?:总|合计)(?:数|额|计|金额)?")
"""A whole that is named by its parts alone: 三公经费三个分项加起来跟总数."""


def agree(solver: Solver, question: str, where: Scope) -> Answer | None:
    """Whether the parts that a question names come to the whole that it names; ``None`` where one is not stated."""
    cards = solver.cards(where.marked, where)
    if len(cards) != 1:
        return None
    marked = in_chinese(where.marked)
    if sums := several(marked):
        told = [
            next(filter(None, (_named(solver, question, s, cards[0]) for s in sides_of(one))), None) for one in sums
        ]
        return joined(question, [answer for answer in told if answer]) if all(told) else None
    for sides in sides_of(marked):
        if answer := _named(solver, question, sides, cards[0]) or _unnamed(solver, question, sides, cards[0]):
            return answer
    if other := _not_this_number(solver, question, marked, cards[0]):
        return other
    doubted = total_doubted(marked)
    if doubted:
        wholes = _wholes(solver, doubted, cards[0], SUMMED)
        proved = (
            _proved(solver, question, wholes, 0)
            or _rows_under(solver, question, doubted, cards[0])
            or _proved_elsewhere(solver, question, doubted, wholes)
        )
        if proved:
            return proved
    return _of_a_matter(solver, question, marked, cards[0])


def _not_this_number(solver: Solver, question: str, marked: str, card: Card) -> Answer | None:
    """The parts against a whole that is given with a number other than its own: 总分99.6分，甲、乙加总得出这个数吗."""
    ahead = THIS_NUMBER.search(marked) or WHOLE_AHEAD.match(MARKS.sub("", marked))
    for sides in sides_of(marked) if ahead else ():
        claims = claims_in(sides.whole)
        bare = sides.whole.replace(claims[0].text, "").strip(" ,，的") if len(claims) == 1 else ""
        told = _named(solver, question, replace(sides, whole=bare), card) if len(bare) > 1 else None
        if told and claims[0].unit == told.values[0].unit:
            return verdicts.denied(told, claims[0])
    return None


# ---------------------------------------------------------------- parts that are named


def _named(solver: Solver, question: str, sides: Sides, card: Card) -> Answer | None:
    score = bool(SCORE_ASKED.search(sides.parts + sides.whole))
    kinds = frozenset({FigureKind.SCORE}) if score else COUNTED
    wholes = _wholes(solver, sides.whole, card, kinds)
    claims = claims_in(f"{sides.parts},{sides.whole}")
    told: list[Answer] = []
    for whole in wholes:
        for signs, names in _whole_cuts(sides.parts, partial(_stated, solver, card, whole)):
            each = [_part(solver, name, card, whole) for name in names]
            if all(each) and prod(map(len, each)) <= COMBINATIONS:
                several = (parts for parts in product(*each) if _fits(parts, whole, claims))
                told += [_said(solver, question, signs, parts, whole) for parts in several]
                break
    right = [answer for answer in told if answer.calculations[0].verdict is Verdict.CONSISTENT]
    return right[0] if right else told[0] if len(told) == len(wholes) == 1 else None


def _stated(solver: Solver, card: Card, whole: Operand, name: str) -> bool:
    """Whether a part of a whole is a figure of the report."""
    return bool(_part(solver, name, card, whole))


def _whole_cuts(words: str, found: Callable[[str], bool]) -> Iterator[tuple[list[str], list[str]]]:
    """The ways to cut the parts, first those that leave no part within the name of another: 玉米和其他粮食."""
    ways = list(cut(words))
    within = [way for way in ways if any(all(map(found, part)) for part in map(apart_in, way[1]) if part)]
    yield from (*(way for way in ways if way not in within), *within)


def _fits(parts: Sequence[Operand], whole: Operand, claims: Sequence[Claim]) -> bool:
    """Whether parts and whole are figures of their own, of one measure, and all numbers of the question are theirs."""
    spans = {operand.figure.span for operand in (*parts, whole)}
    if len(spans) <= len(parts) or not all(same_measure(whole, part) for part in parts):
        return False
    return all(any(same(claim, operand) for operand in (*parts, whole)) for claim in claims)


def _part(solver: Solver, name: str, card: Card, whole: Operand) -> list[Operand]:
    """The figures that a part may be: by its number where it is given as one (3483.94万元加…), else by its name."""
    name = name.rpartition(",")[2]
    kinds = frozenset({whole.figure.kind, FigureKind.CHANGE} if ADJUSTED.search(name) else {whole.figure.kind})
    claims = claims_in(name)
    for claim in claims:
        name = name.replace(claim.text, "").strip("的 ")
    if numbered := _by_number(solver, name, claims, card, kinds):
        return numbered[:1]
    if OTHER.match(name) and (other := of_other(solver, name, card, [whole])):
        return [other]
    tail = "得分" if FigureKind.SCORE in kinds else ""
    this_year = THIS_YEAR.sub("", name)
    changed = [CHANGED.sub(way, name) for way in ("追加", "调增", "调整", "增减")] if CHANGED.search(name) else []
    tries = (*changed, name, f"{name}{tail}", LOOSE_TAIL.sub("", name), f"{LOOSE_TAIL.sub('', name)}{tail}", this_year)
    for words in dict.fromkeys(tries):
        found = solver.find(WHOLES.get(words, words), card, kinds) if len(words) > 1 else []
        found = [one for one in found if not changed or SAYS_CHANGE.search(one.figure.label)]
        if alike := _of_stage(solver, words, found, whole):
            return alike
    return []


def _of_stage(solver: Solver, words: str, found: Sequence[Operand], whole: Operand) -> list[Operand]:
    """Of what a name may be that at the whole's stage of the budget; a budget is no part of what was spent."""
    stage, own = stage_of(whole.figure.label), stage_of(words)
    if own in BUDGETS and stage in BUDGETS and own is not stage:  # 年初预算加上年中调增,跟全年预算
        return [operand for operand in found if stage_of(operand.figure.label) is own]
    if ADJUSTED.search(words):
        return list(found)
    said = SAID_OF_STAGE.get(stage, "")
    named = (*found, *(solver.find(words + said, whole.card, frozenset({whole.figure.kind})) if found and said else ()))
    alike = list(dict.fromkeys(operand for operand in named if stage_of(operand.figure.label) is stage))
    other = [o for o in found if not said or stage_of(o.figure.label) not in SAID_OF_STAGE]
    return alike or other


def _by_number(
    solver: Solver, name: str, claims: Sequence[Claim], card: Card, kinds: frozenset[FigureKind]
) -> list[Operand]:
    """The figures that state a number of the question, where the words beside it say nothing else of them."""
    said = pairs(content(name))
    stated = (Operand(card, figure) for figure in solver.library.figures(card.id) if figure.kind in kinds)
    found = [operand for operand in stated if len(claims) == 1 and same(claims[0], operand)]
    return [o for o in found if not said or said & pairs([fold(o.figure.label)])]


def _wholes(solver: Solver, name: str, card: Card, kinds: frozenset[FigureKind]) -> list[Operand]:
    """The figures that the whole may be: by its name (of 支出合计 a budget and what was spent), or by its number."""
    claims = claims_in(name)
    bare = name
    for claim in claims:
        bare = bare.replace(claim.text, "").strip(" ,，的")
    if claims and len(bare) < 2:
        return _by_number(solver, bare, claims, card, kinds)
    if FigureKind.SCORE in kinds and WHOLE_SCORE.fullmatch(bare):
        return solver.find("自评得分", card, kinds)
    tries = (solver.find(words, card, kinds) for words in dict.fromkeys((bare, LOOSE_TAIL.sub("", bare))) if words)
    found = next(filter(None, tries), [])
    if not claims:
        return found
    numbered = [operand for operand in found if any(same(claim, operand) for claim in claims)]
    return list(dict.fromkeys((*numbered, *_by_number(solver, bare, claims, card, kinds)))) or found


def _said(solver: Solver, question: str, signs: Sequence[str], parts: Sequence[Operand], whole: Operand) -> Answer:
    terms = [written(part, whole.unit) for part in parts]
    program = f"sum({', '.join(terms)})" if set(signs) == {"add"} else stepwise(signs, terms)
    one, exact = calculation(program, whole.unit, parts, stated=whole)
    agrees = one.verdict is Verdict.CONSISTENT
    name = f"{whole.figure.label}{whole.with_unit}"
    lead = f"{who(whole.card)}：{one.expression} = {one.result}{whole.unit}，{'等于' if agrees else '不等于'}{name}"
    calculations: list[Calculation] = [one]
    if not agrees:
        high, low = sorted((one.result, written(whole)), key=float, reverse=True)
        gap, _ = calculation(f"subtract({high}, {low})", whole.unit, [whole])
        lead += f"，相差{gap.result}{whole.unit}（{gap.expression}）"
        calculations.append(gap)
    return solver.answer(
        question,
        f"{lead}。",
        [*parts, whole],
        [Value(format(round_half_up(exact, places([*parts, whole])), "f"), whole.unit)],
        [replace(one, unit=whole.unit), *calculations[1:]],
    )


# ---------------------------------------------------------------- parts that are only counted


def _unnamed(solver: Solver, question: str, sides: Sides, card: Card) -> Answer | None:
    """三项收入相加，和收入总额平不平: the parts by which the audit proved the whole, where they are that many."""
    group = GROUP.fullmatch(sides.parts) or GROUP.fullmatch(
        re.sub(r"^.*?(?=[两二三四五六七八九几各\d])", "", sides.parts)
    )
    if group is None or LISTS.search(group["names"]) or SIGN.search(sides.parts):
        return None
    of_total = TOTAL.fullmatch(sides.whole) and BEFORE_PARTS.sub("", group["names"])
    wholes = _wholes(solver, of_total or sides.whole, card, SUMMED)
    count = _how_many(group["count"])
    return _proved(solver, question, wholes, count)


def _proved(solver: Solver, question: str, wholes: Sequence[Operand], count: int) -> Answer | None:
    """One of some figures as the sum by which the audit proved it, of ``count`` parts where that is not 0."""
    for whole in wholes:
        for finding in (checked.finding for checked in checkup(solver.library, whole.card.id)):
            parts = [Operand(whole.card, figure) for figure in finding.calculation.operands]
            added = re.fullmatch(r"(?:add|sum)\([^()]*\)", finding.calculation.program)
            mine = finding.stated.span == whole.figure.span and finding.verdict is not Verdict.NOTE
            if added and mine and len(parts) == (count or len(parts)) > 1:
                return _said(solver, question, ["add"] * (len(parts) - 1), parts, whole)
        if count and (parts := _beside(solver, whole, count)):
            return _said(solver, question, ["add"] * (count - 1), parts, whole)
    return None


def _rows_under(solver: Solver, question: str, name: str, card: Card) -> Answer | None:
    """A row of a table as the sum of the rows right below it, which every column of amounts shows to be its parts."""
    for grid in grids(solver.shelf(card.id)):
        for place, line in enumerate(grid.lines):
            columns = [column for column, figure in line.cells.items() if figure.kind in SUMMED]
            if fold(line.name) != name or not columns:
                continue
            for end in range(place + 3, len(grid.lines) + 1):
                rows = grid.lines[place + 1 : end]
                if all(_make(rows, column, line.cells[column]) for column in columns):
                    told = [
                        _said(
                            solver, question, ["add"] * (len(rows) - 1),
                            [Operand(card, row.cells[column]) for row in rows], Operand(card, line.cells[column]),
                        )
                        for column in columns
                    ]  # fmt: skip
                    return joined(question, told)
    return None


def _make(rows: Sequence[Line], column: str, whole: Figure) -> bool:
    """Whether the cells of some rows come to a figure."""
    cells = [row.cells[column] for row in rows if column in row.cells]
    return len(cells) == len(rows) and sum(cell.value for cell in cells) == whole.value


def _proved_elsewhere(solver: Solver, question: str, name: str, wholes: Sequence[Operand]) -> Answer | None:
    """A figure as the total of another table of its own name: 项目支出, and 项目支出合计 of the projects."""
    mine = {(whole.value, whole.unit) for whole in wholes}
    cards = [whole.card for whole in wholes[:1]]
    found = [checked.finding for card in cards for checked in checkup(solver.library, card.id)]
    totals = [
        Operand(cards[0], finding.stated)
        for finding in found
        if finding.rule == "table-column"
        and fold(finding.stated.label).startswith(name)
        and (finding.stated.value, finding.stated.unit) in mine
    ]
    return _proved(solver, question, totals[:1], 0)


MATTER = regex(
    rf"(?P<before>[^,，]*?)(?:(?P<count>{_COUNT})[类项种个块家笔](?P<after>[^,，\d]*?))?(?:的?(?:数|人数|金额|数额))?{_ADDED}"
    r"(?:是不是|是否|应该|应|正好|刚好|一共|正确|等于|为|是|有|的?(?:数|结果))*(?P<claim>\d[\d,.]*\S{0,3}?)?(?:吗|么|对吗|对不对|对吧|没错吧|[?？])*"
)
"""The parts of a matter, counted and not named, and their total: 四类辅具加起来是1286吗, 就业补助三项加起来对吗."""
MEANINGLESS = regex(r"^(?:的|报告|里|中|表)+|的$|各$")


def _of_a_matter(solver: Solver, question: str, marked: str, card: Card) -> Answer | None:
    """The one sum that the audit of a report holds against the total of a matter, of as many parts as are asked."""
    asked = MATTER.fullmatch(MARKS.sub("", marked).strip(" ,，的?？"))
    if asked is None or not (asked["claim"] or is_check(marked)):
        return None
    thing = "".join(MEANINGLESS.sub("", asked[part] or "") for part in ("before", "after"))
    count = _how_many(asked["count"] or "")
    claimed = Decimal(found.group().replace(",", "")) if (found := NUMBER.match(asked["claim"] or "")) else None
    if len(thing) < len("甲乙"):
        return None
    sums = [
        one
        for one in checkup(solver.library, card.id)
        if ADDS.fullmatch(one.finding.calculation.program)
        and one.verdict is not Verdict.NOTE
        and len(one.operands) == (count or len(one.operands)) > 1
        and claimed in (None, one.finding.stated.value, one.finding.expected)
    ]
    for speaks in (_by_total, _by_parts, _by_sentence):
        meant = {one.finding.stated.value: one.finding for one in sums if speaks(thing, one)}
        if len(meant) == 1:
            finding = next(iter(meant.values()))
            parts = [Operand(card, figure) for figure in finding.calculation.operands]
            return _said(solver, question, ["add"] * (len(parts) - 1), parts, Operand(card, finding.stated))
        if meant:
            return None
    return None


ADDS = regex(r"(?:add|sum)\((?!.*const_)[^()]*\)")
NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")


def _how_many(said: str) -> int:
    """The number that words give of parts; nought where they leave it open: 各, 几."""
    return int(han(said) or (said if said.isdigit() else 0))


def _by_total(thing: str, checked: Checked) -> bool:
    """Whether the name of the total holds the characters of a thing in their order: 辅具 in 适配辅助器具."""
    return in_order(thing, fold(checked.finding.stated.label))


def _by_parts(thing: str, checked: Checked) -> bool:
    return all(in_order(thing, fold(figure.label)) for figure in checked.finding.calculation.operands)


def _by_sentence(thing: str, checked: Checked) -> bool:
    """Whether the one sentence that gives the total and its parts speaks of a thing."""
    return len(checked.citations) == 1 and thing in fold(checked.stated.citation.shown)


FULL_MARK = regex(r"满分|分值|权重|扣分|等级")
"""Labels of scores that are no part of what was scored."""


def _beside(solver: Solver, whole: Operand, count: int) -> list[Operand]:
    """So many figures of one passage that come to the whole: 履职30分、管理20分 …; none where they do not."""
    figures = [f for f in solver.library.figures(whole.card.id) if f.kind is whole.figure.kind]
    for passage in dict.fromkeys(figure.passage_id for figure in figures):
        here = [
            f for f in figures if f.passage_id == passage and f.span != whole.figure.span and f.value != whole.value
        ]
        alike = [Operand(whole.card, f) for f in here if f.unit == whole.unit and not FULL_MARK.search(f.label)]
        if len(alike) == count > 1 and sum(operand.value for operand in alike) == whole.value:
            return alike
    return []
