import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from heshu.folding import fold, in_order

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


@given(st.text(), st.sets(st.integers(0, 50)))
def test_a_text_gives_what_is_left_of_it_in_its_order(text: str, out: set[int]) -> None:
    left = "".join(char for place, char in enumerate(text) if place not in out)
    assert in_order(left, text)
    assert not in_order(text + "末", text)


def test_characters_in_another_order_are_not_left_of_a_text() -> None:
    assert in_order("市委办", "市委员会办公室")
    assert not in_order("办市委", "市委员会办公室")
