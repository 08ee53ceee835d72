"""The questions as written by hand in `asked/`, and the line of a question file that each becomes.

A question is a block of lines: those that begin with ``<`` are the user's earlier questions, the next is the
question, and the others say what a right answer holds (`RULES`).  Amounts, verdicts, orders and names are computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from eval.questions.facts import HERE, Facts
from eval.questions.gold import Held, Place, decimals_of, in_unit, place, places, value

SPLITS = ("dev", "heldout")
SALT = "1876"
"""Chosen so that each kind falls into two nearly equal halves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as written: its kind, the earlier questions, its words, and its rules (name, argument)."""

    category: str
    history: tuple[str, ...]
    question: str
    rules: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """Give a hash of the words alone, so that a question keeps its id and its half whatever is added beside it."""
        return hashlib.sha256("\n".join((SALT, *self.history, self.question)).encode()).hexdigest()

    @property
    def id(self) -> str:
        """Give the question's id."""
        return f"{self.category}-{self.digest[:6]}"

    @property
    def split(self) -> str:
        """Say which file the question goes to."""
        return SPLITS[int(self.digest, 16) % 2]


@dataclass(slots=True)
class Expected:
    """An expectation under construction, in the words of the scorer."""

    status: str = "answered"
    numbers: list[dict[str, str]] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    citations: list[dict[str, str]] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)

    def number(self, value: Decimal, unit: str) -> None:
        """Want a number among the headline values."""
        self.numbers.append({"value": f"{value:f}", "unit": unit})

    def cite(self, facts: Facts, contains: str) -> None:
        """Want a citation of a report that holds some words; the same one once."""
        wanted = {"source": facts.report, "contains": contains}
        if wanted not in self.citations:
            self.citations.append(wanted)

    def cite_figures(self, found: Sequence[Place]) -> None:
        """Want a citation of each figure."""
        for one in found:
            self.cite(one.facts, one.figure.written() or "")

    def say(self, key: str, words: Sequence[str]) -> None:
        """Want words (``all_of``, ``any_of``), or want them kept out (``none_of``)."""
        self.words[key] = list(dict.fromkeys([*self.words.get(key, []), *words]))

    def wire(self) -> dict[str, object]:
        """Give the expectation as the question file holds it; what is not wanted is left out."""
        verdict = "inconsistent" if "inconsistent" in self.verdicts else "".join(self.verdicts[:1])
        whole = {"numbers": self.numbers, **self.words, "citations": self.citations, "verdict": verdict}
        return {"status": self.status, **{key: held for key, held in whole.items() if held}}


# ---------------------------------------------------------------- the rules


def _number(held: Held, wanted: Expected, argument: str) -> None:
    """``= expression [; unit decimals]``: this number; a figure alone is wanted as the report states it."""
    expression, _, form = argument.partition(";")
    found = places(held, expression)
    wanted.cite_figures(found)
    if not form:
        stated = place(held, expression).figure
        wanted.number(stated.value, stated.unit)
        return
    unit, decimals = form.split()
    wanted.number(in_unit(value(held, expression), unit, int(decimals)), unit)


def _check(held: Held, wanted: Expected, argument: str) -> None:
    """``check stated ; expression ; unit [decimals]``: the verdict, and the right number where it is another."""
    stated, expression, form = (part.strip() for part in argument.split(";"))
    literal = stated.replace(".", "").isdecimal()
    number = Decimal(stated) if literal else place(held, stated).figure.value
    unit, *more = form.split()
    exact = value(held, expression)
    right = in_unit(exact, unit, decimals_of(number))
    wanted.cite_figures([*([] if literal else [place(held, stated)]), *places(held, expression)])
    wanted.verdicts.append("consistent" if right == number else "inconsistent")
    if right != number:
        wanted.number(in_unit(exact, unit, int(more[0])) if more else right, unit)


def _audit(held: Held, wanted: Expected, argument: str) -> None:
    """``audit report``: every planted error is named and cited; a report without one is consistent."""
    facts = held[argument.strip()]
    wrong = [place(held, f"{facts.short}.{error.figure}") for error in facts.errors]
    wanted.verdicts.append("inconsistent" if wrong else "consistent")
    wanted.cite_figures(wrong)
    wanted.say("all_of", [f"{one.figure.value:f}" for one in wrong])


def _sum(held: Held, wanted: Expected, argument: str) -> None:
    """``sum unit decimals figures``: what they come to; they are too many for each to be cited."""
    unit, decimals, *names = argument.split()
    exact = sum((place(held, name).exact for name in names), Fraction(0))
    wanted.number(in_unit(exact, unit, int(decimals)), unit)


def _order(held: Held, names: str) -> list[Place]:
    return sorted((place(held, name) for name in names.split()), key=lambda one: one.exact, reverse=True)


def _want(wanted: Expected, chosen: Sequence[Place]) -> None:
    for one in chosen:
        wanted.number(one.figure.value, one.figure.unit)
    wanted.cite_figures(chosen)
    wanted.say("all_of", [one.facts.name for one in chosen])


def _top(held: Held, wanted: Expected, argument: str) -> None:
    """``top N figures``: the N largest, with their departments."""
    count, names = argument.split(maxsplit=1)
    _want(wanted, _order(held, names)[: int(count)])


def _bottom(held: Held, wanted: Expected, argument: str) -> None:
    """``bottom N figures``: the N smallest, with their departments."""
    count, names = argument.split(maxsplit=1)
    _want(wanted, _order(held, names)[-int(count) :])


def _over(held: Held, wanted: Expected, argument: str) -> None:
    """``over LIMIT figures``: the departments above the limit, and not those that are not."""
    limit, names = argument.split(maxsplit=1)
    _sides(wanted, _order(held, names), lambda one: one.exact > Decimal(limit))


def _under(held: Held, wanted: Expected, argument: str) -> None:
    """``under LIMIT figures``: the departments below the limit, and not those that are not."""
    limit, names = argument.split(maxsplit=1)
    _sides(wanted, _order(held, names), lambda one: one.exact < Decimal(limit))


def _sides(wanted: Expected, found: Sequence[Place], holds: Callable[[Place], bool]) -> None:
    inside = [one for one in found if holds(one)]
    named = {one.facts.name for one in inside}
    wanted.cite_figures(inside)
    wanted.say("all_of", [one.facts.name for one in inside])
    wanted.say("none_of", [one.facts.name for one in found if one.facts.name not in named])


def _cite(held: Held, wanted: Expected, argument: str) -> None:
    """``cite report.label …``: citations of words or figures that the answer rests on."""
    for name in argument.split():
        short, _, label = name.partition(".")
        facts = held[short]
        if label in facts.texts:
            wanted.cite(facts, facts.texts[label])
        else:
            wanted.cite_figures([place(held, name)])


def _status(held: Held, wanted: Expected, argument: str) -> None:
    """``status refused``: another status than ``answered``."""
    wanted.status = argument.strip()


def _verdict(held: Held, wanted: Expected, argument: str) -> None:
    """``verdict consistent``: where there is nothing to compute, as of one figure in two places."""
    wanted.verdicts.append(argument.strip())


def _words(key: str) -> Rule:
    def rule(held: Held, wanted: Expected, argument: str) -> None:
        wanted.say(key, argument.split())

    return rule


Rule = Callable[[Held, Expected, str], None]
RULES: Mapping[str, Rule] = {
    "=": _number,
    "check": _check,
    "audit": _audit,
    "sum": _sum,
    "top": _top,
    "bottom": _bottom,
    "over": _over,
    "under": _under,
    "cite": _cite,
    "status": _status,
    "verdict": _verdict,
    "all": _words("all_of"),
    "any": _words("any_of"),
    "none": _words("none_of"),
}


def wire(held: Held, asked: Asked) -> dict[str, object]:
    """Give the line of the question file.  Raises `KeyError` for a rule or a fact that does not exist."""
    wanted = Expected(status="refused" if asked.category == "refuse" else "answered")
    for name, argument in asked.rules:
        RULES[name](held, wanted, argument)
    history = {"history": list(asked.history)} if asked.history else {}
    line = {"id": asked.id, "category": asked.category, "question": asked.question, **history}
    return {**line, "expect": wanted.wire()}


# ---------------------------------------------------------------- the files


def load(folder: Path = HERE / "asked") -> list[Asked]:
    """Read all questions, kind by kind."""
    return [one for path in sorted(folder.glob("*.txt")) for one in blocks(path.stem, path.read_text("utf-8"))]


def blocks(category: str, text: str) -> Iterator[Asked]:
    """Read the blocks of one file."""
    for block in filter(str.strip, text.split("\n\n")):
        lines = block.strip().splitlines()
        earlier = [line for line in lines if line.startswith("<")]
        question, *rules = lines[len(earlier) :]
        pairs = (line.strip().partition(" ") for line in rules)
        yield Asked(
            category,
            tuple(line[1:].strip() for line in earlier),
            question,
            tuple((name, argument) for name, _, argument in pairs),
        )
