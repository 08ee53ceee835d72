"""What of a language model's text may be said: each sentence is held against the answer that it was to phrase.

What does not stay (`heshu.checking.objections`) is dropped, never mended; where what is left misses the answer's point,
nothing of it is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heshu.checking.backing import CLAIMING, blanked, claimed_by, pairs
from heshu.checking.claims import claims
from heshu.checking.objections import objection
from heshu.checking.witness import Names, mentions, sentences, witness
from heshu.figures.units import MONEY, unit_named
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Value

VERDICT = regex(r"[不未没无非有]?(?:一致|相符|吻合|正确|准确|属实|误|错|对)")
_NUMBERING = regex(r"^[^\S\n]*(?:\d{1,2}[.、)](?!\d)|[-*•]|#{1,6}\s)\s*", re.MULTILINE)
_THOUGHT = regex(r"<think>.*?(?:</think>|$)", re.DOTALL | re.IGNORECASE)
_FENCE = regex(r"```[a-z]*\n?|\*\*|__")
_NOTE = regex(r"(?<=[。\]])（[^（）]*）| ?原文：“[^\n]*”(?=\n|$)")
"""A note of an answer, or the quote that it repeats, behind its last sentence."""
_UNCITED = regex(r"(?:^|(?<=\]))[^\[\]]*$")
"""What stands behind the last marker of a line."""
MOST = Fraction(3, 5)
"""The part of a cited sentence's words that a text has to say."""
LONGER = 2
"""Times the answer's length that a text may have."""
TOLD, SHOWN = 5, 60
"""Dropped sentences that the log tells of, and characters of each."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was not said, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Phrased:
    """What may be said of a text (empty where it lost its point), and what was dropped."""

    text: str
    dropped: tuple[Dropped, ...]


def phrased(text: str, answer: Answer, names: Names) -> Phrased:
    """Keep the sentences of a model's text that the answer backs; none where what is left misses its point."""
    body, notes = parted(answer.text)
    plain = parted(tidied(text, numbered=bool(_NUMBERING.search(body))))[0]
    if len(plain) > LONGER * len(body) + 100:
        return Phrased("", (Dropped(plain, "too long"),))
    held = witness(body, answer.citations, names)
    kept: list[str] = []
    dropped: list[Dropped] = []
    at = 0
    for sentence in sentences(fold(plain), names):
        written = plain[at : at + len(sentence.text)]
        at += len(sentence.text)
        if not sentence.text.strip():
            kept.append(written)
        elif reason := "said before" if written in kept else objection(sentence, held):
            dropped.append(Dropped(written.strip(), reason))
        else:
            kept.append(written)
    said = re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip()
    if said and (lost := misses(said, body, answer, names)):
        return Phrased("", (*dropped, Dropped(said, lost)))
    return Phrased(said + notes if said else "", tuple(dropped))


def parted(text: str) -> tuple[str, str]:
    """Part an answer's text from its notes: how it was understood, which reports say nothing, a quote repeated."""
    return _NOTE.sub("", text), "".join(_NOTE.findall(text))


def tidied(text: str, *, numbered: bool = False) -> str:
    """Take off what models put around their words: thoughts, fences, emphasis, and numbering unless it is wanted."""
    plain = _FENCE.sub("", _THOUGHT.sub("", text))
    return (plain if numbered else _NUMBERING.sub("", plain)).strip()


# ---------------------------------------------------------------- the whole


def misses(said: str, body: str, answer: Answer, names: Names) -> str:
    """Say what of an answer's point a text has lost, notes aside; empty where it has it all."""
    folded = fold(said)
    spoken = {claim.said for claim in claims(folded)}
    lost = [value for value in answer.values if _said(value) not in spoken]
    if lost:
        return f"lost {lost[0].number}{lost[0].unit}"
    wanted = {cited.marker for cited in answer.citations if f"[{cited.marker}]" in body}
    missing = [marker for marker in sorted(wanted) if f"[{marker}]" not in folded]
    if missing:
        return f"lost citation {missing[0]}"
    own = fold(body)
    claimed = [word for word in CLAIMING.findall(own) if not claimed_by(word, folded)]
    if claimed:
        return f"lost {claimed[0]}"
    if VERDICT.search(own) and not VERDICT.search(folded):
        return "lost the verdict"
    if lost_name := _unnamed(own, folded, names):
        return f"lost {lost_name}"
    if left := _left_out(own, folded, names):
        return f"lost “{left[:20]}”"
    return ""


def _unnamed(own: str, said: str, names: Names) -> str:
    """The first department of an answer that a text does not name, or of several years a year; empty for none."""
    named = [mention.reports for mention in mentions(said, names)]
    for mention in mentions(own, names):
        if not any(mention.reports & reports for reports in named):
            return own[mention.start : mention.end]
    years = {claim.value for claim in claims(own) if claim.is_year}
    missing = years - {claim.value for claim in claims(said) if claim.is_year}
    return f"{min(missing)}年" if missing and len(years) > 1 else ""


def _left_out(own: str, said: str, names: Names) -> str:
    """The first cited sentence of an answer of which a text says too little; empty where it says all.

    A marker cites what stands before it in its line.
    """
    words = pairs(said)
    for line in own.splitlines():
        for sentence in sentences(_UNCITED.sub("", line), names):
            wanted = pairs(blanked(sentence.bare, [(name.start, name.end) for name in sentence.mentions]))
            if len(wanted & words) < len(wanted) * MOST:
                return sentence.bare.strip()
    return ""


def _said(value: Value) -> tuple[Decimal, str]:
    unit = fold(value.unit)
    if unit in MONEY:
        return Decimal(value.number).scaleb(MONEY[unit]), "元"
    found = claims(f"{value.number}{unit}") if unit_named(unit) else ()
    return found[0].said if found else (Decimal(value.number), unit)


def reasons(dropped: Sequence[Dropped]) -> str:
    """Write what was dropped as one line for the log: the first few sentences, cut short."""
    told = [f"{one.reason} in “{one.text[:SHOWN]}”" for one in dropped[:TOLD]]
    return harmless("; ".join([*told, *([f"and {len(dropped) - TOLD} more"] if len(dropped) > TOLD else [])]))


def harmless(text: str) -> str:
    """A text of which nothing steers a terminal, breaks a line of the log or turns it round."""
    return "".join(character if character.isprintable() else "�" for character in text)
