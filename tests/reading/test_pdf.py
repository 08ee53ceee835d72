"""PDF files: lines, pages, ruled tables, and what cannot be read."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import pagesizes  # type: ignore[import-untyped]
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from heshu.errors import DamagedFile, EncryptedFile, NoText
from heshu.reading import pdf, pdf_tables, pdf_text
from heshu.reading.read import understand
from heshu.records import Extracted

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
HEIGHT = pagesizes.A4[1]


def drawn(*pages: Callable[[Canvas], object], password: str = "") -> bytes:
    buffer = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, pagesize=pagesizes.A4, encrypt=encryption)
    for page in pages:
        canvas.setFont(FONT, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def say(canvas: Canvas, *lines: str, x: float = 60, top: float = 60) -> None:
    for at, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - top - 20 * at, line)


def rule(canvas: Canvas, rows: list[list[str]], top: float, x: float = 60, width: float = 100) -> None:
    """Draw a table with rulings: rows of 20 points."""
    columns = len(rows[0])
    for at in range(len(rows) + 1):
        canvas.line(x, HEIGHT - top - 20 * at, x + width * columns, HEIGHT - top - 20 * at)
    for at in range(columns + 1):
        canvas.line(x + width * at, HEIGHT - top, x + width * at, HEIGHT - top - 20 * len(rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            canvas.drawString(x + width * column + 5, HEIGHT - top - 20 * at - 14, text)


def cells(extracted: Extracted) -> list[list[list[str]]]:
    return [[[extracted.text[a:b] for a, b in row.cells] for row in table.rows] for table in extracted.tables]


@pytest.fixture(scope="module")
def chinese_font() -> None:
    """Skip where the machine has no font for pages that do not bring their own: their characters have no shapes."""
    page = pypdfium2.PdfDocument(drawn(lambda canvas: say(canvas, "测试")))[0]
    if not (np.asarray(page.render(scale=1).to_pil().convert("L").crop((55, 45, 90, 65))) < 140).any():
        pytest.skip("no Chinese font to draw the test page with")


def test_lines_and_pages() -> None:
    extracted = pdf.read(drawn(lambda c: say(c, "一、基本情况", "全年支出12.50万元。"), lambda c: say(c, "第二页")))
    assert extracted.text == "一、基本情况\n全年支出12.50万元。\n第二页\n"
    assert [extracted.text[start : start + 2] for start in extracted.page_starts] == ["一、", "第二"]
    assert not extracted.paragraphs_whole
    assert extracted.warnings == ()


@pytest.mark.parametrize("head", ["临川县水利局", "内部资料 注意保存", "绩效评价材料之三 部门整体支出部分"])
def test_the_title_is_what_is_printed_large_and_a_running_head_is_no_part_of_it(head: str) -> None:
    def page(canvas: Canvas) -> None:
        for size, top, line in ((9, 40, head), (24, 80, "临川县水利局2023年度部门整体支"), (24, 120, "出绩效自评报告")):
            canvas.setFont(FONT, size)
            canvas.drawString(120, HEIGHT - top, line)
        canvas.setFont(FONT, 12)
        say(canvas, "一、部门概况", "全年支出3,156.78万元。", top=160)

    report = understand(pdf.read(drawn(page)), "0" * 64, "自评.pdf").report
    assert (report.title, report.department) == ("临川县水利局2023年度部门整体支出绩效自评报告", "临川县水利局")


def test_a_department_in_smaller_print_above_the_title_is_still_its_department() -> None:
    def page(canvas: Canvas) -> None:
        for size, top, line in ((16, 60, "临川县水利局"), (26, 110, "2023年度部门整体支出绩效自评报告")):
            canvas.setFont(FONT, size)
            canvas.drawString(80, HEIGHT - top, line)
        canvas.setFont(FONT, 12)
        say(canvas, "一、部门概况", "全年支出3,156.78万元。", top=160)

    assert understand(pdf.read(drawn(page)), "0" * 64, "自评.pdf").report.department == "临川县水利局"


def test_words_drawn_in_any_order_are_read_from_the_top_left() -> None:
    def page(canvas: Canvas) -> None:
        say(canvas, "第二行", top=100)
        say(canvas, "12.50万元", x=200, top=60)
        say(canvas, "支出", x=60, top=60)

    assert pdf.read(drawn(page)).text == "支出 12.50万元\n第二行\n"


ROWS = [["科目", "预算", "决算"], ["公用经费", "1,234.50", "1,200.00"], ["合计", "", "0.05"]]


def test_a_ruled_table_stands_in_its_place() -> None:
    def page(canvas: Canvas) -> None:
        say(canvas, "收支情况表", "单位：万元", top=60)
        rule(canvas, ROWS, top=100)
        say(canvas, "后文。", top=200)

    extracted = pdf.read(drawn(page))
    assert cells(extracted) == [ROWS]
    assert extracted.text.splitlines() == ["收支情况表", "单位：万元", *("\t".join(row) for row in ROWS), "后文。"]
    assert extracted.text[slice(*extracted.tables[0].caption)] == "收支情况表\n单位：万元"


def test_a_table_goes_on_over_a_page_break_and_a_page_number() -> None:
    def first(canvas: Canvas) -> None:
        rule(canvas, ROWS, top=600)
        say(canvas, "- 1 -", x=280, top=800)

    extracted = pdf.read(drawn(first, lambda c: rule(c, ROWS[1:], top=60)))
    assert cells(extracted) == [ROWS + ROWS[1:]]


def test_a_row_of_totals_with_fewer_columns_keeps_the_columns_of_the_page_before() -> None:
    def totals(canvas: Canvas) -> None:
        rule(canvas, [["合计"]], top=60, width=200)
        rule(canvas, [["9.99"]], top=60, x=260)

    extracted = pdf.read(drawn(lambda c: rule(c, ROWS, top=600), totals))
    assert cells(extracted) == [[*ROWS, ["合计", "", "9.99"]]]


def test_tables_of_different_widths_stay_apart() -> None:
    extracted = pdf.read(drawn(lambda c: rule(c, ROWS, top=600), lambda c: rule(c, ROWS, top=60, width=60)))
    assert len(extracted.tables) == 2


def test_a_table_drawn_as_one_path_is_found() -> None:
    def page(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for x, y in [(60, 700), (160, 700), (60, 720), (160, 720)]:
            path.rect(x, y, 100, 20)
        canvas.drawPath(path)
        for text, x, y in [("科目", 70, 724), ("金额", 170, 724), ("合计", 70, 704), ("1.50", 170, 704)]:
            canvas.drawString(x, y, text)

    assert cells(pdf.read(drawn(page))) == [[["科目", "金额"], ["合计", "1.50"]]]


def set_in_columns(
    canvas: Canvas, rows: list[list[str]], top: float, ends: tuple[float, ...] = (240, 330, 420, 510)
) -> None:
    """Set a table without rulings: names on the left, numbers that end in line."""
    for at, (name, *numbers) in enumerate(rows):
        canvas.drawString(60, HEIGHT - top - 20 * at, name)
        for end, number in zip(ends, numbers, strict=False):
            canvas.drawRightString(end, HEIGHT - top - 20 * at, number)


PLAIN = [
    ["科目", "预算", "决算", "执行率"],
    ["人员经费", "1,234.50", "1,200.00", "97.21%"],
    ["公用经费", "234.50", "", "0.00%"],
    ["合    计", "1,469.00", "1,200.00", "81.69%"],
]


@pytest.mark.usefixtures("chinese_font")
def test_a_table_set_in_columns_is_one_without_rulings() -> None:
    def page(canvas: Canvas) -> None:
        say(canvas, "一、支出情况", "全年支出1,200.00万元，执行率81.69%。", "支出情况表", top=40)
        set_in_columns(canvas, PLAIN, 120)
        say(canvas, "后文第一行，还有一行。", "全年支出1,200.00万元。", top=220)

    extracted = pdf.read(drawn(page))
    assert cells(extracted) == [[*PLAIN[:3], ["合计", *PLAIN[3][1:]]]]
    assert extracted.text[slice(*extracted.tables[0].caption)] == "支出情况表"
    assert extracted.text.endswith("后文第一行，还有一行。\n全年支出1,200.00万元。\n")
    (rate,) = (p for p in extracted.places if extracted.text[slice(*p.span)] == "97.21%")
    assert 380 < rate.box.x0 < rate.box.x1 < 422


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("rows", [1, 2])
def test_a_table_set_in_columns_goes_on_over_a_page_break(again: bool, rows: int) -> None:
    def first(canvas: Canvas) -> None:
        say(canvas, "某局2023年度报告", top=30)
        say(canvas, "支出情况表", top=640)
        set_in_columns(canvas, PLAIN[:3], 660)
        say(canvas, "— 1 —", x=280, top=800)

    more = [["培训费", "8.50", "8.00", "94.12%"], ["差旅费", "9.50", "9.00", "94.74%"]][:rows]

    def second(canvas: Canvas) -> None:
        say(canvas, "某局2023年度报告", top=30)
        set_in_columns(canvas, [PLAIN[0], *more] if again else more, 60)
        say(canvas, "后文。", top=130)
        say(canvas, "— 2 —", x=280, top=800)

    read = cells(pdf.read(drawn(first, second)))
    assert read == [[*PLAIN[:3], *([PLAIN[0]] if again else []), *more]]


def test_heads_over_two_rows_need_no_rulings() -> None:
    def page(canvas: Canvas) -> None:
        for x, text in ((60, "科目"), (220, "预算"), (400, "决算")):
            canvas.drawString(x, HEIGHT - 80, text)
        for x, text in ((180, "年初"), (260, "调整")):
            canvas.drawString(x, HEIGHT - 100, text)
        for at, (name, *numbers) in enumerate(
            (["人员经费", "1.00", "2.00", "3.00"], ["公用经费", "4.00", "5.00", "6.00"])
        ):
            canvas.drawString(60, HEIGHT - 120 - 20 * at, name)
            for x, number in zip((180, 260, 400), numbers, strict=True):
                canvas.drawString(x, HEIGHT - 120 - 20 * at, number)

    ((head, lower, *rows),) = cells(pdf.read(drawn(page)))
    assert lower == ["", "年初", "调整", ""]
    assert head[0] == "科目"
    assert head[3] == "决算"
    assert rows == [["人员经费", "1.00", "2.00", "3.00"], ["公用经费", "4.00", "5.00", "6.00"]]


def test_a_frame_around_text_is_no_table() -> None:
    extracted = pdf.read(drawn(lambda c: rule(c, [["提示一"], ["提示二"]], top=60, width=300)))
    assert (extracted.tables, extracted.text) == ((), "提示一\n提示二\n")


def test_a_decimal_point_stays_where_it_is_printed() -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas, [["金额", ""], ["实际", ""]], top=60)
        x = 165.0
        for piece in ("23084662", ".", "00"):
            canvas.drawString(x, HEIGHT - 74, piece)
            x += canvas.stringWidth(piece, FONT, 12) + 4

    assert cells(pdf.read(drawn(page)))[0][0] == ["金额", "23084662.00"]


@pytest.mark.usefixtures("chinese_font")
def test_a_page_turned_on_its_side_is_read_with_its_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(pagesizes.A4[0], 0)
        canvas.rotate(90)
        canvas.translate(0, pagesizes.A4[0] - HEIGHT)
        rule(canvas, ROWS, top=100)

    assert cells(pdf.read(drawn(page))) == [ROWS]


def test_a_watermark_across_the_page_is_left_out() -> None:
    def page(canvas: Canvas) -> None:
        say(canvas, "正文一行")
        canvas.rotate(30)
        canvas.drawString(300, 100, "内部资料")

    assert pdf.read(drawn(page)).text == "正文一行\n"


def picture(canvas: Canvas) -> None:
    canvas.drawInlineImage(Image.new("L", (10, 10), 128), 0, 0, 500, 800)


def test_a_scan_without_words_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoText, match="扫描件"):
        pdf.read(drawn(picture, picture))


def test_pages_that_are_pictures_without_words_are_named() -> None:
    extracted = pdf.read(drawn(picture, lambda c: say(c, "有文字"), picture, picture))
    assert extracted.warnings == ("第1、3–4页是图片，没有认出文字；请查看原件。",)


@pytest.mark.parametrize(("module", "bound"), [(pdf_text, "MOST_SEGMENTS"), (pdf_tables, "MOST_CROSSINGS")])
def test_rulings_that_are_too_many_are_said_and_the_text_stays(
    monkeypatch: pytest.MonkeyPatch, module: object, bound: str
) -> None:
    monkeypatch.setattr(module, bound, 12)
    extracted = pdf.read(drawn(lambda c: rule(c, ROWS[:1], top=60), lambda c: rule(c, [*ROWS, *ROWS[1:]], top=200)))
    assert len(extracted.tables) == 2
    assert extracted.warnings == ("第2页的表格线太多，表格按文字的位置读取，请核对表中数字。",)
    assert extracted.text.count("1,234.50") == 2


def test_tables_inside_forms_that_are_moved_and_stretched_stand_where_they_are_seen() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        canvas.rect(0, 0, 50, 10)
        canvas.endForm()
        canvas.beginForm("outer")
        for x, y in [(60, 700), (160, 700), (60, 720), (160, 720)]:
            canvas.saveState()
            canvas.transform(2, 0, 0, 2, x, y)
            canvas.doForm("inner")
            canvas.restoreState()
        canvas.endForm()
        canvas.setFont(FONT, 12)
        canvas.translate(0, -20)
        canvas.doForm("outer")
        for text, x, y in [("科目", 70, 724), ("金额", 170, 724), ("合计", 70, 704), ("1.50", 170, 704)]:
            canvas.drawString(x, y, text)

    assert cells(pdf.read(drawn(page))) == [[["科目", "金额"], ["合计", "1.50"]]]


LENGTHS = st.integers(20, 500)
SHAPES = st.lists(
    st.tuples(st.sampled_from(["rect", "bar", "level", "upright"]), LENGTHS, LENGTHS, LENGTHS, LENGTHS), max_size=12
)


@given(SHAPES)
@settings(max_examples=60)
def test_tables_are_those_that_pdfplumber_finds(shapes: list[tuple[str, int, int, int, int]]) -> None:
    """It reads the drawings of the file by itself, slowly."""

    def page(canvas: Canvas) -> None:
        for shape, x, y, width, height in shapes:
            if shape == "rect":
                canvas.rect(x, y, width, height)
            elif shape == "bar":
                canvas.rect(x, y, width, 0.5, stroke=0, fill=1)
            elif shape == "level":
                canvas.line(x, y, x + width, y)
            else:
                canvas.line(x, y, x, y + height)
        rule(canvas, ROWS, top=500)

    data = drawn(page)
    with pdf_text.pages_of(data) as pages:
        found = pdf_tables.grids_of(pages[0].strokes or ())
    with pdfplumber.open(io.BytesIO(data)) as other:
        tables = [table for table in other.pages[0].find_tables() if len(table.rows[0].cells) > 1]
    assert found is not None
    mine = [[cell for row in grid.rows for cell in row] for grid in found]
    theirs = [[cell for row in table.rows for cell in row.cells] for table in tables]
    assert [[cell and pytest.approx(cell, abs=0.1) for cell in grid] for grid in theirs] == mine


def test_a_password_and_damage_are_told_apart() -> None:
    with pytest.raises(EncryptedFile):
        pdf.read(drawn(lambda c: say(c, "密"), password="secret"))
    for data in (b"%PDF-1.7\nnothing", b"no pdf", drawn(lambda c: say(c, "甲"))[:100]):
        with pytest.raises(DamagedFile):
            pdf.read(data)


def shared_pdfs() -> Iterator[Path]:
    root = Path(os.environ.get("HESHU_SHARED", Path(__file__).parents[2].parent / "shared"))
    yield from sorted((root / "real-pdfs").glob("*.pdf"))


@pytest.mark.shared
def test_no_figure_of_real_budgets_is_lost_or_made_up() -> None:
    """The figures of each page are those of pdfium's own plain text of it."""
    paths = list(shared_pdfs())
    if not paths:
        pytest.skip("the real PDFs for measuring are not here")
    for path in paths:
        data = path.read_bytes()
        extracted = pdf.read(data)
        ends = (*extracted.page_starts[1:], len(extracted.text))
        with pypdfium2.PdfDocument(data) as document:
            for page, start, end in zip(document, extracted.page_starts, ends, strict=True):
                plain = page.get_textpage().get_text_bounded()
                assert figures(extracted.text[start:end]) == figures(plain)


def figures(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d[\d,.]*", text))


# ---------------------------------------------------------------- places


def ink(data: bytes, page: int) -> Image.Image:
    """Render a page (from 1) as it is seen, a pixel a point; ink is white on black."""
    seen = pypdfium2.PdfDocument(data)[page - 1].render(scale=1).to_pil().convert("L")
    inked: Image.Image = seen.point(lambda level: 255 if level < 160 else 0)
    return inked


def turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.drawString(60, -80, "转过来的一页，支出12.50万元。")


def on_its_side(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.drawString(60, -80, "横着印的一页，支出12.50万元。")


def upside_down(canvas: Canvas) -> None:
    canvas.rotate(180)
    canvas.drawString(-400, -80, "倒着印的一页，支出12.50万元。")


def cut_out(canvas: Canvas) -> None:
    canvas.setCropBox((30, 200, 500, 800))
    canvas.drawString(60, 500, "裁过边的一页，支出12.50万元。")


@pytest.mark.parametrize(
    "page",
    [
        lambda c: say(c, "一、基本情况", "全年支出12.50万元。", "（二）其他"),
        turned,
        on_its_side,
        upside_down,
        cut_out,
    ],
)
@pytest.mark.usefixtures("chinese_font")
def test_every_line_says_where_its_ink_is(page: Callable[[Canvas], object]) -> None:
    data = drawn(lambda c: say(c, "封面"), page)
    extracted = pdf.read(data)
    assert [place.page for place in extracted.places] == [1] + [2] * (len(extracted.places) - 1)
    written = {extracted.text[slice(*place.span)] for place in extracted.places}
    assert written == set(extracted.text.splitlines())
    rest = ink(data, 2)
    for place in extracted.places[1:]:
        x0, top, x1, bottom = map(round, place.box)
        box = (x0 - 2, top - 2, x1 + 2, bottom + 2)
        assert rest.crop(box).getbbox() is not None
        rest.paste(0, box)
    assert rest.getbbox() is None


def test_every_cell_says_where_it_stands() -> None:
    rows = [["项目", "预算数"], ["公用经费", "12.50"], ["", "3.00"]]
    more = [["合计", "15.50"]]
    extracted = pdf.read(drawn(lambda c: rule(c, rows, 700), lambda c: rule(c, more, 60)))
    assert len(extracted.tables) == 1
    places = {extracted.text[slice(*place.span)]: place for place in extracted.places}
    assert set(places) == {"项目", "预算数", "公用经费", "12.50", "3.00", "合计", "15.50"}
    for text, page, left, top in (("12.50", 1, 160, 720), ("3.00", 1, 160, 740), ("合计", 2, 60, 60)):
        place = places[text]
        assert place.page == page
        assert left <= place.box.x0 < place.box.x1 <= left + 100
        assert top <= place.box.top < place.box.bottom <= top + 20
