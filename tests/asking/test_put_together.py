"""A share, a difference or a multiple of several things put together holds all of them, or is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

MONEY = {"中央救灾资金": "210.00", "省级专项": "385.50", "市级配套": "1904.50"}
REPORTS = {
    "芦溪县水务局2023.md": f"""# 芦溪县水务局2023年度部门整体支出绩效自评报告

## 一、资金投入

2023年预算下达2500.00万元，实际支付2350.00万元。

资金按级次分：{"，".join(f"{name}{amount}万元" for name, amount in MONEY.items())}。

| 项目 | 预算下达（万元） | 实际支付（万元） |
| --- | --- | --- |
| 河道清淤 | 620.00 | 590.00 |
| 泵站改造 | 410.00 | 402.50 |
| 水质监测 | 150.00 | 149.20 |
| 合计 | 1180.00 | 1141.70 |
""",
}
TOGETHER = ("合起来，", "加起来", "一共", "加在一起，", "合计")


@pytest.fixture(scope="module")
def ask(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(REPORTS)


def _share(part: Decimal, whole: str) -> str:
    return str((100 * part / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize(("two", "together"), list(product(combinations(MONEY, 2), TOGETHER)))
def test_a_share_is_of_all_that_are_put_together(ask: Assistant, two: tuple[str, str], together: str) -> None:
    right = _share(sum((Decimal(MONEY[name]) for name in two), Decimal(0)), "2500.00")
    for words in (f"{two[0]}和{two[1]}", f"{two[0][:2]}和{two[1][:2]}的资金", f"{two[0]}、{two[1]}"):
        told = ask.ask(f"芦溪县水务局{words}{together}占预算下达的比例是多少？")
        assert told.status is not Status.ANSWERED or told.values[0].number == right, told.text
    assert told.status is Status.ANSWERED, told.text


@pytest.mark.parametrize("other", ["银行贷款", "社会资本", "村级自筹"])
@pytest.mark.parametrize("together", TOGETHER)
def test_nothing_is_told_of_one_where_the_other_is_not_there(ask: Assistant, other: str, together: str) -> None:
    for first in MONEY:
        for asks in ("占预算下达的比例是多少", "比水质监测实际支付多多少"):
            told = ask.ask(f"芦溪县水务局{first}和{other}{together}{asks}？")
            assert told.status is not Status.ANSWERED, told.text


def test_a_difference_and_a_multiple_hold_all(ask: Assistant) -> None:
    less = ask.ask("芦溪县水务局中央和省级的资金加起来比市级配套少多少？")
    assert [(value.number, value.unit) for value in less.values] == [("1309.00", "万元")], less.text
    times = ask.ask("芦溪县水务局市级配套是中央和省级的资金加起来的几倍？")
    assert [(value.number, value.unit) for value in times.values] == [("3.20", "倍")], times.text
    spent = ask.ask("芦溪县水务局泵站改造和水质监测的实际支付加起来比河道清淤少多少？")
    assert [(value.number, value.unit) for value in spent.values] == [("38.30", "万元")], spent.text


def test_a_sum_that_is_asked_for_is_no_share(ask: Assistant) -> None:
    told = ask.ask("芦溪县水务局中央和省级的资金一共多少万元？")
    assert [(value.number, value.unit) for value in told.values] == [("595.50", "万元")], told.text
