"""Whether a score is what its indicator came to of its target: 计划6处建成5处，按比例算5分该得4.17分，给分有没有问题.

The row of a table says all four: target, what came of it, full mark and score.  Source: 得分 = 实际完成值 ÷
年度指标值 × 分值 of the 项目支出绩效自评表 (财预〔2020〕10号), the full mark at most.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import claims_in
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.grids import Line, grids
from heshu.asking.evidence.operands import MARKS, Operand, Solver, same_measure
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.terms import pairs
from heshu.checking.calculator import round_half_up
from heshu.checking.consistency import consistent
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value

ASKED = regex(
    r"(?:按照?|依|以)[^,，]{0,6}?(?:比例|完成率|完成度|完成情况)[^,，]{0,6}?(?:[得给算打计记扣]|[\d.]+分)|同比例|按比例"
)
HOW_MANY = regex(r"(?:应当?|应该|该)得?(?:到|拿)?(?:多少|几)分")
DOUBTS = regex(r"合不合理|合理吗|[算给打]得对")
"""What doubts a score, beside the words that ask for a check."""
COLUMNS = {
    "target": regex(r"计划|目标|(?:年度|绩效)?指标值|年初"),
    "came": regex(r"(?:完成(?!率)|实际|实现(?!率))(?!.*分)"),
    "full": regex(r"权重|分值|满分|标准分"),
    "score": regex(r"得分|自评分|评分$"),
}
"""Heads of the four columns."""
SCORE_END = regex(r"(?:自评|评价|实际)*(?:得分|评分)$")
NAMED = Decimal("0.75")
"""Share of a row's name, in pairs of characters, that a question must hold."""


@dataclass(frozen=True, slots=True)
class Scored:
    """An indicator's row: its target, what came of it, its full mark and its score."""

    target: Operand
    came: Operand
    full: Operand
    score: Operand

    @property
    def operands(self) -> tuple[Operand, ...]:
        """The four of them."""
        return self.target, self.came, self.full, self.score


def agree(solver: Solver, question: str, where: Scope) -> Answer | None:
    """A score against the part of its full mark that was reached; ``None`` where no one row says all four."""
    text = MARKS.sub("", where.marked)
    doubts = is_check(where.marked) or DOUBTS.search(text)
    if not ASKED.search(text) or not (doubts or HOW_MANY.search(text)) or len(where.reports) != 1:
        return None
    card = solver.library.card_of[where.reports[0]]
    rows = [row for grid in grids(solver.shelf(card.id)) for line in grid.lines if (row := _row(line, text, card))]
    claims = claims_in(text)
    # each number of the question is the row's, but for the score that it doubts
    known = [{(one.value, one.unit) for one in row.operands} for row in rows]
    other = [[claim for claim in claims if (claim.value, claim.unit) not in of] for of in known]
    fitting = [(row, left) for row, left in zip(rows, other, strict=True) if all(c.unit == "分" for c in left[:1])]
    fitting = [(row, left) for row, left in fitting if len(left) <= (1 if len(claims) > 1 else 0)]
    if len(fitting) != 1:
        return None
    row, left = fitting[0]
    found = _held(solver, question, row)
    return verdicts.denied(found, left[0]) if left else found


def _row(line: Line, text: str, card: Card) -> Scored | None:
    """A row that the words name, with its four figures; ``None`` where it lacks one, or less is better in it."""
    own = pairs([fold(line.name)])
    two = {pair for pair in own if len(pair) > 1}
    if not two or sum(pair in text for pair in two) < NAMED * len(two):
        return None
    found: dict[str, Operand] = {}
    for column, pattern in COLUMNS.items():
        cells = [figure for head, figure in line.cells.items() if pattern.search(head)]
        if len(cells) != 1:
            return None
        found[column] = Operand(card, cells[0])
    row = Scored(**found)
    scores = row.full.figure.kind is row.score.figure.kind is FigureKind.SCORE
    fits = scores and same_measure(row.target, row.came) and row.target.value > 0 and row.score.value <= row.full.value
    return row if fits and row.target.figure.qualifier not in ("≤", "<") else None


def _held(solver: Solver, question: str, row: Scored) -> Answer:
    """The score of a row against what its target gives."""
    came = row.came.value_in(row.target.unit)
    if came >= row.target.value:
        program = f"multiply({written(row.full)}, const_1)"
    else:
        program = (
            f"divide({written(row.came, row.target.unit)}, {written(row.target)}), multiply({written(row.full)}, #0)"
        )
    found, exact = calculation(program, "分", row.operands, stated=row.score)
    right = consistent(row.score.value, exact)
    due = Value(format(round_half_up(exact, max(2, -int(row.score.value.as_tuple().exponent))), "f"), "分")
    name = SCORE_END.sub("", row.score.figure.label)
    lead = (
        f"{who(row.score.card)}{name}目标{row.target.with_unit}，完成{row.came.with_unit}，满分{row.full.with_unit}，"
    )
    lead += f"按比例应得{due.number}分（{found.expression}），"
    lead += f"与报告写的{row.score.with_unit}一致。" if right else f"不是报告写的{row.score.with_unit}。"
    said = Value(format(row.score.value, "f"), "分")
    answer = solver.answer(question, lead, row.operands, [said] if right else [due, said], [found])
    return replace(answer, plan="按比例")  # a verdict of its own, which no second look takes back
