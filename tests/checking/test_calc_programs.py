"""FinQA's notation: reading, running and writing, and the expression that people read."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.calculator import calculate
from heshu.checking.operations import OPERATIONS
from heshu.checking.programs import Step, parse, run, write
from heshu.checking.quantities import Quantity
from heshu.checking.wording import MAX_WRITTEN, expression
from heshu.errors import CalculationError

LITERALS = st.one_of(
    st.decimals(-(10**6), 10**6, places=2).map(str),
    st.integers(0, 100).map("{}%".format),
    st.integers(0, 10**4).map("const_{}".format),
    st.integers(1, 10**4).map("const_m{}".format),
    st.just("(5,946)"),
    st.just("1 + 2"),
)
TABLE = (("", "2022年", "2023年"), ("公用支出", "1,000", "( 250 )"), ("net income ( loss )", "$ 3", "-4 ( 4 )"))
ROWS = st.sampled_from(["公用支出", "net income ( loss )", "2023年"])


@st.composite
def programs(draw: st.DrawFn, names: tuple[str, ...] = tuple(OPERATIONS)) -> tuple[Step, ...]:
    steps: list[Step] = []
    for place in range(draw(st.integers(1, 6))):
        if draw(st.integers(0, 9)) == 0:
            steps.append(Step(draw(st.sampled_from(["table_sum", "table_max", "table_average"])), (draw(ROWS), "none")))
            continue
        name = draw(st.sampled_from(names))
        count = draw(st.integers(OPERATIONS[name].least, OPERATIONS[name].most or 5))
        earlier = [f"#{number}" for number in range(place)]
        arguments = st.one_of(LITERALS, st.sampled_from(earlier)) if earlier else LITERALS
        steps.append(Step(name, tuple(draw(arguments) for _ in range(count))))
    return tuple(steps)


@given(programs())
def test_what_is_written_is_read_again(steps: tuple[Step, ...]) -> None:
    assert parse(write(steps)) == steps


def outcome(steps: tuple[Step, ...]) -> object:
    try:
        return run(steps, TABLE)
    except CalculationError:
        return None


@given(programs())
def test_the_expression_gives_what_the_program_gives(steps: tuple[Step, ...]) -> None:
    expected = outcome(steps)
    if expected is None:
        return
    result = calculate(expression(steps), TABLE)
    assert result.value == (expected.value if isinstance(expected, Quantity) else expected)


PLAIN = {"add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv}


@given(
    st.lists(st.tuples(st.sampled_from(sorted(PLAIN)), st.fractions(max_denominator=10**4)), min_size=1, max_size=12)
)
def test_a_chain_of_steps_gives_what_fractions_give(chain: list[tuple[str, Fraction]]) -> None:
    steps, value = [], Fraction(1)
    for place, (name, by) in enumerate(chain):
        steps.append(Step(name, (f"#{place - 1}" if place else "1", f"{by.numerator}/{by.denominator}")))
        if name == "divide" and by == 0:
            with pytest.raises(CalculationError, match="除数为零"):
                run(steps)
            return
        value = PLAIN[name](value, by)
    assert run(steps) == Quantity(value)


@pytest.mark.parametrize(
    ("program", "steps"),
    [
        ("divide( 637 ,const_5 )", [("divide", "637", "const_5")]),
        ("divide(subtract(5, 3), 3)", [("subtract", "5", "3"), ("divide", "#0", "3")]),
        ("add(1, 2), divide(add(3, 4), #0)", [("add", "1", "2"), ("add", "3", "4"), ("divide", "#1", "#0")]),
        ("add(add(1, 2), 3), exp(#0, 2)", [("add", "1", "2"), ("add", "#0", "3"), ("exp", "#1", "2")]),
        ("divide(subtract(5, 3) + 1, 2)", [("subtract", "5", "3"), ("divide", "#0 + 1", "2")]),
        ("table_max(sales, net ( a ), none)", [("table_max", "sales, net ( a )", "none")]),
        ("table_min(sales)", [("table_min", "sales", "none")]),
        ("增长率(1,234, 5,678)", [("growth", "1234", "5678")]),
        ("sum(1,234)", [("sum", "1", "234")]),
    ],
)
def test_reading(program: str, steps: list[tuple[str, ...]]) -> None:
    assert parse(program) == tuple(Step(op, tuple(arguments)) for op, *arguments in steps)


@pytest.mark.parametrize("text", ["", "1 + 2", "add(1, 2) + 3", "add(1, 2); add(3", "foo(1, 2)", "add(1, 2), 3"])
def test_what_is_not_a_program_is_refused(text: str) -> None:
    with pytest.raises(CalculationError):
        parse(text)


def test_steps_made_by_hand_are_checked_when_run() -> None:
    with pytest.raises(CalculationError, match="空的"):
        run(())
    with pytest.raises(CalculationError, match="不认识的运算"):
        run([Step("median", ("1", "2"))])
    with pytest.raises(CalculationError, match="步骤"):
        run([Step("add", ("#0", "2"))])


@pytest.mark.parametrize(
    ("program", "written"),
    [
        ("divide(6081.69, 6108.89)", "6081.69 ÷ 6108.89"),
        ("subtract(110, 100), divide(#0, 100)", "(110 − 100) ÷ 100"),
        ("growth(110万元, 100万元)", "(110万元 − 100万元) ÷ 100万元"),
        ("multiply(3, const_m1), add(#0, 2)", "3 × (-1) + 2"),
        ("subtract(1, -5)", "1 − (-5)"),
        ("add(-1, 5)", "-1 + 5"),
        ("exp(-1, 2)", "(-1) ^ 2"),
        ("subtract(9, 4), subtract(10, #0)", "10 − (9 − 4)"),
        ("divide(9, 4), divide(10, #0)", "10 ÷ (9 ÷ 4)"),
        ("average(1, 2, 3)", "(1 + 2 + 3) ÷ 3"),
        ("greater(5%, 0.04)", "5% > 0.04"),
        ("table_sum(公用支出, none)", "table_sum(公用支出)"),
        ("multiply(share(sum(1, 2), 4), const_100), round(#0, 2)", "round((1 + 2) ÷ 4 × 100, 2)"),
    ],
)
def test_the_expression_reads_as_people_write(program: str, written: str) -> None:
    assert expression(parse(program)) == written


def test_an_expression_that_would_double_without_end_stays_a_program() -> None:
    program = ", ".join(["add(1, 1)", *(f"add(#{place}, #{place})" for place in range(200))])
    assert expression(parse(program)) == program
    assert len(program) < MAX_WRITTEN
