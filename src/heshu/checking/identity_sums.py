"""Identities of totals and parts: what 其中 breaks down, compositions that the field knows, carry-over, remainders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import takewhile

from heshu.checking.forms import signed_sum
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, close, distance, unique
from heshu.checking.roles import Role
from heshu.checking.slips import probable, transposed
from heshu.folding import fold
from heshu.patterns import regex

COMPOSITIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("财政拨款", ("一般公共预算财政拨款", "政府性基金预算财政拨款")),
    ("", ("基本", "项目")),
    ("", ("人员类", "运转类", "特定目标类")),
    ("基本", ("人员", "公用")),
    ("三公", ("因公出国境费", "公务用车购置及运行维护费", "公务接待费")),
    ("三公", ("因公出国境费", "公务用车购置费", "公务用车运行维护费", "公务接待费")),
    ("三公", ("因公出国境费", "公务用车运行维护费", "公务接待费")),
    ("公务用车购置及运行维护费", ("公务用车购置费", "公务用车运行维护费")),
)
"""Totals and all of their parts, by subject (财政部, 政府收支分类科目 and the forms of departments' final accounts)."""
_OPENS = regex(r"其中|包括|分别|按.*分|[:：]|[（(](?![^()（）]*[)）])")
_CLOSES = regex(r"^其他")
_OTHERS = regex(r"国有资本经营预算|经营支出|上缴上级|附属单位|债务")
"""Further parts that some departments have: beside one of these a composition leaves something out."""
_SUMMED = regex(r"(?:合计|共计|总计)$")


def sums(book: Ledger) -> Iterator[Identity]:
    """All identities of totals in prose."""
    for passage in book.prose():
        yield from _breakdowns(passage)
        yield from _trailing(passage)
    yield from _remainders(book)
    yield from _compositions(book)


def _identity(total: Entry, parts: Sequence[Entry], sure: bool, rule: str = "sum") -> Identity:
    apart = max(distance(total, part) for part in parts)
    return Identity(rule, total, signed_sum([1] * len(parts)), tuple(parts), sure, apart, total.figure.label)


# ---------------------------------------------------------------- 其中


def _breakdowns(passage: Sequence[Entry]) -> Iterator[Identity]:
    """A total and the run of parts behind it, with and without parts of parts."""
    amounts = [entry for entry in passage if entry.plain or entry.role in (Role.OPENING, Role.CLOSING)]
    for place, total in enumerate(amounts):
        if not total.plain:
            continue
        run = [entry for entry in amounts[place + 1 :] if _may_be_part(entry, total)]
        next_sentence = total.sentence + 1
        run = _within_bracket([entry for entry in run if entry.sentence <= next_sentence])
        if len(run) < 2 or not total.number:
            continue
        opened = bool(_OPENS.search(run[0].lead)) and amounts[place + 1] is run[0]
        opened = opened and (run[0].sentence == total.sentence or "其中" in run[0].lead)
        for end in range(2, len(run) + 1):
            parts = run[:end]
            if parts[-1].sentence != parts[0].sentence:
                break
            whole = end == len(run) or run[end].sentence != run[0].sentence
            one = probable(_identity(total, parts, opened and _is_all(total, parts, passage, whole)))
            misspelt = opened and len(total.figure.value.as_tuple().digits) >= 3 and transposed(one)
            yield replace(one, sure=one.sure or misspelt)


_OPEN, _CLOSED = regex(r"[（(][^()（）]*$"), regex(r"^[^()（）]*[)）]")


def _within_bracket(run: list[Entry]) -> list[Entry]:
    """The parts up to the end of a bracket that opens before the first: 698人（医师245人、护士336人），高级职称8人."""
    if not run or not _OPEN.search(run[0].lead):
        return run
    return [run[0], *takewhile(lambda entry: not _CLOSED.search(entry.lead), run[1:])]


def _may_be_part(entry: Entry, total: Entry) -> bool:
    return (
        entry.base == total.base
        and (entry.stage == total.stage or not entry.plain)
        and (total.base == "元" or entry.figure.unit == total.figure.unit)
        and entry.number <= total.number
        and (entry.role is total.role or Role.BARE in (entry.role, total.role) or not entry.plain)
        and not _SUMMED.search(entry.figure.label)
    )


def _is_all(total: Entry, parts: Sequence[Entry], passage: Sequence[Entry], whole: bool) -> bool:
    """Whether the parts are all there are: the last is 其他, or their shares make 100 %, or they exceed the total."""
    if not whole or any(nested(one.subject, two.subject) for one in parts for two in parts):
        return False
    if _CLOSES.match(fold(parts[-1].figure.label)) or (_OPENS.search(parts[-1].lead) and "分别" in parts[0].lead):
        return True
    behind = {part.index + 1 for part in parts}
    given = [entry.number for entry in passage if entry.role is Role.SHARE and entry.index in behind]
    if len(given) == len(parts) and abs(sum(given, Fraction(-1))) < Fraction(3, 100):
        return True
    found = sum((part.number for part in parts), Fraction(0))
    near = abs(found - total.number) * 20 < total.number and not any(part.figure.qualifier for part in parts)
    listed = len(parts) > 2 and re.search(r"其中|包括", parts[0].lead)
    return near and bool(listed or found > total.number)


def nested(outer: str, inner: str) -> bool:
    """Whether one subject is known to be a part of the other."""
    return any(total and outer == total and inner in parts for total, parts in COMPOSITIONS)


def _trailing(passage: Sequence[Entry]) -> Iterator[Identity]:
    """Parts and the total behind them: A 3 万元，B 5 万元，两项合计 8 万元."""
    amounts = [entry for entry in passage if entry.plain]
    for place, total in enumerate(amounts):
        if not _SUMMED.search(fold(total.figure.label)) and not re.search(r"[两三四五各]项合计|合计$", total.lead):
            continue
        run = [entry for entry in amounts[:place] if entry.base == total.base and entry.sentence == total.sentence]
        for start in range(len(run) - 1):
            count = re.search("[两三四五](?=[项类个])", total.lead + fold(total.figure.label))
            named = "__两三四五".index(count[0]) if count else 0
            yield _identity(total, run[start:], len(run) - start == named)


def _remainders(book: Ledger) -> Iterator[Identity]:
    """What is left: planned − done, income − spending, of one subject in one section.

    A balance (收支结余) is of income and spending, and of no budget.  A part of what is left (年末未支出的20万元中，
    15万元为质保金) is no remainder.  Two amounts of its own sentence that give it are what it is left of.
    """
    for rest in (e for e in book.entries if e.role is Role.REST and not e.bounded and not _PART_OF.match(e.lead)):
        near = [e for e in book.entries if close(e, rest) and e.plain and e.base == rest.base]
        near = [e for e in near if e.index < rest.index and e.stage not in ("prior", "part")]
        balance = bool(_BALANCE.search(rest.lead + fold(rest.figure.label)))
        pairs = list(_balances(near) if balance else _pairs(rest, near))
        here = [e for e in near if e.sentence == rest.sentence]
        given = [(upper, lower, False) for upper in here for lower in here if upper.number > lower.number]
        for upper, lower, sure in (*pairs, *given):
            yield Identity(
                "difference", rest, signed_sum((1, -1)), (upper, lower), sure, distance(rest, upper), rest.figure.label
            )


_PART_OF = regex(r"(?:之?中|里面?|当中)[,，]")
"""How the words behind a figure begin where the next one is a part of it."""
_BALANCE = regex(r"收支(?:相抵|[结节]余|差额|余额|盈余|净额)")
"""What is left of income when all was paid, be there more of the budget or not."""
_SPENT = regex(r"执行|支付|支出")


def _balances(near: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, bool]]:
    """Income and spending of the whole; surely where there is one of each."""
    levels = [entry for entry in near if not entry.subject and entry.role is not Role.PLAN and not entry.stage]
    income = [entry for entry in levels if entry.flow == "in"]
    spent = [entry for entry in levels if entry.flow == "out" or (not entry.flow and _SPENT.search(entry.figure.label))]
    for upper in income:
        for lower in spent:
            yield upper, lower, unique(income) and unique(spent)


def _pairs(rest: Entry, near: Sequence[Entry]) -> Iterator[tuple[Entry, Entry, bool]]:
    pairs = [
        (upper, lower)
        for upper in near
        for lower in near
        if upper.number > lower.number and upper.subject == lower.subject and _leaves(upper, lower)
    ]
    own = [pair for pair in pairs if pair[0].subject == rest.subject and pair[0].stage != "initial"]
    values = {(upper.number, lower.number) for upper, lower in own}
    for upper, lower in pairs:
        together = upper.sentence == lower.sentence and len(pairs) == 1 and rest.sentence - lower.sentence <= 1
        yield upper, lower, together or (len(values) == 1 and (upper, lower) in own)


def _leaves(upper: Entry, lower: Entry) -> bool:
    planned = upper.role is Role.PLAN and lower.role is not Role.PLAN and lower.flow != "in"
    return planned or (upper.flow == "in" and lower.flow == "out")


# ---------------------------------------------------------------- compositions of the field


def _compositions(book: Ledger) -> Iterator[Identity]:
    for subject, names in COMPOSITIONS:
        for total in (entry for entry in book.entries if _may_be_total(entry, subject)):
            parts = [_nearest_part(total, name, book) for name in names]
            found = [part for part in parts if part is not None]
            if len(found) == len(names):
                yield _identity(total, found, _stand_together(total, found, book))


def _may_be_total(entry: Entry, subject: str) -> bool:
    if not entry.plain or entry.base != "元" or entry.subject != subject:
        return False
    if subject == "财政拨款":
        return entry.flow == "in"
    if "总计" in entry.figure.label:
        return False
    return entry.flow == "out" if not subject and entry.role is Role.BARE else entry.flow != "in"


def _nearest_part(total: Entry, name: str, book: Ledger) -> Entry | None:
    fitting = [
        entry
        for entry in book.entries
        if entry.subject == name
        and entry.plain
        and entry.base == "元"
        and (entry.flow == "in") == (total.flow == "in")
        and entry.stage == total.stage
        and _one_role(entry, total)
        and entry.row == total.row
    ]
    return min(fitting, key=lambda entry: distance(total, entry), default=None)


def _one_role(one: Entry, other: Entry) -> bool:
    planned = (one.role is Role.PLAN, other.role is Role.PLAN)
    return planned[0] == planned[1]


def _stand_together(total: Entry, parts: Sequence[Entry], book: Ledger) -> bool:
    """Whether total and parts stand in one paragraph, or in one section with no second value for any of them."""
    everything = (total, *parts)
    if any(_OTHERS.search(e.figure.label) for e in book.by_passage[total.passage]):
        return False
    if all(part.sentence == total.sentence for part in parts):
        return True
    if any(part.section != total.section for part in parts):
        return False
    return all(len({o.number for o in book.entries if o.section == e.section and _like(o, e)}) == 1 for e in everything)


def _like(one: Entry, other: Entry) -> bool:
    return (one.subject, one.base, one.stage, one.plain) == (other.subject, other.base, other.stage, True) and (
        _one_role(one, other) and one.flow in (other.flow, "") and one.row == other.row
    )
