"""Who asks, and through which door: known where a request comes in, wanted where its question is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from heshu.app.login import USER

_HERE = frozenset({"127.0.0.1", "::1", "testclient"})


@dataclass(frozen=True, slots=True)
class Visitor:
    """``who`` as `who` gives it; ``door`` is ``page``, ``api``, ``v1`` or ``mcp``."""

    who: str = ""
    door: str = ""


_NOW: ContextVar[Visitor | None] = ContextVar("visitor", default=Visitor())  # noqa: B039 - it never changes


def who(scope: Mapping[str, Any]) -> str:
    """Name who sent a request: the user logged in, else the other machine's address; empty for this machine."""
    if user := scope.get(USER):
        return str(user)
    host = str((scope.get("client") or ("",))[0])
    return "" if host in _HERE else host


def visitor() -> Visitor | None:
    """Give whose question is being answered; ``None`` where the page asks itself, for what it may suggest."""
    return _NOW.get()


@contextmanager
def visiting(visitor: Visitor | None) -> Iterator[None]:
    """Answer for a visitor, in this thread or task and those that it starts with its context."""
    token = _NOW.set(visitor)
    try:
        yield
    finally:
        _NOW.reset(token)
