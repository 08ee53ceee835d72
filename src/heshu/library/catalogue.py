"""The catalogue: reports, sections, passages and figures in one SQLite file.

It is the truth of a generation; the word index and the vectors are derived from it.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple, cast

from heshu.errors import DamagedIndex
from heshu.library import beside, cells
from heshu.library.links import link
from heshu.library.twins import sketch, twins
from heshu.records import (
    Box,
    Card,
    Clean,
    Figure,
    FigureKind,
    Passage,
    PassageKind,
    Place,
    Report,
    Run,
    Section,
    Span,
    Unread,
)

FILE = "catalog.sqlite"
CACHE = 64_000
"""KiB of a catalogue that its writer holds in memory."""
SCHEMA = """
CREATE TABLE reports (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, department TEXT NOT NULL,
    aliases TEXT NOT NULL, year INTEGER, warnings TEXT NOT NULL, characters INTEGER NOT NULL, pages INTEGER NOT NULL,
    sections INTEGER NOT NULL, passages INTEGER NOT NULL, figures INTEGER NOT NULL);
CREATE TABLE texts (report_id TEXT PRIMARY KEY, text TEXT NOT NULL, page_starts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (report_id TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sections (
    report_id TEXT NOT NULL, ordinal INTEGER NOT NULL, path TEXT NOT NULL, start INTEGER, end INTEGER,
    body_start INTEGER, body_end INTEGER, PRIMARY KEY (report_id, ordinal)) WITHOUT ROWID;
CREATE TABLE passages (
    id TEXT PRIMARY KEY, report_id TEXT NOT NULL, ordinal INTEGER NOT NULL, section INTEGER NOT NULL,
    path TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, runs BLOB NOT NULL, page INTEGER) WITHOUT ROWID;
CREATE INDEX passages_of ON passages (report_id, ordinal);
CREATE TABLE figures (
    report_id TEXT NOT NULL, ordinal INTEGER NOT NULL, passage_id TEXT NOT NULL, label TEXT NOT NULL,
    whole TEXT NOT NULL, period TEXT NOT NULL, qualifier TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
    kind TEXT NOT NULL, text TEXT NOT NULL, context TEXT NOT NULL, start INTEGER, end INTEGER,
    span_start INTEGER, span_end INTEGER, PRIMARY KEY (report_id, ordinal)) WITHOUT ROWID;
CREATE TABLE sketches (report_id TEXT PRIMARY KEY, hashes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE twins (report_id TEXT PRIMARY KEY, other TEXT NOT NULL, likeness INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE unread (
    source TEXT PRIMARY KEY, path TEXT NOT NULL, reason TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
"""
SCHEMA += cells.SCHEMA
_TABLES = (
    ("reports", "id"),
    ("texts", "report_id"),
    ("places", "report_id"),
    ("sections", "report_id"),
    ("passages", "report_id"),
    ("figures", "report_id"),
    ("sketches", "report_id"),
)
"""What belongs to a report: the table, and its column of report ids."""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the catalogue holds of one report; ``path`` is where its file lay when it was read."""

    report: Report
    path: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    places: tuple[Place, ...] = ()


class Counts(NamedTuple):
    """A report's id and source, and how many passages and figures it has."""

    id: str
    source: str
    passages: int
    figures: int


def create(folder: Path, large: Path | None = None) -> sqlite3.Connection:
    """A new, empty catalogue in a folder; beside the large one of another folder, if such is named."""
    if large is not None:
        link(large / FILE, folder / FILE)
    connection = sqlite3.connect(folder / (FILE if large is None else beside.ADDED), uri=True)
    script = f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-{CACHE};" + SCHEMA
    connection.executescript(script if large is None else script + beside.SCHEMA)
    return connection


def add(connection: sqlite3.Connection, entry: Entry) -> None:
    """Write one report with all that belongs to it."""
    report, texts = entry.report, entry.report.text
    connection.execute(
        "INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            report.id, report.source, entry.path, report.title, report.department, _dump(report.aliases), report.year,
            _dump(report.warnings), len(texts), len(report.page_starts), len(entry.sections), len(entry.passages),
            len(entry.figures),
        ),
    )  # fmt: skip
    connection.execute("INSERT INTO texts VALUES (?,?,?)", (report.id, texts, _dump(report.page_starts)))
    connection.execute("INSERT INTO places VALUES (?,?)", (report.id, b"".join(map(_pack_place, entry.places))))
    connection.execute("INSERT INTO sketches VALUES (?,?)", (report.id, sketch(p.text for p in entry.passages)))
    connection.executemany(
        "INSERT INTO sections VALUES (?,?,?,?,?,?,?)",
        [(s.report_id, s.ordinal, _dump(s.path), *s.span, *s.body) for s in entry.sections],
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (p.id, p.report_id, p.ordinal, p.section, _dump(p.path), p.kind, p.text, _pack(p.clean.runs), p.page)
            for p in entry.passages
        ],
    )
    connection.executemany(
        "INSERT INTO figures VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [
            (
                f.report_id, ordinal, f.passage_id, f.label, f.whole, f.period, f.qualifier, str(f.value), f.unit,
                f.kind, f.text, f.context, f.start, f.end, *f.span,
            )
            for ordinal, f in enumerate(entry.figures)
        ],
    )  # fmt: skip
    cells.add(connection, entry.figures, entry.passages)


def copy(
    connection: sqlite3.Connection, source: Path, report_ids: Iterable[str], moved: Mapping[str, str] | None = None
) -> None:
    """Copy reports as they stand from another generation's catalogue; ``moved``: source -> where its file lies now.

    Raises `DamagedIndex` where the other catalogue is not whole.
    """
    kept = set(report_ids)
    places = dict(moved or {})
    if beside.there(source):
        with _attached(connection, source, beside.ADDED):
            kept -= set(_copy(connection, kept))
            places = dict(connection.execute("SELECT source, path FROM old.moved").fetchall()) | places
    with _attached(connection, source, FILE):
        _copy(connection, kept)
    _move(connection, places)


def copy_beside(
    connection: sqlite3.Connection, source: Path, report_ids: Iterable[str], moved: Mapping[str, str]
) -> None:
    """Copy what lies beside another generation's large catalogue, and note what of that one is gone or has moved.

    Raises `DamagedIndex` where the other catalogue is not whole.
    """
    kept, places = set(report_ids), dict(moved)
    if beside.there(source):
        with _attached(connection, source, beside.ADDED):
            kept -= set(_copy(connection, kept))
            places = dict(connection.execute("SELECT source, path FROM old.moved").fetchall()) | places
    _move(connection, places)
    with _attached(connection, source, FILE):
        large = dict(connection.execute("SELECT id, source FROM old.reports").fetchall())
    gone = {report: cells.number(report) for report in large if report not in kept}
    stay = {name for report, name in large.items() if report in kept}
    beside.note(connection, gone, {name: path for name, path in places.items() if name in stay})
    connection.commit()


@contextmanager
def _attached(connection: sqlite3.Connection, source: Path, file: str) -> Iterator[None]:
    """Attach a file of another generation's catalogue as ``old``."""
    connection.commit()  # no database is attached within a transaction
    try:
        connection.execute("ATTACH DATABASE ? AS old", (_uri(source, file),))
        yield
        connection.commit()
        connection.execute("DETACH DATABASE old")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _damaged(source, error) from error
        raise


def _copy(connection: sqlite3.Connection, wanted: Collection[str]) -> list[str]:
    """Copy those of the reports wanted that the attached file holds, and give their ids."""
    kept = [str(row[0]) for row in connection.execute("SELECT id FROM old.reports") if row[0] in wanted]
    listed = json.dumps(kept)
    for table, key in _TABLES:
        connection.execute(
            f"INSERT INTO {table} SELECT * FROM old.{table} WHERE {key} IN (SELECT value FROM json_each(?))",  # noqa: S608
            (listed,),
        )
    cells.copy(connection, kept)
    return kept


def _move(connection: sqlite3.Connection, places: Mapping[str, str]) -> None:
    connection.executemany(
        "UPDATE reports SET path = ? WHERE source = ?", [(path, name) for name, path in places.items()]
    )
    connection.commit()


_SKETCHES = "SELECT source, id, department, year, hashes FROM {0}reports JOIN {0}sketches ON id = report_id"


def note_twins(connection: sqlite3.Connection, large: Path | None = None) -> None:
    """Record which reports say what another one says: of one department and year, as far as both are known.

    ``large`` is the folder of the catalogue that this one lies beside.
    """
    rows = connection.execute(_SKETCHES.format("")).fetchall()
    if large is not None:
        with _attached(connection, large, FILE):
            left = f"{_SKETCHES.format('old.')} WHERE id NOT IN (SELECT id FROM gone)"  # noqa: S608
            rows += connection.execute(left).fetchall()
    of = {row[0]: row for row in rows}
    found = [(of[source], of[other], part) for source, other, part in twins({row[0]: row[4] for row in rows})]
    connection.executemany(
        "INSERT INTO twins VALUES (?,?,?)",
        [(one[1], other[1], int(100 * part)) for one, other, part in found if _may_be_one(one[2:4], other[2:4])],
    )


def _may_be_one(one: Sequence[object], other: Sequence[object]) -> bool:
    """Say whether two reports are of one department and year, for all that is known of them."""
    return all(mine == theirs or not (mine and theirs) for mine, theirs in zip(one, other, strict=True))


def note_unread(connection: sqlite3.Connection, files: Iterable[tuple[str, str, str, str]]) -> None:
    """Record files that were not read: (source, path, reason, hash where it need not be tried again)."""
    connection.executemany("INSERT OR REPLACE INTO unread VALUES (?,?,?,?)", files)


def _uri(folder: Path, file: str = FILE) -> str:
    """Address a catalogue that nobody writes any more: SQLite then needs no lock and writes nothing beside it."""
    return f"{(folder / file).resolve().as_uri()}?mode=ro&immutable=1"


def _damaged(folder: Path, error: sqlite3.Error) -> DamagedIndex:
    return DamagedIndex(
        f"索引“{folder}”已损坏（{error}）。请运行 heshu index --rebuild 重建",
        f"The index “{folder}” is damaged ({error}). Run heshu index --rebuild",
    )


class Catalogue:
    """The catalogue of a published generation, opened to read; usable from several threads.

    Every method raises `DamagedIndex` where the file is missing or not whole.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.beside = beside.there(folder)
        """Whether it is a large catalogue with a small one beside it."""
        self._own = threading.local()
        self._rows("SELECT count(*) FROM reports")

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(_uri(self.folder), uri=True)
        if self.beside:
            beside.attach(connection, _uri(self.folder, beside.ADDED))
        return connection

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        try:
            if self.beside:  # laying the views costs 1.5 ms: each thread keeps its own
                if not hasattr(self._own, "connection"):
                    self._own.connection = self._connect()
                kept: sqlite3.Connection = self._own.connection
                return kept.execute(sql, tuple(values)).fetchall()
            # A connection a query: opening an immutable file costs 0.1 ms and no thread ever shares one.
            with closing(self._connect()) as connection:
                return connection.execute(sql, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise _damaged(self.folder, error) from error

    def size(self) -> beside.Size:
        """Count the reports and passages of the large file, and what has changed beside it."""
        try:
            with closing(self._connect()) as connection:
                return beside.size(connection, attached=self.beside)
        except sqlite3.Error as error:
            raise _damaged(self.folder, error) from error

    def cards(self) -> tuple[Card, ...]:
        """One card a report, by department and year."""
        rows = self._rows(
            "SELECT own.id, own.source, own.title, own.department, own.aliases, own.year, own.characters, own.pages,"
            " own.sections, own.passages, own.figures, own.warnings, likeness, first.source FROM reports own"
            " LEFT JOIN twins ON report_id = own.id LEFT JOIN reports first ON first.id = twins.other"
            " ORDER BY own.department, own.year, own.source"
        )
        return tuple(_card(row) for row in rows)

    def counts(self) -> list[Counts]:
        """List what each report holds, in no order: the quick way to add it up."""
        rows = cast(list[Any], self._rows("SELECT id, source, passages, figures FROM reports"))
        return [Counts(*row) for row in rows]

    def paths(self) -> dict[str, tuple[str, str]]:
        """Give source -> (report id, path of its file)."""
        return {str(s): (str(i), str(p)) for s, i, p in self._rows("SELECT source, id, path FROM reports")}

    def unread(self) -> tuple[Unread, ...]:
        """The files that were not read, with the reason."""
        rows = self._rows("SELECT source, reason FROM unread ORDER BY source")
        return tuple(Unread(str(source), str(reason)) for source, reason in rows)

    def unread_rows(self) -> list[tuple[str, str, str, str]]:
        """(source, path, reason, hash) of the files that were not read."""
        rows = self._rows("SELECT source, path, reason, digest FROM unread")
        return [(str(a), str(b), str(c), str(d)) for a, b, c, d in rows]

    def report(self, report_id: str) -> Report:
        """One report with its text."""
        rows = self._rows(
            "SELECT source, title, department, aliases, year, text, page_starts, warnings"
            " FROM reports JOIN texts ON id = report_id WHERE id = ?",
            (report_id,),
        )
        if not rows:
            raise KeyError(report_id)
        source, title, department, aliases, year, text, page_starts, warnings = rows[0]
        return Report(
            report_id, str(source), str(title), str(department), _load_names(aliases), _number(year), str(text),
            tuple(json.loads(str(page_starts))), _load_names(warnings),
        )  # fmt: skip

    def places(self, report_id: str) -> tuple[Place, ...]:
        """Where each line of a report stands on its pages, in order; empty where its file has no pages."""
        rows = self._rows("SELECT places FROM places WHERE report_id = ?", (report_id,))
        return tuple(
            _place(row) for row in _PLACE.iter_unpack(rows[0][0] if rows and isinstance(rows[0][0], bytes) else b"")
        )

    def sections(self, report_id: str) -> tuple[Section, ...]:
        """The sections of a report in order."""
        rows = self._rows("SELECT * FROM sections WHERE report_id = ? ORDER BY ordinal", (report_id,))
        return tuple(_section(row) for row in rows)

    def passages(self, report_id: str) -> tuple[Passage, ...]:
        """The passages of a report in order."""
        rows = self._rows("SELECT * FROM passages WHERE report_id = ? ORDER BY ordinal", (report_id,))
        return tuple(_passage(row) for row in rows)

    def passages_by_id(self, ids: Collection[str]) -> dict[str, Passage]:
        """Passages by their ids; unknown ids are left out."""
        rows = self._rows(
            "SELECT * FROM passages WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
        )
        return {passage.id: passage for passage in map(_passage, rows)}

    def passage_ids(self) -> list[tuple[str, str]]:
        """List (passage id, report id) of every passage in order."""
        rows = self._rows("SELECT id, report_id FROM passages ORDER BY report_id, ordinal")
        return [(str(key), str(report)) for key, report in rows]

    def passage_ids_of(self, reports: Collection[str]) -> list[str]:
        """List the passages' ids of some reports, by report, in order."""
        listed = json.dumps(list(reports))
        rows = self._rows(
            "SELECT id FROM passages WHERE report_id IN (SELECT value FROM json_each(?)) ORDER BY report_id, ordinal",
            (listed,),
        )
        return [str(row[0]) for row in rows]

    def texts(self) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
        """(passage id, report id, heading path, text) of every passage, streamed in the order of `passage_ids`."""
        try:
            with closing(self._connect()) as connection:
                for row in connection.execute(
                    "SELECT id, report_id, path, text FROM passages ORDER BY report_id, ordinal"
                ):
                    yield str(row[0]), str(row[1]), _load_names(row[2]), str(row[3])
        except sqlite3.Error as error:
            raise _damaged(self.folder, error) from error

    def figures(self, report_id: str) -> tuple[Figure, ...]:
        """The figures of a report in order."""
        rows = self._rows("SELECT * FROM figures WHERE report_id = ? ORDER BY ordinal", (report_id,))
        return tuple(_figure(row) for row in rows)

    def labels(self) -> dict[int, str]:
        """Every figure's label, by its number in `cells`."""
        return {int(str(key)): str(label) for key, label in self._rows("SELECT id, label FROM labels")}

    def classes(self) -> list[tuple[int, int]]:
        """(label, form) of the figures, each once."""
        return [(int(str(label)), int(str(form))) for label, form in self._rows(cells.CLASSES)]

    def forms(self) -> dict[int, cells.Form]:
        """Every form by its number."""
        return dict(map(cells.form, self._rows(cells.FORMS)))

    def cells(self, labels: Collection[int]) -> list[cells.Row]:
        """Give the figures with some labels, of all reports."""
        return cast(list[cells.Row], self._rows(cells.ROWS, (json.dumps(list(labels)),)))


# ---------------------------------------------------------------- rows


def _dump(values: Sequence[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _load_names(value: object) -> tuple[str, ...]:
    return tuple(json.loads(str(value)))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _pack(runs: Sequence[Run]) -> bytes:
    return array("I", [number for run in runs for number in run]).tobytes()


def _unpack(blob: object) -> tuple[Run, ...]:
    numbers = array("I")
    numbers.frombytes(blob if isinstance(blob, bytes) else b"")
    return tuple(Run(*numbers[i : i + 4]) for i in range(0, len(numbers), 4))


_PLACE = Struct("<IIIffffh")
"""A place: start and end of its span, its page, its box, its confidence (-1 where there is none)."""


def _pack_place(place: Place) -> bytes:
    return _PLACE.pack(*place.span, place.page, *place.box, -1 if place.confidence is None else place.confidence)


def _place(row: Sequence[Any]) -> Place:
    start, end, page, *box, confidence = row
    return Place(Span(start, end), page, Box(*box), None if confidence < 0 else confidence)


def _card(row: Sequence[object]) -> Card:
    counts = [_number(value) or 0 for value in row[6:11]]
    names = [str(value) for value in row[:4]]
    return Card(
        id=names[0],
        source=names[1],
        title=names[2],
        department=names[3],
        aliases=_load_names(row[4]),
        year=_number(row[5]),
        characters=counts[0],
        pages=counts[1],
        sections=counts[2],
        passages=counts[3],
        figures=counts[4],
        warnings=(*_load_names(row[11]), *_twin(_number(row[12]), row[13])),
    )


def _twin(likeness: int | None, source: object) -> tuple[str, ...]:
    if likeness is None:
        return ()
    said = "文字相同" if likeness == 100 else f"文字有 {likeness}% 相同"
    return (f"与“{source}”{said}，多半是同一份报告。合计和排名会把两份都算上，请只留一份（删去后用 --prune）",)


def _section(row: Sequence[object]) -> Section:
    start, end, body_start, body_end = (_number(value) or 0 for value in row[3:7])
    return Section(str(row[0]), _number(row[1]) or 0, _load_names(row[2]), Span(start, end), Span(body_start, body_end))


def _passage(row: Sequence[object]) -> Passage:
    return Passage(
        id=str(row[0]),
        report_id=str(row[1]),
        ordinal=_number(row[2]) or 0,
        section=_number(row[3]) or 0,
        path=_load_names(row[4]),
        kind=PassageKind(str(row[5])),
        clean=Clean(str(row[6]), _unpack(row[7])),
        page=_number(row[8]),
    )


def _figure(row: Sequence[object]) -> Figure:
    words = [str(value) for value in row]
    numbers = [_number(value) or 0 for value in row[12:16]]
    return Figure(
        report_id=words[0],
        passage_id=words[2],
        label=words[3],
        whole=words[4],
        period=words[5],
        qualifier=words[6],
        value=Decimal(words[7]),
        unit=words[8],
        kind=FigureKind(words[9]),
        text=words[10],
        context=words[11],
        start=numbers[0],
        end=numbers[1],
        span=Span(numbers[2], numbers[3]),
    )
