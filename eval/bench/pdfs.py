"""Reading speed of PDFs with text, beside markitdown on the same files in one run, and what each one keeps of tables.

    python -m eval.bench.pdfs [PDFS] [--rounds N]

Each side runs in a process of its own, reads every file once to have all loaded, then N times; the median of the
whole folder counts.  Three rows are Heshu's: the text with its tables (what markitdown gives), all that the catalogue
holds of it (sections, passages, figures), and the same through the processes that `heshu index` starts.

Of the amounts of eval/reading/amounts.txt, where their files are at hand, it counts those whose number stands in the
text, those on one line with the head of their row (its last words, or the head of the column where a row has none),
and, for Heshu, those that are figures with the right label.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from eval.bench.sides import cpu_seconds, memory
from eval.reading.score import Amount, listed, missing, plain

ROOT = Path(__file__).parents[2]
ROUNDS = 5
TAIL = 6
"""Characters of a row's head by whose last ones it is known: a clerk's list may set others before."""

Texts = list[str]
Read = Callable[[Sequence[Path]], Texts]


class Measured(TypedDict):
    """One side: seconds for the whole folder by the clock and of processor time, memory in MB, the texts."""

    seconds: float
    cpu: float
    memory: float
    texts: Texts


def default_pdfs() -> Path:
    """Give the measuring data's files where they are at hand, else the samples."""
    shared = Path(os.environ.get("HESHU_SHARED", ROOT.parent / "shared")) / "real-pdfs"
    return shared if shared.is_dir() else ROOT / "corpus"


def pdfs(folder: Path) -> list[Path]:
    """Give the PDF files of a folder, in the order of their names."""
    return sorted(folder.glob("*.pdf"))


# ---------------------------------------------------------------- the sides, each in its process


def markitdown() -> Read:
    """Load markitdown: Markdown of each file."""
    from markitdown import MarkItDown  # noqa: PLC0415  (neither side pays for the other's imports)

    one = MarkItDown(enable_plugins=False)
    return lambda paths: [one.convert(path).text_content for path in paths]


def heshu_text() -> Read:
    """Load Heshu's readers: the text of each file, its tables found."""
    from heshu.reading.formats import extract  # noqa: PLC0415

    return lambda paths: [extract(path).text for path in paths]


def heshu_all() -> Read:
    """Load Heshu's readers: all that the catalogue holds of each file."""
    from heshu.library.catalogue import Entry  # noqa: PLC0415
    from heshu.library.entries import entry  # noqa: PLC0415

    def read(paths: Sequence[Path]) -> Texts:
        found = [entry(path.name, path) for path in paths]
        return [one.report.text for one in found if isinstance(one, Entry)]

    return read


def heshu_processes() -> Read:
    """Read through processes as `heshu index` does; their start is in the time."""
    from heshu.library.catalogue import Entry  # noqa: PLC0415
    from heshu.library.readers import outcomes, task  # noqa: PLC0415

    def read(paths: Sequence[Path]) -> Texts:
        found = outcomes([task(path.name, path) for path in paths])
        return [one.report.text for one in found if isinstance(one, Entry)]

    return read


SIDES: dict[str, Callable[[], Read]] = {
    "markitdown": markitdown,
    "heshu": heshu_text,
    "heshu-all": heshu_all,
    "heshu-processes": heshu_processes,
}
NAMES = {
    "markitdown": "markitdown",
    "heshu": "Heshu: text and tables",
    "heshu-all": "  with passages and figures",
    "heshu-processes": "  the same, by its processes",
}


def measured(side: str, folder: Path, rounds: int) -> Measured:
    """Read a folder again and again: the median seconds by the clock and of processor time, memory in MB, the texts."""
    read, paths = SIDES[side](), pdfs(folder)
    texts = read(paths)
    runs = [_timed(read, paths) for _ in range(rounds)]
    seconds, cpu = map(statistics.median, zip(*runs, strict=True))
    return {"seconds": seconds, "cpu": cpu, "memory": memory(), "texts": texts}


def _timed(read: Read, paths: Sequence[Path]) -> tuple[float, float]:
    started, used = time.perf_counter(), cpu_seconds()
    read(paths)
    return time.perf_counter() - started, cpu_seconds() - used


def _in_a_process(side: str, folder: Path, rounds: int) -> Measured:
    command = [sys.executable, "-m", "eval.bench.pdfs", str(folder), "--rounds", str(rounds), "--side", side]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


# ---------------------------------------------------------------- what is kept


def kept(amounts: Iterable[Amount], texts: dict[str, str]) -> tuple[int, int]:
    """Count the amounts whose number stands in the text of their file, and those on a line with their head."""
    lines = {file: text.replace(",", "").splitlines() for file, text in texts.items()}
    anywhere = beside = 0
    for amount in amounts:
        holding = [line for line in lines[amount.file] if _number(amount).search(line)]
        anywhere += bool(holding)
        beside += any((amount.row or amount.column)[-TAIL:] in plain(line) for line in holding)
    return anywhere, beside


def _number(amount: Amount) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.]){re.escape(str(amount.value))}(?![\d]|\.\d)")


def rows(found: dict[str, Measured], pages: int, amounts: Sequence[Amount], folder: Path) -> Iterator[str]:
    """Yield the lines of the table."""
    base = found["markitdown"]
    yield f"{'':30} {'pages/s':>8} {'ratio':>6} {'cpu':>6} {'MB':>6} {'number':>7} {'line':>6} {'figure':>7}"
    names = [path.name for path in pdfs(folder)]
    for side, one in found.items():
        anywhere, beside = kept(amounts, dict(zip(names, one["texts"], strict=True)))
        figures = "" if side == "markitdown" else str(len(amounts) - len(list(missing(amounts, folder))))
        rate, clock, cpu = (pages / one["seconds"], *(base[what] / one[what] for what in ("seconds", "cpu")))
        speed = f"{rate:8.0f} {clock:6.2f} {cpu:6.2f} {one['memory']:6.0f}"
        yield f"{NAMES[side]:30} {speed} {anywhere:7} {beside:6} {figures:>7}"


def main() -> None:
    """Measure all sides and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path, nargs="?", default=default_pdfs())
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder: Path = options.pdfs.resolve()
    if options.side:
        print(json.dumps(measured(options.side, folder, options.rounds)))
        return
    names = {path.name for path in pdfs(folder)}
    amounts = [amount for amount in listed() if amount.file in names]
    pages = _pages(folder)
    print(f"{len(names)} files, {pages} pages, {len(amounts)} listed amounts")
    for line in rows({side: _in_a_process(side, folder, options.rounds) for side in SIDES}, pages, amounts, folder):
        print(line.rstrip())


def _pages(folder: Path) -> int:
    from heshu.reading.formats import extract  # noqa: PLC0415

    return sum(len(extract(path).page_starts) for path in pdfs(folder))


if __name__ == "__main__":
    main()
