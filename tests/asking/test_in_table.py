"""Questions over one table by its rows and columns: sums, shares, extremes, reasons and follow-ups."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

SPORTS = """荔川市体育局2023年度部门整体支出绩效自评报告

一、项目情况

表1 项目资金情况表（单位：万元）

| 项目名称 | 资金来源 | | | 实际使用 | | 备注 |
| --- | --- | --- | --- | --- | --- | --- |
| | 中央 | 省级 | 市级 | 支出 | 结余 | |
| 健身路径建设 | 120.00 | 80.00 | 40.00 | 230.00 | 10.00 | 两处场地未交付 |
| 青少年训练补助 | 60.00 | 30.00 | 20.00 | 105.00 | 5.00 | |
| 体育场馆维修 | 0.00 | 90.00 | 110.00 | 196.50 | 3.50 | 尾款待审计 |
| 合计 | 180.00 | 200.00 | 170.00 | 531.50 | 18.50 | |

二、场馆情况

表2 公共体育场馆运行情况表

| 场馆 | 开放天数（天） | 接待人次（万人次） | 举办赛事（场） |
| --- | --- | --- | --- |
| 市体育馆 | 320 | 18.6 | 26 |
| 市游泳馆 | 301 | 9.2 | 8 |
| 市田径场 | 355 | 24.0 | 15 |
| 合计 | — | 51.8 | 94 |

三、自评情况

| 一级指标 | 分值 | 得分 | 扣分原因 |
| --- | --- | --- | --- |
| 产出指标 | 60 | 57.5 | 健身路径用地手续滞后 |
| 满意度指标 | 40 | 39.0 | 停车不便 |
| 合计 | 100 | 96.5 | |
"""


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"sports.md": SPORTS})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("荔川市体育局青少年训练补助省级安排了多少", ["30.00万元"]),
        ("荔川市体育局哪个项目中央资金最多", ["120.00万元"]),
        ("荔川市体育局体育场馆维修支出占全部项目支出的比重", ["36.97%"]),
        ("荔川市体育局游泳馆开放了几天", ["301天"]),
        ("荔川市体育局体育馆和游泳馆一共接待了多少万人次", ["27.8万人次"]),
        ("荔川市体育局哪个场馆举办的赛事最少", ["8场"]),
        ("荔川市体育局接待人次最少的场馆是哪个，开放了多少天", ["9.2万人次", "301天"]),
        ("荔川市体育局田径场比体育馆多接待多少人次", ["5.4万人次"]),
        ("荔川市体育局各场馆举办赛事加起来跟合计对得上吗", ["49场", "94场"]),
        ("荔川市体育局三个场馆一共举办了多少场赛事", ["49场", "94场"]),
    ],
)
def test_rows_and_columns(assistant: Assistant, question: str, values: list[str]) -> None:
    answer = assistant.ask(question)
    assert [f"{one.number}{one.unit}" for one in answer.values] == values, answer.text


@pytest.mark.parametrize(
    ("before", "question", "value"),
    [
        ("荔川市体育局游泳馆举办了多少场赛事", "田径场呢？", "15场"),
        ("荔川市体育局游泳馆举办了多少场赛事", "接待了多少人次？", "9.2万人次"),
        ("荔川市体育局健身路径建设结余多少", "支出了多少？", "230.00万元"),
    ],
)
def test_a_row_or_a_column_alone_goes_on(assistant: Assistant, before: str, question: str, value: str) -> None:
    answer = assistant.ask(question, [before])
    assert [f"{one.number}{one.unit}" for one in answer.values] == [value], answer.text


@pytest.mark.parametrize("words", ["为什么扣分", "扣分原因写的是什么", "因为什么没拿满分"])
def test_the_words_of_a_row_say_why(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(f"荔川市体育局满意度指标{words}")
    assert "停车不便" in answer.text
    assert "用地手续" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "荔川市体育局四个场馆一共举办了多少场赛事",
        "荔川市体育局夜间游泳馆接待了多少万人次",
        "荔川市体育局哪个场馆社会资金最多",
    ],
)
def test_what_the_table_does_not_hold_is_not_answered_from_it(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is not Status.ANSWERED or "表中" not in answer.text, answer.text
    assert not answer.calculations, answer.text


def test_a_label_alone_finds_its_figure(assistant: Assistant) -> None:
    answer = assistant.ask("荔川市体育局市田径场举办赛事")
    assert [f"{one.number}{one.unit}" for one in answer.values] == ["15场"], answer.text


def test_a_region_in_a_department_s_name_takes_no_characters_behind_it(
    over: Callable[[Mapping[str, str]], Assistant],
) -> None:
    own = "岐山县疾病预防控制中心（以下简称“县疾控中心”）慢性病防治支出12.00万元。"
    text = f"岐山县疾病预防控制中心2022年度部门整体支出绩效自评报告\n\n一、概况\n\n{own}\n"
    answer = over({"cdc.md": text}).ask("岐山县疾控中心慢性病防治支出是多少")
    assert [value.number for value in answer.values] == ["12.00"], answer.text


LEVELS = """# 白溪县档案馆2023年度部门整体支出绩效自评报告

| {level} | 指标 | 目标值 | 实际值 | 分值 | 得分 |
| --- | --- | --- | --- | --- | --- |
| 过程 | 预算执行率 | 100% | 95.2% | 20 | 19.00 |
| 产出 | 整理档案 | 5000卷 | 4200卷 | 50 | 42.00 |
| 满意度 | 查档群众满意度 | 90% | 96% | 30 | 30.00 |
"""


@pytest.mark.parametrize("level", ["维度", "一级指标", "大类"])
@pytest.mark.parametrize("asked", ["得分最低的{}是哪个", "哪个{}得分最低", "哪个{}得分率最低"])
def test_a_row_is_no_group_of_rows(over: Callable[[Mapping[str, str]], Assistant], level: str, asked: str) -> None:
    assistant = over({"档.md": LEVELS.format(level=level)})
    assert assistant.ask(f"白溪县档案馆{asked.format(level)}").status is not Status.ANSWERED
    assert assistant.ask(f"白溪县档案馆{asked.format('指标')}").status is Status.ANSWERED
