"""One row of a table: its columns held against each other, its target, and a column that names no row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

SCHOOLS = """禾山区教育局2023年度部门整体支出绩效自评报告

一、收支

| | 2021年 | 2022年 | 2023年 |
| --- | --- | --- | --- |
| 总支出（万元） | 905.40 | 986.12 | 1,018.26 |
| 预算执行率 | 97.85% | 98.12% | 98.46% |

二、重点项目（单位：万元）

| 项目 | 预算安排 | 其中：上级资金 | 本级资金 | 实际使用 | 使用率 | 主管科室 |
| --- | --- | --- | --- | --- | --- | --- |
| 校舍改造 | 600.00 | 400.00 | 200.00 | 570.00 | 95.00% | 基建科 |
| 学前奖补 | 385.00 | 154.00 | 231.00 | 385.00 | 100.00% | 学前科 |
| 教师培训 | 68.00 | 0.00 | 68.00 | 61.20 | 90.00% | 人事科 |

三、指标

| 指标 | 目标值 | 完成值 |
| --- | --- | --- |
| 辅具适配件数 | 1500件 | 1426件 |
| 送教上门人数 | 320人 | 342人 |

家长满意度目标95%，实际93.8%。资产清查发现236件无账，原值418.6万元，已核销152.4万元。
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"schools.md": SCHOOLS})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("禾山区教育局学前奖补里上级资金占几成", ["40.00%"]),
        ("禾山区教育局哪个项目使用率最低", ["90.00%"]),
        ("禾山区教育局辅具适配件数完成率是多少", ["95.07%"]),
        ("禾山区教育局家长满意度目标和实际差几个百分点", ["1.2百分点"]),
        ("禾山区教育局无账资产原值还有多少没核销", ["266.2万元"]),
        ("禾山区教育局2021年预算执行率是多少", ["97.85%"]),
        ("禾山区教育局总支出2023年比2021年增长了百分之几", ["12.47%"]),
    ],
)
def test_one_row_and_what_it_gives(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text


def test_a_column_without_its_row_is_asked_back(assistant: Assistant) -> None:
    assert assistant.ask("禾山区教育局上级资金是多少").status is not Status.ANSWERED
