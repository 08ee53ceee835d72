"""A process and all that it starts, watched: seconds, processor time, memory of all together, bytes written to disk."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from eval.bench.sides import cpu_seconds

EVERY = 0.25
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a run took; ``memory`` is the most that all its processes held at once (PSS: what is shared counts once).

    ``memory`` and ``written`` are MB, 0 where the system does not tell (elsewhere than on Linux).
    """

    status: int
    output: str
    seconds: float
    cpu: float
    memory: float
    written: float


def watched(command: Sequence[str], limit: float = 7200.0) -> Watched:
    """Run a command and watch it; it is ended after ``limit`` seconds, with the status -9."""
    begun, used = time.perf_counter(), cpu_seconds()
    with TemporaryFile("w+", encoding="utf-8") as output:  # a full pipe would stop it
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        most = written = 0.0
        while process.poll() is None:
            family = list(_family(process.pid))
            most = max(most, sum(_memory(one) for one in family))
            written = max(written, sum(_written(one) for one in family))
            if time.perf_counter() - begun > limit:
                process.kill()
            time.sleep(EVERY)
        seconds, cpu = time.perf_counter() - begun, cpu_seconds() - used
        output.seek(0)
        return Watched(process.returncode, output.read(), seconds, cpu, most, written)


def _family(pid: int) -> Iterator[int]:
    yield pid
    if sys.platform != "linux":
        return
    for task in _entries(Path(f"/proc/{pid}/task")):
        for child in _text(task / "children").split():
            yield from _family(int(child))


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _memory(pid: int) -> float:
    return _number(_text(Path(f"/proc/{pid}/smaps_rollup")), "Pss:") * 1024 / 1e6


def _written(pid: int) -> float:
    return _number(_text(Path(f"/proc/{pid}/io")), "write_bytes:") / 1e6


def _number(text: str, name: str) -> float:
    lines = (line.split() for line in text.splitlines())
    return next((float(words[1]) for words in lines if words and words[0] == name), 0.0)
