"""The door to pdfium: the glyphs of each page of a PDF, turned the way the page is seen."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image
from pypdfium2 import raw

from heshu.errors import DamagedFile, EncryptedFile
from heshu.reading.pdf_page import Glyph
from heshu.reading.pdf_strokes import DEEPEST_FORM, Line, lines_of, straightened
from heshu.records import Box

MOST_SEGMENTS = 20_000
QUARTER = math.pi / 2
LOST = "\ufffd"
_ONE_AT_A_TIME = Lock()
# What pdfium gives for a hyphen at the end of a line; the sign printed there is this one.
HYPHENS = {0x02: "-", 0xFFFE: "-"}
# Some fonts name radicals instead of the characters that they print: U+2F00 to U+2FD5 have their equivalents in
# Unicode itself; the simplified ones of U+2E80 to U+2EF3 have none there.
NAMED_BY_RADICAL = ("⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰", "民虎西见角贝车长门青韦页风飞食马鱼鸟黄齐齿龙")
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): sign for radical, sign in zip(*NAMED_BY_RADICAL, strict=True)
}


@dataclass(frozen=True, slots=True)
class PageText:
    """What pdfium finds on a page: its upright glyphs in the order of the file, and lines that run sideways.

    ``lost`` counts glyphs whose character the font does not tell; ``strokes`` are the straight lines that the page
    draws, level or upright, ``None`` where its drawings have more than `MOST_SEGMENTS`; ``pictures`` says that a page
    without glyphs shows pictures.  All lie as on a page turned for the glyphs to stand upright, ``size`` is that page's
    width and height, and it is shown turned ``quarters`` further clockwise.
    """

    glyphs: tuple[Glyph, ...]
    sideways: tuple[str, ...]
    lost: int
    strokes: tuple[Box, ...] | None
    pictures: bool
    size: tuple[float, float]
    quarters: int

    def shown(self, box: Box) -> Box:
        """Lead a box to where it is on the page as it is shown."""
        return turned(box, self.quarters, self.size)


def turned(box: Box, quarters: int, size: tuple[float, float]) -> Box:
    """Turn a box clockwise by quarters with its page, which was of ``size``."""
    for _ in range(quarters % 4):
        height = size[1]
        box, size = Box(height - box.bottom, box.x0, height - box.top, box.x1), (height, size[0])
    return box


class Character(NamedTuple):
    """A character as the page has it: its quarter turns clockwise (``None``: askew), boxes in user space."""

    text: str
    turns: int | None
    loose: tuple[float, float, float, float]
    tight: tuple[float, float, float, float]
    origin: tuple[float, float]


class Pages:
    """The pages of an open document, from 0."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def __getitem__(self, index: int) -> PageText:
        """Read a page.  Raises `DamagedFile` where it cannot be loaded."""
        with ExitStack() as stack:
            try:
                page = self._document[index]
                stack.callback(page.close)
                text = page.get_textpage()
                stack.callback(text.close)
                return _page_text(page, list(_characters(text)))
            except pdfium.PdfiumError as error:
                raise DamagedFile(f"第{index + 1}页无法打开。", f"Page {index + 1} cannot be loaded.") from error

    def size(self, index: int) -> tuple[float, float]:
        """Return a page's width and height in points, as it is seen.  Raises `IndexError` for a page that is none."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        width, height = self._document.get_page_size(index)
        return float(width), float(height)

    def picture(self, index: int, scale: float) -> Image.Image:
        """Draw a page as it is seen, at ``scale`` pixels a point.  Raises `DamagedFile` where it cannot be loaded."""
        try:
            page = self._document[index]
            drawn: Image.Image = page.render(scale=scale).to_pil()
            page.close()
        except pdfium.PdfiumError as error:
            raise DamagedFile(f"第{index + 1}页无法打开。", f"Page {index + 1} cannot be loaded.") from error
        return drawn


@contextmanager
def pages_of(data: bytes) -> Iterator[Pages]:
    """Open the bytes of a PDF, one at a time: pdfium is not made for threads.

    Raises `EncryptedFile`, or `DamagedFile` where there is no page to be had.
    """
    with _ONE_AT_A_TIME, _opened(data) as document:
        yield Pages(document)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise EncryptedFile(
                "PDF 有密码保护。请用 PDF 软件打开，去掉密码后另存一份再读。",
                "The PDF wants a password. Open it, remove the password and save a copy.",
            ) from error
        raise _damaged() from error
    try:
        if not len(document):
            raise _damaged()
        yield document
    finally:
        document.close()


def _damaged() -> DamagedFile:
    return DamagedFile(
        "PDF 已损坏或不完整。请重新获取，或用 PDF 软件打开后另存一份。",
        "The PDF is damaged or cut off. Get it again, or open it and save a copy.",
    )


def _page_text(page: Any, found: list[Character]) -> PageText:
    left, bottom, right, top = edges = (
        page.get_bbox()
    )  # what lies outside is text that another page shows, cut off here
    characters = [
        c
        for c in found
        if c.text.isspace() or (c.tight[0] < right and c.tight[2] > left and c.tight[1] < top and c.tight[3] > bottom)
    ]
    printed = [c for c in characters if not c.text.isspace()]
    common = Counter(c.turns for c in printed if c.turns is not None).most_common(1)
    turns = common[0][0] if common else 0
    upright = turns or 0
    box = Box(*edges)
    lines = lines_of(page, MOST_SEGMENTS)
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST_FORM)
    return PageText(
        glyphs=tuple(_glyph(c, upright, box) for c in characters if c.turns == turns or c.text.isspace()),
        sideways=tuple(_sideways(characters, turns)),
        lost=sum(c.text == LOST or unicodedata.category(c.text[0]) == "Co" for c in printed),
        strokes=None if lines is None else tuple(straightened(_line(line, upright, box) for line in lines)),
        pictures=not printed and next(images, None) is not None,
        size=(top - bottom, right - left) if upright % 2 else (right - left, top - bottom),
        quarters=(page.get_rotation() // 90 - upright) % 4,
    )


# ---------------------------------------------------------------- characters


def _characters(text_page: Any) -> Iterator[Character]:
    x, y, rect = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    edges = [ctypes.c_double() for _ in range(4)]
    for index in range(text_page.count_chars()):
        text = _sign(raw.FPDFText_GetUnicode(text_page, index))
        if not text:
            continue
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, index, rect)
        raw.FPDFText_GetCharBox(text_page, index, *edges)
        left, right, bottom, top = (edge.value for edge in edges)
        yield Character(
            text,
            _turns(raw.FPDFText_GetCharAngle(text_page, index)),
            (rect.left, rect.bottom, rect.right, rect.top),
            (left, bottom, right, top),
            (x.value, y.value),
        )


def _sign(code: int) -> str:
    """Return the character of a code of pdfium; nothing for controls, `LOST` for what the font does not tell."""
    if code in HYPHENS:
        return HYPHENS[code]
    if code in RADICALS:
        return RADICALS[code]
    if code in {0, 0xFFFF} or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return LOST
    sign = chr(code)
    return "" if unicodedata.category(sign) == "Cc" and not sign.isspace() else sign


def _turns(angle: float) -> int | None:
    """Return the quarter turns clockwise of an angle in radians, ``None`` where it is askew as watermarks are."""
    quarters = -angle / QUARTER
    return round(quarters) % 4 if math.isfinite(angle) and abs(quarters - round(quarters)) < 0.03 else None


def _glyph(character: Character, turns: int, box: Box) -> Glyph:
    text, _, loose, tight, (x, base) = character
    if not turns:  # nearly every page, and this is its innermost loop
        left, top = box.x0, box.bottom
        around = Box(loose[0] - left, top - tight[3], loose[2] - left, top - tight[1])
        return Glyph(text, around, top - base, loose[3] - loose[1])
    across, inked = _shown(loose, turns, box), _shown(tight, turns, box)
    around = Box(across.x0, inked.top, across.x1, inked.bottom)
    return Glyph(text, around, _point(x, base, turns, box)[1], across.bottom - across.top)


def _shown(corners: tuple[float, float, float, float], turns: int, box: Box) -> Box:
    left, bottom, right, top = corners
    (x0, y0), (x1, y1) = _point(left, bottom, turns, box), _point(right, top, turns, box)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _line(line: Line, turns: int, box: Box) -> Box:
    x0, y0, x1, y1 = line
    return _shown((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), turns, box)


def _point(x: float, y: float, turns: int, box: Box) -> tuple[float, float]:
    """Return where a point of user space is seen, from the left and from the top, on a page so turned.

    ``box`` is the part of the page that is shown: left, bottom, right, top.
    """
    left, bottom, right, top = box
    return (
        (x - left, top - y),
        (y - bottom, x - left),
        (right - x, y - bottom),
        (top - y, right - x),
    )[turns]


def _sideways(characters: Iterable[Character], turns: int | None) -> Iterator[str]:
    """Yield the lines whose characters stand in another direction than the page's; what is askew is left out."""
    for other, group in groupby(characters, key=lambda c: c.turns):
        if other not in {turns, None}:
            yield from "".join(c.text for c in group).split("\n")
