"""Heshu over a hundred, a thousand and ten thousand reports: what indexing and asking cost, and how the costs grow.

    python -m eval.bench.scale --reports N --folder FOLDER     # makes the reports and the questions, if not there yet

FOLDER gets ``reports/`` (a folder for each district; text, Markdown, web pages and Word files by turns, see
`eval.generated.many`) and ``questions.jsonl``, a question file for `heshu eval`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.generated.many import many
from eval.generated.many_asked import many_questions
from eval.questions import asked
from eval.questions.facts import Facts

SEED = 1
QUESTIONS = 1_000


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


def main() -> None:
    """Make what is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    if not (options.folder / "questions.jsonl").exists():
        make(options.folder, options.reports)
    print(options.folder)


if __name__ == "__main__":
    main()
