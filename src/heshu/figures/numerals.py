"""Numbers as these reports write them: 24,110.26, １２, 三百二十, 叁拾伍, 九十八点五."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋−﹣＜＞", "0123456789.,%-+--<>")
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
"""Digits in half width, with or without thousands separators."""
GROUPED = r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?"
"""Digits with spaces for thousands separators, as a whole cell of a table holds them (1 652.30)."""
HAN = "[零〇○一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]{1,24}"


def arabic(written: str) -> Decimal:
    """Return the value of digits with or without thousands separators and full-width forms; exact."""
    return Decimal(written.translate(HALF_WIDTH).replace(",", "").replace(" ", ""))


def han(written: str) -> Decimal | None:
    """Return the value of a Chinese numeral (二十三, 一千零五, 三千五, 九点五, 壹佰), or ``None`` where it is none."""
    whole, point, fraction = written.translate(CAPITALS).partition("点")
    known = (DIGITS, TENS, MYRIADS)
    if not whole or not all(any(c in table for table in known) for c in whole):
        return None
    if (point and not fraction) or not all(c in DIGITS for c in fraction):
        return None
    value = _positional(whole) if all(c in DIGITS for c in whole) else _named(whole)
    return Decimal(f"{value}.{_digits(fraction)}") if fraction else Decimal(value)


def counted(written: str) -> int:
    """Return a small whole number written either way (三, 两, 十二, 12).

    Raises:
        ValueError: where it is neither a Chinese numeral nor digits.

    """
    return int(han(written) or written)


def _digits(written: str) -> str:
    return "".join(str(DIGITS[c]) for c in written)


def _positional(written: str) -> int:
    return int(_digits(written))


def _named(written: str) -> int:
    """Sum by places; a digit that ends the numeral counts the place below the last one (三千五 is 3500)."""
    total = section = digit = 0
    place = 1
    for c in written:
        if c in DIGITS:
            digit, place = DIGITS[c], 1 if c in "零〇○" else place
        elif c in TENS:
            section += (digit or 1) * TENS[c]
            digit, place = 0, TENS[c] // 10
        else:
            section += digit
            total = (total + section) * MYRIADS[c] if c == "亿" else total + section * MYRIADS[c]
            section, digit, place = 0, 0, MYRIADS[c] // 10
    return total + section + digit * place
