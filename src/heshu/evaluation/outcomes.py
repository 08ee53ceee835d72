"""How each case ended, and running many: no case ends a run."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from heshu.evaluation.cases import Case
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.numbers import squeeze
from heshu.evaluation.rules import Fault, Texts, faults, misleads

DEPTH = 10
"""Passages that are looked through for the wanted ones."""

Answerer = Callable[[Case], Given]
Searcher = Callable[[str, int], Sequence[Quoted]]
"""Gives the best passages for some words, best first: at most as many as the number says."""


class Ending(StrEnum):
    """How a case ended.  All but the first are failures; each case ends in one way."""

    RIGHT = "right"
    WRONG = "wrong"
    """A figure was given where another one, or none, was asked for."""
    REFUSED = "refused"
    """What can be answered was refused."""
    ASKED_BACK = "asked-back"
    """What is clear was asked back."""
    SHORT = "short"
    """Answered without a wrong figure, and yet something is missing: a citation, a word, a verdict, a refusal."""
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case of a question file, what was given, and how it ended; ``seconds`` by the clock.

    ``ranks`` are, for each wanted citation, the place (from 1) of the first passage found that holds it, 0 where
    none of the first `DEPTH` does; empty where nothing was searched.
    """

    file: str
    case: Case
    given: Given
    faults: tuple[Fault, ...]
    ending: Ending
    seconds: float
    ranks: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Name the case across question files."""
        return f"{self.file}/{self.case.id}"


_STATUS_ENDINGS = {"refused": Ending.REFUSED, "clarify": Ending.ASKED_BACK}


def ending(case: Case, given: Given, found: Sequence[Fault]) -> Ending:
    """Say how a case ended that did not crash."""
    if not found:
        return Ending.RIGHT
    if misleads(case, given):
        return Ending.WRONG
    if given.status in case.expect.statuses:
        return Ending.SHORT
    return _STATUS_ENDINGS.get(given.status, Ending.SHORT)


def run(
    file: str, cases: Iterable[Case], answer: Answerer, texts: Texts, search: Searcher | None = None
) -> Iterator[Outcome]:
    """Ask each case and judge what comes; whatever is raised is a fault of that case alone."""
    for case in cases:
        started = time.perf_counter()
        try:
            given = answer(case)
            seconds = time.perf_counter() - started
            found = faults(case, given, texts)
            ranks = ranked(case, search) if search else ()
            yield Outcome(file, case, given, found, ending(case, given, found), seconds, ranks)
        except Exception as error:
            seconds = time.perf_counter() - started
            yield Outcome(file, case, Given("crashed"), (crash(error),), Ending.CRASHED, seconds)


def crash(error: Exception) -> Fault:
    """Tell a crash with the place where it happened."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({frame.filename.rpartition('/')[2]}:{frame.lineno})" for frame in last)
    told = f"{type(error).__name__}: {error}{place}"
    return Fault("crash", f"程序出错：{told}", f"crashed: {told}")


def ranked(case: Case, search: Searcher) -> tuple[int, ...]:
    """Find the place of each wanted citation among the passages; nothing for a question that leans on earlier ones."""
    wanted = [cited for cited in case.expect.citations if cited.contains]
    if case.history or not wanted:
        return ()
    passages = [(one.stem, squeeze(one.quote)) for one in search(case.question, DEPTH)]
    return tuple(
        next((place for place, (stem, text) in enumerate(passages, 1) if stem == source and part in text), 0)
        for source, part in ((cited.source, squeeze(cited.contains)) for cited in wanted)
    )
