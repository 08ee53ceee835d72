"""Of several things that a question asks for each is told, or the answer says what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 松岗县林草局2023年度部门整体支出绩效自评报告

## 一、基本情况

核定编制96名，年末在职88人。聘用护林员260名，护林员队伍老化，50岁以上占七成。

## 二、年度目标

完成12座小型水库除险加固；新建管网46公里。

## 三、完成情况

全年承接外地培训班37期。举办主体班次18期，其中县处级进修班4期、青年干部班2期。办理结婚登记2,386对，离婚登记1,104对。
全年新登记经营主体24,315户，其中企业6,482户；年末经营主体达到18.6万户。年人均劳务补助6,000元。

## 四、项目支出

表1 项目支出情况表（单位：万元）

| 项目名称 | 预算数 | 执行数 | 执行率 |
| -- | -- | -- | -- |
| 护林员劳务补助 | 160.00 | 156.00 | 97.50% |
| 草原修复 | 300.00 | 240.00 | 80.00% |
| 防火通道 | 500.00 | 450.00 | 90.00% |
| 林木良种 | 200.00 | 199.00 | 99.50% |

## 五、自评

表2 指标得分表

| 指标 | 目标值 | 完成值 | 分值 | 得分 |
| -- | -- | -- | -- | -- |
| 除险加固小型水库 | 12座 | 9座 | 10 | 7.5 |
| 管网长度 | 46公里 | 46公里 | 10 | 10 |
| 培训期数 | 18期 | 18期 | 10 | 8.2 |
| 完工率 | 100% | 90% | 10 | 9 |
"""
COUNTS = {"外地培训班": (37, "期"), "主体班次": (18, "期"), "结婚登记": (2386, "对"), "离婚登记": (1104, "对")}
RATES = {"草原修复": "80.00%", "防火通道": "90.00%", "护林员劳务补助": "97.50%", "林木良种": "99.50%"}
LOST = {"除险加固小型水库": "2.50", "培训期数": "1.80", "完工率": "1.00"}
NUMBERS = {"两": 2, "2": 2, "三": 3, "3": 3}


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"林草局.md": REPORT})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize("last", ["一共{}", "总共{}", "合计是{}", "加起来{}", "两类一共{}", "合起来有{}"])
@pytest.mark.parametrize("pair", [p for p in permutations(COUNTS, 2) if COUNTS[p[0]][1] == COUNTS[p[1]][1]])
def test_what_was_asked_one_by_one_is_added_up(held: Assistant, last: str, pair: tuple[str, str]) -> None:
    counts, units = zip(*(COUNTS[name] for name in pair), strict=True)
    asks = "，".join(f"{name}多少{unit}" for name, unit in zip(pair, units, strict=True))
    answer = held.ask(f"松岗县林草局{asks}，{last.format(f'几{units[0]}')}")
    assert shown(answer) == [f"{count}{units[0]}" for count in (*counts, sum(counts))], answer.text


@pytest.mark.parametrize(
    "asks",
    [
        "主体班次几期，县处级进修班几期，一共几期",
        "编制多少人，在职多少人，一共多少人",
        "结婚登记多少对，复婚登记多少对，一共多少对",
        "结婚登记多少对，离婚登记多少对，一共多少人",
    ],
)
def test_a_part_is_not_added_to_its_whole_nor_posts_to_people(held: Assistant, asks: str) -> None:
    answer = held.ask(f"松岗县林草局{asks}")
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values


@pytest.mark.parametrize("asks", ["护林员劳务补助人均多少，一共多少钱", "护林员劳务补助人均多少元，总共多少万元"])
def test_an_expense_by_head_and_in_all(held: Assistant, asks: str) -> None:
    answer = held.ask(f"松岗县林草局{asks}")
    assert shown(answer) in (["6000元", "156.00万元"], []), answer.text
    assert answer.status is not Status.ANSWERED or answer.values


@pytest.mark.parametrize(
    "asks",
    ["护林员多少名，50岁以上多少名", "护林员有几名，50岁以上的有几名", "聘用护林员多少名，女护林员多少名"],
)
def test_one_figure_is_not_told_for_two_things(held: Assistant, asks: str) -> None:
    answer = held.ask(f"松岗县林草局{asks}")
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values


@pytest.mark.parametrize(
    "asks", ["年末经营主体总数，新登记多少户", "年末经营主体总数，新登记多少", "在职人数，女职工人数多少"]
)
def test_a_thing_that_is_only_named_is_asked_for_too(held: Assistant, asks: str) -> None:
    assert len(held.ask(f"松岗县林草局{asks}").values) != 1


@pytest.mark.parametrize("aim", ["计划", "目标", "原定", "计划完成"])
@pytest.mark.parametrize("done", ["完成", "实际", "实际完成", "完成了"])
@pytest.mark.parametrize("between", ["", "，"])
def test_a_target_is_no_result(held: Assistant, aim: str, done: str, between: str) -> None:
    answer = held.ask(f"松岗县林草局水库除险加固{aim}几座{between}{done}几座")
    assert shown(answer) == ["12座", "9座"], answer.text


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("form", ["执行率最低的{}个项目", "执行率最低的{}个项目是哪些", "哪{}个项目执行率最低"])
def test_as_many_as_are_asked_for(held: Assistant, number: str, form: str) -> None:
    answer = held.ask(f"松岗县林草局{form.format(number)}")
    lowest = list(RATES.values())[: NUMBERS[number]]
    assert shown(answer) == lowest, answer.text


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("form", ["扣分最多的{}个指标", "扣分最多的{}个指标是哪些，各扣多少分", "哪{}个指标扣分最多"])
def test_the_points_of_each_and_no_others(held: Assistant, number: str, form: str) -> None:
    answer = held.ask(f"松岗县林草局{form.format(number)}")
    assert [float(one.number) for one in answer.values] == [float(p) for p in list(LOST.values())[: NUMBERS[number]]]


@pytest.mark.parametrize(
    "asks",
    [
        "执行数最多和最少的项目合计多少",
        "执行率最低的两个项目一共支出多少",
        "执行率最低的两个项目差几个百分点",
        "执行率最高和最低的两个项目差几个百分点",
    ],
)
def test_what_is_worked_out_of_several_is_not_each_of_them(held: Assistant, asks: str) -> None:
    answer = held.ask(f"松岗县林草局{asks}")
    worked_out = {
        "606.00万元",
        "606万元",
        "690.00万元",
        "690万元",
        "10.00百分点",
        "10百分点",
        "19.50百分点",
        "19.5百分点",
    }
    assert answer.status is not Status.ANSWERED or worked_out & set(shown(answer)), answer.text


@pytest.mark.parametrize(
    "asks",
    [
        "执行率最高和最低的两个项目分别是哪些",
        "执行率最高和最低的项目各是哪个",
        "项目里执行率最高的和最低的分别是谁，各是多少",
    ],
)
def test_both_ends_are_told(held: Assistant, asks: str) -> None:
    answer = held.ask(f"松岗县林草局{asks}")
    assert sorted(shown(answer)) in (["80.00%", "99.50%"], []), answer.text
