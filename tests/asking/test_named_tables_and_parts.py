"""A table that is spoken of by its number, the rows that a row is made of, and claims about all or about the most."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.evidence.figures import TABLE_NAMED
from heshu.records import Answer, Status, Verdict

REPORT = """# 清溪县教育局2024年度部门整体支出绩效自评报告

## 一、基本情况

为37名烈属寻亲成功11名。培训教师120名，120名教师全部取得证书。

## 二、支出

**表1　预算执行情况表（单位：万元）**

| 支出类别 | 全年预算数 | 执行数 | 执行率 |
| --- | ---: | ---: | ---: |
| 人员经费 | 800.00 | 790.00 | 98.75% |
| 公用经费 | 100.00 | 96.00 | 96.00% |
| 项目支出 | 600.00 | 540.00 | 90.00% |
| 合计 | 1,500.00 | 1,426.00 | 95.07% |

**表2　项目支出明细表（单位：万元）**

| 项目名称 | 全年预算数 | 执行数 | 执行率 |
| --- | ---: | ---: | ---: |
| 薄弱学校改造 | 400.00 | 350.00 | 87.50% |
| 营养改善 | 150.00 | 145.00 | 96.67% |
| 校园安全 | 50.00 | 45.00 | 90.00% |
| 合计 | 600.00 | 540.00 | 90.00% |

## 三、自评

自评得分93.50分，共扣6.70分，具体见表3。

**表3　评分表**

| 指标 | 分值 | 得分 |
| --- | ---: | ---: |
| 预算执行率 | 10 | 9.50 |
| 培训人数 | 50 | 48.00 |
| 改造学校 | 40 | 36.00 |
| 合计 | 100 | 93.50 |
"""
NESTED = """清溪县民政局2023年度部门整体支出绩效自评报告

一、支出情况

附表1  预算执行情况表        单位：万元

项目                      全年预算      实际支出      执行率
基本支出                  1,187.00      1,186.42      99.95%
项目支出                  2,626.00      2,525.86      96.19%
  困难群众救助            1,540.00      1,513.41      98.27%
  养老服务建设            1,086.00      1,012.45      93.23%
总计                      3,813.00      3,712.28      97.36%
"""
COLUMNS = {"执行数": ("1426.00", "540.00"), "全年预算数": ("1500.00", "600.00")}


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"教育局.md": REPORT, "民政局.txt": NESTED})


def shown(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values]


@pytest.mark.parametrize("table", [1, 2])
@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("form", ["表{n}{c}合计是多少", "表{n}里{c}合计多少", "表{n}的{c}合计是多少万元"])
def test_a_total_is_that_of_the_table_named(held: Assistant, table: int, column: str, form: str) -> None:
    answer = held.ask("清溪县教育局" + form.format(n=table, c=column))
    assert shown(answer) in ([f"{COLUMNS[column][table - 1]}万元"], []), answer.text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("表2的合计", "2"),
        ("附表一里", "一"),
        ("职工代表一共", ""),
        ("代表12人", ""),
        ("报表2份", ""),
        ("表二十", "二十"),
    ],
)
def test_what_names_a_table_by_its_number(text: str, number: str) -> None:
    match = TABLE_NAMED.search(text)
    assert (match["n"] if match else "") == number


@pytest.mark.parametrize("table", [1, 2])
@pytest.mark.parametrize("claimed", ["1426.00", "540.00", "999.00"])
@pytest.mark.parametrize("form", ["表{n}执行数合计{x}万元，对吗", "表{n}里的执行数合计是{x}万元吗"])
def test_a_claim_is_held_against_the_table_named(held: Assistant, table: int, claimed: str, form: str) -> None:
    answer = held.ask("清溪县教育局" + form.format(n=table, x=claimed))
    right = COLUMNS["执行数"][table - 1]
    assert right in [value.number for value in answer.values] or answer.status is not Status.ANSWERED, answer.text
    if answer.calculations:
        verdict = Verdict.CONSISTENT if claimed == right else Verdict.INCONSISTENT
        assert answer.calculations[0].verdict is verdict, answer.text


@pytest.mark.parametrize(
    "asks",
    [
        "表里项目支出加起来对不对",
        "项目支出各项加起来对不对",
        "附表1的项目支出加起来对得上吗",
        "附表1里项目支出相加对不对",
        "项目支出合起来有没有错",
    ],
)
def test_a_row_is_the_sum_of_the_rows_below_it(held: Assistant, asks: str) -> None:
    answer = held.ask(f"清溪县民政局{asks}")
    assert shown(answer) in (["2626.00万元", "2525.86万元"], []), answer.text
    assert "%" not in "".join(shown(answer))


@pytest.mark.parametrize("asks", ["项目支出加起来对不对", "项目支出各项加起来对得上吗", "项目支出相加对不对"])
def test_a_row_is_the_total_of_the_table_of_its_parts(held: Assistant, asks: str) -> None:
    answer = held.ask(f"清溪县教育局{asks}")
    assert shown(answer) == ["540.00万元"], answer.text
    assert "350.00 + 145.00 + 45.00" in answer.text


@pytest.mark.parametrize(
    "asks", ["得分93.5扣分6.7对吗", "自评得分93.50分、扣6.70分，对不对", "扣分6.70分对吗", "扣分6.70分，对不对"]
)
def test_a_score_that_its_table_proves_is_not_the_wrong_one(held: Assistant, asks: str) -> None:
    answer = held.ask(f"清溪县教育局{asks}")
    assert "6.50分" in shown(answer), answer.text
    assert "93.30分" not in shown(answer)
    assert "93.5不对" not in answer.text


@pytest.mark.parametrize("all_of", ["全部", "全都", "都", "均"])
@pytest.mark.parametrize(
    "form", ["37名烈属{}寻亲成功，对吗", "核对：37名烈属{}寻亲成功", "37名烈属{}已经寻亲成功，是真的吗"]
)
def test_some_are_not_all(held: Assistant, all_of: str, form: str) -> None:
    answer = held.ask("清溪县教育局" + form.format(all_of))
    assert "37名" not in shown(answer), answer.text
    if answer.calculations:
        assert shown(answer) == ["11名"]
        assert answer.calculations[0].verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize("asks", ["项目支出执行率最高吗", "人员经费的执行率最低吗", "项目支出执行数最高，对吗"])
def test_the_most_of_whom_is_asked_back(held: Assistant, asks: str) -> None:
    answer = held.ask(f"清溪县教育局{asks}")
    assert answer.status is not Status.ANSWERED, answer.text
    assert not answer.values
