"""Identities of what was left of several things together (甲和乙两项结余合计), of their budgets and spending."""

from __future__ import annotations

from collections.abc import Iterator

from heshu.checking.forms import signed_sum
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, distance, unique
from heshu.checking.roles import Role
from heshu.checking.subjects import subject_of
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.patterns import regex

LISTED = regex(
    r"(?P<parts>.{2,}?)(?P<count>[两二三四五])?(?:个?项目|项|者|类)(?:结转)?(?:结余|剩余)(?:资金)?(?:合计|共计|总[计额])?"
)
JOINTS = regex(r"[、和与及]")


def left_together(book: Ledger) -> Iterator[Identity]:
    """Every remainder whose name lists the things that it is of."""
    for rest in (entry for entry in book.entries if entry.role is Role.REST and not entry.bounded):
        listed = LISTED.fullmatch(fold(rest.figure.label))
        names = [subject_of(name) for name in JOINTS.split(listed["parts"])] if listed else []
        if len(names) < len((1, 2)) or (listed and listed["count"] and counted(listed["count"]) != len(names)):
            continue
        terms = [figure for name in names for figure in (_one(book, name, Role.PLAN), _one(book, name, Role.DONE))]
        operands = tuple(figure for figure in terms if figure and figure.base == rest.base)
        if len(operands) == 2 * len(names):
            apart = max(distance(rest, operand) for operand in operands)
            form = signed_sum((1, -1) * len(names))
            yield Identity("difference", rest, form, operands, True, apart, rest.figure.label)


def _one(book: Ledger, name: str, role: Role) -> Entry | None:
    """The one budget, or spending, of a thing."""
    found = [e for e in book.entries if name and e.subject == name and e.role is role and e.plain and e.base == "元"]
    found = [entry for entry in found if not entry.stage] or found
    return found[0] if unique(found) else None
