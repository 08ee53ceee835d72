"""A document as a Word file: the one door to python-docx on the way out."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from heshu.app.documents import Block, Document, Grid, Heading, Quote
from heshu.patterns import regex

_UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""
_FONT, _HANZI = "Calibri", "宋体"


def word(document: Document) -> bytes:
    """Write a document as .docx."""
    file = docx.Document()
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        _dress(file.styles[name])
    for block in document:
        _add(file, block)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _dress(style: Any) -> None:
    style.font.name = _FONT
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HANZI)
    style.font.color.rgb = RGBColor(0, 0, 0)


def _add(file: Any, block: Block) -> None:
    if isinstance(block, Heading):
        file.add_heading(_clean(block.text), block.level - 1)
    elif isinstance(block, Quote):
        _add_quote(file, block)
    elif isinstance(block, Grid):
        _add_grid(file, block)
    else:
        paragraph = file.add_paragraph()
        if block.label:
            paragraph.add_run(_clean(block.label) + " ").bold = True
        paragraph.add_run(_clean(block.text))


def _add_quote(file: Any, quote: Quote) -> None:
    paragraph = file.add_paragraph()
    paragraph.paragraph_format.left_indent = Pt(18)
    paragraph.add_run(_clean(quote.text))
    source = paragraph.add_run(_clean(f"\n——{quote.source}"))
    source.font.size = Pt(9)
    source.font.color.rgb = RGBColor(0x59, 0x63, 0x6E)


def _add_grid(file: Any, grid: Grid) -> None:
    table = file.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    for row in (grid.heads, *grid.rows):
        cells = table.rows[0].cells if row is grid.heads else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = _clean(text)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9.5)
                run.bold = row is grid.heads


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
