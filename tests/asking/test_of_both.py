"""Claims about two figures at once, about a supposed target, about counts in other measure words, and two places."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

ARCHIVE = """望川市档案局2023年度部门整体支出绩效自评报告
一、资金情况
2023年年初预算数300.00万元，调整后预算数320.00万元，执行数320.00万元。其中：项目支出80.00万元，占总支出的25.00%。
数字化专项预算调整金额54.36万元，到年底完成52.18万元，预算执行率95.99%。
二、任务完成情况
整理卷宗18批，指标完成率为120%。来自12所学校的46名教师及学生走进档案馆。
三、绩效目标完成情况
年度安排的数字化类项目调整预算金额54.36万元，支出资金52.18万元，资金支付率95.99%。
四、评价情况
满意度92.00%。
五、存在问题
满意度90.00%，有待提高。
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"archive.txt": ARCHIVE})


@pytest.mark.parametrize(
    ("question", "verdicts", "value"),
    [
        ("档案局调整后预算跟执行数都是320万 那拿这俩数一除执行率就是100%没错吧", [RIGHT, RIGHT, RIGHT], "100%"),
        ("档案局年初预算和调整后预算都是320万元，没错吧", [NOT, RIGHT], "300.00万元"),
        ("档案局执行数除以年初预算数等于106.67%，对吗", [RIGHT], "106.67%"),
        ("档案局拿执行数和调整后预算两个数一除，执行率是99%，对吗", [NOT], "100.00%"),
        ("档案局整理卷宗，假设年初定的目标是16批，120%的完成率还成立吗？应当是多少", [NOT], "112.50%"),
        ("如果档案局整理卷宗的计划数是15批，那120%的完成率对得上吗", [RIGHT], "120%"),
        ("同事说档案局那次参观来了64个教师跟学生 对不对呀", [NOT], "46名"),
        ("档案局那次参观是46位教师及学生参加吗", [RIGHT], "46名"),
        ("档案局数字化专项的调整预算金额和支出金额，前后两处写的一样吗？", [RIGHT, RIGHT], "52.18万元"),
        ("档案局满意度前后两处一致吗", [NOT], "90.00%"),
    ],
)
def test_a_claim_is_decided(assistant: Assistant, question: str, verdicts: list[Verdict], value: str) -> None:
    answer = assistant.ask(question)
    assert [one.verdict for one in answer.calculations] == verdicts, answer.text
    assert value in [f"{one.number}{one.unit}" for one in answer.values], answer.text
    assert answer.citations


def test_one_place_is_not_two(assistant: Assistant) -> None:
    answer = assistant.ask("档案局年初预算数前后两处写的一样吗")
    assert answer.status is Status.REFUSED
    assert "没有第二处" in answer.text
