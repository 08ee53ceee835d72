"""Word search and vector search made one list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np

from heshu.lately import lately
from heshu.library.library import Library
from heshu.library.vectors import EXACT_ROWS, Matrix, exact
from heshu.records import Hit

Scored = list[tuple[str, float]]


CANDIDATES = 200
"""Passages taken from each list before they are fused."""
LISTED, EXACT_INSIDE = 200, 5_000
"""Reports that the word index is told one by one, and passages that are compared exactly, inside a large index.

*Measured* over 42,289 passages: 500 reports told one by one take 20 ms; 4,200 vectors are fetched in 0.12 s and kept.
"""
REPORT = 16
"""Characters of a report's id with which its passages' ids begin."""
SPARE = 1.2
"""How much more than its share is looked at for a part of the reports."""


def fuse(words: Scored, vectors: Scored, weight: float = 0.3) -> list[tuple[str, float, float, float]]:
    """Fuse BM25 scores and cosines, each best first, to (id, score, words' part, vectors' part), best first.

    Each list is brought to [0, 1] and the score is ``(1 - weight) * words + weight * vectors``.  Scores, never
    ranks: rank fusion with the weaker list loses 8 to 13 points of recall@1.  What a list lacks has the part 0: of a
    list of `CANDIDATES` all that was cut off scored at most its lowest, so that counts as 0 as well; a shorter list
    is whole, and 0 is 0.  Equal scores stay in the lists' order, words first, as the same text may stand in several
    reports.
    """
    by_words, by_vectors = _parts(words), _parts(vectors)
    fused = [
        (key, (1 - weight) * by_words.get(key, 0.0) + weight * by_vectors.get(key, 0.0))
        for key in dict.fromkeys([*by_words, *by_vectors])
    ]
    fused.sort(key=lambda row: -row[1])
    return [(key, score, by_words.get(key, 0.0), by_vectors.get(key, 0.0)) for key, score in fused]


def _parts(scored: Scored) -> Mapping[str, float]:
    """Spread a list, best first, from its floor (0) to its best (1)."""
    if not scored:
        return {}
    best, lowest = scored[0][1], scored[-1][1]
    floor = lowest if len(scored) >= CANDIDATES else min(0.0, lowest)
    if best <= floor:
        return dict.fromkeys(dict(scored), float(best > 0))
    return {key: (score - floor) / (best - floor) for key, score in scored}


class Retriever:
    """Search over one library: words and vectors, inside the reports asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._rows = lately(32, self._read_rows)

    def search(self, query: str, limit: int, reports: Collection[str] | None = None) -> list[Hit]:
        """Find the best ``limit`` passages for a query, best first; with ``reports`` only of these."""
        fetch = max(limit, CANDIDATES)
        inside = self._inside(reports)
        fused = fuse(self._worded(query, fetch, inside), self._near(query, fetch, inside))[:limit]
        passages = self._library.passages_by_id([key for key, *_ in fused])
        return [Hit(passages[key], score, w, v) for key, score, w, v in fused if key in passages]

    def _inside(self, reports: Collection[str] | None) -> frozenset[str] | None:
        """The reports to search in; ``None`` where that is all of them."""
        inside = None if reports is None else frozenset(reports)
        return None if inside is not None and inside >= self._library.card_of.keys() else inside

    def _worded(self, query: str, limit: int, reports: frozenset[str] | None) -> Scored:
        search = self._library.words.search
        if reports is None or len(reports) <= LISTED:
            return search(query, limit, reports)
        return self._of(reports, limit, lambda wanted: search(query, wanted))

    def _near(self, query: str, limit: int, reports: frozenset[str] | None) -> Scored:
        vector, vectors = self._library.encode(query), self._library.vectors
        if len(vectors) > EXACT_ROWS:
            if reports is None:
                return vectors.search(vector, limit)
            if self._passages(reports) > EXACT_INSIDE:
                return self._of(reports, limit, lambda wanted: vectors.search(vector, wanted))
        ids, matrix = self._rows(reports)
        return exact(matrix, ids, vector, limit)

    def _passages(self, reports: Iterable[str]) -> int:
        return sum(self._library.card_of[report].passages for report in reports if report in self._library.card_of)

    def _of(self, reports: frozenset[str], limit: int, search: Callable[[int], Scored]) -> Scored:
        """The best of many reports: of all reports' best, for more and more of them until enough are of these."""
        beginnings = {report[:REPORT] for report in reports}
        total = self._library.manifest.passages
        wanted = min(total, int(SPARE * limit * total / max(self._passages(reports), 1)))
        while True:
            found = search(wanted)
            inside = [hit for hit in found if hit[0].rpartition("-")[0] in beginnings]
            if len(inside) >= limit or len(found) < wanted or wanted >= total:
                return inside[:limit]
            wanted = min(total, 2 * wanted)

    def _read_rows(self, reports: frozenset[str] | None) -> tuple[list[str], Matrix]:
        """Ids and vectors (n, d) of some reports' passages; a scope of few is searched exactly."""
        if reports is None:
            return self._library.vectors.all()
        ids = self._library.catalogue.passage_ids_of(reports)
        found = self._library.vectors.get(ids)
        kept = [identifier for identifier in ids if identifier in found]
        return kept, np.array([found[identifier] for identifier in kept], dtype=np.float32).reshape(len(kept), -1)
