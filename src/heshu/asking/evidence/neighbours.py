"""Which number of a sentence is asked for: not one whose neighbour says more of the question, or says its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heshu.asking.evidence.aims import COLUMN, is_target
from heshu.asking.evidence.choosing import FigureMatch
from heshu.asking.evidence.fitting import COUNTED_OF, fits, is_opposite
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.stages import stage_of
from heshu.asking.wording.terms import LIGHT, Named, content, pairs, telling
from heshu.figures.units import OF_PEOPLE
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind

if TYPE_CHECKING:
    from heshu.asking.evidence.shelf import Shelf

OF_ONE_SENTENCE = frozenset({FigureKind.COUNT, FigureKind.AMOUNT})
"""Kinds of numbers of which one sentence states several."""
HELD = 0.9
"""Share of a question that a neighbour's passage must hold for the neighbour to be what is asked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a question says: its character pairs, those that tell something, and of these those beside its terms.

    ``across`` are the pairs that it makes without its 多少: 清出底泥 of 清出多少底泥.
    """

    ask: Ask
    pairs: frozenset[str]
    telling: frozenset[str]
    beside: frozenset[str]
    across: frozenset[str]


def settled(fitting: Sequence[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The matches of which no neighbour says better what is asked: 资产报废多少 is not 资产318万元，报废4万元.

    The neighbour takes the place of the one that it sets aside where its passage holds the question.
    """
    if not any(_has_neighbours(match.figure, ask, shelf) for match in fitting):
        return list(fitting)
    words = content(ask.words)
    beside = frozenset(pair for pair in telling(ask.rest, shelf.weights) if not LIGHT & set(pair))
    across = frozenset(match["before"] + match["behind"] for match in HOW_MANY.finditer(ask.words))
    said = Said(ask, pairs(words), telling(words, shelf.weights), beside, across)
    kept: list[FigureMatch] = []
    for match in fitting:
        better = _better(match.figure, said, shelf) if _has_neighbours(match.figure, ask, shelf) else []
        if not better:
            kept.append(match)
        elif len(better) == 1 and _is_asked(better[0], said, shelf):
            kept.append(FigureMatch(better[0], match.score, match.recall))
    return kept


HOW_MANY = regex(r"(?P<before>[\u4e00-\u9fff])了?(?:多少|几)(?P<behind>[\u4e00-\u9fff])")
POST = regex("行政|事业|工勤|参公")
"""What kind of posts a number of posts or of people is of, which is a part of all."""


def of_every_post(fitting: Sequence[FigureMatch], ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The matches, best first; of posts of one kind, where none is asked for, those of each kind that is beside them.

    行政编制12名，工勤编制2名 do not say which of the two 编制多少名 means.
    """
    first = fitting[0] if fitting and not POST.search(ask.words) else None
    if first is None or not POST.search(first.figure.label):
        return list(fitting)
    bare = POST.sub("", first.figure.label)
    beside = [
        FigureMatch(other, first.score, first.recall)
        for other in shelf.figures_in(first.figure.passage_id)
        if other != first.figure
        and other.unit == first.figure.unit
        and POST.search(other.label)
        and (bare.endswith(rest := POST.sub("", other.label)) or rest.endswith(bare))
    ]
    return [first, *beside, *(one for one in fitting[1:] if one.figure not in [each.figure for each in beside])]


WHOLES = {"总收入": "收入", "总支出": "支出"}
"""What the whole department earned and spent, and what it is called of a part."""


def money_beside(counted: Figure, named: Named, shelf: Shelf) -> Figure | None:
    """What was earned by or spent on what is counted, as one sentence says of both; ``None`` where none or several do.

    It goes before what the whole department earned or spent, for which the words alone stand.
    """
    name = fold(COLUMN.sub("", counted.label))
    said = WHOLES.get(named.term.name, "")
    if not said or counted.kind is not FigureKind.COUNT or counted.unit in OF_PEOPLE:
        return None
    found = [
        figure
        for figure in shelf.figures
        if figure.kind is FigureKind.AMOUNT
        and said in fold(figure.label)
        and name in shelf.folded.get(figure.passage_id, "")
        and pairs([name]) & pairs([fold(figure.label)])
    ]
    return found[0] if len({figure.value for figure in found}) == 1 else None


def _has_neighbours(figure: Figure, ask: Ask, shelf: Shelf) -> bool:
    """Whether a number is one of several of a sentence, and not the one right before what the question counts."""
    counted = COUNTED_OF.search(ask.words)
    behind = shelf.folded[figure.passage_id][figure.end :].lstrip()
    prose = shelf.of[figure.passage_id].kind is not PassageKind.TABLE_ROW
    return figure.kind in OF_ONE_SENTENCE and prose and not (counted and behind.startswith(counted["what"]))


def _better(figure: Figure, said: Said, shelf: Shelf) -> list[Figure]:
    """The figures of a number's passage that name what its own label lacks of the question."""
    mine = _held(figure, said)
    found = []
    for other in shelf.figures_in(figure.passage_id):
        same = other.kind is figure.kind and other.value != figure.value and not is_target(other, shelf)
        same = same and stage_of(other.label) is stage_of(figure.label)
        if not same or is_opposite(other, said.ask) or (said.ask.wanted.unit and not fits(other, said.ask)):
            continue
        its = _held(other, said)
        lacking = (its - mine) & said.beside
        if not lacking:
            continue
        if mine < its or (_says_no_more(other, said.telling | said.across) and _is_of_end(lacking, mine, figure, said)):
            found.append(other)
    return found


def _is_of_end(lacking: frozenset[str], mine: frozenset[str], figure: Figure, said: Said) -> bool:
    """Whether a question ends with what a label lacks, or the label says what the question does not."""
    words = said.ask.words
    last = max(words.rfind(pair) for pair in lacking) > max((words.rfind(pair) for pair in mine), default=-1)
    return last or not _says_no_more(figure, said.pairs)


def _says_no_more(figure: Figure, asked: frozenset[str]) -> bool:
    return not pairs(content(fold(figure.label))) - asked


def _held(figure: Figure, said: Said) -> frozenset[str]:
    label = fold(figure.label + figure.whole)
    return frozenset(pair for pair in said.telling if pair in label)


def _is_asked(figure: Figure, said: Said, shelf: Shelf) -> bool:
    """Whether a neighbour's label says nothing beyond the question, and its passage the rest of it."""
    told = shelf.weights.coverage(said.telling, fold(figure.label) + shelf.folded[figure.passage_id])
    return told >= HELD and _says_no_more(figure, said.telling | said.across)
