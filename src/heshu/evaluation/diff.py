"""Two results side by side: what got better, what got worse, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.result import Result


@dataclass(frozen=True, slots=True)
class Change:
    """A case that ended otherwise, or was given another answer."""

    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs from one result to another.

    ``better`` became right, ``worse`` were right; ``other`` failed before and fail otherwise now.  ``wrong`` of the
    cases after show a wrong figure that they did not show before.  ``added`` and ``removed`` are in one result only.
    """

    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    other: tuple[Change, ...]
    wrong: tuple[Change, ...]
    added: tuple[Outcome, ...]
    removed: tuple[Outcome, ...]
    same: int

    @property
    def chance(self) -> float:
        """Give how likely a difference as large as this one is by chance, if better and worse are equally likely."""
        return sign_test(len(self.better), len(self.worse))


def difference(before: Result, after: Result) -> Difference:
    """Compare two results case by case."""
    old = {one.key: one for one in before.outcomes}
    new = {one.key: one for one in after.outcomes}
    changes = [Change(old[key], one) for key, one in new.items() if key in old]
    changed = [one for one in changes if one.before.ending is not one.after.ending]
    return Difference(
        better=tuple(one for one in changed if one.after.ending is Ending.RIGHT),
        worse=tuple(one for one in changed if one.before.ending is Ending.RIGHT),
        other=tuple(one for one in changed if Ending.RIGHT not in (one.before.ending, one.after.ending)),
        wrong=tuple(one for one in changed if one.after.ending is Ending.WRONG),
        added=tuple(one for key, one in new.items() if key not in old),
        removed=tuple(one for key, one in old.items() if key not in new),
        same=len(changes) - len(changed),
    )


def sign_test(better: int, worse: int) -> float:
    """Give the two-sided probability of the exact sign test (McNemar's with the binomial distribution).

    >>> sign_test(5, 0)
    0.0625
    """
    count = better + worse
    tail = sum(comb(count, k) for k in range(min(better, worse) + 1))
    return min(1.0, float(Fraction(2 * tail, 2**count)))


UNLIKE = ("corpus", "fingerprint", "questions")
"""What has to be the same for a difference to be the program's."""


def incomparable(before: Result, after: Result) -> Iterator[str]:
    """Name what the two were made with that is not the same, although it should be."""
    return (name for name in UNLIKE if getattr(before.made, name) != getattr(after.made, name))
