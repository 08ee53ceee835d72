"""Scanned pages and pictures: recognised line by line, ruled tables cell by cell, each with its place and certainty."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageSequence, UnidentifiedImageError

from heshu.errors import DamagedFile, NoText, ReadingError
from heshu.reading import ocr
from heshu.reading.builder import Builder
from heshu.reading.pdf_columns import layout
from heshu.reading.pdf_page import Filled, Grid, Printed, write
from heshu.reading.pdf_tables import SEEN, grids_of
from heshu.reading.picture import LONGER_SIDE
from heshu.reading.scan_picture import Upright, back_on_page, grey, rulings, upright
from heshu.records import Box, Extracted

RESOLUTION = 200 / 72
"""Pixels a point at which a page is looked at: 200 dpi, what offices scan at."""
MOST_PIXELS = 60_000_000
STANDING = 1.5
"""A line so many times as high as wide runs up or down the page."""
FEW = 4
"""Characters from which a line's shape tells how it runs."""
ASKED, READS = 4, 85
"""Lines that are read once more as they lie, and the percentage of certainty from which on a page lies right."""
OVER = 0.5
"""Heights of a line by which it reaches into a cell, from which on the cell has words of its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was recognised on a page, laid out upright in points, and the picture that it was read from."""

    items: tuple[Printed | Filled, ...]
    seen: Upright
    scale: float

    def placed(self, box: Box) -> Box:
        """Lead a box of the upright page back to the page as it lies in the file, in points."""
        back = back_on_page(_scaled(box, self.scale), self.seen.back)
        return _scaled(back, 1 / self.scale)


def recognise(picture: Image.Image, scale: float) -> Page:
    """Read a page's picture of ``scale`` pixels a point; without words its items are empty."""
    seen, lines = _read(grey(picture))
    printed = [_printed(line, scale) for line in lines if line.text.strip()]
    grids = grids_of([_scaled(stroke, 1 / scale) for stroke in rulings(seen.pixels)], SEEN) or []
    parts = [part for line in printed for part in _in_cells(line, grids, seen, scale)]
    return Page(tuple(layout(parts, grids)), seen, scale)


def read(data: bytes) -> Extracted:
    """Read the bytes of a picture file (.png, .jpg, .bmp, .tif with one page or several).

    Raises `DamagedFile`, `NoText`, or `ReadingError` for a picture larger than `MOST_PIXELS`.
    """
    builder, count = Builder(), 0
    for picture in _pictures(data):
        count += 1
        builder.page()
        page = recognise(picture, max(picture.size) / LONGER_SIDE)
        write(builder, page.items, placed=page.placed)
    extracted = builder.extracted(
        paragraphs_whole=False, warnings=[ocr.RECOGNISED.format(pages=f"第1–{count}页" if count > 1 else "图片")]
    )
    if not extracted.text.strip():
        raise NoText("图片里没有认出文字。请换一张更清楚的。", "No words were recognised. Take a clearer picture.")
    return extracted


# ---------------------------------------------------------------- lines


def _read(pixels: ocr.Pixels) -> tuple[Upright, list[ocr.Line]]:
    """Read a picture; one that lies on its side or upside down is turned the way that reads best."""
    seen = upright(pixels)
    lines = ocr.lines_in(seen.pixels)
    if _stands(lines):
        ways = [_turned(pixels, quarters) for quarters in (1, 3)]
    elif lines and _confidence(seen, lines) < READS:  # the engine turns each line by itself, but leaves their order
        ways = [(seen, lines), _turned(pixels, 2)]
    else:
        return seen, lines
    return max(ways, key=lambda way: _confidence(*way))


def _turned(pixels: ocr.Pixels, quarters: int) -> tuple[Upright, list[ocr.Line]]:
    seen = upright(pixels, quarters)
    return seen, ocr.lines_in(seen.pixels)


def _stands(lines: Sequence[ocr.Line]) -> bool:
    long = [_box(line) for line in lines if len(line.text) >= FEW]
    standing = sum(box.bottom - box.top > STANDING * (box.x1 - box.x0) for box in long)
    return standing * 2 > len(long)


def _confidence(seen: Upright, lines: Sequence[ocr.Line]) -> float:
    """Return how well some of the longest lines read without being turned over, in percent."""
    longest = sorted(lines, key=lambda line: len(line.text))[-ASKED:]
    return sum(ocr.words_in(_cut(seen, _box(line)))[1] for line in longest) / max(len(longest), 1)


def _box(line: ocr.Line) -> Box:
    xs, ys = zip(*line.corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _printed(line: ocr.Line, scale: float) -> Printed:
    box = _scaled(_box(line), 1 / scale)
    return Printed(line.text.strip(), box, box.bottom, box.bottom - box.top, line.confidence)


def _scaled(box: Box, factor: float) -> Box:
    return Box(*(value * factor for value in box))


def _cut(seen: Upright, box: Box) -> ocr.Pixels:
    height, width = seen.pixels.shape
    left, right = max(int(box.x0), 0), min(int(box.x1) + 1, width)
    top, bottom = max(int(box.top), 0), min(int(box.bottom) + 1, height)
    return seen.pixels[top : max(bottom, top + 1), left : max(right, left + 1)]


# ---------------------------------------------------------------- cells


def _in_cells(line: Printed, grids: Sequence[Grid], seen: Upright, scale: float) -> Iterator[Printed]:
    """Part a line that was found across the rulings of a table: each cell is read by itself."""
    middle, least = (line.box.top + line.box.bottom) / 2, OVER * line.size
    cells = {
        cell
        for grid in grids
        for row in grid.rows
        for cell in row
        if cell and cell.top <= middle <= cell.bottom and min(cell.x1, line.box.x1) - max(cell.x0, line.box.x0) > least
    }
    if len(cells) < 2:
        yield line
        return
    for cell in sorted(cells):
        box = Box(max(cell.x0 + 1, line.box.x0), line.box.top, min(cell.x1 - 1, line.box.x1), line.box.bottom)
        text, confidence = ocr.words_in(_cut(seen, _scaled(box, scale)))
        if text.strip():
            yield replace(line, text=text.strip(), box=box, confidence=confidence)


# ---------------------------------------------------------------- picture files


def _pictures(data: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as opened:
            for number, frame in enumerate(ImageSequence.Iterator(opened)):
                if frame.width * frame.height > MOST_PIXELS or number >= ocr.MOST_PAGES:
                    raise _too_large()
                yield frame.copy()
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DamagedFile(
            "图片已损坏，或不是图片文件。请重新扫描或重新导出。", "The picture is damaged, or none. Scan it again."
        ) from error


def _too_large() -> ReadingError:
    return ReadingError(
        f"图片超过 {MOST_PIXELS // 1_000_000} 兆像素或 {ocr.MOST_PAGES} 页，未读取。"
        "请按 200–300 dpi 重新扫描，或拆分。",
        f"The picture has more than {MOST_PIXELS // 1_000_000} megapixels or {ocr.MOST_PAGES} pages. "
        "Scan it at 200 to 300 dpi, or split it.",
    )
