"""The audit of one report: its identities decided, each as a finding with its calculation and a sentence.

A figure often stands in several possible identities (which budget, which total).  One under which it is consistent
clears it; it is called inconsistent only by an identity that the report's structure leaves no way around.  Where one
wrong amount breaks several identities, it is named once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from heshu.checking.blame import culprits
from heshu.checking.identities import identities
from heshu.checking.identity import Identity
from heshu.checking.identity_tables import zero
from heshu.checking.ledger import ledger
from heshu.checking.reviewing import notes
from heshu.checking.sentences import finding
from heshu.checking.slips import transposed
from heshu.records import Figure, Finding, Passage, Verdict

RATIOS = frozenset({"share", "execution-rate", "completion-rate", "growth"})
"""Rules of which one that holds clears a figure of the others: a percentage is one ratio, whatever it is called."""


def audit(figures: Sequence[Figure], passages: Sequence[Passage]) -> tuple[Finding, ...]:
    """Check every identity that one report's figures state or imply.

    ``figures`` and ``passages`` are those of one report; figures of other passages are left out.  The findings come
    in the order of their stated figures' places.
    """
    book = ledger(figures, passages)
    right, wrong = decide(identities(book))
    named = culprits(wrong, right)
    found = [finding(identity, Verdict.CONSISTENT) for identity in right]
    found += [finding(identity, Verdict.INCONSISTENT) for identity in named]
    found += notes(book, {identity.stated.index for identity in wrong})
    return tuple(sorted(found, key=lambda one: (one.stated.span, one.rule, one.verdict, one.message)))


def decide(found: Iterable[Identity]) -> tuple[list[Identity], list[Identity]]:
    """The identities that hold, one for each stated figure and kind of identity, and those that surely do not.

    A ratio that comes out by the rounding of its operands alone, and may be of others, is neither.

    A total that the rows above it make is no other sum's, as where a table divides a part that others state whole.
    """
    groups: dict[tuple[object, ...], list[Identity]] = defaultdict(list)
    for identity in found:
        if identity.exact is not None and not zero(identity):
            groups[_kind(identity)].append(identity)
    right: list[Identity] = []
    wrong: list[Identity] = []
    for group in groups.values():
        ordered = sorted(group, key=lambda one: (not one.sure, one.distance, len(one.operands)))
        agreeing = [one for one in ordered if one.agrees]
        good = next((one for one in agreeing if one.exactly), None) or next(iter(agreeing), None)
        bad = next((one for one in ordered if one.sure or _misspelt(one)), None)
        if good is not None:
            right += [good] if good.exactly or good.sure or good.rule not in RATIOS else []
        elif bad is not None:
            wrong.append(bad)
    added = {identity.stated.index for identity in right if identity.rule == "table-column"}
    return right, [one for one in wrong if one.form.name != "sum" or one.stated.index not in added]


def _misspelt(identity: Identity) -> bool:
    """Whether a figure is what the others of its sentence give but for two digits in the wrong order.

    No structure is needed to see that: four digits come in another's order by chance in one case of hundreds.
    """
    together = all(operand.sentence == identity.stated.sentence for operand in identity.operands)
    return (
        together
        and identity.form.name != "sum"
        and len(identity.stated.figure.value.as_tuple().digits) >= 4
        and transposed(identity)
    )


def _kind(identity: Identity) -> tuple[object, ...]:
    if identity.rule in RATIOS and identity.form.name != "rest":
        return ("ratio", identity.stated.index)
    if identity.rule == "repeated":
        return ("repeated", identity.stated.index)
    return (identity.rule, identity.form.name, min(identity.form.signs, default=0), identity.stated.index)
