"""Questions over generated reports: department × label × operation, worded in several ways, each with its rule.

A rule is one of `eval.questions.asked`, so that what is expected is computed from the facts there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from eval.generated import across, inside
from eval.generated.asker import Asker, Made
from eval.questions.asked import Asked
from eval.questions.gold import Held, in_unit, value

OPERATIONS: Sequence[tuple[Callable[[Asker], Made], int]] = (
    *((inside.lookup, 30), (inside.project, 10), (inside.share, 8), (inside.difference, 6), (inside.converted, 3)),
    *((inside.added, 4), (inside.against_last_year, 4)),
    *((across.apart, 5), (across.total, 4), (across.which, 4), (across.ranked, 4), (across.over_years, 4)),
    *((across.multiple, 3), (across.three, 3), (across.growth, 3), (across.beyond, 3)),
    *((inside.checked, 6), (inside.remembered, 4), (inside.follow_up, 6), (inside.follow_share, 3)),
    *((inside.follow_unit, 2), (inside.follow_more, 2), (across.follow_year, 2), (inside.audit, 2)),
    *((inside.refused_label, 8), (inside.refused_department, 3), (inside.refused_year, 4)),
)
"""What is asked, and how often beside the others."""
TRIES = 60
"""Draws for each question wanted before there are no more to be had."""


def questions(
    held: Held,
    count: int,
    seed: int,
    operations: Sequence[tuple[Callable[[Asker], Made], int]] = OPERATIONS,
    asker: Asker | None = None,
) -> Iterator[Asked]:
    """Yield up to ``count`` questions, no two alike; the same for the same seed."""
    asker = asker or Asker(held, random.Random(seed))
    makers, weights = zip(*operations, strict=True)
    seen: set[str] = set()
    for _ in range(count * TRIES):
        if len(seen) == count:
            return
        made = asker.chance.choices(makers, weights)[0](asker)
        if made and made.id not in seen and _roundable(held, made):
            seen.add(made.id)
            yield made


def _roundable(held: Held, made: Asked) -> bool:
    """Leave out what comes to nothing at its digits: 0.00亿元 is no answer."""
    for name, argument in made.rules:
        expression, _, form = argument.partition(";")
        if name == "=" and form:
            unit, decimals = form.split()
            if not in_unit(value(held, expression), unit, int(decimals)):
                return False
    return True
