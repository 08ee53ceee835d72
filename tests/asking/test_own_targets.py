"""Who missed the target that it had set itself, over reports that write targets in tables, in goals and in brackets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

CLINIC = """禾山县中医院2023年度部门整体支出绩效自评报告

一、绩效目标
患者满意度达到95%以上；新技术不少于15项。

二、完成情况
第三方测评患者满意度93.6%，职工满意度90.2%。
"""
FARMS = """禾山县农业局2023年度部门整体支出绩效自评报告

| 三级指标 | 年度指标值 | 实际完成值 |
| --- | --- | --- |
| 农户满意度 | ≥95% | 96.3% |
"""
COURT = """禾山县法院2023年度部门整体支出绩效自评报告

一、满意度
当事人满意度92.7%，律师满意度89.5%（目标值均为90%）。
"""
PARK = """禾山县园区管理局2023年度部门整体支出绩效自评报告

一、满意度
企业总体满意度92.8%。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"clinic.txt": CLINIC, "farms.md": FARMS, "court.txt": COURT, "park.txt": PARK})


@pytest.mark.parametrize(
    "question",
    ["哪几家的满意度没达到自己定的目标，各是多少？", "哪些部门的满意度未达到目标值", "这几家里哪一家的满意度没达标？"],
)
def test_who_missed_its_own_target(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["93.6%", "89.5%"], answer.text
    assert "没有同时写明目标和实际的是禾山县园区管理局" in answer.text
