"""Who reached the full mark: by the scores, whatever the reports say of full marks elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """# {name}2023年度部门整体支出绩效自评报告

## 一、自评结论

2023年度部门整体支出绩效自评得分{score}分（总分100分）。其中信息公开、采购管理等指标均得满分。

| 指标 | 分值 | 得分 |
| --- | --- | --- |
| 过程管理 | 30 | {process} |
| 产出指标 | 70 | {output} |
"""
SCORES = {
    "石溪县水务局": ("98.5", "30", "68.5"),
    "石溪县档案馆": ("100", "30", "70"),
    "石溪县民政局": ("97", "28", "69"),
}
ASKED = ["哪个部门得了满分？", "有没有部门拿满分？", "哪家自评满分？", "谁考了满分？", "有哪几家拿到满分？"]


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(
        {
            f"{name}.md": REPORT.format(name=name, score=score, process=process, output=output)
            for name, (score, process, output) in SCORES.items()
        }
    )


@pytest.fixture(scope="module")
def none(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    name, (score, process, output) = next(iter(SCORES.items()))
    other = REPORT.format(name="石溪县文化馆", score="96", process="28", output="68")
    return over({"a.md": REPORT.format(name=name, score=score, process=process, output=output), "b.md": other})


@pytest.mark.parametrize("question", ASKED)
def test_of_all(held: Assistant, question: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED
    assert "满分" in answer.text
    assert "石溪县档案馆100分" in answer.text
    assert "水务局" not in answer.text


@pytest.mark.parametrize("question", ASKED)
def test_nobody(none: Assistant, question: str) -> None:
    answer = none.ask(question)
    assert "没有" in answer.text
    assert not answer.values


def test_of_a_part_each_is_told_with_what_it_lost(held: Assistant) -> None:
    answer = held.ask("哪些部门的过程管理得了满分？")
    assert {citation.department for citation in answer.citations} == set(SCORES)
    assert "石溪县民政局2023年过程管理得分比满分少2分" in answer.text
