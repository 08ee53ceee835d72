"""What strangers asked: supposed changes, absent things, items of lists, dialects; asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

WATER = """云岭市水务局2023年度部门整体支出绩效自评报告
一、部门概况
云岭市水务局为正处级市政府工作部门。来自12个国家的30名专家参加了水博会，形成4篇调研报告。
二、资金情况
2023年调整预算数1,200.00万元，支付完成1,080.00万元，预算执行率90.00%。其中人员经费预算300.00万元，支付完成285.00万元；
重点工程30个，重点工程预算900.00万元，支付完成795.00万元。年末结转结余35.00万元。财政拨款收入1,000.00万元。
三、绩效情况
起草重要文稿155件。履职效能自评得分为46.5分，扣3.5分。自评得分93.5分。
四、存在的主要问题
一是采购合同签订不及时。
二是个别月份支出进度未达标。
五、下一步改进措施
（一）加强政府采购管理：熟悉采购流程，开展采购培训。
（二）加强预算执行力度：将支出计划分解到月。
"""
ROADS = """云岭市公路局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数600.00万元，执行数590.00万元。本部门年末无结转结余。自评得分88分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"water.txt": WATER, "roads.txt": ROADS})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("如果水务局重点工程支付完成压减10%、人员经费不动，支付完成会降到多少万元？", ["1000.50万元"]),
        ("以水务局调整预算数为基数压减5%是多少", ["60.00万元"]),
        ("假如水务局调整预算数不变而执行率只有95%，会有多少万元没有支付出去？", ["60.00万元"]),
        ("假设水务局重点工程在决算数基础上再多支45万元，预算不变，执行率会变成百分之几？", ["93.33%"]),
        ("水务局“履职效能”得46.5分、扣3.5分，这一部分的满分应当是多少分？", ["50分"]),
        ("水务局实际支付的资金里，重点工程占百分之几？保留一位小数。", ["73.6%"]),
        ("水务局30个重点工程平均每个实际支出了多少万元？", ["26.50万元"]),
        ("水务局光靠财政拨款收入还不够覆盖支付完成，缺口是多少万元？", ["80.00万元"]),
        ("参加水博会的专家来自多少个国家？", ["12个"]),
        ("水务局预算执行率离百分百还差几个百分点", ["10.00百分点"]),
        ("假设水务局2024年人员经费支付完成在2023年基础上压减10%，压减后还剩多少万元？", ["256.50万元"]),
        ("水务局没有支付完的部分，有百分之几出在重点工程上？", ["87.50%"]),
        ("水务局实际支付的资金里，用于修建的重点工程占百分之几？", ["73.61%"]),
    ],
)
def test_what_is_supposed_or_implied_is_computed(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


def test_what_was_spent_is_not_answered_with_the_budget(assistant: Assistant) -> None:
    assert [value.number for value in assistant.ask("水务局人员经费支出多少").values] == ["285.00"]
    assert [value.number for value in assistant.ask("水务局人员经费预算多少").values] == ["300.00"]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("水务局人员经费支付完成加上重点工程支付完成，和支付完成1,080.00万元对得上吗？", Verdict.CONSISTENT),
        ("水务局自评95.3分 对伐", Verdict.INCONSISTENT),
        ("科里底稿登记水务局年末结转结余53.00万元，跟报告核对一下，登记得对吗？", Verdict.INCONSISTENT),
        ("水务局说预算执行率90% 帮我算算真的假的", Verdict.CONSISTENT),
    ],
)
def test_doubts_are_settled(assistant: Assistant, question: str, verdict: Verdict) -> None:
    assert verdict in {calculation.verdict for calculation in assistant.ask(question).calculations}


@pytest.mark.parametrize(
    "question",
    [
        "水务局155件重要文稿中，有多少件被省里采用？",
        "水务局支出进度没达标的是哪几个月？",
        "水务局形成的4篇调研报告，题目分别是什么？",
        "听日云岭会唔会落雨呀",
    ],
)
def test_what_the_passage_does_not_tell_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.values
    assert answer.status in (Status.REFUSED, Status.CLARIFY), answer.text


def test_an_absence_is_told_of_who_states_it(assistant: Assistant) -> None:
    answer = assistant.ask("哪个部门明确写了本部门年末没有结转结余？")
    assert "公路局" in answer.text
    assert "35.00" not in answer.text


@pytest.mark.parametrize(
    ("history", "question", "said"),
    [
        (("水务局存在的第一个主要问题是什么？",), "第二个呢？", "个别月份支出进度未达标"),
        (("水务局支付完成多少",), "公路局的执行数比它少多少", "490.00"),
        (("水务局自评几分",), "公路局的嘞", "88分"),
        ((), "水务局是啥级别的单位", "正处级"),
        ((), "水务局下一步加强采购管理，准备做哪些事？", "熟悉采购流程"),
        ((), "水务局之付完成多少", "1,080.00万元"),
    ],
)
def test_what_leans_or_is_misspelt_is_found(
    assistant: Assistant, history: tuple[str, ...], question: str, said: str
) -> None:
    answer = assistant.ask(question, history)
    assert answer.status is Status.ANSWERED
    assert said in answer.text, answer.text


def test_an_item_beyond_the_list_is_asked_back(assistant: Assistant) -> None:
    assert assistant.ask("水务局存在的第七个主要问题是什么？").status is Status.CLARIFY


def test_a_number_with_a_comma_stays_whole_in_a_refusal(assistant: Assistant) -> None:
    answer = assistant.ask("水务局1,155件行政许可中，有多少件被省里采用？")
    assert answer.status is Status.REFUSED
    assert "1,155件" in answer.text
