"""Several departments named in a row, by short names, and what all of them state under names of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

SCIENCE = """# 白溪市科学技术委员会2023年度部门整体支出绩效自评报告

全年支出合计500.00万元，其中基本支出300.00万元、项目支出200.00万元。自评得分95.00分。服务企业满意度94.6%。
"""
COOP = """# 白溪市供销合作社联合社2023年度部门整体支出绩效自评报告

2023年度支出总计700.00万元，其中基本支出400.00万元、项目支出300.00万元。自评得分97.00分。社员满意度93.0%。
"""
DISABLED = """# 白溪市残疾人联合会2023年度部门整体支出绩效自评报告

全年实际支出800.00万元。自评得分96.00分。残疾人满意度目标值90%，实际完成值95.5%。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"科委.md": SCIENCE, "供销社.md": COOP, "残联.md": DISABLED})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("白溪市科委", "95.00分"),
        ("市科委", "95.00分"),
        ("白溪科委", "95.00分"),
        ("白溪市供销社", "97.00分"),
        ("市供销社", "97.00分"),
        ("供销社", "97.00分"),
        ("白溪市残联", "96.00分"),
    ],
)
def test_a_short_name_is_the_departments(held: Assistant, name: str, value: str) -> None:
    assert shown(held.ask(f"{name}自评得了多少分")) == [value]


@pytest.mark.parametrize("who", ["实习生写", "同事填报", "有人称", "上次抄录", "会上听见"])
def test_who_says_it_is_no_region(held: Assistant, who: str) -> None:
    assert "语料库里没有" not in held.ask(f"{who}市供销社自评得了97分，对吗").text


ALL = "市科委、市供销社、市残联"


@pytest.mark.parametrize(
    "question",
    [
        f"{ALL}的全年实际支出加起来一共多少万元",
        f"{ALL}三家的全年实际支出加起来，一共多少万元",
        f"把{ALL}三份报告的全年实际支出加起来，一共多少万元？",
        f"{ALL}这三个单位的支出合计多少",
        "市科委、市供销社和市残联全年支出合计多少",
    ],
)
def test_a_list_is_added_up(held: Assistant, question: str) -> None:
    assert shown(held.ask(question)) == ["2000.00万元"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (f"{ALL}这三家，谁的自评得分最高，多少分？", "97.00分"),
        (f"{ALL}三个单位里自评得分最低的是哪家", "95.00分"),
        (f"{ALL}这三家，哪家的满意度最高，是多少？", "95.5%"),
    ],
)
def test_one_of_a_list_is_told(held: Assistant, question: str, says: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED
    assert says in answer.text.split("。")[0]


def test_a_total_that_parts_come_to_is_all_spending(held: Assistant) -> None:
    assert shown(held.ask("市供销社支出多少")) == ["700.00万元"]
    assert shown(held.ask("市供销社项目支出多少")) == ["300.00万元"]


def test_a_numbered_school_is_called_by_its_number(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    report = "# 白溪县第二中学2023年度部门整体支出绩效自评报告\n\n年末在职教职工189人，其中教师170人。\n"
    school = over({"二中.md": report, "科委.md": SCIENCE})
    for name in ("白溪二中", "县二中", "白溪县二中", "白溪县第二中学"):
        assert shown(school.ask(f"{name}在职人数是多少")) == ["189人"], name


DELAYED = {
    "路.md": "白溪市公路中心2023年度部门整体支出绩效自评报告\n\n溪口大桥因征地补偿未谈妥，施工单位退场，当年未完工。",
    "林.md": "白溪市林场2023年度部门整体支出绩效自评报告\n\n防火道改造涉及林地占用，审批手续年底才办结，当年未能开工。",
    "馆.md": "白溪市文化馆2023年度部门整体支出绩效自评报告\n\n全年办展12场，观众满意度95.0%。",
}


@pytest.mark.parametrize("thing", ["有工程", "的项目", "有工作"])
@pytest.mark.parametrize("end", ["耽误了", "的事拖到了第二年？分别是什么工程", "的原因没开工"])
def test_whose_work_was_held_up_by_something(
    over: Callable[[Mapping[str, str]], Assistant], thing: str, end: str
) -> None:
    assistant = over(DELAYED)
    told = assistant.ask(f"哪些单位{thing}因为征地或者林地占用{end}？").text
    assert ("溪口大桥" in told, "防火道" in told, "文化馆" in told) == (True, True, False), told
    assert "防火道" not in assistant.ask(f"哪个单位{thing}由于征地{end}？").text


PROJECTS = """# 白溪市{name}2023年度部门整体支出绩效自评报告

全年预算{budget}万元，支出{spent}万元。

表1 项目支出情况（单位：万元）

| 项目 | 预算 | 支出 | 执行率 |
| --- | --- | --- | --- |
| {first} | 200.00 | {a} | {rate}% |
| 日常运行 | 100.00 | 99.00 | 99.00% |
"""


@pytest.mark.parametrize(
    "asked",
    [
        "哪几家有项目执行率不到60%的？",
        "有哪些项目执行率低于60%",
        "执行率低于60%的项目有哪些？",
        "哪些部门有项目执行率低于60%",
    ],
)
def test_the_rows_that_pass_a_limit_are_looked_for_in_each_report(
    over: Callable[[Mapping[str, str]], Assistant], asked: str
) -> None:
    slow = PROJECTS.format(name="水利局", budget="300.00", spent="189.00", first="河道整治", a="90.00", rate="45.00")
    quick = PROJECTS.format(name="林业局", budget="300.00", spent="289.00", first="森林抚育", a="190.00", rate="95.00")
    answer = over({"水.md": slow, "林.md": quick}).ask(asked)
    assert shown(answer) == ["45.00%"], answer.text
    assert "河道整治" in answer.text
    assert "没有找到这样的项目的是白溪市林业局" in answer.text
