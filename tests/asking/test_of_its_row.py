"""What a follow-up asks of the row spoken of, in many words: the report's own figures decide what is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.conversation.corrected import rechecks
from heshu.records import Status, Verdict

PROJECTS = {
    "河道清淤": ("640.00", "592.00", "92.50%", "河道管理科"),
    "堤防加固": ("820.00", "779.00", "95.00%", "工程建设科"),
    "雨情监测": ("125.00", "90.00", "74.00%", "水情信息科"),  # 72.00%: the report's own mistake
}
AIMS = {
    "清淤河道长度": ("10", "40公里", "46公里", "10.00"),
    "巡查人次": ("8", "1,200人次", "1,080人次", "7.20"),
}
STATIONS = {"城东水管站": ("12", "186.00"), "城西水管站": ("15", "210.00")}
REPORT = """柳湾县水利管理处2023年度部门整体支出绩效自评报告

一、预算执行

2023年全年预算1,900.00万元，全年支出1,750.00万元，比上年1,600.00万元增长9.38%，预算执行率92.11%。部门自评得分96.40分。

表1 项目支出情况（单位：万元）

| 项目名称 | 预算数 | 支出数 | 执行率 | 责任科室 |
| --- | --- | --- | --- | --- |
{projects}
| 合计 | 1,585.00 | 1,461.00 | 92.18% | |

表2 所属单位情况（单位：人、万元）

| 单位名称 | 在职人数 | 全年支出 |
| --- | --- | --- |
{stations}

二、指标

| 指标 | 分值 | 目标值 | 完成值 | 得分 |
| --- | --- | --- | --- | --- |
{aims}

培训基层水管员计划90人，实际培训108人。

三、存在的问题

1. 支付进度偏慢。雨情监测项目设备两次流标，合同到10月才签订，尾款未付。
2. 巡查力量不足。巡查人次没有达到目标，汛期抽调人员参加抢险，日常巡查停了两个月。
"""


def _rows(rows: Mapping[str, tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join((name, *cells))} |" for name, cells in rows.items())


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    text = REPORT.format(projects=_rows(PROJECTS), stations=_rows(STATIONS), aims=_rows(AIMS))
    return over({"water.md": text})


def _said(assistant: Assistant, first: str, then: str) -> list[str]:
    answer = assistant.ask(then, [f"柳湾县水利管理处{first}"])
    assert answer.status is Status.ANSWERED, answer.text
    return [f"{value.number}{value.unit}" for value in answer.values]


def _percent(part: Decimal, whole: Decimal) -> str:
    return f"{(part / whole * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


SPENT = ("花出去多少", "真正花掉的呢", "实际用了多少钱", "支出数呢", "最后花了多少")
RATE = ("执行率怎么样", "执行率也报一下", "执行率多高", "那执行率呢")
LEFT = ("没花完的有多少", "还剩多少没用", "结余多少")


@pytest.mark.parametrize(("project", "words"), list(product(PROJECTS, SPENT)))
def test_what_was_spent_on_it(assistant: Assistant, project: str, words: str) -> None:
    assert _said(assistant, f"{project}的预算数是多少", words) == [f"{PROJECTS[project][1]}万元"]


@pytest.mark.parametrize(("project", "words"), list(product(PROJECTS, RATE)))
def test_its_rate(assistant: Assistant, project: str, words: str) -> None:
    assert _said(assistant, f"{project}支出多少", words) == [PROJECTS[project][2]]


@pytest.mark.parametrize(("project", "words"), list(product(PROJECTS, LEFT)))
def test_what_is_left_of_it(assistant: Assistant, project: str, words: str) -> None:
    budget, spent, *_ = map(Decimal, PROJECTS[project][:2])
    assert _said(assistant, f"{project}执行率是多少", words) == [f"{budget - spent}万元"]


@pytest.mark.parametrize(
    ("project", "words"), list(product(PROJECTS, ("花了多少，执行率呢", "支出多少，执行率也说一下")))
)
def test_two_columns_of_it(assistant: Assistant, project: str, words: str) -> None:
    assert _said(assistant, f"{project}预算多少", words) == [f"{PROJECTS[project][1]}万元", PROJECTS[project][2]]


@pytest.mark.parametrize("words", ["没花完的占所有项目没花完的百分之几", "没用完的钱占全部项目没用完的几成"])
@pytest.mark.parametrize("project", PROJECTS)
def test_its_share_of_all_that_is_left(assistant: Assistant, project: str, words: str) -> None:
    budget, spent, *_ = map(Decimal, PROJECTS[project][:2])
    assert _said(assistant, f"{project}执行率是多少", words) == [_percent(budget - spent, Decimal("124.00"))]


@pytest.mark.parametrize("words", ["{}呢，差多少", "{}的呢，差了几个点", "那{}呢，两个差多少"])
@pytest.mark.parametrize(
    ("project", "other", "short"), [("河道清淤", "堤防加固", "堤防"), ("堤防加固", "雨情监测", "雨情")]
)
def test_another_row_and_how_far_it_lies(
    assistant: Assistant, project: str, other: str, short: str, words: str
) -> None:
    apart = abs(Decimal(PROJECTS[project][2][:-1]) - Decimal(PROJECTS[other][2][:-1]))
    said = _said(assistant, f"{project}执行率是多少", words.format(short))
    assert said == [PROJECTS[other][2], f"{apart}百分点"]


CHECKS = (
    "执行率写得对吗",
    "执行率没算错吧",
    "用预算数和支出数除一除，对得上吗",
    "这个率有没有毛病，核一下",
    "按表里的数复核一遍",
    "执行率算得出来吗",
)


@pytest.mark.parametrize(("project", "words"), list(product(PROJECTS, CHECKS)))
def test_whether_its_rate_is_right(assistant: Assistant, project: str, words: str) -> None:
    answer = assistant.ask(words, [f"柳湾县水利管理处{project}执行率是多少"])
    budget, spent, stated, _ = PROJECTS[project]
    right = _percent(Decimal(spent), Decimal(budget))
    expected = Verdict.CONSISTENT if stated == right else Verdict.INCONSISTENT
    assert [one.verdict for one in answer.calculations] == [expected], answer.text
    assert stated in answer.text
    assert {f"{value.number}{value.unit}" for value in answer.values} == {stated, right}


@pytest.mark.parametrize("words", ["得了几分", "打了多少分", "得分呢"])
@pytest.mark.parametrize("aim", AIMS)
def test_the_score_is_the_rows_and_not_the_departments(assistant: Assistant, aim: str, words: str) -> None:
    assert _said(assistant, f"{aim}完成值是多少", words) == [f"{AIMS[aim][3]}分"]


@pytest.mark.parametrize("words", ["超额百分之几", "超目标百分之几", "超额完成了百分之多少"])
def test_by_how_much_it_went_beyond(assistant: Assistant, words: str) -> None:
    assert _said(assistant, "清淤河道长度完成值是多少", words) == ["15.00%"]


@pytest.mark.parametrize(
    ("aim", "words", "value"),
    [
        ("清淤河道长度", "比目标多了多少公里", "6公里"),
        ("清淤河道长度", "较计划超出多少", "6公里"),
        ("巡查人次", "离目标还差多少人次", "120人次"),
        ("巡查人次", "跟目标差多少", "120人次"),
    ],
)
def test_how_far_it_lies_from_its_target(assistant: Assistant, aim: str, words: str, value: str) -> None:
    assert _said(assistant, f"{aim}完成值是多少", words) == [value]


@pytest.mark.parametrize("words", ["目标多少，完成了几成", "计划多少，完成了百分之几"])
def test_a_plan_in_a_sentence(assistant: Assistant, words: str) -> None:
    assert _said(assistant, "实际培训基层水管员多少人", words) == ["90人", "120.00%"]


@pytest.mark.parametrize("words", ["人均呢", "平均每人多少", "人均支出多少"])
@pytest.mark.parametrize("station", STATIONS)
def test_what_falls_to_each_head(assistant: Assistant, station: str, words: str) -> None:
    heads, spent = map(Decimal, STATIONS[station])
    assert _said(assistant, f"{station}支出多少", words) == [f"{spent / heads:.2f}万元"]


@pytest.mark.parametrize("words", ["谁负责", "责任科室是哪个", "归哪个科室管"])
@pytest.mark.parametrize("project", PROJECTS)
def test_who_is_in_charge_of_it(assistant: Assistant, project: str, words: str) -> None:
    answer = assistant.ask(words, [f"柳湾县水利管理处{project}执行率是多少"])
    assert PROJECTS[project][3] in answer.text


@pytest.mark.parametrize("words", ["为啥会这样", "怎么这么低", "是什么缘由", "为什么花不完"])
def test_why_it_is_low(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(words, ["柳湾县水利管理处哪个项目执行率最低"])
    assert "流标" in answer.text
    assert "抢险" not in answer.text


@pytest.mark.parametrize(
    ("first", "words", "value"),
    [
        ("河道清淤执行率是多少", "部门自评得分呢", "96.40分"),
        ("河道清淤执行率是多少", "全年支出多少", "1750.00万元"),
    ],
)
def test_the_whole_department_is_not_taken_for_the_row(
    assistant: Assistant, first: str, words: str, value: str
) -> None:
    assert _said(assistant, first, words) == [value]


@pytest.mark.parametrize("words", ["其中设备费多少", "比去年多花多少", "占三公经费的百分之几", "外包的部分花了多少"])
def test_what_the_row_does_not_say_is_not_said(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(words, ["柳湾县水利管理处河道清淤支出多少"])
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize("words", ["增幅核一下", "比上年增长的那个百分数没算错吧", "比上年的增幅对吗"])
def test_the_change_beside_it_is_what_is_doubted(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(words, ["柳湾县水利管理处2023年全年支出多少"])
    assert "9.38" in answer.text
    assert [one.verdict for one in answer.calculations] == [Verdict.CONSISTENT]


@pytest.mark.parametrize(
    ("words", "only_a_check"),
    [
        ("这个数靠谱吗", True),
        ("用金额复算一下看看对不对", True),
        ("表里的执行率填错没有", True),
        ("执行率呢", False),
        ("目标完成了没有", False),
        ("有什么问题", False),
        ("谁核的", False),
        ("对外捐赠多少", False),
    ],
)
def test_a_check_asks_for_nothing_else(words: str, only_a_check: bool) -> None:
    assert rechecks(words) is only_a_check
