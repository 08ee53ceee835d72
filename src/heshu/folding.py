"""One spelling for one thing: full width, case and traditional forms, character by character.

``fold`` never changes the length, so offsets into the folded text are offsets into the text.  It is what
questions, department names and both indexes are compared by.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

_IDEOGRAPHS = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
# Where Unicode keeps characters that have a one-character compatibility form or a lower case.
_COMPATIBLE = ((0x41, 0x3400), (0xA640, 0xABC0), (0xF900, 0x10000), (0x10400, 0x10600), (0x1D400, 0x1D800))
_SUPPLEMENT = ((0x2F800, 0x2FA20),)
MOST_IN_SIMPLIFIED = 0.05
"""Of the ideographs of a simplified text hardly any has another simplified form; of a traditional one a third do."""


def fold(text: str) -> str:
    """Fold ``text`` to one spelling; the result has exactly as many characters.

    Each character alone: its compatibility form (Unicode NFKC) where that is one character, lower case, the
    simplified form (OpenCC's ``t2s`` of the character by itself, so 乾隆 becomes 干隆 on both sides).  Circled and
    raised digits stay as they are: ①99% must not read 199%.
    """
    return text.translate(_table())


def in_order(short: str, text: str) -> bool:
    """Say whether a text gives a short one with characters left out: all of it stands there, in its order."""
    rest = iter(text)
    return all(character in rest for character in short)


def is_traditional(text: str) -> bool:
    """Say whether a text is written in traditional characters: simplified ones use 著 and 乾 too, but seldom."""
    counts, simple = Counter(text), _simple()  # a text of 5,000 characters has 500 different ones
    ideographs = sum(count for char, count in counts.items() if _is_ideograph(char))
    changed = sum(count for char, count in counts.items() if ord(char) in simple)
    return changed > MOST_IN_SIMPLIFIED * ideographs


def simplified(text: str) -> str:
    """Return a text with the simplified form of each character by itself; it has exactly as many characters."""
    return text.translate(_simple())


def _is_ideograph(char: str) -> bool:
    return any(start <= ord(char) < end for start, end in _IDEOGRAPHS)


@cache
def _simple() -> dict[int, str]:
    simple = _simplified(set(_characters(*_IDEOGRAPHS)))
    return {ord(char): form for char, form in simple.items() if char != form}


@cache
def _table() -> dict[int, str]:
    """Build the characters that change, once (45 ms)."""
    plain = {char: _plain(char) for char in _characters(*_COMPATIBLE, *_SUPPLEMENT)}
    changed = {char: form for char, form in plain.items() if char != form}
    simple = _simplified({*_characters(*_IDEOGRAPHS), *changed.values()})
    folded = {**simple, **{char: simple.get(form, form) for char, form in changed.items()}}
    # Once more through the table: 薴 becomes 苧, which becomes 苎.
    return {ord(char): folded.get(form, form) for char, form in folded.items() if char != form}


def _characters(*ranges: tuple[int, int]) -> Iterator[str]:
    return (chr(code) for start, end in ranges for code in range(start, end))


def _plain(char: str) -> str:
    """Give the lower-case compatibility form of one character, or the character where that is longer."""
    form = unicodedata.normalize("NFKC", char).lower()
    if form == char or len(form) != 1 or unicodedata.category(char) in {"No", "Nl"}:
        return char
    return form


def _simplified(chars: set[str]) -> dict[str, str]:
    """Simplified forms in one call: a line break between characters keeps OpenCC's phrases out."""
    from opencc import OpenCC  # noqa: PLC0415  (16 ms, and only who folds pays them)

    ordered = sorted(chars)
    forms = OpenCC("t2s").convert("\n".join(ordered)).split("\n")
    return {char: form for char, form in zip(ordered, forms, strict=True) if len(form) == 1}
