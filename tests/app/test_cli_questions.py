"""heshu ask and heshu search, as people and as scripts run them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli
from heshu.asking.assistant import Assistant
from heshu.library.library import Library
from heshu.records import Answer

WATER = "青禾县水务局2023年度部门整体支出绩效自评报告.txt"
LINES = (
    '{"id": "a", "question": "水务局2023年公用支出是多少"}\n'
    "这一行不是 JSON\n"
    '{"id": 3, "question": "那图书馆呢", "history": ["水务局2023年公用支出是多少"]}\n'
)


def heshu(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu", input=stdin)


def records(done: Result) -> list[dict[str, Any]]:
    return [json.loads(row) for row in done.stdout.splitlines()]


# ---------------------------------------------------------------- ask


def test_an_answer_names_its_sources_by_number(small_index: Path) -> None:
    done = heshu("ask", "水务局2023年公用支出是多少", "--index", small_index)
    assert done.exit_code == 0
    assert "186.30万元[1]" in done.stdout
    assert f"[1] {WATER} · 一、部门概况 › （二）预算与支出" in done.stdout
    assert "“其中，公用支出186.30万元" in done.stdout


def test_words_need_no_quotation_marks(small_index: Path) -> None:
    assert "186.30万元" in heshu("ask", "水务局", "公用支出", "--index", small_index).stdout


def test_explain_says_how_the_answer_came_about(small_index: Path) -> None:
    done = heshu("ask", "水务局2023年公用支出是多少", "--explain", "--index", small_index)
    assert "理解为：" in done.stdout
    assert "用时：" in done.stdout


def test_a_quote_stands_in_the_report_between_its_offsets(small_index: Path) -> None:
    (given,) = records(heshu("ask", "水务局存在哪些问题", "--json", "--index", small_index))
    library = Library.open(small_index)
    texts = {card.source: library.report(card.id).text for card in library.cards}
    assert given["citations"]
    for cited in given["citations"]:
        assert texts[cited["source"]][cited["start"] : cited["end"]] == cited["quote"]


def test_a_refusal_is_an_answer(small_index: Path) -> None:
    done = heshu("ask", "火星基地的预算是多少", "--json", "--index", small_index)
    assert done.exit_code == 0
    assert records(done)[0]["status"] == "refused"


def test_a_report_may_be_chosen_by_a_part_of_its_name(small_index: Path) -> None:
    done = heshu("ask", "公用支出是多少", "--report", "图书馆", "--json", "--index", small_index)
    assert [value["number"] for value in records(done)[0]["values"]] == ["57.25"]
    missing = heshu("ask", "公用支出是多少", "--report", "气象局", "--index", small_index)
    assert missing.exit_code == 2
    assert "气象局" in missing.stderr


@pytest.mark.parametrize("source", ["-", "file"])
def test_each_line_of_a_batch_gets_a_line_in_order(small_index: Path, tmp_path: Path, source: str) -> None:
    file = tmp_path / "问题.jsonl"
    file.write_text(LINES, "utf-8")
    done = heshu("ask", "--batch", "-" if source == "-" else file, "--index", small_index, stdin=LINES)
    assert done.exit_code == 0
    first, bad, last = records(done)
    assert (first["id"], first["values"]) == ("a", [{"number": "186.30", "unit": "万元"}])
    assert (bad["status"], bad["text"]) == ("refused", "第 2 行不是有效的 JSON")
    assert (last["id"], last["question"]) == (3, "那图书馆呢")
    assert last["values"] == [{"number": "57.25", "unit": "万元"}]
    assert set(bad) | {"id"} == set(first)
    assert done.stderr == ""


def test_an_error_of_the_program_costs_one_line(small_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Assistant.ask

    def ask(self: Assistant, question: str, *more: Any) -> Answer:
        if question == "那图书馆呢":
            raise ZeroDivisionError("nobody foresaw this")
        return real(self, question, *more)

    monkeypatch.setattr(Assistant, "ask", ask)
    done = heshu("ask", "--batch", "-", "--index", small_index, stdin=LINES)
    assert done.exit_code == 3
    assert [record["status"] for record in records(done)] == ["answered", "refused", "refused"]
    assert "第 3 行" in done.stderr
    assert "Traceback" not in done.stderr
    traced = heshu("ask", "--batch", "-", "--debug", "--index", small_index, stdin=LINES)
    assert "Traceback" in traced.stderr


@pytest.mark.parametrize("arguments", [[], ["问题", "--batch", "-"]])
def test_there_is_either_a_question_or_a_file(small_index: Path, arguments: list[str]) -> None:
    for command in ("ask", "search"):
        done = heshu(command, *arguments, "--index", small_index)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "--batch" in done.stderr


def test_a_file_that_is_not_there_is_told(small_index: Path) -> None:
    done = heshu("ask", "--batch", "没有.jsonl", "--index", small_index)
    assert done.exit_code == 2
    assert "没有.jsonl" in done.stderr


# ---------------------------------------------------------------- search


def test_the_best_passage_comes_first(small_index: Path) -> None:
    done = heshu("search", "古籍修复人员", "--index", small_index)
    assert done.stdout.startswith("1. 青禾县图书馆2023年度部门整体支出绩效自评报告.md · 三、存在的主要问题")
    assert "古籍修复人员不足" in done.stdout


def test_scores_fall_and_top_limits_them(small_index: Path) -> None:
    (found,) = records(heshu("search", "支出", "--top", "4", "--json", "--index", small_index))
    scores = [hit["score"] for hit in found["hits"]]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    library = Library.open(small_index)
    assert {hit["source"] for hit in found["hits"]} <= {card.source for card in library.cards}


def test_each_line_of_a_batch_gets_its_passages(small_index: Path) -> None:
    first, bad, last = records(heshu("search", "--batch", "-", "--top", "2", "--index", small_index, stdin=LINES))
    assert [set(hit) for hit in first["hits"]] == [{"source", "passage", "score"}] * 2
    assert first["hits"][0]["source"] == WATER
    assert (bad["hits"], bad["error"]) == ([], "第 2 行不是有效的 JSON")
    assert last["id"] == 3
