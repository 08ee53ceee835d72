"""The wiring: a question goes in, a cited answer comes out."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from heshu.asking.evidence.as_called import as_called
from heshu.asking.evidence.scans import marked
from heshu.asking.helped import understood
from heshu.asking.second_look import SecondLook
from heshu.asking.wording.answer_in_english import in_english
from heshu.asking.wording.mixed import in_one_language
from heshu.asking.wording.question import LONGEST, understand
from heshu.asking.writer import Writer
from heshu.checking.guard import unbacked
from heshu.glossary import glossary
from heshu.library.library import Library
from heshu.records import Answer, Hit, Status


class Assistant:
    """Answers questions about the reports of an index.

    >>> assistant = Assistant.open(Path("index"))  # doctest: +SKIP
    >>> assistant.ask("南沙公用支出多少").text  # doctest: +SKIP
    """

    def __init__(self, library: Library, writer: Writer | None = None) -> None:
        self._reader = SecondLook(library)
        self._opening = Lock()
        self.writer = writer

    @classmethod
    def open(cls, index: Path | str, embedder: str | None = None, writer: Writer | None = None) -> Assistant:
        """Open an index folder; ``writer`` is a language model that may phrase answers (`heshu.asking.writer`).

        Raises what `Library.open` raises.
        """
        return cls(Library.open(Path(index), embedder), writer)

    @property
    def library(self) -> Library:
        """The library of the newest published generation."""
        with self._opening:  # of questions that come at once, one opens it
            library = self._reader.library.latest()
            if library is not self._reader.library:
                self._reader = SecondLook(library, self._reader.worked_out())
            return library

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        """Answer one question.

        ``history`` are the user's earlier questions of the conversation, oldest first; ``reports`` limits the
        corpus to these ids.  A refusal or a question back is an answer, not an exception; so is what is said
        of a question of more than `LONGEST` characters.
        """
        return self.told(question, history, reports)[0]

    def told(
        self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None
    ) -> tuple[Answer, str]:
        """Answer one question, and name the generation of the index that the answer is of."""
        started = time.perf_counter()
        self.library  # noqa: B018  (look for a newer generation)
        reader = self._reader
        if len(question) > LONGEST:
            return too_long(question), reader.library.generation.name
        history = [one for one in history if len(one) <= LONGEST]  # the others were not answered either
        answer = reader.answer(question, history, reports)
        writer = self.writer  # which an administrator may change meanwhile
        if writer:
            answer = understood(writer, reader, answer, question, history, reports)
        asked = understand(in_one_language(question, reader.gazetteer.regions, glossary()))
        answer = guarded(
            as_called(answer, question, reader.gazetteer), (question, asked.text, *history), reader.numbered
        )
        if writer:
            answer = writer.phrase(answer, reader.names)
        if asked.english:
            answer = replace(answer, text=in_english(answer.text, [one.quote for one in answer.citations]))
        answer = marked(answer, reader.library, english=asked.english)
        answer = replace(answer, question=question, seconds=time.perf_counter() - started)
        return answer, reader.library.generation.name

    def search(self, query: str, limit: int = 10, reports: Collection[str] | None = None) -> list[Hit]:
        """The best passages for a query; the reports and years that it names are searched first of all."""
        self.library  # noqa: B018
        return self._reader.search(query, limit, reports)

    def examples(self, limit: int = 6) -> list[str]:
        """Questions that the corpus can answer, drawn from its own figures and headings."""
        self.library  # noqa: B018
        return self._reader.examples(limit)


def too_long(question: str) -> Answer:
    """What is said of a question that is not read to its end: half a question is none."""
    text = f"问题太长：最多{LONGEST}个字，现在有{len(question)}个。请缩短后再问，或者分几次问。"
    text = in_english(text, ()) if understand(question).english else text
    return Answer(question, Status.REFUSED, text)


def guarded(answer: Answer, asked: Sequence[str], names: Sequence[str] = ()) -> Answer:
    """An answer all of whose numbers are backed, or a refusal: the last thing that happens to every answer."""
    loose = unbacked(answer, asked, names)
    if not loose:
        return answer
    logging.getLogger(__name__).warning("withheld an answer with numbers that nothing backs: %s", ", ".join(loose))
    text = "这个问题的答案里有查不到出处的数，没有显示。请换一种问法，或查看报告原文。"
    return Answer(answer.question, Status.REFUSED, text, plan=answer.plan)
