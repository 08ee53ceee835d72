"""The question sets of eval/questions: their answers stand in the reports, and are computed right."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "eval/questions"
SCORER = Path(os.environ.get("HESHU_SHARED", ROOT.parent / "shared")) / "eval/score.py"
WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10_000)}

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    facts, gold, asked, make = (
        importlib.import_module(f"eval.questions.{name}") for name in ("facts", "gold", "asked", "make")
    )

HELD = facts.load()
QUESTIONS = asked.load()


def test_facts_stand_in_the_reports_and_the_files_are_what_they_give() -> None:
    assert list(make.faults(HELD, QUESTIONS)) == []


def test_a_fact_that_does_not_stand_is_told() -> None:
    court = HELD["法院"]
    moved = replace(court.figures["得分"], stands="自评评分为97.53分")
    found = list(facts.faults(replace(court, figures={"得分": moved}, texts={"等级": "评价等级“良”"})))
    assert [line.split(": ")[1] for line in found] == [
        "得分 does not stand in the text",
        "得分 is not 97.35 in",
        "等级 does not stand in the text",
    ]


def test_a_planted_error_that_is_none_is_told() -> None:
    audit = HELD["审计23"]
    right = facts.Error("执行率", "支出 / 全年预算 * 100", "98.62%")
    assert list(gold.wrong_errors({"审计23": replace(audit, errors=(right,))})) == [f"{audit.report}: 执行率 is right"]


def test_a_question_asked_twice_is_told() -> None:
    assert any("2 questions of this id" in line for line in make.counts([*QUESTIONS, QUESTIONS[0]]))


def test_a_wording_used_too_often_is_told() -> None:
    alike = [asked.Asked("lookup-number", (), f"{one.department}的总支出？", ()) for one in HELD.values()]
    assert list(make.patterns(HELD, alike)) == [f"{len(HELD)} questions are worded alike: *的总支出？"]


def test_a_citation_that_stands_nowhere_is_told() -> None:
    wanted = {"status": "answered", "citations": [{"source": "a", "contains": "12.5"}], "all_of": ["良好"]}
    found = make.line_faults({"id": "x", "category": "lookup-text", "expect": wanted}, {"a": "得分12.6分"})
    assert list(found) == ["x: '12.5' does not stand in a", "x: 良好 is in none of the reports cited"]


def lines() -> dict[str, Any]:
    """Read both question files: id -> line."""
    texts = [(FOLDER / f"{split}.jsonl").read_text("utf-8") for split in asked.SPLITS]
    return {line["id"]: line for text in texts for line in map(json.loads, text.splitlines())}


def with_decimals(expression: str) -> Decimal:
    """Compute an expression another way: every figure as a `Decimal`, amounts in 万元."""

    def written(match: re.Match[str]) -> str:
        figure = HELD[match[1]].figures[match[2]]
        return f"Decimal('{figure.value * WAN.get(figure.unit, 1)}')"

    return Decimal(eval(re.sub(r"(\w+)\.([^\W\d]\w*)", written, expression.strip()), {"Decimal": Decimal}))


COMPUTED = [(one, rest) for one in QUESTIONS for name, rest in one.rules if name == "=" and ";" in rest]
CHECKED = [(one, rest) for one in QUESTIONS for name, rest in one.rules if name == "check"]


@pytest.mark.parametrize("category", sorted({one.category for one, _ in COMPUTED}))
def test_computed_answers_again_with_decimals(category: str) -> None:
    written = lines()
    for one, argument in (pair for pair in COMPUTED if pair[0].category == category):
        expression, _, form = argument.partition(";")
        unit, decimals = form.split()
        with localcontext(prec=60):
            exact = with_decimals(expression) / WAN.get(unit, 1)
            again = exact.quantize(Decimal(1).scaleb(-int(decimals)), ROUND_HALF_UP)
        assert {"value": f"{again:f}", "unit": unit} in written[one.id]["expect"]["numbers"], one.question


def test_verdicts_again_with_decimals() -> None:
    written = lines()
    for one, argument in CHECKED:
        stated, expression, form = (part.strip() for part in argument.split(";"))
        literal = re.fullmatch(r"[\d.]+", stated)
        number = Decimal(stated) if literal else gold.place(HELD, stated).figure.value
        with localcontext(prec=60):
            exact = with_decimals(expression) / WAN.get(form.split()[0], 1)
            again = exact.quantize(Decimal(1).scaleb(-gold.decimals_of(number)), ROUND_HALF_UP)
        wanted = "consistent" if again == number else "inconsistent"
        assert written[one.id]["expect"]["verdict"] == wanted, one.question


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9), st.integers(0, 6))
def test_rounding_is_half_up(number: Decimal, decimals: int) -> None:
    with localcontext(prec=100):
        wanted = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert gold.rounded(Fraction(number), decimals) == wanted


def test_a_page_is_read_as_lines_and_cells() -> None:
    table = "<table><tr><th>项</th><th>数</th></tr>\n<tr><td>丙</td><td>2</td></tr></table>"
    page = f"<title>甲</title>\n<p>一、<b>乙</b>&nbsp;1</p>{table}"
    assert facts.page_text(page) == "甲\n一、乙 1\n项\t数\n丙\t2"


@pytest.mark.parametrize("source", sorted((FOLDER / "word").glob("*.txt")), ids=lambda path: path.stem)
def test_word_reports_hold_their_source(source: Path) -> None:
    lines: list[str] = []
    for item in docx.Document(str(FOLDER / "reports" / f"{source.stem}.docx")).iter_inner_content():
        rows = [[cell.text for cell in row.cells] for row in item.rows] if isinstance(item, Table) else [[item.text]]
        lines += ["\t".join(row) for row in rows]
    assert "\n".join(lines) == facts.truth(source.stem)


def perfect(line: dict[str, Any]) -> dict[str, Any]:
    """Give an answer that says what is expected and no more."""
    expect = line["expect"]
    values = [{"number": want["value"], "unit": want["unit"]} for want in expect.get("numbers", [])]
    said = [f"{value['number']}{value['unit']}" for value in values]
    return {
        "id": line["id"],
        "status": expect["status"].split("|")[0],
        "text": "，".join([*said, *expect.get("all_of", []), *expect.get("any_of", [])[:1]]),
        "values": values,
        "citations": [{"source": want["source"], "quote": want["contains"]} for want in expect.get("citations", [])],
        "calculations": [{"verdict": expect.get("verdict")}],
    }


@pytest.mark.shared
@pytest.mark.parametrize("split", asked.SPLITS)
def test_the_scorer_passes_what_is_expected(split: str, tmp_path: Path) -> None:
    if not SCORER.exists():
        pytest.skip("the scorer is measuring data beside the project and is not here")
    make.write_truth(HELD, tmp_path / "texts")
    questions = FOLDER / f"{split}.jsonl"
    given_answers = [perfect(json.loads(line)) for line in questions.read_text("utf-8").splitlines()]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in given_answers), "utf-8")
    command = [sys.executable, str(SCORER), str(questions), str(answers), str(tmp_path / "texts"), "--fail", "9"]
    printed = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert re.search(rf"^all +{len(given_answers)} / {len(given_answers)} ", printed, re.MULTILINE), printed
