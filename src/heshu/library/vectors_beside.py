"""The vectors that came since a large index was written, and what of that one is gone: one small file beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

FILE = "beside.npz"

Matrix = npt.NDArray[np.float32]


class Beside(NamedTuple):
    """Rows (n, d) that came, with their ids; the reports that are gone, by the beginning of their passages' ids."""

    ids: list[str]
    matrix: Matrix
    gone: frozenset[str]


NOTHING = Beside([], np.zeros((0, 0), np.float32), frozenset())


def report_of(key: str) -> str:
    """Give the beginning of a passage's id, which names its report."""
    return key.rpartition("-")[0]


def load(folder: Path) -> Beside:
    """Read the file; nothing where there is none.  Raises `OSError` or `ValueError` where it is not whole."""
    if not (folder / FILE).is_file():
        return NOTHING
    try:
        with np.load(folder / FILE, allow_pickle=False) as held:
            ids, rows, gone = (held[name] for name in Beside._fields)
    except (BadZipFile, KeyError, EOFError) as error:
        raise ValueError(f"{FILE}: {error}") from error
    return Beside(ids.tolist(), rows.astype(np.float32, copy=False), frozenset(gone.tolist()))


def save(folder: Path, beside: Beside) -> None:
    """Write the file."""
    with (folder / FILE).open("wb") as file:
        np.savez(
            file,
            ids=np.array(beside.ids, dtype=np.str_),
            matrix=beside.matrix,
            gone=np.array(sorted(beside.gone), dtype=np.str_),
        )


def changed(old: Beside, batches: Iterable[tuple[Sequence[str], Matrix]], lost: Collection[str]) -> Beside:
    """Take the reports ``lost`` (beginnings of ids) out, and add rows."""
    stay = [row for row, key in enumerate(old.ids) if report_of(key) not in lost]
    young = {report_of(key) for key in old.ids}
    ids, parts = [old.ids[row] for row in stay], [old.matrix[stay]]
    for more, matrix in batches:
        ids += more
        parts.append(matrix)
    return Beside(ids, stacked(parts), old.gone | (set(lost) - young))


def stacked(parts: Iterable[Matrix]) -> Matrix:
    """Put rows below each other; where there is but one part, it is given as it is."""
    some = [part for part in parts if len(part)]
    if len(some) < 2:
        return some[0] if some else NOTHING.matrix
    return np.concatenate(some)
