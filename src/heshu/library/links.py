"""Files of one generation in the next: a second name for the same bytes, where the disk has such, else a copy.

Only what nobody ever writes to again is linked.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def link(source: Path, target: Path) -> None:
    """Give a file a second name; a disk without such (FAT, a network folder) gets a copy."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


def link_tree(source: Path, target: Path, written: Callable[[str], bool], left_out: Callable[[str], bool]) -> None:
    """Make a folder as another one is, its files linked; those that will be ``written`` to are copied."""
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        place = target / path.name
        if left_out(path.name):
            continue
        if path.is_dir():
            link_tree(path, place, written, left_out)
        elif written(path.name):
            shutil.copyfile(path, place)
        else:
            link(path, place)
