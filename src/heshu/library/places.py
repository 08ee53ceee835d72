"""Where a quote stands on its pages: the places of a report's lines and cells, cut to the quote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from unicodedata import east_asian_width

from heshu.records import Box, Place, Span

WRAPPED = 1.6
"""A box that its characters, as wide as it is tall, would overfill this many times holds more than one line."""


def of_quote(places: Sequence[Place], text: str, span: Span) -> tuple[Place, ...]:
    """Return, in order, the parts of ``places`` that hold ``text[span]``; ``places`` are those of the report's text.

    A line is cut in proportion to its characters' widths (a Chinese one counts twice a Latin one); a cell of several
    lines is given whole, because a place does not say where its lines end.
    """
    first = bisect_left(places, span.start, key=lambda place: place.span.end)
    found = []
    for place in places[first:]:
        if place.span.start >= span.end:
            break
        if both := _both(place.span, span):
            found.append(Place(both, place.page, _cut(place, text, both), place.confidence))
    return tuple(found)


def confidence(places: Sequence[Place]) -> int | None:
    """Return the lowest confidence in percent, ``None`` where nothing was recognised in a picture."""
    return min((place.confidence for place in places if place.confidence is not None), default=None)


def _both(one: Span, other: Span) -> Span | None:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return Span(start, end) if start < end else None


def _cut(place: Place, text: str, part: Span) -> Box:
    box, start, end = place.box, place.span.start, place.span.end
    whole = _width(text[start:end])
    width, height = box.x1 - box.x0, box.bottom - box.top
    if part == place.span or whole * height / 2 > WRAPPED * width:
        return box
    before, through = _width(text[start : part.start]), _width(text[start : part.end])
    return Box(box.x0 + width * before / whole, box.top, box.x0 + width * through / whole, box.bottom)


def _width(text: str) -> int:
    """Count half widths."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
