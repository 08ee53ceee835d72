"""Start the chat page: take the port, guard the door, serve until stopped."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
import threading
import webbrowser
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heshu.app.connections import run
from heshu.app.login import LOGIN, LOGOUT, Login
from heshu.app.users import Users, open_users
from heshu.errors import UsageError

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

PORTS = 65535
TWO_LENGTHS = frozenset({b"content-length", b"transfer-encoding"})
"""Two ways of saying where a body ends: a proxy may believe the other one, and take its rest for a request."""
TURN = 0.001
"""Seconds for which a thread works before another has its turn.  With Python's own 5 ms each step of a request waits
behind every answer that is being made (*measured*: ten people's median answer 28 to 34 ms, with this 22 to 25).
"""

# What the page itself fetches.  Gradio answers many more paths (files, uploads, proxying, code editing).
OPEN_EXACT = frozenset(
    {"/", "/config", "/theme.css", "/favicon.ico", "/manifest.json", "/robots.txt", LOGIN, LOGOUT, "/model"}
)
OPEN_BELOW = (
    "/assets/",
    "/static/",
    "/gradio_api/queue/",
    "/paper/",
    "/original/",
    "/page/",
    "/api/",
    "/v1/",
    "/mcp",
)

# Gradio's own script is inline and compiles its templates in the browser; everything else is held to this server.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Gate:
    """An ASGI application before another: lets in known hosts and paths only, and adds `HEADERS` to each response.

    ``hosts`` are the names a browser may call the server by (a page elsewhere could otherwise reach it under a name
    of its own that resolves to this machine); ``None`` admits any.
    """

    def __init__(self, inner: Application, hosts: Iterable[str] | None) -> None:
        self._inner = inner
        self._hosts = None if hosts is None else frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        if scope["type"] == "lifespan":
            await self._inner(scope, receive, send)
        elif scope["type"] != "http" or not self._known(scope):
            await _refuse(scope, send)
        else:
            await self._inner(scope, receive, _adding_headers(send))

    def _known(self, scope: Scope) -> bool:
        hosts = {_name(value.decode("latin-1")) for name, value in scope["headers"] if name == b"host"}
        path = scope["path"]
        if self._hosts is not None and not (hosts and hosts <= self._hosts):
            return False
        if {name for name, _ in scope["headers"]} >= TWO_LENGTHS:
            return False
        return path in OPEN_EXACT or path.startswith(OPEN_BELOW)


def _name(host: str) -> str:
    return host.rpartition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0].lower()


def _adding_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return sending


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain"), *HEADERS]})
    await send({"type": "http.response.body", "body": b"404"})


def listen(host: str, port: int) -> socket.socket:
    """Take the port, so that a taken one is known before anything is loaded.

    Raises `UsageError` where the address cannot be used.
    """
    if not 0 <= port <= PORTS:
        raise _unusable_port(port)
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        taken = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _unusable(host, port, error) from error
    try:
        # On Windows the option would let two programs share the port.
        if sys.platform != "win32":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen()
    except OSError as error:
        taken.close()
        raise _unusable(host, port, error) from error
    return taken


def _unusable(host: str, port: int, error: Exception) -> UsageError:
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return UsageError(
            f"端口 {port} 已被别的程序占用。请关掉那个程序，或用 --port 换一个端口，"
            f"例如：heshu serve --port {port + 1}",
            f"Port {port} is in use. Stop the program that uses it, or choose another with --port, "
            f"for example: heshu serve --port {port + 1}",
        )
    if code == errno.EACCES:
        return _unusable_port(port)
    return UsageError(
        f"这台电脑没有地址“{host}”。请用 --host 指定本机的地址，通常是 127.0.0.1。",
        f'This machine has no address "{host}". Give one of its own with --host, usually 127.0.0.1.',
    )


def _unusable_port(port: int) -> UsageError:
    return UsageError(
        f"端口 {port} 不能用。请用 --port 指定 1024 到 {PORTS} 之间的一个端口。",
        f"Port {port} cannot be used. Choose one from 1024 to {PORTS} with --port.",
    )


def local(host: str) -> bool:
    """Say whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def admitted(host: str, auth: Path | None) -> Users | None:
    """Open the file of users; raises `UsageError` where others could open the page and nobody has to log in."""
    if auth is None and not local(host):
        raise UsageError(
            f"“{host}”别的电脑也能打开，要有登录。请先建用户：heshu user 用户.txt 用户名，再加上 --auth 用户.txt",
            f"“{host}” can be reached from other machines, so people must log in. "
            "Make a user (heshu user users.txt NAME) and add --auth users.txt",
        )
    return open_users(auth) if auth else None


def administering(names: Collection[str], users: Users | None) -> frozenset[str]:
    """Give the users who may change settings on the page; raises `UsageError` where one of them is no user."""
    unknown = [name for name in names if users is None or users.stamp(name) is None]
    if unknown:
        raise UsageError(
            f"--admin 的“{unknown[0]}”不是用户。请先用 heshu user 添加，并加上 --auth",
            f"“{unknown[0]}” of --admin is no user. Add one with heshu user, and name the file with --auth",
        )
    return frozenset(names)


def serve(  # noqa: PLR0917
    assistant: Assistant,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
    users: Users | None = None,
    administrators: Collection[str] = (),
) -> None:
    """Serve the page until it is stopped (Ctrl+C); port 0 takes a free one; where there are users, they log in.

    ``administrators`` are those of them who may set the language model; where nobody logs in, everybody may.

    Raises `UsageError` where the address or the port cannot be used.
    """
    with listen(host, port) as taken:
        sys.setswitchinterval(TURN)
        from heshu.app.desk import index_of  # noqa: PLC0415
        from heshu.app.doors import Doors  # noqa: PLC0415
        from heshu.app.journal import Journal  # noqa: PLC0415
        from heshu.app.model_kept import Models  # noqa: PLC0415
        from heshu.app.models import announced  # noqa: PLC0415
        from heshu.app.pages import application  # noqa: PLC0415 - Gradio takes seconds; first see whether the port is free
        from heshu.app.ready import make_ready  # noqa: PLC0415
        from heshu.app.reception import Reception  # noqa: PLC0415

        index = index_of(assistant)
        models = Models(assistant, index, administrators) if index else None
        reception = Reception(assistant, Journal(index) if index else None)
        inner: Any = Doors(application(reception, models), reception, models)
        inner = Login(inner, users) if users else inner
        guarded = Gate(inner, {host.lower(), "127.0.0.1", "localhost", "::1"} if local(host) else None)
        address = _address(host, taken.getsockname()[1])
        _announce(address, host)
        if models and assistant.writer:
            print(announced(assistant.writer), flush=True)
        threading.Thread(target=make_ready, args=(assistant,), name="heshu-ready", daemon=True).start()
        if open_browser:
            threading.Timer(1, webbrowser.open, [address]).start()
        run(guarded, taken)


def _address(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104 - compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _announce(address: str, host: str) -> None:
    print(f"核数已启动：{address}\n在浏览器中打开这个地址；按 Ctrl+C 停止。", flush=True)
    if not local(host):
        print(
            "同一网络上的人登录后都能看到报告内容。密码不加密传送：跨网络使用时请放在 HTTPS 反向代理后面。", flush=True
        )
