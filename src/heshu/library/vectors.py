"""The vectors of an index: passage ids and their embeddings, nothing else; the catalogue holds the rest.

They lie in the index folder (`rows`, and beside a large one what changed since, `vectors_beside`), where a question is
compared with every one of them, or on a Chroma server (`vectors_server`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from heshu.errors import DamagedIndex
from heshu.library import rows
from heshu.library import vectors_beside as beside
from heshu.library.links import link_tree
from heshu.library.vectors_beside import report_of

Matrix = npt.NDArray[np.float32]
Batch = tuple[Sequence[str], Matrix]
"""Ids, and a row of the matrix (n, d) for each."""

# Beyond this many rows a server's graph is quicker than one product of matrices.
EXACT_ROWS = 20_000


def exact(matrix: Matrix, ids: Sequence[str], query: Matrix, limit: int) -> list[tuple[str, float]]:
    """Find the ``limit`` rows nearest to ``query`` (d) among ``matrix`` (n, d) as (id, cosine), best first.

    Rows and query are of length 1, or 0, which is like nothing.  Rows equally near keep their order.
    """
    cosines = matrix @ query
    best = np.argsort(-cosines, kind="stable")[: max(limit, 0)]
    return [(ids[row], float(cosines[row])) for row in best]


class Vectors(Protocol):
    """The vectors of one generation, wherever they are kept."""

    def search(self, query: Matrix, limit: int) -> list[tuple[str, float]]:
        """Find the ``limit`` passages nearest to ``query`` (d) as (id, cosine), best first.

        A query of length 0 finds nothing.
        """

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Fetch the vectors of ``ids`` that are there, each (d)."""

    def all(self) -> tuple[list[str], Matrix]:
        """Fetch every id and the vectors (n, d)."""

    def __len__(self) -> int:
        """How many passages there are."""


class FolderVectors:
    """The vectors in a folder of the index."""

    def __init__(self, folder: Path) -> None:
        """Open them.  Raises `DamagedIndex` where there are none or they are not whole."""
        with _failures(folder):
            self._large = rows.load(folder)
            self._beside = beside.load(folder)
        self._folder = folder
        self._place = {key: row for row, key in enumerate(self._beside.ids)}
        self._dead = self._large.of(self._beside.gone) if self._beside.gone else []

    def search(self, query: Matrix, limit: int) -> list[tuple[str, float]]:
        """As `Vectors.search`, compared with every row."""
        if not np.any(query):
            return []
        found = self._large.nearest(query, limit, self._dead)
        if not self._place:
            return found
        more = exact(self._beside.matrix, self._beside.ids, query, limit)
        return sorted([*found, *more], key=lambda one: -one[1])[: max(limit, 0)]

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """As `Vectors.get`."""
        held = {key: self._beside.matrix[self._place[key]] for key in ids if key in self._place}
        large = [key for key in ids if key not in held and report_of(key) not in self._beside.gone]
        place, matrix = self._large.place, self._large.matrix
        return held | {key: np.asarray(matrix[place[key]]) for key in large if key in place}

    def all(self) -> tuple[list[str], Matrix]:
        """As `Vectors.all`."""
        ids, matrix = self._large.ids, self._large.matrix
        if self._dead:
            kept = np.setdiff1d(np.arange(len(ids)), self._dead)
            ids, matrix = [ids[row] for row in kept], matrix[kept]
        return [*ids, *self._beside.ids], beside.stacked([matrix, self._beside.matrix])

    def rows(self, ids: Sequence[str]) -> Batch:
        """Fetch the vectors of ``ids``, in their order.  Raises `DamagedIndex` where one is missing."""
        found = self.get(ids)
        if len(found) < len(ids):
            raise DamagedIndex(
                f"向量索引“{self._folder}”里少了 {len(ids) - len(found)} 段的向量。请运行 heshu index --rebuild 重建",
                f"The vectors of {len(ids) - len(found)} passages are missing in “{self._folder}”. "
                "Run heshu index --rebuild",
            )
        return ids, np.stack([found[key] for key in ids])

    def __len__(self) -> int:
        """How many passages there are."""
        return len(self._large.ids) - len(self._dead) + len(self._place)


def write_vectors(
    folder: Path, batches: Iterable[Batch], former: Path | None = None, stay: Collection[str] | None = None
) -> None:
    """Write ids with their vectors, as they come, to ``folder``, which must not hold any yet.

    Those of the folder ``former`` are taken over, with ``stay`` (beginnings of ids) only those of these reports; what
    lies beside it comes in among them.

    Raises `DamagedIndex` where a folder is of no use, if the batches do not fit together, or if an id comes twice.
    """
    with _failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        rows.create(folder)
    taken = None if former is None else _taken_over(former, folder, stay)
    for ids, matrix in _new(batches, taken or set()):
        with _failures(folder):
            rows.append(folder, ids, matrix)


def _taken_over(former: Path, folder: Path, stay: Collection[str] | None) -> set[str]:
    """Copy the rows that stay; give their ids."""
    with _failures(former):
        large, old = rows.load(former), beside.load(former)
        young = rows.Rows(old.ids, old.matrix)
        dead = old.gone

        def stays(key: str) -> bool:
            return stay is None or report_of(key) in stay

        rows.copy(large, folder, lambda key: report_of(key) not in dead and stays(key))
        rows.copy(young, folder, stays)
        return {key for key in chain(large.ids, young.ids) if stays(key)}


def write_beside(folder: Path, batches: Iterable[Batch], former: Path, lost: Collection[str]) -> None:
    """Write the vectors of ``former`` with more rows, without the reports ``lost`` (beginnings of ids).

    The large files are taken over as they stand and not even opened; beside them lies what came and went since.
    Raises `DamagedIndex` as `write_vectors` does.
    """
    with _failures(folder):
        link_tree(former, folder, lambda _: False, lambda name: name not in {rows.ROWS, rows.IDS})
        beside.save(folder, beside.changed(beside.load(former), _new(batches, set()), lost))


def _new(batches: Iterable[Batch], seen: set[str]) -> Iterator[Batch]:
    for ids, matrix in batches:
        _require_new(ids, matrix, seen)
        yield ids, matrix


def _require_new(ids: Sequence[str], matrix: Matrix, seen: set[str]) -> None:
    before = len(seen)
    seen.update(ids)
    if len(ids) != len(matrix) or len(seen) != before + len(ids):
        raise DamagedIndex(
            f"向量索引的编号({len(ids)} 个)有重复,或与向量({len(matrix)} 行)对不上。请重建索引。",
            f"{len(ids)} ids for {len(matrix)} vectors, or an id comes twice; rebuild the index",
        )


@contextmanager
def _failures(folder: Path) -> Iterator[None]:
    """Say in words what is wrong with the files of a folder."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise DamagedIndex(
            f"向量索引 {folder} 不能用:{error}。请重建索引。",
            f"the vector index {folder} cannot be used: {error}; rebuild the index",
        ) from error
