"""A large catalogue and, beside it, a small one with what changed since: a report more must not cost a copy of all.

The large file (`catalogue.FILE`) is that of an earlier generation, linked and never written again; the small one
(`ADDED`) holds the reports that came since, which reports of the large one are gone, and where files lie that moved.
Whoever reads sees one catalogue: over both files lie views that bear the tables' names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ADDED = "added.sqlite"
LEAST = 20_000
"""Passages below which an index is written whole: that takes a second or two, and leaves one file."""
PART = 50
"""Beside a large catalogue may lie this part of its reports; beyond it, all is written into one file again."""

STAY = 4
"""Of a large index as many reports may go in its life before words and vectors are made anew: one in so many."""

SCHEMA = """
CREATE TABLE gone (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE gone_numbers (number INTEGER PRIMARY KEY);
CREATE TABLE moved (source TEXT PRIMARY KEY, path TEXT NOT NULL) WITHOUT ROWID;
"""
_REPORTS = (
    *("id", "source", "title", "department", "aliases", "year", "warnings", "characters", "pages"),
    *("sections", "passages", "figures"),
)
_OF_ONE = ("texts", "places", "sections", "passages", "figures", "sketches")
"""Tables whose rows belong to a report, by their column ``report_id``."""
_ONCE = ("labels", "forms")
"""Tables that hold each thing once, under a number of its own."""
_WHOLE = ("twins", "unread")
"""Tables that are written anew with each generation."""


class Size(NamedTuple):
    """How much a generation holds: reports and passages of the large file, and reports that changed beside it."""

    reports: int
    passages: int
    beside: int


def there(folder: Path) -> bool:
    """Whether a generation has a small catalogue beside its large one."""
    return (folder / ADDED).is_file()


def few(size: Size, changed: int) -> bool:
    """Whether so many changes more are written beside the large catalogue, and not all into one file."""
    return size.passages >= LEAST and size.beside + changed <= size.reports // PART


def most_stay(size: Size, lost: int) -> bool:
    """Whether of a large index so much stays that its words and vectors are changed rather than made anew."""
    return size.passages >= LEAST and size.beside + lost <= size.reports // STAY


def attach(connection: sqlite3.Connection, uri: str) -> None:
    """Lay the views over a connection to the large file; ``uri`` addresses the small one."""
    connection.execute("ATTACH DATABASE ? AS added", (uri,))
    connection.executescript(_VIEWS)


def size(connection: sqlite3.Connection, *, attached: bool) -> Size:
    """Count what a catalogue holds, with the views over it where there is a small one ``attached``."""
    reports, passages = connection.execute("SELECT count(*), coalesce(sum(passages), 0) FROM main.reports").fetchone()
    tables = ("reports", "gone", "moved") if attached else ()
    changed = [connection.execute(f"SELECT count(*) FROM added.{table}").fetchone()[0] for table in tables]  # noqa: S608
    return Size(reports, passages, sum(changed))


def note(connection: sqlite3.Connection, gone: Mapping[str, int], moved: Mapping[str, str]) -> None:
    """Write down which reports of the large file are gone (id -> its number in `cells`) and which files moved."""
    connection.executemany("INSERT INTO gone VALUES (?)", [(report,) for report in gone])
    connection.executemany("INSERT OR IGNORE INTO gone_numbers VALUES (?)", [(number,) for number in gone.values()])
    connection.executemany("INSERT INTO moved VALUES (?,?)", moved.items())


def _view(table: str, left_out: str) -> str:
    return (
        f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {left_out}"  # noqa: S608
        f" UNION ALL SELECT * FROM added.{table};"
    )


_PATH = "coalesce((SELECT path FROM added.moved m WHERE m.source = r.source), r.path)"
_COLUMNS = ", ".join(("r.id", "r.source", f"{_PATH} AS path", *(f"r.{name}" for name in _REPORTS[2:])))
_VIEWS = "".join(
    (
        f"CREATE TEMP VIEW reports AS SELECT {_COLUMNS} FROM main.reports r"  # noqa: S608
        " WHERE r.id NOT IN (SELECT id FROM added.gone) UNION ALL SELECT * FROM added.reports;",
        *(_view(table, "report_id NOT IN (SELECT id FROM added.gone)") for table in _OF_ONE),
        _view("cells", "report NOT IN (SELECT number FROM added.gone_numbers)"),
        *(_view(table, f"id NOT IN (SELECT id FROM added.{table})") for table in _ONCE),  # noqa: S608
        *(f"CREATE TEMP VIEW {table} AS SELECT * FROM added.{table};" for table in _WHOLE),  # noqa: S608
    )
)
