"""A process that reads files for another one: tasks come in on stdin, outcomes go out on stdout.

It bounds itself: a file that takes longer than its limit ends the process, from a thread that needs nothing of
Python, so that a reader that hangs deep in a library is ended too, even where the other process is gone.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from heshu.library.catalogue import Entry

MEMORY = 3 * 2**30
"""Bytes that a process may take for itself, on systems that can hold it to that (Linux)."""
LARGEST_OUTCOME = 512 * 2**20
OUT_OF_MEMORY = 77
"""The exit status of a process that a file took all memory from."""

TOO_LARGE = "内容太多，没有收进来。请拆分成几个文件。"


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read: its source, where it lies, and the seconds that it may take."""

    source: str
    path: Path
    seconds: int


def main() -> None:
    """Read one file after another until no more come."""
    tasks, outcomes = alone()
    give_way(0)
    _limit_memory()
    from heshu.library.entries import entry  # noqa: PLC0415 - the first task may come meanwhile

    with contextlib.suppress(EOFError, OSError), open(os.devnull, "w", encoding="utf-8") as nowhere:
        while True:
            task: Task = pickle.load(tasks)  # noqa: S301 - from the process that started this one
            faulthandler.dump_traceback_later(task.seconds, exit=True, file=nowhere)
            try:
                _send(outcomes, entry(task.source, task.path))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            faulthandler.cancel_dump_traceback_later()


def alone() -> tuple[IO[bytes], IO[bytes]]:
    """Let a process work for the one that started it alone, and end with it; give the pipes to and from that one.

    They were stdin and stdout: what a library prints goes nowhere.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the other process, which ends this one
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    own = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    return os.fdopen(own[0], "rb"), os.fdopen(own[1], "wb")


def give_way(by: int) -> None:
    """Let other programs go before this one and those that it starts, by so much as `nice` counts it.

    Linux may weigh sessions before it weighs the processes in them: what is a session of its own says so for it too.
    """
    if hasattr(os, "nice") and (nice := os.nice(by)) > 0:
        with contextlib.suppress(OSError):  # not on this system
            Path("/proc/self/autogroup").write_text(str(nice), "ascii")


def _send(stream: IO[bytes], outcome: Entry | str) -> None:
    data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
    if len(data) > LARGEST_OUTCOME:
        data = pickle.dumps(TOO_LARGE, pickle.HIGHEST_PROTOCOL)
    stream.write(data)
    stream.flush()


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _end_with(parent: int) -> None:
    """End when the process that started this one has; Windows tells nobody."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
