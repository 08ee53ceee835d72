"""Departments that a question names together: each is answered, and told apart by its own short name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

OF = {
    "沭溪市妇女联合会": ("94.5", "36.58", "40.15"),
    "沭溪市公安局交通警察大队": ("93.6", "5.52", "6.48"),
    "沭溪市机关事务服务中心": ("91.2", "8.10", "9.00"),
}
SHORT = {"沭溪市妇女联合会": "沭溪市妇联", "沭溪市公安局交通警察大队": "沭溪交警大队"}


def report(name: str) -> str:
    satisfied, spent, before = OF[name]
    return f"""# {name}2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年“三公”经费支出{spent}万元，2022年“三公”经费支出{before}万元。服务对象满意度{satisfied}%。

## 二、存在问题

{name[3:7]}有4个街道养老服务中心没有按期完工，因为选址变更。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({f"{name}.md": report(name) for name in OF})


@pytest.mark.parametrize("names", list(permutations(SHORT, 2)))
@pytest.mark.parametrize("way", ["比上年各下降了百分之几", "比上年分别下降百分之几", "各自比上年下降了百分之几"])
def test_each_of_several_changed_since_the_year_before(held: Assistant, names: tuple[str, ...], way: str) -> None:
    answer = held.ask(f"{'和'.join(SHORT[name] for name in names)}的三公经费，{way}？")
    fallen = [f"{(1 - float(OF[name][1]) / float(OF[name][2])) * 100:.2f}" for name in names]
    assert answer.status is Status.ANSWERED
    assert [value.number.lstrip("-") for value in answer.values] == fallen
    assert {citation.department for citation in answer.citations} == set(names)


@pytest.mark.parametrize("names", list(permutations(SHORT, 2)))
@pytest.mark.parametrize(("asked", "higher"), [("高的那家是百分之几", True), ("低的那个是多少", False)])
def test_what_the_higher_or_the_lower_of_two_has(
    held: Assistant, names: tuple[str, ...], asked: str, higher: bool
) -> None:
    answer = held.ask(f"{'和'.join(SHORT[name] for name in names)}，哪家的满意度更高？{asked}？")
    rates = [OF[name][0] for name in names]
    assert [value.number for value in answer.values] == [max(rates) if higher else min(rates)]


def test_a_short_name_follows_the_whole_where_several_are_named(held: Assistant) -> None:
    answer = held.ask("沭溪市妇联和沭溪交警大队的满意度，哪家更高？")
    assert "沭溪市妇女联合会（沭溪市妇联）" in answer.text
    assert "沭溪市公安局交通警察大队（沭溪交警大队）" in answer.text
    assert "（" not in held.ask("沭溪市妇联的满意度是多少？").text


@pytest.mark.parametrize("thing", ["养老服务中心", "街道养老服务中心"])
def test_what_ends_a_longer_name_is_no_department(held: Assistant, thing: str) -> None:
    answer = held.ask(f"沭溪市妇联有4个{thing}没有按期完工，是什么原因？")
    assert {citation.department for citation in answer.citations} == {"沭溪市妇女联合会"}
    assert "选址变更" in answer.text
