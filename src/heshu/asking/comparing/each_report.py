"""What is worked out inside one report, for each of several: 各部门自评离满分差几分, 每个部门还剩多少预算."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heshu.asking.evidence.compose import SHOWN, display_name
from heshu.asking.evidence.operands import CROWD, MARKS, Solver, with_annexes
from heshu.asking.planning.operations import GATHERED, Op, Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.parts import joined
from heshu.patterns import regex
from heshu.records import Answer, Card, Status

Run = Callable[[Solver, str, Query, Scope], Answer | None]
WITHIN = frozenset({Op.LOST, Op.LEFT, Op.MONTHLY, Op.RATE, Op.DIFFERENCE, Op.TIMES, Op.GROWTH, Op.SHARE, Op.CONVERT})
"""Operations over figures of one report that make sense for each of several."""
EVERY = regex(r"各|每|分别|所有|全部")
"""Words that take reports one by one; 五个部门 may mean them together."""
TOGETHER = regex(r"合计|总共|一共|加起来|总和|之和|平均(?!执行|支出率|每)|最[高低多少大小]|第[一二三四五]|哪|谁")
"""Words that ask for something of all the reports together."""


WITHIN_NAMED = WITHIN - {Op.DIFFERENCE, Op.TIMES, Op.GROWTH} | {Op.EACH}
"""The same of departments or years that a question names: what it holds against each other is no question of each."""
ONE_BY_ONE = regex(r"分别|各自?(?=是|为|有|占|多少|几|剩|扣)")
JOINED = regex(r"^(?:和|与|跟|及|、|,|，)+")


def _all_meant(solver: Solver, query: Query, where: Scope) -> bool:
    """Whether each side of a question is of all the reports that it names."""
    sides = (solver.cards(words, where) for words in (query.a, query.b))
    return all(len(cards) in (0, len(where.reports)) for cards in sides)


def each(solver: Solver, question: str, query: Query, where: Scope, run: Run) -> Answer | None:
    """The answer of every report by itself, a line each, and which have none.

    A question that names no department at all is answered so too, where the reports are few.  ``None`` where the
    question asks for something of all of them together, or none has an answer.
    """
    if query.op not in (WITHIN_NAMED if where.named else WITHIN):
        return None
    if where.named and not (ONE_BY_ONE.search(question) and _all_meant(solver, query, where)):
        return None
    if TOGETHER.search(query.text) or (GATHERED.search(query.text) and not EVERY.search(query.text)):
        return None
    groups = with_annexes([solver.library.card_of[report] for report in where.reports])
    if not 1 < len(groups) <= SHOWN:
        return None
    a, b = (CROWD.sub("", JOINED.sub("", MARKS.sub("", words))) for words in (query.a, query.b))
    bare = MARKS.sub("", query.text)

    def alone(card: Card) -> Answer | None:
        answer = run(
            solver, question, replace(query, a=a, b=b, text=bare), replace(where, reports=(card.id,), mentions=())
        )
        return answer if answer and answer.status is Status.ANSWERED else None

    answers = [(files[0], next(filter(None, map(alone, files)), None)) for files in groups]
    told = [answer for _, answer in answers if answer]
    if not told:
        return None
    silent = [display_name(card.department) for card, answer in answers if answer is None]
    answer = joined(question, told)
    note = f"\n（{len(groups)}份报告中{len(told)}份写明，未写明的是{'、'.join(silent)}）" if silent else ""
    return replace(answer, text=answer.text + note)
