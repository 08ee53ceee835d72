"""One measure of several departments, asked of each alone, and what a question does with what they come to.

The departments are named, or all are meant (这四家).  The words around a measure are harmless (手头, 不管年度,
分数写上); what is done with it is told by cues, wherever they stand and however many (who is more and by how much, the
sum, the mean and who lies under it, the order, either end, each); what is left must be one phrase, the measure.  It is
asked of each department as a question about one report is, so that prose, tables and what is worked out answer alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from heshu.asking.comparing.columns import MANY
from heshu.asking.comparing.each_held import Ask, Given, given
from heshu.asking.evidence.calculating import DECIMALS, amount, calculation, decimals, percent
from heshu.asking.evidence.compose import display_name
from heshu.asking.planning import standing
from heshu.asking.planning.scope import AND, MENTIONED
from heshu.asking.wording.parts import joined
from heshu.asking.wording.terms import content
from heshu.checking.calculator import round_half_up
from heshu.figures.numerals import counted
from heshu.figures.units import MEASURES, MONEY
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Value

SEVERAL = 2
RUN = regex(rf"{MENTIONED}(?:{AND}{MENTIONED})*")
_NUMBER = r"[两二三四五六七八九十]+|(?<![\d.])\d{1,2}"
_NUM, _N = rf"(?:{_NUMBER})", rf"(?:{_NUMBER}|几)"
_REPORTS = r"(?:的)?(?:自评)?报告"
_ALL = (
    rf"(?:(?:手头|手上|手里|现有|库里|目前)的?)*(?:(?:这|那|上述|以上|所有|全部)+(?:的)?{_N}(?:[家份]|个(?=部门|单位))(?:部门|单位|机构|{_REPORTS})?"
    rf"|{_NUM}(?:家(?:部门|单位|机构|{_REPORTS})|家(?![\u4e00-\u9fff]{{0,2}}(?:企业|公司|机构|医院|学校|店|庭|单位))|个(?:部门|单位)|份{_REPORTS})"
    rf"|各(?:家|(?:个)?部门|(?:个)?单位|份报告)|(?:所有|全部|全体)(?:的)?(?:部门|单位|{_REPORTS}))(?:{_REPORTS})?(?:里面?|中|当中|之间)?"
)
ALL = regex(_ALL)
"""All the departments that are meant."""
HARMLESS = regex(
    r"(?:先)?(?:不管|不论|不分|不考虑|忽略|撇开|抛开)(?:年度|年份|哪一?年)(?:的?(?:不同|差异|先后))?"
    r"|(?:把|将)?(?:分数|得分|数字|数据|数值|金额|数|名字|结果)(?:都|也)?(?:一?并|分别)?(?:写|标|列|注|报|带|附|给)(?:上|出来?|明|清楚?|全)(?:来)?"
    r"|(?:这|那)[两二三](?:个|项)(?:指标|项目|数字?|数据|任务|工作)(?:的)?"
    r"|(?:请)?(?:帮我?|给我?|替我)|麻烦|简单|直接|拿来|拿出来|对比|比较|比一比|比一下|比比看?|看一?下|看看|来看|相比|比起来"
    r"|(?:折|换)(?:算)?成?[万亿]?元|以[万亿]?元(?:计|为单位)|口径|(?:单位|结果)(?:用|是|为)[万亿]?元|四舍五入|^(?:按照?|就|论|从|拿|把|将|用|以)|(?:的)?(?:各自|各家)的?"
)
"""What a question says around a measure that changes nothing in it."""
SET_BESIDE = regex(
    r"(?:拿来|拿出来|[放摆]在?一[起块]|[放摆]到?一[起块])(?:比一比|比一下|比比看?|对比|比较|比|看看?|看一?下)"
)
"""What is set side by side, which adds nothing up."""
WHO = r"(?:到底|究竟)?(?:是)?(?:谁家?|哪(?:一|几|些)?(?:[个家边些](?:部门|单位)?|部门|单位))(?:的)?"
_HIGH, _LOW = "高多大", "低少小"
_UNIT = rf"(?P<{{}}>个?百分点|{MEASURES}|[百千万亿]*元|分|倍|亩|公里)"
GAP = regex(rf"(?:相差|差距?(?:是|有)?|[高低多少大小])(?:出|了|过)?(?:多少|几)(?:{_UNIT.format('unit')})?(?:钱)?")
TIMES = regex(r"(?:前者|前一?[家个])?(?:是|为|相当于)(?:后者|后一?[家个]|另一[家个])的?(?:几|多少)倍")
ENDS = regex(rf"(?:{WHO})?(?:的)?最(?P<end>[高低多少大小])(?!生活|工资|限价|标准)(?:的)?(?:{WHO})?")
MEAN = regex(r"(?:的)?(?:总)?平均(?:下来|值|数|分)?(?!线|以[上下]|水平)")
AGAINST = regex(
    rf"(?:{WHO})(?:得分|分数)?(?:都)?(?:排)?[在是处]?(?P<how>低于|不到|没到|未达到?|高于|超过|超出|在)?(?:这个)?平均(?:线|值|数|分|水平)?(?:的)?(?P<side>以下|以上|之下|之上|下面|上面)?"
)
"""Who lies above or under the mean."""
WHICH = regex(
    rf"{WHO}(?P<words>[^,，。;；?？]{{0,24}}?)(?:更|要|较|比较|又)?(?P<way>[高低多少大小])(?:一?些|一点)?(?=$|[,，。;；?？])"
)
RANKED = regex(rf"(?:(?P<up>{standing.RISING})|{standing.FALLING}|{standing.RANKED}|排(?:一?[下排]|个[队序名]|列|序))")
TOTAL = regex(standing.TOTAL)
EACH = regex(r"(?:分别|各自?|各是|逐[一个])(?!部门|单位|项|类|级|家|种)")
HOW_MUCH = regex(
    rf"(?:又|都|大约|大概|总共|一共)*(?:是|有|为|得了?|达到?|等于)*(?:多少|几)(?:个)?(?P<unit>百分点|{MEASURES}|[百千万亿]*元|分|倍|亩|公里)?(?:钱)?|(?:是|有|为|达)*百分之(?:几|多少)|是?几成"
)
ASKED_UNIT = regex(rf"(?:多少|几)(?:个)?(?P<unit>百分点|{MEASURES}|[百千万亿]*元|分(?!之)|亩|公里)")
CHANGES = regex(
    r"下降|减少|降低|增长|增加|上升|[降涨增减升](?:得|了|的|幅)|比上年|同比|比去年|超[支出]|节[约省]|省[得了]"
)
"""Measures whose sign a bare number does not tell; they have a way of their own."""
ALSO = regex(r"为什么|为啥|为何|怎么|原因|什么|哪[些几]?(?:项|个项目|份)|如何|吗|理由|怎样")
"""What asks for more than figures."""
OF_A_THIRD = regex(
    rf"(?P<first>{RUN.pattern})的?(?:(?:这|那)?{_N}家)?的?(?P<a>[^,，\ue000-\uf8ff]*?)[,，]?(?P<total>{standing.TOTAL})?(?:的)?[,，]?(?:相当于|占|是|为|等于)(?:了|到)?(?P<third>{MENTIONED})的?"
    r"(?P<b>[^,，\ue000-\uf8ff]*?)(?:的)?(?P<how>(?:百分之)(?:几|多少)|几成|(?:几|多少)倍|百分比是多少|比[例重]是?(?:多少|多大))[?？。]?"
)
"""The figure of one department, or of several together, as a share or a multiple of another's."""
STATEMENT = regex(r"^[^?？。]*。(?=.*[?？]?)(?=.{8,}$)")
"""What is said before a question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The measure that is asked of each, the unit that it is asked in, and the words that say what is done with it.

    ``values`` says whether each one's own is asked for, ``form`` how one would be asked, where the words say that, and
    ``names`` under which names reports may have it: 人手（在职、在编或实有人员）.
    """

    measure: str
    unit: str
    text: str
    values: bool
    form: str = ""
    names: tuple[str, ...] = ()


def told(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    """What a question asks of its departments, each asked alone; ``None`` where it is no such question."""
    if not SEVERAL <= len(names) <= MANY or ALSO.search(marked):
        return None
    runs = RUN.findall(marked)
    if len(runs) == SEVERAL and (third := _of_a_third(question, marked, names, years, ask)):
        return third
    if len(runs) == SEVERAL == len(names) and (own := OWN.fullmatch(marked)):
        return _of_their_own(question, own, names, years, ask)
    if len(runs) > 1 or not (runs or ALL.search(marked)) or any(one not in (0, len(names)) for one in _numbers(marked)):
        return None
    asked = read(marked)
    if asked is None:
        return None
    each = of_each([asked.form] * len(names), asked.unit, names, years, ask, whole=True) if asked.form else []
    each = each or of_each([asked.measure] * len(names), asked.unit, names, years, ask)
    each = each or (_of_any(asked, names, years, ask) if asked.names else [])
    return _composed(question, asked, each) if each else None


def _numbers(marked: str) -> list[int]:
    """How many departments a question says that it means: 这四家; 0 where it is no number (几家)."""
    return [counted(number.group()) if (number := re.search(_NUMBER, m.group())) else 0 for m in ALL.finditer(marked)]


OWN = regex(rf"(?P<one>{MENTIONED})的?(?P<a>[^\ue000-\uf8ff]+?)[,，]?(?:和|与|跟|比|,|，|、)(?P<tail>{MENTIONED}.+)")
"""Two departments, each with a measure of its own name."""
LOST = regex(r"^的?被?[扣失丢](?:掉|了|去)*分?$")
"""Points lost, said by the verb alone: 各扣了几分."""


def _of_their_own(question: str, own: re.Match[str], names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    a, asked = own["a"].strip("的,， "), read(own["tail"], pieces=SEVERAL)
    if asked is None or HOW_MUCH.search(a) or CHANGES.search(a) or not content(a):
        return None
    b, _, shared = asked.measure.partition(",")
    shared = LOST.sub("扣分", shared)
    each = of_each([a + shared, b + shared], asked.unit, names, years, ask)
    each = [replace(one, name=f"{one.name}的{what}") for one, what in zip(each, (a, b), strict=False)]
    return _composed(question, asked, each) if each else None


def _of_a_third(question: str, marked: str, names: Sequence[str], years: str, ask: Ask) -> Answer | None:
    """The figures of some departments together in per cent of another's, or as a multiple of it."""
    match = OF_A_THIRD.fullmatch(marked)
    if match is None or CHANGES.search(match["a"] + match["b"]):
        return None
    a = _bare(HARMLESS.sub("", TOTAL.sub("", match["a"])))
    b = _bare(HARMLESS.sub("", match["b"])) or a
    if (len(names) > SEVERAL and not (match["total"] or TOTAL.search(match["a"]))) or not a:
        return None
    each = of_each([*[a] * (len(names) - 1), b], "", names, years, ask)
    if not each:
        return None
    said = _ratio(question, each[:-1], each[-1:], "倍" if "倍" in match["how"] else "%")
    asked = Asked(a, "", "", values=False)
    return _answer(question, asked, each, [said]) if said else None


def read(marked: str, pieces: int = 1) -> Asked | None:
    """The one measure of a marked question, beside its cues; ``None`` where there is none, or more words than that.

    With ``pieces`` there may be two phrases, which are then joined by a comma.
    """
    said = STATEMENT.sub("", marked)
    names = _names_in(said)
    text = re.sub(r"[（(][^)）]*[)）]", "", DECIMALS.sub(",", re.sub(RUN.pattern, "", said)))
    text = SET_BESIDE.sub(",", re.sub(r"小数(?:点后)?|位小数", "", ALL.sub(",", text)))
    cues = [cue for cue in (AGAINST, TIMES, GAP, MEAN, ENDS, WHICH, RANKED, TOTAL, EACH) if cue.search(text)]
    if not cues and not PER_HEAD.search(text):
        return None
    left = WHICH.sub(lambda m: f",{m['words']},", AGAINST.sub(",", HARMLESS.sub(",", text)))
    for cue in (TIMES, GAP, MEAN, ENDS, RANKED, TOTAL, EACH):
        left = cue.sub(",", left)
    left = re.sub(rf"{WHO}|两者|二者|之间|它们", ",", left)
    found = dict(filter(None, map(_phrase, re.split(r"[,，。;；:：?？!！、\s]+", left))))
    if CHANGES.search(",".join(found)) or not found:
        return None
    units = [m["unit"] for m in ASKED_UNIT.finditer(re.sub(WHO, "", AGAINST.sub("", text)))]
    unit, each = units[0] if units else "", not cues or bool(EACH.search(text))
    *others, (last, form) = found.items()
    if len(others) == 1 and form and not others[0][1] and pieces == 1:
        return Asked(others[0][0] + last, unit, text, each, form=others[0][0] + form)
    if len(found) > pieces or (len(min(found, key=len)) < SEVERAL and not form):
        return None
    return Asked(",".join(found), unit, text, each, form=form, names=names)


IN_BRACKETS = regex(r"[（(](?P<names>[^()（）]*(?:、|或者?|/)[^()（）]*)[)）]")


def _names_in(text: str) -> tuple[str, ...]:
    """The names of a measure that brackets list; the shorter ones end as the last: 在职、在编或实有人员."""
    match = IN_BRACKETS.search(text)
    names = [one for one in re.split(r"[、/]|或者?", match["names"]) if one] if match else []
    if len(names) < SEVERAL:
        return ()
    end = names[-1][-2:]
    return tuple(one if one.endswith(end) else one + end for one in names)


def _phrase(piece: str) -> tuple[str, str] | None:
    """A phrase that names something, and with how it is asked (收回多少份), where it is; ``None`` for empty words."""
    piece = standing.BEFORE.sub("", HARMLESS.sub("", piece).strip("的"))
    asks = HOW_MUCH.search(piece)
    name = _bare(piece[: asks.start()] if asks else piece)
    return (name, piece[: asks.end()] if asks else "") if name else None


SPENT = regex(r"(?:(?:花|用|做|拿|得|发|办)[得的]|花了?|用了)$")


def _bare(piece: str) -> str:
    return SPENT.sub("", standing.AFTER.sub("", standing.BEFORE.sub("", SPENT.sub("", piece.strip("的")))))


def of_each(
    measures: Sequence[str], unit: str, names: Sequence[str], years: str, ask: Ask, *, whole: bool = False
) -> list[Given]:
    """The measure of each department, all of one kind; empty where one of them does not give it.

    The measures are ``whole`` where they are questions already.
    """
    tally = unit not in ("", "百分点") and not unit.endswith("元")
    per_head = PER_HEAD.search("".join(measures))
    plain = f"是多少{unit}" if per_head and unit in MONEY else "是多少"
    for tail in ("",) if whole else (f"有多少{unit}", plain) if tally else (plain,):
        found: list[Given] = []
        for name, measure in zip(names, measures, strict=True):
            ratio = re.search(r"÷|除以", measure)
            one = named(ask(f"{name}{years}{measure}{'是百分之几' if ratio else tail}"))
            if one is None or not _fits(one.value.unit, unit):
                break
            found.append(one)
        if per_head and not all(one.answer.calculations for one in found):
            return []
        if len(found) == len(names) == len({one.name for one in found}) and _alike(found):
            return found
    return []


PER_HEAD = regex(r"人均|户均|[亩件人次户年月]均|平均每|每[一]?[个人户亩件次]")
"""A measure that is worked out of two, for which no single figure stands."""


def _of_any(asked: Asked, names: Sequence[str], years: str, ask: Ask) -> list[Given]:
    """The measure of each department under whichever of its names that department has it; empty where two differ."""
    tail = f"有多少{asked.unit}" if asked.unit and asked.unit not in MONEY else "是多少"
    found = []
    for name in names:
        told = [one for called in asked.names if (one := named(ask(f"{name}{years}{called}{tail}")))]
        told = [one for one in told if _fits(one.value.unit, asked.unit)]
        if len({(one.value.number, one.value.unit) for one in told}) != 1:
            return []
        found.append(told[0])
    return found if len({one.name for one in found}) == len(names) and _alike(found) else []


def named(answer: Answer) -> Given | None:
    """An answer of one department with its one value."""
    departments = {citation.department for citation in answer.citations}
    return given(answer, display_name(departments.pop())) if len(departments) == 1 else None


def _fits(unit: str, asked: str) -> bool:
    """Whether a value is of the kind that is asked for."""
    if not asked:
        return True
    if asked == "百分点":
        return unit == "%"
    return unit in MONEY if asked in MONEY else unit == asked or unit not in ("%", *MONEY)


def _alike(each: Sequence[Given]) -> bool:
    """Whether values are of one measure: in one unit, or money; none a whole beside what others have per head."""
    units = {one.value.unit for one in each}
    divided = {any("divide(" in found.program for found in one.answer.calculations) for one in each}
    return (len(units) == 1 or units <= set(MONEY)) and (len(divided) == 1 or units == {"%"})


def _size(one: Given, unit: str) -> Fraction:
    """An exact value in another unit of money."""
    power = MONEY[one.value.unit] - MONEY[unit] if one.value.unit != unit else 0
    return one.exact * Fraction(10) ** power


def _term(one: Given, unit: str) -> str:
    """A value in a program, brought to a unit."""
    number = one.value.number
    if one.value.unit == unit:
        return number
    power = MONEY[one.value.unit] - MONEY[unit]
    return f"{'multiply' if power > 0 else 'divide'}({number}, const_{10 ** abs(power)})"


def _unit(each: Sequence[Given], question: str) -> str:
    """The unit that money is worked out in: the one asked for, else that of most."""
    units = [one.value.unit for one in each]
    return "万元" if len(set(units)) > 1 and "万元" in units else units[0]


def _places(each: Sequence[Given], unit: str) -> int:
    return max(len(one.value.number.partition(".")[2]) + (4 if one.value.unit == "元" != unit else 0) for one in each)


@dataclass(frozen=True, slots=True)
class Said:
    """What one cue comes to: its sentence, its values and its calculation."""

    lead: str
    values: tuple[Value, ...] = ()
    found: tuple[Calculation, ...] = ()


def _composed(question: str, asked: Asked, each: Sequence[Given]) -> Answer | None:
    """Every cue of a question worked out over the values of the departments; ``None`` where one cannot be."""
    text = asked.text
    said: list[Said] = []
    for cue, way in WAYS:
        if cue.search(text):
            one = way(question, text, each)
            if one is None:
                return None
            said.append(one)
            text = cue.sub(",", text)
    if WHICH.search(text) or GAP.search(text):
        one = _apart(question, text, each)
        if one is None:
            return None
        said.append(one)
    return _answer(question, asked, each, said) if said or asked.values else None


def _answer(question: str, asked: Asked, each: Sequence[Given], said: Sequence[Said]) -> Answer:
    together = joined(question, [one.answer for one in each])
    mine = tuple(one.value for one in each)
    values = tuple(dict.fromkeys(value for one in said for value in one.values)) or mine
    if asked.values:
        values = tuple(dict.fromkeys((*values, *mine)))
    lead = "\n".join(one.lead for one in said)
    calculations = tuple(c for one in said for c in one.found)
    return replace(
        together,
        text=f"{lead}\n{together.text}" if lead else together.text,
        values=values,
        calculations=(*together.calculations, *calculations),
        plan="逐家〔" + asked.measure + "〕",
    )


def _shown(one: Given) -> str:
    return f"{one.name}{one.value.number}{one.value.unit}"


def _summed(question: str, text: str, each: Sequence[Given], op: str = "sum") -> Said | None:
    unit = _unit(each, question)
    if op == "sum" and unit in ("%", "分", "百分点"):
        return None
    program = f"{op}({', '.join(_term(one, unit) for one in each)})"
    found, exact = calculation(program, "" if unit == "%" else unit, ())
    digits = min(_places(each, unit), 2 if unit == "万元" else 6)
    said, value = amount(exact, unit, digits if op == "sum" else max(digits, 2), question)
    word = "合计" if op == "sum" else "平均"
    return Said(f"{len(each)}个部门{word}{said}（{found.expression}）。", (value,), (replace(found, unit=unit),))


def _mean(question: str, text: str, each: Sequence[Given]) -> Said | None:
    return _summed(question, text, each, "average")


def _against_mean(question: str, text: str, each: Sequence[Given]) -> Said | None:
    match = AGAINST.search(text)
    under = match and (match["side"] or match["how"] or "")
    if not under or under == "在":
        return None
    low = bool(re.search(r"下|低|不到|没到|未", under))
    unit = _unit(each, question)
    middle = sum((_size(one, unit) for one in each), Fraction()) / len(each)
    there = [one for one in each if (_size(one, unit) < middle if low else _size(one, unit) > middle)]
    names = "、".join(one.name for one in there) or "没有"
    return Said(f"{'低' if low else '高'}于平均的有{len(there)}家：{names}。", tuple(one.value for one in there))


def _ends(question: str, text: str, each: Sequence[Given]) -> Said | None:
    unit = _unit(each, question)
    lines, values = [], []
    for end in dict.fromkeys(m["end"] for m in ENDS.finditer(text)):
        pick = max if end in _HIGH else min
        edge = pick(_size(one, unit) for one in each)
        best = [one for one in each if _size(one, unit) == edge]
        lines.append(f"最{end}的是{'、'.join(map(_shown, best))}")
        values += [one.value for one in best]
    return Said("；".join(lines) + "。", tuple(values))


def _ranked(question: str, text: str, each: Sequence[Given]) -> Said | None:
    match = RANKED.search(text)
    rising, unit = bool(match and match["up"]), _unit(each, question)
    sizes = [_size(one, unit) for one in each]
    ordered = sorted(each, key=lambda one: _size(one, unit), reverse=not rising)
    places = [1 + sum(s < _size(o, unit) if rising else s > _size(o, unit) for s in sizes) for o in ordered]
    lines = [f"{place}. {_shown(one)}" for place, one in zip(places, ordered, strict=True)]
    return Said("\n".join(lines), tuple(one.value for one in ordered))


def _apart(question: str, text: str, each: Sequence[Given]) -> Said | None:
    """Who is more of two, and how far they lie apart; of several the two ends."""
    which = WHICH.search(text)
    unit = _unit(each, question)
    ordered = sorted(each, key=lambda one: _size(one, unit))
    low, high = ordered[0], ordered[-1]
    first = low if which and which["way"] in _LOW else high
    if len(each) > SEVERAL and which:
        return _ends(question, f"最{which['way']}", each) if not GAP.search(text) else None
    if _size(low, unit) == _size(high, unit):
        return Said(
            "两者相同。", (Value("0", "百分点" if unit == "%" else unit),) if GAP.search(text) else (high.value,)
        )
    points = unit in ("%", "分")
    word = ("低" if points else "少") if first is low else ("高" if points else "多")
    exactly = all(one.program and one.value.unit == unit for one in (high, low))
    terms = [one.program if exactly else _term(one, unit) for one in (high, low)]
    program = f"{terms[0]}, {terms[1]}, subtract(#0, #1)" if exactly else f"subtract({terms[0]}, {terms[1]})"
    out = "百分点" if unit == "%" else unit
    found, exact = calculation(program, unit if exactly else out, ())
    most = 2 if len({one.value.unit for one in each}) > 1 else 6
    digits = 2 if exactly and unit == "%" else min(_places(each, unit), most)
    said, value = amount(exact, out, digits, question)
    said = said.replace("百分点", "个百分点")
    values = (value,) if GAP.search(text) else (first.value,)
    return Said(f"{first.name}更{word}，{word}{said}（{found.expression}）。", values, (replace(found, unit=out),))


def _ratio(question: str, parts: Sequence[Given], whole: Sequence[Given], unit: str) -> Said | None:
    """Some values together over one, in per cent or times."""
    of = _unit([*parts, *whole], question)
    base = _size(whole[0], of)
    if of in ("%", "分") or not base or len({one.value.unit in MONEY for one in (*parts, *whole)}) > 1:
        return None
    terms = [_term(one, of) for one in parts]
    top = f"sum({', '.join(terms)}), divide(#0, {{}})" if len(terms) > 1 else f"divide({terms[0]}, {{}})"
    found, exact = calculation(top.format(_term(whole[0], of)), unit, ())
    value = percent(exact, question)
    value = value if unit == "%" else Value(format(round_half_up(exact, decimals(question, 2)), "f"), unit)
    names = "、".join(one.name for one in parts)
    return Said(
        f"{names}{'合计' if len(parts) > 1 else ''}是{whole[0].name}的{value.number}{unit}（{found.expression}）。",
        (value,),
        (found,),
    )


def _times(question: str, text: str, each: Sequence[Given]) -> Said | None:
    return _ratio(question, each[:1], each[1:], "倍") if len(each) == SEVERAL else None


WAYS: tuple[tuple[re.Pattern[str], Callable[[str, str, Sequence[Given]], Said | None]], ...] = (
    (AGAINST, _against_mean), (TIMES, _times), (MEAN, _mean), (TOTAL, _summed), (ENDS, _ends), (RANKED, _ranked),
)  # fmt: skip
"""Cues and what is done for each, those first whose words hold the words of others."""
