"""The web server below the page: how long and how large what comes over a connection may be."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import socket

LONGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers."""
HEAD_WAIT = 30.0
"""Seconds in which they have to come: uvicorn by itself waits for ever, and each connection holds a file handle."""


class Connection(H11Protocol):
    """A connection that is closed where a request's head does not come in time."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._late = self.loop.call_later(HEAD_WAIT, transport.close)

    def data_received(self, data: bytes) -> None:
        """Wait no longer once a head is whole, and for the next one from its first byte."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._wait_no_longer()
        elif self._late is None:
            self._late = self.loop.call_later(HEAD_WAIT, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the clock."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def _wait_no_longer(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None


def settings(application: Any) -> uvicorn.Config:
    """Say how an application is served."""
    return uvicorn.Config(
        application,
        # h11, because httptools, which uvicorn prefers, takes heads of any length.
        http=Connection,
        h11_max_incomplete_event_size=LONGEST_HEAD,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )


def run(application: Any, taken: socket.socket) -> None:
    """Serve an application on a socket until it is stopped (Ctrl+C)."""
    configured = settings(application)
    logging.getLogger("uvicorn.error").addFilter(_not_of_stopping)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(configured).run(sockets=[taken])


def _not_of_stopping(record: logging.LogRecord) -> bool:
    """Say whether a log record is about more than pages that were still open when the server was stopped."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, asyncio.CancelledError) or "graceful shutdown exceeded" in str(record.msg))
