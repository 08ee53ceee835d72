from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.errors import DamagedIndex
from heshu.library.catalogue import FILE, Catalogue, Entry, add, copy, create, note_unread
from heshu.library.library import Library
from heshu.records import Box, Clean, Figure, FigureKind, Passage, PassageKind, Place, Report, Run, Section, Span

TEXT = st.text(max_size=12)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
NUMBERS = st.integers(0, 2**31)
SPANS = st.builds(Span, NUMBERS, NUMBERS)
IDS = st.text("0123456789abcdef", min_size=4, max_size=4)
RUNS = st.lists(st.builds(Run, NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=3).map(tuple)
POINTS = st.floats(0, 2000, width=32)
PLACES = st.builds(
    Place, SPANS, st.integers(1, 2000), st.builds(Box, POINTS, POINTS, POINTS, POINTS), st.none() | st.integers(0, 100)
)
YEARS = st.none() | st.integers(1990, 2050)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    return [draw(entry(report_id)) for report_id in draw(st.lists(IDS, max_size=3, unique=True))]


@st.composite
def entry(draw: st.DrawFn, report_id: str) -> Entry:
    pages = draw(st.lists(NUMBERS, max_size=2).map(tuple))
    report = Report(
        report_id, report_id + draw(TEXT), draw(TEXT), draw(TEXT), draw(NAMES), draw(YEARS), draw(TEXT), pages,
        draw(NAMES),
    )  # fmt: skip
    sections = tuple(
        Section(report_id, n, draw(NAMES), draw(SPANS), draw(SPANS)) for n in range(draw(st.integers(0, 2)))
    )
    passages = tuple(draw(passage(report_id, n)) for n in range(draw(st.integers(0, 3))))
    places = draw(st.lists(PLACES, max_size=3).map(tuple))
    return Entry(report, draw(TEXT), sections, passages, tuple(draw(figure(p)) for p in passages), places)


def passage(report_id: str, ordinal: int) -> st.SearchStrategy[Passage]:
    clean = st.builds(Clean, TEXT, RUNS)
    key = f"{report_id}-{ordinal}"
    page = st.none() | st.integers(1, 9)
    return st.builds(
        Passage, st.just(key), st.just(report_id), st.just(ordinal), NUMBERS, NAMES, st.sampled_from(PassageKind),
        clean, page,
    )  # fmt: skip


def figure(of: Passage) -> st.SearchStrategy[Figure]:
    value = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([Decimal("99.40"), Decimal("-0.0")])
    return st.builds(
        Figure, st.just(of.report_id), st.just(of.id), TEXT, TEXT, TEXT, TEXT, value, TEXT, st.sampled_from(FigureKind),
        TEXT, TEXT, NUMBERS, NUMBERS, SPANS,
    )  # fmt: skip


@pytest.fixture(scope="module")
def library(small_index: Path) -> Library:
    return Library.open(small_index)


def written(folder: Path, held: list[Entry]) -> Catalogue:
    with closing(create(folder)) as connection:
        for one in held:
            add(connection, one)
        connection.commit()
    return Catalogue(folder)


def same(catalogue: Catalogue, held: list[Entry]) -> None:
    """Hold what a catalogue gives against what was written."""
    assert catalogue.paths() == {one.report.source: (one.report.id, one.path) for one in held}
    for one in held:
        key = one.report.id
        assert catalogue.report(key) == one.report
        assert catalogue.sections(key) == one.sections
        assert catalogue.passages(key) == one.passages
        assert catalogue.places(key) == one.places
        assert catalogue.figures(key) == one.figures
        assert [str(f.value) for f in catalogue.figures(key)] == [str(f.value) for f in one.figures]
        (card,) = [card for card in catalogue.cards() if card.id == key]
        assert (card.source, card.title, card.department) == (
            one.report.source,
            one.report.title,
            one.report.department,
        )
        assert (card.year, card.aliases, card.warnings) == (one.report.year, one.report.aliases, one.report.warnings)
        assert (card.passages, card.figures, card.sections) == (len(one.passages), len(one.figures), len(one.sections))
        assert (card.characters, card.pages) == (len(one.report.text), len(one.report.page_starts))


# ---------------------------------------------------------------- what goes in comes out


@settings(max_examples=40, deadline=None)
@given(entries())
def test_records_come_back_as_they_were_written_and_as_they_were_copied(held: list[Entry]) -> None:
    with TemporaryDirectory() as name:
        one, other = Path(name, "one"), Path(name, "other")
        one.mkdir()
        other.mkdir()
        same(written(one, held), held)
        with closing(create(other)) as connection:
            copy(connection, one, [entry.report.id for entry in held[1:]])
        same(Catalogue(other), held[1:])


def test_passages_are_found_by_id(library: Library) -> None:
    everything = [p for card in library.cards for p in library.passages(card.id)]
    ids = [p.id for p in everything]
    assert library.passages_by_id(ids) == {p.id: p for p in everything}
    assert list(library.passages_by_id([ids[3], "unknown"])) == [ids[3]]
    assert library.passages_by_id([]) == {}
    many = [*ids, *(f"unknown-{n}" for n in range(300_000))]
    assert len(library.passages_by_id(many)) == len(ids)


def test_texts_come_in_the_order_of_the_ids(library: Library) -> None:
    rows = list(library.catalogue.texts())
    assert [row[:2] for row in rows] == library.catalogue.passage_ids()
    assert {row[0]: row[3] for row in rows} == {p.id: p.text for c in library.cards for p in library.passages(c.id)}


def test_an_unknown_report_is_a_key_error(library: Library) -> None:
    with pytest.raises(KeyError):
        library.report("0000")
    assert library.passages("0000") == ()


def test_a_moved_file_is_found_at_its_new_place(tmp_path: Path, small_index: Path) -> None:
    former = Library.open(small_index).catalogue
    source, (report, _) = next(iter(former.paths().items()))
    with closing(create(tmp_path)) as connection:
        copy(connection, former.folder, [report], {source: "/new/place.md"})
    assert Catalogue(tmp_path).paths() == {source: (report, "/new/place.md")}


# ---------------------------------------------------------------- spans


def bare(text: str) -> str:
    """Leave out what layout and markup put in."""
    return re.sub(r"[\s#*|$\\>&;]+", "", text)


def test_every_passage_and_every_figure_stands_where_its_span_says(library: Library) -> None:
    for card in library.cards:
        report = library.report(card.id)
        of = {passage.id: passage for passage in library.passages(card.id)}
        assert of
        for passage in of.values():
            assert bare(report.text[slice(*passage.span)]) == bare(passage.text)
        for figure in library.figures(card.id):
            passage = of[figure.passage_id]
            assert report.text[slice(*figure.span)] == figure.text
            assert passage.clean.source_span(figure.start, figure.end) == figure.span
            assert bare(passage.text[figure.start : figure.end]) == bare(figure.text)


def test_every_passage_lies_in_its_section(library: Library) -> None:
    for card in library.cards:
        sections = library.sections(card.id)
        for passage in library.passages(card.id):
            section = sections[passage.section]
            assert passage.path[: len(section.path)] == section.path
            assert section.span.start <= passage.span.start
            assert passage.span.end <= section.span.end


# ---------------------------------------------------------------- odd places and damage


@pytest.fixture(params=["100% 索引?x=1#2", "a&b;c", "with 'quotes\""])
def odd(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    folder = tmp_path / str(request.param)
    folder.mkdir()
    return folder


def test_a_folder_may_have_any_name(odd: Path) -> None:
    with closing(create(odd)) as connection:
        note_unread(connection, [("甲.doc", "/甲.doc", "不行", "")])
        connection.commit()
    assert [u.source for u in Catalogue(odd).unread()] == ["甲.doc"]
    assert [path.name for path in odd.iterdir()] == [FILE]


def test_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    catalogue = written(tmp_path, [])
    before = (tmp_path / FILE).read_bytes()
    assert catalogue.cards() == ()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_bytes() == before


def test_a_missing_catalogue_is_said_in_words_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="--rebuild"):
        Catalogue(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("bytes_left", [0, 50, 5_000])
def test_a_cut_off_catalogue_is_said_in_words(tmp_path: Path, small_index: Path, bytes_left: int) -> None:
    whole = (Library.open(small_index).generation / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:bytes_left])
    with pytest.raises(DamagedIndex, match="--rebuild"):
        list(Catalogue(tmp_path).texts())


def test_a_catalogue_damaged_later_is_said_in_words(tmp_path: Path, small_index: Path) -> None:
    library = Library.open(small_index)
    path = tmp_path / FILE
    path.write_bytes((library.generation / FILE).read_bytes())
    catalogue = Catalogue(tmp_path)
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 40_000)
    with pytest.raises(DamagedIndex):
        catalogue.passages(library.cards[0].id)
    with pytest.raises(DamagedIndex):
        list(catalogue.texts())
    (tmp_path / "new").mkdir()
    with closing(create(tmp_path / "new")) as connection, pytest.raises(DamagedIndex):
        copy(connection, tmp_path, [card.id for card in library.cards])


def test_a_failure_of_the_new_catalogue_is_not_blamed_on_the_old(tmp_path: Path, small_index: Path) -> None:
    library = Library.open(small_index)
    ids = [card.id for card in library.cards]
    with closing(create(tmp_path)) as connection:
        copy(connection, library.generation, ids)
    with closing(sqlite3.connect(tmp_path / FILE, uri=True)) as connection, pytest.raises(sqlite3.IntegrityError):
        copy(connection, library.generation, ids)
