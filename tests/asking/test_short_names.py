"""Names of figures that a question shortens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.asking.wording.short_names import in_full
from heshu.records import Status

LABELS = frozenset(
    {
        "专项预算项目",
        "专项预算项目完成",
        "专项预算项目预算执行率",
        "办理市民来信留言",
        "各类涉海舆情交办件",
        "检查次数",
        "检测次数",
    }
)
HARBOUR = """# 白溪县港务局2023年度部门整体支出绩效自评报告

## 一、收支情况

人员及公用经费预算调整为348.00万元，到12月底完成了347.00万元，预算执行率99.71%；专项预算项目40个，预算调整为600.00万元，到12月底完成了597.00万元，预算执行率99.50%。
办理市民来信留言35件，各类涉海舆情交办件57件。信息稿件或批示次数36次。
"""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({"港务局.md": HARBOUR})


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("专项项目有多少个", "专项预算项目有多少个"),
        ("舆情件多少件", "各类涉海舆情交办件多少件"),
        ("留言和舆情件合计多少", "办理市民来信留言和各类涉海舆情交办件合计多少"),
        ("检数多少", "检数多少"),
        ("船舶多少艘", "船舶多少艘"),
        ("检查次数多少", "检查次数多少"),
    ],
)
def test_a_short_name_is_put_in_full_where_it_is_one_labels(text: str, full: str) -> None:
    assert in_full(text, LABELS) == full


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("港务局留言和舆情件一共多少件", ["92件"]),
        ("港务局接到的留言和舆情件合计多少件", ["92件"]),
        ("港务局舆情件比留言多多少件", ["22件"]),
        ("港务局平均每个专项项目多少钱", ["15.00万元"]),
        ("港务局专项和人员公用的执行率差多少", ["0.21百分点"]),
        ("港务局专项比人员公用多支付多少", ["250.00万元"]),
    ],
)
def test_it_is_answered_by_the_whole_name(held: Assistant, question: str, values: list[str]) -> None:
    answer = held.ask(question)
    assert [f"{value.number}{value.unit}" for value in answer.values] == values, answer.text


@pytest.mark.parametrize(
    "question", ["《港务信息》一年出了多少期", "港务信息一年出了多少期", "港务局“专项工作”办了多少期"]
)
def test_what_is_quoted_or_counted_otherwise_is_no_short_name(held: Assistant, question: str) -> None:
    assert held.ask(question).status is not Status.ANSWERED
