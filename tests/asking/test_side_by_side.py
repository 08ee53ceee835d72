"""Several reports at once: tables of several figures, who speaks of what, and follow-ups about who came first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORTS = {
    "archive.txt": """澄江市档案馆2023年度部门整体支出绩效自评报告
一、资金情况
2023年支出总额500.00万元，其中：基本支出300.00万元，项目支出200.00万元。年初结转结余10.00万元，年末结转结余12.50万元。
二、工作情况
全年举办“家谱里的澄江”展览3场。严格控制“三公”经费支出。
三、评价情况
自评得分98.20分。
""",
    "library.txt": """澄江市图书馆2023年度部门整体支出绩效自评报告
一、资金情况
2023年支出总额900.00万元，其中：基本支出650.00万元，项目支出250.00万元。
二、工作情况
全年接待读者12.5万人次。
三、存在的主要问题
流动书车检修不及时。
四、评价情况
自评得分96.40分。
""",
    "museum.txt": """澄江市博物馆2023年度部门整体支出绩效自评报告
一、资金情况
2023年支出总额700.00万元，其中：基本支出420.00万元，项目支出280.00万元。
二、工作情况
压减三公经费，厉行节约，新征集藏品46件。
三、评价情况
自评得分97.10分。
""",
}


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(REPORTS)


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("把档案馆和博物馆的基本支出、项目支出列个表", ["300.00万元", "200.00万元", "420.00万元", "280.00万元"]),
        ("用表格列出各部门的支出总额和自评得分",
         ["500.00万元", "98.20分", "900.00万元", "96.40分", "700.00万元", "97.10分"]),
        ("列表对比图书馆与博物馆的项目支出和项目支出占支出总额的比重",
         ["250.00万元", "27.78%", "280.00万元", "40.00%"]),
    ],
)  # fmt: skip
def test_a_table_has_a_line_for_each_report(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert sorted(shown(answer)) == sorted(values), answer.text
    assert len(answer.text.splitlines()) == len({one.source for one in answer.citations})


def test_a_table_gives_the_beginning_of_a_section(assistant: Assistant) -> None:
    answer = assistant.ask("把三个部门的自评得分和主要问题整理成表")
    assert "流动书车检修不及时" in answer.text
    assert answer.text.count("没有这一节") == 2
    assert sorted(shown(answer)) == ["96.40分", "97.10分", "98.20分"]


def test_a_table_says_what_is_not_stated(assistant: Assistant) -> None:
    answer = assistant.ask("把三个部门的支出总额和年末结转结余做成表格")
    assert shown(answer).count("12.50万元") == 1
    assert answer.text.count("年末结转结余未写明") == 2


def test_no_table_of_what_no_report_states(assistant: Assistant) -> None:
    assert assistant.ask("把三个部门的事业收入和其他收入做成表格").status is Status.REFUSED


@pytest.mark.parametrize(
    ("question", "held", "not_held"),
    [
        ("哪些报告提到了“三公”经费？", ["档案馆", "博物馆"], ["图书馆"]),
        ("哪些报告提到三公经费？", ["档案馆", "博物馆"], ["图书馆"]),
        ("哪些报告提到“家谱里的澄江”？", ["档案馆"], ["图书馆", "博物馆"]),
    ],
)
def test_who_speaks_of_something(assistant: Assistant, question: str, held: list[str], not_held: list[str]) -> None:
    answer = assistant.ask(question)
    assert all(name in answer.text for name in held), answer.text
    assert not any(name in answer.text for name in not_held), answer.text


def test_words_are_looked_for_in_the_section_that_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("哪些部门的主要问题里提到了车辆检修不及时？")
    assert {one.department for one in answer.citations} == {"澄江市图书馆"}


def test_quoted_words_are_looked_for_as_they_stand(assistant: Assistant) -> None:
    assert assistant.ask("哪些报告提到“地方志”？").status is Status.REFUSED


def test_how_many_speak_of_something(assistant: Assistant) -> None:
    assert shown(assistant.ask("有几份报告提到三公经费？")) == ["2份"]


def test_who_is_silent(assistant: Assistant) -> None:
    first = assistant.ask("哪些报告没有提到三公经费？").text.splitlines()[0]
    assert "图书馆" in first
    assert "档案馆" not in first
    assert "有2份：" in assistant.ask("哪些部门没有写明年末结转结余？").text


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        (["哪个部门自评得分最低？"], "它的支出总额是多少？", ["900.00万元"]),
        (["哪个部门自评得分最低？", "它的支出总额是多少？"], "其中基本支出呢？", ["650.00万元"]),
        (["自评得分从高到低排一下"], "第二名的项目支出是多少？", ["280.00万元"]),
        (["自评得分从高到低排一下"], "最后一名的项目支出是多少？", ["250.00万元"]),
        (["哪个部门支出总额最多？"], "第二名呢？", ["700.00万元"]),
        (["档案馆和博物馆谁的支出总额高？"], "它的自评得分是多少？", ["97.10分"]),
        (["档案馆自评得分是多少？", "那图书馆呢？"], "两家差多少？", ["1.80分"]),
        (["三个部门的支出总额合计多少？"], "平均每个部门呢？", ["700.00万元"]),
        (["自评得分最高的是哪个部门？"], "最低的呢？", ["96.40分"]),
        (["自评得分最高的是哪个部门？"], "那得分最低的那家支出多少？", ["96.40分", "900.00万元"]),
        (["档案馆和博物馆的项目支出分别是多少？"], "两家合计呢？", ["480.00万元"]),
        (["自评得分最高的是哪个部门？"], "那博物馆排第几？", ["2名"]),
        (["档案馆自评得分是多少？"], "换个部门，博物馆呢？", ["97.10分"]),
        (["档案馆自评得分是多少？"], "博物馆跟它差多少分？", ["1.10分"]),
        (["档案馆自评得分是多少？"], "博物馆是多少？", ["97.10分"]),
        (["各部门的项目支出是多少？"], "哪个部门的最低？", ["200.00万元"]),
        (["哪些部门的自评得分超过97分？"], "他们的平均分是多少？", ["97.65分"]),
        (["哪些部门的自评得分超过97分？"], "这几家的支出总额合计多少？", ["1200.00万元"]),
    ],
)
def test_the_department_that_an_answer_named(
    assistant: Assistant, history: list[str], question: str, values: list[str]
) -> None:
    assert shown(assistant.ask(question, history)) == values


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("按项目支出由低到高给各部门排序", ["200.00万元", "250.00万元", "280.00万元"]),
        ("把写了项目支出的部门按金额由高到低排一下", ["280.00万元", "250.00万元", "200.00万元"]),
        ("自评得分最高的部门比最低的高多少分？", ["1.80分"]),
        ("自评得分最高的部门和最低的部门相差多少分？", ["1.80分"]),
        ("档案馆、图书馆两家的自评得分，平均下来是多少？", ["97.30分"]),
        ("三个部门合计支出多少？", ["2100.00万元"]),
        ("自评得分高于平均分的有哪些部门？", ["98.20分"]),
        ("自评得分低于平均分的有哪些？", ["96.40分", "97.10分"]),
        ("列出支出在700万元以上的部门和金额", ["900.00万元", "700.00万元"]),
        ("自评得分排倒数第二的是哪个部门？", ["97.10分"]),
        ("支出总额最多的部门是最少的部门的几倍？", ["1.80倍"]),
        ("三个部门支出总额的中位数是多少？", ["700.00万元"]),
        ("档案馆、图书馆两家支出总额的中位数是多少？", ["700.00万元"]),
        ("各部门自评离满分差几分？", ["2.90分", "3.60分", "1.80分"]),
        ("各部门基本支出比项目支出多多少？", ["140.00万元", "400.00万元", "100.00万元"]),
        ("档案馆和博物馆的基本支出相比，哪个少，少多少？", ["120.00万元"]),
        ("档案馆的支出总额相当于博物馆的百分之几？", ["71.43%"]),
        ("支出总额在600万元到800万元之间的有哪些部门？", ["700.00万元"]),
        ("除图书馆以外，其他两个部门的支出总额合计多少？", ["1200.00万元"]),
        ("除了档案馆，其他部门里自评得分最高的是谁？", ["97.10分"]),
        ("自评得分后两名是哪两个部门？", ["96.40分", "97.10分"]),
        ("支出总额最多的前两个部门是谁？", ["900.00万元", "700.00万元"]),
        ("档案馆、图书馆两家的自评得分相差几分？", ["1.80分"]),
        ("自评得分97分以上的部门有几个？", ["2家"]),
        ("支出总额最多的部门比支出总额最少的部门多支出多少万元？", ["400.00万元"]),
        ("博物馆的支出总额在三个部门里排第几？", ["2名"]),
        ("图书馆和档案馆的支出总额之比是多少？", ["1.80倍"]),
        ("图书馆的支出总额比档案馆和博物馆的支出总额之和少多少万元？", ["300.00万元"]),
        ("支出总额最高的是多少？", ["900.00万元"]),
        ("档案馆、博物馆的支出总额共多少万元？", ["1200.00万元"]),
        ("三个部门的支出总额里，档案馆、博物馆合计占多大比例？", ["57.14%"]),
        ("档案馆的结转结余从年初到年末增长了百分之几？", ["25.00%"]),
    ],
)
def test_over_several_reports(assistant: Assistant, question: str, values: list[str]) -> None:
    assert shown(assistant.ask(question)) == values


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("自评得分最高的是档案馆，对吗？", "对。"),
        ("支出总额最少的部门是博物馆吗？", "不对。"),
        ("图书馆的支出总额在三个部门里最高，对吗？", "对。"),
    ],
)
def test_a_claim_of_who_comes_first(assistant: Assistant, question: str, begins: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(begins), answer.text
    assert answer.citations
