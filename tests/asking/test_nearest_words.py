"""A quote that hardly holds a word of the question is said to be only the nearest there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.telling.in_words import NEAREST
from heshu.records import Status

REPORT = """岚桥县图书馆2023年度部门整体支出绩效自评报告
一、部门概况
岚桥县图书馆负责全县文献借阅、古籍保护和全民阅读推广，业务归口县文化和旅游局管理。
二、履职情况
馆内设流动书车两辆，按月到乡镇送书；古籍库房安装恒温恒湿设备，修复人员轮流值守，防止书页受潮生虫。
采购纸质图书前先征求读者意见，由采编室汇总书目，经馆务会议讨论后下单。
三、存在的问题
乡镇分馆开放时间短，流动书车老旧，维修频繁，部分乡镇送书不及时。
四、改进措施
更新流动书车，延长乡镇分馆开放时间。
"""


@pytest.fixture(scope="module")
def library(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"report.txt": REPORT})


@pytest.mark.parametrize(
    "asks",
    ["流动书车怎么送书", "古籍库房怎么防止书页受潮", "采购图书前怎么征求读者意见", "存在哪些问题", "主要负责什么"],
)
def test_what_the_report_says_in_these_words_is_quoted_outright(library: Assistant, asks: str) -> None:
    answer = library.ask(f"岚桥县图书馆{asks}？")
    assert answer.status is Status.ANSWERED
    assert not answer.text.startswith(NEAREST), answer.text


@pytest.mark.parametrize(
    "asks", ["职工食堂办得如何", "合同归谁审查", "怎么管理公车加油", "人才引进做得怎么样", "食堂卫生谁来检查"]
)
def test_what_it_does_not_say_is_never_quoted_outright(library: Assistant, asks: str) -> None:
    answer = library.ask(f"岚桥县图书馆{asks}？")
    assert answer.status is Status.REFUSED or answer.text.startswith(NEAREST), answer.text
