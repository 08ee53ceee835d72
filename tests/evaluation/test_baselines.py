"""The other sides of the comparison: what they extract is honest, and the tables are what was counted."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from heshu.evaluation.cases import Case, Expect, case
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.numbers import squeeze
from heshu.evaluation.outcomes import Ending, Outcome

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    baselines, extract, retrievers = (
        importlib.import_module(f"eval.bench.{name}") for name in ("baselines", "extract", "retrievers")
    )

TITLES = {"甲.txt": "甲县水务局2023年度部门整体支出绩效自评报告"}
TEXT = """甲县水务局2023年度部门整体支出绩效自评报告
一、公用支出
全年公用支出61.50万元，基本支出88.20万元。
自评得分95.60分。
"""


def found(tmp_path: Path, question: str) -> Any:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    return retrievers.keyword(tmp_path, tmp_path)(question)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("甲县水务局2023年公用支出是多少", "61.50万元"),
        ("甲县水务局基本支出是多少", "88.20万元"),
        ("甲县水务局自评得分多少", "95.60分"),
    ],
)
def test_a_keyword_search_finds_what_is_stated(question: str, value: str, tmp_path: Path) -> None:
    passages = found(tmp_path, question)
    given = extract.extracted(question, passages, TITLES)
    assert given.values == (value,)
    assert all(squeeze(cited.quote) in squeeze(TEXT) for cited in given.citations)


def test_nothing_found_is_refused(tmp_path: Path) -> None:
    assert extract.extracted("xyz", found(tmp_path, "xyz"), TITLES) == Given("refused")


@pytest.mark.parametrize(
    ("expect", "backed"),
    [
        ({"status": "answered", "numbers": [{"value": "61.50", "unit": "万元"}]}, True),
        ({"status": "answered", "numbers": [{"value": "61.51", "unit": "万元"}]}, False),
        ({"status": "answered", "all_of": ["基本支出", "自评"]}, False),
        ({"status": "answered", "any_of": ["基本支出", "自评"]}, True),
        ({"status": "refused"}, False),
    ],
)
def test_what_a_reader_could_take_from_the_passages(expect: dict[str, Any], backed: bool) -> None:
    one = case({"id": "1", "category": "x", "question": "?", "expect": expect})
    passages = [Quoted("甲.txt", "全年公用支出61.50万元，基本支出88.20万元。")]
    assert extract.backed(one.expect, passages) is backed


def side(name: str, *endings: Ending, backed: int | None = None) -> Any:
    outcomes = tuple(
        Outcome("s", Case(str(n), "lookup", "?", Expect(("answered",))), Given("answered"), (), one, 0.002)
        for n, one in enumerate(endings)
    )
    return baselines.Side(name, outcomes, backed, 1.0)


def test_the_readme_gets_what_was_counted() -> None:
    ours = side("Heshu", Ending.RIGHT, Ending.RIGHT, Ending.REFUSED, Ending.SHORT)
    other = side("keyword", Ending.WRONG, Ending.WRONG, Ending.WRONG, Ending.RIGHT, backed=1)
    text = baselines.written(f"before\n{baselines.BEGIN}\nold\n{baselines.END}\nafter", [ours, other])
    assert text.startswith("before\n")
    assert text.endswith("\nafter")
    assert "old" not in text
    assert "| Heshu | 50.0% | 15.0%–85.0% | 0 | 1 | 1 | – |" in text
    assert "| keyword | 25.0% | 4.6%–69.9% | 3 | 0 | 0 | 25.0% |" in text
    assert "| lookup | 2/4 | 1/4 |" in text
    assert baselines.written(text, [ours, other]) == text


def test_the_chart_stands_alone() -> None:
    drawn = baselines.chart([side("Heshu", Ending.RIGHT), side("other", Ending.WRONG)])
    assert drawn.startswith("<svg ")
    assert drawn.count("<style>") == 1
    assert ">asked back</text>" in drawn
    assert "1 right" in drawn
    assert "0 right" in drawn


def test_the_readme_has_the_marks() -> None:
    text = baselines.README.read_text("utf-8")
    assert text.count(baselines.BEGIN) == text.count(baselines.END) == 1


def test_a_package_that_is_missing_is_named_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs = {"langchain": ("json", "no_such_package", "no_such_package.part")}
    monkeypatch.setattr(retrievers, "NEEDS", needs)
    monkeypatch.setattr("sys.argv", ["eval.bench.baselines", "langchain"])
    assert retrievers.missing(["keyword"]) == []
    assert baselines.main() == 2
    told = capsys.readouterr().err
    assert "no_such_package, no_such_package.part. " in told
    assert "pip install '.[baselines]'" in told
