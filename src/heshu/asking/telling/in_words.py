"""What the reports say in words: sections, lists and sentences quoted, or a refusal that names what is stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.choosing import IN_FACT_ASKED, best
from heshu.asking.evidence.compose import Citer, corpus_line, refuse, say_section, say_sentences, shortened, states, who
from heshu.asking.evidence.excerpts import (
    PassageMatch,
    Sentence,
    asked_for,
    match_passages,
    prints_a_term,
    telling_sentences,
)
from heshu.asking.evidence.figures import match_figures
from heshu.asking.evidence.operands import with_annexes
from heshu.asking.evidence.retrieval import Retriever
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.evidence.which import FEW
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.plan import Ask, Plan
from heshu.asking.planning.scope import Scope
from heshu.asking.telling.headings import (
    TOLD_TOGETHER,
    headings_named,
    intended,
    match_section,
    names_a_thing,
    part_asked,
    sections_asked,
    told_elsewhere,
    without_section,
)
from heshu.asking.telling.listings import (
    duties_said,
    enumeration_asked,
    introduced,
    match_enumeration,
    said_of_itself,
    said_of_person,
)
from heshu.asking.wording.expected import UNDONE, expected
from heshu.asking.wording.names_asked import only_counts
from heshu.figures.numerals import counted
from heshu.folding import fold
from heshu.library.library import Library
from heshu.patterns import regex
from heshu.records import Answer, Card, Citation, Status

ENOUGH_NAMED, ENOUGH_ANYWHERE = 0.45, 0.9
"""Confidence (of 3) that a passage must reach to answer in words, in a named report and in the whole corpus.

Off-topic questions reach 0.2 to 0.35; paraphrases without a word in common 0.4 and more.
"""
ENOUGH_PRINTED = 0.25
"""The same in a named report that prints the term which the question speaks of in other words."""
IN_ITS_WORDS = 0.3
"""Share of a question's words that a quote must hold, or it is said to be only the nearest there is."""
NEAREST = "报告里没有这样的原话，意思最接近的是：\n"
SPOKEN_OF = 0.4
"""Share of a question's words from which a passage tells of its matter: another with half of them tells of another."""
TO_THE_POINT = 0.8
"""Share of the best report's confidence at which another report is quoted beside it."""
CLOSE = 0.25
"""Difference of scores up to which a further passage is quoted beside the best."""
NTH = regex(r"第(?P<place>[一二两三四五六七八九十]|\d{1,2})(?:个|条|项|点|大)(?!季度)")
"""Which item of a list is asked for."""
ITEM_BEGINS = regex(
    r"\s*(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]|第[一二三四五六七八九十])"
)
"""How an item of a list begins."""
SUPERLATIVE = regex(r"最[高低多少大小]|排名|倒数|第[一二三]名")
"""A question for an extreme that no operation took up: the report's own figure would answer another question."""
SHORT_ASK = 4
"""Characters up to which a question names a topic alone (满意度怎么样)."""
BEST, HITS = 50, 6
"""Passages that a search over many reports finds, and the reports of the first of them that are looked into."""
LONG_NAME = 5
"""Characters of a name that only the reports which hold it speak of."""
LEANING = regex(r"(?:那|这)?(?:比|较|占|其中|它|跟|和)")
"""How a question begins that leans on one before it."""


class InWords:
    """Looks up, over one library, what its reports say in words."""

    def __init__(
        self,
        library: Library,
        shelf: Callable[[str], Shelf],
        retriever: Callable[[], Retriever],
    ) -> None:
        self.library = library
        self.shelf = shelf
        self.retriever = retriever

    def _section(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        ask = wanted.asks[0]
        cards = self._narrow(wanted, cards)
        citer = Citer(self.library)
        if UNDONE.search(ask.words) or any(said_of_person(ask, self.shelf(card.id)) for card in cards[:FEW]):
            return self._text(question, wanted, cards)
        if not wanted.scope.named and (those := self._holding(ask, cards)):
            cards = those
            if {named.term.name for named in ask.named} == {"部门职能"}:  # what a part of a department does
                return self._text(question, replace(wanted, asks=(replace(ask, named=()),)), cards)
        if thing := self._thing_named(ask, cards):
            return self._text(question, replace(wanted, asks=(thing,)), cards)
        if len(cards) == 1 and wanted.scope.named and told_elsewhere(ask, self.shelf(cards[0].id)):
            return self._text(question, replace(wanted, asks=(without_section(ask),)), cards)
        said = []
        beyond = [named for named in ask.named if named.term.name not in TOLD_TOGETHER]
        if beyond and len(cards) == 1 and wanted.scope.named and (plans := intended(ask, self.shelf(cards[0].id))):
            return self._quoted(question, plans, cards[0])
        for card in cards if wanted.scope.named else cards[:FEW]:
            shelf = self.shelf(card.id)
            part = part_asked(ask, shelf)
            found = [part] if part else [row[0] for one in sections_asked(ask) if (row := match_section(one, shelf))]
            said += [say_section(one, shelf.passages, card, citer, shelf.sections) for one in found]
        if not said:
            return self._text(question, wanted, cards)
        by_number = any(label in line.split("\n")[0] for line in said for label in headings_named(ask.words))
        if (nth := NTH.search(ask.words)) and len(said) == 1 and not by_number:
            return self._item(question, said[0], citer.found, counted(nth["place"]))
        return Answer(question, Status.ANSWERED, "\n".join(dict.fromkeys(said)), (), tuple(citer.found))

    def _holding(self, ask: Ask, cards: Sequence[Card]) -> list[Card]:
        """Those of some reports that alone hold a long name of the question (市党政机关文印中心); none where all do."""
        long = [word for word in ask.rest if len(word) >= LONG_NAME and re.fullmatch("[\u4e00-\u9fff]+", word)]
        if len(cards) > WIDE or not long:
            return []
        texts = {card.id: "".join(self.shelf(card.id).folded.values()) for card in cards}
        holding = [card for card in cards if any(word in texts[card.id] for word in long)]
        return holding if len(holding) < len(cards) else []

    def _thing_named(self, ask: Ask, cards: Sequence[Card]) -> Ask | None:
        """The question for a thing whose printed name only holds the words of a section's; else ``None``."""
        kinds = [named for named in ask.named if named.term.kind == "section"]
        things = {named: names_a_thing(named, ask, self.shelf(card.id)) for named in kinds for card in cards[:1]}
        if not things or not all(things.values()):
            return None
        others = tuple(named for named in ask.named if named not in kinds)
        return replace(ask, named=others, rest=tuple(dict.fromkeys(things.values())))

    def _item(self, question: str, said: str, cited: Sequence[Citation], place: int) -> Answer:
        """One item of a section that is a list (第二个问题), with its lines; asked back where it has fewer."""
        head, *lines = said.split("\n")
        starts = [n for n, line in enumerate(lines) if ITEM_BEGINS.match(line)] or list(range(len(lines)))
        if not 0 < place <= len(starts):
            return Answer(question, Status.CLARIFY, f"{head}\n这里没有这么多条，您要的是哪一条？")
        end = [*starts, len(lines)][place]
        item = "\n".join(lines[starts[place - 1] : end])
        return Answer(
            question,
            Status.ANSWERED,
            f"{head}\n{item}",
            (),
            tuple(one for one in cited if f"[{one.marker}]" in item),
        )

    def _text(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        cards, ask = self._narrow(wanted, cards), wanted.asks[0]
        listing = enumeration_asked(ask) if wanted.scope.named else None
        if listing and (listed := self._listed(question, ask, cards, listing)):
            return listed
        for card in cards if wanted.scope.named else ():
            if told := self._said_outright(question, ask, card):
                return told
        if listing:
            return self._nothing(question, wanted, cards)
        if not wanted.scope.named and 1 < len(cards) <= FEW:
            return self._each(question, wanted, cards, ENOUGH_ANYWHERE, TO_THE_POINT)
        if names_several(wanted.scope) and len(cards) <= WIDE:
            return self._each(question, wanted, cards, ENOUGH_NAMED, 0.0)
        if not wanted.scope.named and len(with_annexes(cards)) > 1 and _too_short(ask):
            text = f"您问的是哪个部门的{wanted.scope.rest.strip('?？')}？{corpus_line(self.library.cards)}"
            return Answer(question, Status.CLARIFY, text)
        enough = ENOUGH_NAMED if wanted.scope.named else ENOUGH_ANYWHERE
        found = self._passages(ask, cards, enough)
        if not found or self._counts_only(ask, found[0]):
            return self._nothing(question, wanted, cards)
        return self._nearest(question, ask, found, english=wanted.question.english)

    def _said_outright(self, question: str, ask: Ask, card: Card) -> Answer | None:
        """What a named report says of just that: a sentence of the kind that is asked for, or a section."""
        shelf = self.shelf(card.id)
        for says in (said_of_person, intended, said_of_itself, introduced):
            if told := says(ask, shelf):
                return self._quoted(question, told, card)
        section = match_section(ask, shelf)
        if section and section[1] >= 0.8 and not UNDONE.search(ask.words):
            citer = Citer(self.library)
            said = say_section(section[0], shelf.passages, card, citer, shelf.sections)
            return Answer(question, Status.ANSWERED, said, (), tuple(citer.found))
        told = duties_said(ask, shelf)
        return self._quoted(question, told, card) if told else None

    def _quoted(self, question: str, told: Sequence[Sentence], card: Card) -> Answer:
        """An answer that is sentences of one report."""
        citer = Citer(self.library)
        said = say_sentences(told, card, citer)
        return Answer(question, Status.ANSWERED, said, (), tuple(citer.found))

    def _counts_only(self, ask: Ask, found: PassageMatch) -> bool:
        """Whether the passage that fits best has but the number of the things whose names are asked for."""
        shelf = self.shelf(found.passage.report_id)
        return only_counts(ask.words, [s.text for s in telling_sentences(ask, found.passage, shelf)])

    def _listed(self, question: str, ask: Ask, cards: Sequence[Card], listing: re.Pattern[str]) -> Answer | None:
        """The list that the newest of some reports gives."""
        for card in sorted(cards, key=lambda card: -(card.year or 0)):
            if found := match_enumeration(listing, ask, self.shelf(card.id)):
                return self._quoted(question, found, card)
        return None

    def _each(self, question: str, wanted: Plan, cards: Sequence[Card], enough: float, to_the_point: float) -> Answer:
        """What each of a few reports says, those left out that say much less to the point than the best."""
        ask = wanted.asks[0]
        found = [(card, self._passages(ask, [card], enough)) for card in cards]
        found = [(card, matches) for card, matches in found if matches]
        top = max((matches[0].confidence for _, matches in found), default=0.0)
        found = [(card, matches) for card, matches in found if matches[0].confidence >= to_the_point * top]
        if not found:
            return self._nothing(question, wanted, cards)
        citer = Citer(self.library)
        found.sort(key=lambda row: -row[1][0].confidence)
        said = [
            say_sentences(telling_sentences(ask, matches[0].passage, self.shelf(card.id)), card, citer)
            for card, matches in found
        ]
        return Answer(question, Status.ANSWERED, "\n".join(said), (), tuple(citer.found))

    def _passages(self, ask: Ask, cards: Sequence[Card], enough: float) -> list[PassageMatch]:
        """The passage that answers best and up to two that come close, all of one report."""
        shelves = [self.shelf(card.id) for card in cards]
        matches = [match_passages(ask, shelf) for shelf in shelves]
        limits = [min(enough, ENOUGH_PRINTED) if prints_a_term(ask, shelf) else enough for shelf in shelves]
        if shown := expected(ask.words):
            heard = max((found[0].likeness.words for found in matches if found), default=0.0)
            matches = [
                [
                    m
                    for m in found
                    if (heard < SPOKEN_OF or m.likeness.words >= heard / 2)
                    and any(shown(s.text) for s in telling_sentences(ask, m.passage, shelf))
                ]
                for found, shelf in zip(matches, shelves, strict=True)
            ]
        matches = [
            found
            for found, limit in zip(matches, limits, strict=True)
            if found and found[0].confidence >= (limit if enough == ENOUGH_NAMED else enough)
        ]
        if not matches:
            return []
        found = max(matches, key=lambda one: one[0].confidence)
        return [one for one in found[:3] if found[0].likeness.score - one.likeness.score < CLOSE]

    def _nearest(self, question: str, ask: Ask, found: Sequence[PassageMatch], *, english: bool) -> Answer:
        """The sentences that bear on a question, said to be but the nearest where they hold little of its words."""
        card = self.library.card_of[found[0].passage.report_id]
        shelf = self.shelf(card.id)
        sentences = [s for match in found for s in telling_sentences(ask, match.passage, shelf)]
        told = self._quoted(question, sentences, card)
        texts = (fold("".join(s.passage.path[-1:]) + s.text) for s in sentences)
        if asked_for(ask, shelf).share(unspaced("".join(texts))) >= IN_ITS_WORDS:
            return told
        lead = either(english, NEAREST, "The report does not say so in these words; the nearest to it: ")
        return replace(told, text=lead + told.text)

    def _nothing(self, question: str, wanted: Plan, cards: Sequence[Card]) -> Answer:
        """Say that it is not stated, and name what is."""
        english = wanted.question.english
        ask = wanted.asks[0]
        own = len("".join(ask.rest))
        topic = own <= SHORT_ASK and ask.named and len(with_annexes(cards)) > 1 and self._spoken_of(ask)
        leans = LEANING.match(wanted.question.text) and own <= SHORT_ASK
        if not wanted.scope.named and (own <= 2 or topic or leans) and not SUPERLATIVE.search(wanted.question.text):
            text = either(english, "您问的是哪个部门、哪个数？", "Which department, and which figure? ")
            return Answer(question, Status.CLARIFY, text + corpus_line(self.library.cards, english=english))
        terms = "、".join(n.term.name for asked in wanted.asks for n in asked.named)
        words = shortened("、".join(ask.rest), 20)
        thing = f"{words}”的“{terms}" if words and terms else words or terms
        if len(cards) == 1 and wanted.scope.named:
            holds = states(self.library.figures(cards[0].id))
            if not thing:  # 那花都呢, and nothing asked before
                text = either(english, f"您想问{who(cards[0])}的什么？{holds}", f"What of {who(cards[0])}? {holds}")
                return Answer(question, Status.CLARIFY, text)
            text = f"{who(cards[0])}的报告里没有写明“{thing}”。{holds}"
            if IN_FACT_ASKED.search(wanted.question.text) and self._aims(wanted, cards[0]):
                text = f"{who(cards[0])}的报告里只写了目标，没有写明实际做到了多少。"
            return refuse(question, either(english, text, f"The report of {who(cards[0])} does not state that. "))
        return refuse(
            question,
            either(english, f"报告里没有与“{thing}”相关的内容。", "The reports do not hold that. ")
            + corpus_line(self.library.cards, english=english),
        )

    def _aims(self, wanted: Plan, card: Card) -> bool:
        """Whether a report states what was aimed at, of which a question asks what came."""
        shelf = self.shelf(card.id)
        asks = (replace(a, words=IN_FACT_ASKED.sub("", a.words), rest=_aimed(a.rest)) for a in wanted.asks)
        found = (match for ask in asks for match in best(match_figures(ask, shelf), ask, shelf))
        return any(is_target(match.figure, shelf) for match in found)

    def _spoken_of(self, ask: Ask) -> bool:
        """Whether the reports hold each of the question's own words; what none speaks of is not there to ask back."""
        return all(self.library.mentions(word) for word in ask.rest if len(word) > 1)

    def _narrow(self, wanted: Plan, cards: Sequence[Card]) -> Sequence[Card]:
        """In a large scope, look into the reports that a search finds first."""
        if len(cards) <= WIDE:
            return cards
        hits = self.retriever().search(wanted.scope.rest, BEST, [card.id for card in cards])
        reports = list(dict.fromkeys(hit.passage.report_id for hit in hits))[:HITS]
        return [card for card in cards if card.id in reports]


def names_several(scope: Scope) -> bool:
    """Whether a question names several departments."""
    return len({mention.reports for mention in scope.mentions}) > 1


def _too_short(ask: Ask) -> bool:
    """Whether a question without a department is a word or two, which every report speaks of."""
    return len("".join([*(named.words for named in ask.named), *ask.rest])) <= SHORT_ASK


def _aimed(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(left for word in words if (left := IN_FACT_ASKED.sub("", word)))


def either(english: bool, chinese: str, other: str) -> str:
    """What is said in the language of a question: in English, or in Chinese."""
    return other if english else chinese
