"""Each of the page's sessions answers to the user who began it alone, whatever another knows of its name."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qs

from heshu.app.bounded import Application, Receive, Scope, Send, beginning_with

BELOW = "/gradio_api/"
NAMES = 100_000


class Owned:
    """An ASGI application before the page.  Bodies must have been read whole (`Bounded`)."""

    def __init__(self, inner: Application, user_key: str) -> None:
        self._inner, self._user_key = inner, user_key
        self._owners: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        user = scope.get(self._user_key)
        if scope["type"] != "http" or user is None or not scope["path"].startswith(BELOW):
            await self._inner(scope, receive, send)
            return
        message = await receive() if scope["method"] == "POST" else None
        if all(self._owns(user, name) for name in _named(scope, (message or {}).get("body", b""))):
            await self._inner(scope, receive if message is None else beginning_with(message, receive), send)
            return
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"404"})

    def _owns(self, user: str, name: str) -> bool:
        owner = self._owners.setdefault(name, user)
        self._owners.move_to_end(name)
        while len(self._owners) > NAMES:
            self._owners.popitem(last=False)
        return owner == user


def _named(scope: Scope, body: bytes) -> set[str]:
    """Find the sessions that a request names: in its query or its body."""
    names = set(parse_qs(scope.get("query_string", b"").decode("latin-1")).get("session_hash", []))
    try:
        sent: Any = json.loads(body) if body else None
    except ValueError:
        sent = None
    if isinstance(sent, dict) and sent.get("session_hash") is not None:
        names.add(str(sent["session_hash"]))
    return names
