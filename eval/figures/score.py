"""Precision and recall of the figures against lists made by reading the reports.

    python -m eval.figures.score REPORTS_DIR

``NAME.jsonl`` beside this script lists the figures of ``REPORTS_DIR/NAME.txt``, one a line: label, whole, value, unit
and kind.  A figure found counts as right when value, unit and kind are equal and label and whole are equal once the
words of `LOOSE` are taken out of both; each line of a list can be found once.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from heshu.figures.extract import figures_of
from heshu.reading.read import read
from heshu.records import Figure

LOOSE = re.compile(r"^部门(?=整体)|的|组织|开展|“|”")
"""Words that a person may write or leave out: the department before its whole, 的, and the verbs of holding."""

Key = tuple[str, str, Decimal, str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """How many figures a list holds, how many were found, and how many of these are right."""

    listed: int
    found: int
    right: int

    @property
    def precision(self) -> Decimal:
        """The share of the found that is right."""
        return Decimal(self.right) / max(self.found, 1)

    @property
    def recall(self) -> Decimal:
        """The share of the listed that was found."""
        return Decimal(self.right) / max(self.listed, 1)


def key(label: str, whole: str, value: Decimal, unit: str, kind: str) -> Key:
    """Return what two figures must share to be the same."""
    return LOOSE.sub("", label), LOOSE.sub("", whole), value.normalize(), unit, kind


def listed(path: Path) -> Counter[Key]:
    """Return the figures of a list."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return Counter(key(r["label"], r["whole"], Decimal(r["value"]), r["unit"], r["kind"]) for r in rows)


def found(path: Path) -> Counter[Key]:
    """Return the figures that Heshu finds in a report."""
    reading = read(path)
    names = (reading.report.department, *reading.report.aliases)
    figures: Iterable[Figure] = figures_of(reading.passages, reading.extracted.tables, reading.report.text, names)
    return Counter(key(f.label, f.whole, f.value, f.unit, f.kind.value) for f in figures)


def score(wanted: Counter[Key], got: Counter[Key]) -> Score:
    """Compare two bags of figures."""
    return Score(wanted.total(), got.total(), (wanted & got).total())


def main() -> None:
    """Print each report's score, what is missing (-) and what is too much (+)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    reports: Path = parser.parse_args().reports
    for path in sorted(Path(__file__).parent.glob("*.jsonl")):
        wanted, got = listed(path), found(reports / f"{path.stem}.txt")
        result = score(wanted, got)
        print(
            f"{path.stem}: listed {result.listed}, found {result.found}, right {result.right}, "
            f"precision {result.precision:.3f}, recall {result.recall:.3f}"
        )
        for sign, rest in (("-", wanted - got), ("+", got - wanted)):
            for label, whole, value, unit, kind in rest.elements():
                print(f"  {sign} {label} | {whole} | {value:f}{unit} | {kind}")


if __name__ == "__main__":
    main()
