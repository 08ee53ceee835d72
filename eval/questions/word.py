"""Write the Word reports from the plain text in `word/`: ``#`` marks a heading and its level, ``|`` a table row."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

import docx
from docx.document import Document

from eval.word_files import add_table, repacked

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
    return repacked(document, DAY)


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
