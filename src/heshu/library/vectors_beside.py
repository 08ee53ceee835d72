"""The vectors that came since a large index was written, and what of that one is gone: one small file beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

FILE = "beside.npz"

Matrix = npt.NDArray[np.float32]


class Beside(NamedTuple):
    """Rows (n, d) that came, with their ids; the reports that are gone, and how many rows of the large index with them.

    Reports are named by the beginning of their passages' ids.
    """

    ids: list[str]
    matrix: Matrix
    gone: frozenset[str]
    less: int


NOTHING = Beside([], np.zeros((0, 0), np.float32), frozenset(), 0)


def report_of(key: str) -> str:
    """Give the beginning of a passage's id, which names its report."""
    return key.rpartition("-")[0]


def load(folder: Path) -> Beside:
    """Read the file; nothing where there is none.  Raises `OSError` or `ValueError` where it is not whole."""
    if not (folder / FILE).is_file():
        return NOTHING
    try:
        with np.load(folder / FILE, allow_pickle=False) as held:
            ids, rows, gone, less = (held[name] for name in Beside._fields)
    except (BadZipFile, KeyError, EOFError) as error:
        raise ValueError(f"{FILE}: {error}") from error
    return Beside(ids.tolist(), rows.astype(np.float32, copy=False), frozenset(gone.tolist()), int(less))


def save(folder: Path, beside: Beside) -> None:
    """Write the file."""
    with (folder / FILE).open("wb") as file:
        np.savez(
            file,
            ids=np.array(beside.ids, dtype=np.str_),
            matrix=beside.matrix,
            gone=np.array(sorted(beside.gone), dtype=np.str_),
            less=np.array(beside.less),
        )


def changed(old: Beside, batches: Iterable[tuple[Sequence[str], Matrix]], lost: Mapping[str, int]) -> Beside:
    """Take the reports ``lost`` (beginning of ids -> passages) out, and add rows."""
    stay = [row for row, key in enumerate(old.ids) if report_of(key) not in lost]
    young = {report_of(key) for key in old.ids}
    away = {report: rows for report, rows in lost.items() if report not in young}
    ids, parts = [old.ids[row] for row in stay], [old.matrix[stay]]
    for more, matrix in batches:
        ids += more
        parts.append(matrix)
    rows = np.concatenate([part for part in parts if len(part)] or [NOTHING.matrix])
    return Beside(ids, rows, old.gone | away.keys(), old.less + sum(away.values()))
