"""Word documents: order, tables, headings, the numbers that Word prints, and files that are not what they say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from heshu.errors import DamagedFile, EncryptedFile, NoText, UnsupportedFormat
from heshu.reading import package, word
from heshu.records import Extracted

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def reading(build: Callable[[Document], object]) -> Extracted:
    document = docx.Document()
    build(document)
    return word.read(saved(document))


def put(document: Document, xml: str) -> None:
    """Add raw XML at the end of the body; ``w:p`` and the like need no namespaces of their own."""
    tag_end = min(at for at in (xml.find(">"), xml.find(" ")) if at > 0)
    element = parse_xml(f"{xml[:tag_end]} {NS}{xml[tag_end:]}")
    document.element.body.insert_element_before(element, "w:sectPr")


def cells(extracted: Extracted, table: int = 0) -> list[list[str]]:
    return [[extracted.text[a:b] for a, b in row.cells] for row in extracted.tables[table].rows]


def number_list(document: Document, levels: list[tuple[str, str]]) -> None:
    """Define list 77 with a format and a text for each level."""
    numbering = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="77">{xml}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def item(document: Document, text: str, depth: int = 0, extra: str = "") -> None:
    put(
        document,
        f'<w:p><w:pPr>{extra}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>",
    )


def test_paragraphs_and_tables_stand_in_the_order_of_the_page() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("前文。")
        document.add_paragraph("")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["科目", "金额", "公用经费", "12.30"], strict=True):
            cell.text = text
        document.add_paragraph("后文。")

    extracted = reading(build)
    assert extracted.text == "前文。\n科目\t金额\n公用经费\t12.30\n后文。\n"
    assert cells(extracted) == [["科目", "金额"], ["公用经费", "12.30"]]
    assert extracted.paragraphs_whole


def test_a_short_line_above_a_table_is_its_caption_and_a_sentence_is_not() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("收支情况表")
        document.add_paragraph("单位：万元")
        document.add_table(1, 2).cell(0, 0).text = "甲"
        document.add_paragraph("以下是第二张表的说明。")
        document.add_table(1, 2).cell(0, 0).text = "乙"

    extracted = reading(build)
    captions = [extracted.text[slice(*table.caption)] for table in extracted.tables]
    assert captions == ["收支情况表\n单位：万元", ""]


def test_headings_come_from_styles_and_outline_levels() -> None:
    def build(document: Document) -> None:
        document.add_heading("一、基本情况", 1)
        document.add_paragraph("正文。")
        put(document, '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>（一）职能</w:t></w:r></w:p>')
        put(
            document,
            '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/></w:pPr>'
            "<w:r><w:t>正文级</w:t></w:r></w:p>",
        )

    extracted = reading(build)
    found = [(extracted.text[slice(*h.span)], h.level) for h in extracted.headings]
    assert found == [("一、基本情况", 1), ("（一）职能", 2)]


def test_merged_cells_hold_their_text_once_and_columns_stay_aligned() -> None:
    def build(document: Document) -> None:
        table = document.add_table(3, 3)
        for at, cell in enumerate(table._cells):
            cell.text = str(at)
        for first, last, text in [((0, 1), (0, 2), "宽"), ((1, 0), (2, 0), "高")]:
            table.cell(*first).merge(table.cell(*last)).text = text

    assert cells(reading(build)) == [["0", "宽", ""], ["高", "4", "5"], ["", "7", "8"]]


def test_the_numbers_that_word_prints_are_in_the_text() -> None:
    def build(document: Document) -> None:
        number_list(document, [("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3.")])
        for text, depth in [("情况", 0), ("职能", 1), ("人员", 1), ("2023年", 2), ("绩效", 0), ("自评", 1)]:
            item(document, text, depth)

    assert reading(build).text.splitlines() == [
        "一、情况",
        "（一）职能",
        "（二）人员",
        "1. 2023年",
        "二、绩效",
        "（一）自评",
    ]


def test_a_numbered_heading_spans_its_number() -> None:
    def build(document: Document) -> None:
        number_list(document, [("chineseCountingThousand", "第%1部分 ")])
        item(document, "概况", extra='<w:outlineLvl w:val="0"/>')

    extracted = reading(build)
    assert [extracted.text[slice(*h.span)] for h in extracted.headings] == ["第一部分 概况"]


def test_empty_numbered_cells_show_their_number() -> None:
    def build(document: Document) -> None:
        number_list(document, [("decimal", "%1")])
        num = '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr></w:p></w:tc>'
        row = f"<w:tr>{num}<w:tc><w:p><w:r><w:t>项目</w:t></w:r></w:p></w:tc></w:tr>"
        put(document, f"<w:tbl>{row}{row}</w:tbl>")

    assert [row[0].strip() for row in cells(reading(build))] == ["1", "2"]


def test_deletions_and_hidden_words_are_left_out_and_insertions_kept() -> None:
    def build(document: Document) -> None:
        put(
            document,
            '<w:p><w:r><w:t>支出</w:t></w:r><w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>12</w:t></w:r></w:ins>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>万元</w:t></w:r></w:p>",
        )

    assert reading(build).text == "支出12万元\n"


def test_a_paragraph_whose_end_is_deleted_runs_on() -> None:
    def build(document: Document) -> None:
        put(
            document,
            '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>预算执行</w:t></w:r></w:p>',
        )
        document.add_paragraph("率为98%。")

    assert reading(build).text == "预算执行率为98%。\n"


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="v">{shape}</mc:Choice>'
        f"<mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    )
    extracted = reading(lambda d: put(d, f"<w:p><w:r><w:t>框外</w:t></w:r><w:r>{both}</w:r></w:p>"))
    assert extracted.text == "框外\n框内\n"


def test_headers_footers_and_contents_are_no_text() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉"
        document.sections[0].footer.paragraphs[0].text = "第1页"
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("一、概况\t1", style="toc 1")
        document.add_paragraph("正文。")

    assert reading(build).text == "正文。\n"


def test_a_fraction_keeps_its_parts_apart() -> None:
    def build(document: Document) -> None:
        run = "<m:r><m:t>{}</m:t></m:r>"
        fraction = f"<m:f><m:num>{run.format(1)}</m:num><m:den>{run.format('2+3')}</m:den></m:f>"
        put(document, f"<w:p><m:oMath>{fraction}</m:oMath></w:p>")

    assert reading(build).text == "1/(2+3)\n"


def test_a_frame_of_one_cell_is_no_table() -> None:
    def build(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "第一段。"
        cell.add_paragraph("第二段。")

    extracted = reading(build)
    assert (extracted.text, extracted.tables) == ("第一段。\n第二段。\n", ())


def tbl(rows: list[list[str]], widths: tuple[int, ...] = ()) -> str:
    """Write a table; a cell is its text, with ``n:`` in front to span n columns of the grid, or the XML in it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(map(tr, rows))}</w:tbl>"


def tr(cells: list[str]) -> str:
    return f"<w:tr>{''.join(map(tc, cells))}</w:tr>"


def tc(cell: str) -> str:
    span, _, text = cell.rpartition(":")
    inner = text if text.startswith("<") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span or 1}"/></w:tcPr>{inner}</w:tc>'


def test_borders_not_quite_in_line_make_no_column() -> None:
    rows = [["项目", "2:预算数", "决算数"], ["公用经费", "10.5", "2:9.5"], ["合计", "2:10.5", "9.5"]]
    extracted = reading(lambda d: put(d, tbl(rows, (2000, 1500, 12, 1500))))
    assert cells(extracted) == [["项目", "预算数", "决算数"], ["公用经费", "10.5", "9.5"], ["合计", "10.5", "9.5"]]


def test_a_grid_without_widths_keeps_its_columns() -> None:
    rows = [["项目", "预算数"], ["公用经费", "10.5"]]
    assert cells(reading(lambda d: put(d, tbl(rows, (0, 0))))) == rows
    assert cells(reading(lambda d: put(d, tbl(rows)))) == rows


def test_a_table_inside_a_table_is_a_table_of_its_own() -> None:
    inner = [["项目", "金额"], ["公用经费", "10.5"]]
    within = "<w:p><w:r><w:t>支出情况表</w:t></w:r></w:p>" + "<w:tbl>" + "".join(map(tr, inner)) + "</w:tbl><w:p/>"
    outer = "".join(map(tr, [["部门", "某局"], ["年度", "2023年"]]))
    held = f"<w:tr><w:tc><w:p><w:r><w:t>附表</w:t></w:r></w:p></w:tc><w:tc>{within}</w:tc></w:tr>"
    extracted = reading(lambda d: put(d, f"<w:tbl>{outer}{held}{tr(['备注', '无'])}</w:tbl>"))
    assert [cells(extracted, i) for i in range(3)] == [[["部门", "某局"], ["年度", "2023年"]], inner, [["备注", "无"]]]
    assert extracted.text[slice(*extracted.tables[1].caption)] == "支出情况表"


def test_a_small_table_in_a_row_of_figures_does_not_part_the_table() -> None:
    within = f"<w:tbl>{tr(['中央资金', '300.00'])}{tr(['县级资金', '260.00'])}</w:tbl><w:p/>"
    head, last = ["项目", "预算数（万元）", "说明"], ["抗旱应急", "88.80", "无"]
    held = tr(["河道整治", "560.00"]).replace("</w:tr>", f"<w:tc>{within}</w:tc></w:tr>")
    extracted = reading(lambda d: put(d, f"<w:tbl>{tr(head)}{held}{tr(last)}</w:tbl>"))
    assert cells(extracted) == [head, ["河道整治", "560.00", "中央资金 300.00 县级资金 260.00"], last]


def test_columns_set_with_tabs_are_a_table_and_single_tabs_are_not() -> None:
    rows = [["项目", "预算数", "决算数"], ["基本支出", "1,200.00", "1,180.50"], ["项目支出", "800.00", "790.25"]]

    def build(document: Document) -> None:
        for line in ("负责人：张三\t联系人：李四", "支出情况表", *("\t".join(row) for row in rows), "以上为决算数。"):
            document.add_paragraph(line)

    extracted = reading(build)
    assert cells(extracted) == rows
    assert extracted.text[slice(*extracted.tables[0].caption)] == "支出情况表"
    assert extracted.text.splitlines()[0] == "负责人：张三 联系人：李四"
    assert extracted.text.splitlines()[-1] == "以上为决算数。"


def test_notes_stand_behind_the_text_and_are_marked() -> None:
    notes = (
        f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> 含结转5万元。</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    document = docx.Document()
    put(
        document,
        '<w:p><w:r><w:t>支出12</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>万元。</w:t></w:r></w:p>',
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert word.read(saved(document)).text == "支出12万元。\n注：含结转5万元。\n"


def test_a_deleted_row_and_a_moved_paragraph_are_read_once() -> None:
    kept = tr(["公用经费", "10.5"])
    gone = kept.replace("公用经费", "会议费").replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    moved = "<w:p><w:{0} w:id='7'><w:r><w:t>乙。</w:t></w:r></w:{0}></w:p>"

    def build(document: Document) -> None:
        for xml in (f"<w:tbl>{kept}{gone}</w:tbl>", moved.format("moveFrom"), moved.format("moveTo")):
            put(document, xml)

    assert reading(build).text == "公用经费\t10.5\n乙。\n"


def test_a_document_without_words_is_no_text() -> None:
    with pytest.raises(NoText):
        word.read(saved(docx.Document()))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (package.OLE_MARK + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (package.OLE_MARK + b"\0" * 64 + "WordDocument".encode("utf-16-le"), UnsupportedFormat),
        (b"plain words", DamagedFile),
        (saved(docx.Document())[:4000], DamagedFile),
    ],
)
def test_files_that_are_not_what_their_name_says(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        word.read(data)


def test_a_zip_of_something_else_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("a.txt", "text")
    with pytest.raises(DamagedFile):
        word.read(buffer.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"\0" * (package.RATIO_MATTERS_FROM + 1))
    with pytest.raises(DamagedFile, match="压缩比"):
        word.read(buffer.getvalue())


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(codec: str) -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    xml = f'<?xml version="1.0" encoding="{codec}"?>{lol}<w:document {NS}>&b;</w:document>'
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, data in (parts | {"word/document.xml": xml.encode(codec)}).items():
            made.writestr(name, data)
    with pytest.raises(DamagedFile, match="实体"):
        word.read(buffer.getvalue())
