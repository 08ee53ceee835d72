"""A number of another kind that bears the name of what is asked: a bound, what is left, points, a target."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Status

LIBRARY = """云岭市图书中心2023年度部门整体支出绩效自评报告
一、资金情况
| 项目 | 预算数（万元） | 支出数（万元） | 结余（万元） |
| --- | --- | --- | --- |
| 馆员福利支出 | 300.00 | 240.00 | 60.00 |
| 藏书支出 | 200.00 | 160.00 | 40.00 |
| 合计 | 500.00 | 400.00 | 100.00 |
二、评价情况
自评价综合得分88.5分。
| 指标 | 目标 | 实际 | 满分 | 扣分 | 得分 |
| --- | --- | --- | --- | --- | --- |
| 书架倒伏率 | ≤3/千架 | 2/千架 | 7 | 0 | 7.00 |
| 馆藏破损率 | ≤3/千册 | 2/千册 | 7 | 0 | 7.00 |
三、结果应用
自评价与经费挂钩，得分低于{bound}分的分馆，压减下年度经费5%。
"""
MARKET = """云岭市秤管所2023年度部门整体支出绩效自评报告
一、资金情况
| 项目 | 2022年决算数（万元） | 2023年预算数（万元） | 2023年决算数（万元） |
| --- | --- | --- | --- |
| 三公经费 | 40.00 | 30.00 | {spent} |
"""


@pytest.mark.parametrize("bound", ["60", "75", "95"])
@pytest.mark.parametrize("question", ["图书中心扣了多少分", "图书中心离满分差几分", "图书中心丢了几分"])
def test_a_bound_of_other_scores_is_nobodys_score(
    over: Callable[[Mapping[str, str]], Assistant], bound: str, question: str
) -> None:
    answer = over({"library.md": LIBRARY.format(bound=bound)}).ask(question)
    assert [value.number for value in answer.values] == ["11.5"], answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("图书中心馆员福利占总支出多少", "60.00"),
        ("图书中心藏书占总支出的百分之几", "40.00"),
        ("图书中心馆员福利支出占总支出的比重", "60.00"),
        ("图书中心藏书结余多少", "40.00"),
    ],
)
def test_what_is_left_is_told_where_it_is_asked_alone(
    over: Callable[[Mapping[str, str]], Assistant], question: str, value: str
) -> None:
    answer = over({"library.md": LIBRARY.format(bound="60")}).ask(question)
    assert [one.number for one in answer.values] == [value], answer.text


@pytest.mark.parametrize("form", ["{}和{}", "{}和{}各是多少", "{}、{}分别多少"])
def test_a_rate_is_not_the_points_given_for_it(over: Callable[[Mapping[str, str]], Assistant], form: str) -> None:
    library = over({"library.md": LIBRARY.format(bound="60")})
    rates = ("书架倒伏率", "馆藏破损率")
    assert all(value.unit != "分" for value in library.ask("图书中心" + form.format(*rates)).values)
    scored = library.ask("图书中心书架倒伏率得分和馆藏破损率得分各是多少")
    assert scored.status is Status.ANSWERED
    assert [value.unit for value in scored.values] == ["分", "分"]


@pytest.mark.parametrize(("spent", "budget", "former"), [("26.00", "4", "14"), ("21.50", "8.5", "18.5")])
@pytest.mark.parametrize(("turned", "way"), [(False, "少"), (True, "少"), (False, "低"), (True, "低")])
def test_each_comparison_is_with_what_it_names(  # noqa: PLR0917
    over: Callable[[Mapping[str, str]], Assistant], spent: str, budget: str, former: str, turned: bool, way: str
) -> None:
    sides, wanted = ("预算", "上年"), [budget, former]
    first, second = reversed(sides) if turned else sides
    answer = over({"market.md": MARKET.format(spent=spent)}).ask(
        f"秤管所三公经费比{first}{way}多少，比{second}{way}多少"
    )
    told = [float(value.number) for value in answer.values]
    assert told == [float(one) for one in (reversed(wanted) if turned else wanted)], answer.text
