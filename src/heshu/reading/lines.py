"""The lines of a file that carry its text: page furniture left out, table rows whole, each with what its look says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from heshu.patterns import regex
from heshu.reading.clean import concatenate, copy, width_of
from heshu.reading.numbering import Marker, marker_of
from heshu.records import Clean, Extracted, Span

LINE = regex(r"[^\n\f]*[^\s][^\n\f]*")
PAGE_NUMBER = regex(
    r"(?P<bare>\d{1,3})"
    r"|[-—–_－•·\s]*第?\s*(?:\d{1,4}|[一二三四五六七八九十]{1,3})\s*页?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–_－•·\s]*"
)
DECORATED = regex(r"[-—–－页/／]")
RULE = regex(r"[-=_*|:+—–\s]{3,}")
CONTENTS = regex(r"目\s*[录次]")
LEADER = regex(r"\s*(?:(?:[.．·。]\s*){3,}|(?:…\s*)+)[-—\s]*\d{0,4}[-—\s]*$|(?<=\D)\s+\d{1,3}$")
"""What leads from an entry of a table of contents to its page."""
LONGEST_CONTENTS = 80
"""Lines within which a table of contents must end: reports list 5 to 40 headings."""
HEADING_MARKS = regex(r"\s*#{1,6}\s+")
BULLET = regex(r"\s*[-*+•●◆■□▪]\s+(?=\S)")
INDENT = ("\u3000\u3000", "    ")
LONGEST_HEADER = 40
LONGEST_ENTRY = 400
"""Characters of a line that leads to a page number; what leads is looked for in time that grows with their square."""
STOPS = "。！？!?；;：:"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source that carries text.

    ``width`` is the room it takes, in Chinese characters, its indent included; ``level`` is a heading's where the
    file marks one, else 0; ``row`` are a table row's cells, else empty, and ``caption`` its table's caption.  ``size``
    is how wide a character is printed, in points, or 0 where the file does not tell.
    """

    clean: Clean
    width: float
    indented: bool = False
    bullet: bool = False
    level: int = 0
    row: tuple[Span, ...] = ()
    caption: str = ""
    marker: Marker | None = None
    size: float = 0.0

    @property
    def text(self) -> str:
        """The clean text."""
        return self.clean.text


@dataclass(frozen=True, slots=True)
class _Row:
    """A table row with words: its cells that hold some, in the order of the text."""

    cells: tuple[Span, ...]
    row: tuple[Span, ...]
    caption: str


def lines(extracted: Extracted) -> Iterator[Line]:
    """Yield the lines of a file, without page numbers, running headers, rules and the table of contents."""
    text = extracted.text
    spans = [Span(*match.span()) for match in LINE.finditer(text)]
    rows = _rows(extracted)
    cells = sorted(cell for row in rows for cell in row.cells)
    left_out = _furniture(extracted, spans, cells) | _contents(text, spans)
    levels = {_first(text, heading.span): heading.level for heading in extracted.headings}
    boxes = {place.span.start: place.box for place in extracted.places}
    at = 0
    for index, span in enumerate(spans):
        begun = at
        while at < len(rows) and rows[at].cells[0].start < span.end:
            if (line := _row_line(text, rows[at])).text:
                yield line
            at += 1
        if at == begun and index not in left_out and not _in_cell(cells, span):
            line = _line(text, span, levels.get(_first(text, span), 0))
            if line.text:
                box = boxes.get(span.start)
                yield replace(line, size=(box.x1 - box.x0) / line.width) if box else line


def _line(text: str, span: Span, level: int) -> Line:
    start = span.start
    mark = HEADING_MARKS.match(text, *span)
    bullet = None if mark else BULLET.match(text, *span)
    if found := mark or bullet:
        start = found.end()
    clean = copy(text, start, span.end)
    indented = text.startswith(INDENT, span.start)
    width = width_of(clean.text) + (2 if indented else 0)
    marker = marker_of(clean.text)
    return Line(clean, width, indented=indented, bullet=bool(bullet), level=level, marker=marker)


def _first(text: str, span: Span) -> int:
    """Return the offset of a span's first character that is not white space."""
    piece = text[span.start : span.end]
    return span.start + len(piece) - len(piece.lstrip())


# ---------------------------------------------------------------- tables


def _rows(extracted: Extracted) -> list[_Row]:
    text = extracted.text
    found = []
    for table in extracted.tables:
        caption = copy(text, *table.caption).text if table.caption.end > table.caption.start else ""
        for row in table.rows:
            cells = tuple(sorted(cell for cell in row.cells if text[cell.start : cell.end].strip()))
            if cells:
                found.append(_Row(cells, row.cells, caption))
    return sorted(found, key=lambda row: row.cells[0].start)


def _row_line(text: str, row: _Row) -> Line:
    cells = [clean for clean in (copy(text, *cell) for cell in row.cells) if clean.text]
    clean = concatenate(cells, " ")
    return Line(clean, width_of(clean.text), row=row.row, caption=row.caption)


def _in_cell(cells: Sequence[Span], line: Span) -> bool:
    """Whether some cell that began above reaches into the line."""
    at = bisect_left(cells, line)
    return any(cell.end > line.start and cell.start < line.end for cell in cells[max(at - 1, 0) : at + 1])


# ---------------------------------------------------------------- page furniture


def _furniture(extracted: Extracted, spans: Sequence[Span], cells: Sequence[Span]) -> set[int]:
    """Return the indices of page numbers, rules, and lines that stand again and again at the edges of pages."""
    text = extracted.text
    numbers = {i for i, span in enumerate(spans) if _is_page_number(text[span.start : span.end].strip())}
    decorated = {i for i in numbers if DECORATED.search(text, *spans[i])}
    rules = {i for i, span in enumerate(spans) if RULE.fullmatch(text, *span)}
    pages = _pages(extracted, spans)
    if len(pages) <= 1:
        bare = numbers - decorated
        return decorated | rules | {i for i in numbers if not {i - 1, i + 1} & bare}
    edges = {i for page in pages for i in (*page[:2], *page[-2:]) if not _in_cell(cells, spans[i])}
    return decorated | rules | (numbers & edges) | _running_headers(text, spans, edges - numbers, len(pages))


def _running_headers(text: str, spans: Sequence[Span], edges: set[int], pages: int) -> set[int]:
    keys = {i: re.sub(r"\d+", "#", re.sub(r"\s", "", text[spans[i].start : spans[i].end])) for i in edges}
    often = Counter(keys.values())
    wanted = max(3, pages // 2)
    short = {i: key for i, key in keys.items() if len(key) <= LONGEST_HEADER and key[-1] not in STOPS}
    return {i for i, key in short.items() if often[key] >= wanted}


def _is_page_number(line: str) -> bool:
    match = PAGE_NUMBER.fullmatch(line)
    return match is not None and bool(match["bare"] or DECORATED.search(line))


def _pages(extracted: Extracted, spans: Sequence[Span]) -> list[range]:
    """Return the indices of each page's lines."""
    starts = [span.start for span in spans]
    edges = [bisect_left(starts, page) for page in sorted({0, *extracted.page_starts})]
    return [range(a, b) for a, b in pairwise([*edges, len(spans)]) if b > a]


def _contents(text: str, spans: Sequence[Span]) -> set[int]:
    """Return the indices of a table of contents: its title and its entries.

    It ends where its first entry comes back as a heading, or else with the last line that looks like an entry.
    """
    titles = (i for i, span in enumerate(spans[:LONGEST_CONTENTS]) if CONTENTS.fullmatch(_entry(text, span)))
    title = next(titles, None)
    if title is None:
        return set()
    entries = [_entry(text, span) for span in spans[title + 1 : title + 1 + LONGEST_CONTENTS]]
    names = [re.sub(r"\s|…$", "", entry) for entry in entries]
    again = (i for i, name in enumerate(names) if i and name == names[0])
    looks = [_is_entry(entry) for entry in entries]
    # A wrapped entry's second line looks like none, but one stands behind it.
    ends = (i for i, look in enumerate(looks) if not look and not any(looks[i + 1 : i + 2]))
    return set(range(title, title + 1 + next(again, next(ends, len(looks)))))


def _entry(text: str, span: Span) -> str:
    """Return a line without marks; one … stands for what leads to a page number, and for the number."""
    line = text[span.start : span.end].strip("# \t\u3000*")
    return LEADER.sub("…", line) if len(line) <= LONGEST_ENTRY else line


def _is_entry(entry: str) -> bool:
    numbered = marker_of(entry) is not None and len(entry) <= LONGEST_HEADER and entry[-1] not in STOPS
    return entry.endswith("…") or numbered
