"""Lines become paragraphs again, whatever a page did to them, and every character maps back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.reading.clean import copy, width_of
from heshu.reading.layout import Paragraph, compress, concatenate, cut, paragraphs, wrap_width
from heshu.reading.structure import sentences, structure
from heshu.records import Clean, Extracted, Heading, PassageKind, Span, Table, TableRow

REPORTS = {
    path.stem: path.read_text(encoding="utf-8").strip() for path in (Path(__file__).parent / "reports").glob("*.txt")
}
NAMES = sorted(REPORTS)
NUMBERS = ("- {} -", "第 {} 页", "{}", "— {} —", "第{}页 共30页")

Seen = tuple[list[tuple[str, ...]], set[str]]


def wrap(text: str, width: int, indent: str = "") -> list[str]:
    """Break every paragraph at a width in Chinese characters, in mid-word and in mid-figure."""
    lines = []
    for paragraph in text.split("\n"):
        line = indent
        for character in paragraph:
            if width_of(line + character) > width:
                lines.append(line)
                line = ""
            line += character
        lines.append(line)
    return lines


def seen(text: str) -> Seen:
    """The section paths and the set of whole sentences that are read from a text."""
    found = structure("r", paragraphs(Extracted(text)), ())
    words: set[str] = set()
    for passage in found.passages:
        clean = passage.text.replace("\n", "") if passage.kind is PassageKind.TITLE else passage.text
        words |= {clean[span.start : span.end] for span in sentences(clean)}
    return [section.path for section in found.sections], words


def texts(text: str, *, whole: bool = False) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(Extracted(text, paragraphs_whole=whole))]


# ---------------------------------------------------------------- wrapped text


@pytest.mark.parametrize("width", range(10, 46))
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("name", NAMES)
def test_wrapping_at_any_width_changes_no_section_and_no_sentence(name: str, indent: str, width: int) -> None:
    assert seen("\n".join(wrap(REPORTS[name], width, indent))) == seen(REPORTS[name])


@settings(deadline=None, max_examples=120)
@given(st.data(), st.sampled_from(NAMES), st.integers(10, 45), st.booleans(), st.sampled_from(NUMBERS))
def test_blank_lines_and_page_numbers_between_any_lines_change_nothing(
    data: st.DataObject, name: str, width: int, blank: bool, number: str
) -> None:
    lines = wrap(REPORTS[name], width)
    breaks = data.draw(st.sets(st.integers(1, len(lines) - 1), max_size=12))
    paged: list[str] = []
    for index, line in enumerate(lines):
        if index in breaks:
            paged.append(number.format(len(paged) % 900 + 1))
        paged.append(line)
    assert seen(("\n\n" if blank else "\n").join(paged)) == seen(REPORTS[name])


@settings(deadline=None)
@given(st.integers(12, 62), st.sampled_from(["\n", "\n\n", "\n- 7 -\n", "\n\n3\n\n"]))
def test_a_line_break_anywhere_in_a_long_paragraph_is_undone(at: int, between: str) -> None:
    sentence = "截至年末，本部门共支付24,110.26万元，其中基本支出10,369.89万元，项目支出13,740.37万元，执行率99.71%。"
    assert texts(sentence[:at] + between + sentence[at:]) == [sentence]


# ---------------------------------------------------------------- page furniture


def test_running_headers_and_page_numbers_of_a_paged_file_are_left_out() -> None:
    pages = [
        f"某市水利局绩效自评报告\n第{n}项工作按计划完成，资金支付及时。\n第二句说明情况。\n{n}\n" for n in range(1, 6)
    ]
    starts = tuple(sum(map(len, pages[:n])) for n in range(5))
    found = [p.text for p in paragraphs(Extracted("".join(pages), page_starts=starts))]
    assert len(found) == 10
    assert not any("自评报告" in text or text.isdigit() for text in found)


def test_numbers_that_stand_below_each_other_are_cells_not_pages() -> None:
    assert {"100", "95", "87"} <= set(texts("指标得分\n100\n95\n87\n说明如下。"))


def test_a_year_alone_on_a_line_is_no_page_number() -> None:
    assert "2023" in "".join(texts("2023\n年度部门整体支出绩效自评报告\n一、基本情况\n"))


def test_a_table_of_contents_is_left_out_and_its_headings_come_once() -> None:
    entries = "目  录\n一、部门概况 .......... 1\n二、绩效情况 .......... 3\n"
    assert texts(entries + "一、部门概况\n本部门设5个科室。\n二、绩效情况\n全部完成。") == [
        "一、部门概况",
        "本部门设5个科室。",
        "二、绩效情况",
        "全部完成。",
    ]


def test_contents_whose_headings_do_not_come_back_end_with_their_last_entry() -> None:
    entries = "目 录\n一、主要职能\n二、预算表\n1. 2023年收支总表\n4．2023年基本支出预算\n表\n六、其他说明\n"
    assert texts(entries + "本部门负责全市水资源的统一管理和监督。") == ["本部门负责全市水资源的统一管理和监督。"]


def test_rules_and_lines_of_dashes_are_left_out() -> None:
    assert texts("第一段。\n————————\n-----\n第二段。") == ["第一段。", "第二段。"]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("10,369.89 万元", "10,369.89万元"),
        ("共 24, 110.26 万元", "共24,110.26万元"),
        ("得分 99. 58 分", "得分99.58分"),
        ("1. 2023年预算", "1. 2023年预算"),
        ("结转结余率 $\\leq 10\\%$ 。", "结转结余率≤10%。"),
        ("$75 \\leq \\text{得分} < 85$ 分", "75≤得分<85分"),
        ("**（一）** 部门职能", "（一）部门职能"),
        ("自 评 报 告", "自评报告"),
        ("组 长：张三 办公室主任", "组 长：张三 办公室主任"),
        ("使用 OA 系统 and more words", "使用OA系统and more words"),
        ("## 三、存在的问题", "三、存在的问题"),
    ],
)
def test_layout_spaces_and_markup_leave_the_clean_copy(written: str, clean: str) -> None:
    assert texts(written) == [clean]


def test_two_latin_words_keep_a_space_across_a_line_break() -> None:
    assert texts("本项目由承办单位负责运行维护服务的系统名称为Budget\nManager，运行稳定。") == [
        "本项目由承办单位负责运行维护服务的系统名称为Budget Manager，运行稳定。"
    ]


def test_bullets_begin_paragraphs() -> None:
    assert texts("主要做法，\n- 加强管理\n- 压减支出") == ["主要做法，", "加强管理", "压减支出"]


def test_whole_paragraphs_are_not_joined() -> None:
    lines = "这一段没有句号但它是一个完整的段落所以不能与下一段相连\n下一段。"
    assert texts(lines, whole=True) == lines.split("\n")
    assert texts(lines) == [lines.replace("\n", "")]


def test_an_item_that_a_page_cut_is_whole_again() -> None:
    text = "1. 负责日常公文处理。\n2. 负责编发每月简报，校对各镇报来的数字工\n\n作。\n3. 完成其他任务。"
    assert texts(text)[1] == "2.负责编发每月简报，校对各镇报来的数字工作。"


def test_a_sentence_goes_on_behind_a_semicolon() -> None:
    assert texts("总值班室完成全年值班值守工作；\n\n同时完成信息报送工作。") == [
        "总值班室完成全年值班值守工作；同时完成信息报送工作。"
    ]


# ---------------------------------------------------------------- tables


def table(text: str, rows: list[list[str]], caption: str = "") -> Extracted:
    at, found = 0, []
    for cells in rows:
        spans = []
        for cell in cells:
            at = text.index(cell, at)
            spans.append(Span(at, at + len(cell)))
            at += len(cell)
        found.append(TableRow(tuple(spans)))
    start = text.find(caption) if caption else 0
    return Extracted(text, tables=(Table(Span(start, start + len(caption)), tuple(found)),))


def test_table_rows_are_paragraphs_with_their_cells_apart() -> None:
    text = "收支情况表\n项目\t金额\n财政拨款\t 1,286.37\n以上单位为万元。\n"
    found = paragraphs(table(text, [["项目", "金额"], ["财政拨款", "1,286.37"]], "收支情况表"))
    assert [(p.text, p.caption, bool(p.row)) for p in found] == [
        ("收支情况表", "", False),
        ("项目 金额", "收支情况表", True),
        ("财政拨款 1,286.37", "收支情况表", True),
        ("以上单位为万元。", "", False),
    ]


def test_pipe_tables_lose_their_bars_and_rules() -> None:
    text = "| 指标 | 得分 |\n|---|---|\n| 产出 | 48.5 |\n"
    found = paragraphs(table(text, [["指标", "得分"], ["产出", "48.5"]]))
    assert [p.text for p in found] == ["指标 得分", "产出 48.5"]


def test_a_row_over_several_lines_is_one_paragraph() -> None:
    text = "产出指标\t完成率\n100%\n下一段落。"
    found = paragraphs(table(text, [["产出指标", "完成率\n100%"]]))
    assert [p.text for p in found] == ["产出指标 完成率100%", "下一段落。"]


def test_a_heading_that_the_file_marks_stands_alone() -> None:
    text = "部门概况\n本部门设有5个科室，年末实有人数83人，其中在职人员61人。"
    found = paragraphs(Extracted(text, headings=(Heading(Span(0, 4), 2),)))
    assert [(p.text, p.level) for p in found] == [("部门概况", 2), (text[5:], 0)]


# ---------------------------------------------------------------- the map back

PIECES = st.lists(
    st.sampled_from(
        ["预算", "24,110.26", " ", "  ", "万元", "**", "$\\leq 5\\%$", "。", "，", "OA", "and", "\u3000", "（一）"]
    ),
    max_size=30,
)


@settings(deadline=None)
@given(PIECES, st.data())
def test_every_slice_of_a_clean_copy_maps_to_its_own_characters(pieces: list[str], data: st.DataObject) -> None:
    source = "".join(pieces)
    clean = copy(source, 0, len(source))
    assert sum(run.length for run in clean.runs) == len(clean.text)
    if not clean.text:
        return
    start = data.draw(st.integers(0, len(clean.text) - 1))
    end = data.draw(st.integers(start + 1, len(clean.text)))
    span = clean.source_span(start, end)
    assert span == (clean.source_span(start, start + 1).start, clean.source_span(end - 1, end).end)
    for at in range(start, end):
        written = source[slice(*clean.source_span(at, at + 1))]
        assert clean.text[at] == written or written.isspace() or written.startswith("\\")
    part = cut(clean, start, end)
    assert part.text == clean.text[start:end]
    assert part.source_span(0, len(part.text)) == span


@settings(deadline=None)
@given(
    st.lists(st.text("预算执行率12。 ", min_size=1, max_size=9), min_size=1, max_size=6), st.sampled_from(["", "\n"])
)
def test_concatenation_keeps_every_character_and_its_place(parts: list[str], between: str) -> None:
    source = between.join(parts)
    cleans, at = [], 0
    for part in parts:
        cleans.append(compress((character, at + i, at + i + 1) for i, character in enumerate(part)))
        at += len(part) + len(between)
    whole = concatenate(cleans, between)
    assert whole.text == source
    assert all(whole.source_span(i, i + 1) == Span(i, i + 1) for i in range(len(source)))


def test_compress_needs_one_run_for_text_without_gaps() -> None:
    clean = compress([("预", 4, 5), ("算", 5, 6), ("≤", 8, 12), ("五", 12, 13)])
    assert clean.text == "预算≤五"
    assert [tuple(run) for run in clean.runs] == [(0, 2, 4, 2), (2, 1, 8, 4), (3, 1, 12, 1)]


def test_wrap_width_is_nought_for_text_that_is_not_wrapped() -> None:
    assert wrap_width([5, 12, 150, 8, 90, 33, 210, 7, 60]) == 0
    assert wrap_width([28, 27, 28, 9, 28, 27.5, 28, 28, 11, 28]) == pytest.approx(28)
    assert wrap_width([28, 28]) == 0


def test_a_paragraph_tells_its_text() -> None:
    assert Paragraph(Clean("预算", ())).text == "预算"
