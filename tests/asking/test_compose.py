"""What an answer is made of: citations and their markers, figures as written, names as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from heshu.asking.evidence.compose import (
    Citer,
    as_written,
    corpus_line,
    display_name,
    sentence_of,
    shortened,
    value_of,
    who,
)
from heshu.library.library import Library
from heshu.records import Card, Figure, Passage, Span, Value


@pytest.fixture(scope="module")
def library(small_index: Path) -> Library:
    return Library.open(small_index)


def of_water(library: Library) -> tuple[Card, list[Figure], dict[str, Passage]]:
    card = next(card for card in library.cards if "水务局" in card.department)
    return card, list(library.figures(card.id)), {p.id: p for p in library.passages(card.id)}


def test_a_citation_is_the_reports_own_text(library: Library) -> None:
    card, figures, passages = of_water(library)
    citer = Citer(library)
    text = library.report(card.id).text
    for figure in figures:
        passage = passages[figure.passage_id]
        citer.cite(passage, sentence_of(passage, figure.start, figure.end))
    assert citer.found
    for citation in citer.found:
        assert citation.quote == text[citation.start : citation.end]
        assert (citation.department, citation.year, citation.report_id) == (card.department, 2023, card.id)


def test_one_place_has_one_marker_and_markers_count_from_one(library: Library) -> None:
    _, _, passages = of_water(library)
    first, second = [p for p in passages.values() if len(p.text) > 20][:2]
    citer = Citer(library)
    marks = [citer.cite(first, Span(0, 8)), citer.cite(second, Span(0, 8)), citer.cite(first, Span(0, 8))]
    assert marks == ["[1]", "[2]", "[1]"]
    assert [citation.marker for citation in citer.found] == [1, 2]


def test_a_figure_stands_in_its_sentence(library: Library) -> None:
    _, figures, passages = of_water(library)
    for figure in figures:
        passage = passages[figure.passage_id]
        span = sentence_of(passage, figure.start, figure.end)
        assert span.start <= figure.start < figure.end <= span.end
        assert figure.text.strip() in as_written(figure, passage)


def test_a_range_beyond_every_sentence_is_cited_by_the_whole_passage(library: Library) -> None:
    _, _, passages = of_water(library)
    passage = next(p for p in passages.values() if p.text.count("。") > 1)
    assert sentence_of(passage, 0, len(passage.text)) == Span(0, len(passage.text))


def test_a_value_is_a_plain_decimal(library: Library) -> None:
    _, figures, _ = of_water(library)
    assert Value("4210.50", "万元") in [value_of(figure) for figure in figures]


@pytest.mark.parametrize(
    ("department", "name"),
    [
        ("中国共产党云昌市委员会办公厅", "云昌市委办公厅"),
        ("中共云昌市委员会组织部", "云昌市委组织部"),
        ("云昌市发展和改革委员会", "云昌市发展和改革委员会"),
        ("云昌市审计局", "云昌市审计局"),
        ("中共", "中共"),
        ("", ""),
    ],
)
def test_a_department_is_named_as_people_write_it(department: str, name: str) -> None:
    assert display_name(department) == name


def card(department: str, year: int | None, title: str = "某报告") -> Card:
    return Card("r", "r.txt", title, department, (), year, 9, 1, 1, 1, 1)


def test_who_an_answer_speaks_of() -> None:
    assert who(card("云昌市审计局", 2023)) == "云昌市审计局2023年"
    assert who(card("云昌市审计局", None)) == "云昌市审计局"
    assert who(card("", None)) == "某报告"


def test_what_the_corpus_holds_in_a_line() -> None:
    assert "没有报告" in corpus_line([])
    assert "empty" in corpus_line([], english=True)
    many = [card(f"第{n}局", 2023) for n in range(9)]
    assert corpus_line(many).startswith("现有9份报告：")
    assert corpus_line(many).count("局") == 6
    assert corpus_line(many).endswith("等。")
    assert corpus_line(many[:1], english=True).startswith("The corpus holds 1 ")


@pytest.mark.parametrize(
    ("text", "said"), [("支出24,110.26万元合计", "支出"), ("支出合计多少万元", "支出合计多"), ("支出24", "支出24")]
)
def test_a_text_is_cut_before_a_number_and_not_in_it(text: str, said: str) -> None:
    assert shortened(text, 5) == said
