"""A number that a question claims where it would ask how much: worked out, and held against the claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

HARBOUR = """临江市港务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数800.00万元，执行数760.00万元。其中：基本支出500.00万元，项目支出260.00万元。
收入总额810.00万元，分三块：财政拨款收入790.00万元，占收入总额的97.53%；另有事业收入15.00万元，其他收入5.00万元，占收入总额的0.72%。
疏浚航道126公里，指标完成率为105%。
二、评价情况
自评得分97.50分，评价等级为优。
"""
QUAY = """临江市航道局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数600.00万元，执行数590.00万元。其中：基本支出410.00万元，项目支出180.00万元。
二、评价情况
自评得分95.00分。
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"harbour.txt": HARBOUR, "quay.txt": QUAY})


@pytest.mark.parametrize(
    ("question", "verdict", "value"),
    [
        ("港务局全年还剩40万元没支付，对不对？", RIGHT, "40"),
        ("我算出来港务局全年还剩45万元没支付，对不对？", NOT, "40.00万元"),
        ("港务局项目支出比基本支出少240.00万元，对吗？", RIGHT, "240.00万元"),
        ("港务局项目支出比基本支出多240.00万元，对吗？", NOT, "240.00万元"),
        ("港务局基本支出是航道局的1.22倍，算得对吗？", RIGHT, "1.22倍"),
        ("港务局的执行数比航道局多180万元，对吗？", NOT, "170.00万元"),
        ("两个部门自评得分平均96.25分，对吗？", RIGHT, "96.25分"),
        ("有人说航道局自评得了96分，是这样吗？", NOT, "95.00分"),
        ("港务局疏浚航道126公里完成率105%，据此目标应该是100公里，对吗？", NOT, "120公里"),
        ("港务局基本支出500万元，项目支出260万元，是这么写的吗？", RIGHT, "260.00万元"),
        ("港务局事业收入15万元、其他收入5万元和财政拨款收入790万元加起来是820万元吗？", NOT, "810万元"),
        ("港务局的执行数是706万元，记错了吗？", NOT, "760.00万元"),
        ("港务局三项收入加总和收入总额对得上吗？", RIGHT, "810.00万元"),
    ],
)
def test_a_claim_is_worked_out(assistant: Assistant, question: str, verdict: Verdict, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.calculations[0].verdict is verdict, answer.text
    assert value in [f"{v.number}{v.unit}" for v in answer.values] + [v.number for v in answer.values]
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("港务局的评价等级是优吗？", "是优。"),
        ("港务局自评是不是良好等级？", "不是良好。"),
    ],
)
def test_a_claimed_grade_is_held_against_the_stated_one(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(said)
    assert answer.citations


def test_income_that_is_not_of_a_kind_is_not_of_that_kind(assistant: Assistant) -> None:
    answer = assistant.ask("港务局非财政拨款收入一共多少万元？")
    assert [f"{value.number}{value.unit}" for value in answer.values] == ["20.00万元"]


def test_what_is_left_of_income_by_spending(assistant: Assistant) -> None:
    answer = assistant.ask("那结余多少？", ["港务局收入总额多少？", "总支出呢？"])
    assert [f"{value.number}{value.unit}" for value in answer.values] == ["50.00万元"], answer.text


def test_several_figures_of_a_kind_are_checked(assistant: Assistant) -> None:
    answer = assistant.ask("请复核港务局的两个占比。")
    assert [found.verdict for found in answer.calculations] == [RIGHT, NOT], answer.text


def test_what_is_not_a_thing_is_not_the_thing(assistant: Assistant) -> None:
    outside = assistant.ask("港务局收入总额中财政拨款收入以外的部分是多少万元？")
    assert [f"{value.number}{value.unit}" for value in outside.values] == ["20.00万元"], outside.text
    bare = assistant.ask("港务局财政拨款收入以外的部分是多少？")
    assert not bare.values, bare.text
