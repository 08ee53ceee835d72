"""Heshu as a model, driven by OpenAI's own client."""

from __future__ import annotations

from collections.abc import Iterator

import openai
import pytest

WATER = "水务局2023年公用支出是多少"


@pytest.fixture
def client(doors: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{doors}/v1", api_key="none", max_retries=0) as given:
        yield given


def test_heshu_is_the_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["heshu"]
    assert client.models.retrieve("heshu").id == "heshu"


def test_the_last_message_is_the_question_and_the_earlier_ones_its_history(client: openai.OpenAI) -> None:
    given = client.chat.completions.create(
        model="heshu",
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": WATER},
            {"role": "assistant", "content": "186.30万元"},
            {"role": "user", "content": [{"type": "text", "text": "那图书馆呢"}]},
        ],
        temperature=0.3,
    )
    text = given.choices[0].message.content or ""
    assert "57.25万元[1]" in text
    assert "出处：\n[1] 青禾县图书馆2023年度部门整体支出绩效自评报告.md" in text
    assert given.model_extra is not None
    assert given.model_extra["heshu"]["values"] == [{"number": "57.25", "unit": "万元"}]


def test_a_stream_gives_the_same_text(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="heshu", messages=[{"role": "user", "content": WATER}])
    with client.chat.completions.create(
        model="heshu",
        messages=[{"role": "user", "content": WATER}],
        stream=True,
        stream_options={"include_usage": True},
    ) as stream:
        chunks = list(stream)
    pieces = [choice.delta.content or "" for chunk in chunks for choice in chunk.choices]
    assert "".join(pieces) == whole.choices[0].message.content
    assert [choice.finish_reason for chunk in chunks for choice in chunk.choices][-1] == "stop"
    assert chunks[-1].usage is not None


def test_errors_are_those_that_the_client_knows(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="heshu"):
        client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": WATER}])
    with pytest.raises(openai.BadRequestError, match="最后一条用户消息"):
        client.chat.completions.create(model="heshu", messages=[{"role": "user", "content": "长" * 3000}])
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model="heshu", messages=[])
