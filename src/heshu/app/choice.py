"""Which reports a user means by a few words of their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from heshu.errors import UsageError
from heshu.records import Card


def chosen(cards: Sequence[Card], names: Collection[str]) -> frozenset[str] | None:
    """Find the ids of the reports that are named; ``None`` where none is.

    A name is a source, or a part of a source, a department or a title.  Raises `UsageError` where nothing fits.
    """
    return frozenset().union(*(_named(cards, name) for name in names)) if names else None


def _named(cards: Sequence[Card], name: str) -> frozenset[str]:
    found = fitting(cards, name)
    if not found:
        raise UsageError(
            f"索引里没有“{name}”这份报告。用 heshu status 看有哪些",
            f"The index holds no report “{name}”. See heshu status",
        )
    return found


def fitting(cards: Sequence[Card], name: str) -> frozenset[str]:
    """Find the ids of the reports that a name fits; none where it fits none."""
    exact = frozenset(card.id for card in cards if card.source == name)
    part = name.casefold()
    return exact or frozenset(
        card.id for card in cards if any(part in of.casefold() for of in (card.source, card.department, card.title))
    )
