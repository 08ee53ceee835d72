"""Heshu as a model for chat front ends: ``/v1/models`` and ``/v1/chat/completions`` as OpenAI's API has them.

The last message of the user is the question, the user's earlier ones are its history.  The answer's sources stand
below its text; the whole record is in the key ``heshu`` of a response that is not streamed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from heshu.app import wire
from heshu.app.api import misfit, told
from heshu.app.calls import HISTORY_LIMIT, QUESTION_LIMIT
from heshu.asking.wording.question import understand
from heshu.errors import UsageError
from heshu.records import Answer, Citation

if TYPE_CHECKING:
    from heshu.app.calls import Asked

MODEL = "heshu"
MESSAGES_LIMIT = 1000
QUOTE_SHOWN = 160
"""Characters of a quote that a list of sources repeats."""


class Part(BaseModel):
    """A part of a message; only those of text are read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of the conversation."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its words."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream is to end with."""

    include_usage: bool | None = False


class Completion(BaseModel):
    """A request; what steers a language model (temperature and the like) is accepted and has no effect."""

    model: str = MODEL
    messages: Annotated[list[Message], Field(min_length=1, max_length=MESSAGES_LIMIT)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None


def application(assistant: Asked) -> FastAPI:
    """Return the endpoint over an assistant, to be mounted below ``/v1``."""
    api = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    _routes(api, assistant)
    api.add_exception_handler(RequestValidationError, _malformed)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(Exception, _failed)
    return api


def _routes(api: FastAPI, assistant: Asked) -> None:
    @api.get("/models")
    def models() -> dict[str, Any]:
        return {"object": "list", "data": [_model()]}

    @api.get("/models/{name}")
    def model(name: str) -> dict[str, Any]:
        _known(name)
        return _model()

    @api.post("/chat/completions")
    def completions(asked: Completion) -> Response:
        _known(asked.model)
        try:
            question, history = _conversation(asked.messages)
            given = assistant.ask(question, history)
        except Exception as error:  # the words of every error are `told`'s
            return _error(*told(error)[:2])
        if not asked.stream:
            return JSONResponse(completion(given))
        usage = bool(asked.stream_options and asked.stream_options.include_usage)
        return StreamingResponse(chunks(given, usage=usage), media_type="text/event-stream")


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}


def _known(name: str) -> None:
    if name != MODEL:
        raise HTTPException(404, f"没有这个模型，请用 {MODEL}（there is no such model; use {MODEL}）")


def _conversation(messages: Sequence[Message]) -> tuple[str, tuple[str, ...]]:
    asked = [text for message in messages if message.role == "user" and (text := message.text.strip())]
    if not asked or len(asked[-1]) > QUESTION_LIMIT:
        raise UsageError(
            f"请在最后一条用户消息里写问题，最多 {QUESTION_LIMIT} 字",
            f"Put a question of at most {QUESTION_LIMIT} characters into the last message of the user",
        )
    return asked[-1], tuple(text[:QUESTION_LIMIT] for text in asked[:-1][-HISTORY_LIMIT:])


# ---------------------------------------------------------------- what is written


def with_sources(given: Answer) -> str:
    """Write an answer's text with its sources below."""
    if not given.citations:
        return given.text
    english = understand(given.question).english
    rows = [_source(cited, english=english) for cited in given.citations]
    return "\n".join([given.text, "", "Sources:" if english else "出处：", *rows])


def _source(cited: Citation, *, english: bool) -> str:
    place = " › ".join(cited.section)
    page = "" if cited.page is None else f", p. {cited.page}" if english else f"，第{cited.page}页"
    quote = cited.shown if len(cited.shown) <= QUOTE_SHOWN else cited.shown[:QUOTE_SHOWN] + "…"
    return f"[{cited.marker}] {cited.source}{' · ' + place if place else ''}{page}：“{quote}”"


def completion(given: Answer) -> dict[str, Any]:
    """Write an answer as a completion; no tokens of a language model are counted."""
    return {
        **_head("chat.completion"),
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": with_sources(given), "refusal": None},
                "finish_reason": "stop",
                "logprobs": None,
            }
        ],
        "usage": _USAGE,
        "heshu": wire.answer(given),
    }


def chunks(given: Answer, *, usage: bool) -> Iterator[str]:
    """Write an answer as a stream of server-sent events, a line of the text each."""
    head = _head("chat.completion.chunk")

    def event(delta: dict[str, str], reason: str | None = None) -> str:
        return _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})

    yield event({"role": "assistant", "content": ""})
    for line in with_sources(given).splitlines(keepends=True):
        yield event({"content": line})
    yield event({}, "stop")
    if usage:
        yield _event({**head, "choices": [], "usage": _USAGE})
    yield "data: [DONE]\n\n"


_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


def _head(kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _event(record: dict[str, Any]) -> str:
    return f"data: {json.dumps(record, ensure_ascii=False)}\n\n"


# ---------------------------------------------------------------- errors, as OpenAI's clients read them


def _error(status: int, message: str) -> JSONResponse:
    kind = "invalid_request_error" if status < 500 else "server_error"
    return JSONResponse({"error": {"message": message, "type": kind, "param": None, "code": None}}, status)


async def _malformed(_: Request, error: Exception) -> JSONResponse:
    return _error(400, "; ".join(misfit(error)))


async def _refused(_: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 400
    return _error(status, str(getattr(error, "detail", error)))


async def _failed(_: Request, error: Exception) -> JSONResponse:
    return _error(*told(error)[:2])
