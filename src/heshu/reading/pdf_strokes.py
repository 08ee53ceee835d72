"""The straight strokes that a PDF page draws: what its tables are ruled with.

A door to pdfium beside `pdf_text`.  Lengths are points; the origin of user space is at the lower left.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]

from heshu.records import Box

Line = tuple[float, float, float, float]
"""The ends of a straight line in user space: x, y, x, y."""
Matrix = tuple[float, float, float, float, float, float]
"""How an object lies in what holds it, as PDF writes it."""

DEEPEST_FORM = 4
SHORTEST = 1.0
MOST_ASKEW, ASKEW = 1.0, 0.05
"""Points, and parts of its length, by which a stroke may miss the level and still rule a table."""
_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def lines_of(page: Any, most: int) -> list[Line] | None:
    """Return the straight lines that a page of pdfium draws, ``None`` where its paths have more segments than ``most``.

    A line has two segments (to its beginning, and along it), a rectangle five.
    """
    lines: list[Line] = []
    segments = 0
    for path, matrix in _paths(raw.FPDFPage_CountObjects(page), lambda at: raw.FPDFPage_GetObject(page, at), _UNMOVED):
        count = raw.FPDFPath_CountSegments(path)
        segments += max(count, 0)
        if segments > most:
            return None
        lines += _along(path, count, matrix)
    return lines


def straightened(lines: Iterable[Box]) -> Iterator[Box]:
    """Yield the lines that lie level or stand upright, made exactly so; a line is the box of its two ends."""
    for line in lines:
        width, height = line.x1 - line.x0, line.bottom - line.top
        if max(width, height) < SHORTEST or min(width, height) > min(MOST_ASKEW, ASKEW * max(width, height)):
            continue
        x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
        yield Box(line.x0, y, line.x1, y) if width > height else Box(x, line.top, x, line.bottom)


def _paths(count: int, get: Any, outer: Matrix, depth: int = 0) -> Iterator[tuple[Any, Matrix]]:
    """Yield the drawn paths of a page or a form, those of forms inside it too, with the way to user space."""
    own = raw.FS_MATRIX()
    for at in range(count):
        thing = get(at)
        kind = raw.FPDFPageObj_GetType(thing) if thing else None
        if kind not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM} or not raw.FPDFPageObj_GetMatrix(thing, own):
            continue
        matrix = _then((own.a, own.b, own.c, own.d, own.e, own.f), outer)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield thing, matrix
        elif depth < DEEPEST_FORM:
            inner = raw.FPDFFormObj_CountObjects(thing)
            yield from _paths(inner, lambda at, form=thing: raw.FPDFFormObj_GetObject(form, at), matrix, depth + 1)


def _along(path: Any, count: int, matrix: Matrix) -> Iterator[Line]:
    """Yield the straight segments of a path, the one that closes a figure too; curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = raw.FPDFPathSegment_GetType(segment), _moved(x.value, y.value, matrix)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and point != last:
            yield (*last, *point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and last != start:
            yield (*last, *start)
            last = start


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _then(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does both, one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, _, _ = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, *_moved(e, f, second))
