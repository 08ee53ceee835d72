"""Is an index whole?  Every word, vector and figure has its passage, and every quote stands in its text."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from heshu.embedding.model import Embedder
from heshu.errors import HeshuError, ReadingError
from heshu.library import archives
from heshu.library.beside import ADDED, there
from heshu.library.build import corpus_hash
from heshu.library.catalogue import FILE
from heshu.library.library import Library

REBUILD = ("请运行 heshu index --rebuild 重建", "Run heshu index --rebuild")
UPDATE = ("请运行 heshu index 更新", "Run heshu index to bring it up to date")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something found about an index, and what to do, in Chinese and in English.

    ``harmful`` is false where answers are still right as far as they go: a file has changed since it was read.
    """

    message: str
    english: str
    harmful: bool = True


@dataclass(frozen=True, slots=True)
class Health:
    """What an examination found: how much was looked at, and what is wrong with it."""

    generation: str
    reports: int
    passages: int
    figures: int
    troubles: tuple[Trouble, ...]

    @property
    def sound(self) -> bool:
        """Say whether answers can be relied on."""
        return not any(trouble.harmful for trouble in self.troubles)


Check = Callable[[Library], Iterator[Trouble]]


def examine(index: Path, embedder: str | Embedder | None = None) -> Health:
    """Look at every row of the published generation.

    Raises `NoIndex` or `DamagedIndex` where it cannot even be opened.
    """
    library = Library.open(index, embedder)
    manifest = library.manifest
    troubles = tuple(trouble for check in CHECKS for trouble in _held(check, library))
    return Health(library.generation.name, manifest.reports, manifest.passages, manifest.figures, troubles)


def _held(check: Check, library: Library) -> Iterator[Trouble]:
    """Let no failure of one check keep the others from being made."""
    try:
        yield from check(library)
    except HeshuError as error:
        yield Trouble(error.message, error.english)


# ---------------------------------------------------------------- the checks


def _database(library: Library) -> Iterator[Trouble]:
    for name in (FILE, ADDED) if there(library.generation) else (FILE,):
        with closing(sqlite3.connect(library.generation / name)) as connection:
            try:
                found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            except sqlite3.DatabaseError as error:
                found = [str(error)]
        if found != ["ok"]:
            yield _broken(f"目录库 {name} 损坏（{found[0]}）", f"The catalogue {name} is damaged ({found[0]})")


def _manifest(library: Library) -> Iterator[Trouble]:
    held = (len(library.cards), sum(card.figures for card in library.cards), corpus_hash(library.cards))
    said = (library.manifest.reports, library.manifest.figures, library.manifest.corpus)
    if held != said:
        yield _broken("说明文件与目录库对不上", "The manifest does not agree with the catalogue")


def _spans(library: Library) -> Iterator[Trouble]:
    for card in library.cards:
        text, passages = library.report(card.id).text, library.passages(card.id)
        ids, figures = {passage.id for passage in passages}, library.figures(card.id)
        astray = [passage for passage in passages if not 0 <= passage.span.start < passage.span.end <= len(text)]
        wrong = [one for one in figures if text[one.span.start : one.span.end] != one.text or one.passage_id not in ids]
        if astray or wrong or (len(passages), len(figures)) != (card.passages, card.figures):
            yield _broken(
                f"“{card.source}”有 {len(astray)} 段、{len(wrong)} 个数与原文对不上，或者有缺",
                f"'{card.source}': {len(astray)} passages and {len(wrong)} figures are not in its text, or some lack",
            )


def _words(library: Library) -> Iterator[Trouble]:
    yield from _same("文字索引", "The word index", library.words.ids(), library)


def _vectors(library: Library) -> Iterator[Trouble]:
    yield from _same("向量索引", "The index of vectors", library.vectors.all()[0], library)


def _model(library: Library) -> Iterator[Trouble]:
    library.encode("预算执行率")  # raises where it is not the model that the index was built with
    yield from ()


def _files(library: Library) -> Iterator[Trouble]:
    changed: list[str] = []
    gone: list[str] = []
    for source, (report_id, path) in library.catalogue.paths().items():
        try:
            there = archives.exists(path)
            if not there:
                gone.append(source)
            elif archives.digest(Path(path)) != report_id:
                changed.append(source)
        except (OSError, ReadingError):
            changed.append(source)
    if changed:
        yield _stale(f"{len(changed)} 个文件在建索引之后改过或打不开：", "Changed since, or shut", changed)
    if gone:
        yield _stale(f"{len(gone)} 个文件已不在原处（索引里的内容还在）：", "No longer where they were read", gone)


CHECKS: tuple[Check, ...] = (_database, _manifest, _spans, _words, _vectors, _model, _files)
"""What is looked at, in order; each yields what is wrong."""


def _same(chinese: str, english: str, ids: Collection[str], library: Library) -> Iterator[Trouble]:
    """Compare the ids of a derived index with those of the catalogue."""
    held, wanted = set(ids), {key for key, _ in library.catalogue.passage_ids()}
    if held != wanted or len(ids) != len(wanted):
        lacking, beyond = len(wanted - held), len(ids) - len(held & wanted)
        yield _broken(
            f"{chinese}缺 {lacking} 段，多 {beyond} 段", f"{english} lacks {lacking} passages, has {beyond} more"
        )


def _broken(chinese: str, english: str) -> Trouble:
    return Trouble(f"{chinese}。{REBUILD[0]}", f"{english}. {REBUILD[1]}")


def _stale(chinese: str, english: str, sources: list[str]) -> Trouble:
    named = "、".join(sources[:3]) + ("……" if len(sources) > 3 else "")
    return Trouble(f"{chinese}{named}。{UPDATE[0]}", f"{english}: {named}. {UPDATE[1]}", harmful=False)
