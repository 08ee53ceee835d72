"""What is left of all the money: worked out, or as the report states it, of one department or of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

WORKED_OUT = """# 枫桥县交通局2023年度部门整体支出绩效自评报告

一、资金情况

全年预算{budget}万元，全年支出{spent}万元。年末在职{staff}人，另有养护临时工30人。接受县审计局专项审计1次，反馈问题7个，已整改5个；改造危桥12.6公里。

二、评价结果

自评得分92.10分，90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。
"""
STATED = """# 枫桥县图书馆2023年度部门整体支出绩效自评报告

一、资金情况

年末结转下年{left}元，均为财政拨款资金。年末实有干部职工58人。
"""
ASKED = ("没花完的钱有多少", "还有多少钱没花完", "年底没花出去的钱有多少", "到年底还没花掉的钱有多少")


@pytest.fixture
def both(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    roads = WORKED_OUT.format(budget="1,200.00", spent="1,080.40", staff=76)
    return over({"roads.md": roads, "books.md": STATED.format(left="201,900.00")})


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("who", "left"), [("枫桥县交通局", "119.60"), ("枫桥县图书馆", "201900.00")])
def test_what_is_left_of_one_department(both: Assistant, who: str, left: str, asked: str) -> None:
    answer = both.ask(f"{who}{asked}？")
    assert (answer.status, [one.number for one in answer.values]) == (Status.ANSWERED, [left]), answer.text


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_left_is_told_of_each_where_none_is_named(both: Assistant, asked: str) -> None:
    answer = both.ask(asked)
    assert {one.number for one in answer.values} == {"119.60", "201900.00"}, answer.text


def test_what_is_left_of_a_part_is_not_what_is_left_of_all(both: Assistant) -> None:
    assert both.ask("枫桥县图书馆购书经费没花完的钱有多少").status is Status.REFUSED


@pytest.mark.parametrize("asked", ["谁的人多", "谁人手更多", "哪边的在职人数多"])
def test_who_has_more_people(both: Assistant, asked: str) -> None:
    answer = both.ask(f"枫桥县交通局和枫桥县图书馆{asked}，多多少")
    assert answer.text.startswith("枫桥县交通局更高，高18人"), answer.text


@pytest.mark.parametrize("asked", ["良是多少分到多少分", "评等次，“良”的分数段是多少"])
def test_the_scores_of_a_grade(both: Assistant, asked: str) -> None:
    assert "80分以上、不到90分为良" in both.ask(f"枫桥县交通局{asked}").text


@pytest.mark.parametrize("asked", ["审计提了几个问题、改了几个", "审计提出了几个问题，已经改了几个"])
def test_what_an_audit_found_and_what_was_put_right(both: Assistant, asked: str) -> None:
    answer = both.ask(f"枫桥县交通局{asked}？")
    assert [one.number for one in answer.values] == ["7", "5"], answer.text


def test_no_kilometres_are_told_for_how_many(both: Assistant) -> None:
    assert "12.6" not in {one.number for one in both.ask("枫桥县交通局改造了几个").values}
