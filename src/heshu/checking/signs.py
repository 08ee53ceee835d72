"""The signs between two numbers: what each does and how tightly it binds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from heshu.checking.arithmetic import Value, add, divide, equal, greater, multiply, power, subtract
from heshu.checking.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two values; a higher ``level`` binds tighter."""

    level: int
    apply: Callable[[Quantity, Quantity], Value]
    from_right: bool = False


_PLUS, _MINUS = Binary(2, add), Binary(2, subtract)
_TIMES, _OVER = Binary(3, multiply), Binary(3, divide)
_POWER = Binary(5, power, from_right=True)
_EQUAL = Binary(1, equal)
_LESS_EQUAL = Binary(1, lambda left, right: not greater(left, right))
_MORE_EQUAL = Binary(1, lambda left, right: not greater(right, left))
_UNEQUAL = Binary(1, lambda left, right: not equal(left, right))
#: A sign before a number binds tighter than a product and looser than a power.
SIGN_LEVEL = 4

BINARIES: dict[str, Binary] = {
    "+": _PLUS,
    "加上": _PLUS,
    "加": _PLUS,
    "-": _MINUS,
    "减去": _MINUS,
    "减": _MINUS,
    "*": _TIMES,
    "x": _TIMES,
    "X": _TIMES,
    "х": _TIMES,  # the Cyrillic letter
    "乘以": _TIMES,
    "乘": _TIMES,
    "/": _OVER,
    ":": _OVER,
    "除以": _OVER,
    "**": _POWER,
    "^": _POWER,
    ">": Binary(1, greater),
    "<": Binary(1, lambda left, right: greater(right, left)),
    ">=": _MORE_EQUAL,
    "≥": _MORE_EQUAL,
    "<=": _LESS_EQUAL,
    "≤": _LESS_EQUAL,
    "==": _EQUAL,
    "=": _EQUAL,
    "!=": _UNEQUAL,
    "≠": _UNEQUAL,
}
