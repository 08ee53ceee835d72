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


TOWN = """栖霞镇人民政府2023年度部门整体支出绩效自评报告
一、资金情况
全年支出{all}万元，其中人员经费{staff}万元，公用经费{office}万元。
二、履职情况
年末参保{insured}人，其中职工参保{workers}人，居民参保{residents}人。办理工单{orders}件，按时办结率{rate}%。
三、自评结论
自评得分{score}分，其中预算执行扣0.30分。评价小组名单如下：
组长：甲 乙
副组长：丙 丁
成员：戊己，庚辛，壬癸
"""
TOWN_NAMES = ("all", "staff", "office", "insured", "workers", "residents", "orders", "rate", "score")
TOWNS = tuple(
    dict(zip(TOWN_NAMES, row, strict=True))
    for row in ((900, 700, 200, 520, 180, 340, 77, 98.7, 96.4), (640, 480, 160, 810, 290, 520, 154, 91.2, 93.1))
)


@pytest.fixture(scope="module", params=TOWNS, ids=lambda facts: str(facts["all"]))
def town(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, dict[str, float]]:
    return over({"qixia.txt": TOWN.format(**request.param)}), request.param


def test_no_kind_of_several_is_left_out(town: tuple[Assistant, dict[str, float]]) -> None:
    assistant, known = town
    answer = assistant.ask("栖霞镇参保多少人，职工和居民各多少？")
    told = [float(value.number) for value in answer.values]
    assert answer.status is not Status.ANSWERED or told == [known[k] for k in ("insured", "workers", "residents")]


def test_a_rate_without_how_much_is_not_passed_over(town: tuple[Assistant, dict[str, float]]) -> None:
    assistant, known = town
    answer = assistant.ask("栖霞镇办理工单多少件，按时办结率？")
    told = {float(value.number) for value in answer.values}
    assert "没有找到" in answer.text or told == {known["orders"], known["rate"]}, answer.text


@pytest.mark.parametrize("question", ["人员经费和公用经费各占多少比例", "人员经费、公用经费分别占多少"])
def test_no_part_is_a_share_of_the_other(town: tuple[Assistant, dict[str, float]], question: str) -> None:
    assistant, known = town
    answer = assistant.ask(f"栖霞镇{question}？")
    wrong = round(100 * known["office"] / known["staff"], 2)
    assert wrong not in {float(value.number) for value in answer.values}, answer.text


def test_points_lost_of_a_score_that_is_given_are_of_the_whole(town: tuple[Assistant, dict[str, float]]) -> None:
    assistant, known = town
    answer = assistant.ask(f"栖霞镇自评{known['score']}分，扣了多少分？")
    assert [float(value.number) for value in answer.values] == [pytest.approx(100 - known["score"])], answer.text


def test_a_line_of_several_names_is_not_counted_as_one(town: tuple[Assistant, dict[str, float]]) -> None:
    answer = town[0].ask("栖霞镇评价小组有几个人？")
    assert not {"1", "2", "3"} & {value.number for value in answer.values}, answer.text
