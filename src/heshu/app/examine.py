"""What an audit is to look at: reports of the index, or files that are read for this once."""

from __future__ import annotations

import os.path
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from heshu.app.choice import fitting
from heshu.asking.checks.checkup import Checked, by_verdict, checkup
from heshu.errors import NoIndex, UsageError
from heshu.library.build import Progress, build
from heshu.library.library import Library
from heshu.records import Card, Unread, Verdict


@dataclass(frozen=True, slots=True)
class Examined:
    """The reports that were audited, what was found report by report, and the files that could not be read."""

    cards: tuple[Card, ...] = ()
    checked: tuple[Checked, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def by_verdict(self) -> dict[Verdict, tuple[Checked, ...]]:
        """The findings as a reviewer reads them, the worst first."""
        return by_verdict(self.checked)

    def __add__(self, other: Examined) -> Examined:
        return Examined(self.cards + other.cards, self.checked + other.checked, self.unread + other.unread)


def examine(names: Sequence[str], index: Path, progress: Progress) -> Examined:
    """Audit files and folders where such exist, else the reports of the index that are named; without names all.

    Raises `UsageError` for a name that is neither, and what `Library.open` raises.
    """
    paths = [Path(name) for name in names if os.path.exists(name)]
    named = [name for name in names if not os.path.exists(name)]
    files = _of_files(paths, progress) if paths else Examined()
    return files if paths and not named else files + _of_index(named, index)


def _of_files(paths: Sequence[Path], progress: Progress) -> Examined:
    # Windows holds on to the index's files until they are collected.
    with TemporaryDirectory(prefix="heshu-", ignore_cleanup_errors=True) as folder:
        build(paths, Path(folder) / "index", progress=progress)
        library = Library.open(Path(folder) / "index")
        return _examined(library, library.cards, library.unread)


def _of_index(names: Sequence[str], index: Path) -> Examined:
    library = _open(names, index)
    wanted = frozenset().union(*(_fitting(library.cards, name) for name in names))
    if not names:
        return _examined(library, library.cards, library.unread)
    return _examined(library, [card for card in library.cards if card.id in wanted], ())


def _open(names: Sequence[str], index: Path) -> Library:
    try:
        return Library.open(index)
    except NoIndex as error:
        if not names:
            raise
        raise UsageError(
            f"没有“{names[0]}”这个文件夹或文件，“{index}”里也还没有索引。请检查名称",
            f"There is no folder or file “{names[0]}”, and no index in “{index}” yet. Check the name",
        ) from error


def _fitting(cards: Sequence[Card], name: str) -> frozenset[str]:
    found = fitting(cards, name)
    if not found:
        raise UsageError(
            f"没有“{name}”这个文件夹或文件，索引里也没有这份报告。用 heshu status 看有哪些",
            f"There is no folder or file “{name}”, and no such report in the index. See heshu status",
        )
    return found


def _examined(library: Library, cards: Sequence[Card], unread: Collection[Unread]) -> Examined:
    checked = (one for card in cards for one in checkup(library, card.id))
    return Examined(tuple(cards), tuple(checked), tuple(unread))
