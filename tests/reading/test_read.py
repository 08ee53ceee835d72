"""A file becomes a report: the room's front door."""

from __future__ import annotations

import hashlib
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.errors import NoText, UnsupportedFormat
from heshu.reading.read import Reading, file_hash, read, understand
from heshu.records import Extracted

REPORTS = sorted((Path(__file__).parent / "reports").iterdir())
SHARED = Path(os.environ.get("HESHU_SHARED") or Path(__file__).parents[3] / "shared")
REAL = sorted((SHARED / "reports").glob("*.txt")) if SHARED.is_dir() else []
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:\s*(?:万元|亿元|元|%|分|个|人次|公里))?")


def test_a_report_tells_who_when_and_what(tmp_path: Path) -> None:
    path = tmp_path / "水利局.txt"
    path.write_bytes(REPORTS[-1].read_bytes())
    found = read(path)
    report = found.report
    assert (report.department, report.aliases, report.year) == ("清江市水利局", ("市水利局",), 2023)
    assert report.title == "2023年度清江市水利局部门整体支出绩效自评报告"
    assert (report.source, report.id) == ("水利局.txt", hashlib.sha256(path.read_bytes()).hexdigest())
    assert report.text == found.extracted.text
    assert report.warnings == ()


def test_the_source_can_be_named_by_its_place_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(REPORTS[0].read_bytes())
    assert read(path, "2023/报告.txt").report.source == "2023/报告.txt"


def test_one_hash_for_the_same_bytes_and_another_for_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "b.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "c.txt").write_text("乙", encoding="utf-8")
    a, b, c = (file_hash(tmp_path / f"{name}.txt") for name in "abc")
    assert a == b != c


def test_what_a_report_does_not_say_of_itself_is_a_warning() -> None:
    report = understand(Extracted("工作总结\n完成了各项工作。"), "0" * 64, "总结.txt").report
    assert [warning[:6] for warning in report.warnings] == ["没有认出部门", "没有认出年度"]


def test_a_file_of_page_numbers_holds_no_text() -> None:
    with pytest.raises(NoText, match="空页"):
        understand(Extracted("\n- 1 -\n\f\n- 2 -\n", page_starts=(0, 8)), "0" * 64, "空页.txt")


def test_an_unknown_kind_of_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "报告.xyz"
    path.write_text("文字", encoding="utf-8")
    with pytest.raises(UnsupportedFormat, match="报告"):
        read(path)


# ---------------------------------------------------------------- what holds for every report


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_passage_maps_back_to_its_own_characters(path: Path) -> None:
    _assert_sound(read(path))


@pytest.mark.shared
@pytest.mark.parametrize("number", range(5))
def test_real_reports_are_read_whole(number: int) -> None:
    if not REAL:
        pytest.skip("the measuring reports do not lie beside the project")
    found = read(REAL[number])
    _assert_sound(found)
    assert found.report.department
    assert found.report.year == 2023
    assert len(found.sections) > 10
    for passage in found.passages[1:]:
        lines = passage.text.split("\n")
        assert all(len(line) < 40 or line[-1] in "。；：！？”" for line in lines)


PIECES = st.sampled_from(
    [
        *(
            "一、概况\n",
            "（一）职能。\n",
            "1.制度",
            "完成率为99.41%。",
            "24,110.26",
            " 万元",
            "\n",
            "\n\n",
            "- 3 -\n",
            "5\n",
        ),
        *("；", "：", "，", "、", "**", "\f", "\u3000\u3000", "$\\leq 10\\%$", "预算执行", "OA ", "（以下简称“我局”）"),
        *("目录\n", "2023年度某市水利局自评报告\n", "| a |\n"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_whatever_is_written_is_read_without_loss_of_place(text: str, whole: bool) -> None:
    try:
        found = understand(Extracted(text, paragraphs_whole=whole), "0" * 64, "x.txt")
    except NoText:
        return
    _assert_sound(found)


def _assert_sound(found: Reading) -> None:
    text = found.report.text
    for passage in found.passages:
        _assert_maps_back(text, passage.text, [passage.clean.source_span(i, i + 1) for i in range(len(passage.text))])
        for edge in (passage.span.start, passage.span.end):
            line, at = _line_at(text, edge)
            assert not any(match.start() < at < match.end() for match in FIGURE.finditer(line))
    for before, after in pairwise(found.passages):
        assert before.span.end <= after.span.start


def _assert_maps_back(text: str, clean: str, spans: list[tuple[int, int]]) -> None:
    """Each character stands for itself, for white space, or for a sign that markup spells out."""
    for character, (start, end) in zip(clean, spans, strict=True):
        source = text[start:end]
        assert character == source or not character.strip() or source.startswith("\\")
    starts = [start for start, _ in spans]
    assert starts == sorted(starts)


def _line_at(text: str, edge: int) -> tuple[str, int]:
    start = text.rfind("\n", 0, edge) + 1
    return text[start : text.find("\n", edge) if "\n" in text[edge:] else len(text)], edge - start
