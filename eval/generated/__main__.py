"""Write reports with known facts, and questions over them.

    python -m eval.generated FOLDER [--reports 40] [--questions 1000] [--seed 1] [--styles other]

FOLDER gets ``reports/`` (to be indexed), ``texts/`` (their plain texts), ``questions.jsonl`` and ``about.json``:

    heshu index FOLDER/reports --index /tmp/generated
    heshu eval FOLDER/questions.jsonl --reports FOLDER/texts --index /tmp/generated
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from eval.generated.other_styles import OTHERS
from eval.generated.questions import questions
from eval.generated.styles import STYLES, Style, report
from eval.generated.world import worlds
from eval.questions import asked, facts, gold
from eval.questions.gold import Held

FAMILIES: Mapping[str, Mapping[str, Style]] = {"five": STYLES, "other": OTHERS}
"""Name -> styles that reports take by turns."""


@dataclass(frozen=True, slots=True)
class Generated:
    """Reports (name of the file -> bytes), what is known of them, and the lines of the question file."""

    files: dict[str, bytes]
    held: Held
    lines: tuple[dict[str, object], ...]


def generated(reports: int, count: int, seed: int, styles: str = "five") -> Generated:
    """Generate reports in all styles of a family by turns, and questions; the same for the same seed."""
    files: dict[str, bytes] = {}
    held: dict[str, facts.Facts] = {}
    for one, style in zip(worlds(reports, seed), cycle(FAMILIES[styles].values()), strict=False):
        known, name, data = report(one, style)
        files[name] = data
        held[known.short] = known
    return Generated(files, held, tuple(asked.wire(held, one) for one in questions(held, count, seed)))


def faults(made: Generated) -> Iterator[str]:
    """Yield a line for a fact that does not stand in its report, and for a planted error that is none."""
    for known in made.held.values():
        yield from facts.faults(known)
    yield from gold.wrong_errors(made.held)


def write(made: Generated, folder: Path, seed: int) -> None:
    """Write the reports, their texts and the questions."""
    for part in ("reports", "texts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, data in made.files.items():
        (folder / "reports" / name).write_bytes(data)
    for known in made.held.values():
        (folder / "texts" / f"{known.report}.txt").write_text(known.text, "utf-8")
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in made.lines)
    (folder / "questions.jsonl").write_text("".join(lines), "utf-8")
    about = {"questions": "questions.jsonl", "seed": seed, "reports": len(made.files), "count": len(made.lines)}
    (folder / "about.json").write_text(json.dumps(about), "utf-8")


def main() -> None:
    """Generate and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--styles", choices=FAMILIES, default="five")
    options = parser.parse_args()
    made = generated(options.reports, options.questions, options.seed, options.styles)
    print(*faults(made), sep="\n", end="")
    write(made, options.folder, options.seed)
    errors = sum(len(known.errors) for known in made.held.values())
    print(f"{len(made.files)} reports with {errors} planted errors, {len(made.lines)} questions")


if __name__ == "__main__":
    main()
