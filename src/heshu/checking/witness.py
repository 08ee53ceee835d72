"""What an answer's evidence says, cut so that a sentence of somebody else can be held against it.

The witnesses are the answer's own sentences, which the calculator and the quotes back, and the quotes themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from heshu.checking.claims import Claim, claims
from heshu.folding import fold
from heshu.patterns import blank, regex
from heshu.records import Citation

Names = Mapping[str, frozenset[str]]
"""Every name by which a department or a region is called, folded -> the ids of its reports.

A region's own name stands among them, so that it means more than any department.
"""

MARKER = regex(r"\[(\d{1,3})\]")
_MARKERS = regex(r"(?:\[\d{1,3}\]\s*)+")
SENTENCE = regex(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]+(?:\s*\[\d{1,3}\])*|$)")
"""A sentence with its stop and the markers behind it; the last one may have none."""
NAMED = "\ue000"
"""Stands in for each character of a department's name, so that a window holds labels only."""
_HAN = regex(r"[\u4e00-\u9fff]")
_GAPS = regex(r"[^\u4e00-\u9fff\ue000]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A department's name in a text, and the reports that it can mean."""

    start: int
    end: int
    reports: frozenset[str]


def mentions(text: str, names: Names) -> tuple[Mention, ...]:
    """Find the names of a folded text, the longest at each place."""
    longest = max(map(len, names), default=0)
    return tuple(_mentions(text, names, longest))


def _mentions(text: str, names: Names, longest: int) -> Iterator[Mention]:
    at = 0
    while at < len(text):
        size = next((n for n in range(min(longest, len(text) - at), 1, -1) if text[at : at + n] in names), 0)
        if size:
            yield Mention(at, at + size, names[text[at : at + size]])
        at += size or 1


@dataclass(frozen=True, slots=True)
class Said:
    """A number in its sentence, and whose it is and of which year where that is said.

    ``window`` are the words that name it, ``around`` all words of the sentence, both without departments' names;
    ``markers`` are those that stand next behind it.
    """

    claim: Claim
    window: str
    around: str
    reports: frozenset[str] | None
    year: int | None
    markers: frozenset[int]


@dataclass(frozen=True)
class Sentence:
    """A folded sentence with what it says."""

    text: str
    names: Names

    @cached_property
    def markers(self) -> frozenset[int]:
        """The citations that it names."""
        return frozenset(int(number) for number in MARKER.findall(self.text))

    @cached_property
    def bare(self) -> str:
        """Its text with blanks in the place of markers."""
        return MARKER.sub(blank, self.text)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Its numbers."""
        return claims(self.bare)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The departments that it names."""
        return mentions(self.bare, self.names)

    @cached_property
    def order(self) -> tuple[frozenset[str], ...]:
        """The departments in the order in which it names them, each once."""
        return tuple(dict.fromkeys(mention.reports for mention in self.mentions))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in the order in which it names them, each once."""
        return tuple(dict.fromkeys(int(claim.value) for claim in self.claims if claim.is_year))

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Its numbers, dates and numerals inside words aside, each with its label."""
        text = self._without_names()
        around = _words(text, 0, len(text))
        found: list[Said] = []
        start = 0
        measured = [claim for claim in self.claims if not claim.is_date and not claim.in_word]
        for number, claim in enumerate(measured):
            window = _words(text, start, claim.start)
            if not _HAN.search(window) and found and NAMED in text[start : claim.start]:
                window = found[-1].window  # 水务局公用支出186.30万元，图书馆57.25万元
            elif not _HAN.search(window):
                following = measured[number + 1].start if number + 1 < len(measured) else len(text)
                window = _words(text, claim.end, following)
            whose, when = self._whose(claim.start), self._when(claim.start)
            found.append(Said(claim, window, around, whose, when, self._cited_behind(claim.end)))
            start = claim.end
        return tuple(found)

    def _without_names(self) -> str:
        text = self.bare
        for mention in self.mentions:
            text = text[: mention.start] + NAMED * (mention.end - mention.start) + text[mention.end :]
        for claim in self.claims:
            if claim.is_date:
                text = text[: claim.start] + " " * (claim.end - claim.start) + text[claim.end :]
        return text

    def _whose(self, position: int) -> frozenset[str] | None:
        return next((m.reports for m in reversed(self.mentions) if m.start < position), None)

    def _cited_behind(self, position: int) -> frozenset[int]:
        group = _MARKERS.search(self.text, position)
        return frozenset(map(int, MARKER.findall(group.group()))) if group else frozenset()

    def _when(self, position: int) -> int | None:
        years = [int(c.value) for c in self.claims if c.is_year and c.start < position]
        return years[-1] if years else None


def _words(text: str, start: int, end: int) -> str:
    return _GAPS.sub("", text[start:end]).replace(NAMED, " ")


def sentences(text: str, names: Names) -> list[Sentence]:
    """Cut a folded text into its sentences; joined again they are the text."""
    return [Sentence(match.group(), names) for match in SENTENCE.finditer(text) if match.group()]


@dataclass(frozen=True)
class Witness:
    """What backs an answer: its own sentences, each with what it cites, and its citations by marker."""

    own: Sequence[tuple[Sentence, frozenset[int]]]
    citations: Mapping[int, Citation]
    names: Names

    @cached_property
    def quotes(self) -> Mapping[int, tuple[Sentence, ...]]:
        """The sentences of each citation's quote, headings and title."""
        return {
            marker: tuple(
                sentence
                for text in (cited.shown, *cited.section, cited.title)
                for sentence in sentences(fold(text), self.names)
            )
            for marker, cited in self.citations.items()
        }

    @cached_property
    def stated(self) -> Mapping[int, frozenset[tuple[Decimal, str]]]:
        """What the numbers of each quote claim."""
        return {
            marker: frozenset(claim.said for sentence in quote for claim in sentence.claims if not claim.in_word)
            for marker, quote in self.quotes.items()
        }

    @cached_property
    def spoken(self) -> frozenset[tuple[Decimal, str]]:
        """What the answer's own numbers claim."""
        return frozenset(said.claim.said for sentence, _ in self.own for said in sentence.said)

    def holders(self, claim: Claim) -> frozenset[int]:
        """The citations whose quotes state a number; a table's cell states it without the unit of its head."""
        forms = {claim.said, *((claim.value.scaleb(-power), "") for power in (0, 4, 8))}
        return frozenset(marker for marker, said in self.stated.items() if forms & said)

    def beside(self, markers: frozenset[int]) -> list[Sentence]:
        """The answer's own sentences that cite one of these, or none."""
        return [one for one, cites in self.own if not markers or not cites or cites & markers]

    def quoted(self, markers: frozenset[int]) -> list[tuple[int, Sentence]]:
        """The sentences of these citations."""
        return [(marker, one) for marker in sorted(markers) for one in self.quotes.get(marker, ())]

    def occurrences(self, markers: frozenset[int]) -> list[Said]:
        """Every number that stands behind a sentence with these markers; a quote is of its own report and year."""
        found = [said for sentence in self.beside(markers) for said in sentence.said]
        for marker, sentence in self.quoted(markers):
            cited = self.citations[marker]
            own = frozenset({cited.report_id})
            found += [
                replace(said, reports=said.reports or own, year=said.year or cited.year) for said in sentence.said
            ]
        return found


def witness(text: str, citations: Sequence[Citation], names: Names) -> Witness:
    """Cut an answer's text and its citations."""
    own = [found for line in fold(text).splitlines() for found in _citing(sentences(line, names))]
    return Witness(own, {cited.marker: cited for cited in citations}, names)


def _citing(line: Sequence[Sentence]) -> Iterator[tuple[Sentence, frozenset[int]]]:
    """The sentences of a line with what each cites: its own markers, or those of the next that has any."""
    for at, sentence in enumerate(line):
        yield sentence, next((one.markers for one in line[at:] if one.markers), frozenset())
