"""Why a thing was not done, what is meant to come next year, what was dealt with: in any wording."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

CANALS = """# 榆河县水利局2024年度部门整体支出绩效自评报告

## 一、基本情况

局机关内设股室6个，直属事业单位2个，即县河道管理所、县灌区服务中心，派出水利站9个。实有在职人员40人。

## 二、收支情况

全年支出4,000.00万元，其中基本支出900.00万元，项目支出3,100.00万元。
未执行的预算160.00万元中，100.00万元结转下年继续使用，60.00万元由县财政收回。

## 三、完成情况

衬砌渠道18.5公里，比计划少3.5公里，主要原因是沿线坟地迁移没有谈妥。
开展施工安全检查620家次，督促整改隐患410处，整改完成395处。
会同审计局检查食堂12家，发现问题30个，截至年底已整改26个，其余4个正在整改。
农村供水工程全年应收水费600.00万元，实收水费480.00万元，收缴率80.00%。

| 指标 | 目标值 | 完成值 | 分值 | 得分 |
| -- | -- | -- | -- | -- |
| 渠道衬砌改造 | 22公里 | 18.5公里 | 10 | 8.41 |
| 灌区信息监测平台上线 | 9月底前 | 12月 | 5 | 3 |

## 四、存在问题

1. 信息平台未按期上线。
原因是招标两次流标，合同签得晚。

## 五、下一步措施

1. 力争2025年水费收缴率提高到88%以上。
2. 与沿线村组签订协议，2025年5月底前完成剩余渠道衬砌。
"""
SCHOOL = """# 中共榆河县委党校（榆河行政学院）2024年度整体支出绩效自评报告

## 一、收支情况

全年支出1,500.00万元，其中基本支出1,100.00万元，项目支出400.00万元。实有在职人员50人。
培训学员1,240人次。

## 二、绩效目标

（一）部门整体支出绩效目标

办好主体班次，提高教学质量。

## 三、重点任务

（1）任务一：办好主体班次
主要实施内容是轮训科级干部。
（2）任务二：开展理论宣讲
主要实施内容是组织宣讲团进社区。

## 四、组织情况

学校成立自评专班，由常务副校长任组长，教务处处长任副组长。
"""
OFFICE = """# 榆河县档案局2024年度部门整体支出绩效自评报告

## 一、收支情况

全年支出700.00万元，其中基本支出500.00万元，项目支出200.00万元。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"水利局.md": CANALS, "党校.md": SCHOOL, "档案局.md": OFFICE})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("渠道衬砌", "坟地迁移"),
        ("渠道衬砌改造", "坟地迁移"),
        ("灌区信息监测平台", "两次流标"),
    ],
)
@pytest.mark.parametrize(
    "words",
    ["{}为什么没完成", "{}为啥没按期完成", "{}没完成，是怎么回事？", "{}没有完成是咋回事", "{}没完成计划的原因"],
)
def test_a_reason_is_found_by_the_things_name_however_it_is_put(
    held: Assistant, matter: str, reason: str, words: str
) -> None:
    if matter.endswith("平台") and "计划" in words:
        words = "{}为什么没按期完成"  # the report speaks of no plan of it
    answer = held.ask(f"榆河县水利局{words.format(matter)}")
    assert answer.status is Status.ANSWERED, answer.text
    assert reason in answer.text


@pytest.mark.parametrize(
    ("history", "question", "says"),
    [
        ([], "水利局2025年水费收缴率想提到多少", "88%以上"),
        ([], "水利局明年水费收缴率要提高到多少", "88%以上"),
        (["水利局水费收缴率是多少"], "2025年想提到多少？", "88%以上"),
        ([], "水利局剩下的渠道衬砌打算什么时候做完", "2025年5月底前"),
        (["水利局衬砌了多少公里渠道"], "没完成的准备什么时候弄完", "2025年5月底前"),
    ],
)
def test_what_is_meant_to_come_is_quoted(held: Assistant, history: list[str], question: str, says: str) -> None:
    answer = held.ask(question, history)
    assert answer.status is Status.ANSWERED, answer.text
    assert says in answer.text
    assert not answer.values


@pytest.mark.parametrize(
    "question", ["水利局2025年预算是多少", "档案局2025年打算花多少钱", "水利局2026年水费收缴率想提到多少"]
)
def test_what_no_sentence_says_of_next_year_is_refused(held: Assistant, question: str) -> None:
    assert held.ask(question).status is Status.REFUSED


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        (["水利局食堂检查发现多少问题？"], "整改了多少个？", ["26个"]),
        (["水利局食堂检查发现多少问题？", "整改了多少个？"], "还差几个没整改？", ["4个"]),
        ([], "水利局安全检查发现的隐患，还剩多少处没有整改完？", ["15处"]),
        ([], "水利局未执行的预算里有多少被财政收回", ["60.00万元"]),
        (["水利局未执行的预算有多少"], "其中被财政收回的是多少？", ["60.00万元"]),
    ],
)
def test_what_was_done_to_a_part_has_its_own_figure(
    held: Assistant, history: list[str], question: str, values: list[str]
) -> None:
    answer = held.ask(question, history)
    assert (answer.status, shown(answer)) == (Status.ANSWERED, values), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "水利局有哪几个直属事业单位",
        "水利局管着哪几个直属事业单位？",
        "除了机关和水利站，水利局还管着哪几个直属事业单位？",
    ],
)
def test_the_bodies_under_an_office_are_listed(held: Assistant, question: str) -> None:
    assert "县灌区服务中心" in held.ask(question).text


@pytest.mark.parametrize(
    "name",
    ["榆河县委党校", "县委党校", "榆河行政学院", "中共榆河县委党校（榆河行政学院）", "榆河县委党校（榆河行政学院）"],
)
def test_a_department_of_two_names_is_called_by_either(held: Assistant, name: str) -> None:
    assert shown(held.ask(f"{name}2024年基本支出是多少")) == ["1100.00万元"]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("党校全年支出除以在职人数是多少万元", ["30.00万元"]),
        ("党校人均支出是多少？就拿全年支出除以在职人数，单位万元。", ["30.00万元"]),
        ("党校基本支出除以项目支出等于几", ["2.75倍"]),
        ("党校的基本支出，比水利局和档案局两家的项目支出之和少多少万元", ["2200.00万元"]),
        ("水利局的项目支出，比党校和档案局两家的项目支出之和还多多少万元？", ["2500.00万元"]),
        ("水利局的项目支出比党校和档案局加起来还多多少", ["2500.00万元"]),
    ],
)
def test_what_is_divided_and_held_against_a_sum(held: Assistant, question: str, values: list[str]) -> None:
    answer = held.ask(question)
    assert shown(answer) == values, answer.text


@pytest.mark.parametrize(
    "question",
    ["不是党校，我要问的是档案局", "不是党校，我问的是档案局", "问错了，我想问的是档案局", "我要查的是档案局"],
)
def test_another_department_is_put_in_the_place_of_the_last(held: Assistant, question: str) -> None:
    assert shown(held.ask(question, ["党校2024年基本支出是多少"])) == ["500.00万元"]


def test_another_task_of_a_numbered_list(held: Assistant) -> None:
    answer = held.ask("任务二的呢？", ["党校任务一的主要实施内容是什么？"])
    assert "宣讲团" in answer.text
    assert "科级干部" not in answer.text


@pytest.mark.parametrize("question", ["党校自评专班的组长和副组长分别是谁", "党校自评专班组长、副组长是谁"])
def test_two_posts_are_told_together(held: Assistant, question: str) -> None:
    assert "常务副校长任组长" in held.ask(question).text
    assert "教务处处长任副组长" in held.ask(question).text
