"""A document to hand on: headings, paragraphs, quotes and tables, before anyone asks for its file format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; ``label`` stands strong before it."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report, with where they stand."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the heads, then rows of as many cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Quote | Grid
Document = tuple[Block, ...]
