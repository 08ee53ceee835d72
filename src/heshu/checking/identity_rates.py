"""Identities of rates: done ÷ planned, handled ÷ received."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from heshu.checking.forms import RATIO
from heshu.checking.identity import Identity
from heshu.checking.ledger import Entry, Ledger, distance, nearest, unique
from heshu.checking.quantities import round_half_up
from heshu.checking.roles import Role
from heshu.checking.slips import is_slip, probable
from heshu.patterns import regex

EXECUTION = regex(r"执行|支付|支出|预算完成|资金使用|控制率|到位率")
COMPLETION = regex(r"完成|实现率|达成")
_LIMITED = regex(r"差错率|结转结余率|结余率|满意|增长|变动|调整率|得分率|优良|(?:差异|偏差|偏离)[率度]")
AIMED = regex(r"(?:目标|计划|预期|要求|指标)值?(?:合计)?$")
"""What a report aims at, be it 100%, is no ratio of what came of it."""
_WHOLE = regex(r"整体|总体|全年|部门|年度(?!平均|评价)")
_ADDED = regex("追加|追减|调增|调减")
AMONG = regex(r"(?P<whole>.{2,}?)中(?:有)?(?P<done>.{2,})")
"""A part by its whole: 毕业生中落实去向."""
NEAR = 6
"""Paragraphs before the rate of a whole department in which its budget may stand."""


def rates(book: Ledger) -> Iterator[Identity]:
    """Every rate with the two figures of its sentence or of its subject that it may be the ratio of."""
    for sentence in book.sentences:
        for rate in sentence:
            own = rate.role is Role.RATE and rate.stage != "prior"  # 比2022年的93.47%提高
            own = own and not AIMED.search(rate.figure.label)
            if own and not rate.bounded and not _LIMITED.search(rate.figure.label):
                yield from _near(rate, sentence, book)
                yield from _among(rate, sentence, book)
                yield from _saved(rate, sentence)
                yield from _of_least(rate, sentence)
                yield from _by_subject(rate, book)


def _near(rate: Entry, sentence: Sequence[Entry], book: Ledger) -> Iterator[Identity]:
    """The last two figures of one unit before the rate, the plan below."""
    former = [entry for entry in sentence if entry.index < rate.index and entry.plain and entry.stage != "prior"]
    if len(former) < 2:
        return
    for upper, lower in _pairs(former[-3:] if rate.row else former[-4:]):
        if upper.base != lower.base or not lower.number:
            continue
        last = {upper.index, lower.index} == {former[-1].index, former[-2].index}
        sure = last and (_sure(rate, upper, lower, former) or _slipped(rate, upper, lower))
        sure = sure and (lower.base == "元" or not _elsewhere(rate, upper, book))
        apart = rate.index - min(upper.index, lower.index) + (0 if last else 5)
        yield probable(Identity(rule_of(rate, lower), rate, RATIO, (upper, lower), sure, apart, rate.figure.label))


def _among(rate: Entry, sentence: Sequence[Entry], book: Ledger) -> Iterator[Identity]:
    """毕业生中4,312人落实去向，去向落实率…: of all that the report counts by that name."""
    before = [entry for entry in sentence if entry.index == rate.index - 1 and entry.plain]
    for upper in before:
        among = AMONG.match(upper.figure.label)
        if not among or not _shares_word(rate.figure.label, upper):
            continue
        wholes = [
            entry
            for entry in book.entries
            if entry.base == upper.base and entry.plain and entry.figure.label.endswith(among["whole"])
        ]
        if wholes and unique(wholes) and wholes[0].number >= upper.number:
            yield Identity("completion-rate", rate, RATIO, (upper, wholes[0]), True, 2, rate.figure.label)


LEAST = frozenset("≥>")
ALL_DONE = Decimal(100)
"""What many reports write of whatever was done beyond its target."""


def _of_least(rate: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    """A row's completion rate by its target where that is a least number (≥400场次), and what was done."""
    if not rate.row or not COMPLETION.search(rate.figure.label):
        return
    row = [e for e in sentence if e.index < rate.index and e.base and e.base != "元" and e.subject == rate.subject]
    plans = [e for e in row if e.role is Role.PLAN and e.bounded and set(e.figure.qualifier) <= LEAST and e.number]
    done = [e for e in row if e.role is Role.DONE and not e.bounded]
    if len(plans) == len(done) == 1 and plans[0].base == done[0].base:
        capped = rate.figure.value == ALL_DONE and done[0].number >= plans[0].number
        if not capped:
            found = Identity("completion-rate", rate, RATIO, (done[0], plans[0]), True, 2, rate.figure.label)
            yield probable(found)


SAVED = regex(r"(?:节约|节省|节支)(?:资金|金额|数|额|了)*$")
SAVED_RATE = regex(r"(?:节约|节省|节支|资金节约)率$")


def _saved(rate: Entry, sentence: Sequence[Entry]) -> Iterator[Identity]:
    """What was saved of a budget, where the sentence's budget less its spending is that very amount.

    预算200万元，实际采购180万元，节约20万元，节约率10%: of the budget, or of what was spent, which clears it as well.
    """
    if not SAVED_RATE.search(rate.figure.label):
        return
    before = [entry for entry in sentence if entry.index < rate.index and entry.base == "元" and not entry.bounded]
    for saved in (entry for entry in before if SAVED.search(entry.figure.label)):
        others = [entry for entry in before if entry is not saved]
        for plan in (entry for entry in others if entry.role is Role.PLAN and entry.number):
            for done in (entry for entry in others if entry is not plan and plan.number - entry.number == saved.number):
                apart = rate.index - plan.index
                yield Identity("execution-rate", rate, RATIO, (saved, plan), True, apart, rate.figure.label)
                if done.number:
                    yield Identity("execution-rate", rate, RATIO, (saved, done), False, apart, rate.figure.label)


def _elsewhere(rate: Entry, upper: Entry, book: Ledger) -> bool:
    """Whether some other count of the report gives the stated rate: then the two beside it are not what is meant."""
    return any(
        entry.base == upper.base
        and entry.number
        and round_half_up(upper.number / entry.number / rate.factor, rate.digits) == rate.figure.value
        for entry in book.entries
        if entry is not upper
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
    if rate.figure.label.endswith("支出率") and not plans:
        plans = [entry for entry in book.entries if entry.plain and entry.flow == "in" and not entry.subject]
        plans = [entry for entry in nearest(rate, plans) if not entry.stage]
    for upper in done:
        for lower in dict.fromkeys((*plans, *(entry for entry in others if entry.index < rate.index))):
            if not lower.number or not _stages_fit(rate, lower):
                continue
            apart = distance(rate, upper) + distance(rate, lower)
            here = upper.sentence == rate.sentence == lower.sentence and max(upper.index, lower.index) < rate.index
            whole = _of_the_whole(rate, upper)
            sure = (here and rate.row) or (_leads(rate, plans, lower, whole) and _leads(rate, done, upper, whole))
            sure = sure and (here or EXECUTION.search(rate.figure.label) is not None or not _counted(rate, book))
            yield probable(Identity("execution-rate", rate, RATIO, (upper, lower), sure, apart, rate.figure.label))


def _counted(rate: Entry, book: Ledger) -> bool:
    """Whether a row counts what was planned and done of a rate's subject: what it completes is that, and no money."""
    own = [e for e in book.entries if e.row and e.base not in ("", "元", "分") and _is_of(e, rate)]
    return any(one.sentence == other.sentence and one.base == other.base for one, other in pairwise(own))


def _is_of(entry: Entry, rate: Entry) -> bool:
    short, long = sorted((entry.subject, rate.subject), key=len)
    return len(short) >= len("甲乙丙丁") and short in long


def _beside(entry: Entry, rate: Entry) -> bool:
    """Whether an amount stands in a rate's sentence, or both in rows of tables."""
    return entry.sentence == rate.sentence or (entry.row and rate.row)


def _of_the_whole(rate: Entry, upper: Entry) -> bool:
    """Whether a rate is the whole department's: it says so, or stands right behind what was spent on no one thing."""
    before = _beside(upper, rate) and rate.index - upper.index == 1 and not upper.subject
    return bool(EXECUTION.search(rate.figure.label) and (before or _WHOLE.search(rate.figure.label)))


def _leads(rate: Entry, among: Sequence[Entry], entry: Entry, whole: bool) -> bool:
    """Whether an amount is the only one that the rate can be of, in its paragraph, else by its subject."""
    here = [other for other in among if other.passage == rate.passage]
    if not here and not rate.subject:
        here = [other for other in among if whole and abs(other.passage - rate.passage) <= NEAR]
        if not here:
            return False
    if entry not in among:
        return False
    budgets = [other for other in (here or among) if not _ADDED.search(other.figure.label)]
    wanted = [other for other in budgets if other.stage != "initial"] or here or list(among)
    return entry in wanted and unique(wanted)


def _done(rate: Entry, book: Ledger) -> list[Entry]:
    """The amounts that may stand above: the one right before the rate alone, whatever part of the year it is of."""
    last = book.entries[rate.index - 1] if rate.index else rate
    if _beside(last, rate) and last.role in (Role.DONE, Role.BARE) and _fits(last, rate, part=True):
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
