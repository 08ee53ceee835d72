"""The one way into files: which are read, which are refused in words, and that nothing else ever happens."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.errors import NoText, ReadingError, UnsupportedFormat
from heshu.reading import formats
from heshu.reading.read import read
from heshu.records import Extracted, Span

SUFFIXES = [suffix for row in formats.FORMATS for suffix in row.suffixes]


def spans(extracted: Extracted) -> Iterator[Span]:
    """Yield the spans of headings, then of cells, each in its order."""
    yield from (heading.span for heading in extracted.headings)
    yield from (cell for table in extracted.tables for row in table.rows for cell in row.cells)


def check_shape(extracted: Extracted) -> None:
    """Assert what holds of every extraction: spans lie within the text, in order, on one line."""
    size = len(extracted.text)
    assert extracted.text.strip()
    assert all(0 <= start <= end <= size and "\n" not in extracted.text[start:end] for start, end in spans(extracted))
    headings = [heading.span for heading in extracted.headings]
    assert headings == sorted(headings)
    for table in extracted.tables:
        ordered = [cell for row in table.rows for cell in row.cells]
        assert ordered == sorted(ordered)
        assert table.caption.end <= table.rows[0].cells[0].start
    assert list(extracted.page_starts) == sorted(extracted.page_starts)
    assert all(0 <= start <= size for start in extracted.page_starts)
    extracted.text.encode()


def extract_or_refuse(data: bytes, suffix: str, folder: Path) -> None:
    path = folder / f"file{suffix}"
    path.write_bytes(data)
    try:
        check_shape(formats.extract(path))
    except ReadingError as error:
        refusal = error
    else:
        return
    assert refusal.message.startswith(f"“file{suffix}”")
    assert refusal.english != refusal.message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@given(data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused_in_words(folder: Path, data: bytes, suffix: str) -> None:
    extract_or_refuse(data, suffix, folder)


TAGS = ["<table>", "<tr>", "<td>", "<td colspan=2>", "<h2>", "</h2>", "<p>", "<a>", "</a>", "<br>", "</", "<!--"]
MARKS = [*TAGS, "|", "---|", "# ", "\n", "\f", "12.5", "支出"]


@given(pieces=st.lists(st.sampled_from(MARKS), max_size=40), suffix=st.sampled_from([".txt", ".md", ".html"]))
@settings(deadline=None)
def test_any_jumble_of_marks_has_spans_that_hold(folder: Path, pieces: list[str], suffix: str) -> None:
    extract_or_refuse("".join(pieces).encode(), suffix, folder)


def small_docx() -> bytes:
    document = docx.Document()
    document.add_heading("一、情况", 1)
    document.add_table(2, 2).cell(1, 1).text = "12.5"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


DOCX = small_docx()


@given(at=st.integers(0, len(DOCX) - 1), value=st.integers(0, 255), cut=st.booleans())
@settings(deadline=None, max_examples=60)
def test_a_damaged_docx_is_read_or_refused_in_words(folder: Path, at: int, value: int, cut: bool) -> None:
    extract_or_refuse(DOCX[:at] if cut else DOCX[:at] + bytes([value]) + DOCX[at + 1 :], ".docx", folder)


@pytest.mark.parametrize("name", ["报告.TXT", "a.md", "b.DocX", "c.pdf", "d.htm"])
def test_supported_by_suffix_in_any_case(name: str) -> None:
    assert formats.supported(Path(name))


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.ofd", "PDF"),
        ("a.zip", "解压"),
        ("a.gif", "PDF"),
        ("a.xyz", ".docx"),
        ("无扩展名", ".docx"),
    ],
)
def test_other_formats_are_refused_with_advice(name: str, advice: str) -> None:
    assert not formats.supported(Path(name))
    with pytest.raises(UnsupportedFormat, match=advice):
        formats.extract(Path(name))


def test_a_missing_file_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="找不到"):
        formats.extract(tmp_path / "gone.txt")
    with pytest.raises(ReadingError, match="文件夹"):
        formats.extract(tmp_path)
    (tmp_path / "empty.pdf").touch()
    with pytest.raises(NoText, match="空"):
        formats.extract(tmp_path / "empty.pdf")


def test_a_name_that_no_disk_takes(tmp_path: Path) -> None:
    with pytest.raises(ReadingError):
        formats.extract(tmp_path / ("长" * 300 + ".txt"))
    with pytest.raises(ReadingError):
        formats.extract(tmp_path / "a\0b.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("报告")
    path.chmod(0)
    with pytest.raises(ReadingError, match="权限"):
        formats.extract(path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(formats.LARGEST_FILE + 1)
    with pytest.raises(ReadingError, match="200 MB"):
        formats.extract(path)


def test_a_row_of_marks_alone_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_text("项目,预算数（万元）\n**,\n`,**\n公用经费,1.20\n", "utf-8")
    assert [passage.text for passage in read(path).passages] == ["项目 预算数（万元）", "公用经费 1.20"]
