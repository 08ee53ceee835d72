"""One generation of an index, with what its answers are made from."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cached_property
from types import MappingProxyType
from weakref import WeakValueDictionary, proxy

from heshu.asking.evidence.compose import display_name, refuse
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.retrieval import Retriever
from heshu.asking.evidence.shelf import Shelf, WorkedOut
from heshu.asking.planning.scope import Gazetteer, scope
from heshu.asking.telling.stated import Stated
from heshu.asking.wording.question import understand
from heshu.asking.wording.terms import content
from heshu.checking.witness import Names
from heshu.folding import fold
from heshu.lately import lately
from heshu.library.library import Library
from heshu.records import Answer, Hit

SHELVES = 256
"""Reports that are kept prepared for questions."""


class Generation:
    """One generation, which never changes, and what is kept prepared over it.

    ``before`` is what a reader of a former generation has worked out: most reports are still the same.
    """

    def __init__(self, library: Library, before: Mapping[str, WorkedOut] = MappingProxyType({})) -> None:
        self.library = library
        self._before = {report: known for report, known in before.items() if report in library.card_of}
        self._made: WeakValueDictionary[str, Shelf] = WeakValueDictionary()
        self.shelf = lately(SHELVES, self._shelf)

    def _shelf(self, report_id: str) -> Shelf:
        shelf = Shelf(self.library, report_id, self._before.get(report_id))
        self._made[report_id] = shelf
        return shelf

    def worked_out(self) -> Mapping[str, WorkedOut]:
        """Give what was worked out for reports, those asked for lately at least."""
        known = self._before | {report: shelf.worked_out() for report, shelf in list(self._made.items())}
        return dict(list(known.items())[-SHELVES:])

    @cached_property
    def retriever(self) -> Retriever:
        """Search over words and vectors."""
        return Retriever(self.library)

    @cached_property
    def solver(self) -> Solver:
        """Computations over the figures."""
        own: Generation = proxy(self)  # which goes with its last question

        def alone(question: str) -> Answer:  # a method of ``own`` would hold it
            return own.alone(question)

        return Solver(self.library, self.shelf, lambda: own.gazetteer.names, alone)

    def alone(self, question: str) -> Answer:
        """The answer to a question about one department, in whatever way the floors above find it."""
        return refuse(question, "")

    @cached_property
    def stated(self) -> Stated:
        """What the reports state."""
        own = proxy(self)
        return Stated(self.library, self.shelf, lambda: own.retriever, lambda: own.solver.wide)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names of the index's departments."""
        return Gazetteer(self.library.cards, self.library.mentions)

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """The departments whose names hold a number (第12中学), as answers call them."""
        called = {name for card in self.library.cards for name in (card.department, display_name(card.department))}
        return tuple(sorted(name for name in called if re.search(r"\d", fold(name))))

    @cached_property
    def names(self) -> Names:
        """What each of them is called, and the reports of who is called so; a region is none of its departments."""
        departments = {name: frozenset(reports) for name, reports in self.gazetteer.names.items()}
        return departments | {name: frozenset({*ids, name}) for name, ids in self.gazetteer.regions.items()}

    def search(self, query: str, limit: int, reports: Collection[str] | None) -> list[Hit]:
        """Passages, inside the reports that the query names where it names any, by its other words."""
        asked = understand(query)
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        inside = where.reports if where.named or where.years or reports is not None else None
        if inside is not None and not inside:
            inside = None
        words = where.rest if where.named and content(where.rest) else query
        return self.retriever.search(words, limit, inside)

    def examples(self, limit: int) -> list[str]:
        """One question a report in turn: a figure, then what its problems are."""
        found: list[str] = []
        for number, card in enumerate(self.library.cards[:limit]):
            name = display_name(card.department)
            labels = [f.label for f in self.library.figures(card.id) if 3 <= len(f.label) <= 10 and not f.whole]
            if number % 3 == 2 or not labels:
                found.append(f"{name}存在哪些主要问题？")
            else:
                found.append(
                    f"{name}{card.year or ''}{'年' if card.year else ''}{labels[number % len(labels)]}是多少？"
                )
        return found
