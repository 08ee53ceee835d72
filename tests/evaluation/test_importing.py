"""Users' own questions: sheets and the page's 👍 and 👎 become cases, or are said to be left out."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from heshu.app.cli import cli
from heshu.app.feedback import note
from heshu.app.show import Turn
from heshu.asking.assistant import Assistant
from heshu.errors import UsageError
from heshu.evaluation.cases import Case, load
from heshu.evaluation.given import Given, Quoted, of_line
from heshu.evaluation.importing import Imported, Reports, imported, write
from heshu.evaluation.rules import faults
from heshu.evaluation.wanted import expected
from heshu.records import Answer

SOURCES = ["水务局2023.docx", "水务局2022.docx", "教育局2023.md"]
HEAD = ["序号", "问题", "标准答案", "所属报告", "类别"]
ROWS = [
    ["1", "公用支出多少？", "61.50万元", "教育局2023", "查数"],
    ["2", "有哪些问题？", "预算编制不细；执行偏慢。", "", ""],
    ["3", "食堂花了多少？", "报告未提及", "", ""],
    ["4", "谁得分高？", "", "", ""],
    ["5", "得分？", "95分", "水务局", ""],
    ["6", "得分？", "95分", "海关", ""],
]


def find(name: str) -> list[str]:
    return [source for source in SOURCES if name in source]


REPORTS = Reports(find)


def sheet(suffix: str) -> bytes:
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.append(["验收问题清单"])
        for row in [HEAD, *ROWS]:
            page.append(row)
        data = io.BytesIO()
        book.save(data)
        return data.getvalue()
    lines = [",".join(row) for row in [["验收问题清单"], HEAD, *ROWS]]
    return "\r\n".join(lines).encode("gb18030" if suffix == ".csv" else "utf-8")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_becomes_cases(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"ours{suffix}"
    path.write_bytes(sheet(suffix))
    found = imported(path, REPORTS)
    wanted = [one.expect for one in found.cases]
    assert [one.question for one in found.cases] == ["公用支出多少？", "有哪些问题？", "食堂花了多少？"]
    assert [one.category for one in found.cases] == ["查数", "imported", "imported"]
    assert [str(number) for number in wanted[0].numbers] == ["61.50万元"]
    assert [cited.source for cited in wanted[0].citations] == ["教育局2023"]
    assert wanted[1].all_of == ("预算编制不细", "执行偏慢")
    assert wanted[2].statuses == ("refused",)
    assert [line.message.split("：")[1][:12] for line in found.left_out] == [
        "没有问题或没有答案，未导",
        "索引里叫“水务局”的报告",
        "索引里叫“海关”的报告没",
    ]


def test_cases_are_written_as_a_question_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    path.write_bytes(sheet(".xlsx"))
    found = imported(path, REPORTS)
    write(found.cases, tmp_path / "ours.jsonl")
    assert tuple(load(tmp_path / "ours.jsonl")) == found.cases


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        ("共支出6,108.89万元，执行率99.55%", ["6108.89万元", "99.55%"]),
        ("提高1.2个百分点", ["1.2百分点"]),
        ("０．５亿元", ["0.5亿元"]),
        ("第3项第2点", []),
        ("培训12人次", ["12人次"]),
        ("61.5万元，即61.5万元", ["61.5万元"]),
        ("2023年", []),
    ],
)
def test_numbers_of_an_answer(answer: str, numbers: list[str]) -> None:
    assert [str(one) for one in expected(answer).numbers] == numbers


@pytest.mark.parametrize(
    ("head", "cells", "wanted"),
    [
        ("答案（万元）", ["186.30"], ["186.30万元"]),
        ("标准答案(单位：%)", ["99.40"], ["99.40%"]),
        ("答案（万元）", ["99.40%"], ["99.40%"]),
        ("答案", ["6,108.89", "万元"], ["6108.89万元"]),
        ("答案", ["186.30"], ["186.30"]),
        ("答案（简要）", ["186.30"], ["186.30"]),
        ("答案", ["95分", "水务局2022"], ["95分"]),
        ("答案", ["2023"], []),
    ],
)
def test_where_the_unit_of_a_number_stands(head: str, cells: list[str], wanted: list[str], tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text(
        "\n".join(";".join(row) for row in (["问题", head, "单位"], ["多少", *cells, ""])), "utf-8"
    )
    (one,) = imported(tmp_path / "ours.csv", REPORTS).cases
    assert [str(number) for number in one.expect.numbers] == wanted
    assert [cited.source for cited in one.expect.citations] == [name for name in cells[1:] if "水务局" in name]


def test_a_number_without_a_unit_is_held_in_any() -> None:
    wanted = Case("1", "x", "?", expected("186.30"))
    given = Given("answered", "公用经费186.3万元", ("186.3万元",))
    assert faults(wanted, given, {}) == ()
    assert faults(wanted, Given("answered", "公用经费186.31万元", ("186.31万元",)), {})


JUDGED = [
    ("对", "consistent", []),
    ("是的。", "consistent", []),
    ("正确", "consistent", []),
    ("不对", "inconsistent", []),
    ("错误", "inconsistent", []),
    ("不对，应为99.40%", "inconsistent", ["99.40%"]),
    ("是2023年新设的科室", "", []),
    ("对外宣传", "", []),
    ("错峰用电", "", []),
]


@pytest.mark.parametrize(("answer", "verdict", "numbers"), JUDGED)
def test_yes_and_no_are_verdicts(answer: str, verdict: str, numbers: list[str]) -> None:
    wanted = expected(answer)
    assert (wanted.verdict, [str(one) for one in wanted.numbers]) == (verdict, numbers)
    assert bool(wanted.all_of) is (not verdict)


@pytest.mark.parametrize(
    "answer", ["没有", "无", "报告中没有说明", "无法回答。", "报告未提及", "无此数据", "N/A", "未提及该指标"]
)
def test_an_answer_that_there_is_none(answer: str) -> None:
    assert expected(answer).statuses == ("refused",)


@pytest.mark.parametrize("answer", ["无锡市财政局", "没有按时完成的项目有两个", "没有超支", "无偿献血"])
def test_words_that_only_begin_so(answer: str) -> None:
    assert expected(answer).statuses == ("answered",)


ANSWER: dict[str, Any] = {
    "status": "answered",
    "text": "公用支出61.50万元[1]。",
    "values": [{"number": "61.50", "unit": "万元"}],
    "citations": [{"source": "教育局2023.md", "quote": "公用支出61.50万元"}],
    "calculations": [],
}
TEXTS = {"教育局2023": "公用支出61.50万元。基本支出88.20万元。"}
OTHER = Given("answered", "88.20万元", ("88.20万元",), (Quoted("教育局2023.md", "基本支出88.20万元"),))


def feedback(tmp_path: Path, *lines: object) -> Imported:
    path = tmp_path / "feedback.jsonl"
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), "utf-8")
    return imported(path, REPORTS)


def test_thumbs_become_cases(tmp_path: Path) -> None:
    line = {"time": "2026-01-01T00:00:00", "question": "多少", "history": ["教育局？"], "answer": ANSWER, "word": ""}
    up, down, told = feedback(
        tmp_path,
        line | {"verdict": "up"},
        line | {"verdict": "down"},
        line | {"verdict": "down", "word": "应该是基本支出 88.20 万元"},
    ).cases
    same = of_line(ANSWER)
    assert up.history == ("教育局？",)
    assert [bool(faults(up, given, TEXTS)) for given in (same, OTHER, Given("refused"))] == [False, True, True]
    assert [bool(faults(down, given, TEXTS)) for given in (same, OTHER, Given("refused"))] == [True, False, False]
    assert [bool(faults(told, given, TEXTS)) for given in (same, OTHER, Given("refused"))] == [True, False, True]


def test_what_the_page_notes_is_asked_again(small_index: Path, tmp_path: Path) -> None:
    """The page notes 👍 and 👎 beside the index; `heshu eval --import` wants the one again and not the other."""
    index = shutil.copytree(small_index, tmp_path / "index")
    assistant = Assistant.open(index)
    first, other = "水务局2023年公用支出是多少", "那“三公”经费呢"
    turns = [Turn(first, assistant.ask(first)), Turn(other, assistant.ask(other, [first]))]
    assert all(isinstance(turn.reply, Answer) and turn.reply.values for turn in turns)
    note(index, turns[:1], "up", "")
    note(index, turns, "down", "")
    kept, result = tmp_path / "kept.jsonl", tmp_path / "result.json"
    options = ["--import", tmp_path / "feedback.jsonl", "--cases", kept, "--index", index, "--json", result]
    ran = CliRunner().invoke(cli, ["eval", *map(str, options)], prog_name="heshu")
    assert "未导入" not in ran.stderr
    up, down = load(kept)
    assert (up.category, up.question, down.history) == ("feedback-up", first, (first,))
    assert up.expect.numbers
    assert up.expect.citations
    endings = {one["category"]: one["ending"] for one in json.loads(result.read_text("utf-8"))["cases"]}
    assert endings == {"feedback-up": "right", "feedback-down": "short"}


def test_feedback_that_is_not_understood_is_left_out_and_told(tmp_path: Path) -> None:
    found = feedback(tmp_path, "oops", {"question": "?", "answer": ANSWER, "verdict": "so-so"}, "[]")
    assert found.cases == ()
    assert len(found.left_out) == 3


@pytest.mark.parametrize("name", ["x.pdf", "none.xlsx"])
def test_what_cannot_be_imported_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        imported(tmp_path / name, REPORTS)


def test_a_sheet_without_heads_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match="问题"):
        imported(tmp_path / "x.csv", REPORTS)
