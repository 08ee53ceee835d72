"""What a question supposes, and whether two computed things agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

WATER = """云岭市水务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年收入总额1,205.00万元，支出总额1,200.00万元。年初结转结余30.00万元，年末结转结余35.00万元，基本支出400.00万元。
二、产出情况
检修泵站117座，指标完成率为101%。
三、评价情况
部门预算资金支出率得分9.5分（满分10分），扣0.5分，原因为年度平均执行率为95%。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "假如水务局年度平均执行率做到98%，仍按10分的权重换算，支出率这一项该得几分？比现在多得几分？",
            ["9.80分", "0.30分"],
        ),
        ("水务局年度平均执行率如果达到99%，预算资金支出率能得几分？", ["9.90分"]),
    ],
)
def test_a_supposed_rate_has_a_score(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


@pytest.mark.parametrize(
    ("question", "verdict", "said"),
    [
        (
            "水务局年末与年初结转结余的差，和收入总额减支出总额的差，勾稽得上吗？",
            Verdict.CONSISTENT,
            "5.00万元（35.00 − 30.00）与5.00万元（1205.00 − 1200.00）相等",
        ),
        ("水务局年末与年初结转结余的差，和收入总额减基本支出的差，对得上吗？", Verdict.INCONSISTENT, "不相等"),
        ("水务局检修泵站117座，假定目标是116座，完成率101%算得准吗？", Verdict.CONSISTENT, "与报告写的101%一致"),
        ("水务局检修泵站117座，假定目标是100座，完成率101%算得准吗？", Verdict.INCONSISTENT, "为117%"),
    ],
)
def test_two_computed_things_are_held_together(
    assistant: Assistant, question: str, verdict: Verdict, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.calculations[0].verdict is verdict, answer.text
    assert said in answer.text, answer.text
    assert answer.citations
