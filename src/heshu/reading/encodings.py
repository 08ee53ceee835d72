"""Bytes to text, in any encoding that Chinese office computers write, whole or broken.

What is broken is read as far as it goes: the warning says how much was lost and in which lines.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from heshu.errors import DamagedFile
from heshu.patterns import regex

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _bytes(*ranges: tuple[int, int]) -> bytes:
    return bytes(b for first, last in ranges for b in range(first, last + 1))


# The everyday characters of each standard stand in one block: GB 2312 level 1 is rows 16 to 55 (3,755 characters),
# Big5 level 1 is A440 to C67E (5,401).  A text read in the wrong encoding falls outside its block.
EVERYDAY = {
    "gb18030": (_bytes((0xB0, 0xD7)), _bytes((0xA1, 0xFE))),
    "cp950": (_bytes((0xA4, 0xC6)), _bytes((0x40, 0x7E), (0xA1, 0xFE))),
}
# In the order in which they win a tie; the share of everyday characters that each must reach.
GUESSES = (("gb18030", 0.5), ("utf-16-le", 0.8), ("utf-16-be", 0.8), ("cp950", 0.8))
MIXED = ("utf-8", "gb18030")
"""The encodings that change within a file that was put together of several, from one line to another."""
LEAST_IN_MIXED = 0.6
DECLARED = {
    **dict.fromkeys(("gb2312", "gb-2312", "gbk", "x-gbk", "cp936", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
    **{"utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"},
}
SAMPLE = 20_000
MOST_DAMAGE = 0.1
MOST_CONTROLS = 0.01
NAMED_LINES = 5

_LINE_BREAKS = regex("\r\n|[\r\x0b\x85\u2028\u2029]")
_CONTROLS = regex("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_HZ = regex(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
LOST = "\ufffd"

Decoded = tuple[str, tuple[str, ...]]
"""A text and the warnings about it."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text of ``data`` and the warnings about it: by its mark, as UTF-8, as declared, then by judging.

    ``declared`` is the encoding that the file itself names (an HTML ``meta``), believed only if it fits.
    Raises `DamagedFile` where no encoding makes text of it.
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(codec, errors="replace"))
    for codec in ("hz" if _HZ.search(data) else "", "utf-8", _wider(declared)):
        text = _strict(data, codec)
        if text is not None and not _binary(text):
            return text, ()
    guess = _best_guess(data)
    return (guess, ()) if guess is not None and not _passes_for_one(data, guess) else _mended(data)


def normal_lines(text: str) -> str:
    r"""Turn every kind of line break into ``\n``; form feeds stay."""
    return _LINE_BREAKS.sub("\n", text)


def _wider(declared: str) -> str:
    """Return the codec for a declared name: pages that say gb2312 are written in its superset."""
    return DECLARED.get(declared.strip().lower().replace("_", "-"), "")


def _strict(data: bytes, codec: str) -> str | None:
    if not codec:
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


# ---------------------------------------------------------------- what is text


def _checked(text: str, warnings: tuple[str, ...] = ()) -> Decoded:
    if _binary(text) or _damage(text) > MOST_DAMAGE:
        raise DamagedFile(
            "文件内容不是文字，可能已损坏，或者扩展名与实际格式不符。请用原来的软件打开并另存为文本文件。",
            "The content is not text: the file is damaged or has the wrong extension. Save it again as text.",
        )
    lost = text.count(LOST)
    if not lost:
        return text, warnings
    places = _lines([number for number, line in enumerate(normal_lines(text).split("\n"), 1) if LOST in line])
    return text, (*warnings, f"有 {lost} 处字符无法识别（{places}），已显示为“{LOST}”，请核对原文件。")


def _lines(numbers: list[int]) -> str:
    return f"第 {'、'.join(map(str, numbers[:NAMED_LINES]))} 行" + ("等" if len(numbers) > NAMED_LINES else "")


def _damage(text: str) -> float:
    """Return the share of characters that could not be decoded; one at a cut end is forgiven."""
    return text[:-1].count(LOST) / max(len(text), 1)


def _binary(text: str) -> bool:
    return "\0" in text or len(_CONTROLS.findall(text)) > MOST_CONTROLS * len(text)


# ---------------------------------------------------------------- judging


def _best_guess(data: bytes) -> str | None:
    """Return the text in the encoding that makes the most everyday characters of it, if any is believable."""
    return _best((_strict(data, codec), codec, least) for codec, least in GUESSES)


def _passes_for_one(data: bytes, guess: str) -> bool:
    """Whether a text of several encodings only happens to be read whole: its lines make more everyday characters."""
    lines = [_line(line) for line in data.split(b"\n")]
    if {codec for _, codec in lines} < set(MIXED):
        return False
    mixed = "\n".join(text for text, _ in lines)
    return _everyday_share(mixed[:SAMPLE], "gb18030") > _everyday_share(guess[:SAMPLE], "gb18030")


def _best(readings: Iterable[tuple[str | None, str, float]]) -> str | None:
    """Return the believable reading (a text, its codec, the least share) with the most everyday characters."""
    best, best_share = None, 0.0
    for text, codec, least in readings:
        if text is None or _binary(text):
            continue
        share = _everyday_share(text[:SAMPLE], codec)
        if share >= least and share > best_share:
            best, best_share = text, share
    return best


def _everyday_share(text: str, codec: str) -> float:
    """Return the share of everyday Chinese characters and ASCII in ``text``, by the standard behind ``codec``."""
    everyday = _everyday(codec) if codec in EVERYDAY else _everyday("gb18030") | _everyday("cp950")
    seen = [c for c in text if not c.isspace()]
    return sum(c.isascii() or c in everyday for c in seen) / max(len(seen), 1)


@cache
def _everyday(codec: str) -> frozenset[str]:
    leads, trails = EVERYDAY[codec]
    pairs = (bytes((lead, trail)).decode(codec, errors="ignore") for lead in leads for trail in trails)
    return frozenset("".join(pairs)) | frozenset("，。、；：？！“”‘’（）《》〔〕【】％—…·　０１２３４５６７８９")


# ---------------------------------------------------------------- broken and mixed text


def _mended(data: bytes) -> Decoded:
    """Read what no single encoding reads whole: line by line, or in one encoding with what is broken left out."""
    lines = [_line(line) for line in data.split(b"\n")]
    mixed = "\n".join(text for text, _ in lines)
    whole = ((data.decode(codec, errors="replace"), codec, least) for codec, least in GUESSES[1:])
    best = _best([(mixed, "gb18030", LEAST_IN_MIXED), *whole])
    if best is None:
        return _checked(min((data.decode(codec, errors="replace") for codec in MIXED), key=_damage))
    return _checked(best, tuple(_turns([codec for _, codec in lines])) if best is mixed else ())


def _line(line: bytes) -> tuple[str, str]:
    """Return a line as the encoding reads it that makes the most of it, and that encoding; none for plain ASCII."""
    if line.isascii():
        return line.decode("ascii"), ""
    for codec in MIXED:
        text = _strict(line, codec)
        if text is not None and (codec == "utf-8" or _everyday_share(text[:SAMPLE], codec) >= LEAST_IN_MIXED):
            return text, codec
    readings = [(line.decode(codec, errors="replace"), codec) for codec in MIXED]
    return max(readings, key=lambda reading: _everyday_share(reading[0][:SAMPLE], "gb18030"))


def _turns(codecs_used: list[str]) -> Iterator[str]:
    """Yield a warning where the encoding changes from one line to another."""
    used = [(number, codec) for number, codec in enumerate(codecs_used, 1) if codec]
    turns = [number for (_, before), (number, codec) in pairwise(used) if codec != before]
    if turns:
        yield f"文件里混用了几种编码（从{_lines(turns)}起变化），已分别识别，请核对。"
