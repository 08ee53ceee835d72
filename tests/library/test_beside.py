"""Changes beside a large catalogue: whatever comes, goes and moves, the index says what one built anew says."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.library import beside
from heshu.library.build import build
from heshu.library.generations import current
from heshu.library.health import examine
from heshu.library.library import Library

OFFICES = ("档案局", "体育中心", "林业站", "气象局", "供销社", "文化馆", "司法局")
STEP = st.tuples(st.sampled_from(("write", "remove", "move")), st.sampled_from(OFFICES), st.integers(1, 9))


def write(folder: Path, office: str, number: int) -> None:
    text = (
        f"# 东岭县{office}2023年度部门整体支出绩效自评报告\n\n## 一、基本情况\n\n"
        f"东岭县{office}全年支出{number}.25万元，预算执行率9{number}.50%，比上年增长{number}.1%。\n\n"
        f"## 二、存在问题\n\n{office}有{number}个项目年底才支付。\n"
    )
    (folder / f"{office}.md").write_text(text, "utf-8")


def said(index: Path) -> dict[str, Any]:
    """Give all that an index holds, whatever way it is laid out."""
    library = Library.open(index)
    ids = sorted(card.id for card in library.cards)
    labels = library.catalogue.labels()
    rows = library.catalogue.cells(labels)
    keys, matrix = library.vectors.all()
    return {
        "cards": library.cards,
        "paths": library.catalogue.paths(),
        "held": [(library.report(i), library.sections(i), library.passages(i), library.figures(i)) for i in ids],
        "labels": {labels[label] for label, *_ in rows},
        "cells": sorted(row[1:] for row in rows),
        "classes": {(labels[label], library.catalogue.forms()[form]) for label, form in library.catalogue.classes()},
        "texts": list(library.catalogue.texts()),
        "vectors": sorted(keys),
        "rows": matrix[np.argsort(keys)],
        "near": np.array([score for _, score in library.vectors.search(library.encode("年底才支付"), 5)]),
        "words": sorted(library.words.ids()),
        "manifest": library.manifest,
    }


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(STEP, min_size=1, max_size=3), min_size=1, max_size=4), st.sampled_from((1, 3, 100)))
def test_whatever_changes_it_says_what_an_index_built_anew_says(
    runs: list[list[tuple[str, str, int]]], part: int
) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(beside, "LEAST", 0)
        patch.setattr(beside, "PART", part)
        patch.setattr(beside, "STAY", 1)
        folder, index = Path(place) / "报告", Path(place) / "index"
        folder.mkdir()
        for number, office in enumerate(OFFICES[:5]):
            write(folder, office, number + 1)
        build([folder], index)
        for steps in runs:
            for step in steps:
                _do(folder, *step)
            build([folder], index, prune=True)
            assert examine(index).sound
        if not any(folder.rglob("*.md")):
            return
        build([folder], Path(place) / "anew")
        grown, anew = said(index), said(Path(place) / "anew")
        floats = ("rows", "near")
        assert [key for key in anew if key not in floats and grown[key] != anew[key]] == []
        assert all(grown[key] == pytest.approx(anew[key], abs=1e-5) for key in floats)


def _do(folder: Path, what: str, office: str, number: int) -> None:
    here = sorted(folder.rglob(f"{office}.md"))
    if what == "write":
        write(here[0].parent if here else folder, office, number)
    elif here and what == "remove":
        here[0].unlink()
    elif here:
        target = folder / f"新{number}"
        target.mkdir(exist_ok=True)
        shutil.move(here[0], target / here[0].name)


def test_a_large_catalogue_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LEAST", 0)
    monkeypatch.setattr(beside, "PART", 2)
    folder, index = tmp_path / "报告", tmp_path / "index"
    folder.mkdir()
    for number, office in enumerate(OFFICES[:4]):
        write(folder, office, number + 1)
    build([folder], index)
    large = _large(index)
    write(folder, OFFICES[4], 5)
    build([folder], index)
    assert len(large) == 3
    assert _large(index) == large
    for number, office in enumerate(OFFICES[4:]):
        write(folder, office, number + 6)
    build([folder], index)
    assert not beside.there(current(index))
    assert examine(index).sound


def _large(index: Path) -> dict[str, tuple[int, bytes]]:
    """Give inode and bytes of the files that generations share: the large catalogue, and the vectors."""
    folder = current(index)
    paths = [folder / "catalog.sqlite", *sorted((folder / "vectors").glob("rows.*"))]
    return {path.name: (path.stat().st_ino, path.read_bytes()) for path in paths}


def test_a_disk_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr("os.link", refuse)
    monkeypatch.setattr(beside, "LEAST", 0)
    monkeypatch.setattr(beside, "PART", 1)
    folder, index = tmp_path / "报告", tmp_path / "index"
    folder.mkdir()
    order = random.Random(1).sample(OFFICES, 4)
    for number, office in enumerate(order):
        write(folder, office, number + 1)
        build([folder], index)
    assert beside.there(current(index))
    assert examine(index).sound
    assert len(Library.open(index).cards) == 4
