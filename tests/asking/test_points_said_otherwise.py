"""失分, 失了2分 and 丢3分 say what 扣分 says: in tables, in prose, and in what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

LOST = {
    "渠道巡查次数": ("1.5", "汛期道路中断"),
    "水费征收率": ("2", "两个灌区的用水户拖欠"),
    "群众满意度": ("0.8", "停水通知不及时"),
}
TABLE = "\n".join(f"| {name} | {points} | {why} |" for name, (points, why) in LOST.items())


def _report(word: str, prose: str) -> dict[str, str]:
    said = "；".join(f"{name}{prose}{points}分，原因是{why}" for name, (points, why) in LOST.items())
    return {
        "芦溪县水务局2023.md": f"""# 芦溪县水务局2023年度部门整体支出绩效自评报告

## 一、资金

预算下达500.00万元，实际支付450.00万元，支付率90.00%。

## 二、{word}分析

| {word}点 | {word} | 原因 |
| --- | --- | --- |
{TABLE}
| 合计 | 4.3 | |
""",
        "芦溪县民政局2023.md": f"""# 芦溪县民政局2023年度部门整体支出绩效自评报告

## 一、资金

全年预算400.00万元，支出380.00万元，预算执行率95.00%。

## 二、{word}原因分析

{said}。
""",
        "江阳市工业职业技术学校2023.md": "# 江阳市工业职业技术学校2023年度部门整体支出绩效自评报告\n\n"
        "## 一、评价结论\n\n自评得分93.10分。\n",
    }


@pytest.fixture(scope="module", params=[("失分", "失"), ("丢分", "丢"), ("扣分", "扣")])
def ask(request: pytest.FixtureRequest, over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(_report(*request.param))


@pytest.mark.parametrize("name", LOST)
@pytest.mark.parametrize("verb", ["扣", "失", "丢"])
@pytest.mark.parametrize("whose", ["芦溪县水务局", "芦溪县民政局"])
def test_points_and_their_reason(ask: Assistant, name: str, verb: str, whose: str) -> None:
    points, why = LOST[name]
    told = ask.ask(f"{whose}{name}{verb}了几分？")
    assert [(value.number, value.unit) for value in told.values] == [(points, "分")], told.text
    for asked in (f"{verb}了{points}分，{verb}分原因写的是什么？", "没达到目标，报告解释的原因是什么？"):
        reason = ask.ask(f"{whose}{name}{asked}")
        assert reason.status is Status.ANSWERED, reason.text
        assert why in reason.text, reason.text


def test_each_of_two_departments_has_its_own(ask: Assistant) -> None:
    for two in ("、", "和"):
        told = ask.ask(f"芦溪县水务局的水费征收率{two}芦溪县民政局的群众满意度，这两个指标各扣了几分？")
        assert [value.number for value in told.values] == ["2", "0.8"], told.text


def test_the_table_of_points_is_added_up(ask: Assistant) -> None:
    assert ask.ask("芦溪县水务局失分分析表里各项失分加起来是不是4.3分？").status is Status.ANSWERED
    wrong = ask.ask("芦溪县水务局失分分析表里各项失分加起来是不是4.6分？")
    assert wrong.status is not Status.ANSWERED or "不" in wrong.text, wrong.text


def test_points_lost_of_a_rate_are_no_rate(ask: Assistant) -> None:
    told = ask.ask("芦溪县水务局的水费征收率是多少？")
    assert all(value.unit != "%" for value in told.values), told.text


def test_a_school_is_called_without_its_trade(ask: Assistant) -> None:
    told = ask.ask("江阳职校自评得分是多少？")
    assert [value.number for value in told.values] == ["93.10"], told.text


NOTED = """# 芦溪县技工中心2023年度部门整体支出绩效自评报告

## 一、指标

| 三级指标 | 年度指标值 | 全年完成值 | 分值 | 得分 | 偏差原因及改进措施 |
| --- | --- | --- | --- | --- | --- |
| 新增实训台位 | 80个 | 62个 | 8 | 6.2 | 供应商交货推迟；2024年5月前装完 |
| 招生人数 | ≥500人 | 530人 | 6 | 6 | |

## 二、改进措施

实训处在每季度末通报设备到货情况。
"""


@pytest.mark.parametrize("then", ["后面准备咋弄", "接下来打算怎么搞", "以后怎么办", "下一步怎么做"])
@pytest.mark.parametrize("why", ["为啥没完成", "为什么没完成"])
def test_why_and_what_then(over: Callable[[Mapping[str, str]], Assistant], why: str, then: str) -> None:
    told = over({"芦溪县技工中心2023.md": NOTED}).ask(f"{why}，{then}？", ["芦溪县技工中心新增实训台位完成了多少？"])
    assert "交货推迟" in told.text, told.text
    assert "通报设备到货" in told.text, told.text
