"""The amounts of ten printed pages, where the PDF files themselves are at hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PDFS = Path(os.environ.get("HESHU_SHARED", ROOT.parent / "shared")) / "real-pdfs"


@pytest.mark.shared
def test_nearly_all_amounts_of_printed_pages_are_found() -> None:
    if not PDFS.is_dir():
        pytest.skip("the real PDF files are measuring data beside the project and are not here")
    command = [sys.executable, "-m", "eval.reading.score", str(PDFS)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    found, of, in_all, *_ = said.split()
    assert of == "of"
    assert int(found) >= 0.98 * int(in_all) >= 150, said
