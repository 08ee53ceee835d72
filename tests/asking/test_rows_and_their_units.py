"""What a row is asked, whether or not in the same breath: each in its unit, all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

ROWS = {  # target, done, unit, weight, score, verb
    "送戏进社区": ("40", "44", "场", "10", "10.00", "演"),
    "举办公益讲座": ("24", "21", "期", "12", "10.50", "办"),
    "修缮古建筑": ("6", "5", "座", "8", "6.67", "修"),
}
DEPARTMENT = "砚溪市文化馆"
PARTS = {"中央财政": "420.00", "省级财政": "126.00", "市本级财政": "54.00"}


def report() -> str:
    rows = (
        f"| {name} | {aim}{unit} | {done}{unit} | {full} | {score} |"
        for name, (aim, done, unit, full, score, _) in ROWS.items()
    )
    return "\n".join(
        [
            f"{DEPARTMENT}2023年度部门整体支出绩效自评报告",
            "\n一、项目支出\n\n表1 项目支出情况表（单位：万元）\n",
            "| 项目名称 | 预算安排 | 实际支出 |\n| --- | --- | --- |",
            "| 古籍保护利用 | 600.00 | 582.00 |\n| 馆舍维修 | 900.00 | 900.00 |\n| 合计 | 1500.00 | 1482.00 |",
            "\n古籍保护利用项目资金600.00万元中，" + "，".join(f"{n}{v}万元" for n, v in PARTS.items()) + "。",
            "\n全年支出合计3000.00万元。维修闲置资金30.00万元。\n",
            "\n二、指标完成情况\n\n表2 绩效指标表\n",
            "| 指标 | 目标 | 完成 | 权重 | 打分 |\n| --- | --- | --- | --- | --- |",
            *rows,
            "\n三、主要成效\n\n21期讲座共培训学员1,320人次，学员结业率97.5%。",
        ]
    )


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    other = "砚溪市林业站2023年度部门整体支出绩效自评报告\n\n一、概况\n\n全年支出合计88.00万元，自评得分95.00分。\n"
    return over({"culture.md": report(), "forest.md": other})


def said(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values] if answer.status is Status.ANSWERED else []


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(
    ("wording", "columns"),
    [
        ("{d}{r}实际{v}了几{u}，原定几{u}？", (1, 0)),
        ("{d} {r} 实际{v}了几{u} 原定几{u}??", (1, 0)),
        ("{d} {r} 目标几{u} 最后{v}了几{u}", (0, 1)),
        ("{d}{r}实际{v}了几{u}？", (1,)),
        ("{d}{r}满分多少得分多少", (3, 4)),
        ("{d}{r}得了几分", (4,)),
        ("{d}{r}原定几{u}，实际{v}了几{u}，得了几分？", (0, 1, 4)),
    ],
)
def test_every_column_that_is_asked_for(assistant: Assistant, row: str, wording: str, columns: tuple[int, ...]) -> None:
    _, _, unit, _, _, verb = ROWS[row]
    units = {0: unit, 1: unit, 3: "分", 4: "分"}
    answer = assistant.ask(wording.format(d=DEPARTMENT, r=row, u=unit, v=verb))
    assert said(answer) == [ROWS[row][column] + units[column] for column in columns]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("asked", ["总共培训了多少人次", "实际培训了多少学员", "一共花了多少万元", "来了多少人"])
def test_a_row_does_not_answer_in_another_unit(assistant: Assistant, row: str, asked: str) -> None:
    _, done, unit, _, _, verb = ROWS[row]
    first = f"{DEPARTMENT}{row}实际{verb}了几{unit}？"
    assert done + unit not in said(assistant.ask(asked, [first]))
    assert "97.5%" not in said(assistant.ask(asked, [first]))


@pytest.mark.parametrize("asked", ["总共培训了多少人次", "培训了多少人次？", "一共培训多少人次"])
def test_another_count_of_the_same_sessions(assistant: Assistant, asked: str) -> None:
    assert said(assistant.ask(asked, [f"{DEPARTMENT}举办公益讲座实际办了几期？"])) == ["1320人次"]
    assert said(assistant.ask(asked, [f"{DEPARTMENT}修缮古建筑实际修了几座？"])) in ([], ["1320人次"])


@pytest.mark.parametrize("asked", ["没拿满分", "没有得到满分", "没能拿到满分", "未得满分"])
def test_who_missed_full_marks_is_not_who_has_them(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(f"{DEPARTMENT}哪几个指标{asked}？")
    assert answer.status is Status.ANSWERED
    assert all((name in answer.text) is (score != f"{full}.00") for name, (*_, full, score, _) in ROWS.items())


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(
    "asked", ["占这个项目预算的百分之几？", "占该项目资金的多少？", "占这个项目总预算的比例是多少", "占比多少？"]
)
def test_a_share_of_the_project_spoken_of(assistant: Assistant, part: str, asked: str) -> None:
    first = f"{DEPARTMENT}古籍保护利用项目里，{part}出了多少钱？"
    share = f"{float(PARTS[part]) / 6:.2f}%"
    told = said(assistant.ask(asked, [first]))
    assert told == [share] or (asked == "占比多少？" and not told)


def test_a_project_that_is_not_known_is_not_all_projects(assistant: Assistant) -> None:
    answer = assistant.ask("占这个项目预算的百分之几？", [f"{DEPARTMENT}维修闲置资金有多少？"])
    assert said(answer) in ([], ["3.33%"])
    assert "2.00%" not in answer.text
