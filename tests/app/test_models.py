"""Wherever a language model is set, the user is told where the words go."""

from __future__ import annotations

from pathlib import Path

import pytest

from heshu.app.kept import Seal
from heshu.app.models import announced, writer_of
from heshu.app.pages import Conversation, asking, opening
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


def test_a_page_that_was_open_before_says_so_while_the_answer_is_made(small_index: Path) -> None:
    assistant = Assistant.open(small_index)
    asked = {"question": "水务局2023年公用支出是多少", "name": "1"}
    plain, _ = next(asking(assistant, Seal(), Conversation(), asked, "zh"))
    assistant.writer = writer_of("http://llm.example:8443/v1", "m")
    helped, _ = next(asking(assistant, Seal(), Conversation(), asked, "zh"))
    assert "llm.example:8443" in helped
    assert "llm.example" not in plain


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
