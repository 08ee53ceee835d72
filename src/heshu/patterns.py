"""Patterns that are compiled when they are first used.

The rules of reading and asking are some two thousand of them, of which a question needs a third; compiling them all
took half of the time of a whole `heshu ask`.
"""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give a pattern as `re.compile` does, compiled when it is first used.

    It has the methods and attributes of one and is itself none: the functions of `re` do not take it.  A mistake in
    it is raised where it is used; a test compiles them all.
    """
    return cast("re.Pattern[AnyStr]", _Uncompiled(pattern, flags))


def blank(match: re.Match[str]) -> str:
    """Give as many spaces as a match has characters, so that what stands behind it keeps its place."""
    return " " * len(match.group())


class _Uncompiled(Generic[AnyStr]):
    """Stands for a pattern; its methods are those of the compiled one from its first use on."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self.pattern, self._flags), name)
        vars(self)[name] = found
        return found
