"""Spoil files of every kind and read them: each must give figures or an error in words, soon and in little memory.

    python -m eval.bench.read_fuzz [--seconds N] [--seed S] [SUFFIX ...]

Prints how many files of each kind were read and how many refused, and why.  Ends with status 1 on any exception but a
`ReadingError`, on a file that takes more than `SLOWEST` seconds of processor time, and where the process grows past
`MOST_MEMORY`; such files are kept in a folder whose name it prints.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from eval.bench.spoiling import sound_files, spoilt_files
from heshu.errors import ReadingError
from heshu.figures.extract import figures_of
from heshu.library import archives
from heshu.reading.read import Reading, read

SLOWEST = 5
"""Seconds of processor time."""
MOST_MEMORY = 1024
"""MB of the whole process."""


class Hang(Exception):
    """Reading did not end by itself."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that was not read as it must be, and how not."""

    path: Path
    what: str


def outcome(path: Path) -> str:
    """Read a file, or those in an archive, down to the figures.  Raises whatever is no `ReadingError`."""
    try:
        for one in [path / m.name for m in archives.members(path)] if archives.is_archive(path) else [path]:
            with archives.unpacked(one) as file:
                _check(read(file))
    except ReadingError as error:
        if not (error.message and error.english):
            raise ValueError(f"{type(error).__name__} without words") from error
        return type(error).__name__
    return "read"


def _check(reading: Reading) -> None:
    text, names = reading.report.text, (reading.report.department, *reading.report.aliases)
    for figure in figures_of(reading.passages, reading.extracted.tables, text, names):
        if text[figure.span.start : figure.span.end] != figure.text or not figure.label:
            raise ValueError(f"{figure.label!r}: {figure.text!r}")


@contextmanager
def ending() -> Iterator[None]:
    """Raise `Hang` in what does not end by itself; the process is its own master again afterwards."""
    before = signal.signal(signal.SIGVTALRM, _hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, 4 * SLOWEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def wrong_with(path: Path, seen: Counter[str]) -> str:
    """Read a file; say what is wrong with how it was read, nothing where nothing is."""
    started = time.process_time()
    try:
        with ending():
            seen[f"{path.suffix} {outcome(path)}"] += 1
    except Exception:
        seen[f"{path.suffix} FAULT"] += 1
        return traceback.format_exc(limit=-4)
    took = time.process_time() - started
    return f"{took:.1f} s" if took > SLOWEST else ""


def memory() -> float:
    """Give the largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def faults(seconds: float, seed: int, suffixes: Sequence[str], seen: Counter[str], folder: Path) -> Iterator[Fault]:
    """Spoil and read for so many seconds; yield what went wrong."""
    sound = {suffix: files for suffix, files in sound_files().items() if suffix in suffixes or not suffixes}
    end, highest = time.monotonic() + seconds, MOST_MEMORY
    for number, (suffix, data) in enumerate(spoilt_files(random.Random(seed), sound)):
        if time.monotonic() > end:
            return
        path = folder / f"{number}{suffix}"
        path.write_bytes(data)
        if what := wrong_with(path, seen):
            yield Fault(path, what)
        elif memory() > highest:
            highest *= 2
            yield Fault(path, f"{memory():.0f} MB")
        else:
            path.unlink()


def _hang(*_: object) -> None:
    raise Hang


def main(arguments: Sequence[str] | None = None) -> None:
    """Spoil and read for a time; print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suffixes", nargs="*", metavar="SUFFIX", help="kinds of files (.pdf .docx …), by default all")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    folder, seen = Path(tempfile.mkdtemp(prefix="spoilt-")), Counter[str]()
    wrong = list(faults(options.seconds, options.seed, options.suffixes, seen, folder))
    print(f"{seen.total()} files, {len(wrong)} faults, {memory():.0f} MB at most")
    print("\n".join(f"{name}\t{count}" for name, count in sorted(seen.items())))
    for fault in wrong:
        print(f"{fault.path}: {fault.what}")
    if wrong:
        sys.exit(1)
    folder.rmdir()


if __name__ == "__main__":
    main()
