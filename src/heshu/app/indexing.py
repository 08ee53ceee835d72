"""Indexing beside a page that answers: in a process of its own, which gives way to the one that answers.

In the process that serves, building an index and answering would take turns at the interpreter's lock, and all that
was ever read for an upload would stay in its memory.  The process is started at the first run, kept for the next one
for a while, and spoken to through pipes; it ends with the one that started it.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import threading
import traceback
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from heshu.errors import HeshuError, IndexError_

Progress = Callable[[int, int, str], None]

IDLE = 60.0
"""Seconds for which the process is kept after a run."""
GIVES_WAY = 5
"""How much the process gives way (as `nice` counts it); what it starts to read files does so too."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to index, as `heshu.library.build.build` takes it; the reports whose files are gone leave the index."""

    folders: tuple[Path, ...]
    index: Path
    embedder: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class End:
    """A run has ended; ``error`` is what it failed with in Chinese and in English, ``bug`` the trace of a bug."""

    error: tuple[str, str] | None = None
    bug: str = ""


class Unforeseen(Exception):
    """The process met a bug; the trace is the argument."""


class Indexing:
    """Brings indexes up to date in a process of its own.  Methods may be called from several threads."""

    def __init__(self, idle: float = IDLE) -> None:
        self._idle = idle
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._rest: threading.Timer | None = None
        self._ends: Callable[[], object] = lambda: None

    def build(self, folders: Sequence[Path], index: Path, embedder: str | None, progress: Progress) -> None:
        """Bring an index up to date with folders and files, and publish it.

        Raises what `heshu.library.build.build` raises, in words alone, `Unforeseen` for a bug of it, and
        `IndexError_` where the process was ended from outside.
        """
        with self._lock:
            process = self._running()
            try:
                end = _told(process, Order(tuple(folders), index, embedder), progress)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._ends()
                raise _ended(process.returncode) from error
            finally:
                self._keep_awhile()
        if end.bug:
            raise Unforeseen(end.bug)
        if end.error:
            raise HeshuError(*end.error)

    def close(self) -> None:
        """End the process, once the run at hand is over; the next run starts another."""
        with self._lock:
            self._ends()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._rest:
            self._rest.cancel()
        if self._process is None or self._process.poll() is not None:
            self._ends()
            self._process = _started()
            self._ends = weakref.finalize(self, _end, self._process)
        return self._process

    def _keep_awhile(self) -> None:
        own = weakref.ref(self)
        self._rest = threading.Timer(self._idle, _rested, (own,))
        self._rest.daemon = True
        self._rest.start()


def _rested(indexing: weakref.ref[Indexing]) -> None:
    if own := indexing():
        own.close()


def _told(process: subprocess.Popen[bytes], order: Order, progress: Progress) -> End:
    assert process.stdin
    assert process.stdout
    pickle.dump(order, process.stdin, pickle.HIGHEST_PROTOCOL)
    process.stdin.flush()
    while isinstance(said := pickle.load(process.stdout), Step):  # noqa: S301 - from our own process
        progress(said.done, said.total, said.name)
    assert isinstance(said, End)
    return said


def _started() -> subprocess.Popen[bytes]:
    from heshu.library.readers import started  # noqa: PLC0415  (the page loads no reader until something comes in)

    return started("heshu.app.indexing", getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process; a killed writer leaves the published index whole, and its readers end with it."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was still to be written
                pipe.close()


def _ended(status: int | None) -> IndexError_:
    return IndexError_(
        f"更新索引的程序中途停了（代码 {status}），原来的索引没有受影响。请再试一次；如果还是不行，请检查内存是否够用",
        f"The program that updates the index stopped midway (status {status}); the index is as it was. "
        "Please try again, and if it happens again see whether there is memory enough",
    )


# ---------------------------------------------------------------- in the process


def main() -> None:
    """Carry out one order after another until no more come."""
    from heshu.library.worker import alone, give_way  # noqa: PLC0415

    orders, answers = alone()
    give_way(GIVES_WAY)
    with contextlib.suppress(EOFError, OSError):
        while True:
            order: Order = pickle.load(orders)  # noqa: S301 - from the process that started this one
            _say(answers, _carried_out(order, lambda *step: _say(answers, Step(*step))))


def _carried_out(order: Order, progress: Progress) -> End:
    from heshu.library.build import build  # noqa: PLC0415

    try:
        build(order.folders, order.index, embedder=order.embedder, prune=True, progress=progress)
    except HeshuError as error:
        return End((error.message, error.english))
    except Exception:
        return End(bug=traceback.format_exc())
    return End()


def _say(stream: IO[bytes], what: Step | End) -> None:
    pickle.dump(what, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()
