"""The basics of any report, whatever it calls them: who is meant, its score, its spending, its staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

FEDERATION = """# 青禾州残疾人联合会2023年度部门整体支出绩效自评报告

州残联编制30名，年末实有在岗人员26人。

2023年支出情况见下表。

表1 部门支出情况表（单位：万元）

| 支出类型 | 全年预算数 | 全年执行数 | 执行率 |
| --- | --- | --- | --- |
| 人员经费 | 300.00 | 295.00 | 98.33% |
| 公用经费 | 40.00 | 38.00 | 95.00% |
| 本级项目支出 | 200.00 | 190.00 | 95.00% |
| 上级补助项目支出 | 500.00 | 460.00 | 92.00% |
| 合计 | 1040.00 | 983.00 | 94.52% |

全年项目支出650.00万元，人员经费和公用经费合计333.00万元。

表2 项目支出情况表（单位：万元）

| 项目名称 | 预算数 | 执行数 | 执行率 |
| --- | --- | --- | --- |
| 辅具适配 | 200.00 | 190.00 | 95.00% |
| 康复救助 | 500.00 | 460.00 | 92.00% |
| 合计 | 700.00 | 650.00 | 92.86% |

| 指标 | 分值 | 得分 |
| --- | --- | --- |
| 预算执行率 | 40 | 37.80 |
| 服务人数 | 60 | 56.00 |
| 合计 | 100 | 93.80 |

残疾人满意度目标≥95%，实际值93.6%。
"""
CITY = """# 澜港市城市管理局2023年度部门整体支出绩效自评报告

## 一、资金情况（单位：元）

### （一）总体

| 资金类别 | 预算数 | 决算支出 |
| --- | --- | --- |
| 基本支出 | 4,100,000.00 | 4,000,000.00 |
| 项目支出 | 6,200,000.00 | 6,000,000.00 |
| 合计 | 10,300,000.00 | 10,000,000.00 |

## 二、人员

核定编制60名，实有人员55人。

## 三、结论

澜港市城管局2023年度部门整体绩效得分96.20分。
"""
CENTRE = """# 白榆县疾病预防控制中心2023年度部门整体支出绩效自评报告

中心在编职工41人。

2023年“三公”经费决算数合计5.00万元，技能竞赛支出数12.00万元。本年支出合计700.00万元，其中基本支出450.00万元，项目支出250.00万元。

自评总分95.10分。
"""


@pytest.fixture(scope="module")
def three(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"残联.md": FEDERATION, "城管.md": CITY, "疾控.md": CENTRE})


OF = {
    "残联": ("残联", "州残联", "青禾残联", "青禾州残联"),
    "城管": ("城管局", "市城管局", "澜港城管局", "城管"),
    "疾控": ("疾控", "疾控中心", "县疾控", "白榆疾控", "白榆县疾控中心"),
}
FIGURES = {
    "残联": {"score": "93.80", "total": "983.00", "projects": "650.00", "staff": "26"},
    "城管": {"score": "96.20", "total": "10000000.00", "projects": "6000000.00", "staff": "55"},
    "疾控": {"score": "95.10", "total": "700.00", "projects": "250.00", "staff": "41"},
}
ASKED = {
    "score": ("自评总分是多少", "的综合得分", "自评得分多少"),
    "total": ("全年实际支出是多少", "的支出总额是多少", "实际支出合计多少"),
    "projects": ("项目支出总额是多少", "的项目支出是多少"),
    "staff": ("现有人手有多少", "的在职人数是多少"),
}


@pytest.mark.parametrize("what", sorted(ASKED))
@pytest.mark.parametrize("whose", sorted(OF))
def test_each_short_name_and_each_wording_gives_the_whole(three: Assistant, whose: str, what: str) -> None:
    for name in OF[whose]:
        for asked in ASKED[what]:
            answer = three.ask(f"{name}{asked}？")
            given = [value.number.replace(",", "") for value in answer.values]
            assert given == [FIGURES[whose][what]], (name, asked, answer.text)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("手头这三份自评报告，自评总分从高到低排一下", ["96.20", "95.10", "93.80"]),
        ("按现有人手（在职、在编或实有人员）排个队，三家从多到少各有多少人？", ["55", "41", "26"]),
        ("不管年度，把这三家报告里的全年实际支出简单加总，是多少万元？", ["2683.00"]),
        ("残联和疾控谁的项目支出多，多多少？", ["400.00"]),
        ("青禾残联的项目支出总执行率是多少", ["92.86"]),
        ("残联项目支出执行率", ["92.86"]),
    ],
)
def test_no_report_that_states_it_is_left_out(three: Assistant, question: str, values: list[str]) -> None:
    answer = three.ask(question)
    assert [Decimal(value.number) for value in answer.values][: len(values)] == list(map(Decimal, values)), answer.text


@pytest.mark.parametrize(
    "question", ["满意度达标没有？", "执行率垫底的是哪个项目？", "花钱最多的是哪个项目", "州里那家单位和市里那家呢"]
)
def test_a_project_or_a_target_of_nobody_is_asked_back(three: Assistant, question: str) -> None:
    answer = three.ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values


@pytest.mark.parametrize(
    ("question", "number"),
    [("州里那家单位一年花了多少钱", "983.00"), ("县里那个单位的自评得分是多少", "95.10")],
)
def test_a_level_of_government_tells_the_one_department_of_it(three: Assistant, question: str, number: str) -> None:
    assert [value.number for value in three.ask(question).values] == [number]


@pytest.mark.parametrize(
    "question",
    [
        "多大的金额上局长办公会？",
        "承担市城管局项目的单位有什么要求？",
        "疾控机构有哪些？",
        "请问残联表1合计执行数是多少？",
    ],
)
def test_words_before_an_organ_make_no_other_department(three: Assistant, question: str) -> None:
    assert "语料库里没有" not in three.ask(question).text


def test_what_asks_for_a_share_is_given_no_amount(three: Assistant) -> None:
    for whose in OF:
        answer = three.ask("项目支出占比多少？", [f"{whose}项目支出是多少？"])
        assert all(value.unit == "%" for value in answer.values), answer.text


def test_a_year_that_no_report_is_of_has_no_whole(three: Assistant) -> None:
    for whose in OF:
        assert three.ask(f"{whose}2022年全年的部门支出是多少").status is not Status.ANSWERED


@pytest.mark.parametrize("name", ["番岭县城管局", "白榆县残联", "澜港市疾控中心"])
def test_another_regions_department_stays_unheard_of(three: Assistant, name: str) -> None:
    answer = three.ask(f"{name}自评得分是多少")
    assert answer.status is Status.REFUSED, answer.text


def test_a_chinese_name_in_brackets_is_the_english_one(three: Assistant) -> None:
    answer = three.ask("What is the self-evaluation score of Langang city management bureau (澜港城管局)?")
    assert [value.number for value in answer.values] == ["96.20"], answer.text


PURCHASES = """# 白鹿市卫生局2023年度部门整体支出绩效自评报告

全年收入合计900.00万元，支出合计880.00万元。全年政府采购预算236.00万元，实际采购224.20万元，政府采购执行率95.00%。
"""


@pytest.mark.parametrize("asked", ["预算执行率是多少", "预算完成了百分之几", "全年预算执行率"])
def test_no_part_of_the_money_gives_the_rate_of_the_whole(
    over: Callable[[Mapping[str, str]], Assistant], asked: str
) -> None:
    answer = over({"卫生局.md": PURCHASES}).ask("白鹿市卫生局" + asked)
    assert not any(value.number.startswith("95") for value in answer.values), answer.text
