"""One figure is told for one of the things that a question asks, and the stage of what is asked is of its subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

OFFICE = """桐岭区档案局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数{budget}万元，执行数{spent}万元。
2023年项目支出全年预算数{project}万元，支出决算数{done}万元。
公务接待费预算{meals}万元，当年未发生。
二、履职情况
全年审核公文{papers}件。当年新设阅览点{points}个。
三、自评结论
自评得分{score}分。
"""
FACTS = (
    {
        "budget": "864.20",
        "spent": "851.77",
        "project": "203.40",
        "done": "198.62",
        "meals": "0.80",
        "papers": "117",
        "points": "7",
        "score": "96.40",
    },
    {
        "budget": "1,530.00",
        "spent": "1,498.35",
        "project": "610.90",
        "done": "587.15",
        "meals": "1.20",
        "papers": "64",
        "points": "9",
        "score": "93.15",
    },
)


@pytest.fixture(scope="module", params=FACTS, ids=lambda facts: facts["budget"])
def told(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, dict[str, str]]:
    return over({"tongling.txt": OFFICE.format(**request.param)}), request.param


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("项目支出预算数和执行数分别是多少", ["project", "done"]),
        ("项目支出的预算和决算各是多少", ["project", "done"]),
        ("项目支出预算多少，执行多少", ["project", "done"]),
        ("预算多少决算多少", ["budget", "spent"]),
        ("全年预算数和执行数分别是多少", ["budget", "spent"]),
    ],
)
def test_both_stages_are_of_what_is_asked(
    told: tuple[Assistant, dict[str, str]], question: str, facts: list[str]
) -> None:
    assistant, known = told
    answer = assistant.ask(f"桐岭区档案局{question}？")
    assert [value.number for value in answer.values] == [known[one].replace(",", "") for one in facts], answer.text


@pytest.mark.parametrize(
    ("question", "fact", "missing"),
    [
        ("审核公文多少件？目标是多少件", "papers", "目标"),
        ("审核公文多少件，计划多少件", "papers", "计划"),
        ("阅览点一共几个，新设几个", "points", "一共"),
        ("公务接待费预算多少，实际多少", "meals", "实际"),
        ("公务接待费预算多少，决算多少", "meals", "决算"),
    ],
)
def test_one_figure_is_not_told_for_two_things(
    told: tuple[Assistant, dict[str, str]], question: str, fact: str, missing: str
) -> None:
    assistant, known = told
    answer = assistant.ask(f"桐岭区档案局{question}？")
    assert answer.status is not Status.ANSWERED, answer.text
    assert missing in answer.text
    assert answer.text.partition("原文")[0].count(known[fact]) <= 1
    assert not answer.values


def test_one_number_that_its_sentence_states_twice_is_told_for_both(
    over: Callable[[Mapping[str, str]], Assistant],
) -> None:
    text = "桐岭区档案局2023年度部门整体支出绩效自评报告\n一、履职情况\n全年计划办展28场，实际办展28场。\n"
    answer = over({"tongling.txt": text}).ask("桐岭区档案局计划办展多少场，实际办了多少场？")
    assert answer.status is Status.ANSWERED, answer.text
    assert {value.number for value in answer.values} == {"28"}
