"""Questions for names that a report only counts, or whose neighbours alone it tells; asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

MUSEUM = """锦川市博物馆2023年度部门整体支出绩效自评报告

我馆成立了由馆长任组长、总账会计任副组长的自评小组，由局长担任组长的验收小组作了复核。

一、基本情况

内设陈列部、保管部、宣教部3个部门，在编人员64人，下属1家文创公司。

二、履职情况

邀请15名文物专家授课，形成6篇考古报告。举办“走进先秦”展览，来自9个国家的40名学者参观。
进村巡展覆盖18个行政村，巡展经费120万元。
查处涉文物案件3起，涉及2家企业。
新增藏品由锦川拍卖公司、云台文物商店2家企业提供。出版《锦川瓷器》《锦川玉器》2部图录。

三、满意度情况

观众最多的是柳溪村，达800人次。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"museum.md": MUSEUM})


@pytest.mark.parametrize(
    "question",
    [
        "锦川市博物馆请的15名文物专家都是谁，有名单没",
        "锦川市博物馆的6篇考古报告题目分别是什么？",
        "锦川市博物馆6篇考古报告叫什么名字",
        "锦川市博物馆馆长叫什么名字？",
        "锦川市博物馆来参观的学者来自哪9个国家？",
        "锦川市博物馆文物案件涉及的企业是哪两家？",
        "锦川市博物馆哪个村分到的巡展经费最多？",
        "锦川市博物馆保管部有几个人？",
        "锦川市博物馆陈列部多少人",
    ],
)
def test_what_is_only_counted_is_not_named(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED, answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("锦川市博物馆新增藏品是哪两家企业提供的？", "云台文物商店"),
        ("锦川市博物馆出版的图录叫什么名字？", "锦川玉器"),
        ("锦川市博物馆巡展观众最多的是哪个村？", "柳溪村"),
        ("锦川市博物馆的自评小组谁当组长？", "馆长任组长"),
    ],
)
def test_what_is_named_is_told(assistant: Assistant, question: str, told: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert told in answer.text
