"""Archives (.zip) as folders: a file in one has a path below the archive's own, `压缩包.zip/里面/名字.docx`.

Nothing is unpacked by its name: a file that is to be read is copied to a temporary folder under its last name alone,
so no archive writes outside.  What an archive says of its sizes is bounded before anything is unpacked, and what
comes out is never more than it said.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from struct import unpack_from
from tempfile import TemporaryDirectory
from typing import IO

from heshu.errors import DamagedFile, EncryptedFile, ReadingError, UnsupportedFormat
from heshu.patterns import regex

SUFFIX = ".zip"
DEPTH = 2
"""Archives in one another: one within an archive is looked into, one within that is not."""
MEMBERS = 5_000
DIRECTORY = 8 * 2**20
"""Bytes of an archive's table of contents, which is read whole."""
LARGEST = 200 * 2**20
"""Bytes of one file within."""
LARGEST_INNER = 64 * 2**20
"""Bytes of an archive within an archive, which is held in memory."""
TOTAL = 4 * 2**30
RATIO, RATIO_FROM = 200, 20 * 2**20
"""Beyond this ratio of unpacked to packed bytes a file of so many bytes is a bomb; texts reach 30."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_END = b"PK\5\6"
_CONTROL = regex(r"[\x00-\x1f\x7f<>:\"|?*]")
_LONGEST_NAME = 200
_CHUNK = 2**20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, IndexError)
"""What zipfile raises for archives that are cut off, damaged, or packed as it does not know."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name below it, the archives to go through, and why it is not to be read, if so.

    ``chain`` are positions in the tables of contents, one for each archive from the outermost in.
    """

    name: str
    chain: tuple[int, ...]
    refusal: str = ""


def is_archive(path: Path) -> bool:
    """Say whether a file of this name is looked into."""
    return path.suffix.lower() == SUFFIX


def members(archive: Path) -> tuple[Member, ...]:
    """List the files in an archive on disk, and in those within it.

    Raises `ReadingError` where it cannot be opened or is larger than can be unpacked safely.
    """
    found = archive.stat()
    return _listed(archive, found.st_mtime_ns, found.st_size)


def exists(path: Path | str) -> bool:
    """Say whether a file is there, on disk or in an archive."""
    if os.path.exists(path):
        return True
    try:
        return _found(Path(path)) is not None
    except (ReadingError, OSError):
        return False


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.  Raises `OSError`, or `ReadingError` where an archive is damaged."""
    whole = hashlib.sha256()
    with _opened(path) as stream:
        while chunk := stream.read(_CHUNK):  # `hashlib.file_digest` clears a buffer of 256 KB for each small file
            whole.update(chunk)
    return whole.hexdigest()


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Give a file on disk: the file itself, or a copy of one in an archive, there for as long as it is looked at."""
    if os.path.lexists(path) or _found(path) is None:
        yield path
        return
    with TemporaryDirectory(prefix="heshu-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / _short(path.name)
        with _opened(path) as stream, copy.open("wb") as out:
            while chunk := stream.read(_CHUNK):
                out.write(chunk)
        yield copy


# ---------------------------------------------------------------- what an archive holds


@lru_cache(8)
def _listed(archive: Path, _changed: int, size: int) -> tuple[Member, ...]:
    with _words(), archive.open("rb") as stream:
        return tuple(_walk(stream, size, (), (), Counter()))


def _walk(
    stream: IO[bytes], size: int, chain: tuple[int, ...], above: tuple[str, ...], taken: Counter[str]
) -> Iterator[Member]:
    """List an archive and what is in it; ``above`` are the names that lead to it, ``taken`` those given so far."""
    with _contents(stream, size) as opened:
        for number, info in enumerate(opened.infolist()):
            if info.is_dir():
                continue
            name, place = _free("/".join((*above, *_parts(info))), taken), (*chain, number)
            refusal = _refusal(info)
            if refusal or not is_archive(Path(name)):
                yield Member(name, place, refusal)
            else:
                yield from _inner(opened, info, Member(name, place), taken)


def _inner(opened: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member, taken: Counter[str]) -> Iterator[Member]:
    name, place = member.name, member.chain
    if len(place) >= DEPTH or info.file_size > LARGEST_INNER:
        yield Member(name, place, "压缩包套得太深，或里面的压缩包太大，没有读。请先解压，再读其中的文件。")
        return
    try:
        with _words():
            data = opened.read(info)
            yield from list(_walk(io.BytesIO(data), len(data), place, (name,), taken))
    except ReadingError as error:
        yield Member(name, place, error.message)


def _contents(stream: IO[bytes], size: int) -> zipfile.ZipFile:
    """Open a table of contents that is small enough, of files that are."""
    _require_small_directory(stream, size)
    opened = zipfile.ZipFile(stream)
    infos = opened.infolist()
    if len(infos) > MEMBERS or sum(info.file_size for info in infos) > TOTAL:
        raise _too_much()
    return opened


def _require_small_directory(stream: IO[bytes], size: int) -> None:
    """Look at the end of the archive, which says how long the table of contents is (APPNOTE.TXT, 4.3.16)."""
    stream.seek(max(size - 65_557, 0))
    tail = stream.read()
    plain = tail[-22:-18] == _END and tail[-2:] == b"\0\0"
    at = len(tail) - 22 if plain else tail.rfind(_END)
    if at >= 0 and len(tail) >= at + 22 and unpack_from("<I", tail, at + 12)[0] > DIRECTORY:
        raise _too_much()


def _too_much() -> ReadingError:
    return ReadingError(
        f"压缩包里的文件超过 {MEMBERS:,} 个或 {TOTAL // 2**30} GB，没有读。请解压后分成几个文件夹再读。",
        f"The archive holds more than {MEMBERS:,} files or {TOTAL // 2**30} GB. Unpack it and read its folders.",
    )


def _refusal(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _ENCRYPTED:
        return "这个文件在压缩包里加了密码，没有读。请用密码解压后再读。"
    if info.file_size > LARGEST:
        return f"解压后超过 {LARGEST // 2**20} MB，没有读。请拆分成几个文件。"
    if info.file_size > RATIO_FROM and info.file_size > RATIO * info.compress_size:
        return "压缩比高得不正常，可能是有害文件，没有读。请向提供文件的人核实。"
    return ""


# ---------------------------------------------------------------- names


def _parts(info: zipfile.ZipInfo) -> list[str]:
    """Give a file's name in the archive as steps of a path that leads nowhere else."""
    steps = (_CONTROL.sub("_", step).strip() for step in _name(info).replace("\\", "/").split("/"))
    return [step for step in steps if step not in {"", ".", ".."}] or ["_"]


def _name(info: zipfile.ZipInfo) -> str:
    """Give the name in characters: Chinese Windows writes GBK without saying so, and zipfile takes that for CP437."""
    said = info.orig_filename
    if info.flag_bits & _UTF8_NAME:
        return said
    raw = said.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return _unicode_path(info.extra, raw) or raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return said


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """Give the UTF-8 name that some archivers write beside the other one (APPNOTE.TXT, 4.6.9)."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + length]
        if kind == _UNICODE_PATH and len(body) > 5 and unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8")
        at += 4 + length
    return ""


def _free(name: str, taken: Counter[str]) -> str:
    """Give a name that no other file of the archive has: a second one of the same name gets its number."""
    pure, free = PurePosixPath(name), name
    while taken[free]:
        taken[name] += 1
        free = str(pure.with_name(f"{pure.stem}（{taken[name]}）{pure.suffix}"))
    taken[free] += 1
    return free


def _short(name: str) -> str:
    """Cut a name to what every disk takes, keeping its suffix."""
    pure = PurePosixPath(_CONTROL.sub("_", name))
    stem = pure.stem.encode("utf-8")[: _LONGEST_NAME - len(pure.suffix.encode())].decode("utf-8", "ignore")
    return f"{stem}{pure.suffix}"


# ---------------------------------------------------------------- one file of an archive


def _found(path: Path) -> tuple[Path, Member] | None:
    """Find the archive on disk that a path leads into, and the file there."""
    for archive in path.parents:
        if is_archive(archive) and archive.is_file():
            name = path.relative_to(archive).as_posix()
            return next(((archive, one) for one in members(archive) if one.name == name), None)
    return None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file on disk or in an archive.  Raises `OSError`, or `ReadingError` for what an archive does not give."""
    found = None if os.path.lexists(path) else _found(path)
    if found is None:
        with path.open("rb") as file:
            yield file
        return
    archive, member = found
    if member.refusal:
        raise ReadingError(member.refusal)
    with _words(), archive.open("rb") as outer:
        stream: IO[bytes] = outer
        for number in member.chain[:-1]:
            with zipfile.ZipFile(stream) as opened:
                stream = io.BytesIO(opened.read(opened.infolist()[number]))
        with zipfile.ZipFile(stream) as opened, opened.open(opened.infolist()[member.chain[-1]]) as inner:
            yield inner


@contextmanager
def _words() -> Iterator[None]:
    """Say in words what is wrong with an archive."""
    try:
        yield
    except ReadingError:
        raise
    except NotImplementedError as error:
        raise UnsupportedFormat(
            f"压缩方式不认识（{error}），没有读。请用常用的 zip 方式重新压缩，或解压后再读。",
            f"Unknown compression ({error}). Pack it again as a plain .zip, or unpack it.",
        ) from error
    except RuntimeError as error:
        if "password" not in str(error):
            raise
        raise EncryptedFile(
            "压缩包加了密码，没有读。请用密码解压后再读。", "The archive wants a password. Unpack it with it."
        ) from error
    except (*_BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:  # the disk's, not the archive's
            raise
        raise DamagedFile(
            f"压缩包不完整或已损坏（{error}）。请重新下载，或请对方重新压缩。",
            f"The archive is cut off or damaged ({error}). Get it again.",
        ) from error
