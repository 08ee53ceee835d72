"""A question that no pattern reads, by the figures that it names and what is done with them.

The last way to understand a question about one department, tried where every other has refused.  The names are the
report's own labels and the glossary's; what is left over must be words that narrow nothing down, or it stays refused.
What comes out is the same question in plain words, which is answered as any other is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from heshu.asking.computing.within import SAID_OF_STAGE
from heshu.asking.evidence.fitting import BOUNDS
from heshu.asking.evidence.moved import SINCE
from heshu.asking.evidence.operands import AMOUNTS, ANY_NUMBER, COUNTED, MARKS, WHOLES, Operand, Solver, same_measure
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.plan import KIND_OF_TERM, explained
from heshu.asking.wording.stages import expense_of, stage_of
from heshu.asking.wording.terms import content, named_terms
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Card, Figure, FigureKind

SHORTEST, SUFFIX = 2, 4
"""Characters of a name, and of the end of a report's label that stands for the whole of it."""
MEASURE_END = regex(r"(?:总?数量?|金额|总额|额|量)$")
FILLING = regex(
    r"超出|高出|多出|超过|少于|不及|之间|差[距额]|有多大|份额|列一?下|列出|告诉我?|"
    r"报告(?:里|中|上)?(?:公布|列出|写明?|给出)?的?|部门|单位|公布|列出|写明|给出|(?:截?[止至到])?(?:1[0-2]|[1-9])月(?:底|末|份)?|12个?月|年[底末](?!结)"
    r"|(?:这|那)?一?年(?:里|的|下来|到头)?|全年|当年|本年|年度|实际|资金|金额|数额?|款项?|钱|部分|那?块|总量|总数|总额|总共|一共|合计|共计?|总的"
    r"|(?:这|那)?[两三四五](?:块|项|类|样|个|笔|者|部分|种)|(?:合|放|加|摆)在?一(?:起|块儿?)|一起|一块儿?|加起来|加总|相加|汇总|分别|各自?|按照?|用|把|将"
    r"|(?:收到|受理|接到|接收|办理|处理|开展|组织|举办|起草|审核)(?:的|了)"
    r"|比(?:重|例|率)|百分之(?:几|多少)|百分点|几成|占(?:到|了)?|所占?|多少|[几多少高低大]|倍|相?差(?:额|距)?|比|跟|与|和|以及|还有|又|再|加上?|减去?|除以|除"
    r"|都|核对|请|加总|由|构成|组成|凑起来|够不够|够吗|加得?平|各自加|两组数?|三类件?|截[至止]|除了?|另外|还有|一笔|平均下来"
    r"|之和|两者|二者|分项|加到|即|平均|每个?月|月均|每一?个?|均摊|平摊|摊|折算?|(?:结果)?保留[^,，]*小数|精确到[^,，]*|(?:取|到)?[一两二三四]位小数|四舍五入|取整|等不?等于|等于|正好|刚好"
    r"|对得?[上平]|对不对得上|平不平|核平|勾稽|一致|是否|能不能|能否|会不会|算|计算|复算|出来|下来|得出|大约|大概|约|左右|到底|究竟|其中|里面?|当中|中|万元|亿元|元|件|次|人次|个|项|篇|分"
    r"|[所之其这那它要做叫得出是为有在到了的吗呢啊呀吧从以]"
)
"""Words beside the names of figures that narrow nothing down."""
SHARES = regex(r"占(?!比的?(?:目标|计划|指标|要求|实际|完成))|比重|比例(?!尺)|份额")
TIMES = regex(r"倍")
EQUAL = regex(r"加得?平|等于(?!多少|几)|对得?[上平]|对不对得上|平不平|核平|勾稽|是否一致|一致吗|正好等于|刚好等于")
TAKEN_OFF = regex(r"减(?!少|排|免|负|税|灾|贫)|扣[除掉]|刨[去掉]")
"""What is taken off is no part of a sum."""
GROWS = regex(r"(?<!占)比(?!重|例|率).*(?:百分之|增幅|增长率|幅度)")
LESS = regex(r"(?<!占)比(?!重|例|率)|不及|之间|差距|差额|相?差|超出|高出|多出|少于")
SUMS = regex(r"加一(?:起|块)|合计|一共|总共|共计|加起来|加总|相加|之和|汇总|在一(?:起|块)|一块")
MONTHS = regex(r"每个?月|月均|12个?月")
LISTED = regex(r"[和与跟、]|以及")
"""Several figures in a row, of which each is asked for where nothing else is."""
DONE_WITH = regex("加|减|差|比|占|倍|平均|总|共|合|除|乘")
"""Words that something is to be done with the figures, whatever it is."""
EACH = regex(r"分别|各自?(?:是|有|为)?(?:多少|几)")
PAIR, SEVERAL = 2, 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure's name in a question, as ``words`` say it plainly, with the figure that the report states under it."""

    start: int
    end: int
    words: str
    operand: Operand

    @property
    def value(self) -> Decimal:
        """Its value."""
        return self.operand.value


def plainly(solver: Solver, text: str, card: Card) -> list[str]:
    """The plain questions that a folded question comes to, each without its department; none where words are left.

    ``text`` is `Scope.marked`.
    """
    words = MARKS.sub(" ", text)
    if SINCE.search(words):  # a change since another year is no comparison of two figures
        return []
    found, left = _slots(solver, words, card)
    terms = named_terms("".join(slot.words for slot in found), glossary())
    over = [word for word in content(FILLING.sub(" ", left)) if word.endswith("率") or not explained(word, terms)]
    if over or not found or any(_of_score_unasked(slot, words) for slot in found):
        return []
    slots = _distinct(found)
    return [asked for form in FORMS for asked in form(words, slots, found).split("\n") if asked]


def _of_score_unasked(slot: Slot, text: str) -> bool:
    """Whether a rate is asked for by its name and only the points given for it would be told: 死亡率 is no 6 points."""
    scored = slot.operand.figure.kind is FigureKind.SCORE
    return scored and bool(MEASURE_NAME.search(text[slot.start : slot.end])) and "分" not in text.replace("分别", "")


MEASURE_NAME = regex(r"(?:[率度数量额值]|占比|比[重例])$")
"""How something is called that has a number of its own beside the points given for it."""


def _distinct(found: Iterable[Slot]) -> list[Slot]:
    seen: dict[object, Slot] = {}
    for slot in found:
        seen.setdefault(slot.operand.figure, slot)
    return list(seen.values())


def _slots(solver: Solver, text: str, card: Card) -> tuple[list[Slot], str]:
    """The names of stated figures in a text, the longest first where they overlap, and the text without them."""
    names = solver.shelf(card.id).once(_names)
    longest = max(map(len, names), default=0)
    found: list[Slot] = []
    left, at = "", 0
    while at < len(text):
        spans = ((at, end) for end in range(min(at + longest, len(text)), at + SHORTEST - 1, -1))
        named = ((span, _operand(solver, text[slice(*span)], names, card)) for span in spans)
        slot = next((Slot(*span, _said(text[slice(*span)], one), one) for span, one in named if one), None)
        found += [slot] if slot else []
        left += " " if slot else text[at]
        at = slot.end if slot else at + 1
    return found, left


def _operand(solver: Solver, words: str, names: Mapping[str, Figure | None], card: Card) -> Operand | None:
    if words not in names:
        return None
    whole, own = WHOLES.get(words, words), names[words]
    if own:
        return Operand(card, own)
    return solver.one(whole, card, AMOUNTS) or solver.one(whole, card, ANY_NUMBER)


def _said(words: str, operand: Operand) -> str:
    """A name as a plain question has it: what was scored is asked for by its score."""
    scored = operand.figure.kind is FigureKind.SCORE and not words.endswith("分")
    return words + SCORED if scored else words


SCORED = "得分"
SCORE_END = regex(r"(?:自评|评价|实际)*得分$")


def _names(shelf: Shelf) -> dict[str, Figure | None]:
    """What figures may be called: by the glossary, and by the ends of labels that are one figure's alone."""
    terms = glossary()
    measures = (table for table in (terms.by_name, terms.by_asked))
    found: dict[str, Figure | None] = {
        name: None for table in measures for name, term in table.items() if term.kind in KIND_OF_TERM
    }
    found |= dict.fromkeys(WHOLES)
    ends: dict[str, set[object]] = {}  # of a label, or of a score's stem -> the values that go by it
    of: dict[str, Figure] = {}
    for figure in shelf.figures:
        scored = figure.kind is FigureKind.SCORE and SCORE_END.search(figure.label)
        if not (scored or figure.kind in (FigureKind.AMOUNT, FigureKind.COUNT)) or figure.qualifier in BOUNDS:
            continue
        label = (SCORE_END if scored else MEASURE_END).sub("", fold(figure.label))
        for start in range(1 if scored else max(len(label) - SUFFIX + 1, 0)):
            ends.setdefault(label[start:], set()).add((figure.value, figure.unit))
            of.setdefault(label[start:], figure)
    return found | {end: of[end] for end, values in ends.items() if len(values) == 1 and end not in found}


def _money_or_counts(slots: Sequence[Slot], number: int) -> bool:
    """Whether there are so many figures of one measure, none of them a rate."""
    same = all(same_measure(slots[0].operand, slot.operand) for slot in slots[1:])
    return len(slots) == number and same and all(slot.operand.figure.kind in COUNTED for slot in slots)


def _equal(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    """Parts against their whole; against each of several wholes the parts at its stage of the budget."""
    if TAKEN_OFF.search(text) or not EQUAL.search(text):
        return ""
    if len(slots) < SEVERAL or not _money_or_counts(slots, len(slots)):
        return ""
    wholes = [slot for slot in slots if stage_of(slot.operand.figure.label) in SAID_OF_STAGE and not _part(slot)]
    parts = [slot.words for slot in slots if slot not in wholes]
    if len(wholes) < PAIR:
        total = next(iter(wholes), max(slots, key=lambda slot: slot.value))
        parts = [slot.words for slot in slots if slot is not total]
        return f"{'和'.join(parts)}加起来等于{total.words}吗" if len(parts) >= PAIR else ""
    if len(parts) < PAIR:
        return ""
    stages = ((whole, SAID_OF_STAGE[stage_of(whole.operand.figure.label)]) for whole in wholes)
    return "\n".join(f"{'和'.join(part + said for part in parts)}加起来等于{whole.words}吗" for whole, said in stages)


def _part(slot: Slot) -> bool:
    """Whether a figure is of one expense, and not of all spending or the whole budget."""
    return bool(expense_of(slot.operand.figure.label))


def _less(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    if EQUAL.search(text) or GROWS.search(text) or not LESS.search(text) or len(slots) != PAIR:
        return ""
    way = "下降" if re.search("[少低减降]", text) else "增长"
    how = f"{way}百分之几" if "百分点" in text and slots[0].operand.unit in MONEY else "多多少"
    return f"{slots[0].words}比{slots[1].words}{how}"


def _grows(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    return f"{slots[0].words}比{slots[1].words}增长百分之几" if GROWS.search(text) and len(slots) == PAIR else ""


def _times(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    return f"{slots[0].words}是{slots[1].words}的多少倍" if TIMES.search(text) and len(slots) == PAIR else ""


OF_EACH = regex(r"(?:各自?|分别)(?:所)?占|占比?(?:重|例)?(?:各|分别)")
"""What asks for the share of each of several parts, none of which is another's."""


def _share(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    """A part in its whole; of several that are added up, the one named last before 占."""
    match = SHARES.search(text)
    if match is None or EQUAL.search(text) or OF_EACH.search(text):
        return ""
    if _money_or_counts(slots, PAIR):
        part, whole = sorted(slots, key=lambda slot: slot.value)
        behind = [any(f.start > match.start() and f.operand == slot.operand for f in found) for slot in (part, whole)]
        if behind == [True, False] and match.group() == "占" and part.value != whole.value:
            return ""  # the larger is said to be a part of the smaller: turned round it would answer another question
        return f"{part.words}占{whole.words}的百分之几"
    after = [slot for slot in slots if any(f.start > match.start() and f.operand == slot.operand for f in found)]
    before = [slot for slot in slots if slot not in after]
    if len(slots) < SEVERAL or not SUMS.search(text) or not _money_or_counts(slots, len(slots)) or not before:
        return ""
    names = "、".join(slot.words for slot in before)
    if len(after) == 1:
        return f"{names}合计占{after[0].words}的百分之几"
    last = max((slot for slot in found if slot.start < match.start()), key=lambda slot: slot.start)
    return f"{names}合计多少，其中{last.words}占百分之几" if not after else ""


def _sum(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    if SHARES.search(text) or EQUAL.search(text) or not SUMS.search(text) or len(slots) < PAIR:
        return ""
    return f"{'、'.join(slot.words for slot in slots)}合计多少" if _money_or_counts(slots, len(slots)) else ""


def _monthly(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    return f"{slots[0].words}平均每月多少" if MONTHS.search(text) and _money_or_counts(slots, 1) else ""


def _each(text: str, slots: Sequence[Slot], found: Sequence[Slot]) -> str:
    left = text
    for slot in found:
        left = left.replace(slot.words, " ")
    listed = LISTED.search(text) and not DONE_WITH.search(left)
    plain = (EACH.search(text) or listed) and not any(
        p.search(text) for p in (SHARES, TIMES, LESS, SUMS, EQUAL, MONTHS)
    )
    return f"{'和'.join(slot.words for slot in slots)}分别是多少" if plain and len(slots) > 1 else ""


FORMS: tuple[Callable[[str, Sequence[Slot], Sequence[Slot]], str], ...] = (
    _equal, _less, _grows, _share, _times, _sum, _monthly, _each,
)  # fmt: skip
"""What may be done with the figures of a question, each the plain questions, a line each, or nothing."""
