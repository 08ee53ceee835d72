r"""Text files (.txt, .md): their pages, the Markdown marks that they carry, and tables that are only drawn.

The words stay as they are.  Line breaks of every kind become ``\n``, a form feed becomes ``\n`` and a page start,
and everything else, Markdown marks included, is kept: a quote is cut from this text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from heshu.errors import NoText
from heshu.patterns import regex
from heshu.reading.columns import drawn_tables
from heshu.reading.encodings import decode, normal_lines
from heshu.records import Extracted, Heading, Span, Table, TableRow

_ATX = regex(r"^ {0,3}(#{1,6})(?:[ \t]+(?=\S)|(?=[*（(第\u4e00-\u9fff]))[^\n]*", re.M)
_RULE = regex(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_BAR = regex(r"(?<!\\)\|")
# What stands between a table's title and the table: its unit, who filled it in, its number among the forms.
_STATES_UNIT = regex(r"单位\s*[：:]\s*[（(]?(?:人民币)?[百千万亿]*元")
_PREAMBLE = regex(
    r"[（(]?(?:金额|计量|货币)?单位\s*[：:]|(?:编制|填报|填表|预算|主管|项目)*(?:部门|单位)(?:名称)?(?:[（(][^）)]*[）)])?\s*[：:]"
    r"|公开\s*\d+\s*表$|(?:填报|编制|填表)?(?:日期|时间)\s*[：:]"
)
# A title with a colon behind it; 如下： only leads in.
_NAMES_TABLE = regex(r"^[^，。；：:]+(?:情况|明细|一览)表?[：:]$")
_BOLD = regex(r"(?P<mark>\*{1,3}|__?)\s*(?P<inside>[^*_]*?)\s*(?P=mark)")
_HTML_TABLE = regex(r"<table\b[^>]*>(?:(?!<table\b).){1,200000}?</table>", re.I | re.S)
LONGEST_CAPTION = 40
MOST_CAPTION_LINES = 5


def read(data: bytes) -> Extracted:
    """Read the bytes of a text or Markdown file.

    Raises `DamagedFile` where the bytes are no text, `NoText` where nothing but white space is in it.
    """
    decoded, warnings = decode(data)
    text = normal_lines(decoded)
    page_starts = _page_starts(text)
    text = _with_bars(text.replace("\f", "\n"))
    if not text.strip():
        raise NoText(
            "文件是空的，没有文字。请确认选对了文件。", "The file holds no text. Check that it is the right one."
        )
    headings = atx_headings(text)
    return Extracted(text, page_starts, headings=headings, tables=all_tables(text, headings), warnings=warnings)


# ---------------------------------------------------------------- what stands in the text


def _with_bars(text: str) -> str:
    """Write the HTML tables that converters leave in Markdown with bars, so that a row can be read and quoted."""
    return _HTML_TABLE.sub(_drawn, text) if _HTML_TABLE.search(text) else text


def _drawn(match: re.Match[str]) -> str:
    from heshu.reading.web import table_rows  # noqa: PLC0415  (its parser is loaded for files that need it)

    rows = table_rows(match.group())
    if not rows or len(rows[0]) < 2:
        return match.group()
    drawn = ["| " + " | ".join(cell.replace("|", "｜") for cell in row) + " |" for row in rows]
    return "\n".join(["", drawn[0], "|" + " --- |" * len(rows[0]), *drawn[1:], ""])


def _page_starts(text: str) -> tuple[int, ...]:
    """Return the offsets behind form feeds, and 0; nothing for a text without any; no page for a trailing one."""
    body = text.rstrip()
    breaks = [at + 1 for at, character in enumerate(body) if character == "\f"]
    return (0, *breaks) if breaks else ()


def atx_headings(text: str) -> tuple[Heading, ...]:
    """Return the lines that begin with one to six ``#``; the span is the whole line, marks included."""
    return tuple(Heading(Span(*match.span()), len(match[1])) for match in _ATX.finditer(text))


def lines(text: str) -> Iterator[Span]:
    """Yield the span of each line of ``text`` without its newline."""
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def pipe_tables(text: str, headings: tuple[Heading, ...] = ()) -> tuple[Table, ...]:
    """Return the Markdown pipe tables: a line with bars, a line of ``---|---``, rows until a line without a bar."""
    tables: list[Table] = []
    spans = list(lines(text))
    at = 1
    while at < len(spans):
        if not _is_table_head(text, spans[at - 1], spans[at]):
            at += 1
            continue
        stop = at + 1
        while stop < len(spans) and "|" in text[slice(*spans[stop])]:
            stop += 1
        top = spans[at - 1].start
        rows = tuple(_pipe_row(text, span) for span in (spans[at - 1], *spans[at + 1 : stop]))
        tables.append(Table(caption_above(text, top, _floor(top, tables, headings)), rows))
        at = stop + 1
    return tuple(tables)


def all_tables(text: str, headings: tuple[Heading, ...] = ()) -> tuple[Table, ...]:
    """Return the Markdown pipe tables and the tables that are only drawn (see `columns`), in their order."""
    marked = pipe_tables(text, headings)
    tops = [_top(table) for table in marked]
    drawn: list[Table] = []
    for block in _lines_between(text, marked):
        for top, rows in drawn_tables(text, block):
            above = sorted((*drawn[-1:], *marked[: bisect_left(tops, top)][-1:]), key=_top)
            drawn.append(Table(caption_above(text, top, _floor(top, above, headings)), rows))
    return tuple(sorted((*marked, *drawn), key=_top))


def _top(table: Table) -> int:
    return table.rows[0].cells[0].start


def _lines_between(text: str, tables: Sequence[Table]) -> Iterator[list[Span]]:
    """Yield the lines of the text that stand in no table, in blocks that the tables part."""
    block: list[Span] = []
    ends = iter([*((_top(table), table.rows[-1].cells[-1].end) for table in tables), (len(text) + 1, len(text) + 1)])
    start, end = next(ends)
    for line in lines(text):
        if line.start > end:
            start, end = next(ends)
        if line.end < start:
            block.append(line)
        elif block:
            yield block
            block = []
    yield block


def _is_table_head(text: str, head: Span, rule: Span) -> bool:
    return "|" in text[slice(*head)] and "|" in text[slice(*rule)] and bool(_RULE.match(text[slice(*rule)]))


def _pipe_row(text: str, line: Span) -> TableRow:
    """Return the cells between the bars of a line; the bars at its ends hold no cell."""
    inner = stripped(text, line)
    bars = [inner.start + match.start() for match in _CELL_BAR.finditer(text[slice(*inner)])]
    edges = [inner.start - 1, *bars, inner.end]
    cells = [stripped(text, Span(left + 1, right)) for left, right in pairwise(edges)]
    if bars and bars[0] == inner.start:
        cells = cells[1:]
    if len(bars) > 1 and bars[-1] == inner.end - 1:
        cells = cells[:-1]
    return TableRow(tuple(_plain_cell(text, cell) for cell in cells))


def _plain_cell(text: str, cell: Span) -> Span:
    """Return a cell without the marks of bold print around it."""
    marked = _BOLD.fullmatch(text, *cell)
    return Span(*marked.span("inside")) if marked else cell


def stripped(text: str, span: Span) -> Span:
    """Return ``span`` without the white space at its ends; an empty one stays where it began."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip())) if piece.strip() else Span(span.start, span.start)


def _floor(top: int, tables: Sequence[Table], headings: tuple[Heading, ...]) -> int:
    """Return the end of the last heading or table cell above ``top``: no caption reaches above it."""
    cells = [row.cells[-1].end for table in tables[-1:] for row in table.rows[-1:] if row.cells]
    return max([0, *cells, *(h.span.end for h in headings if h.span.end <= top)])


def caption_above(text: str, top: int, floor: int = 0) -> Span:
    """Return the span of the caption of a table whose first line begins at ``top``.

    It is the nearest line with words above the table if that is short and no sentence; a line that only leads in
    (``单位：万元``, ``编制部门：…``, ``公开01表``) takes the lines above it along, up to the title.  Nothing before
    ``floor`` counts; of a paragraph its last sentence where that leads in the table.  Empty: ``Span(top, top)``.
    """
    start, end = top, top
    for _ in range(MOST_CAPTION_LINES):
        line = _line_above(text, start, floor)
        if not _is_caption(text[line.start : line.end]):
            return (_end_of(text, line) if start == top else None) or Span(start, end)
        start, end = line.start, end if start < top else line.end
        if not leads_in(text[line.start : line.end]):
            break
    return Span(start, end)


def _end_of(text: str, line: Span) -> Span | None:
    """Return a paragraph's last sentence, or last clause, where it leads in a table: …见下表（单位：万元）：."""
    for mark in "。，":
        last = stripped(text, Span(text.rfind(mark, line.start, line.end) + 1, line.end))
        words = text[last.start : last.end]
        if line.start < last.start and _STATES_UNIT.search(words) and _is_caption(words):
            return last
    return None


def leads_in(line: str) -> bool:
    """Say whether a line stands between a table's title and the table: its unit, who filled it in, its number."""
    return bool(_PREAMBLE.match(line) or _STATES_UNIT.search(line))


def _line_above(text: str, top: int, floor: int) -> Span:
    end = floor + len(text[floor:top].rstrip())
    start = max(text.rfind("\n", floor, end) + 1, floor)
    return stripped(text, Span(start, end))


def _is_caption(line: str) -> bool:
    if len(" ".join(line.split())) > LONGEST_CAPTION or not any(character.isalnum() for character in line):
        return False
    return line[-1] not in "。；;！？：:" or bool(_STATES_UNIT.search(line) or _NAMES_TABLE.search(line))
