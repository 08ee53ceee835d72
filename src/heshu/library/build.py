"""Build a generation: read what is new, copy what has not changed, write, publish."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from heshu.embedding.model import Embedder, open_embedder
from heshu.errors import IndexError_
from heshu.library import archives, beside, catalogue, resume, vectors_server
from heshu.library.address import address, cluster
from heshu.library.catalogue import Catalogue, Counts, Entry
from heshu.library.cluster import outcomes as cluster_outcomes
from heshu.library.derived import Derived, Former, Unwritten
from heshu.library.generations import current, publish, published, unwritable, writing
from heshu.library.library import Library
from heshu.library.manifest import FORMAT, MANIFEST, Manifest, read_manifest, require_model
from heshu.library.plan import Note, Plan, ToRead, compare, files_below
from heshu.library.readers import GaveUp, Outcome, outcomes, task
from heshu.library.worker import Task
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
        plan = compare(files, old, archives.digest, [f.resolve() for f in folders] if prune else ())
        with resume.Kept(index if len(plan.read) >= resume.LEAST else None, fresh=rebuild) as kept:
            added = _write(folder, plan, old, model, kept, progress)
        if server := address():
            vectors_server.publish(folder if added is not None else current(index), server)
        if added is not None:
            publish(folder)
        resume.forget(index)
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


def _write(  # noqa: PLR0917
    folder: Path, plan: Plan, old: Catalogue | None, model: Embedder, kept: resume.Kept, progress: Progress
) -> Sequence[str] | None:
    """Write a generation and give the sources that were read; ``None`` where it would be the same as the old one."""
    if old and not plan.read and not plan.changes(old):
        return None
    former = _built_upon(old, plan) if old and plan.keep else None
    large = old.folder if old and former and former.beside else None
    with (
        _failures(folder.parent, sqlite3.Error, Unwritten),
        closing(catalogue.create(folder, large)) as connection,
        Derived(folder, model, former) as derived,
    ):
        added = _read_all(connection, plan, derived, kept, progress)
        if old and not added and not plan.changes(old):
            return None
        if old and large:
            catalogue.copy_beside(connection, large, plan.keep.values(), plan.moved)
        elif old:
            catalogue.copy(connection, old.folder, plan.keep.values(), plan.moved)
        catalogue.note_twins(connection, large)
        catalogue.note_unread(connection, [(source, *note) for source, note in plan.unread.items()])
        connection.commit()
        derived.finish()
    _write_manifest(Catalogue(folder), model)
    return added


def _built_upon(old: Catalogue, plan: Plan) -> Former:
    """Say what is taken over of the former generation, and whether what changes lies beside it."""
    kept = set(plan.keep.values())
    lost = {one.id: one.passages for one in old.counts() if one.id not in kept} if plan.lost else {}
    size = old.size()
    grown = beside.most_stay(size, len(lost)) or not (lost or old.beside)
    return Former(old, kept, lost, beside.few(size, len(plan.read) + len(lost) + len(plan.moved)), grown)


@contextmanager
def _failures(index: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Say in words that a part of a generation could not be written."""
    try:
        yield
    except kinds as error:
        raise unwritable(index, error.__cause__ if isinstance(error.__cause__, Exception) else error) from error


def _read_all(
    connection: sqlite3.Connection, plan: Plan, derived: Derived, kept: resume.Kept, progress: Progress
) -> list[str]:
    """Read the new files into the index and give their sources; note the others in the plan."""
    sources = {digest: source for source, digest in plan.keep.items()}
    added: list[str] = []
    doubles = list(plan.read)
    while doubles:  # of a file that could not be read, the next copy may be
        wanted, doubles = _apart(doubles, plan, sources)
        with closing(_outcomes(wanted, kept)) as read:
            for done, ((source, path, digest), outcome) in enumerate(zip(wanted, read, strict=True)):
                progress(len(plan.read) - len(doubles) - len(wanted) + done, len(plan.read), source)
                entry = _once(outcome, sources)
                if isinstance(entry, str):
                    plan.unread[source] = Note(str(path), str(entry), digest if isinstance(entry, GaveUp) else "")
                    continue
                catalogue.add(connection, entry)
                derived.add(entry.passages)
                sources[entry.report.id] = source
                added.append(source)
    progress(len(plan.read), len(plan.read), "")
    return added


def _outcomes(files: Sequence[ToRead], kept: resume.Kept) -> Generator[Outcome, None, None]:
    """Read files in order, and keep what comes of them; what a run that was killed has read is taken from there."""
    there = {source: found for source, _, digest in files if (found := (source, digest)) in kept}
    with closing(_read([task(source, path) for source, path, _ in files if source not in there])) as read:
        for source, path, digest in files:
            if source not in there:
                outcome = next(read)
                if isinstance(outcome, Entry) and outcome.report.id == digest:
                    kept.put(source, digest, outcome)
            elif (before := kept.get(source, digest)) is None:
                outcome = next(outcomes([task(source, path)]))
            else:
                outcome = before if before.path == str(path) else replace(before, path=str(path))
            yield outcome


def _read(tasks: Sequence[Task]) -> Generator[Outcome, None, None]:
    where = cluster()
    return cluster_outcomes(tasks, where) if where else outcomes(tasks)


def _apart(files: Iterable[ToRead], plan: Plan, sources: Mapping[str, str]) -> tuple[list[ToRead], list[ToRead]]:
    """Part files from those of the same bytes, of which it is still to be seen whether the first can be read.

    What is in the index already is noted in the plan.
    """
    first: dict[str, ToRead] = {}
    doubles = []
    for file in files:
        source, path, digest = file
        if digest in sources:
            plan.unread[source] = Note(str(path), _double_of(sources[digest]))
        elif digest in first:
            doubles.append(file)
        else:
            first[digest] = file
    return list(first.values()), doubles


def _once(outcome: Outcome, sources: Mapping[str, str]) -> Outcome:
    """Leave out what came in meanwhile: a file may have changed since the plan was made."""
    if isinstance(outcome, Entry) and outcome.report.id in sources:
        return _double_of(sources[outcome.report.id])
    return outcome


def _double_of(source: str) -> str:
    return f"与“{source}”内容完全相同，只收一份"


# ---------------------------------------------------------------- the manifest


def _write_manifest(draft: Catalogue, model: Embedder) -> None:
    held = draft.counts()
    manifest = Manifest(
        format=FORMAT,
        embedder=model.name,
        fingerprint=model.fingerprint,
        dimensions=model.dimensions,
        reports=len(held),
        passages=sum(row.passages for row in held),
        figures=sum(row.figures for row in held),
        corpus=corpus_hash(held),
    )
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    (draft.folder / MANIFEST).write_text(text + "\n", "utf-8")


def corpus_hash(reports: Iterable[Card | Counts]) -> str:
    """SHA-256 over the reports' sources and ids, in order of the sources: the same for the same files."""
    lines = sorted(json.dumps([report.source, report.id], ensure_ascii=False) for report in reports)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
