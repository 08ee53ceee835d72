"""Which figure is wrong where an identity does not hold.

An identity names its stated figure by default.  Where several broken identities share a figure and one other value
of it would mend them all, that figure is the wrong one and the others are only its victims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.checking.forms import signed_sum
from heshu.checking.identity import Identity, half_digit
from heshu.checking.ledger import Entry


def culprits(wrong: Sequence[Identity], right: Sequence[Identity]) -> list[Identity]:
    """The broken identities, with the figure at fault as the stated one and its victims left out."""
    left = list(wrong)
    named: list[Identity] = []
    while left:
        best = _best(left)
        if best is None:
            break
        entry, mended = best
        own = next((one for one in mended if one.stated.index == entry.index), None)
        named.append(own or _turned(mended, entry))
        left = [one for one in left if one not in mended]
    named += [_doubted(one, right) for one in left]
    return _once(named)


def _best(wrong: Sequence[Identity]) -> tuple[Entry, list[Identity]] | None:
    """The figure whose one other value mends most, at least two."""
    entries = {entry.index: entry for one in wrong for entry in (one.stated, *one.operands)}
    found: list[tuple[Entry, list[Identity]]] = []
    for entry in entries.values():
        among = [one for one in wrong if _place(one, entry) is not None]
        if len(among) >= 2:
            found += [(entry, mended) for one in among if len(mended := _mended(entry, one, among)) >= 2]
    return max(found, key=lambda pair: (len(pair[1]), -pair[0].index), default=None)


def _place(identity: Identity, entry: Entry) -> int | None:
    """Where a figure stands in an identity: -1 as the stated one, else its place among the operands."""
    if identity.stated.index == entry.index:
        return -1
    return next((n for n, operand in enumerate(identity.operands) if operand.index == entry.index), None)


def implied(identity: Identity, entry: Entry) -> Fraction | None:
    """What a figure would have to be for the identity to hold, in bases."""
    place = _place(identity, entry)
    if place is None:
        return None
    if place < 0:
        return None if identity.exact is None else identity.exact * identity.stated.factor
    return identity.form.solve(place, [operand.number for operand in identity.operands], identity.stated.number)


def _mended(entry: Entry, first: Identity, among: Sequence[Identity]) -> list[Identity]:
    value = implied(first, entry)
    if value is None or _place(first, entry) is None:
        return []
    mended = []
    for one in among:
        other = implied(one, entry)
        if other is not None and _near(value, other, one, first, entry):
            mended.append(one)
    return mended


def _near(value: Fraction, other: Fraction, one: Identity, first: Identity, entry: Entry) -> bool:
    """Whether two implied values are one, each as precise as its identity makes it."""
    if abs(value - entry.number) == 0:
        return False
    return abs(value - other) <= _reach(one, entry) + _reach(first, entry)


def _reach(identity: Identity, entry: Entry) -> Fraction:
    """How much the implied value moves when the stated figure moves by half of its last digit."""
    place = _place(identity, entry)
    half = Fraction(10) ** -identity.stated.digits / 2 * identity.stated.factor
    if place is None or place < 0:
        among = (identity.stated, *identity.operands)
        return sum((half_digit(operand, among) for operand in identity.operands), half)
    numbers = [operand.number for operand in identity.operands]
    low = identity.form.solve(place, numbers, identity.stated.number - half)
    high = identity.form.solve(place, numbers, identity.stated.number + half)
    return abs(high - low) if low is not None and high is not None else Fraction(0)


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
    """total = a + b as b = total − a; only where all terms are added."""
    place = _place(identity, entry)
    values = [operand.number for operand in identity.operands]
    if place is None or place < 0 or identity.form.value(values) != sum(values):
        return None
    others = tuple(operand for n, operand in enumerate(identity.operands) if n != place)
    signs = (1, *(-1 for _ in others))
    return replace(
        identity, stated=entry, form=signed_sum(signs), operands=(identity.stated, *others), what=entry.figure.label
    )


def _doubted(identity: Identity, right: Sequence[Identity]) -> Identity:
    """A broken sum whose total stands in identities that hold while one part stands in none names that part.

    Likewise a repeated figure that holds elsewhere names its double.
    """
    held = {entry.index for one in right if one.rule != "repeated" for entry in (one.stated, *one.operands)}
    if identity.form.name == "same":
        other = identity.operands[0]
        if identity.stated.index in held and other.index not in held:
            return replace(identity, stated=other, operands=(identity.stated,), what=other.figure.label)
        return identity
    if identity.form.name != "sum" or identity.stated.index not in held:
        return identity
    loose = [operand for operand in identity.operands if operand.index not in held]
    if len(loose) == 1 and (turned := turn(identity, loose[0])):
        return turned
    return identity


def _once(named: Sequence[Identity]) -> list[Identity]:
    """One identity for a figure at fault."""
    seen: dict[int, Identity] = {}
    for one in named:
        seen.setdefault(one.stated.index, one)
    return list(seen.values())
