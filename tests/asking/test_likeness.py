"""Likeness of passages to a question, with the packaged model."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.asking.evidence.likeness import Texts
from heshu.embedding.model import StaticEmbedder, packaged

PASSAGES = ["古树名木保护经费落实到位。", "干部职工培训覆盖面不够，年轻干部少。", "森林防火巡护二十次。"]


@pytest.fixture(scope="module")
def model() -> StaticEmbedder:
    return packaged()


def test_the_passage_that_speaks_of_it_scores_best(model: StaticEmbedder) -> None:
    scores = [one.score for one in Texts(PASSAGES, model).compare("防火巡护", [0.0, 0.0, 1.0])]
    assert max(scores) == scores[2]


def test_meaning_counts_where_no_word_is_shared(model: StaticEmbedder) -> None:
    scores = [one.score for one in Texts(PASSAGES, model).compare("员工教育", [0.0, 0.0, 0.0])]
    assert max(scores) == scores[1]


def test_a_text_is_most_like_itself(model: StaticEmbedder) -> None:
    likeness = Texts(PASSAGES, model).compare(PASSAGES[0], [1.0, 0.0, 0.0])[0]
    assert likeness.pieces == pytest.approx(1, abs=1e-3)
    assert likeness.whole == pytest.approx(1, abs=1e-3)


def test_no_texts_and_no_words(model: StaticEmbedder) -> None:
    assert Texts([], model).compare("防火", []) == []
    assert [one.score for one in Texts(PASSAGES, model).compare("", [0.2, 0.0, 0.1])] == [0.2, 0.0, 0.1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=30))
def test_one_likeness_a_text_whatever_it_says(texts: list[str], query: str) -> None:
    found = Texts(texts, packaged()).compare(query, [0.5] * len(texts))
    assert len(found) == len(texts)
    assert all(-1.001 <= one.whole <= 1.001 and -0.001 <= one.pieces <= 1.001 for one in found)
