"""One thing under another name: found where the report means the same, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.assistant import Assistant
from heshu.asking.evidence.proofs import gives
from heshu.asking.evidence.wide import WIDE
from heshu.records import Status

Over = Callable[[Mapping[str, str]], Assistant]
HEAD = "{name}2023年度部门整体支出绩效自评报告\n一、预算执行情况\n"


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    """Three offices that call the rate otherwise, and one whose 支付进度 is of something else."""
    bodies = {
        "云湖区教育局": "全年预算数5,000万元，全年支出4,850万元，预算执行率97%。",
        "云湖区水务局": "调整预算数2,000.00万元，支付完成1,968.00万元，支付进度98.40%。",
        "云湖区林业局": "调整预算数3,000.00万元，支付完成2,700.00万元。截至9月末的支付进度99.10%。",
        "云湖区体育局": "调整后预算1,000万元，实际支出885万元，预算完成率88.5%。\n二、项目\n"
        "1.场馆维护：安排资金40万元，支付资金39.2万元，支付率98%。\n"
        "2.青少年赛事：安排资金60万元，支付资金54万元，支付率90%。",
    }
    return over({f"{name}.txt": HEAD.format(name=name) + body + "\n" for name, body in bodies.items()})


@pytest.mark.parametrize("words", ["预算执行率", "整体预算执行率", "预算完成率"])
def test_a_ranking_leaves_out_none_that_says_it_by_another_name(assistant: Assistant, words: str) -> None:
    answer = assistant.ask(f"2023年各部门{words}从高到低排一下")
    assert [value.number for value in answer.values] == ["98.40", "97", "90.00", "88.5"]
    assert "2700.00 ÷ 3000.00" in answer.text  # 林业局 states no rate of the whole: its amounts give it
    assert "99.1" not in answer.text


def test_a_rate_by_another_name_is_looked_up_compared_and_checked(assistant: Assistant) -> None:
    assert assistant.ask("水务局2023年预算执行率是多少").values[0].number == "98.40"
    apart = assistant.ask("2023年云湖区水务局和云湖区教育局的预算执行率相差多少")
    assert [(value.number, value.unit) for value in apart.values] == [("1.40", "百分点")]
    checked = assistant.ask("水务局2023年预算执行率98.40%，算得对吗")
    assert [one.verdict for one in checked.calculations] == ["consistent"]


def test_a_rate_of_something_else_is_not_taken_for_it(assistant: Assistant) -> None:
    """90% follows from the amounts, 99.10% from nothing."""
    answer = assistant.ask("林业局2023年预算执行率是多少")
    assert "99.10" not in {value.number for value in answer.values}
    stated = assistant.ask("林业局2023年支付进度是多少")
    assert [value.number for value in stated.values] == ["99.10"]


def test_of_several_rates_the_whole_s_is_the_one_that_its_amounts_give(assistant: Assistant) -> None:
    answer = assistant.ask("体育局2023年预算执行率是多少")
    assert answer.status is Status.ANSWERED
    assert [value.number for value in answer.values] == ["88.5"]


def test_over_many_reports_it_is_the_same(over: Over) -> None:
    """Each third report says 预算执行率, each third 支付进度 as proved, each third a 支付进度 of something else."""
    texts: dict[str, str] = {}
    rates: dict[int, str] = {}
    for at in range(WIDE + 10):
        name, rate = (
            f"{'东西南北'[at % 4]}{'山河湖海林'[at % 5]}{'甲乙丙丁戊己'[at // 20]}县教育局",
            70 + Decimal(at) / 4,
        )
        says = ("预算执行率", "支付进度", "9月末支付进度")[at % 3]
        shown = rate if at % 3 < 2 else rate + 1
        spent = (rate * 10).quantize(Decimal("0.01"))
        body = f"调整预算数1,000.00万元，支付完成{spent:f}万元，{says}{shown:.2f}%。\n"
        texts[f"{at}.txt"] = HEAD.format(name=name) + body
        rates |= {at: f"{shown:.2f}"} if at % 3 < 2 else {}
    answer = over(texts).ask("2023年预算执行率最高的三个部门是哪些")
    assert [value.number for value in answer.values] == sorted(rates.values(), reverse=True)[:3]
    assert f"{len(texts)}份报告中{len(rates)}份写明" in answer.text


@given(
    st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 4), st.integers(-3, 3), st.sampled_from(["元", "万元"])
)
def test_a_rate_is_proved_where_exact_arithmetic_rounds_to_it(
    spent: int, budget: int, digits: int, off: int, unit: str
) -> None:
    """As integers: twice the rate's distance from the quotient is at most a unit of its last digit, half rounds up."""
    scale = 10**digits
    per = 1 if unit == "万元" else 10**4
    near = (200 * scale * spent * per + budget) // (2 * budget)  # half up
    rate = Decimal(near + off).scaleb(-digits)
    proved = gives([(Decimal(spent), "万元")], [(Decimal(budget), unit)], rate)
    assert proved == (off == 0)


@pytest.mark.parametrize(
    ("says", "asked", "number"),
    [
        ("年初预算300万元，调增42万元，调整预算342万元。", "追加预算", "42"),
        ("年初预算安排300万元，预算调整增加42万元，全年预算合计342万元。", "年中追加的预算", "42"),
        ("年初批复预算300万元，年中调增42万元，调整后预算342万元。", "追加预算", "42"),
        ("“三公”经费支出52,080元，预算为59,930元。", "三公经费预算数", "59930"),
        ("综合评分86.5分：投入方面17.5分，过程方面16分，产出方面27分，效益方面26分。", "过程指标得分", "16"),
        ("政府采购预算710万元，执行651万元。", "政府采购支出", "651"),
        ("采购预算532万元，实际完成采购476万元。", "政府采购实际支出", "476"),
        ("服务对象满意度91.08%。", "满意度", "91.08"),
        ("决算支出300.00万元，年末结转结余42.00万元。", "年末结余", "42.00"),
        ("年末结转结余42.00万元，其中年末结余12.00万元。", "年末结余", "12.00"),
        ("办公设备购置项目预算86万元，实际支出82万元。", "办公设备购置项目的预算", "86"),
        ("办公设备购置项目预算86万元，决算82万元。", "办公设备购置项目的支出", "82"),
    ],
)
@pytest.mark.parametrize("form", ["{}2023年{}是多少？", "查一下{}2023年的{}"])
def test_a_figure_is_found_by_what_it_is(over: Over, says: str, asked: str, number: str, form: str) -> None:
    name = "云湖区档案馆"
    answer = over({"报告.txt": HEAD.format(name=name) + says + "\n"}).ask(form.format(name, asked))
    assert (answer.status, [value.number for value in answer.values]) == (Status.ANSWERED, [number]), answer.text


def test_a_change_and_a_share_that_the_report_states_are_cited(over: Over) -> None:
    said = (
        "{}年，本部门年初预算900.00万元，调整预算1,000.00万元，决算支出{}万元。\n{}"
        "支出结构表（单位：万元）\n\n| 支出类别 | 决算数 |\n| --- | --- |\n| 基本支出 | {} |\n| 项目支出 | {} |\n\n{}"
    )
    name = "云湖区统计局"
    change = "决算支出与2022年的800.00万元比，增加160.00万元，增长20.00%。\n"
    texts = {
        "2023.md": f"# {name}2023年度部门整体支出绩效自评报告\n\n## 一、预算执行\n\n"
        + said.format(2023, "960.00", change + "\n", "240.00", "720.00", "基本支出占比25.00%，项目支出占比75.00%。\n"),
        "2022.md": f"# {name}2022年度部门整体支出绩效自评报告\n\n## 一、预算执行\n\n"
        + said.format(2022, "800.00", "\n", "200.00", "600.00", ""),
    }
    assistant = over(texts)
    grown = assistant.ask(f"{name}2023年总支出比上年增长了百分之几？")
    assert [value.number for value in grown.values] == ["20.00"]
    assert any("增长20.00%" in citation.quote for citation in grown.citations)
    share = assistant.ask(f"{name}2023年基本支出占总支出的比例是多少？")
    assert [value.number for value in share.values] == ["25.00"]
    assert any("占比25.00%" in citation.quote for citation in share.citations)


def test_what_is_left_is_ranked_whatever_the_reports_call_it(over: Over) -> None:
    called = {"云湖区教育局": "年末结转结余40万元", "云湖区水务局": "结余52万元", "云湖区林业局": "结余资金31万元"}
    answer = over(
        {f"{name}.txt": HEAD.format(name=name) + f"支出900万元，{said}。\n" for name, said in called.items()}
    ).ask("2023年各部门结余从高到低排一下")
    assert [value.number for value in answer.values] == ["52", "40", "31"]


@pytest.mark.parametrize(
    "form", ["核对一下{}2023年的数，有没有不一致的？", "{}2023年的数据，前后有没有矛盾", "{}的数字，是否有矛盾？"]
)
def test_a_whole_report_is_checked_however_it_is_asked(assistant: Assistant, form: str) -> None:
    answer = assistant.ask(form.format("云湖区水务局"))
    assert [one.verdict for one in answer.calculations] == ["consistent"], answer.text


def test_a_share_stated_wrongly_without_its_whole_is_shown_beside_the_right_one(over: Over) -> None:
    """25% is what the amounts give; the report says 35.00%."""
    said = (
        "决算支出960.00万元，其中基本支出240.00万元，项目支出720.00万元。\n基本支出占比35.00%，项目支出占比75.00%。\n"
    )
    name = "云湖区统计局"
    answer = over({"报告.txt": HEAD.format(name=name) + said}).ask(
        f"{name}2023年基本支出占总支出的比例35.00%，算得对吗？"
    )
    assert "inconsistent" in {one.verdict for one in answer.calculations}
    assert "25.00" in {value.number for value in answer.values}
    assert any("基本支出占比35.00%" in citation.quote for citation in answer.citations)
