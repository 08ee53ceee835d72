"""What one sentence of a report tells, asked in words that it does not have; and what its neighbours do not tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

SEEDS = """# 云溪县种子管理站2023年度部门整体支出绩效自评报告

## 一、部门概况

云溪县种子管理站隶属县农业农村局，为公益一类事业单位，内设检验室和推广室。站内检验员由县农科所代管。

## 二、绩效情况

全年支出410.00万元。成立以站长贺明川为组长的绩效评价工作组。
为216名制种农户追回拖欠款38.40万元。原定秋季举办的“良种进村”展示会因场地积水取消，对应经费6.20万元未支出。
淘汰检测仪器9台，处置收益1.85万元已上缴国库。与县农机站共用晾晒场，节约租金2.70万元。
委托县农学会开展农户问卷调查，满意度93.0%。受理种子质量投诉44件，其中发芽率类投诉27件，居各类投诉之首。
5批样品中有4批按期检测，剩余1批为受潮样品，已退回重送。种子储备补助48.00万元。
5万元以上支出须经站务会集体研究。

## 三、存在的问题

（一）仪器老化。3台烘干设备超期服役，故障多发，备件不足，影响检测进度。
（二）农户操作难。年长农户不会使用智能手机，申报率没有达到要求。

## 四、下一步措施

（一）分两年更新烘干设备，优先购置水分测定仪。
（二）由协管员上门代办申报，每季度培训一次。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"种子站.md": SEEDS})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("种子站卖旧仪器的钱交到哪儿了？", ("国库",)),
        ("种子站归谁管？", ("农业农村局",)),
        ("种子站评价组组长是哪位？", ("贺明川",)),
        ("种子站的满意度是谁去调查的？", ("农学会",)),
        ("种子站哪类投诉最多？", ("发芽率",)),
        ("种子站准备先买哪种仪器？", ("水分测定仪",)),
        ("种子站年长农户不会用手机的问题准备怎么办？", ("上门代办",)),
        ("种子站没检测完的那批样品是什么情况？", ("受潮",)),
        # a number and words, or two numbers, of one sentence
        ("种子站的展示会怎么没办成，省下多少钱？", ("积水", "6.20")),
        ("种子站帮农户要回来多少钱，涉及多少人？", ("38.40", "216")),
        ("种子站跟农机站一起用什么地方，省了多少？", ("晾晒场", "2.70")),
        # from which amount on
        ("种子站多大的开支要上会？", ("5万元",)),
    ],
)
def test_it_is_told(assistant: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert all(words in answer.text for words in told), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "种子站的站长手机号是多少？",
        "种子站退回的样品是哪家公司的？",
        "种子站216名农户叫什么名字？",
        "种子站检验室的电话",
        "种子站展示会来了多少人？",
        "种子站种子储备补助里，省级资金有多少万元？",
        "种子站帮农户要回来多少斤种子？",
        "种子站2022年追回拖欠款多少万元？",
        "种子站的开放时间是几点到几点？",
    ],
)
def test_what_is_not_told_gives_no_number(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
