"""A stated change or sum worked out again from what its own sentence, name or table rows give.

A fall from the two amounts beside it (年末533.31万元，比年初的612.48万元下降14.93%), a total from the things that its
name lists (甲和乙两项结余合计), a group's score from the rows of its group.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from heshu.asking.computing import verdicts
from heshu.asking.computing.budgets import budget_and_spent
from heshu.asking.evidence.calculating import calculation, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, COUNTED, Operand, Solver, same_measure, stated_before
from heshu.asking.wording.changes import DOWN, LAST_YEAR, UP
from heshu.checking.calculator import round_half_up
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value, Verdict

FORMER = regex(f"年初|期初|{LAST_YEAR}")
SINCE = regex(rf"[比较与同跟](?P<base>(?:{FORMER.pattern})末?)")
"""The former figure that a change is said to be since."""
TIME = regex(r"年初|年末|年底|期初|期末|上年末?|去年|同期|本年|当年|[的与和及]")
"""Words of a level's label that only say when it was, and those that a name may leave away."""
FALLS, RISES = regex(f"[{DOWN}]"), regex(f"[{UP}]")


def again(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A stated figure against what stands beside it or what it is made of; ``None`` where that is not sure."""
    return (
        change(solver, question, stated)
        or of_whole(solver, question, stated)
        or of_listed(solver, question, stated)
        or of_rows(solver, question, stated)
    )


# ---------------------------------------------------------------- changes


def change(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A stated rise or fall against the two levels of its own sentence, of which one is the former one."""
    if stated.figure.kind is not FigureKind.CHANGE or stated.figure.qualifier:
        return None
    label = fold(stated.figure.label)
    falls, rises = FALLS.search(label[-4:]), RISES.search(label[-4:])
    levels = _levels(solver, stated) or _levels_of_a_row(solver, stated)
    if bool(falls) == bool(rises) or levels is None:
        return None
    new, old = levels
    high, low = (old, new) if falls else (new, old)
    gap = f"subtract({written(high)}, {written(low, high.unit)})"
    if stated.unit == "%":
        program, unit = f"{gap}, divide(#0, {written(old, high.unit)})", "%"
    elif same_measure(stated, new):
        program, unit = gap, high.unit
    else:
        return None
    if high.value <= low.value_in(high.unit) or not old.value:  # it went the other way, or its levels are others
        return None
    return _told(solver, question, stated, (new, old), (program, unit))


def _levels(solver: Solver, stated: Operand) -> tuple[Operand, Operand] | None:
    """The level now and the former one, right before a change and of one name; ``None`` where they are not sure."""
    passage = solver.shelf(stated.card.id).of[stated.figure.passage_id]
    here = stated_before(solver, stated, in_sentence=True)
    levels = sorted((o for o in here if o.figure.kind in COUNTED), key=lambda o: o.figure.start)[-2:]
    if len(levels) < len((1, 2)) or not same_measure(*levels) or any(o.figure.qualifier for o in levels):
        return None
    base = SINCE.search(fold(passage.text[levels[0].figure.end : stated.figure.start]))
    former = [o for o in levels if FORMER.search(f"{o.figure.period}{o.figure.label}")]
    now = [o for o in levels if o not in former]
    if base is None or len(former) != 1 or len(now) != 1:
        return None
    named = (TIME.sub("", fold(o.figure.label)) for o in (*now, *former))
    return (now[0], former[0]) if len(set(named)) == 1 else None


SINCE_LAST = regex(f"[比较与同跟](?:{LAST_YEAR})")


def _levels_of_a_row(solver: Solver, stated: Operand) -> tuple[Operand, Operand] | None:
    """The level right before a change, and that of the year before in the same row of a table; ``None`` without one."""
    shelf, year = solver.shelf(stated.card.id), stated.card.year
    before = [one for one in stated_before(solver, stated, in_sentence=True) if one.figure.kind in COUNTED]
    now = max(before, key=lambda one: one.figure.start, default=None)
    if now is None or year is None:
        return None
    text = fold(shelf.of[stated.figure.passage_id].text[now.figure.end : stated.figure.end])
    found = {
        (cell, line.cells[former])
        for grid in shelf.grids
        for line in (*grid.lines, *filter(None, (grid.total,)))
        for column, cell in line.cells.items()
        if cell.value == now.value and cell.unit == now.unit and str(year) in column
        if (former := column.replace(str(year), str(year - 1))) in line.cells
    }
    if not SINCE_LAST.search(text) or len({(one.value, other.value) for one, other in found}) != 1:
        return None
    pair = min(found, key=lambda both: both[0].start)
    return Operand(stated.card, pair[0]), Operand(stated.card, pair[1])


NOUN = regex(
    rf"(?:[比较与同跟和](?:{FORMER.pattern})末?(?:相?比)?(?:的)?)?"
    r"(?:[增降涨跌减]幅|增速|(?:增长|增加|上升|下降|减少|降低|增减|变动)的?(?P<kind>率|幅度|比例|额|金额|数额?|量))$"
)
"""How a question ends that names a change without its number: 年末结转结余比年初的减少额."""


def change_of(solver: Solver, phrase: str, card: Card) -> Operand | None:
    """The change that the report states of a level that a phrase names, in the sentence of that level."""
    noun = NOUN.search(phrase)
    if noun is None:
        return None
    bare = phrase[: noun.start()].strip("的 ,，")
    amount = bool(re.match("额|金额|数|量", noun["kind"] or ""))
    wanted = TIME.sub("", fold(bare))
    found = [
        Operand(card, figure)
        for figure in solver.library.figures(card.id)
        if figure.kind is FigureKind.CHANGE
        and (figure.unit != "%") == amount
        and (SINCE.sub("", TIME.sub("", fold(figure.label))) or " ").startswith(wanted)
    ]
    if not wanted or len({(one.value, one.unit) for one in found}) != 1:
        return None
    way = (FALLS, RISES)[bool(RISES.search(noun.group()))] if "变动" not in noun.group() else None
    return found[0] if way is None or way.search(fold(found[0].figure.label)[-4:]) else None


def of_whole(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A share whose whole is named, against the amount of its part in the same passage and the one of that whole."""
    if stated.figure.kind is not FigureKind.SHARE or not stated.figure.whole or stated.figure.qualifier:
        return None
    amounts = [Operand(stated.card, f) for f in solver.library.figures(stated.card.id) if f.kind in AMOUNTS]
    parts = [
        one
        for one in amounts
        if one.figure.label == stated.figure.label and one.figure.passage_id == stated.figure.passage_id
    ]
    wholes = [one for one in amounts if fold(one.figure.label) == fold(stated.figure.whole)]
    if len({one.value for one in parts}) != 1 or len({(one.value, one.unit) for one in wholes}) != 1:
        return None
    part, whole = parts[0], wholes[0]
    if not same_measure(part, whole) or not whole.value or part.value_in(whole.unit) > whole.value:
        return None
    program = f"divide({written(part, whole.unit)}, {written(whole)})"
    return _told(solver, question, stated, (part, whole), (program, "%"))


# ---------------------------------------------------------------- what a name lists


LISTED = regex(
    r"(?P<parts>.{2,}?)(?:这)?(?P<count>[两二三四五六七八九])?(?:项|个项目|个|者|类|部分)?的?(?P<left>结余|结转结余|剩余)(?:资金)?(?:合计|共计|总[计额])?$"
)
JOINTS = regex("[、和与及]")


def of_listed(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """What was left of several things that a total's name lists, against their budgets less what was spent."""
    listed = LISTED.fullmatch(fold(stated.figure.label)) if stated.figure.kind is FigureKind.AMOUNT else None
    names = JOINTS.split(listed["parts"]) if listed else []
    if len(names) < len((1, 2)) or (listed and listed["count"] and counted(listed["count"]) != len(names)):
        return None
    found = [_left_of(solver, name, stated.card) for name in names]
    pairs = [pair for pair in found if pair]
    operands = [operand for pair in pairs for operand in pair]
    distinct = {operand.figure.span for operand in operands}
    if len(pairs) < len(names) or len(distinct) < len(operands) or not all(same_measure(stated, o) for o in operands):
        return None
    unit = stated.unit
    gaps = [f"subtract({written(plan, unit)}, {written(spent, unit)})" for plan, spent in pairs]
    steps = [*gaps]
    for n in range(1, len(gaps)):
        steps.append(f"add(#{len(steps) - 1 if n > 1 else 0}, #{n})")
    return _told(solver, question, stated, operands, (", ".join(steps), unit))


def _left_of(solver: Solver, name: str, card: Card) -> tuple[Operand, Operand] | None:
    """The budget and the spending of the very thing that is named."""
    pair = budget_and_spent(solver, name, card)
    return pair if pair and all(name in fold(operand.figure.label) for operand in pair) else None


# ---------------------------------------------------------------- rows of a group


GROUP_SCORE = regex(r"(?P<group>[\u4e00-\u9fff]{2,4}?)(?:类|方面)?(?:一级)?(?:指标)?(?:自评)?得分")
FULL = regex(r"满分|分值|权重")


def of_rows(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """A group's score against those of its rows in the table of indicators, whose full marks come to the group's."""
    named = GROUP_SCORE.fullmatch(fold(stated.figure.label)) if stated.figure.kind is FigureKind.SCORE else None
    if named is None:
        return None
    group, figures = named["group"], solver.library.figures(stated.card.id)
    scores = [f for f in figures if f.kind is FigureKind.SCORE and f.unit == stated.unit]
    whole = [f for f in scores if fold(f.label).startswith(group) and f.label.endswith("满分")]
    rows = [
        p
        for p in solver.shelf(stated.card.id).of.values()
        if fold(p.text).lstrip("| ").startswith((f"{group} ", f"{group}|"))
    ]
    mine: list[Operand] = []
    full = Decimal(0)
    for row in rows:
        here = [f for f in scores if f.passage_id == row.id]
        marks = [f for f in here if FULL.search(f.label)]
        gained = [f for f in here if f not in marks and fold(f.label).endswith("得分")]
        if len(marks) != 1 or len(gained) != 1:
            return None
        full += marks[0].value
        mine.append(Operand(stated.card, gained[0]))
    if len(mine) < len((1, 2)) or {f.value for f in whole} != {full}:
        return None
    return _told(solver, question, stated, mine, (f"sum({', '.join(map(written, mine))})", stated.unit))


def _told(
    solver: Solver, question: str, stated: Operand, operands: Sequence[Operand], worked: tuple[str, str]
) -> Answer:
    """The verdict on a stated figure by a program over its operands, in a unit."""
    program, unit = worked
    one, exact = calculation(program, unit, operands, stated=stated)
    said = f"{who(stated.card)}{stated.figure.label}，报告写的是{stated.with_unit}，"
    values = [Value(format(stated.value, "f"), stated.unit)]
    if one.verdict is Verdict.CONSISTENT:
        said += f"与按报告的数算的一致（{one.expression}）。"
    else:
        digits = max(2, places((stated,))) if unit == "%" else places((stated, *operands))
        values.insert(0, Value(format(round_half_up(exact, digits), "f"), unit))
        said += f"按报告的数应为{values[0].number}{unit}（{one.expression}），两者不一致。"
    return solver.answer(question, said, (stated, *operands), values, [one], found=verdicts.found(one))
