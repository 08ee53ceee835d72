"""What a follow-up works out of the figure that was told, in many words: the report's own figures decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

LEVELS = {"山区": (420, 483), "坝区": (360, 396)}
LEFT = {"结转下年使用": "96.00", "财政收回": "24.00"}
CROPS = {"水稻": "12.4", "大豆": "8.3", "其他杂粮作物": "3.1"}
LOST = {"预算执行": "1.25", "产出指标": "2.10", "效益指标": "0.40"}
REPORT = """青禾县乡村服务中心2023年度部门整体支出绩效自评报告

一、基本情况

2023年全年预算1,500.00万元，实际支出1,380.00万元。年末结余120.00万元，其中96.00万元结转下年使用，24.00万元由财政收回。

护林补助标准：山区护林补助标准由每人每月420元提高到每人每月483元，坝区护林补助标准由每人每月360元提高到每人每月396元。

全年杂粮播种面积24.8万亩，其中水稻12.4万亩、大豆8.3万亩、其他杂粮作物3.1万亩。

2023年“三公”经费实际支出17.00万元，其中公务接待费5.00万元。与上年20.00万元相比减少3.00万元，下降15.00%。

二、自评结论

自评得分96.25分，满分100分。共扣3.95分，其中预算执行扣1.25分，产出指标扣2.10分，效益指标扣0.40分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"service.md": REPORT})


def _said(assistant: Assistant, then: str, *before: str) -> list[str]:
    answer = assistant.ask(then, [f"青禾县乡村服务中心{before[0]}", *before[1:]])
    assert answer.status is Status.ANSWERED, answer.text
    return [f"{value.number}{value.unit}" for value in answer.values]


def _rounded(value: Decimal, places: str = "0.01") -> str:
    return str(value.quantize(Decimal(places), ROUND_HALF_UP))


@pytest.mark.parametrize("words", ["折成亿元，保留三位小数", "换算成亿元呢，保留3位小数", "用亿元表示，精确到三位小数"])
def test_in_another_unit(assistant: Assistant, words: str) -> None:
    assert _said(assistant, words, "2023年实际支出合计多少") == [f"{_rounded(Decimal('0.138'), '0.001')}亿元"]


@pytest.mark.parametrize(
    ("place", "words"), list(product(LEVELS, ("涨幅是百分之几", "那提高了百分之几", "增长幅度呢", "涨了百分之多少")))
)
def test_by_how_much_per_cent_it_rose(assistant: Assistant, place: str, words: str) -> None:
    old, new = LEVELS[place]
    rise = _rounded(Decimal(new - old) / old * 100)
    assert _said(assistant, words, f"{place}护林补助标准提到了每月多少") == [f"{rise}%"]


@pytest.mark.parametrize("words", ["坝区的呢？涨幅是百分之几？", "坝区的呢，提高了百分之几"])
def test_another_and_by_how_much_it_rose(assistant: Assistant, words: str) -> None:
    old, new = LEVELS["坝区"]
    rise = _rounded(Decimal(new - old) / old * 100)
    assert _said(assistant, words, "山区护林补助标准提到了每月多少") == [f"{new}元", f"{rise}%"]


def test_nothing_is_said_of_a_fall_that_was_a_rise(assistant: Assistant) -> None:
    answer = assistant.ask("降了多少元", ["青禾县乡村服务中心山区护林补助标准提到了每月多少"])
    assert not answer.values


@pytest.mark.parametrize(
    ("part", "words"),
    list(
        product(
            LEFT, ("其中{}的有多少，占结余的百分之几", "里面{}的是多少，占多大比例", "这其中{}的有多少万元，占几成")
        )
    ),
)
def test_a_part_and_its_share(assistant: Assistant, part: str, words: str) -> None:
    amount = Decimal(LEFT[part])
    share = _rounded(amount / 120 * 100)
    assert _said(assistant, words.format(part), "年末结余是多少") == [f"{amount}万元", f"{share}%"]


@pytest.mark.parametrize(
    "words", ["水稻、大豆和其他杂粮加起来，等于杂粮播种面积吗", "水稻、大豆和其他杂粮一共多少万亩"]
)
def test_no_part_is_dropped_from_a_sum(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(f"青禾县乡村服务中心{words}")
    assert [value.number for value in answer.values] == [str(sum(map(Decimal, CROPS.values())))]


@pytest.mark.parametrize("words", ["说共扣3.95分，跟总分对得上吗", "写的一共扣了3.95分，和自评得分吻合吗"])
def test_points_lost_against_the_score(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(f"青禾县乡村服务中心{words}")
    assert answer.values[0].number == str(100 - Decimal("96.25"))
    assert answer.calculations[0].verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize("words", ["说共扣3.95分，跟各项扣分加起来一致吗", "共扣3.95分，与每项扣分的和对得上吗"])
def test_points_lost_against_the_single_losses(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(f"青禾县乡村服务中心{words}")
    assert answer.values[0].number == str(sum(map(Decimal, LOST.values())))
    assert answer.calculations[0].verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize("words", ["三公经费说比上年降了15.00%，复核一下准不准", "三公经费比上年下降15.00%，对吗"])
def test_a_fall_against_the_amounts_beside_it(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(f"青禾县乡村服务中心{words}")
    assert answer.status is Status.ANSWERED, answer.text
    assert [one.verdict for one in answer.calculations] == [Verdict.CONSISTENT]
