from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.evidence.retrieval import CANDIDATES, fuse

KEYS = st.text("abcdefgh", min_size=1, max_size=2)


def lists(low: int, high: int) -> st.SearchStrategy[list[tuple[str, float]]]:
    """Scores in thousandths, so that two are equal or well apart."""
    pairs = st.dictionaries(KEYS, st.integers(low, high).map(lambda number: number / 1000), max_size=8)
    return pairs.map(lambda scores: sorted(scores.items(), key=lambda pair: -pair[1]))


WORDS = lists(1, 90_000)
VECTORS = lists(-1000, 1000)


@given(WORDS, VECTORS, st.floats(0, 1))
def test_every_id_once_in_order_with_parts_that_add_up(
    words: list[tuple[str, float]], vectors: list[tuple[str, float]], weight: float
) -> None:
    fused = fuse(words, vectors, weight)
    assert sorted(row[0] for row in fused) == sorted({*dict(words), *dict(vectors)})
    assert [row[1] for row in fused] == sorted((row[1] for row in fused), reverse=True)
    for _, score, by_words, by_vectors in fused:
        assert 0 <= by_words <= 1
        assert 0 <= by_vectors <= 1
        assert score == (1 - weight) * by_words + weight * by_vectors


@given(WORDS, VECTORS)
def test_a_list_alone_keeps_its_order(words: list[tuple[str, float]], vectors: list[tuple[str, float]]) -> None:
    for fused, alone in ((fuse(words, []), words), (fuse([], vectors), vectors)):
        scores = dict(alone)
        assert [scores[row[0]] for row in fused] == [score for _, score in alone]


def test_both_lists_beat_one() -> None:
    fused = fuse([("words", 10.0), ("both", 9.0)], [("vectors", 0.9), ("both", 0.8), ("other", 0.1)])
    assert fused[0][0] == "both"


def test_words_weigh_more_than_vectors() -> None:
    assert [row[0] for row in fuse([("words", 3.0)], [("vectors", 0.9)])] == ["words", "vectors"]


def test_scores_count_and_ranks_do_not() -> None:
    words = [("far ahead", 30.0), ("second", 5.0), ("third", 4.9)]
    vectors = [("third", 0.50), ("second", 0.49), ("far ahead", 0.45), ("last", 0.1)]
    assert fuse(words, vectors)[0][0] == "far ahead"


def test_nothing_and_nothing_is_nothing() -> None:
    assert fuse([], []) == []


def test_equal_passages_stay_in_the_order_of_the_words() -> None:
    words = [("z", 5.0), ("a", 5.0), ("m", 5.0)]
    assert [row[0] for row in fuse(words, [("a", 0.5), ("z", 0.5), ("m", 0.5)])] == ["z", "a", "m"]


def test_a_short_list_is_measured_from_nothing_and_a_cut_one_from_its_lowest() -> None:
    short = fuse([("a", 10.0), ("b", 9.0)], [])
    assert [row[2] for row in short] == [1.0, 0.9]
    cut = fuse([(f"p{row}", float(CANDIDATES * 2 - row)) for row in range(CANDIDATES)], [])
    assert (cut[0][2], cut[-1][2]) == (1.0, 0.0)
