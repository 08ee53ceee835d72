import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from heshu.folding import fold

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_full_width_case_and_traditional_forms_are_one_spelling() -> None:
    assert fold("關於２０２３年預算執行率９９．４８％（ＡＢＣ）") == "关于2023年预算执行率99.48%(abc)"


def test_every_character_folds_to_one_and_stays() -> None:
    once = [fold(char) for char in EVERY]
    assert [char for char, folded in zip(EVERY, once, strict=True) if len(folded) != 1] == []
    assert [folded for folded in once if fold(folded) != folded] == []


def test_no_character_that_is_not_a_digit_becomes_one() -> None:
    assert [c for c in EVERY if fold(c).isdecimal() and unicodedata.category(c) != "Nd"] == []
    assert fold("①99%②") == "①99%②"


def test_simplified_text_without_capitals_is_left_alone() -> None:
    text = "其中:财政拨款收入23,970.1万元,占收入总额的99.48%。"
    assert fold(text) == text


@given(st.text(), st.text())
def test_characters_fold_alone(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)
    assert len(fold(left)) == len(left)
