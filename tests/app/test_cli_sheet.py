"""The file for Excel: it opens as it should, and no cell of it runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.app.sheet import cell, sheet


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "＝1", "－x", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_kept_as_text(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.6", "0", "99.55", "预算执行率", "2023年", "a=b", ""])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)))
def test_what_is_written_is_read_back(texts: list[str]) -> None:
    data = sheet([{"a": text, "b": None} for text in texts], ["a", "b"])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["a"].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert {row["b"] for row in rows} <= {""}
