"""Public sets in the forms in which their makers give them out; the files here are small and made up."""

from __future__ import annotations

import gzip
import importlib
import json
import lzma
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CALC = Path(os.environ.get("HESHU_SHARED", ROOT.parent / "shared")) / "calc"

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    calculator, retrieval, front = (
        importlib.import_module(f"eval.adapters.{name}") for name in ("calculator", "retrieval", "__main__")
    )


def file(path: Path, held: object) -> Path:
    path.write_text(json.dumps(held, ensure_ascii=False), "utf-8")
    return path


def qa(question: str) -> dict[str, Any]:
    return {"id": question, "question": question, "answers": [{"text": "x", "answer_start": 0}]}


SQUAD = {
    "version": "v1.0",
    "data": [
        {
            "title": "甲",
            "paragraphs": [{"id": "1", "context": "甲河长三百里。", "qas": [qa("甲河多长？"), qa("多长？")]}],
        },
        {"title": "乙", "paragraphs": [{"id": "2", "context": "乙山高千仞。", "qas": [qa("乙山多高？")]}]},
    ],
}
OLDER = [
    {
        "context_id": "1",
        "context_text": "甲河长三百里。",
        "qas": [{"query_id": "a", "query_text": "甲河多长？", "answers": []}],
    },
    {
        "context_id": "2",
        "context_text": "甲河长三百里。",
        "qas": [{"query_id": "b", "query_text": "多长？", "answers": []}],
    },
]


@pytest.mark.parametrize(("held", "passages", "questions"), [(SQUAD, 2, 3), (OLDER, 1, 2)])
def test_reading_sets(held: object, passages: int, questions: int, tmp_path: Path) -> None:
    corpus = retrieval.squad(file(tmp_path / "dev.json", held))
    assert (len(corpus.passages), len(corpus.questions)) == (passages, questions)
    assert list(retrieval.faults(corpus)) == []


@pytest.mark.parametrize("own_names", [False, True])
def test_stard(own_names: bool, tmp_path: Path) -> None:
    article = {"id": 7, "name": "某法 第一条", "content": "为了…"}
    query = {"query_id": 1, "query": "为了什么？", "match_id": [7]}
    if own_names:
        article = {"id": "7", "title": "某法 第一条", "text": "为了…"}
        query = {"id": 1, "question": "为了什么？", "gold_ids": ["7"]}
    corpus_path, queries = tmp_path / "corpus.jsonl.xz", tmp_path / "queries.json.gz"
    corpus_path.write_bytes(lzma.compress((json.dumps(article) + "\n").encode()))
    queries.write_bytes(gzip.compress(json.dumps([query]).encode()))
    corpus = retrieval.stard(corpus_path, queries)
    assert corpus.passages == (("7", "某法 第一条 为了…"),)
    assert corpus.questions[0].gold == {"7"}


def test_a_passage_that_is_missing_is_told() -> None:
    corpus = retrieval.Corpus((), (retrieval.Question("?", frozenset({"7"})),))
    assert list(retrieval.faults(corpus)) == ["?: no passage 7"]


FINQA = [
    {
        "id": "A/2008/page_1.pdf-1",
        "table": [["", "2008"], ["x", "$ 10"]],
        "qa": {"program": "divide(637, const_5)", "exe_ans": 127.4},
    },
    {"id": "b", "table": [["a", "1"]], "qa": {"program": "greater(3, 2)", "exe_ans": "yes"}},
    {"id": "c", "table": [], "qa": {"program": "add(1, 1)", "exe_ans": 3}},
]
TATQA = [
    {
        "table": {"uid": "t", "table": [["", "2019"]]},
        "paragraphs": [],
        "questions": [
            {
                "uid": "1",
                "answer_type": "arithmetic",
                "derivation": "(44.1-56.7)/56.7",
                "answer": -22.22,
                "scale": "percent",
            },
            {
                "uid": "2",
                "answer_type": "arithmetic",
                "derivation": "[$1,200 + 300] = 1,500",
                "answer": 1500,
                "scale": "thousand",
            },
            {"uid": "3", "answer_type": "span", "derivation": "", "answer": ["x"], "scale": ""},
        ],
    }
]
FINGLM = [
    {
        "question": "甲公司2020年的毛利率是多少？",
        "prompt": {"营业收入": "200.00元", "营业成本": "150.00元", "key_word": "毛利率、2020", "prom_answer": "25.00%"},
        "answer": ["…"],
    },
    {
        "question": "甲公司2020年净利润增长率是多少？",
        "prompt": {"净利润": "30元", "上年净利润": "40元", "prom_answer": "-25.00%"},
        "answer": [],
    },
    {"question": "甲公司2020年流动比率是多少？", "prompt": {"流动资产": "3元", "prom_answer": "0.50"}, "answer": []},
    {"question": "甲公司的法定代表人是谁？", "prompt": {"法定代表人": "某", "prom_answer": "某"}, "answer": []},
]


@pytest.mark.parametrize(
    ("name", "held", "ids", "wrong"),
    [
        ("finqa", FINQA, ["A/2008/page_1.pdf-1", "b", "c"], ["c"]),
        ("tatqa", TATQA, ["1", "2"], []),
        ("finglm", FINGLM, ["0", "1"], []),
    ],
)
def test_calculation_sets(name: str, held: object, ids: list[str], wrong: list[str], tmp_path: Path) -> None:
    path = file(tmp_path / f"{name}.json", held)
    assert [one.id for one in calculator.SETS[name](path)] == ids
    count, missed = calculator.tally(calculator.SETS[name](path))
    assert count == len(ids)
    assert [one.id for one in missed] == wrong


def test_a_set_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["eval.adapters", "cmrc2018", str(file(tmp_path / "dev.json", SQUAD))])
    front.main()
    printed = capsys.readouterr().out
    assert "3 questions, 2 passages" in printed
    assert "fused    @1" in printed


@pytest.mark.shared
@pytest.mark.parametrize(("name", "least"), [("finqa", 847), ("finglm", 495)])
def test_published_answers(name: str, least: int) -> None:
    path = CALC / f"{name}-dev.jsonl"
    if not path.exists():
        pytest.skip("the public sets are measuring data beside the project and are not here")
    count, wrong = calculator.tally(calculator.SETS[name](path))
    assert count - len(wrong) >= least
