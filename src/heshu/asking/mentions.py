"""Which reports speak of something: of a figure, of a glossary's term by any of its names, or in words like these."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.across import column, is_measure, say_each
from heshu.asking.compose import SHOWN, Citer, display_name
from heshu.asking.excerpts import Sentence, match_passages, sentence_spans, telling_sentences
from heshu.asking.operands import Solver
from heshu.asking.operations import Query
from heshu.asking.plan import ask_for
from heshu.asking.scope import Scope
from heshu.asking.terms import OVERALL, content, named_terms, without
from heshu.asking.wide import WIDE
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.records import Answer, Card, Passage, PassageKind, Span, Status

SPOKEN_OF, CLOSE_TO_BEST = 0.55, 0.8
"""Confidence that a passage needs to speak of something, and its share of the best report's to be named beside it."""
SPEAKS = re.compile(r"^.*?(?:提到|提及|写明|写到|写了|披露|公布|公开|说明|列出|有)了?")
BEGINS = 16
"""Characters of a report's id with which its passages' ids begin."""
SELF = re.compile("自评|评价")
"""Words of a term that is asked after which say nothing more, as all of these reports are self-evaluations."""


def mention(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Which reports speak of something: a figure where the words name one, else the passages most like the words."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    if denial := DENIAL.search(query.a):
        return _denied(solver, question, cards, denial["what"])
    named = re.sub(r"(?:的?具体)?(?:金额|数额|数字|情况).*", "", query.a)
    table = column(solver, SPEAKS.sub("", named), cards) if is_measure(named) else None
    if table is not None:
        return say_each(solver, question, table)
    phrase = re.sub(r"^.*?(?:提到|提及|写明|写到|写了|承认|检讨|披露|公布|公开|明确说|表示)了?", "", query.a)
    phrase = re.sub(r"[,，].*", "", phrase) or query.a
    if len(cards) > WIDE:
        return _held_word_for_word(solver, question, phrase, cards)
    if printed := _printed(solver, phrase, cards):
        return _spoken_of(solver, question, cards, printed)
    ask = ask_for(phrase, glossary(), frozenset())
    matches = [(card, match_passages(ask, solver.shelf(card.id))) for card in cards]
    best = [(card, found[0]) for card, found in matches if found]
    top = max((match.confidence for _, match in best), default=0.0)
    if top < SPOKEN_OF:
        return None
    chosen = sorted(
        ((c, m) for c, m in best if m.confidence >= CLOSE_TO_BEST * top), key=lambda row: -row[1].confidence
    )
    told = [
        (card, max(telling_sentences(ask, match.passage, solver.shelf(card.id)), key=lambda s: s.score))
        for card, match in chosen
    ]
    return _spoken_of(solver, question, cards, told)


DENIAL = re.compile(r"(?:没有|无|未发生|不存在)(?P<what>[^,，的]{2,12}?)(?:的|$)")
"""What a question looks for the absence of: 哪个部门写明年末没有结转结余."""


def _denied(solver: Solver, question: str, cards: Sequence[Card], what: str) -> Answer | None:
    """The reports that say there is none of something; ``None`` where no report does."""
    said = re.compile(rf"(?:无|没有|未发生|未产生|不存在)[^，。；,;]{{0,4}}{re.escape(what)}")
    asked = {card.id: card for card in cards}
    held = solver.library.passages_by_id(solver.library.words.containing(what)).values()
    told: dict[str, Sentence] = {}
    for passage in sorted(held, key=lambda one: one.ordinal):
        if passage.report_id not in asked or passage.report_id in told or passage.kind is PassageKind.TITLE:
            continue
        spans = (span for span in sentence_spans(passage) if said.search(fold(passage.text[span.start : span.end])))
        if span := next(spans, None):
            told[passage.report_id] = Sentence(passage, span, 1.0)
    said_by = [(asked[key], told[key]) for key in asked if key in told]
    return _spoken_of(solver, question, cards, said_by) if said_by else None


def _held_word_for_word(solver: Solver, question: str, phrase: str, cards: Sequence[Card]) -> Answer | None:
    """Where there are many reports: how many hold the words as they stand, and the first of them.

    What is only like the words is not counted, as it would have to be judged report by report.
    """
    words = "".join(content(fold(phrase)))
    begins = {card.id[:BEGINS]: card for card in cards}
    places: dict[str, list[tuple[int, str]]] = {}
    for key in solver.library.words.containing(words):
        report, _, number = key.rpartition("-")
        if report in begins:
            places.setdefault(begins[report].id, []).append((int(number), key))
    found = _with_words(solver, words, [[key for _, key in sorted(places[c.id])] for c in cards if c.id in places])
    if not found:
        return None
    told = [(solver.library.card_of[passage.report_id], _first_with(passage, words)) for passage in found[:SHOWN]]
    return _spoken_of(solver, question, cards, told, len(found))


def _with_words(solver: Solver, words: str, places: Sequence[Sequence[str]]) -> list[Passage]:
    """Of each report's passages, given by their ids, the first that holds the words as they stand."""
    found: dict[int, Passage] = {}
    for round_ in range(max(map(len, places), default=0)):
        keys = {keys[round_]: at for at, keys in enumerate(places) if at not in found and round_ < len(keys)}
        for key, passage in solver.library.passages_by_id(keys).items():
            if words in fold("".join(passage.path) + passage.text):
                found[keys[key]] = passage
    return [found[at] for at in sorted(found)]


def _first_with(passage: Passage, words: str) -> Sentence:
    """The first sentence of a passage that holds the words, or its first where its heading does."""
    spans = sentence_spans(passage) or [Span(0, len(passage.text))]
    held = (span for span in spans if words in fold(passage.text[span.start : span.end]))
    return Sentence(passage, next(held, spans[0]), 1.0)


def _printed(solver: Solver, phrase: str, cards: Sequence[Card]) -> list[tuple[Card, Sentence]]:
    """Where the words are a term's name and no more: the first sentence of each report that prints any of its names."""
    named = named_terms(fold(phrase), glossary())
    if len(named) != 1 or any(not OVERALL.fullmatch(word) for word in content(SELF.sub("", without(phrase, named)))):
        return []
    found = []
    for card in cards:
        shelf = solver.shelf(card.id)
        printed = (
            Sentence(passage, span, 1.0)
            for passage in shelf.readable
            for span in sentence_spans(passage)
            if any(name in shelf.folded[passage.id][span.start : span.end] for name in named[0].term.names)
        )
        if first := next(printed, None):
            found.append((card, first))
    return found


def _spoken_of(
    solver: Solver, question: str, cards: Sequence[Card], told: Sequence[tuple[Card, Sentence]], count: int = 0
) -> Answer:
    """How many reports speak of something, each with a sentence of its own; ``count``, where not all are told."""
    citer = Citer(solver.library)
    lines = [
        f"{display_name(card.department)}：{one.text.strip()}{citer.cite(one.passage, one.span)}"
        for card, one in told[:SHOWN]
    ]
    text = f"{len(cards)}份报告中有{count or len(told)}份写到：\n" + "\n".join(lines)
    return Answer(question, Status.ANSWERED, text, (), tuple(citer.found))
