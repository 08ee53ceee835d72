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
from heshu.evaluation.cases import load
from heshu.evaluation.given import Given, Quoted, of_line
from heshu.evaluation.importing import Imported, expected, imported, write
from heshu.evaluation.rules import faults
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
    found = imported(path, find)
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
    found = imported(path, find)
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
    return imported(path, find)


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
        imported(tmp_path / name, find)


def test_a_sheet_without_heads_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("甲,乙\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match="问题"):
        imported(tmp_path / "x.csv", find)
