"""What is done to the picture of a scanned page before it is read: grey, upright, its rulings found.

The one door to OpenCV.  Pictures are (height, width) arrays of grey, 0 is black; lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from heshu.records import Box

if TYPE_CHECKING:
    from heshu.reading.ocr import Pixels

MOST_SKEW, FINEST = 5.0, 0.05
"""Degrees up to which a page may lie askew, and those to which that is found."""
JUDGED_AT = 900
"""Height in pixels at which the skew is judged."""
LEAST_SKEW = 0.15
INK = 140
REDNESS = 50
"""By how much red outshines the other channels of red ink."""
LINE_SHAPE, COVERED = 2.5, 0.01
"""How many times as wide as high a line of red print is at least, and the share of its box that may be black."""
SPECK = 4
"""Pixels; at 150 dpi a decimal point has 6 or more."""
SHORTEST_RULING = 1 / 40
"""Of the page's width: shorter strokes are parts of characters."""
THICKEST_RULING = 1 / 250
"""Of the page's width: thicker ones are bars and shadows."""

Matrix = NDArray[np.float64]


class Upright(NamedTuple):
    """A picture turned upright, and the matrix (2, 3) that leads from its points back to the picture as it was."""

    pixels: Pixels
    back: Matrix


def grey(picture: Image.Image) -> Pixels:
    """Take the brightest of the channels: a red seal becomes paper, and what it covers stays.

    Red lines of print that cover nothing, as a letterhead, are kept.
    """
    channels = np.asarray(picture.convert("RGB"))
    bright: Pixels = channels.max(axis=2)
    if (channels[::8, ::8] != channels[::8, ::8, :1]).any():  # most scans are grey
        kept = _red_print(channels, bright)
        bright = np.where(kept, channels.min(axis=2), bright)
    return _without_specks(bright)


def _red_print(channels: NDArray[np.uint8], bright: Pixels) -> NDArray[np.bool_]:
    """Find red ink that runs in lines over clean paper; a seal is round, and lies on print."""
    height, width = bright.shape
    others = np.maximum(channels[:, :, 1], channels[:, :, 2])
    red = (channels[:, :, 0] > others) & (channels[:, :, 0] - others > REDNESS)
    joined = cv2.dilate(np.asarray(red, np.uint8), np.ones((max(height // 400, 1), max(width // 20, 1)), np.uint8))
    count, pieces, stats, _ = cv2.connectedComponentsWithStats(joined)
    lines = [piece for piece in range(1, count) if _is_clean_line(bright, np.asarray(stats)[piece])]
    return red & np.isin(np.asarray(pieces), lines)


def _is_clean_line(bright: Pixels, stats: NDArray[np.int32]) -> bool:
    x, y, width, height, _ = stats
    black = bright[y : y + height, x : x + width] < INK
    return bool(width >= LINE_SHAPE * height and black.mean() < COVERED)


def _without_specks(pixels: Pixels) -> Pixels:
    """Paint out dirt: ink of a few pixels that touches no other, less than the dot of a decimal point."""
    ink = np.asarray(pixels < INK + 60, np.uint8)
    _, pieces, stats, _ = cv2.connectedComponentsWithStats(ink)
    speck = np.asarray(stats)[:, cv2.CC_STAT_AREA] <= SPECK
    clean: Pixels = np.where(speck[np.asarray(pieces)], 255, pixels).astype(np.uint8)
    return clean


def upright(pixels: Pixels, quarters: int = 0) -> Upright:
    """Turn a picture by quarters against the clock, then by the few degrees by which its lines lie askew."""
    pixels, back = turned(pixels, quarters)
    angle = skew(pixels)
    if abs(angle) < LEAST_SKEW:
        return Upright(pixels, back)
    height, width = pixels.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    unturned = np.asarray(cv2.invertAffineTransform(turn), np.float64)
    return Upright(np.asarray(level, np.uint8), back[:, :2] @ unturned + np.pad(back[:, 2:], ((0, 0), (2, 0))))


def skew(pixels: Pixels) -> float:
    """Return by how many degrees, counted against the clock, a picture has to be turned for its lines to lie level.

    The rows of a level page are either full of ink or empty: the angle at which their sums differ most is taken.
    """
    scale = min(1.0, JUDGED_AT / max(pixels.shape[0], 1))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (np.asarray(small) < INK + 60).astype(np.float32)
    best, step = 0.0, 1.0
    while step >= FINEST:
        reach = MOST_SKEW if step == 1.0 else step * 4
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _contrast(ink, float(angle))))
        step /= 4
    return best if abs(best) <= MOST_SKEW else 0.0


def _contrast(ink: NDArray[np.float32], angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = np.asarray(cv2.warpAffine(ink, turn, (width, height))).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def rulings(pixels: Pixels) -> Iterator[Box]:
    """Yield the long thin strokes, level or upright, that tables are drawn with."""
    ink = np.asarray((pixels < INK + 40) * 255, np.uint8)
    length = max(int(pixels.shape[1] * SHORTEST_RULING), 8)
    thick = max(int(pixels.shape[1] * THICKEST_RULING), 6)
    for shape in ((length, 1), (1, length)):
        opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        closed = cv2.dilate(opened, np.ones((3, 3), np.uint8))
        for x, y, width, height, _ in cv2.connectedComponentsWithStats(closed)[2][1:]:
            if min(width, height) <= thick + 2 and max(width, height) >= length:
                yield Box(float(x), float(y), float(x + width), float(y + height))


def turned(pixels: Pixels, quarters: int) -> Upright:
    """Turn a picture by quarters of a turn against the clock."""
    height, width = pixels.shape
    back = {
        0: [[1, 0, 0], [0, 1, 0]],
        1: [[0, -1, width], [1, 0, 0]],
        2: [[-1, 0, width], [0, -1, height]],
        3: [[0, 1, 0], [-1, 0, height]],
    }[quarters]
    return Upright(np.ascontiguousarray(np.rot90(pixels, quarters)), np.asarray(back, np.float64))


def back_on_page(box: Box, back: Matrix) -> Box:
    """Lead a box of an upright picture back to the picture as it was: the box around its corners."""
    corners = np.array([[x, y, 1.0] for x in (box.x0, box.x1) for y in (box.top, box.bottom)])
    places = corners @ back.T
    return Box(*(float(v) for v in (*places.min(axis=0), *places.max(axis=0))))
