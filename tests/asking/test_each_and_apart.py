"""Kinds of what a clause before counts, a target beside what came of it, and by how much two figures differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

HERDS = """苍岭县畜牧局2023年度部门整体支出绩效自评报告

一、基本情况
年末在职人员58人，其中行政人员21人、事业人员37人。全年举办讲座26场，其中防疫讲座17场、饲养讲座9场。
2023年部门收入总额2,410.50万元，其中本级财政安排1,905.30万元，上级转移支付505.20万元。

二、预算执行情况
2023年全年预算数2,410.50万元，支出决算数2,298.40万元，预算执行率95.35%。

三、指标完成情况

| 三级指标 | 年度指标值 | 实际完成值 |
| --- | --- | --- |
| 改造圈舍数量 | 24座 | 19座 |
| 培训养殖户 | 320人次 | 355人次 |
| 养殖户满意度 | ≥92% | 89.5% |

四、工作情况
改造圈舍19座。办理群众来电1,840件，按时办结率98.6%。计划巡查牧场75次，实际巡查68次。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"herds.md": HERDS})


def told(answer: Answer) -> list[str]:
    return [f"{one.number}{one.unit}" for one in answer.values]


WHOLES = {
    "在职人员": ("58人", {"行政": "21人", "事业": "37人"}),
    "举办讲座": ("26场", {"防疫讲座": "17场", "饲养讲座": "9场"}),
    "部门收入": ("2410.50万元", {"本级": "1905.30万元", "上级": "505.20万元"}),
}
EACH = [
    "，{0}和{1}各多少",
    "，其中{0}和{1}各多少？",
    "，{0}、{1}分别多少",
    "，{0}与{1}分别是多少",
    "，其中{0}和{1}各是多少",
]


@pytest.mark.parametrize(("whole", "tail"), list(product(WHOLES, EACH)))
def test_every_kind_is_told_behind_the_whole(assistant: Assistant, whole: str, tail: str) -> None:
    of_all, kinds = WHOLES[whole]
    answer = assistant.ask(f"畜牧局{whole}多少{tail.format(*kinds)}")
    assert answer.status is Status.ANSWERED
    assert told(answer) == [of_all, *kinds.values()], answer.text


AIMS = {"改造圈舍": ("24", "19", "5", "座"), "培训养殖户": ("320", "355", "35", "人次")}
BOTH = [
    "{0}目标多少，实际多少",
    "{0}目标几{1}，完成几{1}",
    "{0}的年度目标是多少，实际完成多少？",
    "{0}计划多少{1}，实际做到了多少{1}",
    "{0}目标和实际",
    "{0}目标值和实际完成值各是多少",
]
APART = ["", "，差多少", "，差几{1}", "，相差多少？", "，实际差多少{1}"]


@pytest.mark.parametrize(("what", "both", "apart"), list(product(AIMS, BOTH, APART)))
def test_a_target_is_told_with_what_came_of_it_and_the_difference(
    assistant: Assistant, what: str, both: str, apart: str
) -> None:
    aim, got, gap, unit = AIMS[what]
    apart = "" if "和" in both else apart  # no difference is asked for behind two names alone
    answer = assistant.ask("畜牧局" + (both + apart).format(what, unit))
    assert answer.status is Status.ANSWERED, answer.text
    assert set(told(answer)) == {f"{one}{unit}" for one in (aim, got, *[gap][: len(apart)])}, answer.text


def test_points_lie_between_two_rates(assistant: Assistant) -> None:
    answer = assistant.ask("畜牧局养殖户满意度目标多少，实际多少，差多少")
    assert set(told(answer)) == {"92%", "89.5%", "2.5百分点"}, answer.text


@pytest.mark.parametrize("tail", ["，少多少", "，差几次", "，差了多少"])
def test_a_difference_is_of_the_two_before_it(assistant: Assistant, tail: str) -> None:
    answer = assistant.ask(f"畜牧局计划巡查多少次，实际巡查多少次{tail}")
    assert set(told(answer)) == {"75次", "68次", "7次"}, answer.text


@pytest.mark.parametrize("question", ["按时办结率目标多少，实际多少", "按时办结率目标值是多少", "按时办结率目标多少"])
def test_no_number_of_things_is_the_target_of_a_rate(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"畜牧局{question}")
    assert not any(value.unit == "件" for value in answer.values), answer.text
    assert "倒推" not in answer.text


@pytest.mark.parametrize(
    "history",
    [
        ["畜牧局预算多少", "执行多少", "执行率呢"],
        ["畜牧局全年预算数是多少", "执行了多少", "执行率是多少"],
        ["畜牧局预算数是多少", "执行数呢", "执行率呢"],
    ],
)
def test_amounts_are_held_against_each_other_and_no_rate_among_them(assistant: Assistant, history: list[str]) -> None:
    assert told(assistant.ask("差多少", history)) == ["112.10万元"]
    assert told(assistant.ask(history[-1], history[:-1])) == ["95.35%"]


def test_nothing_differs_from_a_rate_by_an_amount(assistant: Assistant) -> None:
    answer = assistant.ask("差多少", ["畜牧局预算多少", "执行率呢"])
    assert answer.status is not Status.ANSWERED, answer.text
