"""Which amounts of printed pages are found, with the right label.

    python -m eval.reading.score PDFS_DIR

``amounts.txt`` lists amounts of ten pages, made by looking at the pages: a line ``@ file | page | unit`` opens a page,
``row head | column head | value`` is an amount.  It counts as found when a figure of that page has its value and unit
and a label that holds both heads, and no longer row head of the page than its own; a figure is found once.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from heshu.figures.extract import figures_of
from heshu.reading.read import read
from heshu.records import Figure

LIST = Path(__file__).with_name("amounts.txt")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a page: the heads of its row and column (either may be empty), its value and unit."""

    file: str
    page: int
    row: str
    column: str
    value: Decimal
    unit: str


def listed(path: Path = LIST) -> list[Amount]:
    """Return the amounts of the list."""
    amounts, file, page, unit = [], "", 0, ""
    for line in path.read_text("utf-8").splitlines():
        first, second, third = (part.strip() for part in line.removeprefix("@").split("|"))
        if line.startswith("@"):
            file, page, unit = first, int(second), third
        else:
            amounts.append(Amount(file, page, plain(first), plain(second), Decimal(third.replace(",", "")), unit))
    return amounts


def missing(amounts: Sequence[Amount], folder: Path) -> Iterator[Amount]:
    """Yield the amounts that are not found in the files of a folder."""
    taken: set[Figure] = set()
    for amount in amounts:
        rows = {other.row for other in amounts if (other.file, other.page) == (amount.file, amount.page)}
        longer = {row for row in rows if amount.row in row and row != amount.row}
        fitting = (f for f in _on_page(folder / amount.file, amount.page) if _fits(f, amount, longer))
        found = next((figure for figure in fitting if figure not in taken), None)
        if found is None:
            yield amount
        else:
            taken.add(found)


def _fits(figure: Figure, amount: Amount, longer: Iterable[str]) -> bool:
    label = plain(figure.label)
    return (
        (figure.value, figure.unit) == (amount.value, amount.unit)
        and amount.row in label
        and amount.column in label
        and not any(row in label for row in longer)
    )


def plain(text: str) -> str:
    """Drop what a person may write or leave out: quotes, spaces, the breadth of brackets."""
    return re.sub(r"[\s“”\"]", "", text.replace("（", "(").replace("）", ")"))


def _on_page(path: Path, page: int) -> list[Figure]:
    figures, starts = _read(path)
    start, end = starts[page - 1], starts[page] if page < len(starts) else None
    return [f for f in figures if f.span.start >= start and (end is None or f.span.start < end)]


@cache
def _read(path: Path) -> tuple[tuple[Figure, ...], tuple[int, ...]]:
    reading = read(path)
    names = (reading.report.department, *reading.report.aliases)
    figures = figures_of(reading.passages, reading.extracted.tables, reading.report.text, names)
    return figures, reading.report.page_starts


def main() -> None:
    """Print how many are found, and the others."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path)
    folder: Path = parser.parse_args().pdfs
    amounts = listed()
    lost = list(missing(amounts, folder))
    print(f"{len(amounts) - len(lost)} of {len(amounts)} amounts found ({1 - len(lost) / len(amounts):.1%})")
    for one in lost:
        print(f"- {one.file} p. {one.page}: {one.row} {one.column} {one.value}{one.unit}")


if __name__ == "__main__":
    main()
