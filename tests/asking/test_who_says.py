"""Who made a claim is cut off it, before the department or behind it, and no figure's name with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

REPORT = """河源县民政局2023年度部门整体支出绩效自评报告
一、基本情况
2023年项目支出全年预算数289.90万元，全年登记社会组织46家，开展安全检查12次。
12345热线共受理群众诉求800件；按时办结796件，按时办结率99.50%。
二、自评结论
自评得分96.40分。
"""
BEFORE = (
    "实习生写", "我记的", "新来的同事报的是", "小李在台账上登记的", "张会计填的", "明细表上写", "网上的帖子说",
    "有人提到", "王科长讲",
    "交来的汇总表里列着",
)  # fmt: skip
BEHIND = ("交来的明细表写", "李会计填的", "2023年我同事报来的汇总表里写的", "自己的台账登记", "的简报上说")
CLAIMS = {
    "项目支出全年预算数": ("289.90万元", "298.90万元"),
    "按时办结率是": ("99.50%", "99.05%"),
    "开展了安全检查": ("12次", "21次"),
    "自评得分": ("96.40分", "94.60分"),
}
ENDS = ("，对吗？", "，没记错吧？", "，对不对？")


@pytest.fixture(scope="module")
def bureau(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"民政局.txt": REPORT})


@pytest.mark.parametrize("form", [f"{who}河源县民政局" for who in BEFORE] + [f"河源县民政局{who}" for who in BEHIND])
def test_a_claim_is_judged_whoever_makes_it(bureau: Assistant, form: str) -> None:
    for label, (right, wrong) in CLAIMS.items():
        for said, verdict in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
            for end in ENDS:
                answer = bureau.ask(f"{form}{label}{said}{end}")
                assert verdict in {one.verdict for one in answer.calculations}, (form, label, said, answer.text)
                assert any(right.startswith(value.number) for value in answer.values)


@pytest.mark.parametrize("said", ["46", "64"])
def test_what_a_department_registers_is_no_frame(bureau: Assistant, said: str) -> None:
    answer = bureau.ask(f"河源县民政局全年登记社会组织{said}家，对吗？")
    assert {value.number for value in answer.values} == {"46"}, answer.text


@pytest.mark.parametrize("who", ["宣传稿里写", "有份材料说", "网上的帖子讲", ""])
@pytest.mark.parametrize("against", ["跟{}的报告一致吗？", "和{}的自评报告对得上吗", "，这个数与{}报告里的数字相符吗"])
def test_a_claim_is_held_against_the_report_that_is_named_behind_it(bureau: Assistant, who: str, against: str) -> None:
    for label, (right, wrong) in CLAIMS.items():
        for said, verdict in ((right, Verdict.CONSISTENT), (wrong, Verdict.INCONSISTENT)):
            answer = bureau.ask(f"{who}{label}{said}{against.format('河源县民政局')}")
            assert verdict in {one.verdict for one in answer.calculations}, (label, said, answer.text)
