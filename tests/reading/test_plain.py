"""Text files: encodings, line breaks, pages, and the Markdown marks in them."""

from __future__ import annotations

import codecs
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.errors import DamagedFile, NoText
from heshu.reading import encodings, plain
from heshu.records import Span

REPORT = "某局2023年度部门整体支出绩效自评报告\n一、基本情况\n全年预算数1,234.56万元，执行率99.5%。\n"
TRADITIONAL = "本部門二零二三年度預算執行情況良好，支出共計一千萬元，較上年減少百分之五。\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_is_read_in_the_encodings_of_office_computers(codec: str) -> None:
    assert plain.read(REPORT.encode(codec)).text == REPORT


@pytest.mark.parametrize("codec", ["big5", "gb18030", "utf-16-le"])
def test_traditional_chinese_is_told_from_simplified(codec: str) -> None:
    assert plain.read(TRADITIONAL.encode(codec)).text == TRADITIONAL


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufffd")
    ),
    st.sampled_from([b"", codecs.BOM_UTF8]),
)
def test_what_is_utf8_is_read_as_utf8(text: str, mark: bytes) -> None:
    decoded, warnings = encodings.decode(mark + text.lstrip("\ufeff").encode())
    assert (decoded, warnings) == (text.lstrip("\ufeff"), ())


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\0" * 50, b"%\xff\xfe\x01" * 99])
def test_binary_files_are_no_text(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        plain.read(data)


@pytest.mark.parametrize("data", [b" \n\t \r\n", codecs.BOM_UTF8, "\u3000\n".encode("gb18030")])
def test_white_space_is_no_text(data: bytes) -> None:
    with pytest.raises(NoText):
        plain.read(data)


def test_a_cut_off_file_is_read_with_a_warning() -> None:
    extracted = plain.read((REPORT * 20).encode()[:-2])
    assert extracted.text.startswith(REPORT)
    assert "1 处" in extracted.warnings[0]


def test_line_breaks_of_every_kind_become_one() -> None:
    assert plain.read("甲\r\n乙\r丙\n丁\u2028戊".encode()).text == "甲\n乙\n丙\n丁\n戊"


def test_form_feeds_begin_pages() -> None:
    extracted = plain.read("第一页\n\f第二页\n\f\f第四页\f".encode())
    starts = (*extracted.page_starts, len(extracted.text))
    pages = [extracted.text[a:b].strip() for a, b in pairwise(starts)]
    assert pages == ["第一页", "第二页", "", "第四页"]
    assert "\f" not in extracted.text


def test_a_text_without_form_feeds_has_no_pages() -> None:
    assert plain.read(REPORT.encode()).page_starts == ()


def test_hash_marks_are_headings_and_stay_in_the_text() -> None:
    text = "# 报告\n\n### **（一）职能**\n正文 # 不是标题\n####### 七级不算\n##一、概况\n#1号文件\n"
    extracted = plain.read(text.encode())
    assert extracted.text == text
    found = [(text[slice(*h.span)], h.level) for h in extracted.headings]
    assert found == [("# 报告", 1), ("### **（一）职能**", 3), ("##一、概况", 2)]


def cells(text: str) -> list[list[list[str]]]:
    return [[[text[a:b] for a, b in row.cells] for row in table.rows] for table in plain.read(text.encode()).tables]


def test_pipe_tables_have_the_spans_of_their_cells() -> None:
    assert cells("前\n\n| 科目 | 金额 |\n|:---|---:|\n| 公用 | 1,2\\|3 |\n|  | 4 |\n\n后|文\n") == [
        [["科目", "金额"], ["公用", "1,2\\|3"], ["", "4"]]
    ]


def test_pipe_tables_without_outer_bars() -> None:
    assert cells("甲|乙\n-|-\n1|2\n") == [[["甲", "乙"], ["1", "2"]]]


def test_bars_without_a_rule_are_a_table_only_where_names_stand_before_numbers() -> None:
    assert cells("甲|乙\n1|2\n") == []
    assert cells("| 项目 | 金额 |\n| 甲 | 1.5 |\n| 乙 | 2 |\n后文\n") == [
        [["项目", "金额"], ["甲", "1.5"], ["乙", "2"]]
    ]


@pytest.mark.parametrize("gap", ["    ", "\t", "\u3000\u3000"])
def test_columns_set_apart_by_white_space_are_a_table(gap: str) -> None:
    rows = [["项目", "预算数", "执行率"], ["甲中心运转", "1,100.00", "98.5%"], ["合　计", "1,100.00", "98.5%"]]
    text = "明细表\n\n" + "\n".join("  " + gap.join(row) for row in rows) + "\n后面是正文，不再是表。\n"
    (table,) = plain.read(text.encode()).tables
    assert text[slice(*table.caption)] == "明细表"
    assert cells(text) == [rows]


@pytest.mark.parametrize("number", ["表2-1", "表3", "附表一", "表 4："])
def test_a_title_set_apart_from_its_number_is_no_row_of_heads(number: str) -> None:
    rows = "人员类   982.00   23.64   99.86%\n运转类   146.00   -5.84   95.50%\n"
    text = f"{number}   分类执行表（万元）\n支出类型   年初预算   追加（减）   执行率\n{rows}"
    (table,) = plain.read(text.encode()).tables
    assert [text[slice(*cell)] for cell in table.rows[0].cells] == ["支出类型", "年初预算", "追加（减）", "执行率"]
    assert text[slice(*table.caption)].endswith("分类执行表（万元）")


def test_an_empty_cell_shows_by_the_places_of_the_others() -> None:
    assert cells(
        "项目        年初数    调整数    执行数\n"
        "甲          100.00    110.00     90.00\n"
        "乙                     10.00      5.00\n"
        "合计        100.00    120.00     95.00\n"
    )[0][2] == ["乙", "", "10.00", "5.00"]


def test_a_line_that_names_the_rows_below_it_stands_in_the_table() -> None:
    text = "指标\t满分\t得分\n一、产出\n数量\t10\t9\n质量\t10\t8\n二、效益\n社会\t20\t20\n（二）存在问题\n不多。\n"
    (table,) = cells(text)
    assert [row[0] for row in table] == ["指标", "一、产出", "数量", "质量", "二、效益", "社会"]


@pytest.mark.parametrize(
    "text",
    [
        "组  长：张三  某处处长\n副组长：李四  某处副处长\n成  员：王五  3人\n",
        "姓名    职务\n张三    局长\n李四    副局长\n",
        "项目    金额\n甲项目    10万元\n后面是正文。\n",
        "某局    某县\n全年支出100万元，  完成95%。\n全年收入100万元，  完成95%。\n",
        "一、基本情况    二、绩效\n2023年支出  98.5%，比上年  多。\n2022年支出  97.5%，比上年  少。\n",
    ],
)
def test_lists_of_names_and_prose_with_gaps_are_no_tables(text: str) -> None:
    assert cells(text) == []


def test_a_drawn_border_stands_between_a_table_and_its_caption() -> None:
    text = "支出表\n┌──┬──┐\n│项目│金额│\n├──┼──┤\n│甲│1│\n│乙│2│\n└──┴──┘\n"
    (table,) = plain.read(text.encode()).tables
    assert text[slice(*table.caption)] == "支出表"
    assert cells(text) == [[["项目", "金额"], ["甲", "1"], ["乙", "2"]]]


@pytest.mark.parametrize("number", ["表1", "表2-1", "表 3", "附表二", "附表1-2", "表4："])
@pytest.mark.parametrize("gap", ["  ", "\u3000\u3000", "\t", "      "])
def test_a_number_set_apart_from_its_title_heads_no_column(number: str, gap: str) -> None:
    text = f"{number}{gap}执行情况表（万元）\n类别  预算  执行数\n甲类  9.5  8.5\n乙类  7.5  6.5\n"
    (table,) = plain.read(text.encode()).tables
    assert text[slice(*table.caption)] == f"{number}{gap}执行情况表（万元）"
    assert [text[slice(*cell)] for cell in table.rows[0].cells] == ["类别", "预算", "执行数"]


def test_drawn_tables_and_marked_ones_keep_their_order() -> None:
    drawn = "项目  金额\n{}  1.5\n乙  2.5\n"
    text = drawn.format("甲") + "\n|项目|金额|\n|--|--|\n|丙|3|\n\n" + drawn.format("丁")
    assert [table[1][0] for table in cells(text)] == ["甲", "丙", "丁"]


def test_empty_cells_at_either_end_of_unframed_rows_are_cells() -> None:
    text = (
        "一级 | 二级 | 指标 | 分值 | 备注\n产出 | 数量 | 修渠 | 8 |\n |  | 建池 | 7 | 少2座\n | 质量 | 合格率 | 8 |\n"
    )
    assert cells(text) == [
        [
            ["一级", "二级", "指标", "分值", "备注"],
            ["产出", "数量", "修渠", "8", ""],
            ["", "", "建池", "7", "少2座"],
            ["", "质量", "合格率", "8", ""],
        ]
    ]


NOTED = (
    ["指标", "权重", "目标", "完成", "得分", "备注"],
    ["台账规范性", "8", "规范", "基本规范", "7.00", "更新不及时，扣1分"],
    ["修渠数量", "9", "5个", "4个", "7.20", "1处占地受阻；明年完工"],
    ["合格率", "9", "≥98%", "98.6%", "9.00", "无"],
)


@pytest.mark.parametrize("between", ["\t", "    "])
def test_a_note_behind_the_numbers_of_a_row_may_be_a_sentence(between: str) -> None:
    assert cells("\n".join(between.join(row) for row in NOTED)) == [list(NOTED)]


def test_a_note_before_the_last_column_may_be_a_sentence_between_tabs() -> None:
    rows = [[*row[:4], *row[5:], row[4]] for row in NOTED]
    assert cells("\n".join("\t".join(row) for row in rows)) == [rows]


@pytest.mark.parametrize("line", ["全年抽检8次，合格7次。\t8\t7\t1\t2\t3", "台账，规范\t8\t规范\t7\t7.00\t无"])
def test_a_sentence_before_the_numbers_of_a_line_is_no_row(line: str) -> None:
    text = "\n".join(["\t".join(row) for row in NOTED] + [line])
    assert cells(text) == [list(NOTED)]


cell_text = st.text(alphabet="科目金额0123456789.,%（） ", max_size=6).map(str.strip)


@given(
    st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(cell_text, min_size=n, max_size=n), min_size=1, max_size=4))
)
def test_every_cell_of_a_written_table_is_found_again(rows: list[list[str]]) -> None:
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    rule = "|" + "---|" * len(rows[0])
    assert cells("\n".join(["正文。", "", head, rule, *rest])) == [rows]


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("表1 收支情况\n", "表1 收支情况"),
        (
            "收支总表\n公开01表\n编制部门：某局\n金额单位：万元\n\n",
            "收支总表\n公开01表\n编制部门：某局\n金额单位：万元",
        ),
        ("一段话说完了。\n单位：元\n", "单位：元"),
        ("各项支出情况如下（单位：万元）：\n", "各项支出情况如下（单位：万元）："),
        ("各项支出情况如下：\n", ""),
        ("重点项目资金情况：\n", "重点项目资金情况："),
        ("长" * 41 + "\n", ""),
        ("长" * 41 + "。构成见下表（单位：万元）：\n", "构成见下表（单位：万元）："),
        ("长" * 41 + "，分项列示如下（单位：元）：\n", "分项列示如下（单位：元）："),
        ("长" * 41 + "。构成见下表：\n", ""),
        ("", ""),
    ],
)
def test_captions(above: str, caption: str) -> None:
    text = above + "表"
    assert text[slice(*plain.caption_above(text, len(above)))] == caption


def test_no_caption_reaches_above_its_floor() -> None:
    assert plain.caption_above("标题\n单位：元\n表", 8, floor=3) == Span(3, 7)


def test_html_tables_in_markdown_are_tables() -> None:
    text = (
        "# 云泽市水务局2023年度部门整体支出绩效自评报告\n\n单位：万元\n\n"
        "<table border=1><tr><th>科目</th><th>调整后预算</th><th>决算数</th></tr>\n"
        "<tr><td>公路建设</td><td>31,200.00</td><td>30,587.40</td></tr></table>\n\n以上为决算情况。\n"
    )
    extracted = plain.read(text.encode())
    (table,) = extracted.tables
    rows = [[extracted.text[cell.start : cell.end] for cell in row.cells] for row in table.rows]
    assert rows == [["科目", "调整后预算", "决算数"], ["公路建设", "31,200.00", "30,587.40"]]
    assert "<t" not in extracted.text
