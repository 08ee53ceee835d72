"""Taking the port and guarding the door."""

from __future__ import annotations

import asyncio
import importlib
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from heshu.app.server import Gate, Message, Receive, Scope, Send, listen, local
from heshu.errors import UsageError

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[2]))  # whichever way pytest is started
    served = importlib.import_module("eval.page.served").served


def test_a_taken_port_is_refused_with_the_option_to_use() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="--port") as refused:
        listen("127.0.0.1", taken.getsockname()[1])
    assert "--port" in refused.value.english


@pytest.mark.parametrize(
    ("host", "port", "option"),
    [
        ("127.0.0.1", 99999, "--port"),
        ("127.0.0.1", -1, "--port"),
        ("203.0.113.1", 0, "--host"),
        ("a" * 70, 0, "--host"),
    ],
)
def test_an_address_that_cannot_be_used_names_the_option(host: str, port: int, option: str) -> None:
    with pytest.raises(UsageError, match=option):
        listen(host, port)


def test_a_free_port_is_taken() -> None:
    with listen("127.0.0.1", 0) as taken, socket.create_connection(taken.getsockname()):
        pass


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("10.1.2.3", False)],
)
def test_local_addresses_are_known(host: str, alone: bool) -> None:
    assert local(host) is alone


def through(path: str, host: str, hosts: set[str] | None) -> Message:
    """Send one request through a gate; return the start of the response."""
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]})

    async def receive() -> Message:
        raise AssertionError("nothing here reads the body")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": [(b"host", host.encode())]}
    asyncio.run(Gate(inner, hosts)(scope, receive, send))
    return sent[0]


@pytest.mark.parametrize(
    ("path", "host", "hosts", "status"),
    [
        ("/", "localhost:7860", {"localhost"}, 200),
        ("/", "LOCALHOST", {"localhost"}, 200),
        ("/", "[::1]:7860", {"::1"}, 200),
        ("/", "elsewhere.example", {"localhost"}, 404),
        ("/", "", {"localhost"}, 404),
        ("/", "elsewhere.example", None, 200),
        ("/assets/a.js", "localhost", {"localhost"}, 200),
        ("/gradio_api/upload", "localhost", None, 404),
        ("/monitoring", "localhost", None, 404),
    ],
)
def test_the_gate_lets_in_known_hosts_and_paths(path: str, host: str, hosts: set[str] | None, status: int) -> None:
    start = through(path, host, hosts)
    assert start["status"] == status
    assert b"content-security-policy" in dict(start["headers"])


def test_what_two_readers_may_take_in_two_ways_is_refused() -> None:
    async def status(*headers: tuple[bytes, bytes]) -> int:
        statuses: list[int] = []

        async def inner(_: Any, __: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200})

        async def send(message: Any) -> None:
            statuses.extend([message["status"]] if "status" in message else ())

        async def receive() -> Any:
            return {"type": "http.request"}

        scope = {"type": "http", "path": "/", "headers": list(headers)}
        await Gate(inner, {"localhost"})(scope, receive, send)
        return statuses[0]

    own, strange = (b"host", b"localhost"), (b"host", b"elsewhere.example")
    length, chunked = (b"content-length", b"5"), (b"transfer-encoding", b"chunked")
    assert [asyncio.run(status(*one)) for one in ((own,), (own, own), (own, length), (own, chunked))] == [200] * 4
    assert [asyncio.run(status(*one)) for one in ((own, strange), (strange, own), (own, length, chunked))] == [404] * 3


def test_a_head_without_end_is_refused(small_reports: Path, tmp_path: Path) -> None:
    with served(tmp_path, corpus=small_reports) as address:
        where = urlsplit(address)
        with socket.create_connection((where.hostname, where.port), 30) as sent:
            sent.sendall(f"GET /page/corpus HTTP/1.1\r\nHost: {where.netloc}\r\nX-A: ".encode() + b"a" * 60_000)
            sent.sendall(b"\r\n\r\n")
            assert sent.recv(100).startswith(b"HTTP/1.1 200 ")
        with socket.create_connection((where.hostname, where.port), 30) as sent:
            sent.sendall(f"GET /page/corpus HTTP/1.1\r\nHost: {where.netloc}\r\nX-A: ".encode())
            with suppress(OSError):  # it does not listen any more
                for _ in range(100):
                    sent.sendall(b"a" * 10_000)
            with suppress(ConnectionResetError):
                assert sent.recv(100).startswith(b"HTTP/1.1 4")
