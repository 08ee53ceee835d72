"""Figures of one report held beside each other, and what is worked out although a report states it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

FOREST = """青禾县林业局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数2,000.00万元，执行数1,934.56万元，预算执行率96.73%。其中：基本支出1,300.00万元，项目支出634.56万元。
造林补助专项全年预算数640.00万元，支出634.56万元，执行率99.15%。
人员经费1,120.00万元，公用经费180.00万元。
二、产出情况
全年新建苗圃12个，投入72.00万元。日均巡护里程85公里。检疫木材132批，指标完成率为110%。
三、评价情况
自评得分95.75分，管理效率自评得分48.50分，履职效能自评得分47.25分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"forest.txt": FOREST})


@pytest.mark.parametrize(
    ("question", "values", "said"),
    [
        ("林业局人员经费和公用经费哪个多，多多少万元？", ["940.00万元"], "人员经费比公用经费多"),
        ("林业局项目支出与基本支出谁少，少了多少？", ["665.44万元"], "项目支出比基本支出少"),
        ("林业局是人员经费高还是公用经费高？", ["1120.00万元"], "更高的是人员经费"),
        ("林业局人员经费、公用经费、项目支出里哪一项最少？", ["180.00万元"], "最少的是公用经费"),
    ],
)
def test_figures_of_one_report_are_compared(assistant: Assistant, question: str, values: list[str], said: str) -> None:
    answer = assistant.ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text
    assert said in answer.text
    assert answer.citations


def test_what_is_compared_must_be_stated(assistant: Assistant) -> None:
    assert assistant.ask("林业局人员经费和差旅费哪个多，多多少？").status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("林业局预算执行率保留三位小数是多少？", "96.728%"),
        ("林业局造林补助专项的执行率，按金额重新算一遍，保留三位小数是多少？", "99.150%"),
        ("林业局按金额计算的预算执行率是多少？", "96.73%"),
    ],
)
def test_a_stated_rate_is_worked_out_where_that_is_asked(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value], answer.text
    assert [found.verdict for found in answer.calculations] == [Verdict.CONSISTENT]


def test_a_stated_rate_is_given_as_it_is_stated_otherwise(assistant: Assistant) -> None:
    answer = assistant.ask("林业局预算执行率是多少？")
    assert [f"{value.number}{value.unit}" for value in answer.values] == ["96.73%"]
    assert not answer.calculations


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("林业局管理效率和履职效能两项得分加起来是多少分？", ["95.75分"]),
        ("林业局公用经费只有人员经费的百分之几？", ["16.07%"]),
        ("按12个月算，林业局平均每月执行多少万元？", ["161.21万元"]),
        ("林业局人员经费和公用经费分别占基本支出的多少？", ["86.15%", "13.85%"]),
        ("林业局造林补助专项没花完的钱是多少万元？", ["5.44万元"]),
        ("林业局执行数平均每个季度多少万元？", ["483.64万元"]),
        ("林业局要是预算执行率只有95%，会有多少万元花不出去？", ["100.00万元"]),
        ("林业局人员经费和公用经费之和占执行数的比例是多少？", ["67.20%"]),
        ("林业局人员经费比公用经费多出的部分是多少万元？", ["940.00万元"]),
        ("林业局检疫木材搞了132批，是计划的110%，计划几批？", ["120批"]),
        ("林业局全年预算还有百分之几没执行？", ["3.27%"]),
        ("林业局如果造林补助专项再多支付2万元，专项执行率能到多少？", ["99.46%"]),
        ("林业局项目支出要是能省下5%，能省多少万元？", ["31.73万元"]),
        ("林业局检疫木材完成率110%，比计划多检疫了多少批？", ["12批"]),
        ("林业局管理效率得分占总得分的比重？", ["50.65%"]),
        ("林业局基本支出加项目支出等于多少万元？", ["1934.56万元"]),
        ("林业局造林补助专项没执行的部分占专项预算的百分之几？", ["0.85%"]),
        ("林业局造林补助专项占全年预算数的比重是多少？", ["32.00%"]),
        ("林业局12个苗圃平均每个投入多少万元？", ["6.00万元"]),
        ("如果林业局明年项目支出压减10%，还能花多少万元？", ["571.10万元"]),
        ("林业局项目支出压减10%能省多少万元？", ["63.46万元"]),
        ("林业局要把全年预算全部执行完，还差多少万元？", ["65.44万元"]),
        ("林业局要把全年预算全部执行完，还差多少万元？其中造林补助专项差多少？", ["65.44万元", "5.44万元"]),
        ("林业局全年预算数里还有多少没支付出去？", ["65.44万元"]),
    ],
)
def test_what_is_left_cut_or_shared_out(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("林业局基本支出加上项目支出再减去公用经费是多少万元？", ["1754.56万元"]),
        ("林业局执行数减去人员经费和公用经费是多少？", ["634.56万元"]),
        ("林业局除去人员经费和公用经费，剩下的支出是多少万元？", ["634.56万元"]),
        ("林业局人员经费和公用经费，平均每月多少万元？", ["108.33万元"]),
        ("林业局检疫木材132批，超过目标多少批？", ["12批"]),
    ],
)
def test_figures_are_added_and_taken_off(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


def test_a_mean_that_is_stated_is_not_divided_again(assistant: Assistant) -> None:
    answer = assistant.ask("林业局日均巡护里程多少公里？")
    assert [f"{value.number}{value.unit}" for value in answer.values] == ["85公里"], answer.text
    assert not answer.calculations


def test_a_chain_needs_all_of_its_figures(assistant: Assistant) -> None:
    assert assistant.ask("林业局基本支出加上差旅费再减去公用经费是多少？").status is Status.REFUSED


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        (["林业局预算执行率是多少？"], "按三位小数算是多少", "96.728%"),
        (["林业局人员经费是多少？"], "改成用元表示", "11200000元"),
        (["林业局公用经费是多少？"], "一个月平均多少？", "15.00万元"),
        (["林业局造林补助专项全年预算数是多少？"], "执行率呢？", "99.15%"),
        (["林业局公用经费占基本支出的几分之几？"], "用百分比表示", "13.85%"),
        (["林业局公用经费占基本支出的比例是多少？"], "请给出计算过程", "13.85%"),
        (["林业局人员经费是多少？"], "再加上公用经费呢？", "1300.00万元"),
        (["林业局全年预算数是多少？", "执行数呢？"], "二者之差", "65.44万元"),
        (["林业局基本支出是多少？"], "其中公用经费占多少？", "13.85%"),
        (["林业局基本支出是多少亿元？"], "单位换成万元", "1300万元"),
        (["林业局公用经费占基本支出多少？"], "精确到小数点后三位", "13.846%"),
        (["林业局检疫木材多少批？", "完成率呢？"], "目标值呢？", "120批"),
        (["林业局公用经费是多少？"], "执行了多少？", "1934.56万元"),
    ],
)
def test_the_last_figure_at_other_decimals_or_in_another_unit(
    assistant: Assistant, history: list[str], question: str, value: str
) -> None:
    answer = assistant.ask(question, history)
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value], answer.text


def test_a_part_of_what_is_left_is_asked_after(assistant: Assistant) -> None:
    answer = assistant.ask("其中造林补助专项还剩多少？", ["林业局还有多少预算没花完？"])
    assert [f"{value.number}{value.unit}" for value in answer.values] == ["5.44万元"], answer.text
