"""Write the Word reports from the plain text in `word/`: ``#`` marks a heading and its level, ``|`` a table row."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from itertools import groupby

import docx
from docx.document import Document

DAY = datetime(2024, 4, 30)


def written(source: str) -> bytes:
    """Lay a source out with heading styles and ruled tables; the same text gives the same bytes."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = DAY
    for is_table, lines in groupby(filter(str.strip, source.splitlines()), key=lambda line: line[:1] == "|"):
        if is_table:
            add_table(document, [cells(line) for line in lines])
            continue
        for line in lines:
            add_line(document, line)
    return repacked(document)


def cells(row: str) -> list[str]:
    """Take the cells of ``| a | b |``."""
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def add_line(document: Document, line: str) -> None:
    """Add a heading (``#`` is Word's title) or a paragraph."""
    text = line.lstrip("#")
    level = len(line) - len(text)
    if level:
        document.add_heading(text.strip(), level - 1)
    else:
        document.add_paragraph(text)


def add_table(document: Document, rows: list[list[str]]) -> None:
    """Add a ruled table, its first row the heads."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def repacked(document: Document) -> bytes:
    """Save with fixed file times, since python-docx stamps the archive with the clock."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, DAY.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
