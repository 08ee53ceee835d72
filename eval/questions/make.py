"""Write the question files from the facts of the reports and the questions as asked, or check them.

    python -m eval.questions.make            write dev.jsonl, heldout.jsonl and the Word reports
    python -m eval.questions.make --check    say what is wrong; exits with 1 where anything is
    python -m eval.questions.make --truth D  write each report's plain text to D, for the scorer

Nothing here asks Heshu for anything: README.md in this folder says how the answers are made.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eval.questions import asked, facts, gold, word
from eval.questions.asked import SPLITS, Asked
from eval.questions.facts import HERE, squeeze
from eval.questions.gold import Held

LEAST = 320
SHARES = {
    "lookup-number": 25,
    "lookup-text": 12,
    "computed": 15,
    "verify": 10,
    "cross-report": 15,
    "follow-up": 10,
    "refuse": 8,
    "ambiguous": 2,
    "noisy": 3,
}
"""Kind -> the per cent of the questions that it is to be, within two points."""
SAME_PATTERN = 3
UNWORDED = ("refuse", "ambiguous")
"""Kinds whose words are wanted or kept out because of what is not in the reports."""


def files(held: Held, questions: Sequence[Asked]) -> dict[str, str]:
    """Give the two question files: split -> text."""
    lines: dict[str, list[str]] = {split: [] for split in SPLITS}
    for one in questions:
        lines[one.split].append(json.dumps(asked.wire(held, one), ensure_ascii=False))
    return {split: "\n".join(held_lines) + "\n" for split, held_lines in lines.items()}


def write(held: Held, questions: Sequence[Asked]) -> None:
    """Write the question files and the Word reports."""
    for split, text in files(held, questions).items():
        (HERE / f"{split}.jsonl").write_text(text, "utf-8")
    for source in sorted((HERE / "word").glob("*.txt")):
        (HERE / "reports" / f"{source.stem}.docx").write_bytes(word.written(source.read_text("utf-8")))


def write_truth(held: Held, folder: Path) -> None:
    """Write the plain text of each report into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in held.values():
        (folder / f"{one.report}.txt").write_text(one.text, "utf-8")


# ---------------------------------------------------------------- checks


def faults(held: Held, questions: Sequence[Asked]) -> Iterator[str]:
    """Yield a line for all that is wrong with the facts, the questions and the files written from them."""
    for one in held.values():
        yield from facts.faults(one)
    yield from gold.wrong_errors(held)
    yield from gold.wrong_identities(held)
    yield from counts(questions)
    yield from patterns(held, questions)
    lines = [asked.wire(held, question) for question in questions]
    texts = {one.report: squeeze(one.text) for one in held.values()}
    for line in lines:
        yield from line_faults(line, texts)
    for split, text in files(held, questions).items():
        path = HERE / f"{split}.jsonl"
        if not path.exists() or path.read_text("utf-8") != text:
            yield f"{path.name} is not what the facts and questions give: run python -m eval.questions.make"


def counts(questions: Sequence[Asked]) -> Iterator[str]:
    """Yield a line for an id given twice, too few questions, and a kind too rare, too frequent or split unevenly."""
    total = len(questions)
    if total < LEAST:
        yield f"{total} questions, {LEAST} are wanted"
    for name, count in Counter(one.id for one in questions).items():
        if count > 1:
            yield f"{name}: {count} questions of this id"
    kinds = Counter(one.category for one in questions)
    dev = Counter(one.category for one in questions if one.split == SPLITS[0])
    for kind in sorted({*SHARES, *kinds}):
        if abs(100 * kinds[kind] - SHARES.get(kind, 0) * total) > 2 * total:
            yield f"{kind}: {kinds[kind]} of {total}, wanted about {SHARES.get(kind, 0)}%"
        if abs(2 * dev[kind] - kinds[kind]) > max(2, kinds[kind] // 5):
            yield f"{kind}: {dev[kind]} of {kinds[kind]} are in {SPLITS[0]}"


def patterns(held: Held, questions: Sequence[Asked]) -> Iterator[str]:
    """Yield a line for a wording that is used more than three times with only the department or the year changed."""
    names = sorted({part for one in held.values() for part in (one.department, one.name)}, key=len, reverse=True)
    hidden = re.compile("|".join([*map(re.escape, names), r"20\d\d年?", r"[0-9.]+"]))
    for words, count in Counter(hidden.sub("*", one.question) for one in questions if not one.history).items():
        if count > SAME_PATTERN:
            yield f"{count} questions are worded alike: {words}"


def line_faults(line: Mapping[str, object], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for a citation or a word that is in no report, and for an answer of which nothing is wanted."""
    expect = line["expect"]
    assert isinstance(expect, dict)
    cited = expect.get("citations", [])
    for want in cited:
        if not want["contains"] or squeeze(want["contains"]) not in texts[want["source"]]:
            yield f"{line['id']}: {want['contains']!r} does not stand in {want['source']}"
    sources = [texts[want["source"]] for want in cited]
    for said in [] if line["category"] in UNWORDED else expect.get("all_of", []):
        if not any(squeeze(said) in text for text in sources):
            yield f"{line['id']}: {said} is in none of the reports cited"
    if expect["status"] == "answered" and not cited and expect.get("verdict") != "consistent":
        yield f"{line['id']}: no citation is wanted"


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--truth", type=Path, metavar="DIR")
    options = parser.parse_args()
    held, questions = facts.load(), asked.load()
    if options.truth:
        write_truth(held, options.truth)
    elif not options.check:
        write(held, questions)
    else:
        found = list(faults(held, questions))
        print(*found, sep="\n", end="\n" if found else "")
        figures = sum(len(one.figures) for one in held.values())
        print(f"{len(questions)} questions, {figures} figures, {len(found)} wrong")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
