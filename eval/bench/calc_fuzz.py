"""Throw random texts at the calculator: each must give a result or an error in words, and none may take long.

    python eval/bench/calc_fuzz.py [inputs] [seed]

Prints how many gave a result, how many an error, and the slowest; ends with status 1 on any other exception.
"""

from __future__ import annotations

import random
import sys
import time
import traceback

from heshu.checking.calculator import calculate
from heshu.checking.programs import parse
from heshu.checking.wording import expression
from heshu.errors import CalculationError

NUMBERS: tuple[str, ...] = (
    "0",
    "1",
    "2",
    "9",
    "3.14",
    ".5",
    "7.",
    "1,234",
    "(5,946)",
    "9e-05",
    "5%",
    "2万",
    "3万元",
    "4亿元",
    "￥6",
    "#0",
)
SIGNS: tuple[str, ...] = ("+", "-", "*", "/", "×", "÷", "−", "x", "·", "^", ">", " 减 ")
CALLS: tuple[str, ...] = (
    "add",
    "divide",
    "sum",
    "average",
    "growth",
    "share",
    "rank",
    "round",
    "exp",
    "greater",
    "completion",
    "平均",
)
WORDS: tuple[str, ...] = (
    "table_max(",
    "table_sum(",
    "收入",
    "#7",
    "const_100",
    "const_m1",
    "万元",
    "亿元",
    "/人",
    "百分点",
    " million",
)
PIECES: tuple[str, ...] = (
    *NUMBERS,
    *SIGNS,
    *(f"{call}(" for call in CALLS),
    *WORDS,
    *"()（）[]【】{},，、；=≥<$%‰²a",
    "none",
    "!=",
    "\u200b",
)
BLANKS: tuple[str, ...] = (" ", "\t", "\n", "\u3000", "")
TABLE = (("name", "x", "y"), ("a", "1", "(2,345)"), ("收入", "5%", "7 万元"))


def random_text(source: random.Random) -> str:
    """Give a text: well formed, or so but for a character, pieces of calculations, any characters, or a long one."""
    kind = source.random()
    if kind < 0.05:
        return "".join(chr(source.randrange(0x11_0000)) for _ in range(source.randrange(40)))
    if kind < 0.07:
        return source.choice(PIECES) * source.choice((100, 10_000, 60_000))
    if kind < 0.09:
        return (source.choice(PIECES) + source.choice(PIECES) + source.choice(BLANKS)) * source.choice((50, 5_000))
    if kind < 0.4:
        return "".join(source.choice(PIECES) + source.choice(BLANKS) for _ in range(source.randrange(1, 16)))
    text = well_formed(source, source.randrange(6))
    if kind < 0.6:
        place = source.randrange(len(text))
        return text[:place] + source.choice(PIECES) + text[place + source.randrange(2) :]
    return text


def well_formed(source: random.Random, depth: int) -> str:
    """Give a calculation that can be read, of at most ``depth`` levels; its units or values may still clash."""
    kind = source.random()
    if depth == 0 or kind < 0.1:
        return source.choice(NUMBERS[:8])
    parts = [well_formed(source, depth - 1) for _ in range(2)]
    if kind < 0.2:
        return f"{source.choice(CALLS)}({parts[0]}, {parts[1]})"
    if kind < 0.3:
        return source.choice(("(%s)", "【%s】", "-(%s)", "（%s）%%")) % parts[0]
    return source.choice(SIGNS[:9]).join(parts)


def answer(text: str) -> bool:
    """Whether ``text`` has a result; raises what is not a `CalculationError`."""
    try:
        calculate(text, TABLE).text.encode()
    except CalculationError as error:
        if not (error.message and error.english):
            raise ValueError(text) from error
        return False
    try:
        expression(parse(text))
    except CalculationError:
        return True
    return True


def main() -> int:
    """Run, print and give the exit status."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    source = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20)
    results, crashes, slowest, slow_text = 0, 0, 0.0, ""
    for _ in range(count):
        text = random_text(source)
        start = time.perf_counter()
        try:
            results += answer(text)
        except Exception:
            crashes += 1
            print(repr(text[:200]))
            traceback.print_exc()
        if (took := time.perf_counter() - start) > slowest:
            slowest, slow_text = took, text
    print(f"{count} inputs: {results} results, {count - results - crashes} errors in words, {crashes} crashes")
    print(f"slowest {slowest:.3f} s: {slow_text[:60]!r} ({len(slow_text)} characters)")
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main())
