"""What ``heshu serve`` gives other programs beside the page, behind the same gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heshu.app import api, mcp_server, openai_api
from heshu.app.bounded import Application, AtOnce, Bounded, Receive, Scope, Send
from heshu.app.login import USER
from heshu.app.model_page import FORM_LIMIT, ModelPage
from heshu.app.owned import Owned
from heshu.app.visitors import Visitor, visiting, who

if TYPE_CHECKING:
    from heshu.app.calls import Asked
    from heshu.app.model_kept import Models


PAGE_LIMIT = 20_000_000
"""Bytes that the page's own scripts may send at once: all that a browser keeps of a conversation."""
STREAMED = "/page/files"
"""Where a file comes in, which bounds it itself, piece by piece."""


class Doors:
    """An ASGI application before the page: takes the requests for other programs, and hands on all others."""

    def __init__(self, page: Application, assistant: Asked, models: Models | None = None) -> None:
        self._streamed = page
        self._page = Bounded(Owned(page, USER), PAGE_LIMIT)
        self._doors: dict[str, Application] = {
            "/api": Bounded(AtOnce(api.application(assistant))),
            "/v1": Bounded(AtOnce(openai_api.application(assistant))),
            "/mcp": Bounded(AtOnce(mcp_server.Mounted(assistant))),
        }
        if models:
            self._doors["/model"] = Bounded(ModelPage(models), FORM_LIMIT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        path = scope["path"] if scope["type"] == "http" else ""
        root = next((root for root in self._doors if path == root or path.startswith(f"{root}/")), "")
        if root:
            scope = {**scope, "root_path": scope.get("root_path", "") + root}
        page = self._streamed if path == STREAMED else self._page
        with visiting(Visitor(who(scope), root.removeprefix("/") or "page")):
            await self._doors.get(root, page)(scope, receive, send)
