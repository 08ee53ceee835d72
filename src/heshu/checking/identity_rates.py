"""Identities of rates and shares: done ÷ planned, part ÷ whole, handled ÷ received."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, takewhile

from heshu.checking.forms import RATIO, REST_OF_WHOLE
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger
from heshu.checking.quantities import round_half_up
from heshu.checking.roles import Role, flow_of, subject_of
from heshu.folding import fold

EXECUTION = re.compile(r"执行|支付|支出|预算完成|资金使用|控制率|到位率")
COMPLETION = re.compile(r"完成|实现率|达成")
_LIMITED = re.compile(r"差错率|结转结余率|结余率|满意|增长|变动|调整率|得分率|优良")
_WHOLE = re.compile(r"整体|总体|全年|部门")
NEAR = 3
FAR = 1_000


def rates(book: Ledger) -> Iterator[Identity]:
    """Every rate with the two figures of its sentence or of its subject that it may be the ratio of."""
    for sentence in book.sentences:
        for rate in sentence:
            if rate.role is Role.RATE and not rate.bounded and not _LIMITED.search(rate.figure.label):
                yield from _near(rate, sentence)
                yield from _by_subject(rate, book)


def _near(rate: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    """The last two figures of one unit before the rate, the plan below."""
    former = [entry for entry in sentence if entry.index < rate.index and entry.plain and entry.stage != "prior"]
    if len(former) < 2:
        return
    for upper, lower in _pairs(former[-3:] if rate.row else former[-4:]):
        if upper.base != lower.base or not lower.number:
            continue
        last = {upper.index, lower.index} == {former[-1].index, former[-2].index}
        sure = last and (_sure(rate, upper, lower, former) or _slipped(rate, upper, lower))
        apart = rate.index - min(upper.index, lower.index) + (0 if last else 5)
        yield probable(
            Identity(rule_of(rate, lower), rate, RATIO, (upper, lower), sure, apart, rate.figure.label)
        )


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """(upper, lower) of every two entries: a plan below, else the later one above."""
    for place, first in enumerate(entries):
        for second in entries[place + 1 :]:
            yield (first, second) if second.role is Role.PLAN and first.role is not Role.PLAN else (second, first)


def _sure(rate: Entry, upper: Entry, lower: Entry, former: Sequence[Entry]) -> bool:
    label = rate.figure.label
    if rate.row and not same_subject(rate.subject, lower.subject):
        return False
    if lower.base == "元":
        if lower.role is not Role.PLAN or upper.role is Role.PLAN or not EXECUTION.search(label + rate.figure.whole):
            if _in_a_row(lower, upper, rate) and upper.number <= lower.number and upper.role is Role.DONE:
                return _leans(upper, lower) and (_shares_word(label, upper) or lower.role is Role.PLAN)
            return False
        return matching(rate, upper, lower) or (_in_a_row(lower, upper, rate) and _leans(upper, lower))
    if lower.role is Role.PLAN and upper.role is not Role.PLAN:
        return bool(COMPLETION.search(label) or _shares_word(label, upper))
    alike = [entry for entry in former if entry.base == lower.base]
    return len(alike) == 2 and _shares_word(label, upper) and rate.index - upper.index == 1


def _in_a_row(*entries: Entry) -> bool:
    return all(after.index - before.index == 1 for before, after in pairwise(entries))


def _leans(upper: Entry, lower: Entry) -> bool:
    """Whether what was done names no other subject than what was planned: 科普项目预算 120 万元，支出 120 万元."""
    return upper.subject in (lower.subject, "", "项目") or same_subject(upper.subject, lower.subject)


def _slipped(rate: Entry, upper: Entry, lower: Entry) -> bool:
    """Whether the rate right behind two counts is theirs but for a slip of the pen."""
    if rate.index - max(upper.index, lower.index) != 1 or abs(upper.index - lower.index) != 1:
        return False
    expected = round_half_up(upper.number / lower.number / rate.factor, rate.digits)
    return is_slip(format(rate.figure.value, "f"), format(expected, "f"))


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers differ as a slip of the pen does: two digits transposed, or one of at least four wrong."""
    if len(one) != len(other) or one == other:
        return False
    differing = sum(a != b for a, b in zip(one, other, strict=True))
    digits = sum(character.isdigit() for character in one)
    return (differing == 2 and sorted(one) == sorted(other) and digits >= 3) or (differing == 1 and digits >= 4)


def _completes(label: str) -> bool:
    return bool(COMPLETION.search(label))


def _shares_word(label: str, upper: Entry) -> bool:
    """Whether the rate is named by what was done with its numerator: 办结率 and 办结, 接种率 and 实种."""
    found = re.search(r"([\u4e00-\u9fff]{2})率$", label)
    word = found[1] if found else ""
    said = upper.figure.label[-6:] + upper.lead
    return bool(word) and (word in said or word[-1] in said[-6:])


def matching(rate: Entry, upper: Entry, lower: Entry) -> bool:
    """Whether two amounts are of one subject, and of the rate's."""
    if upper.subject == lower.subject:
        return rate.subject in (upper.subject, "") or same_subject(rate.subject, upper.subject)
    return same_subject(upper.subject, lower.subject) and same_subject(rate.subject, lower.subject)


def same_subject(one: str, other: str) -> bool:
    """Whether two subjects are the same: equal, or the one in the other and long enough to say something."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and short in long)


def rule_of(rate: Entry, lower: Entry) -> str:
    """The rule's name for a rate."""
    label = rate.figure.label
    if lower.base == "元":
        return "execution-rate"
    if re.search(r"指标完成|完成指标|目标完成", label) or not EXECUTION.search(label + rate.figure.whole):
        return "completion-rate"
    return "execution-rate"


def _by_subject(rate: Entry, book: Ledger) -> Iterator[Identity]:
    """Done and planned amounts of the rate's subject anywhere: the same row, paragraph, section, report."""
    if not EXECUTION.search(rate.figure.label + rate.figure.whole) and not _completes(rate.figure.label):
        return
    plans = [entry for entry in book.entries if _fits(entry, rate) and entry.role is Role.PLAN]
    others = [entry for entry in book.by_passage[rate.passage] if entry.role is Role.PLAN and entry.base == "元"]
    done = _done(rate, book)
    for upper in done:
        for lower in dict.fromkeys((*plans, *(entry for entry in others if entry.index < rate.index))):
            if not lower.number or not _stages_fit(rate, lower):
                continue
            apart = distance(rate, upper) + distance(rate, lower)
            here = upper.sentence == rate.sentence == lower.sentence and max(upper.index, lower.index) < rate.index
            sure = here and rate.row or _leads(rate, plans, lower) and _leads(rate, done, upper)
            yield probable(Identity("execution-rate", rate, RATIO, (upper, lower), sure, apart, rate.figure.label))


def _leads(rate: Entry, among: Sequence[Entry], entry: Entry) -> bool:
    """Whether an amount is the only one that the rate can be of: of its paragraph, else of the report by its subject."""
    here = [other for other in among if other.passage == rate.passage]
    if not here and not rate.subject:
        here = [other for other in among if abs(other.passage - rate.passage) <= NEAR and _WHOLE.search(rate.figure.label)]
        if not here:
            return False
    if entry not in among:
        return False
    wanted = [other for other in (here or among) if other.stage != "initial"] or here or list(among)
    return entry in wanted and _unique(wanted)


def _done(rate: Entry, book: Ledger) -> list[Entry]:
    """The amounts that may stand above: the one right before the rate alone, whatever part of the year it is of."""
    last = book.entries[rate.index - 1] if rate.index else rate
    if last.sentence == rate.sentence and last.role in (Role.DONE, Role.BARE) and _fits(last, rate, part=True):
        return [last]
    return [entry for entry in book.entries if _fits(entry, rate) and entry.role in (Role.DONE, Role.BARE)]


def _fits(entry: Entry, rate: Entry, part: bool = False) -> bool:
    return (
        entry.base == "元"
        and entry.plain
        and entry.stage not in (("prior",) if part else ("prior", "part"))
        and entry.flow != "in"
        and same_subject(entry.subject, rate.subject)
        and not entry.subject.startswith("该")
    )


def _stages_fit(rate: Entry, plan: Entry) -> bool:
    whole = rate.figure.whole + rate.figure.label
    if "年初" in whole:
        return plan.stage == "initial"
    return plan.stage != "initial" or "调整" not in whole


def _unique(entries: Sequence[Entry]) -> bool:
    return len({entry.number for entry in entries}) == 1


def distance(one: Entry, other: Entry) -> int:
    """How far two entries stand: by figures within a sentence, farther by paragraph, section, report."""
    apart = abs(one.index - other.index)
    if one.sentence == other.sentence:
        return apart
    if one.passage == other.passage:
        return FAR + apart
    return (2 if one.section == other.section else 4) * FAR + apart


# ---------------------------------------------------------------- shares


def shares(book: Ledger) -> Iterator[Identity]:
    """Every share with the amounts of its part and of its whole."""
    for share in book.entries:
        if share.bounded or not _is_share(share, book):
            continue
        parts = _listed(share, book) or list(_parts(share, book))
        wholes = list(_wholes(share, book))
        words = _whole_of(share, book)
        for part in parts:
            for whole in wholes:
                if part.base == whole.base and part.index != whole.index and whole.number and _one_measure(part, whole):
                    named = _names(words, whole) and _as_planned(whole, words)
                    yield _share(share, part, whole, named and _only(share, part, whole, parts, wholes))


def _is_share(entry: Entry, book: Ledger) -> bool:
    """Whether it is a share by its name or as the further one of a list (分别占总额的 30% 和 70%)."""
    if entry.role is Role.SHARE:
        return True
    before = book.entries[entry.index - 1] if entry.index else entry
    return entry.role is Role.RATE and before.role is Role.SHARE and len(entry.lead) <= 1 and bool(_listed(entry, book))


def _share(share: Entry, part: Entry, whole: Entry, sure: bool) -> Identity:
    apart = distance(share, part) + distance(share, whole)
    name = _part_name(share.figure.label) or part.figure.label
    of = share.figure.whole or whole.figure.label
    return probable(Identity("share", share, RATIO, (part, whole), sure, apart, f"{name}占{of}的比例"))


def _only(share: Entry, part: Entry, whole: Entry, parts: Sequence[Entry], wholes: Sequence[Entry]) -> bool:
    """Whether part and whole stand beside the share or are the only ones of their names."""
    if part.passage == share.passage:
        return whole.passage == share.passage or _same_table(share, whole) or _unique(wholes)
    return _unique(parts) and _unique(wholes)


def probable(identity: Identity) -> Identity:
    """The identity, unsure where its result is so far off that other operands are meant.

    Digits in another order are a slip of the pen, however far off that is.
    """
    exact, stated = identity.exact, Fraction(identity.stated.figure.value)
    if exact is not None and abs(exact - stated) * 3 <= max(abs(exact), abs(stated)):
        return identity
    return identity if transposed(identity) else replace(identity, sure=False)


def transposed(identity: Identity) -> bool:
    """Whether the stated figure has the digits of the expected one in another order."""
    written, expected = (format(value, "f") for value in (identity.stated.figure.value, identity.expected))
    return sorted(written) == sorted(expected) and len(written.replace(".", "")) > 1


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


def _part_name(label: str) -> str:
    return re.sub(r"(?:所?占(?:.*)?(?:比重?|比例|占比)|占比|比重)$", "", label)


def _same_table(one: Entry, other: Entry) -> bool:
    return one.row and other.row and one.section == other.section


def _one_measure(part: Entry, whole: Entry) -> bool:
    if whole.stage in ("prior", "part") or part.stage in ("prior", "part"):
        return part.stage == whole.stage
    if Role.BARE in (part.role, whole.role) or part.role is whole.role:
        return part.stage == whole.stage or "" in (part.stage, whole.stage)
    return False


def _parts(share: Entry, book: Ledger) -> Iterator[Entry]:
    label = re.sub(r"所?占.*$", "", fold(share.figure.label))
    subject, flow = subject_of(label), flow_of(label)
    total = bool(re.search(r"合计|总计", label))
    for entry in book.entries:
        if not entry.plain:
            continue
        if share.row and entry.passage == share.passage and entry.index < share.index:
            yield entry
        elif entry.passage == share.passage and entry.index == share.index - 1 and entry.sentence == share.sentence:
            yield entry
        elif not share.row and not total and entry.subject == subject and subject and _flows(entry.flow, flow):
            yield entry


def _wholes(share: Entry, book: Ledger) -> Iterator[Entry]:
    whole = _whole_of(share, book)
    subject, flow = subject_of(whole), flow_of(whole) or flow_of(fold(share.figure.label))
    generic = not subject
    for entry in book.entries:
        if not entry.plain or entry.index == share.index:
            continue
        if share.row and entry.row and generic:
            if re.search(r"合计|总计", entry.figure.label) and entry.passage != share.passage:
                yield entry
        elif whole and fold(entry.figure.label) == whole:
            yield entry
        elif generic and entry.subject == "" and entry.base == "元" and _flows(entry.flow, flow):
            yield entry
        elif not generic and entry.subject == subject and _flows(entry.flow, flow) and _as_planned(entry, whole):
            yield entry
        elif entry.sentence == share.sentence and entry.index < share.index - 1:
            yield entry


def _as_planned(entry: Entry, whole: str) -> bool:
    return entry.role is not Role.PLAN or bool(re.search("预算|计划", whole))


def _names(words: str, whole: Entry) -> bool:
    """Whether the whole is the one that a share's words name."""
    return fold(whole.figure.label) == words or whole.subject == subject_of(words)


def _whole_of(share: Entry, book: Ledger) -> str:
    """What the share is of, by its own words or by those of the list that it stands in."""
    before = book.entries[share.index - 1]
    return fold(share.figure.whole or (before.figure.whole if share.role is Role.RATE else ""))


def _flows(one: str, other: str) -> bool:
    return not one or not other or one == other


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
