"""The steps of `python -m eval.bench.scale` that are measured in a process of their own.

    python -m eval.bench.scale_steps index INDEX REPORTS …
    python -m eval.bench.scale_steps ask INDEX QUESTIONS
    python -m eval.bench.scale_steps naive TEXTS STORE QUESTIONS

The last line of the output is what was measured, as JSON.
"""

# ruff: noqa: PLC0415  (no step pays for the imports of another one)
from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from eval.bench.sides import memory

if TYPE_CHECKING:
    from heshu.evaluation.outcomes import Outcome
    from heshu.library.library import Library

WARM = 50
"""Questions that are asked beforehand: what loads late is none of the questions'."""


def index(store: str, *reports: str) -> dict[str, Any]:
    """Bring an index up to date; note when each tenth of the reports had been read."""
    from heshu.library.build import build

    begun = time.perf_counter()
    tenths: dict[int, float] = {}

    def progress(done: int, total: int, _: str) -> None:
        tenths.setdefault(10 * done // max(total, 1), time.perf_counter() - begun)

    built = build([Path(name) for name in reports], Path(store), progress=progress)
    seconds = time.perf_counter() - begun
    marks = [tenths[key] for key in sorted(tenths)]
    return {
        "seconds": seconds,
        "reports": len(built.cards),
        "read": marks[-1] if marks else 0.0,
        "last_tenth": marks[-1] - marks[-2] if len(marks) > 1 else 0.0,
        "slowest_tenth": max((b - a for a, b in pairwise(marks)), default=0.0),
    }


class _Texts(Mapping[str, str]):
    """The texts of an index, read when a quote is held against one: they are no part of what asking holds."""

    def __init__(self, library: Library) -> None:
        self._ids = {PurePath(card.source).stem: card.id for card in library.cards}
        self._library = library

    def __getitem__(self, name: str) -> str:
        from heshu.evaluation.numbers import squeeze

        return squeeze(self._library.catalogue.report(self._ids[name]).text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def ask(store: str, questions: str) -> dict[str, Any]:
    """Open an index, ask its questions, and judge the answers."""
    begun = time.perf_counter()
    from heshu.asking.assistant import Assistant
    from heshu.evaluation.cases import load
    from heshu.evaluation.evaluate import answerer
    from heshu.evaluation.outcomes import run

    imported = time.perf_counter()
    assistant = Assistant.open(Path(store))
    opened = time.perf_counter()
    cases = load(Path(questions))
    loaded = time.perf_counter()
    answer = answerer(assistant)
    answer(cases[0])
    first = time.perf_counter()
    for case in cases[1:WARM]:
        answer(case)
    outcomes = list(run("scale", cases, answer, _Texts(assistant.library)))
    return {
        "import": imported - begun,
        "open": opened - imported,
        "first": first - loaded,
        "memory": memory(),
        **judged(outcomes),
    }


def judged(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Count how the questions ended, and give median, 9th decile and 99th percentile of their seconds by kind."""
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    endings: Counter[str] = Counter()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    for one in outcomes:
        endings[one.ending.value] += 1
        for kind in ("all", _kind(one)):
            seconds[kind].append(one.seconds)
        if one.ending != "right":
            missed[one.ending.value].append(one.case.question)
    return {
        "endings": dict(endings),
        "seconds": {kind: _percentiles(sorted(times)) for kind, times in sorted(seconds.items())},
        "missed": missed,
    }


def _kind(one: Outcome) -> str:
    """Part questions over all departments from those that name some."""
    over_all = one.case.category == "cross-report" and not any(c in one.case.question for c in "区县")
    return "over all reports" if over_all else one.case.category


def _percentiles(times: Sequence[float]) -> dict[str, float]:
    def at(part: float) -> float:
        return times[min(int(part * len(times)), len(times) - 1)]

    return {"count": len(times), "median": at(0.5), "p90": at(0.9), "p99": at(0.99)}


def naive(texts: str, store: str, questions: str) -> dict[str, Any]:
    """Index texts with LlamaIndex's tutorial pipeline, ask, and judge its best extractive answers."""
    from eval.bench.baselines import answerer, titles
    from eval.bench.retrievers import llama_index
    from heshu.evaluation.cases import load
    from heshu.evaluation.outcomes import run
    from heshu.evaluation.texts import of_folder

    begun = time.perf_counter()
    find = cache(llama_index(Path(texts), Path(store)))
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "memory": memory()}), flush=True)
    answer = answerer(find, titles(Path(texts)))
    outcomes = list(run("scale", load(Path(questions)), answer, of_folder(Path(texts))))
    found = judged(outcomes)
    median = found.pop("seconds")["all"]["median"]
    return {"seconds": seconds, "memory": memory(), "seconds of answers": median, **found}


def main() -> None:
    """Run one step."""
    name, *arguments = sys.argv[1:]
    steps: Mapping[str, Callable[..., dict[str, Any]]] = {"index": index, "ask": ask, "naive": naive}
    measured = steps[name](*arguments)
    print(json.dumps(measured, ensure_ascii=False))


if __name__ == "__main__":
    main()
