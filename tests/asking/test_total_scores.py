"""The whole's score, wherever a report writes it: in a table's last row, or behind its own title."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant

TABLE = """# 梧岭区民政局2023年度部门整体支出绩效自评报告

全年支出300.00万元。

## 自评得分情况

| 评价维度 | 分值 | 自评得分 |
| --- | --- | --- |
| 投入 | 20 | 18.00 |
| 过程 | 30 | 28.50 |
| 效果 | 50 | 46.00 |
| 合计 | 100 | 92.50 |

发放问卷400份，回收380份，社会公众满意度94.1%。
"""
SENTENCE = """# 梧岭职业学院2023年度部门整体支出绩效自评报告

全年支出800.00万元。学院2023年度部门整体支出绩效自评总分95.40分，其中预算执行10分，得9.6分。
"""


@pytest.fixture(scope="module")
def two(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"民政局.md": TABLE, "职业学院.md": SENTENCE})


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("民政局自评得了多少分", ["92.50"]),
        ("职业学院自评多少分", ["95.40"]),
        ("两家单位的自评得分从高到低排一下", ["95.40", "92.50"]),
        ("民政局的满意度问卷回收率是百分之几", ["95.00"]),
    ],
)
def test_the_whole_is_no_part_of_it(two: Assistant, question: str, values: list[str]) -> None:
    assert [value.number for value in two.ask(question).values] == values


ITSELF = """# 松台市地震局2023年度部门整体支出绩效自评报告

全年支出500.00万元。满分100分，自评94.60分：预算执行10分得9.60分，其余指标90分得85.00分。
"""
BEHIND_MARKS = """# 柏乡县水利局2023年度部门整体支出绩效自评报告

全年支出600.00万元。自评满分100分，得分93.20分，等级为“优”。其中预算执行率满分10分，得9.20分；绩效指标满分90分，得84.00分。
"""
PART_ALONE = """# 石梁县统计局2023年度部门整体支出绩效自评报告

全年支出700.00万元。绩效指标满分90分，得86.50分；预算执行率满分10分，得9.90分。
"""


@pytest.fixture(scope="module")
def three(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"地震局.md": ITSELF, "水利局.md": BEHIND_MARKS, "统计局.md": PART_ALONE})


@pytest.mark.parametrize("asked", ["自评得了多少分", "自评总分是多少", "的得分是多少", "自评几分"])
@pytest.mark.parametrize(("name", "score"), [("地震局", "94.60"), ("水利局", "93.20"), ("统计局", "")])
def test_no_part_stands_for_the_whole(three: Assistant, name: str, score: str, asked: str) -> None:
    assert [value.number for value in three.ask(name + asked).values] == ([score] if score else [])


def test_totals_by_other_names_are_ranked_together(three: Assistant) -> None:
    answer = three.ask("地震局和水利局谁的自评得分高，各多少分")
    assert {value.number for value in answer.values} == {"94.60", "93.20"}


@pytest.mark.parametrize(
    "question",
    ["What was the self-evaluation score of the Songtai Earthquake Agency?", "Songtai seismological bureau score?"],
)
def test_an_agency_in_english(three: Assistant, question: str) -> None:
    assert [value.number for value in three.ask(question).values] == ["94.60"]


MARKED = """# 河湾区图书馆2023年度整体支出绩效自评报告

年初设定绩效指标9项，全部纳入打分，总得分91.26分，自评等级“优”。

| 指标类别 | 指标 | 目标 | 完成 | 权重 | 打分 |
| --- | --- | --- | --- | --- | --- |
| 数量 | 举办读书会 | 40场 | 36场 | 20 | 18.00 |
| 质量 | 读者满意率 | 95% | 96% | 80 | 73.26 |
| 合计 |  |  |  | 100 | 91.26 |
"""


@pytest.fixture(scope="module")
def marked(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"图书馆.md": MARKED, "民政局.md": TABLE, "职业学院.md": SENTENCE})


@pytest.mark.parametrize("asked", ["自评得了多少分", "总得分是多少", "自评总分几分", "的自评得分"])
def test_all_indicators_that_were_set_are_the_whole(marked: Assistant, asked: str) -> None:
    assert [value.number for value in marked.ask("图书馆" + asked).values] == ["91.26"]


def test_no_report_that_marks_them_so_is_left_out(marked: Assistant) -> None:
    ranked = marked.ask("把三个单位的自评得分从高到低排一下，分数写上。")
    assert [value.number for value in ranked.values] == ["95.40", "92.50", "91.26"]


@pytest.mark.parametrize(
    ("asked", "value"),
    [("举办读书会打了几分", "18.00"), ("举办读书会得分多少", "18.00"), ("举办读书会扣了多少分", "2.00")],
)
def test_marks_under_their_other_head(marked: Assistant, asked: str, value: str) -> None:
    assert [one.number for one in marked.ask("图书馆" + asked).values] == [value]
