"""Which reports hold just the words that are asked after, and which write the amount of a thing.

哪些部门有依申请公开数据 is of the reports that print 依申请公开, and of none that only has other 数据.
"""

from __future__ import annotations

from collections.abc import Sequence

from heshu.asking.comparing.columns import column
from heshu.asking.evidence.compose import refuse
from heshu.asking.evidence.excerpts import MARKS_OF_SPEECH, Sentence, sentence_spans
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.wide import WIDE
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind, Passage

HAS = regex(r"^(?:都|也)?(?:有|开展|涉及)(?:了|过)?(?:关于|有关)?")
TAIL = regex(r"的?(?:相关|有关|具体)?(?:工作|数据|情况|内容|方面|信息|事项|说明|描述|表述|部分|章节)的?$")
"""Words behind a matter that say nothing of it."""
LEAST = 3
"""Characters of a matter that a sentence holds by no chance."""
LONG = 12


def word_for_word(solver: Solver, phrase: str, cards: Sequence[Card]) -> list[tuple[Card, Sentence]]:
    """The first sentence of each report that prints a short matter as it is asked; none where it is no such matter."""
    bare = "".join(fold(phrase).split()).strip("的?？")
    matter = TAIL.sub("", HAS.sub("", bare))
    if not HAS.match(bare) or not LEAST <= len(matter) <= LONG or not matter.isalpha():
        return []
    found = ((card, _first(solver, matter, card)) for card in cards)
    return [(card, one) for card, one in found if one]


def _first(solver: Solver, matter: str, card: Card) -> Sentence | None:
    shelf = solver.shelf(card.id)
    held = [passage for passage in shelf.readable if matter in MARKS_OF_SPEECH.sub("", shelf.folded[passage.id])]
    said = (one for passage in held for one in _sentences(passage) if matter in MARKS_OF_SPEECH.sub("", fold(one.text)))
    return next(said, None)


def _sentences(passage: Passage) -> list[Sentence]:
    return [Sentence(passage, span, 1.0) for span in sentence_spans(passage)]


WRITES = r"(?:写明|写到|写出|写了|写|披露|公布|公开|列出|列明|说明|给出|报告)"
AMOUNT_OF = regex(
    rf"[^,，]{{0,8}}?(?:没有?|未|都)?{WRITES}了?(?P<thing>[^,，]{{2,14}}?)的?(?:具体|实际)*的?(?:金额|数额|数字)[?？]?"
)
"""What reports write, or do not write, the amount of."""


def no_amount(solver: Solver, question: str, words: str, cards: Sequence[Card]) -> Answer | None:
    """That no report writes the amount of a thing; ``None`` where one does, or another thing is asked."""
    asked = AMOUNT_OF.fullmatch(words.strip(" ?？,，"))
    if asked is None or len(cards) > WIDE:
        return None
    thing = asked["thing"]
    tables = (column(solver, f"{thing}{end}", cards) for end in ("", "金额"))
    stated = any(
        cell.operands[0].figure.kind in (FigureKind.AMOUNT, FigureKind.CHANGE) for t in tables for cell in t.cells
    )
    return None if stated else refuse(question, f"范围内的{len(cards)}份报告都没有写明“{thing}”的金额。")
