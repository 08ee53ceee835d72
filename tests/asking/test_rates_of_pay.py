"""A rate of pay that a report states is told as it stands, another of its kind after it, and what was handed out
is divided by those who got it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """# 芦溪县民政局2023年度部门整体支出绩效自评报告

## 一、资金

| 项目 | 到位（万元） | 支出（万元） | 结余（万元） |
| --- | --- | --- | --- |
| 护理补贴 | 90.00 | 84.00 | 6.00 |
| 高龄津贴 | 60.00 | 57.60 | 2.40 |

## 二、成效

城市低保标准由每人每月600元提高到630元，农村低保标准由每人每年4800元提高到5040元。发放护理补贴1400人、高龄津贴720人。

发生溺水事件12起，比上年的15起减少3起；死亡5人，与上年持平。

## 三、不足

一处水库管护不到位，死亡2人。
"""


@pytest.fixture(scope="module")
def ask(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"芦溪县民政局2023.md": REPORT})


@pytest.mark.parametrize(("one", "each", "other"), [("农村", "每人每年", "城市"), ("城市", "每人每月", "农村")])
def test_a_stated_rate_and_the_other(ask: Assistant, one: str, each: str, other: str) -> None:
    right = {"农村": "5040", "城市": "630"}
    for first in (f"芦溪县{one}低保标准提高到{each}多少钱？", f"芦溪县民政局{one}低保标准是{each}多少元？"):
        assert [value.number for value in ask.ask(first).values] == [right[one]], ask.ask(first).text
        told = ask.ask(f"{other}的呢？", [first])
        assert [value.number for value in told.values] == [right[other]], told.text
        assert "每人每" in told.text


@pytest.mark.parametrize(
    "asks", ["平均每人多少元", "，平均每人摊到多少元", "，平均每人领到多少元", "平均每人分到多少元"]
)
@pytest.mark.parametrize(("what", "right"), [("护理补贴", "600.00"), ("高龄津贴", "800.00")])
def test_what_was_handed_out_is_divided(ask: Assistant, asks: str, what: str, right: str) -> None:
    for said in (what, f"发放的{what}", f"全年发放的{what}"):
        told = ask.ask(f"芦溪县民政局{said}{asks}？")
        assert told.status is not Status.ANSWERED or told.values[0].number == right, told.text
    assert told.status is Status.ANSWERED, told.text


@pytest.mark.parametrize(
    "asks", ["死亡多少人？", "死亡了几人？", "其中死亡多少人？跟上一年比怎么样？", "死亡多少人，和去年比呢？"]
)
def test_a_bare_name_is_of_the_sentence_told_last(ask: Assistant, asks: str) -> None:
    told = ask.ask(asks, ["芦溪县民政局发生了多少起溺水事件？"])
    assert [(value.number, value.unit) for value in told.values] == [("5", "人")], told.text
    assert "持平" in told.text
