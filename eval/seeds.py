"""Ask generated questions of many seeds: the property that an answer is right or refused, over thousands.

    python -m eval.seeds 2 3 4 [--reports 40] [--questions 1000] [--styles other] [--out FOLDER] [--blind]

Each seed gives reports of its own (`eval.generated`).  Prints how the questions of each seed and of all together
ended, and every wrong figure; with ``--blind`` the counts alone, so that these seeds stay good for measuring.  FOLDER
gets a result file and a page of each seed.  Exits with 1 where a wrong figure was given.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.generated.__main__ import FAMILIES
from eval.sets import GENERATED, generated_set
from heshu.evaluation.lines import failures
from heshu.evaluation.metrics import wilson
from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.page import page
from heshu.evaluation.result import Result, write, write_text


def measured(seed: int, reports: int, questions: int, styles: str = "five") -> Result:
    """Generate, index and ask in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return generated_set(folder / f"generated-{seed}", reports, questions, seed, styles).asked(folder).result


def counted(name: str, outcomes: Sequence[Outcome]) -> str:
    """Say in a line how many ended in each way, with the interval of what was answered wrongly."""
    endings = [one.ending for one in outcomes]
    ways = ", ".join(f"{endings.count(way)} {way.value}" for way in Ending if way in endings)
    low, high = wilson(endings.count(Ending.WRONG), len(endings))
    return f"{name}: {ways} of {len(endings)}; wrong {low:.2%}–{high:.2%}"


def by_kind(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each kind of question."""
    for kind in sorted({one.case.category for one in outcomes}):
        yield "  " + counted(kind, [one for one in outcomes if one.case.category == kind])


def main() -> int:
    """Measure each seed and all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="+", type=int, metavar="SEED")
    parser.add_argument("--reports", type=int, default=GENERATED[0])
    parser.add_argument("--questions", type=int, default=GENERATED[1])
    parser.add_argument("--styles", choices=FAMILIES, default="five")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--blind", action="store_true")
    options = parser.parse_args()
    every: list[Outcome] = []
    for seed in options.seeds:
        result = measured(seed, options.reports, options.questions, options.styles)
        wrong = [one for one in result.outcomes if one.ending in {Ending.WRONG, Ending.CRASHED}]
        shown = failures(wrong, 0 if options.blind else len(wrong), english=True)
        print(counted(f"seed {seed}", result.outcomes), *shown, sep="\n", flush=True)
        if options.out:
            write(result, options.out / f"generated-{seed}.json")
            write_text(options.out / f"generated-{seed}.html", page(result, english=True))
        every += result.outcomes
    print(counted("all", every), *by_kind(every), sep="\n")
    return int(any(one.ending is Ending.WRONG for one in every))


if __name__ == "__main__":
    sys.exit(main())
