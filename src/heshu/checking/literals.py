"""How people write numbers: one spelling for the many of the keyboard, and the pattern of a number.

Folding makes full-width characters half-width and gives every sign its one form (``×`` and ``·`` become ``*``);
it never changes a digit.
"""

from __future__ import annotations

import re
from fractions import Fraction

from heshu.checking.measures import UNIT_PATTERN
from heshu.checking.quantities import MAX_DIGITS, MAX_EXPONENT
from heshu.errors import CalculationError
from heshu.patterns import regex

#: Opening brackets and what closes each.  Full-width round, square and curly ones have been folded before.
BRACKETS: dict[str, str] = dict(zip("([{【〔〖〈《「『⟨", ")]}】〕〗〉》」』⟩", strict=True))

_ONE_FORM: dict[str, str] = {
    "×✕✖╳⨯∗⋅·•∙・●": "*",
    "÷∕⁄∶": "/",
    "−–—‐‑‒―﹣➖": "-",
    "﹢➕": "+",
    "﹪٪": "%",
    "、；;": ", ",
    "，": ",",
    "²": "^2 ",
    "³": "^3 ",
    "≧⩾": "≥",
    "≦⩽": "≤",
    "⟮": "(",
    "⟯": ")",
    "\u200b\u200c\u200d\u2060\ufeff": "",
    "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\v\f": " ",
}
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD: dict[int, str] = (
    _FULL_WIDTH | {ord(char): one for chars, one in _ONE_FORM.items() for char in chars} | {0xFFE5: "¥"}
)
_BLANKS = regex(" {2,}")


def fold(text: str) -> str:
    """Give ``text`` with each sign in its one form and each run of blanks as one; its length may change."""
    return _BLANKS.sub(" ", text.translate(_FOLD))


#: 1,234,567 in groups of three.
GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])"
_EXPONENT = r"(?:[eE][+-]?[0-9]+(?![0-9A-Za-z_.]))?"
_NUMBER = rf"(?:(?:{GROUPED}|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+){_EXPONENT}"
#: A currency sign or code before a number: decoration, not a unit.
CURRENCY = r"(?:(?:(?:US|HK|RMB|CNY|USD|人民币) ?)?[$¥€£]|RMB|CNY|USD|人民币)"
_CONSTANT = r"const_(?P<minus>m?)(?P<constant>[0-9]+(?:\.[0-9]+)?)(?![0-9A-Za-z_.])"

NUMBER_PATTERN = regex(_NUMBER)
CURRENCY_PATTERN = regex(CURRENCY)
CONSTANT_PATTERN = regex(_CONSTANT, re.IGNORECASE)
#: An accountant's negative, (5,946): nothing in round brackets but a number that is an amount by its separators or
#: its currency sign.  (5946) stays a number in brackets: in arithmetic that is what it mostly is.
ACCOUNTANT_PATTERN = regex(
    rf"(?P<outer>{CURRENCY} ?)?\( ?(?P<inner>{CURRENCY} ?)?"
    rf"(?P<number>(?P<grouped>{GROUPED}(?:\.[0-9]*)?)|{_NUMBER}) ?(?P<unit>{UNIT_PATTERN.pattern})? ?\)"
)


def is_negative(found: re.Match[str]) -> bool:
    """Whether what `ACCOUNTANT_PATTERN` found is an accountant's negative and not a mere bracket."""
    return bool(found["grouped"] or found["outer"] or found["inner"])


def parse_number(text: str) -> Fraction:
    """Give the exact value of digits that `NUMBER_PATTERN` matched.

    Raises `CalculationError` beyond `MAX_DIGITS` digits or an exponent beyond `MAX_EXPONENT`.
    """
    digits, _, exponent = text.replace(",", "").lower().partition("e")
    if len(digits) > MAX_DIGITS:
        raise CalculationError(
            f"数字过长：共 {len(digits)} 位，最多 {MAX_DIGITS} 位。",
            f"The number is too long: {len(digits)} digits, at most {MAX_DIGITS}.",
        )
    if exponent and (len(exponent) > 8 or abs(int(exponent)) > MAX_EXPONENT):
        raise CalculationError(
            f"科学记数法的指数过大：最大 {MAX_EXPONENT}。",
            f"The exponent of the number is too large: at most {MAX_EXPONENT}.",
        )
    whole, _, part = digits.partition(".")
    shift = int(exponent or 0) - len(part)
    return Fraction(int(whole + part)) * Fraction(10) ** shift


def parse_constant(found: re.Match[str]) -> Fraction:
    """Give the value of FinQA's ``const_100`` (100) or ``const_m1`` (-1)."""
    value = parse_number(found["constant"])
    return -value if found["minus"] else value
