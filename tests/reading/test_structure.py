"""The tree of sections and the row of passages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.reading.layout import paragraphs
from heshu.reading.structure import PASSAGE_LENGTH, Structure, page_of, sentences, structure
from heshu.records import Extracted, Heading, Passage, PassageKind, Span, Table, TableRow

REPORTS = sorted((Path(__file__).parent / "reports").iterdir())
BODY = "本项工作按计划完成，资金支付及时。"


def built(extracted: Extracted | str) -> Structure:
    extracted = Extracted(extracted) if isinstance(extracted, str) else extracted
    return structure("r" * 64, paragraphs(extracted), extracted.page_starts)


def paths(extracted: Extracted | str) -> list[str]:
    return [" / ".join(section.path) for section in built(extracted).sections[1:]]


def marked(*lines: tuple[int, str], whole: bool = True) -> Extracted:
    """A file whose lines carry heading levels (0: none)."""
    text, headings = "", []
    for level, line in lines:
        if level:
            headings.append(Heading(Span(len(text), len(text) + len(line)), level))
        text += line + "\n"
    return Extracted(text, headings=tuple(headings), paragraphs_whole=whole)


def test_a_heading_with_a_figure_is_a_passage_too() -> None:
    text = "一、“三公”经费\n（三）公务接待费1.35万元。比上年持平，主要原因是保持不变。\n"
    text += f"二、过程管理（30分，得28分）\n{BODY}"
    said = [(passage.path[-1], passage.text) for passage in built(text).passages]
    assert said == [
        ("（三）公务接待费1.35万元", "（三）公务接待费1.35万元。"),
        ("（三）公务接待费1.35万元", "比上年持平，主要原因是保持不变。"),
        ("二、过程管理（30分，得28分）", "二、过程管理（30分，得28分）"),
        ("二、过程管理（30分，得28分）", BODY),
    ]


# ---------------------------------------------------------------- the tree


def test_every_style_stands_below_the_one_above() -> None:
    text = f"第一部分 概况\n一、基本情况\n（一）职能\n1.履职\n{BODY}\n（1）任务一\n{BODY}\n2.效益\n{BODY}\n"
    text += f"第二部分 支出\n{BODY}"
    assert paths(text) == [
        "第一部分 概况",
        "第一部分 概况 / 一、基本情况",
        "第一部分 概况 / 一、基本情况 / （一）职能",
        "第一部分 概况 / 一、基本情况 / （一）职能 / 1.履职",
        "第一部分 概况 / 一、基本情况 / （一）职能 / 1.履职 / （1）任务一",
        "第一部分 概况 / 一、基本情况 / （一）职能 / 2.效益",
        "第二部分 支出",
    ]


def test_circled_numbers_stand_below_all_others() -> None:
    text = f"1.管理情况\n①预算编制\n{BODY}\n②采购管理\n{BODY}"
    assert paths(text) == ["1.管理情况", "1.管理情况 / ①预算编制", "1.管理情况 / ②采购管理"]


def test_repeated_and_skipped_numbers_keep_their_places() -> None:
    text = f"一、目标\n（一）甲工作\n{BODY}\n（一）乙工作\n{BODY}\n（三）丙工作\n{BODY}\n三、问题\n{BODY}"
    assert paths(text) == [
        "一、目标",
        "一、目标 / （一）甲工作",
        "一、目标 / （一）乙工作",
        "一、目标 / （三）丙工作",
        "三、问题",
    ]


def test_two_sections_of_one_name_do_not_swallow_each_other() -> None:
    found = built(f"一、目标\n{BODY}\n一、目标\n{BODY}\n").sections
    assert found[1].span.end <= found[2].span.start


def test_a_heading_with_a_stop_is_a_heading() -> None:
    assert paths(f"一、概况\n（一）部门职能。\n{BODY}\n（二）收支情况：\n{BODY}") == [
        "一、概况",
        "一、概况 / （一）部门职能",
        "一、概况 / （二）收支情况",
    ]


def test_a_heading_with_its_text_behind_it_is_cut_from_it() -> None:
    found = built(f"二、绩效\n（一）项目得分。评价小组进行打分。{BODY}\n（二）等级。综合评价为优秀。{BODY}")
    assert [section.path[-1] for section in found.sections[1:]] == ["二、绩效", "（一）项目得分", "（二）等级"]
    assert found.passages[0].text == f"评价小组进行打分。{BODY}"


def test_items_of_a_list_are_no_sections() -> None:
    items = "1.负责文件的起草工作。\n2.负责会议的组织工作；\n3.负责信息公开工作\n4.完成其他任务。"
    found = built(f"（一）部门职能\n主要职责是：\n{items}\n{BODY}")
    assert len(found.sections) == 2
    assert [p.text for p in found.passages if p.kind is PassageKind.LIST][-1] == "主要职责是：\n" + items


def test_a_heading_with_nothing_below_it_is_a_passage_itself() -> None:
    found = built(f"一、概况\n{BODY}\n二、其他需要说明的情况：无\n")
    assert [p.text for p in found.passages if p.section == 2] == ["二、其他需要说明的情况：无"]


def test_headings_without_numbers_follow_the_files_levels() -> None:
    file = marked((1, "某局2023年自评报告"), (2, "部门概况"), (0, BODY), (3, "职能"), (0, BODY), (2, "问题"), (0, BODY))
    assert paths(file) == ["部门概况", "部门概况 / 职能", "问题"]
    assert built(file).passages[0].kind is PassageKind.TITLE


def test_first_level_headings_without_numbers_are_sections_where_there_are_several() -> None:
    file = marked((1, "部门概况"), (0, BODY), (1, "存在问题"), (0, BODY))
    assert paths(file) == ["部门概况", "存在问题"]


def test_a_title_over_two_marked_lines_is_no_section() -> None:
    file = marked((1, "某市水利局2023年度"), (1, "部门整体支出绩效自评报告"), (1, "部门概况"), (0, BODY))
    assert paths(file) == ["部门概况"]


def test_numbered_items_stand_below_a_heading_that_only_the_file_marks() -> None:
    file = marked((2, "部门概况"), (0, "一、职能"), (0, BODY), (2, "绩效"), (0, "一、结论"), (0, BODY))
    assert paths(file) == ["部门概况", "部门概况 / 一、职能", "绩效", "绩效 / 一、结论"]


def test_wrong_levels_of_a_converter_do_not_move_numbered_headings() -> None:
    file = marked(
        (2, "一、概况"), (4, "（一）管理"), (2, "1.制度建设"), (0, BODY), (4, "2.监控"), (0, BODY), (3, "二、结论")
    )
    assert paths(file) == [
        "一、概况",
        "一、概况 / （一）管理",
        "一、概况 / （一）管理 / 1.制度建设",
        "一、概况 / （一）管理 / 2.监控",
        "二、结论",
    ]


def test_an_unnumbered_heading_finds_its_place_among_numbered_ones() -> None:
    file = marked((1, "一、概况"), (2, "（一）职能"), (0, BODY), (2, "机构设置"), (0, BODY), (1, "二、结论"), (0, BODY))
    assert paths(file) == ["一、概况", "一、概况 / （一）职能", "一、概况 / 机构设置", "二、结论"]


# ---------------------------------------------------------------- passages


def test_the_lines_of_the_title_are_one_passage() -> None:
    found = built(f"附件2\n某市水利局\n2023年度部门整体支出绩效自评报告\n一、概况\n{BODY}")
    assert found.passages[0].kind is PassageKind.TITLE
    assert found.passages[0].text.split("\n")[-1] == "2023年度部门整体支出绩效自评报告"
    assert found.passages[0].path == ()


def test_table_rows_are_passages_below_their_caption() -> None:
    text = f"一、收支\n{BODY}\n收支情况表\n收入\t100.5\n支出\t98.2\n"
    rows = tuple(
        TableRow((Span(i, i + 2), Span(i + 3, i + j))) for i, j in ((text.index("收入"), 8), (text.index("支出"), 7))
    )
    caption = Span(text.index("收支情况表"), text.index("收支情况表") + 5)
    found = built(Extracted(text, tables=(Table(caption, rows),), paragraphs_whole=True))
    cells = [p for p in found.passages if p.kind is PassageKind.TABLE_ROW]
    assert [(p.text, p.path) for p in cells] == [
        ("收入 100.5", ("一、收支", "收支情况表")),
        ("支出 98.2", ("一、收支", "收支情况表")),
    ]
    assert all(p.section == 1 for p in cells)


def test_pages_count_from_one_and_are_unknown_without_pages() -> None:
    assert [page_of(offset, (0, 10, 20)) for offset in (0, 9, 10, 25)] == [1, 1, 2, 3]
    assert page_of(5, ()) is None


@given(
    st.lists(
        st.sampled_from(
            ["我部完成了任务。", "做到“有没有？”、“好不好？”，都清楚。", "真的吗？", "收入为24,110.26万元；支出为5元。"]
        )
    )
)
def test_sentences_are_whole(written: list[str]) -> None:
    text = "".join(written)
    assert [text[span.start : span.end] for span in sentences(text)] == written


def test_list_lines_end_sentences() -> None:
    text = "甲；\n乙。丙"
    assert [text[span.start : span.end] for span in sentences(text)] == ["甲；", "乙。", "丙"]


LONG = st.lists(st.integers(5, 300).map(lambda n: "预" * n + "。"), min_size=1, max_size=12)


@given(LONG)
def test_prose_is_cut_between_sentences_only(written: list[str]) -> None:
    found = built(Extracted("一、概况\n" + "".join(written), paragraphs_whole=True)).passages
    assert "".join(p.text for p in found) == "".join(written)
    assert all(p.text.endswith("。") for p in found)
    assert all(len(p.text) <= PASSAGE_LENGTH or p.text.count("。") == 1 for p in found)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_sections_and_passages_stand_in_their_places(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = built(text)
    for section in found.sections[1:]:
        assert squeezed(text[slice(*section.span)]).startswith(squeezed(section.path[-1]))
        assert section.span.start < section.body.start <= section.body.end == section.span.end
    for passage in found.passages:
        section = found.sections[passage.section]
        assert section.span.start <= passage.span.start < passage.span.end <= section.span.end
        assert passage.path[: len(section.path)] == section.path
    _assert_in_order(found.passages)


def test_a_section_covers_its_subsections_and_ends_where_the_next_begins() -> None:
    text = f"一、概况\n（一）职能\n{BODY}\n（二）机构\n{BODY}\n二、结论\n{BODY}"
    first, _, second, last = built(text).sections[1:]
    assert text[slice(*first.span)] == text[: text.index("二、结论")].rstrip()
    assert text[slice(*second.body)].strip() == BODY
    assert text[slice(*last.span)] == f"二、结论\n{BODY}"


def _assert_in_order(found: tuple[Passage, ...]) -> None:
    assert [p.ordinal for p in found] == list(range(len(found)))
    assert len({p.id for p in found}) == len(found)
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


def squeezed(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in "#*")
