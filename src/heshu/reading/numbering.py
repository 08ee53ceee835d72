"""Heading numbers as official documents write them: 第一章, 一、, （一）, 1., （1）, ①.

The order of styles is that of the State Council's rules for official documents (GB/T 9704-2012, 7.3.3: 一、 /
（一） / 1. / （1）), with chapters above and circled numbers below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from heshu.patterns import regex

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "两": 2}
HAN = "[一二三四五六七八九十]{1,3}"

STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", regex(rf"第\s*({HAN}|\d{{1,2}})\s*(?:章|部分|篇)[、：:\s]*")),
    ("han", regex(rf"({HAN})[、．.]\s*")),
    ("han-bracket", regex(rf"[（(]\s*({HAN})\s*[）)][、.]?\s*")),
    ("digit", regex(r"(\d{1,2})\s*(?:[.．](?:(?!\d)|(?=20\d{2}年))|、)\s*")),
    ("digit-bracket", regex(r"[（(]?(\d{1,2})[）)]\s*")),
    ("circled", regex(r"([①-⑳])\s*")),
)
STRONG = ("chapter", "han", "han-bracket")
"""Styles that number sections rather than items."""
LEVELS = {style: level for level, (style, _) in enumerate(STYLES, 1)}
STARTS = frozenset("第（(一二三四五六七八九十0123456789") | frozenset(chr(c) for c in range(ord("①"), ord("⑳") + 1))
ENUMERATED = regex(rf"(?:{HAN}|\d{{1,2}})(?![一二三四五六七八九十\d〇.．])(?!\s*[年般])")
"""What makes 一、二级项目 and 1、2号楼 a count in a sentence: the next number stands right behind."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A heading number: its style, its value and how many characters it takes."""

    style: str
    number: int
    length: int

    @property
    def level(self) -> int:
        """The depth of the style, from 1 (第一章) to 6 (①)."""
        return LEVELS[self.style]


def marker_of(text: str) -> Marker | None:
    """Return the heading number with which a clean line begins, or ``None``."""
    if text[:1] not in STARTS:
        return None
    for style, pattern in STYLES:
        if match := pattern.match(text):
            marker = Marker(style, number_of(match[1]), match.end())
            return None if _is_count(marker, text) else marker
    return None


def number_of(written: str) -> int:
    """Return the value of a number from 0 to 99 as headings write it: 12, 十二 or ⑫."""
    if written.isdigit() and written.isascii():
        return int(written)
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    tens, ten, ones = written.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def _is_count(marker: Marker, text: str) -> bool:
    """Whether a number and 、 begin a count (一、二、三级), not a heading."""
    if marker.style not in ("han", "digit") or "、" not in text[: marker.length]:
        return False
    following = ENUMERATED.match(text, marker.length)
    return following is not None and number_of(following.group()) == marker.number + 1
