"""Measure the calculator on the public sets: how many published answers it gives, and which it does not.

    python eval/bench/calc.py [folder]

The folder holds ``finqa-dev.jsonl``, ``expressions-dev.jsonl`` and ``finglm-dev.jsonl``; without it the folder
``calc`` of ``$HESHU_SHARED``, or of ``shared`` beside the project.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from heshu.checking.calculator import calculate, formula, round_half_up
from heshu.errors import CalculationError

Item = dict[str, Any]

#: How far an answer that states no number of decimals may lie from the exact value.
TOLERANCE = Fraction(1, 10**9)


def shared_folder() -> Path:
    """Give the folder of the public sets."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("HESHU_SHARED", beside)) / "calc"


def items(path: Path) -> Iterator[Item]:
    """Give the items of one set."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def at_its_digits(exact: Fraction | bool, answer: str) -> bool:
    """Whether ``exact`` rounds to ``answer`` at the digits that it states."""
    stated = Decimal(answer)
    exponent = stated.as_tuple().exponent
    assert isinstance(exponent, int)
    return round_half_up(Fraction(exact), -exponent) == stated


def finqa(item: Item) -> bool:
    """Whether the program gives the published answer."""
    result = calculate(item["program"], item["table"])
    if isinstance(result.value, bool):
        return bool(result.text == item["answer"])
    return at_its_digits(result.value, item["answer"])


def expressions(item: Item) -> bool:
    """Whether expression × scale is the answer: at ``decimals``, or within `TOLERANCE`."""
    exact = Fraction(calculate(item["expr"]).value) * Fraction(item["scale_to_answer"])
    answer: str = item["answer"]
    if "decimals" in item:
        return round_half_up(exact, item["decimals"]) == Decimal(answer.rstrip("%"))
    return abs(exact - Fraction(calculate(answer).value)) <= TOLERANCE


def finglm(item: Item) -> bool:
    """Whether the formula gives the published answer, in per cent where that is its unit."""
    exact = Fraction(formula(item["formula"], item["inputs"]).value)
    return at_its_digits(exact * 100 if item["unit"] == "%" else exact, item["answer"].rstrip("%"))


SETS: dict[str, Callable[[Item], bool]] = {"finqa": finqa, "expressions": expressions, "finglm": finglm}


def misses(name: str, folder: Path) -> tuple[int, list[str]]:
    """Give the number of items of a set, and the ids of those whose published answer is not given."""
    wrong, count = [], 0
    for item in items(folder / f"{name}-dev.jsonl"):
        count += 1
        try:
            right = SETS[name](item)
        except CalculationError:
            right = False
        if not right:
            wrong.append(item["id"])
    return count, wrong


def main() -> None:
    """Print a line for each set."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared_folder()
    for name in SETS:
        count, wrong = misses(name, folder)
        print(f"{name}: {count - len(wrong)} of {count}", *wrong[:20])


if __name__ == "__main__":
    main()
