"""Identities of change: what was added or lost, growth rates, percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from heshu.checking.forms import RATIO, Form, growth, growth_of_change, signed_sum
from heshu.checking.identity import Identity
from heshu.checking.identity_rates import same_subject
from heshu.checking.ledger import Entry, Ledger
from heshu.checking.roles import Role
from heshu.folding import fold
from heshu.patterns import regex

VAGUE = frozenset({"", "项目"})
"""Subjects that say nothing of their own."""
FORMER = ("prior", "initial")


def changes(book: Ledger) -> Iterator[Identity]:
    """All identities of change, within a sentence or a table's row."""
    for alone in book.sentences:
        sentence = _with_this_year(alone, book)
        for entry in alone:
            if entry.bounded:
                continue
            if entry.role is Role.CHANGE:
                yield from _amount(entry, sentence)
            elif entry.role is Role.GROWTH:
                yield from _growth(entry, sentence)
            elif entry.role is Role.POINTS:
                yield from _points(entry, sentence)


def _with_this_year(sentence: tuple[Entry, ...], book: Ledger) -> tuple[Entry, ...]:
    """A sentence that states the former year's figure alone, with this year's from the sentence before it.

    全年支出120万元，执行率98%。与上年支出100万元相比，增长20%: what grew is the spending of the sentence before.
    Only sentences that break that down (其中) may stand between the two.
    """
    levels = [e for e in sentence if e.base and _is_level(e) and not e.bounded]
    changed = next((e.index for e in sentence if e.role in (Role.CHANGE, Role.GROWTH, Role.POINTS)), sentence[-1].index)
    levels = levels if len(levels) == 1 else [e for e in levels if e.index < changed]  # what follows is its reason
    if sentence[0].row or len(levels) != 1 or levels[0].stage != "prior":
        return sentence
    old = levels[0]
    before = [e for e in book.by_passage[old.passage] if e.sentence < old.sentence and _is_this_years(e, old)]
    nearest = [e for e in before if e.sentence == before[-1].sentence]
    between = range(nearest[0].sentence + 1, old.sentence) if nearest else ()
    beside = all(n in book.by_sentence and book.by_sentence[n][0].lead.startswith("其中") for n in between)
    return (*nearest, *sentence) if len(nearest) == 1 and beside else sentence


def _is_this_years(entry: Entry, old: Entry) -> bool:
    """Whether an entry is what a former year's figure is of, of the report's own year, and no budget."""
    alike = entry.subject == old.subject and entry.flow == old.flow and bool(old.subject or old.flow)
    level = entry.base == old.base and entry.role in (Role.DONE, Role.BARE) and entry.stage == ""
    return alike and level and not entry.bounded and "预算" not in entry.figure.label


def _pairs(change: Entry, sentence: Sequence[Entry], base: str) -> list[tuple[Entry, Entry, bool]]:
    """(current, former, sure) for a change: the former one is named so, or the two stand right before it."""
    near = [
        e
        for e in sentence
        if e.base == base and not e.bounded and _is_level(e) and (e.index < change.index or _follows(e, change))
    ]
    former = [e for e in near if _is_former(e) and not (e.stage == "initial" and _of_last_year(change))]
    current = [e for e in near if not _is_former(e)]
    pairs = []
    for old in former:
        for new in current:
            pairs.append((new, old, _one_thing(change, new, old) and _closest(new, current, change)))
    before = [e for e in near if e.index < change.index]
    if not pairs and len(before) >= 2:
        pairs.append((before[-2], before[-1], False))
        pairs.append((before[-1], before[-2], False))
    return pairs


def _is_former(entry: Entry) -> bool:
    """Whether it is what there was before: of a former year, planned at first, or what the year began with."""
    return entry.stage in FORMER or entry.role is Role.OPENING


def _of_last_year(change: Entry) -> bool:
    """Whether a change is one since the year before, with which a budget of this year's beginning has nothing to do."""
    return bool(LAST_YEAR.search(change.lead + change.figure.label))


LAST_YEAR = regex(r"(?:比|较|与|同)(?:上年|上一年|去年|20\d\d年(?!初|预算|年初))|同比")


def _is_level(entry: Entry) -> bool:
    return entry.role in LEVELS


LEVELS = frozenset(
    {Role.PLAN, Role.DONE, Role.BARE, Role.RATE, Role.AVERAGE, Role.SCORE, Role.REST, Role.SHARE}
    | {Role.OPENING, Role.CLOSING}
)


def _follows(entry: Entry, change: Entry) -> bool:
    """Whether a former amount stands in brackets behind its change, or what it led to right behind it."""
    if entry.stage == "prior":
        return entry.index - change.index <= 2
    return entry.index - change.index == 1 and (entry.stage == "adjusted" or _supplements(entry, change))


def _supplements(entry: Entry, change: Entry) -> bool:
    """年初安排 6,850 万元，年中追加 1,130 万元，全年预算总额 7,980 万元."""
    return entry.role is Role.PLAN and bool(re.search("追加|调增|调减|核减|追减", change.lead))


def _one_thing(change: Entry, new: Entry, old: Entry) -> bool:
    if new.row:
        return same_subject(new.subject, old.subject)
    if not old.subject or {new.subject, old.subject} <= VAGUE:
        return True
    return same_subject(new.subject, old.subject) or "同比" in change.lead or "比上年" in change.lead


def _closest(new: Entry, among: Sequence[Entry], change: Entry) -> bool:
    after = [entry for entry in among if entry.index > change.index]
    return new is (after or list(among))[-1]


def _amount(change: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    for new, old, sure in _pairs(change, sentence, change.base):
        signed = _signed(change)
        same_way = signed or (new.number < old.number) == change.falls
        signs = (-1, 1) if change.falls and not signed else (1, -1)
        yield _identity("difference", change, signed_sum(signs), (new, old), sure and same_way)


def _signed(change: Entry) -> bool:
    """Whether the column says 增减: its numbers carry their own sign, as those of 减少 and 降幅 do not."""
    return change.figure.value < 0 or (change.row and not DECLINES.search(fold(change.figure.label)))


DECLINES = regex(
    r"(?:减少|下降|降低|压减|压降|压缩|下滑|回落|(?<![增升涨])[降减跌])(?:了|率|额|数|幅度?|金额|比例|百分比|百分点)*(?:[（(].*[)）])?$"
)
"""The end of a head whose numbers are decreases."""


def _growth(rate: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    former = [e for e in sentence if e.index < rate.index and e.role is Role.CHANGE]
    change = former[-1] if former else None
    for base in {e.base: None for e in sentence if e.base}:
        for new, old, sure in _pairs(rate, sentence, base):
            if not old.number:
                continue
            falls = rate.falls and not _signed(rate)
            fits = change is None or change.base == base
            same_way = (new.number < old.number) == falls or (_signed(rate) and not _unsigned(rate, new, old))
            yield _identity("growth", rate, growth(falls), (new, old), sure and fits and same_way)
            if rate.row and rate.figure.label.endswith("同比"):  # 125% of the year before, as some write +25%
                yield _identity("growth", rate, RATIO, (new, old), sure=False)
    if change and rate.index - change.index == 1 and not rate.row:
        yield from _from_change(rate, change, sentence)
        for old in sentence:
            if old.stage == "prior" and old.base == change.base and _is_level(old) and old.number:
                yield _identity("growth", rate, RATIO, (change, old), True)


def _unsigned(rate: Entry, new: Entry, old: Entry) -> bool:
    """Whether a rate is what a fall comes to, its sign left out: a matter of writing, and not of counting."""
    return _identity("growth", rate, growth(rate.figure.value > 0), (new, old), sure=False).agrees


def _from_change(rate: Entry, change: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    """增加 12.3 万元，增长 5.6 %: the former amount is the current one without the change."""
    levels = [e for e in sentence if e.index < change.index and e.base == change.base and _is_level(e)]
    if levels and not _is_former(levels[-1]) and levels[-1].number:
        only = not any(_is_former(e) for e in sentence)
        yield _identity("growth", rate, growth_of_change(change.falls), (change, levels[-1]), only and len(levels) == 1)


def _points(points: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    levels = [e for e in sentence if e.figure.unit == "%" and _is_level(e) and e.index < points.index]
    if len(levels) < 2:
        return
    new, old = (levels[-2], levels[-1]) if levels[-1].stage in FORMER else (levels[-1], levels[-2])
    sure = old.stage in FORMER and (points.falls == (new.number < old.number))
    yield _identity("difference", points, signed_sum((-1, 1) if points.falls else (1, -1)), (new, old), sure)


def _identity(rule: str, stated: Entry, form: Form, operands: tuple[Entry, ...], sure: bool) -> Identity:
    apart = max(abs(stated.index - operand.index) for operand in operands)
    return Identity(rule, stated, form, operands, sure, apart, stated.figure.label)
