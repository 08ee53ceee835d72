"""Heshu beside what people would use instead, on the same questions in the same run.

    python -m eval.bench.baselines [NAME …] [--shared SHARED] [--write]

NAME is keyword, llamaindex, llamaindex-fusion or langchain; all of them without one.  Each finds its best three
passages and gives its best extractive answer (`eval.bench.extract`); all are judged by the same rules.  ``--write``
puts the table and the chart into eval/README.md.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from eval.bench.extract import backed, extracted
from eval.bench.retrievers import BASELINES, Find, missing
from eval.sets import Set, ours, shared_sets
from heshu.evaluation.cases import Case, load
from heshu.evaluation.charts import stacked
from heshu.evaluation.given import Given
from heshu.evaluation.metrics import wilson
from heshu.evaluation.outcomes import Ending, Outcome, run
from heshu.evaluation.texts import of_folder
from heshu.evaluation.wording import ENDINGS

README = Path(__file__).parents[1] / "README.md"
CHART = Path(__file__).with_name("side-by-side.svg")
BEGIN, END = "<!-- side by side: python -m eval.bench.baselines --write -->", "<!-- /side by side -->"
HESHU = "Heshu"
SETS = ("questions", "questions-more", "samples", "dev", "heldout")
STYLE = (
    "<style>text{font:12px sans-serif;fill:#5b6673}.end{text-anchor:end}.right{fill:#2c6e49}.wrong{fill:#a8321f}"
    ".refused{fill:#7b8794}.asked-back{fill:#b98a1d}.short{fill:#4f7fa8}.crashed{fill:#5a2a82}</style>"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what it is, how every case ended, and of how many all that is wanted stood in its passages."""

    name: str
    outcomes: tuple[Outcome, ...]
    backed: int | None
    seconds: float

    def count(self, ending: Ending) -> int:
        """Count the cases that ended so."""
        return sum(one.ending is ending for one in self.outcomes)


def heshu(sets: Sequence[Set], folder: Path) -> Side:
    """Ask Heshu."""
    started = time.perf_counter()
    outcomes = tuple(one for chosen in sets for one in chosen.asked(folder).result.outcomes)
    return Side(HESHU, outcomes, None, time.perf_counter() - started)


def baseline(name: str, sets: Sequence[Set], folder: Path) -> Side:
    """Ask one baseline; the reports of several sets are indexed once."""
    what, make = BASELINES[name]
    started = time.perf_counter()
    finders: dict[Path, Find] = {}
    outcomes: list[Outcome] = []
    held = 0
    for chosen in sets:
        if chosen.texts not in finders:
            finders[chosen.texts] = cache(make(chosen.texts, folder / f"{name}-{len(finders)}"))
        find = finders[chosen.texts]
        cases = load(chosen.questions)
        outcomes += run(chosen.name, cases, answerer(find, titles(chosen.texts)), of_folder(chosen.texts))
        held += sum(backed(case.expect, find(whole_question(case))) for case in cases)
    return Side(what, tuple(outcomes), held, time.perf_counter() - started)


def answerer(find: Find, heads: Mapping[str, str]) -> Callable[[Case], Given]:
    """Answer from what was found."""
    return lambda case: extracted(whole_question(case), find(whole_question(case)), heads)


def titles(texts: Path) -> dict[str, str]:
    """Give the first line of each text by its file's name."""
    lines = ((path.name, path.read_text("utf-8").strip().splitlines()) for path in texts.iterdir() if path.is_file())
    return {name: found[0] for name, found in lines if found}


def whole_question(case: Case) -> str:
    """Put the earlier questions before a question, as what has no memory needs it."""
    return " ".join((*case.history, case.question))


def table(sides: Sequence[Side]) -> Iterator[str]:
    """Yield the rows of the table, in Markdown."""
    yield "| | right | 95% | wrong figures | refused, asked back | incomplete | in its 3 passages |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for side in sides:
        count, right = len(side.outcomes), side.count(Ending.RIGHT)
        low, high = wilson(right, count)
        held = "–" if side.backed is None else f"{side.backed / count:.1%}"
        unanswered = side.count(Ending.REFUSED) + side.count(Ending.ASKED_BACK)
        yield (
            f"| {side.name} | {right / count:.1%} | {low:.1%}–{high:.1%} | {side.count(Ending.WRONG)} | {unanswered} | "
            f"{side.count(Ending.SHORT) + side.count(Ending.CRASHED)} | {held} |"
        )


def kinds(sides: Sequence[Side]) -> Iterator[str]:
    """Yield a table of what each side gets right by kind of question, in Markdown."""
    names = sorted({one.case.category for one in sides[0].outcomes})
    yield "| right, by kind | " + " | ".join(side.name for side in sides) + " |"
    yield "| --- |" + " ---: |" * len(sides)
    for name in names:
        of_kind = [[one for one in side.outcomes if one.case.category == name] for side in sides]
        cells = (f"{sum(one.ending is Ending.RIGHT for one in group)}/{len(group)}" for group in of_kind)
        yield f"| {name} | " + " | ".join(cells) + " |"


def chart(sides: Sequence[Side]) -> str:
    """Draw how the questions ended on each side."""
    names = {ending: words[1] for ending, words in ENDINGS.items()}
    bars = [
        (
            side.name.split(",")[0].replace(" with its BM25 and fusion", " BM25+fusion").replace("plain ", ""),
            tuple((ending.value, side.count(ending)) for ending in Ending),
            f"{side.count(Ending.RIGHT)} right",
        )
        for side in sides
    ]
    drawn = str.__str__(stacked("how the questions ended", bars, names, legend=True))
    return drawn.replace(">", f">{STYLE}", 1)


def written(text: str, sides: Sequence[Side]) -> str:
    """Put the tables and the chart between the marks of the README."""
    count = len(sides[0].outcomes)
    body = [f"{count} questions.", "", *table(sides), "", f"![How the questions ended](bench/{CHART.name})", ""]
    block = "\n".join((BEGIN, *body, *kinds(sides), END))
    return re.sub(re.escape(BEGIN) + ".*?" + re.escape(END), lambda _: block, text, flags=re.DOTALL)


def main() -> int:
    """Measure the sides and print the table; 2 where a package is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *BASELINES], metavar="NAME")
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if lacking := missing(options.names or BASELINES):
        print(f"Missing: {', '.join(lacking)}. Run: pip install '.[baselines]'", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        every = [*(shared_sets(options.shared) if options.shared else ()), *ours(folder)]
        sets = [one for one in every if one.name in SETS]
        sides = [heshu(sets, folder)]
        for chosen in options.names or BASELINES:
            sides.append(baseline(chosen, sets, folder))
            print(f"{sides[-1].name}: {sides[-1].seconds:.0f} s", flush=True)
    print(*table(sides), "", *kinds(sides), sep="\n")
    if options.write:
        README.write_text(written(README.read_text("utf-8"), sides), "utf-8")
        CHART.write_text(chart(sides), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
