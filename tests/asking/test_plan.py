"""What a question asks for, as a plan."""

from __future__ import annotations

import pytest

from heshu.asking.planning.plan import Operation, Plan, ask_for, plan
from heshu.asking.planning.scope import Gazetteer, scope
from heshu.asking.wording.question import understand
from heshu.glossary import glossary
from heshu.records import Card, FigureKind

CARD = Card("r", "报告.txt", "报告", "桐林县林业局", (), 2023, 100, 1, 1, 1, 1)


def wrong(*row: object, reason: str) -> object:
    """A row that does not hold yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


def planned(question: str) -> Plan:
    asked = understand(question)
    return plan(asked, scope(asked.text, Gazetteer([CARD]), english=asked.english), glossary())


FIGURE, SECTION, TEXT = Operation.FIGURE, Operation.SECTION, Operation.TEXT

ROWS = (
    ("林业局公用经费多少", FIGURE, (("公用经费",),)),
    ("林业局公用经费", FIGURE, (("公用经费",),)),
    ("林业局预算执行率", FIGURE, (("预算执行率",),)),
    ("林业局三公经费是多少", FIGURE, (("三公经费",),)),
    ("林业局项目支出的预算执行率是多少", FIGURE, (("项目支出", "预算执行率"),)),
    ("林业局种了多少棵树", FIGURE, ((),)),
    ("林业局公用经费多少，三公经费多少", FIGURE, (("公用经费",), ("三公经费",))),
    ("林业局存在哪些问题", SECTION, (("存在的主要问题",),)),
    ("林业局改进措施有哪些", SECTION, (("改进措施",),)),
    ("林业局主要职责是什么", SECTION, (("部门职能",),)),
    ("林业局为什么执行率低", TEXT, (("预算执行率",),)),
    ("林业局防火怎么做的", TEXT, ((),)),
    ("What was the budget execution rate of the forestry bureau?", FIGURE, (("预算执行率",),)),
    ("What are the main problems of the forestry bureau?", SECTION, (("存在的主要问题",),)),
)  # fmt: skip


@pytest.mark.parametrize(("question", "operation", "terms"), ROWS)
def test_the_operation_and_the_terms(question: str, operation: Operation, terms: tuple[tuple[str, ...], ...]) -> None:
    found = planned(question)
    assert found.operation is operation
    assert tuple(tuple(named.term.name for named in ask.named) for ask in found.asks) == terms


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("林业局预算执行率", {FigureKind.RATE, FigureKind.SHARE}),
        ("林业局公用经费", {FigureKind.AMOUNT}),
        ("林业局项目支出的预算执行率", {FigureKind.RATE, FigureKind.SHARE}),
        ("林业局自评得分", {FigureKind.SCORE}),
        ("林业局落款日期", {FigureKind.DATE}),
        ("林业局种了多少棵树", {FigureKind.COUNT}),
    ],
)
def test_the_kinds_follow_from_words_or_terms(question: str, kinds: set[FigureKind]) -> None:
    assert planned(question).asks[0].wanted.kinds == kinds


def test_the_words_beside_the_terms_are_kept() -> None:
    assert planned("林业局防火林带项目的预算执行率是多少").asks[0].rest == ("防火林带项目",)


def test_the_name_of_the_department_is_no_word_of_it() -> None:
    ask = planned("桐林县林业局公用经费多少").asks[0]
    assert (ask.rest, "林业" in ask.words) == ((), False)


def test_a_plan_explains_itself() -> None:
    assert planned("林业局公用经费多少").explain(["桐林县林业局"]) == "查数〔公用经费〕于〔桐林县林业局〕"
    assert planned("林业局存在哪些问题").explain([]).startswith("查章节")
    assert planned("公用经费多少").explain(list("甲乙丙丁戊")).endswith("于〔甲、乙、丙、丁等〕")


def test_a_phrase_is_asked_for_with_given_kinds() -> None:
    ask = ask_for("绿化项目的公用经费", glossary(), frozenset({FigureKind.AMOUNT}))
    assert [named.term.name for named in ask.named] == ["公用经费"]
    assert ask.rest == ("绿化项目",)
    assert ask.wanted.kinds == {FigureKind.AMOUNT}


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("林业局造林率的目标值、实际值和得分", ("造林率目标值", "造林率实际值", "造林率得分")),
        ("林业局公用经费的预算数和决算数分别是多少？", ("公用经费预算数", "公用经费决算数")),
        ("林业局项目支出年初预算数与执行数各是多少", ("项目支出年初预算数", "项目支出执行数")),
        ("林业局收入和支出", ()),
    ],
)
def test_several_columns_of_a_row_are_asked_one_by_one(question: str, parts: tuple[str, ...]) -> None:
    found = planned(question)
    assert len(found.asks) == max(len(parts), 1)
    for ask, part in zip(found.asks, parts, strict=False):
        assert ask.words.strip().startswith(part)
