"""Write the sample corpus's Word, PDF and HTML files from the plain text beside this script.

    python -m eval.samples.make --font LXGWWenKai-Regular.ttf --bold LXGWWenKai-Bold.ttf [--out corpus]

The text is UTF-8: ``#`` to ``####`` marks a heading and its level, ``|`` a table row, and every other line that
is not blank is a paragraph.  The same text and fonts give the same bytes on every run.  Needs reportlab and
python-docx; the fonts must be TrueType with a licence that permits embedding (corpus/README.md names the ones used).
"""

from __future__ import annotations

import argparse
import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from eval.word_files import add_table, repacked

HERE = Path(__file__).parent
DAY = datetime(2024, 8, 30)
TITLE = 1
BODY = 0
ROW = -1

# a figure, a Latin word or one other character; closing marks stay with what they close
UNIT = re.compile(r"(?:[0-9A-Za-z.,%≤≥<-]+|[“《（〔‘]*[^\s]|\s)[，。；：、！？”》）〕’%]*")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the source: its text and its heading level (0 for a paragraph, -1 for a table row)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """The paths of the two TrueType fonts that the PDF embeds."""

    regular: Path
    bold: Path


def blocks(text: str) -> Iterator[Block]:
    """Split a source into its headings, paragraphs and table rows."""
    for line in filter(None, map(str.strip, text.splitlines())):
        marks = len(line) - len(line.lstrip("#"))
        yield Block(ROW if line.startswith("|") else marks, line[marks:].strip())


def cells(row: str) -> list[str]:
    """Take the cells of ``| a | b |``."""
    return [cell.strip() for cell in row.strip("|").split("|")]


# ---------------------------------------------------------------- Word


def word(source: list[Block], fonts: Fonts) -> bytes:
    """Lay the source out as a Word document with heading styles and its table."""
    document = docx.Document()
    style_fonts(document)
    properties = document.core_properties
    properties.author, properties.comments = "核数示例", ""
    properties.created = properties.modified = DAY
    properties.title = next(block.text for block in source if block.level == TITLE)
    for level, group in groupby(source, key=lambda block: block.level):
        texts = [block.text for block in group]
        if level == ROW:
            add_table(document, [cells(text) for text in texts])
            continue
        for text in texts:
            add_text(document, level, text)
    return repacked(document, DAY)


def style_fonts(document: Document) -> None:
    """Give every style used a Chinese typeface, which Word otherwise picks by the reader's machine."""
    for name, face, size in (
        ("Normal", "宋体", 12),
        ("Title", "黑体", 18),
        ("Heading 1", "黑体", 15),
        ("Heading 2", "黑体", 13),
        ("Heading 3", "黑体", 12),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = face, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def add_text(document: Document, level: int, text: str) -> None:
    """Add a heading (the title is level 1 of the source and style ``Title`` of Word) or a paragraph."""
    if level:
        document.add_heading(text, level - 1)
        return
    paragraph = document.add_paragraph(text)
    if text.startswith("单位："):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif text.endswith("情况表"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif not text.startswith("附件"):
        paragraph.paragraph_format.first_line_indent = Pt(24)


# ---------------------------------------------------------------- PDF

# level -> font, size, leading, indent in characters, centred
LOOKS = {
    TITLE: ("bold", 18, 32, 0, True),
    2: ("bold", 15, 28, 2, False),
    3: ("bold", 14, 26, 2, False),
    4: ("regular", 14, 26, 2, False),
    BODY: ("regular", 14, 26, 2, False),
}
MARGIN = 76
FOOT = 48


def pdf(source: list[Block], fonts: Fonts) -> bytes:
    """Lay the source out on A4 pages with a numbered footer; paragraphs run over page ends."""
    pdfmetrics.registerFont(TTFont("regular", str(fonts.regular)))
    pdfmetrics.registerFont(TTFont("bold", str(fonts.bold)))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    canvas.setTitle(next(block.text for block in source if block.level == TITLE))
    top = A4[1] - MARGIN
    height = top
    for block in source:
        font, size, leading, indent, centred = LOOKS[block.level]
        for number, line in enumerate(lines(block, A4[0] - 2 * MARGIN)):
            if height < MARGIN:
                turn_page(canvas)
                height = top
            canvas.setFont(font, size)
            if centred:
                canvas.drawCentredString(A4[0] / 2, height, line)
            else:
                canvas.drawString(MARGIN + (indent * size if number == 0 else 0), height, line)
            height -= leading
    turn_page(canvas)
    canvas.save()
    return made.getvalue()


def turn_page(canvas: Canvas) -> None:
    """Write the footer and end the page."""
    canvas.setFont("regular", 10)
    canvas.drawCentredString(A4[0] / 2, FOOT, f"- {canvas.getPageNumber()} -")
    canvas.showPage()


def lines(block: Block, width: float) -> Iterator[str]:
    """Break a block into lines that fit ``width`` points, a title before its year as well."""
    font, size, _, indent, centred = LOOKS[block.level]
    for part in re.split(r"(?=20\d\d)", block.text) if centred else [block.text]:
        yield from wrapped(part, font, size, width, indent)


def wrapped(text: str, font: str, size: int, width: float, indent: int) -> Iterator[str]:
    """Break a text at ``width`` points, never inside a figure; its first line is ``indent`` characters shorter."""
    line, room = "", width - indent * size
    for unit in UNIT.findall(text):
        if line and pdfmetrics.stringWidth(line + unit, font, size) > room:
            yield line
            line, room = "", width
        line += unit
    yield line


# ---------------------------------------------------------------- HTML


def page(source: list[Block], fonts: Fonts) -> bytes:
    """Set the source into a department's web page, with the furniture that such pages have around the report."""
    title = next(block.text for block in source if block.level == TITLE)
    body = "\n".join(markup(block) for block in source if block.level != TITLE)
    template = (HERE / "page.html").read_text("utf-8")
    return template.replace("{{title}}", html.escape(title)).replace("{{body}}", body).encode()


def markup(block: Block) -> str:
    """Mark a block up as such sites do: the first level as a heading, the lower ones as bold paragraphs."""
    text = html.escape(block.text)
    if block.level == BODY:
        return f"<p>&emsp;&emsp;{text}</p>"
    return f"<h2>{text}</h2>" if block.level == TITLE + 1 else f"<p><strong>{text}</strong></p>"


FILES: tuple[tuple[str, str, Callable[[list[Block], Fonts], bytes]], ...] = (
    ("党政办公室2023年度整体支出绩效自评报告", ".docx", word),
    ("广州市委办公厅2023年度部门整体支出绩效自评报告", ".pdf", pdf),
    ("广州市花都区政府办公室2023年度部门整体支出绩效自评报告", ".html", page),
)


def main() -> None:
    """Write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--font", type=Path, required=True)
    parser.add_argument("--bold", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE.parent.parent / "corpus")
    options = parser.parse_args()
    for stem, suffix, write in FILES:
        source = list(blocks((HERE / f"{stem}.txt").read_text("utf-8")))
        target = options.out / f"{stem}{suffix}"
        target.write_bytes(write(source, Fonts(options.font, options.bold)))
        print(target)


if __name__ == "__main__":
    main()
