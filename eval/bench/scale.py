"""Heshu over a hundred, a thousand and ten thousand reports: what indexing and asking cost, and how the costs grow.

    python -m eval.bench.scale [--reports 100 1000 10000] [--folder FOLDER] [--naive-minutes 10] [--only-make]

For each number of reports: they and 1,000 questions with known answers are made (`eval.generated.many`: a folder for
each district; text, wrapped text, Markdown, web pages and Word files by turns), indexed, one report more is indexed,
the questions are asked of a process that has just opened the index, and the answers judged by the rules of
`heshu eval`.  Of the two smallest numbers the pipeline of a LlamaIndex tutorial (`eval.bench.naive`) indexes the same
texts and is asked the same questions, ``--naive-minutes`` long.  What is in FOLDER already is not made again, and
``measured.json`` there holds all that was measured.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from eval.bench.watched import Watched, watched
from eval.generated.many import many
from eval.generated.many_asked import many_questions
from eval.questions import asked
from eval.questions.facts import Facts

SEED = 1
QUESTIONS = 1_000
NUMBERS = (100, 1_000, 10_000)
STEP = (sys.executable, "-m", "eval.bench.scale_steps")
KINDS = ("all", "lookup-number", "computed", "cross-report", "over all reports")
Measured = dict[str, Any]


# ---------------------------------------------------------------- what is measured


def make(folder: Path, reports: int, questions: int = QUESTIONS, seed: int = SEED) -> None:
    """Write reports and questions to a folder; the questions last, so that with them all is there."""
    held: dict[str, Facts] = {}
    for facts, name, data in many(reports, seed):
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        held[facts.short] = facts
    lines = [asked.wire(held, one) for one in many_questions(held, questions, seed)]
    draft = folder / "questions.draft"
    draft.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    draft.replace(folder / "questions.jsonl")


def measure(folder: Path, reports: int) -> Measured:
    """Index the reports of a folder, one report more, and ask the questions."""
    index, questions = folder / "index", folder / "questions.jsonl"
    shutil.rmtree(index, ignore_errors=True)
    whole = _index(index, folder / "reports")
    sizes = dict(_sizes(index))
    with tempfile.TemporaryDirectory() as place:
        more = next(many(reports, SEED + 1))  # a report of other figures
        (Path(place) / Path(more.name).name).write_bytes(more.data)
        grown = Path(place) / "index"
        shutil.copytree(index, grown)
        one = _index(grown, folder / "reports", Path(place))
    answers = _last(watched([*STEP, "ask", str(index), str(questions)]))
    return {"reports": reports, "index": whole, "one more": one, "sizes": sizes, "ask": answers}


def _index(index: Path, *reports: Path) -> Measured:
    done = watched([*STEP, "index", str(index), *map(str, reports)])
    return {"cpu": done.cpu, "memory": done.memory, "written": done.written, **_last(done)}


def _last(done: Watched) -> Measured:
    """Read what a step measured.  Raises `RuntimeError` where it ended otherwise."""
    lines = done.output.splitlines()
    if done.status or not lines:
        raise RuntimeError(f"a step ended with {done.status}")
    found: Measured = json.loads(lines[-1])
    return found


def _sizes(index: Path) -> Iterator[tuple[str, float]]:
    """Yield the parts of the published generation with their MB, and the counts of its rows."""
    folder = index / (index / "CURRENT").read_text("utf-8").strip()
    for path in sorted(folder.iterdir()):
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        yield path.name, sum(file.stat().st_size for file in files) / 1e6
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    yield from ((name, manifest[name]) for name in ("passages", "figures"))
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
        yield "characters", connection.execute("SELECT sum(characters) FROM reports").fetchone()[0]


def naive(folder: Path, reports: int, minutes: float) -> Measured:
    """Let the tutorial's pipeline do the same, as far as it goes."""
    with tempfile.TemporaryDirectory() as place:
        texts, store = Path(place) / "texts", Path(place) / "store"
        texts.mkdir()
        for facts, _, _ in many(reports, SEED):
            (texts / f"{facts.report}.txt").write_text(facts.text, "utf-8")
        done = watched([*STEP, "naive", str(texts), str(store), str(folder / "questions.jsonl")], 60 * minutes)
        lines = done.output.splitlines()
        found: Measured = json.loads(lines[-1]) if lines else {}
        return {"cpu": done.cpu, "memory": done.memory, "whole": done.status == 0, "rows": _rows(store), **found}


def _rows(store: Path) -> int:
    """Count what a run that may have been ended had written to Chroma."""
    with closing(sqlite3.connect(store / "chroma.sqlite3")) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM embeddings").fetchone()[0])
        except sqlite3.Error:
            return 0


# ---------------------------------------------------------------- what is shown


def table(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the table in Markdown: a column a size, and by which power of the reports each cost grew at last."""
    numbers = [one["reports"] for one in measured]
    yield "| | " + " | ".join(f"{number:,} reports" for number in numbers) + " | grows as |"
    yield "| --- |" + " ---: |" * (len(numbers) + 1)
    for what, path, form in ROWS:
        values = [_at(one, path) for one in measured]
        if any(value is not None for value in values):
            cells = ("–" if value is None else form.format(value) for value in values)
            yield f"| {what} | {' | '.join(cells)} | {_power(numbers, values)} |"


_TIMES = (
    (f"{kind}, {name}, s", ("ask", "seconds", kind, key), "{:.3f}")
    for kind in KINDS
    for name, key in (("median", "median"), ("99 of 100 within", "p99"))
)
ROWS: Sequence[tuple[str, tuple[str, ...], str]] = (
    ("characters", ("sizes", "characters"), "{:,.0f}"),
    ("passages", ("sizes", "passages"), "{:,.0f}"),
    ("figures", ("sizes", "figures"), "{:,.0f}"),
    ("indexing, s", ("index", "seconds"), "{:.1f}"),
    ("indexing, processor s", ("index", "cpu"), "{:.1f}"),
    ("until all is read, s", ("index", "read"), "{:.1f}"),
    ("memory of all processes, MB", ("index", "memory"), "{:,.0f}"),
    ("written to the disk, MB", ("index", "written"), "{:,.0f}"),
    ("catalogue, MB", ("sizes", "catalog.sqlite"), "{:,.1f}"),
    ("vectors, MB", ("sizes", "vectors"), "{:,.1f}"),
    ("words, MB", ("sizes", "words"), "{:,.1f}"),
    ("one report more, s", ("one more", "seconds"), "{:.1f}"),
    ("one report more, processor s", ("one more", "cpu"), "{:.1f}"),
    ("one report more, written, MB", ("one more", "written"), "{:,.1f}"),
    ("opening, s", ("ask", "open"), "{:.2f}"),
    ("the first answer, s", ("ask", "first"), "{:.2f}"),
    ("memory while answering, MB", ("ask", "memory"), "{:,.0f}"),
    *((f"answers {end}", ("ask", "endings", end), "{:,}") for end in ("right", "wrong", "refused", "asked-back")),
    *((f"answers {end}", ("ask", "endings", end), "{:,}") for end in ("short", "crashed")),
    *_TIMES,
    ("naive: indexing, s", ("naive", "seconds"), "{:.1f}"),
    ("naive: processor s", ("naive", "cpu"), "{:.1f}"),
    ("naive: memory, MB", ("naive", "memory"), "{:,.0f}"),
    ("naive: chunks written", ("naive", "rows"), "{:,}"),
    ("naive: answers right", ("naive", "endings", "right"), "{:,}"),
    ("naive: answers wrong", ("naive", "endings", "wrong"), "{:,}"),
    ("naive: an answer, median, s", ("naive", "seconds of answers"), "{:.3f}"),
)
"""What is shown: words, the way to it in what was measured, its form."""


def _at(measured: Mapping[str, Any], path: Sequence[str]) -> Any:
    found: Any = measured
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _power(numbers: Sequence[int], values: Sequence[Any]) -> str:
    """Give the exponent of growth between the two largest sizes that were measured."""
    known = [(number, float(value)) for number, value in zip(numbers, values, strict=True) if value]
    if len(known) < 2:
        return ""
    (n, a), (m, b) = list(pairwise(known))[-1][0], known[-1]
    return f"n^{math.log(b / a) / math.log(m / n):.2f}"


def main() -> None:
    """Make, measure, show."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=NUMBERS)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "heshu-scale")
    parser.add_argument("--naive-minutes", type=float, default=10.0, help="0: leave it out")
    parser.add_argument("--only-make", action="store_true")
    options = parser.parse_args()
    measured = []
    for number in options.reports:
        folder = options.folder / str(number)
        if not (folder / "questions.jsonl").exists():
            make(folder, number)
        if options.only_make:
            continue
        measured.append(measure(folder, number))
        if options.naive_minutes and number in sorted(options.reports)[:2] and number < NUMBERS[-1]:
            measured[-1]["naive"] = naive(folder, number, options.naive_minutes)
        (options.folder / "measured.json").write_text(json.dumps(measured, ensure_ascii=False, indent=1), "utf-8")
        print(*table(measured), sep="\n", flush=True)


if __name__ == "__main__":
    main()
