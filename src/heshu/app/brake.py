"""The brake on guessing passwords: so many failures in so much time, by name, by address and by both."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator

WINDOW = 900.0
"""Seconds for which a failure counts."""
RULES: tuple[tuple[Callable[[str, str], tuple[str, ...]], int], ...] = (
    (lambda name, address: (name, address), 5),
    (lambda _, address: ("", address), 30),
    (lambda name, _: (name,), 100),
)
"""What is counted together, and how many failures of it are let through in a window.

The last is high: it stops many machines that guess one name, and a lower one would let anybody lock a user out.
"""
KEYS = 20_000
_Key = tuple[str, ...]


class Brake:
    """Counts tries.  A try counts as failed until `passed` takes it back, so that tries at once all count."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tries: OrderedDict[_Key, deque[float]] = OrderedDict()

    def wait(self, name: str, address: str) -> int:
        """Count a try and give 0; or, where there were too many, count nothing and give the seconds to wait."""
        with self._lock:
            now = self._clock()
            waits = [self._wait(key, most, now) for key, most in _keys(name, address)]
            if not any(waits):
                for key, _ in _keys(name, address):
                    self._of(key).append(now)
            return max(waits)

    def passed(self, name: str, address: str) -> None:
        """Take a try back: the password was right."""
        with self._lock:
            self._tries.pop((name, address), None)
            for key, _ in _keys(name, address):
                if tries := self._tries.get(key):
                    tries.pop()

    def _wait(self, key: _Key, most: int, now: float) -> int:
        tries = self._tries.get(key, deque())
        while tries and tries[0] <= now - WINDOW:
            tries.popleft()
        return math.ceil(tries[-most] + WINDOW - now) if len(tries) >= most else 0

    def _of(self, key: _Key) -> deque[float]:
        """Give the tries of a key, the newest last; what was not tried for longest is forgotten first."""
        tries = self._tries.setdefault(key, deque(maxlen=max(most for _, most in RULES)))
        self._tries.move_to_end(key)
        while len(self._tries) > KEYS:
            self._tries.popitem(last=False)
        return tries


def _keys(name: str, address: str) -> Iterator[tuple[_Key, int]]:
    return ((key(name, address), most) for key, most in RULES)
