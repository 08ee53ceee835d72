"""Follow-ups over what was spoken of before: many openings, wordings and departments; the figures decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import permutations, product

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

REPORT = """# 云岭县{name}2023年度部门整体支出绩效自评报告

## 一、收支情况

年初预算安排{first}万元，调整预算数{adjusted}万元，预算执行率{rate}%。2023年总支出{spent}万元，其中基本支出{basic}万元、项目支出{project}万元。{expenses}

## 二、履职情况

计划举办{course}培训班{planned}期，实际举办{course}培训班{held}期。邀请专家{experts}人参加科普开放日活动，走进{place}，体验人工增雨。

项目支出完成率{done}%。项目支出完成率偏低，主要是{cause}合同延期签订。

## 三、评价情况

“履职效能”自评得分{duty}分，“管理效率”自评得分{care}分，整体支出绩效自评得分{score}分。
"""
EXPENSES = "“三公”经费年初预算{trips_planned}万元，实际支出{trips}万元，其中公务接待费支出{guests}万元。"
FIGURES: Mapping[str, Mapping[str, str]] = {
    "气象局": {
        "first": "480.00", "adjusted": "528.00", "rate": "94.70", "spent": "500.00", "basic": "300.00",
        "project": "200.00", "trips_planned": "12.00", "trips": "9.60", "guests": "2.40", "course": "防灾",
        "planned": "10", "held": "8", "experts": "15", "place": "雷达站", "done": "80.00", "cause": "雷达维修",
        "duty": "48.00", "care": "47.00", "score": "95.00",
    },
    "地震局": {
        "first": "90.00", "adjusted": "99.00", "rate": "96.97", "spent": "96.00", "basic": "60.00",
        "project": "36.00", "trips_planned": "3.00", "trips": "2.70", "guests": "0.90", "course": "避险",
        "planned": "6", "held": "6", "experts": "21", "place": "地震台", "done": "90.00", "cause": "台站改造",
        "duty": "45.00", "care": "46.50", "score": "91.50",
    },
    "林业局": {
        "first": "190.00", "adjusted": "210.00", "rate": "95.24", "spent": "200.00", "basic": "120.00",
        "project": "80.00", "course": "护林", "planned": "9", "held": "7", "experts": "33", "place": "苗圃",
        "done": "70.00", "cause": "苗木采购", "duty": "49.00", "care": "48.00", "score": "97.00",
    },
}  # fmt: skip
TRIPS = ("气象局", "地震局")
"""Who reports on 三公经费: the third department says nothing of it."""


@pytest.fixture(scope="module")
def held(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over(
        {
            f"{name}.md": REPORT.format(
                name=name, expenses=EXPENSES.format(**figures) if name in TRIPS else "", **figures
            )
            for name, figures in FIGURES.items()
        }
    )


def value(department: str, figure: str) -> Decimal:
    return Decimal(FIGURES[department][figure])


def rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def given(answer: Answer) -> set[tuple[Decimal, str]]:
    return {(Decimal(one.number), one.unit) for one in answer.values}


MEASURES = {"基本支出": "basic", "项目支出": "project"}
OPERATIONS: Mapping[str, tuple[Callable[[Decimal, Decimal], Decimal], str]] = {
    "后一个是前一个的几倍": (lambda a, b: rounded(b / a), "倍"),
    "前者是后者的几倍": (lambda a, b: rounded(a / b), "倍"),
    "后者占前者的百分之几": (lambda a, b: rounded(b / a * 100), "%"),
    "这两个差多少": (lambda a, b: abs(a - b), "万元"),
    "二者相差多少": (lambda a, b: abs(a - b), "万元"),
    "后面那个和前面那个差多少": (lambda a, b: abs(a - b), "万元"),
    "它们加起来多少": (lambda a, b: a + b, "万元"),
    "前者和后者一共多少": (lambda a, b: a + b, "万元"),
    "这两个数合计": (lambda a, b: a + b, "万元"),
    "前一个减后一个是多少": (lambda a, b: abs(a - b), "万元"),
}
Told = tuple[list[str], tuple[str, str], tuple[str, str]]


def openings() -> Iterator[Told]:
    """Conversations that speak of two figures, with whose and which they are."""
    for one, other in permutations(FIGURES, 2):
        for (words, figure), (others, another) in product(MEASURES.items(), repeat=2):
            yield [f"{one}{words}是多少", f"{other}{others}是多少"], (one, figure), (other, another)
        yield [f"{one}基本支出多少", f"{other}的呢"], (one, "basic"), (other, "basic")
        yield [f"{one}和{other}的项目支出分别是多少"], (one, "project"), (other, "project")
    for one in FIGURES:
        yield [f"{one}基本支出多少", "项目支出呢"], (one, "basic"), (one, "project")
        yield [f"{one}的项目支出和基本支出分别是多少"], (one, "project"), (one, "basic")


@pytest.mark.parametrize("said", OPERATIONS)
def test_the_last_two_figures_are_pointed_at_whose_ever_they_are(held: Assistant, said: str) -> None:
    work, unit = OPERATIONS[said]
    for history, one, other in openings():
        answer = held.ask(said, history)
        assert given(answer) == {(work(value(*one), value(*other)), unit)}, (history, answer.text)


def test_two_figures_that_are_not_named_again_are_those_two(held: Assistant) -> None:
    """Of two departments and two measures, neither is put in the other's place."""
    for history, one, other in openings():
        a, b = value(*one), value(*other)
        assert (max(a, b), "万元") in given(held.ask("哪个高", history)), history
        assert given(held.ask("相差多少", history)) == {(abs(a - b), "万元")}, history


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ([], "{name}基本支出是基本支出的几倍"),
        ([], "{name}项目支出比项目支出多多少"),
        ([], "{name}项目支出占项目支出的百分之几"),
        (["{name}基本支出多少"], "后一个是前一个的几倍"),
        (["{name}基本支出多少"], "它比它多多少"),
        (["{name}基本支出多少", "{name}的呢"], "后一个是前一个的几倍"),
        (["{name}基本支出多少", "{name}的基本支出呢"], "这两个差多少"),
    ],
)
def test_no_figure_is_held_against_itself(held: Assistant, history: list[str], question: str) -> None:
    for name in FIGURES:
        answer = held.ask(question.format(name=name), [one.format(name=name) for one in history])
        assert not answer.values, answer.text
        for calculation in answer.calculations:
            assert len({figure.span for figure in calculation.operands}) == len(calculation.operands)


ON_TRIPS = (
    "三公经费超预算了吗", "“三公”经费实际支出有没有超", "三公经费预算是多少", "三公经费占总支出多少",
    "三公经费执行率是多少", "三公经费支出是10万元对吗", "三公经费控制在预算内了吗", "三公经费比预算少多少",
)  # fmt: skip
SPENT = (
    "具体花了多少万元", "实际支出呢", "用了多少钱", "实际是多少", "花了多少", "具体支出了多少", "决算数呢",
    "到底花了多少钱",
)  # fmt: skip


@pytest.mark.parametrize("said", SPENT)
@pytest.mark.parametrize("opening", ON_TRIPS)
def test_an_amount_stays_on_the_expense_that_was_asked_about(held: Assistant, opening: str, said: str) -> None:
    for name in FIGURES:
        answer = held.ask(said, [name + opening])
        if name in TRIPS:
            assert given(answer) == {(value(name, "trips"), "万元")}, answer.text
        else:
            assert answer.status is not Status.ANSWERED, answer.text


def test_a_part_is_of_the_expense_that_was_carried_on(held: Assistant) -> None:
    for name, said in product(TRIPS, ("公务接待占了其中百分之几", "其中公务接待费占多大比例")):
        answer = held.ask(said, [f"{name}三公经费预算是多少", "实际支出呢"])
        assert given(answer) == {(rounded(value(name, "guests") / value(name, "trips") * 100), "%")}, answer.text


@pytest.mark.parametrize(
    "said", ["那最后用掉了百分之几", "实际花了百分之几", "执行了多大比例", "完成了几成", "支出进度是多少"]
)
def test_what_was_used_of_a_budget_is_its_rate(held: Assistant, said: str) -> None:
    for name, opening in product(FIGURES, ("调整后的预算是多少", "调整预算数多少")):
        assert given(held.ask(said, [name + opening])) == {(value(name, "rate"), "%")}


@pytest.mark.parametrize(
    "said",
    [
        "加上管理效率那块，一共是多少分",
        "加上管理效率是多少",
        "再加上管理效率得分呢",
        "算上管理效率一共几分",
        "和管理效率一共多少分",
    ],
)  # fmt: skip
def test_another_score_is_added_to_the_last(held: Assistant, said: str) -> None:
    for name, opening in product(FIGURES, ("履职效能得了多少分", "履职效能自评得分是多少")):
        answer = held.ask(said, [name + opening])
        assert given(answer) == {(value(name, "duty") + value(name, "care"), "分")}, answer.text


@pytest.mark.parametrize(
    ("said", "end"),
    [
        ("三家里得分最高的是谁，比它高多少分", max), ("哪个部门最高，比它高多少", max),
        ("所有部门里最低的是哪家，比它低几分", min), ("各部门中最低的是谁，比它低多少", min),
    ],
)  # fmt: skip
def test_the_end_of_all_is_held_against_the_last(held: Assistant, said: str, end: Callable[..., str]) -> None:
    first = end(FIGURES, key=lambda name: value(name, "score"))
    for name in FIGURES:
        answer = held.ask(said, [f"{name}自评总分是多少"])
        if name == first:
            assert (Decimal(0), "分") not in given(answer), answer.text
            continue
        apart = abs(value(first, "score") - value(name, "score"))
        assert given(answer) == {(value(first, "score"), "分"), (apart, "分")}, answer.text


@pytest.mark.parametrize(
    "said",
    [
        "{other}报的也是这个数吗",
        "{other}也是这个比例吗",
        "{other}也一样吗",
        "{other}的是不是同一个数",
        "{other}也这么高吗",
    ],
)
def test_another_department_is_asked_for_the_same(held: Assistant, said: str) -> None:
    for one, other in permutations(FIGURES, 2):
        answer = held.ask(said.format(other=other), [f"{one}预算执行率是多少"])
        assert given(answer) == {(value(other, "rate"), "%")}, answer.text


@pytest.mark.parametrize(
    "said",
    [
        "原来计划办几期，有没有少办",
        "当初计划办几期，都办了吗",
        "原来计划是几期，完成了没有",
        "本来打算办几期，最后少办了没",
    ],
)
def test_the_plan_stands_beside_what_was_done(held: Assistant, said: str) -> None:
    for name, figures in FIGURES.items():
        answer = held.ask(said, [f"{name}办了几期{figures['course']}培训班"])
        assert given(answer) == {(value(name, "planned"), "期"), (value(name, "held"), "期")}, answer.text


@pytest.mark.parametrize(
    "said", ["为什么这么低", "什么原因", "原因是什么", "是什么原因造成的", "为啥没完成", "怎么会这么低"]
)
def test_the_reason_is_that_of_the_very_figure(held: Assistant, said: str) -> None:
    for name, figures in FIGURES.items():
        assert figures["cause"] in held.ask(said, [f"{name}项目支出完成率是多少"]).text
        answer = held.ask(said, [f"{name}办了几期{figures['course']}培训班"])
        assert answer.status is Status.REFUSED, answer.text


def test_what_was_spoken_of_is_put_before_a_question_that_names_nothing(held: Assistant) -> None:
    for name, figures in FIGURES.items():
        history = [f"{name}邀请了多少专家"]
        assert figures["place"] in held.ask("他们去了什么地方", history).text
        for other in ("他们住在哪个酒店", "有多少孩子", "他们的手机号是多少", "花了多少钱", "他们几岁", "你好"):
            assert not held.ask(other, history).values, other


def test_money_after_a_count_is_not_all_money(held: Assistant) -> None:
    for name, figures in FIGURES.items():
        history = [f"{name}办了几期{figures['course']}培训班"]
        assert not held.ask("花了多少钱", history).values
        assert given(held.ask("全年一共花了多少钱", history)) == {(value(name, "spent"), "万元")}


@pytest.mark.parametrize("said", SPENT)
def test_two_expenses_of_one_question_are_both_meant(held: Assistant, said: str) -> None:
    for name in FIGURES:
        answer = held.ask(said, [f"{name}基本支出和项目支出占比分别是多少"])
        told = given(answer)
        assert not told or told == {(value(name, "basic"), "万元"), (value(name, "project"), "万元")}, answer.text
        told = given(held.ask(said, [f"{name}基本支出和项目支出分别是多少"]))
        assert told == {(value(name, "basic"), "万元"), (value(name, "project"), "万元")}


@pytest.mark.parametrize(
    "said", ["目标是多少", "执行率呢", "预算是多少", "满分多少", "还有呢", "主要是什么", "什么时候完成", "原来计划多少"]
)
def test_what_may_be_asked_of_anything_is_not_guessed(held: Assistant, said: str) -> None:
    """Neither another thing's figure, nor the last one again."""
    for name in FIGURES:
        for opening, last in (("履职效能得分多少", "duty"), ("邀请了多少专家", "experts")):
            answer = held.ask(said, [name + opening])
            own = {value(name, figure) for figure in ("first", "adjusted", "rate")}
            assert {one.number for one in answer.values} <= {str(number) for number in own}, answer.text
            assert value(name, last) not in {number for number, _ in given(answer)}, answer.text


def test_a_thing_that_only_stands_beside_a_count_is_not_counted(held: Assistant) -> None:
    for name, figures in FIGURES.items():
        history = [f"{name}邀请了多少名专家"]
        assert not held.ask(f"{figures['place']}呢", history).values
        assert given(held.ask(f"{figures['course']}培训班呢", history)) <= {
            (value(name, "held"), "期"), (value(name, "planned"), "期")
        }  # fmt: skip
