"""Claims that all is done, that shares make the whole, that a full mark was got, that all was spent; two reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

BUREAU = """石桥县统计局{year}年度部门整体支出绩效自评报告
一、资金情况
{year}年调整后预算数500.00万元，执行数{spent}万元。
收入总额510.00万元，分三块：财政拨款收入490.00万元（占收入总额96.08%），另有事业收入12.00万元（占收入总额2.35%）和其他收入8.00万元（占收入总额1.57%）。
二、任务完成情况
收到统计咨询件{asked}件，{done}件已按时办结。6月末支付进度48.20%，6月末支付进度低于序时要求1.80个百分点。
三、评价情况
自评得分{score}分（满分100分）。
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    older = BUREAU.format(year=2022, spent="480.00", asked=60, done=60, score="93.00")
    newer = BUREAU.format(year=2023, spent="495.00", asked=70, done=66, score="95.50")
    return over({"a2022.txt": older, "a2023.txt": newer})


@pytest.mark.parametrize(
    ("question", "verdict", "value"),
    [
        ("听说统计局2023年的统计咨询件全部按时办结了，是真的吗", NOT, "66件"),
        ("统计局2022年的统计咨询件都按时办结了，对吗", RIGHT, "60件"),
        ("统计局2023年三项收入占比加起来是不是100%", RIGHT, "100%"),
        ("有人说统计局2023年花了5.2亿，属实吗", NOT, "495.00万元"),
        ("统计局2023年执行数比2022年多15万元，是真的吗", RIGHT, "15.00万元"),
        ("统计局2023年得分比2022年高3.5分，对吗", NOT, "2.50分"),
        ("统计局2023年得分比2022年低2.5分，对吗", NOT, "2.50分"),
        ("统计局2023年6月末支付进度比序时慢1.8个百分点，对吗", RIGHT, "1.80百分点"),
        ("统计局2023年的自评得分是93分，我记得不是这个数", NOT, "95.50分"),
    ],
)
def test_a_claim_is_decided(assistant: Assistant, question: str, verdict: Verdict, value: str) -> None:
    answer = assistant.ask(question)
    assert [one.verdict for one in answer.calculations[:1]] == [verdict], answer.text
    assert value in [f"{one.number}{one.unit}" for one in answer.values], answer.text


@pytest.mark.parametrize(("year", "left", "values"), [(2022, False, ["60", "60"]), (2023, True, ["70", "66"])])
@pytest.mark.parametrize(
    "ask", ["收到多少统计咨询件，都办完了吗", "收到几件统计咨询件，全部办结了没有", "收到多少统计咨询件？都办好了吗"]
)
def test_a_count_and_whether_all_of_it_is_done(
    assistant: Assistant, year: int, left: bool, values: list[str], ask: str
) -> None:
    answer = assistant.ask(f"统计局{year}年{ask}")
    assert answer.text.startswith("没有全部办完。" if left else "全部办完了。"), answer.text
    assert [one.number for one in answer.values] == values


@pytest.mark.parametrize("ask", ["都办结了吗", "有没有全部办结", "是否全部按时办结", "全部办完了没有"])
def test_whether_all_is_done_is_asked_outright(assistant: Assistant, ask: str) -> None:
    assert assistant.ask(f"统计局2022年统计咨询件{ask}").text.startswith("全部办完了。")
    assert assistant.ask(f"统计局2023年统计咨询件{ask}").text.startswith("没有全部办完。")


def test_whether_it_is_the_full_mark_asks_for_what_was_lost(assistant: Assistant) -> None:
    for question in ("统计局2023年是不是满分？", "统计局2023年拿到满分了吗"):
        answer = assistant.ask(question)
        assert [f"{one.number}{one.unit}" for one in answer.values] == ["4.50分"], answer.text


def test_a_whole_budget_in_english(assistant: Assistant) -> None:
    answer = assistant.ask("Is it true that 石桥县统计局 spent its entire budget in 2023?")
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["5.00万元"], answer.text
