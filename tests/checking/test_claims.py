"""Every number that a text says, in whatever notation it comes."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.claims import claims
from heshu.folding import fold

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("186.30万元", [("1863000", "元")]),
        ("1,863,000元", [("1863000", "元")]),
        ("０．０１８６３亿元", [("1863000", "元")]),
        ("三千万元", [("30000000", "元")]),
        ("两万三千元", [("23000", "元")]),
        ("壹佰贰拾万元", [("1200000", "元")]),
        ("百分之九十九点五", [("99.5", "%")]),
        ("百分之99.5", [("99.5", "%")]),
        ("千分之三", [("3", "‰")]),
        ("九成五", [("95", "%")]),
        ("九成半", [("95", "%")]),
        ("3成", [("30", "%")]),
        ("41.6万人次", [("416000", "人次")]),
        ("两倍", [("2", "倍")]),
        ("三个百分点", [("3", "百分点")]),
        ("300余件", [("300", "件余")]),
        ("-5%", [("-5", "%")]),
        ("二〇二三年", [("2023", "年")]),
        ("2023年12月31日", [("2023", "年"), ("12", "月"), ("31", "日")]),
        ("一般公共预算", [("1", "")]),
        ("公用支出", []),
    ],
)
def test_a_number_is_found_in_every_notation(text: str, said: list[tuple[str, str]]) -> None:
    assert [claim.said for claim in claims(fold(text))] == [(Decimal(value), unit) for value, unit in said]


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9))
def test_a_rate_is_one_claim_however_it_is_written(tens: int, ones: int, tenths: int) -> None:
    spelled = (DIGITS[tens] + "十" if tens > 1 else "十" if tens else "") + DIGITS[ones] + "点" + DIGITS[tenths]
    (one,), (other,) = claims(f"百分之{spelled}"), claims(f"{tens}{ones}.{tenths}%".removeprefix("0"))
    assert one.said == other.said


@given(st.text(alphabet="0123456789.,一二三十百千万亿点成分之元%年月日 余-[]公用"))
def test_no_digit_is_outside_a_claim(text: str) -> None:
    found = claims(text)
    inside = {at for claim in found for at in range(claim.start, claim.end)}
    assert all(at in inside for at, character in enumerate(text) if character.isdigit())
    assert all(one.end <= other.start for one, other in pairwise(found))
