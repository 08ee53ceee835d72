"""Bytes to text: the encodings of Chinese office computers, short texts, broken bytes, several encodings in a file."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heshu.errors import DamagedFile
from heshu.reading.encodings import LOST, decode

SHORT = ["公用经费", "2023年", "预算执行率99.5%", "单位：万元\n项目\t金额\n水费\t3\n"]
WORDS = [
    "部门",
    "整体支出",
    "绩效自评",
    "预算执行率",
    "公用经费",
    "万元",
    "，",
    "。",
    "2023年",
    "1,234.56",
    "99.5%",
    "一、",
    "（三）",
]
TRADITIONAL = ["部門", "整體支出", "績效自評", "預算執行率", "公用經費", "萬元", "，", "。", "99.5%"]
LINE = st.lists(st.sampled_from(WORDS), min_size=8, max_size=20).map("".join).filter(lambda line: not line.isascii())
REPORT = st.lists(LINE, min_size=3, max_size=12)


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-32", "hz"])
def test_short_texts_are_read_in_each_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == (text, ())


@given(REPORT, st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-32", "hz"]))
def test_whole_texts_are_read_without_a_word(lines: list[str], codec: str) -> None:
    text = "\n".join(lines)
    assert decode(text.encode(codec)) == (text, ())


@given(st.lists(st.sampled_from(TRADITIONAL), min_size=12).map("".join).filter(lambda text: "部門" in text))
def test_traditional_texts_are_read_in_big5(text: str) -> None:
    assert decode(text.encode("big5")) == (text, ())


@given(REPORT, st.sampled_from(["utf-8", "gb18030"]), st.data())
def test_a_broken_byte_costs_its_own_line_and_is_named(lines: list[str], codec: str, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    broken = [line.encode(codec) for line in lines]
    at = data.draw(st.integers(0, len(broken[number])))
    broken[number] = broken[number][:at] + b"\xff" + broken[number][at:]
    text, warnings = decode(b"\n".join(broken))
    read = text.split("\n")
    assert [line for i, line in enumerate(read) if i != number] == [line for i, line in enumerate(lines) if i != number]
    assert LOST in read[number]
    assert f"第 {number + 1} 行" in warnings[-1]


@given(st.lists(st.tuples(LINE, st.sampled_from(["utf-8", "gb18030"])), min_size=2, max_size=12))
@example([("部门" * 8, "utf-8"), ("部门" * 12, "gb18030")])
def test_a_file_of_several_encodings_is_read_line_by_line(lines: list[tuple[str, str]]) -> None:
    text, warnings = decode(b"\n".join(line.encode(codec) for line, codec in lines))
    assert text == "\n".join(line for line, _ in lines)
    assert bool(warnings) == (len({codec for _, codec in lines}) > 1)


def test_utf16_without_a_mark_is_read_where_a_byte_is_broken() -> None:
    text = "全年预算数1,234.56万元，执行率99.5%。\n" * 20
    data = bytearray(text.encode("utf-16-le"))
    data[101] = 0xD8
    found, warnings = decode(bytes(data))
    assert sum(a != b for a, b in zip(found, text, strict=True)) == 1
    assert "1 处" in warnings[0]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"\0" * 50, b"\xff\xfe" + b"\0\xd8" * 50]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        decode(data)
