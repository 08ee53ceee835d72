"""A file becomes all that the catalogue holds of it: the one place that joins reading and figures."""

from __future__ import annotations

import logging
from pathlib import Path

from heshu.errors import ReadingError
from heshu.figures.extract import figures_of
from heshu.library.archives import unpacked
from heshu.library.catalogue import Entry
from heshu.reading.read import read

_LOG = logging.getLogger(__name__)


def entry(source: str, path: Path) -> Entry | str:
    """Read one report, or say why it cannot be read; ``path`` may lead into an archive.

    Raises `MemoryError` alone: a reader that stumbles over a file costs that file and no other.
    """
    try:
        with unpacked(path) as place:
            return _read(source, path, place)
    except ReadingError as error:
        return error.message
    except OSError as error:
        return f"打不开（{error.strerror or error}）。请检查文件后重试"
    except MemoryError:
        raise
    except Exception as error:
        _LOG.warning("reading %s", path, exc_info=True)
        return (
            f"读到一半出错（{type(error).__name__}），没有收进来。文件可能已损坏，"
            "请用 WPS 或 Word 打开，另存为 .docx 或 PDF 后再读。"
        )


def _read(source: str, path: Path, place: Path) -> Entry:
    reading = read(place, source)
    report = reading.report
    itself = {"街道"} if report.department.endswith("街道办事处") else set()  # 街道全年支出: its own, as 我局 is
    names = tuple(sorted({report.department, *report.aliases, *itself} - {""}, key=len, reverse=True))
    figures = figures_of(reading.passages, reading.extracted.tables, report.text, names)
    return Entry(report, str(path), reading.sections, reading.passages, figures, reading.extracted.places)
