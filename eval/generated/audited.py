"""Audit generated reports: how many of the planted errors are found, and how many right figures are called wrong.

    python -m eval.generated.audited 1 2 3 [--reports 60] [--styles other] [--list]

Each seed gives reports of its own; a third of them state one figure wrongly.  An error is found where a finding of
`heshu audit` calls an identity wrong that this figure is part of; every other such finding is a false alarm, since
all else in the reports follows.  ``--list`` shows what was missed and the false alarms.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from eval.generated.__main__ import FAMILIES, generated, write
from eval.questions.facts import Facts
from heshu.asking.checks.checkup import Checked, checkup
from heshu.library.build import build
from heshu.library.library import Library
from heshu.records import Verdict


@dataclass(frozen=True, slots=True)
class Audited:
    """A report's facts, and what its audit called wrong."""

    known: Facts
    wrong: tuple[Checked, ...]

    @property
    def missed(self) -> list[str]:
        """The planted errors that no finding is about, each in its words."""
        planted = [self.known.figures[error.figure] for error in self.known.errors]
        return [one.stands for one in planted if not any(one.value in _values(found) for found in self.wrong)]

    @property
    def false(self) -> list[str]:
        """The findings that no planted error explains."""
        planted = {self.known.figures[error.figure].value for error in self.known.errors}
        return [found.finding.message for found in self.wrong if planted.isdisjoint(_values(found))]


def _values(found: Checked) -> set[object]:
    return {found.stated.figure.value, *(one.figure.value for one in found.operands)}


def audited(seed: int, reports: int, styles: str = "five") -> Iterator[Audited]:
    """Generate reports in a folder that is gone afterwards, index and audit them."""
    made = generated(reports, 0, seed, styles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(made, folder, seed)
        build([folder / "reports"], folder / "index")
        library = Library.open(folder / "index")
        known = {one.report: one for one in made.held.values()}
        for card in library.cards:
            found = checkup(library, card.id)
            wrong = tuple(one for one in found if one.verdict is Verdict.INCONSISTENT)
            yield Audited(known[PurePath(card.source).stem], wrong)


def told(every: Sequence[Audited], *, listed: bool) -> Iterator[str]:
    """Yield what came of it, a line each."""
    for one in every if listed else ():
        yield from (f"missed: {one.known.report}: {words}" for words in one.missed)
        yield from (f"false alarm: {one.known.report}: {message}" for message in one.false)
    planted, missed = (sum(map(len, lists)) for lists in ((a.known.errors for a in every), (a.missed for a in every)))
    false = sum(len(one.false) for one in every)
    yield f"{len(every)} reports: {planted - missed} of {planted} planted errors found, {false} false alarms"


def main() -> None:
    """Audit the reports of each seed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="+", type=int, metavar="SEED")
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--styles", choices=FAMILIES, default="five")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    every = [one for seed in options.seeds for one in audited(seed, options.reports, options.styles)]
    print(*told(every, listed=options.list), sep="\n")


if __name__ == "__main__":
    main()
