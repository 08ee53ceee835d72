"""One sentence that says all that a question asks, numbers and words: 晚会怎么没办成，省下多少钱.

No figure answers such a question: what its number is of is said in other words than its label (追回 for 要回来), or a
reason is asked beside it.  The sentence is quoted where it clearly holds more of the question than any other, and each
number that is asked for stands in a clause of its own matter, counted in the measure that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.claimed import claims_in
from heshu.asking.evidence.excerpts import AskedFor, Sentence, asked_for, clause_at, printed, sentence_spans
from heshu.asking.evidence.fitting import of_year, same_measures
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.planning.plan import Ask
from heshu.asking.wording.expected import expected
from heshu.asking.wording.terms import DENIES, LIGHT, Named, content, pairs
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, PassageKind

ENOUGH, OF_NUMBER, OTHER = 0.5, 0.4, 0.6
"""Shares of the question that the sentence, and of one thing asked that its number's clause, must hold; and the share
of that which another sentence may hold at most."""
MONEY = regex(r"[花省赚挣罚赔]|节约|工资|租金|[费款钱]")
"""What is asked for in money without saying so."""
SAID_ALONE = regex(
    r"(?:一共|总共|大概|分别|各)*(?:涉及|覆盖|惠及|受益|其中|节约|节省|省下?|花|用|有|是|共)*(?:了|掉|出|到|去)*|地方|东西|单位|部门"
)
"""What is left of a thing asked that leans on the one before it: 涉及多少人, 省了多少."""
SAVED = regex(
    r"(?:一共|总共|大概|实际|到底|比预算|又|就|还)*(?:省|节约|节省|少花|结余|结转|剩|余|差|超)"
    r"(?:了|下|掉|出|支|来)*"
)
"""What is worked out of a budget and what was spent of it."""


def leans(asks: Sequence[Ask]) -> bool:
    """Whether a thing asked is worked out of the expense that the one before it names: 预算是多少，省了多少."""
    return any(
        bool(SAVED.fullmatch("".join(content(ask.words.rpartition(",")[2]))))
        and bool(before.named)
        and before.wanted.figure
        for before, ask in pairwise(asks)
    )


def sentences(asks: Sequence[Ask], shelf: Shelf) -> list[Sentence]:
    """The sentence that says all that some things asked want; empty where none clearly does."""
    whole = _together(asks)
    told = any(claims_in(ask.words) for ask in asks)  # a number given as known is cut off before another is asked
    if told or not whole.rest or not any(ask.wanted.figure for ask in asks):
        return []
    wanted = asked_for(whole, shelf)
    rows = sorted(_scored(wanted, shelf), key=lambda row: -row.score)
    if not rows or rows[0].score < ENOUGH or (len(rows) > 1 and rows[1].score > OTHER * rows[0].score):
        return []
    best = rows[0]
    shown = expected(whole.words)
    if not all(_names(named, best, shelf) for named in whole.named) or _narrowed(whole, wanted, best):
        return []
    numbers = all(_numbered(ask, best, shelf) for ask in asks if ask.wanted.figure)
    aimed = all(AIM.search(best.text) for ask in asks if AIM.search(ask.words))
    return [best] if numbers and aimed and (shown is None or shown(best.text)) else []


AIM = regex("目标|计划|任务")
"""A target that is asked for, which a sentence without the word does not tell."""


def _narrowed(whole: Ask, wanted: AskedFor, sentence: Sentence) -> bool:
    """Whether a word narrows down what is asked of which the sentence holds nothing: 省级资金 of a subsidy."""
    text = unspaced(fold(sentence.text))
    known = [pair for word in whole.rest if not SAID_ALONE.fullmatch(word) for pair in [pairs([word]) & wanted.pairs]]
    return any(held and not any(pair in text for pair in held) for held in known)


def _names(named: Named, sentence: Sentence, shelf: Shelf) -> bool:
    """Whether a sentence speaks of what a glossary's term is (结余), by one of its names; not of its kin."""
    text = unspaced(fold(sentence.text))
    return any(name in text for name in (named.words, *named.term.names, printed(named, shelf)))


def _together(asks: Sequence[Ask]) -> Ask:
    """Several things asked as one."""
    rest = tuple(dict.fromkeys(word for ask in asks for word in ask.rest if not LIGHT.issuperset(word)))
    named = tuple(dict.fromkeys(named for ask in asks for named in ask.named))
    return replace(asks[0], words=",".join(ask.words for ask in asks), rest=rest, named=named)


def _scored(wanted: AskedFor, shelf: Shelf) -> Iterator[Sentence]:
    for passage in shelf.readable:
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        for span in sentence_spans(passage):
            text = unspaced(shelf.folded[passage.id][span.start : span.end])
            yield Sentence(passage, span, wanted.share(text))


def _numbered(ask: Ask, sentence: Sentence, shelf: Shelf) -> bool:
    """Whether a sentence gives the number that one thing asked wants, in a clause that speaks of it."""
    wanted = asked_for(ask, shelf)
    alone = SAID_ALONE.fullmatch("".join(content(ask.words.rpartition(",")[2]))) and not ask.named
    for figure in shelf.figures_in(sentence.passage.id, sentence.span):
        if not _fits(ask, figure) or not of_year(figure, shelf) or is_target(figure, shelf):
            continue
        clause = fold(clause_at(sentence.text, figure.start - sentence.span.start))
        denied = DENIES & set(ask.words) and not DENIES & set(clause)
        if not denied and (alone or wanted.share(clause) >= OF_NUMBER):
            return True
    return False


def _fits(ask: Ask, figure: Figure) -> bool:
    """Whether a figure is counted in the measure that is asked for; money where money is."""
    if ask.wanted.unit:
        return same_measures(figure.unit, ask.wanted.unit)
    of_money = ask.wanted.kinds == {FigureKind.AMOUNT} or (not ask.wanted.kinds and MONEY.search(ask.words))
    return bool(of_money) and figure.kind is FigureKind.AMOUNT
