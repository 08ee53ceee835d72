"""A small file with something in it that is nobody else's business."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Put a new file in the place of the old one in one step, for its owner's eyes alone; raises `OSError`."""
    handle, draft = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)
