"""Who goes first when several people ask at once: an answer before a suggestion that nobody asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Precedence:
    """Answers are made at once; suggestions one person's after another's, and while no answer is being made."""

    def __init__(self) -> None:
        self._answers = 0
        self._free = threading.Condition()
        self._suggesting = threading.Lock()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Make an answer."""
        with self._free:
            self._answers += 1
        try:
            yield
        finally:
            with self._free:
                self._answers -= 1
                self._free.notify_all()

    @contextmanager
    def suggesting(self, seconds: float) -> Iterator[bool]:
        """Make suggestions; gives whether the time for them came within ``seconds``."""
        held = self._suggesting.acquire(timeout=seconds)
        try:
            yield held and self.free(seconds)
        finally:
            if held:
                self._suggesting.release()

    def free(self, seconds: float) -> bool:
        """Wait until no answer is being made, between a suggestion and the next; gives whether that came in time."""
        with self._free:
            return self._free.wait_for(lambda: not self._answers, seconds)
