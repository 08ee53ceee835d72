"""One measure of several departments, asked of each alone; the figures decide what is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 河源县{name}2023年度部门整体支出绩效自评报告

## 一、支出情况

2023年全年预算数{budget}，支出决算数{spent}，其中基本支出{basic}。
年末在职人员{staff}人。

## 二、自评结论

总分100分，部门整体支出绩效自评得分{score}分。

## 三、存在问题

{problem}
"""
KEYS = ("budget", "spent", "basic", "staff", "score", "problem")
FACTS = {
    "农业局": (
        "500.00万元", "480.00万元", "300.00万元", "41", "96.50",
        "1.人才队伍老化。全年调出技术人员3人，没有补充。\n\n2.项目验收拖沓，尾款跨年支付。",
    ),
    "档案馆": (
        "2,500,000.00元", "2,450,000.00元", "1,812,345.60元", "17", "98.20",
        "1.库房面积不足，新接收的档案无处存放。\n\n2.修复人员紧缺，只有2名修复师。",
    ),
    "司法局": ("320.00万元", "288.00万元", "96.00万元", "26", "95.10", "1.复议人手不足，专职人员仅4人。"),
}  # fmt: skip
SPENT = {"农业局": Decimal("480"), "档案馆": Decimal("245"), "司法局": Decimal("288")}
BASIC = {"农业局": Decimal("300"), "档案馆": Decimal("181.23456"), "司法局": Decimal("96")}
SCORE = {name: Decimal(facts[4]) for name, facts in FACTS.items()}
STAFF = {name: int(facts[3]) for name, facts in FACTS.items()}


@pytest.fixture(scope="module")
def three(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    """Three departments, one of which writes its amounts in 元."""
    facts = {name: dict(zip(KEYS, told, strict=True)) for name, told in FACTS.items()}
    return over({f"{name}.md": REPORT.format(name=name, **told) for name, told in facts.items()})


def said(answer: Answer) -> list[tuple[str, str]]:
    return [(value.number, value.unit) for value in answer.values]


def two_places(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize(("one", "other"), list(permutations(FACTS, 2)))
@pytest.mark.parametrize(
    "wording",
    [
        "{one}和{other}，谁的基本支出更多，多多少万元？",
        "把{one}和{other}的基本支出拿来比，哪家多，多了多少万元",
        "{one}跟{other}的基本支出放在一起比一比，差多少万元",
        "{one}与{other}哪家的基本支出高一些，高多少万元？",
    ],
)
def test_who_has_more_and_by_how_much(three: Assistant, wording: str, one: str, other: str) -> None:
    answer = three.ask(wording.format(one=one, other=other))
    more = max(one, other, key=lambda name: BASIC[name])
    assert (two_places(abs(BASIC[one] - BASIC[other])), "万元") in said(answer), answer.text
    assert more in answer.text.split("更")[0], answer.text


@pytest.mark.parametrize("names", [*combinations(FACTS, 2), tuple(FACTS)])
@pytest.mark.parametrize(
    "wording",
    [
        "不管年度，把{names}的支出决算数简单加总，一共多少万元？",
        "{names}的支出决算数合在一块是多少万元，各是多少？",
        "{names}各自的支出决算数是多少，加起来多少万元",
    ],
)
def test_a_sum_takes_every_department_once(three: Assistant, wording: str, names: tuple[str, ...]) -> None:
    answer = three.ask(wording.format(names="、".join(names)))
    total = sum((SPENT[name] for name in names), Decimal())
    assert any(Decimal(n) == total and unit == "万元" for n, unit in said(answer)), answer.text


@pytest.mark.parametrize(
    ("wording", "rising"),
    [
        ("手头这三份自评报告，按自评得分从高到低排一下，分数写上", False),
        ("三家的自评得分从低到高排个队，分数标上", True),
        ("农业局、档案馆、司法局的自评得分排一下，数字写上", False),
    ],
)
def test_the_order_is_that_of_the_figures(three: Assistant, wording: str, rising: bool) -> None:
    answer = three.ask(wording)
    assert [Decimal(n) for n, _ in said(answer)] == sorted(SCORE.values(), reverse=not rising), answer.text


@pytest.mark.parametrize(("one", "other", "third"), list(permutations(FACTS)))
def test_two_departments_together_in_per_cent_of_a_third(three: Assistant, one: str, other: str, third: str) -> None:
    answer = three.ask(f"{one}和{other}两家的支出决算数合在一块，相当于{third}支出决算数的百分之几？")
    assert (two_places((SPENT[one] + SPENT[other]) * 100 / SPENT[third]), "%") in said(answer), answer.text


@pytest.mark.parametrize(("one", "other"), list(permutations(FACTS, 2)))
def test_a_multiple_of_anothers(three: Assistant, one: str, other: str) -> None:
    answer = three.ask(f"{one}的基本支出，是{other}基本支出的几倍？")
    assert (two_places(BASIC[one] / BASIC[other]), "倍") in said(answer), answer.text


@pytest.mark.parametrize(("one", "other"), list(permutations(FACTS, 2)))
def test_a_count_is_held_against_anothers(three: Assistant, one: str, other: str) -> None:
    answer = three.ask(f"把{one}和{other}的年末在职人员拿来比，相差几人？")
    assert (str(abs(STAFF[one] - STAFF[other])), "人") in said(answer), answer.text


def test_the_mean_and_who_lies_under_it_are_both_answered(three: Assistant) -> None:
    answer = three.ask("三家自评得分平均是多少分（保留两位小数）？哪几家在平均线以下？")
    mean = sum(SCORE.values(), Decimal()) / len(SCORE)
    assert answer.status is Status.ANSWERED
    assert (two_places(mean), "分") in said(answer)
    assert {name for name in SCORE if name in answer.text.split("。")[0]} == {n for n in SCORE if SCORE[n] < mean}


@pytest.mark.parametrize(
    "question",
    [
        "农业局和档案馆，谁的培训费更多，多多少万元？",  # neither states it
        "这五家的自评得分加起来平均是多少分，哪几家在平均线以下",  # there are three
        "农业局和档案馆的基本支出和在职人员谁多，多多少",  # two measures
    ],
)
def test_what_is_not_stated_of_each_is_not_compared(three: Assistant, question: str) -> None:
    assert three.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("names", "quotes"),
    [
        (("农业局", "档案馆"), ("调出技术人员3人", "只有2名修复师")),
        (("司法局", "农业局"), ("专职人员仅4人", "调出技术人员3人")),
    ],
)
@pytest.mark.parametrize(
    "wording", ["{}和{}都提到了人员方面的困难，各是什么情况？", "{}跟{}都承认人手方面有不足，各自是怎么说的？"]
)
def test_each_says_what_it_says_itself(
    three: Assistant, wording: str, names: tuple[str, ...], quotes: tuple[str, ...]
) -> None:
    answer = three.ask(wording.format(*names))
    assert all(quote in answer.text for quote in quotes), answer.text
    assert "尾款" not in answer.text
    assert "库房" not in answer.text


def test_a_list_of_those_that_say_it_needs_no_word_of_the_others(three: Assistant) -> None:
    answer = three.ask("哪些部门的报告写到了“库房面积”？只列写了的，没写的不用提。")
    assert "档案馆" in answer.text
    assert "农业局" not in answer.text


def test_a_measure_goes_by_whichever_of_its_names_a_report_has(over: Callable[[Mapping[str, str]], Assistant]) -> None:
    head = "# 河源县{name}2023年度部门整体支出绩效自评报告\n\n## 一、基本情况\n\n{what}\n"
    told = {"农业局": "年末在编人员41人。", "档案馆": "年末实有人员17人。"}
    two = over({f"{name}.md": head.format(name=name, what=what) for name, what in told.items()})
    assert said(two.ask("两家的人手（在编或实有人员）从多到少排一下，各有多少人？")) == [("41", "人"), ("17", "人")]
    assert said(two.ask("两家的人手从多到少排一下，各有多少人？")) == [("41", "人"), ("17", "人")]


def test_a_whole_is_not_held_against_what_another_has_per_head(three: Assistant) -> None:
    assert three.ask("农业局和档案馆人均差旅费谁高，高多少？").status is not Status.ANSWERED


def each_persons(name: str, unit: str) -> str:
    """The basic expense per head by the facts, in 元 or in 万元."""
    exact = BASIC[name] / STAFF[name]
    return two_places(exact) if unit == "万元" else str((exact * 10000).quantize(Decimal("1"), ROUND_HALF_UP))


@pytest.mark.parametrize("measure", ["人均基本支出", "每人的基本支出"])
@pytest.mark.parametrize(("one", "other"), list(permutations(["农业局", "司法局"])))
def test_an_amount_per_head_is_told_in_the_unit_that_is_asked(
    three: Assistant, measure: str, one: str, other: str
) -> None:
    answer = three.ask(f"{one}和{other}2023年{measure}哪个高？各是多少元？")
    assert set(said(answer)) == {(each_persons(name, "元"), "元") for name in (one, other)}


@pytest.mark.parametrize(("one", "other"), list(permutations(["农业局", "司法局"])))
def test_how_far_two_quotients_lie_apart_is_worked_out_before_they_are_rounded(
    three: Assistant, one: str, other: str
) -> None:
    answer = three.ask(f"{one}和{other}2023年人均基本支出差多少？")
    apart = abs(BASIC[one] / STAFF[one] - BASIC[other] / STAFF[other])
    assert said(answer) == [(two_places(apart), "万元")]


def test_an_amount_per_head_of_several_is_told_without_a_word_that_asks(three: Assistant) -> None:
    answer = three.ask("农业局、司法局2023年每人基本支出")
    assert said(answer) == [(each_persons(name, "万元"), "万元") for name in ("农业局", "司法局")]
