"""The whole's score, wherever a report writes it: in a table's last row, or behind its own title."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

TABLE = """# 梧岭区民政局2023年度部门整体支出绩效自评报告

全年支出300.00万元。

## 自评得分情况

| 评价维度 | 分值 | 自评得分 |
| --- | --- | --- |
| 投入 | 20 | 18.00 |
| 过程 | 30 | 28.50 |
| 效果 | 50 | 46.00 |
| 合计 | 100 | 92.50 |

发放问卷400份，回收380份，社会公众满意度94.1%。
"""
SENTENCE = """# 梧岭职业学院2023年度部门整体支出绩效自评报告

全年支出800.00万元。学院2023年度部门整体支出绩效自评总分95.40分，其中预算执行10分，得9.6分。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"民政局.md": TABLE, "职业学院.md": SENTENCE})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("民政局自评得了多少分", ["92.50"]),
        ("职业学院自评多少分", ["95.40"]),
        ("两家单位的自评得分从高到低排一下", ["95.40", "92.50"]),
        ("民政局的满意度问卷回收率是百分之几", ["95.00"]),
    ],
)
def test_the_whole_is_no_part_of_it(two: Assistant, question: str, values: list[str]) -> None:
    assert [value.number for value in two.ask(question).values] == values
