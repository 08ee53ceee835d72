"""A report's figures with their places and parts, as identities look them up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from heshu.checking.consistency import stated_digits
from heshu.checking.measures import measure
from heshu.checking.roles import Role, falls, role_of, stage_of
from heshu.checking.subjects import flow_of, subject_in
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, Passage, PassageKind

_SENTENCE = regex(r"[。！？!?\n]")
FAR = 1_000
"""The distance at which another paragraph begins, in figures."""
CLOSE = 3
"""Paragraphs apart at which two figures still speak of one thing."""
_BOUNDS = frozenset("≥≤<>起止")


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as a part of identities.

    ``index`` counts figures, ``sentence`` sentences (a table row is one), ``passage`` passages.  ``lead`` are the
    words between the number before and this one, ``base`` is what its unit measures (元, 分, 人次; nothing for %),
    ``factor`` how much of the base one unit is, ``number`` the value in bases.
    """

    figure: Figure
    index: int
    passage: int
    section: int
    sentence: int
    row: bool
    head: str
    lead: str
    role: Role
    stage: str
    flow: str
    subject: str
    base: str
    factor: Fraction

    @property
    def number(self) -> Fraction:
        """The value in bases: 5 万元 is 50000, 5 % is 0.05."""
        return Fraction(self.figure.value) * self.factor

    @property
    def falls(self) -> bool:
        """Whether it is a decrease."""
        return falls(fold(self.figure.label), self.lead)

    @property
    def bounded(self) -> bool:
        """Whether it is a limit (≥95%), which states no value."""
        return bool(_BOUNDS & set(self.figure.qualifier))

    @property
    def plain(self) -> bool:
        """Whether it is an amount or a count that identities add and divide."""
        return self.role in (Role.PLAN, Role.DONE, Role.BARE) and bool(self.base) and not self.bounded

    @property
    def digits(self) -> int:
        """Digits behind the point."""
        return stated_digits(self.figure.value)


@dataclass(frozen=True)
class Ledger:
    """All entries of a report in order."""

    entries: tuple[Entry, ...]

    @cached_property
    def sentences(self) -> tuple[tuple[Entry, ...], ...]:
        """Entries by sentence; a table row is a sentence."""
        return tuple(tuple(group) for _, group in groupby(self.entries, key=lambda entry: entry.sentence))

    @cached_property
    def by_passage(self) -> dict[int, tuple[Entry, ...]]:
        """Entries by passage."""
        return {place: tuple(group) for place, group in groupby(self.entries, key=lambda entry: entry.passage)}

    @cached_property
    def by_sentence(self) -> dict[int, tuple[Entry, ...]]:
        """Entries by their sentence's number."""
        return {group[0].sentence: group for group in self.sentences}

    def prose(self) -> Iterator[tuple[Entry, ...]]:
        """Passages of prose, one after the other."""
        return (group for group in self.by_passage.values() if not group[0].row)

    @cached_property
    def grids(self) -> tuple[tuple[tuple[Entry, ...], ...], ...]:
        """Tables: runs of neighbouring table rows (the catalogue does not keep where one table ends)."""
        grids: list[list[tuple[Entry, ...]]] = []
        last = -9
        for place, group in self.by_passage.items():
            if group[0].row:
                if place - last > 2 or not grids:
                    grids.append([])
                grids[-1].append(group)
                last = place
        return tuple(tuple(grid) for grid in grids)


def ledger(figures: Sequence[Figure], passages: Sequence[Passage]) -> Ledger:
    """Make the ledger of one report's figures; ``passages`` are the report's own, in any order."""
    places = {passage.id: passage for passage in passages}
    known = sorted(
        (figure for figure in figures if figure.passage_id in places),
        key=lambda figure: (places[figure.passage_id].ordinal, figure.start),
    )
    year = _year(known)
    entries: list[Entry] = []
    for _, group in groupby(known, key=lambda figure: figure.passage_id):
        entries += _of_passage(list(group), places, len(entries), year)
    return Ledger(tuple(entries))


def _year(figures: Iterable[Figure]) -> str:
    years = Counter(year for figure in figures for year in re.findall(r"20\d\d", figure.period))
    return max(years, key=lambda year: (years[year], year), default="")


def _of_passage(figures: list[Figure], places: dict[str, Passage], first: int, year: str) -> Iterator[Entry]:
    passage = places[figures[0].passage_id]
    row = passage.kind is PassageKind.TABLE_ROW
    head = re.sub(r"\s", "", passage.text[: figures[0].start])
    end = 0
    for offset, figure in enumerate(figures):
        lead = passage.text[end : figure.start]
        lead = "" if row else fold(re.sub(r"\s", "", _SENTENCE.split(lead)[-1]))
        stops = 0 if row else len(_SENTENCE.findall(passage.text[: figure.start]))
        unit = measure(figure.unit)
        role = role_of(figure, lead)
        yield Entry(
            figure=figure,
            index=first + offset,
            passage=passage.ordinal,
            section=passage.section,
            sentence=passage.ordinal * 10_000 + stops,
            row=row,
            head=fold(head),
            lead=lead,
            role=role,
            stage=stage_of(figure, role, lead, year),
            flow=flow_of(fold(figure.label)),
            subject=subject_in(figure.label, figure.kind, lead),
            base=unit.base if not unit.per else figure.unit,
            factor=unit.factor,
        )
        if figure.kind is not FigureKind.DATE:
            end = figure.end


def distance(one: Entry, other: Entry) -> int:
    """How far two entries stand: by figures within a sentence, farther by paragraph, section, report."""
    apart = abs(one.index - other.index)
    if one.sentence == other.sentence:
        return apart
    if one.passage == other.passage:
        return FAR + apart
    return (2 if one.section == other.section else 4) * FAR + apart


def close(one: Entry, other: Entry) -> bool:
    """Whether two entries stand in one section or a few paragraphs apart."""
    return one.section == other.section or abs(one.passage - other.passage) <= CLOSE


def unique(entries: Sequence[Entry]) -> bool:
    """Whether all entries state one value; false where there is none."""
    return len({entry.number for entry in entries}) == 1


def nearest(entry: Entry, among: Sequence[Entry]) -> list[Entry]:
    """Those of the nearest place: the entry's sentence, its paragraph, the paragraphs before it, its section, all."""
    reaches: tuple[Callable[[Entry], bool], ...] = (
        lambda other: other.sentence == entry.sentence,
        lambda other: other.passage == entry.passage,
        lambda other: 0 <= entry.passage - other.passage <= CLOSE and other.row == entry.row,
        lambda other: other.section == entry.section,
    )
    for reach in reaches:
        if found := [other for other in among if reach(other)]:
            return found
    return list(among)
