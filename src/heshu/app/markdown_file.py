"""A document as Markdown (CommonMark 0.31); text of reports and questions is never markup."""

from __future__ import annotations

from heshu.app.documents import Block, Document, Grid, Heading, Quote
from heshu.patterns import regex

_MARKUP = regex(r"([\\`*_\[\]<>#|~])")
_LIST = regex(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def markdown(document: Document) -> bytes:
    """Write a document as UTF-8."""
    return ("\n\n".join(map(_block, document)) + "\n").encode()


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_plain(block.text)}"
    if isinstance(block, Quote):
        return "\n".join(f"> {_plain(line)}" for line in (*block.text.splitlines(), "", f"——{block.source}"))
    if isinstance(block, Grid):
        return _grid(block)
    label = f"**{_plain(block.label)}** " if block.label else ""
    return label + "  \n".join(map(_plain, block.text.splitlines()))


def _grid(grid: Grid) -> str:
    rows = (grid.heads, ("---",) * len(grid.heads), *grid.rows)
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows)


def _cell(text: str) -> str:
    return text if text == "---" else _plain(" ".join(text.split()))


def _plain(text: str) -> str:
    """Take from characters what they would mean as markup."""
    return _LIST.sub(
        lambda m: f"{m[1]}\\{m[2]}" if len(m[2]) == 1 else f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", _escaped(text)
    )


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
