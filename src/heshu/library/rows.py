"""Vectors as one plain matrix in a file, and their ids in another: what was written stays, more is written behind it.

Reports repeat each other's sentences, and among thousands of nearly equal vectors a graph loses its way: of the ten
nearest of 423,298 passages Chroma's index found 57 in a hundred (*measured*; 81 with ``ef_search`` 2,000), while one
product of the matrix and the question takes 40 ms and finds all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

ROWS, IDS = "rows.f32", "rows.txt"
AT_ONCE = 50_000
"""Rows that are copied at once."""

Matrix = npt.NDArray[np.float32]


class Rows:
    """Ids, and a row of the matrix (n, d) for each, read from the disk as they are looked at."""

    def __init__(self, ids: list[str], matrix: Matrix) -> None:
        self.ids = ids
        self.matrix = matrix

    @cached_property
    def place(self) -> dict[str, int]:
        """Id -> row."""
        return {key: row for row, key in enumerate(self.ids)}

    def nearest(self, query: Matrix, limit: int, left_out: Sequence[int] = ()) -> list[tuple[str, float]]:
        """Find the ``limit`` rows nearest to ``query`` (d) as (id, cosine), best first, without some rows."""
        limit = min(limit, len(self.ids) - len(left_out))
        if limit < 1:
            return []
        cosines = self.matrix @ query
        cosines[left_out] = -np.inf
        best = np.argpartition(-cosines, limit - 1)[:limit]
        best = best[np.lexsort((best, -cosines[best]))]
        return [(self.ids[row], float(cosines[row])) for row in best]

    def of(self, beginnings: Collection[str]) -> list[int]:
        """The rows whose ids, up to their last hyphen, are among some."""
        return [row for row, key in enumerate(self.ids) if key.rpartition("-")[0] in beginnings]


def create(folder: Path) -> None:
    """Begin with no rows.  Raises `FileExistsError` where there are some."""
    for name in (ROWS, IDS):
        (folder / name).touch(exist_ok=False)


def load(folder: Path) -> Rows:
    """Open the rows of a folder.

    Raises `OSError` where there are none, `ValueError` where ids and rows do not fit together.
    """
    ids = (folder / IDS).read_text("utf-8").split("\n")[:-1]
    size = (folder / ROWS).stat().st_size
    if not ids and not size:
        return Rows([], np.zeros((0, 0), np.float32))
    if not ids or not size or size % (4 * len(ids)):
        raise ValueError(f"{len(ids)} ids for {size} bytes of {ROWS}")
    return Rows(ids, np.memmap(folder / ROWS, dtype="<f4", mode="r", shape=(len(ids), size // (4 * len(ids)))))


def append(folder: Path, ids: Sequence[str], matrix: Matrix) -> None:
    """Write more rows behind those that are there."""
    with (folder / ROWS).open("ab") as file:
        file.write(np.ascontiguousarray(matrix, dtype="<f4").tobytes())
    with (folder / IDS).open("a", encoding="utf-8", newline="\n") as names:
        names.write("".join(f"{key}\n" for key in ids))


def copy(held: Rows, folder: Path, stays: Callable[[str], bool]) -> None:
    """Write the rows whose ids stay behind those of a folder."""
    kept = [row for row, key in enumerate(held.ids) if stays(key)]
    for start in range(0, len(kept), AT_ONCE):
        some = kept[start : start + AT_ONCE]
        append(folder, [held.ids[row] for row in some], held.matrix[some])
