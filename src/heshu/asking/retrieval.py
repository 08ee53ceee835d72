"""Word search and vector search made one list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np

from heshu.library.library import Library
from heshu.library.vectors import EXACT_ROWS, Matrix, exact
from heshu.records import Hit

Scored = list[tuple[str, float]]


def fuse(words: Scored, vectors: Scored, weight: float = 0.4) -> list[tuple[str, float, float, float]]:
    """Fuse BM25 scores and cosines, each best first, to (id, score, words' part, vectors' part), best first.

    Each list is brought to [0, 1] and the score is ``(1 - weight) * words + weight * vectors``.  Scores, never
    ranks: rank fusion with the weaker list loses 8 to 13 points of recall@1.  Words are divided by their best (0 is
    no shared word); cosines are spread from the list's lowest to its highest.  An id that one list lacks gets that
    list's lowest part, 0: the words found nothing, or the vectors found ``len(vectors)`` nearer ones.  Equal
    scores are ordered by words, then by id.
    """
    word_parts = _over_best(words)
    vector_parts = _spread(vectors)
    fused = [
        (key, (1 - weight) * by_words + weight * by_vectors, by_words, by_vectors)
        for key in word_parts.keys() | vector_parts.keys()
        for by_words, by_vectors in [(word_parts.get(key, 0.0), vector_parts.get(key, 0.0))]
    ]
    return sorted(fused, key=lambda row: (-row[1], -row[2], row[0]))


def _over_best(scored: Scored) -> Mapping[str, float]:
    best = max((score for _, score in scored), default=0.0)
    return {key: score / best if best > 0 else 0.0 for key, score in scored}


def _spread(scored: Scored) -> Mapping[str, float]:
    """From the lowest (0) to the highest (1); all 1 where they are equal."""
    scores = [score for _, score in scored]
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in scored}


CANDIDATES = 100
"""Passages taken from each list before they are fused."""


class Retriever:
    """Search over one library: words and vectors, inside the reports asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(self, query: str, limit: int, reports: Collection[str] | None = None) -> list[Hit]:
        """The best ``limit`` passages for a query, best first; with ``reports`` only of these."""
        fetch = max(limit, CANDIDATES)
        words = self._library.words.search(query, fetch, reports)
        vectors = self._near(query, fetch, reports)
        fused = fuse(words, vectors)[:limit]
        passages = self._library.passages_by_id([key for key, *_ in fused])
        return [Hit(passages[key], score, w, v) for key, score, w, v in fused if key in passages]

    def _near(self, query: str, limit: int, reports: Collection[str] | None) -> Scored:
        vector = self._library.encode(query)
        if reports is None and len(self._library.vectors) > EXACT_ROWS:
            return self._library.vectors.search(vector, limit)
        ids, matrix = self._rows(frozenset(reports) if reports is not None else None)
        return exact(matrix, ids, vector, limit)

    @lru_cache(32)  # noqa: B019  (a retriever lives as long as its library)
    def _rows(self, reports: frozenset[str] | None) -> tuple[list[str], Matrix]:
        """Ids and vectors (n, d) of some reports' passages; a scope of few is searched exactly."""
        if reports is None:
            return self._library.vectors.all()
        ids = [passage.id for report in sorted(reports) for passage in self._library.passages(report)]
        found = self._library.vectors.get(ids)
        kept = [identifier for identifier in ids if identifier in found]
        return kept, np.array([found[identifier] for identifier in kept], dtype=np.float32).reshape(len(kept), -1)
