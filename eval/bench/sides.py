"""What both sides of the comparison do, and one measured step of one side in a process of its own.

    python -m eval.bench.sides naive|heshu index REPORTS STORE
    python -m eval.bench.sides naive|heshu index-again|index-large REPORTS STORE
    python -m eval.bench.sides naive|heshu cold STORE QUESTION
    python -m eval.bench.sides naive|heshu warm STORE QUESTIONS

The last line of the output is what was measured, as JSON: seconds, and the largest resident memory in MB.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

Ask = Callable[[str], str]
ROUNDS = 5
ROUNDS_LARGE = 1


class Side(Protocol):
    """A way to answer questions about reports."""

    def index(self, reports: Path, store: Path) -> None:
        """Index the texts of a folder."""

    def open(self, store: Path) -> Ask:
        """Open an index."""


def side(name: str) -> Side:
    """Load a side with all that it needs before the first report."""
    if name == "naive":
        from eval.bench.naive import Naive  # noqa: PLC0415  (neither side pays for the other's imports)

        return Naive()
    from eval.bench.ours import Ours  # noqa: PLC0415

    return Ours()


def index(chosen: Side, reports: Path, store: Path) -> dict[str, float]:
    """Index the texts of a folder; ``cpu`` are the seconds of all its threads, and of processes that it started."""
    started, used = time.perf_counter(), cpu_seconds()
    chosen.index(reports, store)
    return {"seconds": time.perf_counter() - started, "cpu": cpu_seconds() - used}


def cpu_seconds() -> float:
    """Give the processor time of this process so far, and of those that it started and waited for."""
    both = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def index_again(chosen: Side, reports: Path, store: Path, rounds: int = ROUNDS) -> dict[str, float]:
    """Index once more than ``rounds`` times, each into a store of its own, and take the medians of all but the first.

    The first one brings in all that loads late, on either side.
    """
    runs = [index(chosen, reports, store / str(turn)) for turn in range(rounds + 1)][1:]
    return {what: statistics.median(run[what] for run in runs) for what in ("seconds", "cpu")}


def cold(chosen: Side, store: Path, question: str) -> dict[str, float]:
    """Answer one question; the process that waits for this one takes the time."""
    return {"characters": len(chosen.open(store)(question))}


def warm(chosen: Side, store: Path, questions: Path) -> dict[str, float]:
    """Ask every other question to warm up, then those between, and take their median and 99th percentile.

    Each is timed when it is first asked: what was worked out for a question is remembered for the next.
    """
    ask = chosen.open(store)
    asked = questions.read_text("utf-8").splitlines()
    for question in asked[::2]:
        ask(question)
    times = sorted(_seconds(ask, question) for question in asked[1::2])
    return {"seconds": statistics.median(times), "slow": times[len(times) * 99 // 100]}


def _seconds(ask: Ask, question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return time.perf_counter() - started


def memory() -> float:
    """Give the largest resident memory of this process so far, in MB (Linux counts KiB, macOS bytes).

    Of processes that it started the largest is known: as many as there are cores are counted.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (os.cpu_count() or 1)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children
    return most / (1 if sys.platform == "darwin" else 1 / 1024) / 1e6


def main() -> None:
    """Run one step of one side."""
    name, step, first, second = sys.argv[1:]
    chosen = side(name)
    measured = {
        "index": lambda: index(chosen, Path(first), Path(second)),
        "index-again": lambda: index_again(chosen, Path(first), Path(second)),
        "index-large": lambda: index_again(chosen, Path(first), Path(second), ROUNDS_LARGE),
        "cold": lambda: cold(chosen, Path(first), second),
        "warm": lambda: warm(chosen, Path(first), Path(second)),
    }[step]()
    print(json.dumps({**measured, "memory": memory()}))


if __name__ == "__main__":
    main()
