"""Heshu beside the pipeline that a LlamaIndex tutorial builds, on the same reports in one run.

    python -m eval.bench [REPORTS] [--copies N] [--large N]

Both sides get the same plain text (Heshu's readers take it from Word, PDF and HTML files), each step in a process of
its own.  Indexing is measured a second time with N copies of each report, to show what a folder of usual size takes.
Cold is a whole process that opens the index and answers one question: for Heshu, `heshu ask`.  Warm is the median
over every other question of the measuring data where they are at hand, else of eval/questions, each asked once of a
process that has answered the others.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from heshu.reading.formats import extract, supported

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("HESHU_SHARED", ROOT.parent / "shared"))
COLD_RUNS = 5
SIDES = ("naive", "heshu")
HEAD = ("", "naive", "Heshu", "ratio", "wanted")
LARGE = 20
"""Copies of each report in the larger folder."""
HESHU_ASK = (sys.executable, "-c", "from heshu.app.cli import main; main()", "ask")


@dataclass(frozen=True, slots=True)
class Measured:
    """One side: rates in characters a second, times in seconds, memory in megabytes.

    ``rate`` and ``rate_cpu`` are by the clock and by processor time once all is loaded, ``rate_whole`` has the
    start in.
    """

    rate: float
    rate_cpu: float
    rate_whole: float
    cold: float
    warm: float
    slow: float
    memory_index: float
    memory_warm: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """One side's indexing of a larger folder: characters a second by the clock and by processor time, megabytes."""

    rate: float
    rate_cpu: float
    memory: float


def default_reports() -> Path:
    """Give the measuring data's reports where they are at hand, else the samples."""
    return SHARED / "reports" if SHARED.is_dir() else ROOT / "corpus"


def questions_of(reports: Path) -> list[str]:
    """Give the questions about the reports that stand by themselves: those without a conversation before them."""
    ours = [ROOT / "eval" / "questions" / "samples.jsonl"]
    files = sorted((SHARED / "eval").glob("questions*.jsonl")) if reports == SHARED / "reports" else ours
    rows = (json.loads(line) for file in files for line in file.read_text("utf-8").splitlines())
    return [row["question"] for row in rows if not row.get("history")]


def write_texts(reports: Path, folder: Path, copies: int) -> int:
    """Write each report's plain text to a folder, and give the number of characters.

    A copy ends with its number, so that no two files are the same.
    """
    folder.mkdir()
    characters = 0
    for path in sorted(p for p in reports.iterdir() if supported(p) and not p.name.startswith(("README", "."))):
        text = extract(path).text
        for copy in range(copies):
            numbered = text + (f"\n第{copy}份。\n" if copy else "")
            (folder / f"{path.stem}{f'-{copy}' if copy else ''}.txt").write_text(numbered, "utf-8")
            characters += len(numbered)
    return characters


def step(name: str, *arguments: object) -> tuple[float, dict[str, float]]:
    """Run one step of one side; give the seconds of the whole process and what it measured itself."""
    command = [sys.executable, "-m", "eval.bench.sides", name, *map(str, arguments)]
    started = time.perf_counter()
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    return time.perf_counter() - started, json.loads(done.stdout.splitlines()[-1])


def cold_seconds(name: str, store: Path, question: str) -> float:
    """Take the median of some whole processes that answer one question."""
    return statistics.median(_cold(name, store, question) for _ in range(COLD_RUNS))


def _cold(name: str, store: Path, question: str) -> float:
    if name == "naive":
        return step(name, "cold", store, question)[0]
    started = time.perf_counter()
    subprocess.run([*HESHU_ASK, question, "--index", str(store)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure(name: str, texts: Path, characters: int, questions: Path) -> Measured:
    """Take one side through all steps."""
    store = texts.with_name(name)
    whole, _ = step(name, "index", texts, store)
    _, indexed = step(name, "index-again", texts, texts.with_name(f"{name}-again"))
    _, warm = step(name, "warm", store, questions)
    cold = cold_seconds(name, store, questions.read_text("utf-8").splitlines()[0])
    return Measured(
        rate=characters / indexed["seconds"],
        rate_cpu=characters / indexed["cpu"],
        rate_whole=characters / whole,
        cold=cold,
        warm=warm["seconds"],
        slow=warm["slow"],
        memory_index=indexed["memory"],
        memory_warm=warm["memory"],
    )


def measure_large(name: str, texts: Path, characters: int) -> Indexed:
    """Let one side index a larger folder."""
    _, found = step(name, "index-large", texts, texts.with_name(f"{name}-large"))
    return Indexed(characters / found["seconds"], characters / found["cpu"], found["memory"])


def rows_large(naive: Indexed, ours: Indexed) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the table of the larger folder, in the columns of `rows`."""
    table = (
        ("indexing, characters/s", naive.rate, ours.rate, "at least 20"),
        ("  a second of processor time", naive.rate_cpu, ours.rate_cpu, ""),
        ("memory while indexing, MB", naive.memory, ours.memory, ""),
    )
    for what, one, other, wanted in table:
        yield what, format(one, ",.0f"), format(other, ",.0f"), f"{other / one:.2f}", wanted


def rows(naive: Measured, ours: Measured) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the table: what, naive, Heshu, Heshu in units of naive, what is wanted."""
    table = (
        ("indexing, characters/s", naive.rate, ours.rate, 1.0, ",.0f", "at least 20"),
        ("  a second of processor time", naive.rate_cpu, ours.rate_cpu, 1.0, ",.0f", ""),
        ("  of a whole process", naive.rate_whole, ours.rate_whole, 1.0, ",.0f", ""),
        ("a cold answer, s", naive.cold, ours.cold, 1.0, ".2f", "at most 0.33"),
        ("a warm answer, ms (median)", naive.warm, ours.warm, 1000.0, ".1f", "at most 20 ms"),
        ("  99 of 100 come within", naive.slow, ours.slow, 1000.0, ".1f", "at most 100 ms"),
        ("memory while indexing, MB", naive.memory_index, ours.memory_index, 1.0, ",.0f", ""),
        ("memory while answering, MB", naive.memory_warm, ours.memory_warm, 1.0, ",.0f", ""),
    )
    for what, one, other, factor, form, wanted in table:
        yield what, format(one * factor, form), format(other * factor, form), f"{other / one:.2f}", wanted


def main() -> None:
    """Measure both sides and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="?", default=default_reports())
    parser.add_argument("--copies", type=int, default=1, help="of each report, for a larger corpus")
    parser.add_argument("--large", type=int, default=LARGE, help="copies of each report in the larger folder; 0: none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        texts, questions = Path(name) / "texts", Path(name) / "questions"
        characters = write_texts(options.reports, texts, options.copies)
        asked = questions_of(options.reports)
        questions.write_text("\n".join(asked) + "\n", "utf-8")
        print(f"{len(list(texts.iterdir()))} reports, {characters:,} characters, {len(asked)} questions")
        naive, ours = (measure(side, texts, characters, questions) for side in SIDES)
        _print([HEAD, *rows(naive, ours)])
        if options.large:
            many = Path(name) / "many"
            characters = write_texts(options.reports, many, options.large)
            print(f"\n{len(list(many.iterdir()))} reports, {characters:,} characters")
            _print([HEAD, *rows_large(*(measure_large(side, many, characters) for side in SIDES))])


def _print(table: Sequence[tuple[str, str, str, str, str]]) -> None:
    for what, one, other, ratio, wanted in table:
        print(f"{what:28} {one:>10} {other:>10} {ratio:>8}   {wanted}".rstrip())


if __name__ == "__main__":
    main()
