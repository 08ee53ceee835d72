"""What the elements of a Word document say: the words of a paragraph, its style, its lists (ECMA-376 part 1, 17)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from heshu.patterns import regex
from heshu.reading.word_labels import Level, ListStyle


class Element(Protocol):
    """An XML element, as far as it is needed here."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None:
        """Return an attribute."""

    def find(self, path: str) -> Element | None:
        """Return the first element at a path."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """Yield the elements below, this one first."""

    def __iter__(self) -> Iterator[Element]: ...


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UNSEEN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "drawing", "pict", "object", "rt"}
    | {"txbxContent", "fPr", "sSupPr", "sSubPr", "dPr", "naryPr", "radPr", "deg"}
)
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What keeps the two parts of a formula apart: without it 1 over 2 would read 12.
FORMULAS = {"f": ("num", "den", "/"), "sSup": ("e", "sup", "^"), "sSub": ("e", "sub", "_")}
# Wingdings' boxes, which forms tick.
SYMBOLS = {"F052": "☑", "F0FE": "☑", "F0A3": "□", "F06F": "□", "F0A8": "□", "F0FC": "√"}
_HEADING_NAME = regex(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS_NAME = regex(r"(?:toc|目录)\s*[1-9]", re.I)
BODY_LEVEL = 9


def name(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def seen(element: Element) -> Iterator[Element]:
    """Yield an element's children, of alternatives the first one."""
    for child in element:
        if name(child) == "AlternateContent":
            yield from (grandchild for choice in list(child)[:1] for grandchild in choice)
        else:
            yield child


def words(element: Element) -> str:
    """Return the text that a reader of the page sees: insertions kept, deletions and hidden words left out."""
    kind = name(element)
    if kind in UNSEEN or (kind == "r" and is_on(element.find(f"{W}rPr/{W}vanish"))):
        return ""
    if kind == "t":
        return element.text or ""
    if kind in SIGNS:
        return SIGNS[kind]
    if kind == "sym":
        return SYMBOLS.get((element.get(f"{W}char") or "").upper(), "")
    if kind in FORMULAS:
        return _formula(element, *FORMULAS[kind])
    return "".join(words(child) for child in seen(element))


def _formula(element: Element, first: str, second: str, sign: str) -> str:
    parts = {name(child): words(child) for child in element}
    return sign.join(_bracketed(parts.get(part, "")) for part in (first, second))


def _bracketed(part: str) -> str:
    return f"({part})" if re.search(r"[-+−×÷*/]", part) else part


def text_boxes(element: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes anchored in an element."""
    for child in seen(element):
        if name(child) == "txbxContent":
            yield child
        else:
            yield from text_boxes(child)


def is_on(switch: Element | None) -> bool:
    """Say whether a switch such as ``w:vanish`` is there and not turned off."""
    return switch is not None and switch.get(f"{W}val") not in {"0", "false", "off"}


def value(element: Element | None, path: str) -> str | None:
    """Return the ``w:val`` of what stands at ``path`` (names with ``/`` between), ``None`` where nothing does."""
    found = element.find("/".join(W + step for step in path.split("/"))) if element is not None else None
    return found.get(f"{W}val") if found is not None else None


def number(element: Element | None, path: str) -> int | None:
    """Return the `value` at ``path`` as a whole number, ``None`` where it is none."""
    written = value(element, path) or ""
    return int(written) if re.fullmatch(r"-?\d{1,9}", written) else None


# ---------------------------------------------------------------- styles


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name, the style that it builds on, and its paragraph properties."""

    id: str
    name: str
    base: str
    properties: Element | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document by id; ``default`` is the id of the one for paragraphs that name none."""

    by_id: Mapping[str, Style]
    default: str = ""

    def chain(self, properties: Element | None) -> Iterator[Style]:
        """Yield a paragraph's style and the ones that it builds on."""
        at, met = value(properties, "pStyle") or self.default, set[str]()
        while at in self.by_id and at not in met:
            met.add(at)
            yield self.by_id[at]
            at = self.by_id[at].base

    def heading_level(self, properties: Element | None) -> int:
        """Return a paragraph's heading level from 1, or 0: its own outline level, else its styles'."""
        own = number(properties, "outlineLvl")
        if own is not None:
            return own + 1 if 0 <= own < BODY_LEVEL else 0
        for style in self.chain(properties):
            outline = number(style.properties, "outlineLvl")
            if outline is not None:
                return outline + 1 if 0 <= outline < BODY_LEVEL else 0
            if match := _HEADING_NAME.fullmatch(style.name):
                return int(match[1])
        return 0

    def in_contents(self, properties: Element | None) -> bool:
        """Say whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS_NAME.fullmatch(style.name) for style in self.chain(properties))

    def list_place(self, properties: Element | None, lists: Mapping[str, ListStyle]) -> tuple[str, int] | None:
        """Return the list and the level (from 0) that number a paragraph, ``None`` where nothing does."""
        sources = [("", properties), *((style.id, style.properties) for style in self.chain(properties))]
        depths = [number(p, "numPr/ilvl") for _, p in sources]
        for style_id, source in sources:
            list_id = value(source, "numPr/numId")
            if list_id is None:
                continue
            if list_id == "0" or list_id not in lists:
                return None
            depth = next((d for d in depths if d is not None), None)
            by_style = lists[list_id].by_style.get(style_id, 0)
            return list_id, by_style if depth is None else depth
        return None


def styles_of(root: Element) -> Styles:
    """Read the styles part."""
    found: dict[str, Style] = {}
    default = ""
    for element in root.iter(f"{W}style"):
        style_id = element.get(f"{W}styleId") or ""
        properties = element.find(f"{W}pPr")
        found[style_id] = Style(style_id, value(element, "name") or "", value(element, "basedOn") or "", properties)
        if element.get(f"{W}default") in {"1", "true"} and element.get(f"{W}type") == "paragraph":
            default = style_id
    return Styles(found, default)


# ---------------------------------------------------------------- lists


def lists_of(root: Element, styles: Styles) -> dict[str, ListStyle]:
    """Read the numbering part: the lists by the id that paragraphs name."""
    definitions = {e.get(f"{W}abstractNumId") or "": e for e in root.iter(f"{W}abstractNum")}
    pointers = {e.get(f"{W}numId") or "": e for e in root.iter(f"{W}num")}
    lists = {}
    for list_id, pointer in pointers.items():
        counter = _definition(pointer, definitions, pointers, styles)
        if counter in definitions:
            lists[list_id] = _list_style(counter, definitions[counter], pointer)
    return lists


def _definition(
    pointer: Element, definitions: Mapping[str, Element], pointers: Mapping[str, Element], styles: Styles
) -> str:
    """Return the id of the definition behind a list; one that only names a list style leads to that style's."""
    direct = value(pointer, "abstractNumId") or ""
    link = value(definitions.get(direct), "numStyleLink") or ""
    if link in styles.by_id:
        other = pointers.get(value(styles.by_id[link].properties, "numPr/numId") or "")
        return value(other, "abstractNumId") or direct
    return direct


def _list_style(counter: str, definition: Element, pointer: Element) -> ListStyle:
    overrides = {_depth(e): e for e in pointer.iter(f"{W}lvlOverride")}
    starts = {depth: number(e, "startOverride") for depth, e in overrides.items()}
    return ListStyle(
        counter=counter,
        levels=_levels(definition.iter(f"{W}lvl")) | _levels(pointer.iter(f"{W}lvl")),
        restarts={depth: start for depth, start in starts.items() if start is not None},
        by_style={value(e, "pStyle") or "": _depth(e) for e in definition.iter(f"{W}lvl") if value(e, "pStyle")},
    )


def _levels(elements: Iterable[Element]) -> dict[int, Level]:
    return {_depth(element): _level(element) for element in elements}


def _depth(element: Element) -> int:
    written = element.get(f"{W}ilvl") or "0"
    return int(written) if written.isdecimal() else 0


def _level(element: Element) -> Level:
    start = number(element, "start")
    kinds = (kind.get(f"{W}val") for kind in element.iter(f"{W}numFmt"))
    return Level(
        start=0 if start is None else start,
        kind=next((kind for kind in kinds if kind), "decimal"),
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        arabic=is_on(element.find(f"{W}isLgl")),
    )
