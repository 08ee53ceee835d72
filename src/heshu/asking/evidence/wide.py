"""A figure looked up in thousands of reports at once: each label is judged once, and not in each report anew.

`heshu.asking.evidence.figures` judges here too, over one figure for each label and form that the reports use, with the
weights that a report of the corpus has in the mean.  Of what it lets pass only the rows are read.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from heshu.asking.evidence.choosing import FigureMatch, best
from heshu.asking.evidence.figures import SPENT_IN_ALL, WHOLE_BUDGET, match_figures
from heshu.asking.evidence.fitting import STAGES_OF_TERM
from heshu.asking.evidence.proofs import Amount, gives, in_those_words, provable, to_prove
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.stages import stage_of
from heshu.asking.wording.terms import OVERALL, Weights, content, pairs
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.lately import lately
from heshu.library.cells import Form, number
from heshu.library.library import Library
from heshu.records import Card, Clean, Figure, Passage, PassageKind, Span

WIDE = 50
"""Reports above which labels are judged instead of each report's figures."""
SAID = 0.95
"""Share of a question's own words that a label holds which says all of them.

No clause is read here that could say the rest, so where there are such labels, no other is taken for the figure.
"""

NOWHERE = Span(0, 0)
Held = tuple[int, int, int, str]
"""A figure as it is kept: its place in the report, the numbers of its label and form, its value.

Plain, so that the hundred thousand that are kept cost no collection of garbage anything.
"""
Names = Callable[[], Mapping[str, Collection[str]]]


class Kind(NamedTuple):
    """A label in one of its forms; ``own`` characters at its beginning are the report's own department."""

    label: int
    form: int
    own: int = 0


class Shared(Weights):
    """How telling a character pair is in a report of the corpus, in the mean of all of them."""

    def __init__(self, library: Library) -> None:
        super().__init__(())
        self._number = max(round(library.manifest.passages / max(len(library.cards), 1)), 1)
        self._all = max(library.manifest.passages, 1)
        self._holding = lru_cache(65536)(library.words.holding)

    def __getitem__(self, pair: str) -> float:
        held = self._holding(pair) * self._number / self._all
        return math.log(1 + self._number / max(held, 0.5))

    def known(self, pair: str) -> bool:
        """Whether any passage of the corpus holds the pair."""
        return self._holding(pair) > 0


class Labels(Shelf):
    """One figure for each kind, as a report's shelf: ``Figure.start`` says which of the kinds it is."""

    def __init__(self, weights: Weights, year: int | None, rows: Iterable[tuple[Figure, Form]]) -> None:
        held = list(rows)
        self.year = year
        self.figures = tuple(figure for figure, _ in held)
        self.weights = weights
        self.proves = False  # a kind of figure has no value
        self.of = {figure.passage_id: _passage(figure.passage_id, form) for figure, form in held}
        self.folded = dict.fromkeys(self.of, "")

    @cached_property
    def own(self) -> re.Pattern[str]:
        """Match nothing: a kind of figure is no department's."""
        return re.compile("(?!)")


def _passage(passage_id: str, form: Form) -> Passage:
    kind = PassageKind.TABLE_ROW if form.in_table else PassageKind.PROSE
    return Passage(passage_id, "", 0, 0, (form.heading,), kind, Clean("", ()))


class Wide:
    """Looks figures up in many reports of one library; any number of threads may."""

    def __init__(self, library: Library, names: Names) -> None:
        self._library = library
        self._names = names
        self._alike = lately(8, self._find_alike)
        self._fitting = lately(256, self._find_fitting)
        self._found = lately(64, self._find)
        self._first: dict[object, Kind] = {}

    def find(self, ask: Ask) -> Mapping[str, tuple[Held, ...]]:
        """Give report id -> the figures that answer best there, as `best` would, for `figure`; of all reports."""
        return self._found(ask) if ask.named or ask.rest else {}

    def figure(self, report_id: str, held: Held) -> Figure:
        """The figure that one of `find` names, without its place: `whole` knows it by its ordinal, ``Figure.start``."""
        ordinal, label, form_id, value = held
        form = self._forms[form_id]
        return Figure(
            report_id, "", self._labels[label][0], form.whole, form.period, form.qualifier, Decimal(value), form.unit,
            form.kind, "", "", ordinal, ordinal, NOWHERE,
        )  # fmt: skip

    def whole(self, figure: Figure) -> Figure:
        """The figure that one of `figure` stands for."""
        return figure if figure.passage_id else self._library.figures(figure.report_id)[figure.start]

    # ------------------------------------------------------------ what is read once

    @cached_property
    def _cards(self) -> dict[int, Card]:
        return {number(card.id): card for card in self._library.cards}

    @cached_property
    def _weights(self) -> Shared:
        return Shared(self._library)

    @cached_property
    def _labels(self) -> dict[int, tuple[str, str]]:
        """Number -> a label, and its folded form."""
        return {key: (label, fold(label)) for key, label in self._library.catalogue.labels().items()}

    @cached_property
    def _forms(self) -> dict[int, Form]:
        return self._library.catalogue.forms()

    @cached_property
    def _classes(self) -> dict[int, list[int]]:
        """A label -> the forms in which it stands."""
        found: dict[int, list[int]] = defaultdict(list)
        for label, form in self._library.catalogue.classes():
            found[label].append(form)
        return found

    @cached_property
    def _owners(self) -> dict[int, dict[int, frozenset[int]]]:
        """A label that begins with departments' names -> how many characters those have -> the reports of theirs."""
        names = self._names()
        longest = max(map(len, names), default=0)
        return {
            key: owners
            for key, (_, label) in self._labels.items()
            if (owners := {
                end: frozenset(map(number, names[label[:end]]))
                for end in range(2, min(longest, len(label) - 1) + 1)
                if label[:end] in names
            })
        }  # fmt: skip

    # ------------------------------------------------------------ labels

    def _find_alike(self, ask: Ask) -> list[list[Kind]]:
        """The kinds of figures that may answer, those together that are judged alike; the same for every year."""
        alike: dict[object, list[Kind]] = defaultdict(list)
        for label in self._likely(ask):
            for own in (0, *self._owners.get(label, ())):
                for form in self._classes[label]:
                    kind = Kind(label, form, own)
                    alike[self._judged(kind, by_heading=bool(ask.rest))].append(kind)
        return list(alike.values())

    def _find_fitting(self, ask: Ask, year: int | None) -> dict[Kind, FigureMatch]:
        """The kinds of figures that answer, in a report of a year."""
        groups = self._alike(ask)
        shelf = Labels(self._weights, year, (self._row(one[0], at) for at, one in enumerate(groups)))
        matches = match_figures(ask, shelf)
        if any(len(word) > 1 and not OVERALL.fullmatch(word) for word in ask.rest):
            matches = [match for match in matches if match.recall >= SAID] or matches
        return {kind: match for match in matches for kind in groups[match.figure.start]}

    def _likely(self, ask: Ask) -> list[int]:
        """Labels that may hold some of what is asked; any other is out before it is judged."""
        terms = [named.term for named in ask.named]
        words = [*ask.rest, *(word for named in ask.named for word in (named.words, *content(named.words)))]
        words += [name for term in terms for name in (*term.names, *glossary().kin(term), *glossary().proved(term))]
        stages = {stage for term in terms for stage in STAGES_OF_TERM.get(term.name, ())}
        held = pairs(words)
        return [
            key
            for key, (_, label) in self._labels.items()
            if any(pair in label for pair in held) or (stages and stage_of(label) in stages)
        ]

    def _judged(self, kind: Kind, *, by_heading: bool) -> object:
        """All of a kind that a judgement looks at; `best` looks at headings of targets, and at tables, besides."""
        form = self._forms[kind.form]
        heading = form.heading if by_heading else ""
        return kind.label, kind.own, form.whole, form.period, form.unit, form.kind, heading

    def _row(self, kind: Kind, at: int, value: int = 0) -> tuple[Figure, Form]:
        """A figure of a kind, and its form."""
        form = self._forms[kind.form]
        label = self._labels[kind.label][0][kind.own :]
        figure = Figure(
            "", str(at), label, form.whole, form.period, form.qualifier, Decimal(value), form.unit, form.kind,
            "", "", at, at, Span(at, at),
        )  # fmt: skip
        return figure, form

    # ------------------------------------------------------------ rows

    def _find(self, ask: Ask) -> dict[str, tuple[Held, ...]]:
        years = {card.year for card in self._library.cards}
        fitting = {year: self._fitting(ask, year) for year in years}
        chosen = lru_cache(None)(lambda year, pattern: self._choose(ask, year, pattern))
        proven = self._proof(ask) if provable(ask) else None
        found = {}
        for report, rows in self._answering(fitting).items():
            card, inside = self._cards[report], sorted(rows)
            pick = partial(self._pick, report, inside, partial(chosen, card.year), by_heading=bool(ask.rest))
            if picked := proven(card.id, inside, pick) if proven else pick():
                found[card.id] = tuple(picked)
        return found

    def _pick(
        self,
        report: int,
        rows: Sequence[Held],
        chosen: Callable[[tuple[tuple[Kind, int], ...]], tuple[int, ...]],
        *,
        by_heading: bool,
    ) -> Sequence[Held]:
        """Of a report's rows those that answer best."""
        if len(rows) < 2:
            return rows
        return [rows[at] for at in chosen(self._pattern(report, rows, by_heading=by_heading))]

    def _proof(self, ask: Ask) -> Callable[[str, Sequence[Held], Callable[[], Sequence[Held]]], Sequence[Held]]:
        """As `evidence` settles it: of a report's rates those that its amounts give, and none that is to be proved."""
        spent, budgets = (self.find(one) for one in (SPENT_IN_ALL, WHOLE_BUDGET))
        exact = lru_cache(None)(lambda label: in_those_words(self._labels[label][0], ask))
        open_ = lru_cache(None)(lambda label: to_prove(self._labels[label][0], ask))

        def proven(report: str, rows: Sequence[Held], pick: Callable[[], Sequence[Held]]) -> Sequence[Held]:
            if len(rows) == 1 and not open_(rows[0][1]):
                return rows
            picked = pick() if any(exact(row[1]) for row in rows) else ()
            if picked and exact(picked[0][1]) and len({value for _, _, _, value in picked}) == 1:
                return picked
            out, of = ([self._amount(row) for row in held.get(report, ())] for held in (spent, budgets))
            given = {row[3]: row for row in reversed(rows) if gives(out, of, Decimal(row[3]))}
            return tuple(given.values()) or [row for row in picked or pick() if not open_(row[1])]

        return proven

    def _amount(self, row: Held) -> Amount:
        return Decimal(row[3]), self._forms[row[2]].unit

    def _answering(self, fitting: Mapping[int | None, Mapping[Kind, FigureMatch]]) -> dict[int, list[Held]]:
        """Of each report the figures of the kinds that answer in its year."""
        kinds_of = {report: fitting[card.year] for report, card in self._cards.items()}
        labels = {label for kinds in fitting.values() for label, _, _ in kinds}
        held: dict[int, list[Held]] = defaultdict(list)
        for label, report, ordinal, form, value in self._library.catalogue.cells(labels):
            own = self._own(label, report) if label in self._owners else 0
            if (label, form, own) in kinds_of[report]:
                held[report].append((ordinal, label, form, value))
        return held

    def _own(self, label: int, report: int) -> int:
        """How many characters of a label are the name of the report's own department."""
        return max((end for end, reports in self._owners[label].items() if report in reports), default=0)

    def _pattern(self, report: int, rows: Sequence[Held], *, by_heading: bool) -> tuple[tuple[Kind, int], ...]:
        """The kinds of a report's rows, each with a number that says which values are equal, in the same unit.

        Kinds that are judged alike are one, so that reports that differ in their headings alone are chosen from once.
        """
        seen: dict[tuple[Decimal, str], int] = {}
        pattern = []
        for _, label, form, written in rows:
            value = (Decimal(written), self._forms[form].unit)
            own = self._own(label, report) if label in self._owners else 0
            kind = Kind(label, form, own)
            heading = self._forms[form].heading
            key = (self._judged(kind, by_heading=by_heading), self._forms[form].in_table, "目标" in heading and heading)
            pattern.append((self._first.setdefault(key, kind), seen.setdefault(value, len(seen))))
        return tuple(pattern)

    def _choose(self, ask: Ask, year: int | None, pattern: Sequence[tuple[Kind, int]]) -> tuple[int, ...]:
        """Which of a report's rows answer best, by their kinds and by which of their values are equal."""
        fitting = self._fitting(ask, year)
        rows = [self._row(kind, at, value) for at, (kind, value) in enumerate(pattern)]
        matches = [
            FigureMatch(figure, fitting[kind].score, fitting[kind].recall)
            for (figure, _), (kind, _) in zip(rows, pattern, strict=True)
        ]
        matches.sort(key=lambda match: (-match.score, match.figure.span))
        return tuple(match.figure.start for match in best(matches, ask, Labels(self._weights, year, rows)))
