"""What is left of the part spoken of, of items that begin with a project's name, and of rows with a column for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

ITEMS = {"河湖保洁宣传": ("152.40", "138.22"), "堤防监测平台": ("486.00", "460.50"), "仓库改造": ("48.00", "35.00")}
ROWS = {
    "巡护步道": ("780.00", "702.60", "77.40"),
    "防火瞭望": ("215.00", "215.00", "0.00"),
    "苗圃更新": ("140.60", "136.25", "4.35"),
}
WATER = """清溪县水务局2023年度部门整体支出绩效自评报告

一、预算执行

2023年年初预算1,900.00万元，年中追加100.00万元，调整后预算2,000.00万元。全年支出1,930.00万元，预算执行率96.50%。

二、项目支出明细

{items}
"""
FOREST = """清溪县林业局2023年度部门整体支出绩效自评报告

一、收支情况

2023年全年支出1,800.00万元，年末结转88.08万元。项目支出预算1,200.00万元，项目支出1,150.00万元。

重点项目资金使用（万元）

| 项目 | 下达资金 | 支付资金 | 结转 |
| --- | --- | --- | --- |
{rows}
| 合计 | 1,135.60 | 1,053.85 | 81.75 |

二、主要绩效

查出隐患1,304条，年内整改1,278条，整改率98.01%。

| 考核内容 | 目标 | 结果 | 权重 | 自评分 |
| --- | --- | --- | --- | --- |
| 隐患整改率 | 100% | 98.01% | 15 | 14.5 |
| 巡护次数 | 200次 | 180次 | 10 | 9.0 |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    items = "\n\n".join(
        f"项目{number}：{name}。预算{budget}万元，支出{spent}万元。用于日常工作。"
        for number, (name, (budget, spent)) in zip("一二三", ITEMS.items(), strict=True)
    )
    rows = "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in ROWS.items())
    return over({"water.txt": WATER.format(items=items), "forest.md": FOREST.format(rows=rows)})


def said(assistant: Assistant, *asked: str) -> list[str]:
    answer = assistant.ask(asked[-1], asked[:-1])
    assert answer.status is Status.ANSWERED, answer.text
    return [f"{value.number}{value.unit}" for value in answer.values]


LEFT = ("那还剩多少没花", "还剩多少", "还有多少没用完", "没花完的有多少", "还有多少没支出")


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_is_of_the_item_spoken_of(assistant: Assistant, name: str, left: str) -> None:
    budget, spent = ITEMS[name]
    rest = [f"{Decimal(budget) - Decimal(spent)}万元"]
    assert said(assistant, f"清溪县水务局{name}预算多少", left) == rest
    assert said(assistant, f"清溪县水务局{name}预算多少", "支出呢", left) == rest
    assert said(assistant, f"清溪县水务局{name}支出多少", "预算呢", left) == rest


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_is_asked_for_by_its_name(assistant: Assistant, name: str) -> None:
    budget, spent = ITEMS[name]
    assert said(assistant, f"清溪县水务局{name}预算是多少") == [f"{budget}万元"]
    assert said(assistant, f"清溪县水务局{name}预算是多少", "支出呢") == [f"{spent}万元"]


@pytest.mark.parametrize("asked", ["水务局还剩多少没花", "水务局还有多少预算没支出"])
def test_what_a_department_has_left_is_no_items(assistant: Assistant, asked: str) -> None:
    assert said(assistant, asked) == ["70.00万元"]


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("left", ["还有多少结转？", "结转了多少", "结转呢", "结转资金有多少"])
def test_what_is_carried_over_is_of_the_row_spoken_of(assistant: Assistant, name: str, left: str) -> None:
    assert said(assistant, f"清溪县林业局{name}支付了多少", left) == [f"{ROWS[name][2]}万元"]


@pytest.mark.parametrize("asked", ["复核一下林业局的隐患整改率98.01%", "林业局的隐患整改率98.01%对不对"])
def test_a_rate_is_held_against_its_counts_and_not_its_score(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked)
    assert answer.calculations[0].verdict is Verdict.CONSISTENT, answer.text
    assert "14.5" not in answer.text


@pytest.mark.parametrize("left", LEFT)
def test_what_is_left_of_all_projects(assistant: Assistant, left: str) -> None:
    assert said(assistant, "清溪县林业局项目支出是多少", left) == ["50.00万元"]
