"""Whether two figures are the same: in many wordings, of one department and of two."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

HERDS = """# 白溪县畜牧局2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算数800.00万元，调整预算数860.00万元，执行数860.00万元，预算执行率100%。
年初结转结余12.50万元，年末结转结余12.50万元。整体支出绩效自评得分95.50分。采购活动合法合规。
"""
ROADS = """# 白溪县公路局2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算数800.00万元，执行数790.00万元，预算执行率98.75%。整体支出绩效自评得分95.50分。采购按规定公开。
"""
TWO = ("{a}和{b}一样吗", "{a}与{b}相等吗", "{a}跟{b}是否一致", "{a}等于{b}吗", "{a}是不是等于{b}", "{a}和{b}是一样的吗")


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"畜牧局.md": HERDS, "公路局.md": ROADS})


@pytest.mark.parametrize("wording", TWO)
@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("畜牧局调整预算数", "执行数", True),
        ("畜牧局年初预算数", "调整预算数", False),
        ("畜牧局年初结转结余", "年末结转结余", True),
        ("公路局年初预算数", "执行数", False),
    ],
)
def test_two_figures_of_one_department(held: Assistant, wording: str, a: str, b: str, same: bool) -> None:
    answer = held.ask(wording.format(a=a, b=b))
    assert answer.text.startswith("一样：" if same else "不一样："), answer.text
    assert answer.calculations


@pytest.mark.parametrize("wording", [wording for wording in TWO if "等于" not in wording])
@pytest.mark.parametrize(("measure", "same"), [("自评得分", True), ("执行数", False), ("年初预算数", True)])
def test_one_figure_of_two_departments(held: Assistant, wording: str, measure: str, same: bool) -> None:
    answer = held.ask(wording.format(a="畜牧局", b=f"公路局的{measure}"))
    assert answer.text.startswith("一样：" if same else "不一样："), answer.text


def test_words_are_not_held_against_one_another(held: Assistant) -> None:
    assert not held.ask("畜牧局和公路局的采购要求一样吗").calculations
