"""Checks of numbers that are told roughly: what is stated decides, whatever the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.checks.roughly import rough_in
from heshu.records import Status

REPORT = """砚洲市档案馆2023年度部门整体支出绩效自评报告
一、资金情况
2023年全年预算数{budget}万元，支出决算{spent}万元，预算执行率{rate}%。其中人员经费{staff}万元。
二、产出情况
全年接待查档{visits}人次。自评得分{score}分。结转结余率≤10%。
"""
FIELDS = ("budget", "spent", "rate", "staff", "visits", "score")
ROWS = (
    dict(zip(FIELDS, ("10,369.80", "10,158.26", "97.96", "1,829.40", "1286", "96"), strict=True)),
    dict(zip(FIELDS, ("2,431.00", "2,385.70", "98.14", "962.44", "412", "91"), strict=True)),
)


@pytest.fixture(scope="module", params=range(len(ROWS)))
def archive(over: Callable[[Mapping[str, str]], Assistant], request: pytest.FixtureRequest) -> tuple[int, Assistant]:
    return request.param, over({"report.txt": REPORT.format(**ROWS[request.param])})


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("支出{}1亿元左右", (True, False)),
        ("支出大概{}1亿元", (True, False)),
        ("支出约{}1.02亿元", (True, False)),
        ("支出{}10100多万元", (True, False)),
        ("支出{}10,200万元上下", (True, False)),
        ("支出{}2300多万", (False, True)),
        ("支出将近{}2400万元", (False, True)),
        ("支出{}2400余万元", (False, False)),
        ("支出差不多{}2400万", (False, True)),
        ("人员经费{}1800多万", (True, False)),
        ("人员经费{}900余万元", (False, True)),
        ("人员经费接近{}1000万元", (False, True)),
        ("执行率{}98%左右", (True, True)),
        ("执行率接近{}98%", (True, False)),
        ("自评得分{}90多分", (True, True)),
        ("接待查档{}1200多人次", (True, False)),
        ("接待查档大约{}400人次", (False, True)),
    ],
)
@pytest.mark.parametrize("end", ["对吗", "，是不是", "，对不对？", "，是吗"])
def test_a_rough_number_is_held_to_what_it_allows(
    archive: tuple[int, Assistant], claim: str, holds: tuple[bool, bool], end: str
) -> None:
    place, assistant = archive
    answer = assistant.ask(f"砚洲市档案馆{claim.format('')}{end}")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.text.startswith("对。" if holds[place] else "不对"), answer.text
    assert answer.citations


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("支出超过1亿元", ("超过了1亿元。", "没有超过1亿元。")),
        ("支出不到1亿元", ("不低于1亿元。", "低于1亿元。")),
        ("执行率98%以上", ("没有达到98%。", "达到了98%。")),
        ("自评得分不低于95分", ("不低于95分。", "低于95分。")),
        ("人员经费1000万元以内", ("超过了1000万元。", "没有超过1000万元。")),
    ],
)
@pytest.mark.parametrize("end", ["对吗", "，是不是", "，对不对？", "吗"])
def test_a_checked_bound_is_held_as_a_limit(
    archive: tuple[int, Assistant], claim: str, said: tuple[str, str], end: str
) -> None:
    place, assistant = archive
    answer = assistant.ask(f"砚洲市档案馆{claim}{end}")
    lead = answer.text.removeprefix("对，").removeprefix("不对，")
    assert lead.startswith(said[place]), answer.text
    assert answer.text.startswith(("对，", "不对，")) is (end != "吗")


@pytest.mark.parametrize("limit", ["是不是低于10%", "低于8%吗", "有没有超过5%"])
def test_a_bound_alone_decides_no_limit_within_it(archive: tuple[int, Assistant], limit: str) -> None:
    answer = archive[1].ask(f"砚洲市档案馆结转结余率{limit}")
    assert answer.text.startswith("报告没有写确切的数，只写了一个界限"), answer.text


@pytest.mark.parametrize("limit", ["有没有超过10%", "是不是低于12%"])
def test_a_bound_decides_a_limit_beyond_it(archive: tuple[int, Assistant], limit: str) -> None:
    answer = archive[1].ask(f"砚洲市档案馆结转结余率{limit}")
    assert answer.text.startswith(("没有超过10%。", "低于12%。")), answer.text


@pytest.mark.parametrize("question", ["支出10158.26万元对吗", "支出多少", "支出1亿元左右，人员经费1800多万元，对吗"])
def test_what_is_told_exactly_or_twice_is_not_rough(question: str) -> None:
    assert rough_in(question) is None


@pytest.mark.parametrize("ask", ["部门预算是多少", "部门预算有多少", "单位预算多少"])
def test_the_budget_of_the_department_is_its_budget(archive: tuple[int, Assistant], ask: str) -> None:
    place, assistant = archive
    answer = assistant.ask(f"砚洲市档案馆{ask}")
    assert [value.number for value in answer.values] == [ROWS[place]["budget"].replace(",", "")], answer.text


@pytest.mark.parametrize("ask", ["多几倍", "高出多少倍", "多出几倍", "多多少倍"])
def test_times_are_told_where_times_are_asked(archive: tuple[int, Assistant], ask: str) -> None:
    answer = archive[1].ask(f"砚洲市档案馆支出决算比人员经费{ask}")
    assert [value.unit for value in answer.values] == ["倍"], answer.text
