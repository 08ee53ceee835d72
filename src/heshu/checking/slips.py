"""Slips of the pen: digits in the wrong order, or one of them wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from heshu.checking.identity import Identity


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers differ as a slip of the pen does: two digits transposed, or one of at least four wrong."""
    if len(one) != len(other) or one == other:
        return False
    differing = sum(a != b for a, b in zip(one, other, strict=True))
    digits = sum(character.isdigit() for character in one)
    return (differing == 2 and sorted(one) == sorted(other) and digits >= 3) or (differing == 1 and digits >= 4)


def probable(identity: Identity) -> Identity:
    """The identity, unsure where its result is so far off that other operands are meant.

    Digits in another order are a slip of the pen, however far off that is.
    """
    exact, stated = identity.exact, Fraction(identity.stated.figure.value)
    if exact is not None and abs(exact - stated) * 3 <= max(abs(exact), abs(stated)):
        return identity
    return identity if transposed(identity) else replace(identity, sure=False)


def transposed(identity: Identity) -> bool:
    """Whether the stated figure has the digits of the expected one in another order."""
    written, expected = (format(value, "f") for value in (identity.stated.figure.value, identity.expected))
    return sorted(written) == sorted(expected) and len(written.replace(".", "")) > 1
