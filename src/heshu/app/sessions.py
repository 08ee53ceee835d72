"""Who is logged in: random tokens, held here by their hash, that end after a time and with the password."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from heshu.app.users import Users

IDLE, WHOLE = 8 * 3600.0, 24 * 3600.0
"""Seconds after which a session ends: without a request, and in any case."""
SESSIONS = 2_000


@dataclass(frozen=True, slots=True)
class Session:
    """A user who is logged in: since when, last seen when, and the stamp of the password."""

    user: str
    stamp: str
    begun: float
    seen: float


class Sessions:
    """The sessions of one server; they end with it.  Methods may be called from several threads."""

    def __init__(self, users: Users, clock: Callable[[], float] = time.monotonic) -> None:
        self._users, self._clock = users, clock
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Session] = OrderedDict()

    def begin(self, user: str, stamp: str) -> str:
        """Begin a session and give its token."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._held[_hash(token)] = Session(user, stamp, now, now)
            while len(self._held) > SESSIONS:
                self._held.popitem(last=False)
        return token

    def user(self, token: str) -> str | None:
        """Name the user of a token; none where its session has ended."""
        key, now = _hash(token), self._clock()
        with self._lock:
            session = self._held.get(key)
            if session is None:
                return None
            fresh = now - session.seen < IDLE and now - session.begun < WHOLE
            if not fresh or self._users.stamp(session.user) != session.stamp:
                del self._held[key]
                return None
            self._held[key] = replace(session, seen=now)
            return session.user

    def end(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_hash(token), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
