"""The audit log: who asked what and when, what was answered, by which generation of the index; a line of JSON each.

It stands in the index folder beside the record of uploads, for its owner's eyes alone.  Lines are only ever added; a
file that is full is set aside under the time at which it was, and of those the oldest go.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

NAME = "asked.jsonl"
FULL = 16 * 1024 * 1024
"""Bytes at which a file is set aside."""
KEPT = 20
"""Files that were set aside and are kept."""
_LOG = logging.getLogger(__name__)


class Journal:
    """The audit log of one index.  Methods may be called from several threads, and processes may share the file."""

    def __init__(self, index: Path, full: int = FULL, kept: int = KEPT) -> None:
        self.place = index / NAME
        self._full, self._kept = full, kept
        self._lock = threading.Lock()
        self._failed = False

    def note(self, record: Mapping[str, Any]) -> None:
        """Add a line, the time first (UTC, ISO 8601); one that cannot be written is said once in the program's log."""
        line = written({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **record}) + "\n"
        try:
            with self._lock:
                self._make_room()
                _append(self.place, line.encode())
                self._failed = False
        except OSError as error:
            if not self._failed:
                _LOG.warning("问答记录写不进 %s（%s）; questions are not written down", self.place, error.strerror)
            self._failed = True

    def _make_room(self) -> None:
        """Set a full file aside, under a name that no other process can have chosen."""
        with suppress(FileNotFoundError):  # there is none yet, or another process was first
            if self.place.stat().st_size < self._full:
                return
            now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
            self.place.rename(self.place.with_name(f"asked-{now}-{secrets.token_hex(3)}.jsonl"))
        aside = sorted(self.place.parent.glob("asked-*.jsonl"))
        for old in aside[: max(0, len(aside) - self._kept)]:
            old.unlink(missing_ok=True)


def written(record: Mapping[str, Any]) -> str:
    r"""Write a record as one line; all that does not print is escaped (``\u001b``), so no terminal is steered by it."""
    line = json.dumps(record, ensure_ascii=False)
    return line if line.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)


def _append(place: Path, line: bytes) -> None:
    """Add a line in one write, so that those of several processes do not mix."""
    file = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line)
    finally:
        os.close(file)
