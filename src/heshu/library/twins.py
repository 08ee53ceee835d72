"""Reports that say the same twice: one report in two formats, or a draft beside its fair copy.

Two texts are compared by the sentences that they share, from sketches of fixed size: the smallest hashes of a text's
sentences estimate which part of all sentences of two texts both hold (bottom-k MinHash; A. Broder, "On the
resemblance and containment of documents", 1997).
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

from heshu.folding import fold
from heshu.patterns import regex

SIZE = 128
"""Hashes of a sketch."""
ALIKE = 0.85
"""The part of their sentences that twins share; reports of one department in two years share half of them at most."""
FEWEST = 4
"""Sentences below which nothing is said: two forms that nobody filled in are no twins."""
_KEYS, _SHARED, _COMMON = 16, 6, 64
"""Twins are looked for by their smallest hashes, of which they share many; what all reports say tells nothing."""

_ENDS = regex(r"[。；！？!?;\n]+")
_REST = regex(r"[\W_]+")


def sketch(texts: Iterable[str]) -> bytes:
    """Give the sketch of a report's passages: up to `SIZE` hashes (uint32), rising; layout and punctuation left out."""
    said = {_REST.sub("", one) for text in texts for one in _ENDS.split(fold(text))}
    return array("I", sorted({crc32(one.encode()) for one in said if len(one) > 1})[:SIZE]).tobytes()


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate which part of all sentences of two reports both hold, from their sketches."""
    both = set(one) & set(other)
    union = sorted({*one, *other})[:SIZE]
    return len(both.intersection(union)) / len(union) if union else 0.0


def twins(sketches: Mapping[str, bytes]) -> Iterator[tuple[str, str, float]]:
    """Yield (name, name of the first that it is like, likeness in [0, 1]) for each twin, in order of the names."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    known: dict[str, array[int]] = {}
    for name in sorted(sketches):
        own = array("I", sketches[name])
        if len(own) < FEWEST:
            continue
        near = [other for other, shared in _near(own, holders).items() if shared >= min(_SHARED, len(own) // 2)]
        alike = ((other, likeness(own, known[other])) for other in sorted(near))
        first = next(((other, part) for other, part in alike if part >= ALIKE), None)
        if first:
            yield name, *first
            continue
        known[name] = own
        for key in own[:_KEYS]:
            holders[key].append(name)


def _near(own: Sequence[int], holders: Mapping[int, Sequence[str]]) -> Counter[str]:
    """Count the keys that a report shares with each of those before it."""
    lists = (holders.get(key, ()) for key in own[:_KEYS])
    return Counter(other for held in lists if len(held) <= _COMMON for other in held)
