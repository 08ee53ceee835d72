"""PDF files with a text layer: a line of text for each line that is seen, ruled tables as rows of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heshu.errors import DamagedFile, NoText
from heshu.reading.builder import Builder
from heshu.reading.ocr import MOST_PAGES, RECOGNISED
from heshu.reading.pdf_columns import is_furniture, layout, pattern
from heshu.reading.pdf_page import Filled, Grid, Printed, continued, words, write
from heshu.reading.pdf_tables import grids_of
from heshu.reading.pdf_text import Pages, PageText, pages_of
from heshu.records import Extracted

if TYPE_CHECKING:
    from heshu.reading.scan import Page

MOST_LOST = 0.2

Items = Sequence[Printed | Filled]

# What each list of page numbers says to the user.
COMPLAINTS = (
    ("recognised", RECOGNISED),
    ("blank", "{pages}是图片，没有认出文字；请查看原件。"),
    ("scanned", "{pages}是扫描图片，超过一次识别的页数上限，未读取；请拆分文件。"),
    ("garbled", "{pages}的字体没有编码信息，文字可能是乱码，请核对原文。"),
    ("broken", "{pages}已损坏，未读取；请换一份完整的文件。"),
    ("skipped", "{pages}的表格线太多，表格按文字的位置读取，请核对表中数字。"),
)


@dataclass(slots=True)
class _Findings:
    """The numbers of pages (from 1) of which something has to be said."""

    recognised: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """Yield the warnings."""
        for kind, sentence in COMPLAINTS:
            if numbers := getattr(self, kind):
                yield sentence.format(pages=_pages(numbers))


def read(data: bytes) -> Extracted:
    """Read the bytes of a PDF file.

    Raises `EncryptedFile`, `DamagedFile`, and `NoText` for a scan without a text layer.
    """
    builder, findings = Builder(), _Findings()
    above: Items = ()
    with pages_of(data) as pages:
        for index in range(len(pages)):
            builder.page()
            try:
                page = pages[index]
            except DamagedFile:
                findings.broken.append(index + 1)
                above = ()
                continue
            scanned = _recognised(pages, index, page, findings)
            found = scanned.items if scanned else _laid_out(page, above, _grids(page, index + 1, findings))
            items, joined = _joined(found, above)
            write(builder, items, joined, scanned.placed if scanned else page.shown)
            for line in () if scanned else page.sideways:
                builder.line(line.strip())
            above = items
    return _checked(builder.extracted(paragraphs_whole=False, warnings=tuple(findings.sentences())), findings)


def _laid_out(page: PageText, above: Items, grids: Sequence[Grid]) -> Items:
    return layout(words(page.glyphs), grids, _foot(above), _heads(above))


def _checked(extracted: Extracted, findings: _Findings) -> Extracted:
    if extracted.text.strip():
        return extracted
    if findings.blank:
        raise NoText(
            "这份 PDF 只有图片，没有认出文字。请换一份更清楚的扫描件，或向编制单位索取 Word 版或可复制文字的 PDF。",
            "The PDF holds pictures alone, and no words were recognised. Scan it anew, or ask for the Word file.",
        )
    raise NoText(
        "这份 PDF 里没有可提取的文字。请确认选对了文件，或用 OCR 软件处理后再读。",
        "There is no text to be had from the PDF. Check that it is the right one, or run OCR on it.",
    )


# ---------------------------------------------------------------- scans


def _recognised(pages: Pages, index: int, page: PageText, findings: _Findings) -> Page | None:
    """Read a page's picture where the file has no words for it, or none that can be relied on."""
    garbled = page.lost > MOST_LOST * len(page.glyphs)
    if not page.pictures and not garbled:
        return None
    if len(findings.recognised) + len(findings.blank) >= MOST_PAGES:
        findings.scanned.append(index + 1)
        return None
    from heshu.reading import scan  # noqa: PLC0415  (OpenCV and the models load with the first scanned page)

    width, height = pages.size(index)
    scale = min(scan.RESOLUTION, (scan.MOST_PIXELS / max(width * height, 1)) ** 0.5)
    found = scan.recognise(pages.picture(index, scale), scale)
    (findings.recognised if found.items else findings.blank).append(index + 1)
    return found if found.items else None


# ---------------------------------------------------------------- tables


def _grids(page: PageText, number: int, findings: _Findings) -> Sequence[Grid]:
    """Return the ruled tables of a page, and note what has to be said of it."""
    if page.lost > MOST_LOST * len(page.glyphs):
        findings.garbled.append(number)
    if not page.glyphs:
        return ()
    grids = None if page.strokes is None else grids_of(page.strokes)
    if grids is None:
        findings.skipped.append(number)
    return grids or ()


def _heads(above: Items) -> set[str]:
    """Return the first line of the page before, which may be a running head."""
    return {pattern(item.text) for item in above[:1] if isinstance(item, Printed)}


def _foot(above: Items) -> Filled | None:
    """Return the table at the foot of the page before; page numbers may stand below it."""
    last = next((item for item in reversed(above) if not is_furniture(item, ())), None)
    return last if isinstance(last, Filled) else None


def _joined(items: Items, above: Items) -> tuple[Items, Filled | None]:
    """Return a page's items and, among them, the table that goes on with the one at the foot of the page ``above``.

    Page numbers may stand between the two, and a running head that the page before has too.
    """
    heads, last = _heads(above), _foot(above)
    first = next((at for at, item in enumerate(items) if not is_furniture(item, heads)), None)
    table = items[first] if first is not None else None
    if not isinstance(table, Filled) or last is None or first is None:
        return items, None
    if not table.ruled or not last.ruled:
        again = table.ruled == last.ruled and table.rows[0] == last.rows[0]
        return items, table if table.goes_on or again else None
    spread = continued(last, table)
    return ([*items[:first], spread, *items[first + 1 :]], spread) if spread else (items, None)


# ---------------------------------------------------------------- words


def _pages(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: 第2、4–6页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "第" + "、".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs) + "页"
