"""The plain texts that quotes are held against: of an index, or of a folder of files made by other means."""

from __future__ import annotations

from pathlib import Path, PurePath

from heshu.errors import UsageError
from heshu.evaluation.numbers import squeeze
from heshu.evaluation.rules import Texts
from heshu.library.library import Library

TRUTH = ".truth.txt"
PLAIN = (".txt", ".md")


def of_folder(folder: Path) -> Texts:
    """Read a folder of plain texts: ``NAME.truth.txt`` where there is one, else ``NAME.txt`` or ``NAME.md``.

    Raises `UsageError` where there is none.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    plain = {path.stem: path for path in reversed(files) if path.suffix in PLAIN}
    truth = {path.name.removesuffix(TRUTH): path for path in files if path.name.endswith(TRUTH)}
    if not plain:
        raise UsageError(
            f"“{folder}”里没有报告的纯文本（.txt、.md）", f"There are no plain texts (.txt, .md) in “{folder}”"
        )
    return {name: squeeze(path.read_text("utf-8", errors="replace")) for name, path in (plain | truth).items()}


def of_library(library: Library) -> Texts:
    """Take the texts that an index holds; two reports of one name count as one text."""
    texts: dict[str, str] = {}
    for card in library.cards:
        name = PurePath(card.source).stem
        texts[name] = texts.get(name, "") + squeeze(library.report(card.id).text)
    return texts
