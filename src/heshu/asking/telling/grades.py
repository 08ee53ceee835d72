"""Grades: the scale by which a report turns scores into grades, and what it makes of a score.

A scale is read from a sentence that names three grades or more with the scores at which each begins or ends
(得分≥85分为优秀, 75≤得分<85分为良好, …).  A grade that a report states itself is left to be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from heshu.asking.evidence.compose import SHOWN, Citer, display_name, who
from heshu.asking.evidence.excerpts import Sentence, sentences_of
from heshu.asking.evidence.operands import MARKS, WHOLES, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.operations import GRADE, OF_A_BAND, Query
from heshu.asking.planning.scope import Scope
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Found, Passage, Span, Status, Value

_NAMED = regex(rf"{GRADE}(?![\u4e00-\u9fff])|(?<=为){GRADE}|{GRADE}(?=[（(:：])")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_BELOW = regex(r"以下|<|≤|不足|低于|小于|不到|未达")
_BEYOND = regex(r"(?<![≥=])>|大于|高于|超过")
"""A lower bound that does not belong to its grade itself."""
LEAST_GRADES = 3


@dataclass(frozen=True, slots=True)
class Band:
    """A grade and the scores that get it: from ``low`` (``None`` for the last) up to ``high`` (``None`` for the first).

    A bound is the grade's own or its neighbour's; where a scale says nothing else a grade begins with its lower one.
    """

    grade: str
    low: Decimal | None
    high: Decimal | None
    low_held: bool = True
    high_held: bool = False

    def holds(self, score: Decimal) -> bool:
        """Whether a score gets this grade."""
        above = self.low is None or score > self.low or (self.low_held and score == self.low)
        return above and (self.high is None or score < self.high or (self.high_held and score == self.high))


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of a scale, the best grade first, with the sentence that states them."""

    bands: tuple[Band, ...]
    passage: Passage
    span: Span

    def band_of(self, score: Decimal) -> Band | None:
        """The band that a score falls into."""
        return next((band for band in self.bands if band.holds(score)), None)


def scale_in(text: str) -> tuple[Band, ...]:
    """The bands that a folded sentence states, the best first; none where they do not meet without a gap.

    A sentence that states the department's own grade may have the scale in brackets, or behind 划分为.
    """
    parts = (text, *(inside.group(1) for inside in _BRACKETS.finditer(text)), text.rpartition("划分为")[2])
    return next(filter(None, map(_scale, parts)), ())


_BRACKETS = regex(r"[（(]([^（）()]{12,})[）)]")


def _scale(text: str) -> tuple[Band, ...]:
    names = list(_NAMED.finditer(text))
    if len({name.group() for name in names}) < LEAST_GRADES:
        return ()
    after = (first := _NUMBER.search(text)) is None or first.start() > names[0].start()
    edges = [name.start() for name in names] if after else [name.end() for name in names]
    pieces = pairwise([*edges, len(text)] if after else [0, *edges])
    found = [_band(name.group(), text[start:end]) for name, (start, end) in zip(names, pieces, strict=True)]
    bands = sorted((band for band in found if band), key=lambda band: band.low or Decimal(0), reverse=True)
    meet = all(upper.low is not None and _meets(upper.low, lower.high) for upper, lower in pairwise(bands))
    distinct = len({band.grade for band in bands}) == len(bands) >= LEAST_GRADES
    lower = [replace(band, high_held=band.high != upper.low or not upper.low_held) for upper, band in pairwise(bands)]
    return (bands[0], *lower) if meet and distinct else ()


def _meets(low: Decimal, below: Decimal | None) -> bool:
    """Whether one grade ends where the next begins, in whole points too: 80至89分为良 under 90分以上为优."""
    return below is not None and (low == below or (low == below + 1 and low == low.to_integral_value()))


def _band(grade: str, words: str) -> Band | None:
    numbers = sorted(Decimal(number) for number in _NUMBER.findall(words.rpartition("级:")[2]))
    if len(numbers) == 2:
        low, high = numbers
        return Band(grade, low, None if high >= 100 else high, not _BEYOND.search(words))
    if len(numbers) != 1:
        return None
    if _BELOW.search(words):
        return Band(grade, None, numbers[0])
    return Band(grade, numbers[0], None, not _BEYOND.search(words))


def scales(shelf: Shelf) -> Iterator[Scale]:
    """The scales that a report states."""
    for one, text in sentences_of(shelf):
        if bands := scale_in(text):
            yield Scale(bands, one.passage, one.span)


STATED = regex(rf"(?:等级|等次|评级|档次|结果|结论|评定|评价|评)(?:分为|[为是:])?[“\"'‘【]?(?P<grade>{GRADE})")
"""A grade that a report states."""
SCALE_OF = regex(r"(?:套用|按照?|依照|依据|根据|参照|用|拿)[^,，]*?(?:标准|划分|等级|档次|评级)")
"""By whose scale: 套用某部门报告里的等级划分标准."""
OWN_NUMBER = regex(r"(?<![\d.])(?P<score>\d+(?:\.\d+)?)分?(?=[^,，\d]{0,6}(?:哪|什么|啥|几等))")
BEST, WORST = (
    regex(r"最[好高优][^,，]{0,3}[档等级]|[第头]一[档等]"),
    regex(r"最[差低末][^,，]{0,3}[档等级]|末[档等]"),
)
FLOOR = regex(rf"(?P<grade>{GRADE})(?:等级|等次|档次?)?的?[^,，]{{0,4}}{OF_A_BAND}")
BEGINS = regex(
    rf"(?:才|就|可以|能)?(?:算|是|为|属于?|评|定|得|够|达到|叫)(?:得?上|到|为|成)?(?P<grade>{GRADE})(?![\u4e00-\u9fff]*(?:的|率))"
)


def grade(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The grade of a score by a stated scale, or the scores of a grade; ``None`` where no report states a scale."""
    by = SCALE_OF.search(query.text)
    owners = solver.cards(by.group() if by else query.text, where)
    stated = [(card, scale) for card in owners for scale in scales(solver.shelf(card.id))]
    if not stated and where.named and not any(_graded(solver.shelf(card.id)) for card in owners):
        return solver.missing(question, "等级", owners[0])
    if len({scale.bands for _, scale in stated}) != 1:
        return None
    card, scale = stated[0]
    rest = query.text.replace(by.group(), "") if by else query.text
    if band := _asked_for(scale.bands, rest):
        return _of_band(solver, question, card, scale, band)
    if own := OWN_NUMBER.search(MARKS.sub("", rest)):
        return _of_number(solver, question, (card, scale), own["score"])
    return _of_scores(solver, question, (card, scale), rest, where) if by or "档" in rest else None


_GRADE_OF = r"(?:等级|等次|评级|档次)"
WHOSE = regex(
    rf"(?=.*{_GRADE_OF})(?=.*(?:哪|谁|各|分别|[两三四五六七八九十][个家份]|(?:有没有|是否|有无|写没写|写明?了?没有?|是不是)))(?!.*(?:多少|几)分)(?!.*(?:标准|划分|项目|指标))\D+"
)
"""A question for the grades of several departments."""
WHO_GOT = regex(
    rf"(?:(?=.*(?:哪|谁|各|每))(?=.*{GRADE}还是[“\"'‘]?{GRADE})|(?=.*(?:哪|谁))(?=.*(?:评|定)(?:为|成|上|到|了|的?是)*[“\"'‘]?{GRADE}(?:[”\"'’,，的]|[或、和与跟]|$)))(?!.*(?:标准|划分|项目|指标|分))\D+"
)
"""The same, where the grade itself says what is meant: 哪家评了良."""
_VERB = r"(?:是|为|得|评|定|达到|属于)+(?:到|了|的)?"
THE_GRADE = regex(
    rf"{_GRADE_OF}的?(?:结果)?{_VERB}?[“\"'‘]?(?P<grade>{GRADE})|{_VERB}[“\"'‘]?(?P<other>{GRADE})[”\"'’]?(?:这个|的)?{_GRADE_OF}"
)
"""The grade that a question looks for."""
EACH_GRADE = regex(
    rf"(?:[“\"'‘]|{_VERB}|[或、和与跟及])(?P<grade>{GRADE})(?=[”\"'’]|[或、和与跟及,，?？]|还是|(?:的|这个|那个)|{_GRADE_OF}|$)"
)
"""Each of the grades that a question looks for: 哪家是优或优秀，哪家只评了良."""
UNGRADED = regex(
    rf"(?<![有写])(?:没有?|未)(?:能)?(?:写|评|给|说|标|列|定|填|报)?(?:明|出|到|了)?(?:自评|评价|绩效|综合|评定)*{_GRADE_OF}"
)
ONE_GRADE = regex(
    r"的?(?:报告(?:里面?|中)?)?(?:(?:有没有|是否|有无|写没写)(?:写|提|给|说|标)?(?:明|到|出|了|过)*(?:的)?)?"
    rf"(?:自评|评价|绩效|综合|评定|部门|整体|支出)*{_GRADE_OF}(?:结果)?(?:是|为|评为|评的是|有)*(?:什么|啥|哪[一个]*[级档等]?|几级|怎么样|如何)?[?？]?"
)
OF_ITS_OWN, OF_ANOTHER = regex(r"自评|总分|整体|综合"), regex(r"项目|第三方|委托|专项资金|[以含]上|以下|划分")


def of_each(solver: Solver, question: str, where: Scope) -> Answer | None:
    """Whose grade is the one that is asked for, or who states one at all; of one department that it states none."""
    words = where.unmarked.strip(" 的,，、和与跟")
    cards = [solver.library.card_of[report] for report in where.reports]
    if len(cards) == 1 and where.named and ONE_GRADE.fullmatch(words):
        return _of_one(solver, question, cards[0], words)
    if not 1 < len(cards) <= SHOWN or not (WHOSE.fullmatch(words) or WHO_GOT.fullmatch(words)):
        return None
    held = {card.id: found for card in cards if (found := _own(solver.shelf(card.id)))}
    citer = Citer(solver.library)

    def told_of(wanted: str) -> list[str]:
        return [
            f"{display_name(card.department)}“{found[1]}”{citer.cite(found[0].passage, found[0].span)}"
            for card in cards
            if (found := held.get(card.id)) and found[1].startswith(wanted)
        ]

    silent = "、".join(display_name(card.department) for card in cards if card.id not in held)
    ungraded = bool(UNGRADED.search(words))
    before = ""
    if ungraded:
        before = f"没有写明等级的有{len(cards) - len(held)}份：{silent}。" if silent else "都写明了等级。"
    sets = [(lead, told_of(wanted)) for wanted, lead in _sets(words)]
    text = before + "".join(
        f"{lead}{len(told)}份：{'、'.join(told)}。" if told else f"{lead.removesuffix('的有')}的一份也没有。"
        for lead, told in sets
    )
    note = f"，未写明的是{silent}" if silent and not ungraded else ""
    text = f"{text}（{len(cards)}份报告中{len(held)}份写明{note}）"
    return Answer(question, Status.ANSWERED, text, (), tuple(citer.found), plan="各家等级")


def _sets(words: str) -> list[tuple[str, str]]:
    """With what each grade begins that a question looks for, and how its departments are told; all where none is."""
    asked = [match["grade"] for match in EACH_GRADE.finditer(words)]
    one = THE_GRADE.search(words)
    asked = asked or ([one["grade"] or one["other"]] if one else [])
    named = {grade[0]: "或".join(dict.fromkeys(said for said in asked if said[0] == grade[0])) for grade in asked}
    return [(initial, f"等级为{said}的有") for initial, said in named.items()] or [("", "写明等级的有")]


def _of_one(solver: Solver, question: str, card: Card, words: str) -> Answer | None:
    """That a report states no grade, or its grade where it calls that by another word than the question."""
    shelf = solver.shelf(card.id)
    if not _graded(shelf) and not any(scales(shelf)):
        return solver.missing(question, "等级", card)
    called, own = re.search(_GRADE_OF, words), _own(shelf)
    if own is None or called is None or any(called.group() in text for text in shelf.folded.values()):
        return None
    citer = Citer(solver.library)
    text = f"{who(card)}：{own[0].text.strip()}{citer.cite(own[0].passage, own[0].span)}"
    return Answer(question, Status.ANSWERED, text, (), tuple(citer.found), plan="查原文〔等级〕")


def _own(shelf: Shelf) -> tuple[Sentence, str] | None:
    """The sentence that states the grade of a department as a whole, and that; no project's grade, and no scale."""
    for one, text in sentences_of(shelf):
        said = STATED.search(text)
        if said and OF_ITS_OWN.search(text) and not OF_ANOTHER.search(text[: said.start()]):
            return one, said["grade"]
    return None


CLAIMED = regex(
    rf"(?:是不是|是否|算不算|属不属于|有没有|能不能|是|算|属于|达到|评)(?:评)?(?:为|上|到|的|得|算|是|属于|达)*[“\"]?(?P<grade>{GRADE})[”\"]?(?:的|这个)?(?:等级|档次|等次|评级|档|级|等)?"
    r"(?:吗|吧|呢|对吗|对不对|没错)*[,，]?(?:对吗|对不对|是吗)?[?？]?$"
)
"""A grade that a question asks to confirm: 评级是良好吗."""
OPEN = regex("什么|多少|几|哪|谁|怎么|如何|为何|还是")
"""Words that ask for something else than yes or no."""
GRADED_THING = regex(r"等级|评级|评分|得分|自评|评价|绩效|档")


def claimed(solver: Solver, question: str, text: str, where: Scope) -> Answer | None:
    """Whether a report states the grade that a question names; ``None`` where none is asked for, or none is stated."""
    match = None if OPEN.search(text) else CLAIMED.search(text)
    cards = solver.cards(text, where)
    if match is None or len(cards) != 1 or not GRADED_THING.search(text[: match.end()]):
        return None
    shelf = solver.shelf(cards[0].id)
    stated = [
        (one, found) for one, text in sentences_of(shelf) if (found := STATED.search(text)) and not scale_in(text)
    ]
    if not stated:
        return None
    one, found = max(stated, key=lambda row: row[1].group().startswith(("等级", "评级", "档次")))
    same = found["grade"][0] == match["grade"][0]
    citer = Citer(solver.library)
    marker = citer.cite(one.passage, one.span)
    lead = f"{'是' if same else '不是'}{match['grade']}。{who(cards[0])}的报告写的是：“{one.text.strip()}”{marker}"
    return Answer(question, Status.ANSWERED, lead, (), tuple(citer.found), found=Found.DECIDED)


def _graded(shelf: Shelf) -> bool:
    """Whether a report states a grade at all."""
    return any(STATED.search(text) for text in shelf.folded.values())


def _asked_for(bands: Sequence[Band], text: str) -> Band | None:
    """The grade whose scores are asked for."""
    if BEST.search(text):
        return bands[0]
    if WORST.search(text):
        return bands[-1]
    begins = BEGINS.search(text) or FLOOR.search(text)
    named = [band for band in bands if begins and band.grade == begins["grade"]]
    return named[0] if named and re.search("多少|几", text) else None


def _of_band(solver: Solver, question: str, card: Card, scale: Scale, band: Band) -> Answer:
    citer = Citer(solver.library)
    marker = citer.cite(scale.passage, scale.span)
    lead = f"{who(card)}{_said(band)}为{band.grade}{marker}。原文：“{_quoted(scale)}”"
    edge = band.high if band.low is None else band.low
    values = (Value(f"{edge}", "分"),) if re.search(r"多少|几分", question) else ()
    return Answer(question, Status.ANSWERED, lead, values, tuple(citer.found))


def _of_number(solver: Solver, question: str, of: tuple[Card, Scale], score: str) -> Answer | None:
    card, scale = of
    band = scale.band_of(Decimal(score))
    if band is None:
        return None
    citer = Citer(solver.library)
    marker = citer.cite(scale.passage, scale.span)
    lead = f"按{who(card)}报告的标准，{score}分属于{band.grade}（{_said(band)}）{marker}。"
    return Answer(question, Status.ANSWERED, lead, (), tuple(citer.found))


def _of_scores(solver: Solver, question: str, of: tuple[Card, Scale], text: str, where: Scope) -> Answer | None:
    """The grade of each department's own score."""
    card, scale = of
    citer = Citer(solver.library)
    marker = citer.cite(scale.passage, scale.span)
    measure = re.search(r"(?P<score>[^,，的]{0,8}(?:得分|总分|评分|分数|成绩))", MARKS.sub("", text))
    words = measure["score"] if measure else "自评得分"
    said = []
    for asked in solver.cards(text, where) if MARKS.search(text) else [card]:
        score = solver.one(WHOLES.get(words, words), asked, frozenset({FigureKind.SCORE}))
        band = scale.band_of(score.value) if score else None
        if score is None or band is None:
            return solver.missing(question, words, asked)
        said.append(f"{solver.mention(score, citer, name=True)}，属于{band.grade}（{_said(band)}）")
    lead = f"按{who(card)}报告的标准{marker}，{'；'.join(said)}。"
    return Answer(question, Status.ANSWERED, lead, (), tuple(citer.found))


def _said(band: Band) -> str:
    if band.low is None:
        return f"{band.high}分以下"
    return f"{band.low}分以上" + (
        f"、{'不超过' if band.high_held else '不到'}{band.high}分" if band.high is not None else ""
    )


def _quoted(scale: Scale) -> str:
    return scale.passage.text[scale.span.start : scale.span.end].strip()
