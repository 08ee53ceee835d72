"""Identities of deviations: how far what was spent or done is from what was planned (预决算差异率, 偏差率).

Reports differ in the plan that they take (at the year's beginning, adjusted) and in the sign, so any reading clears a
rate.  It is called wrong where its row has one plan alone, or where the other rows say which plan the column takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heshu.checking.forms import growth
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger
from heshu.checking.roles import Role
from heshu.patterns import regex

DEVIATES = regex(r"(?:差异|偏差|偏离)(?:率|度|幅度|比例|程度)$")
ENOUGH = 2
"""Rows that must come out by one plan for it to be the one that a column takes."""


def deviations(book: Ledger) -> Iterator[Identity]:
    """Every rate of deviation in a table with the plan and the result of its row."""
    for grid in book.grids:
        rows = [_readings(row) for row in grid]
        taken = _taken(rows)
        for readings in rows:
            plans = {identity.operands[1].index for identity in readings}
            for one in readings:
                same_way = (one.stated.figure.value < 0) == (one.exact is not None and one.exact < 0)
                sure = same_way and (len(plans) == 1 or one.operands[1].stage == taken)
                yield Identity(one.rule, one.stated, one.form, one.operands, sure, one.distance, one.what)


def _readings(row: Sequence[Entry]) -> list[Identity]:
    """What a row's rate of deviation may be; none where what was done is not one figure."""
    rates = [e for e in row if e.figure.unit == "%" and not e.bounded and DEVIATES.search(e.figure.label)]
    if len(rates) != 1:
        return []
    rate = rates[0]
    before = [e for e in row if e.base and not e.bounded and e.index < rate.index and e.stage not in ("prior", "part")]
    plans = [e for e in before if e.role is Role.PLAN and e.number]
    done = [e for e in before if e.role in (Role.DONE, Role.BARE)]
    if len(done) != 1 or any(plan.base != done[0].base for plan in plans):
        return []
    return [
        Identity("growth", rate, growth(falls), (done[0], plan), False, rate.index - plan.index, rate.figure.label)
        for plan in plans
        for falls in (False, True)
    ]


def _taken(rows: Sequence[Sequence[Identity]]) -> str | None:
    """The stage of the plan by which several rows of a table come out, and those by no other more."""
    right: dict[str, set[int]] = {}
    for readings in rows:
        for one in readings:
            if one.agrees and one.exact:
                right.setdefault(one.operands[1].stage, set()).add(one.stated.index)
    counts = sorted(((len(found), stage) for stage, found in right.items()), reverse=True)
    if not counts or counts[0][0] < ENOUGH or (len(counts) > 1 and counts[1][0] == counts[0][0]):
        return None
    return counts[0][1]
