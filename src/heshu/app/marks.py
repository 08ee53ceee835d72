"""Where each figure of an answer comes from: word for word from a quote, computed, or stated wrongly.

The marks repeat nothing that was decided elsewhere: they are read off the answer's own quotes and calculations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from heshu.checking.guard import COUNTED_HERE, NUMBER, YEAR
from heshu.checking.guard import MARKER as CITED
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Span, Verdict

_BROKEN = regex(r"(?<=\d)[^\S\t]+(?=[\d.,])|(?<=[.,])[^\S\t]+(?=\d)")
_UNIT = regex(r"\s*(?:%|％|个百分点|百分点|[亿万]?元|分|倍|人次|[人件个次份项辆名盏株公里]+)?")
_RESULT = regex(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY = regex(r"\d{1,2}(?=[月日号时])")


class Kind(StrEnum):
    """What a mark says of a figure."""

    STATED = "stated"
    COMPUTED = "computed"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of the answer's text: its span with the unit, what it is, and the place of its calculation, if any."""

    span: Span
    kind: Kind
    calculation: int | None = None


def marks(given: Answer) -> tuple[Mark, ...]:
    """Mark the figures of an answer's text, in order; what only repeats the question or counts reports has no mark."""
    text = fold(given.text)
    quoted = frozenset(_numbers(given))
    skipped = [match.span() for rule in (CITED, COUNTED_HERE, YEAR, _DAY) for match in rule.finditer(text)]
    found = (match for match in NUMBER.finditer(text) if not _inside(match.span(), skipped))
    return tuple(mark for match in found if (mark := _mark(match, text, given, quoted)))


def _mark(match: re.Match[str], text: str, given: Answer, quoted: frozenset[Decimal]) -> Mark | None:
    value = _decimal(match.group())
    unit = _UNIT.match(text, match.end())
    span = Span(match.start(), unit.end() if unit and unit.group().strip() else match.end())
    made = list(enumerate(given.calculations))
    for place, one in made:
        if one.verdict is Verdict.INCONSISTENT and one.stated and value in _values(one.stated):
            return Mark(span, Kind.WRONG, place)
    for place, one in made:
        if value not in quoted and _gives(one, value):
            return Mark(span, Kind.COMPUTED, place)
    if value in quoted:
        return Mark(span, Kind.STATED, next((place for place, one in made if _confirms(one, value)), None))
    return None


def _confirms(made: Calculation, value: Decimal) -> bool:
    return made.verdict is Verdict.CONSISTENT and value in _values(made.stated or "")


def _gives(made: Calculation, value: Decimal) -> bool:
    """Whether a result is this value at the value's digits; an amount also in 元, 万元 or 亿元."""
    if not _RESULT.fullmatch(made.result):
        return False
    result = Decimal(made.result).copy_abs()
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    return any(
        abs(result.scaleb(power) - value) <= half for power in ((0, 4, -4, 8, -8) if made.unit in MONEY else (0,))
    )


def _numbers(given: Answer) -> Iterator[Decimal]:
    for citation in given.citations:
        for text in (citation.quote, citation.shown):
            yield from _values(text)


def _values(text: str) -> set[Decimal]:
    folded = fold(text)
    return {_decimal(match.group()) for held in (folded, _BROKEN.sub("", folded)) for match in NUMBER.finditer(held)}


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _inside(span: tuple[int, int], skipped: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in skipped)
