"""Questions in everyday words, of rows and of heads of tables, asked through the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.wording.everyday import in_office_words
from heshu.records import Status

COURT = """云岭市松坪区人民法院2023年度部门整体支出绩效自评报告

一、履职情况

全年受理各类案件8,642件，审结8,118件。受理案件数比2022年的8,210件增长5.26%。“三公”经费支出42.18万元。

二、评分情况

| 一级指标 | 权重分 | 得分 | 扣分原因 |
| --- | --- | --- | --- |
| 产出指标 | 50 | 47.5 | 小额诉讼占比未达标 |
| 效益指标 | 50 | 50 | |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"court.md": COURT})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("亲，麻烦问下哈，松坪区法院去年（2023）审结了几多案子捏", "8118件"),
        ("松坪区法院2023年还有多少件案子没审结？", "524件"),
        ("审计底稿：松坪区法院受理案件同比增长6.25%。属实吗？", "5.26%"),
        ("松坪区法院“三公”总额写成52.18万元是不是写错了？", "42.18万元"),
    ],
)
def test_everyday_words_find_the_figure(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert [f"{v.number}{v.unit}" for v in answer.values] == [value], answer.text


def test_a_row_is_quoted_and_not_its_heads(assistant: Assistant) -> None:
    answer = assistant.ask("松坪区法院“产出指标”扣分的原因写的什么？")
    assert "小额诉讼占比未达标" in answer.text
    assert "一级指标 权重分" not in answer.text


@pytest.mark.parametrize("text", ["买了多少书？", "买了多少本新书", "采购了几册图书，花了多少钱"])
def test_books_bought_are_books(text: str) -> None:
    assert "新购图书" in in_office_words(text)


@pytest.mark.parametrize(
    "text", ["买了多少书桌？", "买了多少书包", "采购多少图书设备", "买了几本书法作品？", "购置多少书架"]
)
def test_what_only_begins_as_books_is_none(text: str) -> None:
    assert "新购图书" not in in_office_words(text)
