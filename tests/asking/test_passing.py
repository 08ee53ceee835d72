"""What people ask in passing: thresholds in few words, what is most, what was not done, whether reports agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

SWIM = """# 云溪县体育中心2023年度部门整体支出绩效自评报告

## 一、基本情况

年初预算数500.00万元，全年支出480.00万元，其中基本支出400.00万元、项目支出80.00万元，预算执行率96.00%。干部职工满意度98.00%。自评得分96.20分。

## 二、绩效目标

举办比赛12场；维修泳池2座。

## 三、完成情况

举办比赛12场。泳池维修因雨季延后，未完成。设备采购程序不够规范。自评得分扣3.80分，其中预算执行扣3.80分。
"""
BOOKS = """# 云溪县图书馆2023年度部门整体支出绩效自评报告

## 一、基本情况

全年支出900.00万元，其中基本支出360.00万元、项目支出540.00万元，预算执行率100.00%。一般公共预算财政拨款决算数900.00万元。自评得分99.00分。

## 二、绩效目标

购书3000册。

## 三、完成情况

购书3000册。设备采购程序符合规定。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"体育中心.md": SWIM, "图书馆.md": BOOKS})


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("480万元是什么", "体育中心2023年支出：480.00万元", "图书馆"),
        ("99分是哪个部门的得分", "图书馆2023年自评得分：99.00分", "体育中心"),
        ("体育中心年初预算到全年支出减少了百分之几", "4.00%", "图书馆"),
        ("得分97以上的有几家", "图书馆99.00分", "体育中心96.20分"),
        ("两个部门一共花了多少钱", "1380", "都没有写明"),
        ("平均每个部门花了多少", "690.00万元", "都没有写明"),
        ("哪些部门的基本支出占比超过一半", "体育中心83.33%", "40.00%"),
        ("基本支出占比最高的部门", "体育中心83.33%", "40.00%"),
        ("自评分在97分以上的部门", "图书馆99.00分", "体育中心96.20分"),
        ("执行率100%的有谁", "图书馆100.00%", "96.00%"),
        # a limit that is reached, in each way that people write it
        ("哪些部门自评得分不低于99分", "图书馆99.00分", "体育中心96.20分"),
        ("哪些部门自评得分不小于99分", "图书馆99.00分", "体育中心96.20分"),
        ("哪些部门自评得分没有低于97分", "图书馆99.00分", "体育中心96.20分"),
        ("哪些部门自评得分大于等于99分", "图书馆99.00分", "体育中心96.20分"),
        ("自评得分≥99分的有哪些部门", "图书馆99.00分", "体育中心96.20分"),
        ("哪些部门自评得分至少99分", "图书馆99.00分", "体育中心96.20分"),
        ("哪些部门自评得分不在97分以下", "图书馆99.00分", "体育中心96.20分"),
        ("哪些部门自评得分不在97分以上", "体育中心96.20分", "图书馆99.00分"),
        ("哪些部门执行率没达到100%", "体育中心96.00%", "100.00%"),
        ("哪些部门执行率没有超过96%", "体育中心96.00%", "100.00%"),
        ("哪些部门执行率不大于96%", "体育中心96.00%", "100.00%"),
        ("哪些部门执行率小于等于96%", "体育中心96.00%", "100.00%"),
        ("Which departments scored at least 99 points?", "图书馆99.00分", "体育中心96.20分"),
        ("Which departments scored no more than 96.2 points?", "体育中心96.20分", "图书馆99.00分"),
        # both ends at once, and a pronoun that is no information technology
        ("Which department scored highest and how far is it ahead of the lowest?", "a difference of 2.80", "信息化"),
        ("Which departments scored highest and lowest?", "lowest: 云溪县体育中心96.20分", "信息化"),
        ("执行率为96%的有哪些部门", "体育中心96.00%", "100.00%"),
        ("哪家部门得分最低，为什么扣分", "预算执行扣3.80分", "图书馆99.00分"),
        ("体育中心哪些指标扣了分", "预算执行扣3.80分", "图书馆"),
        ("哪些部门存在设备采购程序不规范的问题", "不够规范", "符合规定"),
        ("体育中心没完成的绩效目标有哪些", "泳池维修因雨季延后", "购书"),
    ],
)
def test_it_is_answered(held: Assistant, question: str, has: str, lacks: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED
    assert has in answer.text
    assert lacks not in answer.text


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("谁的预算最大", "900"),  # a final account is no budget
        ("哪个部门职工最多", "98.00"),  # a rate of 职工满意度 counts nobody
        ("图书馆没完成的绩效目标有哪些", "购书3000册"),
        ("图书馆哪些指标扣了分", "体育中心"),
        ("481万元是什么", "480"),
        ("哪家的执行率不是最高的", "最高的是"),
    ],
)
def test_what_is_something_else_is_not_given(held: Assistant, question: str, never: str) -> None:
    assert never not in held.ask(question).text


@pytest.mark.parametrize("question", ["哪份报告里的数对不上", "体育中心的报告有没有前后矛盾的地方"])
def test_reports_are_checked_in_other_words(held: Assistant, question: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED
    assert "核对了" in answer.text


ROADS = """# 云溪县公路站2023年度部门整体支出绩效自评报告

## 一、收支情况

2023年度支出合计950.00万元，其中：基本支出600.00万元，项目支出350.00万元。

人员经费500.00万元，公用经费100.00万元。

年初预算安排900.00万元，预算调整增加100.00万元，全年预算合计1,000.00万元，执行率{rate}%。
"""


@pytest.mark.parametrize(("rate", "said"), [("95.40", "按金额应为95.00%"), ("95.00", "一致")])
def test_a_rate_is_held_against_amounts_of_another_paragraph(
    over: Callable[[Mapping[str, str]], Assistant], rate: str, said: str
) -> None:
    answer = over({"公路站.md": ROADS.format(rate=rate)}).ask(f"公路站预算执行率{rate}%，算得对吗？")
    assert said in answer.text
    assert "950.00÷1000.00" in answer.text.replace(",", "").replace(" ", "")


def test_what_is_computed_for_a_part_is_said_with_what_was_not_found(held: Assistant) -> None:
    answer = held.ask("谁家的钱花得最不充分，差多少没花完")
    assert answer.status is Status.CLARIFY
    assert "20.00万元没有支出（500.00 − 480.00）" in answer.text
    assert "没有找到：谁家的钱花得最不充分" in answer.text


CONTRARY = (
    *(("低于", "不低于"), ("小于", "不小于"), ("少于", "不少于"), ("超过", "没有超过"), ("高于", "不高于")),
    *(("大于", "不大于"), ("超过", "不超过"), ("达到", "没达到"), ("达到", "没有达到"), ("达到", "未达到")),
    *(("大于等于", "小于"), ("至少", "不到"), ("不足", "达到"), ("≥", "<"), ("≤", ">")),
)
"""Two ways each to state a limit, one the contrary of the other."""


@pytest.mark.parametrize("sides", CONTRARY, ids="/".join)
@pytest.mark.parametrize("limit", ["自评得分{}99分", "自评得分{}96.2分", "总支出{}480万元", "总支出{}600万元"])
@pytest.mark.parametrize("asked", ["哪些部门的{}", "{}的有哪几家", "有几个部门{}", "{}的部门有谁"])
def test_a_limit_and_its_contrary_part_the_departments(
    held: Assistant, asked: str, limit: str, sides: tuple[str, str]
) -> None:
    answers = [held.ask(asked.format(limit.format(side))) for side in sides]
    beyond, within = ({name for name in ("体育中心", "图书馆") if name in one.text} for one in answers)
    assert beyond ^ within == {"体育中心", "图书馆"}, [one.text for one in answers]
    assert not beyond & within
