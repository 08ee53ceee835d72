"""Downloaded files: JSON or JSON lines, packed with xz or gzip or not at all."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

OPENERS: Mapping[str, Callable[[bytes], bytes]] = {".xz": lzma.decompress, ".gz": gzip.decompress}


def read(path: Path) -> Any:
    """Read a file: one value, or where it holds a line a value, the list of them.  Raises `ValueError`, `OSError`."""
    data = OPENERS.get(path.suffix, bytes)(path.read_bytes()).decode("utf-8-sig")
    try:
        return json.loads(data)
    except ValueError:
        return [json.loads(line) for line in data.splitlines() if line.strip()]


def rows(path: Path) -> list[Any]:
    """Read a file that is a list or a line a row, be it one row."""
    held = read(path)
    return held if isinstance(held, list) else [held]


def first(row: Mapping[str, Any], *names: str) -> Any:
    """Give what stands under the first of some names: copies of one set call the same thing otherwise."""
    for name in names:
        if row.get(name) is not None:
            return row[name]
    raise ValueError(f"none of {', '.join(names)} in {sorted(row)}")
