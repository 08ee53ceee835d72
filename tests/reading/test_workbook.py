"""Workbooks: what is printed of them, and nothing that is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.errors import DamagedFile, EncryptedFile, NoText, ReadingError, UnsupportedFormat
from heshu.reading import package, separated, workbook, workbook_xml
from heshu.records import Extracted

SHEET = "xl/worksheets/sheet1.xml"
Book = Any  # openpyxl has no types


def saved(build: Callable[[Book], object]) -> bytes:
    book = openpyxl.Workbook()
    build(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def reading(build: Callable[[Book], object]) -> Extracted:
    return workbook.read(saved(build))


def of_rows(*rows: list[Any], name: str = "Sheet") -> Callable[[Book], None]:
    def build(book: Book) -> None:
        book.active.title = name
        for row in rows:
            book.active.append(row)

    return build


def cells(extracted: Extracted, table: int = 0) -> list[list[str]]:
    return [[extracted.text[a:b] for a, b in row.cells] for row in extracted.tables[table].rows]


def captions(extracted: Extracted) -> list[str]:
    return [extracted.text[slice(*table.caption)] for table in extracted.tables]


def headings(extracted: Extracted) -> list[str]:
    return [extracted.text[slice(*heading.span)] for heading in extracted.headings]


def changed(data: bytes, path: str, old: str, new: str) -> bytes:
    """Replace words in a part of a package, as other programs than openpyxl would have written them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == path:
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            after.writestr(name, part)
    return buffer.getvalue()


def test_title_and_unit_above_the_heads_are_the_caption_and_a_note_stands_below() -> None:
    extracted = reading(
        of_rows(
            ["2023年支出决算表"],
            ["编制单位：某局", None, "单位：万元"],
            ["项目", "预算数", "决算数"],
            ["基本支出", 1200.5, 1180],
            ["注：数据取自决算报表。"],
        )
    )
    assert extracted.text.splitlines()[0] == "2023年支出决算表"
    assert extracted.text.splitlines()[-1] == "注：数据取自决算报表。"
    assert captions(extracted) == ["2023年支出决算表\n编制单位：某局 单位：万元"]
    assert cells(extracted) == [["项目", "预算数", "决算数"], ["基本支出", "1200.5", "1180"]]


def test_each_further_sheet_is_a_section_of_its_name() -> None:
    def build(book: Book) -> None:
        of_rows(["甲表"], ["项目", "金额"], ["水费", 1], name="Sheet1")(book)
        for name in ("三公经费", "空表"):
            book.create_sheet(name)
        book["三公经费"].append(["项目", "金额"])
        book["三公经费"].append(["公务接待费", 2])

    extracted = reading(build)
    assert headings(extracted) == ["三公经费"]
    assert [rows[1] for rows in (cells(extracted, 0), cells(extracted, 1))] == [["水费", "1"], ["公务接待费", "2"]]
    assert extracted.warnings == ()


def test_a_sheet_without_a_title_is_headed_by_its_own_name_where_it_has_one() -> None:
    rows = (["项目", "金额"], ["水费", 1])
    assert headings(reading(of_rows(*rows, name="收支总表"))) == ["收支总表"]
    assert headings(reading(of_rows(*rows, name="Sheet1"))) == []


def test_merged_heads_stand_where_they_begin_as_in_word() -> None:
    def build(book: Book) -> None:
        of_rows(["项目", "预算", None, "决算"], [None, "年初", "调整", None], ["公用经费", 1, 2, 3])(book)
        for merged in ("A1:A2", "B1:C1", "D1:D2"):
            book.active.merge_cells(merged)

    assert cells(reading(build))[:2] == [["项目", "预算", "", "决算"], ["", "年初", "调整", ""]]


def test_what_a_merged_cell_covers_does_not_show() -> None:
    data = saved(of_rows(["项目", "金额", "备注"], ["水费", 5, 6]))
    covered = changed(
        data,
        SHEET,
        "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="B2:C2"/></mergeCells>',
    )
    assert cells(workbook.read(covered))[1] == ["水费", "5", ""]


def test_blank_rows_and_columns_are_left_out() -> None:
    extracted = reading(of_rows([], [None, "项目", None, "金额"], [], [None, "水费", None, 1], [None, "电费", None, 2]))
    assert cells(extracted) == [["项目", "金额"], ["水费", "1"], ["电费", "2"]]


def test_a_row_that_names_those_below_it_stays_in_the_table() -> None:
    rows: list[list[Any]] = [["项目", "金额"], ["一、基本支出"], ["水费", 1], ["二、项目支出"], ["电费", 2]]
    extracted = reading(of_rows(*rows))
    assert len(extracted.tables) == 1
    assert cells(extracted)[3] == ["二、项目支出", ""]


def test_two_tables_on_a_sheet_have_each_their_caption() -> None:
    extracted = reading(
        of_rows(
            ["表1 收入情况表"],
            ["单位：万元"],
            ["项目", "金额"],
            ["财政拨款", 9],
            [],
            ["表2 人员情况表"],
            ["项目", "人数"],
            ["在职人员", 3],
        )
    )
    assert captions(extracted) == ["表1 收入情况表\n单位：万元", "表2 人员情况表"]


def test_cells_are_read_as_they_are_printed() -> None:
    def build(book: Book) -> None:
        of_rows(["项目", "值"], ["执行率", 0.994], ["支出", 1234.5], ["和", 0.1 + 0.2], ["日期", date(2023, 12, 31)])(
            book
        )
        for row, code in ((2, "0.00%"), (3, "#,##0.00"), (5, 'yyyy"年"m"月"d"日"')):
            book.active.cell(row, 2).number_format = code

    assert [row[1] for row in cells(reading(build))[1:]] == ["99.40%", "1,234.50", "0.3", "2023年12月31日"]


def test_a_formula_counts_by_its_saved_result_and_is_named_without_one() -> None:
    data = saved(of_rows(["项目", "金额"], ["甲", 1], ["合计", "=SUM(B2:B2)"], ["乙", "=B2"]))
    half = changed(data, SHEET, "<f>SUM(B2:B2)</f><v></v>", "<f>SUM(B2:B2)</f><v>1</v>")
    extracted = workbook.read(half)
    assert cells(extracted)[2:] == [["合计", "1"], ["乙", ""]]
    assert "1 个公式没有保存计算结果（B4）" in extracted.warnings[0]


def test_what_is_hidden_is_left_out_and_said() -> None:
    def build(book: Book) -> None:
        of_rows(["项目", "去年", "金额"], ["水费", 777, 1], ["废行", 778, 779])(book)
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["B"].hidden = True
        book.create_sheet("底稿").append(["暗", 780])
        book["底稿"].sheet_state = "veryHidden"

    extracted = reading(build)
    assert cells(extracted) == [["项目", "金额"], ["水费", "1"]]
    assert "1 行、1 列是隐藏的" in extracted.warnings[0]
    assert "工作表“底稿”是隐藏的" in extracted.warnings[1]


def test_errors_of_formulas_are_named() -> None:
    data = saved(of_rows(["项目", "金额"], ["甲", "=1/0"]))
    data = changed(data, SHEET, 'r="B2"><f>1/0</f><v></v>', 'r="B2" t="e"><f>1/0</f><v>#DIV/0!</v>')
    extracted = workbook.read(data)
    assert cells(extracted)[1] == ["甲", "#DIV/0!"]
    assert "B2：#DIV/0!" in extracted.warnings[0]


def by_hand(sheet: str, shared: str, main: str) -> bytes:
    """Make a package as other programs than openpyxl write it: texts in a part of their own, no places of cells."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationship Id="r{}" Type="' + relation + '/{}" Target="{}"/>'
    parts = {
        "_rels/.rels": f"<Relationships>{link.format(1, 'officeDocument', '/xl/book.xml')}</Relationships>",
        "xl/_rels/book.xml.rels": f"<Relationships>{link.format(1, 'worksheet', 'a.xml')}"
        f"{link.format(2, 'sharedStrings', '../xl/s.xml')}</Relationships>",
        "xl/book.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets><sheet name="甲" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/a.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/s.xml": f'<sst xmlns="{main}">{shared}</sst>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return buffer.getvalue()


TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


@pytest.mark.parametrize("main", [TRANSITIONAL, STRICT])
def test_shared_texts_are_read_without_the_aids_above_their_characters(main: str) -> None:
    shared = "<si><t>项目</t></si><si><r><t>甲</t></r><r><t>_x000D_乙</t></r><rPh sb='0' eb='1'><t>jia</t></rPh></si>"
    sheet = (
        '<row><c t="s"><v>0</v></c><c t="str"><v>金额</v></c></row><row><c t="s"><v>1</v></c><c><v>12.50</v></c></row>'
    )
    extracted = workbook.read(by_hand(sheet, shared, main))
    assert headings(extracted) == ["甲"]
    assert cells(extracted) == [["项目", "金额"], ["甲 乙", "12.5"]]


def test_a_text_that_is_not_there_is_damage() -> None:
    with pytest.raises(DamagedFile):
        workbook.read(by_hand('<row><c t="s"><v>1</v></c></row>', "<si><t>甲</t></si>", TRANSITIONAL))


def test_a_sheet_too_large_is_left_out_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_xml, "MOST_ROWS", 3)

    def build(book: Book) -> None:
        of_rows(*([f"行{i}", i] for i in range(5)), name="明细")(book)
        book.create_sheet("汇总").append(["合计", 10])

    extracted = reading(build)
    assert "合计" in extracted.text
    assert "行1" not in extracted.text
    assert "工作表“明细”超过" in extracted.warnings[0]
    with pytest.raises(ReadingError, match="明细"):
        reading(of_rows(*([f"行{i}", i] for i in range(5)), name="明细"))


def test_an_empty_workbook_is_no_text() -> None:
    with pytest.raises(NoText):
        reading(lambda book: book)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (package.OLE_MARK + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (package.OLE_MARK + b"\0" * 64, UnsupportedFormat),
        (b"plain words", DamagedFile),
        (saved(of_rows(["a", 1]))[:900], DamagedFile),
        (changed(saved(of_rows(["a", 1])), SHEET, "</sheetData>", ""), DamagedFile),
        (changed(saved(of_rows(["a", 1])), "xl/workbook.xml", "<workbook ", "<!DOCTYPE a []><workbook "), DamagedFile),
    ],
)
def test_files_that_are_not_what_their_name_says(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        workbook.read(data)


WHOLE = saved(of_rows(["支出情况表"], ["项目", "金额"], ["水费", 12.5], ["合计", "=SUM(B3:B3)"]))
READ_PARTS = ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET)


def with_bytes(name: str, at: int, taken: int, put: bytes) -> bytes:
    """Change bytes in a part, with the package whole around it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as before, zipfile.ZipFile(buffer, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            at %= len(data)
            after.writestr(part, data[:at] + put + data[at + taken :] if part == name else data)
    return buffer.getvalue()


def is_read_or_refused(data: bytes) -> bool:
    try:
        return bool(workbook.read(data).text)
    except ReadingError as error:
        return error.message != error.english


@given(st.sampled_from(READ_PARTS), st.integers(0, 9999), st.integers(0, 9), st.binary(max_size=3) | st.just(b"9"))
def test_a_damaged_part_is_read_or_refused_in_words(name: str, at: int, taken: int, put: bytes) -> None:
    assert is_read_or_refused(with_bytes(name, at, taken, put))


@given(st.integers(0, len(WHOLE) - 1), st.booleans(), st.binary(min_size=1, max_size=1))
def test_a_damaged_package_is_read_or_refused_in_words(at: int, cut: bool, put: bytes) -> None:
    assert is_read_or_refused(WHOLE[:at] if cut else WHOLE[:at] + put + WHOLE[at + 1 :])


def test_an_attribute_that_is_no_number_is_damage() -> None:
    with pytest.raises(DamagedFile):
        workbook.read(changed(WHOLE, SHEET, 'r="B3"', 'r="B3x"'))


def test_a_number_beyond_all_measure_is_kept_as_written() -> None:
    data = changed(saved(of_rows(["项目", "金额"], ["甲", 1.5])), SHEET, "1.5", "1E+999999999")
    assert cells(workbook.read(data))[1] == ["甲", "1E+999999999"]


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separated_values_are_read_as_a_sheet(codec: str, separator: str) -> None:
    rows = [
        ["支出情况表"],
        ["单位：万元"],
        ["项目", "金额", "执行率"],
        ["水费", '"1,234.50"', "99.4%"],
        ["电\u3000费", "2", ""],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    extracted = separated.read(text.encode(codec))
    assert captions(extracted) == ["支出情况表\n单位：万元"]
    assert cells(extracted) == [["项目", "金额", "执行率"], ["水费", "1,234.50", "99.4%"], ["电 费", "2", ""]]


def test_separated_values_without_words_and_without_cells() -> None:
    with pytest.raises(NoText):
        separated.read(b",,\n,,")
    with pytest.raises(DamagedFile):
        separated.read(b'"' + b"a" * 200_000)
