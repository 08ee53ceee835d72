"""Measures of nature and energy: each asked by its own name is given its own number, of the year and column asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

ROWS = {
    "PM2.5年均浓度": ("微克/立方米", "41.6", "≤42", "40.0"),
    "化学需氧量排放浓度": ("毫克/升", "30.5", "≤32", "28.4"),
    "单位面积能耗": ("千克标准煤/平方米", "6.4", "≤6.2", "6.1"),
    "优良天数": ("天", "238", "≥240", "246"),
}
REPORT = """# 津河区生态环境局2023年度部门整体支出绩效自评报告

## 一、年度任务

全年把PM2.5年均浓度控制在42微克/立方米以内，国考断面优良水体比例达到60%以上，公众满意率稳步提高。

## 二、指标完成情况

| 指标 | 单位 | 2022年实际 | 2023年目标 | 2023年实际 |
| --- | --- | --- | --- | --- |
""" + "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in ROWS.items())


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"津河区生态环境局.md": REPORT})


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    ("asked", "column"),
    [
        ("2023年{}是多少", 3),
        ("{}实际是多少", 3),
        ("2022年{}是多少", 1),
        ("{}的目标是多少", 2),
        ("{}目标值是多少", 2),
    ],
)
def test_every_cell_by_row_and_column(held: Assistant, name: str, asked: str, column: int) -> None:
    answer = held.ask(f"津河区生态环境局{asked.format(name)}？")
    unit, value = ROWS[name][0], ROWS[name][column].strip("≤≥")
    assert answer.status is Status.ANSWERED
    assert [(one.number, one.unit) for one in answer.values] == [(value, unit)]


@pytest.mark.parametrize("name", ROWS)
def test_the_change_since_the_year_before(held: Assistant, name: str) -> None:
    before, now = float(ROWS[name][1]), float(ROWS[name][3])
    answer = held.ask(f"津河区生态环境局{name}比上年变化了百分之几？")
    assert [abs(float(one.number)) for one in answer.values] == [pytest.approx(abs(now / before - 1) * 100, abs=0.005)]


@pytest.mark.parametrize("name", ["PM10年均浓度", "臭氧年均浓度", "二氧化硫浓度"])
def test_what_has_no_number_is_given_none(held: Assistant, name: str) -> None:
    answer = held.ask(f"津河区生态环境局{name}是多少？")
    assert answer.status is not Status.ANSWERED or not answer.values
