"""Recall on STARD: lay questions to 64,564 statute articles, by words, by vectors and by both.

``python -m eval.bench.stard CORPUS.jsonl.xz QUERIES.jsonl [--embedder NAME]``

"any" is the share of questions with at least one gold article among the first k (the usual recall@k of this set),
"all" the share of a question's gold articles among them, averaged over the questions.  Old and new versions of one
law stand side by side in the corpus, so compare systems, not absolute values.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from eval.adapters.retrieval import Question, stard
from heshu.asking.evidence.retrieval import CANDIDATES, fuse
from heshu.embedding.model import Embedder, open_embedder
from heshu.library.vectors import FolderVectors, write_vectors
from heshu.library.words import Words, build_words

DEPTHS = (1, 10, 50)


def recall(found: Sequence[str], gold: frozenset[str]) -> float:
    """Give the share of ``gold`` among ``found``."""
    return len(gold.intersection(found)) / len(gold)


def hit(found: Sequence[str], gold: frozenset[str]) -> float:
    """Give 1 where any of ``gold`` is among ``found``."""
    return float(not gold.isdisjoint(found))


def measure(
    questions: Sequence[Question],
    lists: Sequence[Sequence[str]],
    rule: Callable[[Sequence[str], frozenset[str]], float],
) -> list[float]:
    """Average ``rule`` over the questions at each of `DEPTHS`."""
    pairs = list(zip(questions, lists, strict=True))
    return [sum(rule(found[:depth], question.gold) for question, found in pairs) / len(pairs) for depth in DEPTHS]


def search(
    folder: Path, corpus: Sequence[tuple[str, str]], questions: Sequence[Question], embedder: Embedder
) -> dict[str, list[list[str]]]:
    """List the ids found for each question by each system."""
    started = time.perf_counter()
    build_words(folder / "words", ((key, "law", text) for key, text in corpus))
    click.echo(f"words built in {time.perf_counter() - started:.1f} s", err=True)
    started = time.perf_counter()
    matrix = embedder.encode([text for _, text in corpus])
    click.echo(f"{len(matrix)} articles encoded in {time.perf_counter() - started:.1f} s", err=True)
    started = time.perf_counter()
    write_vectors(folder / "vectors", [([key for key, _ in corpus], matrix)])
    click.echo(f"vectors built in {time.perf_counter() - started:.1f} s", err=True)
    words = Words.open(folder / "words")
    vectors = FolderVectors(folder / "vectors")
    by_words = [words.search(question.text, CANDIDATES) for question in questions]
    queries = embedder.encode([question.text for question in questions])
    by_vectors = [vectors.search(query, CANDIDATES) for query in queries]
    both = [fuse(left, right) for left, right in zip(by_words, by_vectors, strict=True)]
    return {"words": _ids(by_words), "vectors": _ids(by_vectors), "fused": _ids(both)}


def _ids(lists: Iterable[Iterable[Sequence[object]]]) -> list[list[str]]:
    return [[str(row[0]) for row in rows] for rows in lists]


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--embedder", help="A sentence-transformers folder or name; the packaged model without it.")
def main(corpus: Path, questions: Path, embedder: str | None) -> None:
    """Print recall@1, @10 and @50 of words, vectors and both."""
    held = stard(corpus, questions)
    asked = held.questions
    with tempfile.TemporaryDirectory() as folder:
        found = search(Path(folder), held.passages, asked, open_embedder(embedder))
    for name, rule in (("any", hit), ("all", recall)):
        for system, lists in found.items():
            values = " ".join(
                f"@{depth} {value:.3f}" for depth, value in zip(DEPTHS, measure(asked, lists, rule), strict=True)
            )
            click.echo(f"{name:4} {system:8} {values}")


if __name__ == "__main__":
    main()
