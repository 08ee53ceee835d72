"""What comes over a connection: a head that never ends its coming is not waited for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn

from heshu.app import connections
from heshu.app.server import listen
from tests.app.conftest import no_page

WAIT = 0.5
HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
Connect = Callable[[], socket.socket]


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connect]:
    """Serve one line, with little patience; give what connects to it."""
    monkeypatch.setattr(connections, "HEAD_WAIT", WAIT)
    with listen("127.0.0.1", 0) as taken, _serving(taken):
        yield lambda: socket.create_connection(taken.getsockname(), 20)


@contextmanager
def _serving(taken: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(connections.settings(no_page))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("begun", [b"", HEAD])
def test_a_head_that_does_not_come_is_given_up(connect: Connect, begun: bytes) -> None:
    with connect() as sent:
        sent.sendall(begun)
        assert sent.recv(100) == b""


def test_a_head_that_drips_is_given_up(connect: Connect) -> None:
    with connect() as sent, pytest.raises(ConnectionError):
        _drip(sent)


def test_the_second_head_of_a_connection_is_not_waited_for_either(connect: Connect) -> None:
    with connect() as sent:
        sent.sendall(HEAD + b"\r\n")
        assert _answer(sent).startswith(b"HTTP/1.1 200")
        sent.sendall(HEAD)
        assert sent.recv(100) == b""


def test_whoever_sends_whole_heads_is_served_for_as_long_as_they_like(connect: Connect) -> None:
    with connect() as sent:
        for _ in range(4):
            sent.sendall(HEAD)
            time.sleep(WAIT / 2)
            sent.sendall(b"\r\n")
            assert _answer(sent).startswith(b"HTTP/1.1 200")


def test_others_are_served_while_hundreds_are_waited_for(connect: Connect) -> None:
    waiting = [connect() for _ in range(200)]
    with connect() as sent:
        sent.sendall(HEAD + b"\r\n")
        assert _answer(sent).startswith(b"HTTP/1.1 200")
    for one in waiting:
        assert one.recv(100) == b""
        one.close()


def _drip(sent: socket.socket) -> None:
    for _ in range(100):
        sent.sendall(b"A")
        time.sleep(WAIT / 5)


def _answer(sent: socket.socket) -> bytes:
    found = b""
    while b"the page" not in found:
        more = sent.recv(1000)
        assert more, found
        found += more
    return found
