"""What clerks ask in passing: rates and shares that are stated, who it was, parts of targets, slips of the pen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PORT = """滨海市港口管理局2023年度部门整体支出绩效自评报告
一、部门基本情况
（一）部门整体收支情况
2023年度全年预算数2,000.00万元，执行数1,960.00万元，完成预算数的98%。其中基本支出1,188.00万元，完成预算数的99%，
项目支出772.00万元，完成预算数的96.5%。其他收入12.00万元。
（二）部门整体支出绩效目标
全面建设智慧港口，保障航道安全畅通。
（三）航道养护工作
按计划疏浚航道，及时更换损坏的航标，养护后的航道应当通过交通部门验收。
航标正常率达到95%及以上；航道通航率达到90%及以上。
二、绩效自评情况
举办航运推介会6场，会议参与人数约1,300人次，业务岗位培训人数88人次，指标完成率为110%。全年组织开展港口科级干部轮训班5期。
实际在用固定资产占所有固定资产比率在92%以上。自评得分95分。
按月公布泊位收入情况通报制度，由港务科汇总后报局领导。
三、存在的主要问题
一是航标维护不及时。二是泊位收入核对不够细致。
四、评价工作组人员名单
组 长：岑 远 滨海市港口管理局局长
副组长：梅若溪 滨海市港口管理局副局长
"""
PARK = """滨海市园林中心2023年度部门整体支出绩效自评报告
一、部门基本情况
滨海市园林中心由主任负责，中心领导高度重视绩效工作。2023年调整后预算数500.00万元，执行数490.00万元。自评得分91分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"port.txt": PORT, "park.txt": PARK})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("港口管理局的基本支出用掉了预算的百分之几", "99%"),
        ("港口管理局项目支出完成了预算的百分之多少？", "96.5%"),
        ("港口管理局 全年预算 执行了百分之几", "98%"),
        ("港口管理局在用的固定资产占全部固定资产多大比例", "92%"),
        ("园林中心预算调整之后是多少万元", "500.00万元"),
        ("港口管理局其他收人有多少", "12.00万元"),
        ("港口管理局的会议有多少人次参加", "1300人次"),
        ("港口管理局办了多少期科级干部轮训班", "5期"),
        ("For 2023, what score did 港口管理局 give itself?", "95分"),
    ],
)
def test_what_is_stated_is_found_as_it_is_asked(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{one.number}{one.unit}" for one in answer.values] == [value], answer.text


def test_a_part_is_not_held_against_the_budget_of_the_whole(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    bare = PORT.replace("，完成预算数的99%，", "，").replace("，完成预算数的96.5%", "")
    answer = over({"port.txt": bare}).ask("港口管理局的基本支出用掉了预算的百分之几")
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize(
    ("question", "holds", "lacks"),
    [
        ("港口管理局航道养护的目标是什么", "航标正常率", "智慧港口"),
        ("港口管理局的绩效目标是什么", "智慧港口", "航标正常率"),
        ("港口管理局泊位收入情况通报制度是怎么回事", "港务科汇总", "2,000.00"),
        ("港口管理局航道养护存在什么问题", "航标维护不及时", "航标正常率"),
        ("港口管理局的评价组组长叫什么名字", "岑 远", "智慧港口"),
        ("Who leads the evaluation team of 港口管理局?", "岑 远", "智慧港口"),
    ],
)
def test_the_part_that_is_asked_for_is_quoted(assistant: Assistant, question: str, holds: str, lacks: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert holds in answer.text
    assert lacks not in answer.text


@pytest.mark.parametrize("question", ["园林中心的主任是谁", "园林中心分管领导是谁？他叫什么", "谁是园林中心评价组组长"])
def test_a_post_without_a_name_names_nobody(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.REFUSED
