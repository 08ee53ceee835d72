from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.errors import DamagedIndex
from heshu.folding import fold
from heshu.library.words import Words, build_words, tokens

ROWS = [
    ("a1", "a", "一、收入情况 财政拨款收入24,110.26万元,占收入总额的99.48%。"),
    ("a2", "a", "二、支出情况 公用支出1,033.80万元。"),
    ("a3", "a", "三、主要问题 预算编制不够精细,执行进度偏慢。"),
    ("b1", "b", "一、收入情况 财政拨款收入8,021.50万元。"),
    ("b2", "b", "三、主要问题 预算执行率偏低,公用支出增长较快。"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "index"
    build_words(folder, ROWS)
    return folder


@pytest.fixture(scope="module")
def words(folder: Path) -> Words:
    return Words.open(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算率", ["预", "预算", "算", "算率", "率"]),
        ("24,110.26万", ["24110.26", "万"]),
        ("９９．４８％", ["99.48", "99.48%"]),
        ("2022，2023年", ["2022", "2023", "年"]),
        ("①99%", ["99", "99%"]),
        ("出国 费", ["出", "出国", "国", "国费", "费"]),
        ("出国,费", ["出", "出国", "国", "费"]),
        ("ABC 5G", ["abc", "5g"]),
        ("", []),
        ("…——“”", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_tokens_hold_no_space_and_do_not_depend_on_spelling(text: str) -> None:
    assert all(token and not any(char.isspace() for char in token) for token in tokens(text))
    assert tokens(text) == tokens(fold(text))


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("24110.26", "a1"),
        ("99.48%算得对吗", "a1"),
        ("公用經費支出1033.80", "a2"),
        ("预算执行率", "b2"),
        ("编制", "a3"),
        ("８，０２１．５０", "b1"),
    ],
)
def test_the_passage_that_says_it_comes_first(words: Words, question: str, best: str) -> None:
    assert words.search(question, 5)[0][0] == best


def test_scores_fall_and_the_limit_holds(words: Words) -> None:
    found = words.search("预算执行率 公用支出", 5)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert words.search("预算执行率 公用支出", 2) == found[:2]
    assert words.search("预算", 0) == []


def test_reports_are_chosen_before_the_limit(words: Words) -> None:
    everywhere = dict(words.search("主要问题 预算执行率", 5))
    within = words.search("主要问题 预算执行率", 1, reports={"a"})
    assert [key for key, _ in within] == ["a3"]
    assert within[0][1] == pytest.approx(everywhere["a3"])
    assert words.search("预算", 5, reports=[]) == []
    assert words.search("预算", 5, reports=["unknown"]) == []


@given(st.text() | st.text(alphabet="预算 AND OR NOT ( ) [ ] \" ' : * ? ~ ^ + - \\ / 99.48%"))
def test_no_question_is_a_syntax_error(words: Words, question: str) -> None:
    found = words.search(question, 3)
    assert bool(found) <= bool(tokens(question))


def test_every_passage_is_counted(words: Words) -> None:
    assert len(words) == len(ROWS)


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    build_words(tmp_path, [])
    assert Words.open(tmp_path).search("预算", 5) == []


def test_an_index_is_not_written_twice(folder: Path) -> None:
    with pytest.raises(DamagedIndex):
        build_words(folder, ROWS)


def test_a_missing_index_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="重建索引"):
        Words.open(tmp_path / "nowhere")
    with pytest.raises(DamagedIndex, match="重建索引"):
        Words.open(tmp_path)


def test_a_damaged_index_is_said_in_words(tmp_path: Path) -> None:
    build_words(tmp_path, ROWS)
    (tmp_path / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(DamagedIndex):
        Words.open(tmp_path)
