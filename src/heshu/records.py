"""Every record that flows through Heshu, in the order in which they are made.

All are values: frozen, without behaviour beyond what follows from their fields.  There is one coordinate
system: every span counts characters of `Report.text`, so ``report.text[start:end] == quote`` holds for each
quote, passage and figure.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Flag, StrEnum, auto
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters of `Report.text`."""

    start: int
    end: int


# ---------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the file itself marks as one (a Word style, an HTML ``h2``): its span and its level from 1."""

    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table as it stands in the text: the span of each cell (empty cells have an empty span)."""

    cells: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source: the span of its caption (or an empty one), then its rows from the top."""

    caption: Span
    rows: tuple[TableRow, ...]


class Box(NamedTuple):
    """A rectangle of a page, in points (1/72 inch) to the right and down from its upper left corner as it is seen."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of the text stands on paper: its page (from 1) and its box there.

    ``confidence`` is in percent where the words were recognised in a picture, ``None`` where they are the file's own.
    """

    span: Span
    page: int
    box: Box
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a format's reader takes from a file, before anyone asks what it means.

    ``text`` is final: all later spans count its characters.  ``page_starts`` are the offsets at which pages
    begin (empty where the format has no pages), ``places`` say in order where each line and each cell of them
    stands.  ``paragraphs_whole`` says that each line of ``text`` is a whole paragraph (Word, HTML), so that lines
    need not be joined.  ``warnings`` are sentences for the user.
    """

    text: str
    page_starts: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    paragraphs_whole: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report: ``id`` is the hash of the file's bytes, ``source`` the file's name within its folder.

    ``department`` is the full name, ``aliases`` the other names that the report gives itself (以下简称…);
    ``year`` is the year reported on, ``None`` where the report does not say.
    """

    id: str
    source: str
    title: str
    department: str
    aliases: tuple[str, ...]
    year: int | None
    text: str
    page_starts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands below it: ``path`` are the headings from the top down, its own last.

    ``span`` covers heading and body, subsections included; ``body`` starts behind the heading.
    """

    report_id: str
    ordinal: int
    path: tuple[str, ...]
    span: Span
    body: Span


class PassageKind(StrEnum):
    """What a passage is made of."""

    TITLE = "title"
    PROSE = "prose"
    LIST = "list"
    TABLE_ROW = "table-row"


class Run(NamedTuple):
    """Where a stretch of a clean copy comes from.

    The ``length`` characters at ``clean`` stand for the ``source_length`` characters of the report at ``source``.
    Where the two lengths are equal they match one to one; else the stretch is a replacement and maps as a whole.
    """

    clean: int
    length: int
    source: int
    source_length: int


@dataclass(frozen=True, slots=True)
class Clean:
    """A copy of some of a report's text without what the layout put in, and the way back.

    ``runs`` are in order and cover ``text`` without a gap.
    """

    text: str
    runs: tuple[Run, ...]

    def source_span(self, start: int, end: int) -> Span:
        """Map ``text[start:end]`` (not empty) to the report's own characters."""
        return Span(self._offset(start)[0], self._offset(end - 1)[1])

    def _offset(self, position: int) -> Span:
        run = self.runs[bisect_right(self.runs, position, key=lambda r: r.clean) - 1]
        if run.length == run.source_length:
            return Span(run.source + position - run.clean, run.source + position - run.clean + 1)
        return Span(run.source, run.source + run.source_length)


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences, a list's items or a table row, with the headings above them.

    ``section`` is the ordinal of the section it stands in; ``page`` counts from 1.
    """

    id: str
    report_id: str
    ordinal: int
    section: int
    path: tuple[str, ...]
    kind: PassageKind
    clean: Clean
    page: int | None = None

    @property
    def text(self) -> str:
        """The clean copy that search and figures see."""
        return self.clean.text

    @property
    def span(self) -> Span:
        """The characters of the report that the passage covers."""
        return self.clean.source_span(0, len(self.clean.text))


# ---------------------------------------------------------------- figures


class FigureKind(StrEnum):
    """What a figure measures."""

    AMOUNT = "amount"
    SHARE = "share"
    RATE = "rate"
    CHANGE = "change"
    POINTS = "points"
    SCORE = "score"
    COUNT = "count"
    MULTIPLE = "multiple"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a report as a row of a table.

    ``label`` is the name a person would give it (``专项预算项目预算执行率``); ``whole`` is what a share is a share
    of, else empty.  ``value`` is exact, in ``unit`` as written; ``text`` are the report's own characters.
    ``context`` is the clause around it, cleaned, for matching.  ``start`` and ``end`` count characters of
    ``Passage.text`` so that figures of one passage can be compared in place; ``span`` counts `Report.text`.
    """

    report_id: str
    passage_id: str
    label: str
    whole: str
    period: str
    qualifier: str
    value: Decimal
    unit: str
    kind: FigureKind
    text: str
    context: str
    start: int
    end: int
    span: Span


# ---------------------------------------------------------------- library


@dataclass(frozen=True, slots=True)
class Card:
    """What the catalogue tells of a report without opening it: who, when, and how much is in it."""

    id: str
    source: str
    title: str
    department: str
    aliases: tuple[str, ...]
    year: int | None
    characters: int
    pages: int
    sections: int
    passages: int
    figures: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was not read, and why, in words for the user."""

    source: str
    reason: str


# ---------------------------------------------------------------- asking


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    CLARIFY = "clarify"


class Verdict(StrEnum):
    """What the calculator found of a stated figure."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    COMPUTED = "computed"
    NOTE = "note"


class Found(Flag):
    """What an answer says it found of a number; nothing where it only tells one."""

    NOTHING = 0
    AT_ODDS = auto()
    """The report states a number, and its own figures give another."""
    TURNED = auto()
    """Something went the other way than the question claims."""
    DENIED = auto()
    """What the question claims is said to be wrong in its own words: 85%不对, or another is what the report writes."""
    DECIDED = auto()
    """It is said whether what the question claims in words is so: its grade, its place, its target."""
    FULL = auto()
    """No point was lost."""
    STATED = auto()
    """The report states a number, and nothing in it gives that number again."""
    WHOLE_SCORE = auto()
    """What is only stated is the score of the whole."""
    AUDITED = auto()
    """All numbers of a report that hold each other were gone through, and not one of them that was asked about."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found: ``score`` is the fused one, in [0, 1]; the parts are normalised likewise."""

    passage: Passage
    score: float
    words: float
    vectors: float


@dataclass(frozen=True, slots=True)
class Value:
    """A headline value of an answer: a plain decimal string and its unit."""

    number: str
    unit: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote with its place.

    ``quote`` is ``report.text[start:end]``; ``shown`` is the same without the layout's
    line breaks, page numbers and markup.  ``confidence`` is in percent where it was recognised in a scan.
    """

    marker: int
    source: str
    title: str
    department: str
    year: int | None
    section: tuple[str, ...]
    page: int | None
    quote: str
    shown: str
    start: int
    end: int
    report_id: str
    confidence: int | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A computation in FinQA's notation, as people write it, and its result.

    ``operands`` are the figures that stand in citations; ``stated`` is what the report (or the question) claims.
    """

    program: str
    expression: str
    result: str
    unit: str
    stated: str | None
    verdict: Verdict
    operands: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets: the text with its ``[n]`` markers, the values that answer it, and what backs them.

    ``found`` is the text's verdicts for those who go on with the answer while it is made; nobody writes it down.
    """

    question: str
    status: Status
    text: str
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    seconds: float = 0.0
    plan: str = ""
    found: Found = field(default=Found.NOTHING, compare=False)


# ---------------------------------------------------------------- checking


@dataclass(frozen=True, slots=True)
class Finding:
    """One identity of a report that was checked.

    ``stated`` is the figure that the identity is about, ``expected`` what its operands give at its digits,
    ``message`` one sentence in Chinese.
    """

    rule: str
    stated: Figure
    expected: Decimal
    calculation: Calculation
    verdict: Verdict
    message: str
