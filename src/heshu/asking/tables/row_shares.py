"""Rows of one table in per cent of a whole, and one column of a row by another.

物业费和水电费合起来占项目支出多大比重; 观众里未成年观众占百分之几; 高一平均每个班有多少学生.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from heshu.asking.computing.sums import sum_of
from heshu.asking.evidence.calculating import amount, calculation, percent, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, SUMMED, Operand, Solver, same_measure
from heshu.asking.tables.columns_of_row import TARGET
from heshu.asking.wording.stages import stage_of
from heshu.figures.units import MEASURES
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind

if TYPE_CHECKING:
    from heshu.asking.evidence.grids import Line
    from heshu.asking.tables.in_table import Asked

INSIDE = regex(r"的?(?:总数|总量)?(?:里面?|当?中|之中)[,，]?")
"""Behind the name of a whole: 观众里."""
OF_WHOLE = regex(
    r"占(?:到|了|有)*(?P<whole>[^,，]*?)(?:合计|总额|总数|总和|总量)?的?"
    r"(?:百分之(?:几|多少)|几成|多[大少高]|比[例重]|几分之几|份额|(?:是|有)?多少|$)"
)
"""What is taken as the whole, behind 占; empty where the words do not say."""
EACH_APART = regex(r"分别|各自?占|各是|各有")
ONE_BY = regex(rf"平均(?:到|下来)?的?[,，]?每一?(?P<piece>{MEASURES})?(?P<of>[^,，多少几]*)")
"""What one column is divided by: 平均每个班."""


BY_NAMED = regex(rf"按照?(?P<of>[^,，]{{2,12}}?)(?:来?算|来?计算?)[,，](?=(?:平均)?每一?(?P<piece>{MEASURES})?)")
"""The same where it is named before: 按在职人数算，平均每人."""


def share_of_rows(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """Several rows together in per cent of what the words name as their whole; ``None`` where they name none.

    The whole is a row of the table (一行…里, 占一行), the table's total, or a figure that the report states elsewhere.
    """
    if len(asked.columns) != 1 or EACH_APART.search(words) or not asked.spans:
        return None
    column = asked.columns[0]
    if any(column not in line.cells for line in asked.lines):
        return None
    cells = [Operand(card, line.cells[column]) for line in asked.lines]
    inner = _whole_among(words, asked)
    if inner is not None:
        whole: Operand | None = cells[inner]
        parts = [one for n, one in enumerate(cells) if n != inner]
    else:
        parts = cells
        apart = any(line.part for line in asked.lines)
        whole = None if apart else _whole_outside(solver, words, asked, parts, card)
    if whole is None or not parts or not _is_part(parts, whole):
        return None
    one = len(parts) == 1
    program = f"divide({written(parts[0], whole.unit)}, {written(whole)})" if one else _sum_by(parts, whole)
    found, exact = calculation(program, "%", (*parts, whole))
    value = percent(exact, question)
    names = "、".join(part.figure.label for part in parts)
    lead = f"{who(card)}{names}{'' if one else '合计'}占{whole.figure.label}的{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, (*parts, whole), [value], [found])


def _sum_by(parts: list[Operand], whole: Operand) -> str:
    return f"{sum_of(parts, whole.unit)}, divide(#0, {written(whole)})"


def _whole_among(words: str, asked: Asked) -> int | None:
    """The row that the words take as the whole: the one behind 占, or the one before 里."""
    share = re.search("占", words)
    if share is None:
        return None
    behind = [n for n, (start, _) in enumerate(asked.spans) if start > share.start()]
    inside = [n for n, (_, end) in enumerate(asked.spans) if end < share.start() and INSIDE.match(words, end)]
    found = behind or inside
    return found[0] if len(found) == 1 else None


def _whole_outside(solver: Solver, words: str, asked: Asked, parts: list[Operand], card: Card) -> Operand | None:
    """The whole that is no row: the total of the table where the words say no other, or what they name."""
    match = OF_WHOLE.search(words)
    head = words[: min(start for start, _ in asked.spans)]
    inside = re.fullmatch(rf"(?P<whole>.{{2,}}?){INSIDE.pattern}(?:的)?", head.strip())
    named = (match["whole"] if match else "") or (inside["whole"] if inside else "")
    named = named.strip(" 的")
    total = asked.grid.total.cells.get(asked.columns[0]) if asked.grid.total else None
    if not named:
        return Operand(card, total) if total else None
    stated = solver.one(named, card, AMOUNTS if parts[0].figure.kind is FigureKind.AMOUNT else SUMMED, like=parts[0])
    if stated is None:
        return None
    if total and total.value == stated.value and total.unit == stated.unit:
        return Operand(card, total)
    return stated if stage_of(stated.figure.label) is stage_of(parts[0].figure.label) else None


def _is_part(parts: list[Operand], whole: Operand) -> bool:
    """Whether cells may be a part of a whole: of its measure and kind, and together no more than it."""
    alike = all(same_measure(one, whole) and one.figure.kind is whole.figure.kind for one in parts)
    apart = len({one.figure.span for one in (*parts, whole)}) == len(parts) + 1
    fits = alike and whole.figure.kind in SUMMED and bool(whole.value)
    return apart and fits and sum(one.value_in(whole.unit) for one in parts) <= whole.value


def may_be_of_its_row(words: str, line: Line, column: str) -> bool:
    """Whether a count of a row may as well be asked for as a part of the row's own whole: 高二寄宿生占百分之几."""
    match = OF_WHOLE.search(words)
    part = line.cells.get(column)
    if part is None or part.kind is not FigureKind.COUNT or (match and match["whole"].strip(" 的")):
        return False
    others = (figure for head, figure in line.cells.items() if head != column)
    return any(f.kind is part.kind and f.unit == part.unit and f.value > part.value for f in others)


def by_column(solver: Solver, question: str, words: str, asked: Asked, card: Card) -> Answer | None:
    """One column of a row by another that counts: 高一平均每个班有多少学生."""
    cue = BY_NAMED.search(words) or ONE_BY.search(words)
    if cue is None or len(asked.lines) != 1:
        return None
    line = asked.lines[0]
    inside = [column for column, at in zip(asked.columns, asked.at, strict=True) if cue.start() <= at < cue.end()]
    above = [column for column in asked.columns if column not in inside]
    if len(above) != 1 or len(inside) > 1 or above[0] not in line.cells:
        return None
    below = _counted(line.cells, above[0], cue, inside)
    if below is None or not below.value:
        return None
    pair = (Operand(card, line.cells[above[0]]), Operand(card, below))
    unit = pair[0].unit
    if pair[0].figure.kind not in SUMMED:
        return None
    found, exact = calculation(f"divide({written(pair[0])}, {written(pair[1])})", unit, pair)
    said, value = amount(exact, unit, 2, question)
    head = next(head for head, figure in line.cells.items() if figure == below)
    each = f"{below.unit}{head}" if below.unit == "个" else below.unit
    lead = f"{who(card)}{line.name}平均每{each}{above[0]}{said}（{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def _counted(cells: Mapping[str, Figure], above: str, cue: re.Match[str], inside: list[str]) -> Figure | None:
    """The column of counts that is divided by: the one named in the words behind 每, whole or by its end."""
    counts = {
        head: figure
        for head, figure in cells.items()
        if head != above and figure.kind is FigureKind.COUNT and not TARGET.search(head)
    }
    if inside:
        return counts.get(inside[0])
    said = AROUND_PIECE.sub("", cue["of"]).strip()
    named = [figure for head, figure in counts.items() if said and said in head]
    return named[0] if len(named) == 1 and _measured(named[0], cue["piece"]) else None


def _measured(figure: Figure, piece: str | None) -> bool:
    """Whether the measure word behind 每 is a column's own, or one that says nothing."""
    return not piece or piece in (figure.unit, "个") or len(figure.unit) == 1


AROUND_PIECE = regex(r"[的有是了]|一共|总共|实际")
"""Words beside what is divided by."""
