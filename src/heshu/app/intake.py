"""Files that come in through the page: taken in whole or not at all, kept in one folder, written down, indexed.

The folder lies inside the index folder, under names of this module's making, and nothing serves a file of it by its
path: a report is handed out by its id alone, once it stands in the index (`papers`).
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import shutil
import threading
import time
import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from heshu.app.bounded import STALLED
from heshu.app.indexing import Indexing, Progress
from heshu.errors import HeshuError, UsageError
from heshu.library.archives import is_archive
from heshu.library.catalogue import Catalogue
from heshu.library.generations import current
from heshu.patterns import regex
from heshu.reading.formats import FORMATS

LARGEST = 50 * 1024 * 1024
"""Bytes of one file."""
ALL_TOGETHER = 4 * 1024 * 1024 * 1024
"""Bytes of all files that came in so."""
SPARE = 256 * 1024 * 1024
"""Bytes that the disk must keep free."""
ABANDONED = 3600.0
"""Seconds after which nobody is still sending a file of which nothing comes."""
NAME_BYTES = 180
FOLDER, RECORD = "uploads", "uploads.jsonl"
KINDS = frozenset(suffix for row in FORMATS for suffix in row.suffixes) | {".zip"}
_INCOMING = ".incoming-"
_UNFIT = regex(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')
_LOG = logging.getLogger(__name__)

Work = Callable[[Sequence[Path], Path, str | None, Progress], None]
"""Brings an index up to date, as `Indexing.build` does."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A line of the record: what came in, when (UTC, ISO 8601), from whom."""

    file: str
    time: str
    who: str
    bytes: int


@dataclass(frozen=True, slots=True)
class State:
    """How far indexing is: ``done`` of ``total`` files, ``name`` the one at hand, ``runs`` how many runs have ended.

    ``error`` says in Chinese and in English why the last run came to nothing.
    """

    running: bool = False
    done: int = 0
    total: int = 0
    name: str = ""
    runs: int = 0
    error: tuple[str, str] | None = None


class Intake:
    """The uploads of one index.  Methods may be called from several threads; one run indexes at a time."""

    def __init__(self, index: Path, embedder: str | None = None, work: Work | None = None) -> None:
        self._index, self._embedder, self._work = index, embedder, work or Indexing().build
        self.folder = index / FOLDER
        self._lock = threading.Lock()
        self._state = State()
        self._again = False
        _clear(self.folder)

    # ------------------------------------------------------------ files

    async def take(self, name: str, who: str, chunks: AsyncIterator[bytes]) -> Upload:
        """Store a file that comes in pieces; raises `UsageError` for a kind or a size that is not taken.

        A file of the same name stays, and this one gets a number.
        """
        fitting = fit(name)
        _require_room(self.folder)
        draft = self.folder / f"{_INCOMING}{secrets.token_hex(8)}"
        try:
            size = await _stored(chunks, draft)
            with self._lock:
                place = _free(self.folder / fitting)
                draft.rename(place)
        finally:
            draft.unlink(missing_ok=True)
        upload = Upload(place.name, datetime.now(UTC).isoformat(timespec="seconds"), who, size)
        self._write_down(asdict(upload))
        return upload

    def remove(self, file: str, who: str) -> None:
        """Take an uploaded file away, and with the next run its report; `UsageError` where there is no such file."""
        if file not in self.files():
            raise UsageError(
                f"上传的文件里没有“{file}”。请刷新后再试", f"There is no uploaded file “{file}”. Reload the page"
            )
        (self.folder / file).unlink(missing_ok=True)
        self._write_down({"removed": file, "time": datetime.now(UTC).isoformat(timespec="seconds"), "who": who})

    def files(self) -> tuple[str, ...]:
        """Name the uploaded files that are there."""
        there = self.folder.iterdir() if self.folder.is_dir() else ()
        return tuple(sorted(path.name for path in there if path.is_file() and not path.name.startswith(".")))

    def uploads(self) -> dict[str, Upload]:
        """Give what the record says of each uploaded file that is there."""
        there = set(self.files())
        return {upload.file: upload for upload in self._record() if upload.file in there}

    def _record(self) -> list[Upload]:
        try:
            lines = (self._index / RECORD).read_text("utf-8").splitlines()
        except OSError:
            return []
        rows = (json.loads(line) for line in lines if line.strip())
        return [Upload(**row) for row in rows if "file" in row]

    def _write_down(self, row: dict[str, object]) -> None:
        with self._lock, (self._index / RECORD).open("a", encoding="utf-8") as record:
            record.write(json.dumps(row, ensure_ascii=False) + "\n")

    # ------------------------------------------------------------ indexing

    @property
    def state(self) -> State:
        """How far indexing is."""
        with self._lock:
            return self._state

    def start(self) -> None:
        """Bring the index up to date in the background; while a run goes on, one more follows it."""
        with self._lock:
            self._again = self._state.running
            if self._state.running:
                return
            self._state = State(running=True, runs=self._state.runs)
        threading.Thread(target=self._run, name="heshu-intake", daemon=True).start()

    def _run(self) -> None:
        while True:
            error = self._once()
            with self._lock:
                again, self._again = self._again, False
                self._state = State(running=again, runs=self._state.runs + 1, error=error)
            if not again:
                return

    def _once(self) -> tuple[str, str] | None:
        try:
            self.folder.mkdir(exist_ok=True)
            known = _known_files(self._index, self.folder)
            self._work([self.folder, *known], self._index, self._embedder, self._note)
        except HeshuError as error:
            return error.message, error.english
        except Exception:
            reference = secrets.token_hex(4)
            _LOG.exception("reference %s: indexing failed", reference)
            return (
                f"出错了，索引没有更新。请再试一次；如果还是不行，请把编号 {reference} 告诉管理员。",
                f"Something went wrong and the index was not updated. Please give the reference {reference}.",
            )
        return None

    def _note(self, done: int, total: int, name: str) -> None:
        with self._lock:
            self._state = replace(self._state, done=done, total=total, name=name)


def _clear(folder: Path) -> None:
    """Remove what came in halfway when a server was ended; another one may be taking in what is younger."""
    for draft in folder.glob(f"{_INCOMING}*"):
        with suppress(OSError):  # it is gone, or the folder cannot be written
            if draft.stat().st_mtime < time.time() - ABANDONED:
                draft.unlink()


def fit(name: str) -> str:
    """Give a name under which a file may be stored; raises `UsageError` for a kind that is not read.

    What comes before the last slash goes, and so do characters that a file system or a reader of a list may take for
    something else; no name begins with a dot.
    """
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem, suffix = os.path.splitext(_UNFIT.sub("_", base))
    stem = stem.strip(" .~$")
    if suffix.lower() not in KINDS or not stem:
        kinds = "、".join(sorted(KINDS))
        raise UsageError(
            f"不收这种文件（{suffix or '没有后缀'}）。可以上传：{kinds}",
            f"This kind of file ({suffix or 'no suffix'}) is not taken. These are: {kinds}",
        )
    while len(stem.encode()) + len(suffix.encode()) > NAME_BYTES:
        stem = stem[:-1]
    return stem + suffix.lower()


async def _stored(chunks: AsyncIterator[bytes], place: Path) -> int:
    """Write the pieces of a file and give its size in bytes."""
    size = 0
    with place.open("xb") as file:
        while (chunk := await _next(chunks)) is not None:
            size += len(chunk)
            if size > LARGEST:
                raise too_large()
            file.write(chunk)
    if not size:
        raise UsageError("文件是空的，没有收下。请检查后再传", "The file is empty and was not taken. Please check it")
    return size


async def _next(chunks: AsyncIterator[bytes]) -> bytes | None:
    """Wait for the next piece; ``None`` where there is no more."""
    try:
        return await asyncio.wait_for(anext(chunks, None), STALLED)
    except TimeoutError:
        raise UsageError(
            "文件传到一半停了，没有收下。请检查网络后再传",
            "The file stopped coming and was not taken. Please send it again",
        ) from None


def too_large() -> UsageError:
    """Say that a file is over the limit."""
    megabytes = LARGEST // 1024 // 1024
    return UsageError(
        f"文件超过 {megabytes} MB，没有收下。请拆成几个文件，或由管理员放进报告文件夹再运行 heshu index",
        f"The file is over {megabytes} MB and was not taken. Split it, or have it put into the reports' folder",
    )


def _require_room(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    held = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    if held > ALL_TOGETHER or shutil.disk_usage(folder).free < SPARE:
        raise UsageError(
            "服务器上放上传文件的空间满了。请先移除不用的文件，或请管理员处理",
            "There is no room left for uploads. Remove files that are not needed, or ask the administrator",
        )


def _free(place: Path) -> Path:
    """Give the path itself, or the first with a number behind the name that is not taken."""
    number = 2
    free = place
    while free.exists():
        free = place.with_name(f"{place.stem} ({number}){place.suffix}")
        number += 1
    return free


def _known_files(index: Path, uploads: Path) -> list[Path]:
    """List the files elsewhere that the index names and that are still there; of an archive, the archive."""
    catalogue = Catalogue(current(index))
    places = [path for _, path in catalogue.paths().values()] + [row[1] for row in catalogue.unread_rows()]
    files = dict.fromkeys(_on_disk(Path(place)) for place in places if place)
    within = uploads.resolve()
    return [file for file in files if file is not None and not file.resolve().is_relative_to(within)]


def _on_disk(place: Path) -> Path | None:
    """Find the file itself, or the archive in which it stands; none where neither is there."""
    for path in (place, *place.parents):
        if path.is_file():
            return path if path == place or is_archive(path) else None
        if path.exists():
            return None
    return None
