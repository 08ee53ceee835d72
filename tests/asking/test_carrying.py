"""Follow-ups that carry on with an expense, a whole, a share or a measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PARK = """青浦口市园林局2023年度部门整体支出绩效自评报告
一、资金情况
2023年年初预算900.00万元；年中有追加，调整预算数960.00万元；全年支付完成940.80万元，预算执行率98.00%。
分开来看：基本支出预算调整金额600.00万元，到年底完成598.80万元，预算执行率99.80%；专项预算项目有12个，预算调整金额360.00万元，到年底完成342.00万元，预算执行率95.00%。
收入总额970.00万元，支出总额940.80万元。基本支出中，人员经费480.00万元，占基本支出的80.16%，公用经费118.80万元。
二、任务完成情况
补植行道树1320株，指标完成率为110%。
三、评价情况
自评得分96.50分。
"""
SAFETY = """青浦口市应急局2023年度部门整体支出绩效自评报告
一、资金情况
2023年三公经费年初预算20.00万元，实际支出15.00万元。其中：公务用车运行维护费12.00万元，公务接待费3.00万元。
小学每生每年720元，初中每生每年940元。
二、任务完成情况
发生事故16起、死亡4人，上年同期为20起、5人。
自评得分93.00分。排查隐患500处，已整改480处。组织演练18场，计划为15场。
"""
ZOO = """青浦口市动物园2023年度部门整体支出绩效自评报告
一、评价情况
自评得分94.00分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"safety.txt": SAFETY, "park.txt": PARK, "zoo.txt": ZOO})


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        (["园林局收入总额多少", "支出总额呢"], "两者相抵还剩多少", ["29.20万元"]),
        (["园林局支出总额多少", "其中人员经费呢"], "剩下那部分是多少", ["460.80万元"]),
        (["园林局人员经费花了多少", "公用的呢"], "哪个多，多多少", ["361.20万元"]),
        (["园林局人员经费多少", "占基本支出的比例是多少"], "那公用经费占多少", ["19.84%"]),
        (["园林局补植了多少行道树", "完成率呢"], "那原来的目标大概是多少", ["1200株"]),
        (["园林局人员经费占基本支出多少"], "金额呢", ["480.00万元"]),
        (["园林局专项预算项目有几个"], "花了多少钱", ["342.00万元"]),
        (["园林局专项预算项目有几个", "花了多少钱"], "平均每个花多少", ["28.50万元"]),
        (["园林局专项预算项目有几个", "一共花了多少", "预算呢"], "还剩多少没花", ["18.00万元"]),
        (["园林局年初预算是多少"], "后来调到多少", ["960.00万元"]),
        (["园林局年初预算是多少", "后来调到多少"], "调增幅度是多大", ["6.67%"]),
        (["园林局自评多少分"], "跟动物园比呢", ["2.50分"]),
        (["园林局自评多少分", "动物园的呢"], "这两家平均多少", ["95.25分"]),
        (["园林局基本支出预算多少", "实际花了多少", "执行率呢"], "没花完的有多少", ["1.20万元"]),
        (["园林局调整预算数多少"], "花完了吗", ["19.20万元"]),
        (["园林局支付完成多少", "占调整预算的百分之几"], "占年初预算呢", ["104.53%"]),
        (["园林局补植了多少行道树"], "超额完成了几株", ["120株"]),
        (["园林局自评多少分"], "那应急局跟动物园差几分", ["1.00分"]),
        (["应急局三公经费花了多少", "预算是多少"], "省了多少", ["5.00万元"]),
        (["应急局三公经费花了多少", "预算是多少", "省了多少"], "节约率呢", ["25.00%"]),
        (["应急局公务用车花了多少", "接待费呢"], "这两项合计", ["15.00万元"]),
        (["应急局公务用车花了多少", "接待费呢", "这两项合计"], "占三公经费实际支出的比例是多少", ["100.00%"]),
        (["应急局排查隐患多少处", "整改了多少"], "还剩多少没整改", ["20处"]),
        (["应急局发生事故多少起", "去年同期呢"], "降幅多少", ["20.00%"]),
        (["应急局死了几个人", "上年呢"], "少了几个", ["1人"]),
        (["What was the income of 园林局?", "And its spending?"], "What is the sum of the two?", ["1910.80万元"]),
    ],
)
def test_a_follow_up_carries_on(assistant: Assistant, history: list[str], question: str, values: list[str]) -> None:
    answer = assistant.ask(question, history)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text
    assert answer.citations


def test_a_number_of_things_is_no_sum_of_money(assistant: Assistant) -> None:
    answer = assistant.ask("一共多少所", ["应急局小学多少所", "初中呢"])
    assert not answer.values, answer.text


def test_what_leans_on_nothing_is_asked_back(assistant: Assistant) -> None:
    assert assistant.ask("那园林局呢").status is Status.CLARIFY
