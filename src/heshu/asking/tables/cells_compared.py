"""What is made of several cells of one table: one by another, one against another, their mean, their rate as one.

红柳镇的销售额是沙枣乡的几倍; 2023年末比2022年末增长了百分之几; 七个项目的自评得分平均是多少; 甲和乙合在一起的不合格率.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from heshu.asking.evidence.calculating import amount, calculation, gap_of, percent, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.grids import Grid, Line
from heshu.asking.evidence.operands import SUMMED, Operand, Solver
from heshu.checking.consistency import consistent
from heshu.patterns import regex
from heshu.records import Answer, Card, Value

if TYPE_CHECKING:
    from heshu.asking.tables.in_table import Asked

FEWEST = 2
"""Rows that make a mean or a rate of several."""
PERCENT = regex(r"百分之|%|几成|[增降涨减]幅|增长率|变化率|幅度|比例")
CHANGED = regex(r"比(?!例|重|率)|较|相比|从|由|之间|对比|超[过出]?")


def times(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """One row's cell by another's: 红柳镇的销售额是沙枣乡的几倍."""
    pair = (
        [Operand(card, line.cells[asked.columns[0]]) for line in asked.lines if asked.columns[0] in line.cells]
        if len(asked.columns) == 1
        else []
    )
    if len(pair) != len("甲乙") or pair[0].unit != pair[1].unit or not pair[1].value or pair[0].unit == "%":
        return None
    unit = "倍" if "倍" in words else "%"
    found, exact = calculation(f"divide({written(pair[0])}, {written(pair[1])})", unit, pair)
    value = percent(exact, question) if unit == "%" else Value(amount(exact, unit, 2, question)[1].number, unit)
    names = [line.name for line in asked.lines]
    lead = f"{who(card)}{names[0]}的{asked.columns[0]}是{names[1]}的{value.number}{unit}（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def by_part(solver: Solver, question: str, asked: Asked, pair: tuple[Operand, Operand], card: Card) -> Answer | None:
    """By which part of the second row's cell the first row's is more or less: 胡杨镇比沙枣乡多百分之几."""
    high, low = sorted(pair, key=lambda one: one.value, reverse=True)
    if not pair[1].value:
        return None
    program = f"subtract({written(high)}, {written(low)}), divide(#0, {written(pair[1])})"
    found, exact = calculation(program, "%", (high, low))
    value = percent(exact, question)
    first, second = (line.name for line in asked.lines)
    how = "多" if pair[0] == high else "少"
    lead = f"{who(card)}{first}的{asked.columns[0]}比{second}{how}{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def change(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """One row's cell against its cell under another column: 2023年末比2022年末增长了百分之几."""
    line, (first, second) = asked.lines[0], asked.columns
    cue = CHANGED.search(asked.left)
    if cue is None or first not in line.cells or second not in line.cells:
        return None
    behind = [column for column, at in zip(asked.columns, asked.at, strict=True) if at >= cue.start()]
    base = behind[0] if behind else ""
    if not base or line.part or any(_is_share(one) for one in asked.columns):
        return None
    new = Operand(card, line.cells[second if base == first else first])
    old = Operand(card, line.cells[base])
    if new.unit != old.unit or new.figure.kind != old.figure.kind:
        return None
    high, low = (new, old) if new.value >= old.value else (old, new)
    rose = new.value >= old.value
    if PERCENT.search(words) and new.unit != "%":
        if not old.value:
            return None
        terms = f"subtract({written(high)}, {written(low)}), divide(#0, {written(old)})"
        found, exact = calculation(terms, "%", (high, low))
        value = percent(exact, question)
        said = f"{value.number}%"
    else:
        found, said, value = gap_of(high, low, question)
    after = next(one for one in asked.columns if one != base)
    lead = f"{who(card)}{line.name}{after}比{base}{'多' if rose else '少'}{said}（{found.expression}）。"
    return solver.answer(question, lead, (new, old), [value], [found])


def _is_share(column: str) -> bool:
    return bool(re.search(r"占|比[重例]$|得分$|分值$", column))


def mean(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """The mean of a column over the rows named, or over all where the words say what the rows are."""
    lines = asked.lines or tuple(asked.grid.lines)
    if len(asked.columns) != 1 or len(lines) < FEWEST or not (asked.lines or asked.whole):
        return None
    operands = [Operand(card, line.cells[asked.columns[0]]) for line in lines if asked.columns[0] in line.cells]
    like = len({one.unit for one in operands}) == 1 and operands[0].figure.kind in SUMMED
    if len(operands) != len(lines) or any(line.part for line in asked.grid.lines) or not like:
        return None
    found, exact = calculation(f"average({', '.join(map(written, operands))})", operands[0].unit, operands)
    said, value = amount(exact, operands[0].unit, 2, question)
    lead = f"{who(card)}{len(lines)}项{asked.columns[0]}平均{said}（{found.expression}）。"
    return solver.answer(question, lead, operands, [value], [found])


def joint(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """A rate of several rows as one: what each row's rate is a part and a whole of, added up and divided."""
    if len(asked.columns) != 1 or len(asked.lines) < FEWEST:
        return None
    pair = _made_of(asked.grid, asked.columns[0])
    if pair is None or any(column not in line.cells for line in asked.lines for column in pair):
        return None
    parts, wholes = ([Operand(card, line.cells[column]) for line in asked.lines] for column in pair)
    sums = (f"sum({', '.join(map(written, some))})" for some in (parts, wholes))
    found, exact = calculation(f"{', '.join(sums)}, divide(#0, #1)", "%", [*parts, *wholes])
    value = percent(exact, question)
    names = "、".join(line.name for line in asked.lines)
    lead = f"{who(card)}{names}合在一起的{asked.columns[0]}为{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, [*parts, *wholes], [value], [found])


def _made_of(grid: Grid, rate: str) -> tuple[str, str] | None:
    """The two columns whose quotient is a rate's, in each row that states it; ``None`` where not just two are."""
    lines = [line for line in grid.lines if rate in line.cells]
    columns = [column for column in grid.columns if column != rate]
    found = [
        (part, whole) for part in columns for whole in columns if part != whole and _gives(lines, part, whole, rate)
    ]
    return found[0] if len(found) == 1 and len(lines) >= FEWEST else None


def _gives(lines: Sequence[Line], part: str, whole: str, rate: str) -> bool:
    """Whether one column by another comes to a rate, in every row."""
    if any(part not in line.cells or whole not in line.cells for line in lines):
        return False
    rows = [(line.cells[part], line.cells[whole], line.cells[rate]) for line in lines]
    if any(not below.value or above.unit != below.unit or above.kind not in SUMMED for above, below, _ in rows):
        return False
    return all(
        stated.unit == "%" and consistent(stated.value, Fraction(above.value) / Fraction(below.value) * 100)
        for above, below, stated in rows
    )
