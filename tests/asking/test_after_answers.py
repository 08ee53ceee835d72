"""Follow-ups to what was answered last: held against the one before it, converted, asked of again after a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest

from heshu.asking.assistant import Assistant
from heshu.records import Answer, Status

SPENT = {"渚汀市水务局": ("612.40", "48.60"), "渚汀市体育馆": ("1531.00", "12.15")}  # in all, on receptions
PROJECTS = {"渚汀市水务局": "245.00", "渚汀市体育馆": "367.44"}


def report(name: str) -> str:
    spent, receptions = SPENT[name]
    return (
        f"{name}2023年度部门整体支出绩效自评报告\n\n一、概况\n\n"
        f"全年预算数{Decimal(spent) + 20}万元，支出总额{spent}万元，其中项目支出{PROJECTS[name]}万元。"
        f"公务接待费{receptions}万元。\n\n专项项目18个。\n\n二、自评结论\n\n自评得分96.50分，满分100分。\n"
    )


@pytest.fixture(scope="module")
def assistant(over: Callable[[Mapping[str, str]], Assistant]) -> Assistant:
    return over({f"{n}.md": report(name) for n, name in enumerate(SPENT)})


def said(answer: Answer) -> list[str]:
    return [f"{value.number}{value.unit}" for value in answer.values] if answer.status is Status.ANSWERED else []


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


TURNS = [(one, other) for one in SPENT for other in SPENT if one != other]


@pytest.mark.parametrize(("one", "other"), TURNS)
@pytest.mark.parametrize(
    "asked", ["后者是前者的多少倍？", "是前面那家的几倍", "后一个是前一个的几倍？", "是上一家的几倍"]
)
def test_times_the_one_before(assistant: Assistant, one: str, other: str, asked: str) -> None:
    history = [f"{one}公务接待费花了多少？", f"{other}项目支出是多少？"]
    right = cents(Decimal(PROJECTS[other]) / Decimal(SPENT[one][1]))
    assert said(assistant.ask(asked, history)) == [f"{right}倍"]


@pytest.mark.parametrize(("one", "other"), TURNS)
@pytest.mark.parametrize("asked", ["{}的呢？是前面那家的几倍？", "{}呢？是上一家的几倍"])
def test_another_and_how_often_the_first(assistant: Assistant, one: str, other: str, asked: str) -> None:
    right = cents(Decimal(SPENT[other][1]) / Decimal(SPENT[one][1]))
    answer = assistant.ask(asked.format(other), [f"{one}公务接待费花了多少？"])
    assert said(answer) == [f"{SPENT[other][1]}万元", f"{right}倍"]


@pytest.mark.parametrize("name", SPENT)
@pytest.mark.parametrize("asked", ["换成亿元", "折合多少亿元", "这笔钱换成亿元"])
def test_the_amount_of_a_share_is_converted(assistant: Assistant, name: str, asked: str) -> None:
    history = [f"{name}支出总额是多少", "其中项目支出", "占多少"]
    right = Decimal(PROJECTS[name]) / 10_000
    assert [Decimal(v.number) for v in assistant.ask(asked, history).values] == [right]


@pytest.mark.parametrize("name", SPENT)
@pytest.mark.parametrize("before", ["这个数对吗", "对吗", "没算错吧"])
def test_a_check_is_no_part_of_what_was_spoken_of(assistant: Assistant, name: str, before: str) -> None:
    assert said(assistant.ask("满分多少", [f"{name}自评得分是多少", before])) == ["100分"]


@pytest.mark.parametrize(("one", "other"), TURNS)
@pytest.mark.parametrize("before", ["换成元", "折合多少亿元"])
def test_a_conversion_is_no_part_of_what_was_spoken_of(assistant: Assistant, one: str, other: str, before: str) -> None:
    answer = assistant.ask(f"比{other}多多少", [f"{one}支出总额是多少", before])
    assert said(answer) == [f"{abs(Decimal(SPENT[one][0]) - Decimal(SPENT[other][0]))}万元"]


@pytest.mark.parametrize("name", SPENT)
@pytest.mark.parametrize("asked", ["各多少钱", "分别是多少万元", "各花了多少钱"])
def test_how_many_is_told_where_each_is_not(assistant: Assistant, name: str, asked: str) -> None:
    answer = assistant.ask(f"{name}一共有几个专项项目，{asked}")
    assert answer.status is Status.CLARIFY
    assert "18个" in answer.text
    assert PROJECTS[name] not in answer.text
    assert SPENT[name][0] not in answer.text


@pytest.mark.parametrize("name", SPENT)
@pytest.mark.parametrize(
    "asked",
    [
        "How much is project expenditure of {}, and what share of total?",
        "How much was project expenditure of {}, and what share of total expenditure is it?",
        "What was the project expenditure of {}, and what percentage of total spending does it account for?",
    ],
)
def test_a_figure_and_its_share_in_english(assistant: Assistant, name: str, asked: str) -> None:
    share = cents(Decimal(PROJECTS[name]) / Decimal(SPENT[name][0]) * 100)
    assert said(assistant.ask(asked.format(name))) == [f"{PROJECTS[name]}万元", f"{share}%"]
