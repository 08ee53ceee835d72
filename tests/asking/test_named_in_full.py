"""What a question about one report names in full, beside words that name nothing: counts, amounts by each, reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

WELLS, CANALS, FIELDS = Decimal(86), Decimal(45), Decimal("3.2")
CALLED, CONTENT = Decimal(260), Decimal(241)
BUILDING, DRAINS = Decimal("1216.40"), Decimal("208.75")
STAFF, TRAINED, BASIC = Decimal(52), Decimal(31), Decimal("806.52")
CHECKED, FAILED = Decimal(940), Decimal(17)
OFFICE, ITS_OFFICE, SERVICE, ITS_SERVICE = Decimal(24), Decimal(21), Decimal(28), Decimal(23)
ONE_YEAR, TWO_YEARS = Decimal(1), Decimal(2)

REPORT = f"""# 岱溪县水利局2023年度部门整体支出绩效自评报告

## 一、基本情况

行政编制{OFFICE}名、实有{ITS_OFFICE}人，事业编制{SERVICE}名、实有{ITS_SERVICE}人。年末在岗人员{STAFF}人，其中专业技术人员{TRAINED}人。

## 二、资金情况（单位：万元）

### （一）总体情况

| 类别 | 年初预算 | 决算支出 |
| --- | --- | --- |
| 基本支出 | 815.00 | {BASIC} |
| 项目支出 | 1,460.00 | {BUILDING + DRAINS} |

### （二）项目情况

| 项目 | 预算数 | 支出数 |
| --- | --- | --- |
| 节水灌溉建设 | 1,240.00 | {BUILDING} |
| 排涝沟清淤 | 220.00 | {DRAINS} |

## 三、自评开展情况

采取查阅台账和电话回访的方式进行，电话回访受益农户{CALLED}人，其中满意{CONTENT}人。自评分三步走。

## 四、主要成效

新增节水灌溉面积{FIELDS}万亩，打机井{WELLS}眼，衬砌渠道{CANALS}公里。水质抽检{CHECKED}批次，不合格{FAILED}批次。
培育葡萄、草莓、食用菌等示范基地9个。

## 五、结果应用

对自评为“中”的承担单位停止申报资格{ONE_YEAR}年、“差”的停止{TWO_YEARS}年。

## 六、存在问题

（一）机井管护不到位。偏远村管护员兼职多，巡查记录不全。
（二）年末结转资金偏多。年末结转和结余41.60万元，系省级清淤资金12月下旬到账，未能在年内支付。

## 七、改进措施

（一）每口机井明确一名专职管护员，巡查记录按月上传平台。
（二）与财政部门按月对账，提前做好清淤项目前期工作。
"""
DEPARTMENT = "岱溪县水利局"


@pytest.fixture(scope="module")
def water(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"水利.md": REPORT})


def _each(above: Decimal, below: Decimal, unit: str, scale: int = 1) -> tuple[str, str]:
    return str((above * scale / below).quantize(Decimal("0.01"), ROUND_HALF_UP)), unit


def _values(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status is Status.ANSWERED, answer.text
    return [(value.number, value.unit) for value in answer.values]


ASKED = (
    (("建节水灌溉的时候打了多少眼机井", "这一年里打机井多少眼"), [(str(WELLS), "眼")]),
    (
        ("做自评的时候打电话回访了多少受益农户，有多少人表示满意", "电话回访了多少受益农户，其中满意的有多少人"),
        [(str(CALLED), "人"), (str(CONTENT), "人")],
    ),
    (
        ("节水灌溉建设按实际支出和新增面积算，每亩花了多少元", "节水灌溉建设的支出，平摊到新增的每亩面积上是多少元"),
        [_each(BUILDING, FIELDS, "元")],
    ),
    (
        ("按年末在岗人员算，人均基本支出是多少万元", "人均基本支出多少万元（按年末在岗人员算）"),
        [_each(BASIC, STAFF, "万元")],
    ),
    (("按专业技术人员算，人均基本支出是多少万元",), [_each(BASIC, TRAINED, "万元")]),
    (("基本支出占总支出的百分之几",), [_each(BASIC, BASIC + BUILDING + DRAINS, "%", 100)]),
    (
        ("行政编制空缺几名，事业编制空缺几名", "行政编制空着几个，事业编制又空着几个"),
        [(str(OFFICE - ITS_OFFICE), "名"), (str(SERVICE - ITS_SERVICE), "名")],
    ),
    (("自评为中的承担单位停止申报几年",), [(str(ONE_YEAR), "年")]),
)


@pytest.mark.parametrize(("question", "expected"), [(one, values) for asked, values in ASKED for one in asked])
def test_what_is_named_in_full_is_answered(water: Assistant, question: str, expected: list[tuple[str, str]]) -> None:
    assert _values(water.ask(f"{DEPARTMENT}{question}？")) == expected


@pytest.mark.parametrize(
    "question",
    [
        "打了多少眼水井",
        "电话回访了多少受益商户",
        "葡萄示范基地有多少个",
        "抽检合格的有多少批次",
        "节水灌溉建设每户花了多少元",
        "排涝沟清淤每亩花了多少元",
        "按退休人员算，人均基本支出是多少万元",
        "排涝沟清淤每公里花了多少万元",
        "机井管护站开放时间是几点到几点",
    ],
)
def test_what_is_not_there_is_refused(water: Assistant, question: str) -> None:
    told = water.ask(f"{DEPARTMENT}{question}？")
    assert told.status is not Status.ANSWERED or not told.values, told.text


def test_a_grade_is_not_taken_for_another(water: Assistant) -> None:
    told = water.ask(f"{DEPARTMENT}自评为差的承担单位停止申报几年？")
    assert str(ONE_YEAR) not in {value.number for value in told.values}, told.text


TOLD = (
    ("自评分几步走", ("三步走",)),
    ("年底账上还剩四十几万结转，是怎么形成的", ("清淤资金12月下旬到账",)),
    ("机井管护为什么不到位？打算怎么补？", ("兼职多", "专职管护员")),
    ("承担单位要是自评评了个“差”，会有什么后果", ("“差”的停止",)),
)


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_words_are_told(water: Assistant, question: str, words: tuple[str, ...]) -> None:
    told = water.ask(f"{DEPARTMENT}{question}？")
    assert told.status is Status.ANSWERED, told.text
    assert all(word in told.text for word in words), told.text
