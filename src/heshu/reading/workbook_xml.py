"""The parts of a workbook (.xlsx) as they are stored: its sheets, its styles, its cells (ECMA-376 part 1, 18).

The cells are read as a stream, since a sheet may be larger than what a tree of it would take: numbers as the digits
in the file, formulas as the results that were saved with them.  Names of elements are compared without their
namespace, which differs between the two kinds of this format.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO
from xml.etree import ElementTree

from heshu.patterns import regex
from heshu.reading.number_format import BUILT_IN, GENERAL, shown

MOST_ROWS = 100_000
MOST_CELLS = 2_000_000
CHUNK = 1 << 16
LARGEST_POWER = 308
"""The largest power of ten that a spreadsheet computes with."""
_REFERENCE = regex(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = regex("_x([0-9A-Fa-f]{4})_")

Merge = tuple[int, int, int, int]
"""The first row and column of merged cells, and the last ones."""


class TooLarge(Exception):
    """A sheet has more rows or cells than are read."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of a workbook: its name, the path of its part, and whether it is shown."""

    name: str
    path: str
    hidden: bool
    is_grid: bool


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet: texts by row and column (from 1), and what does not show."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    without_result: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """What holds for all sheets: their list, the texts that they share, the number format of each style."""

    sheets: tuple[SheetPart, ...]
    shared: Sequence[str]
    formats: Sequence[str]
    from_1904: bool


def book_of(package: zipfile.ZipFile) -> Book:
    """Read what holds for the whole workbook.  Raises `KeyError`, `ValueError`, `ParseError` for a broken one."""
    start = _target(package, "", "officeDocument")
    related = _relations(package, start)
    by_kind = dict(related.values())
    root = _tree(package, start)
    settings = next((e for e in root if _name(e.tag) == "workbookPr"), None)
    return Book(
        tuple(_sheets(root, related)),
        _shared(package, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else (),
        _formats(package, by_kind["styles"]) if "styles" in by_kind else (),
        settings is not None and settings.get("date1904") in {"1", "true"},
    )


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _tree(package: zipfile.ZipFile, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(package.read(path))  # noqa: S314 - the package declares no entities


def _relations(package: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Return the kind and the path of each part that a part points at, by the name that it uses for it."""
    folder, name = posixpath.split(path)
    found = {}
    for relation in _tree(package, posixpath.join(folder, "_rels", f"{name}.rels")):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found[relation.get("Id", "")] = (posixpath.basename(relation.get("Type", "")), target.lstrip("/"))
    return found


def _target(package: zipfile.ZipFile, path: str, kind: str) -> str:
    return dict(_relations(package, path).values())[kind]


def _sheets(root: ElementTree.Element, related: Mapping[str, tuple[str, str]]) -> Iterator[SheetPart]:
    for element in root.iter():
        if _name(element.tag) == "sheet":
            pointer = next((value for key, value in element.attrib.items() if _name(key) == "id" and "}" in key), "")
            kind, path = related[pointer]
            hidden = element.get("state", "visible") != "visible"
            yield SheetPart(element.get("name", ""), path, hidden, kind == "worksheet")


def _formats(package: zipfile.ZipFile, path: str) -> list[str]:
    """Return the number format of each cell style, in the order in which cells name them."""
    root = _tree(package, path)
    own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter() if _name(e.tag) == "numFmt"}
    known = {str(number): code for number, code in BUILT_IN.items()} | own
    styles = next((e for e in root if _name(e.tag) == "cellXfs"), ())
    return [known.get(style.get("numFmtId", "0")) or GENERAL for style in styles]


# ---------------------------------------------------------------- texts that cells share


class _Strings:
    """Takes the events of the shared texts: the runs of each as one, without the reading aids above characters."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._aside = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = _name(tag)
        self._aside += kind == "rPh"
        self._in_text = kind == "t" and not self._aside
        if kind == "si":
            self._pieces = []

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        kind = _name(tag)
        self._in_text = False
        self._aside -= kind == "rPh"
        if kind == "si":
            self.found.append(_unescaped("".join(self._pieces)))


def _shared(package: zipfile.ZipFile, path: str) -> list[str]:
    strings = _Strings()
    with package.open(path) as stream:
        _feed(stream, strings)
    return strings.found


def _unescaped(text: str) -> str:
    """Return a text with the characters that XML has no place for (``_x000D_``) as white space."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if int(match[1], 16) >= 32 else " ", text)


def _feed(stream: IO[bytes], target: _Strings | _Cells) -> None:
    parser = ElementTree.XMLParser(target=target)  # noqa: S314 - the package declares no entities
    while chunk := stream.read(CHUNK):
        parser.feed(chunk)
    parser.close()


# ---------------------------------------------------------------- cells


def sheet_of(package: zipfile.ZipFile, part: SheetPart, book: Book) -> Sheet:
    """Read the cells of a sheet.  Raises `TooLarge`, and `KeyError`, `ValueError`, `ParseError` for a broken one."""
    cells = _Cells(book)
    with package.open(part.path) as stream:
        _feed(stream, cells)
    for top, left, bottom, right in cells.sheet.merges:
        _clear(cells.sheet.cells, top, left, bottom, right)
    return cells.sheet


def _clear(cells: dict[int, dict[int, str]], top: int, left: int, bottom: int, right: int) -> None:
    """Take out what merged cells cover: only the first of them shows."""
    rows = range(top, bottom + 1) if bottom - top < len(cells) else [row for row in cells if top <= row <= bottom]
    for row in rows:
        for column in [c for c in cells.get(row, ()) if left <= c <= right and (row, c) != (top, left)]:
            del cells[row][column]


class _Cells:
    """Takes the events of a sheet."""

    def __init__(self, book: Book) -> None:
        self.sheet = Sheet()
        self._book = book
        self._row = self._column = self._count = 0
        self._attributes: Mapping[str, str] = {}
        self._pieces: dict[str, list[str]] = {}
        self._into = ""
        self._aside = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = _name(tag)
        if kind == "c":
            self._begin_cell(attributes)
        elif kind in {"v", "f", "t"} and not self._aside:
            self._into = kind
            self._pieces.setdefault(kind, [])
        elif kind == "row":
            self._begin_row(attributes)
        elif kind == "rPh":
            self._aside += 1
        elif kind == "col" and _is_hidden(attributes, "width"):
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif kind == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.sheet.merges.append((*_place(first), *_place(last or first)))

    def data(self, text: str) -> None:
        if self._into:
            self._pieces[self._into].append(text)

    def end(self, tag: str) -> None:
        kind = _name(tag)
        self._into = ""
        self._aside -= kind == "rPh"
        if kind == "c":
            self._end_cell()

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes.get("r") or self._row + 1)
        self._column = 0
        if _is_hidden(attributes, "ht"):
            self.sheet.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise TooLarge
        reference = attributes.get("r")
        self._row, self._column = _place(reference) if reference else (self._row, self._column + 1)
        self._attributes, self._pieces = attributes, {}

    def _end_cell(self) -> None:
        stored = {kind: "".join(pieces) for kind, pieces in self._pieces.items()}
        kind = self._attributes.get("t", "n")
        at = f"{_letters(self._column)}{self._row}"
        if "f" in stored and not stored.get("v") and kind != "str":
            self.sheet.without_result.append(at)
        text = " ".join(self._shown(kind, stored).split())
        if text:
            self.sheet.cells.setdefault(self._row, {})[self._column] = text
            if len(self.sheet.cells) > MOST_ROWS:
                raise TooLarge
        if kind == "e":
            self.sheet.mistaken.append(f"{at}：{text}")

    def _shown(self, kind: str, stored: Mapping[str, str]) -> str:
        """Return what a cell shows."""
        value = stored.get("v", "")
        if kind == "s" and value:
            return self._book.shared[int(value)]
        if kind == "inlineStr":
            return _unescaped(stored.get("t", ""))
        if kind == "b" and value:
            return ("FALSE", "TRUE")[value.strip() not in {"0", "false"}]
        if kind == "n" and value.strip():
            return self._number(Decimal(value.strip()), value.strip())
        return _unescaped(value)

    def _number(self, value: Decimal, written: str) -> str:
        if not value.is_finite() or (value and abs(value.adjusted()) > LARGEST_POWER):
            return written
        style = int(self._attributes.get("s") or 0)
        formats = self._book.formats
        return shown(value, formats[style] if style < len(formats) else GENERAL, from_1904=self._book.from_1904)


def _is_hidden(attributes: Mapping[str, str], size: str) -> bool:
    return attributes.get("hidden") in {"1", "true"} or attributes.get(size) in {"0", "0.0"}


def _place(reference: str) -> tuple[int, int]:
    """Return the row and the column of a reference such as ``B7``.  Raises `ValueError` for another one."""
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _letters(column: int) -> str:
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
