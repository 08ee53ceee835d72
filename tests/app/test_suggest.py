"""What is offered to be asked next is what is answered, and finding that out keeps nobody waiting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from heshu.app.suggest import OFFERED, following
from heshu.asking.assistant import Assistant
from heshu.library.library import Library
from heshu.records import Answer, Status

WATER = "水务局2023年公用支出是多少"


class Counting:
    """An assistant that notes what it is asked."""

    def __init__(self, index: Path) -> None:
        self._assistant = Assistant.open(index)
        self.asked: list[str] = []

    @property
    def library(self) -> Library:
        return self._assistant.library

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        self.asked.append(question)
        return self._assistant.ask(question, history, reports)


def test_what_is_offered_is_answered(small_index: Path) -> None:
    assistant = Counting(small_index)
    offered = following(assistant, assistant.ask(WATER), [WATER], None)
    assert 0 < len(offered) <= OFFERED
    assert WATER not in offered
    for question in offered:
        assert assistant.ask(question, [WATER]).status is Status.ANSWERED, question


def test_nothing_is_tried_while_there_is_no_time(small_index: Path) -> None:
    assistant = Counting(small_index)
    given = assistant.ask(WATER)
    assistant.asked.clear()
    assert following(assistant, given, [WATER], None, lambda: False) == ()
    assert assistant.asked == []


def test_what_was_just_asked_is_not_offered(small_index: Path) -> None:
    assistant = Counting(small_index)
    asked = "水务局存在哪些主要问题"
    offered = following(assistant, assistant.ask(asked), [asked], None)
    assert not any("水务局" in question and "主要问题" in question for question in offered)
