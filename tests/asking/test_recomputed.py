"""A stated rate is worked out again where the report gives what it is of, and a slip is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Verdict

FOREST = """禾山县林业局2023年度部门整体支出绩效自评报告
一、资金情况
2023年经营收入412.50万元，完成年初预算的95.68%。

表1 收入情况（单位：万元）

| 项目 | 年初预算数 | 决算数 |
| --- | --- | --- |
| 财政拨款收入 | 600.00 | 606.00 |
| 经营收入 | 436.00 | 412.50 |

二、任务完成情况
新造林18.2万亩，为计划20万亩的91.5%，其余明年春季补齐。
森林抚育27万亩，为计划30万亩的90%。
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"forest.md": FOREST})


@pytest.mark.parametrize(
    ("question", "verdict", "value"),
    [
        ("林业局称经营收入完成年初预算的95.68%，按表里的数复算一下，对吗？", NOT, "94.61%"),
        ("林业局经营收入完成年初预算的95.68%，用412.50除以436看看对不对", NOT, "94.61%"),
        ("林业局写新造林完成了计划的91.5%，拿面积一除对得上吗？", NOT, "91.00%"),
        ("林业局写森林抚育完成了计划的90%，拿面积一除对得上吗？", RIGHT, "90%"),
    ],
)
def test_a_rate_is_worked_out_again(assistant: Assistant, question: str, verdict: Verdict, value: str) -> None:
    answer = assistant.ask(question)
    assert [one.verdict for one in answer.calculations] == [verdict], answer.text
    assert value in [f"{one.number}{one.unit}" for one in answer.values]


SOURCES = """# 河阳县文化馆2023年度部门整体支出绩效自评报告

## 一、收入情况

2023年年初预算安排840.00万元，调整后可用资金900.00万元。按来源分：财政拨款810.00万元，占90.00%；事业收入54.00万元，占6.00%；其他收入9.00万元，占0.90%；上年结转27.00万元，占3.00%。
"""


@pytest.mark.parametrize(
    ("question", "values", "verdict"),
    [
        ("文化馆其他收入占0.90%，我怎么觉得不对，核一下", ["1.00%", "0.90%"], Verdict.INCONSISTENT),
        ("文化馆事业收入占比6%对吗", ["6.00%"], Verdict.CONSISTENT),
    ],
)
def test_a_share_without_a_whole_is_held_against_the_whole_of_the_shares_beside_it(
    over: Callable[[Mapping[str, str]], Assistant], question: str, values: list[str], verdict: Verdict
) -> None:
    answer = over({"文化馆.md": SOURCES}).ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values
    assert answer.calculations[0].verdict is verdict


GALLERY = """鹿鸣市美术馆2023年度部门整体支出绩效自评报告
一、基本情况
鹿鸣市美术馆核定编制26名，年末在职人员24人，在职人员控制率92.31%。2023年年初预算400.00万元，全年支出380.00万元。部门预决算差异率为6.00%，按“（年初预算数－支出数）÷年初预算数”计算。

表1 支出情况（单位：万元）

| 类别 | 年初预算数 | 支出数 |
| --- | --- | --- |
| 基本支出 | 250.00 | 245.00 |
| 项目支出 | 150.00 | 135.00 |
| 合计 | 400.00 | 380.00 |

二、业务情况

表2 业务数据

| 指标 | 2022年 | 2023年 | 增幅（%） |
| --- | --- | --- | --- |
| 参观人次（万人次） | 4.0 | 5.0 | 25.00 |
| 外借画册（万册次） | 2.00 | 2.50 | 26.00 |
| 展览（场） | 40 | 50 | 20.00 |

表3 能耗

| 能耗 | 单位 | 2022年 | 2023年 | 下降幅度 |
| --- | --- | --- | --- | --- |
| 用电量 | 万千瓦时 | 40.00 | 38.00 | 5.00% |
| 用水量 | 万立方米 | 2.000 | 1.900 | 4.80% |

受理投诉热线来电1,250件，其中咨询250件；按时办结1,200件，按时办结率96.00%。发放问卷200份，收回有效问卷180份，其中表示满意的171份，观众满意度95.0%。
"""


@pytest.fixture(scope="module")
def gallery(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"gallery.md": GALLERY})


DOUBTS = (
    "{what}的{growth}算得对吗",
    "{what}{growth}{stated}，这个数算得对吗",
    "{what}的{growth}写的是{stated}，帮我复核一下",
    "帮我核一下{what}的{growth}",
    "{what}{growth}有没有算错",
    "重新算一下{what}的{growth}",
    "{what}的{growth}{stated}，复算一下对不对",
)


@pytest.mark.parametrize("doubt", DOUBTS)
@pytest.mark.parametrize(
    ("named", "stated", "right"),
    [
        (("参观人次", "增幅"), "25%", "25.00"),
        (("外借画册", "增幅"), "26.00%", "25.00"),
        (("展览", "增幅"), "20%", "25.00"),
        (("用电量", "降幅"), "5%", "5.00"),
        (("用水量", "降幅"), "4.80%", "5.00"),
        (("用水量", "下降幅度"), "4.80%", "5.00"),
    ],
)
def test_a_change_is_recomputed_from_its_two_years(
    gallery: Assistant, doubt: str, named: tuple[str, str], stated: str, right: str
) -> None:
    what, growth = named
    answer = gallery.ask("鹿鸣市美术馆" + doubt.format(what=what, growth=growth, stated=stated))
    verdict = RIGHT if float(stated.strip("%")) == float(right) else NOT
    assert [one.verdict for one in answer.calculations] == [verdict], answer.text
    assert right in [one.number for one in answer.values]
    assert answer.values[0].unit == "%"


@pytest.mark.parametrize(
    "turns",
    [
        ("鹿鸣市美术馆用水量下降了百分之几？", "这个降幅算得对吗？"),
        ("鹿鸣市美术馆用水量的下降幅度是多少？", "复算一下"),
        ("鹿鸣市美术馆用水量下降了多少？", "这个降幅对吗"),
    ],
)
def test_the_change_spoken_of_is_recomputed(gallery: Assistant, turns: tuple[str, str]) -> None:
    answer = gallery.ask(turns[1], turns[:1])
    assert [one.verdict for one in answer.calculations] == [NOT], answer.text
    assert "5.00" in [one.number for one in answer.values]


@pytest.mark.parametrize("question", ["预决算差异率算得对吗", "预决算差异率6%，帮我复核一下", "预决算差异率有没有算错"])
def test_a_rate_is_recomputed_by_the_formula_beside_it(gallery: Assistant, question: str) -> None:
    answer = gallery.ask(f"鹿鸣市美术馆{question}")
    assert [one.verdict for one in answer.calculations] == [NOT], answer.text
    assert answer.values[0].number == "5.00"


@pytest.mark.parametrize(
    "question", ["核定编制26名，这个数算得对吗", "核定编制算得对吗", "核定编制是26名，复核一下", "核定编制帮我核一下"]
)
def test_what_nothing_recomputes_is_not_vouched_for(gallery: Assistant, question: str) -> None:
    answer = gallery.ask(f"鹿鸣市美术馆{question}")
    assert not [one for one in answer.calculations if one.verdict in (RIGHT, NOT)], answer.text
    assert "26" in answer.text
    assert "没有找到可以复算它的数" in answer.text


@pytest.mark.parametrize(
    ("question", "verdict", "value"),
    [
        ("我记的鹿鸣市美术馆投诉热线按时办结率是96.50%，没记错吧？", NOT, "96.00"),
        ("我记的鹿鸣市美术馆投诉热线按时办结率是96%，没记错吧？", RIGHT, "96.00"),
        ("鹿鸣市美术馆投诉热线的按时办结率算得对吗", RIGHT, "96.00"),
        ("鹿鸣市美术馆观众满意度95%，用问卷份数核一下，对得上吗？", RIGHT, "95.0"),
        ("鹿鸣市美术馆观众满意度算得对吗", RIGHT, "95.0"),
        ("鹿鸣市美术馆在职人员控制率92.31%怎么来的，核一下", RIGHT, "92.31"),
    ],
)
def test_a_rate_is_known_by_the_counts_that_give_it(
    gallery: Assistant, question: str, verdict: Verdict, value: str
) -> None:
    answer = gallery.ask(question)
    assert [one.verdict for one in answer.calculations] == [verdict], answer.text
    assert value in [one.number for one in answer.values]


@pytest.mark.parametrize("said", ["超过了{b}吗", "高于{b}，是吗", "超过了{b}，是这样吗", "比{b}多，对吗"])
def test_who_outdoes_whom_is_worked_out(gallery: Assistant, said: str) -> None:
    for a, b, way in (("项目支出", "基本支出", "少110.00"), ("基本支出", "项目支出", "多110.00")):
        assert way in gallery.ask(f"听说鹿鸣市美术馆的{a}{said.format(b=b)}").text


QUAKES = """# 云溪市地震局2023年度部门整体支出绩效自评报告

## 一、项目支出

| 项目 | 预算（万元） | 决算（万元） | 执行率 |
| --- | --- | --- | --- |
| 断层探测 | 200.00 | 180.00 | 90.00% |
| 终端安装 | 100.00 | 98.00 | 98.00% |

## 二、指标得分

满分100分，自评96.20分：预算执行10分得9.40分，其余指标90分得86.80分。

| 指标 | 全年目标 | 全年完成 | 权重 | 得分 |
| --- | --- | --- | --- | --- |
| 断层探测里程 | 150公里 | 132公里 | 30 | 28.10 |
| 终端安装数量 | 800台 | 700台 | 30 | 28.70 |
| 引进人才数 | 60名 | 51名 | 30 | 30 |
| 合计 | | | 90 | 86.80 |

断层探测完成88.0%，失1.90分。终端安装完成率87.5%，失1.30分。引进人才完成率80.0%。
"""


@pytest.fixture(scope="module")
def quakes(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"地震局.md": QUAKES})


@pytest.mark.parametrize(
    ("question", "verdict", "program"),
    [
        ("地震局断层探测完成88%，对吗", RIGHT, "divide(132, 150)"),
        ("地震局终端安装完成率87.5%对不对", RIGHT, "divide(700, 800)"),
        ("地震局终端安装完成率算得对吗", RIGHT, "divide(700, 800)"),
        ("地震局引进人才完成率80%对不对", NOT, "divide(51, 60)"),
    ],
)
def test_what_a_row_counts_proves_a_rate(quakes: Assistant, question: str, verdict: Verdict, program: str) -> None:
    answer = quakes.ask(question)
    assert [(one.verdict, one.program) for one in answer.calculations] == [(verdict, program)]
    assert len(answer.citations) > 1


def test_the_score_of_some_indicators_is_no_slip(quakes: Assistant) -> None:
    answer = quakes.ask("地震局的报告里有没有算错的数")
    assert "不一致" not in answer.text
