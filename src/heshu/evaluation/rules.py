"""The rules: what of an expectation an answer misses, and which of its quotes are not honest.

Each rule is a pure function of the expectation, the answer and the plain texts of the reports, and yields a `Fault`
for each thing that is wrong.  An answer is right where no rule has anything to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from heshu.evaluation.cases import STATUSES, VERDICTS, Case, Expect
from heshu.evaluation.given import Given
from heshu.evaluation.numbers import holds, squeeze

Texts = Mapping[str, str]
"""A report's file name without suffix -> its plain text, squeezed."""

SPARE_VALUES = 2
"""Headline values that an answer may give beside the wanted ones: the other half of a comparison, a difference."""
LONGEST = 1200
"""Characters of an answer, white space aside."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer: the rule, and a line in Chinese and in English."""

    rule: str
    message: str
    english: str


def status(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """The answer ends as it should: answered, refused or asked back."""
    if given.status not in expect.statuses:
        wanted, chinese = "|".join(expect.statuses), "或".join(STATUSES[one] for one in expect.statuses)
        ended = STATUSES.get(given.status, given.status)
        yield Fault("status", f"结果是{ended}，应为{chinese}", f"status {given.status}, wanted {wanted}")


def headline(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """Each wanted number is a headline value, and few others are."""
    shown, wanted = len(given.values), len(expect.numbers)
    if wanted and shown > wanted + SPARE_VALUES:
        yield Fault("headline", f"答了 {shown} 个数，只问 {wanted} 个", f"{shown} headline values for {wanted} wanted")
    for number in expect.numbers:
        if not any(holds(value, number) for value in given.values):
            yield Fault("headline", f"结果里没有 {number}", f"{number} is no headline value")


def figures(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """Each wanted number stands in the text with its unit."""
    for number in expect.numbers:
        if not holds(given.text, number):
            yield Fault("figures", f"答案文字里没有 {number}", f"no {number} in the text")


def length(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """A person can read it."""
    if (count := len(squeeze(given.text))) > LONGEST:
        yield Fault("length", f"答案长 {count} 字", f"{count} characters long")


def words(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """Words that have to be in the text are there, those that must not be are not."""
    spoken = squeeze(given.text)
    for part in expect.all_of:
        if squeeze(part) not in spoken:
            yield Fault("words", f"答案里没有“{part}”", f"“{part}” is not in the text")
    for part in expect.none_of:
        if squeeze(part) in spoken:
            yield Fault("words", f"答案里不该有“{part}”", f"“{part}” must not be in the text")
    if expect.any_of and not any(squeeze(part) in spoken for part in expect.any_of):
        listed = " / ".join(expect.any_of)
        yield Fault("words", f"答案里一个也没有：{listed}", f"none of {listed} is in the text")


def verdict(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """A calculation comes to the wanted verdict; where all should be consistent none is otherwise."""
    wanted = expect.verdict
    if wanted and (wanted not in given.verdicts or (wanted == "consistent" and "inconsistent" in given.verdicts)):
        found = sorted(set(given.verdicts))
        chinese = "、".join(VERDICTS.get(one, one) for one in found) or "没有"
        yield Fault(
            "verdict",
            f"核对结论：{chinese}，应为{VERDICTS.get(wanted, wanted)}",
            f"verdicts {', '.join(found) or 'none'}, wanted {wanted}",
        )


def honest(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """Each quote stands word for word in the file that it names."""
    for cited in given.citations:
        quote = squeeze(cited.quote)
        if not quote or quote not in texts.get(cited.stem, ""):
            yield Fault(
                "honest",
                f"引文不在《{cited.stem}》里：{quote[:40]}",
                f"the quote is not in {cited.stem or 'any source'}: {quote[:40]}",
            )


def citations(expect: Expect, given: Given, texts: Texts) -> Iterator[Fault]:
    """Each wanted citation is there: of this report, holding these words."""
    for want in expect.citations:
        part = squeeze(want.contains)
        if not any(cited.stem == want.source and part in squeeze(cited.quote) for cited in given.citations):
            yield Fault(
                "citations",
                f"没有引《{want.source}》里含“{want.contains}”的句子",
                f"no citation of {want.source} holding “{want.contains}”",
            )


Rule = Callable[[Expect, Given, Texts], Iterator[Fault]]
RULES: tuple[Rule, ...] = (headline, figures, length, words, verdict, honest, citations)
"""What an answer of the right status is held to."""


def faults(case: Case, given: Given, texts: Texts) -> tuple[Fault, ...]:
    """List what is wrong with an answer; where it should not have ended as it did, that alone."""
    ended = tuple(status(case.expect, given, texts))
    return ended or tuple(fault for rule in RULES for fault in rule(case.expect, given, texts))


def misleads(case: Case, given: Given) -> bool:
    """Say whether an answer that is not right gives a figure where it should give another one, or none."""
    if given.status != "answered" or not given.values:
        return False
    expect = case.expect
    if not expect.numbers:
        return expect.statuses == ("refused",)
    return any(not any(holds(value, number) for value in given.values) for number in expect.numbers)
