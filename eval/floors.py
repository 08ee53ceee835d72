"""Ask the question files and hold the results to `floor.toml`.

    python -m eval.floors SHARED

SHARED is the folder of the measuring data: ``reports/``, ``eval/questions.jsonl`` and ``eval/questions-more.jsonl``.
Exits with 1 where a result falls under its floor or a quote is not in its source, and with 2 where the data are
missing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from eval.sets import Set, ours, shared_sets
from heshu.evaluation.lines import failures
from heshu.evaluation.outcomes import Ending, Outcome

FLOORS = Path(__file__).with_name("floor.toml")
SHOWN = 5
"""Failures of a question file that are printed, and quotes and crashes that no floor lets through."""
MOST_WRONG = "wrong"
"""The key of a ceiling: wrong figures, at most."""


def shortfalls(outcomes: Sequence[Outcome], floors: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each floor that the outcomes fall under, and for the ceiling where they break it.

    A key counts every category whose name begins with it; ``all`` counts them all.
    """
    for name, bound in floors.items():
        if name == MOST_WRONG:
            wrong = sum(one.ending is Ending.WRONG for one in outcomes)
            if wrong > bound:
                yield f"{wrong} wrong figures, at most {bound} are let through"
            continue
        counted = [one for one in outcomes if name == "all" or one.case.category.startswith(name)]
        right = sum(one.ending is Ending.RIGHT for one in counted)
        if right < bound:
            yield f"{name}: {right} of {len(counted)} right, the floor is {bound}"


def strays(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a line for each quote that does not stand in the source it names, and for each crash."""
    for one in outcomes:
        yield from (f"{one.case.id}: {fault.english}" for fault in one.faults if fault.rule in {"honest", "crash"})


def measure(one: Set, floors: Mapping[str, int], folder: Path) -> list[str]:
    """Print a question file's result and give what is wrong with it."""
    started = time.perf_counter()
    result = one.asked(folder).result
    whole = result.summaries["all"]
    endings = ", ".join(f"{count} {ending}" for ending, count in whole.endings.items() if count)
    print(f"\n{one.name}: {endings} of {whole.count}, {time.perf_counter() - started:.1f} s with the index")
    kinds = ((name, s.endings["right"], s.count) for name, s in result.summaries.items() if name != "all")
    print("  " + ", ".join(f"{name} {right}/{count}" for name, right, count in kinds))
    print(*failures(result.outcomes, 0 if one.blind else SHOWN, english=True), sep="\n")
    wrong = [*shortfalls(result.outcomes, floors), *_first(list(strays(result.outcomes)))]
    return [f"{one.name}: {line}" for line in wrong]


def _first(lines: Sequence[str]) -> Sequence[str]:
    """Keep the first lines, and say how many there are more."""
    return lines if len(lines) <= SHOWN else [*lines[:SHOWN], f"and {len(lines) - SHOWN} more like these"]


def main() -> int:
    """Measure every question file; say what is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared: Path = parser.parse_args().shared
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = [*shared_sets(shared), *ours(folder)]
        if missing := [path for one in chosen for path in one.missing]:
            print("The measuring data are not all there:", *missing, sep="\n  ", file=sys.stderr)
            return 2
        wrong = [line for one in chosen for line in measure(one, floors.get(one.name, {}), folder)]
    print("\nEvery floor holds." if not wrong else "\nUnder the floor:\n" + "\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
