"""Heading numbers, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.reading.numbering import LEVELS, marker_of, number_of

HAN = "一二三四五六七八九"


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (HAN[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones - 1] if ones else "")


WRITTEN = {
    "chapter": lambda n: f"第{_han(n)}部分 ",
    "han": lambda n: f"{_han(n)}、",
    "han-bracket": lambda n: f"（{_han(n)}）",
    "digit": lambda n: f"{n}.",
    "digit-bracket": lambda n: f"（{n}）",
    "circled": lambda n: chr(ord("①") + n - 1),
}


@given(st.sampled_from(sorted(WRITTEN)), st.integers(1, 20), st.sampled_from(["预算执行情况", "总体情况", "年度目标"]))
def test_every_style_gives_its_number_and_its_length(style: str, number: int, title: str) -> None:
    written = WRITTEN[style](number)
    marker = marker_of(written + title)
    assert marker is not None
    assert (marker.style, marker.number, (written + title)[marker.length :]) == (style, number, title)


@given(st.integers(1, 99))
def test_chinese_numerals_have_their_value(number: int) -> None:
    assert number_of(_han(number)) == number == number_of(str(number))


@pytest.mark.parametrize(
    "text",
    [
        "1.5万元用于培训",
        "2023年度预算执行情况",
        "10,369.89万元",
        "一级项目共12个",
        "一、二级项目分别制定了绩效目标",
        "1、2号楼维修改造",
        "三、四季度支出进度加快",
        "（2023年度）",
        "（试行）",
        "第三方机构评价",
        "预算执行情况",
        "",
    ],
)
def test_figures_years_and_counts_are_no_heading_numbers(text: str) -> None:
    assert marker_of(text) is None


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("一、一般公共预算支出", "han", 1),
        ("一、二〇二三年度工作", "han", 1),
        ("1. 2023年预算执行", "digit", 1),
        ("1、2023年预算执行", "digit", 1),
        ("4．2023年收支总表", "digit", 4),
        ("(三) 管理效率", "han-bracket", 3),
        ("十二、其他", "han", 12),
        ("3）采购管理", "digit-bracket", 3),
        ("第2章 总则", "chapter", 2),
    ],
)
def test_headings_that_look_like_something_else(text: str, style: str, number: int) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.style, marker.number) == (style, number)


def test_levels_follow_the_rules_for_official_documents() -> None:
    assert sorted(LEVELS, key=LEVELS.__getitem__) == list(WRITTEN)
