"""Whether a number of the row that was spoken of is right, or one that stands beside the figure that was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from heshu.asking.checks.by_findings import judged
from heshu.asking.conversation.corrected import rechecks
from heshu.asking.conversation.row_figures import DERIVED, SHARE_HEAD
from heshu.asking.conversation.row_spoken_of import Asked
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import claims_in, same
from heshu.asking.evidence.compose import sentence_of, who
from heshu.asking.evidence.operands import Operand, Solver, same_measure
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.tables import columns_of_row
from heshu.asking.telling import reasons
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Value, Verdict

RATE_HEAD = regex(r"(?:执行|支付|支出|完成|使用|控制|合格|及时|到位)(?:率|进度|比例)$|(?<!预)率$")
SCORE_DOUBTED = regex(r"得分|[这那]个?分(?!数|子|母)|分数|打分|评分|扣分")
RATE_DOUBTED = regex(r"率|进度")
SHARE_DOUBTED = regex(r"占比|比[例重]|份额|占")
CHANGE_DOUBTED = regex(
    r"[增降涨跌减]幅|增速|幅度|增长|下降|上升|变动|增加|减少|[增降涨跌减](?:了|的)|(?:多|少)(?:了|出)的|百分[数比]"
)
BY_PER_CENT = regex(r"幅|速|率|百分|%")
BY_AMOUNT = regex(r"金额|数额|额|的钱|元")


def checked(asked: Asked, words: str) -> Answer | None:
    """A verdict on a number of the row, as every check is planned."""
    verdict = _verdict(asked, words)
    return verdict and replace(verdict, plan="核对")


def _verdict(asked: Asked, words: str) -> Answer | None:
    """Whether a number of the row is right: the column that is doubted, else the number spoken of."""
    if not rechecks(words) or asked.now.by:
        return None
    cells = asked.now.line.cells
    doubts = (
        (SCORE_DOUBTED, columns_of_row.GOT),
        (RATE_DOUBTED, RATE_HEAD),
        (SHARE_DOUBTED, SHARE_HEAD),
    )
    for said, head in doubts:
        meant = [figure for column, figure in cells.items() if head.search(column)]
        if said.search(words) and len(meant) == 1:
            meant_one = Operand(asked.now.card, meant[0])
            return judged(asked.solver, asked.question, meant_one) or _in_proportion(asked, meant_one)
    if CHANGE_DOUBTED.search(words):
        return None
    rates = [figure for column, figure in cells.items() if RATE_HEAD.search(column)]
    figure = rates[0] if asked.now.figure.kind not in DERIVED and len(rates) == 1 else asked.now.figure
    return judged(asked.solver, asked.question, Operand(asked.now.card, figure))


def _in_proportion(asked: Asked, score: Operand) -> Answer | None:
    """A score that is its full mark in proportion to what was done of the target; ``None`` where it is not so.

    Where it is not, the report may score otherwise, so that no score is called wrong by this.
    """
    cells = asked.now.line.cells
    heads = (columns_of_row.DONE, columns_of_row.TARGET, columns_of_row.FULL)
    found = [[figure for column, figure in cells.items() if head.search(column)] for head in heads]
    if score.figure.kind is not FigureKind.SCORE or any(len(one) != 1 for one in found):
        return None
    done, aim, full = (Operand(asked.now.card, one[0]) for one in found)
    if not same_measure(done, aim) or not aim.value or "≤" in aim.figure.qualifier:
        return None
    program = f"divide({written(done, aim.unit)}, {written(aim)}), multiply(#0, {written(full)})"
    operands = (score, done, aim, full)
    worked, _ = calculation(program, score.unit, operands, stated=score)
    if worked.verdict is not Verdict.CONSISTENT:
        return None
    how = f"与按完成值÷目标值×分值算的一致（{worked.expression}）"
    said = f"{who(score.card)}一致：{score.figure.label}{score.text}{how}。"
    return asked.solver.answer(asked.question, said, operands, [Value(format(score.value, "f"), score.unit)], [worked])


def doubted(solver: Solver, question: str, text: str, answer: Answer, card: Card) -> Answer | None:
    """Whether the figure that an answer states is right, or the change or share beside it that the words doubt.

    A number that the words give is the one that is doubted, where a sentence with that figure states it.
    """
    claims = claims_in(text)
    bare = text
    for claim in claims:
        bare = bare.replace(claim.text, "", 1)
    if not rechecks(bare) or len(claims) > 1:
        return None
    shelf = solver.shelf(card.id)
    figures = reasons.answered(answer, shelf)
    if answer.calculations or len({(figure.value, figure.unit) for figure in figures}) != 1:
        return None
    kind = FigureKind.CHANGE if CHANGE_DOUBTED.search(bare) else None
    kind = kind or (FigureKind.SHARE if SHARE_DOUBTED.search(bare) else None)
    if claims:
        figures = [one for one in _beside(figures, None, shelf) if same(claims[0], Operand(card, one))]
    elif kind and figures[0].kind not in DERIVED:
        figures = list(_beside(figures, kind, shelf))
        if BY_PER_CENT.search(bare):
            figures = [one for one in figures if one.unit == "%"]
        elif BY_AMOUNT.search(bare):
            figures = [one for one in figures if one.unit != "%"]
        figures = figures if len({(one.value, one.unit) for one in figures}) == 1 else []
    verdicts = (judged(solver, question, Operand(card, figure)) for figure in figures)
    verdict = next(filter(None, verdicts), None)
    return verdict and replace(verdict, plan="核对")


def _beside(figures: Sequence[Figure], kind: FigureKind | None, shelf: Shelf) -> Iterator[Figure]:
    """The figures of a kind, or all, in the sentences that state one of these numbers: 支出…万元,比上年下降…%."""
    said = {(figure.value, figure.unit) for figure in figures}
    for figure in shelf.figures:
        if kind in (None, figure.kind):
            passage = shelf.of[figure.passage_id]
            here = shelf.figures_in(passage.id, sentence_of(passage, figure.start, figure.end))
            if any((one.value, one.unit) in said for one in here):
                yield figure
