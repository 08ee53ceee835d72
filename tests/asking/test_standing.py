"""How the departments stand on a measure, however it is said: each wording gives what the figures give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

SPENT = {"农业局": "640.50", "教育局": "2310.00", "档案馆": "88.20", "民政局": "905.75"}
SCORES = {"农业局": "97.10", "教育局": "93.40", "档案馆": "98.80", "民政局": "95.65"}
REPORT = """# 河源县{name}2023年度部门整体支出绩效自评报告

## 一、基本情况

2023年{name}总支出{spent}万元，主要用于保障机构运转和履行职责。

## 二、自评结论

经自评，部门整体支出绩效自评得分{score}分。
"""
MEASURES = {"总支出": SPENT, "自评得分": SCORES}

HIGHEST = (
    "哪个部门{m}最高", "{m}最高的是谁", "谁的{m}排第一", "{m}哪家最多", "{m}第一名是哪个单位",
    "四家里头{m}最高的是哪家",
    "论{m}，哪家排在最前", "{m}排在首位的是哪个部门", "{m}居首的是哪家", "{m}的最高值", "{m}拔得头筹的是哪家",
    "比别家都高的{m}是哪家的", "{m}从高到低排，排第一的是谁", "{m}从低到高排，排最后的是谁", "按{m}排，头一个是哪家",
    "{m}哪家领先", "哪家{m}比其他几家都高", "把{m}最高的部门找出来", "最高的{m}是多少", "{m}最多的部门是哪一个，是多少",
)  # fmt: skip
LOWEST = (
    "哪个部门{m}最低", "谁的{m}排最后", "{m}最后一名是哪个单位", "论{m}，哪家排在最末", "{m}排在末位的是哪个部门",
    "{m}倒数第一是哪家", "{m}的最低值", "{m}从低到高排，排第一的是谁", "{m}从高到低排，排最后的是谁", "{m}垫底的是谁",
    "比别家都低的{m}是哪家的", "哪家{m}比其他几家都低", "{m}落在最后的是谁", "哪个部门的{m}最不高",
)  # fmt: skip
SPREAD = (
    "{m}最高的比最低的高多少", "{m}最高与最低相差多少", "{m}极差是多少", "头一名跟末一名的{m}差多少",
    "最高的{m}和最低的{m}相差几何", "{m}最高跟最低之间的差额", "{m}最大和最小之间差距多大",
)  # fmt: skip
MEAN = (
    "四家{m}平均下来多少", "平均每家{m}多少", "所有部门的{m}算个平均数", "四份报告的{m}平均一下", "{m}的平均水平是多少",
    "各家{m}求个平均", "四个部门平均{m}",
)  # fmt: skip
TOTAL = (
    "四家{m}加起来多少", "四份报告的{m}汇总起来是多少", "把四家的{m}加总", "四个部门合计{m}多少", "四家一起{m}多少",
    "全部部门{m}之和",
)  # fmt: skip
FALLING = (
    "把各部门按{m}从大到小排一下",
    "按{m}给四家排个序",
    "{m}排行榜",
    "按{m}高低排列",
    "四家{m}怎么排",
    "列一下{m}的名次",
)
RISING = ("按{m}升序排列", "按{m}由少到多排一下", "{m}从小到大的顺序")
SECOND = ("{m}排第二的是谁", "{m}仅次于第一的是谁", "谁的{m}排在第二")
FIRST_TWO = ("{m}最高的两个部门", "{m}排前两名的是哪些部门", "哪两家{m}最高", "{m}位列前两名的部门")
LAST_TWO = ("{m}排在最后的两家", "哪两家{m}最低")
EACH = ("对比一下四家的{m}", "分部门列出{m}", "{m}各家都是多少", "四个部门{m}一览")

Figures = Sequence[Decimal]


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(
        {f"{name}.md": REPORT.format(name=name, spent=spent, score=SCORES[name]) for name, spent in SPENT.items()}
    )


def numbers(answer: Answer) -> list[Decimal]:
    return [Decimal(value.number) for value in answer.values]


def rounded_mean(figures: Figures) -> Decimal:
    return round(sum(figures, Decimal(0)) / len(figures), 4)


WORDED: tuple[tuple[Sequence[str], Callable[[Figures], Sequence[Decimal]]], ...] = (
    (HIGHEST, lambda figures: [max(figures)]),
    (LOWEST, lambda figures: [min(figures)]),
    (SPREAD, lambda figures: [max(figures) - min(figures)]),
    (FALLING, lambda figures: sorted(figures, reverse=True)),
    (RISING, sorted),
    (SECOND, lambda figures: [sorted(figures)[-2]]),
    (FIRST_TWO, lambda figures: sorted(figures)[:-3:-1]),
    (LAST_TWO, lambda figures: sorted(figures)[:2]),
)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("wording", "expected"), [(wording, expected) for wordings, expected in WORDED for wording in wordings]
)
def test_each_wording_gives_what_the_figures_give(
    held: Assistant, wording: str, expected: Callable[[Figures], Sequence[Decimal]], measure: str
) -> None:
    answer = held.ask(wording.format(m=measure))
    wanted = list(expected([Decimal(figure) for figure in MEASURES[measure].values()]))
    assert answer.status is Status.ANSWERED
    assert numbers(answer)[: len(wanted)] == wanted


@pytest.mark.parametrize("wording", MEAN)
def test_a_mean_is_of_all(held: Assistant, wording: str) -> None:
    answer = held.ask(wording.format(m="总支出"))
    assert answer.status is Status.ANSWERED
    assert abs(numbers(answer)[-1] - rounded_mean([Decimal(figure) for figure in SPENT.values()])) < Decimal("0.01")


@pytest.mark.parametrize("wording", TOTAL)
def test_a_total_is_of_all(held: Assistant, wording: str) -> None:
    assert numbers(held.ask(wording.format(m="总支出")))[-1:] == [sum(map(Decimal, SPENT.values()), Decimal(0))]


@pytest.mark.parametrize("wording", EACH)
def test_a_table_holds_all(held: Assistant, wording: str) -> None:
    answer = held.ask(wording.format(m="自评得分"))
    assert answer.status is Status.ANSWERED
    assert sorted(numbers(answer)) == sorted(map(Decimal, SCORES.values()))


@pytest.mark.parametrize(
    "question",
    [
        "加班费最高的是谁",
        "谁的总支出不是最高",
        "哪家的培训费排第一",
        "办公用房总支出排在最前的是哪家",
        "总支出增长最快的是谁",
    ],
)
def test_what_is_not_stated_or_denied_is_given_for_none(held: Assistant, question: str) -> None:
    assert held.ask(question).status is not Status.ANSWERED


def test_a_place_beyond_those_that_state_it_is_refused(held: Assistant) -> None:
    assert "没有第五" in held.ask("总支出倒数第五的是谁").text


@pytest.mark.parametrize("aside", SPENT)
@pytest.mark.parametrize(
    "wording",
    ["除了{x}，哪个部门总支出最高", "除{x}外谁的总支出最高", "总支出最高的是谁，除了{x}",
     "把{x}去掉，剩下三家谁的总支出最高", "{x}除外，总支出最高的是哪家",
     "剔除{x}以后，总支出最高的是哪个部门",
     "不算{x}，总支出最多的是谁"],
)  # fmt: skip
def test_who_is_set_aside_is_not_counted(held: Assistant, wording: str, aside: str) -> None:
    answer = held.ask(wording.format(x=aside))
    assert numbers(answer) == [max(Decimal(figure) for name, figure in SPENT.items() if name != aside)]


def test_several_are_held_against_one(held: Assistant) -> None:
    answer = held.ask("农业局和档案馆的自评得分分别比教育局高多少分")
    assert numbers(answer) == [Decimal("3.70"), Decimal("5.40")]
