"""The assistant as people reach it over the network: questions are bounded in number and time, and written down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, wait
from contextvars import copy_context
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, Any

from heshu.app.journal import Journal
from heshu.app.visitors import visitor
from heshu.errors import HeshuError, Overloaded, Overtime
from heshu.records import Answer, Hit

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant
    from heshu.asking.writer import Writer
    from heshu.library.library import Library

PATIENCE = 60.0
"""Seconds for one question, waiting for others included."""
AT_ONCE = 16
"""Questions that are worked on at once."""
EARLIER = 10
"""Earlier questions that a line of the log repeats."""

Told = tuple[Answer, str]
"""An answer, and the name of the generation that gave it."""


class Reception:
    """An assistant before which questions wait.  Methods may be called from several threads.

    A thread cannot be ended from outside, so a question that is given up is worked on to its end, and keeps its place
    until then: however many are sent, no more than ``at_once`` are worked on.
    """

    def __init__(
        self, assistant: Assistant, journal: Journal | None = None, patience: float = PATIENCE, at_once: int = AT_ONCE
    ) -> None:
        self._assistant, self._journal, self._patience = assistant, journal, patience
        self._places = Semaphore(at_once)

    @property
    def library(self) -> Library:
        """The library of the newest published generation."""
        return self._assistant.library

    @property
    def writer(self) -> Writer | None:
        """The language model that may phrase answers."""
        return self._assistant.writer

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        """Answer one question, as `Assistant.ask` does, and write down for whom.

        Raises `Overtime` and `Overloaded` beside what that raises.
        """
        among = None if reports is None else sorted(reports)
        asked = {"question": question, "history": list(history)[-EARLIER:], "reports": among}
        try:
            answer, generation = self._in_time(lambda: self._assistant.told(question, history, reports))
        except Exception as error:
            self._note(asked | {"status": "failed", "error": _named(error)})
            raise
        done = {"status": answer.status.value, "answer": answer.text, "generation": generation}
        self._note(asked | done | {"seconds": round(answer.seconds, 3)})
        return answer

    def search(self, query: str, limit: int = 10, reports: Collection[str] | None = None) -> list[Hit]:
        """Find the best passages for a query."""
        return self._assistant.search(query, limit, reports)

    def examples(self, limit: int = 6) -> list[str]:
        """Give questions that the corpus can answer."""
        return self._assistant.examples(limit)

    def _note(self, record: dict[str, Any]) -> None:
        """Write down what was asked, unless nobody did."""
        if self._journal and (by := visitor()):
            self._journal.note({"who": by.who, "door": by.door} | record)

    def _in_time(self, work: Callable[[], Told]) -> Told:
        """Work in a thread, for as long as anybody waits for it."""
        until = time.monotonic() + self._patience
        if not self._places.acquire(timeout=self._patience):
            raise overloaded()
        done: Future[Told] = Future()
        context = copy_context()
        try:
            Thread(target=context.run, args=(self._work, work, done), name="heshu-question", daemon=True).start()
        except RuntimeError as error:  # the machine has no more threads
            self._places.release()
            raise overloaded() from error
        wait((done,), until - time.monotonic())
        if not done.done():
            raise _overtime(self._patience)
        return done.result()

    def _work(self, work: Callable[[], Told], done: Future[Told]) -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # whoever waits has it
            done.set_exception(error)
        finally:
            self._places.release()


def _named(error: Exception) -> str:
    return error.message if isinstance(error, HeshuError) else type(error).__name__


def _overtime(seconds: float) -> Overtime:
    logging.getLogger(__name__).warning("a question took longer than %g s and was given up", seconds)
    return Overtime(
        f"这个问题 {seconds:g} 秒还没有答完，没有再等。请问得更具体一些，或只选几份报告再问",
        f"This question was not answered within {seconds:g} seconds and was given up. "
        "Ask it more narrowly, or choose a few reports",
    )


def overloaded() -> Overloaded:
    """Say that a question's turn did not come."""
    return Overloaded(
        "现在提问的人太多，没有轮到这个问题。请过一会儿再问",
        "Too many questions are being asked just now, and this one's turn did not come. Please ask again in a while",
    )
