"""Plain questions with one word that leads astray: compare, the share of all kinds, a misspelt rate, problems alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

REPORT = """{name}2023年度部门整体支出绩效自评报告
一、资金情况
全年收入合计{income}万元：财政拨款收入{grant}万元，占{share}%；事业收入{fees}万元，占{rest}%。
全年预算数{budget}万元，支出决算{spent}万元，预算执行率{rate}%。
二、存在的问题
{problem}
"""
WHARF = {
    "name": "湄州市港务局", "income": "1,000.00", "grant": "930.00", "share": "93.00", "fees": "70.00", "rest": "6.00",
    "budget": "980.00", "spent": "950.60", "rate": "97.00", "problem": "航道疏浚进度偏慢。",
}  # fmt: skip
PARKS = {
    "name": "湄州市园林处", "income": "600.00", "grant": "570.00", "share": "95.00", "fees": "30.00", "rest": "5.00",
    "budget": "590.00", "spent": "578.20", "rate": "98.00", "problem": "苗木补植不及时。",
}  # fmt: skip


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"wharf.txt": REPORT.format(**WHARF), "parks.txt": REPORT.format(**PARKS)})


@pytest.mark.parametrize(
    "asks", ["Compare the total expenditure of 港务局 and 园林处", "Compare the total spending of 港务局 and 园林处"]
)
def test_to_compare_is_to_tell_each(two: Assistant, asks: str) -> None:
    assert {value.number for value in two.ask(asks).values} == {"950.60", "578.20"}


@pytest.mark.parametrize("asks", ["收入占比对吗", "收入占比核对一下", "所有收入的占比算得对不对", "收入占比对不对？"])
@pytest.mark.parametrize(("name", "wrong"), [("港务局", ["6.00"]), ("园林处", [])])
def test_the_share_of_income_is_every_share(two: Assistant, asks: str, name: str, wrong: list[str]) -> None:
    answer = two.ask(f"{name}{asks}")
    judged = {one.stated: one.verdict for one in answer.calculations if one.stated}
    assert len(judged) > 1, answer.text
    assert [number for number, verdict in judged.items() if verdict is Verdict.INCONSISTENT] == wrong


@pytest.mark.parametrize("asks", ["执行律", "执形率", "预算执行律是多少", "的执行律"])
@pytest.mark.parametrize("row", [WHARF, PARKS], ids=lambda row: row["name"])
def test_a_misspelt_rate_is_looked_up_and_not_quoted_around(two: Assistant, asks: str, row: Mapping[str, str]) -> None:
    assert [value.number for value in two.ask(f"{row['name']}{asks}").values] == [row["rate"]]


@pytest.mark.parametrize("asks", ["港务局的问题和园林处的问题有什么相同", "港务局和园林处的问题一样吗"])
def test_problems_are_no_numbers_to_hold_against_each_other(two: Assistant, asks: str) -> None:
    answer = two.ask(asks)
    assert not answer.values
    assert not answer.calculations


@pytest.mark.parametrize("why", ["为什么没到100%", "为什么没花完", "是什么原因"])
def test_a_reason_that_is_not_given_is_not_made_up_of_other_sentences(two: Assistant, why: str) -> None:
    answer = two.ask(f"港务局预算执行率是多少，{why}？")
    assert "97.00%" in answer.text
    assert "没有找到" in answer.text
    assert "疏浚" not in answer.text
