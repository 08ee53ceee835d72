"""Turns as the browser keeps them: plain text with a seal, so that what comes back is what was answered here.

The server remembers no conversation.  A browser hands its turns back to go on with one, or to take one out as a file;
the seal (HMAC-SHA256, RFC 2104) says that Heshu wrote each of them, so that no page, extension or person in between
can put an answer into its mouth.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import types
import typing
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from heshu.app.show import Turn
from heshu.errors import UsageError

KEY = "page.key"
_SIZE = 32
_Hints = dict[str, Any]


class Seal:
    """A secret of one index; ``None`` for a folder gives one that lasts as long as the process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._key = _key(folder) if folder else secrets.token_bytes(_SIZE)

    def kept(self, turn: Turn) -> str:
        """Write a turn that has its reply, sealed."""
        text = json.dumps(_plain(turn), ensure_ascii=False, separators=(",", ":"))
        return f"{self._of(text)}.{text}"

    def turn(self, kept: object) -> Turn:
        """Read a turn; raises `UsageError` for what was not sealed here, or by a version that wrote otherwise."""
        seal, _, text = kept.partition(".") if isinstance(kept, str) else ("", "", "")
        if hmac.compare_digest(seal.encode(), self._of(text).encode()):
            with suppress(ValueError, TypeError, KeyError, ArithmeticError, AttributeError):
                return typing.cast(Turn, _record(Turn, json.loads(text)))
        raise UsageError(
            "这段对话不是这台核数留下的，或是旧版本留下的，打不开。请重新提问",
            "This conversation was not kept by this Heshu, or by an older one, and cannot be opened. Ask again",
        )

    def turns(self, kept: Sequence[object]) -> tuple[Turn, ...]:
        """Read turns, oldest first; raises what `turn` raises."""
        return tuple(map(self.turn, kept))

    def _of(self, text: str) -> str:
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _key(folder: Path) -> bytes:
    """Read the secret of an index; made at the first need, readable by its owner alone."""
    place = folder / KEY
    with suppress(OSError):
        if len(key := place.read_bytes()) == _SIZE:
            return key
    key = secrets.token_bytes(_SIZE)
    with suppress(OSError):  # where the index may not be written to, the secret lasts as long as the process
        place.touch(mode=0o600)
        place.write_bytes(key)
    return key


def _plain(value: Any) -> Any:
    """Write a record as what JSON holds: a dataclass as an object, a decimal as a string.

    Fields that are not compared are nothing that was answered (`heshu.records.Answer.found`).
    """
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.compare}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _record(kind: Any, value: Any) -> Any:
    """Read a value of an annotated type; raises `ValueError` and the like where it is none."""
    if isinstance(kind, types.UnionType):
        return _one_of(typing.get_args(kind), value)
    if is_dataclass(kind):
        return typing.cast(Any, kind)(
            **{name: _record(of, value[name]) for name, of in _hints(typing.cast(Any, kind)).items()}
        )
    if typing.get_origin(kind) is tuple:
        return tuple(_record(typing.get_args(kind)[0], one) for one in value)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return kind(*value)
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind(value)
    if not isinstance(value, kind):
        raise TypeError(kind)
    return value


def _one_of(kinds: Sequence[Any], value: Any) -> Any:
    if value is None:
        return _record(type(None), value)
    held = [kind for kind in kinds if is_dataclass(kind) and set(_hints(typing.cast(Any, kind))) == set(value)]
    return _record((held or [kind for kind in kinds if kind is not type(None)])[0], value)


@lru_cache(32)
def _hints(kind: Any) -> _Hints:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.compare}
