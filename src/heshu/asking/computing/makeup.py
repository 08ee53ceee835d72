"""What a whole of one report is made of: its parts in order, and which of them is the largest."""

from __future__ import annotations

from collections.abc import Sequence

from heshu.asking.computing.within import share_stated
from heshu.asking.evidence.calculating import calculation, percent, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, WHOLES, Operand, Solver, same_measure
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.terms import named_terms
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.records import Answer, Calculation, Card, FigureKind, Value, Verdict

FEW = 2


def makeup(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The parts of a whole with their shares, the largest first, or the one part that is largest or smallest.

    The parts are those of which the report states the share, else those of the term's formula
    (总支出 = 基本支出 + 项目支出).  ``None`` where it states fewer than two of them.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1:
        return None
    words = query.a.strip("的").lstrip("".join(chr(c) for c in range(0xE000, 0xE100))).strip("的")
    name = WHOLES.get(words, words)
    whole = solver.one(name, cards[0], AMOUNTS)
    parts = _parts(solver, name, whole, cards[0])
    if len(parts) < FEW:
        return None
    unit = parts[0].unit
    parts.sort(key=lambda part: part.value_in(unit), reverse=True)
    if query.b:
        chosen = parts[-1] if query.b[1] in "少小低" else parts[0]
        lead = f"{who(cards[0])}{name}里最{query.b[1]}的是{chosen.figure.label}。"
        ordered = [chosen, *(part for part in parts if part is not chosen)]
        return solver.answer(question, lead, ordered, [Value(format(chosen.value, "f"), chosen.unit)], [])
    if whole is None or not whole.value:
        return None
    return _in_shares(solver, question, whole, parts)


def _in_shares(solver: Solver, question: str, whole: Operand, parts: Sequence[Operand]) -> Answer:
    """Each part in per cent of the whole, and where the report states another share, that too."""
    said: list[str] = []
    values: list[Value] = []
    found: list[Calculation] = []
    stated: list[Operand] = []
    for part in parts:
        share = share_stated(solver, part, whole)
        program = f"divide({written(part, whole.unit)}, {written(whole)})"
        one, exact = calculation(program, "%", (part, whole), stated=share)
        value = percent(exact, question)
        wrong = share if share and one.verdict is Verdict.INCONSISTENT else None
        stated += [wrong] if wrong else []
        said.append(
            f"{part.figure.label}占{value.number}%（{one.expression}{f'，报告写的是{wrong.text}' if wrong else ''}）"
        )
        values += [Value(format(part.value, "f"), part.unit), value]
        found.append(one)
    lead = f"{who(whole.card)}{whole.figure.label}中，{'，'.join(said)}。"
    return solver.answer(question, lead, [whole, *parts, *stated], values, found)


def _parts(solver: Solver, name: str, whole: Operand | None, card: Card) -> list[Operand]:
    """The amounts that a whole is made of, as the report or the term's formula has it; no two the same."""
    shares = [f for f in solver.library.figures(card.id) if f.kind is FigureKind.SHARE]
    stated = [f.label for f in shares if whole and fold(f.whole) == fold(whole.figure.label)]
    named = named_terms(name, glossary())
    formula = named[0].term.formula.split(" + ") if len(named) == 1 else []
    for names in (list(dict.fromkeys(stated)), formula if len(formula) >= FEW else []):
        found = [part for one in names if (part := solver.one(one, card, AMOUNTS))]
        if len(found) >= FEW and _fit(found, whole):
            return found
    return []


def _fit(parts: Sequence[Operand], whole: Operand | None) -> bool:
    """Whether amounts are different ones of one measure, and no more together than the whole."""
    distinct = len({part.figure.span for part in parts}) == len(parts)
    if not distinct or not all(same_measure(parts[0], part) for part in parts):
        return False
    total = sum(part.value_in(parts[0].unit) for part in parts)
    return whole is None or (same_measure(parts[0], whole) and total <= whole.value_in(parts[0].unit))
