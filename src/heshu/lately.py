"""What an object worked out lately, remembered without keeping the object itself alive.

A cache of a method holds the method, which holds the object, which holds the cache: such a ring, and the generation of
the index in it with its files and its lock, goes only when Python next looks for garbage.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from weakref import WeakMethod

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


def lately(size: int, method: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """Give a method that remembers its last ``size`` results; it is of use while its object lives."""
    weak = WeakMethod(method)

    def remembered(*asked: Asked.args, **named: Asked.kwargs) -> Given:
        own = weak()
        assert own is not None
        return own(*asked, **named)

    return cast("Callable[Asked, Given]", lru_cache(size)(remembered))
