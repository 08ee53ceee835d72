"""Two things asked of one row of a table, by itself or after another row: both are given, of that row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

ROWS = {
    "婚前检查率": ("≥75%", "71.3%", "2.85"),
    "教师满意度": ("≥90%", "87.6%", "4.50"),
    "监督检查企业家次": ("1500家次", "1684家次", "5.00"),
}
SPENT = {"冰雪文化节": ("38.50", "37.84", "98.29%"), "百姓大舞台": ("20.00", "18.00", "90.00%")}
REPORT = (
    """# 祁山县文教局2023年度部门整体支出绩效自评报告

## 一、指标完成情况

| 三级指标 | 目标值 | 实际完成值 | 得分 |
| --- | --- | --- | --- |
"""
    + "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in ROWS.items())
    + """

## 二、项目支出情况（单位：万元）

| 项目名称 | 预算数 | 实际支出 | 执行率 |
| --- | --- | --- | --- |
"""
    + "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in SPENT.items())
)


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"祁山县文教局.md": REPORT})


def numbers(held: Assistant, question: str, *history: str) -> list[str]:
    answer = held.ask(question, history)
    assert answer.status is Status.ANSWERED, answer.text
    return [value.number for value in answer.values]


@pytest.mark.parametrize("name", ["婚前检查率", "教师满意度"])
@pytest.mark.parametrize(
    "asked", ["的目标和实际各是多少", "目标多少，实际多少", "目标多少 实际多少", "的目标值是多少，实际完成值是多少"]
)
def test_target_and_actual(held: Assistant, name: str, asked: str) -> None:
    aim, got = ROWS[name][0].strip("≥%"), ROWS[name][1].strip("%")
    assert numbers(held, f"祁山县文教局{name}{asked}") == [aim, got]


@pytest.mark.parametrize("name", ["婚前检查率", "教师满意度"])
def test_what_came_of_it_and_its_score_after_its_target(held: Assistant, name: str) -> None:
    got, score = ROWS[name][1].strip("%"), ROWS[name][2]
    assert numbers(held, "实际到了多少，得了几分？", f"祁山县文教局{name}的目标值是多少？") == [got, score]


@pytest.mark.parametrize("also", ["执行率也报一下", "执行率一并给我", "执行率是多少"])
def test_another_row_and_another_column_of_it(held: Assistant, also: str) -> None:
    before = "祁山县文教局百姓大舞台实际支出多少？"
    assert numbers(held, f"冰雪文化节呢，{also}", before) == ["37.84", "98.29"]


def test_a_share_is_not_answered_with_a_count(held: Assistant) -> None:
    history = ("祁山县文教局监督检查企业的目标是多少家次？", "实际查了多少？")
    answer = held.ask("超额完成百分之几？", history)
    assert answer.status is not Status.ANSWERED or all(value.unit == "%" for value in answer.values)


@pytest.mark.parametrize("said", ["看错单位了，我要的是", "不对，我问的是", "说错了，是"])
def test_another_department_was_meant(over: Callable[[Mapping[str, str]], Assistant], said: str) -> None:
    other = "# 祁山县档案馆2023年度部门整体支出绩效自评报告\n\n全年基本支出38.20万元。\n"
    one = "# 祁山县文教局2023年度部门整体支出绩效自评报告\n\n全年基本支出512.40万元。\n"
    both = over({"文教局.md": one, "档案馆.md": other})
    assert numbers(both, f"{said}祁山县档案馆的", "祁山县文教局的基本支出是多少？") == ["38.20"]
