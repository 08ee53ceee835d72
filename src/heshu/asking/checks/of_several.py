"""A claimed number that no one figure is: all of those that a sentence counts apart, or a ratio told as one.

实有75人, where the report says 行政实有54人 and 事业实有21人; 投入产出比1:10.16.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import Claim
from heshu.asking.evidence.compose import Citer, refuse, sentence_of, who
from heshu.asking.evidence.excerpts import sentence_spans
from heshu.asking.evidence.operands import COUNTED, MARKS, Operand, Solver
from heshu.asking.wording.terms import content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Passage, Span, Status, Value, Verdict

RATIO = regex(r"(?<![\d.:])1\s*[:：]\s*(?P<n>\d[\d,]*(?:\.\d+)?)(?![\d.:])")
"""A ratio to one, as reports tell what came of money: 1:10.16."""
CLAUSE = regex("[,，;；、]")
ABOUT = 2
"""Character pairs that the clause of a ratio must share with what is said of it."""
CALLED = 2
"""Characters at the end of two labels by which they count one thing: 实有, 事业实有."""


def together(solver: Solver, question: str, claim: Claim, stated: Operand) -> Answer | None:
    """The sum of what a sentence counts apart under one name, where it is just what is claimed; else ``None``."""
    figure, shelf = stated.figure, solver.shelf(stated.card.id)
    if figure.kind not in COUNTED or figure.qualifier or claim.unit not in ("", figure.unit):
        return None
    passage = shelf.of[figure.passage_id]
    span = sentence_of(passage, figure.start, figure.end)
    name = fold(figure.label)[-CALLED - 2 :]
    alike = [
        Operand(stated.card, one)
        for one in shelf.figures_in(passage.id, span)
        if one.unit == figure.unit and one.period == figure.period and fold(one.label).endswith(name)
    ]
    if len(alike) < len("甲乙") or sum(one.value for one in alike) != claim.value:
        return None
    if any(one.figure.qualifier for one in alike) or len({one.figure.label for one in alike}) < len(alike):
        return None
    found, _ = calculation(f"sum({', '.join(map(written, alike))})", figure.unit, alike)
    found = verdicts.held(found, claim.value, right=True)
    lead = f"对。{who(stated.card)}报告分开写的加起来是{found.result}{figure.unit}（{found.expression}）。"
    return solver.answer(question, lead, alike, [Value(format(claim.value, "f"), figure.unit)], [found])


def ratio(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """The verdict on a claimed ratio; ``None`` where none is claimed."""
    asked = RATIO.search(text)
    if asked is None:
        return None
    said = pairs(content(MARKS.sub(" ", text[: asked.start()])))
    told = [one for one in _ratios(solver, card, said) if one.near >= min(ABOUT, len(said))]
    best = max((one.near for one in told), default=0)
    found = [one for one in told if one.near == best]
    if len({one.number for one in found}) != 1:
        return refuse(question, f"{who(card)}的报告里没有找到所问的比例，无从核对。")
    passage, span, number = found[0].passage, found[0].span, found[0].number
    right = Decimal(asked["n"].replace(",", "")) == Decimal(number)
    one, _ = calculation(f"subtract({asked['n'].replace(',', '')}, {number})", "", ())
    one = replace(one, stated=asked["n"], verdict=Verdict.CONSISTENT if right else Verdict.INCONSISTENT)
    citer = Citer(solver.library)
    marks = citer.cite(passage, span)
    quote = passage.text[span.start : span.end].strip()
    lead = "对。" if right else f"不对，不是1:{asked['n']}。"
    said_there = f"{lead}{who(card)}报告写的是：“{quote}”{marks}"
    return Answer(question, Status.ANSWERED, said_there, (Value(number, ""),), tuple(citer.found), (one,))


@dataclass(frozen=True, slots=True)
class Told:
    """A ratio that a report tells, and how many of the words asked for stand in its clause."""

    near: int
    passage: Passage
    span: Span
    number: str


def _ratios(solver: Solver, card: Card, said: Collection[str]) -> Iterator[Told]:
    for passage in solver.shelf(card.id).of.values():
        for span in sentence_spans(passage):
            sentence = fold(passage.text[span.start : span.end])
            for match in RATIO.finditer(sentence):
                clause = CLAUSE.split(sentence[: match.start()])[-1]
                yield Told(sum(pair in clause for pair in said), passage, span, match["n"].replace(",", ""))
