"""Measure the calculator on the public sets: how many published answers it gives, and which it does not.

    python -m eval.bench.calc [folder]

The folder holds ``finqa-dev.jsonl``, ``expressions-dev.jsonl`` and ``finglm-dev.jsonl``; without it the folder
``calc`` of ``$HESHU_SHARED``, or of ``shared`` beside the project.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from eval.adapters.calculator import SETS, tally
from eval.adapters.files import rows
from heshu.checking.calculator import calculate, round_half_up

#: How far an answer that states no number of decimals may lie from the exact value.
TOLERANCE = Fraction(1, 10**9)


def shared_folder() -> Path:
    """Give the folder of the public sets."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("HESHU_SHARED", beside)) / "calc"


def expressions(item: Mapping[str, Any]) -> bool:
    """Whether expression × scale is the answer: at ``decimals``, or within `TOLERANCE`."""
    exact = Fraction(calculate(item["expr"]).value) * Fraction(item["scale_to_answer"])
    answer: str = item["answer"]
    if "decimals" in item:
        return round_half_up(exact, item["decimals"]) == Decimal(answer.rstrip("%"))
    return abs(exact - Fraction(calculate(answer).value)) <= TOLERANCE


def misses(name: str, folder: Path) -> tuple[int, list[str]]:
    """Give the number of items of a set, and the ids of those whose published answer is not given."""
    path = folder / f"{name}-dev.jsonl"
    if name in SETS:
        count, wrong = tally(SETS[name](path))
        return count, [one.id for one in wrong]
    items = rows(path)
    return len(items), [item["id"] for item in items if not expressions(item)]


def main() -> None:
    """Print a line for each set."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared_folder()
    for name in ("finqa", "expressions", "finglm"):
        count, wrong = misses(name, folder)
        print(f"{name}: {count - len(wrong)} of {count}", *wrong[:20])


if __name__ == "__main__":
    main()
