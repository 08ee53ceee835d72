"""Identities of shares: part ÷ whole, and the shares of one whole together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import takewhile

from heshu.checking.consistency import consistent
from heshu.checking.forms import RATIO, REST_OF_WHOLE
from heshu.checking.identity import Identity
from heshu.checking.ledger import FAR, Entry, Ledger, distance, nearest, unique
from heshu.checking.roles import Role
from heshu.checking.slips import probable
from heshu.checking.subjects import flow_of, subject_of
from heshu.folding import fold
from heshu.patterns import regex


def shares(book: Ledger) -> Iterator[Identity]:
    """Every share with the amounts of its part and of its whole."""
    for share in book.entries:
        if share.bounded or not _is_share(share, book):
            continue
        parts = _listed(share, book) or list(_parts(share, book))
        words = whole_of(share, book)
        part, total = (None if words else _in_list(share, parts, book)) or (share, Fraction(0))
        if divided := _stated_before(part, total, book):
            yield _share(share, part, divided, sure=True)
            continue
        wholes = list(_wholes(share, book))
        if total and consistent(share.figure.value, 100 * part.number / total):  # and of nothing else
            wholes = [whole for whole in wholes if whole.number == total]
        named = [whole for whole in wholes if _names(words, whole) and _as_planned(whole, words)]
        for part in parts:
            for whole in wholes:
                if part.base == whole.base and part.index != whole.index and whole.number and _one_measure(part, whole):
                    yield _share(share, part, whole, sure=whole in named and _only(share, part, whole, parts, named))


def _is_share(entry: Entry, book: Ledger) -> bool:
    """Whether it is a share by its name or as the further one of a list (分别占总额的 30% 和 70%)."""
    if entry.role is Role.SHARE:
        return True
    before = book.entries[entry.index - 1] if entry.index else entry
    return entry.role is Role.RATE and before.role is Role.SHARE and len(entry.lead) <= 1 and bool(_listed(entry, book))


def _share(share: Entry, part: Entry, whole: Entry, *, sure: bool) -> Identity:
    apart = distance(share, part) + distance(share, whole)
    name = _part_name(share.figure.label) or part.figure.label
    of = share.figure.whole or whole.figure.label
    return probable(Identity("share", share, RATIO, (part, whole), sure, apart, f"{name}占{of}的比例"))


def _only(share: Entry, part: Entry, whole: Entry, parts: Sequence[Entry], wholes: Sequence[Entry]) -> bool:
    """Whether part and whole stand beside the share or are the only ones of their names."""
    spent = [one for one in wholes if one.role is not Role.PLAN and one.stage not in ("prior", "part")]
    if part.passage == share.passage:
        near = nearest(share, spent)
        return whole.passage == share.passage or _same_table(share, whole) or (whole in near and unique(near))
    spent = [one for one in spent if one.role is Role.DONE] or spent or list(wholes)
    alike = [one for one in parts if one.role is whole.role and one.stage == whole.stage]
    return unique(alike or parts) and whole in spent and unique(spent)


def _listed(share: Entry, book: Ledger) -> list[Entry]:
    """The part of a share in a list: 甲 3 万元、乙 7 万元，分别占总额的 30% 和 70%."""
    sentence = book.by_sentence[share.sentence]
    place = sentence.index(share)
    first = place
    while first > 0 and sentence[first - 1].figure.unit == "%" and "分别" not in sentence[first].lead:
        first -= 1
    if "分别" not in sentence[first].lead:
        return []
    count = sum(1 for _ in takewhile(lambda entry: entry.figure.unit == "%", sentence[first:]))
    amounts = [entry for entry in sentence[:first] if entry.plain]
    return [amounts[-count:][place - first]] if len(amounts) >= count else []


def _in_list(share: Entry, parts: Sequence[Entry], book: Ledger) -> tuple[Entry, Fraction] | None:
    """A share's part right before it in prose, and what the list that it stands in adds up to.

    按来源分：中央 200 万元，县级 100 万元。其中中央占 66.67%: a share of what was divided.
    """
    for part in parts:
        near = not share.row and part.passage == share.passage and 0 <= share.sentence - part.sentence <= 1
        listed = [one for one in book.by_sentence[part.sentence] if one.plain and one.base == part.base]
        if near and len(listed) > 1 and part.number:
            return part, sum((one.number for one in listed), Fraction(0))
    return None


def _stated_before(part: Entry, total: Fraction, book: Ledger) -> Entry | None:
    """The figure that a list adds up to, where it is stated in the list's paragraph before it."""
    before = (one for one in book.by_passage[part.passage] if one.sentence < part.sentence and one.plain)
    return next((one for one in before if one.base == part.base and one.number == total), None)


def _part_name(label: str) -> str:
    return re.sub(r"(?:所?占(?:.*)?(?:比重?|比例|占比)|占比|比重)$", "", label)


def _same_table(one: Entry, other: Entry) -> bool:
    return one.row and other.row and one.section == other.section


def _one_measure(part: Entry, whole: Entry) -> bool:
    if whole.stage in ("prior", "part") or part.stage in ("prior", "part"):
        return part.stage == whole.stage
    if Role.BARE in (part.role, whole.role) or part.role is whole.role or (_is_left(part) and _is_left(whole)):
        return part.stage == whole.stage or "" in (part.stage, whole.stage)
    return False


def _parts(share: Entry, book: Ledger) -> Iterator[Entry]:
    label = re.sub(r"所?占.*$", "", fold(share.figure.label))
    subject, flow = subject_of(label), flow_of(label)
    total = bool(re.search(r"合计|总计", label))
    for entry in book.entries:
        if not entry.plain and not _left_beside(share, entry):
            continue
        if (
            (share.row and entry.passage == share.passage and entry.index < share.index)
            or (entry.passage == share.passage and entry.index == share.index - 1 and entry.sentence == share.sentence)
            or (not share.row and not total and entry.subject == subject and subject and _flows(entry.flow, flow))
        ):
            yield entry


def _wholes(share: Entry, book: Ledger) -> Iterator[Entry]:
    whole = whole_of(share, book)
    subject, flow = subject_of(whole), flow_of(whole) or flow_of(fold(share.figure.label))
    generic = not subject
    for entry in book.entries:
        if entry.index == share.index or not (entry.plain or (_is_left(entry) and fold(entry.figure.label) == whole)):
            continue
        if share.row and entry.row and generic:
            summed = re.search(r"合计|总计", entry.figure.label) and entry.passage != share.passage
            if summed and _flows(entry.flow, flow):
                yield entry
        elif (
            (whole and fold(entry.figure.label) == whole)
            or (generic and entry.subject == "" and entry.base == "元" and _flows(_flow(entry), flow))
            or (not generic and entry.subject == subject and _flows(entry.flow, flow) and _as_planned(entry, whole))
            or (entry.sentence == share.sentence and entry.index < share.index - 1)
        ):
            yield entry


def _is_left(entry: Entry) -> bool:
    return entry.role in (Role.REST, Role.OPENING, Role.CLOSING) and bool(entry.base) and not entry.bounded


def _left_beside(share: Entry, entry: Entry) -> bool:
    """Whether what is left of one thing stands right before its share of what is left in all."""
    return _is_left(entry) and entry.index == share.index - 1 and entry.sentence == share.sentence


def _as_planned(entry: Entry, whole: str) -> bool:
    return entry.role is not Role.PLAN or bool(re.search("预算|计划", whole))


def _names(words: str, whole: Entry) -> bool:
    """Whether the whole is the one that a share's words name."""
    return fold(whole.figure.label) == words or whole.subject == subject_of(words)


def whole_of(share: Entry, book: Ledger) -> str:
    """What the share is of, by its own words or by those of the list that it stands in."""
    before = book.entries[share.index - 1]
    if share.figure.whole or share.row:
        return fold(share.figure.whole)
    return fold(before.figure.whole if share.role is Role.RATE else "") or _within(share, book)


WITHIN = regex(
    r"^(?:20\d\d年?度?|全年|本年度?|当年|其中)?(?P<whole>[\u4e00-\u9fff]{0,8}(?:支出|收入|经费|资金|预算))(?:之|当)?中[,，]"
)
"""What the parts of a sentence are of, said at its beginning: 基本支出中，人员经费占90.72%，公用经费占9.28%."""


def _within(share: Entry, book: Ledger) -> str:
    """The whole that a sentence of nothing but shares begins with."""
    sentence = book.by_sentence[share.sentence]
    before = [entry for entry in sentence if entry.index < share.index]
    opening = WITHIN.match(sentence[0].lead)
    return opening["whole"] if opening and all(entry.role is Role.SHARE for entry in before) else ""


def _flows(one: str, other: str) -> bool:
    return not one or not other or one == other


def _flow(entry: Entry) -> str:
    """Whether an amount is of income or of spending, by what its label says was done with it too (执行数)."""
    return entry.flow or ("out" if PAID.search(entry.figure.label) else "")


PAID = regex("执行|支付")


def whole_shares(book: Ledger) -> Iterator[Identity]:
    """Shares of one whole in one paragraph or table make 100 %."""
    for group in _share_groups(book):
        parts = [share for share in group if share.number < 1]
        if len(parts) < 2 or len({share.subject for share in parts}) != len(parts):
            continue
        found = sum((share.number for share in parts), Fraction(0))
        if abs(found - 1) < Fraction(len(parts), 100):
            last = parts[-1]
            of = last.figure.whole or "总数"
            name = _part_name(last.figure.label)
            yield Identity("share", last, REST_OF_WHOLE, tuple(parts[:-1]), False, FAR, f"{name}占{of}的比例")


def _share_groups(book: Ledger) -> Iterator[list[Entry]]:
    for passage in book.prose():
        shares_here = [e for e in passage if e.role is Role.SHARE and not e.bounded]
        for whole in dict.fromkeys(share.figure.whole for share in shares_here):
            yield [share for share in shares_here if share.figure.whole == whole]
