"""Build a generation: read what is new, copy what has not changed, write, publish.

This is the one place that joins reading and figures.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from heshu.embedding.model import Embedder, Matrix, open_embedder
from heshu.errors import DamagedIndex, IndexError_, ReadingError
from heshu.figures.extract import figures_of
from heshu.library import catalogue
from heshu.library.catalogue import Catalogue, Entry
from heshu.library.generations import current, publish, published, unwritable, writing
from heshu.library.library import FORMAT, MANIFEST, Library, Manifest, read_manifest, require_model
from heshu.library.plan import Plan, compare, files_below
from heshu.library.vectors import Vectors, build_vectors, extend_vectors
from heshu.library.words import build_words
from heshu.reading.read import file_hash, read
from heshu.records import Card, Unread

Progress = Callable[[int, int, str], None]
"""Called with (files done, files in all, the file at hand)."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the reports now in the index, what was not read, and which sources changed.

    ``removed`` are the sources that the index held before and holds no more, for whatever reason.
    """

    cards: tuple[Card, ...]
    unread: tuple[Unread, ...]
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


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

    Nothing is published where nothing has changed.  ``prune`` removes the reports of these folders whose files are
    gone; ``rebuild`` reads everything anew, takes nothing over from the former index, and so heals a damaged one.

    A file that cannot be read is named in `Built.unread`, is tried again at each run, and stops nothing.  Raises
    `UsageError` for a folder that is not there, `IndexBusy` where another process writes, `EmbedderMismatch` and
    `DamagedIndex` where the former index cannot be built upon, `IndexError_` where the folder cannot be written.
    """
    model = open_embedder(embedder)
    files = files_below(folders, index)
    with writing(index) as folder:
        old = None if rebuild else _former(index, model)
        before = set(old.paths()) if old else _sources(index)
        plan = compare(files, old, file_hash, [f.resolve() for f in folders] if prune else ())
        added = _write(folder, plan, old, model, progress)
        if added is not None:
            publish(folder)
    library = Library.open(index, model)
    return _built(library, before, added or (), len(plan.keep))


def _former(index: Path, model: Embedder) -> Catalogue | None:
    """Open the published generation's catalogue, where there is one, to build upon it."""
    name = published(index)
    if name is None:
        return None
    require_model(read_manifest(index / name), model)
    return Catalogue(index / name)


def _sources(index: Path) -> set[str]:
    """List what an index held that is not built upon; of a damaged one nothing can be told."""
    try:
        return set(Catalogue(current(index)).paths())
    except IndexError_:
        return set()


def _built(library: Library, before: set[str], added: Sequence[str], kept: int) -> Built:
    now = {card.source for card in library.cards}
    return Built(
        library.cards,
        library.unread,
        added=tuple(source for source in added if source not in before),
        replaced=tuple(source for source in added if source in before),
        removed=tuple(sorted(before - now)),
        unchanged=kept,
    )


# ---------------------------------------------------------------- writing


def _write(
    folder: Path, plan: Plan, old: Catalogue | None, model: Embedder, progress: Progress
) -> Sequence[str] | None:
    """Write a generation and give the sources that were read; ``None`` where it would be the same as the old one."""
    if old and not plan.read and not plan.changes(old):
        return None
    with _failures(folder.parent, sqlite3.Error), closing(catalogue.create(folder)) as connection:
        added = _read_all(connection, plan, progress)
        if old and not added and not plan.changes(old):
            return None
        if old:
            catalogue.copy(connection, old.folder, plan.keep.values(), plan.moved)
        catalogue.note_unread(connection, [(s, path, reason) for s, (path, reason) in plan.unread.items()])
        connection.commit()
    draft = Catalogue(folder)
    _derive(draft, old, plan, model)
    _write_manifest(draft, model)
    return added


@contextmanager
def _failures(index: Path, kind: type[Exception]) -> Iterator[None]:
    """Say in words that a part of a generation could not be written."""
    try:
        yield
    except kind as error:
        raise unwritable(index, error.__cause__ if isinstance(error.__cause__, Exception) else error) from error


def _read_all(connection: sqlite3.Connection, plan: Plan, progress: Progress) -> list[str]:
    """Read the new files into the catalogue and give their sources; note the others in the plan."""
    sources = {digest: source for source, digest in plan.keep.items()}
    added = []
    for done, (source, path, digest) in enumerate(plan.read):
        progress(done, len(plan.read), source)
        entry = f"与“{sources[digest]}”内容完全相同，只收一份" if digest in sources else _entry(source, path)
        if isinstance(entry, Entry) and entry.report.id in sources:  # changed since the plan was made
            entry = f"与“{sources[entry.report.id]}”内容完全相同，只收一份"
        if isinstance(entry, str):
            plan.unread[source] = (str(path), entry)
            continue
        catalogue.add(connection, entry)
        sources[entry.report.id] = source
        added.append(source)
    progress(len(plan.read), len(plan.read), "")
    return added


def _entry(source: str, path: Path) -> Entry | str:
    """Read one report, or say why it cannot be read."""
    try:
        reading = read(path, source)
    except ReadingError as error:
        return error.message
    except OSError as error:
        return f"打不开（{error.strerror}）。请检查文件后重试"
    report = reading.report
    names = tuple(sorted({report.department, *report.aliases} - {""}, key=len, reverse=True))
    figures = figures_of(reading.passages, reading.extracted.tables, report.text, names)
    return Entry(report, str(path), reading.sections, reading.passages, figures, reading.extracted.places)


# ---------------------------------------------------------------- what follows from the catalogue


def _derive(draft: Catalogue, old: Catalogue | None, plan: Plan, model: Embedder) -> None:
    """Build words and vectors; only the passages of reports that were read now are encoded."""
    kept = set(plan.keep.values())
    fresh: dict[str, str] = {}

    def rows() -> Iterator[tuple[str, str, str]]:
        for key, report, path, text in draft.texts():
            seen = searchable(path, text)
            if report not in kept:
                fresh[key] = seen
            yield key, report, seen

    index = draft.folder.parent
    with _failures(index, DamagedIndex):
        build_words(draft.folder / "words", rows())
    ids, matrix, target = list(fresh), model.encode(list(fresh.values())), draft.folder / "vectors"
    known = [key for key, report in draft.passage_ids() if report in kept] if plan.lost else []
    former = _vectors(old, known) if old and known else matrix[:0]
    with _failures(index, DamagedIndex):
        if old and kept and not plan.lost:
            extend_vectors(old.folder / "vectors", target, ids, matrix)
        else:
            build_vectors(target, known + ids, np.concatenate([former, matrix]))


def _vectors(old: Catalogue, ids: Sequence[str]) -> Matrix:
    """Take the vectors (n, d) of reports that have not changed from the former generation."""
    with Vectors.open(old.folder / "vectors") as vectors:
        found = vectors.get(ids)
    if len(found) < len(ids):
        raise DamagedIndex(
            f"索引“{old.folder}”里少了 {len(ids) - len(found)} 段的向量。请运行 heshu index --rebuild 重建",
            f"The index “{old.folder}” lacks the vectors of {len(ids) - len(found)} passages. "
            "Run heshu index --rebuild",
        )
    return np.stack([found[key] for key in ids])


def searchable(path: Sequence[str], text: str) -> str:
    """What both indexes see of a passage: its headings, then its text."""
    return " ".join((*path, text))


def _write_manifest(draft: Catalogue, model: Embedder) -> None:
    cards = draft.cards()
    manifest = Manifest(
        format=FORMAT,
        embedder=model.name,
        fingerprint=model.fingerprint,
        dimensions=model.dimensions,
        reports=len(cards),
        passages=sum(card.passages for card in cards),
        figures=sum(card.figures for card in cards),
        corpus=corpus_hash(cards),
    )
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    (draft.folder / MANIFEST).write_text(text + "\n", "utf-8")


def corpus_hash(cards: Iterable[Card]) -> str:
    """SHA-256 over the reports' sources and ids, in order of the sources: the same for the same files."""
    lines = sorted(json.dumps([card.source, card.id], ensure_ascii=False) for card in cards)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
