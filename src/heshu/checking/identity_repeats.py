"""The same figure in two places, and what a reviewer notes by hand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from heshu.checking.forms import RATIO, SAME
from heshu.checking.identity import Identity
from heshu.checking.identity_rates import EXECUTION
from heshu.checking.identity_scores import HUNDRED
from heshu.checking.ledger import Entry, Ledger, distance
from heshu.checking.quantities import round_half_up
from heshu.checking.roles import Role
from heshu.checking.slips import is_slip
from heshu.folding import fold
from heshu.patterns import regex

_WHOLE = regex(
    r"(?:收入|支出)(?:决算)?(?:总额|合计|总计)|总(?:收入|支出)|整体支出$|整体支出(?:绩效)?(?:自评|评价)?(?:综合|总)?得分|综合得分|自评(?:综合|总)?得分$|^得分合计$|^合计得分$"
    r"|(?:部门|整体|总体)预算执行率|年度?平均执行率|年度评价执行率"
)
_ROLES = (Role.PLAN, Role.DONE, Role.BARE, Role.RATE, Role.AVERAGE, Role.SCORE, Role.OPENING, Role.CLOSING, Role.SHARE)
_VAGUE = regex(r"^(?:该|本|此|其中|以上|上述)|^项目$|^(?:受天气|未|实)$")
OVER = Fraction(120, 100)


def repeats(book: Ledger) -> Iterator[Identity]:
    """Figures of one name, stage and kind that stand in different passages."""
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in book.entries:
        named = entry.subject or (_names_whole(entry) and not _of_some(entry, book))
        if entry.role in _ROLES and not entry.bounded and named:
            groups[_key(entry)].append(entry)
    for group in groups.values():
        if not _several_forms(group):
            yield from _compare(group)


def _of_some(entry: Entry, book: Ledger) -> bool:
    """Whether a score is the total of a table of which the full marks come to less than a hundred."""
    row = book.by_sentence[entry.sentence] if entry.row and entry.base == "分" else ()
    full = [one.number for one in row if one.role is Role.FULL]
    return bool(full) and HUNDRED not in full


def _several_forms(group: Sequence[Entry]) -> bool:
    """Whether the report fills in several score forms, one for each project."""
    return sum(entry.row and entry.base == "分" for entry in group) > 1


def _names_whole(entry: Entry) -> bool:
    return bool(_WHOLE.search(fold(entry.figure.label)))


def _key(entry: Entry) -> tuple[object, ...]:
    role = entry.role
    if role in (Role.DONE, Role.BARE) and entry.base == "元":
        role = Role.DONE
    label = "" if entry.base == "元" or entry.role in (Role.AVERAGE, Role.SCORE) else _measure(entry)
    counted = _measure(entry) if entry.base not in ("元", "分", "") else ""
    whole = entry.figure.whole if entry.role is Role.SHARE else ""
    return (
        entry.subject,
        entry.base,
        role,
        entry.stage,
        entry.flow if entry.base == "元" else "",
        label,
        counted,
        whole,
    )


def _measure(entry: Entry) -> str:
    if entry.role is Role.RATE and EXECUTION.search(entry.figure.label):
        return "execution"
    return re.sub(r"的|^(?:全年|20\d\d年度?)", "", fold(entry.figure.label))


def _compare(group: Sequence[Entry]) -> Iterator[Identity]:
    for place, stated in enumerate(group):
        others = [e for e in group[:place] if e.passage != stated.passage]
        if others:
            for other in others:
                yield _same(stated, other)


def _same(stated: Entry, other: Entry) -> Identity:
    """The later one against the former; the finer one gives the coarser."""
    if _step(stated) < _step(other):
        stated, other = other, stated
    sure = not _VAGUE.search(stated.subject) and not _VAGUE.search(other.subject)
    certain = sure and stated.base != "" and (_names_whole(stated) and _names_whole(other) and stated.base == "分")
    slipped = sure and slip(stated, other) and not (stated.row and other.row) and _one_total(stated, other)
    return Identity(
        "repeated", stated, SAME, (other,), certain or slipped, distance(stated, other), stated.figure.label
    )


def _one_total(one: Entry, other: Entry) -> bool:
    """Whether neither is a 总计, which takes carry-over in, where the other is none."""
    return ("总计" in one.figure.label + one.head) == ("总计" in other.figure.label + other.head)


def _step(entry: Entry) -> Fraction:
    return entry.factor * Fraction(10) ** -entry.digits


def slip(one: Entry, other: Entry) -> bool:
    """Whether two amounts differ as a slip of the pen does: digits transposed, or one digit of at least four."""
    first, second = (_digits(entry) for entry in (one, other))
    apart = abs(one.number - other.number) > 2 * max(_step(one), _step(other))
    return len(first) >= 4 and apart and is_slip(first, second)


def _digits(entry: Entry) -> str:
    return str(round_half_up(entry.number * 100, 0)).strip("0")


# ---------------------------------------------------------------- notes


def high_completion(book: Ledger) -> Iterator[Identity]:
    """Completion rates of 120 % and more, with the amount behind them: amount ÷ rate is the target that was set."""
    for rate in book.entries:
        if rate.role is not Role.RATE or rate.number < OVER or not re.search("完成", rate.figure.label):
            continue
        before = [
            e for e in book.by_passage[rate.passage] if e.index < rate.index and e.plain and e.base not in ("", "元")
        ]
        yield Identity("completion-rate", rate, RATIO, (before[-1],) if before else (), False, 0, rate.figure.label)
