"""Follow-ups inside the part spoken of, two clauses of one thing, and how people say that a thing was measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

DEPARTMENT = "棠泾县水文中心"
GROUPS = {  # indicator: (full marks, score)
    "过程": {"预算执行率": ("8", "7.60"), "资产管理": ("6", "4.50"), "信息公开": ("6", "6.00")},
    "产出": {"设备巡检": ("10", "9.20"), "报汛及时性": ("12", "12.00"), "站房维修": ("8", "5.60")},
}
USES = {"人员经费": ("320.40", "工资津贴和社会保险缴费"), "公用经费": ("41.75", "办公用品和水电物业开支")}
WORKERS = {"测验一科": "芮长青", "测验二科": "柏映红"}


def report() -> str:
    rows = (
        f"| {group} | {name} | {full} | {score} |" for group, of in GROUPS.items() for name, (full, score) in of.items()
    )
    return "\n".join(
        [
            f"{DEPARTMENT}2023年度部门整体支出绩效自评报告",
            "\n一、概况\n\n年末在职人员64人，其中测站组28人。",
            "\n" + "。".join(f"{name}{value}万元，主要用于{use}" for name, (value, use) in USES.items()) + "。",
            "\n评价工作组名单：\n\n" + "\n\n".join(f"{name} {science}负责人" for science, name in WORKERS.items()),
            "\n二、绩效监控\n\n绩效监控按照《棠泾县财政局关于印发2023年绩效运行监控工作方案的通知》的要求开展。",
            "\n三、自评结论\n\n自评得分96.90分。开展应急演练6次，指标完成率120%。信息稿件被省采纳14篇，指标完成率140%，信息稿件被国家采纳5篇，指标完成率125%。接待来访43批次。用户满意度93.4%，得9.34分。",
            "\n表1 指标打分表\n\n| 维度 | 指标 | 满分 | 得分 |\n| --- | --- | --- | --- |",
            *rows,
        ]
    )


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    other = "棠泾县林业站2023年度部门整体支出绩效自评报告\n\n一、概况\n\n全年支出合计88.00万元，自评得分95.00分。\n"
    return over({"water.md": report(), "forest.md": other})


def said(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values] if answer.status is Status.ANSWERED else []


@pytest.mark.parametrize(("group", "worst", "lost"), [("过程", "资产管理", "1.50分"), ("产出", "站房维修", "2.40分")])
@pytest.mark.parametrize(
    "asked",
    [
        "那一块里头丢分最多的是哪个指标？丢了几分？",
        "这部分里扣分最多的指标是哪个",
        "里面哪个指标扣分最多",
        "这个维度里失分最多的是哪个指标",
    ],
)
def test_the_end_of_the_part_spoken_of(assistant: Assistant, group: str, worst: str, lost: str, asked: str) -> None:
    answer = assistant.ask(asked, [f"{DEPARTMENT}{group}维度得了几分？"])
    assert said(answer) == [lost]
    assert worst in answer.text


@pytest.mark.parametrize("asked", ["应急演练呢，做了几次、指标完成率多少？", "应急演练呢？指标完成率也报一下。"])
def test_both_clauses_of_another_thing(assistant: Assistant, asked: str) -> None:
    assert said(assistant.ask(asked, [f"{DEPARTMENT}接待来访多少批次？"])) == ["6次", "120%"]


@pytest.mark.parametrize(
    "asked", ["国家层面采纳的呢？完成率也报一下。", "国家级的呢？完成率多少", "国家采纳的呢？指标完成率也说一下"]
)
def test_another_level_and_its_rate(assistant: Assistant, asked: str) -> None:
    assert said(assistant.ask(asked, [f"{DEPARTMENT}的信息稿件，省里采纳了多少篇？"])) == ["5篇", "125%"]


@pytest.mark.parametrize("asked", ["公用经费呢", "公用经费那部分呢？", "那公用经费那块呢"])
def test_what_another_expense_was_used_for(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked, [f"{DEPARTMENT}的人员经费主要用在什么地方？"])
    assert USES["公用经费"][1] in answer.text


@pytest.mark.parametrize("measured", ["测出来", "调查下来", "测评出来", "统计出来"])
def test_a_rate_as_it_was_measured(assistant: Assistant, measured: str) -> None:
    assert said(assistant.ask(f"{DEPARTMENT}用户满意度{measured}是百分之几")) == ["93.4%"]


@pytest.mark.parametrize(
    "asked", ["在职的人里头，测站组占了多少人？", "在职人员中测站组占多少人", "在职人员里测站组占了多少人"]
)
def test_how_many_of_them_is_no_share(assistant: Assistant, asked: str) -> None:
    assert said(assistant.ask(DEPARTMENT + asked)) == ["28人"]


@pytest.mark.parametrize("asked", ["、", "和"])
def test_who_each_of_two_is(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(f"{DEPARTMENT}评价工作组里，{asked.join(WORKERS)}各是谁负责？")
    assert all(name in answer.text for name in WORKERS.values())


@pytest.mark.parametrize(
    "asked", ["是照着县财政局的哪份通知来的？", "是根据县财政局的哪份通知开展的", "依据县财政局的什么通知"]
)
def test_whose_notice_is_no_department_asked_about(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(f"{DEPARTMENT}做绩效监控，{asked}")
    assert "没有“" not in answer.text
    assert answer.status is not Status.ANSWERED or "工作方案的通知" in answer.text
