"""What leans on the figure asked for last, however it is said: its share, unit, check, and the figure beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

REPORT = """# 云岭县{name}2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算安排{first}万元，调整预算数{adjusted}万元。2023年总支出{spent}万元，其中基本支出{basic}万元、项目支出{project}万元。
"""
FIGURES = {
    "气象局": {"first": "480.00", "adjusted": "528.00", "spent": "500.00", "basic": "300.00", "project": "200.00"},
    "地震局": {"first": "90.00", "adjusted": "99.00", "spent": "96.00", "basic": "60.00", "project": "36.00"},
}
LEANING = {
    "60.00%": (
        "占比多少", "占总支出的百分之几", "占多少", "比重呢", "它占总支出比例多少", "占了几成",
    ),
    "200.00万元": ("那项目支出呢", "项目支出是多少", "换成项目支出呢", "项目支出有多少"),
    "60.00万元": ("那地震局呢", "地震局的是多少", "换成地震局", "地震局有多少"),
    "0.0300亿元": ("换成亿元", "是多少亿元", "折合多少亿", "用亿元表示"),
    "25.00万元": ("平均每月多少", "月均呢", "平均到每个月是多少"),
    "300.00万元": ("这个数对吗", "没写错吧", "核一下", "准确吗", "确定吗"),
    "100.00万元": ("比项目支出多多少", "和项目支出差多少", "跟项目支出相差多少"),
    "500.00万元": ("加上项目支出呢", "和项目支出一共多少", "加项目支出是多少"),
}  # fmt: skip


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({f"{name}.md": REPORT.format(name=name, **figures) for name, figures in FIGURES.items()})


@pytest.mark.parametrize(
    ("follow_up", "value"), [(follow_up, value) for value, said in LEANING.items() for follow_up in said]
)
def test_it_is_of_the_figure_asked_for_last(held: Assistant, follow_up: str, value: str) -> None:
    answer = held.ask(follow_up, ["气象局基本支出是多少"])
    assert answer.status is Status.ANSWERED, answer.text
    number, unit = value.rstrip("万亿元%"), value.lstrip("0123456789.")
    assert any(one.unit == unit and float(one.number) == float(number) for one in answer.values), answer.text


@pytest.mark.parametrize(
    ("history", "question", "values"),
    [
        (["气象局年初预算多少", "调整预算数呢"], "涨了百分之几", ["10.00%"]),
        (["气象局基本支出多少", "项目支出呢"], "基本的是项目的几倍", ["1.50倍"]),
        (["气象局基本支出多少"], "项目的呢 占百分之几", ["200.00万元", "40.00%"]),
    ],
)
def test_it_is_of_the_figures_spoken_of(held: Assistant, history: list[str], question: str, values: list[str]) -> None:
    assert [f"{value.number}{value.unit}" for value in held.ask(question, history).values] == values
