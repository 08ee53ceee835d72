"""What a number is that a question gives: whose figure, and of what (24110.26万元是什么, 99.98是哪个部门的得分)."""

from __future__ import annotations

from heshu.asking.evidence.choosing import FigureMatch
from heshu.asking.evidence.claimed import claims_in, same
from heshu.asking.evidence.compose import SHOWN, Citer, refuse, say_figure
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.records import Answer, Card, Figure, Status


def number(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The figures of this very value, each place once; a refusal where no report states it, ``None`` over many."""
    cards, claims = solver.cards(query.text, where), claims_in(query.a)
    if len(cards) > WIDE or len(claims) != 1:
        return None
    found: dict[tuple[str, str], tuple[Card, Figure]] = {}
    for card in cards:
        for figure in solver.library.figures(card.id):
            if figure.passage_id in solver.shelf(card.id).of and same(claims[0], Operand(card, figure)):
                found.setdefault((card.id, figure.label), (card, figure))
    if not found:
        return refuse(question, f"这{len(cards)}份报告里没有“{query.a}”这个数。")
    citer = Citer(solver.library)
    said = [
        say_figure(
            FigureMatch(figure, 1.0, 1.0),
            card,
            solver.shelf(card.id).of[figure.passage_id],
            citer,
            english=False,
            quote=False,
        )
        for card, figure in list(found.values())[:SHOWN]
    ]
    return Answer(question, Status.ANSWERED, "\n".join(said), (), tuple(citer.found))
