"""A file becomes a report with its sections and passages: the one function of this room that others call."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from heshu.errors import NoText
from heshu.reading.formats import extract
from heshu.reading.identity import identify
from heshu.reading.layout import paragraphs
from heshu.reading.structure import structure
from heshu.records import Extracted, Passage, Report, Section


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one file."""

    report: Report
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    extracted: Extracted


def read(path: Path, source: str | None = None) -> Reading:
    """Read one file; ``source`` is the name to cite it by (by default the file's own).

    Raises `heshu.errors.ReadingError` with what is wrong and what to do.
    """
    digest = file_hash(path)
    return understand(extract(path), digest, source or path.name)


def understand(extracted: Extracted, digest: str, source: str) -> Reading:
    """Make a report of extracted text; ``digest`` becomes its id."""
    found = paragraphs(extracted)
    identity = identify(found, source)
    parts = structure(digest, found, extracted.page_starts)
    if not parts.passages:
        raise NoText(f"“{source}”里没有可读的正文", f"“{source}” holds no text")
    report = Report(
        id=digest,
        source=source,
        title=identity.title,
        department=identity.department,
        aliases=identity.aliases,
        year=identity.year,
        text=extracted.text,
        page_starts=extracted.page_starts,
        warnings=(*extracted.warnings, *_silences(identity.department, identity.year)),
    )
    return Reading(report, parts.sections, parts.passages, extracted)


def file_hash(path: Path) -> str:
    """SHA-256 of the file's bytes, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _silences(department: str, year: int | None) -> tuple[str, ...]:
    missing = [name for name, known in (("部门", department), ("年度", year)) if not known]
    return tuple(f"没有认出{name}，请检查报告标题" for name in missing)
