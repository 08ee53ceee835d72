"""One cell by another, over years and over rows, rows by a cell of words, and what a problem's measure is.

The figures of the report decide what is right; each wording has to give it or refuse, and none may give two figures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

CENTRES: dict[str, tuple[int, int, Decimal]] = {
    "城东站": (312, 18, Decimal("96.40")),
    "城西站": (208, 13, Decimal("80.20")),
    "湖滨站": (144, 36, Decimal("45.10")),
}
"""Inspected, failed, and what was sold (万元)."""
STOCK = {"普通图书": (45_200, 48_364), "地方文献": (3_125, 3_250), "连环画": (1_860, 1_674)}
HEAD = """泽湾市检测中心2023年度部门整体支出绩效自评报告

一、业务情况

表1 各站检测情况

| 站点名称 | 负责科室 | 检测批次（批次） | 不合格批次（批次） | 不合格率 | 服务收入（万元） | 等级 |
| --- | --- | --- | --- | --- | --- | --- |
"""
REST = """
表2 馆藏变化情况

| 类别 | 计量单位 | 2022年末 | 2023年末 |
| --- | --- | --- | --- |
"""
TAIL = """
表3 指标完成情况（单位：分）

| 指标名称 | 目标值 | 完成值 | 分值 | 得分 |
| --- | --- | --- | --- | --- |
| 12小时送检及时率 | ≥90% | 93.5% | 10 | 10.0 |
| 样品检测（万份） | ≥26 | 24.7 | 10 | 9.5 |
| 上门服务（次、户） | ≥300 | 318 | 5 | 5.0 |

二、存在的问题

一是仪器陈旧。部分光谱仪使用超过十年，故障率高。
二是检测人员不足。持证检测员仅6人，夜间采样排班困难。
三是报告出具慢。纸质流转环节多，平均用时7天。

三、下一步措施

一是分两年更换光谱仪，优先安排城东站。
二是与高校联合培养持证检测员，充实采样队伍。
三是上线电子签发系统，压缩流转环节。
"""
GRADES, OFFICES = ("优", "优", "良"), ("检验一科", "检验二科", "检验一科")


def per_cent(part: int, whole: int) -> str:
    return format((Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP), "f") + "%"


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    rows = "".join(
        f"| {name} | {office} | {all_} | {bad} | {per_cent(bad, all_)} | {sold} | {grade} |\n"
        for (name, (all_, bad, sold)), office, grade in zip(CENTRES.items(), OFFICES, GRADES, strict=True)
    )
    stock = "".join(f"| {name} | 册 | {before:,} | {after:,} |\n" for name, (before, after) in STOCK.items())
    return over({"centre.md": HEAD + rows + REST + stock + TAIL})


def given(assistant: Assistant, question: str) -> list[str]:
    answer = assistant.ask(f"泽湾市检测中心{question}")
    return [f"{value.number}{value.unit}" for value in answer.values] if answer.status is Status.ANSWERED else []


@pytest.mark.parametrize(("one", "other"), list(permutations(CENTRES, 2)))
@pytest.mark.parametrize(
    "wording",
    [
        "{0}的服务收入是{1}的几倍",
        "{0}的服务收入是{1}的多少倍？",
        "{0}服务收入相当于{1}的几倍",
        "表1中{0}的服务收入是{1}的多少倍",
    ],
)
def test_one_row_is_so_many_times_another(assistant: Assistant, wording: str, one: str, other: str) -> None:
    times = (CENTRES[one][2] / CENTRES[other][2]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert given(assistant, wording.format(one, other)) == [f"{times}倍"]


@pytest.mark.parametrize("name", STOCK)
@pytest.mark.parametrize(
    ("wording", "rate"),
    [
        ("2023年末{}比2022年末增长了百分之几", True),
        ("{}2023年末比2022年末变化的幅度是百分之多少", True),
        ("2023年末{}比2022年末多多少册", False),
        ("{}2023年末比2022年末增加了多少册", False),
    ],
)
def test_two_years_of_a_row_are_compared(assistant: Assistant, wording: str, name: str, *, rate: bool) -> None:
    before, after = STOCK[name]
    wanted = per_cent(abs(after - before), before) if rate else f"{abs(after - before)}册"
    assert given(assistant, wording.format(name)) in ([wanted], [])
    if name == "普通图书":
        assert "幅度" in wording or given(assistant, wording.format(name)) == [wanted]


@pytest.mark.parametrize("name", STOCK)
@pytest.mark.parametrize("wording", ["2023年末{}有多少册", "年末{}有多少册？", "{}2023年末是多少册"])
def test_a_column_of_the_years_end_is_of_the_reports_own_year(assistant: Assistant, wording: str, name: str) -> None:
    assert given(assistant, wording.format(name)) == [f"{STOCK[name][1]}册"]


@pytest.mark.parametrize(("one", "other"), list(permutations(CENTRES, 2)))
@pytest.mark.parametrize("joined", ["合在一起", "合起来", "加在一起"])
def test_a_rate_of_two_rows_is_their_parts_by_their_wholes(
    assistant: Assistant, joined: str, one: str, other: str
) -> None:
    failed, whole = CENTRES[one][1] + CENTRES[other][1], CENTRES[one][0] + CENTRES[other][0]
    assert given(assistant, f"{one}和{other}{joined}，不合格率是多少") == [per_cent(failed, whole)]


@pytest.mark.parametrize("wording", ["三个站点的服务收入平均是多少万元", "各站点服务收入的平均值是多少"])
def test_the_mean_of_a_column(assistant: Assistant, wording: str) -> None:
    mean = sum((sold for _, _, sold in CENTRES.values()), Decimal(0)) / len(CENTRES)
    assert given(assistant, wording) == [f"{mean.quantize(Decimal('0.01'), ROUND_HALF_UP)}万元"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("哪个站点的等级只有“良”", {"湖滨站"}),
        ("哪些站点等级是优", {"城东站", "城西站"}),
        ("哪些站点由检验一科负责", {"城东站", "湖滨站"}),
        ("检验二科负责哪几个站点", {"城西站"}),
    ],
)
def test_rows_are_found_by_a_cell_of_words(assistant: Assistant, question: str, names: set[str]) -> None:
    answer = assistant.ask(f"泽湾市检测中心{question}？")
    assert answer.status is Status.ANSWERED
    assert {name for name in CENTRES if name in answer.text} == names


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("12小时送检及时率实际完成多少", "93.5%"),
        ("12小时送检及时率比目标高多少", "3.5百分点"),
        ("样品检测得了几分", "9.5分"),
        ("样品检测比目标少多少", "1.3万份"),
    ],
)
def test_indicators_keep_their_units_and_names(assistant: Assistant, question: str, value: str) -> None:
    assert given(assistant, question) == [value]


@pytest.mark.parametrize("ends", [("最高", "最低"), ("最低", "最高"), ("最多", "最少")])
def test_the_other_end_of_a_column(assistant: Assistant, ends: tuple[str, str]) -> None:
    first = f"泽湾市检测中心哪个站点的服务收入{ends[0]}？"
    for follow in (f"{ends[1]}的呢？", f"那{ends[1]}的是哪个？"):
        answer = assistant.ask(follow, [first])
        pick = min if ends[1] in ("最低", "最少") else max
        wanted = pick(CENTRES, key=lambda name: CENTRES[name][2])
        assert {name for name in CENTRES if name in answer.text.partition("（按")[0]} == {wanted}


@pytest.mark.parametrize(
    ("problem", "measure"),
    [("仪器陈旧", "光谱仪"), ("检测人员不足", "联合培养"), ("报告出具慢", "电子签发")],
)
@pytest.mark.parametrize(
    "wording", ["打算怎么解决{}的问题？", "针对{}这个问题，准备怎么解决", "{}的问题今后怎么改进", "对{}有什么解决办法"]
)
def test_the_measure_is_the_one_for_the_problem(assistant: Assistant, wording: str, problem: str, measure: str) -> None:
    answer = assistant.ask(f"泽湾市检测中心{wording.format(problem)}")
    assert answer.status is Status.ANSWERED
    assert [one for one in ("更换光谱仪", "联合培养", "电子签发") if one in answer.text] == [
        one for one in ("更换光谱仪", "联合培养", "电子签发") if measure in one
    ]


@pytest.mark.parametrize(
    "wording", ["{0}和{1}的服务收入是几倍关系", "{0}的不合格批次比{1}多几倍", "{0}和{1}服务收入相差多少"]
)
def test_two_figures_never_stand_for_one_by_the_other(assistant: Assistant, wording: str) -> None:
    answer = assistant.ask(f"泽湾市检测中心{wording.format(*CENTRES)}")
    assert len(answer.values) < 2 or answer.calculations
