"""Questions whether one figure passes a limit, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.computing import limits
from heshu.records import Status

REPORT = """云岭市水务局2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数1,200.00万元，支出决算1,080.00万元，预算执行率90.00%。其中人员经费330.00万元，公用经费45.00万元。
二、产出情况
全年检修泵站25座。绩效自评得分92.5分。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"report.txt": REPORT})


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("水务局预算执行率有没有达到90%", "达到了90%。", "90.00%"),
        ("水务局预算执行率超过90%了吗", "没有超过90%。", "90.00%"),
        ("水务局预算执行率不低于90%吗", "不低于90%。", "90.00%"),
        ("水务局预算执行率是不是不低于90.5%", "低于90.5%。", "90.00%"),
        ("水务局预算执行率是否没有低于89%", "不低于89%。", "90.00%"),
        ("水务局预算执行率没有超过89%吗", "超过了89%。", "90.00%"),
        ("水务局预算执行率是不是不高于90%", "没有超过90%。", "90.00%"),
        ("水务局预算执行率是否低于95%？", "低于95%。", "90.00%"),
        ("水务局的支出决算有没有突破1亿元", "没有超过1亿元。", "1080.00万元"),
        ("水务局支出决算超没超过1000万？", "超过了1000万。", "1080.00万元"),
        ("水务局自评得分到没到90分", "达到了90分。", "92.5分"),
        ("水务局检修泵站够30座吗", "没有达到30座。", "25座"),
        ("水务局公用经费占支出决算的比例超过4.2%了吗", "没有超过4.2%。", "4.17%"),
        ("水务局公用经费占支出决算的比例超过4.16%了没有", "超过了4.16%。", "4.17%"),
        ("水务局支出决算是多少？有没有超过1,200万元？", "没有超过1,200万元。", "1080.00万元"),
        ("水务局预算执行率控制在95%以内了吗", "没有超过95%。", "90.00%"),
    ],
)
def test_the_side_of_the_limit_is_said(assistant: Assistant, question: str, said: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(said), answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value]
    assert answer.citations


def test_a_limit_is_asked_of_what_was_spoken_of(assistant: Assistant) -> None:
    assert assistant.ask("有没有超过95%？", ["水务局预算执行率是多少"]).text.startswith("没有超过95%。")


@pytest.mark.parametrize(
    "question", ["水务局差旅费超过10万元了吗", "农业局执行率达到95%了吗", "水务局支出决算有没有超过90%"]
)
def test_what_is_not_stated_passes_no_limit(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.text.startswith(("超过", "没有超过", "达到", "没有达到"))


@pytest.mark.parametrize(
    "question",
    ["哪些部门执行率超过95%", "执行率达到99%，对吗", "有几家部门执行率低于95%", "预算执行率是多少", "超过95%"],
)
def test_other_questions_have_no_limit(question: str) -> None:
    assert limits.read(question) is None


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("水务局预算执行率离100%还差几个百分点？", "比100%差10.00百分点（100 − 90.00）。", "10.00百分点"),
        ("水务局自评得分比90分高多少", "比90分高2.5分（92.5 − 90）。", "2.5分"),
        ("水务局绩效自评得分还差多少才到95分", "比95分差2.5分（95 − 92.5）。", "2.5分"),
        ("水务局支出决算比1000万元多多少", "比1000万元多80.00万元（1080.00 − 1000）。", "80.00万元"),
        ("水务局预算执行率离90%还差多少", "正好90%。", "0.00百分点"),
        (
            "How many percentage points short of 95% was the execution rate of 水务局?",
            "5.00 percentage points short of 95% (95 − 90.00).",
            "5.00百分点",
        ),
    ],
)
def test_how_far_from_the_limit_is_computed(assistant: Assistant, question: str, said: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(said), answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value]
    assert answer.citations
    assert answer.calculations


def test_how_far_is_asked_of_what_was_spoken_of(assistant: Assistant) -> None:
    answer = assistant.ask("离100%还差几个百分点？", ["水务局预算执行率是多少"])
    assert [v.number for v in answer.values] == ["10.00"]


def test_a_limit_in_another_unit_is_not_taken_from_it(assistant: Assistant) -> None:
    assert not assistant.ask("水务局支出决算离95%还差多少").values


BOUNDS = """云岭市体育局2023年度部门整体支出绩效自评报告
一、产出情况
场馆设施完好率>90%，健身指导覆盖率<60%，赛事群众满意度93%，目标≥90%。
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("体育局场馆设施完好率超过90%了吗", "超过了90%。"),
        ("体育局场馆设施完好率超过95%了吗", "报告没有写确切的数"),
        ("体育局健身指导覆盖率低于60%吗", "低于60%。"),
        ("体育局健身指导覆盖率低于55%吗", "报告没有写确切的数"),
        ("体育局赛事群众满意度超过92%了吗", "超过了92%。"),
        ("体育局赛事群众满意度超过95%了吗", "没有超过95%。"),
    ],
)
def test_a_bound_decides_what_lies_outside_it(
    over: Callable[[Mapping[str, str]], Assistant], question: str, said: str
) -> None:
    answer = over({"sports.txt": BOUNDS}).ask(question)
    assert answer.text.startswith(said), answer.text


def test_two_years_of_one_department_are_one_department(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    both = over({"a.txt": REPORT, "b.txt": REPORT.replace("2023", "2022"), "c.txt": BOUNDS})
    for asked, number in (("这里有几家单位的报告", "2"), ("有几份报告", "3")):
        answer = both.ask(asked)
        assert [value.number for value in answer.values] == [number], answer.text
        assert number in answer.text


@pytest.mark.parametrize("number", [9, 10])
def test_problems_of_one_sentence_are_counted_up_to_ten(
    over: Callable[[Mapping[str, str]], Assistant], number: int
) -> None:
    said = "；".join(f"{n}是第{n}片区管网漏损偏高" for n in "一二三四五六七八九十"[:number])
    answer = over({"r.txt": f"{REPORT}三、存在的问题\n{said}。\n"}).ask("水务局报告里列了几个问题")
    assert [value.number for value in answer.values] == [str(number)], answer.text
