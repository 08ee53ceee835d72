"""Word documents (.docx): what a reader of the pages sees, one line a paragraph, tables in their place.

Left out: headers, footers, the table of contents, tracked deletions, hidden words.  Put in: the numbers that Word
prints in front of paragraphs, since the headings are cited by them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from heshu.errors import NoText
from heshu.patterns import regex
from heshu.reading.builder import Builder
from heshu.reading.package import WORD, damaged, opened
from heshu.reading.typed import in_columns, write_lines
from heshu.reading.word_labels import Labels, ListStyle
from heshu.reading.word_xml import (
    Element,
    Styles,
    W,
    lists_of,
    name,
    number,
    seen,
    styles_of,
    text_boxes,
    words,
)
from heshu.records import Extracted

if TYPE_CHECKING:
    from docx.document import Document

TYPES = "[Content_Types].xml"
MAIN = CONTENT_TYPE.WML_DOCUMENT_MAIN.encode()
OTHER_MAIN = regex(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
WIDEST_SPAN = 200
SLIVER = 60
"""Columns up to this width (in twentieths of a point) come from borders that were dragged not quite into line."""
WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read(data: bytes) -> Extracted:
    """Read the bytes of a .docx file.

    Raises `EncryptedFile`, `DamagedFile`, `UnsupportedFormat` for an old .doc in disguise, `NoText`.
    """
    with opened(data, WORD) as package:
        data = _as_document(data, package)
    try:
        document = docx.Document(BytesIO(data))
        body: Element = document.element.body
        notes = list(_notes(document))
        walker = _walker(document)
    except Exception as error:  # what a broken package raises differs by the part that is broken
        raise damaged(WORD) from error
    walker.blocks(body)
    walker.flush()
    for note in notes:
        walker.builder.line(f"注：{note}")
    extracted = walker.builder.extracted(paragraphs_whole=True)
    if not extracted.text.strip():
        raise NoText(
            "Word 文件里没有文字，可能只有图片。请先做文字识别（OCR），或换一份有文字的文件。",
            "The Word file holds no text, perhaps only pictures. Run OCR on it, or take a file with text.",
        )
    return extracted


def _as_document(data: bytes, package: zipfile.ZipFile) -> bytes:
    """Return a template or a file with macros as a plain document, as which alone python-docx opens it."""
    types = package.read(TYPES) if TYPES in package.namelist() else b""
    if not OTHER_MAIN.search(types):
        return data
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for part in package.infolist():
            made.writestr(part, OTHER_MAIN.sub(MAIN, types) if part.filename == TYPES else package.read(part))
    return buffer.getvalue()


# ---------------------------------------------------------------- its parts


def _part(document: Document, kind: str) -> Element | None:
    """Return the root of a part that the document points at; ``None`` where there is none."""
    for relation in document.part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            root: Element = parse_xml(relation.target_part.blob)
            return root
    return None


def _walker(document: Document) -> _Walker:
    styles_root = _part(document, RELATIONSHIP_TYPE.STYLES)
    styles = styles_of(styles_root) if styles_root is not None else Styles({})
    numbering = _part(document, RELATIONSHIP_TYPE.NUMBERING)
    return _Walker(styles, lists_of(numbering, styles) if numbering is not None else {})


def _notes(document: Document) -> Iterator[str]:
    """Yield the words of the footnotes and endnotes; those of another type are the lines that separate them."""
    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
        root = _part(document, kind)
        for note in root if root is not None else ():
            if note.get(f"{W}type") in {None, "normal"} and (said := " ".join(words(note).split())):
                yield said


# ---------------------------------------------------------------- the body


class _Walker:
    """Goes through a document from the top, counting its lists, and writes what it meets."""

    def __init__(self, styles: Styles, lists: Mapping[str, ListStyle]) -> None:
        self.builder = Builder()
        self._styles = styles
        self._lists = lists
        self._labels = Labels(lists)
        self._carried = ""
        self._columns: list[str] = []

    def blocks(self, parent: Element) -> None:
        """Write the paragraphs and tables of an element."""
        for child in seen(parent):
            if name(child) == "p":
                self._paragraph(child)
            elif name(child) == "tbl":
                self.flush()
                self._table(child)
                self.flush()
            elif name(child) in WRAPPERS:
                self.blocks(child)

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:  # its end is deleted: it runs on into the next one
            self._carried += words(paragraph)
            return
        text = self._numbered(properties, self._carried + words(paragraph))
        self._carried = ""
        level = self._styles.heading_level(properties)
        if not self._styles.in_contents(properties):
            self._write(text, level)
        for box in text_boxes(paragraph):
            self.blocks(box)

    def _write(self, text: str, level: int) -> None:
        """Write the lines of a paragraph; those in columns wait for the ones below: they may be a table together."""
        for line in [" ".join(text.split("\n"))] if level else text.split("\n"):
            if not level and in_columns(line):
                self._columns.append(line.rstrip())
            elif line.strip():
                self.flush()
                self.builder.line(line.replace("\t", " ").strip(), level)

    def flush(self) -> None:
        """Write the lines that wait."""
        lines, self._columns = self._columns, []
        write_lines(self.builder, lines)

    def _numbered(self, properties: Element | None, text: str, *, blank_too: bool = False) -> str:
        """Return the text behind the label that Word prints; a blank paragraph is counted, and shown in tables."""
        place = self._styles.list_place(properties, self._lists)
        label = self._labels.next(*place) if place else ""
        if not label.strip() or not (text.strip() or blank_too):
            return text
        return f"{label.rstrip()}{' ' if label[-1].isascii() else ''}{text.lstrip()}"

    def _table(self, table: Element) -> None:
        rows = list(_inside(table, "tr"))
        only = [cell for row in rows for cell in _inside(row, "tc")]
        if len(only) == 1:  # a frame around text
            self.blocks(only[0])
        else:
            self._rows(rows, _columns_before(table))

    def _rows(self, rows: Iterable[Element], before: Sequence[int]) -> None:
        """Write the rows of a table; one that is made of tables of its own parts it, and is written cell by cell."""
        above: list[list[str]] = []
        for row in rows:
            cells = list(_inside(row, "tc"))
            if not any(map(_holds_table, cells)) or _is_row_with_notes(cells):
                above.append(self._row(row, cells, before))
                continue
            self.builder.table(above)
            above = []
            for cell in cells:
                self.blocks(cell)
            self.flush()
        self.builder.table(above)

    def _row(self, row: Element, cells: Iterable[Element], before: Sequence[int]) -> list[str]:
        """Return the texts of a row's cells, one a column: what is merged has its text where it begins.

        ``before`` counts the columns before each line of the table's grid.
        """
        placed: dict[int, list[str]] = {}
        at = _columns(number(row, "trPr/gridBefore"), least=0)
        for cell in cells:
            placed.setdefault(_column(before, at), []).append("" if _goes_on(cell) else self._cell(cell))
            at += _columns(number(cell, "tcPr/gridSpan"), least=1)
        width = max(_column(before, at), *(column + 1 for column in placed), 0)
        return [" ".join(filter(None, placed.get(column, ()))) for column in range(width)]

    def _cell(self, parent: Element) -> str:
        parts = []
        for child in seen(parent):
            if name(child) == "p":
                parts.append(self._numbered(child.find(f"{W}pPr"), words(child), blank_too=True))
                parts += [self._cell(box) for box in text_boxes(child)]
            elif name(child) in WRAPPERS | {"tbl", "tr", "tc"}:
                parts.append(self._cell(child))
        return " ".join(filter(None, parts))


def _inside(parent: Element, kind: str) -> Iterator[Element]:
    """Yield the rows of a table, the cells of a row or the tables of a cell, through wrappers; no deleted rows."""
    for child in seen(parent):
        if name(child) == kind:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif name(child) in WRAPPERS:
            yield from _inside(child, kind)


def _goes_on(cell: Element) -> bool:
    """Say whether a cell is the continuation of the one above it or before it."""
    merges = (cell.find(f"{W}tcPr/{W}{kind}") for kind in ("vMerge", "hMerge"))
    return any(merge is not None and merge.get(f"{W}val") in {None, "continue"} for merge in merges)


def _holds_table(cell: Element) -> bool:
    """Say whether a cell holds a table with columns of its own."""
    return any(len(list(_inside(row, "tc"))) > 1 for table in _inside(cell, "tbl") for row in _inside(table, "tr"))


def _is_row_with_notes(cells: Sequence[Element]) -> bool:
    """Say whether a row goes on as one of its table: beside small tables of two columns it has a name and more."""
    inner = [
        len(list(_inside(row, "tc")))
        for cell in cells
        for table in _inside(cell, "tbl")
        for row in _inside(table, "tr")
    ]
    beside = [cell for cell in cells if not _holds_table(cell) and any(words(p).strip() for p in _inside(cell, "p"))]
    return len(beside) > 1 and max(inner, default=0) <= 2


def _columns_before(table: Element) -> list[int]:
    """Count the columns before each line of a table's grid; slivers between two lines that ought to be one are none."""
    before, grid = [0], table.find(f"{W}tblGrid")
    for column in grid if grid is not None else ():
        if name(column) == "gridCol":
            width = column.get(f"{W}w") or ""
            before.append(before[-1] + (not width.isdecimal() or not 0 < int(width) <= SLIVER))
    return before


def _column(before: Sequence[int], at: int) -> int:
    """Return the column that begins at a line of the grid; lines that the grid does not have are counted on."""
    return before[at] if at < len(before) else before[-1] + at - len(before) + 1


def _columns(stated: int | None, least: int) -> int:
    return min(max(stated or least, least), WIDEST_SPAN)
