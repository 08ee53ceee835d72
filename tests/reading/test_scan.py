"""Scanned pages and pictures: what is read of them, where it stands, and how sure it is."""

from __future__ import annotations

import io
import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops, ImageDraw
from reportlab.lib import pagesizes  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from heshu.errors import DamagedFile, NoText, ReadingError
from heshu.figures.extract import figures_of
from heshu.reading import ocr, pdf, scan
from heshu.reading.read import understand
from heshu.records import Extracted

ROOT = Path(__file__).parents[2]
(SAMPLE,) = (ROOT / "corpus").glob("*.pdf")
DPI = 180
FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = pagesizes.A4
TABLE = (
    ("项目", "年初预算数", "全年执行数", "执行率"),
    ("基本支出", "1,234.56", "1,230.10", "99.64%"),
    ("其中：人员经费", "1,000.00", "998.75", "99.88%"),
    ("公用经费", "234.56", "231.35", "98.63%"),
    ("项目支出", "820.30", "799.92", "97.52%"),
    ("合计", "2,054.86", "2,030.02", "98.79%"),
)


def scanned(source: bytes, *, skew: float = 0, dirt: int = 0, seal: bool = False) -> list[Image.Image]:
    """Print and scan a PDF: askew, with specks, with a red seal over the words."""
    made = []
    for page in pypdfium2.PdfDocument(source):
        picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
        if seal:
            stamp = Image.new("RGB", picture.size, "white")
            draw = ImageDraw.Draw(stamp)
            middle, size = (picture.width * 2 // 3, picture.height // 4), picture.width // 8
            box = (middle[0] - size, middle[1] - size, middle[0] + size, middle[1] + size)
            draw.ellipse(box, outline=(225, 40, 45), width=8)
            draw.line((box[0], middle[1], box[2], middle[1]), fill=(225, 40, 45), width=10)
            picture = ImageChops.multiply(picture, stamp)  # ink over ink: what is printed stays black
        picture = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor="white")
        chance = random.Random(7)
        for _ in range(dirt):
            spot = (chance.randrange(picture.width), chance.randrange(picture.height))
            picture.putpixel(spot, (0, 0, 0))
        made.append(picture)
    return made


def as_pdf(pictures: list[Image.Image]) -> bytes:
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:], quality=80)
    return buffer.getvalue()


def figures(extracted: Extracted) -> Counter[tuple[str, Decimal, str]]:
    reading = understand(extracted, "0" * 64, "x.pdf")
    found = figures_of(reading.passages, extracted.tables, extracted.text, ())
    return Counter((figure.label, figure.value, figure.unit) for figure in found)


def drawn_table() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=pagesizes.A4)
    canvas.setFont(FONT, 12)
    canvas.drawString(180, HEIGHT - 60, "2023年度预算执行情况表")
    canvas.drawString(430, HEIGHT - 85, "单位：万元")
    left, top, width, height = 60, HEIGHT - 95, 118, 24
    for row in range(len(TABLE) + 1):
        canvas.line(left, top - height * row, left + width * 4, top - height * row)
    for column in range(5):
        canvas.line(left + width * column, top, left + width * column, top - height * len(TABLE))
    for row, texts in enumerate(TABLE):
        for column, text in enumerate(texts):
            canvas.drawString(left + width * column + 6, top - height * row - 17, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def drawn_letterhead() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=pagesizes.A4)
    canvas.setFont(FONT, 34)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 320, "临江县财政局文件")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture(scope="module")
def table() -> bytes:
    data = drawn_table()
    seen = np.asarray(pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L").crop((180, 45, 320, 65)))
    if (seen < 140).sum() < 100:
        pytest.skip("no Chinese font to draw the test page with")
    return data


def test_a_scanned_report_gives_the_figures_of_its_text() -> None:
    source = SAMPLE.read_bytes()
    wanted = figures(pdf.read(source))
    read = pdf.read(as_pdf(scanned(source, skew=1.5, dirt=400, seal=True)))
    found = figures(read)
    assert (wanted & found).total() >= 0.98 * wanted.total(), wanted - found
    (warning,) = read.warnings
    assert "由扫描件识别" in warning


def test_a_scanned_table_gives_its_cells_and_where_they_stand(table: bytes) -> None:
    (picture,) = scanned(table, skew=-1.2, dirt=200)
    read = pdf.read(as_pdf([picture]))
    (found,) = read.tables
    cells = tuple(tuple(read.text[slice(*cell)].replace(" ", "") for cell in row.cells) for row in found.rows)
    assert cells == TABLE
    assert figures(read) == figures(pdf.read(table))
    dark = np.asarray(picture.convert("L")) < 140
    for place in read.places:
        assert place.page == 1
        assert place.confidence is not None
        assert 0 <= place.confidence <= 100
        x0, top, x1, bottom = (round(value * DPI / 72) for value in place.box)
        assert dark[max(top, 0) : bottom, max(x0, 0) : x1].any(), read.text[slice(*place.span)]


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_a_page_that_lies_on_its_side_or_upside_down_is_read_upright(table: bytes, turn: Image.Transpose) -> None:
    (picture,) = scanned(table, skew=0.8)
    picture = picture.transpose(turn)
    read = pdf.read(as_pdf([picture]))
    assert figures(read) == figures(pdf.read(table))
    dark = np.asarray(picture.convert("L")) < 140
    (title,) = (place for place in read.places if "2023年度" in read.text[slice(*place.span)])
    x0, top, x1, bottom = (round(value * DPI / 72) for value in title.box)
    assert dark[max(top, 0) : bottom, max(x0, 0) : x1].mean() > 0.05


def test_a_red_letterhead_is_read_and_a_red_seal_is_not(table: bytes) -> None:
    (picture,) = scanned(table, seal=True)
    size = (picture.width, picture.height)
    head = Image.new("RGB", size, "white")
    letters = pypdfium2.PdfDocument(drawn_letterhead())[0].render(scale=DPI / 72).to_pil().convert("L").resize(size)
    head.paste((220, 30, 35), mask=letters.point(lambda level: 255 - level))
    read = pdf.read(as_pdf([ImageChops.multiply(picture, head)]))
    assert figures(read) == figures(pdf.read(table))
    assert "临江县财政局文件" in read.text.replace(" ", "")


def test_a_huge_page_is_drawn_small_enough(table: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    (picture,) = scanned(table)
    monkeypatch.setattr(scan, "MOST_PIXELS", 500_000)
    seen: list[int] = []

    def none(pixels: np.ndarray) -> list[ocr.Line]:
        seen.append(pixels.size)
        return []

    monkeypatch.setattr(ocr, "lines_in", none)
    with pytest.raises(NoText):
        pdf.read(as_pdf([picture]))
    assert 0 < seen[0] <= 501_000


def test_a_picture_file_is_read_as_a_scan(table: bytes) -> None:
    buffer = io.BytesIO()
    (picture,) = scanned(table)
    picture.save(buffer, "PNG")
    read = scan.read(buffer.getvalue())
    assert figures(read) == figures(pdf.read(table))
    assert read.page_starts == (0,)
    assert "由扫描件识别" in read.warnings[0]


def test_pages_beyond_the_bound_are_named(table: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    read = pdf.read(as_pdf(scanned(table) * 3))
    assert read.warnings[0].startswith("第1页由扫描件识别")
    assert read.warnings[1].startswith("第2–3页")
    assert "拆分" in read.warnings[1]


def test_pictures_that_cannot_be_read_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    Image.new("L", (300, 300), 255).save(buffer, "PNG")
    with pytest.raises(NoText, match="没有认出文字"):
        scan.read(buffer.getvalue())
    with pytest.raises(DamagedFile, match="损坏"):
        scan.read(buffer.getvalue()[:60])
    with pytest.raises(DamagedFile):
        scan.read("不是图片".encode())
    monkeypatch.setattr(scan, "MOST_PIXELS", 1000)
    with pytest.raises(ReadingError, match="兆像素"):
        scan.read(buffer.getvalue())


def test_a_long_thin_picture_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    Image.new("1", (100_000, 1_000)).save(buffer, "PNG")
    with pytest.raises(ReadingError, match="兆像素"):
        scan.read(buffer.getvalue())


def test_an_empty_cut_is_no_word() -> None:
    text, confidence = ocr.words_in(np.full((20, 60), 255, np.uint8))
    assert text.strip() == "" or confidence < 60
