"""Facts told as known, what is not done yet, wholes called by how they are counted, money asked for by what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

LABOUR = """枫桥区劳动保障局2023年度部门整体支出绩效自评报告

一、资金收支

区财政年初安排我局预算1,820.00万元，执行中调增142.30万元，全年预算数1,962.30万元。全年支出1,930.00万元，预算执行率98.35%。

二、履职情况

全年查处冒领待遇27起，追回资金31.74万元，尚有8.26万元正在追缴。为732名劳动者追讨工资1,186.40万元。
全年开展职业培训2,760人次，完成目标3,000人次的92.00%，其中家政护理1,150人次、电工焊工等工业类1,610人次。
年末全区工伤保险参保12.46万人，参保率96.80%。其中企业职工8.26万人，灵活就业人员4.20万人。
组织岗位宣讲活动46场。村级服务点覆盖行政村212个，余下16个村因场地未落实没有覆盖。
服务对象满意度88.40%。

| 指标 | 目标值 | 完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- |
| 岗位宣讲场次 | 40场 | 46场 | 10 | 10.00 |
| 服务对象满意度 | ≥90% | 88.40% | 10 | 9.50 |

自评得分96.39分，自评等级为“优”（90分以上为优，80至89分为良，60至79分为中，60分以下为差）。
"""
HOSPITAL = """枫桥区人民医院2023年度部门整体支出绩效自评报告

一、单位概况

在岗职工412人（执业医师125人、注册护士170人）。

二、资金收支

年初预算2,400.00万元，年中追加86.00万元，全年支出2,450.00万元，预算执行率98.55%。

三、满意度

服务对象满意度91.20%，没有达到95%的目标。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"labour.md": LABOUR, "hospital.md": HOSPITAL})


def said(assistant: Assistant, *asked: str) -> list[str]:
    answer = assistant.ask(asked[-1], asked[:-1])
    assert answer.status is Status.ANSWERED, answer.text
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    "asked",
    [
        "劳动保障局和区医院的服务对象满意度都没达标，各是多少？",
        "劳动保障局和区医院的服务对象满意度都没有达到目标，分别是多少",
        "劳动保障局、区医院的服务对象满意度均未达标，各自是百分之几？",
    ],
)
def test_what_is_known_of_several_figures_is_no_part_of_their_name(assistant: Assistant, asked: str) -> None:
    assert said(assistant, asked) == ["88.40%", "91.20%"]


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        ("劳动保障局追回了多少资金", "还有多少没追回来？", "8.26万元"),
        ("劳动保障局追回了多少资金", "那还剩多少没追缴到位", "8.26万元"),
        ("劳动保障局村级服务点覆盖行政村多少个", "还有多少个没覆盖", "16个"),
    ],
)
def test_what_was_not_done_is_told_by_the_same_sentence(assistant: Assistant, first: str, then: str, left: str) -> None:
    assert said(assistant, first, then) == [left]


@pytest.mark.parametrize(
    ("asked", "share"),
    [
        ("劳动保障局电工焊工等工业类占总人次的百分之几", "58.33%"),
        ("劳动保障局家政护理占总人次的百分之几", "41.67%"),
        ("劳动保障局企业职工占全部参保人数的百分之几", "66.29%"),
        ("劳动保障局灵活就业人员占全部参保人数的百分之几", "33.71%"),
    ],
)
def test_a_whole_is_called_by_how_it_is_counted(assistant: Assistant, asked: str, share: str) -> None:
    assert said(assistant, asked) == [share]


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("劳动保障局追讨了多少工资", "1186.40万元"),
        ("区医院的注册护士人数是执业医师的多少倍", "1.36倍"),
        ("区医院注册护士人数比执业医师人数多多少", "45人"),
        ("劳动保障局多少分以上才算优", "90分"),
        ("劳动保障局多少分可以评良", "80分"),
    ],
)
def test_it_is_asked_for_by_other_names(assistant: Assistant, asked: str, value: str) -> None:
    assert said(assistant, asked) == [value]


@pytest.mark.parametrize("then", ["后来又调增了多少？", "后来追加了多少", "年中增加了多少", "执行中又追加了多少预算"])
@pytest.mark.parametrize(("who", "value"), [("劳动保障局", "142.30万元"), ("区医院", "86.00万元")])
def test_what_came_to_the_first_budget(assistant: Assistant, who: str, value: str, then: str) -> None:
    assert said(assistant, f"{who}年初预算是多少", then) == [value]


@pytest.mark.parametrize("then", ["比计划多了几场？", "比目标多了多少场", "超过计划多少"])
def test_a_count_of_a_sentence_is_held_against_the_target_of_its_row(assistant: Assistant, then: str) -> None:
    assert said(assistant, "劳动保障局组织了多少场岗位宣讲", then) == ["6场"]
