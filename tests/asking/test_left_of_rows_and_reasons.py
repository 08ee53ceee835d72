"""What is asked of a row that fell short: why, what was left of its money, what people dislike, points in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status, Verdict

WHO = "云岭市文化馆"
BUDGET, SPENT, SHOWS = Decimal("86.40"), Decimal("80.15"), 128
REPORT = f"""{WHO}2023年度部门整体支出绩效自评报告

# 一、预算执行

2023年调整后预算386.40万元，全年支出377.15万元，其中基本支出297.00万元，项目支出81.15万元。

| 项目名称 | 调整后预算（万元） | 实际支出（万元） | 执行率 |
|---|---|---|---|
| 舞台灯光更新 | {BUDGET} | {SPENT} | 92.77% |
| 送戏下乡 | 12.60 | 12.60 | 100.00% |

灯光设备{BUDGET - SPENT}万元为验收后的质量保证金，2024年支付。

# 二、指标得分

全年举办活动{SHOWS}场，其中线下100场、线上28场。自评总分91.10分。

| 三级指标 | 目标值 | 完成值 | 分值 | 得分 |
|---|---|---|---|---|
| 戏曲骨干培训人数 | ≥300人 | 210人 | 20 | 14.00 |
| 观众满意度 | ≥95% | 92.1% | 30 | 28.10 |
| 展厅开放天数 | ≥300天 | 297天 | 50 | 49.00 |
| 合计 | | | 100 | 91.10 |

## 扣分说明

1.观众满意度扣1.90分：意见卡上写停车难、座椅破旧的较多。

2.展厅开放天数扣1.00分：暴雨停电，临时闭馆。

# 三、存在的问题

（一）培训生源不足。农忙时节学员请假多；课程排在工作日。

（二）馆舍老化。屋面年久失修，设备间受潮。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"culture.md": REPORT})


def values(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize("first", ["舞台灯光更新的执行率是多少？", "舞台灯光更新的实际支出是多少？"])
@pytest.mark.parametrize(
    "asked",
    [
        "没付出去的是什么款子？",
        "没花完的是什么钱？",
        "剩下的钱是什么",
        "没支出的部分属于什么款项？",
        "结余的都是些什么钱？",
    ],
)
def test_what_was_left_of_a_row_is_told_by_the_sentence_of_that_amount(
    assistant: Assistant, first: str, asked: str
) -> None:
    answer = assistant.ask(asked, [WHO + first])
    assert answer.status is Status.ANSWERED, answer.text
    assert "质量保证金" in answer.text, answer.text


def test_nothing_is_told_of_money_of_which_none_was_left(assistant: Assistant) -> None:
    answer = assistant.ask("没付出去的是什么款子？", [f"{WHO}送戏下乡的执行率是多少？"])
    assert "保证金" not in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "大家主要对什么有意见？",
        "观众都对哪些方面不满意？",
        "群众意见主要集中在哪？",
        "老百姓最不满意的是什么？",
        "为什么这么低？",
    ],
)
def test_what_people_are_unhappy_with(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked, [f"{WHO}的观众满意度是多少？"])
    assert answer.status is Status.ANSWERED, answer.text
    assert "停车难" in answer.text, answer.text
    assert "停电" not in answer.text, answer.text


@pytest.mark.parametrize("asked", ["为啥差这么多？", "为什么没完成？", "怎么没达标？", "为什么这么少"])
def test_the_problem_whose_heading_has_a_word_of_the_row(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked, [f"{WHO}戏曲骨干培训人数是多少？"])
    assert answer.status is Status.ANSWERED, answer.text
    assert "农忙" in answer.text, answer.text
    assert "屋面" not in answer.text, answer.text


@pytest.mark.parametrize("asked", ["为什么没达标？", "为啥没完成？"])
def test_why_a_row_lost_points(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked, [f"{WHO}展厅开放天数是多少？"])
    assert answer.status is Status.ANSWERED, answer.text
    assert "停电" in answer.text, answer.text
    assert "停车" not in answer.text, answer.text


@pytest.mark.parametrize("all_of", ["一共", "总共", "加起来", "合起来", "合在一块儿", "加在一起", "拢共", "合计"])
@pytest.mark.parametrize("lost", ["{}丢了多少分？", "{}扣了几分？", "{}失分多少？"])
def test_points_lost_in_all(assistant: Assistant, all_of: str, lost: str) -> None:
    answer = assistant.ask(lost.format(all_of), [f"{WHO}有哪几项指标没达标？"])
    assert values(answer) == ["8.90分"], answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "拿舞台灯光更新的实际支出除以全年活动场次，{}平均办一场活动花多少元？",
        "{}用舞台灯光更新的实际支出除以活动场次，平均每场多少元？",
        "{}舞台灯光更新的实际支出除以举办活动的场数，每场合多少元？",
    ],
)
def test_an_amount_by_how_often_something_was_held(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked.format(WHO))
    each = (SPENT * 10000 / SHOWS).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert values(answer) == [f"{each}元"], answer.text


@pytest.mark.parametrize(
    "asked",
    [
        "{}这份自评，请通篇查一查金额加总，有没有加不平的地方，在哪里？",
        "{}的数有没有轧不平的？",
        "{}从头到尾过一遍，数字有没有对不平的",
        "{}哪里合计加不拢？",
        "帮我把{}整份报告的金额核一遍",
    ],
)
def test_a_check_of_all_that_adds_up(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked.format(WHO))
    assert any(one.verdict is Verdict.INCONSISTENT for one in answer.calculations), answer.text
    assert "377.15" in answer.text


NUMBERED = """平岗县灌溉管理处2023年度部门整体支出绩效自评报告

# 4 问题分析

4.1 管护不到位。渠系管护重建轻管，泵站无人值守。

4.2 水价偏低。执行水价多年未调，供水单位亏损。

# 5 整改安排

5.1 推广“管水员+网格员”双员管护，泵站由灌区代管。

5.2 启动水价成本监审，分两步调整水价。

5.3 12月底前录用技术人员3名。
"""


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("在泵站管护上打算用什么招？", "网格员", "成本监审"),
        ("今后在水价偏低上准备采取什么办法？", "成本监审", "网格员"),
        ("针对水价偏低准备上什么手段？", "成本监审", "网格员"),
        ("渠系管护打算怎么解决？", "网格员", "成本监审"),
    ],
)
def test_a_measure_numbered_by_its_section(
    over: Callable[[Mapping[str, str]], Assistant], asked: str, told: str, other: str
) -> None:
    answer = over({"water.md": NUMBERED}).ask(f"平岗县灌溉管理处{asked}")
    assert answer.status is Status.ANSWERED, answer.text
    assert told in answer.text, answer.text
    assert other not in answer.text, answer.text
