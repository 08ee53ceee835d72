"""A whole run: question files, an index, a result."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from heshu.asking.assistant import Assistant
from heshu.errors import UsageError
from heshu.evaluation import texts as plain
from heshu.evaluation.cases import Case, load
from heshu.evaluation.given import Given, Quoted, of_answer
from heshu.evaluation.metrics import by_category
from heshu.evaluation.outcomes import Answerer, Outcome, Searcher, run
from heshu.evaluation.result import Result, made
from heshu.evaluation.rules import Texts
from heshu.library.library import Library

Progress = Callable[[int, int | None, str], None]


def answerer(assistant: Assistant) -> Answerer:
    """Ask the assistant."""

    def answer(case: Case) -> Given:
        return of_answer(assistant.ask(case.question, case.history))

    return answer


def searcher(assistant: Assistant) -> Searcher:
    """Search as `heshu search` does; a passage counts with the headings above it left out."""

    def search(words: str, limit: int) -> Sequence[Quoted]:
        cards = assistant.library.card_of
        return [Quoted(cards[hit.passage.report_id].source, hit.passage.text) for hit in assistant.search(words, limit)]

    return search


def chosen(files: Mapping[str, Sequence[Case]], categories: Collection[str]) -> dict[str, list[Case]]:
    """Keep the cases of the categories whose names begin as asked; all where none is.  Raises `UsageError` for none."""
    starts = tuple(categories)
    kept = {
        name: [case for case in held if not starts or case.category.startswith(starts)] for name, held in files.items()
    }
    if not any(kept.values()):
        known = sorted({case.category for held in files.values() for case in held})
        raise UsageError(
            f"没有这一类题目。已有的类别：{'、'.join(known) or '（没有题目）'}",
            f"No question is of that category. There are: {', '.join(known) or '(no questions)'}",
        )
    return kept


def read(paths: Sequence[Path], beside: Sequence[Path] = ()) -> dict[str, list[Case]]:
    """Read question files: name without suffix -> cases.

    Raises `UsageError`, also where two files have one name, those ``beside`` among them, which are read elsewhere.
    """
    names = [path.stem for path in (*paths, *beside)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise UsageError(
            f"有两个题目文件都叫“{'、'.join(twice)}”，请改名再试",
            f"Two question files are called {', '.join(twice)}. Rename one",
        )
    return {path.stem: load(path) for path in paths}


def evaluate(
    assistant: Assistant,
    files: Mapping[str, Sequence[Case]],
    paths: Sequence[Path],
    texts: Texts,
    progress: Progress | None = None,
) -> Result:
    """Ask every case of every file, and sum up.

    Quotes are held against ``texts``; ``paths`` are the files that the result names by their hashes.
    """
    library = assistant.library
    started = time.perf_counter()
    outcomes = tuple(_counted(_all(assistant, files, texts), sum(map(len, files.values())), progress))
    seconds = time.perf_counter() - started
    return Result(made(library, paths, seconds), by_category(outcomes, texts), outcomes)


def _all(assistant: Assistant, files: Mapping[str, Sequence[Case]], texts: Texts) -> Iterator[Outcome]:
    answer, search = answerer(assistant), searcher(assistant)
    for name, cases in files.items():
        yield from run(name, cases, answer, texts, search)


def _counted(outcomes: Iterator[Outcome], total: int, progress: Progress | None) -> Iterator[Outcome]:
    for done, one in enumerate(outcomes, 1):
        if progress:
            progress(done, total, one.case.id)
        yield one


def texts_of(folder: Path | None, library: Library) -> Texts:
    """Read the folder of plain texts where one is named, else take the index's."""
    return plain.of_library(library) if folder is None else plain.of_folder(folder)
