"""Rows of a table together, in each other and by a column; rows by short names; what each of another takes; savings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

FIRE = """# 石桥市消防救援支队2023年度部门整体支出绩效自评报告

## 一、基本情况

支队下设6个大队，年末实有在职人员90人，另有专职消防队员40人。年末保有消防车辆25辆，其中水罐车15辆。

## 二、项目支出情况

2023年实际支出2,050.00万元，其中基本支出1,250.00万元，项目支出800.00万元。

表1 项目支出执行情况表（单位：万元）

| 项目名称 | 预算批复数 | 实际支出数 | 执行率 |
| --- | --- | --- | --- |
| 专职消防队员经费 | 320.00 | 312.00 | 97.50% |
| 消防车辆运行维护 | 250.00 | 240.00 | 96.00% |
| 城乡社区微型消防站建设 | 200.00 | 168.00 | 84.00% |
| 宣传教育与技能培训 | 90.00 | 80.00 | 88.89% |
| 合计 | 860.00 | 800.00 | 93.02% |

全年办理政府采购9次，采购预算400.00万元，实际采购金额380.00万元。

## 三、完成情况

表2 各大队情况

| 大队 | 中队（个） | 队员数（人） | 党员（人） |
| --- | --- | --- | --- |
| 城东大队 | 4 | 62 | 6 |
| 城西大队 | 5 | 74 | 9 |
| 合计 | 9 | 136 | 15 |

表3 业务指标对比表

| 指标 | 2022年 | 2023年 | 2023年目标 |
| --- | --- | --- | --- |
| 接处警起数（起） | 1,420 | 1,500 | 1,450 |
| 其中：火灾接处警（起） | 480 | 450 | 460 |
| 建成综合应急服务中心（个） | 4 | 6 | 8 |

全年共出动消防员4,500人次，检查单位900家次。发放消防安全改造贷款1,200.00万元。
"""
CENTRE = """# 白湖市机关事务服务中心2023年度部门整体支出绩效自评报告

2023年全年预算数900.00万元，执行数880.00万元，预算执行率97.78%。
"""
SPENT = {
    "专职消防队员经费": Decimal("312.00"),
    "消防车辆运行维护": Decimal("240.00"),
    "城乡社区微型消防站建设": Decimal("168.00"),
    "宣传教育与技能培训": Decimal("80.00"),
}
WHOLES = {"项目支出": Decimal("800.00"), "总支出": Decimal("2050.00")}
SHARES = (
    "{rows}合起来占{whole}多大比重",
    "{rows}加起来占{whole}的百分之几",
    "{rows}一共占{whole}的百分之多少",
    "{whole}里，{rows}合计占百分之几",
)


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"fire.md": FIRE, "centre.md": CENTRE})


def percent(part: Decimal, whole: Decimal) -> str:
    return str((part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize(("rows", "whole", "form"), list(product(combinations(SPENT, 2), WHOLES, SHARES)))
def test_rows_together_are_a_part_of_the_whole_that_is_named(
    assistant: Assistant, rows: tuple[str, str], whole: str, form: str
) -> None:
    """The figures decide: a share of several rows is right, or none is given."""
    answer = assistant.ask(f"石桥市消防救援支队的{form.format(rows='和'.join(rows), whole=whole)}？")
    said = [(value.number, value.unit) for value in answer.values]
    assert said == [(percent(sum(map(SPENT.get, rows)), WHOLES[whole]), "%")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        # one row in another, of the report's own year
        ("石桥市消防救援支队的接处警起数里，火灾接处警占百分之几？", ["30.00%"]),
        # a target that the words name alone
        ("石桥市消防救援支队接处警起数比目标多了多少？", ["50起"]),
        # one column by another
        ("石桥市消防救援支队城西大队平均每个中队有多少队员？", ["14.80人"]),
        ("石桥市消防救援支队城东大队平均每个中队有多少党员？", ["1.50人"]),
        # a row by a short name, with a word for its kind behind it
        ("石桥市消防救援支队城乡微站建设项目执行了多少钱？", ["168.00万元"]),
        ("石桥市消防救援支队消防车辆运行维护项目还剩多少钱没花？", ["10.00万元"]),
        # one thing for each of another
        ("石桥市消防救援支队的专职消防队员经费，平均到每名队员实际支出多少万元？", ["7.80万元"]),
        ("石桥市消防救援支队消防车辆按年末保有车辆算，平均每辆车花了多少万元运行维护？", ["9.60万元"]),
        ("石桥市消防救援支队平均每检查一家次单位，出动消防员几人次？", ["5.00人次"]),
        # what was saved
        ("石桥市消防救援支队政府采购比预算省了多少钱，节约率是多少？", ["20.00万元", "5.00%"]),
        ("石桥市消防救援支队政府采购节约了多少钱？", ["20.00万元"]),
        # 综合应急服务中心 is none of the departments, though one of them is called 服务中心
        ("石桥市消防救援支队建成综合应急服务中心比目标少了多少？", ["2个"]),
        ("服务中心的预算执行率是多少？", ["97.78%"]),
    ],
)
def test_rows_columns_and_counts_are_worked_out(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "石桥市消防救援支队专职消防队员经费和无人机采购合计占项目支出的百分之几？",  # one of them is not stated
        "石桥市消防救援支队城东大队党员占百分之几？",  # of its own members, or of all party members
        "石桥市消防救援支队平均每检查一家次单位花了多少钱？",  # no count answers for money
        "石桥市消防救援支队的消防安全改造贷款，平均每户多少万元？",  # no count of households
        "石桥市消防救援支队政府采购预算比预算省了多少钱？",
    ],
)
def test_no_figure_is_given_where_the_words_or_the_report_do_not_say(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


def test_what_was_asked_one_by_one_is_added_up_though_a_name_joins_two_things(assistant: Assistant) -> None:
    asked = ("石桥市消防救援支队专职消防队员经费实际支出了多少", "宣传教育与技能培训呢")
    for form in ("两个加起来多少", "这两项合计是多少万元", "那两个一共多少？"):
        answer = assistant.ask(form, asked)
        assert [(value.number, value.unit) for value in answer.values] == [("392.00", "万元")]
