"""The paper behind a quote: the pages that it stands on, with its boxes; pages and originals by a report's id alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Protocol
from urllib.parse import quote

from fastapi import FastAPI, Response

from heshu.errors import HeshuError
from heshu.library.places import confidence, of_quote
from heshu.reading import picture
from heshu.records import Box, Card, Citation, Place, Report, Span

PAGE, ORIGINAL = "/paper/", "/original/"
"""Below these the server answers: ``/paper/REPORT/PAGE.png`` and ``/original/REPORT``."""
MARGIN = 1.5
"""Points around the characters that a box leaves free."""


class Papers(Protocol):
    """What is asked of the library."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """One card a report."""

    def report(self, report_id: str, /) -> Report:
        """Give a report; `KeyError` where there is none."""

    def places(self, report_id: str, /) -> tuple[Place, ...]:
        """Give the places of a report's lines."""

    def original(self, report_id: str, /) -> bytes:
        """Give the bytes of a report's file."""


class Desk(Protocol):
    """Where the library of the newest generation is had."""

    @property
    def library(self) -> Papers:
        """The library."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with a quote on it: where its picture is had, its size in points, and the quote's boxes.

    ``confidence`` is in percent where the words were recognised in a picture.
    """

    page: int
    address: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    confidence: int | None = None


def sheets(library: Papers, citation: Citation) -> tuple[Sheet, ...]:
    """Give the pages that a quote stands on; none for files without pages, or changed since they were read."""
    try:
        source = next(card.source for card in library.cards if card.id == citation.report_id)
        text, places = library.report(citation.report_id).text, library.places(citation.report_id)
        found = of_quote(places, text, Span(citation.start, citation.end)) if picture.has_pages(source) else ()
        data = library.original(citation.report_id) if found else b""
        return tuple(_sheet(data, source, citation.report_id, page, list(on)) for page, on in groupby(found, _page))
    except (HeshuError, KeyError, IndexError, StopIteration):
        return ()


def _page(place: Place) -> int:
    return place.page


def _sheet(data: bytes, source: str, report_id: str, page: int, places: Sequence[Place]) -> Sheet:
    width, height = picture.size(data, source, page)
    boxes = tuple(Box(b.x0 - MARGIN, b.top - MARGIN, b.x1 + MARGIN, b.bottom + MARGIN) for b in (p.box for p in places))
    return Sheet(page, f"{PAGE}{report_id}/{page}.png", width, height, boxes, confidence(places))


def serve_papers(app: FastAPI, desk: Desk) -> None:
    """Let an application answer for pages and originals of the reports in the index, and of nothing else."""

    @lru_cache(24)
    def drawn(report_id: str, page: int) -> bytes:
        source = next(card.source for card in desk.library.cards if card.id == report_id)
        return picture.png(desk.library.original(report_id), source, page)

    @app.get(f"{PAGE}{{report_id}}/{{page}}.png")
    def paper(report_id: str, page: int) -> Response:
        try:
            data = drawn(report_id, page)
        except (HeshuError, KeyError, IndexError, StopIteration, RuntimeError):
            return Response(status_code=404)
        return Response(data, media_type="image/png", headers={"cache-control": "private, max-age=3600"})

    @app.get(f"{ORIGINAL}{{report_id}}")
    def original(report_id: str) -> Response:
        try:
            data = desk.library.original(report_id)
            source = next(card.source for card in desk.library.cards if card.id == report_id)
        except (HeshuError, KeyError, StopIteration) as error:
            words = error.message if isinstance(error, HeshuError) else "404"
            return Response(words, status_code=404, media_type="text/plain; charset=utf-8")
        name = quote(source.rpartition("/")[2])
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(data, media_type="application/octet-stream", headers=headers)
