"""Questions over thousands of generated reports: the operations of `eval.generated.questions`, and those of scale.

Of all reports of a year a total is asked for too, and a department by its office's name alone, which a hundred
districts have: that is to be asked back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from eval.generated import across, inside
from eval.generated.asker import Asker, Made
from eval.generated.labels import COMPARED
from eval.generated.many import OFFICES
from eval.generated.questions import questions
from eval.questions.asked import Asked
from eval.questions.facts import Facts
from eval.questions.gold import Held, place

ENDS = 4
"""Places from the top and from the bottom that have to be one department's alone, for a ranking to be asked for."""
TRIES = 200


class ManyAsker(Asker):
    """Draws without looking at every report each time."""

    def __init__(self, held: Held, chance: random.Random) -> None:
        super().__init__(held, chance)
        self.ranked = cache(self._ranked)  # type: ignore[method-assign]

    def draw(self, *labels: str) -> Facts | None:
        """Choose a report that states all these labels; ``None`` where luck brings none."""
        for _ in range(TRIES):
            if found := self.with_label(*labels, among=[self.chance.choice(self.reports)]):
                return found[0]
        return None

    def _ranked(self, label: str) -> list[str]:
        """List this figure of all latest reports, the largest first; none where one is wrong or the ends are tied."""
        places = [place(self.held, f"{one.short}.{label}") for one in self.latest if label in one.figures]
        if len(self.with_label(label, among=[one.facts for one in places])) < len(places):
            return []
        places.sort(key=lambda one: one.exact, reverse=True)
        for end in (places[:ENDS], places[-ENDS:]):
            if len({one.exact for one in end}) < len(end):
                return []
        return [f"{one.facts.short}.{label}" for one in places]


def total(asker: Asker) -> Made:
    """Ask for a year's total over all departments."""
    label = asker.chance.choice([name for name in COMPARED if name not in {"得分", "执行率"}])
    names = [f"{one.short}.{label}" for one in asker.with_label(label, among=asker.latest)]
    if len(names) < len([one for one in asker.latest if label in one.figures]):
        return None
    form = asker.chance.choice(
        ("{y}年所有部门的{w}合计是多少？", "{y}年各部门{w}一共是多少", "全部部门{y}年{w}总和是多少？")
    )
    question = form.format(y=asker.latest[0].year, w=asker.word(label))
    unit = "人 0" if label == "在职" else "万元 2"
    return Asked("cross-report", (), question, (("sum", f"{unit} {' '.join(names)}"),))


def namesake(asker: Asker) -> Made:
    """Ask for an office's figure without its district: asked back, as long as several districts have that office."""
    facts, label = asker.chance.choice(asker.reports), asker.chance.choice(COMPARED)
    office = next(name for name in sorted(OFFICES, key=len, reverse=True) if facts.department.endswith(name))
    if sum(one.department.endswith(f"区{office}") for one in asker.latest) < 2:
        return None
    called = office.removeprefix("委")  # 区委党校 without its district is a 党校, and nobody's 委党校
    return Asked("clarify", (), f"{called}{facts.year}年{asker.word(label)}是多少？", (("status", "clarify"),))


OPERATIONS: Sequence[tuple[Callable[[Asker], Made], int]] = (
    *((inside.lookup, 34), (inside.project, 8), (inside.share, 8), (inside.difference, 6), (inside.converted, 3)),
    *((inside.added, 4), (inside.against_last_year, 4), (inside.checked, 4), (inside.follow_up, 4)),
    *((across.apart, 4), (across.total, 4), (across.which, 4), (across.over_years, 4), (across.growth, 3)),
    *((across.ranked, 5), (total, 4), (across.beyond, 3), (namesake, 4)),
    *((inside.refused_label, 5), (inside.refused_department, 2), (inside.refused_year, 2)),
)
"""What is asked, and how often beside the others."""


def many_questions(held: Held, count: int, seed: int) -> Iterator[Asked]:
    """Yield up to ``count`` questions over thousands of reports, no two alike; the same for the same seed."""
    yield from questions(held, count, seed, OPERATIONS, ManyAsker(held, random.Random(seed)))
