"""The keys that other programs read, and lines of JSON that survive whatever stands in them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heshu.app import wire
from heshu.asking.checks.checkup import Checked, Quoted
from heshu.records import (
    Answer,
    Calculation,
    Card,
    Citation,
    Figure,
    FigureKind,
    Finding,
    Span,
    Status,
    Value,
    Verdict,
)

TEXT = "全年支出\n4,001.98万元。"
FIGURE = Figure(
    *("r", "p", "全年支出", "", "2023年", "", Decimal("4001.98"), "万元", FigureKind.AMOUNT, "4,001.98万元"),
    *("全年支出4,001.98万元", 4, 14, Span(5, 15)),
)
CITATION = Citation(
    *(
        1,
        "水务局.txt",
        "自评报告",
        "青禾县水务局",
        2023,
        ("一、概况",),
        None,
        TEXT,
        TEXT.replace("\n", ""),
        0,
        len(TEXT),
        "r",
    )
)
CALCULATION = Calculation("divide(1, 4)", "1 ÷ 4", "25", "%", "26", Verdict.INCONSISTENT, (FIGURE,))
ANSWER = Answer(
    *("支出多少", Status.ANSWERED, "4,001.98万元[1]。", (Value("4001.98", "万元"),), (CITATION,), (CALCULATION,)),
    *(0.123456789, "查数"),
)
CARD = Card("r", "水务局.txt", "自评报告", "青禾县水务局", (), 2023, 9, 2, 1, 1, 1)
FINDING = Finding("sum", FIGURE, Decimal("4000"), CALCULATION, Verdict.INCONSISTENT, "不一致。")


def found() -> wire.Record:
    quoted = Quoted(FIGURE, replace(CITATION, page=2), Span(4, 14))
    return wire.finding(Checked(FINDING, quoted, (quoted,)))


def test_an_answer_is_written_with_the_report_s_own_characters() -> None:
    written = wire.answer(ANSWER, "q-1")
    assert written["id"] == "q-1"
    assert written["status"] == "answered"
    assert written["values"] == [{"number": "4001.98", "unit": "万元"}]
    assert written["seconds"] == 0.1235
    cited = written["citations"][0]
    assert cited["quote"] == TEXT[cited["start"] : cited["end"]]
    assert written["calculations"][0]["verdict"] == "inconsistent"


def test_an_answer_to_a_line_without_an_id_has_none() -> None:
    assert "id" not in wire.answer(ANSWER)


def test_a_finding_is_written_with_its_operands() -> None:
    written = found()
    assert (written["stated"], written["expected"], written["unit"], written["page"]) == ("4001.98", "4000", "万元", 2)
    assert written["operands"] == [
        {"label": "全年支出", "value": "4001.98", "unit": "万元", "source": "水务局.txt", "quote": TEXT}
    ]


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_value_is_a_plain_decimal_string(value: Decimal) -> None:
    figure = Figure("r", "p", "", "", "", "", value, "", FigureKind.AMOUNT, "", "", 0, 0, Span(0, 0))
    written = wire.figure(figure, CARD, None)["value"]
    assert "E" not in written
    assert Decimal(written) == value


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(0, 60))
def test_a_page_begins_at_or_before_its_characters(starts: list[int], offset: int) -> None:
    page = wire.page_at(starts, offset)
    if not starts:
        assert page is None
    elif offset >= starts[0]:
        assert page is not None
        assert starts[page - 1] <= offset
        assert all(offset < start for start in starts[page:])
    else:
        assert page == 1


@given(st.text(st.characters()))
@example("\u2028\u2029\x85\r\n\ud800\U00020000")
def test_whatever_stands_in_a_record_it_is_one_line_of_utf_8(text: str) -> None:
    written = wire.line({"text": text})
    assert len(written.splitlines()) == 1
    assert json.loads(written.encode()) == {"text": text}


# ---------------------------------------------------------------- the format that the scorer reads


def keys(rows: Iterable[str]) -> list[str]:
    """Give the keys that the first cells of a table's rows name."""
    return [key for row in rows if row.startswith("| `") for key in re.findall(r"`(\w+)`", row.split("|")[1])]


@pytest.mark.shared
def test_the_keys_are_those_of_the_answer_format() -> None:
    shared = Path(os.environ.get("HESHU_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
    page = shared / "eval" / "ANSWER.md"
    if not page.exists():
        pytest.skip("the answer format lies beside the project, and is not here")
    text = page.read_text("utf-8")
    answers, findings = text.split("`heshu audit --json`")
    assert set(wire.answer(ANSWER, 1)) == set(keys(answers.splitlines())) - {"verdict"}
    assert set(found()) == set(keys(findings.splitlines()))
    figures = text.split("`heshu figures --json`")[1].splitlines()[0]
    assert list(wire.figure(FIGURE, CARD, 1)) == list(wire.FIGURE_KEYS) == re.findall(r'"(\w+)"', figures)
    cited = answers.split("| `citations` |")[1].splitlines()[0].split("};")[0]
    assert list(wire.citation(CITATION)) == re.findall(r'"(\w+)":? ', cited.replace(",", " "))
