"""Whose money it is: each source by its own level, and its share of what was divided among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

MONEY = {"中央": Decimal("410.00"), "省级": Decimal("136.50"), "县级配套": Decimal("203.50")}
PARK = """# 云麓县林业局2023年度部门整体支出绩效自评报告

## 一、项目情况

2023年实施项目5个，调整后预算750.00万元。来源有三：中央资金410.00万元，省级资金136.50万元，县级配套资金203.50万元。其中中央资金占54.67%，县级配套资金占{share}%。

## 二、支出情况

| 类别 | 年初预算 | 实际支出 |
| --- | --- | --- |
| 基本支出 | 300.00 | 291.00 |
| 项目支出 | 750.00 | 702.30 |
| 合计 | 1050.00 | 993.30 |
"""
RIGHT = "27.13"


def share_of(source: str) -> str:
    return str((100 * MONEY[source] / sum(MONEY.values())).quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.fixture(scope="module")
def bureaus(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    wrong = PARK.replace("云麓县林业局", "云麓县水务局").format(share="28.13")
    return over({"right.md": PARK.format(share=RIGHT), "wrong.md": wrong})


@pytest.mark.parametrize("asks", ["占项目资金的百分之几", "占项目资金总额的比例", "占比是多少", "占百分之几"])
@pytest.mark.parametrize("source", MONEY)
def test_a_share_is_of_what_was_divided(bureaus: Assistant, source: str, asks: str) -> None:
    answer = bureaus.ask(f"林业局{source}资金{asks}")
    assert [value.number for value in answer.values] == [share_of(source)], answer.text


@pytest.mark.parametrize(("asked", "source"), [("县级资金", "县级配套"), ("省级资金", "省级"), ("中央资金", "中央")])
def test_one_levels_money_is_never_anothers(bureaus: Assistant, asked: str, source: str) -> None:
    answer = bureaus.ask(f"林业局{asked}有多少")
    assert [value.number for value in answer.values] == [format(MONEY[source], "f")], answer.text
    assert not bureaus.ask("林业局市级资金有多少").values


@pytest.mark.parametrize("asks", ["省级的呢，占百分之几", "省级的呢，占多少", "省级的呢，占项目资金的百分之几"])
def test_the_share_behind_another_source_is_its_own(bureaus: Assistant, asks: str) -> None:
    answer = bureaus.ask(asks, ["林业局中央资金有多少"])
    assert [value.number for value in answer.values] == ["136.50", share_of("省级")], answer.text


@pytest.mark.parametrize(("name", "wrong"), [("林业局", []), ("水务局", ["28.13"])])
def test_the_audit_holds_a_share_against_what_was_divided(bureaus: Assistant, name: str, wrong: list[str]) -> None:
    found = bureaus.ask(f"{name}的报告有没有算错的")
    assert [one.stated for one in found.calculations if one.verdict is Verdict.INCONSISTENT] == wrong, found.text
    said = bureaus.ask(f"{name}县级配套资金占比{wrong[0] if wrong else RIGHT}%对吗")
    assert {one.verdict for one in said.calculations} == {Verdict.INCONSISTENT if wrong else Verdict.CONSISTENT}
