"""A claimed change that the report tells beside the two amounts it is of, where none of them bears its full name.

合计 9.80 9.60 8.19 比上年下降16.43% under a caption that says of what; 与上年24.90万元相比，下降14.30% behind this
year's amount.  The claim is called right where these amounts give it; where they do not, nothing is said, for which of
them it is of is then not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from heshu.asking.checks.changed import WAY
from heshu.asking.computing import verdicts
from heshu.asking.evidence.calculating import calculation
from heshu.asking.evidence.claimed import Claim
from heshu.asking.evidence.compose import Citer, sentence_of, who
from heshu.asking.evidence.operands import AMOUNTS, COUNTED, MARKS, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.wording.changes import DOWN
from heshu.asking.wording.terms import content, pairs
from heshu.checking.consistency import consistent
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Passage, PassageKind, Status, Value

FORMER = regex(
    r"[与同和跟较比](?:上年度?|去年|20\d\d年度?)(?:同期|决算|支出)?的?"
    r"(?P<old>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)"
)
SAID_OF_CHANGE = regex(
    r"说|报告|正文|里|比|较|上年|去年|同比|下降|减少|降低|增长|增加|上升|降了?|增了?|涨了?"
    r"|这个|幅度?|算|准|对|复核|核对|一下|数"
)
NAMED = 0.5
"""Share of the words for what changed that the row or the sentences must hold with their headings."""
CHANGES = "降减少低增长加升涨高"


def holds(solver: Solver, question: str, text: str, claims: Sequence[Claim], card: Card) -> Answer | None:
    """The verdict that a claimed change is right; ``None`` where the report does not tell it, or other amounts."""
    if len(claims) != 1 or claims[0].unit != "%":
        return None
    claim = claims[0]
    before = text.partition(claim.text)[0].rstrip()
    way = WAY.search(before)
    thing = pairs(content(SAID_OF_CHANGE.sub(" ", MARKS.sub(" ", before))))
    if way is None or not thing:
        return None
    falls, shelf = way["way"] in DOWN, solver.shelf(card.id)
    number = fold(claim.text)
    for passage in shelf.of.values():
        told = fold(passage.text).partition(number)
        word = re.search(rf"(?P<way>[{CHANGES}])[^\d，。,;；]{{0,3}}$", told[0]) if told[1] else None
        if word is None or (word["way"] in DOWN) is not falls:
            continue
        held = pairs([fold("".join((*passage.path[-2:], passage.text)))])
        if len(thing & held) < NAMED * len(thing):
            continue
        for new, old in _levels(passage, shelf, card, len(told[0])):
            if answer := _right(solver, question, claim, passage, (new, old), falls=falls):
                return answer
    return None


def _levels(passage: Passage, shelf: Shelf, card: Card, at: int) -> Iterator[tuple[Operand, Decimal]]:
    """Amounts of the report's year with those of the year before that stand beside the change."""
    here = [one for one in shelf.figures_in(passage.id) if one.kind in COUNTED]
    year = card.year or 0
    if passage.kind is PassageKind.TABLE_ROW:
        for new in here:
            old = [o for o in here if o.label == new.label and o.unit == new.unit and f"{year - 1}年" in o.period]
            if f"{year}年" in new.period and len(old) == 1:
                yield Operand(card, new), old[0].value
        return
    span = sentence_of(passage, max(at - 1, 0), at)
    sentence = fold(passage.text[span.start : at])
    former = list(FORMER.finditer(sentence))
    if len(former) != 1:
        return
    old_value = Decimal(former[0]["old"].replace(",", ""))
    for new in here:
        if new.kind in AMOUNTS and new.start < span.start and new.unit == former[0]["unit"]:
            yield Operand(card, new), old_value


def _right(
    solver: Solver, question: str, claim: Claim, passage: Passage, levels: tuple[Operand, Decimal], *, falls: bool
) -> Answer | None:
    new, old = levels
    high, low = (old, new.value) if falls else (new.value, old)
    if not old or high <= low:
        return None
    found, exact = calculation(f"subtract({high:f}, {low:f}), divide(#0, {old:f})", "%", [new])
    if not consistent(claim.value, exact):
        return None
    citer = Citer(solver.library)
    at = passage.text.find(claim.text)
    marks = citer.cite(passage, sentence_of(passage, at, at + len(claim.text)))
    said = solver.mention(new, citer)
    way = "下降" if falls else "增长"
    changed = f"由{old:f}{new.unit}到{new.with_unit}，{way}{claim.text}（{found.expression}）"
    lead = f"{who(new.card)}一致：{changed}{marks}。{said}。"
    one = verdicts.held(found, claim.value, right=True)
    return Answer(
        question,
        Status.ANSWERED,
        lead,
        (Value(format(claim.value, "f"), "%"),),
        tuple(citer.found),
        (one,),
        plan="核对",
    )
