"""Whether the points that a report says it lost are those that its score lacks, or those of its single losses.

共扣6.35分，跟总分对得上吗: full mark less score; 三项共扣1.13分，跟各项扣分加起来一致吗: the losses listed there.
"""

from __future__ import annotations

from dataclasses import replace

from heshu.asking.evidence.calculating import calculation, places
from heshu.asking.evidence.claimed import claims_in, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.planning.scope import Scope
from heshu.checking.calculator import round_half_up
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Value, Verdict

CLAIMED = regex(r"(?:一共|总共|合计|共计|累计|共|总计)(?:被)?[扣丢失](?:了|掉)?(?:分)?(?P<n>\d[\d.]*)分")
"""How many points a question says were lost in all."""
OF_SCORE = regex(r"总得?分|自评得?分|综合得?分|(?:最后|最终|实际)得分|满分|得分")
OF_LOSSES = regex(
    r"(?:各|每|单|逐|几|[两三四五六七八九十])(?:一)?(?:个|项|条|处|笔)?(?:的|指标|单项)*(?:扣分|扣的分|失分|丢分|扣掉的分|所?扣)|明细|分项|扣分(?:项|情况|表)"
)
ASKED = regex(r"对得上|对不上|对得起来|一致|吻合|相符|相等|等于|对吗|对不对|准|核|平|没错|算|有没有(?:错|出入)|矛盾")
LOST = regex("扣分$")
FULL = regex(r"^(?:分值|满分|权重|标准分)(?:合计|总计)?$|^(?:合计|总计|总分)?(?:分值|满分|权重)(?:（分）|\(分\))?$")
HUNDRED = 100


def agree(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The verdict on points lost in all; ``None`` where a question claims none, or nothing holds them."""
    text = where.unmarked
    claimed = CLAIMED.search(text)
    cards = solver.cards(where.marked, where)
    if claimed is None or len(cards) != 1 or not ASKED.search(text):
        return None
    card, claim = cards[0], claims_in(f"{claimed['n']}分")[0]
    lost = [Operand(card, f) for f in solver.library.figures(card.id) if f.kind is FigureKind.SCORE]
    stated = [one for one in lost if same(claim, one) and LOST.search(fold(one.figure.label))]
    if len({one.figure.span for one in stated}) != 1:
        return None
    behind = text[claimed.end() :]
    if OF_LOSSES.search(behind):
        return _of_losses(solver, question, stated[0])
    return _of_score(solver, question, stated[0], card) if OF_SCORE.search(behind) else None


def _of_losses(solver: Solver, question: str, stated: Operand) -> Answer | None:
    """Against the losses that stand before it in its passage, each of another thing."""
    shelf = solver.shelf(stated.card.id)
    parts = [
        Operand(stated.card, one)
        for one in shelf.figures_in(stated.figure.passage_id)
        if one.start != stated.figure.start and one.kind is FigureKind.SCORE and LOST.search(fold(one.label))
    ]
    if len(parts) < len("甲乙") or len({one.figure.label for one in parts}) != len(parts):
        return None
    return _told(solver, question, stated, parts, f"sum({', '.join(format(one.value, 'f') for one in parts)})")


def _of_score(solver: Solver, question: str, stated: Operand, card: Card) -> Answer | None:
    """Against the full mark less the score."""
    score = solver.one("自评得分", card, frozenset({FigureKind.SCORE}))
    if score is None or score.figure.qualifier or not 0 < score.value <= HUNDRED:
        return None
    full = [
        Operand(card, one)
        for one in solver.library.figures(card.id)
        if one.kind is FigureKind.SCORE
        and one.value == HUNDRED
        and ("合计" in one.label or FULL.search(fold(one.label)))
    ]
    return _told(solver, question, stated, [*full[:1], score], f"subtract({HUNDRED}, {score.value:f})")


def _told(solver: Solver, question: str, stated: Operand, operands: list[Operand], program: str) -> Answer:
    one, exact = calculation(program, "分", operands, stated=stated)
    right = one.verdict is Verdict.CONSISTENT
    number = format(round_half_up(exact, places([*operands, stated])), "f")
    verdict = "与此一致" if right else "与此不一致"
    lead = f"{who(stated.card)}：{one.expression} = {number}分，报告写的共扣{stated.with_unit}{verdict}。"
    said = Value(format(stated.value, "f"), "分")
    values = [said] if right else [Value(number, "分"), said]
    answer = solver.answer(question, lead, [stated, *operands], values, [one])
    return replace(answer, plan="核对")
