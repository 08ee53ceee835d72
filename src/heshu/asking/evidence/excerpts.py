"""From a plan to the words that back its answer: passages by their likeness to a question, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heshu.asking.evidence.figures import longest
from heshu.asking.evidence.likeness import Likeness
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.terms import Named, Weights, content, pairs
from heshu.asking.wording.wordings import as_printed, instead
from heshu.patterns import regex
from heshu.records import Passage, PassageKind, Section, Span

SHORT = 160
"""Characters up to which a passage is quoted whole."""
MEMBER = 30
"""Characters of a line that goes on with the list that the line before began."""
MARKS_OF_SPEECH = regex("[“”\"「」『』‘’'\\s]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage that may answer, with the share of the question's weight that it holds."""

    passage: Passage
    span: Span
    score: float

    @property
    def text(self) -> str:
        """Its clean text."""
        return self.passage.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A passage that may answer in words, and how like the question it is."""

    passage: Passage
    likeness: Likeness

    @property
    def confidence(self) -> float:
        """How much speaks for it by itself, in [0, 3]: the three absolute parts together."""
        return self.likeness.words + self.likeness.pieces + self.likeness.whole


def match_passages(ask: Ask, shelf: Shelf, within: Section | None = None) -> list[PassageMatch]:
    """The passages of one report by their likeness to the question, best first; of a section only its own."""
    spoken, wanted = spoken_of(ask, shelf), asked_for(ask, shelf)
    query = " ".join(spoken)
    if not spoken:
        return []
    shares = [wanted.share(text) for text in shelf.folded_readable]
    found = [
        PassageMatch(passage, likeness)
        for passage, likeness in zip(shelf.readable, shelf.texts.compare(query, shares), strict=True)
        if within is None or inside(passage, within)
    ]
    return sorted(found, key=lambda m: (-m.likeness.score, m.passage.ordinal))


def spoken_of(ask: Ask, shelf: Shelf) -> list[str]:
    """The words to look for: what is asked, as the report calls it, and its official words for everyday ones."""
    return [*(printed(named, shelf) for named in ask.named), *ask.rest, *as_printed(ask.words, shelf.prints)]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a question asks of a report's words: pairs to be held, and groups of words of which any one will do."""

    weights: Weights
    pairs: frozenset[str]
    groups: tuple[tuple[tuple[frozenset[str], float], ...], ...]

    def share(self, text: str) -> float:
        """The weighted share of it that a folded text holds, in [0, 1]."""
        mass = self.weights.mass(self.pairs)
        held = self.weights.coverage(self.pairs, text) * mass if self.pairs else 0.0
        for group in self.groups:
            most = max(weight for _, weight in group)
            mass += most
            held += most * max(self.weights.coverage(word, text) for word, _ in group)
        return held / mass if mass else 0.0


def asked_for(ask: Ask, shelf: Shelf) -> AskedFor:
    """What a question asks of a report's words: an everyday word that it has not, by any of its words for the same."""
    lately = shelf.once(_asked_lately)  # each passage of a question asks anew
    found = lately.get(ask)
    if found is None:
        if len(lately) >= KEPT:
            lately.clear()
        lately[ask] = found = _asked_for(ask, shelf)
    return found


KEPT = 64
"""Questions to a report whose words are remembered."""


def _asked_lately(_: Shelf) -> dict[Ask, AskedFor]:
    return {}


def _asked_for(ask: Ask, shelf: Shelf) -> AskedFor:
    groups = instead(ask.words, shelf.prints)
    rest = list(ask.rest)
    for everyday, _ in groups:
        said = {everyday, *(part for part in content(everyday) if len(part) > 1)}
        rest = [part for word in rest for part in re.sub("|".join(map(re.escape, said)), " ", word).split()]
    own = [*(printed(named, shelf) for named in ask.named), *rest]
    alternatives = (tuple(dict.fromkeys(pairs([word]) for word in official)) for _, official in groups)
    return AskedFor(
        shelf.weights,
        pairs(own),
        tuple(tuple((word, shelf.weights.mass(word)) for word in words) for words in alternatives),
    )


def prints_a_term(ask: Ask, shelf: Shelf) -> bool:
    """Whether a report prints some name of a term that is asked about in other words."""
    return any(not shelf.prints(n.words) and any(shelf.prints(name) for name in n.term.names) for n in ask.named)


NEARLY = 0.45
"""Share of a name's character pairs that one passage must hold to speak of it (退回了资金 of 资金退回)."""


def printed(named: Named, shelf: Shelf) -> str:
    """What a term is called in a report: by the words asked where it prints them, else by another of its names.

    Where it prints none, by the name of which some passage holds most.
    """
    if shelf.prints(named.words):
        return named.words
    names = sorted(named.term.names, key=longest, reverse=True)
    if printed := next((name for name in names if shelf.prints(name)), ""):
        return f"{named.words} {printed}"
    held, near = max(((_most_held(name, shelf), name) for name in names), key=lambda row: row[0])
    return near if held >= NEARLY else named.words


def _most_held(name: str, shelf: Shelf) -> float:
    """The largest share of a name that one passage holds."""
    wanted = pairs([name])
    return max((shelf.weights.coverage(wanted, text) for text in shelf.folded_readable), default=0.0)


def telling_sentences(ask: Ask, passage: Passage, shelf: Shelf) -> list[Sentence]:
    """The sentences of a passage that bear on the question, in order; all of a short one."""
    wanted = asked_for(ask, shelf)
    text = shelf.folded[passage.id]
    found = [
        Sentence(passage, span, wanted.share(unspaced(text[span.start : span.end]))) for span in sentence_spans(passage)
    ]
    if passage.kind is PassageKind.LIST and (named := _of_post(ask.words, found)):
        return named
    top = max(sentence.score for sentence in found)
    if (len(passage.text) <= SHORT and passage.kind is not PassageKind.LIST) or top == 0:
        return found
    chosen = [sentence for sentence in found if sentence.score >= 0.5 * top]
    return _with_members(chosen, found) if passage.kind is PassageKind.LIST else chosen


POST = regex(
    r"(?P<post>[\u4e00-\u9fff]{2,14}?)(?:都|分别)?(?:是谁|有谁|是哪些人|有哪些人|叫什么(?:名字)?|是哪一?位)(?:$|[,，?？])"
)
"""A question who holds an office: 综合科负责人是谁; one may ask so of several (组长是谁，副组长是谁)."""


GROUP = regex(r"^.{0,8}?(?:工作组|小组|领导组|班子|委员会)的?(?=..)")
"""The group that an office is of."""


def _of_post(words: str, lines: Sequence[Sentence]) -> list[Sentence]:
    """The lines of a list of people whose office is just the one asked for: 组长, and no 副组长.

    Of an office that heads its people (副组长：甲) also the lines that go on with them.
    """
    each = [_holding(match["post"], lines) for match in POST.finditer(words)]
    return [line for line in lines if any(line in held for held in each)] if all(each) else []


def _holding(asked: str, lines: Sequence[Sentence]) -> list[Sentence]:
    """The lines of one office: where it heads or begins something, else where an office ends so (甲局副主任)."""
    post = r"\s*".join(map(re.escape, GROUP.sub("", asked)))
    just = re.compile(rf"(?:^|[\s：:、，,]){post}(?P<head>\s*[：:])?(?=$|[\s：:、，,（(]|(?<=[：:]))")
    held = [(line, match) for line in lines if (match := just.search(line.text))]
    if heads := [line for line, match in held if match["head"]]:
        return _with_members(heads, lines)
    ends = re.compile(rf"(?<!副){post}\s*(?=$|[\s、，,（(])")
    return [line for line, _ in held] or [line for line in lines if ends.search(line.text)]


def _with_members(chosen: Sequence[Sentence], lines: Sequence[Sentence]) -> list[Sentence]:
    """The chosen lines of a list, each with those that go on with it: the further names behind 副组长：."""
    kept = []
    going_on = False
    for line in lines:
        headed = bool(re.search("[：:]", line.text))
        going_on = line in chosen if headed else going_on and len(line.text) <= MEMBER
        if line in chosen or going_on:
            kept.append(line)
    return kept


def inside(passage: Passage, section: Section) -> bool:
    """Whether a passage stands in a section or under it."""
    return section.span.start <= passage.span.start < section.span.end


def sentence_spans(passage: Passage) -> list[Span]:
    """The spans of a passage's whole sentences; of a list, its lines; a table row is one."""
    if passage.kind is PassageKind.TABLE_ROW:
        return [Span(0, len(passage.text))]
    pattern = (
        r"[^\n]+"
        if passage.kind in (PassageKind.LIST, PassageKind.TITLE)
        else r"[^。！？\n]*[。！？]+[”’」』）)]*|[^。！？\n]+$"
    )
    return [Span(m.start(), m.end()) for m in re.finditer(pattern, passage.text) if m.group().strip()]


def sentences_of(shelf: Shelf) -> Iterator[tuple[Sentence, str]]:
    """The sentences of a report that may be quoted, in order, each with its folded text."""
    for passage in shelf.readable:
        text = shelf.folded[passage.id]
        for span in sentence_spans(passage):
            yield Sentence(passage, span, 1.0), text[span.start : span.end]


CLAUSE = regex(r"(?:(?!(?<=\d),(?=\d))[^，,；;。！？])+")
"""A clause of a sentence; the comma inside a number parts none."""


def clause_at(text: str, at: int) -> str:
    """The clause of a text that holds a position; empty where a mark between two stands there."""
    return next((clause.group() for clause in CLAUSE.finditer(text) if clause.start() <= at < clause.end()), "")


def clauses(text: str, sentence: Span) -> list[Span]:
    """The spans of a sentence's parts, each with the semicolon that ends it."""
    cuts = re.finditer("[^;；]+[;；]?", text[sentence.start : sentence.end])
    return [Span(sentence.start + cut.start(), sentence.start + cut.end()) for cut in cuts]
