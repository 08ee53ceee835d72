"""Every figure of every report by its label: what a question over thousands of reports reads instead of the reports.

A label and a form (what else decides whether a figure answers: kind, unit, period, heading …) are stored once, under
numbers made of their own characters, so that the rows of two generations fit together as they stand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from heshu.records import Figure, FigureKind, Passage, PassageKind

SCHEMA = """
CREATE TABLE labels (id INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE forms (
    id INTEGER PRIMARY KEY, whole TEXT NOT NULL, period TEXT NOT NULL, qualifier TEXT NOT NULL, unit TEXT NOT NULL,
    kind TEXT NOT NULL, heading TEXT NOT NULL, in_table INTEGER NOT NULL);
CREATE TABLE cells (
    label INTEGER, report INTEGER, ordinal INTEGER, form INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (label, report, ordinal)) WITHOUT ROWID;
"""


class Form(NamedTuple):
    """What, beside its label, says which questions a figure answers; ``heading`` is the last one above it."""

    whole: str
    period: str
    qualifier: str
    unit: str
    kind: FigureKind
    heading: str
    in_table: bool


Row = tuple[int, int, int, int, str]
"""One figure as it is looked up: the numbers of its label and report, its place there, its form's number, its value."""


def number(*words: str) -> int:
    """Number some words by their characters: 63 bits, so that a million of them meet once in ten million times."""
    return int.from_bytes(blake2b("\x1f".join(words).encode(), digest_size=8).digest()) >> 1


def add(connection: sqlite3.Connection, figures: Iterable[Figure], passages: Iterable[Passage]) -> None:
    """Write the figures of one report, whose passages are given."""
    of = {passage.id: passage for passage in passages}
    rows, labels, forms = [], {}, {}
    for ordinal, figure in enumerate(figures):
        passage = of.get(figure.passage_id)
        if passage is None:
            continue
        heading = passage.path[-1] if passage.path else ""
        table = passage.kind is PassageKind.TABLE_ROW
        form = (figure.whole, figure.period, figure.qualifier, figure.unit, str(figure.kind), heading)
        label_id, form_id = number(figure.label), number(*form, str(table))
        labels[label_id], forms[form_id] = figure.label, (*form, table)
        rows.append((label_id, number(figure.report_id), ordinal, form_id, str(figure.value)))
    connection.executemany("INSERT OR IGNORE INTO labels VALUES (?,?)", labels.items())
    connection.executemany(
        "INSERT OR IGNORE INTO forms VALUES (?,?,?,?,?,?,?,?)", [(key, *form) for key, form in forms.items()]
    )
    connection.executemany("INSERT INTO cells VALUES (?,?,?,?,?)", rows)


def copy(connection: sqlite3.Connection, report_ids: Collection[str]) -> None:
    """Copy the figures of some reports as they stand from the database attached as ``old``."""
    wanted = json.dumps([number(report) for report in report_ids])
    connection.execute(
        "INSERT INTO cells SELECT * FROM old.cells WHERE report IN (SELECT value FROM json_each(?))", (wanted,)
    )
    for table, column in (("labels", "label"), ("forms", "form")):
        connection.execute(
            f"INSERT OR IGNORE INTO {table} SELECT * FROM old.{table} WHERE id IN (SELECT {column} FROM cells)"  # noqa: S608
        )


ROWS = (
    "SELECT label, report, ordinal, form, value FROM cells WHERE label IN (SELECT value FROM json_each(?))"
    " ORDER BY label, report, ordinal"
)
"""The figures with some labels, given as a JSON list of numbers."""
CLASSES = "SELECT DISTINCT label, form FROM cells"
FORMS = "SELECT id, whole, period, qualifier, unit, kind, heading, in_table FROM forms"


def form(values: Sequence[Any]) -> tuple[int, Form]:
    """Read a row of `FORMS`: its number, and the form."""
    key, whole, period, qualifier, unit, kind, heading, table = values
    return key, Form(whole, period, qualifier, unit, FigureKind(kind), heading, bool(table))
