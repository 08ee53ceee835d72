"""What a question's words name, and how much of them a text holds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.wording.terms import Weights, content, named_terms, pairs, without
from heshu.glossary import glossary

WORDS = st.text("公用经费三支出占总预算执行率的多少多x9% ，", max_size=30)


def wrong(*row: object, reason: str) -> object:
    """A row that does not hold yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


CONTENT = (
    ("绿化面积1,312.94平方米", ("绿化面积1,312.94平方米",)),
    ("公用经费是多少", ("公用经费",)),
    ("办结了多少件提案", ("办结", "提案")),
    ("那么多少", ("么",)),
    ("一共有多少呢？", ()),
    ("报告里说的情况怎么样", ()),
    ("中央补助", ("中央补助",)),
    ("闻讯", ("闻讯",)),
    ("重要事项", ("重要事项",)),
    ("2023年度公用经费", ("公用经费",)),
    ("得分", ("得分",)),
    ("", ()),
)


@pytest.mark.parametrize(("text", "left"), CONTENT)
def test_content(text: str, left: tuple[str, ...]) -> None:
    assert content(text) == left


@given(WORDS)
def test_content_is_of_the_text_in_order(text: str) -> None:
    at = 0
    for part in content(text):
        at = text.index(part, at) + len(part)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("公用经费", {"公用", "用经", "经费"}),
        ("件", {"件"}),
        ("gdp增长6.5%", {"gdp", "增长", "6.5%"}),
        ("", set()),
        ("一 二", {"一", "二"}),
    ],
)
def test_pairs(text: str, found: set[str]) -> None:
    assert pairs([text]) == found


NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("公用经费是多少", ("公用经费",)),
    ("预算执行率", ("预算执行率",)),
    ("三公经费和公用经费", ("三公经费", "公用经费")),
    ("项目支出的预算执行率", ("项目支出", "预算执行率")),
    ("绿化面积", ()),
    ("", ()),
)


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_terms_named(text: str, names: tuple[str, ...]) -> None:
    assert tuple(named.term.name for named in named_terms(text, glossary())) == names


@given(st.lists(st.sampled_from(sorted(glossary().by_name)), min_size=1, max_size=4))
def test_every_written_name_is_found_without_overlap(names: list[str]) -> None:
    text = "，".join(names)
    found = named_terms(text, glossary())
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(one.end <= after.start for one, after in pairwise(found))
    assert set(names) <= {one.words for one in found}


def test_every_colloquial_name_is_understood() -> None:
    assert [name for name in glossary().by_asked if not named_terms(name, glossary())] == []


@given(st.lists(st.sampled_from(sorted(glossary().by_name)), min_size=1, max_size=3), st.text("甲乙丙", max_size=5))
def test_a_text_without_its_terms_keeps_the_rest(names: list[str], rest: str) -> None:
    text = rest + "，".join(names)
    assert without(text, named_terms(text, glossary())).replace(" ", "").replace("，", "") == rest


@given(st.lists(WORDS, max_size=5), st.lists(st.sampled_from(["公用", "支出", "执行", "水厂"]), max_size=4), WORDS)
def test_coverage_is_a_share_that_grows_with_the_text(texts: list[str], wanted: list[str], text: str) -> None:
    weights = Weights(texts)
    share = weights.coverage(frozenset(wanted), text)
    assert 0 <= share <= 1
    assert weights.coverage(frozenset(wanted), text + "".join(wanted)) >= share
    assert weights.coverage(frozenset(wanted), "".join(wanted)) == pytest.approx(1)


def test_a_rare_pair_weighs_more() -> None:
    weights = Weights(["公用经费", "公用支出", "绿化"])
    assert weights["绿化"] > weights["公用"]
    assert weights["水厂"] > weights["绿化"]
    assert weights.known("公用")
    assert not weights.known("水厂")
