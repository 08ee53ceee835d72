"""What a workbook shows for the number that it holds: the number formats of ECMA-376 part 1, 18.8.30 and 18.8.31.

A report is checked against the paper, so a cell is read as it is printed: 0.994 under ``0.00%`` is 99.40%.  Two
things are not copied: a negative number keeps its minus sign where the format shows only brackets or red, and a
number is never shown in powers of ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from heshu.patterns import regex

GENERAL = "General"
# The formats that every workbook knows by number; those of dates as a Chinese Excel shows them.
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_CLOCK, _CLOCK_SECONDS = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0;-#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00;-#,##0.00"),
    **{14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM"},
    **{20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 30: "m-d-yy", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"},
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    **{31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"'},
    **dict.fromkeys((34, 55), _CLOCK),
    **dict.fromkeys((35, 56), _CLOCK_SECONDS),
}
DIGITS_KEPT = 15
"""What a spreadsheet keeps of a number; more digits in the file are the noise of binary fractions."""
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_DAY = 2_958_466

_TOKEN = regex(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.?)|(?P<pad>[_*].?)|\[(?P<bracket>[^\]]*)\]?|(?P<general>General|G/通用格式)'
    r"|(?P<power>E[+-])|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>[ymdhse]+(?![a-z])|y+|m+|d+|h+|s+|e+|aaaa?)|(?P<sign>.)",
    re.I | re.S,
)
_CONDITION = regex(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_CURRENCY = regex(r"\$([^-\]]*)")
_ELAPSED = regex(r"h+|m+|s+", re.I)


class Token(NamedTuple):
    """A piece of a format: its kind (a group of the pattern above) and its text."""

    kind: str
    text: str


Section = tuple[Token, ...]


def shown(stored: Decimal, code: str, *, from_1904: bool = False) -> str:
    """Return what a cell with a format shows for a number; nothing where the format hides it.

    ``from_1904`` says that the workbook counts its days from 1904 on.
    """
    sections = _parsed(code)
    section, bare = _section_for(stored, sections)
    if _is_date(section):
        return _date(stored, section, EPOCH_1904 if from_1904 else EPOCH)
    if not section:
        return "" if len(sections) > 1 else general(stored)
    if any(_is_plain(token) for token in section):
        return _joined(section, general(abs(stored) if bare else stored))
    text = _number(abs(stored), section)
    if stored < 0 and "-" not in text and re.search("[1-9]", text):
        return "-" + re.sub(r"[()（）]", "", text).strip()
    return text


def general(stored: Decimal) -> str:
    """Return a number in plain digits, without the noise of binary fractions."""
    with localcontext() as context:
        context.prec = DIGITS_KEPT
        value = +stored
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


# ---------------------------------------------------------------- the parts of a format


@lru_cache(maxsize=512)
def _parsed(code: str) -> tuple[Section, ...]:
    return tuple(tuple(_tokens(section)) for section in _sections(code))


def _sections(code: str) -> list[str]:
    """Split a format at the semicolons that stand outside of quotes and brackets; the fourth is for text."""
    pieces = re.findall(r'(?:"[^"]*"?|\[[^\]]*\]?|[\\!_*].|[^;])*;?', code, re.S)
    return [piece.removesuffix(";") for piece in pieces if piece][:3] or [GENERAL]


def _tokens(section: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(section):
        kind = str(match.lastgroup)
        yield Token("literal" if kind in {"quoted", "escaped"} else kind, match[kind])


def _section_for(value: Decimal, sections: Sequence[Section]) -> tuple[Section, bool]:
    """Return the section for a number, and whether it shows the number without its sign."""
    conditions = [_condition(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(value, *condition):
                return section, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    return (sections[2], False) if value == 0 and len(sections) > 2 else (sections[0], False)


def _condition(section: Section) -> tuple[str, Decimal] | None:
    found = (_CONDITION.fullmatch(token.text) for token in section if token.kind == "bracket")
    match = next(filter(None, found), None)
    return (match[1], Decimal(match[2])) if match else None


def _holds(value: Decimal, sign: str, other: Decimal) -> bool:
    order = (value > other) - (value < other)
    return order in {"<": (-1,), "<=": (-1, 0), "=": (0,), ">=": (0, 1), ">": (1,), "<>": (-1, 1)}[sign]


def _is_plain(token: Token) -> bool:
    """Say whether a format shows the number itself: General, text, a fraction, powers of ten."""
    return token.kind in {"general", "power"} or (token.kind == "sign" and token.text in "@/")


def _is_date(section: Section) -> bool:
    clock = (token.kind == "bracket" and _ELAPSED.fullmatch(token.text) for token in section)
    return any(token.kind in {"date", "noon"} for token in section) or any(clock)


def _literal(token: Token) -> str:
    """Return what a token prints by itself."""
    if token.kind == "bracket":
        match = _CURRENCY.match(token.text)
        return match[1] if match else ""
    return token.text if token.kind in {"literal", "sign"} else ""


def _joined(section: Section, number: str) -> str:
    """Return the literals of a section with a number in the place of its first placeholder."""
    text, placed = "", False
    for token in section:
        if token.kind in {"general", "power"} or (token.kind == "sign" and token.text in "@/?#0."):
            text, placed = text + ("" if placed else number), True
        else:
            text += "" if token.kind == "sign" and token.text == "," else _literal(token)
    return text.strip()


# ---------------------------------------------------------------- numbers


def _number(value: Decimal, section: Section) -> str:
    point = next((i for i, t in enumerate(section) if t == ("sign", ".")), len(section))
    places = [i for i, t in enumerate(section) if _holds_digit(t)]
    if not places:
        return "".join(map(_literal, section)).strip()
    last = max((i for i in places if i < point), default=-1)
    scale = sum(t == ("sign", ",") for t in section[max(last, 0) : point]) + sum(
        t == ("sign", ",") for t in section[max(places) :] if max(places) > point
    )
    grouped = any(t == ("sign", ",") and any(i < at < last for i in places) for at, t in enumerate(section[:point]))
    value *= Decimal(100) ** sum(t == ("sign", "%") for t in section)
    whole, fraction = _digits(value / Decimal(1000) ** scale, [section[i].text for i in places if i > point])
    least = sum(section[i].text == "0" for i in places if i < point)
    whole = whole.lstrip("0").rjust(least, "0")
    before = _laid_out(section[:point], whole, grouped) if last >= 0 else whole
    return (before + _behind(section[point:], fraction)).strip()


def _holds_digit(token: Token) -> bool:
    return token.kind == "sign" and token.text in "0#?"


def _digits(value: Decimal, places: Sequence[str]) -> tuple[str, str]:
    """Return the digits before and behind the point, rounded half up; those of ``#`` end with the last that counts."""
    with localcontext() as context:
        context.prec = 400
        rounded = Decimal(general(value)).quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    while fraction and places[len(fraction) - 1] != "0" and fraction.endswith("0"):
        fraction = fraction[:-1]
    return whole, fraction


def _laid_out(section: Section, digits: str, grouped: bool) -> str:
    """Set digits on their placeholders from the right; the first placeholder takes all that are left."""
    first = next(i for i, token in enumerate(section) if _holds_digit(token))
    pieces: list[str] = []
    done = 0
    for i in range(len(section) - 1, -1, -1):
        if not _holds_digit(section[i]):
            pieces.append("" if section[i] == ("sign", ",") else _literal(section[i]))
            continue
        for digit in reversed(digits if i == first else digits[-1:]):
            pieces.append(digit + ("," if grouped and done and done % 3 == 0 else ""))
            done += 1
        digits = "" if i == first else digits[:-1]
    return "".join(reversed(pieces))


def _behind(section: Section, fraction: str) -> str:
    """Return what stands from the point on."""
    text, rest = "", iter(fraction)
    for token in section:
        if _holds_digit(token):
            text += next(rest, "")
        elif token == ("sign", "."):
            text += "." if fraction else ""
        elif token != ("sign", ","):
            text += _literal(token)
    return text


# ---------------------------------------------------------------- dates


def _date(value: Decimal, section: Section, epoch: datetime) -> str:
    """Return a day and a time of day; the number itself where no calendar has such a day."""
    if not 0 <= value < LAST_DAY:
        return general(value)
    seconds = int((value * 86_400).quantize(Decimal(1), ROUND_HALF_UP))
    moment = epoch + timedelta(seconds=seconds)
    half_days = any(token.kind == "noon" for token in section)
    text, before = "", ""
    for i, token in enumerate(section):
        if token.kind == "date":
            minutes = token.text[0] in "mM" and (before == "h" or _next_date(section, i) == "s")
            text += _date_part(token.text.lower(), moment, minutes, half_days)
            before = token.text[0].lower()
        elif token.kind == "bracket" and _ELAPSED.fullmatch(token.text):
            before = token.text[0].lower()
            text += str(seconds // {"h": 3600, "m": 60, "s": 1}[before])
        elif token.kind == "noon":
            text += ("上午", "下午")[moment.hour >= 12]
        else:
            text += _literal(token)
    return text.strip()


def _next_date(section: Section, at: int) -> str:
    return next((token.text[0].lower() for token in section[at + 1 :] if token.kind == "date"), "")


def _date_part(letters: str, moment: datetime, minutes: bool, half_days: bool) -> str:
    kind, width = letters[0], min(len(letters), 2)
    if kind in "ye":
        return f"{moment.year}" if len(letters) > 2 or kind == "e" else f"{moment.year % 100:02d}"
    if kind == "a" or (kind == "d" and len(letters) > 2):
        return "星期" + "一二三四五六日"[moment.weekday()]
    hour = (moment.hour - 1) % 12 + 1 if half_days else moment.hour
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}[kind]
    return f"{number:0{1 if kind == 'm' and len(letters) > 2 else width}d}"
