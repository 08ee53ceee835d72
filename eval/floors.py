"""Ask the question files through the command line and hold the results to `floor.toml`.

    python -m eval.floors SHARED

SHARED is the folder of the measuring data: ``reports/``, ``eval/questions.jsonl``, ``eval/questions-more.jsonl`` and
the scorer, ``eval/score.py``.  Exits with 1 where a result falls under its floor or a quote is not in its source, and
with 2 where the data are missing.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floor.toml")
HESHU = (sys.executable, "-c", "from heshu.app.cli import main; main()")
SHOWN = 5
"""Failures of a question file that are printed."""

Tally = Mapping[str, Sequence[int]]
"""Category -> (right, asked); the sum of all is under ``all``."""


@dataclass(frozen=True, slots=True)
class Set:
    """A question file, the folder of reports that it asks about, and the folder of their plain texts."""

    name: str
    questions: Path
    reports: Path
    texts: Path


def sets(shared: Path, texts: Path) -> tuple[Set, ...]:
    """List the question files; ``texts`` is a folder that holds the plain texts of the samples."""
    asked, reports = shared / "eval", shared / "reports"
    return (
        Set("questions", asked / "questions.jsonl", reports, reports),
        Set("questions-more", asked / "questions-more.jsonl", reports, reports),
        Set("samples", ROOT / "eval" / "questions" / "samples.jsonl", ROOT / "corpus", texts),
    )


def sample_texts(folder: Path) -> Path:
    """Put the samples' plain texts into a folder: those that Word, PDF and HTML files are made from, and the others."""
    for path in [
        *(ROOT / "eval" / "samples").glob("*.txt"),
        *(ROOT / "corpus").glob("*.txt"),
        *(ROOT / "corpus").glob("*20*.md"),
    ]:
        shutil.copy(path, folder / path.name)
    return folder


def answers(one: Set, folder: Path) -> list[str]:
    """Index the reports, ask the questions, and give the answer lines."""
    index = str(folder / one.reports.name)
    subprocess.run([*HESHU, "index", str(one.reports), "--index", index], check=True, stdout=subprocess.DEVNULL)
    command = [*HESHU, "ask", "--batch", str(one.questions), "--index", index]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.splitlines()


def score(one: Set, given: Sequence[str], scorer: Path, folder: Path) -> tuple[Tally, str]:
    """Give the tally and what the scorer says of the first failures."""
    path = folder / f"{one.name}.jsonl"
    path.write_text("\n".join(given) + "\n", "utf-8")
    command = [
        sys.executable,
        str(scorer),
        str(one.questions),
        str(path),
        str(one.texts),
        "--json",
        "--fail",
        str(SHOWN),
    ]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("{"))
    return json.loads(lines[at]), "\n".join(lines[:at])


def strays(given: Sequence[str], texts: Path) -> Iterator[str]:
    """Yield each quote that does not stand in the source it names, white space and full width aside."""
    held = {path.stem: squeeze(path.read_text("utf-8")) for path in texts.iterdir()}
    for answer in map(json.loads, given):
        for citation in answer["citations"]:
            quote = squeeze(citation["quote"])
            if not quote or quote not in held.get(Path(citation["source"]).stem, ""):
                yield f"{answer.get('id')}: “{citation['quote'][:40]}” is not in {citation['source']}"


def squeeze(text: str) -> str:
    """Drop white space and fold full width, so that layout never decides."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def shortfalls(tally: Tally, floors: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each floor that the tally falls under."""
    for name, least in floors.items():
        counts = [count for key, count in tally.items() if key.startswith(name)]
        right, asked = sum(c[0] for c in counts), sum(c[1] for c in counts)
        if right < least:
            yield f"{name}: {right} of {asked} right, the floor is {least}"


def measure(one: Set, scorer: Path, floors: Mapping[str, int]) -> list[str]:
    """Print a question file's result and give what is wrong with it."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        given = answers(one, Path(name))
        tally, failures = score(one, given, scorer, Path(name))
    right, asked = tally["all"]
    print(f"\n{one.name}: {right} of {asked} right, {time.perf_counter() - started:.1f} s with the index")
    print("  " + ", ".join(f"{key} {c[0]}/{c[1]}" for key, c in sorted(tally.items()) if key != "all"))
    print(failures)
    return [f"{one.name}: {line}" for line in (*shortfalls(tally, floors), *strays(given, one.texts))]


def main() -> int:
    """Measure every question file; say what is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared: Path = parser.parse_args().shared
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    scorer = shared / "eval" / "score.py"
    with tempfile.TemporaryDirectory() as name:
        chosen = sets(shared, sample_texts(Path(name)))
        missing = [
            path for path in (scorer, *(s.questions for s in chosen), *(s.reports for s in chosen)) if not path.exists()
        ]
        if missing:
            print("The measuring data are not all there:", *missing, sep="\n  ", file=sys.stderr)
            return 2
        wrong = [line for one in chosen for line in measure(one, scorer, floors.get(one.name, {}))]
    print("\nEvery floor holds." if not wrong else "\nUnder the floor:\n" + "\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
