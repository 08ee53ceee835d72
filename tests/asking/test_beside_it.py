"""What a report states of itself is worked out again, in one question or as a follow-up, and never another figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

RIVER = """# 苇塘县水文局2023年度部门整体支出绩效自评报告

## 一、资金情况

年末结转和结余184.20万元，比年初的216.80万元下降16.04%。“三公”经费支出6.30万元，比上年7.20万元下降21.50%。
项目支出共3项，其中测报设备更新和站房维修两项结余合计88.40万元。

表1 支出情况（单位：万元）

| 项目 | 全年预算数 | 执行数 | 执行率 |
| --- | --- | --- | --- |
| 基本支出 | 500.00 | 480.00 | 96.00% |
| 公用经费 | 60.00 | 57.60 | 96.00% |
| 项目支出 | 400.00 | 301.60 | 75.40% |
| 测报设备更新 | 210.00 | 160.50 | 76.43% |
| 站房维修 | 120.00 | 91.10 | 79.52% |

基本支出中，人员经费占88.00%，公用经费占21.00%。

## 二、自评得分

自评得分93.20分。其中：过程类指标满分20分，得18.45分。

| 一级指标 | 二级指标 | 分值 | 目标值 | 完成值 | 得分 |
| --- | --- | --- | --- | --- | --- |
| 过程 | 预算执行率 | 8 | ≥95% | 91% | 7.64 |
| 过程 | 资产利用率 | 7 | ≥95% | 92% | 6.81 |
| 过程 | 采购规范性 | 5 | 规范 | 规范 | 4 |
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT
CARRIED, FALL = "苇塘县水文局年末结转和结余是多少？", "15.04%"
LISTED, SCORE = "苇塘县水文局测报设备更新和站房维修两项的结余合计多少？", "苇塘县水文局过程类指标得了多少分？"


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"river.md": RIVER})


@pytest.mark.parametrize(
    ("talk", "value", "verdict"),
    [
        (["苇塘县水文局“三公”经费比上年下降21.50%，这个降幅核得上吗？"], "12.50%", NOT),
        (["苇塘县水文局年末结转和结余比年初的降幅算对了吗？"], FALL, NOT),
        (["苇塘县水文局年末结转和结余比年初下降16.04%，对吗？"], FALL, NOT),
        ([CARRIED, "报告写的跟年初比的降幅算对了没有？"], FALL, NOT),
        ([CARRIED, "比年初的降幅没算错吧？"], FALL, NOT),
        ([LISTED, "你按明细核一下，这个合计数准不准"], "78.40万元", NOT),
        ([LISTED, "这个合计数算对了吗？"], "78.40万元", NOT),
        ([SCORE, "表里这几项的得分加起来也是这个数吗？"], "18.45分", RIGHT),
        (["苇塘县水文局站房维修的执行率写的是多少？", "拿它的预算数和执行数除一下，对得上吗？"], "75.92%", NOT),
        (["苇塘县水文局站房维修的执行率写的是多少？", "用预算和执行数倒算一遍，核得上吗？"], "75.92%", NOT),
        (["苇塘县水文局公用经费执行了多少？", "报告说它占基本支出的21.00%，没算错吧？"], "12.00%", NOT),
        (["苇塘县水文局基本支出执行数是多少？", "其中公用经费占百分之几？", "这个占比算准了吗？"], "12.00%", NOT),
    ],
)
def test_a_stated_figure_is_worked_out_again(
    assistant: Assistant, talk: list[str], value: str, verdict: Verdict
) -> None:
    answer = assistant.ask(talk[-1], talk[:-1])
    assert verdict in {one.verdict for one in answer.calculations}, answer.text
    assert value in [f"{one.number}{one.unit}" for one in answer.values], answer.text


def test_what_is_left_of_several_is_no_sum_of_what_they_spent(assistant: Assistant) -> None:
    answer = assistant.ask(LISTED)
    assert "251.6" not in answer.text
    assert [one.number for one in answer.values] in (["78.40"], ["88.40"])


@pytest.mark.parametrize(("claim", "verdict"), [("30%以上", RIGHT), ("40%以上", NOT), ("31%", NOT), ("30.21%", RIGHT)])
def test_a_claimed_limit_is_held_as_one(assistant: Assistant, claim: str, verdict: Verdict) -> None:
    answer = assistant.ask(f"苇塘县水文局站房维修执行数占项目支出执行数的{claim}，对吗？")
    assert [one.verdict for one in answer.calculations] == [verdict], answer.text


TWO_YEARS = """# 苇塘县渔业站2023年度部门整体支出绩效自评报告

## 一、资金情况

2023年支出合计{now}万元，较上年增长{rate}%。

表1 支出情况（单位：万元）

| 支出构成 | 2022年决算 | 2023年预算 | 2023年决算 |
| --- | --- | --- | --- |
| 人员支出 | 300.00 | 320.00 | 310.00 |
| 项目支出 | 100.00 | 130.00 | 120.00 |
| 支出合计 | 400.00 | 450.00 | 430.00 |
"""


@pytest.mark.parametrize(("rate", "verdict"), [("7.50", Verdict.CONSISTENT), ("5.70", Verdict.INCONSISTENT)])
def test_a_change_is_held_against_both_years_of_a_table_s_row(
    over: Callable[[Mapping[str, str]], Assistant], rate: str, verdict: Verdict
) -> None:
    assistant = over({"fish.md": TWO_YEARS.format(now="430.00", rate=rate)})
    answer = assistant.ask(f"苇塘县渔业站说支出合计较上年增长{rate}%，按决算数复核一下")
    assert [one.verdict for one in answer.calculations] == [verdict], answer.text
    assert "7.50%" in answer.text


def test_no_row_of_both_years_decides_nothing(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    assistant = over({"fish.md": TWO_YEARS.format(now="431.00", rate="7.50")})
    assert not assistant.ask("苇塘县渔业站说支出合计较上年增长7.50%，按决算数复核一下").calculations
