"""Identities of scores: parts that make the total, points lost, a rate at its weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from heshu.checking.forms import PRODUCT, RATIO, Form, signed_sum
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, distance
from heshu.checking.roles import Role
from heshu.checking.slips import is_slip, transposed
from heshu.patterns import regex

_FIRST_LEVEL = regex(r"投入|决策|过程|管理|产出|效益|满意度")
HUNDRED = Fraction(100)
NEAR = 10
"""Points up to which a total may be wrong; farther off, other scores make it up."""


def scores(book: Ledger) -> Iterator[Identity]:
    """All identities of scores."""
    entries = [entry for entry in book.entries if entry.base == "分"]
    for passage in book.prose():
        yield from _parts(passage)
        yield from _listed(passage)
        yield from _first_level(passage)
        yield from _losses(passage)
    for entry in entries:
        yield from _deduction(entry, entries)
        yield from _weighted(entry, book)
    for rate in book.entries:
        if rate.role is Role.RATE and "得分率" in rate.figure.label:
            yield from _scored(rate, book.by_passage[rate.passage])
    yield from _across(book)


def _identity(rule: str, stated: Entry, form: Form, operands: Sequence[Entry], sure: bool) -> Identity:
    apart = max(distance(stated, operand) for operand in operands)
    return Identity(rule, stated, form, tuple(operands), sure, apart, stated.figure.label)


def is_total(entry: Entry) -> bool:
    """Whether a score is the whole's."""
    return (entry.role is Role.SCORE and not entry.subject) or bool(
        entry.role is Role.FULL and entry.number == HUNDRED and not entry.subject
    )


def _parts(passage: Sequence[Entry]) -> Iterator[Identity]:
    """A total score and the scores of one paragraph, where their full marks make 100 or nothing else is named."""
    gained = [entry for entry in passage if entry.role is Role.SCORE and entry.base == "分"]
    totals = [entry for entry in passage if is_total(entry) and entry.base == "分"]
    for total in totals:
        parts = [entry for entry in gained if entry.subject]
        if len(parts) < 2:
            continue
        full = [
            entry for entry in passage if entry.role in (Role.FULL, Role.BARE) and entry.subject and entry.base == "分"
        ]
        complete = sum((entry.number for entry in full), Fraction(0)) == HUNDRED and len(full) == len(parts)
        near = abs(sum((part.number for part in parts), Fraction(0)) - total.number) <= 10
        sure = complete or (not full and near and total.index < parts[0].index and total.role is Role.SCORE)
        distinct = len({part.subject for part in parts}) == len(parts)
        if total.role is Role.SCORE or (total.role is Role.FULL and total.number != HUNDRED):
            one = _identity("sum", total, signed_sum([1] * len(parts)), parts, sure and distinct)
            misspelt = distinct and total.role is Role.SCORE and transposed(one)
            yield replace(one, sure=one.sure or misspelt)


def _listed(passage: Sequence[Entry]) -> Iterator[Identity]:
    """A total score and the run of scores behind it that 其中 opens, called by their indicators alone."""
    marks = [entry for entry in passage if entry.base == "分"]
    for place, total in enumerate(marks):
        run = [entry for entry in marks[place + 1 :] if entry.sentence <= total.sentence + 1]
        parts = [entry for entry in run if entry.role in (Role.BARE, Role.SCORE) and entry.subject]
        if not (is_total(total) and total.role is Role.SCORE) or len(parts) < 3 or parts != run:
            continue
        if "其中" not in parts[0].lead or len({part.subject for part in parts}) < len(parts):
            continue
        one = _identity("sum", total, signed_sum([1] * len(parts)), parts, sure=False)
        slipped = is_slip(format(total.figure.value, "f"), format(one.expected, "f"))
        yield replace(one, sure=slipped or transposed(one))


def _first_level(passage: Sequence[Entry]) -> Iterator[Identity]:
    """The one total score of a paragraph, and those of the framework's first-level indicators, which make it up.

    Source: the framework of indicators of 财预〔2020〕10号, whose first level ends in 产出 and 效益.
    """
    marks = [entry for entry in passage if entry.base == "分" and not entry.bounded]
    totals = [entry for entry in marks if _is_reached(entry)]
    parts = [entry for entry in marks if entry not in totals]
    named = [match[0] for entry in parts if (match := _FIRST_LEVEL.match(entry.subject))]
    if len(totals) != 1 or len(set(named)) != len(parts) or len(parts) < 3 or not {"产出", "效益"} <= set(named):
        return
    one = _identity("sum", totals[0], signed_sum([1] * len(parts)), parts, sure=False)
    close = one.exact is not None and abs(one.exact - Fraction(totals[0].figure.value)) <= NEAR
    yield replace(one, sure=close or transposed(one))


def _is_reached(entry: Entry) -> bool:
    """Whether a score is the whole's, and what was reached: 自评得分, and 自评总分 too."""
    called_total = entry.role is Role.FULL and not entry.subject and "自评" in entry.figure.label
    return (is_total(entry) and entry.role is Role.SCORE) or called_total


_IN_BRACKETS = regex(r"[\u4e00-\u9fff]{3,}[（(]扣?$")
"""Points lost that stand in brackets behind a name: they are its, and no whole (渠道改造（扣1.48分）)."""


def _losses(passage: Sequence[Entry]) -> Iterator[Identity]:
    """The points lost in all are those lost one by one."""
    lost = [entry for entry in passage if entry.role is Role.DEDUCTED]
    whole = [entry for entry in lost if not entry.subject]
    parts = [entry for entry in lost if entry.subject]
    if (
        len(whole) == 1
        and len(parts) > 1
        and whole[0].index < parts[0].index
        and not _IN_BRACKETS.search(whole[0].lead)
    ):
        sure = len({part.subject for part in parts}) == len(parts)
        yield _identity("deduction", whole[0], signed_sum([1] * len(parts)), parts, sure)


def _deduction(lost: Entry, entries: Sequence[Entry]) -> Iterator[Identity]:
    """Full marks − score = points lost, of one subject in one paragraph or row."""
    if lost.role is not Role.DEDUCTED or (not lost.subject and _IN_BRACKETS.search(lost.lead)):
        return
    if lost.row and sum(e.role is Role.DEDUCTED and e.sentence == lost.sentence for e in entries) > 1:
        return  # a row that tells for what each of its points was lost
    near = [e for e in entries if e.subject == lost.subject and e.passage == lost.passage]
    if not lost.subject:
        near += [e for e in entries if e.role is Role.FULL and e.number == HUNDRED and not e.subject and e not in near]
    full = [e for e in near if e.role is Role.FULL]
    gained = [e for e in near if e.role in (Role.SCORE, Role.WEIGHTED)]
    for upper in full:
        for lower in gained:
            yield _identity("deduction", lost, signed_sum((1, -1)), (upper, lower), len(full) == 1 and len(gained) == 1)
    here = [e for e in entries if e.sentence == lost.sentence and e.passage == lost.passage]
    further = any(e.role is Role.DEDUCTED and e is not lost for e in here)
    yield from _lost_beside(lost, [e for e in here if e.index < lost.index], further=further)


def _lost_beside(lost: Entry, before: Sequence[Entry], *, further: bool) -> Iterator[Identity]:
    """指标总分 10 分……折算得分 9.64 分，扣 0.36 分: the last full marks and the score right before what was lost.

    Not surely where ``further`` points are lost there: each is a part of what the score lacks.
    """
    if not before or before[-1].index != lost.index - 1 or before[-1].role not in (Role.SCORE, Role.WEIGHTED):
        return
    full = [entry for entry in before if entry.role is Role.FULL]
    if full and (full[-1].subject or full[-1].number == HUNDRED):
        alone = sum(entry.role in (Role.SCORE, Role.WEIGHTED) for entry in before if entry.index > full[-1].index) == 1
        alone = alone and not further
        yield _identity("deduction", lost, signed_sum((1, -1)), (full[-1], before[-1]), alone)


def _weighted(score: Entry, book: Ledger) -> Iterator[Identity]:
    """A rate at its weight: 95.81 % of 10 points is 9.58."""
    if score.role not in (Role.WEIGHTED, Role.SCORE):
        return
    near = book.by_passage[score.passage]
    marks = [e for e in near if e.role in (Role.FULL, Role.BARE) and e.base == "分" and e.number < HUNDRED]
    full = [e for e in marks if e.subject == score.subject]
    if not full and score.role is Role.WEIGHTED:
        full = [e for e in marks if e.sentence == score.sentence and e.index < score.index][-1:]
    given = [e for e in near if e.role in (Role.RATE, Role.AVERAGE) and e.index < score.index and not e.bounded]
    if score.row or not full or not given:
        return
    sure = score.role is Role.WEIGHTED and len(given) == 1
    for rate in given:
        for whole in full:
            yield _identity("score", score, PRODUCT, (rate, whole), sure)


def _scored(rate: Entry, near: Sequence[Entry]) -> Iterator[Identity]:
    """得分率: points gained ÷ full marks."""
    gained = [e for e in near if e.role is Role.SCORE and e.index < rate.index]
    full = [e for e in near if e.role is Role.FULL and e.number and e.index < rate.index]
    if gained and full:
        alone = rate.row and len(gained) == len(full) == 1
        yield _identity("score", rate, RATIO, (gained[-1], full[-1]), alone or gained[-1].subject == full[-1].subject)


def _across(book: Ledger) -> Iterator[Identity]:
    """The whole's score from those of its halves, wherever the report states them."""
    totals = [e for e in book.entries if e.base == "分" and is_total(e) and e.role is Role.SCORE and not e.row]
    halves = [
        [e for e in book.entries if e.role is Role.SCORE and e.base == "分" and e.subject == name and not e.row]
        for name in ("履职效能", "管理效率")
    ]
    for total in totals:
        if all(halves) and any(half[0].passage != total.passage for half in halves):
            parts = [half[0] for half in halves]
            yield _identity(
                "sum", total, signed_sum((1, 1)), parts, all(len({e.number for e in h}) == 1 for h in halves)
            )
