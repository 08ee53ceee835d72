"""Identities of a group of indicators: its score as its rows in the table of indicators make it.

过程类指标满分25分，得23.87分: the rows that the table puts under 过程, whose full marks come to 25.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from heshu.checking.forms import signed_sum
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, distance, unique
from heshu.checking.roles import Role
from heshu.checking.slips import transposed
from heshu.patterns import regex

NAMED = regex(r"(?P<name>[\u4e00-\u9fff]{2,6}?)(?:类|方面|部分|情况)?(?:一级)?(?:指标)?")
"""A group's name in its score's label."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The scores and the full marks of a group's rows."""

    scores: tuple[Entry, ...]
    full: Fraction


def groups(book: Ledger) -> Iterator[Identity]:
    """Every group's score that is stated in prose, with the scores of its rows."""
    marks = [entry for entry in book.entries if entry.base == "分" and not entry.row and not entry.bounded]
    stated = [entry for entry in marks if entry.role in (Role.SCORE, Role.BARE) and _name(entry)]
    names = frozenset(map(_name, stated))
    for grid in book.grids:
        rows = _rows(grid, names)
        for score in stated:
            mine = rows.get(_name(score))
            if mine is None or len(mine.scores) < len((1, 2)):
                continue
            full = [entry for entry in marks if entry.subject == score.subject and entry.role is Role.FULL]
            if score in full or (full and not (unique(full) and full[0].number == mine.full)):
                continue
            apart = max(distance(score, one) for one in mine.scores)
            form = signed_sum([1] * len(mine.scores))
            one = Identity("sum", score, form, mine.scores, bool(full), apart, score.figure.label)
            if full or one.agrees or transposed(one):
                yield one


def _name(score: Entry) -> str:
    named = NAMED.fullmatch(score.subject)
    return named["name"] if named else ""


def _rows(grid: Sequence[Sequence[Entry]], names: frozenset[str]) -> dict[str, Rows]:
    """The rows of each group: from the one that begins with its name to the next that does.

    A group one of whose rows has no score and full marks, or more than one, is left out.
    """
    found: dict[str, Rows] = {}
    broken: set[str] = set()
    name = ""
    for row in grid:
        head = row[0].head
        if head.startswith(("合计", "总计", "总分", "小计")):
            name = ""
            continue
        begun = max((one for one in names if head.startswith(one)), key=len, default="")
        name = begun or name
        full = [entry for entry in row if entry.role is Role.FULL]
        gained = [entry for entry in row if entry.base == "分" and entry.role is Role.SCORE]
        if not name:
            continue
        if len(full) != 1 or len(gained) != 1:
            broken.add(name)
            continue
        before = found.get(name, Rows((), Fraction(0)))
        found[name] = Rows((*before.scores, gained[0]), before.full + full[0].number)
    return {name: rows for name, rows in found.items() if name not in broken}
