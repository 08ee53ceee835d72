"""A figure against a limit that the question gives: 有没有超过10%, 达到95%了吗, 离100%还差几个百分点.

The figure is asked for by itself, and then held against the limit.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from heshu.asking.computing import verdicts
from heshu.asking.evidence.aims import BOUNDS, LESS_IS_MORE
from heshu.asking.evidence.calculating import amount, calculation
from heshu.asking.evidence.claimed import SHORT_UNITS, Claim
from heshu.asking.evidence.fitting import same_measures
from heshu.figures.numbers import quantities
from heshu.figures.units import in_unit
from heshu.patterns import regex
from heshu.records import Answer, Figure, Status, Value

Compare = Callable[[Decimal, Decimal], bool]
SIDES: tuple[tuple[str, Compare, str, str], ...] = (
    ("(?:不|没有?|未)(?:低于|小于|少于)", operator.ge, "不低于{}", "低于{}"),
    ("(?:不|(?<!有)没有?|未)(?:超过|高于|大于|多于)", operator.le, "没有超过{}", "超过了{}"),
    ("超过|超出|突破|高于|高过|大于|多于", operator.gt, "超过了{}", "没有超过{}"),
    ("低于|小于|少于|不到|不足", operator.lt, "低于{}", "不低于{}"),
    ("达到|达|到|够|满", operator.ge, "达到了{}", "没有达到{}"),
    ("控制在", operator.le, "没有超过{}", "超过了{}"),
)
"""Words for the side of a limit, what they say of a value and the limit, and how yes and no are said."""
_SIDE = "|".join(words for words, *_ in SIDES).replace("|到|", "|(?<=到没)到|")
BEHIND = (("以上", "达到"), ("以下|以内|之内", "不超过"))
"""Words behind a limit for its side, with the word of ``SIDES`` that says the same."""
_LIMIT = r"\d[\d,.]*(?:%|[百千万亿]*元?|个百分点|[\u4e00-\u9fff]{1,2}?)"
_END = r"(?:的[^,，。？?\d]{0,6}?)?(?P<end>了?(?:吗|没有?|么)?)[?？]?$"
LIMIT = regex(
    r"[,，。？?；;]?(?P<asks>有没有|有无|是否|是不是|会不会|[超过到]没(?=[超过到])|达到?没(?=达到))?都?"
    rf"(?P<side>{_SIDE})了?(?P<limit>{_LIMIT})(?:以[上内下]|之内)?{_END}"
)
"""A limit at the end of a question."""
LIMIT_BEHIND = regex(
    r"[,，。？?；;]?(?P<asks>有没有|有无|是否|是不是)?都?[是在]?"
    rf"(?P<limit>{_LIMIT})(?P<side>{'|'.join(words for words, _ in BEHIND)}){_END}"
)
"""A limit with its side behind it, at the end of a question: 得分99分以上吗."""
CHECK_END = regex(r"[,，]?(?:对吗|对不对|对吧|是吗|是不是|是吧|对么|没错吧|正确吗|吧)[?？]?$")
"""How a check of a limit ends, which asks what 吗 asks."""
EXACT = regex(r"(?<!不|未)(?:达到?|到|够|满)了?\d[^,，]*$")
"""What a check holds to be the very number, more likely than a limit: 执行率达到99%，对吗."""
OTHERS = regex(
    r"哪|谁|几(?:个(?!百分点)|[家份])|多少[个家份](?:部门|单位|报告)|对吗|对不对|核|准[吗确不]|[没]错|正确|吧"
)
"""Words of questions that filter reports by a limit, or check a figure."""


_APART = r"(?:还|尚|仍)*(?:差|缺|欠|相差|差距|少|低|高|多|超出?)(?:了|出|是|有)*(?:多少|几)[^,，。？?]{0,6}"
_NUMBER = r"(?P<{}>\d[\d,.]*(?:%|分|[百千万亿]*元))"
DISTANCE = regex(
    rf"[,，]?(?:(?:还|到年底)*(?:离|距离?|比|与|跟|和|到){_NUMBER.format('from')}的?(?:目标|要求|标准|满分|线)?{_APART}"
    rf"|(?:还|尚)*[差缺]了?(?:多少|几)[^,，。？?]{{0,5}}?(?:才|就|能|可以?)*(?:到|达到|够){_NUMBER.format('to')})[?？]?$"
)
"""How far a figure is from a number, at the end of a question: 离100%还差几个百分点, 还差多少才到95分."""
ENGLISH_DISTANCE = regex(
    r"how (?:many|much|far)(?: (?:percentage )?points)?(?: is| was)? (?:short of|below|above|away from|from) "
    rf"{_NUMBER.format('from')},? (?P<rest>(?:is|was|are|were) .+)"
)
"""The same in English, before what it is asked of."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that a question asks about: the question without it, the limit's words, value and unit, and its side.

    Without a side it is asked how far the figure is from the limit.
    """

    question: str
    words: str
    value: Decimal
    unit: str
    side: tuple[str, Compare, str, str] | None = None
    english: bool = False
    checked: bool = False
    """Whether the limit is claimed and a verdict asked for: 超过1800万，对吗."""
    exact: bool = False
    """Whether the limit is more likely claimed to be the very number: 执行率达到99%，对吗."""

    @property
    def questions(self) -> tuple[str, ...]:
        """What asks for the figure: by what it is counted in, where the limit says so, and by its name alone."""
        if self.side is None or not self.question.endswith(HOW_MUCH) or not COUNTS.fullmatch(self.unit):
            return (self.question,)
        return f"{self.question.removesuffix(HOW_MUCH)}多少{self.unit}", self.question


HOW_MUCH = "是多少"
COUNTS = regex(r"万?[\u4e00-\u9fff]{1,2}(?<![万亿元分点])")
"""A measure word of what is counted."""


def read(question: str) -> Limit | None:
    """The limit in a folded question that holds one figure against it; else ``None``."""
    limit = read_any(question)
    return None if limit and limit.exact else limit


def read_any(question: str) -> Limit | None:
    """The limit of a folded question, also one that is more likely claimed to be the very number."""
    asked = CHECK_END.sub("吗", question)
    checked = asked != question
    exact = bool(checked and EXACT.search(asked))
    question = asked
    if OTHERS.search(question):
        return None
    if match := LIMIT.search(question) or LIMIT_BEHIND.search(question):
        if not (match["asks"] or re.search("[吗没么]", match["end"])):
            return None
        words = next((said for behind, said in BEHIND if re.fullmatch(behind, match["side"])), match["side"])
        side = next(row for row in SIDES if re.fullmatch(row[0], words))
        limit = _limit(question[: match.start()], match["limit"], side)
        return limit and replace(limit, checked=checked, exact=exact)
    if match := DISTANCE.search(question):
        return _limit(question[: match.start()], match["from"] or match["to"])
    if match := ENGLISH_DISTANCE.match(question):
        limit = _limit("how many " + match["rest"], match["from"])
        return limit and replace(limit, english=True)
    return None


def _limit(before: str, words: str, side: tuple[str, Compare, str, str] | None = None) -> Limit | None:
    numbers = [number for quantity in quantities(words) for number in quantity.numbers]
    asked = before if MUCH_ASKED.search(before) or not before else before + HOW_MUCH
    if not numbers and side and re.fullmatch(r"\d[\d,]*(?:\.\d+)?", words):  # 达到600了吗, of whatever is counted
        return Limit(asked, words, _bare(words), "", side)
    if len(numbers) != 1:
        return None
    unit = SHORT_UNITS.get(numbers[0].unit.name, numbers[0].unit.name)
    return Limit(asked, words, numbers[0].value, unit, side)


MUCH_ASKED = regex("多少|几|how")


def _bare(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def held(answer: Answer, limit: Limit, stated: Figure | None = None) -> Answer | None:
    """An answer of one figure held against a limit; ``None`` where it gives none, or one of another measure.

    ``stated`` is the report's figure, where the answer states one and works nothing out.
    """
    if answer.status is not Status.ANSWERED or len(answer.values) != 1:
        return None
    found = answer.calculations
    shown = answer.values[0]
    exact = len(found) == 1 and found[0].unit == shown.unit
    given = Value(found[0].result, found[0].unit) if exact else shown
    value = in_unit(Decimal(given.number), given.unit, limit.unit)
    if value is None and (same_measures(given.unit, limit.unit) or (not limit.unit and COUNTS.fullmatch(given.unit))):
        value = Decimal(given.number)
    if value is None:
        return None
    compared = replace(answer, plan=f"{answer.plan}；与{limit.words}比较")
    if limit.side is None:
        return _apart(compared, in_unit(Decimal(shown.number), shown.unit, limit.unit) or value, limit)
    _, passes, yes, no = limit.side
    bound = re.search(rf"(?P<sign>[≤<≥>])\s*{re.escape(shown.number)}(?![\d.])", answer.text.replace(",", ""))
    sign = stated.qualifier if stated and stated.qualifier in BOUNDS else bound["sign"] if bound else ""
    nearest, farthest = _within(sign, value)
    right = passes(nearest, limit.value)
    if passes(farthest, limit.value) is not right:
        return replace(compared, text=f"报告没有写确切的数，只写了一个界限，不能断定。{answer.text}")
    if passes is operator.ge and LESS_WANTED.search(stated.label if stated else limit.question):
        yes, no = "不低于{}", "低于{}"  # of deaths nothing is reached
    said = (yes if right else no).format(limit.words)
    if not limit.checked:
        return replace(compared, text=f"{said}。{answer.text}")
    gap, _ = calculation(f"subtract({value:f}, {limit.value:f})", "百分点" if limit.unit == "%" else limit.unit, ())
    judged = verdicts.held(found[0] if exact else gap, limit.value, right=right)
    lead = f"{said}。报告写的不是{limit.words}：" if limit.exact and right else f"{'对' if right else '不对'}，{said}。"
    return replace(compared, text=lead + answer.text, calculations=(judged, *found[1 if exact else 0 :]))


LESS_WANTED = regex(rf"{LESS_IS_MORE.pattern}|扣分|超[限载标]|再犯|拖欠|率?漏损|延误|逾期")


def decided(answer: Answer, limit: Limit) -> bool:
    """Whether an answer holds a figure against a limit already."""
    return f"；与{limit.words}比较" in answer.plan


def without(limit: Limit, claim: Claim) -> Limit:
    """A limit whose question claims the figure too, without that number: 培训572人次，达到600了吗."""
    asked = limit.question.replace(claim.text, "").replace(",是", "是")
    return replace(limit, question=asked, unit=limit.unit or claim.unit)


def _within(sign: str, bound: Decimal) -> tuple[Decimal, Decimal]:
    """The two ends of what a bound leaves open, of ``>90`` without 90 itself; a number without a sign twice."""
    farthest = Decimal("Infinity") if sign in "≥>" else Decimal("-Infinity")
    nearest = {">": bound.next_plus(), "<": bound.next_minus()}.get(sign, bound)
    return (nearest, farthest) if sign else (bound, bound)


def _apart(answer: Answer, value: Decimal, limit: Limit) -> Answer:
    """How far a value is from the limit, both in the limit's unit."""
    high, low = max(value, limit.value), min(value, limit.value)
    unit = "百分点" if limit.unit == "%" else limit.unit
    found, exact = calculation(f"subtract({high:f}, {low:f})", unit, ())
    digits = max(-int(number.as_tuple().exponent) for number in (value, limit.value))
    said, apart = amount(exact, unit, max(digits, 0), answer.question)
    above = value > limit.value
    if limit.english:
        points = f"{apart.number} percentage points" if unit == "百分点" else said
        text = f"{points} {'above' if above else 'short of'} {limit.words} ({found.expression}). "
    else:
        more = "高" if unit in ("百分点", "分") else "多"
        text = f"比{limit.words}{more if above else '差'}{said}（{found.expression}）。"
    text = text if value != limit.value else f"Exactly {limit.words}. " if limit.english else f"正好{limit.words}。"
    return replace(answer, text=text + answer.text, values=(apart,), calculations=(*answer.calculations, found))
