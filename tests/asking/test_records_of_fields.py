"""Indicators written a line each, field behind field, are read as the rows of a table are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.reading.joining import FIELDS

REPORT = """澄阳县中医院2023年度部门整体支出绩效自评报告
一、评分情况
A 产出
A1 门诊人次　目标：{aim}人次　完成：{came}人次　权重：10　得分：10
A2 中药饮片占比　目标：{low}%以上　完成：{share}%　权重：10　得分：9
B 满意度
B1 住院患者满意度　目标：92%以上　完成：{patients}%　权重：5　得分：5
B2 职工满意度　目标：85%以上　完成：{staff}%　权重：5　得分：4
合计　权重：30　得分：28
"""
ROWS = (
    {"aim": "45000", "came": "48600", "low": "30", "share": "31.4", "patients": "93.5", "staff": "81.2"},
    {"aim": "12000", "came": "11450", "low": "42", "share": "40.8", "patients": "90.1", "staff": "86.7"},
)


@pytest.fixture(scope="module", params=range(len(ROWS)))
def hospital(
    over: Callable[[Mapping[str, str]], Assistant], request: pytest.FixtureRequest
) -> tuple[Mapping[str, str], Assistant]:
    row = ROWS[request.param]
    return row, over({"report.txt": REPORT.format(**row)})


@pytest.mark.parametrize(
    ("asks", "field"),
    [
        ("中药饮片占比多少", "share"),
        ("中药饮片占比是多少", "share"),
        ("住院患者满意度", "patients"),
        ("职工满意度是多少", "staff"),
        ("门诊人次多少", "came"),
        ("门诊人次目标多少", "aim"),
        ("中药饮片占比的目标是多少", "low"),
    ],
)
def test_a_field_is_that_of_its_line(hospital: tuple[Mapping[str, str], Assistant], asks: str, field: str) -> None:
    row, assistant = hospital
    answer = assistant.ask(f"澄阳县中医院{asks}")
    assert [value.number for value in answer.values] == [row[field]], answer.text


@pytest.mark.parametrize(("name", "field", "aim"), [("住院患者满意度", "patients", 92), ("职工满意度", "staff", 85)])
@pytest.mark.parametrize("asks", ["{name}达标了吗", "{name}{number}%达标了吗", "{name}是{number}%，达标了没有"])
def test_a_line_holds_its_target(
    hospital: tuple[Mapping[str, str], Assistant], asks: str, name: str, field: str, aim: int
) -> None:
    row, assistant = hospital
    answer = assistant.ask(f"澄阳县中医院{asks.format(name=name, number=row[field])}")
    reached = float(row[field]) >= aim
    assert [value.number for value in answer.values] == [row[field]], answer.text
    assert ("没有达到目标" in answer.text) is not reached
    assert ("超过目标" in answer.text) is reached


def test_each_line_stands_for_itself(hospital: tuple[Mapping[str, str], Assistant]) -> None:
    answer = hospital[1].ask("澄阳县中医院职工满意度是多少")
    assert [citation.quote.strip()[:2] for citation in answer.citations] == ["B2"]


def test_a_long_line_of_fields_without_spaces_is_looked_at_once() -> None:
    line = "填报单位名称：某某市某某区某某局办公室联系人员" * 60
    assert FIELDS.search(line + "。") is None  # each way to part the fields tried with all others would never end
    assert FIELDS.search(line) is not None
