"""A page as it is seen, for the place of a quote: of a PDF, or of a picture file."""

from __future__ import annotations

import io
from pathlib import PurePath

from PIL import Image, ImageSequence

from heshu.reading.pdf_text import pages_of

SCALE = 1.6
"""Pixels a point: 115 dpi, sharp enough to read on a screen."""
MOST_PIXELS = 12_000_000
LONGER_SIDE = 842.0
"""Points that a picture's longer side is taken for: an A4 page."""


def has_pages(source: str) -> bool:
    """Say whether a file of this name has pages that can be shown."""
    return PurePath(source).suffix.lower() in {".pdf", ".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"}


def size(data: bytes, source: str, page: int) -> tuple[float, float]:
    """Return a page's width and height in points; ``page`` counts from 1.  Raises what `png` does."""
    if PurePath(source).suffix.lower() == ".pdf":
        with pages_of(data) as pages:
            return pages.size(page - 1)
    picture = _frame(data, page)
    scale = max(picture.size) / LONGER_SIDE
    return picture.width / scale, picture.height / scale


def png(data: bytes, source: str, page: int) -> bytes:
    """Draw a page (from 1) as a PNG of at most `MOST_PIXELS`.

    Raises `ReadingError` where the file is no longer what it was, `IndexError` for a page that it does not have.
    """
    if PurePath(source).suffix.lower() == ".pdf":
        with pages_of(data) as pages:
            width, height = pages.size(page - 1)
            picture = pages.picture(page - 1, min(SCALE, (MOST_PIXELS / max(width * height, 1)) ** 0.5))
    else:
        picture = _frame(data, page)
        picture.thumbnail((int(LONGER_SIDE * SCALE * 1.5),) * 2)
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def _frame(data: bytes, page: int) -> Image.Image:
    for number, frame in enumerate(ImageSequence.Iterator(Image.open(io.BytesIO(data))), 1):
        if number == page:
            return frame.copy()
    raise IndexError(page)
