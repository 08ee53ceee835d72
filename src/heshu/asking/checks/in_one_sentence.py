"""Several claims that one sentence of the report states in the order of the question: 受理90件，其中按时办结84件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heshu.asking.checks.as_stated import told_of
from heshu.asking.checks.in_clauses import CLAUSES, HELD, NAMES_NOTHING
from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.evidence.claimed import Claim, claims_in, same
from heshu.asking.evidence.compose import sentence_of
from heshu.asking.evidence.operands import Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.wording.parts import joined
from heshu.asking.wording.terms import content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, PassageKind, Span

WORKED = regex(r"一共|总共|合计|共计|剩|超|差|[多少]\d|平均|占|率|增|减|降|升")
"""Words by which a number comes of others, which its standing beside them does not prove."""


def held(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """The verdict on claims that stand in one sentence in their order, each under the words of its clause.

    ``None`` where they do not, or where one of them is claimed to come of others.
    """
    clauses = [part for part in CLAUSES.split(CHECKS.sub(" ", text)) if claims_in(part)]
    if len(clauses) < len("甲乙") or any(len(claims_in(part)) != 1 or WORKED.search(part) for part in clauses):
        return None
    claims = [claims_in(part)[0] for part in clauses]
    words = [part.replace(claim.text, " ") for part, claim in zip(clauses, claims, strict=True)]
    shelf = solver.shelf(card.id)
    found = [run for here in _sentences(shelf) if (run := _in_order(claims, words, here, shelf, card))]
    if len(found) != 1:
        return None
    return joined(question, [told_of(solver, question, *pair) for pair in zip(claims, found[0], strict=True)])


def _sentences(shelf: Shelf) -> Iterator[list[Figure]]:
    """The figures of each sentence of prose, in their order."""
    for passage_id, figures in shelf.figures_of.items():
        passage = shelf.of[passage_id]
        runs: dict[Span, list[Figure]] = {}
        for figure in sorted(figures, key=lambda one: one.start):
            runs.setdefault(sentence_of(passage, figure.start, figure.end), []).append(figure)
        yield from runs.values() if passage.kind is not PassageKind.TABLE_ROW else ()


def _in_order(
    claims: Sequence[Claim], words: Sequence[str], here: Sequence[Figure], shelf: Shelf, card: Card
) -> list[Operand]:
    """The figures of one sentence for claims, one after the other; none where one is missing or ambiguous."""
    found: list[Operand] = []
    for claim, said in zip(claims, words, strict=True):
        alike = [one for figure in here if same(claim, one := Operand(card, figure)) and not figure.qualifier]
        after = [one for one in alike if not found or one.figure.start > found[-1].figure.start]
        asked = pairs(content(NAMES_NOTHING.sub(" ", said)))
        fits = [one for one in after if shelf.weights.coverage(asked, fold(one.figure.label)) >= HELD or not asked]
        if len(alike) != 1 or not fits or (not asked and not found):
            return []
        found.append(fits[0])
    return found
