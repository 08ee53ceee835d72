"""What both writers of Word reports share: ruled tables and archives that come out the same every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx.document import Document


def add_table(document: Document, rows: list[list[str]]) -> None:
    """Add a ruled table, its first row the heads."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def repacked(document: Document, day: datetime) -> bytes:
    """Save with ``day`` as every file's time, since python-docx stamps the archive with the clock."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, day.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
