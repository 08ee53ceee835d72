"""Marks say of each figure of an answer where it comes from, over answers that the assistant gives."""

from __future__ import annotations

import pytest

from heshu.app.marks import Kind, marks
from heshu.asking.assistant import Assistant
from heshu.library.build import build
from heshu.records import Answer

REPORT = (
    "# 河口镇路灯所2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n"
    "2023年，路灯所年初预算50.00万元，全年支出41.30万元，预算执行率为92.60%，更换灯头212盏。"
    "其中基本支出30.00万元，项目支出11.30万元。\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("marks")
    (folder / "a.md").write_text(REPORT, "utf-8")
    build([folder / "a.md"], folder / "index")
    return Assistant.open(folder / "index")


def marked(given: Answer) -> dict[str, Kind]:
    return {given.text[slice(*mark.span)]: mark.kind for mark in marks(given)}


def test_a_figure_of_the_report_is_word_for_word(assistant: Assistant) -> None:
    assert marked(assistant.ask("路灯所基本支出多少")) == {"30.00万元": Kind.STATED}


def test_a_figure_that_the_amounts_do_not_give_is_wrong_and_the_due_one_computed(assistant: Assistant) -> None:
    found = marked(assistant.ask("路灯所预算执行率92.60%算得对吗"))
    assert found["92.60%"] is Kind.WRONG
    assert found["82.60%"] is Kind.COMPUTED
    assert found["41.30"] is Kind.STATED


def test_a_computed_figure_names_its_calculation(assistant: Assistant) -> None:
    given = assistant.ask("路灯所基本支出和项目支出相差多少")
    found = {given.text[slice(*mark.span)]: mark for mark in marks(given)}
    assert found["18.70万元"].kind is Kind.COMPUTED
    assert found["18.70万元"].calculation == 0


def test_years_counts_and_markers_have_no_mark(assistant: Assistant) -> None:
    given = assistant.ask("路灯所基本支出多少")
    assert "2023" in given.text
    assert all(given.text[slice(*mark.span)][0] not in "2[" for mark in marks(given))
