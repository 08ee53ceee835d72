"""Words and vectors of a generation, written side by side while its reports are still being read.

Each is written in a thread of its own, from a short queue, so that what waits in memory stays small however many
reports there are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Self, TypeVar

from heshu.embedding.model import Embedder
from heshu.errors import DamagedIndex
from heshu.library.catalogue import Catalogue
from heshu.library.vectors import Batch, FolderVectors, write_beside, write_vectors
from heshu.library.words import build_words
from heshu.records import Passage

WAITING = 8
"""Reports that wait for a thread."""
TOGETHER = 4_000
"""Passages that are encoded and written together."""

Row = tuple[str, str, str]
"""Passage id, report id, and what search sees of the passage."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Former:
    """The generation that is built upon: its catalogue, the reports that stay, and those that do not (id -> passages).

    ``beside`` says whether its large files are taken over as they stand, with what has changed beside them;
    ``grown`` whether words and vectors are taken over and changed, which is right of a large index and of one that
    loses nothing.  Else they are written anew.
    """

    catalogue: Catalogue
    kept: Collection[str]
    lost: Mapping[str, int]
    beside: bool = False
    grown: bool = False

    @property
    def whole(self) -> bool:
        """Whether words and vectors are taken over, less what is lost."""
        return self.beside or self.grown

    def folder(self, part: str) -> Path | None:
        """Give the folder to take over."""
        return self.catalogue.folder / part if self.whole else None

    def rows(self) -> Iterator[Row]:
        """Give the rows of the reports that stay, where the folder cannot be taken over."""
        if self.whole:
            return
        for key, report, path, text in self.catalogue.texts():
            if report in self.kept:
                yield key, report, searchable(path, text)

    def vectors(self) -> Iterator[Batch]:
        """Give the vectors of the reports that stay, where the folder cannot be taken over.

        Raises `DamagedIndex` where one is missing.
        """
        if self.whole:
            return
        ids = iter([key for key, report in self.catalogue.passage_ids() if report in self.kept])
        vectors = FolderVectors(self.catalogue.folder / "vectors")
        while wanted := list(islice(ids, TOGETHER)):
            yield vectors.rows(wanted)

    def add_vectors(self, folder: Path, rows: Iterator[Batch]) -> None:
        """Write what stays and more rows to a new folder."""
        old = self.catalogue.folder / "vectors"
        if self.beside:
            write_beside(folder, rows, old, {report[:16] for report in self.lost})
        else:
            changed = self.grown and (self.lost or self.catalogue.beside)
            stay = {report[:16] for report in self.kept} if changed else None
            write_vectors(folder, chain(_taken(self.vectors()), rows), old if self.grown else None, stay)


def searchable(path: Iterable[str], text: str) -> str:
    """What both indexes see of a passage: its headings, then its text."""
    return " ".join((*path, text))


class Derived:
    """What follows from the catalogue, fed report by report: use it with ``with``, and `finish` it.

    Left without being finished, the threads stop where they are.
    """

    def __init__(self, folder: Path, model: Embedder, former: Former | None) -> None:
        def words(rows: Iterator[Row]) -> None:
            kept = _taken(former.rows()) if former else ()
            with _written():
                build_words(
                    folder / "words",
                    chain(kept, rows),
                    former.folder("words") if former else None,
                    former.lost if former and former.whole else (),
                )

        def vectors(rows: Iterator[Row]) -> None:
            with _written():
                if former:
                    former.add_vectors(folder / "vectors", _encoded(rows, model))
                else:
                    write_vectors(folder / "vectors", _encoded(rows, model))

        self._sides = (_Side(words), _Side(vectors))

    def add(self, passages: Iterable[Passage]) -> None:
        """Hand on the passages of a report that was read.  Raises what a thread failed with, if one has."""
        rows = [(one.id, one.report_id, searchable(one.path, one.text)) for one in passages]
        for side in self._sides:
            side.put(rows)

    def finish(self) -> None:
        """Wait until all is written.  Raises `Unwritten`, or `DamagedIndex` where the former one is not whole."""
        for side in self._sides:
            side.put(None)
        for side in self._sides:
            side.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for side in self._sides:
            side.stop()


class Unwritten(Exception):
    """Words or vectors could not be written; what was in the way is the cause."""


class _Damaged(BaseException):
    """The generation that is built upon is not whole."""


def _taken(rows: Iterator[T]) -> Iterator[T]:
    """Tell damage of the former generation from trouble with the new one, which the writers report alike."""
    try:
        yield from rows
    except DamagedIndex as error:
        raise _Damaged from error


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except DamagedIndex as error:
        raise Unwritten from error.__cause__ or error
    except _Damaged as error:
        raise error.__cause__ or error from None


def _encoded(rows: Iterator[Row], model: Embedder) -> Iterator[Batch]:
    while batch := list(islice(rows, TOGETHER)):
        yield [key for key, _, _ in batch], model.encode([text for _, _, text in batch])


class _Stopped(BaseException):
    """Nothing more comes, and what came is not wanted any more."""


class _Side:
    """A thread that works on rows as they come."""

    def __init__(self, work: Callable[[Iterator[Row]], None]) -> None:
        self._queue: Queue[list[Row] | type[_Stopped] | None] = Queue(WAITING)
        self._error: BaseException | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._run, args=(work,))
        self._thread.start()

    def _run(self, work: Callable[[Iterator[Row]], None]) -> None:
        try:
            work(self._rows())
        except _Stopped:
            return
        except BaseException as error:
            self._error = error
            while not self._ended:  # whoever waits to put something is let go
                self._ended = not isinstance(self._queue.get(), list)

    def _rows(self) -> Iterator[Row]:
        while isinstance(rows := self._queue.get(), list):
            yield from rows
        self._ended = True
        if rows is _Stopped:
            raise _Stopped

    def put(self, rows: list[Row] | None) -> None:
        if self._error is not None:
            raise self._error
        self._queue.put(rows)

    def join(self) -> None:
        self._thread.join()
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        if self._thread.is_alive():
            self._queue.put(_Stopped)
        self._thread.join()
