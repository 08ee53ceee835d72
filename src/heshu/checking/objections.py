"""Why a sentence of a language model's text may not be said, one rule after another.

A sentence stays when it is the answer's own.  Else its citation markers have to exist; each of its numbers, in whatever
notation, to be one of the answer's, in the source that stands next to it or in a calculation, under the same label, of
the same department and year; the departments that it names are those that it cites; what it claims beyond numbers
(更高, 一致, 未完成) the evidence claims too; and its words are those of the evidence, joined by words that claim
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from heshu.checking.backing import (
    CLAIMING,
    JOINED,
    PLAIN,
    RUN,
    blanked,
    claim_spans,
    claimed_by,
    pairs,
    stands,
    strange,
)
from heshu.checking.claims import Claim
from heshu.checking.witness import Said, Sentence, Witness
from heshu.patterns import regex

_STOPS = "。；;\n "
_STOP_MARKERS = regex(r"([。；;])\s*((?:\[\d{1,3}\])+)")
_LEADING = regex(rf"(?:根据|依据|按照|报告|显示|可见|可知|其中|此外|另外|同时|[{_STOPS},，:：])*")
_LATIN = regex(r"[a-z]+")
_ORDINARY = regex(r"[\u4e00-\u9fff0-9a-z\s.,%()\[\]:;!?/\-、。《》“”‘’…—·]*")
_CLAUSE = regex(r"[^,，。;；:：!！?？、\n]+")
_WIDE_CLAUSE = regex(r"[^,，。;；:：!！?？\n]+")
PIECE = 3
"""Characters from which a part of a run of words may be taken from the evidence by itself."""
NONE = (-1, Fraction(0))
"""The likeness of no words at all."""


def objection(sentence: Sentence, held: Witness) -> str:
    """Say why a sentence may not be said; empty where it may, as the answer's own sentences may."""
    if _own(sentence, held):
        return ""
    for rule in (_marked, _written, _cited, _numbered, _dated, _named, _claimed, _worded, _together):
        if reason := rule(sentence, held):
            return reason
    return ""


def _own(sentence: Sentence, held: Witness) -> bool:
    """Whether it is made of the answer's own sentences, whole, and of words that lead to them."""
    rest = _stopped(sentence.text)
    for stem in sorted((_stopped(own.text).strip(_STOPS) for own, _ in held.own), key=len, reverse=True):
        rest = rest.replace(stem, "") if stem else rest
    return _LEADING.fullmatch(rest) is not None


def _stopped(text: str) -> str:
    """A sentence with its stop behind its markers, not before them."""
    return _STOP_MARKERS.sub(r"\2\1", text)


def _marked(sentence: Sentence, held: Witness) -> str:
    unknown = sentence.markers - held.citations.keys()
    return f"unknown citation {min(unknown)}" if unknown else ""


def _written(sentence: Sentence, held: Witness) -> str:
    """Letters and signs: nothing that hides, turns round or links."""
    if _ORDINARY.fullmatch(sentence.text):
        foreign = set(_LATIN.findall(sentence.bare)) - set(_LATIN.findall(_evidence(sentence, held)))
        return f"unknown word {min(foreign)}" if foreign else ""
    strange = set(sentence.text) - set(_evidence(sentence, held)) - set("+=×÷")
    strange = {c for c in strange if not _ORDINARY.fullmatch(c)}
    return f"unusual character {min(strange)!r}" if strange else ""


def _cited(sentence: Sentence, held: Witness) -> str:
    """A sentence without a citation says what was computed, or nothing."""
    return "" if sentence.markers or sentence.said else "no citation"


def _numbered(sentence: Sentence, held: Witness) -> str:
    evidence = _evidence(sentence, held)
    for claim in sentence.claims:
        if claim.in_word and not claim.is_date and not _part_of_word(sentence.bare, claim, evidence):
            return f"unknown number: {sentence.bare[claim.start : claim.end]}"
    occurrences = held.occurrences(sentence.markers)
    for said in sentence.said:
        if reason := _unbacked(said, sentence, held, occurrences):
            return f"{reason}: {sentence.bare[said.claim.start : said.claim.end]}"
    return ""


def _unbacked(said: Said, sentence: Sentence, held: Witness, occurrences: Sequence[Said]) -> str:
    if not any(one.claim.said == said.claim.said for one in occurrences):
        return "unknown number"
    if said.claim.said not in held.spoken:
        return "number that the answer leaves out"
    holders = held.holders(said.claim)
    if holders and not holders & (said.markers or sentence.markers):
        return "number of another source"
    return "" if _labelled(said, [one for one in occurrences if _fits(one, said)]) else "number of another label"


def _fits(one: Said, said: Said) -> bool:
    whose = one.reports is None or said.reports is None or bool(one.reports & said.reports)
    return whose and (one.year is None or said.year is None or one.year == said.year)


def _labelled(said: Said, fitting: Sequence[Said]) -> bool:
    """Whether its label's words stand together with the number, and with no other number rather."""
    words = pairs(said.window)
    right = [one for one in fitting if one.claim.said == said.claim.said and words <= pairs(one.around)]
    wrong = [one for one in fitting if one.claim.said != said.claim.said]
    if not words:
        return bool(right) and not wrong
    best, other = (max((_likeness(words, pairs(one.window)) for one in ones), default=NONE) for ones in (right, wrong))
    return best >= other and best[0] * 2 > len(words)


def _likeness(words: set[str], others: set[str]) -> tuple[int, Fraction]:
    """Count what is shared, then its part of all: 公用支出 is nearer to 公用支出 than to 公用支出与项目支出."""
    shared = len(words & others)
    return shared, Fraction(shared, len(words | others) or 1)


def _part_of_word(text: str, claim: Claim, evidence: str) -> bool:
    """Whether a numeral without a unit stands in a word of the evidence (一般, 三公), or joins sentences (一是)."""
    if any(text.startswith(word, claim.start) for word in PLAIN if word[0] in "一二三四五六七八两" and len(word) > 1):
        return True
    if text.startswith("一致", claim.start):  # which is held against the evidence as a claim
        return True
    around = (text[claim.start : claim.end + 2], text[max(0, claim.start - 2) : claim.end])
    return any(len(word) > 2 and RUN.fullmatch(word) and word in evidence for word in around)


def _dated(sentence: Sentence, held: Witness) -> str:
    """Years are those of the reports that are cited or stand in the evidence, other dates stand there."""
    cited = [held.citations[marker] for marker in sentence.markers or held.citations]
    years = {Decimal(one.year) for one in cited if one.year}
    known = {claim.said for one in _witnesses(sentence, held) for claim in one.claims}
    for claim in sentence.claims:
        if claim.is_date and claim.said not in known and not (claim.is_year and claim.value in years):
            return f"unknown date: {sentence.bare[claim.start : claim.end]}"
    return ""


def _named(sentence: Sentence, held: Witness) -> str:
    """Departments are those that are cited; a region, which means others besides, has to stand in the evidence."""
    markers = sentence.markers or held.citations.keys()
    cited = {held.citations[marker].report_id for marker in markers}
    known = {mention.reports for one in _witnesses(sentence, held) for mention in one.mentions}
    for mention in sentence.mentions:
        if not mention.reports & cited or not any(mention.reports <= reports for reports in known):
            return f"department that is not cited: {sentence.bare[mention.start : mention.end]}"
    return ""


def _claimed(sentence: Sentence, held: Witness) -> str:
    """What is claimed beyond numbers, of the same departments and years in the same order where it names several."""
    for found in CLAIMING.finditer(sentence.bare):
        word = found.group()
        backing = [one for one in _witnesses(sentence, held) if claimed_by(word, one.bare)]
        if not backing:
            return f"claim that nothing backs: {word}"
        if not any(_same_order(sentence, one) for one in backing):
            return f"claim of another department or year: {word}"
    return ""


def _same_order(sentence: Sentence, one: Sentence) -> bool:
    if len(one.years) > 1 and sentence.years != one.years[: len(sentence.years)]:
        return False
    if len(sentence.order) < 2 and len(one.order) < 2:
        return not one.order or not sentence.order or bool(sentence.order[0] & one.order[0])
    return sentence.order == one.order


def _worded(sentence: Sentence, held: Witness) -> str:
    """The rest of the words: of the evidence, or such as join; claims have been held against it before."""
    evidence, least = _evidence(sentence, held), PIECE if sentence.said else 2
    checked = [(name.start, name.end) for name in sentence.mentions]
    checked += [(claim.start, claim.end) for claim in sentence.claims if claim.end - claim.start > 1]
    text = blanked(sentence.bare, checked)
    claimed = blanked(text, [span for match in CLAIMING.finditer(sentence.bare) for span in claim_spans(match)])
    own = [
        run.group()
        for run in RUN.finditer(text)
        if strange(run.group(), evidence, least)
        and any(strange(part, evidence, least) for part in RUN.findall(claimed[run.start() : run.end()]))
    ]
    return f"words that are not of the evidence: {'、'.join(own)}" if own else ""


def _together(sentence: Sentence, held: Witness) -> str:
    """A clause without a number says what one clause of the evidence says: words of several belong to others."""
    evidence = [clause for clause in _WIDE_CLAUSE.findall(_evidence(sentence, held)) if clause]
    text = blanked(sentence.bare, [(name.start, name.end) for name in sentence.mentions])
    for clause in _CLAUSE.finditer(text):
        counted = any(clause.start() <= claim.start < clause.end() and not claim.in_word for claim in sentence.claims)
        words = [JOINED.sub("", run) for run in RUN.findall(clause.group())]
        if not counted and not any(all(stands(word, one) for word in words) for one in evidence):
            return f"words of several clauses: {clause.group().strip()}"
    return ""


def _witnesses(sentence: Sentence, held: Witness) -> list[Sentence]:
    return [*held.beside(sentence.markers), *(one for _, one in held.quoted(sentence.markers))]


def _evidence(sentence: Sentence, held: Witness) -> str:
    """All that stands behind a sentence, in one text; quotation marks inside a name part nothing."""
    return "\n".join(re.sub("[“”\"'‘’]", "", one.bare) for one in _witnesses(sentence, held))
