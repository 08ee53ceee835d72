"""How many problems reports list, and who has the most of what is counted: no number beside the word."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

HEALTH = """# 柳溪市卫生局2023年度部门整体支出绩效自评报告

## 一、资金管理

项目支出1,500.00万元。内部审计发现问题17条，年底前整改15条。

## 二、短板和不足

1. **建设推进慢。** 选址用时较长。
2. **支付前松后紧。** 年内发生设计变更3次。
3. **人才留不住。** 待遇偏低。

## 三、整改思路

1. 建立台账。
2. 月调度。
3. 县聘乡用。
4. 逐条审核。
"""
FARMS = """# 柳溪市农业局2023年度部门整体支出绩效自评报告

## 一、履职情况

项目支出700.00万元。针对重大问题开展调研，形成6篇调研报告。

## 二、存在的主要问题

一是预算编制偏粗；二是部分补贴兑付慢。
"""
PARKS = """# 柳溪市园林局2023年度部门整体支出绩效自评报告

## 一、履职情况

项目支出900.00万元，全年实施项目12个。

## 二、存在的问题

项目经费年初预算设置不合理，往往需要调剂。
"""


@pytest.fixture(scope="module")
def three(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"卫生局.md": HEALTH, "农业局.md": FARMS, "园林局.md": PARKS})


@pytest.mark.parametrize(
    "asked",
    ["写了几个问题", "存在的问题有几条", "列了几条不足", "报告里自己列出了多少个问题", "有几个短板", "问题写了几点"],
)
@pytest.mark.parametrize(("name", "count"), [("卫生局", "3"), ("农业局", "2"), ("园林局", "")])
def test_the_items_of_the_section_are_counted(three: Assistant, name: str, count: str, asked: str) -> None:
    answer = three.ask(f"柳溪市{name}{asked}")
    assert [value.number for value in answer.values] == ([count] if count else []), answer.text
    assert (answer.status is Status.ANSWERED) == bool(count)


@pytest.mark.parametrize(
    "question", ["哪个部门写的问题最多", "问题最多的部门是哪个", "哪家单位列出的不足最多，有几条", "哪个单位的问题最多"]
)
def test_who_lists_the_most(three: Assistant, question: str) -> None:
    answer = three.ask(question)
    assert [value.number for value in answer.values] == ["3"], answer.text
    assert "最多的是柳溪市卫生局" in answer.text


def test_who_lists_fewest_is_left_open_where_one_lists_none(three: Assistant) -> None:
    assert three.ask("哪个单位写的问题最少").status is not Status.ANSWERED


def test_problems_that_others_found_are_looked_up(three: Assistant) -> None:
    assert [value.number for value in three.ask("柳溪市卫生局内部审计发现问题多少条").values] == ["17"]


@pytest.mark.parametrize("question", ["哪个部门项目最多", "哪个部门的项目数量最多", "哪家单位实施的项目最多"])
def test_a_count_of_projects_is_no_amount(three: Assistant, question: str) -> None:
    answer = three.ask(question)
    assert answer.status is not Status.ANSWERED
    assert "万元" not in answer.text


@pytest.mark.parametrize("question", ["哪个部门项目支出最多", "项目支出最多的是哪家"])
def test_most_money_is_still_money(three: Assistant, question: str) -> None:
    assert [value.number for value in three.ask(question).values] == ["1500.00"]
