"""By how much something changed, asked without the year before: the change that the clause states, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

CLINIC = """# 白溪县中医院2023年度部门整体支出绩效自评报告

## 一、收支情况

全年支出870.00万元。“三公”经费全年支出21.40万元，比2022年的24.90万元减少3.50万元，压减14.06%。水电费36.00万元。

## 二、业务情况

全年门诊28600人次，比2022年增长9.58%；手术324台。全年收入72.15亿元，上年为68.42亿元，同比增长5.15%。发放消费券600万元，核销572.40万元。住院次均费用5316元，比上年上升1.9%。
"""
UP, DOWN = ("涨", "上升", "增长", "增加", "提高"), ("降", "下降", "减少", "压减", "降低")


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"中医院.md": CLINIC})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize("way", UP)
@pytest.mark.parametrize(("what", "value"), [("门诊", "9.58%"), ("住院次均费用", "1.9%")])
@pytest.mark.parametrize("how", ["多少", "百分之几"])
def test_a_rise_is_told(held: Assistant, way: str, what: str, value: str, how: str) -> None:
    assert shown(held.ask(f"县中医院{what}{way}了{how}")) == [value]


@pytest.mark.parametrize("way", DOWN)
@pytest.mark.parametrize(("how", "value"), [("多少", "3.50万元"), ("多少万元", "3.50万元"), ("百分之几", "14.06%")])
def test_a_cut_is_told_as_it_is_asked_for(held: Assistant, way: str, how: str, value: str) -> None:
    answer = held.ask(f"县中医院三公经费{way}了{how}")
    assert shown(answer) in ([value], [value.replace("3.50", "3.5")]), answer.text


@pytest.mark.parametrize("way", [*UP, *DOWN])
@pytest.mark.parametrize("what", ["手术", "水电费"])
def test_what_changed_in_no_stated_way_is_not_answered_with_what_it_is(held: Assistant, way: str, what: str) -> None:
    answer = held.ask(f"县中医院{what}{way}了多少")
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize("way", DOWN)
def test_a_rise_is_no_fall(held: Assistant, way: str) -> None:
    assert not shown(held.ask(f"县中医院住院次均费用{way}了多少"))


@pytest.mark.parametrize("doubt", ["对吗", "算得对吗"])
def test_a_doubted_change_is_worked_out_from_both_years(held: Assistant, doubt: str) -> None:
    assert "5.45%" in held.ask(f"县中医院全年收入同比增长{doubt}").text


@pytest.mark.parametrize("question", ["没有核销的有多少万元", "还没核销的消费券是多少", "未核销的有多少"])
def test_what_was_not_done_is_not_what_was(held: Assistant, question: str) -> None:
    assert "572.40万元" not in shown(held.ask(f"县中医院发的消费券，{question}"))


CHANGES = [
    ("“三公”经费比上年", "减少", "3.50", "万元"), ("三公经费比上年", "下降", "14.06", "%"),
    ("门诊同比", "增长", "9.58", "%"), ("住院次均费用比上年", "上升", "1.9", "%"),
]  # fmt: skip
OTHER_WAY = {"减少": "增加", "下降": "增长", "增长": "下降", "上升": "下降"}


@pytest.mark.parametrize("end", ["对吗", "，对吗？", "，是不是抄错了？"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_claimed_change_gets_a_verdict(held: Assistant, change: tuple[str, str, str, str], end: str) -> None:
    what, way, number, unit = change
    wrong = number[:-1] + str((int(number[-1]) + 3) % 10)
    claims = ((way, number, True), (way, wrong, False), (OTHER_WAY[way], number, False))
    for said, claimed, right in claims:
        answer = held.ask(f"县中医院{what}{said}{claimed}{unit}{end}")
        verdicts = {one.verdict for one in answer.calculations}
        assert (Verdict.INCONSISTENT in verdicts) is not right, (said, claimed, answer.text)
        assert Verdict.CONSISTENT in verdicts or not right, (said, claimed, answer.text)
        assert answer.status is Status.ANSWERED


RATES = """# 白溪县交通局2023年度部门整体支出绩效自评报告

## 一、预算执行

公路养护经费预算400.00万元，支付388.00万元，执行率97.00%。客运补贴经费预算250.00万元，支付228.75万元，执行率91.50%。
"""


@pytest.mark.parametrize(
    "asks",
    [
        "客运补贴经费的执行率比公路养护经费低多少",
        "公路养护经费执行率比客运补贴经费的高多少",
        "客运补贴经费执行率比公路养护经费的执行率低多少",
    ],
)
def test_a_rate_is_held_against_the_rate_of_the_other(
    over: Callable[[Mapping[str, str]], Assistant], asks: str
) -> None:
    answer = over({"roads.md": RATES}).ask(f"交通局{asks}")
    assert shown(answer) in (["5.5百分点"], ["5.50百分点"]), answer.text
