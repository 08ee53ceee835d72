"""Figures that are asked for one by one, each as its own report has it, and then held against each other.

The departments of a question (whose 三公经费 fell more, whose project was carried out least, what a ratio that the
question spells out comes to in each), or what a conversation asked before (高几分, 两项差几个百分点).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from heshu.asking.evidence.calculating import amount, calculation
from heshu.asking.evidence.compose import display_name, refuse
from heshu.asking.planning.scope import MENTIONED
from heshu.asking.wording.changes import SINCE_LAST_YEAR
from heshu.asking.wording.parts import joined
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Status, Value

Ask = Callable[[str], Answer]

_AND = r"[、,，和与跟及同\s]*"
_WHO = r"(?:谁|哪一?[个家](?:部门|单位)?|哪个)(?:家)?的?"
_TURN = r"(?P<down>下降|减少|降低|压减|压缩|缩减|减|降)|(?P<up>增长|增加|上升|提高|上涨|涨|增)"
_SINCE = rf"(?:的)?(?:同比|[比较跟与和]{SINCE_LAST_YEAR}(?:相比)?)?"
MOVED = regex(
    rf"(?:{MENTIONED}{_AND}){{2,}}(?:这?[两二]家)?(?:的)?(?P<what>[^,，]{{2,16}}?){_SINCE}[,，]?"
    rf"(?:{_WHO}(?:{_TURN})(?:得|的|了)?(?:更|最|要)?(?P<how>多|快|厉害|猛|大|狠)(?:一些|一点|些)?)[?？。]?"
)
MOVED_MORE = regex(
    rf"(?:{MENTIONED}{_AND}){{2,}}(?:这?[两二]家)?(?:的)?{_WHO}(?P<what>[^,，]{{2,16}}?){_SINCE}"
    rf"(?:{_TURN})(?:得|的|了)?(?:幅度?)?(?:更|最|要)?(?P<how>多|快|厉害|猛|大|狠)(?:一些|一点|些)?[?？。]?"
)
"""Of which of several departments something fell, or rose, more."""
SPELLED = regex(
    rf"(?:按照?|以|用|拿)?(?P<a>[^,，÷]{{2,24}}?)(?:÷|除以)(?P<b>[^,，]{{2,24}}?)(?:这个|这一|的)?(?:口径|公式|算法|办法|方法|标准)?(?:来)?(?:计?算|衡量|比较?|看)?[,，]"
    rf"(?:{MENTIONED}{_AND}){{2,}}(?:[两二三四五六]家)?(?:的)?(?:比率|比例|比值|比重|结果|占比|数值?)?(?:分别|各自?)?(?:又|都)?(?:是|为|有)?(?:多少|百分之(?:几|多少))?"
    rf"(?:[,，]?(?:{_WHO})(?:比率|比例|比值|数值?)?(?:更|最|要)?(?P<end>[高低大小]))?(?:一些|一点|些)?[?？。]?"
)
"""A ratio that a question spells out, of several departments."""
LOWEST_ROW = regex(
    rf"(?:把|将|拿)?(?:{MENTIONED}{_AND})*(?:(?:这|全部|所有)?(?:[两二三四五六七八九十\d]+|几|各)?(?:家|个部门|个单位|部门|单位))?(?:的)?"
    r"(?:各自的?)?(?:所有|全部)?(?:项目(?:支出)?(?:明细)?表)?(?:里面?|中|当中)?(?:放(?:在?一[起块])?|合(?:在?一[起块])?|摆在?一[起块])?(?:来?[看比]一?[看比下]?)?[,，]?"
    r"(?:预算)?(?P<measure>执行率|支付率|支出进度|执行进度)最(?P<end>[高低])的(?:项目)?(?:是|有)?"
    rf"(?:{_WHO}(?:哪一?[个项](?:项目)?|什么项目)|(?:哪一?[个项]|什么)项目|项目(?:是哪[个家][^,，]{{0,6}})?)?"
    r"(?:[,，]?(?:它的?|其)?(?:执行率|支付率|进度)?(?:又|分别)?(?:是|为|有|达到?)?(?:多少|几|百分之(?:几|多少)))?[?？。]?"
)
"""The row with the highest or lowest rate among the projects of several departments."""
ROW_ASKED = regex(r"项目(?:支出)?(?:明细)?表|最[高低]的项目|(?:哪一?[个项]|什么)项目|家的哪一?[个项]")
"""Words that ask for a project, and not for a department."""
_WHAT = r"[^,，、和与跟加\ue000-\uf8ff]{2,}?(?:[和与、加][^,，、和与跟加\ue000-\uf8ff]{2,}?)?"
_ONE, _OTHER = rf"(?P<one>{MENTIONED})的?(?P<a>{_WHAT})", rf"(?P<other>{MENTIONED})的?(?P<b>{_WHAT})"
BOTH_COUNTS = regex(
    rf"{_ONE}[,，、]?(?:再)?(?:加上?|和|与|跟|算上|连同){_OTHER}[,，]?"
    r"(?:(?:这?[两二](?:家|个部门|者|项|个数|样))?(?:合(?:在?一[起块]|起来|计)|加(?:在?一[起块]|起来|总)|一共|总共|共计|总计|相加|共)+)"
    r"(?:大约|大概|约|差不多)?(?:有|是|为|培训|完成)?了?(?:多少|几)(?P<unit>[^,，?？]{1,4})[?？。]?"
)
"""Different counts of two departments, added up."""
OWN_RATES = regex(
    rf"{_ONE}(?:和|与|跟|、|,|，){_OTHER}"
    r"(?:都|均|全)?(?:(?:没有?|未|没能)(?:完成|达到|达成)(?:年度|年初|预期)?(?:目标|任务|计划)值?)?[,，](?:这?[两二](?:家|个|者|项))?的?(?P<measure>(?:指标)?完成率)"
    rf"(?:{_WHO}(?:更|要)?(?P<end>[高低])?)(?:一些|些)?(?:[,，]?[高低相差多少]+(?:了|出)?(?:多少|几)[^,，]{{0,4}})?[?？。]?"
)
"""The completion rates of different counts of two departments."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer with the one value that is held against others; ``name`` is whose or what it is."""

    answer: Answer
    name: str
    value: Value
    exact: Fraction
    program: str


def given(answer: Answer, name: str, unit: str = "") -> Given | None:
    """An answer as one value with its exact result; ``None`` where it gives none, or several."""
    if answer.status is not Status.ANSWERED:
        return None
    values = [value for value in answer.values if not unit or value.unit == unit]
    if len(values) != 1 or not re.fullmatch(r"-?\d+(?:\.\d+)?", values[0].number):
        return None
    found = [one for one in answer.calculations if one.unit == values[0].unit]
    if len(found) == 1 and len(answer.calculations) == 1 and found[0].program.count("(") == 1:
        exact = Fraction(found[0].result) if found[0].unit != "%" else calculation(found[0].program, "%", ())[1]
        if abs(abs(exact) - Fraction(values[0].number)) <= Fraction(1, 100):
            return Given(answer, name, values[0], exact, found[0].program)
    exact = Fraction(values[0].number)
    return Given(answer, name, values[0], exact, "")


def _apart(one: Given, other: Given, question: str) -> tuple[Calculation, Value, str]:
    """How far two values lie apart: of two rates that were worked out exactly, else of the values as they stand."""
    high, low = (one, other) if one.exact >= other.exact else (other, one)
    unit = "百分点" if high.value.unit == "%" else high.value.unit
    if high.program and low.program and high.value.unit == "%":
        found, exact = calculation(f"{high.program}, {low.program}, subtract(#0, #1)", "%", ())
        found = replace(found, unit=unit)
        digits = 2
    else:
        found, exact = calculation(f"subtract({high.value.number}, {low.value.number})", unit, ())
        digits = max(_places(high.value), _places(low.value))
    said, value = amount(exact, unit, digits, question)
    return found, value, said


def _places(value: Value) -> int:
    return max(-int(Decimal(value.number).as_tuple().exponent), 0)


def compared(question: str, one: Given, other: Given, *, low: bool = False, plan: str = "比较") -> Answer | None:
    """Two answers side by side, which has more (less, where ``low`` is asked for), and by how much."""
    if one.value.unit != other.value.unit or one.name == other.name:
        return None
    both = joined(question, [one.answer, other.answer])
    if one.exact == other.exact:
        return replace(both, text=f"两者相同。{both.text}", plan=plan)
    found, value, said = _apart(one, other, question)
    points = value.unit in ("百分点", "分", "%")
    word = ("低" if points else "少") if low else ("高" if points else "多")
    first = min(one, other, key=lambda g: g.exact) if low else max(one, other, key=lambda g: g.exact)
    said = said.replace("百分点", "个百分点")
    return replace(
        both,
        text=f"{first.name}更{word}，{word}{said}（{found.expression}）。\n{both.text}",
        values=(value, one.value, other.value),
        calculations=(*both.calculations, found),
        plan=plan,
    )


def told(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    """What a question asks of each of its departments, worked out one by one; ``None`` where it asks no such thing."""
    for way in (_moved, _spelled, _row, _rates):
        if answer := way(question, marked, names, years, ask):
            return answer
    return None


def _named(answer: Answer, unit: str = "") -> Given | None:
    """An answer of one department by its name."""
    departments = {citation.department for citation in answer.citations}
    return given(answer, display_name(departments.pop()), unit) if len(departments) == 1 else None


def _all(answers: Sequence[Given | None]) -> list[Given]:
    """The answers, where each is one value, of one measure, each of another department; else none."""
    known = [one for one in answers if one]
    alike = len({one.value.unit for one in known}) == 1 and len({one.name for one in known}) == len(answers)
    return known if alike and len(known) == len(answers) > 1 else []


def _moved(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    match = MOVED.fullmatch(marked) or MOVED_MORE.fullmatch(marked)
    if match is None or len(names) != len("甲乙"):
        return None
    down, what = bool(match["down"]), match["what"].strip("的,，")
    way = "下降" if down else "增长"
    each = [_turned(ask(f"{name}{years}{what}同比{way}百分之几"), down=down) for name in names]
    both = _all(each)
    if not both:  # who has more is not asked
        return refuse(question, f"没有找到两家“{what}”各自{way}多少，无法比较升降。")
    ordered = sorted(both, key=lambda one: one.exact, reverse=True)
    told = joined(question, [one.answer for one in both])
    values = tuple(one.value for one in ordered)
    if ordered[0].exact == ordered[1].exact or ordered[0].exact <= 0:
        verdict = "两家幅度相同。" if ordered[0].exact == ordered[1].exact else f"两家都没有{way}。"
        return replace(told, text=f"{verdict}\n{told.text}", values=values, plan="比较升降")
    amounts = _all(
        [_turned(ask(f"{name}{years}{what}比上年{'减少' if down else '增加'}多少万元"), down=down) for name in names]
    )
    other = max(amounts, key=lambda one: one.exact).name if amounts else ordered[0].name
    lead = f"{ordered[0].name}{way}得更多（按幅度）。"
    if other != ordered[0].name:
        lead = f"按幅度{ordered[0].name}{way}得更多，按金额{other}{way}得更多。"
        told = joined(question, [told, *(one.answer for one in amounts)])
    return replace(told, text=f"{lead}\n{told.text}", values=values, plan="比较升降")


def _turned(answer: Answer, *, down: bool) -> Given | None:
    """A change as its size in the way asked for: of 下降 a fall counts up, and a rise down."""
    one = _named(answer)
    said = re.search(r"(?P<way>下降|减少|降低|增长|增加|上升|提高)", answer.text) if one else None
    if one is None or said is None:
        return None
    falls = said["way"] in ("下降", "减少", "降低")
    size = abs(Fraction(one.value.number))
    return replace(one, exact=size if falls == down else -size)


def _spelled(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    match = SPELLED.fullmatch(marked)
    if match is None:
        return None
    each = _all([_named(ask(f"{name}{years}{match['a']}除以{match['b']}是百分之几"), "%") for name in names])
    if not each or any(not one.answer.calculations for one in each):
        return None
    told = joined(question, [one.answer for one in each])
    values = tuple(one.value for one in each)
    if not match["end"]:
        return replace(told, values=values, plan="比率")
    low = match["end"] in "低小"
    ordered = sorted(each, key=lambda one: one.exact, reverse=not low)
    if ordered[0].exact == ordered[1].exact:
        return None
    word = ("更" if len(each) == len("甲乙") else "最") + ("低" if low else "高")
    return replace(told, text=f"{ordered[0].name}{word}。\n{told.text}", values=values, plan="比率")


def _row(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    match = LOWEST_ROW.fullmatch(marked)
    if match is None or len(names) < len("甲乙") or not ROW_ASKED.search(marked):
        return None
    answers = [ask(f"{name}{years}执行率最{match['end']}的项目是哪个") for name in names]
    each = _all([_named(one, "%") if "表中写明" in one.text else None for one in answers])
    if not each:  # a department's own rate is no project's
        return _of_whose_table(question, [one for one in answers if "表中写明" in one.text])
    low = match["end"] == "低"
    first, second = sorted(each, key=lambda one: one.exact, reverse=not low)[:2]
    if first.exact == second.exact:
        return None
    lead = f"{len(each)}份报告中执行率最{match['end']}的项目是{first.name}的：{first.answer.text}"
    told = joined(question, [replace(first.answer, text=lead), *(one.answer for one in each if one is not first)])
    return replace(told, values=(first.value,), plan="比较项目")


def _of_whose_table(question: str, told: Sequence[Answer]) -> Answer:
    """Whose projects are meant is asked back where some reports alone have a table of them."""
    if not told:
        return refuse(question, "报告里没有写明各个项目执行率的表，项目无法比较。")
    lead = "您问的是哪个部门的项目？不是每份报告都有写明执行率的项目表，各家的项目无法放在一起比。有这种表的是："
    each = joined(question, told)
    return replace(each, status=Status.CLARIFY, text=f"{lead}\n{each.text}", values=())


def _rates(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    match = OWN_RATES.fullmatch(marked)
    if match is None or len(names) != len("甲乙"):
        return None
    pairs = zip(names, (match["a"], match["b"]), strict=True)
    each = _all([_named(ask(f"{name}{years}{what}{match['measure']}是多少"), "%") for name, what in pairs])
    return compared(question, *each, low=match["end"] == "低") if each else None


_WHICH = (
    r"(?:(?:到底|究竟)?(?:是)?(?:谁|哪一?[个家项样](?:部门|单位|指标)?)(?:完成|做|超|高出)?(?:得|的)?(?:更|要)?"
    r"(?P<which>[高低多少大小])(?:一些|一点|些)?)"
)
_BOTH = (
    r"(?:(?:这|它们?|前后)?[两二](?:家|个|者|项|样|年|个部门|个数|项指标)|二者|两者)?(?:之间)?(?:的)?"
    r"(?:完成率|执行率|占比|比重|得分|比例|率|分数?)?"
)
_GAP = r"(?:相差|差距是|差|[高低多少])了?(?:多少|几)(?:个?百分点|分|个点|[百千万亿]*元|[\u4e00-\u9fff]{1,2})?"
APART = regex(rf"(?:那么?)?(?:(?:{_WHICH})(?:[,，]?{_BOTH}{_GAP})?|{_BOTH}{_GAP})[?？。]?")
"""What two answers are held against each other for: 哪项超得多，两项差几个百分点."""
TAIL = regex(
    r"(?P<first>.{4,}?)[,，。;；?？]+(?P<tail>(?:[两二](?:家|者|个部门|个单位|个数|项|个)|二者)(?:之间)?"
    r"(?:相差|差距是|差)(?:多少|几)[^,，?？]{0,4})[?？。]?"
)
"""A figure that is asked for, and how far it lies from the one before."""


def last_two(question: str, text: str, one: Given | None, other: Given | None) -> Answer | None:
    """What a follow-up asks of the last two answers; ``None`` where it asks no such thing, or they are no pair."""
    match = APART.fullmatch(text)
    if match is None or one is None or other is None:
        return None
    return compared(question, one, other, low=bool(match["which"]) and match["which"] in "低少小")
