"""Questions that no pattern reads, answered by the figures that they name; refused where a word narrows them down."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

TEA = """# 云麓县茶叶发展中心2023年度部门整体支出绩效自评报告

## 一、部门概况

调整预算数1,000.00万元，截至12月底支付完成960.00万元，预算执行率96%。分开看，人员及公用经费调整预算数620.00万元，支付完成600.00万元；专项预算项目调整预算数380.00万元，支付完成360.00万元。支出总额960.00万元，其中基本支出600.00万元，项目支出360.00万元。人员经费480.00万元，公用支出120.00万元。

## 二、绩效情况

收到茶农来信申诉60件，办理产销热线咨询25件，各类质量举报件15件。“履职尽责”自评得分46.5分，“资产管护”自评得分48分，部门整体支出绩效自评得分94.5分。
"""


@pytest.fixture(scope="module")
def tea(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"茶叶中心.md": TEA})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("茶叶发展中心截至12月底支付完成的资金里，项目支出所占比重是多少？", [("37.50", "%")]),
        ("茶叶发展中心2023年支出总额，按12个月平均每月是多少万元？", [("80.00", "万元")]),
        ("茶叶发展中心人员经费跟公用支出放一块，占支出总额多大比例", [("62.50", "%")]),
        (
            "把茶叶发展中心的来信申诉、热线咨询、质量举报件三类合在一起，质量举报件占总量的百分之几？",
            [("100", "件"), ("15.00", "%")],
        ),
        ("茶叶发展中心的基本支出比项目支出多多少万元，是项目支出的多少倍？", [("240.00", "万元"), ("1.67", "倍")]),
        ("茶叶发展中心履职尽责跟资产管护各多少", [("46.5", "分"), ("48", "分")]),
    ],
)
def test_a_question_is_read_by_the_figures_that_it_names(
    tea: Assistant, question: str, values: list[tuple[str, str]]
) -> None:
    answer = tea.ask(question)
    assert answer.status is Status.ANSWERED
    assert [(value.number, value.unit) for value in answer.values] == values


def test_parts_are_held_against_a_whole_in_any_order(tea: Assistant) -> None:
    answer = tea.ask("茶叶发展中心的支出总额，跟基本支出、项目支出两块加一起，核平吗")
    assert [one.verdict for one in answer.calculations] == [Verdict.CONSISTENT]


def test_each_whole_has_the_parts_of_its_stage(tea: Assistant) -> None:
    answer = tea.ask(
        "茶叶发展中心人员及公用经费、专项预算项目两块，调整预算数和支付完成数分别相加，跟报告的总数对得平吗？"
    )
    assert [one.verdict for one in answer.calculations] == [Verdict.CONSISTENT, Verdict.CONSISTENT]


def test_a_budget_is_no_part_of_what_was_spent(tea: Assistant) -> None:
    answer = tea.ask("茶叶发展中心的人员及公用经费与专项预算项目，两块的支付完成数合计等于总的支付完成数吗？")
    assert [one.verdict for one in answer.calculations] == [Verdict.CONSISTENT]


@settings(max_examples=60, deadline=None)
@given(
    narrowed=st.sampled_from(["扶贫", "教育", "乡村振兴", "二期", "外聘", "境外", "西区"]),
    form=st.sampled_from(
        [
            "茶叶发展中心{}项目支出所占支出总额的比重是多少",
            "茶叶发展中心截至12月底支付完成的资金里，{}项目支出所占比重是多少",
            "茶叶发展中心2023年{}支出总额，按12个月平均每月是多少",
            "把茶叶发展中心{}来信申诉、热线咨询合在一起有多少件",
        ]
    ),
)
def test_a_word_that_narrows_is_never_passed_over(tea: Assistant, narrowed: str, form: str) -> None:
    assert not tea.ask(form.format(narrowed)).values


def test_a_share_is_never_turned_round(tea: Assistant) -> None:
    assert not tea.ask("茶叶发展中心基本支出占项目支出的百分之几").values
    assert not tea.ask("茶叶发展中心基本支出是项目支出的百分之几").values
    assert [value.number for value in tea.ask("茶叶发展中心项目支出占基本支出的百分之几").values] == ["60.00"]
