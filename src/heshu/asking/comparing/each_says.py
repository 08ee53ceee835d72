"""What each of several named departments says of one matter that the question says they all speak of.

甲和乙都提到了人员方面的困难，各是什么情况: each report is looked through alone, what is not well among its problems and
reasons, anything else in all of its prose; one place is quoted of each.  Where one of them has no place that clearly
speaks of the matter, nothing is said here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heshu.asking.evidence.compose import Citer, say_sentences
from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.planning.scope import AND, MENTIONED
from heshu.asking.telling.remedies import ITEM
from heshu.asking.wording.terms import content, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Passage, PassageKind, Status

_SPEAK = r"(?:提到|提及|讲到|说到|写到|谈到|检讨|承认|反映|提出|写明|写|说|讲|有|存在|做|搞|画|开展|出现)"
BOTH_SAY = regex(
    rf"{MENTIONED}(?:{AND}{MENTIONED})+(?:这?[两二三四五]家(?:部门|单位)?)?(?:的?报告)?(?:里面?|中)?(?:都|均|也都|全都?)(?:曾|在报告里|自己)*(?P<verb>{_SPEAK})(?:了|到|过|自己|自家|有)*"
    r"(?P<what>[^,，。;；?？]{3,26}?)[,，。;；]+(?P<ask>[^。]*?(?:各是|各自?|分别|两家|三家|几家|它们)[^。]*)[?？。]?"
)
"""What several departments are said to speak of, and what is asked of it."""
IN_WORDS = regex(
    r"(?:怎么|如何|怎样)(?:说|写|讲|提|表述|解释|描述)|情况|原因|理由|原话|不同|区别|什么(?:样的)?(?:困难|问题|毛病|不足)|管什么"
)
OTHERWISE = regex(r"多少|几|百分之|时候|何时|哪|谁|[,，]")
"""What asks for more than how it is said: the place that speaks of a matter need not hold that."""
ILL = regex(
    r"问题|不足|困难|难处|短板|薄弱|滞后|[慢迟缺]|晚(?![会上间餐])|低(?![保收])|差(?![异旅别额])|不够?|没有?|未|检讨|承认|流失|超[支期]"
)
HEADED_ILL = regex(r"问题|不足|困难|原因|扣分|失分|短板")
FRAME = regex(r"方面|困难|难处|问题|不足|情况|短板|的|事情?|工作")
DONE = regex(r"^[\u4e00-\u9fff]{1,2}(?:了|过)(?=..)")
"""What was done with the matter: 画了, 成立了."""
KIN = (
    (regex(r"人员|人手|人力|队伍|人才|缺人"), ("人员", "人手", "人才", "队伍", "编制不足", "在编")),
    (regex(r"[慢迟拖]|晚(?![会上间餐])|不及时|滞后"), ("不及时", "迟", "滞后", "逾期", "超期", "延误", "晚", "偏慢")),
)
"""Words of one meaning in what is not well."""
SHORT = 2
"""Sentences up to which a paragraph is quoted whole."""
ENOUGH, CLOSE = 0.6, 0.1
"""Share of the matter's weight that a place must hold, and how near the next may come to it."""


def told(solver: Solver, question: str, marked: str, cards: Sequence[Card]) -> Answer | None:
    """What each department says of the matter, one place each; ``None`` where one of them says nothing of it."""
    match = BOTH_SAY.fullmatch(marked)
    if match is None or not IN_WORDS.search(match["ask"]) or OTHERWISE.search(match["ask"]):
        return None
    if len({card.department for card in cards}) != len(cards):
        return None
    citer = Citer(solver.library)
    lines = []
    for card in cards:
        found = _places(solver.shelf(card.id), match["verb"], match["what"])
        if not found:
            return None
        lines.append(say_sentences(found, card, citer))
    return Answer(question, Status.ANSWERED, "\n".join(lines), (), tuple(citer.found), plan="各家所说")


def _places(shelf: Shelf, verb: str, what: str) -> list[Sentence]:
    """The place of a report that clearly speaks of a matter; empty where none does, or several do as much."""
    ill = bool(ILL.search(verb + what))
    parts = _parts(what, shelf, ill=ill)
    mass = sum(weight for _, weight in parts)
    if not mass:
        return []
    rows = sorted(
        (
            (sum(weight for names, weight in parts if any(name in text for name in names)) / mass, sentences)
            for text, sentences in (_items(shelf) if ill else _sentences(shelf))
        ),
        key=lambda row: -row[0],
    )
    if not rows or rows[0][0] < ENOUGH:
        return []
    best = [sentences for share, sentences in rows if share >= rows[0][0] - CLOSE]
    return [one for sentences in best[:2] for one in sentences]


def _parts(what: str, shelf: Shelf, *, ill: bool) -> list[tuple[tuple[str, ...], float]]:
    """The pieces of a matter with the words that say each, and what each weighs in the report."""
    text = FRAME.sub(" ", DONE.sub("", fold(what)))
    found: list[tuple[tuple[str, ...], float]] = []
    for said, names in KIN if ill else ():
        if said.search(text):
            found.append((names, 1.0))
            text = said.sub(" ", text)
    known = telling(content(text), shelf.weights)
    if ill:  # what is not well is seldom said in a question's words
        known = frozenset(pair for pair in known if any(pair in one for one in shelf.folded_readable))
    weights = {pair: shelf.weights.mass(frozenset([pair])) for pair in known}
    total = sum(weights.values())
    return found + [((pair,), weight / total) for pair, weight in weights.items()] if total else found


def _items(shelf: Shelf) -> Iterator[tuple[str, list[Sentence]]]:
    """What stands under problems and reasons, paragraph by paragraph with the heading above it."""
    for passage in _prose(shelf):
        if not HEADED_ILL.search("".join(passage.path)):
            continue
        spans = sentence_spans(passage)
        if passage.kind is not PassageKind.LIST and len(spans) <= SHORT:
            yield (
                unspaced(fold("".join(passage.path[-1:]) + passage.text)),
                [Sentence(passage, span, 1.0) for span in spans],
            )
            continue
        for n, span in enumerate(spans):
            after = passage.text[spans[n + 1].start : spans[n + 1].end] if n + 1 < len(spans) else ""
            both = after and passage.kind is not PassageKind.LIST and not ITEM.match(after)
            here = [Sentence(passage, one, 1.0) for one in spans[n : n + 1 + bool(both)]]
            yield unspaced(fold(passage.text[span.start : span.end])), here


def _sentences(shelf: Shelf) -> Iterator[tuple[str, list[Sentence]]]:
    for passage in _prose(shelf):
        for span in sentence_spans(passage):
            yield unspaced(fold(passage.text[span.start : span.end])), [Sentence(passage, span, 1.0)]


def _prose(shelf: Shelf) -> Iterator[Passage]:
    return (one for one in shelf.readable if one.kind not in (PassageKind.TABLE_ROW, PassageKind.TITLE))
