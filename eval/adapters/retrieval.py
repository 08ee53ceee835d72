"""Sets that ask for a passage: CMRC2018, DRCD (both in SQuAD's form) and STARD."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.adapters.files import first, read, rows


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the passages that answer it."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Passages, as (id, text), and questions over them."""

    passages: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


def squad(path: Path) -> Corpus:
    """Read SQuAD's form (``data``, ``paragraphs``, ``qas``), or CMRC2018's older list of ``context_text`` and ``qas``.

    A paragraph that stands twice is one passage.
    """
    held = read(path)
    paragraphs = [p for one in held["data"] for p in one["paragraphs"]] if isinstance(held, dict) else held
    ids: dict[str, str] = {}
    questions = []
    for number, paragraph in enumerate(paragraphs):
        text = first(paragraph, "context", "context_text")
        key = ids.setdefault(text, f"p{number}")
        questions += [Question(first(qa, "question", "query_text"), frozenset({key})) for qa in paragraph["qas"]]
    return Corpus(tuple((key, text) for text, key in ids.items()), tuple(questions))


def stard(corpus: Path, queries: Path) -> Corpus:
    """Read STARD's articles and its lay questions; the article's name is searched with its text."""
    passages = tuple(
        (str(first(row, "id", "article_id")), f"{first(row, 'title', 'name')} {first(row, 'text', 'content')}")
        for row in rows(corpus)
    )
    questions = tuple(
        Question(first(row, "question", "query"), frozenset(map(str, first(row, "gold_ids", "match_id"))))
        for row in rows(queries)
    )
    return Corpus(passages, questions)


SETS: Mapping[str, Callable[..., Corpus]] = {"cmrc2018": squad, "drcd": squad, "stard": stard}


def faults(corpus: Corpus) -> Iterator[str]:
    """Yield a line for a question whose passage is not there."""
    known = {key for key, _ in corpus.passages}
    for question in corpus.questions:
        if missing := question.gold - known:
            yield f"{question.text}: no passage {', '.join(sorted(missing))}"
