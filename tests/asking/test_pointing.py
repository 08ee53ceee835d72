"""Follow-ups that point at what was spoken of: 这俩, 后面这个, 比它, 最开始的, 不是…我问的是."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

MUSEUM = """丰河市文物局2023年度部门整体支出绩效自评报告
一、资金情况
2023年年初预算1200.00万元；年中有追加，调整预算数1260.00万元；全年支付完成1242.36万元，预算执行率98.60%。
分开来看：项目支出442.36万元，完成预算数的97.00%；基本支出800.00万元，完成预算数的99.50%。
收入总额1300.00万元，其中：财政拨款收入1280.00万元，事业收入13.00万元，其他收入7.00万元。
二、任务完成情况
计划举办文物修复培训班6期，实际举办文物修复培训班6期。
修复青铜器48件，指标完成率为120%；修复字画90件，指标完成率为100%。
研究论文被省采用11篇，研究论文被国家采用4篇。
三、评价情况
自评得分97.20分。其中，履职效能自评得分48.20分，管理效率自评得分49.00分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"museum.txt": MUSEUM})


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        (["文物局事业收入多少", "其他收入呢"], "后面这个占收入总额多少", ["0.54%"]),
        (["文物局事业收入多少", "其他收入呢"], "前面那个占收入总额的百分之几", ["1.00%"]),
        (["文物局事业收入多少", "其他收入呢"], "这俩合起来占收入总额多少", ["1.54%"]),
        (["文物局基本支出多少", "项目的呢"], "这俩都换成亿元 留两位小数", ["0.08亿元", "0.04亿元"]),
        (["文物局修复了多少青铜器", "字画呢"], "这两个的指标完成率各是多少", ["120%", "100%"]),
        (["文物局项目支出多少"], "基本支出是它的几倍", ["1.81倍"]),
        (["文物局基本支出多少"], "项目支出跟它差多少", ["357.64万元"]),
        (["文物局年初预算多少", "调整后呢"], "后面那个比前面那个多多少", ["60.00万元"]),
        (["文物局年初预算多少", "调整完呢"], "最后实际付的比最开始的多多少", ["42.36万元"]),
        (["文物局自评一共多少分"], "不是总分 我问的是管理效率那块", ["49.00分"]),
        (["文物局基本支出多少"], "不是基本支出，我说的是项目支出", ["442.36万元"]),
        (["文物局研究论文省里采用了几篇", "国家的呢"], "一共几篇", ["15篇"]),
        (["文物局办了几期文物修复培训班"], "计划是几期 完成没", ["6期"]),
        (["文物局修复了多少件青铜器"], "这一项的指标完成率是多少？", ["120%"]),
        (["文物局项目支出花了多少"], "完成预算数的百分之几", ["97.00%"]),
        (["文物局项目支出完成预算数的百分之几"], "基本支出完成预算的比例比它高几个百分点", ["2.50百分点"]),
        (
            ["What was the total income of 丰河市文物局 in 2023?"],
            "did it spend more or less than that, and by how much?",
            ["57.64万元"],
        ),
    ],
)
def test_what_is_pointed_at_is_put_in(
    assistant: Assistant, history: list[str], question: str, values: list[str]
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text
    assert answer.citations


def test_the_figure_spoken_of_is_checked_in_any_words(assistant: Assistant) -> None:
    history = ["文物局全年预算执行率是多少"]
    for question in ("按金额复算一遍，这个比例站得住吗？", "这个数准不准", "帮我重新算一下，靠谱吗"):
        answer = assistant.ask(question, history)
        assert answer.plan == "核对", answer.text
        assert answer.calculations[0].stated == "98.60"


def test_two_names_of_one_figure_are_no_sum(assistant: Assistant) -> None:
    answer = assistant.ask("文物局调整预算数和预算调整数一共多少")
    assert not answer.values, answer.text


def test_both_is_nobody_where_departments_differ(assistant: Assistant) -> None:
    answer = assistant.ask("这俩都换成亿元", ["文物局基本支出多少"])
    assert not answer.values, answer.text
