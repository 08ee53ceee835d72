"""One row of a table: every column of every row, in the words in which people ask, and what the columns give."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 桐川县水利局2023年度部门整体支出绩效自评报告

## 一、项目支出

表1 项目支出情况表（单位：万元）

| 项目名称 | 年初预算 | 调整后预算 | 支出数 | 执行率 | 责任科室 |
| --- | --- | --- | --- | --- | --- |
| 山塘整治工程 | 310.00 | 342.50 | 301.40 | 88.00% | 建管科 |
| 农村供水管护 | 120.00 | 120.00 | 118.80 | 99.00% | 水保科 |
| 防汛物资储备 | 85.00 | 96.00 | 60.48 | 63.00% | 防办 |

## 二、指标完成情况

表2 绩效自评表

| 指标名称 | 分值 | 目标值 | 实际完成值 | 得分 | 偏差原因 |
| --- | --- | --- | --- | --- | --- |
| 整治山塘座数 | 10 | 18座 | 15座 | 8.3 | 征地滞后 |
| 供水水质达标率 | 12 | ≥95% | 96.4% | 12 | |
| 用水户满意度 | 9 | ≥90% | 84.5% | 7 | 水费政策宣传少 |
"""
PROJECTS = {
    "山塘整治工程": ("310.00万元", "342.50万元", "301.40万元", "88.00%"),
    "农村供水管护": ("120.00万元", "120.00万元", "118.80万元", "99.00%"),
    "防汛物资储备": ("85.00万元", "96.00万元", "60.48万元", "63.00%"),
}
INDICATORS = {
    "整治山塘座数": ("18座", "15座", "8.3分", "10分"),
    "供水水质达标率": ("95%", "96.4%", "12分", "12分"),
    "用水户满意度": ("90%", "84.5%", "7分", "9分"),
}


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"水利局.md": REPORT})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize("row", PROJECTS)
@pytest.mark.parametrize(
    ("wording", "columns"),
    [
        ("水利局{r}这个项目，年初预算和全年支出数各是多少？", (0, 2)),
        ("项目支出情况表里{r}那一行，调整后预算、支出数、执行率都报给我", (1, 2, 3)),
        ("{r}年初预算多少，最后花了多少，执行率呢", (0, 2, 3)),
        ("水利局{r}批了多少预算，实际支出多少", None),
        ("{r}执行率是多少，由哪个科室负责", (3,)),
    ],
)
def test_columns_of_a_project(held: Assistant, row: str, wording: str, columns: tuple[int, ...] | None) -> None:
    answer = held.ask(wording.format(r=row))
    if columns is None:  # which of two budgets is not said
        assert set(shown(answer)) <= set(PROJECTS[row])
    else:
        assert shown(answer) == [PROJECTS[row][column] for column in columns]


@pytest.mark.parametrize("row", INDICATORS)
@pytest.mark.parametrize(
    ("wording", "columns"),
    [
        ("水利局{r}的目标值是多少，实际做到了多少？", (0, 1)),
        ("自评表里{r}实际完成多少，得了几分？", (1, 2)),
        ("{r}满分几分，得了几分", (3, 2)),
    ],
)
def test_columns_of_an_indicator(held: Assistant, row: str, wording: str, columns: tuple[int, ...]) -> None:
    answer = held.ask(wording.format(r=row))
    assert shown(answer) == [INDICATORS[row][column] for column in columns]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("水利局山塘整治工程还剩多少没花完", ["41.10万元"]),
        ("防汛物资储备年中追加了多少", ["11.00万元"]),
        ("整治山塘座数离目标差多少", ["3座"]),
        ("用水户满意度扣了几分", ["2分"]),
    ],
)
def test_what_the_columns_give_is_worked_out(held: Assistant, question: str, values: list[str]) -> None:
    answer = held.ask(question)
    assert shown(answer) == values
    assert answer.calculations


@pytest.mark.parametrize(("row", "why"), [("整治山塘座数", "征地滞后"), ("用水户满意度", "水费政策宣传少")])
def test_points_and_why_some_are_lacking(held: Assistant, row: str, why: str) -> None:
    answer = held.ask(f"水利局的{row}这项得了几分，为啥没拿满")
    assert shown(answer) == [INDICATORS[row][2]]
    assert why in answer.text


def test_nothing_is_made_up_where_no_point_is_lacking(held: Assistant) -> None:
    answer = held.ask("水利局的供水水质达标率这项得了几分，为啥没拿满")
    assert "12分" in answer.text
    assert "没有找到：为什么没拿满" in answer.text


def test_a_cell_of_words_is_quoted_with_its_row(held: Assistant) -> None:
    answer = held.ask("整治山塘座数得了几分，什么原因扣的")
    assert "征地滞后" in answer.text


@pytest.mark.parametrize(
    "question",
    ["水利局山塘整治工程2020年决算支出多少，得了几分", "防汛物资储备的加班费支出多少，执行率多少"],
)
def test_what_the_row_does_not_hold_is_not_given(held: Assistant, question: str) -> None:
    answer = held.ask(question)
    assert answer.status is not Status.ANSWERED or not answer.values


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("水利局哪些指标扣了分", "整治山塘座数", "供水水质达标率"),
        ("请列出水利局被扣分的三级指标", "用水户满意度", "供水水质达标率"),
        ("水利局哪几个指标得了满分", "供水水质达标率", "用水户满意度"),
    ],
)
def test_the_indicators_that_lost_points(held: Assistant, question: str, has: str, lacks: str) -> None:
    told = held.ask(question).text.split("。")[0]
    assert has in told
    assert lacks not in told


def test_a_further_clause_is_asked_of_the_row_that_was_found(held: Assistant) -> None:
    assert shown(held.ask("水利局三个项目里执行率最低的是哪个，预算还有多少没用完")) == ["63.00%", "35.52万元"]


def test_a_column_is_asked_for_by_its_own_head(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    text = """# 桐川县文旅局2023年度部门整体支出绩效自评报告

表1 所属单位情况表（单位：万元）

| 单位 | 可用资金 | 实际支出金额 | 实际支出专项业务支出 | 资金使用率 |
| --- | --- | --- | --- | --- |
| 图书馆 | 184.20 | 179.00 | 69.80 | 97.18% |
| 文化馆 | 96.50 | 94.10 | 32.50 | 97.51% |
"""
    held = over({"文旅局.md": text})
    assert shown(held.ask("桐川县图书馆可用资金和实际支出分别是多少")) == ["184.20万元", "179.00万元"]
