"""One report as evidence wants it: what is worked out once for all questions about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from heshu.asking.evidence.choosing import best
from heshu.asking.evidence.figures import SPENT_IN_ALL, WHOLE_BUDGET, match_figures
from heshu.asking.evidence.grids import Grid, drawn
from heshu.asking.evidence.likeness import Texts
from heshu.asking.evidence.proofs import Amount
from heshu.asking.planning.departments import short_forms
from heshu.asking.wording.terms import Weights
from heshu.figures.heads import HEAD_WORDS
from heshu.folding import fold
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Figure, Passage, PassageKind, Span

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What follows from a report's passages alone, by the names that `Shelf` has for it; it holds no library."""

    passages: tuple[Passage, ...]
    values: Mapping[str, Any]


class Shelf:
    """One report as evidence wants it: passages, figures, headings, and how telling its words are.

    ``before`` is what was worked out for the report in a former generation; it is used where the passages are the
    same.
    """

    def __init__(self, library: Library, report_id: str, before: WorkedOut | None = None) -> None:
        self.report_id = report_id
        self._card = library.card_of[report_id]
        self.year = self._card.year
        self.passages = library.passages(report_id)
        self.figures = library.figures(report_id)
        self.sections = library.sections(report_id)
        self.of = {passage.id: passage for passage in self.passages}
        self._model = library.words_model
        self.proves = True
        if before and before.passages == self.passages:
            vars(self).update(before.values)

    def worked_out(self) -> WorkedOut:
        """Give what was worked out so far, for a shelf of a later generation."""
        known = vars(self)
        return WorkedOut(self.passages, {name: known[name] for name in _OF_PASSAGES if name in known})

    @cached_property
    def own(self) -> re.Pattern[str]:
        """Match the report's own department before a figure's name (渔政站预算执行率): it is the whole, and no part."""
        card = self._card
        whole = fold(card.department)
        ends = {whole[n:] for n in range(len(whole) - LEAST_OF_NAME + 1)}  # 街道办事处 of 某区某街道办事处
        forms = sorted({*short_forms(card.department), *map(fold, card.aliases), *ends} - {""}, key=len, reverse=True)
        return re.compile(f"^(?:{'|'.join(map(re.escape, forms))})(?=.)" if card.department else "(?!)")

    @cached_property
    def executed(self) -> tuple[list[Amount], list[Amount]]:
        """What the whole department spent, and its budget, as far as the report states them."""
        spent, budgets = (best(match_figures(ask, self), ask, self) for ask in (SPENT_IN_ALL, WHOLE_BUDGET))
        return [_amount(match.figure) for match in spent], [_amount(match.figure) for match in budgets]

    def once(self, made_of: Callable[[Shelf], Made]) -> Made:
        """What a function makes of this report alone, made when it is first asked for."""
        if made_of not in self._made:
            self._made[made_of] = made_of(self)
        return cast("Made", self._made[made_of])

    @cached_property
    def _made(self) -> dict[Callable[[Shelf], object], object]:
        return {}

    @cached_property
    def figures_of(self) -> Mapping[str, Sequence[Figure]]:
        """Passage id -> its figures in order, of the passages that have any."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.passage_id, []).append(figure)
        return found

    def figures_in(self, passage_id: str, within: Span | None = None) -> list[Figure]:
        """The figures of a passage, or those that begin within a span of its text, in order."""
        found = self.figures_of.get(passage_id, ())
        return [figure for figure in found if within is None or within.start <= figure.start < within.end]

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables, in order."""
        return drawn(self.of.values(), self.figures_of)

    @cached_property
    def row_names(self) -> frozenset[str]:
        """What the rows of its tables are called."""
        return frozenset(line.name for grid in self.grids for line in grid.lines)

    @cached_property
    def folded(self) -> dict[str, str]:
        """Passage id -> folded text."""
        return {passage.id: fold(passage.text) for passage in self.passages}

    @cached_property
    def readable(self) -> list[Passage]:
        """The passages that can answer: all but the title, and the heads of tables."""
        return [passage for passage in self.passages if passage.kind is not PassageKind.TITLE and not _is_head(passage)]

    @cached_property
    def folded_readable(self) -> list[str]:
        """Folded headings and text of the readable passages."""
        return [fold("".join(passage.path)) + unspaced(self.folded[passage.id]) for passage in self.readable]

    def prints(self, words: str) -> bool:
        """Whether some passage holds these folded words."""
        return any(words in text for text in self.folded_readable)

    @cached_property
    def texts(self) -> Texts:
        """The readable passages prepared for comparison; the top heading is too general to tell them apart."""
        return Texts([" ".join((*p.path[1:], p.text)) for p in self.readable], self._model())

    @cached_property
    def weights(self) -> Weights:
        """Weights of character pairs among the report's passages, headings included."""
        return Weights("".join(passage.path) + passage.text for passage in self.passages)


LEAST_OF_NAME = 4
"""Characters of the end of a department's name by which a report speaks of its own."""


def _amount(figure: Figure) -> Amount:
    return figure.value, figure.unit


_OF_PASSAGES = ("folded", "readable", "folded_readable", "texts", "weights")


def unspaced(text: str) -> str:
    """A text without the spaces that set two characters of a word apart (组 长)."""
    return SET_APART.sub("", text)


SET_APART = regex(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def _is_head(passage: Passage) -> bool:
    """Whether a row of a table only names its columns."""
    cells = passage.text.split()
    named = sum(bool(HEAD_WORDS.search(cell)) for cell in cells)
    return passage.kind is PassageKind.TABLE_ROW and 2 <= len(cells) == named and not re.search(r"\d", passage.text)
