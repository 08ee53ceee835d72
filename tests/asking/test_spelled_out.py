"""Questions that spell out how a figure is worked out, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

WHOLE, PROJECTS, BASIC, SPENT = (Decimal(text) for text in ("1240.60", "385.20", "851.93", "371.44"))
LEFT, GRANT = Decimal("6.35"), Decimal("1160.80")
ROAD_BUDGET, ROAD_SPENT, ROAD_KM = Decimal("820.00"), Decimal("786.24"), Decimal("36.4")
WATER = f"""云岭市水务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数{WHOLE}万元，执行数1223.37万元，完成预算数的98.61%。其中基本支出{BASIC}万元，完成预算数的99.6%。
2023年本部门项目支出全年预算数为{PROJECTS}万元，支出决算数为{SPENT}万元。
结转结余率：年末结转结余决算数为{LEFT}万元，年初结转结余决算数为8.10万元，一般公共预算财政拨款决算数为{GRANT}万元。
"""
ROADS = f"""云岭市公路局2023年度部门整体支出绩效自评报告
一、资金情况
表1-1  重点项目执行情况（万元）
项目            责任科室      调整后预算    执行数      执行率
乡村道路改造    建设科        {ROAD_BUDGET}        {ROAD_SPENT}      95.88%
危桥加固        养护科        240.00        198.00      82.50%
合计                          1,060.00      984.24      92.85%
二、产出情况
全年改造乡村道路{ROAD_KM}公里，加固危桥12座。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "roads.txt": ROADS})


def rounded(value: Decimal, places: str = "0.01") -> str:
    return format(value.quantize(Decimal(places), ROUND_HALF_UP), "f")


def values(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


HOW = [
    "基本支出的预算用全年预算数减去项目支出预算数来推",
    "报告没给基本支出预算数，就用全年预算数减去项目支出全年预算数来推",
    "拿全年预算减项目支出预算倒推基本支出的预算",
    "按全年预算数扣除项目支出预算算出基本支出预算",
]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("基本支出还剩多少没用完", f"{rounded(WHOLE - PROJECTS - BASIC)}万元"),
        ("基本支出结余多少万元", f"{rounded(WHOLE - PROJECTS - BASIC)}万元"),
        ("基本支出完成率是多少", f"{rounded(BASIC / (WHOLE - PROJECTS) * 100)}%"),
        ("基本支出执行率算到两位小数是多少", f"{rounded(BASIC / (WHOLE - PROJECTS) * 100)}%"),
    ],
)
@pytest.mark.parametrize("order", ["{how}，{asked}？", "{asked}？{how}。"])
def test_the_budget_that_is_left_for_the_other_expense(
    assistant: Assistant, how: str, asked: str, value: str, order: str
) -> None:
    answer = assistant.ask(f"水务局{order.format(how=how, asked=asked)}")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [value], answer.text
    assert any(format(PROJECTS, "f") in citation.shown for citation in answer.citations)


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("claimed", "verdict"), [("99.6", Verdict.CONSISTENT), ("99.1", Verdict.INCONSISTENT)])
def test_a_claimed_rate_is_held_against_it(assistant: Assistant, how: str, claimed: str, verdict: Verdict) -> None:
    answer = assistant.ask(f"水务局说基本支出完成预算的{claimed}%，{how}，这个说法成立吗？")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.calculations[0].verdict is verdict, answer.text
    assert values(answer) == [f"{rounded(BASIC / (WHOLE - PROJECTS) * 100)}%"]


@pytest.mark.parametrize(
    "question",
    [
        "水务局基本支出占总支出的百分之几，用全年预算减项目支出预算来算？",
        "水务局基本支出预算用年初预算数减项目支出预算来推，执行率是多少？",
    ],
)
def test_another_budget_or_share_is_none_of_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert rounded(BASIC / (WHOLE - PROJECTS) * 100) not in answer.text


@pytest.mark.parametrize("take", ["用", "拿", "就拿", "按", ""])
@pytest.mark.parametrize("sign", ["除以", "÷"])
@pytest.mark.parametrize("tail", ["，算出来是多少", "，结果是百分之几", "是多少", "来算，得多少"])
@pytest.mark.parametrize("before", ["", "只写结转结余率≤10%，没写具体数。", "结转结余率没给出，"])
def test_a_quotient_of_two_amounts(assistant: Assistant, take: str, sign: str, tail: str, before: str) -> None:
    answer = assistant.ask(f"水务局{before}{take}年末结转结余决算数{sign}一般公共预算财政拨款决算数{tail}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{rounded(LEFT / GRANT * 100)}%"], answer.text


@pytest.mark.parametrize("take", ["用", "就拿", "把", ""])
@pytest.mark.parametrize(
    ("divided", "exact"),
    [
        ("改造乡村道路的公里数，每公里", ROAD_SPENT / ROAD_KM),
        (f"{ROAD_KM}公里，每公里", ROAD_SPENT / ROAD_KM),
        ("改造乡村道路的实际公里数，平均一公里", ROAD_SPENT / ROAD_KM),
        ("加固危桥的座数，每座", ROAD_SPENT / 12),
    ],
)
@pytest.mark.parametrize("unit", ["万元", "元"])
def test_an_amount_by_a_count(assistant: Assistant, take: str, divided: str, exact: Decimal, unit: str) -> None:
    answer = assistant.ask(f"{take}公路局乡村道路改造的执行数除以{divided}合多少{unit}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert values(answer) == [f"{rounded(exact * (10000 if unit == '元' else 1))}{unit}"], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "公路局乡村道路改造的执行数除以绿化的面积，每亩多少万元？",
        "公路局乡村道路改造的执行数除以加固危桥的座数，每公里多少万元？",
        "公路局危桥加固的执行数除以职工人数是多少万元？",
    ],
)
def test_a_side_that_is_not_stated_gives_no_quotient(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values
