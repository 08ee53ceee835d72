"""A limit on what a request may send: an ASGI application before another."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_LIMIT = 1_000_000
"""Bytes of a request's body."""

_TOO_LONG = {
    "message": f"请求太长，最多 {BODY_LIMIT} 字节",
    "english": f"The request is too long; {BODY_LIMIT} bytes at most",
}


class Bounded:
    """Reads a body of at most ``limit`` bytes and hands it on whole; answers 413 to a longer one."""

    def __init__(self, inner: Application, limit: int = BODY_LIMIT) -> None:
        self._inner = inner
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._limit:
                await _refuse(send)
                return
        await self._inner(scope, _once(bytes(body), receive), send)


def _once(body: bytes, receive: Receive) -> Receive:
    """Give the body, and then whatever the connection says."""
    given = False

    async def receiving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(_TOO_LONG, ensure_ascii=False).encode()})
