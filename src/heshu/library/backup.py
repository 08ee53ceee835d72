"""An index as one file, to keep or to carry: a .zip of the published generation with the hash of each of its files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from heshu.errors import DamagedFile, UsageError
from heshu.library.generations import publish, published, unwritable, writing
from heshu.library.library import Library

CONTENTS = "heshu-backup.json"
FORMAT = 1
_CHUNK = 2**20


def backup(index: Path, target: Path) -> int:
    """Write the published generation to ``target`` and give its size in bytes; questions go on being answered.

    The file is there only once it is whole.  Raises `NoIndex`, `UsageError` where ``target`` cannot be written.
    """
    generation = Library.open(index).generation
    draft = target.with_name(f"{target.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            hashes = {name: _put(archive, name, path) for name, path in _files(generation)}
            archive.writestr(CONTENTS, json.dumps({"format": FORMAT, "files": hashes}, indent=1))
        with draft.open("rb+") as handle:
            os.fsync(handle.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(
            f"写不进“{target}”：{error.strerror}。请换一个位置，或检查磁盘空间",
            f"Cannot write “{target}”: {error.strerror}. Choose another place, or check disk space",
        ) from error
    return target.stat().st_size


def restore(source: Path, index: Path, *, replace: bool = False) -> Library:
    """Publish what a backup holds as the next generation of ``index`` and open it.

    Every file is held against its hash before anything is published.  Raises `UsageError` where the index holds
    reports already and is not to be replaced, `DamagedFile` where the backup is none or is not whole, `IndexBusy`,
    `IndexError_`.
    """
    if published(index) is not None and not replace:
        raise UsageError(
            f"“{index}”里已有索引。要用备份替换它，请加 --replace；或用 --index 指定另一个文件夹",
            f"There is an index in “{index}”. Add --replace to replace it, or name another folder with --index",
        )
    with _words(source), zipfile.ZipFile(source) as archive, writing(index) as folder:
        for name, digest in _contents(archive).items():
            try:
                _take(archive, name, digest, folder)
            except OSError as error:
                raise unwritable(index, error) from error
        publish(folder)
    return Library.open(index)


def _files(generation: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(generation.rglob("*")):
        if path.is_file() and not path.name.endswith((".lock", "-journal", "-wal", "-shm")):
            yield path.relative_to(generation).as_posix(), path


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Write a file into the archive and give its hash."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    archive.write(path, name)
    return digest


def _contents(archive: zipfile.ZipFile) -> dict[str, str]:
    """Read what the backup says that it holds: name -> hash.  A name that leads elsewhere makes it none of ours."""
    said = json.loads(archive.read(CONTENTS))
    if said["format"] != FORMAT:
        raise ValueError(f"format {said['format']}")
    files: dict[str, str] = said["files"]
    for name in files:
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
            raise ValueError(name)
    return files


def _take(archive: zipfile.ZipFile, name: str, digest: str, folder: Path) -> None:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as stream, target.open("wb") as out:
        shutil.copyfileobj(stream, out, _CHUNK)
    with target.open("rb") as written:
        if hashlib.file_digest(written, "sha256").hexdigest() != digest:
            raise ValueError(name)


@contextmanager
def _words(source: Path) -> Iterator[None]:
    """Say in words what is wrong with a backup."""
    try:
        yield
    except FileNotFoundError as error:
        raise UsageError(f"找不到“{source}”。请检查文件名", f"There is no “{source}”. Check its name") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedFile(
            f"“{source.name}”不是核数的备份，或者不完整（{error}）。请换一份备份；现有的索引没有受影响",
            f"“{source.name}” is no backup of Heshu's, or not whole ({error}). Take another; the index is untouched",
        ) from error
