"""Numbered generations of an index: each complete, never changed once published.

A new generation is written beside the published one and published by replacing one small file, which a file system
does in one step.  A crash at any moment leaves the last published generation whole; what a crashed writer left
behind is removed by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from heshu.errors import IndexBusy, IndexError_, NoIndex

POINTER = "CURRENT"
LOCK = "writer.lock"
OWNER = "writer.txt"
KEPT = 2
"""Generations kept: the published one, and the one before for readers that still have it open."""


def current(index: Path) -> Path:
    """The folder of the published generation.  Raises `NoIndex` where there is none."""
    number = published(index)
    if number is None:
        raise NoIndex(
            f"“{index}”里还没有索引。请先运行：heshu index 报告文件夹",
            f"There is no index in “{index}” yet. Run: heshu index FOLDER",
        )
    return index / number


def published(index: Path) -> str | None:
    """The name of the published generation, or ``None``."""
    try:
        name = (index / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    return name if name and (index / name).is_dir() else None


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """A fresh folder for the next generation, for one writer at a time.

    Yields the folder; `publish` makes it the current one.  Raises `IndexBusy` where another process writes, and
    `IndexError_` where the folder cannot be written.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"另一个进程（{_owner(index)}）正在写索引“{index}”，请等它结束后再试",
            f"Another process ({_owner(index)}) is writing the index “{index}”; try again when it is done",
        ) from None
    except OSError as error:
        raise _unwritable(index, error) from error
    try:
        (index / OWNER).write_text(f"进程 {os.getpid()}", "utf-8")
        _sweep(index)
        folder = index / _next(index)
        folder.mkdir()
        yield folder
    except OSError as error:
        raise _unwritable(index, error) from error
    finally:
        _sweep(index)
        (index / OWNER).unlink(missing_ok=True)
        lock.release()


def publish(folder: Path) -> None:
    """Make a complete generation the current one, in one step."""
    pointer = folder.parent / POINTER
    draft = pointer.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as handle:
        handle.write(folder.name)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(pointer)


def _next(index: Path) -> str:
    numbers = [int(path.name) for path in index.iterdir() if path.is_dir() and path.name.isdigit()]
    return f"{max(numbers, default=0) + 1:06d}"


def _sweep(index: Path) -> None:
    """Remove what is neither the published generation nor the one before it."""
    name = published(index)
    complete = sorted(p for p in index.iterdir() if p.is_dir() and p.name.isdigit() and (name or "") >= p.name)
    for path in index.iterdir():
        if path.is_dir() and path.name.isdigit() and path not in complete[-KEPT:]:
            shutil.rmtree(path, ignore_errors=True)


def _owner(index: Path) -> str:
    try:
        return (index / OWNER).read_text("utf-8")
    except OSError:
        return "未知进程"


def _unwritable(index: Path, error: OSError) -> IndexError_:
    reason = error.strerror or str(error)
    return IndexError_(
        f"索引“{index}”写不进去（{reason}）。请检查磁盘空间和文件夹权限；已发布的索引没有受影响",
        f"The index “{index}” cannot be written ({reason}). Check disk space and permissions; the published index is untouched",
    )
