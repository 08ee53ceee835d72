"""Build a generation: read what is new, copy what has not changed, write, publish.

This is the one place that joins reading and figures.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from heshu.embedding.model import Embedder, open_embedder
from heshu.errors import ReadingError, UsageError
from heshu.figures.extract import figures_of
from heshu.library import catalogue
from heshu.library.catalogue import Catalogue, Entry
from heshu.library.generations import publish, published, writing
from heshu.library.library import FORMAT, MANIFEST, Library, Manifest, read_manifest
from heshu.library.vectors import Vectors, build_vectors
from heshu.library.words import build_words
from heshu.reading.read import file_hash, read
from heshu.records import Card, Unread

IGNORED = (".", "~$")
"""Beginnings of names that are no reports: hidden files, Word's lock files."""
NO_REPORTS = frozenset({"readme.md", "readme.txt", "readme.zh-cn.md"})

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, the file at hand)."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the reports now in the index, what was not read, and which sources changed."""

    cards: tuple[Card, ...]
    unread: tuple[Unread, ...]
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(slots=True)
class _Plan:
    """What the next generation will hold: ids to copy, files to read, files that cannot be read."""

    keep: dict[str, str] = field(default_factory=dict)
    read: list[tuple[str, Path, str]] = field(default_factory=list)
    unread: dict[str, tuple[str, str]] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def build(
    folders: Sequence[Path],
    index: Path,
    *,
    embedder: str | None = None,
    prune: bool = False,
    rebuild: bool = False,
    progress: Progress = lambda done, total, name: None,
) -> Built:
    """Bring an index up to date with folders (or single files) and publish it.

    Nothing is written where nothing has changed.  ``prune`` removes the reports of these folders whose files are
    gone; ``rebuild`` reads everything anew.  Raises `UsageError` for a folder that is not there, `IndexBusy` where
    another process writes; a file that cannot be read is named in `Built.unread` and stops nothing.
    """
    model = open_embedder(embedder)
    with writing(index) as folder:
        old = None if rebuild else _old(index, model)
        plan = _compare(list(_files(folders)), old, [f.resolve() for f in folders], prune)
        if old is not None and _nothing_new(plan, old):
            return Built(old.cards, old.unread, unchanged=len(plan.keep))
        added = _write(folder, plan, old, model, progress)
        publish(folder)
    library = Library.open(index, embedder)
    fresh = tuple(source for source in added if source not in plan.replaced)
    return Built(
        library.cards, library.unread, fresh, tuple(plan.replaced), tuple(plan.removed), unchanged=len(plan.keep)
    )


def _old(index: Path, model: Embedder) -> Library | None:
    """The published generation, where its parts can be used again."""
    name = published(index)
    if name is None:
        return None
    if read_manifest(index / name).fingerprint != model.fingerprint:
        raise UsageError(
            "索引是用另一个向量模型建的。请加 --rebuild 重建，或换回原来的 --embedder",
            "The index was built with another embedded model. Add --rebuild, or use the former --embedder",
        )
    return Library.open(index)


# ---------------------------------------------------------------- what to do


def _files(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """(source, path) of every file below the folders, in order; a source is unique."""
    seen: set[str] = set()
    for folder in folders:
        if not folder.exists():
            raise UsageError(
                f"找不到“{folder}”。请检查文件夹名称", f"There is no “{folder}”. Check the folder's name"
            )
        paths = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
        for path in paths:
            if path.name.startswith(IGNORED) or path.name.casefold() in NO_REPORTS:
                continue
            source = path.name if folder.is_file() else path.relative_to(folder).as_posix()
            while source in seen:
                source = f"{path.parent.name}/{source}"
            seen.add(source)
            yield source, path


def _compare(files: Sequence[tuple[str, Path]], old: Library | None, roots: Sequence[Path], prune: bool) -> _Plan:
    plan = _Plan()
    known = _known(old)
    for source, path in files:
        try:
            digest = file_hash(path)
        except OSError as error:
            plan.unread[source] = (str(path.resolve()), f"打不开：{error.strerror}")
            continue
        if source in known and known[source][0] == digest:
            plan.keep[source] = digest
        else:
            plan.read.append((source, path, digest))
    current = {source for source, _ in files}
    for source, (digest, place) in known.items():
        if source in current:
            if source not in plan.keep:
                plan.replaced.append(source)
        elif prune and any(Path(place).is_relative_to(root) for root in roots):
            plan.removed.append(source)
        else:
            plan.keep[source] = digest
    _keep_unread(plan, old, current, roots, prune)
    return plan


def _keep_unread(plan: _Plan, old: Library | None, current: set[str], roots: Sequence[Path], prune: bool) -> None:
    """Files of other folders that could not be read stay named."""
    for source, path, reason in Catalogue(old.generation).unread_rows() if old else ():
        gone = prune and any(Path(path).is_relative_to(root) for root in roots)
        if source not in current and not gone:
            plan.unread[source] = (path, reason)


def _known(old: Library | None) -> Mapping[str, tuple[str, str]]:
    return Catalogue(old.generation).paths() if old else {}


def _nothing_new(plan: _Plan, old: Library) -> bool:
    before = {u.source: u.reason for u in old.unread}
    again = {source for source, _, _ in plan.read}
    if plan.removed or plan.replaced or any(before.get(s) != reason for s, (_, reason) in plan.unread.items()):
        return False
    # What could not be read before and has not changed is not tried in vain for a new generation.
    return again <= set(before) and all(_reason(source, path) == before[source] for source, path, _ in plan.read)


def _reason(source: str, path: Path) -> str:
    try:
        read(path, source)
    except ReadingError as error:
        return error.message
    return ""


# ---------------------------------------------------------------- writing


def _write(folder: Path, plan: _Plan, old: Library | None, model: Embedder, progress: Progress) -> list[str]:
    connection = catalogue.create(folder)
    try:
        if old is not None:
            catalogue.copy(connection, old.generation, plan.keep.values())
        added = _read_all(connection, plan, progress)
        catalogue.note_unread(connection, [(s, path, reason) for s, (path, reason) in plan.unread.items()])
        connection.commit()
    finally:
        connection.close()
    counts = _derive(folder, old, set(plan.keep.values()), model)
    _write_manifest(folder, model, counts)
    return added


def _read_all(connection: sqlite3.Connection, plan: _Plan, progress: Progress) -> list[str]:

    sources = {digest: source for source, digest in plan.keep.items()}
    added = []
    for done, (source, path, digest) in enumerate(plan.read):
        progress(done, len(plan.read), source)
        if digest in sources:
            plan.unread[source] = (str(path.resolve()), f"与“{sources[digest]}”内容完全相同，只收一份")
            continue
        try:
            entry = _entry(source, path)
        except ReadingError as error:
            plan.unread[source] = (str(path.resolve()), error.message)
            continue
        catalogue.add(connection, entry)
        sources[digest] = source
        added.append(source)
    progress(len(plan.read), len(plan.read), "")
    return added


def _entry(source: str, path: Path) -> Entry:
    reading = read(path, source)
    report = reading.report
    names = tuple(sorted({report.department, *report.aliases} - {""}, key=len, reverse=True))
    figures = figures_of(reading.passages, reading.extracted.tables, report.text, names)
    return Entry(report, str(path.resolve()), reading.sections, reading.passages, figures)


def _derive(folder: Path, old: Library | None, kept: set[str], model: Embedder) -> tuple[int, int, int, str]:
    """Words and vectors from the catalogue; vectors of reports that have not changed are copied."""
    reader = Catalogue(folder)
    rows = [(i, r, searchable(path, text)) for i, r, path, text in reader.texts()]
    build_words(folder / "words", rows)
    ids = [row[0] for row in rows]
    matrix = np.zeros((len(rows), model.dimensions), dtype=np.float32)
    copied = _copied(old, [row[0] for row in rows if row[1] in kept])
    fresh = [n for n, identifier in enumerate(ids) if identifier not in copied]
    for n, identifier in enumerate(ids):
        if identifier in copied:
            matrix[n] = copied[identifier]
    if fresh:
        matrix[fresh] = model.encode([rows[n][2] for n in fresh])
    build_vectors(folder / "vectors", ids, matrix)
    cards = reader.cards()
    digest = hashlib.sha256("\n".join(f"{c.source} {c.id}" for c in sorted(cards, key=lambda c: c.source)).encode())
    return len(cards), len(rows), sum(card.figures for card in cards), digest.hexdigest()


def searchable(path: Sequence[str], text: str) -> str:
    """What both indexes see of a passage: its headings, then its text."""
    return " ".join((*path, text))


def _copied(old: Library | None, ids: Sequence[str]) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]]:
    if old is None or not ids:
        return {}
    vectors = Vectors.open(old.generation / "vectors")
    try:
        return dict(vectors.get(ids))
    finally:
        vectors.close()


def _write_manifest(folder: Path, model: Embedder, counts: tuple[int, int, int, str]) -> None:
    reports, passages, figures, corpus = counts
    manifest = Manifest(FORMAT, model.name, model.fingerprint, model.dimensions, reports, passages, figures, corpus)
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")
