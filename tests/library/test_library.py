from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from heshu.asking.assistant import Assistant
from heshu.embedding.model import packaged
from heshu.errors import DamagedIndex, EmbedderMismatch, IndexError_, NoIndex
from heshu.library.build import build
from heshu.library.generations import POINTER, current
from heshu.library.library import Library
from heshu.library.manifest import MANIFEST
from heshu.records import Answer


@pytest.fixture
def index(small_index: Path, tmp_path: Path) -> Path:
    """Give a copy of the small index that may be damaged."""
    return Path(shutil.copytree(small_index, tmp_path / "index"))


def change(index: Path, **values: object) -> None:
    """Change the manifest of the published generation."""
    path = current(index) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), "utf-8")


# ---------------------------------------------------------------- opening


def test_the_manifest_says_what_the_index_holds(small_index: Path) -> None:
    library = Library.open(small_index)
    manifest = library.manifest
    assert (manifest.embedder, manifest.fingerprint) == ("static-zh", packaged().fingerprint)
    assert manifest.dimensions == packaged().dimensions
    assert manifest.reports == len(library.cards) == 3
    assert manifest.passages == len(library.words) == len(library.vectors) == sum(c.passages for c in library.cards)
    assert manifest.figures == sum(len(library.figures(card.id)) for card in library.cards) > 0


def test_where_nothing_was_built_the_command_is_named(tmp_path: Path) -> None:
    for index in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoIndex, match="heshu index"):
            Library.open(index)
    assert list(tmp_path.iterdir()) == []


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no manifest": lambda g: (g / MANIFEST).unlink(),
    "manifest cut off": lambda g: (g / MANIFEST).write_text("{"),
    "manifest of nothing": lambda g: (g / MANIFEST).write_text("[]"),
    "manifest in other letters": lambda g: (g / MANIFEST).write_bytes(b"\xff\xfe\xff"),
    "no catalogue": lambda g: (g / "catalog.sqlite").unlink(),
    "no generation": shutil.rmtree,
    "pointer to nowhere": lambda g: (g.parent / POINTER).write_text("../elsewhere"),
    "empty pointer": lambda g: (g.parent / POINTER).write_text(""),
    "pointer in other letters": lambda g: (g.parent / POINTER).write_bytes(b"\xff\xff"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_said_in_words_and_a_rebuild_heals_it(index: Path, small_reports: Path, damage: str) -> None:
    DAMAGE[damage](current(index))
    with pytest.raises(DamagedIndex, match="--rebuild"):
        Library.open(index)
    with pytest.raises(DamagedIndex, match="--rebuild"):
        build([small_reports], index)
    build([small_reports], index, rebuild=True)
    assert len(Library.open(index).cards) == 3
    assert len(Assistant.open(index).search("公用支出", 3)) == 3


@pytest.mark.parametrize("part", ["words", "vectors"])
def test_a_missing_part_is_said_when_it_is_wanted(index: Path, small_reports: Path, part: str) -> None:
    shutil.rmtree(current(index) / part)
    library = Library.open(index)
    assert library.figures(library.cards[0].id)
    with pytest.raises(DamagedIndex, match="重建"):
        getattr(library, part)
    build([small_reports], index, rebuild=True)
    assert len(getattr(library.latest(), part))


@pytest.mark.parametrize("values", [{"format": 99}, {"format": 99, "more": 1}])
def test_an_index_of_another_version_is_refused_in_words(index: Path, values: dict[str, Any]) -> None:
    change(index, **values)
    with pytest.raises(DamagedIndex, match=r"另一个版本.*--rebuild"):
        Library.open(index)


def test_an_index_that_lost_rows_is_refused_in_words(index: Path) -> None:
    library = Library.open(index)
    change(index, passages=library.manifest.passages + 1)
    with pytest.raises(DamagedIndex, match=r"不完整.*--rebuild"):
        Library.open(index)
    library.manifest = replace(library.manifest, passages=library.manifest.passages + 1)
    for part in ("words", "vectors"):
        with pytest.raises(DamagedIndex, match=part):
            getattr(library, part)


# ---------------------------------------------------------------- the embedded model


def test_another_model_is_refused_and_both_ways_out_are_named(index: Path, small_reports: Path) -> None:
    change(index, embedder="bge-small-zh", fingerprint="0000")
    library = Library.open(index)
    assert library.figures(library.cards[0].id)
    with pytest.raises(EmbedderMismatch, match=r"bge-small-zh.*static-zh.*--embedder bge-small-zh.*--rebuild"):
        library.encode("公用支出")
    with pytest.raises(EmbedderMismatch, match=r"--embedder bge-small-zh.*--rebuild"):
        build([small_reports], index)
    build([small_reports], index, rebuild=True)
    assert library.latest().encode("公用支出").any()


def test_a_model_that_changed_under_its_name_can_only_be_rebuilt(index: Path) -> None:
    change(index, fingerprint="0000")
    with pytest.raises(EmbedderMismatch, match="--rebuild") as refused:
        Library.open(index).encode("公用支出")
    assert "--embedder" not in refused.value.message


def test_an_opened_model_serves_the_next_generation_too(index: Path, small_reports: Path, tmp_path: Path) -> None:
    library = Library.open(index, packaged())
    copy = shutil.copytree(small_reports, tmp_path / "reports")
    (copy / "新增.md").write_text("# 东岭县档案局2023年度部门整体支出绩效自评报告\n\n全年支出5.00万元。\n", "utf-8")
    build([copy], index)
    assert library.latest().embedder is library.embedder


# ---------------------------------------------------------------- readers and threads


def test_an_index_that_may_only_be_read_is_searched_and_left_alone(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = Assistant.open(index).search("公用支出", 5)
    before = {path: path.read_bytes() for path in index.rglob("*") if path.is_file()}
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert Assistant.open(index).search("公用支出", 5) == expected
    assert {path: path.read_bytes() for path in index.rglob("*") if path.is_file()} == before


def test_serving_one_generation_after_another_does_not_pile_up_files(index: Path, tmp_path: Path) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only Linux tells how many files are open")
    library, reports = Library.open(index), tmp_path / "reports"
    reports.mkdir()
    opened = []
    for number in range(5):
        text = f"# 东岭县第{number}中学2023年度部门整体支出绩效自评报告\n\n全年支出5.00万元。\n"
        (reports / f"{number}.md").write_text(text, "utf-8")
        build([reports], index)
        library = library.latest()
        assert len(library.vectors) == len(library.words)
        opened.append(len(list(Path("/proc/self/fd").iterdir())))
    assert opened[-1] <= opened[1] + 3


def test_a_reader_whose_index_was_deleted_says_so(index: Path) -> None:
    library = Library.open(index)
    shutil.rmtree(index)
    assert library.latest() is library
    with pytest.raises(IndexError_, match="--rebuild"):
        library.report(library.cards[0].id)


def test_a_deleted_index_that_was_built_again_is_noticed(index: Path, small_reports: Path) -> None:
    library = Library.open(index)
    assert len(library.vectors) == library.manifest.passages
    shutil.rmtree(index)
    build([next(small_reports.glob("*.md"))], index)
    latest = library.latest()
    assert len(latest.cards) == 1
    assert len(latest.vectors) == latest.manifest.passages


QUESTIONS = (
    "水务局公用支出多少",
    "图书馆2023年预算执行率",
    "哪个部门得分最高",
    "石桥镇存在哪些问题",
    "水务局和图书馆的全年支出相差多少",
    "图书馆公用支出占全年支出的比重",
    "今天天气怎么样",
    "水厂管护经费落实得怎么样",
)


def test_threads_get_the_answers_that_one_thread_gets(small_index: Path) -> None:
    alone = Assistant.open(small_index)
    expected = [replace(alone.ask(question), seconds=0) for question in QUESTIONS]
    shared, start = Assistant.open(small_index), Barrier(8)

    def ask_all(offset: int) -> list[Answer]:
        start.wait()
        order = [(n + offset) % len(QUESTIONS) for n in range(len(QUESTIONS))]
        answers = {n: replace(shared.ask(QUESTIONS[n]), seconds=0) for n in order}
        return [answers[n] for n in range(len(QUESTIONS))]

    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(ask_all, range(8)):
            assert answers == expected


def test_threads_open_each_part_once(small_index: Path) -> None:
    library, start = Library.open(small_index), Barrier(8)

    def parts() -> tuple[int, ...]:
        start.wait()
        return id(library.words), id(library.vectors), id(library.embedder)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: parts(), range(8)))) == 1
