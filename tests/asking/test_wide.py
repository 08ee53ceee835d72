"""Figures of many reports at once: the same cells as report by report, sums that are exact, names asked back."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.comparing import columns
from heshu.asking.evidence import operands
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.wide import WIDE
from heshu.library.build import build
from heshu.records import Status

ROOT = Path(__file__).parents[2]
REPORTS = 90

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    many = importlib.import_module("eval.generated.many")
    labels = importlib.import_module("eval.generated.labels")

ASKED = sorted({words for names in labels.WORDS.values() for words in names})
"""How people ask for figures."""


@pytest.fixture(scope="module")
def facts() -> list[Any]:
    """Reports of offices that many districts have."""
    return list(many.many(REPORTS, seed=5))


@pytest.fixture(scope="module")
def assistant(facts: list[Any], tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Answers over them."""
    folder = tmp_path_factory.mktemp("many")
    for written in facts:
        path = folder / "reports" / written.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written.data)
    build([folder / "reports"], folder / "index")
    return Assistant.open(folder / "index")


def _cells(solver: Solver, words: str) -> Mapping[str, tuple[Fraction, str, object]]:
    cells = columns.cells_of(solver, words, solver.library.cards)
    return {
        report: (cell.value, cell.unit, [solver.place(operand) for operand in cell.operands])
        for report, cell in cells.items()
    }


def test_many_reports_at_once_give_the_cells_of_each_by_itself(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    solver = Solver(assistant.library, assistant._reader.shelf)
    assert len(assistant.library.cards) > WIDE
    stated = 0
    for words in ASKED:
        at_once = _cells(solver, words)
        with monkeypatch.context() as patch:
            patch.setattr(operands, "WIDE", len(assistant.library.cards))
            assert _cells(solver, words) == at_once, words
        stated += len(at_once)
    assert stated > 20 * REPORTS


def test_a_total_over_many_is_exact_and_short(assistant: Assistant, facts: list[Any]) -> None:
    spent = [
        figure.value / (10_000 if figure.unit == "元" else 1)
        for written in facts
        for label, figure in written.facts.figures.items()
        if label == "支出"
    ]
    answer = assistant.ask("所有部门的总支出合计是多少")
    assert answer.status is Status.ANSWERED
    assert len(spent) == REPORTS
    (value,) = answer.values
    assert Decimal(value.number) * (10_000 if value.unit == "亿元" else 1) == sum(spent)
    assert answer.calculations[0].program == "table_sum(总支出)"
    assert len(answer.text) < 4_000


@pytest.mark.parametrize(
    "asked", ["财政局2023年项目支出是多少", "党政办公室存在哪些问题", "财政局2023年比2022年公用经费多多少"]
)
def test_a_name_that_many_districts_share_is_asked_back(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    departments = {card.department for card in assistant.library.cards if card.department.endswith(asked[:3])}
    departments |= {card.department for card in assistant.library.cards if card.department.endswith(asked[:5])}
    assert answer.status is Status.CLARIFY
    assert not answer.values
    assert f"{len(departments)}个部门" in answer.text
    assert sum(department in answer.text for department in departments) == 5
    assert len(answer.text) < 300


def test_the_fuller_name_decides(assistant: Assistant) -> None:
    cards = [card for card in assistant.library.cards if card.department.endswith("财政局") and card.year == 2023]
    for card in cards:
        answer = assistant.ask(f"{card.department}2023年总支出是多少")
        assert answer.status is Status.ANSWERED
        assert {citation.report_id for citation in answer.citations} == {card.id}
    district = cards[0].department.partition("市")[2].removesuffix("财政局")
    answer = assistant.ask(f"{district}财政局2023年总支出是多少")
    assert {citation.report_id for citation in answer.citations} == {cards[0].id}


def test_a_figure_that_every_report_states_is_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask("预算执行率是多少")
    assert answer.status is Status.CLARIFY
    assert "哪个部门" in answer.text
    assert len(answer.text) < 300


def test_a_district_that_is_not_there_is_no_other_district(assistant: Assistant) -> None:
    answer = assistant.ask("广州市花都区财政局2023年项目支出是多少")
    assert answer.status is not Status.ANSWERED
    assert not answer.values


def test_who_speaks_of_something_is_counted_word_for_word(assistant: Assistant) -> None:
    library, words = assistant.library, "廉政风险点排查"
    held = {card.department for card in library.cards for passage in library.passages(card.id) if words in passage.text}
    answer = assistant.ask(f"哪些部门提到了{words}")
    assert answer.status is Status.ANSWERED
    counted = sum(any(words in p.text for p in library.passages(card.id)) for card in library.cards)
    assert answer.text.startswith(f"{REPORTS}份报告中有{counted}份写到")
    assert {citation.department for citation in answer.citations} <= held
    assert all(words in citation.quote for citation in answer.citations)
