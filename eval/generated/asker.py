"""What is drawn of generated reports to be asked about: labels, words, reports, pairs of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from eval.generated.labels import COMPARED, WORDS
from eval.questions.asked import Asked
from eval.questions.facts import Facts
from eval.questions.gold import Held, place

Made = Asked | None
"""A question, or none where this draw came to nothing."""


class Asker:
    """Draws labels, words and reports; what is stated wrongly on purpose is asked for only to be checked."""

    def __init__(self, held: Held, chance: random.Random) -> None:
        self.held = held
        self.chance = chance
        self.reports = list(held.values())
        self.latest = [facts for facts in self.reports if facts.year == max(f.year for f in self.reports)]

    @cached_property
    def pairs(self) -> list[tuple[Facts, Facts]]:
        """List two reports of one department, the later one first."""
        own: defaultdict[str, list[Facts]] = defaultdict(list)
        for facts in self.reports:
            own[facts.department].append(facts)
        return [(a, b) for a in self.reports for b in own[a.department] if a.year > b.year]

    def word(self, label: str) -> str:
        """Choose a way to ask for a label."""
        return self.chance.choice(WORDS[label])

    def who(self, facts: Facts) -> str:
        """Name a department and its year."""
        return self.chance.choice((f"{facts.department}{facts.year}年", f"{facts.year}年{facts.department}"))

    def with_label(self, *labels: str, among: Sequence[Facts] | None = None) -> list[Facts]:
        """List the reports that state all these labels, and none of them wrongly."""
        return [
            facts
            for facts in (self.reports if among is None else among)
            if facts.figures.keys() >= set(labels) and not {error.figure for error in facts.errors} & set(labels)
        ]

    def ranked(self, label: str) -> list[str]:
        """List this figure of all latest reports that state it, the largest first; none where one is wrong or a tie."""
        stating = [facts for facts in self.latest if label in facts.figures]
        places = [place(self.held, f"{facts.short}.{label}") for facts in stating]
        tied = len({one.exact for one in places}) < len(places)
        if tied or len(self.with_label(label, among=stating)) < len(stating):
            return []
        largest = sorted(places, key=lambda one: one.exact, reverse=True)
        return [f"{one.facts.short}.{label}" for one in largest]

    def draw(self, *labels: str) -> Facts | None:
        """Choose a report that states all these labels; ``None`` where none does."""
        found = self.with_label(*labels)
        return self.chance.choice(found) if found else None


def two(asker: Asker) -> tuple[str, Facts, Facts] | None:
    """Draw a label and two departments that state it, one more than the other."""
    label = asker.chance.choice(COMPARED)
    found = asker.with_label(label, among=asker.latest)
    if len(found) < 2:
        return None
    one, other = asker.chance.sample(found, 2)
    return (
        None
        if place(asker.held, f"{one.short}.{label}").exact == place(asker.held, f"{other.short}.{label}").exact
        else (label, one, other)
    )


def years(asker: Asker) -> tuple[str, Facts, Facts] | None:
    """Draw a label and two reports of a department that state it otherwise, the later one first."""
    both = asker.pairs
    label = asker.chance.choice(("支出", "基本支出", "人员经费", "公用经费", "三公", "全年预算"))
    found = [pair for pair in both if len(asker.with_label(label, among=pair)) == 2]
    return (label, *asker.chance.choice(found)) if found else None
