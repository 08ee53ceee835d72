"""The shares of basic and project spending: 的比例 is a share of all spending, and no rate of their own budgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

OFFICE = """# 桐山县政府办2023年度部门整体支出绩效自评报告

全年预算数820.00万元，执行数800.00万元。其中基本支出600.00万元，完成预算数的99.9%，项目支出200.00万元，完成预算数的93.0%。
"""
BUREAU = """# 桐山县民政局2023年度部门整体支出绩效自评报告

全年预算数510.00万元，执行数500.00万元。其中基本支出100.00万元，完成预算数的99.5%，项目支出400.00万元，完成预算数的97.8%。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"政府办.md": OFFICE, "民政局.md": BUREAU})


@pytest.mark.parametrize(
    "question",
    [
        "基本支出和项目支出的比例，两家都列一下",
        "各部门基本支出和项目支出的比例",
        "两家单位的基本支出、项目支出比重列个表",
        "基本支出和项目支出各占多少，各家都列出来",
        "各部门基本支出和项目支出分别占多少",
        "各单位基本支出与项目支出之比",
    ],
)
def test_both_shares_of_each(two: Assistant, question: str) -> None:
    answer = two.ask(question)
    assert sorted(float(value.number) for value in answer.values) == [20.0, 25.0, 75.0, 80.0], answer.text
    assert {value.unit for value in answer.values} == {"%"}


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("桐山县政府办基本支出和项目支出的比例是多少", [75.0, 25.0]),
        ("桐山县民政局项目支出的比例是多少", [80.0]),
        ("桐山县政府办基本支出的比例", [75.0]),
        ("桐山县民政局基本支出比重多大", [20.0]),
    ],
)
def test_of_one(two: Assistant, question: str, values: list[float]) -> None:
    answer = two.ask(question)
    assert [float(value.number) for value in answer.values] == values, answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What percentage of its basic-expenditure (基本支出) budget did the 桐山县政府办 complete in 2023?", "99.9"),
        ("What percentage of its basic expenditure budget did 桐山县民政局 complete?", "99.5"),
        ("What share of its project expenditure budget was spent by 桐山县政府办?", "93.0"),
    ],
)
def test_how_much_of_its_own_budget_was_carried_out(two: Assistant, question: str, value: str) -> None:
    answer = two.ask(question)
    assert [float(one.number) for one in answer.values] == [float(value)], answer.text
