"""Heshu as tools for agents: a server of the Model Context Protocol, on stdin and stdout or below ``/mcp``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, Literal, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from heshu.app import calls, shapes
from heshu.app.bounded import Receive, Scope, Send
from heshu.errors import HeshuError
from heshu.records import Verdict

if TYPE_CHECKING:
    from heshu.app.calls import Asked

P = ParamSpec("P")
READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
FINDINGS = 50
"""Findings that one call gives: an agent reads all of them."""
ABOUT = (
    "Answers about 部门整体支出绩效自评报告 (yearly self-evaluations of government departments). Every number of an "
    "answer is cited or recomputed: quote it with its source, and do not compute with figures yourself, use calculate."
)


def server(assistant: Asked) -> MCPServer[Any]:
    """Return the server over an assistant, with its four tools."""
    with _logging_as_it_was():
        found: MCPServer[Any] = MCPServer("heshu", title="核数 Heshu", instructions=ABOUT, version=version("heshu"))
    _tools(found, assistant)
    return found


@contextmanager
def _logging_as_it_was() -> Iterator[None]:
    """Take back what the library does to the logging of the whole program."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def _tools(found: MCPServer[Any], assistant: Asked) -> None:
    @found.tool(title="提问", annotations=READS)
    async def ask(
        question: shapes.Words,
        history: Annotated[list[str], Field(max_length=calls.HISTORY_LIMIT)] = [],  # noqa: B006
        reports: shapes.Names = [],  # noqa: B006
    ) -> dict[str, Any]:
        """Answer a question from the reports, best in Chinese.

        ``status`` is answered, refused (the reports do not say) or clarify (it could mean several things); ``text``
        cites ``citations`` by [n].  ``history``: the conversation's earlier questions; ``reports``: names to limit to.
        """
        return await _threaded(calls.ask, assistant, question, history, reports)

    @found.tool(title="查段落", annotations=READS)
    async def search(
        query: shapes.Words,
        top: Annotated[int, Field(ge=1, le=calls.HITS_LIMIT)] = 10,
        reports: shapes.Names = [],  # noqa: B006
    ) -> dict[str, Any]:
        """Find the passages of the reports nearest to some words, the best first, each with its place."""
        return await _threaded(calls.search, assistant, query, top, reports)

    @found.tool(title="计算", annotations=READS)
    async def calculate(expression: shapes.Words) -> dict[str, Any]:
        """Work out an expression exactly, with units: "6081.69万元 ÷ 6108.89万元", "divide(6081.69, 6108.89)"."""
        return await _threaded(calls.calc, expression)

    @found.tool(title="体检", annotations=READS)
    async def audit(
        reports: shapes.Names = [],  # noqa: B006
        verdict: Literal["inconsistent", "note", "consistent"] = "inconsistent",
        offset: Annotated[int, Field(ge=0)] = 0,
    ) -> dict[str, Any]:
        """Recompute what the reports state (shares, rates, totals, growth, scores), and list what does not agree.

        ``counts`` are of all findings; 50 of one ``verdict`` are listed from ``offset`` on, each with its quotes.
        """
        return await _threaded(calls.audit, assistant, reports, (Verdict(verdict),), offset, FINDINGS)


async def _threaded(call: Callable[P, dict[str, Any]], *given: P.args, **named: P.kwargs) -> dict[str, Any]:
    """Call in a thread; what Heshu can put in words is a failure of the tool that the agent reads."""
    try:
        return await asyncio.to_thread(call, *given, **named)
    except HeshuError as error:
        raise ToolError(f"{error.message} ({error.english})") from error


class Mounted:
    """The server over HTTP, as an ASGI application: no session is kept, so nothing has to be started or stopped."""

    def __init__(self, assistant: Asked) -> None:
        self._server = server(assistant)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        manager = StreamableHTTPSessionManager(
            self._server._lowlevel_server,
            json_response=True,
            stateless=True,
            # The page's own gate knows by which names this machine may be called.
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def serve_stdio(assistant: Asked) -> None:
    """Serve on stdin and stdout until stdin ends; what is logged goes to stderr."""
    logging.getLogger("mcp").setLevel(logging.WARNING)
    server(assistant).run("stdio")
