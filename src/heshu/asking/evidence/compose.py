"""Put what was found into one or two plain sentences with citations; nothing is said that a citation does not back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from heshu.asking.evidence.choosing import FigureMatch
from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.planning.departments import PARTY
from heshu.asking.wording.points import POINT
from heshu.folding import simplified
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Citation, Figure, FigureKind, Passage, PassageKind, Section, Span, Status, Value

SHOWN = 20
"""Rows, or departments, that an answer over several reports names."""
LONGEST = 900
"""Characters of a section that an answer repeats; what is longer is begun and pointed to."""
ITEM = regex(r"(?=(?<![\u4e00-\u9fff])(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]，))")
BEFORE_FIGURE = regex(r"(?:约|近|超过|高于|低于|不低于|不超过|不少于|≥|≤|＞|＜|>|<)$")
AFTER_FIGURE = regex(r"(?:及以上|及以下|以上|以下|以内|左右)")


@dataclass(slots=True)
class Citer:
    """Hands out citation markers; the same place gets the same marker."""

    library: Library
    found: list[Citation] = field(default_factory=list)

    def cite(self, passage: Passage, span: Span, heading: Section | None = None) -> str:
        """Cite ``passage.text[span]``, with the heading above it where one is given; return its marker, ``[n]``."""
        source = passage.clean.source_span(span.start, span.end)
        shown = passage.text[span.start : span.end]
        if heading is not None:
            source = Span(heading.span.start, source.end)
            shown = f"{heading.path[-1]} {shown}"
        for citation in self.found:
            if (citation.report_id, citation.start, citation.end) == (passage.report_id, *source):
                return f"[{citation.marker}]"
        report = self.library.report(passage.report_id)
        self.found.append(
            Citation(
                marker=len(self.found) + 1,
                source=report.source,
                title=report.title,
                department=report.department,
                year=report.year,
                section=passage.path,
                page=passage.page,
                quote=report.text[source.start : source.end],
                shown=shown,
                start=source.start,
                end=source.end,
                report_id=report.id,
            )
        )
        return f"[{len(self.found)}]"


def display_name(department: str) -> str:
    """A department's name as people write it: without 中国共产党, 委员会办公厅 as 委办公厅."""
    name = PARTY.sub("", department)
    return re.sub(r"委员会(?=办公|组织|宣传|统|政法|网络|机构)", "委", name) or department


def who(card: Card) -> str:
    """Department and year, as an answer begins."""
    year = f"{card.year}年" if card.year else ""
    return f"{display_name(card.department) or card.title}{year}"


# ---------------------------------------------------------------- figures

YEAR_OF_ITS_OWN = regex(r"^(?P<year>(?:19|20)\d\d)年|^(?P<last>上年|去年|上一年)")


def of_whom(figure: Figure, card: Card) -> str:
    """As `who`, of the year that the figure is of where that is not the report's: a table may hold both years."""
    own, day = YEAR_OF_ITS_OWN.match(figure.period), POINT.search(figure.period)
    if own is None or not card.year or figure.kind is FigureKind.DATE:
        return who(card) + (day.group() if day else "")
    year = card.year - 1 if own["last"] else int(own["year"])
    return f"{display_name(card.department) or card.title}{year}年{day.group() if day else ''}"


def as_written(figure: Figure, passage: Passage) -> str:
    """A figure as its report writes it, with the words that bound it (约, 及以上)."""
    text = passage.text
    before = BEFORE_FIGURE.search(text[max(0, figure.start - 3) : figure.start])
    after = AFTER_FIGURE.match(text, figure.end)
    unit = "" if figure.unit in simplified(text[figure.start : figure.end]).replace("％", "%") else figure.unit
    written = text[figure.start : figure.end] + unit
    said_of_result = before and not figure.qualifier and figure.label.endswith("目标值")  # 低于95%的目标值
    return (before.group() if before and not said_of_result else "") + written + (after.group() if after else "")


def states(figures: Sequence[Figure]) -> str:
    """What a report does state, for a refusal: its first figures by name, without names that hold a number."""
    labels = dict.fromkeys(f.label for f in figures if f.kind is not FigureKind.DATE and not re.search(r"\d", f.label))
    return f"报告写明的数有：{'、'.join(list(labels)[:6])}等。" if labels else ""


def value_of(figure: Figure) -> Value:
    """The headline value of a figure: a plain decimal string and its unit."""
    return Value(format(figure.value, "f"), figure.unit)


def sentence_of(passage: Passage, start: int, end: int) -> Span:
    """The whole sentence (or list line, or row) of a passage that holds a range."""
    for span in sentence_spans(passage):
        if span.start <= start and end <= span.end:
            return span
    return Span(0, len(passage.text))


def say_figure(match: FigureMatch, card: Card, passage: Passage, citer: Citer, *, english: bool, quote: bool) -> str:
    """One sentence that states a figure and cites its sentence."""
    figure = match.figure
    span = sentence_of(passage, figure.start, figure.end)
    marker = citer.cite(passage, span)
    label = figure.label + (
        f"占{figure.whole}" if figure.whole and "占" not in figure.label and "率" not in figure.label else ""
    )
    written = as_written(figure, passage)
    said = (
        f"{of_whom(figure, card)} · {label}: {written}{marker}."
        if english
        else f"{of_whom(figure, card)}{label}：{written}{marker}。"
    )
    sentence = passage.text[span.start : span.end]
    if quote and len(sentence) <= 160:
        said += f" {'Source text' if english else '原文'}：“{sentence}”"
    return said


# ---------------------------------------------------------------- words


def say_sentences(sentences: Sequence[Sentence], card: Card, citer: Citer) -> str:
    """Sentences of a report word for word, in the report's order, each with its marker.

    One that says only that points were lost takes the one behind it along.
    """
    ordered = with_reasons(sentences, card, citer.library)
    parts = [s.text.strip() + citer.cite(s.passage, s.span) for s in ordered]
    between = "\n" if any(s.passage.kind is PassageKind.LIST for s in ordered) else ""
    return f"{who(card)}：{between}{between.join(parts)}"


def with_reasons(sentences: Sequence[Sentence], card: Card, library: Library) -> list[Sentence]:
    """Sentences in the report's order, those that say only that points were lost with the one behind that says why."""
    behind = (_said_next(sentence, card, library) for sentence in sentences)
    places = {(s.passage.ordinal, s.span): s for s in (*sentences, *filter(None, behind))}
    return [places[place] for place in sorted(places)]


POINTS_LOST = regex(r"[\s\d.、．）)（(一二三四五六七八九十]*[^,，;；:：。]{2,30}?(?:被?扣[减了]?|失)[\d.]+分[。.]?\s*")
"""A sentence that says no more than that points were lost."""


def _said_next(sentence: Sentence, card: Card, library: Library) -> Sentence | None:
    """The sentence behind one that says only that points were lost, in which the reason stands."""
    passage = sentence.passage
    if passage.kind is PassageKind.TABLE_ROW or not POINTS_LOST.fullmatch(sentence.text):
        return None
    there = (one for one in library.passages(card.id) if one.path == passage.path and one.ordinal >= passage.ordinal)
    behind = (Sentence(one, span, 1.0) for one in islice(there, 2) for span in sentence_spans(one))
    told = next((one for one in behind if (one.passage.ordinal, one.span) > (passage.ordinal, sentence.span)), None)
    return told if told and not POINTS_LOST.fullmatch(told.text) else None


def say_section(
    section: Section, passages: Iterable[Passage], card: Card, citer: Citer, under: Sequence[Section] = ()
) -> str:
    """A section's content word for word: its enumerations as a list, its subsections under their headings.

    ``under`` are the report's sections: a subsection's heading is quoted with its first passage.
    """
    headed = {inner.path: inner for inner in under}
    lines: list[str] = []
    length, heading, left_out = 0, section.path, False
    for passage in passages:
        if not section.span.start <= passage.span.start < section.span.end or _signs(passage.text, card):
            continue
        if length > LONGEST:
            left_out = True
            break
        if passage.path != heading and len(passage.path) > len(section.path):
            lines.append(f"{passage.path[-1]}：")
        new, heading = passage.path != heading, passage.path
        first = section if not lines and passage.path == section.path else headed.get(passage.path) if new else None
        for line in _lines(passage, citer, card, first):
            lines.append(line)
            length += len(line)
    if left_out:
        lines.append("……（本节较长，以上为开头部分，全文见引用处）")
    return f"{who(card)}“{section.path[-1]}”：\n" + "\n".join(lines)


SIGNED = regex(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?[\s。]*")


def _signs(words: str, card: Card) -> bool:
    """Whether words are who signed a report, or when: it stands in its last section, and is none of its matter."""
    text = words.strip()
    return bool(SIGNED.fullmatch(text)) or (bool(text) and text in (card.department, *card.aliases))


def _lines(passage: Passage, citer: Citer, card: Card, heading: Section | None = None) -> list[str]:
    """A passage's sentences, an enumeration's items on lines of their own; each ends with the passage's marker."""
    lines = []
    marker = citer.cite(passage, Span(0, len(passage.text)), heading)
    for span in sentence_spans(passage):
        items = [part.strip() for part in ITEM.split(passage.text[span.start : span.end]) if part.strip()]
        lines += [item + marker for item in items if not _signs(item, card)]
    return lines


# ---------------------------------------------------------------- refusals


def shortened(text: str, most: int) -> str:
    """The beginning of a text, without the part of a number that would be left of one that is cut."""
    return text if len(text) <= most else re.sub(r"\d[\d.,]*$", "", text[:most])


def corpus_line(cards: Sequence[Card], *, english: bool = False) -> str:
    """What the corpus holds, in a line."""
    names = list(islice(_distinct(map(who, cards)), 7))
    shown = "、".join(names[:6]) + ("等" if len(names) > 6 else "")
    if not cards:
        return "The corpus is empty." if english else "语料库里还没有报告。"
    return f"The corpus holds {len(cards)} reports: {shown}." if english else f"现有{len(cards)}份报告：{shown}。"


def _distinct(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def refuse(question: str, text: str, **more: object) -> Answer:
    """An answer that says what is not there and what is."""
    return Answer(question=question, status=Status.REFUSED, text=text, plan=str(more.get("plan", "")))
