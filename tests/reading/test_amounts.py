"""The amounts of ten printed pages, where the PDF files themselves are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eval.reading.score import listed, missing

PDFS = Path(os.environ.get("HESHU_SHARED", Path(__file__).parents[3] / "shared")) / "real-pdfs"


@pytest.mark.shared
def test_nearly_all_amounts_of_printed_pages_are_found() -> None:
    if not PDFS.is_dir():
        pytest.skip("the real PDF files are measuring data beside the project and are not here")
    amounts = listed()
    lost = list(missing(amounts, PDFS))
    assert len(lost) <= len(amounts) * 2 // 100, lost
