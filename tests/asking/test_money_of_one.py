"""What is asked of one thing, its budget, its spending and its rate, is told of that thing, each in its measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """石桥县档案馆2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数640.00万元，全年支出601.60万元。其中：日常运转经费预算420.00万元，支出407.40万元，执行率97.00%；数字化专项12个，预算220.00万元，支出194.20万元，执行率88.27%；古籍修复经费预算31.00万元。
二、得分
卷宗差错率得分4分，查档差错率得分5分，自评得分95.30分。
"""
D = "石桥县档案馆"


@pytest.fixture(scope="module")
def archive(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"档案馆.md": REPORT})


@pytest.mark.parametrize("each", ["各多少", "分别多少", "各是多少", "分别是多少"])
@pytest.mark.parametrize("spent", ["支出", "实际支出", "实际"])
@pytest.mark.parametrize(
    ("thing", "told"),
    [("日常运转经费", ["420.00", "407.40", "97.00"]), ("数字化专项", ["220.00", "194.20", "88.27"])],
)
def test_each_measure_is_of_the_thing_named(
    archive: Assistant, thing: str, told: list[str], spent: str, each: str
) -> None:
    answer = archive.ask(f"{D}{thing}预算和{spent}{each}，执行率多少")
    values = [value.number for value in answer.values]
    assert values == told if answer.status is Status.ANSWERED else set(values) < set(told)


def test_what_is_not_written_of_it_is_said_to_be_missing(archive: Assistant) -> None:
    answer = archive.ask(f"{D}古籍修复经费预算和支出各多少，执行率多少")
    assert {value.number for value in answer.values} <= {"31.00"}
    assert answer.status is not Status.ANSWERED


@pytest.mark.parametrize("each", ["各多少", "分别多少", "分别是多少"])
def test_a_rate_of_two_things_is_a_rate_of_each(archive: Assistant, each: str) -> None:
    answer = archive.ask(f"{D}日常运转和数字化专项的执行率{each}")
    assert [(value.number, value.unit) for value in answer.values] == [("97.00", "%"), ("88.27", "%")]


@pytest.mark.parametrize("each", ["", "分别多少", "各是多少"])
def test_a_score_is_not_told_for_a_rate(archive: Assistant, each: str) -> None:
    answer = archive.ask(f"{D}卷宗差错率和查档差错率{each}")
    assert not answer.values
