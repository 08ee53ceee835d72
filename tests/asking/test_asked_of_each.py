"""What is asked of several expenses is told of each, and a bound is said to be one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PARK = """青屏山公园管理处2023年度部门整体支出绩效自评报告
一、资金情况
全年支出{all}万元，其中基本支出{basic}万元，完成预算数的{basic_rate}%，项目支出{project}万元，完成预算数的{project_rate}%。
二、重点工作
任务一：提升园容。任务二：守护古树。
古树保护完成率达到80%及以上；车辆保障完成率达到85%及以上。落实“2小时”报送要求。
预算资金支出率总分10分，扣{lost}分，得{got}分。
三、自评结论
自评得分{score}分，评价等级分为优、良、中、差。
"""
FACTS = (
    {
        "all": "800.00",
        "basic": "500.00",
        "project": "300.00",
        "basic_rate": "99.9",
        "project_rate": "96.4",
        "lost": "0.42",
        "got": "9.58",
        "score": "97.20",
    },
    {
        "all": "1250.00",
        "basic": "450.00",
        "project": "800.00",
        "basic_rate": "98.2",
        "project_rate": "91.7",
        "lost": "1.30",
        "got": "8.70",
        "score": "94.50",
    },
)


@pytest.fixture(scope="module", params=FACTS, ids=lambda facts: facts["all"])
def told(
    request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]
) -> tuple[Assistant, dict[str, str]]:
    return over({"park.txt": PARK.format(**request.param)}), request.param


@pytest.mark.parametrize(
    "question",
    [
        "基本支出和项目支出各占多少",
        "基本支出、项目支出分别占多少比例",
        "基本支出和项目支出占比各是多少",
        "基本支出和项目支出各占百分之几",
    ],
)
def test_shares_of_parts_are_of_the_whole(told: tuple[Assistant, dict[str, str]], question: str) -> None:
    assistant, known = told
    answer = assistant.ask(f"青屏山公园管理处{question}？")
    right = [100 * float(known[one]) / float(known["all"]) for one in ("basic", "project")]
    assert [float(value.number) for value in answer.values] == pytest.approx(right), answer.text


@pytest.mark.parametrize("question", ["基本支出、项目支出完成率分别多少", "基本支出和项目支出的完成率各是多少"])
def test_a_rate_behind_the_last_of_several_is_asked_of_each(
    told: tuple[Assistant, dict[str, str]], question: str
) -> None:
    assistant, known = told
    answer = assistant.ask(f"青屏山公园管理处{question}？")
    assert [value.number for value in answer.values] == [known["basic_rate"], known["project_rate"]], answer.text


def test_scores_behind_an_indicator_are_its_own(told: tuple[Assistant, dict[str, str]]) -> None:
    assistant, known = told
    answer = assistant.ask("青屏山公园管理处预算资金支出率总分多少，得分多少，扣多少？")
    said = [value.number for value in answer.values]
    assert answer.status is not Status.ANSWERED or said == ["10", known["got"], known["lost"]], answer.text
    assert known["score"] not in said


@pytest.mark.parametrize("question", ["有几项重点任务", "评价等级分几档", "报送要求有几项"])
def test_no_other_measure_is_told_for_a_number_of_things(told: tuple[Assistant, dict[str, str]], question: str) -> None:
    assistant, known = told
    answer = assistant.ask(f"青屏山公园管理处{question}？")
    assert not {"2", known["score"], "10"} & {value.number for value in answer.values}, answer.text


@pytest.mark.parametrize("question", ["古树保护完成率是多少", "古树保护完成率多少", "车辆保障完成率是多少"])
def test_a_bound_is_said_to_be_one(told: tuple[Assistant, dict[str, str]], question: str) -> None:
    answer = told[0].ask(f"青屏山公园管理处{question}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert "界限" in answer.text
    assert "界限" not in told[0].ask(f"青屏山公园管理处{question.replace('率', '率的目标')}？").text


def test_a_bound_is_not_told_for_what_was_reached(told: tuple[Assistant, dict[str, str]]) -> None:
    answer = told[0].ask("青屏山公园管理处古树保护完成率实际是多少？")
    assert answer.status is Status.REFUSED, answer.text
