"""Which figure is wrong where an identity does not hold.

An identity names its stated figure by default.  Where several broken identities share a figure and one other value
of it would mend them all, that figure is the wrong one and the others are only its victims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.checking.forms import signed_sum
from heshu.checking.identity import Identity, half_digit
from heshu.checking.ledger import Entry
from heshu.checking.slips import is_slip


def culprits(wrong: Sequence[Identity], right: Sequence[Identity]) -> list[Identity]:
    """The broken identities, with the figure at fault as the stated one and its victims left out."""
    held = vouched(right)
    left = list(wrong)
    named: list[Identity] = []
    while left:
        best = _best(left, held)
        if best is None:
            break
        entry, mended = best
        own = next((one for one in mended if one.stated.index == entry.index), None)
        named.append(own or _turned(mended, entry))
        left = [one for one in left if one not in mended]
    named += [_doubted(one, held) for one in left]
    return _once(named)


def _best(wrong: Sequence[Identity], held: Collection[int]) -> tuple[Entry, list[Identity]] | None:
    """The figure whose one other value mends most, at least two, and that no identity vouches for."""
    entries = {entry.index: entry for one in wrong for entry in (one.stated, *one.operands) if entry.index not in held}
    found: list[tuple[Entry, list[Identity]]] = []
    for entry in entries.values():
        among = [one for one in wrong if _place(one, entry) is not None]
        found += [(entry, mended) for one in among if len(mended := _mended(entry, one, among)) >= 2]
    return max(found, key=_weight, default=None)


def _weight(pair: tuple[Entry, list[Identity]]) -> tuple[int, int, int]:
    """How much speaks for a figure's fault: what it mends, how much of that is about it, and its place."""
    entry, mended = pair
    return len(mended), sum(one.stated.index == entry.index for one in mended), -entry.index


def _place(identity: Identity, entry: Entry) -> int | None:
    """Where a figure stands in an identity: -1 as the stated one, else its place among the operands."""
    if identity.stated.index == entry.index:
        return -1
    return next((n for n, operand in enumerate(identity.operands) if operand.index == entry.index), None)


def implied(identity: Identity, entry: Entry) -> tuple[Fraction, Fraction] | None:
    """Between which values, in bases, a figure would make the identity hold; ``None`` where that cannot be said."""
    place = _place(identity, entry)
    half = Fraction(10) ** -identity.stated.digits / 2 * identity.stated.factor
    if place is None or identity.exact is None:
        return None
    if place < 0:
        exact, reach = identity.exact * identity.stated.factor, identity.slack * identity.stated.factor
        return exact - reach - half, exact + reach + half
    numbers = [operand.number for operand in identity.operands]
    ends = [identity.form.solve(place, numbers, identity.stated.number + by) for by in (half, -half)]
    known = [end for end in ends if end is not None]
    reach = sum((half_digit(other, identity.operands) for other in identity.operands), Fraction(0))
    if len(known) < 2 or any(end <= 0 for end in known):
        return None
    room = reach if identity.form.name == "sum" else Fraction(0)
    return min(known) - room, max(known) + room


def _mended(entry: Entry, first: Identity, among: Sequence[Identity]) -> list[Identity]:
    """The identities that some other value of a figure makes hold together with the first one."""
    span = implied(first, entry)
    if span is None:
        return []
    mended = []
    for one in among:
        other = implied(one, entry)
        if other is not None and max(span[0], other[0]) <= min(span[1], other[1]):
            span = max(span[0], other[0]), min(span[1], other[1])
            mended.append(one)
    return mended if first in mended else []


def vouched(right: Sequence[Identity]) -> frozenset[int]:
    """The figures that identities which hold vouch for: those that would break them if they were 0.2 % off.

    So they do for the same figure in another place, be it the total of a column and what the prose says of it.
    """
    held: set[int] = set()
    for one in right:
        if one.rule == "repeated":
            continue
        for entry in (one.stated, *one.operands):
            span = implied(one, entry)
            if span is not None and span[1] - span[0] <= abs(entry.number) / 500:
                held.add(entry.index)
    for one in right:
        places = {entry.index for entry in (one.stated, *one.operands)}
        if one.rule == "repeated" and one.exactly and places & held:
            held |= places
    return frozenset(held)


def _turned(mended: Iterable[Identity], entry: Entry) -> Identity:
    """The sum among them turned so that the figure at fault is the stated one; else the first as it is."""
    ones = list(mended)
    for one in ones:
        if one.form.name == "sum" and (turned := turn(one, entry)):
            return turned
    for one in ones:
        if one.form.name == "same":
            return replace(one, stated=entry, operands=(one.stated,))
    return ones[0]


def turn(identity: Identity, entry: Entry) -> Identity | None:
    """A sum solved for one of its terms: total = a + b as b = total − a."""
    place = _place(identity, entry)
    signs = identity.form.signs
    if place is None or place < 0 or not signs:
        return None
    terms = [(sign * -signs[place], operand) for sign, operand in zip(signs, identity.operands, strict=True)]
    terms = [(signs[place], identity.stated), *(term for n, term in enumerate(terms) if n != place)]
    terms.sort(key=lambda term: -term[0])
    form = signed_sum([sign for sign, _ in terms])
    return replace(identity, stated=entry, form=form, operands=tuple(one for _, one in terms), what=entry.figure.label)


def _doubted(identity: Identity, held: Collection[int]) -> Identity:
    """Name the part of a broken sum, or the one of two places, that nothing vouches for.

    Of several such, the one that a slip of the pen explains: 11,861.27 for 11,816.27.
    """
    if identity.form.name == "same":
        other = identity.operands[0]
        if identity.stated.index in held and other.index not in held:
            return replace(identity, stated=other, operands=(identity.stated,), what=other.figure.label)
        return identity
    ways = [identity, *(turned for operand in identity.operands if (turned := turn(identity, operand)))]
    loose = [way for way in ways if way.stated.index not in held]
    slips = [way for way in loose if _slipped(way)]
    if identity in slips or not loose:
        return identity
    if len(slips) == 1:
        return slips[0]
    return identity if identity in loose or len(loose) > 1 else loose[0]


def _slipped(identity: Identity) -> bool:
    return is_slip(format(identity.stated.figure.value, "f"), format(identity.expected, "f"))


def _once(named: Sequence[Identity]) -> list[Identity]:
    """One identity for a figure at fault."""
    seen: dict[int, Identity] = {}
    for one in named:
        seen.setdefault(one.stated.index, one)
    return list(seen.values())
