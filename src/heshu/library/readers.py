"""Reading many files, in order, within bounds: in processes of their own, and small plain texts in this one.

A file that hangs, crashes its reader or takes all memory costs a process and is named; the process is replaced, and
the other files are read.  Processes are started with a command and spoken to through pipes, one pair each: that
works the same on every system, from threads, and beside a library that must not be forked.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from heshu.library.catalogue import Entry
from heshu.library.worker import OUT_OF_MEMORY, Task

Outcome = Entry | str
"""What came of a file: all of it, or why it was not read."""


class GaveUp(str):
    """Why a file was not read that took all it may take: trying again would take as much, and come to the same."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """The seconds that a kind of file may take: these, and so many more for each of its megabytes."""

    suffixes: tuple[str, ...]
    seconds: int
    a_megabyte: int

    def of(self, size: int) -> int:
        """Give the limit for a file of so many bytes."""
        return min(self.seconds + self.a_megabyte * size // 2**20, LONGEST)


LIMITS = (
    # A page of a scan is 50 KB or more, and takes 2 to 4 s.
    Limit((".pdf", ".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"), 180, 60),
    Limit((".txt", ".md", ".markdown", ".html", ".htm", ".csv", ".tsv"), 120, 5),
)
OTHERS = Limit((), 180, 20)
"""Another program may have to convert them."""
LONGEST = 3600

HARMLESS = (".txt", ".md", ".markdown")
SMALL, FEW = 48 * 1024, 2**20
"""Plain texts of up to so many bytes are read in this process, and alone by it where all are not more than ``FEW``."""
AHEAD = 32
"""Files that are read before their turn, and so kept in memory."""
PROCESSES = 16
GRACE = 30
"""Seconds, for starting, after which a process that has not ended itself is ended."""


def task(source: str, path: Path) -> Task:
    """Say how long a file may take; what lies in an archive is taken for large."""
    suffix = path.suffix.lower()
    limit = next((row for row in LIMITS if suffix in row.suffixes), OTHERS)
    return Task(source, path, limit.of(_size(path) or 5 * 2**20))


def outcomes(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
    """Read files and give what came of each, in the order of ``tasks``; close the iterator to stop."""
    if all(map(_is_harmless, tasks)) and sum(_size(one.path) for one in tasks) <= FEW:
        yield from map(_here, tasks)
        return
    line = _Line(tasks)
    readers = [threading.Thread(target=_read_here, args=(line,))] if line.harmless else []
    count = min(len(tasks), _cores(), PROCESSES)
    readers += [threading.Thread(target=_read_there, args=(line, Worker())) for _ in range(count)]
    for reader in readers:
        reader.start()
    try:
        yield from line.outcomes()
    finally:
        line.stop()
        for reader in readers:
            reader.join()


def _is_harmless(one: Task) -> bool:
    return one.path.suffix.lower() in HARMLESS and 0 < _size(one.path) <= SMALL


def _size(path: Path) -> int:
    """Give a file's bytes, 0 where it does not lie on disk by itself."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _cores() -> int:
    if sys.platform == "linux":  # elsewhere nobody says which cores this process may use
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# ---------------------------------------------------------------- who reads what


@dataclass
class _Line:
    """Files that stand in line; any number of readers take them, and what came of them is given back in order."""

    tasks: Sequence[Task]
    harmless: deque[int] = field(default_factory=deque)
    others: deque[int] = field(default_factory=deque)
    given: int = 0
    stopped: bool = False
    started: bool = False
    """Whether a process has read a file: until then this one reads what it may, and then it has enough to do."""
    workers: list[Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._done: dict[int, Outcome | BaseException] = {}
        self._changed = threading.Condition()
        for number, one in enumerate(self.tasks):
            (self.harmless if _is_harmless(one) else self.others).append(number)

    def take(self, *, harmless: bool) -> int | None:
        """Wait for a file and take it; ``None`` where there is none left."""
        with self._changed:
            while not self.stopped:
                line = self._line(harmless=harmless)
                if not line:
                    return None
                if line[0] < self.given + AHEAD:
                    return line.popleft()
                self._changed.wait()
        return None

    def _line(self, *, harmless: bool) -> deque[int]:
        if harmless or not self.others:
            return self.harmless
        if not self.harmless:
            return self.others
        return min(self.harmless, self.others, key=lambda line: line[0])

    def put(self, number: int, outcome: Outcome | BaseException) -> None:
        """Say what came of a file; an exception is one of the reader itself."""
        with self._changed:
            self._done[number] = outcome
            self._changed.notify_all()

    def outcomes(self) -> Iterator[Outcome]:
        """Give what came of each file, in order, as soon as it is there."""
        for number in range(len(self.tasks)):
            with self._changed:
                self._changed.wait_for(lambda number=number: number in self._done)  # type: ignore[misc]
                outcome = self._done.pop(number)
                self.given = number + 1
                self._changed.notify_all()
            if isinstance(outcome, BaseException):
                raise outcome
            yield outcome

    def stop(self) -> None:
        """Let nobody take another file, and end the processes."""
        with self._changed:
            self.stopped = True
            self._changed.notify_all()
        for worker in self.workers:
            worker.stop()


def _read_here(line: _Line) -> None:
    while not line.started and (number := line.take(harmless=True)) is not None:
        try:
            line.put(number, _here(line.tasks[number]))
        except BaseException as error:
            line.put(number, error)


def _here(one: Task) -> Outcome:
    from heshu.library.entries import entry  # noqa: PLC0415 - 0.2 s, while the processes start

    return entry(one.source, one.path)


def _read_there(line: _Line, worker: Worker) -> None:
    line.workers.append(worker)
    try:
        while (number := line.take(harmless=False)) is not None:
            try:
                line.put(number, worker.read(line.tasks[number]))
                line.started = True
            except BaseException as error:
                line.put(number, error)
    finally:
        worker.close()


# ---------------------------------------------------------------- a process


class Worker:
    """A process that reads, started at its first file and replaced where a file was too much for it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def read(self, one: Task) -> Outcome:
        """Read a file.  A process that read others before is given no blame: the file gets a fresh one."""
        used = self._process is not None
        outcome, died = self._ask(one)
        if died and used and died != _TOO_LONG and not self._stopped:
            outcome, died = self._ask(one)
        return outcome

    def _ask(self, one: Task) -> tuple[Outcome, str]:
        """Give what came of a file, and how the process died of it, if so."""
        process, started = self._running(), time.monotonic()
        if process is None:
            return "已中止", "stopped"
        last = threading.Timer(one.seconds + GRACE, _kill, (process,))
        last.daemon = True
        last.start()
        try:
            assert process.stdin
            assert process.stdout
            pickle.dump(one, process.stdin, pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            outcome: Outcome = pickle.load(process.stdout)  # noqa: S301 - from our own process
            return outcome, ""
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            took = time.monotonic() - started
        finally:
            last.cancel()
            last.join()
        return self._buried(process, one, took)

    def _running(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._process is None and not self._stopped:
                self._process = _started()
            return None if self._stopped else self._process

    def _buried(self, process: subprocess.Popen[bytes], one: Task, took: float) -> tuple[GaveUp, str]:
        _end(process)
        with self._lock:
            self._process = None
        return _died(process.returncode, one.seconds, took)

    def stop(self) -> None:
        """End the process, from any thread; the one that waits for it goes on."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                _kill(self._process)

    def close(self) -> None:
        """End the process and release its pipes."""
        self.stop()
        if self._process is not None:
            _end(self._process)


def _started() -> subprocess.Popen[bytes]:
    return started("heshu.library.worker")


def started(module: str, flags: int = 0) -> subprocess.Popen[bytes]:
    """Start a process of this very Python that runs a module's ``main`` and is spoken to by its pipes.

    ``flags`` are Windows' creation flags.  Raises `OSError` where it cannot be started.
    """
    start = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main()"
    return subprocess.Popen(  # noqa: S603 - this very Python
        [sys.executable, "-P", "-X", "utf8", "-c", start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is not for it, and what it starts itself can be ended with it
        creationflags=flags,
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process with the programs that it has started; once it was waited for, its number may be another's."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended, and so have they
        os.killpg(process.pid, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was still to be written
                pipe.close()


_TOO_LONG = "time"


def _died(status: int, seconds: int, took: float) -> tuple[GaveUp, str]:
    """Say in words what a process died of, and its kind."""
    if took >= seconds:
        kind, why = _TOO_LONG, f"读了 {seconds} 秒还没有读完，已放弃。文件太大、太复杂或有问题，请拆分或另存后再读"
    elif status == OUT_OF_MEMORY:
        kind, why = "memory", "读取时内存不够，没有收进来。请拆分成几个文件，或另存为不含图片的版本后再读"
    else:
        kind, why = "crash", f"读取时程序意外中止（代码 {status}）。文件多半已损坏，请另存为 .docx 或 PDF 后再读"
    return GaveUp(f"{why}。文件不变就不再重试，要重试请加 --rebuild。"), kind
