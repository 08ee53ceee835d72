"""What a run has to do: the files below the folders, held against what the index already has."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from heshu.errors import ReadingError, UsageError
from heshu.library.archives import exists, is_archive, members
from heshu.library.catalogue import Catalogue
from heshu.patterns import regex

IGNORED = (".", "~$", "__MACOSX")
"""Beginnings of names of what a person does not see: hidden files, Word's lock files, a Mac's shadow folder."""
IGNORED_FILES = frozenset({"thumbs.db", "desktop.ini"})
READMES = frozenset({"readme.md", "readme.txt", "readme.zh-cn.md"})

UNPRINTED = regex("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that would break a line of a terminal or of the page, or turn a name around."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the folders: the name to cite it by, where it lies, and why it is not to be read, if so."""

    source: str
    path: Path
    refusal: str = ""


class Note(NamedTuple):
    """A file that is not read: where it lies, and why.

    ``digest`` is its hash where reading took all that a file may take: as long as it is the same it is not read again.
    """

    path: str
    reason: str
    digest: str = ""


ToRead = tuple[str, Path, str]
"""Source, path and hash of a file that is to be read."""


@dataclass(slots=True)
class Plan:
    """What the next generation will hold.

    ``keep``: source -> report id, to be copied; ``moved``: source -> where its file lies now; ``read``: (source, path,
    hash) still to be read; ``unread``: source -> note; ``lost``: sources whose reports are not kept.
    """

    keep: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    read: list[ToRead] = field(default_factory=list)
    unread: dict[str, Note] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def changes(self, old: Catalogue) -> bool:
        """Tell whether the next generation would differ from this one, leaving aside what is still to be read."""
        return bool(self.lost or self.moved) or self.unread != _notes(old)


def compare(
    files: Iterable[File], old: Catalogue | None, hash_of: Callable[[Path], str], pruned: Sequence[Path] = ()
) -> Plan:
    """Plan a run: a file that has not changed is kept, one that is new, changed or could not be read is to be read.

    A report whose file is gone stays, unless it lay below one of the ``pruned`` folders, or goes on under another
    name.  A file that cannot be opened just now keeps its report, and is named.
    """
    plan, known, notes = Plan(), old.paths() if old else {}, _notes(old) if old else {}
    seen = _named(files, known)
    for file in seen:
        _place(plan, file, known.get(file.source), notes.get(file.source), hash_of)
    shut = [file.path for file in seen if file.refusal]
    _keep_the_rest(plan, known, pruned, shut)
    here = {str(file.path) for file in seen}
    for source, note in notes.items():
        if source not in plan.unread and note.path not in here and exists(note.path):
            plan.unread[source] = note
    plan.lost = [source for source in known if source not in plan.keep]
    return plan


def _place(
    plan: Plan, file: File, known: tuple[str, str] | None, note: Note | None, hash_of: Callable[[Path], str]
) -> None:
    path = str(file.path)
    if file.refusal:
        plan.unread[file.source] = Note(path, file.refusal)
        return
    try:
        digest = hash_of(file.path)
    except ReadingError as error:  # what an archive does not give back
        plan.unread[file.source] = Note(path, error.message)
        return
    except OSError as error:
        plan.unread[file.source] = Note(path, _closed(error, known is not None))
        if known:
            plan.keep[file.source] = known[0]
        return
    if note and note.digest == digest:
        plan.unread[file.source] = note._replace(path=path)
        return
    if known is None or known[0] != digest:
        plan.read.append((file.source, file.path, digest))
        return
    plan.keep[file.source] = digest
    if known[1] != path:
        plan.moved[file.source] = path


def _closed(error: OSError, known: bool) -> str:
    rest = "；索引里还是上次读到的内容" if known else ""
    return f"打不开（{error.strerror}）。请关闭占用它的程序，或检查权限{rest}"


def _keep_the_rest(
    plan: Plan, known: Mapping[str, tuple[str, str]], pruned: Sequence[Path], shut: Sequence[Path]
) -> None:
    """Decide on the reports whose files did not come along; below a folder that is ``shut`` they may still be there."""
    new = {digest for _, _, digest in plan.read}
    current = {*plan.keep, *plan.unread, *(source for source, _, _ in plan.read)}
    for source, (digest, place) in known.items():
        renamed = digest in new and not exists(place)
        gone = _is_below(place, pruned) and not _is_below(place, shut)
        if source not in current and not renamed and not gone:
            plan.keep[source] = digest


def _is_below(place: str, folders: Sequence[Path]) -> bool:
    return any(Path(place).is_relative_to(folder) for folder in folders)


def _notes(old: Catalogue) -> dict[str, Note]:
    return {source: Note(*note) for source, *note in old.unread_rows()}


def _named(files: Iterable[File], known: Mapping[str, tuple[str, str]]) -> list[File]:
    """Give each file a source of its own: the one it has in the index, else the shortest that no other file has."""
    names = {place: source for source, (_, place) in known.items()}
    taken = {source for source, (_, place) in known.items() if exists(place)}
    named = []
    for file in files:
        source = names.get(str(file.path)) or next(name for name in _candidates(file) if name not in taken)
        taken.add(source)
        named.append(replace(file, source=source))
    return named


def _candidates(file: File) -> Iterator[str]:
    yield file.source
    parts = file.path.parts
    yield from ("/".join(parts[-count:]) for count in range(2, len(parts) + 1))


# ---------------------------------------------------------------- files


def files_below(folders: Sequence[Path], index: Path) -> list[File]:
    """List every file below the folders once, leaving out the index's own and hidden ones.

    Its source is the path below its folder; single files stand for themselves.  A folder that may not be looked into
    is listed as a file that is not to be read.  Raises `UsageError` where a folder is not there, or is the index.
    """
    found: dict[Path, File] = {}
    for folder in folders:
        if not folder.exists():
            raise UsageError(f"找不到“{folder}”。请检查文件夹名称", f"There is no “{folder}”. Check the folder's name")
        if folder.resolve() == index.resolve():
            raise UsageError(
                f"“{folder}”是索引文件夹，不是报告文件夹。请另外指定 --index",
                f"“{folder}” is the folder of the index, not of reports. Name another one with --index",
            )
        if folder.is_dir():
            below = _below(folder.resolve(), index)
        else:
            below = _files(folder.name, folder.parent.resolve() / folder.name)
        for file in below:
            found.setdefault(file.path, file)
    return list(found.values())


def _below(root: Path, index: Path) -> Iterator[File]:
    closed: list[OSError] = []
    seen = {os.path.realpath(index)}
    for place, below, names in os.walk(root, onerror=closed.append, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:  # a link back up, or the index
            below.clear()
            continue
        seen.add(real)
        below[:] = sorted(name for name in below if not name.startswith(IGNORED))
        for path in (Path(place, name) for name in sorted(names)):
            if _is_seen(path):
                yield from _files(path.relative_to(root).as_posix(), path)
    for error in closed:
        shut = Path(str(error.filename))
        yield File(
            UNPRINTED.sub("_", _text(shut.name)),
            shut,
            f"打不开这个文件夹（{error.strerror}），里面的文件没有读。请检查权限",
        )


def _files(name: str, path: Path) -> Iterator[File]:
    """Give a file as it is, an archive as the files in it, or as one that is not to be read."""
    file = _file(name, path)
    if file.refusal or not is_archive(path):
        yield file
        return
    try:
        inside = [member for member in members(path) if not _is_hidden(member.name)]
    except ReadingError as error:
        yield replace(file, refusal=error.message)
        return
    except OSError as error:
        yield replace(file, refusal=_closed(error, known=False))
        return
    if not inside:
        yield replace(file, refusal="压缩包里没有文件。请检查是否压缩了正确的文件夹。")
    for member in inside:
        below = _file(f"{name}/{member.name}", path / member.name)
        yield replace(below, refusal=member.refusal or below.refusal)


def _is_hidden(name: str) -> bool:
    steps = name.split("/")
    return any(step.startswith(IGNORED) for step in steps) or steps[-1].casefold() in IGNORED_FILES


def _is_seen(path: Path) -> bool:
    """Tell whether a person would call it a file: a link that leads nowhere is one, a pipe is none."""
    if path.name.startswith(IGNORED) or path.name.casefold() in IGNORED_FILES:
        return False
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _file(name: str, path: Path) -> File:
    text = _text(name)
    source = UNPRINTED.sub("_", text)
    if text != name:
        return File(source, Path(_text(str(path))), "文件名不是 UTF-8 编码，多半来自 GBK 压缩包。请改名后再读")
    return File(source, path, "说明文件，不作为报告" if path.name.casefold() in READMES else "")


def _text(name: str) -> str:
    """Give a file's name in characters: what is not UTF-8 is nearly always GBK here."""
    raw = os.fsencode(name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")
