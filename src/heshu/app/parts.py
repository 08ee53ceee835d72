"""What the page is drawn of before anything is asked, and what it needs of the assistant and the library."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from markupsafe import Markup

from heshu.app import findings, frame
from heshu.app.papers import Papers
from heshu.app.wording import Language, say
from heshu.asking.checks.checkup import Reports
from heshu.errors import HeshuError
from heshu.records import Answer, Card, Unread

EXAMPLES = 6
PARTS = ("heading", "shelf", "talk", "composer", "audit", "evidence", "corpus", "talks", "compare")


class Shelf(Reports, Papers, Protocol):
    """What the page needs of the library."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """One card a report."""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The files that were not read."""


class Asked(Protocol):
    """What the page needs of the assistant; methods may be called from several threads at once."""

    @property
    def library(self) -> Shelf:
        """The library that is asked."""

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        """Answer a question, given the earlier ones and the ids of the reports to ask (``None``: all)."""

    def examples(self, limit: int = 6) -> list[str]:
        """Return questions drawn from the corpus."""


def opening(assistant: Asked, language: Language, user: str = "", *, settings: bool = False) -> tuple[Markup, ...]:
    """Draw the page afresh, in the order of `PARTS`; ``settings`` offers the way to the language model's."""
    place = model(assistant)
    return (
        frame.heading(language, user),
        shelf(assistant, language),
        frame.log(language, welcome(assistant, language), place),
        frame.composer(language, place, settings=settings),
        findings.pending(language),
        no_evidence(language),
        Markup("<div data-corpus></div>"),
        frame.talks(language, user),
        Markup('<div data-compare data-failed="{}"></div>').format(say(language, "compare_failed")),
    )


def model(assistant: Asked) -> str:
    """Say where a language model sees questions and quotes; empty where there is none."""
    writer = getattr(assistant, "writer", None)
    return str(writer.place) if writer else ""


def shelf(assistant: Asked, language: Language) -> Markup:
    """Draw the reports that can be chosen."""
    try:
        library = assistant.library
        body = frame.shelf(library.cards, library.unread, language)
    except HeshuError:
        body = frame.hint(say(language, "no_reports"))
    return frame.pane("shelf", language, body)


def welcome(assistant: Asked, language: Language) -> Markup:
    """Draw what stands where no question was asked yet: examples, or what to do first."""
    try:
        if not assistant.library.cards:
            return frame.no_reports(language)
        return frame.welcome(assistant.examples(EXAMPLES), language)
    except HeshuError as error:
        return frame.trouble(words(error, language))


def no_evidence(language: Language, key: str = "evidence_help") -> Markup:
    """Draw the evidence pane where nothing is opened."""
    return frame.pane("evidence", language, frame.hint(say(language, key)))


def words(error: HeshuError, language: Language) -> str:
    """Give an error's message in a language."""
    return error.english if language == "en" else error.message
