"""Limits on what a request may send, and on how many there are: ASGI applications before another."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_LIMIT = 1_000_000
"""Bytes of a request's body."""

STALLED = 60.0
"""Seconds that a body may stand still."""

AT_ONCE = 64
"""Requests of programs that are taken at once by one door."""

_TOO_LONG = {
    "message": f"请求太长，最多 {BODY_LIMIT} 字节",
    "english": f"The request is too long; {BODY_LIMIT} bytes at most",
}
_TOO_SLOW = {
    "message": f"请求发到一半停了 {STALLED:g} 秒，没有再等。请重新发送",
    "english": f"The request stood still for {STALLED:g} seconds and was given up. Please send it again",
}
_TOO_MANY = {
    "message": f"同时来的请求太多，最多 {AT_ONCE} 个。请过一会儿再发",
    "english": f"Too many requests at once; {AT_ONCE} at most. Please send it again in a while",
}


class AtOnce:
    """Hands on ``limit`` requests at once; answers 503 to more.  Bodies should have been read whole (`Bounded`)."""

    def __init__(self, inner: Application, limit: int = AT_ONCE) -> None:
        self._inner = inner
        self._free = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        if self._free <= 0:
            await _refuse(send, 503, _TOO_MANY, (b"retry-after", b"5"))
            return
        self._free -= 1
        try:
            await self._inner(scope, receive, send)
        finally:
            self._free += 1


class Bounded:
    """Reads a body of at most ``limit`` bytes and hands it on whole.

    Answers 413 to a longer one, and 408 to one of which nothing comes for ``stalled`` seconds.
    """

    def __init__(self, inner: Application, limit: int = BODY_LIMIT, stalled: float = STALLED) -> None:
        self._inner = inner
        self._limit, self._stalled = limit, stalled

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more:
            try:
                message = await asyncio.wait_for(receive(), self._stalled)
            except TimeoutError:
                await _refuse(send, 408, _TOO_SLOW, (b"connection", b"close"))
                return
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._limit:
                await _refuse(send, 413, _TOO_LONG, (b"connection", b"close"))
                return
        whole = {"type": "http.request", "body": bytes(body), "more_body": False}
        await self._inner(scope, beginning_with(whole, receive), send)


def beginning_with(first: Message, receive: Receive) -> Receive:
    """Give a message, and then whatever the connection says."""
    waiting = [first]

    async def receiving() -> Message:
        return waiting.pop() if waiting else await receive()

    return receiving


async def _refuse(send: Send, status: int, words: Mapping[str, str], header: tuple[bytes, bytes]) -> None:
    headers = [(b"content-type", b"application/json"), header]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(words, ensure_ascii=False).encode()})
