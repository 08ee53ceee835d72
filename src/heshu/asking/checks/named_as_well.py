"""What a claimed number is of, where a question's words name it as well as the figure that they were taken for.

办结率94.38%对吗, where a report has 按时办结率99.50% and 立案…办结率94.38%: the words are short for either, and the
number says which one is meant.  That the other one has another number makes nothing of it wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.claimed import Claim, same
from heshu.asking.evidence.figures import in_table_named, match_figures
from heshu.asking.evidence.fitting import fits, is_of_years, is_opposite
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.evidence.proofs import provable
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.stages import BUDGETS, stage_of
from heshu.asking.wording.terms import pairs
from heshu.folding import fold
from heshu.records import Card, Figure, Finding, Verdict

SAID_MORE = 0.02
"""What a label must say beyond the words for the words to be short for it, and maybe for others."""
IN_FULL = 0.9
"""Share of the words from which on a label that says no more is just what they name."""


def others(solver: Solver, ask: Ask, claim: Claim, found: Operand, audit: Sequence[Finding]) -> list[Operand]:
    """The figures that the words name as well as the one found, and that are claimed, the best named first.

    A figure is claimed that has the very number, or of which the audit says that it should have it.
    """
    matches = match_figures(ask, solver.shelf(found.card.id))
    match = next((one for one in matches if one.figure == found.figure), None)
    if match is None or (match.recall - match.score < SAID_MORE and match.recall >= _in_full(ask)):
        return []
    mine = _named(ask, found.figure, solver)
    should = {one.stated.span for one in audit if one.verdict is Verdict.INCONSISTENT and one.expected == claim.value}
    claimed = [
        one
        for one in _fitting(solver, ask, found.card)
        if one.figure != found.figure
        and (same(claim, one) or (one.unit == claim.unit and one.figure.span in should))
        and _of_one_stage(one.figure, found.figure)
    ]
    named = [(_named(ask, one.figure, solver), one) for one in claimed]
    return [one for held, one in sorted(named, key=lambda row: -row[0]) if held and held >= mine]


def stating(solver: Solver, ask: Ask, claim: Claim, card: Card) -> list[Operand]:
    """The figures of the claimed number whose labels say all the words."""
    return [one for one in _fitting(solver, ask, card) if same(claim, one) and _named(ask, one.figure, solver) == 1]


def _fitting(solver: Solver, ask: Ask, card: Card) -> Iterator[Operand]:
    """The figures of the kind, the unit and the year that are asked about, that nothing only aims at."""
    shelf = solver.shelf(card.id)
    for figure in in_table_named(ask.words, shelf):
        of_year = is_of_years(figure, ask, shelf.year)
        if of_year and fits(figure, ask) and not is_opposite(figure, ask) and not is_target(figure, shelf):
            yield Operand(card, figure)


def _in_full(ask: Ask) -> float:
    """How much of the words a label holds at least that is just what they name.

    Of a rate that is not of the whole's money, one of another name may be what the words are short for.
    """
    of_a_thing = not ask.rest and all(named.term.kind == "rate" for named in ask.named) and not provable(ask)
    return 1.0 if of_a_thing else IN_FULL


def _named(ask: Ask, figure: Figure, solver: Solver) -> float:
    """How much of the words a figure's label says, and the words for when it was so."""
    words = [*(named.words for named in ask.named), *ask.rest]
    label = fold(figure.label + figure.whole + figure.period)
    if all(word in label for word in words):
        return 1.0
    return solver.shelf(figure.report_id).weights.coverage(pairs(words), label)


def _of_one_stage(figure: Figure, other: Figure) -> bool:
    stages = {stage_of(figure.label), stage_of(other.label)}
    return len(stages) == 1 or stages <= set(BUDGETS)
