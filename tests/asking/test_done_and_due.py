"""What is done of what was taken up or is due: of cases of one kind, and of money that is to come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

COURT = """禾山市中级人民法院2023年度部门整体支出绩效自评报告

一、履职情况
全年受理各类案件4,236件，审（执）结4,027件，结案率95.07%；其中：刑事案件受理352件，审结341件；行政案件受理163件，审结141件。

二、问题
抽查发现5家企业重复申领，涉及资金126.5万元，截至评价日已追回98.0万元。发现安全隐患360处，督促整改343处。在编人员71人，派遣人员34人。受理投诉举报4.6万件，挽回经济损失2,300万元。

三、得分
综合得分91.2分，其中：过程25分得22.7分，产出35分得32.5分。

| 三级指标 | 目标值 | 实际值 | 权重 | 得分 |
| --- | --- | --- | --- | --- |
| 按期完工率 | 100% | 85% | 10 | 8.50 |
| 当事人满意度 | 95% | 92% | 15 | 14.20 |

| 项目名称 | 预算数 | 支出数 |
| --- | --- | --- |
| 法庭修缮（万元） | 42.00 | 45.50 |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"court.md": COURT})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("禾山中院刑事案件结案率是多少", ["96.88%"]),
        ("禾山中院结案率是多少", ["95.07%"]),
        ("禾山中院行政案件还有多少件没审结", ["22件"]),
        ("禾山中院重复申领的资金还有多少万元没追回来，追回率是多少", ["28.5万元", "77.47%"]),
        ("禾山中院重复申领的资金追回了百分之几", ["77.47%"]),
        ("禾山中院平均每件投诉举报挽回损失多少元", ["500.00元"]),
        ("禾山中院自评表里“按期完工率”这项指标分值几分、得了几分？", ["10分", "8.50分"]),
        ("禾山中院当事人满意度的权重和得分各是多少", ["15分", "14.20分"]),
        ("禾山中院产出得了几分", ["32.5分"]),
        ("禾山中院法庭修缮预算多少，花了多少", ["42.00万元", "45.50万元"]),
        ("禾山中院法庭修缮超支多少", ["3.50万元"]),
        ("禾山中院发现的安全隐患还有多少处没整改", ["17处"]),
        ("禾山中院派遣人员占在编加派遣总人数的比例", ["32.38%"]),
    ],
)
def test_what_is_done_of_what_is_due(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text


@pytest.mark.parametrize("question", ["禾山中院国家赔偿案件结案率是多少", "禾山中院破产案件还有多少件没审结"])
def test_cases_of_a_kind_that_the_report_does_not_name_are_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.ANSWERED


def test_what_is_still_to_be_done_for_a_rate_is_rounded_up(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    text = "# 青山县信访局2023年度部门整体支出绩效自评报告\n\n## 一、履职情况\n\n全年收到案件90件，84件已按时办结。\n"
    held = over({"信访局.md": text})
    answer = held.ask("信访局案件的按时办结率若要达到95%，至少还得再按时办结几件")
    assert [(value.number, value.unit) for value in answer.values] == [("2", "件")]
    assert [(v.number, v.unit) for v in held.ask("信访局案件按时办结率要达到90%，还要办结几件").values] == [("0", "件")]


HOUSES = """# 云溪县住房和城乡建设局2023年度部门整体支出绩效自评报告

## 一、基本情况

核定编制60名，其中行政编制20名、事业编制40名。2023年末在职人员52人，退休人员11人。

## 二、2023年重点工作计划

发放租赁补贴1,500户；治理危房30栋；新建停车位200个。

## 三、支出情况

| 项目名称 | 预算金额（万元） | 支出金额（万元） |
| --- | --- | --- |
| 租赁补贴 | 620.00 | 600.00 |
| 危房治理 | 320.00 | 300.00 |

## 四、绩效情况

全年向1,200户家庭发放租赁补贴，治理危房24栋，新建停车位180个。
"""


@pytest.fixture(scope="module")
def houses(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"住建局.md": HOUSES})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("住建局租赁补贴平均每户发了多少元", ["5000.00"]),
        ("住建局租赁补贴平均每户发了多少万元", ["0.50"]),
        ("住建局给多少户发放了租赁补贴", ["1200"]),
        ("住建局治理危房多少栋", ["24"]),
        ("住建局新建停车位多少个", ["180"]),
        ("住建局计划治理多少栋危房", ["30"]),
        ("住建局租赁补贴预算平均每户多少元", []),
        ("住建局租赁补贴支出预算平均每户多少元", []),
        ("住建局租赁补贴预算平均每户支出多少元", []),
        ("住建局租赁补贴平均每户支出了多少元", ["5000.00"]),
        ("住建局编制是多少，空了几个", ["60", "8"]),
        ("住建局空了多少编制", ["8"]),
        ("住建局空编几个", ["8"]),
        ("住建局空了几个行政编制", []),
    ],
)
def test_what_was_planned_is_not_what_came_of_it(houses: Assistant, question: str, values: list[str]) -> None:
    assert [value.number for value in houses.ask(question).values] == values


CLINIC = """# 禾溪县妇幼保健院2023年度部门整体支出绩效自评报告

全年支出900.00万元。核定编制96名，2023年末在职职工182人，其中编内89人、聘用93人。
"""
STATION = """# 禾溪县农技站2023年度部门整体支出绩效自评报告

全年支出300.00万元。核定编制40名，2023年末在职职工52人，其中专业人员30人、聘用人员22人。
"""


@pytest.fixture(scope="module")
def hired(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"妇幼保健院.md": CLINIC, "农技站.md": STATION})


@pytest.mark.parametrize(
    ("question", "values"),
    [("妇幼保健院空了多少编制", ["7"]), ("妇幼保健院空编几个", ["7"]), ("农技站空编几个", [])],
)
def test_who_is_hired_fills_no_post(hired: Assistant, question: str, values: list[str]) -> None:
    assert [value.number for value in hired.ask(question).values] == values


HANDS = {
    "信访局": "核定编制50名。年末在职人员58人。其中：聘用人员12人，行政人员46人。",
    "农业局": "核定编制50名。年末在职人员58人。聘用人员另有5人。",
    "司法局": "核定编制50名，年末在职人员58人，其中聘用人员12人。",
    "教育局": "核定编制120名。年末在职人员100人，其中行政人员40人、事业人员60人，聘用人员12人。",
    "林业局": "核定编制50名。年末在职人员46人，在编人员40人。聘用人员6人。",
    "商务局": "核定编制50名，年末在职人员58人。编内人员46人，聘用人员12人。",
    "体育局": "核定编制50名。年末在职人员46人。临时救助困难职工30人。",
}


@pytest.fixture(scope="module")
def hands(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    title = "# 禾溪县{}2023年度部门整体支出绩效自评报告\n\n{}\n"
    return over({f"{name}.md": title.format(name, text) for name, text in HANDS.items()})


@pytest.mark.parametrize("asked", ["空编几个？", "空了多少编制"])
@pytest.mark.parametrize(
    ("department", "values"),
    [
        *((department, []) for department in ("信访局", "农业局", "司法局")),
        *(("教育局", ["20"]), ("林业局", ["10"]), ("商务局", ["4"]), ("体育局", ["4"])),
    ],
)
def test_hired_hands_of_another_sentence_fill_no_post(
    hands: Assistant, department: str, asked: str, values: list[str]
) -> None:
    answer = hands.ask(f"{department}{asked}")
    assert [value.number for value in answer.values] == values, answer.text


SCHOOLS = """# 禾溪县教育局2023年度部门整体支出绩效自评报告

2023年全年支出1,320.00万元，其中项目支出870.00万元，基本支出450.00万元。实施项目12个。
"""


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("项目有几个", ["12个", "65.91%"]),
        ("项目一共有多少个", ["12个", "65.91%"]),
        ("项目支出是多少", ["870.00万元", "65.91%"]),
        ("项目支出多少万元", ["870.00万元", "65.91%"]),
        ("全年支出是多少", ["1320.00万元", "65.91%"]),
    ],
)
def test_what_is_asked_outright_is_of_the_measure_asked_for(
    over: Callable[[Mapping[str, str]], Assistant], asked: str, values: list[str]
) -> None:
    answer = over({"教育局.md": SCHOOLS}).ask(f"教育局{asked}，项目支出占全年支出的比重是多少？")
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text


GIVEN = """# 禾溪县住建局2023年度部门整体支出绩效自评报告

2023年全年发放租赁补贴1,200户，支出540.00万元。
"""


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("租赁补贴支出预算平均每户多少元", []),
        ("租赁补贴预算平均每户支出多少元", []),
        ("租赁补贴平均每户支出多少元", ["4500.00"]),
        ("租赁补贴平均每户实际支出了多少元", ["4500.00"]),
    ],
)
def test_what_was_spent_is_no_planned_share(
    over: Callable[[Mapping[str, str]], Assistant], asked: str, values: list[str]
) -> None:
    answer = over({"住建局.md": GIVEN}).ask(f"住建局{asked}？")
    assert [value.number for value in answer.values] == values, answer.text
