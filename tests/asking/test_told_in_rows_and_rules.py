"""What was not reached and why, rules and the bodies under a department, and who says what of itself; in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

PORT = """澜湾港务管理局2023年度部门整体支出绩效自评报告

一、单位概况

澜湾港务管理局内设办公室、调度科、安全科3个科室，下属澜湾引航中心1家公益一类事业单位，下设独立核算企业2家，分别为澜湾拖轮有限公司和海盛理货有限公司。

二、资金管理

修订财务制度，3万元以上支出由局长办公会讨论，30万元以上支出提交局党组会审议；对外捐赠超过5万元须报市国资委批准。

三、项目支出

表1 项目支出情况（单位：万元）

| 项目名称 | 全年预算数 | 实际支出 | 执行率 |
| --- | --- | --- | --- |
| 航道疏浚维护 | 800.00 | 792.00 | 99.00% |
| 港区安全生产宣传培训 | 60.00 | 39.00 | 65.00% |
| 引航设备更新 | 140.00 | 140.00 | 100.00% |

四、指标完成情况

表2 指标完成情况

| 指标名称 | 目标值 | 实际完成值 | 未完成原因 |
| --- | --- | --- | --- |
| 疏浚航道里程 | ≥42公里 | 45公里 | 无 |
| 更换航标灯 | 30座 | 28座 | 两座礁石航标受台风影响无法登礁 |
| 船舶投诉件数 | ≤6件 | 4件 | 无 |
| 信息系统上线时间 | 9月底前 | 11月15日 | 软件测试返工 |
| 港口统计报送时间 | 6月30日前 | 6月12日 | 无 |
| 船方满意度 | ≥90% | 88.5% | 等泊时间偏长 |

五、自评得分

| 一级指标 | 分值 | 得分 | 扣分原因 |
| --- | --- | --- | --- |
| 投入 | 20 | 20 | — |
| 过程 | 30 | 28 | 合同归档不及时 |
| 产出 | 30 | 29 | 航标灯更换未达目标 |
| 合计 | 80 | 77 | — |

“过程”扣2分，主要是合同归档不及时、盘点表缺签字；“产出”扣1分，是因为两座航标灯没有换上。

六、存在问题

（一）引航员力量不足。在岗引航员平均年龄偏大，夜间引航人手紧张。

（二）资产管理基础工作薄弱。部分缆绳未登记入账。

（三）宣传培训项目因台风停航，课程未能按计划开设。

七、下一步打算

（一）补充引航员队伍，联合海事院校定向培养。

（二）聘请会计师事务所协助清理固定资产。
"""
LAKE = """澜湾湖泊保护中心2023年度部门整体支出绩效自评报告

一、自评得分

2023年度自评得分95分。过程管理满分10分，得9分，其中采购管理扣0.5分，原因是验收单缺页；档案管理扣0.5分，原因是归档偏晚。

二、存在问题

1.预算编制不够细化。年初测算依据不足。

2.资产管理信息化程度不高。盘点仍靠手工。

三、下一步打算

1.编制预算时引入零基测算。

2.开展湖区生态补偿试点。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"port.md": PORT, "lake.md": LAKE})


MISSED, LATE_ROW = ("更换航标灯", "船方满意度"), "信息系统上线时间"
REACHED = ("疏浚航道里程", "船舶投诉件数", "港口统计报送时间")


@pytest.mark.parametrize(
    ("which", "thing", "done"),
    list(
        product(("有哪几个", "哪些", "有哪些"), ("绩效指标", "指标"), ("没有完成", "没完成", "未达标", "没有达到目标"))
    ),
)
def test_each_row_below_its_target_is_told_and_no_other(
    assistant: Assistant, which: str, thing: str, done: str
) -> None:
    answer = assistant.ask(f"澜湾港务管理局{which}{thing}{done}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert all(name in answer.text for name in (*MISSED, LATE_ROW)), answer.text
    assert not any(name in answer.text for name in REACHED), answer.text


@pytest.mark.parametrize("question", ["哪项工作比计划时间晚", "有哪项任务没按期完成", "哪项工作比原定时间完成得晚"])
def test_a_later_day_is_told_alone(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"澜湾港务管理局{question}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert LATE_ROW in answer.text
    assert not any(name in answer.text for name in (*MISSED, *REACHED))


@pytest.mark.parametrize("tail", ["没换的那两座是怎么回事", "少完成的那两座是怎么回事", "没有完成的是什么原因"])
def test_a_row_gives_its_reason(assistant: Assistant, tail: str) -> None:
    if tail.startswith("没换"):
        tail = tail.replace("没换", "没做")
    answer = assistant.ask(f"澜湾港务管理局更换航标灯{tail}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert "登礁" in answer.text
    assert "测试返工" not in answer.text


@pytest.mark.parametrize(("part", "why", "other"), [("过程", "合同归档", "航标灯"), ("产出", "航标灯", "合同归档")])
@pytest.mark.parametrize("form", ["{}为什么扣分", "自评表里，{}因为什么扣了分", "{}扣了几分，为什么"])
def test_points_lost_are_told_with_their_own_reason(
    assistant: Assistant, form: str, part: str, why: str, other: str
) -> None:
    answer = assistant.ask(f"澜湾港务管理局{form.format(part)}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert why in answer.text
    assert other not in answer.text


def test_a_follow_up_asks_of_the_part_spoken_of(assistant: Assistant) -> None:
    answer = assistant.ask("为什么扣分？", ["澜湾港务管理局过程得了多少分？"])
    assert "盘点表缺签字" in answer.text
    assert "航标灯" not in answer.text


def test_a_part_of_a_part_gives_no_points_for_it(assistant: Assistant) -> None:
    answer = assistant.ask("澜湾湖泊保护中心过程管理扣了多少分？")
    assert [f"{v.number}{v.unit}" for v in answer.values] == ["1分"], answer.text
    assert assistant.ask("澜湾湖泊保护中心采购管理扣了多少分？").values[0].number == "0.5"


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("多大金额的支出要上局党组会", "30"),
        ("多少万元以上的支出须提交局党组会审议", "30"),
        ("支出超过多少钱要由局长办公会讨论", "3"),
        ("多少钱的对外捐赠要报市国资委批准", "5"),
    ],
)
def test_a_rule_is_told_with_its_own_amount(assistant: Assistant, question: str, amount: str) -> None:
    answer = assistant.ask(f"澜湾港务管理局{question}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert f"{amount}万元" in answer.text
    assert [value.number for value in answer.values] in ([], [amount])


def test_a_rule_of_something_else_answers_nothing(assistant: Assistant) -> None:
    assert assistant.ask("澜湾港务管理局多大金额的采购要报市国资委批准？").status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("下面有哪家事业单位", ["澜湾引航中心"]),
        ("下属的事业单位叫什么", ["澜湾引航中心"]),
        ("下面有哪两家企业", ["澜湾拖轮", "海盛理货"]),
        ("下属的两家公司叫什么", ["澜湾拖轮", "海盛理货"]),
    ],
)
def test_what_stands_beneath_is_named(assistant: Assistant, question: str, names: list[str]) -> None:
    answer = assistant.ask(f"澜湾港务管理局{question}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert all(name in answer.text for name in names), answer.text


def test_where_none_stands_beneath_it_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("澜湾湖泊保护中心下面有哪些事业单位？").status is Status.REFUSED


def test_an_expense_is_known_by_a_part_of_its_name(assistant: Assistant) -> None:
    answer = assistant.ask("为什么这么低？", ["澜湾港务管理局港区安全生产宣传培训执行率是多少？"])
    assert "台风停航" in answer.text
    assert "引航员" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "哪家在存在问题里说自己人手不够、力量薄弱",
        "哪些单位说自己人员不足",
        "哪个单位的问题里提到人手紧张",
        "哪家单位缺人",
    ],
)
def test_only_who_lacks_people_is_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(f"{question}？")
    assert answer.status is Status.ANSWERED, answer.text
    assert "引航员力量不足" in answer.text
    assert "湖泊" not in answer.text


@pytest.mark.parametrize("badly", ["做得不好", "薄弱", "不到位", "有短板"])
def test_a_matter_that_is_not_well_is_told_of_each_by_its_heading(assistant: Assistant, badly: str) -> None:
    answer = assistant.ask(f"哪几个单位在存在问题里说自己资产管理{badly}？")
    assert "资产管理基础工作薄弱" in answer.text
    assert "资产管理信息化程度不高" in answer.text
    assert "预算编制" not in answer.text


@pytest.mark.parametrize("will", ["打算", "准备", "下一步要", "计划"])
def test_a_plan_is_told_of_whom_it_is(assistant: Assistant, will: str) -> None:
    answer = assistant.ask(f"哪个部门{will}聘请会计师事务所清理固定资产？")
    assert answer.status is Status.ANSWERED, answer.text
    assert "港务" in answer.text
    assert "湖泊" not in answer.text
    assert not answer.values
    assert assistant.ask(f"哪个部门{will}建设智慧灯塔展览馆？").status is Status.REFUSED
