"""How like a passage is to a question whose words it may not share.

Three views of one passage: the question's character pairs that it holds, the best counterpart among its word pieces
for each piece of the question (late interaction over the static model's rows, after ColBERT), and the cosine of the
two as wholes.  Over the passages of one report the three together put the right one first more often than any alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from heshu.embedding.model import StaticEmbedder

Vector = npt.NDArray[np.float32]

FLOOR = 0.3
"""Cosine below which two pieces have nothing to do with each other (rows of unrelated pieces reach 0.25)."""
MIX = (0.5, 0.6, 0.4)
"""Weights of words, pieces and whole, each spread to [0, 1] over the passages compared."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """One passage's likeness: ``score`` ranks it among its kin; the parts are absolute, each at most 1."""

    score: float
    words: float
    pieces: float
    whole: float


class Texts:
    """Texts prepared for comparison: their pieces, how telling each is, and their vectors."""

    def __init__(self, texts: Sequence[str], model: StaticEmbedder) -> None:
        self._model = model
        self._texts = list(texts)
        self._ids = [model.pieces(text)[1] for text in texts]
        self._counts = Counter(row for ids in self._ids for row in set(ids))

    @cached_property
    def _vectors(self) -> Vector:
        return self._model.encode(self._texts)

    @cached_property
    def _rows(self) -> tuple[Vector, npt.NDArray[np.int64]]:
        """All pieces' vectors, one below the other, and where each text's begin."""
        starts = np.cumsum([0, *(max(len(ids), 1) for ids in self._ids)])
        return self._model.rows([row for ids in self._ids for row in (ids or [0])]), starts[:-1]

    def compare(self, query: str, words: Sequence[float]) -> list[Likeness]:
        """Each text's likeness to a query; ``words`` are the shares of its character pairs that the texts hold."""
        pieces, ids = self._model.pieces(query)
        if not ids or not self._texts:
            return [Likeness(share, share, 0.0, 0.0) for share in words]
        weights = np.array([self._weight(row) * min(len(piece), 3) for piece, row in zip(pieces, ids, strict=True)])
        rows, starts = self._rows
        nearest = np.maximum.reduceat(self._model.rows(ids) @ rows.T, starts, axis=1)
        by_pieces = (weights @ np.where(nearest > FLOOR, nearest, 0.0)) / weights.sum()
        by_whole = self._vectors @ self._model.encode([query])[0]
        mixed = sum(
            weight * _spread(np.asarray(part, dtype=np.float64))
            for weight, part in zip(MIX, (words, by_pieces, by_whole), strict=True)
        )
        return [
            Likeness(float(m), float(w), float(p), float(c))
            for m, w, p, c in zip(np.atleast_1d(mixed), words, by_pieces, by_whole, strict=True)
        ]

    def _weight(self, row: int) -> float:
        return math.log(1 + len(self._texts) / (self._counts.get(row, 0) or 0.5))


def _spread(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.zeros_like(values)
