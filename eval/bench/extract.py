"""The best extractive answer that can be made of found passages: the same for every side of the comparison.

The sentence that shares the most with the question for its length is the answer and its own citation, and of its
numbers the one whose words before it share the most is the headline value.  The department's name, which stands in
titles, does not count, and where a number is asked for only sentences with one do.  Nothing is computed or compared,
and nothing refused but where nothing was found.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from heshu.evaluation.cases import Expect
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.numbers import holds, squeeze

ENDS = re.compile(r"(?<=[。；！？])|\n+")
VALUE = re.compile(r"(?<![\d.])-?\d[\d,]*(?:\.\d+)?(?:[万亿]?元|个?百分点|%|分|倍|[一-鿿]{1,2})?")
BEFORE = 14
"""Characters before a number that are compared with the question."""
LONGEST = 600
SMOOTH = 8
"""Pairs added to a sentence's own, so that a heading of three words does not win."""
NUMBER_ASKED = re.compile(r"多少|几|占比|比例|比重|相差|得分|[率费额数]是|how many|how much|percent", re.IGNORECASE)


def pairs(text: str) -> set[str]:
    """Give the pairs of characters of a text that are no marks."""
    plain = re.sub(r"[^\w%]", "", squeeze(text))
    return {plain[at : at + 2] for at in range(len(plain) - 1)}


def extracted(question: str, found: Sequence[Quoted], titles: Mapping[str, str]) -> Given:
    """Answer a question from passages, best first; ``titles`` are the reports' first lines by file name."""
    asked = pairs(question)
    number = bool(NUMBER_ASKED.search(question))
    sentences = [
        (_likeness(asked - pairs(titles.get(passage.source, "")), one), -rank, Quoted(passage.source, one.strip()))
        for rank, passage in enumerate(found)
        for one in ENDS.split(passage.quote)
        if one.strip() and (not number or VALUE.search(squeeze(one)))
    ]
    if not sentences:
        return Given("refused")
    best = max(sentences, key=lambda row: row[:2])[2]
    return Given("answered", best.quote[:LONGEST], tuple(_value(asked, best.quote)), (best,))


def _likeness(asked: set[str], sentence: str) -> float:
    held = pairs(sentence)
    return len(asked & held) / math.sqrt(len(held) + SMOOTH)


def _value(asked: set[str], sentence: str) -> list[str]:
    text = squeeze(sentence)
    found = [(len(asked & pairs(text[max(0, m.start() - BEFORE) : m.start()])), m[0]) for m in VALUE.finditer(text)]
    return [max(found, key=lambda row: row[0])[1]] if found else []


def backed(expect: Expect, found: Sequence[Quoted]) -> bool:
    """Say whether all that is wanted stands somewhere in the passages: what a careful reader could take from them."""
    text = "\n".join(one.quote for one in found)
    spoken = squeeze(text)
    return (
        "answered" in expect.statuses
        and all(holds(text, number) for number in expect.numbers)
        and all(squeeze(part) in spoken for part in expect.all_of)
        and (not expect.any_of or any(squeeze(part) in spoken for part in expect.any_of))
    )
