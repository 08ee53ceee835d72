"""Questions whose second part leans on the first: a stage of the budget, a measure word, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

STREET = """锦川市松桥街道办事处2023年度部门整体支出绩效自评报告

一、资金情况

2023年年初预算2,120.00万元，全年支出2,086.00万元。年初结转结余8.10万元，年末结转结余6.30万元。三公经费年初预算18.50万元，实际支出14.20万元，其中公务接待费3.30万元，国内公务接待21批次、164人次。

表1 项目支出情况（单位：万元）

| 项目名称 | 年初预算数 | 全年预算数 | 决算数 |
| --- | --- | --- | --- |
| 社区养老 | 260.00 | 275.00 | 271.50 |
| 办公用房维修 | 30.00 | 30.00 | 29.10 |
| 聘请中介机构服务 | 12.00 | 12.00 | 11.60 |
| 河道保洁 | 90.00 | 96.00 | 88.40 |

二、履职情况

下设6个科室、3个中心。纠纷起数比上年下降8.5%，水电费比上年增加4.2%。安置费到账经费660.00万元，惠民补贴发放220.00万元，资助群众1,080人次。绿占比38.2%，绿化支出48.00万元。
全年调处纠纷92件；开展消防培训6期、310人次；组织疏散演练5次，疏散居民120户345人。
开展安全检查48次，指标完成率为120%。形成调研报告3篇。全街道辖9个行政村、4个社区。

编制床位80张，实际开放床位96张，核定行政编制26名，事业编制38名。

| 三级指标 | 分值 | 得分 |
| --- | --- | --- |
| 社区养老覆盖率 | 12 | 10.5 |

三、自评结论

自评得分93.60分，评价等级为优。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"street.md": STREET})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("松桥街道三公经费预算多少，实际花了多少", ["18.50万元", "14.20万元"]),
        ("松桥街道社区养老年初预算是多少，花了多少", ["260.00万元", "271.50万元"]),
        ("松桥街道年初预算多少，实际支出多少", ["2120.00万元", "2086.00万元"]),
        ("松桥街道公务接待花了多少钱，有多少人次", ["3.30万元", "164人次"]),
        ("松桥街道消防培训办了几期，有多少人", ["6期", "310人次"]),
        ("松桥街道疏散了多少户 多少人", ["120户", "345人"]),
        ("松桥街道有多少个村", ["9个"]),
        ("松桥街道社区养老覆盖率得了几分满分几分", ["10.5分", "12分"]),
        ("松桥街道年初年末结转各多少", ["8.10万元", "6.30万元"]),
        ("松桥街道社区养老年初预算多少花了多少", ["260.00万元", "271.50万元"]),
        ("松桥街道社区养老年初预算多少，用了多少", ["260.00万元", "271.50万元"]),
        ("松桥街道公务接待批次和人次各是多少", ["21批次", "164人次"]),
        ("松桥街道 2023 三公 经费 花了 多少", ["14.20万元"]),
        ("松桥街道绿占比系几多", ["38.2%"]),
        ("松桥街道有几个科室几个中心", ["6个", "3个"]),
        ("松桥街道惠民补贴发了多少钱，惠及多少人次", ["220.00万元", "1080人次"]),
        ("松桥街道疏散演练计划搞4次，实际搞了多少次", ["5次"]),
        ("松桥街道水电费涨了百分之几", ["4.2%"]),
        ("松桥街道水电费比上年增加百分之几", ["4.2%"]),
        ("松桥街道疏散了多少居民，分了几次", ["345人", "5次"]),
        ("松桥街道安置费目标是500万，实际到账多少万", ["660.00万元"]),
        ("松橋街道三公經費花咗幾多", ["14.20万元"]),
        ("松桥街道编制床位只有80张，实际开放的床位有多少张？", ["96张"]),
        ("松桥街道核定行政编制26名，事业编制有多少名", ["38名"]),
        ("松桥街道评分表里社区养老覆盖率这项指标分值几分、得了几分？", ["12分", "10.5分"]),
        ("松桥街道社区养老覆盖率那项权重几分，实际得几分", ["12分", "10.5分"]),
        (
            "How much did 松桥街道 spend on official receptions (公务接待), and for how many visitors?",
            ["3.30万元", "164人次"],
        ),
        (
            "What was 松桥街道's three public expenses (三公经费) budget, and how much was actually spent?",
            ["18.50万元", "14.20万元"],
        ),
        ("How many safety inspections did 松桥街道 carry out, and what was the completion rate?", ["48次", "120%"]),
        ("What overall self-evaluation score did 松桥街道 give itself, and which grade is that?", ["93.60分"]),
        ("How many research reports did 松桥街道 produce?", ["3篇"]),
        ("How many villages does 松桥街道 govern?", ["9个"]),
    ],
)
def test_each_part_is_answered(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == values, answer.text


def test_english_parts_are_said_in_english(assistant: Assistant) -> None:
    answer = assistant.ask("How many safety inspections did 松桥街道 carry out, and did that meet the target?")
    assert "above the target" in answer.text
    assert "超过" not in answer.text


@pytest.mark.parametrize("question", ["松桥街道办公用房维修的是哪栋楼？", "松桥街道聘请的中介机构是哪几家"])
def test_no_row_stands_for_a_name(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.REFUSED


def test_a_change_is_not_given_the_other_way(assistant: Assistant) -> None:
    assert assistant.ask("松桥街道纠纷起数增加了百分之几").status is not Status.ANSWERED


ZONE = """锦安市青岭高新技术产业园管理中心2023年度部门整体支出绩效自评报告

全年惠及企业312家，排查隐患640处，整改率97.5%。年末结转结余21.40万元。自评得分91.20分，评价等级为优。
"""
FARMS = """锦安市农业农村局2023年度部门整体支出绩效自评报告

2023年项目支出756.30万元。治理河道18.6公里。自评得分90.10分。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"zone.md": ZONE, "farms.md": FARMS})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("How much was the Jin'an Agriculture and Rural Affairs Bureau's project expenditure in 2023?", ["756.30万元"]),
        ("How many kilometers of river did the Jin'an Bureau of Agriculture and Rural Affairs treat?", ["18.6公里"]),
        ("How many enterprises did the Qingling Industrial Zone benefit?", ["312家"]),
        ("How many hidden dangers did Qingling find and what was the rectification rate?", ["640处", "97.5%"]),
    ],
)
def test_english_names_of_departments_leave_no_words(two: Assistant, question: str, values: list[str]) -> None:
    answer = two.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [f"{v.number}{v.unit}" for v in answer.values] == values, answer.text
