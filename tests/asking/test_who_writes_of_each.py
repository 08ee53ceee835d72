"""Who writes of one thing and who of another, who of either; no quote that does not say what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

CULTURE = """# 白桦市文化馆2023年度部门整体支出绩效自评报告

## 一、收支情况

年初结转结余3.50万元，年末结转结余3.50万元。全年支出300.00万元，结余5.20万元，年底已由财政收回。

项目支出80.00万元，主要用于非遗保护和送戏下乡。

乐器购置采用竞争性磋商方式，成交供应商为弦歌乐器行。

## 二、履职情况

承办冰雪文化节，举办冰上秧歌14场。自评得分95.00分，等级为“优”。

## 三、不足之处

1. 人才断档。编导专业连续三年没有招到人。
2. 馆舍老化。剧场座椅使用超过20年。
"""
HEALTH = """# 白桦市卫生局2023年度部门整体支出绩效自评报告

## 一、收支情况

年初结转结余6.10万元，年末结转结余8.40万元。全年支出900.00万元。项目支出进度每季度通报一次，推动项目资金按序时进度支出。

## 二、履职情况

推广壮医药适宜技术15项。自评得分96.00分。

## 三、短板和不足

1. 基层人才留不住。乡镇卫生院待遇偏低。
2. 支付前松后紧。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"文化馆.md": CULTURE, "卫生局.md": HEALTH})


@pytest.mark.parametrize(
    "question",
    [
        "写到冰雪文化节的是哪个部门的报告，写到壮医药的又是哪个部门的？",
        "哪个单位提到冰雪文化节，哪个单位提到壮医药",
        "提到冰雪文化节的是哪家？提到壮医药的又是哪家？",
        "写了冰雪文化节的是哪家，写了壮医药的呢",
    ],
)
def test_each_thing_is_asked_alone(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    first, second = answer.text.index("文化馆"), answer.text.index("卫生局")
    assert first < answer.text.index("冰雪文化节") < second < answer.text.index("壮医药")


def test_one_says_and_one_has(two: Assistant) -> None:
    answer = two.ask("哪家写到壮医药？又是哪一家年初和年末的结转结余数一模一样？")
    assert "壮医药" in answer.text
    assert [value.number for value in answer.values] == ["3.50"]


@pytest.mark.parametrize(
    "question",
    [
        "哪两个单位把人才断档或者人才留不住列成了短板？",
        "哪些单位提到人才断档或者人才留不住",
        "哪些部门把人才留不住或人才断档当成自己的不足",
    ],
)
def test_either_of_two_is_enough(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    assert "有2份" in answer.text
    assert "文化馆" in answer.text
    assert "卫生局" in answer.text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("文化馆结余资金怎么处理的", "财政收回"),
        ("文化馆项目支出都用在哪些项目上", "送戏下乡"),
        ("文化馆乐器购置的成交供应商是谁", "弦歌乐器行"),
        ("文化馆买乐器用的什么采购方式，成交供应商是谁？", "弦歌乐器行"),
        ("卫生局采购的成交供应商是谁", ""),
        ("卫生局结转结余资金如何处理", ""),
        ("卫生局项目支出都用在哪些项目上", ""),
        ("卫生局的绩效自评材料什么时候报的", ""),
    ],
)
def test_nothing_is_quoted_that_does_not_say_it(two: Assistant, asked: str, says: str) -> None:
    answer = two.ask(f"白桦市{asked}")
    assert (answer.status is Status.ANSWERED) == bool(says), answer.text
    assert says in answer.text


@pytest.mark.parametrize(
    "question", ["报告里有没有写明评价等级", "有没有报告写明自评等级", "这几份报告写没写评价等级", "报告是否写明了等级"]
)
def test_every_report_is_asked_for_its_grade(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    assert "文化馆“优”" in answer.text
    assert "未写明的是白桦市卫生局" in answer.text
