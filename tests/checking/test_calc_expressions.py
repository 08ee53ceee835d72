"""Arithmetic as people write it, with Python's own precedence over fractions as the oracle."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.calculator import calculate
from heshu.errors import CalculationError


class Pair(NamedTuple):
    """The same calculation as a person writes it and as Python does."""

    ours: str
    python: str


FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
STYLES = [
    lambda whole, part: f"{whole}.{part}",
    lambda whole, part: f"{whole:,}.{part}",
    lambda whole, part: f"{whole:,}.{part}".translate(FULL_WIDTH),
    lambda whole, part: f"¥{whole:,}.{part}",
]
NUMBERS = st.builds(
    lambda whole, part, style: Pair(style(whole, part), f"F('{whole}.{part}')"),
    st.integers(0, 10**7),
    st.text("0123456789", max_size=3),
    st.sampled_from(STYLES),
)
PER_CENTS = st.builds(
    lambda whole, sign: Pair(f"{whole}{sign}", f"F({whole}, 100)"),
    st.integers(0, 10**4),
    st.sampled_from(["%", "％", " %"]),
)
SIGNS = {"+": "+＋﹢", "-": "-−－–", "*": "*×·xX✕", "/": "/÷／："}
BINARY = st.sampled_from([Pair(ours, sign) for sign, all_ours in SIGNS.items() for ours in all_ours])
BRACKETS = st.sampled_from(["()", "（）", "[]", "【】", "{}", "｛｝", "〔〕"])
BLANKS = st.sampled_from(["", " ", "\u3000", "\n"])


def joined(left: Pair, sign: Pair, right: Pair, blank: str) -> Pair:
    return Pair(f"{left.ours}{blank}{sign.ours}{blank}{right.ours}", f"{left.python} {sign.python} {right.python}")


def in_brackets(inner: Pair, kind: str) -> Pair:
    # blanks keep a number with separators in round brackets from being an accountant's negative
    return Pair(f"{kind[0]}0 + {inner.ours}{kind[1]}", f"({inner.python})")


def larger(smaller: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    return st.one_of(
        st.builds(joined, smaller, BINARY, smaller, BLANKS),
        st.builds(in_brackets, smaller, BRACKETS),
        st.builds(lambda inner: Pair(f"-({inner.ours} - 0)", f"-({inner.python})"), smaller),
        st.builds(
            lambda inner, by: Pair(f"(1*{inner.ours})^{by}", f"({inner.python})**{by}"), smaller, st.integers(0, 3)
        ),
    )


def value_or_refusal(text: str) -> Fraction | str:
    try:
        return Fraction(calculate(text).value)
    except CalculationError as error:
        return error.message


@given(st.recursive(st.one_of(NUMBERS, PER_CENTS), larger, max_leaves=12))
def test_it_gives_what_python_gives(pair: Pair) -> None:
    try:
        expected = eval(pair.python, {"F": Fraction})
    except ZeroDivisionError:
        expected = "除数为零，无法相除：请检查分母。"
    assert value_or_refusal(pair.ours) == expected


@given(st.integers(1, 999), st.integers(0, 999), st.integers(-(10**6), 10**6))
def test_an_accountants_bracket_is_a_negative(thousands: int, rest: int, other: int) -> None:
    assert calculate(f"{other} + ({thousands},{rest:03})").value == other - (thousands * 1000 + rest)


@given(st.text(max_size=60))
def test_any_text_is_answered_or_refused_in_words(text: str) -> None:
    answer = value_or_refusal(text)
    assert isinstance(answer, Fraction) or (answer and answer.isprintable())
