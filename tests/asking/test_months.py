"""What was spent by a day, or in some months, of reports that say how far they were month by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

TOWN = """云屏县柳堡镇人民政府2023年部门整体支出绩效自评报告

一、支付进度

    时点            累计支付数（万元）    支付进度
    3 月 31 日         412.08             19.87%
    6 月 30 日       1 020.55             49.21%
    9 月 30 日       1 500.20             72.34%
    12 月 31 日      2 016.30             97.22%
"""
SCHOOL = """云屏县第一小学2023年部门整体支出绩效自评报告

一、支出情况

截至6月底累计支出200.40万元，支付进度40.08%；截至10月底累计支出390.10万元。全年支出486.30万元。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"town.txt": TOWN, "school.txt": SCHOOL})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("柳堡镇9月底累计付出去多少万元，对应的支付进度是多少？", ["1500.20万元", "72.34%"]),
        ("柳堡镇截至6月30日支付进度是多少", ["49.21%"]),
        ("柳堡镇第四季度三个月付了多少钱，占全年支付数的比重是多少？", ["516.10万元", "25.60%"]),
        ("柳堡镇7到9月支付了多少", ["479.65万元"]),
        ("柳堡镇下半年花了多少钱", ["995.75万元"]),
        ("柳堡镇一季度支出多少万元", ["412.08万元"]),
        ("第一小学6月底支出多少", ["200.40万元"]),
        ("第一小学2023年支出多少", ["486.30万元"]),
    ],
)
def test_what_was_spent_by_a_day_or_in_some_months(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text


@pytest.mark.parametrize("question", ["柳堡镇5月底支付了多少", "柳堡镇4到5月支付了多少", "第一小学第三季度支出多少"])
def test_months_that_the_report_does_not_part_are_not_made_up(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values
