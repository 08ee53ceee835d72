"""Two numbers of one clause or row: shares, what is left, what is over and so much each, however they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

OUT, BACK = Decimal(640), Decimal(592)
POSTS, PEOPLE = Decimal(48), Decimal(41)
CASES, FINE = Decimal(125), Decimal("86.50")
VISITS, ONLINE = Decimal(5200), Decimal(910)
FOUND, MENDED = Decimal(96), Decimal(90)
AIM, REACHED = Decimal(240), Decimal(276)
PLANTED_AIM, PLANTED = Decimal(900), Decimal(765)
CARS, RUNNING = Decimal(8), Decimal("14.40")

REPORT = f"""# 清浦县园林服务中心2023年度部门整体支出绩效自评报告

## 一、基本情况

核定编制{POSTS}名，年末实有在职人员{PEOPLE}人。公务用车运行维护费{RUNNING}万元，公务用车保有量{CARS}辆。

## 二、工作开展情况

发放游客问卷{OUT}份、收回有效问卷{BACK}份。立案处罚{CASES}件，罚款{FINE}万元，移送公安机关3件。
全年接待游园咨询{VISITS}人次，其中网上咨询{ONLINE}人次、窗口咨询4,100人次。
查出树木隐患{FOUND}处，已整改{MENDED}处。

## 三、指标完成情况

| 三级指标 | 分值 | 年度目标值 | 实际完成值 | 得分 |
| --- | --- | --- | --- | --- |
| 巡查公园次数 | 10 | ≥{AIM}次 | {REACHED}次 | 10.00 |
| 补植行道树数量 | 10 | ≥{PLANTED_AIM}株 | {PLANTED}株 | 8.50 |
"""
NAMES = ("清浦县园林服务中心", "清浦园林中心", "园林服务中心")


@pytest.fixture(scope="module")
def garden(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"园林.md": REPORT})


def _percent(part: Decimal, whole: Decimal) -> tuple[str, str]:
    return str((part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)), "%"


def _each(above: Decimal, below: Decimal, unit: str) -> tuple[str, str]:
    return str((above / below).quantize(Decimal("0.01"), ROUND_HALF_UP)), unit


def _values(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status is Status.ANSWERED, answer.text
    return [(value.number, value.unit) for value in answer.values]


ASKED = (
    (("问卷的有效回收率是多少", "发给游客的问卷，有效回收率百分之几", "游客问卷回收率"), [_percent(BACK, OUT)]),
    (("发出去的问卷有多少没收回来", "还有多少份问卷没收回"), [(str(OUT - BACK), "份")]),
    (("还有多少编制空着", "编制还空多少名"), [(str(POSTS - PEOPLE), "名")]),
    (("编制用了百分之几", "编制的使用比例是多少"), [_percent(PEOPLE, POSTS)]),
    (
        ("平均一件罚了多少万元", "罚款摊到每件处罚案子是多少", "立案处罚平均每件罚款多少万元"),
        [_each(FINE, CASES, "万元")],
    ),
    (
        ("一辆公车一年花多少运维费", "平均每辆公车的运行维护费是多少"),
        [_each(RUNNING, CARS, "万元")],
    ),
    (
        ("来咨询的有百分之多少是网上咨询的", "咨询的人里网上咨询占几成", "网上咨询占接待游园咨询的比重"),
        [_percent(ONLINE, VISITS)],
    ),
    (
        ("还有多少隐患没整改，占多大比例", "查出的隐患有几处没整改，占百分之几"),
        [(str(FOUND - MENDED), "处"), _percent(FOUND - MENDED, FOUND)],
    ),
    (
        ("巡查公园超了计划多少次，超了百分之几", "巡查公园比目标多多少次，超额完成百分之几"),
        [(str(REACHED - AIM), "次"), _percent(REACHED - AIM, AIM)],
    ),
    (
        ("行道树还差多少株没补，完成率多少", "补植行道树离目标差多少株，完成了计划的百分之几"),
        [(str(PLANTED_AIM - PLANTED), "株"), _percent(PLANTED, PLANTED_AIM)],
    ),
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("wordings", "values"), ASKED)
def test_the_figures_decide_however_it_is_asked(
    garden: Assistant, name: str, wordings: tuple[str, ...], values: list[tuple[str, str]]
) -> None:
    for wording in wordings:
        assert _values(garden.ask(f"{name}{wording}？")) == values, wording


@pytest.mark.parametrize(
    "question",
    [
        "园林服务中心职工问卷的有效回收率是多少？",  # the questionnaires were visitors'
        "园林服务中心平均每件诉讼案子罚了多少万元？",
        "园林服务中心查出的消防隐患还有多少没整改？",
        "园林服务中心网上预约占接待游园咨询的比重是多少？",
        "园林服务中心补植的果树超了计划多少株？",
        "园林服务中心人均罚款多少万元？",
        "园林服务中心接待游园咨询占网上咨询的百分之几？",
    ],
)
def test_a_word_that_the_clause_does_not_hold_refuses(garden: Assistant, question: str) -> None:
    told = garden.ask(question)
    assert told.status is not Status.ANSWERED or not told.calculations, told.text


def test_what_fell_short_is_said_to_where_it_is_asked_by_how_much_it_went_beyond(garden: Assistant) -> None:
    assert "比目标少135株" in garden.ask("园林服务中心补植行道树超了计划多少株？").text
