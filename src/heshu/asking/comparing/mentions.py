"""Which reports speak of something: of a figure, of a glossary's term by any of its names, or in words like these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from heshu.asking.comparing import holding
from heshu.asking.comparing.columns import SHARE_OF, SPEAKS, Column, column, is_measure, say_each
from heshu.asking.comparing.complaints import COMPLAINS, NAMED, Complaint, complaint_in, first_ill, ill
from heshu.asking.evidence import wholes
from heshu.asking.evidence.compose import SHOWN, Citer, display_name, refuse
from heshu.asking.evidence.excerpts import (
    MARKS_OF_SPEECH,
    PassageMatch,
    Sentence,
    inside,
    match_passages,
    sentence_spans,
    telling_sentences,
)
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.evidence.wide import WIDE
from heshu.asking.planning.operations import Query
from heshu.asking.planning.plan import Ask, ask_for
from heshu.asking.planning.scope import Scope
from heshu.asking.telling.headings import match_section
from heshu.asking.telling.listings import introduced
from heshu.asking.wording.question import Wanted
from heshu.asking.wording.stages import Stage, stage_of
from heshu.asking.wording.terms import OVERALL, Named, content, named_terms, pairs, telling, without
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Passage, PassageKind, Span, Status, Value

SPOKEN_OF, CLOSE_TO_BEST, CLOSE_IN_SECTION = 0.55, 0.8, 0.6
"""Confidence that a passage needs to speak of something, and its share of the best report's to be named beside it.

In a section that the question names there is less that could be meant."""
BEGINS = 16
"""Characters of a report's id with which its passages' ids begin."""
SELF = regex("自评|评价")
"""Words of a term that is asked after which say nothing more, as all of these reports are self-evaluations."""


def mention(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """Which reports speak of something: a figure where the words name one, else the passages most like the words."""
    cards = solver.cards("", where)
    if len(cards) < 2:
        return None
    unwritten = holding.no_amount(solver, question, query.a, cards)
    if unwritten or UNSAID.search(query.a):
        return unwritten or _unsaid(solver, question, query, cards)
    if denial := DENIAL.search(query.a):
        return _denied(solver, question, cards, denial["what"])
    if figures := _figures(solver, question, query, cards):
        return say_each(solver, question, figures)
    if (quoted := QUOTED.findall(question)) and len(cards) <= WIDE:
        return _quoted(solver, question, quoted, cards)
    section = _section_named(query.a)
    of_figures = not OWN_OF_EACH.fullmatch(query.a) and section is None
    if of_figures and (measure := _measure(solver, query, cards)):
        return say_each(solver, question, measure)
    phrase = re.sub(rf"^.*?{VERB}", "", query.a)
    phrase = re.sub(r"[,，].*", "", phrase) or query.a
    if len(cards) > WIDE:
        return _held_word_for_word(solver, question, phrase, cards)
    if PUBLISHED.search(query.a):
        public = _published(solver, MADE_PUBLIC.sub("", phrase), cards)
        none = refuse(question, f"范围内的{len(cards)}份报告都没有写明公开了“{phrase}”。")
        return _spoken_of(solver, question, cards, public) if public else none
    if either := _either(solver, query, phrase, cards):
        return _spoken_of(solver, question, cards, either)
    printed = [] if section else _headed_so(solver, phrase, cards)
    printed = printed or _printed(solver, phrase, cards, section)
    printed = printed or ([] if section else holding.word_for_word(solver, query.a, cards))
    if printed:
        return _spoken_of(solver, question, cards, printed)
    complaint = complaint_in(phrase) if COMPLAINS.search(query.a) else None
    if told := _most_alike(solver, query, phrase, cards, complaint):
        return _spoken_of(solver, question, cards, told)
    if complaint and complaint.of:
        return _complained_of(solver, question, complaint, cards)
    return _word_itself(solver, question, phrase, cards)


EITHER = regex(r"(?:[,，]?(?:或者是?|或是|抑或)|(?<=..)或(?!许|多|缺)(?=..))")
"""What parts two things of which either may be written."""


def _either(solver: Solver, query: Query, phrase: str, cards: Sequence[Card]) -> list[tuple[Card, Sentence]]:
    """The sentence of each report that speaks of one of several things; none where one alone is asked for."""
    names = [name.strip("的") for name in EITHER.split(phrase)]
    if len(names) < len("甲乙") or not all(1 < len(name) <= NAMED for name in names):
        return []
    told: dict[str, tuple[Card, Sentence]] = {}
    for name in (*names, phrase):
        one = replace(query, a=query.a.replace(phrase, name, 1))
        found = _headed_so(solver, name, cards) or _printed(solver, name, cards, None)
        for card, sentence in found or _most_alike(solver, one, name, cards, None):
            told.setdefault(card.id, (card, sentence))
    return [told[card.id] for card in cards if card.id in told]


def _complained_of(solver: Solver, question: str, complaint: Complaint, cards: Sequence[Card]) -> Answer:
    """The sentence of each report that says of just this that it is not well, or that none does."""
    told = [(card, found) for card in cards if (found := first_ill(complaint, solver.shelf(card.id)))]
    if told:
        return _spoken_of(solver, question, cards, told)
    return refuse(question, f"范围内的{len(cards)}份报告都没有写到“{complaint.ask.words}”。")


HAS = regex(r"^(?:都|也|单独|专门)*(?:没?有|[写列设讲]有|提到|提及|写到|写了|说到)+了?")
A_NAME = 6
"""Characters of a matter that is a name: it is spoken of in these very words, most of them at least."""


def _word_itself(solver: Solver, question: str, phrase: str, cards: Sequence[Card]) -> Answer | None:
    """Who holds a short name anywhere, in a title or a note too; that nobody does, where nobody does."""
    name = "".join(content(HAS.sub("", fold(phrase))))
    if not 1 < len(name) <= A_NAME or not name.isalpha() or COMPLAINS.search(phrase):
        return None
    told = []
    for card in cards:
        shelf = solver.shelf(card.id)
        held = (one for one in shelf.of.values() if name in fold(one.text))
        if passage := min(held, key=lambda one: one.ordinal, default=None):
            told.append((card, _first_with(passage, name)))
    if told:
        return _spoken_of(solver, question, cards, told)
    return refuse(question, f"范围内的{len(cards)}份报告都没有写到“{name}”。")


def _most_alike(
    solver: Solver, query: Query, phrase: str, cards: Sequence[Card], complaint: Complaint | None
) -> list[tuple[Card, Sentence]]:
    """The sentence of each report that speaks of the words in its own, of those nearly as like them as the best."""
    ask = ask_for(phrase, glossary(), frozenset())
    best = [(card, found[0]) for card in cards if (found := _passages(solver, ask, query.a, card, complaint))]
    top = max((match.confidence for _, match in best), default=0.0)
    if top < SPOKEN_OF:
        return []
    near = CLOSE_IN_SECTION if _section_named(query.a) else CLOSE_TO_BEST
    chosen = sorted(
        ((c, m) for c, m in best if m.confidence >= max(SPOKEN_OF, near * top)), key=lambda row: -row[1].confidence
    )
    told = []
    for card, match in chosen:
        shelf = solver.shelf(card.id)
        says = ill(complaint, match.passage, shelf) if complaint else telling_sentences(ask, match.passage, shelf)
        told.append((card, max(says, key=lambda one: one.score)))
    held = [_held(solver.shelf(card.id), phrase, sentence) for card, sentence in told]
    name = len(HAS.sub("", fold(phrase))) <= A_NAME and not COMPLAINS.search(phrase)  # 车辆调度问题 is no name
    least = max(MOSTLY if name else 0.0, OF_THE_MOST * max(held))
    return [row for row, share in zip(told, held, strict=True) if share and share >= least]


OF_THE_MOST = 0.5
"""Share of the asked words' weight in the sentence that holds most of them, which another one needs beside it."""


def _held(shelf: Shelf, phrase: str, sentence: Sentence) -> float:
    """How much of the weight of the words asked for a sentence holds, with the heading above it."""
    words = telling(content(fold(phrase)), shelf.weights)
    return shelf.weights.coverage(words, fold("".join(sentence.passage.path[-1:]) + sentence.text)) if words else 0.0


PUBLISHED = regex(r"(?<!信息)(?<!政务)(?<!申请)(?<!主动)公[开布示](?!招[标聘]|选)|披露")
"""What is done with a thing that reports are asked for, which more than the thing's name tells."""
MADE_PUBLIC = regex(r"(?:的?(?:结果|情况|报告|信息|内容|数据))+$")
"""What of a thing is made public, which is said of the thing."""
MOSTLY = 0.6


def _published(solver: Solver, phrase: str, cards: Sequence[Card]) -> list[tuple[Card, Sentence]]:
    """The sentence of each report that says of the thing that it was made public."""
    found = []
    for card in cards:
        shelf = solver.shelf(card.id)
        said = (
            Sentence(passage, span, 1.0)
            for passage in shelf.readable
            for span in sentence_spans(passage)
            if PUBLISHED.search(shelf.folded[passage.id][span.start : span.end])
        )
        rated = [(1.0 if _of_itself(phrase, one) else _held(shelf, phrase, one), one) for one in said]
        if rated and (best := max(rated, key=lambda row: row[0]))[0] >= MOSTLY:
            found.append((card, best[1]))
    return found


def _of_itself(phrase: str, sentence: Sentence) -> bool:
    """Whether a sentence speaks of the report that it stands in, where that is what is asked for."""
    return "自评" in phrase and "本报告" in sentence.text


BEHIND_NAME = regex(r"(?:的?具体)?(?:金额|数额|数字|情况).*|[?？,，;；]+(?:各自?|分别)(?:写|报|是|有|说).*")
"""What stands behind the name of a figure that reports are said to write."""


def _figures(solver: Solver, question: str, query: Query, cards: Sequence[Card]) -> Column | None:
    """The figure of each report that is asked for beside what they write of, a share that they state, or amounts."""
    own, phrase = OWN_OF_EACH.fullmatch(query.a), SPEAKS.sub("", BEHIND_NAME.sub("", query.a))
    share = SHARE_OF.fullmatch(phrase) or any(map(SHARE_OF.search, QUOTED.findall(question)))
    return (
        (_stated(_own_of_each(solver, own, cards)) if own else None)
        or (_stated(column(solver, phrase, cards)) if share else None)
        or (None if own else _amounts(solver, query, cards))  # what each has of it is asked, and not what is written of
    )


def _measure(solver: Solver, query: Query, cards: Sequence[Card]) -> Column | None:
    """The figure of each report by the measure that they are said to write."""
    named = BEHIND_NAME.sub("", query.a)
    return _stated(column(solver, SPEAKS.sub("", named), cards)) if is_measure(named) else None


def _stated(table: Column) -> Column | None:
    return table if table.cells else None


MONEY_WRITTEN = regex(
    r"[^,，]{0,8}?(?:写明|写到|写出|写了|披露|公布|公开|列出|列明|说明|给出|报告)了?(?P<thing>[^,，]{2,14}?)的?(?:具体|实际)?的?(?:金额|数额)"
    r"(?:[?？,，;；]+(?:又|各自?|分别)*(?:写|报|是|有|说|为)*(?:的)?(?:是)?(?:多少|几)[^,，]{0,4})?"
)
"""What reports write the amount of: the amounts are asked for, and not where they are spoken of."""


def _amounts(solver: Solver, query: Query, cards: Sequence[Card]) -> Column | None:
    """The amounts of what reports write the amount of."""
    money = MONEY_WRITTEN.fullmatch(query.a.strip(" ?？,，"))
    amounts = _stated(column(solver, f"{money['thing']}金额", cards)) if money else None
    if amounts is None:
        return None
    return amounts if all(cell.operands[0].figure.kind is FigureKind.AMOUNT for cell in amounts.cells) else None


OWN_OF_EACH = regex(
    r"[^,，?？]{0,8}?(?:写明|写到|写出|写了|披露|公布|公开|列出|列明|说明|给出|报告|提到|提及|有)了?(?P<thing>[^,，?？]{2,14}?)(?:的?(?:具体)?(?:金额|数额|数字|数据|情况|使用情况))?"
    r"(?:的(?:部门|单位|报告)?)?[?？,，;；]+(?:又|它们|他们|其)*的?(?P<own>[^,，?？]{2,12}?)?(?:又|都)?(?:各自?|分别|各家)(?:又|都)*(?:写|报|是|有|为|花了?)*(?:的)?(?:是)?(?:多少|几)[^,，?？]{0,4}[?？]*"
)
"""Which reports write of something, and a figure of it that each is asked for: 公布了政府采购？实际采购各是多少."""


def _own_of_each(solver: Solver, asked: re.Match[str], cards: Sequence[Card]) -> Column:
    """The figure that a question asks of each report behind what they write of, which may name it with it."""
    thing, own = asked["thing"], (asked["own"] or "").strip("的")
    if not own:
        tables = (column(solver, f"{thing}{end}", cards) for end in ("", "金额"))
        return max(tables, key=lambda table: len(table.cells))
    alike = pairs(content(fold(thing))) & pairs(content(fold(own)))
    table = column(solver, own if alike else f"{thing}{own}", cards)
    named = named_terms(own, glossary())
    alone = len(named) == 1 and not content(without(own, named)) and stage_of(own) is Stage.NONE
    if table.cells or not alone or named[0].term.name in wholes.NAMES:
        return table
    return column(solver, own, cards)


VERB = r"(?:提到|提及|谈到|谈及|讲到|说到|写明|写到|写了|承认|检讨|披露|公布|公开|明确说|表示|反映出?|指出)了?"
SECTION_NAMED = regex(rf"^(?P<section>.*?)(?:里面?|中|当中|部分)?(?:都|也)?{VERB}")
"""A section that the words shall stand in: 存在问题里谈到了…"""


def _passages(solver: Solver, ask: Ask, said: str, card: Card, complaint: Complaint | None) -> list[PassageMatch]:
    """The passages of a report that are like the words; of the section that the question names only its own."""
    shelf = solver.shelf(card.id)
    section = None
    if named := _section_named(said):
        section = match_section(_ask_of(named), shelf)
        if not section:
            return []
    found = match_passages(ask, shelf, section[0]) if section else match_passages(ask, shelf)
    return [match for match in found if ill(complaint, match.passage, shelf)] if complaint else found


def _ask_of(section: Named) -> Ask:
    return Ask(section.words, (section,), (), Wanted(False, frozenset()))


def _section_named(said: str) -> Named | None:
    """The term of a section that stands before the verb."""
    match = SECTION_NAMED.match(said)
    kinds = [one for one in named_terms(match["section"], glossary()) if one.term.kind == "section"] if match else []
    return kinds[-1] if kinds else None


UNSAID = regex(
    r"(?:没有?|未|从未)(?:提(?![高升前供出交取请成示醒速案])到?|讲(?!解|座|课)|列(?!入|支|为)|说(?!服)|提到|提及|写明?|报告?|填报?|写到|写出|说到|说明|讲到|披露|公布|公开|列出|出现)(?:了|过(?![紧程渡度期半剩高低关]))?"
)
"""What a question looks for the silence of: 哪些报告没有提到资产盘点."""


def _unsaid(solver: Solver, question: str, query: Query, cards: Sequence[Card]) -> Answer | None:
    """The reports that do not state a figure, or do not hold the words; ``None`` where there are too many to look."""
    before, *_, after = (part.strip("的?？") for part in UNSAID.split(query.a))
    words = after or before  # 三公经费没有写
    told: Answer | None
    if len(cards) > WIDE or not content(words):
        return None
    sections = [one for one in named_terms(words, glossary()) if one.term.kind == "section"]
    table = column(solver, words, cards) if is_measure(f"写明{words}") else None
    if sections and content(sections[-1].words) == content(words):
        silent = tuple(card for card in cards if not _headed(solver, sections[-1], card))
        told = None
    elif table is not None and table.cells:
        silent = table.silent
        told = say_each(solver, question, table)
    else:
        speaks = _printed(solver, words, cards) or [
            (card, found) for card in cards if (found := _first_holding(solver, ["".join(content(words))], card))
        ]
        silent = tuple(card for card in cards if card not in [one for one, _ in speaks])
        told = _spoken_of(solver, question, cards, speaks) if speaks else None
    names = "、".join(display_name(card.department) for card in silent[:SHOWN]) or "没有"
    lead = f"{len(cards)}份报告中没有写到“{words}”的有{len(silent)}份：{names}。"
    if not silent:
        lead = f"{len(cards)}份报告都写到了“{words}”。"
    if told is None:
        return Answer(question, Status.ANSWERED, lead)
    values = _counted(question, len(silent))
    return replace(told, text=f"{lead}\n{told.text}", values=values)


def _headed(solver: Solver, section: Named, card: Card) -> bool:
    """Whether a report has a section of this name, or a sentence that introduces its matter."""
    shelf = solver.shelf(card.id)
    ask = _ask_of(section)
    return bool(match_section(ask, shelf) or introduced(ask, shelf))


COUNT_ASKED = regex(r"(?:几|多少)(?P<unit>[份家个])")


def _counted(question: str, count: int) -> tuple[Value, ...]:
    """How many reports, where the question asks for that."""
    asked = COUNT_ASKED.search(question)
    return (Value(str(count), asked["unit"]),) if asked else ()


QUOTED = regex('[“"「『]([^“”"「」『』]{2,30})[”"」』]')
"""Words that a question puts in quotes: they are looked for as they stand, and nothing like them."""


def _quoted(solver: Solver, question: str, quoted: Sequence[str], cards: Sequence[Card]) -> Answer:
    """The reports that hold the quoted words, each with its first sentence that does."""
    wanted = ["".join(fold(words).split()) for words in quoted]
    told = [(card, found) for card in cards if (found := _first_holding(solver, wanted, card))]
    said = "”和“".join(quoted)
    if told:
        return _spoken_of(solver, question, cards, told)
    return refuse(question, f"范围内的{len(cards)}份报告都没有出现“{said}”这几个字。")


def _first_holding(solver: Solver, wanted: Sequence[str], card: Card) -> Sentence | None:
    """The first sentence of a report that holds all of the words, quotation marks within it aside."""
    shelf = solver.shelf(card.id)
    for passage in shelf.readable:
        for span in sentence_spans(passage):
            text = MARKS_OF_SPEECH.sub("", shelf.folded[passage.id][span.start : span.end])
            if all(words in text for words in wanted):
                return Sentence(passage, span, 1.0)
    return None


_HAPPENED = r"(?:收到|接到|接获|受理|发生|出现|产生|发现|存在|有)"
DENIAL = regex(
    rf"(?:没有|没|无|未|不存在)(?:曾|再)?{_HAPPENED}*(?:过|了)?(?:任何|相关|有效)*(?P<what>[^,，的]{{2,12}}?)(?:的|[?？]|$)"
)
"""What a question looks for the absence of: 哪个部门写明年末没有结转结余."""


HAPPENED = regex(rf"^{_HAPPENED}+(?:过|了)?(?=..)")


def _denied(solver: Solver, question: str, cards: Sequence[Card], what: str) -> Answer | None:
    """The reports that say there is none of something; ``None`` where no report does."""
    what = HAPPENED.sub("", what)
    none = rf"(?:无|没有|未曾?|从未|不存在|零|杜绝){_HAPPENED}*(?:过|了)?[^，。；,;]{{0,4}}{re.escape(what)}"
    said = re.compile(rf"{none}|{re.escape(what)}(?:数量?|事[件项]|情况)?(?:为|是)?(?:零|0(?![\d.]))")
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


def _headed_so(solver: Solver, phrase: str, cards: Sequence[Card]) -> list[tuple[Card, Sentence]]:
    """Where the words are a section's name and no more: how that section of each report begins."""
    words = HAS.sub("", fold(phrase))
    named = [one for one in named_terms(words, glossary()) if one.term.kind == "section"]
    if len(named) != 1 or content(SELF.sub("", without(words, named))):
        return []
    ask = _ask_of(named[0])
    found = []
    for card in cards:
        shelf = solver.shelf(card.id)
        section = match_section(ask, shelf)
        told = (
            one for one in shelf.readable if section and inside(one, section[0]) and one.kind is not PassageKind.TITLE
        )
        sentences = introduced(ask, shelf) or [Sentence(one, sentence_spans(one)[0], 1.0) for one in islice(told, 1)]
        if sentences:
            found.append((card, sentences[0]))
    return found


def _printed(
    solver: Solver, phrase: str, cards: Sequence[Card], section: Named | None = None
) -> list[tuple[Card, Sentence]]:
    """Where the words are a term's name and no more: the first sentence of each report that prints any of its names.

    Of a section that is named, its own sentences alone.
    """
    named = named_terms(fold(phrase), glossary())
    if len(named) != 1 or any(not OVERALL.fullmatch(word) for word in content(SELF.sub("", without(phrase, named)))):
        return []
    found = []
    for card in cards:
        shelf = solver.shelf(card.id)
        within = match_section(_ask_of(section), shelf) if section else None
        if section and not within:
            continue
        printed = (
            Sentence(passage, span, 1.0)
            for passage in shelf.readable
            if within is None or inside(passage, within[0])
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
    return Answer(question, Status.ANSWERED, text, _counted(question, count or len(told)), tuple(citer.found))
