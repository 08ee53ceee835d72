"""Paragraphs become a tree of sections and a row of passages.

The tree comes from the numbering, which survives repeated and skipped numbers: a heading's place is decided by
its style alone, never by counting.  Marks of the file (Word styles, ``##``) only decide where there is no number,
because converters get their levels wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from heshu.patterns import regex
from heshu.reading.clean import concatenate, cut
from heshu.reading.joining import TITLE_END
from heshu.reading.layout import Paragraph
from heshu.reading.numbering import STRONG, Marker, marker_of
from heshu.records import Clean, Passage, PassageKind, Section, Span

PASSAGE_LENGTH = 220
"""Characters after which a passage ends with its sentence: about a paragraph of these reports."""
HEADING_LENGTH = 30
"""A numbered sentence of more characters is a statement, not a heading (headings in the reports have 4 to 26)."""
LONGEST_TITLE = 80
"""A paragraph of more characters above the first heading is prose."""
ITEM_LENGTH = 40
MEASURED = regex(
    r"\d\s*(?:[百千万亿]*元|[%％‰]|个?百分点|[万亿]|[百千]?[人名户家项个件次辆台套处座公米吨亩分](?![之级类别月年]))"
)
"""A number with its measure: a heading that holds one says something itself."""

SENTENCE_END = regex(r"[。！？!?]+[”’」』）)】》]*(?![，、；;：:,”’」』）)】》])")
STOPS = "。！？!?；;：:，、,"
Part = tuple[PassageKind, tuple[str, ...], Clean]
"""A passage to be: its kind, what its path has beyond its section's, its text."""


@dataclass(frozen=True, slots=True)
class Structure:
    """What the report's text holds: its sections in order and its passages in order."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Node:
    """A section being built: depth, headings down to its own, and the clean paragraphs directly below it."""

    depth: int
    path: tuple[str, ...]
    heading: Span
    title: Clean | None = None
    body: list[Paragraph] = field(default_factory=list)


def structure(report_id: str, found: Sequence[Paragraph], page_starts: Sequence[int]) -> Structure:
    """Build sections and passages of one report from its paragraphs."""
    nodes = _nodes(found)
    sections = tuple(_sections(report_id, nodes))
    passages: list[Passage] = []
    for section, node in enumerate(nodes):
        leaf = section + 1 == len(nodes) or nodes[section + 1].depth <= node.depth
        for kind, beyond, clean in _parts(node, leaf):
            passage = Passage(
                id=f"{report_id[:16]}-{len(passages)}",
                report_id=report_id,
                ordinal=len(passages),
                section=section,
                path=(*node.path, *beyond),
                kind=kind,
                clean=clean,
                page=page_of(clean.runs[0].source, page_starts),
            )
            passages.append(passage)
    return Structure(sections, tuple(passages))


def page_of(offset: int, page_starts: Sequence[int]) -> int | None:
    """Return the page, from 1, on which a character stands, or ``None`` where the file has no pages."""
    return bisect_right(page_starts, offset) or None


def sentences(text: str) -> Iterator[Span]:
    """Yield the spans of the whole sentences (or list lines) of a clean text."""
    start = 0
    for line in text.split("\n"):
        ends = [match.end() for match in SENTENCE_END.finditer(line)]
        for low, high in pairwise([0, *ends, len(line)]):
            if line[low:high].strip():
                yield Span(start + low, start + high)
        start += len(line) + 1


# ---------------------------------------------------------------- sections


def _nodes(found: Sequence[Paragraph]) -> list[_Node]:
    markers = [None if p.row else marker_of(p.text) for p in found]
    unmarked = _unmarked_depths(found, markers)
    title = _title(found, markers)
    nodes = [_Node(0, (), Span(0, 0))]
    stack: list[_Node] = [nodes[0]]
    headings: dict[str, int] = {}
    for index, (paragraph, marker) in enumerate(zip(found, markers, strict=True)):
        length = 0 if index in title else _heading_length(found, markers, index, headings)
        if not length:
            nodes[-1].body.append(paragraph)
            continue
        if marker:
            headings[marker.style] = marker.number
        depth = _depth(marker) if marker else unmarked[paragraph.level]
        while stack[-1].depth >= depth:
            stack.pop()
        node = _node(paragraph, length, depth, stack[-1].path)
        stack.append(node)
        nodes.append(node)
    return nodes


def _node(paragraph: Paragraph, length: int, depth: int, above: tuple[str, ...]) -> _Node:
    text = paragraph.text
    heading = text[:length].rstrip(STOPS).strip()
    node = _Node(depth, (*above, heading), paragraph.clean.source_span(0, length), cut(paragraph.clean, 0, length))
    if rest := text[length:].strip():
        start = text.index(rest, length)
        node.body.append(Paragraph(cut(paragraph.clean, start, start + len(rest))))
    return node


def _depth(marker: Marker) -> int:
    """Return the depth of a numbered heading: in tens, so that unnumbered ones have room between them."""
    return 10 * marker.level


def _unmarked_depths(found: Sequence[Paragraph], markers: Sequence[Marker | None]) -> dict[int, int]:
    """Return the depth of a heading without a number, by the level that the file gives it.

    Where the file marks numbered headings too, theirs tell how its levels compare (each style by its median level,
    because converters get some wrong).  Elsewhere its marks stand above every number.
    """
    levels: dict[int, list[int]] = {}
    for paragraph, marker in zip(found, markers, strict=True):
        if paragraph.level and marker:
            levels.setdefault(_depth(marker), []).append(paragraph.level)
    usual = {depth: median_low(seen) for depth, seen in levels.items()}
    return {level: _unmarked_depth(level, usual) for level in {p.level for p in found if p.level}}


def _unmarked_depth(level: int, usual: Mapping[int, int]) -> int:
    equal = [depth for depth, one in usual.items() if one == level]
    above = [depth for depth, one in usual.items() if one < level]
    return min(equal) if equal else max(above, default=0) + level


def _title(found: Sequence[Paragraph], markers: Sequence[Marker | None]) -> range:
    """Return the indices of the document's title: level 1 headings of the file above all others, not a section's."""
    heads = [i for i, p in enumerate(found) if p.level or markers[i]]
    start = heads[0] if heads else 0
    stop = start
    while stop < len(found) and _is_unmarked_top(found[stop], markers[stop]):
        stop += 1
        if TITLE_END.search(found[stop - 1].text):
            return range(start, stop)
    tops = sum(_is_unmarked_top(p, marker) for p, marker in zip(found, markers, strict=True))
    return range(start, stop) if stop > start and tops == 1 else range(0)


def _is_unmarked_top(paragraph: Paragraph, marker: Marker | None) -> bool:
    return paragraph.level == 1 and marker is None


def _heading_length(
    found: Sequence[Paragraph], markers: Sequence[Marker | None], index: int, headings: Mapping[str, int]
) -> int:
    """Return how many characters of a paragraph are a heading: 0 for none.

    ``headings`` holds the number of the last heading of each style: what follows one in the count is likely its
    sibling, even where it is long.
    """
    paragraph, marker = found[index], markers[index]
    text = paragraph.text
    if paragraph.row:
        return 0
    if marker is None:
        return len(text) if paragraph.level and len(text) <= 2 * HEADING_LENGTH else 0
    first = next(sentences(text)).end
    title = text[marker.length : first].rstrip(STOPS)
    if first < len(text):
        return _run_in_length(marker, title, first)
    items = [found[at] for at in _neighbours(markers, index)]
    if text[-1] not in "。；;！？!?，":
        cut_off = any(item.text[-1] in "。；;" for item in items)
        return len(text) if len(title) <= 2 * HEADING_LENGTH and not cut_off else 0
    follows = marker.number > 1 and headings.get(marker.style) == marker.number - 1
    short = len(title) <= HEADING_LENGTH * (2 if follows else 1)
    return first if short and not items and text[-1] not in "；;" else 0


def _run_in_length(marker: Marker, title: str, first: int) -> int:
    """Return the length of a heading with its text in the same paragraph: of its number alone if no title is there."""
    if len(title) > HEADING_LENGTH or ("，" in title and len(title) > 18):
        return marker.length if marker.style in STRONG else 0
    return first


def _neighbours(markers: Sequence[Marker | None], index: int) -> Iterator[int]:
    """Yield the indices of the paragraphs directly before and behind that carry the neighbouring number."""
    own = markers[index]
    for step in (-1, 1):
        at = index + step
        other = markers[at] if 0 <= at < len(markers) else None
        if own and other and other.style == own.style and other.number == own.number + step:
            yield at


def _sections(report_id: str, nodes: Sequence[_Node]) -> Iterator[Section]:
    for ordinal, node in enumerate(nodes):
        last = ordinal
        while ordinal and last + 1 < len(nodes) and nodes[last + 1].depth > node.depth:
            last += 1
        end = max(_end(one) for one in nodes[ordinal : last + 1])
        yield Section(report_id, ordinal, node.path, Span(node.heading.start, end), Span(node.heading.end, end))


def _end(node: _Node) -> int:
    return max((p.clean.source_span(0, len(p.text)).end for p in node.body), default=node.heading.end)


# ---------------------------------------------------------------- passages


def _parts(node: _Node, leaf: bool) -> Iterator[Part]:
    """Yield a section's own passages.

    A heading that has nothing below it says something itself (其他问题：无), and so does one with a figure
    （（三）公务接待费1.35万元。比上年持平）.
    """
    if not node.path:
        yield from _front_matter(node.body)
        return
    if node.title and ((leaf and not node.body) or MEASURED.search(node.title.text)):
        yield PassageKind.LIST, (), node.title
    yield from _passages(node.body)


def _front_matter(body: Sequence[Paragraph]) -> Iterator[Part]:
    """Yield what stands above the first heading: the lines of the title, then prose."""
    prose = (i for i, p in enumerate(body) if p.row or len(p.text) > LONGEST_TITLE or p.text[-1] in "。；")
    split = next(prose, len(body))
    if split:
        yield PassageKind.TITLE, (), concatenate([p.clean for p in body[:split]], "\n")
    yield from _passages(body[split:])


def _passages(body: Sequence[Paragraph]) -> Iterator[Part]:
    """Cut a section's own paragraphs into passages: rows alone, short lines together, prose by whole sentences."""
    items: list[Clean] = []
    for paragraph in body:
        if not paragraph.row and _is_item(paragraph.text):
            items.append(paragraph.clean)
            continue
        yield from _lists(items)
        items = []
        if paragraph.row:
            yield PassageKind.TABLE_ROW, (paragraph.caption,) if paragraph.caption else (), paragraph.clean
        else:
            yield from ((PassageKind.PROSE, (), part) for part in _prose(paragraph.clean))
    yield from _lists(items)


def _is_item(text: str) -> bool:
    if marker_of(text):
        return len(text) <= PASSAGE_LENGTH
    return text[-1] not in "。！？!?" and len(text) < ITEM_LENGTH


def _lists(items: Sequence[Clean]) -> Iterator[Part]:
    group: list[Clean] = []
    for item in items:
        if group and sum(len(one.text) for one in group) + len(item.text) > PASSAGE_LENGTH:
            yield PassageKind.LIST, (), concatenate(group, "\n")
            group = []
        group.append(item)
    if group:
        yield PassageKind.LIST, (), concatenate(group, "\n")


def _prose(clean: Clean) -> Iterator[Clean]:
    """Yield whole sentences up to `PASSAGE_LENGTH` characters together; a longer sentence stands alone."""
    edges = [0]
    for span in sentences(clean.text):
        if span.end - edges[-1] > PASSAGE_LENGTH and span.start > edges[-1]:
            edges.append(span.start)
    edges.append(len(clean.text))
    for start, end in pairwise(edges):
        if clean.text[start:end].strip():
            yield cut(clean, start, end)
