"""Figures beside each other: what each report states of each figure that was chosen, with its place.

The look-up is the assistant's own (`heshu.asking.comparing.across`), so a cell holds what an answer would say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from weakref import WeakKeyDictionary

from heshu.asking.comparing.columns import Cell, column
from heshu.asking.evidence.compose import Citer, sentence_of
from heshu.asking.evidence.operands import Solver, with_annexes
from heshu.asking.evidence.shelf import Shelf
from heshu.checking.calculator import round_half_up
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.records import Answer, Card, Citation, Status, Value

FIGURES, REPORTS = 12, 400
"""The most figures, and the most reports, that are compared at once."""
ID_SENT = 12
"""How much of a report's id stands in an address: enough to tell reports apart, so that hundreds of them fit."""
OFFERED = 14
FIRST = (
    *("预算执行率", "总收入", "总支出", "基本支出", "项目支出", "人员经费", "公用经费", "三公经费"),
    *("结转结余率", "自评得分"),
)
"""What is asked of every department, by the glossary's names; offered before what happens to be stated."""
TRIED = 12
"""Reports in which a figure of `FIRST` is looked for."""
_OFFERED: WeakKeyDictionary[Library, tuple[str, ...]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Entry:
    """What one report states: the value, exact for sorting, as shown, and where it stands."""

    value: Fraction
    shown: str
    unit: str
    citations: tuple[Citation, ...]
    formula: str = ""
    comparable: bool = True
    """Whether it measures the same as the others of its column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A report with what it states of each figure; ``None`` where it does not."""

    card: Card
    entries: tuple[Entry | None, ...]


@lru_cache(1)
def solver_of(library: Library) -> Solver:
    """Give what looks figures up in a library; the last one is kept, and its library with it."""
    return Solver(library, lru_cache(256)(lambda report_id: Shelf(library, report_id)))


def offered(library: Library) -> tuple[str, ...]:
    """Name figures to choose from: what is asked of every department, then what most reports state."""
    if library not in _OFFERED:
        solver, cards = solver_of(library), library.cards[:TRIED]
        asked = [name for name in FIRST if cards and column(solver, name, cards).cells]
        _OFFERED[library] = tuple(dict.fromkeys((*asked, *_stated(library))))[:OFFERED]
    return _OFFERED[library]


def _stated(library: Library) -> list[str]:
    """Name the glossary's terms by how many reports state them, the most first."""
    counts: Counter[str] = Counter()
    names = glossary().by_name
    known = {printed: term.name for term in glossary().terms for printed in (term.name, *term.names)}
    for card in library.cards:
        labels = {name for figure in library.figures(card.id) if (name := _called(figure.label, known))}
        counts.update(label for label in sorted(labels) if names[label].kind not in ("section", "concept"))
    return [name for name, _ in counts.most_common(OFFERED)]


def _called(label: str, known: Mapping[str, str]) -> str:
    """Find the term whose name a label ends with, the longest: reports put their own before it (局本级预算执行率)."""
    return next((known[label[start:]] for start in range(len(label)) if label[start:] in known), "")


def compare(library: Library, figures: Sequence[str], cards: Sequence[Card]) -> tuple[Row, ...]:
    """Look each figure up in each report; a report and its annexes are one row.

    An amount keeps the unit in which its report writes it; ``value`` is in the first report's.
    """
    solver = solver_of(library)
    cards = cards[:REPORTS]
    columns = [_by_report(solver, figure, cards) for figure in figures[:FIGURES]]
    rows = []
    for files in with_annexes(cards):
        found = tuple(next((of[file.id] for file in files if file.id in of), None) for of in columns)
        rows.append(Row(files[0], found))
    return tuple(rows)


def _by_report(solver: Solver, figure: str, cards: Sequence[Card]) -> dict[str, Entry]:
    """Look a figure up in each report, also where one measures it otherwise than the first (件 beside 批次)."""
    together = column(solver, figure, cards)
    found = {cell.card.id: _entry(solver, cell) for cell in together.cells}
    silent = {card.id for card in together.silent}
    for card in cards:
        alone = () if card.id in found or card.id in silent else column(solver, figure, [card]).cells
        if alone:
            found[card.id] = replace(_entry(solver, alone[0]), comparable=False)
    return found


def _entry(solver: Solver, cell: Cell) -> Entry:
    citer = Citer(solver.library)
    for figure, passage in map(solver.place, cell.operands):
        citer.cite(passage, sentence_of(passage, figure.start, figure.end))
    formula = cell.calculation.expression if cell.calculation else ""
    shown = cell.shown if cell.calculation else f"{cell.operands[0].figure.qualifier}{cell.shown}"
    return Entry(cell.value, shown, cell.shown_unit, tuple(citer.found), formula)


def answer(row: Row, place: int) -> Answer | None:
    """Give a cell as an answer, so that its quotes open as those of an answer do."""
    entry = row.entries[place] if place < len(row.entries) else None
    if entry is None:
        return None
    value = Value(entry.shown.lstrip("约≥≤><"), entry.unit)
    return Answer("", Status.ANSWERED, f"{entry.shown}{entry.unit}", (value,), entry.citations)


def bars(entries: Iterable[Entry | None]) -> tuple[int | None, ...]:
    """Give the length of each entry's bar in percent of the longest; none where there is nothing to draw."""
    held = list(entries)
    held = [entry if entry and entry.comparable else None for entry in held]
    longest = max((abs(entry.value) for entry in held if entry), default=Fraction(0))
    return tuple(
        int(round_half_up(abs(entry.value) * 100 / longest, 0)) if entry and longest else None for entry in held
    )
