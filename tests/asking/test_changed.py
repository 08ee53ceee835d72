"""Changes since the year before: claimed ones with their direction, and those of two years of one report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

PORT = """潮安市口岸局2023年度部门整体支出绩效自评报告

一、资金情况

“三公”经费2022年决算24.00万元，2023年决算21.60万元，决算比上年下降10.00%。

表1 收支情况（单位：万元）

| 项目 | 2022年决算数 | 2023年决算数 |
| --- | --- | --- |
| 收入合计 | 400.00 | 460.00 |
| 支出合计 | 390.00 | 450.00 |

二、产出情况

表2 主要指标

| 指标 | 2022年 | 2023年 | 增减幅度 |
| --- | --- | --- | --- |
| 通关企业（家） | 160 | 200 | 25.00% |

预算执行率97.50%，比上年提高1.50个百分点。
"""
RIGHT, NOT = Verdict.CONSISTENT, Verdict.INCONSISTENT


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"port.md": PORT})


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("有人汇报说口岸局三公经费决算比上年降了12%，帮我核一下", NOT),
        ("口岸局三公经费决算比上年下降10%，对吗", RIGHT),
        ("口岸局三公经费决算比上年涨了10%，对吗", NOT),
        ("口岸局通关企业比上年增加40家，对吗", RIGHT),
        ("口岸局通关企业比2022年增加50家，对吗", NOT),
        ("口岸局通关企业比上年减少40家，对吗", NOT),
    ],
)
def test_a_claimed_change_is_held_against_the_change(assistant: Assistant, question: str, verdict: Verdict) -> None:
    answer = assistant.ask(question)
    assert [one.verdict for one in answer.calculations[:1]] == [verdict], answer.text
    assert "不是40家" not in answer.text  # which would hold it against how many there are


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        (["口岸局2023年有多少家通关企业", "2022年呢"], "净增几家，增幅多少", ["40家", "25.00%"]),
        (["口岸局2023年有多少家通关企业", "前一年呢"], "一年净增多少家", ["40家"]),
        (["口岸局2022年有多少家通关企业", "2023年呢"], "涨幅呢", ["25.00%"]),
        (["口岸局2023年有多少家通关企业"], "比2022年多了多少家", ["40家"]),
        (["口岸局2023年有多少家通关企业"], "比上年多了几家", ["40家"]),
        (["口岸局2023年支出合计决算数是多少"], "跟上年比呢", ["60.00万元"]),
        (["口岸局2023年支出合计决算数是多少", "2022年呢"], "增加了多少", ["60.00万元"]),
        ([], "口岸局支出合计2023年比2022年增加多少，增长率是多少", ["60.00万元", "15.38%"]),
    ],
)
def test_two_years_of_one_report(assistant: Assistant, history: list[str], question: str, values: list[str]) -> None:
    answer = assistant.ask(question, history)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


def test_a_figure_of_the_year_before_is_said_to_be_of_that_year(assistant: Assistant) -> None:
    answer = assistant.ask("口岸局2022年有多少家通关企业")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("潮安市口岸局2022年通关企业")


SCHOOLS = """潮安市教育局2023年度部门整体支出绩效自评报告

2023年支出1,320.00万元，支出比上年增长12.00%。三公经费支出决算比上年下降5.00%。收入同比增长8.00%。
"""
HOSPITAL = """潮安市人民医院2023年度部门整体支出绩效自评报告

2023年全院总收入480.00万元，比上年400.00万元增长20.00%。全年支出330.00万元，与2022年支出300.00万元相比增长10.00%。
"""
WATER = """潮安市水利局2023年度部门整体支出绩效自评报告

2023年项目支出320.00万元，比上年增长12.00%。
"""


@pytest.fixture(scope="module")
def expenses(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"schools.md": SCHOOLS, "water.md": WATER, "hospital.md": HOSPITAL})


@pytest.mark.parametrize("asked", ["{}吗", "{}，对吗", "有人汇报说{}，帮我核一下"])
@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("教育局支出比上年增长12%", True),
        ("教育局全年支出比上年增长12%", True),
        ("教育局三公经费比上年下降5%", True),
        ("教育局收入比上年增长8%", True),
        ("水利局项目支出比上年增长12%", True),
        ("人民医院总收入比上年增长20%", True),
        ("人民医院收入比上年增长20%", True),
        ("人民医院支出比上年增长10%", True),
        ("教育局项目支出比上年增长12%", False),
        ("教育局公用经费比上年下降5%", False),
        ("教育局财政拨款收入比上年增长8%", False),
        ("水利局支出比上年增长12%", False),
        ("水利局基本支出比上年增长12%", False),
    ],
)
def test_a_change_is_of_the_expense_that_is_named(expenses: Assistant, asked: str, claim: str, held: bool) -> None:
    answer = expenses.ask(asked.format(claim))
    assert (answer.status is Status.ANSWERED) is held, answer.text
