"""From a plan to what backs its answer: figures by their labels, sections by their headings, sentences by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from heshu.asking.plan import Ask
from heshu.asking.terms import Named, Weights, pairs
from heshu.folding import fold
from heshu.library.library import Library
from heshu.records import Figure, FigureKind, Passage, PassageKind, Section, Span

ENOUGH = 0.62
"""Share of a figure question's weight that a label and its clause must hold; below it the report does not state the figure."""
NEAR = 0.06
"""Two scores closer than this are one: the question does not say which figure it means."""
SAME = (frozenset({"人", "名", "位", "人次"}), frozenset({"次", "人次", "期", "场", "场次"}), frozenset({"件", "份", "篇", "宗", "起"}))
"""Measure words that people use for one another."""
LEADING = re.compile(r"^(?:(?:20\d\d年)?(?:部门|单位|全年|年度|本年|当年|区级|市级|本级|总的?|整体|全部|厅本级)(?!支出|收入|预算|绩效))+")
NUMBERING = re.compile(r"^(?:第[一二三四五六七八九十\d]+[章部分篇]+|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．]|[①-⑳])\s*")


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A figure that may answer: ``score`` in [0, 1], ``recall`` the share of the question that it holds."""

    figure: Figure
    score: float
    recall: float


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


class Shelf:
    """One report as evidence wants it: passages, figures, headings, and how telling its words are."""

    def __init__(self, library: Library, report_id: str) -> None:
        self.report_id = report_id
        self.passages = library.passages(report_id)
        self.figures = library.figures(report_id)
        self.sections = library.sections(report_id)
        self.of = {passage.id: passage for passage in self.passages}

    @cached_property
    def folded(self) -> dict[str, str]:
        """Passage id -> folded text."""
        return {passage.id: fold(passage.text) for passage in self.passages}

    @cached_property
    def weights(self) -> Weights:
        """Weights of character pairs among the report's passages, headings included."""
        return Weights("".join(passage.path) + passage.text for passage in self.passages)


@lru_cache(256)
def shelf(library: Library, report_id: str) -> Shelf:
    """The shelf of a report; kept while its library is in use."""
    return Shelf(library, report_id)


# ---------------------------------------------------------------- figures


def match_figures(ask: Ask, shelf: Shelf) -> list[FigureMatch]:
    """The figures of one report that may answer, best first; only those of a fitting kind and unit."""
    found = [
        _match(figure, ask, shelf)
        for figure in shelf.figures
        if _fits(figure, ask) and shelf.of.get(figure.passage_id) is not None
    ]
    return sorted((m for m in found if m.recall >= ENOUGH), key=lambda m: (-m.score, m.figure.span))


def best(matches: Sequence[FigureMatch]) -> list[FigureMatch]:
    """The matches that share the best score; one a value, the first place first."""
    top = [m for m in matches if matches[0].score - m.score < NEAR]
    values: dict[tuple[str, str], FigureMatch] = {}
    for match in top:
        values.setdefault((str(match.figure.value.normalize()), match.figure.unit), match)
    return list(values.values())


def _fits(figure: Figure, ask: Ask) -> bool:
    kinds, unit = ask.wanted.kinds, ask.wanted.unit
    if kinds and figure.kind not in kinds:
        return False
    if not kinds and figure.kind is FigureKind.DATE:
        return False
    return not unit or unit == figure.unit or any(unit in same and figure.unit in same for same in SAME)


def _match(figure: Figure, ask: Ask, shelf: Shelf) -> FigureMatch:
    label = fold(figure.label + (figure.whole and "占" + figure.whole))
    around = label + fold(figure.context) + "".join(map(fold, shelf.of[figure.passage_id].path[-2:]))
    weights = shelf.weights
    rest = pairs(ask.rest)
    got, mass, left = 0.0, 0.0, LEADING.sub("", label)
    for named in ask.named:
        weight = _mass(named, weights)
        held, left = _held(named, left, label, weights)
        got += weight * held
        mass += weight
    rest_mass = sum(weights[pair] for pair in rest)
    if rest_mass:
        near, wide = weights.coverage(rest, label), weights.coverage(rest, around)
        got += rest_mass * (near + 0.75 * (wide - near))
        mass += rest_mass
    recall = got / mass if mass else 0.0
    return FigureMatch(figure, recall - _excess(left, rest, mass, weights), recall)


def _mass(named: Named, weights: Weights) -> float:
    return max(sum(weights[pair] for pair in pairs([named.words])), 1.0)


def _held(named: Named, left: str, label: str, weights: Weights) -> tuple[float, str]:
    """How much of a term a label holds (1 where it prints one of its names), and the label without it."""
    for name in sorted({*named.term.names, named.words}, key=len, reverse=True):
        if name in left and not _is_other(name, left, named):
            return 1.0, left.replace(name, " ", 1)
    share = max(
        (weights.coverage(pairs([name]), label) for name in {named.words, *named.term.names}), default=0.0
    )
    return 0.7 * share if share < 1 else 0.8, left


def _is_other(name: str, label: str, named: Named) -> bool:
    """Whether the name only stands inside that of a near miss (预算支出 in 项目预算支出)."""
    return any(name in near and near in label for near in named.term.near)


def _excess(left: str, rest: frozenset[str], mass: float, weights: Weights) -> float:
    """What a label says beyond the question: 专项预算项目 where only 预算执行率 was asked."""
    extra = sum(weights[pair] for pair in pairs(left.split()) - rest)
    return 0.4 * extra / (mass + extra) if extra else 0.0


# ---------------------------------------------------------------- sections


def match_section(ask: Ask, shelf: Shelf) -> tuple[Section, float] | None:
    """The section whose heading the question names, and how much of the question lies beyond the heading."""
    scored = [(_heading_score(ask, section, shelf), section) for section in shelf.sections if section.path]
    scored = [row for row in scored if row[0] > 0]
    if not scored:
        return None
    score, section = max(scored, key=lambda row: (row[0], -len(row[1].path), -row[1].ordinal))
    return section, score


def _heading_score(ask: Ask, section: Section, shelf: Shelf) -> float:
    heading = fold(NUMBERING.sub("", section.path[-1]))
    if not heading:
        return 0.0
    for named in ask.named:
        if named.term.kind == "section" and any(heading == name for name in named.term.names):
            return 2.0
        if named.term.kind == "section" and any(name in heading for name in named.term.names):
            return 1.5
    wanted = pairs([*(n.words for n in ask.named), *ask.rest])
    if not wanted:
        return 0.0
    forward = shelf.weights.coverage(wanted, heading)
    backward = shelf.weights.coverage(pairs([heading]), " ".join([*(n.words for n in ask.named), *ask.rest]))
    return forward * backward if forward >= 0.8 and backward >= 0.5 else 0.0


# ---------------------------------------------------------------- sentences


def match_sentences(ask: Ask, shelf: Shelf, within: Section | None = None) -> list[Sentence]:
    """The sentences of one report by the share of the question's weight that they and their headings hold, best first."""
    wanted = pairs([*(n.words for n in ask.named), *ask.rest])
    if not wanted:
        return []
    weights = shelf.weights
    found: list[Sentence] = []
    for passage in shelf.passages:
        if passage.kind is PassageKind.TITLE or (within and not _inside(passage, within)):
            continue
        path = fold("".join(passage.path))
        whole = weights.coverage(wanted, path + shelf.folded[passage.id])
        for span in sentence_spans(passage):
            text = shelf.folded[passage.id][span.start : span.end]
            own = weights.coverage(wanted, text)
            with_path = weights.coverage(wanted, text + path)
            found.append(Sentence(passage, span, own + 0.6 * (with_path - own) + 0.2 * (whole - with_path)))
    return sorted(found, key=lambda s: (-s.score, s.passage.ordinal, s.span))


def _inside(passage: Passage, section: Section) -> bool:
    return section.span.start <= passage.span.start < section.span.end


def sentence_spans(passage: Passage) -> list[Span]:
    """The spans of a passage's whole sentences; of a list, its lines; a table row is one."""
    if passage.kind is PassageKind.TABLE_ROW:
        return [Span(0, len(passage.text))]
    pattern = r"[^\n]+" if passage.kind in (PassageKind.LIST, PassageKind.TITLE) else r"[^。！？\n]*[。！？]+[”’」』）)]*|[^。！？\n]+$"
    return [Span(m.start(), m.end()) for m in re.finditer(pattern, passage.text) if m.group().strip()]
