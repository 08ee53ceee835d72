"""Wherever a language model is set, the user is told where the words go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from heshu.app.kept import Seal
from heshu.app.models import announced, writer_of
from heshu.app.parts import opening
from heshu.app.talk import Question, answered
from heshu.app.wording import Language
from heshu.asking.assistant import Assistant


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_says_where_questions_and_quotes_go(small_index: Path, language: Language) -> None:
    writer = writer_of("https://user:secret@llm.example:8443/v1", "m")
    helped = "".join(opening(Assistant.open(small_index, writer=writer), language))
    plain = "".join(opening(Assistant.open(small_index), language))
    assert "llm.example:8443" in helped
    assert "secret" not in helped
    assert "llm.example" not in plain


def test_a_page_that_was_open_before_says_so_before_anything_is_asked(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = Assistant.open(small_index)
    asked = Question("水务局2023年公用支出是多少")
    assert answered(assistant, Seal(), asked, "zh").keys() == {"turn", "evidence"}
    assistant.writer = writer_of("http://llm.example:8443/v1", "m")
    questions: list[str] = []
    monkeypatch.setattr(assistant, "ask", lambda question, *_: questions.append(question))
    told = answered(assistant, Seal(), asked, "zh")
    assert told.keys() == {"pending"}
    assert "llm.example:8443" in told["pending"]
    assert not questions
    answered(assistant, Seal(), replace(asked, told=str(assistant.writer.place)), "zh")  # type: ignore[union-attr]
    assert questions == [asked.text]


def test_the_settings_are_offered_to_whom_may_change_them(small_index: Path) -> None:
    assistant = Assistant.open(small_index)
    assert 'href="/model"' in "".join(opening(assistant, "zh", settings=True))
    assert 'href="/model"' not in "".join(opening(assistant, "zh"))


def test_so_does_the_command_line() -> None:
    writer = writer_of("http://127.0.0.1:11434", "m")
    assert writer
    assert "127.0.0.1:11434" in announced(writer)
    assert writer_of(None, "m") is None
    assert writer_of("", None) is None
