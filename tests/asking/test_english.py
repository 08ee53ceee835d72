"""Questions in English are answered in English; what the reports say stays as they say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

SWIM = """# 云溪县体育中心2023年度部门整体支出绩效自评报告

## 一、基本情况

全年支出480.00万元，其中基本支出400.00万元、项目支出80.00万元，预算执行率96.00%。自评得分96.20分。

## 二、存在的主要问题

一是泳池维修因雨季延后，工期安排不够合理；二是部分设备采购滞后。
"""
BOOKS = """# 云溪县图书馆2023年度部门整体支出绩效自评报告

## 一、基本情况

全年支出900.00万元，其中基本支出360.00万元、项目支出540.00万元，预算执行率100.00%。自评得分99.00分。

## 二、存在的主要问题

一是图书编目进度偏慢。
"""
OWN = re.compile("“[^”]*”|云溪县(?:体育中心|图书馆)|20\\d\\d年|[\u4e00-\u9fff]*(?:支出|得分|率)|[万亿]?元|分|%")


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"体育中心.md": SWIM, "图书馆.md": BOOKS})


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Which department spent the most?", "Highest 总支出: 云溪县图书馆900.00万元[1]"),
        ("Which department has the lowest score?", "Lowest 自评得分: 云溪县体育中心96.20分[1]"),
        ("What is the average score of the departments?", "on average 97.6"),
        ("What share of total spending is basic expenditure in each department?", "83.33% of"),
        ("Which departments scored above 97?", "above 97: 云溪县图书馆99.00分"),
        ("List the basic expenditure of every department", "云溪县体育中心400.00万元[1]; 云溪县图书馆360.00万元[2]"),
        ("Rank the departments by execution rate", "from high to low:"),
    ],
)
def test_what_is_computed_is_said_in_english(held: Assistant, question: str, has: str) -> None:
    answer = held.ask(question)
    assert answer.status is Status.ANSWERED
    assert has in answer.text
    assert not re.search("[\u4e00-\u9fff，。；：（）]", OWN.sub("", answer.text))


FIRE = """# 云溪县明湖区消防支队2023年度部门整体支出绩效自评报告

## 一、基本情况

全年预算数500.00万元，全年支出490.00万元，其中基本支出300.00万元。预算执行率98.00%。自评得分95.00分。
"""
FORESTRY = """# 云溪县白石区林业局2023年度部门整体支出绩效自评报告

## 一、基本情况

全年预算数800.00万元，全年支出760.00万元，其中基本支出410.00万元。预算执行率95.00%。自评得分93.50分。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"消防支队.md": FIRE, "林业局.md": FORESTRY})


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("How much more did Baishi spend than Minghu?", "270.00"),
        ("Which has the higher score, Baishi or Minghu?", "消防支队 is higher, by 1.50分"),
        ("Which has the lower score, Baishi or Minghu?", "林业局 is lower, by 1.50分"),
        ("What were the basic expenditures of Baishi and Minghu?", "410.00万元"),
        ("Total spending of Minghu and Baishi together?", "1250.00万元 in total"),
        ("What was Minghu's total spending in yuan?", "4900000元"),
        ("How much budget was left unspent in Minghu?", "10.00万元"),
        ("What percentage of the budget did Minghu spend?", "98.00%"),
    ],
)
def test_departments_are_named_by_their_regions(two: Assistant, question: str, has: str) -> None:
    answer = two.ask(question)
    assert answer.status is Status.ANSWERED
    assert has in answer.text


def test_a_follow_up_says_in_english_how_it_was_understood(two: Assistant) -> None:
    answer = two.ask("how many points short of 100 is it?", ["What score did Minghu get?"])
    assert [value.number for value in answer.values] == ["5.00"]
    assert "understood as" in answer.text


def test_a_sentence_of_a_report_stays_as_it_is(held: Assistant) -> None:
    answer = held.ask("What problems are there?")
    assert "一是泳池维修因雨季延后，工期安排不够合理；" in answer.text


FARMS = """# 云溪县松坪区农业农村局2023年度部门整体支出绩效自评报告

2023年总支出900.00万元，预算执行率95.00%。
"""
RESCUE = """# 云溪县明湖区消防救援大队2023年度部门整体支出绩效自评报告

2023年总支出800.00万元，预算执行率90.00%。
"""
INSURED = """# 云溪县清河区医疗保障服务中心2023年度部门整体支出绩效自评报告

2023年总支出700.00万元，预算执行率97.00%。
"""


@pytest.fixture(scope="module")
def organs(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"农业局.md": FARMS, "消防大队.md": RESCUE, "服务中心.md": INSURED})


@pytest.mark.parametrize(
    ("whose", "values"),
    [
        ("Songping's", ["900.00"]),
        ("Minghu fire and rescue services' total", ["800.00"]),
        ("the Minghu rescue service's total", ["800.00"]),
        ("Qinghe Medical Insurance Service Center's total", ["700.00"]),
        ("Songping's public services", []),
        ("Songping's general public services", []),
        ("Songping's social services", []),
        ("Songping's union", []),
    ],
)
def test_an_expense_is_no_part_of_an_english_name(organs: Assistant, whose: str, values: list[str]) -> None:
    answer = organs.ask(f"What was {whose} spending in 2023?")
    assert [value.number for value in answer.values] == values, answer.text
