"""Undo what the layout did to the words: a file's lines become paragraphs again, each with a map back.

Real reports arrive with lines wrapped in mid-word, blank lines inside sentences, page numbers between the two
halves of a sentence, Markdown and LaTeX left over from a converter.  None of this is changed in
`Extracted.text`; this module makes the clean copy that search and figures read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heshu.reading.clean import Piece, compress, concatenate, cut
from heshu.reading.joining import Joint, Siblings, Wrap, continues
from heshu.reading.lines import Line, lines
from heshu.records import Clean, Extracted, Span

__all__ = ["Paragraph", "Piece", "compress", "concatenate", "cut", "paragraphs", "wrap_width"]

FEW_LINES, NARROWEST, WIDEST = 8, 8, 60
"""Fewer lines say nothing of a width, and pages are not narrower or wider than so many Chinese characters."""
FULL_LINES = ((0.9, 0.4), (0.98, 0.2))
"""Which line is taken for the widest, by its rank, and what part of all lines must be nearly as wide."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.

    ``level`` is a heading's level where the file itself marks one, else 0; ``row`` are a table row's cells, else
    empty, and ``caption`` is the caption of its table.  ``size`` is how wide a character of its first line is printed,
    in points, or 0 where the file does not tell.
    """

    clean: Clean
    level: int = 0
    row: tuple[Span, ...] = ()
    caption: str = ""
    size: float = 0.0

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text


def paragraphs(extracted: Extracted) -> tuple[Paragraph, ...]:
    """Join the lines of a file to paragraphs; page furniture is left out."""
    found = list(lines(extracted))
    groups = [[line] for line in found] if extracted.paragraphs_whole else _groups(found)
    return tuple(
        Paragraph(_join(group), group[0].level, row=group[0].row, caption=group[0].caption, size=group[0].size)
        for group in groups
    )


def wrap_width(widths: Sequence[float]) -> float:
    """Return the width at which a file's lines are wrapped, in Chinese characters, or 0 where they are not wrapped.

    Lines count as wrapped when at least two in five are nearly as wide as the widest tenth, or one in five as wide
    as the widest of all but a few: in text that is not wrapped some paragraph is much wider than the others.
    """
    if len(widths) < FEW_LINES:
        return 0.0
    ordered = sorted(widths)
    for part, wanted in FULL_LINES:
        widest = ordered[int(len(ordered) * part)]
        full = sum(widest * 0.85 <= width <= widest * 1.15 for width in widths)
        if NARROWEST <= widest <= WIDEST and full >= max(wanted * len(widths), 4):
            return widest
    return 0.0


def _groups(found: Sequence[Line]) -> list[list[Line]]:
    """Join lines by `RULES`."""
    wrap = _wrap(found)
    siblings = _siblings(found)
    groups: list[list[Line]] = []
    first, headed = Siblings(), False
    for line, around in zip(found, siblings, strict=True):
        if groups and continues(Joint(groups[-1], line, wrap, headed, first, around)):
            groups[-1].append(line)
        else:
            groups.append([line])
            first, headed = around, headed or line.marker is not None
    return groups


def _wrap(found: Sequence[Line]) -> Wrap:
    prose = [line for line in found if not line.row]
    indented = sum(line.indented for line in prose)
    return Wrap(wrap_width([line.width for line in prose]), 3 <= indented <= 0.6 * len(prose))


def _siblings(found: Sequence[Line]) -> list[Siblings]:
    """Look for each numbered line's neighbours in the count; a heading of a higher style ends every lower count."""
    forward = _seen(found)
    backward = _seen(tuple(reversed(found)))[::-1]
    rows = []
    for line, above, below in zip(found, forward, backward, strict=True):
        number = line.marker.number if line.marker else 0
        rows.append(Siblings(above.get(number - 1), below.get(number + 1), same=number in above))
    return rows


def _seen(found: Iterable[Line]) -> list[dict[int, Line]]:
    """Return, for each line, the numbers of its own style that came before it in its count."""
    counts: dict[int, dict[int, Line]] = {}
    rows: list[dict[int, Line]] = []
    for line in found:
        marker = line.marker
        if marker is None:
            rows.append({})
            continue
        counts = {level: count for level, count in counts.items() if level <= marker.level}
        count = counts.setdefault(marker.level, {})
        near = (marker.number - 1, marker.number, marker.number + 1)
        rows.append({number: count[number] for number in near if number in count})
        count[marker.number] = line
    return rows


def _join(group: Sequence[Line]) -> Clean:
    """Put a paragraph's lines behind each other: a space only between two Latin words."""
    joined: list[Clean] = []
    for line in group:
        if joined and re.match(r"[A-Za-z]{2}", joined[-1].text[-1] + line.text[0]):
            joined[-1] = concatenate((joined[-1], line.clean), " ")
        else:
            joined.append(line.clean)
    return concatenate(joined) if len(joined) > 1 else joined[0]
