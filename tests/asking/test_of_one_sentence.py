"""What stands beside what is asked for never answers: the mud of a dredged river, the rate of a row of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

REPORT = """河阳县水务局2023年度部门整体支出绩效自评报告
一、基本情况
年末实有人员{staff}人。2023年本年支出合计{spent}万元，其中基本支出{basic}万元，人员经费{wages}万元。
二、履职情况
清淤河道{rivers}公里，清出底泥{mud}万立方米；对87处泵站开展两轮安全检查，发现隐患{found}条，年底前整改{mended}条。
三、项目支出情况
单位：万元
| 项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率（%） |
| --- | --- | --- | --- | --- |
| 泵站设施安全隐患整治 | 150.00 | 150.00 | 147.30 | 98.20 |
| 河道保洁 | 60.00 | 60.00 | 57.00 | 95.00 |
"""
ROWS = (
    {"staff": 117, "spent": "4,504.00", "basic": "1,407.60", "wages": "1,238.16", "rivers": "45.6", "mud": "38.4",
     "found": 98, "mended": 93},
    {"staff": 40, "spent": "980.00", "basic": "610.00", "wages": "500.00", "rivers": "12.3", "mud": "7.9",
     "found": 60, "mended": 57},
)  # fmt: skip
Made = tuple[Mapping[str, object], Assistant]


@pytest.fixture(scope="module", params=range(len(ROWS)))
def bureau(over: Callable[[Mapping[str, str]], Assistant], request: pytest.FixtureRequest) -> Made:
    row = ROWS[request.param]
    return row, over({"report.txt": REPORT.format(**row)})


def numbers(made: Made, question: str) -> list[str]:
    return [value.number for value in made[1].ask(f"河阳县水务局{question}").values]


@pytest.mark.parametrize("asks", ["河道清淤一共清出多少底泥", "河道清淤清出了多少底泥", "清出多少底泥"])
def test_what_was_got_out_is_not_how_far(bureau: Made, asks: str) -> None:
    assert numbers(bureau, asks) == [bureau[0]["mud"]]


def test_how_far_is_told_where_that_is_asked(bureau: Made) -> None:
    assert numbers(bureau, "清淤河道多少公里") == [bureau[0]["rivers"]]


@pytest.mark.parametrize(
    "asks",
    ["隐患整改率是多少", "安全隐患整改率", "查出的泵站安全隐患，年底整改率是多少", "泵站检查发现的隐患整改率多少"],
)
def test_a_rate_of_what_was_mended_is_of_the_counts(bureau: Made, asks: str) -> None:
    mended, found = (int(str(bureau[0][name])) for name in ("mended", "found"))
    assert numbers(bureau, asks) in ([f"{100 * mended / found:.2f}"], [])
    assert "98.20" not in numbers(bureau, asks)


def test_the_plain_question_for_it_is_answered(bureau: Made) -> None:
    mended, found = (int(str(bureau[0][name])) for name in ("mended", "found"))
    assert numbers(bureau, "隐患整改率是多少") == [f"{100 * mended / found:.2f}"]


@pytest.mark.parametrize(("what", "field"), [("基本支出", "basic"), ("人员经费", "wages")])
@pytest.mark.parametrize("asks", ["人均{what}是多少万元", "人均{what}", "按年末实有人数算人均{what}是多少"])
def test_a_head_is_every_one_there(bureau: Made, asks: str, what: str, field: str) -> None:
    whole, staff = float(str(bureau[0][field]).replace(",", "")), int(str(bureau[0]["staff"]))
    assert numbers(bureau, asks.format(what=what)) == [f"{whole / staff:.2f}"]
