"""The identities that a report's figures state or imply, rule by rule.

A rule takes the `Ledger` of one report and gives every `Identity` that its figures may stand in, found by what the
figures are; `heshu.checking.audit` decides which of them hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from heshu.checking.identity import Identity
from heshu.checking.identity_carry import carry_over
from heshu.checking.identity_changes import changes
from heshu.checking.identity_deviations import deviations
from heshu.checking.identity_formulas import formulas
from heshu.checking.identity_groups import groups
from heshu.checking.identity_left import left_together
from heshu.checking.identity_rates import rates
from heshu.checking.identity_repeats import repeats
from heshu.checking.identity_scores import scores
from heshu.checking.identity_shares import shares, whole_shares
from heshu.checking.identity_sums import sums
from heshu.checking.identity_tables import tables
from heshu.checking.ledger import Ledger

Rule = Callable[[Ledger], Iterable[Identity]]

RULES: tuple[Rule, ...] = (
    shares,
    whole_shares,
    rates,
    sums,
    left_together,
    carry_over,
    scores,
    groups,
    changes,
    formulas,
    deviations,
    tables,
    repeats,
)


def identities(book: Ledger) -> tuple[Identity, ...]:
    """All identities that the figures of a report may stand in, by the place of the stated figure."""
    found = [identity for rule in RULES for identity in rule(book)]
    return tuple(sorted(found, key=lambda one: (one.stated.index, one.rule, one.distance)))
