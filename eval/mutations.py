"""Right answers made wrong, to see whether the rules catch every one.

    python -m eval.mutations [--count 1000] [--seed 1] [SHARED]

Right answers are Heshu's own to the questions of `eval/questions` (and to those of SHARED).  Each is spoilt in one of
the ways in which answers go wrong: a digit changed, a unit slipped, a citation moved, the figure of another
department.  Exits with 1 where the rules let one pass.

What an answer may word otherwise is no mutation: 12期 for 12次, and % for 百分点.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from eval.sets import Asked, ours, shared_sets
from heshu.evaluation.cases import Case, Number
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.numbers import NUMBER, numbers, squeeze
from heshu.evaluation.outcomes import Ending
from heshu.evaluation.rules import Texts, faults

SLIPS: Mapping[str, tuple[str, ...]] = {
    "元": ("万元", "亿元", "倍"),
    "万元": ("元", "亿元", "%"),
    "亿元": ("元", "万元"),
    "%": ("百分点", "分", "万元", "倍", ""),
    "百分点": ("分", "万元", ""),
    "分": ("%", "万元", ""),
    "倍": ("%", "万元", "个百分点"),
    **dict.fromkeys(("人", "名"), ("万元", "%", "人次", "件")),
    "人次": ("万元", "人", "次", "%"),
    **dict.fromkeys(("次", "期"), ("万元", "人", "人次", "%", "件")),
    **dict.fromkeys(("项", "件", "篇"), ("万元", "人", "次", "%", "家")),
    "个": ("万元", "%", "分", "个百分点"),
    "家": ("万元", "人", "次", "件"),
}
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Right:
    """A right answer to a case, and the texts that its quotes stand in."""

    case: Case
    given: Given
    texts: Texts


@dataclass(frozen=True, slots=True)
class Mutant:
    """A spoilt answer, and how it was spoilt."""

    kind: str
    right: Right
    given: Given


def rewritten(given: Given, old: Decimal, new: str, unit: str, new_unit: str) -> Given:
    """Put another number and unit for each headline value of this number and unit, and for the number in the text."""
    values = tuple(f"{new}{new_unit}" if _is(value, old) and value.endswith(unit) else value for value in given.values)

    def again(match: re.Match[str]) -> str:
        return new if Decimal(re.sub("[,，]", "", match[0]).replace("−", "-")) == old else match[0]

    text = NUMBER.sub(again, squeeze(given.text))
    return replace(given, values=values, text=text.replace(f"{new}{unit}", f"{new}{new_unit}"))


def _is(value: str, number: Decimal) -> bool:
    return any(one.value == number for one in numbers(value))


def _stated(right: Right) -> list[tuple[Number, Decimal]]:
    """List the wanted numbers that stand among the headline values in their own unit, as they stand there."""
    return [
        (wanted, numbers(value)[0].value)
        for wanted in right.case.expect.numbers
        for value in right.given.values
        if value.endswith(wanted.unit)
        and numbers(value)
        and abs(numbers(value)[0].value - wanted.value) < Decimal(1)
        and numbers(value)[0].value.quantize(wanted.value) == wanted.value
    ]


def digit_changed(right: Right, others: Sequence[Right], chance: random.Random) -> Given | None:
    """Change one digit of a wanted number, down to the last place that is wanted."""
    if not (stated := _stated(right)):
        return None
    wanted, value = chance.choice(stated)
    written = f"{value:f}"
    places = len(written.partition(".")[0]) + max(-_exponent(wanted.value), 0)
    at = chance.choice([n for n, sign in enumerate(written) if sign.isdigit() and n < places + ("." in written)])
    digit = chance.choice(DIGITS.replace(written[at], ""))
    return rewritten(right.given, value, written[:at] + digit + written[at + 1 :], wanted.unit, wanted.unit)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def unit_slipped(right: Right, others: Sequence[Right], chance: random.Random) -> Given | None:
    """Write another unit behind a wanted number."""
    stated = [pair for pair in _stated(right) if pair[0].unit in SLIPS and pair[1]]
    if not stated:
        return None
    wanted, value = chance.choice(stated)
    return rewritten(right.given, value, f"{value:f}", wanted.unit, chance.choice(SLIPS[wanted.unit]))


def citation_moved(right: Right, others: Sequence[Right], chance: random.Random) -> Given | None:
    """Let the citations that a wanted one asks for name another report, stand elsewhere in it, or misquote it."""
    if not right.case.expect.citations:
        return None
    wanted = chance.choice(right.case.expect.citations)
    part = squeeze(wanted.contains)
    move = chance.choice((_to_another_report, _to_another_place, _misquoted))

    def moved(cited: Quoted) -> Quoted | None:
        asked_for = cited.stem == wanted.source and part in squeeze(cited.quote)
        return move(cited, part, right.texts, chance) if asked_for else cited

    citations = [moved(cited) for cited in right.given.citations]
    return None if None in citations else replace(right.given, citations=tuple(filter(None, citations)))


def _to_another_report(cited: Quoted, part: str, texts: Texts, chance: random.Random) -> Quoted | None:
    quote = squeeze(cited.quote)
    found = [name for name, text in texts.items() if name != cited.stem and quote not in text]
    return replace(cited, source=f"{chance.choice(found)}.txt") if found else None


def _to_another_place(cited: Quoted, part: str, texts: Texts, chance: random.Random) -> Quoted | None:
    sentences = [one for one in re.split("(?<=[。；])", texts[cited.stem]) if one and part not in one]
    return replace(cited, quote=chance.choice(sentences)) if sentences else None


def _misquoted(cited: Quoted, part: str, texts: Texts, chance: random.Random) -> Quoted | None:
    quote = squeeze(cited.quote)
    places = [n for n, sign in enumerate(quote) if sign in DIGITS]
    if not places:
        return None
    at = chance.choice(places)
    spoilt = quote[:at] + chance.choice(DIGITS.replace(quote[at], "")) + quote[at + 1 :]
    return None if spoilt in texts[cited.stem] else replace(cited, quote=spoilt)


def of_another_department(right: Right, others: Sequence[Right], chance: random.Random) -> Given | None:
    """Give the same kind of figure of another department, with its citation or still with the right one."""
    sources = {cited.source for cited in right.case.expect.citations}
    found = [
        (theirs, mine)
        for other in others
        for theirs in other.case.expect.numbers
        for mine, _ in _stated(right)
        if theirs.unit == mine.unit
        and abs(theirs.value - mine.value) >= max(Decimal(1).scaleb(_exponent(one.value)) for one in (theirs, mine))
        and sources.isdisjoint(cited.source for cited in other.case.expect.citations)
    ]
    if not found:
        return None
    theirs, mine = chance.choice(found)
    value = next(value for wanted, value in _stated(right) if wanted == mine)
    return rewritten(right.given, value, f"{theirs.value:f}", mine.unit, mine.unit)


KINDS: Mapping[str, Callable[[Right, Sequence[Right], random.Random], Given | None]] = {
    "a digit changed": digit_changed,
    "a unit slipped": unit_slipped,
    "a citation moved": citation_moved,
    "a figure of another department": of_another_department,
}


def mutants(rights: Sequence[Right], seed: int) -> Iterator[Mutant]:
    """Yield spoilt answers without end, of each kind as many; the same ones for the same seed."""
    chance = random.Random(seed)
    for kind, spoil in itertools.cycle(KINDS.items()):
        spoilt = None
        while spoilt is None:
            right = chance.choice(rights)
            spoilt = spoil(right, rights, chance)
        yield Mutant(kind, right, spoilt)


def survivors(rights: Sequence[Right], count: int, seed: int) -> tuple[Counter[str], list[Mutant]]:
    """Count mutants by kind, and list those that the rules let pass."""
    made = list(itertools.islice(mutants(rights, seed), count))
    passed = [one for one in made if not faults(one.right.case, one.given, one.right.texts)]
    return Counter(one.kind for one in made), passed


def rights_of(asked: Sequence[Asked]) -> list[Right]:
    """Take the right answers that want a number."""
    return [
        Right(one.case, one.given, run.texts)
        for run in asked
        for one in run.result.outcomes
        if one.ending is Ending.RIGHT and one.case.expect.numbers
    ]


def main() -> int:
    """Make mutants and say which passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sets = [*ours(folder), *(shared_sets(options.shared) if options.shared else ())]
        rights = rights_of([one.asked(folder) for one in sets if not one.blind])
    made, passed = survivors(rights, options.count, options.seed)
    for kind, count in made.items():
        print(f"{kind}: {count}, {sum(one.kind == kind for one in passed)} passed")
    for one in passed:
        print(f"PASSED {one.kind}: {one.right.case.id} {one.right.case.question}\n  {one.given}")
    print(f"{len(rights)} right answers, {sum(made.values())} mutants, {len(passed)} passed")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
