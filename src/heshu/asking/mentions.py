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
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.records import Answer, Card, Status

SPOKEN_OF, CLOSE_TO_BEST = 0.55, 0.8
"""Confidence that a passage needs to speak of something, and its share of the best report's to be named beside it."""
SPEAKS = re.compile(r"^.*?(?:提到|提及|写明|写到|写了|披露|公布|公开|说明|列出|有)了?")
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
    told = []
    for card in cards:
        shelf = solver.shelf(card.id)
        sentences = (
            Sentence(passage, span, 1.0)
            for passage in shelf.readable
            for span in sentence_spans(passage)
            if said.search(shelf.folded[passage.id][span.start : span.end])
        )
        if first := next(sentences, None):
            told.append((card, first))
    return _spoken_of(solver, question, cards, told) if told else None


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


def _spoken_of(solver: Solver, question: str, cards: Sequence[Card], told: Sequence[tuple[Card, Sentence]]) -> Answer:
    """How many reports speak of something, each with a sentence of its own."""
    citer = Citer(solver.library)
    lines = [
        f"{display_name(card.department)}：{one.text.strip()}{citer.cite(one.passage, one.span)}"
        for card, one in told[:SHOWN]
    ]
    text = f"{len(cards)}份报告中有{len(told)}份写到：\n" + "\n".join(lines)
    return Answer(question, Status.ANSWERED, text, (), tuple(citer.found))
