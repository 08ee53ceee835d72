"""One measure over reports that write it in a table, in a sentence or under another name: none is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status, Verdict

TABLED = """# 河源县农业局2023年度部门整体支出绩效自评报告

## 一、基本情况

核定编制50名，2023年末实际在职46人，另有退休人员12人。

## 二、“三公”经费情况

表1 “三公”经费情况表（单位：万元）

| 项目 | 预算数 | 决算数 |
| --- | ---: | ---: |
| 公务用车购置费 | 18.00 | 17.60 |
| 公务用车运行维护费 | 12.00 | 10.40 |
| 公务接待费 | 6.00 | 3.10 |
| 合计 | 36.00 | 31.10 |

## 三、项目支出

表2 项目支出情况表（单位：万元）

| 项目名称 | 全年预算数 | 全年执行数 | 执行率 |
| --- | ---: | ---: | ---: |
| 良种推广补贴 | 200.00 | 150.00 | 75.00% |
| 农技培训 | 80.00 | 79.20 | 99.00% |
"""
SPOKEN = """河源县水务局2023年度部门整体支出绩效自评报告
一、基本情况
部门核定编制60名，其中机关20名、事业单位40名；2023年末实有55人，其中机关19人、事业单位36人。
年初结转和结余40.00万元，全年总收入900.00万元，总支出910.00万元，年末结转和结余30.00万元。
二、管理情况
“三公”经费方面，全年预算26.00万元，实际支出22.50万元，其中公务接待费6.00万元。
政府采购预算200.00万元，实际采购180.00万元，节约资金20.00万元，节约率9.50%。
管网监测平台预算120.00万元，执行60.00万元，执行率50.00%。
全年抽检水样240份，合格228份。
开展隐患排查1,200处，发现存在渗漏的堤段80处，已整治72处。
"""


@pytest.fixture(scope="module")
def both(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"农业局.md": TABLED, "水务局.txt": SPOKEN})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("两个部门“三公”经费实际支出加起来一共多少万元", "53.60万元"),
        ("两个部门三公经费决算数合计多少", "53.60万元"),
        ("农业局和水务局三公经费支出一共多少", "53.60万元"),
        ("农业局和水务局，谁的三公经费花得多，多多少", "8.60万元"),
        ("农业局和水务局，哪家的三公经费用得少，少多少", "8.60万元"),
        ("两个部门里年末在职人员最多的是哪家，有多少人", "55人"),
        ("水务局年末在职人员有多少", "55人"),
        ("农业局2023年末在职人数占编制数的百分之几", "92.00%"),
        ("农业局公务用车购置费和运行维护费实际一共花了多少", "28.00万元"),
        ("农业局的良种推广补贴和水务局的管网监测平台，哪个执行率低，低几个百分点", "25.00百分点"),
        ("水务局抽检水样的合格率是多少", "95.00%"),
        ("水务局存在渗漏的堤段，已经整治的占百分之几", "90.00%"),
        ("水务局实际采购金额占政府采购预算的百分之几", "90.00%"),
    ],
)
def test_every_report_that_states_it_counts(both: Assistant, question: str, value: str) -> None:
    answer = both.ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert value in [f"{v.number}{v.unit}" for v in answer.values], answer.text


def test_the_sum_of_two_names_needs_both(both: Assistant) -> None:
    for question in ("农业局公务用车购置费和修理费一共花了多少", "水务局公务接待费和培训费合计多少"):
        assert both.ask(question).status is not Status.ANSWERED


def test_a_rate_of_other_things_is_not_that_of_what_was_counted(both: Assistant) -> None:
    for question in ("水务局抽检食品的合格率是多少", "水务局抽检药品合格率", "水务局排查的危房整治率是多少"):
        assert both.ask(question).status is not Status.ANSWERED, both.ask(question).text


def test_what_is_taken_off_is_not_added(both: Assistant) -> None:
    answer = both.ask("水务局的年初结转结余加上当年总收入、减去总支出，等于报告写的年末结转结余吗？")
    assert answer.calculations[0].verdict is Verdict.CONSISTENT, answer.text
    assert answer.calculations[0].result == "30"


def test_a_stated_saving_rate_is_worked_out_again(both: Assistant) -> None:
    doubted = both.ask("水务局报告说政府采购节约率是9.50%，请复算一下，应该是多少？")
    assert doubted.calculations[0].verdict is Verdict.INCONSISTENT, doubted.text
    assert {v.number for v in doubted.values} >= {"10.00", "9.50"}
    claimed = both.ask("水务局政府采购节约率是10.00%，对吗")
    assert "按报告的数算出来" in claimed.text, claimed.text


def test_who_is_higher_is_said_behind_a_value_each(both: Assistant) -> None:
    for tail, name in (("谁高", "农业局"), ("哪个更低", "水务局")):
        answer = both.ask(f"用年末在职人数除以核定编制，农业局和水务局的在编率各是多少，{tail}？")
        assert answer.text.splitlines()[-1].startswith(f"河源县{name}更"), answer.text
