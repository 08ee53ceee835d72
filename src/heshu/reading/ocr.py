"""The door to rapidocr: words in a picture, by models that come with it; nothing is looked up or fetched."""

from __future__ import annotations

import os
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    """A picture: (height, width) of grey, 0 is black."""

RECOGNISED = "{pages}由扫描件识别，数字请与原件核对。"
"""What is said of pages that were read so."""
MOST_PAGES = 200
"""Pages of one file that are recognised: each takes 1 to 4 s."""
LARGEST_SIDE = 4000
"""Pixels of a picture's longer side that the search for words sees; more it scales down."""
THREADS = 2
_ONE_AT_A_TIME = Lock()


class Line(NamedTuple):
    """Words on one line: their four corners in pixels, clockwise from the upper left, and percent of certainty."""

    text: str
    corners: tuple[tuple[float, float], ...]
    confidence: int


def lines_in(picture: Pixels) -> list[Line]:
    """Find and read every line of words, in no order."""
    with _ONE_AT_A_TIME:
        found = _engine()(_three(picture), use_det=True, use_cls=True, use_rec=True)  # it remembers what it was told
    if getattr(found, "txts", None) is None:  # without a line it gives another kind of answer
        return []
    return [
        Line(text, tuple((float(x), float(y)) for x, y in corners), int(float(score) * 100))
        for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
    ]


def words_in(cut: Pixels) -> tuple[str, int]:
    """Read a picture that holds one line and nothing else: its words, and percent of certainty."""
    with _ONE_AT_A_TIME:
        found = _engine()(_three(cut), use_det=False, use_cls=False, use_rec=True)
    if not found.txts:
        return "", 0
    return str(found.txts[0]), int(float(found.scores[0]) * 100)


def _three(picture: Pixels) -> Pixels:
    import numpy as np  # noqa: PLC0415

    return np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))


@cache
def _engine() -> Any:
    os.environ.setdefault("ORT_LOGGING_LEVEL", "3")
    from rapidocr import RapidOCR  # noqa: PLC0415

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": LARGEST_SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
