"""What to ask next, drawn from the corpus: the same of another department, a ranking, another figure of the report.

Only what the assistant answers is offered; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice, takewhile
from typing import Any, Protocol

from heshu.asking.evidence.compose import display_name
from heshu.records import Answer, Card, Status

OFFERED = 3
TRIED = 8


class Asked(Protocol):
    """What is asked of the assistant."""

    @property
    def library(self) -> Any:
        """The library, with ``cards`` and ``figures(id)``."""

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        """Answer a question."""


def following(
    assistant: Asked,
    given: Answer,
    history: Sequence[str],
    reports: Collection[str] | None,
    free: Callable[[], bool] = lambda: True,
) -> tuple[str, ...]:
    """Give up to `OFFERED` questions that go on from an answer, each of them answered by the assistant.

    ``history`` holds the questions of the conversation, the one that was answered last.  ``free`` is called before
    each is tried: it may wait, and where it says no, no more are.
    """
    if given.status is not Status.ANSWERED or not given.citations:
        return ()
    cards = [card for card in assistant.library.cards if reports is None or card.id in reports]
    candidates = takewhile(lambda _: free(), islice(_candidates(assistant.library, given, cards), TRIED))
    answered = (question for question in candidates if _answers(assistant, question, history, reports))
    return tuple(islice(answered, OFFERED))


def _answers(assistant: Asked, question: str, history: Sequence[str], reports: Collection[str] | None) -> bool:
    return assistant.ask(question, history, reports).status is Status.ANSWERED


def _candidates(library: Any, given: Answer, cards: Sequence[Card]) -> Iterator[str]:
    cited = {citation.department for citation in given.citations}
    others = [card.department for card in cards if card.department and card.department not in cited]
    label = _label(library, given)
    if len(cited) == 1:
        yield from (f"那{display_name(name)}呢？" for name in dict.fromkeys(others[:2]))
        if label and others:
            yield f"各部门{label}从高到低排列"
    here = next((card for card in cards if card.id == given.citations[0].report_id), None)
    if here is None or len(cited) > 1:
        return
    labels = dict.fromkeys(figure.label for figure in library.figures(here.id) if _speaks(figure.label))
    for other in [name for name in labels if label not in name and name not in given.text][:3]:
        yield f"{display_name(here.department)}{other}是多少？"
    if "问题" not in given.question:
        yield f"{display_name(here.department)}存在哪些主要问题？"


def _label(library: Any, given: Answer) -> str:
    """Name the figure that an answer gives first; empty where it gives none of a report's own."""
    first = given.citations[0]
    values = {(value.number, value.unit) for value in given.values}
    for figure in library.figures(first.report_id):
        if first.start <= figure.span.start < first.end and (f"{figure.value:f}", figure.unit) in values:
            return str(figure.label) if _speaks(figure.label) else ""
    return ""


def _speaks(label: str) -> bool:
    return 3 <= len(label) <= 10
