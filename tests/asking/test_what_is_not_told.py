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


RIVERS = """云岭市河湖所2023年度部门整体支出绩效自评报告
一、履职情况
清淤河道{length}公里；市级专员全年巡湖{city}次，乡级专员巡湖{town}次。年末登记养护工{known}人，再上岗率35.5%，举办座谈6次。
监督员对部分堤段亮了红牌，我所据此约请了承包商{firms}家。
二、资金情况
2023年年初预算900.00万元，调整后预算{adjusted}万元，总支出800.00万元。
| 事项 | 责任单位 | 调整后预算（万元） | 执行数（万元） |
| --- | --- | --- | --- |
| 堤岸公路整修 | 公路中心 | 100.00 | {first} |
| 桥涵加固 | 公路中心 | 80.00 | {second} |
| 水草打捞 | 水草中心 | 60.00 | 50.00 |
| 合计 | | 240.00 | {all} |
三、补助
护堤补助标准为每户每天8元，全年发放180天，每月通报支付进度一次，支付率91.5%。
"""


@pytest.fixture
def rivers(over: Callable[[Mapping[str, str]], Assistant]) -> Callable[..., Assistant]:
    def of(city: int = 31, town: int = 402, first: str = "90.00", second: str = "70.00") -> Assistant:
        told = {"length": "4.5", "known": 88, "firms": 2, "adjusted": "945.50"}
        whole = format(float(first) + float(second) + 50, ".2f")
        text = RIVERS.format(city=city, town=town, first=first, second=second, all=whole, **told)
        return over({"rivers.md": text})

    return of


@pytest.mark.parametrize(("city", "town"), [(31, 402), (7, 18)])
@pytest.mark.parametrize("said", ["一共", "总共"])
def test_parts_of_a_sentence_are_added_and_shown(
    rivers: Callable[..., Assistant], city: int, town: int, said: str
) -> None:
    answer = rivers(city, town).ask(f"河湖所专员{said}巡湖多少次")
    assert [value.number for value in answer.values] == [str(city + town)], answer.text
    assert f"市级专员全年巡湖：{city}次" in answer.text
    one = rivers(city, town).ask(f"河湖所乡级专员{said}巡湖多少次")
    assert [value.number for value in one.values] == [str(town)], one.text


@pytest.mark.parametrize(("first", "second", "total"), [("90.00", "70.00", "160.00"), ("41.50", "38.25", "79.75")])
@pytest.mark.parametrize("said", ["一共", "总共"])
def test_rows_are_named_by_who_answers_for_them(
    rivers: Callable[..., Assistant], first: str, second: str, total: str, said: str
) -> None:
    answer = rivers(first=first, second=second).ask(f"河湖所公路中心的项目{said}花了多少")
    assert [value.number for value in answer.values] == [total], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "河湖所养护工再上岗多少人",
        "河湖所亮了几个红牌",
        "河湖所什么时候通报支付进度",
        "河湖所护堤补助每户一年多少钱",
    ],
)
def test_a_neighbour_is_not_told_for_what_is_not_written(rivers: Callable[..., Assistant], question: str) -> None:
    assert not rivers().ask(question).values


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("河湖所登记养护工多少人", "88"),
        ("河湖所约请了几家承包商", "2"),
        ("河湖所预算调整了多少万元", "45.50"),
        ("河湖所年初预算调整了多少", "45.50"),
    ],
)
def test_what_is_written_is_told(rivers: Callable[..., Assistant], question: str, value: str) -> None:
    answer = rivers().ask(question)
    assert [one.number for one in answer.values] == [value], answer.text


def test_a_target_that_only_its_heading_calls_so_is_told_as_one(
    over: Callable[[Mapping[str, str]], Assistant],
) -> None:
    head = "云岭市养老院2023年度部门整体支出绩效自评报告"
    text = f"{head}\n一、绩效目标\n床位周转占比达到45%。\n二、情况\n全年支出10.00万元。\n"
    answer = over({"home.txt": text}).ask("养老院床位周转占比目标是多少")
    assert "占比目标：45%" in answer.text


@pytest.mark.parametrize("head", ["预算完成率", "预算执行率"])
@pytest.mark.parametrize(("limit", "names"), [("70", ["花房"]), ("85", ["花房", "苗圃"])])
def test_rows_are_held_to_a_limit_by_what_their_column_is_called(
    over: Callable[[Mapping[str, str]], Assistant], head: str, limit: str, names: list[str]
) -> None:
    text = f"""# 云岭市园艺所2023年度部门整体支出绩效自评报告

## 一、项目

| 项目 | 预算安排（万元） | 实际支出（万元） | {head} |
| --- | --- | --- | --- |
| 花房整修 | 50.00 | 30.00 | 60.00% |
| 苗圃扩建 | 40.00 | 32.00 | 80.00% |
| 温室改造 | 20.00 | 19.00 | 95.00% |
"""
    answer = over({"garden.md": text}).ask(f"园艺所哪些项目{head[2:]}低于{limit}%")
    assert [name in answer.text for name in ("花房", "苗圃", "温室")] == [
        name in names for name in ("花房", "苗圃", "温室")
    ]
    assert len(answer.values) == len(names)
