"""Amounts shared out by heads, bodies in a table of people and money, and two things asked of one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 岚溪县水务局2023年度部门整体支出绩效自评报告

## 一、所属单位

表1 所属单位人员及支出情况（单位：人、万元）

| 单位名称 | 在职人数 | 全年支出 | 备注 |
| --- | --- | --- | --- |
| 局机关 | 20 | 410.00 | |
| 县水库管理中心 | 35 | 665.70 | |
| 县河道养护中心 | 40 | 508.00 | |
| 合计 | 95 | 1583.70 | |

## 二、三公经费

2023年公务接待费6.30万元，全年接待90批次700人次。完成水质安全监督抽检318批次。

## 三、项目支出

表2 项目支出情况表（单位：万元）

| 项目名称 | 预算数 | 支出数 | 执行率 |
| --- | --- | --- | --- |
| 山塘整治工程 | 342.50 | 301.40 | 88.00% |
| 农村供水管护 | 120.00 | 118.80 | 99.00% |
| 防汛物资储备 | 96.00 | 60.48 | 63.00% |
| 合计 | 558.50 | 480.68 | 86.07% |

## 四、自评表

表3 绩效自评表

| 指标名称 | 分值 | 目标值 | 实际完成值 | 得分 |
| --- | --- | --- | --- | --- |
| 节水宣传场次 | 6 | 12场 | 9场 | 4.5 |
| 供水水质达标率 | 12 | ≥95% | 96.4% | 12 |
"""
OTHER = """# 岚溪县教育局2023年度部门整体支出绩效自评报告

## 一、收支

2023年部门支出合计2,040.00万元。部门整体支出绩效自评得分94.00分。
"""
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def asked(over: Callable[[Mapping[str, str]], Assistant]) -> Ask:
    assistant = over({"水务局.md": REPORT, "教育局.md": OTHER})
    return lambda question, *history: assistant.ask(question, history)


def values(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("岚溪县水务局公务接待人均花了多少元？按接待人次算，保留两位小数。", ["90.00元"]),
        ("岚溪县水务局公务接待费按接待人次平摊，人均多少元？", ["90.00元"]),
        ("县水库管理中心2023年按在职人数平均，人均支出多少万元？", ["19.02万元"]),
        ("岚溪县水务局县河道养护中心按在职人数算，平均每人支出多少万元？", ["12.70万元"]),
        ("县河道养护中心全年支出多少万元？", ["508.00万元"]),
        ("县河道养护中心有多少在职的？", ["40人"]),
        ("岚溪县水务局节水宣传场次这个指标分值是几分，自评给了几分？", ["6分", "4.5分"]),
        ("岚溪县水务局执行率不到90%的那两个项目，一共有多少预算没花出去？", ["76.62万元"]),
        ("岚溪县水务局的防汛物资储备如果要达到95%的执行率，当年还得再付出去多少万元？", ["30.72万元"]),
        ("岚溪县水务局供水水质达标率实际做到百分之几？注意我问的不是得分。", ["96.4%"]),
    ],
)
def test_what_is_asked_by_heads_and_of_bodies(asked: Ask, question: str, wanted: list[str]) -> None:
    answer = asked(question)
    assert (answer.status, values(answer)) == (Status.ANSWERED, wanted), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "岚溪县水务局一共抽检了多少批次药品和医疗器械？",
        "岚溪县水务局执行率不到90%的那三个项目，一共有多少预算没花出去？",
        "岚溪县水务局公务接待费人均多少元？",
    ],
)
def test_no_figure_stands_for_another(asked: Ask, question: str) -> None:
    answer = asked(question)
    assert answer.status is not Status.ANSWERED, answer.text


def test_two_things_of_the_row_spoken_of(asked: Ask) -> None:
    before = "岚溪县水务局节水宣传的目标值定的几场？"
    assert values(asked("实际办了几场，这个指标得了几分？", before)) == ["9场", "4.5分"]


def test_a_day_of_one_count_is_none_of_another(asked: Ask) -> None:
    assert [one.unit for one in asked("水务局水质安全监督抽检平均每月多少批次").values] == ["批次"]
    assert asked("水务局水质安全监督抽检平均每天多少人次").status is not Status.ANSWERED
