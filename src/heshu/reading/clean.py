"""Clean copies of a report's text: without markup and layout spaces, and with the way back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from heshu.patterns import regex
from heshu.records import Clean, Run

Piece = tuple[str, int, int]
"""Some characters of a clean copy with the source offsets that they stand for, one to one where lengths agree."""

LATEX = {
    r"\leq": "≤",
    r"\le": "≤",
    r"\geq": "≥",
    r"\ge": "≥",
    r"\times": "×",
    r"\div": "÷",
    r"\%": "%",
    r"\approx": "约",
    r"\sim": "～",
}
# A gap is white space inside a figure (``24, 110.26``): nobody wants it, whatever stands on its two sides.
NOISE = regex(
    r"(?P<gap>(?<=\d,)\s+(?=\d{3}(?!\d))|(?<=\d)\s+(?=,\d{3}(?!\d))|(?<=\d\.)\s+(?=\d)|(?<=\d)\s+(?=\.\d)"
    r"|(?<=\d,\d)[ \u00a0](?=\d\d(?:\.\d|[万亿]?元))|(?<=\d,\d\d)[ \u00a0](?=\d(?:\.\d|[万亿]?元)))"
    r"|(?P<space>[\s\u200b\ufeff\ufffe]+)"
    r"|\*\*|__(?=\S)|`"
    r"|(?<![\\\d])\$(?=[^$\n]{1,80}\$)|(?<=[^\\\n])\$(?!\d)"
    r"|\\text\{(?P<text>[^{}\n]*)\}"
    r"|(?P<latex>\\leq|\\le(?![a-z])|\\geq|\\ge(?![a-z])|\\times|\\div|\\%|\\approx|\\sim)"
)
GROUPED = regex(
    r"(?<![\d.,，])(?<!\d )[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?"
    r"(?=\s*(?:[百千]?[万亿]?(?:元|亩|人|户|吨|件|册|公里|平方米|立方米|株|头|只|份|台)))"
)
"""Thousands set apart by thin spaces (1 462.38 万元), where a unit follows: cells side by side have none."""
SPREAD = regex(r"(?<!\S)[\u3400-\u9fff](?:[^\S\n]+[\u3400-\u9fff](?!\S)){2,}")
"""Words that were spread over a line: 自 评 报 告."""
NUMBERED = regex(r"\s*\d{1,2}[.．、]")
WIDE = regex(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…·]")
NO_SPACE_BEHIND = "≤≥<>＜＞"
NO_SPACE_BEFORE = "%≤≥<>"


def copy(text: str, start: int, end: int) -> Clean:
    """Copy ``text[start:end]``, a line or a table's cell, without markup and the white space of the layout."""
    return compress(_pieces(text, start, end))


def compress(pieces: Iterable[Piece]) -> Clean:
    """Pack pieces into a clean copy with as few runs as its map needs."""
    words: list[str] = []
    runs: list[Run] = []
    position = 0
    for word, start, end in pieces:
        words.append(word)
        last = runs[-1] if runs else None
        if last and len(word) == end - start and _one_to_one(last) and last.source + last.length == start:
            runs[-1] = Run(last.clean, last.length + len(word), last.source, last.length + len(word))
        else:
            runs.append(Run(position, len(word), start, end - start))
        position += len(word)
    return Clean("".join(words), tuple(runs))


def cut(clean: Clean, start: int, end: int) -> Clean:
    """Return the part ``text[start:end]`` of a clean copy, as a clean copy of its own."""
    runs = []
    for run in clean.runs:
        low, high = max(run.clean, start), min(run.clean + run.length, end)
        if low >= high:
            continue
        if _one_to_one(run):
            runs.append(Run(low - start, high - low, run.source + low - run.clean, high - low))
        else:
            runs.append(Run(low - start, high - low, run.source, run.source_length))
    return Clean(clean.text[start:end], tuple(runs))


def concatenate(parts: Sequence[Clean], between: str = "") -> Clean:
    """Put clean copies behind each other; ``between`` stands for the source between two of them."""
    words: list[str] = []
    runs: list[Run] = []
    position = 0
    for part in parts:
        if runs and between:
            gap = runs[-1].source + runs[-1].source_length
            runs.append(Run(position, len(between), gap, max(part.runs[0].source - gap, 0)))
            words.append(between)
            position += len(between)
        runs += [Run(run.clean + position, *run[1:]) for run in part.runs] if position else part.runs
        words.append(part.text)
        position += len(part.text)
    return Clean("".join(words), tuple(runs))


def width_of(text: str) -> float:
    """Return the room that a text takes on a line, in Chinese characters: ASCII takes half of one."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def _one_to_one(run: Run) -> bool:
    return run.length == run.source_length


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield what stays; a space only between two words, Latin or Chinese: beside a figure or a stop it says nothing."""
    pending: tuple[int, int] | None = None
    before = ""
    for word, low, high in _parts(text, start, end):
        if not word:
            pending = pending or (low, high)
            continue
        if pending and before and _space_matters(before, word[0]):
            yield " ", *pending
        yield word, low, high
        before, pending = word[-1], None


def _parts(text: str, start: int, end: int) -> Iterator[Piece]:
    """Yield the words of a line and, as empty ones, the spaces between them."""
    number = NUMBERED.match(text, start, end)
    closed = [match.span() for shape in (SPREAD, GROUPED) for match in shape.finditer(text, start, end)]
    position = start
    for match in NOISE.finditer(text, start, end):
        low, high = match.span()
        if low > position:
            yield text[position:low], position, low
        position = high
        if match["latex"]:
            yield LATEX[match["latex"]], low, high
        elif match["text"]:
            yield match["text"], *match.span("text")
        elif _is_space(match, number) and not any(a <= low < b for a, b in closed):
            yield "", low, high
    if end > position:
        yield text[position:end], position, end


def _is_space(match: re.Match[str], number: re.Match[str] | None) -> bool:
    """Whether white space may matter: outside of figures, and between a heading's number and a figure (1. 2023)."""
    behind_number = number is not None and match.start() == number.end()
    return match["space"] is not None or (match["gap"] is not None and behind_number)


def _space_matters(before: str, after: str) -> bool:
    if WIDE.match(before) or WIDE.match(after):
        return _is_word(before) and _is_word(after)
    return before not in NO_SPACE_BEHIND and after not in NO_SPACE_BEFORE


def _is_word(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
