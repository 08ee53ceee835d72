"""A follow-up beside the topics of the questions before it."""

from __future__ import annotations

from dataclasses import dataclass

from heshu.asking.planning.scope import Scope
from heshu.patterns import regex

ACROSS = regex(
    r"哪个部门|哪些(?:部门|单位|报告|家)|^哪些(?=.*(?:提到|写|说|超过|高于|低于))|哪几(?:个|家|份)?(?:部门|单位|报告|家)|"
    r"各部门|所有|全部(?=部门|单位|报告|家|的?都)|[五几两三]个部门|每个部门|"
    r"(?<![增多少减加降了有差])几家|谁家|which of|all "
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question was about: the departments as they were named, and the thing asked."""

    names: tuple[str, ...]
    phrase: str
    text: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A follow-up beside what it may lean on: ``words`` is what it asks, without names, years and pronouns."""

    text: str
    here: Scope
    words: str
    topics: tuple[Topic, ...]
    names: tuple[str, ...] = ()

    @property
    def last(self) -> Topic:
        """The topic of the question before."""
        return self.topics[-1]

    @property
    def lead(self) -> str:
        """Whose figure is meant: the departments and years named here, else those of the last topic."""
        names = "".join(self.names) or "".join(self.last.names)
        return names + "".join(f"{year}年" for year in self.here.years or self.last.years)


def years_of(turn: Turn) -> str:
    """The last topic's years, where the text names none itself."""
    return "" if turn.here.years else "".join(f"{year}年" for year in turn.last.years)


def alike(phrase: str, other: str) -> bool:
    """Whether two topics ask for the same thing, one of them perhaps in fewer words."""
    return (
        not phrase
        or not other
        or phrase in other
        or other in phrase
        or sum(c in other for c in phrase) * 2 > len(phrase)
    )
