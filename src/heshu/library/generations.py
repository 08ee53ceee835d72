"""Numbered generations of an index: each complete, never changed once published.

A new generation is written beside the published one and published by replacing one small file, which a file system
does in one step.  A crash at any moment leaves the last published generation whole; what a crashed writer left
behind is removed by the next one.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from heshu.errors import DamagedIndex, IndexBusy, IndexError_, NoIndex
from heshu.patterns import regex

if sys.platform != "win32":
    import fcntl

POINTER = "CURRENT"
LOCK = "writer.lock"
OWNER = "writer.txt"
KEPT = 2
"""Generations kept at least: the published one, and the one before for readers that are about to open it."""
NAME = regex(r"\d{6}-[0-9a-f]{6}")
"""A number, and six random digits: no folder of the user's is ever taken for a generation and removed, and a reader
never takes the index that replaced a deleted one for its own."""

REASONS: Mapping[int, str] = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "它不是文件夹",
    errno.EEXIST: "它不是文件夹",
}


def current(index: Path) -> Path:
    """Give the folder of the published generation.  Raises `NoIndex` where there is none, else as `published`."""
    name = published(index)
    if name is None:
        raise NoIndex(
            f"“{index}”里还没有索引。请先运行：heshu index 报告文件夹",
            f"There is no index in “{index}” yet. Run: heshu index FOLDER",
        )
    return index / name


def published(index: Path) -> str | None:
    """Give the name of the published generation, or ``None`` where nothing was ever published.

    Raises `DamagedIndex` where the pointer cannot be read or names no generation.
    """
    try:
        name = (index / POINTER).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise _astray(index, str(error)) from error
    if not NAME.fullmatch(name) or not (index / name).is_dir():
        raise _astray(index, name[:40])
    return name


@contextmanager
def writing(index: Path) -> Iterator[Path]:
    """Give a fresh folder for the next generation, to one writer at a time.

    `publish` makes it the current one; without that it is removed.  Raises `IndexBusy` where another process writes,
    and `IndexError_` where the folder cannot be written.
    """
    lock = _lock(index)
    try:
        (index / OWNER).write_text(str(os.getpid()), "utf-8")
        _sweep(index)
        folder = index / _next(index)
        folder.mkdir()
        try:
            yield folder
        finally:
            _sweep(index)
            (index / OWNER).unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(index, error) from error
    finally:
        lock.release()


def publish(folder: Path) -> None:
    """Make a complete generation the current one, in one step.

    Before the pointer names the generation, every byte of it is on the disk: a power cut keeps no other order.
    """
    for place, _, names in os.walk(folder, onerror=_refuse):
        for name in names:
            _flush(Path(place, name))
        _flush(Path(place))
    _flush(folder.parent)
    pointer = folder.parent / POINTER
    draft = pointer.with_suffix(".new")
    draft.write_text(folder.name, "utf-8")
    _flush(draft)
    draft.replace(pointer)
    _flush(folder.parent)


def held(generation: Path) -> int | None:
    """Keep a generation from being removed while somebody reads it, however many are published meanwhile.

    Gives what is to be closed when the reader has done, ``None`` where the system or the disk has no such locks: two
    generations are kept in any case.
    """
    if sys.platform == "win32":
        return None  # open files are not removed there
    try:
        handle = os.open(generation, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def unwritable(index: Path, error: Exception) -> IndexError_:
    """Say that an index cannot be written, and why."""
    number = error.errno if isinstance(error, OSError) else None
    known = REASONS.get(number) if number is not None else None
    return IndexError_(
        f"索引“{index}”写不进去（{known or error}）。请检查磁盘空间和文件夹权限后重试，"
        "仍不行时运行 heshu index --rebuild；已发布的索引没有受影响",
        f"The index “{index}” cannot be written ({error}). Check disk space and permissions and try again, "
        "or run heshu index --rebuild; the published index is untouched",
    )


# ---------------------------------------------------------------- folders


def _lock(index: Path) -> FileLock:
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise IndexBusy(
            f"另一个程序（进程号 {_owner(index)}）正在写索引“{index}”，请等它结束后再试",
            f"Another program (process {_owner(index)}) is writing the index “{index}”; try again when it is done",
        ) from None
    except OSError as error:
        raise unwritable(index, error) from error
    return lock


def _generations(index: Path) -> list[str]:
    return sorted(path.name for path in index.iterdir() if NAME.fullmatch(path.name) and path.is_dir())


def _next(index: Path) -> str:
    last = max((int(name.partition("-")[0]) for name in _generations(index)), default=0)
    return f"{last + 1:06d}-{secrets.token_hex(3)}"


def _sweep(index: Path) -> None:
    """Remove what is neither the published generation nor the one before it.

    Where the pointer is damaged nothing is: which generation was the published one cannot be told.
    """
    try:
        name = published(index) or ""
    except DamagedIndex:
        return
    names = _generations(index)
    kept = [other for other in names if other <= name][-KEPT:]
    for other in names:
        if other not in kept:
            with _unread(index / other) as removable:
                if removable:
                    shutil.rmtree(index / other, ignore_errors=True)


@contextmanager
def _unread(generation: Path) -> Iterator[bool]:
    """Say whether nobody reads a generation, and let nobody begin to meanwhile."""
    if sys.platform == "win32":
        yield True
        return
    try:
        handle = os.open(generation, os.O_RDONLY)
    except OSError:
        yield True
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:  # a disk without locks
            pass
        yield True
    finally:
        os.close(handle)


def _refuse(error: OSError) -> None:
    raise error


def _flush(path: Path) -> None:
    """Bring a file's bytes, or a folder's names, to the disk."""
    if path.is_dir() and os.name == "nt":  # Windows opens no folders, and keeps their names by itself
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _owner(index: Path) -> str:
    try:
        return (index / OWNER).read_text("utf-8") or "未知"
    except OSError:
        return "未知"


def _astray(index: Path, why: str) -> DamagedIndex:
    return DamagedIndex(
        f"索引“{index}”的 {POINTER} 文件已损坏（{why}）。请运行 heshu index --rebuild 重建",
        f"The file {POINTER} of the index “{index}” is damaged ({why}). Run heshu index --rebuild",
    )
