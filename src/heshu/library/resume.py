"""What a run has read so far, kept beside the index until it is published: a run that was killed is taken up again.

One file is appended to, a record for each report, so that a kill costs at most the last one.  It is of use only to
the same readers; and as it lies in a folder that may come from elsewhere, nothing but records is read back from it.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import Struct
from types import TracebackType
from typing import IO, Any, Self

import heshu
from heshu.library.catalogue import Entry

FILE = "reading.part"
LEAST = 200
"""Files to be read from which on it is worth the writing."""

_HEAD = Struct("<III")
"""The lengths of a record's key and of its contents, and the check sum of both."""
_ROOMS = ("reading", "figures", "library")
_KNOWN = {
    *(("heshu.library.catalogue", "Entry"), ("decimal", "Decimal"), ("pathlib", "Path"), ("pathlib", "PosixPath")),
    ("pathlib", "WindowsPath"),
}


class Kept:
    """The file, opened to take up what is there and to append to it; with ``None`` for a folder nothing is kept."""

    def __init__(self, index: Path | None, *, fresh: bool = False) -> None:
        """Open the file; a ``fresh`` one, or one of other readers, begins empty.  Raises `OSError`."""
        self._places: dict[bytes, tuple[int, int]] = {}
        self._file: IO[bytes] | None = None
        if index is None:
            return
        self._file = (index / FILE).open("r+b" if (index / FILE).is_file() and not fresh else "w+b")
        mark = readers_hash()
        if self._file.read(len(mark)) != mark:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(mark)
        for key, start, length in _records(self._file):
            self._places[key] = (start, length)
        self._file.truncate()  # what a kill left of the last record

    def __contains__(self, key: tuple[str, str]) -> bool:
        """Whether the file of this source and hash was read."""
        return _key(*key) in self._places

    def get(self, source: str, digest: str) -> Entry | None:
        """Give what was read of a file; ``None`` where it was not, or cannot be understood."""
        place = self._places.get(_key(source, digest))
        if place is None or self._file is None:
            return None
        self._file.seek(place[0])
        try:
            found = _Records(io.BytesIO(zlib.decompress(self._file.read(place[1])))).load()
        except (zlib.error, pickle.UnpicklingError, ValueError, AttributeError, EOFError, TypeError):
            return None
        return found if isinstance(found, Entry) else None

    def put(self, source: str, digest: str, entry: Entry) -> None:
        """Keep what was read of a file.  Raises `OSError`."""
        if self._file is None:
            return
        key, data = _key(source, digest), zlib.compress(pickle.dumps(entry, pickle.HIGHEST_PROTOCOL), 1)
        self._file.seek(0, io.SEEK_END)
        self._file.write(_HEAD.pack(len(key), len(data), zlib.crc32(data, zlib.crc32(key))) + key + data)
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()


def forget(index: Path) -> None:
    """Remove the file: what it holds is published."""
    (index / FILE).unlink(missing_ok=True)


def _key(source: str, digest: str) -> bytes:
    return f"{digest} {source}".encode("utf-8", "surrogateescape")


def _records(file: IO[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """Yield key, place and length of each whole record, and leave the file behind the last of them."""
    end = file.tell()
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        key_length, length, checked = _HEAD.unpack(head)
        both = file.read(key_length + length)
        if len(both) < key_length + length or zlib.crc32(both) != checked:
            break
        yield both[:key_length], end + _HEAD.size + key_length, length
        end = file.tell()
    file.seek(end)


@cache
def readers_hash() -> bytes:
    """Give a hash of the readers' own source, without which nothing they gave is taken up."""
    folder = Path(heshu.__file__).parent
    sources = [folder / "records.py", *(path for room in _ROOMS for path in sorted((folder / room).glob("*.py")))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).digest()


class _Records(pickle.Unpickler):
    """Reads records back, and nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "heshu.records" or (module, name) in _KNOWN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
