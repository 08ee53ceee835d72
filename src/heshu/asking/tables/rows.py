"""The rows of one report's table by a column: 哪个项目执行率最低, 得分率最低的指标, 有几个项目执行率达到100%.

A column that the table does not hold but its others give (得分率, 结余) is worked out row by row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import AMOUNTS, MARKS, Operand, Solver
from heshu.asking.evidence.table_rows import Row, of_things, tables
from heshu.asking.planning.scope import Scope
from heshu.asking.tables import of_row
from heshu.asking.wording.parts import joined
from heshu.figures.numerals import counted
from heshu.figures.units import MONEY
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, Value

THING = r"(?P<thing>(?:(?!的)[\u4e00-\u9fff]){0,4}?(?:项目|专项|工程|指标|支出|经费|收入|科目|类别|事项|任务))"
_END = r"最(?P<end>[高多大好低少小差])"
EXTREME = (
    # 哪个项目执行率最低
    regex(rf"哪(?:一|几)?(?:个|项|类|笔|块|种)?{THING}的?(?P<measure>[^,，哪]{{0,10}}?){_END}"),
    # 支付数最大的项目是哪个
    regex(rf"(?P<measure>[^,，哪里中]{{1,10}}?){_END}的(?:那?一?[个项类笔])?{THING}(?:是|叫)?(?:哪|什么|多少)"),
    # 各项目里哪个支付进度最低
    regex(
        rf"{THING}(?:里面?|中|当中)[,，]?(?:的|是)?哪(?:一|几)?(?:个|项|类|笔)?的?(?P<measure>[^,，哪]{{1,10}}?){_END}"
    ),
    # 七个项目里支付数最大的是哪个
    regex(rf"{THING}(?:里面?|中|当中)[,，]?(?P<measure>[^,，哪]{{1,10}}?){_END}的(?:是)?(?:哪|什么)"),
)
_LIMIT = r"(?P<limit>\d+(?:\.\d+)?)(?P<unit>%|万元|亿元|元|分)?(?P<side>以[上下])?"
FILTER = regex(
    rf"(?P<asks>哪(?:些|几)个?|(?:有)?(?:几|多少)(?:个|项|类))(?:的)?{THING}的?(?P<measure>[^,，\d]{{2,10}}?)"
    rf"(?P<how>(?:没有?|未|不)?(?:超过|超|高于|大于|多于|低于|小于|少于|不足|达到|达|到|是|为|在|等于)?了?){_LIMIT}"
)
_HOW = r"(?P<how>(?:没有?|未|不)?(?:超过|超|高于|大于|多于|低于|小于|少于|不足|达到|达|够|到|是|为|在|等于)?了?)"
SUM_OF = regex(
    rf"^[\ue000-\ue0ff]?(?:的|中|里)?(?P<measure>[^,，\d\ue000-\ue0ff]{{2,8}}?){_HOW}{_LIMIT}的(?:那|这|所有|全部|各)*"
    rf"(?P<count>\d+|[一二两三四五六七八九十]+)?(?:个|项|类)?{THING}(?:里面?|中|加起来|合计)?[,，]?(?P<asks>[^,，]*(?:多少|几)[^,，]*)$"
)
"""What rows beyond a limit have together: 执行率不到90%的那三个项目，一共有多少预算没花出去."""
TOGETHER = regex(r"一共|总共|合计|共计|加起来|总计|共(?=[有花支剩])")
LISTED = regex(r"还是|[、和与跟].*哪")
"""Things that the question names itself, which no table has to be looked for."""
FEW = 2
"""Rows that make a table, and figures that are shown where none passes a limit."""
MOST = 0.75
"""Share of a table's rows that must have the column."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row has in a column: stated, or worked out of others."""

    row: Row
    operands: tuple[Operand, ...]
    value: Fraction
    unit: str
    calculation: Calculation | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A column that may be asked for: how it is called, which heads hold it, and out of which two it is worked out."""

    asked: re.Pattern[str]
    head: re.Pattern[str]
    kinds: frozenset[FigureKind]
    of: tuple[re.Pattern[str], re.Pattern[str]] | None = None
    program: str = ""


_SPENT = regex(r"(?:支付|支出|决算|执行|实际支出|实际使用)(?:数|金额|额)?$")
_BUDGET = regex(r"(?:全年|年度|调整后?)?预算(?:数|金额|额|安排)?$")
_FULL, _GOT = regex(r"(?:分值|权重分?|满分|标准分)$"), regex(r"(?:得分|评分)$")
_RATES, _SCORES = frozenset({FigureKind.RATE}), frozenset({FigureKind.SCORE})
MEASURES = (
    Measure(regex("得分率"), regex("得分率$"), _RATES, (_GOT, _FULL), "divide"),
    Measure(regex("扣分|失分|丢分|扣[的得]?分?"), regex("扣分$"), _SCORES, (_FULL, _GOT), "subtract"),
    Measure(regex("得分|分数"), _GOT, _SCORES),
    Measure(
        regex(r"(?:执行|支付|支出|预算完成|使用)(?:率|进度)|完成率"),
        regex(r"(?:执行|支付|支出|预算完成|完成|使用)(?:率|进度)$"),
        _RATES,
        (_SPENT, _BUDGET),
        "divide",
    ),
    Measure(regex("占比|比重"), regex("占比$|比重$|比例$"), frozenset({FigureKind.SHARE})),
    Measure(
        regex(r"结余|剩[下余]?|没[有]?(?:花|用|支)|未(?:支|用)|结转"),
        regex("结余(?:数|金额)?$|剩余$"),
        AMOUNTS,
        (_BUDGET, _SPENT),
        "subtract",
    ),
    Measure(regex("年初预算"), regex(r"年初预算(?:数|金额)?$"), AMOUNTS),
    Measure(regex("预算"), _BUDGET, AMOUNTS),
    Measure(regex("支出|支付|决算|执行|花|用钱|金额|资金"), _SPENT, AMOUNTS),
)
"""The first whose name a question says is meant."""


def by_column(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The rows that are highest or lowest in a column, or beyond a limit; ``None`` where no one table holds it."""
    words = MARKS.sub("", where.marked)
    if len(where.reports) != 1 or LISTED.search(words):
        return None
    card = solver.library.card_of[where.reports[0]]
    if match := next(filter(None, (form.search(words) for form in EXTREME)), None):
        return _extreme(solver, question, match, card)
    if LOSING.search(words) or FULL.search(words):
        return _losing(solver, question, card, lost=bool(LOSING.search(words)))
    if match := SUM_OF.fullmatch(words.rstrip("?？。")):
        return _sum_beyond(solver, question, match, card)
    match = FILTER.search(words)
    return _beyond(solver, question, match, card) if match else None


def _extreme(solver: Solver, question: str, match: re.Match[str], card: Card) -> Answer | None:
    measure = measure_of(match["measure"] or match["thing"])
    entries = column(solver, match["thing"], measure, card) if measure else []
    if not entries or _names_more(match["measure"] or "", entries):
        return None
    lowest = match["end"] in "低少小差"
    edge = (min if lowest else max)(entry.value for entry in entries)
    best = [entry for entry in entries if entry.value == edge]
    name = match["measure"].strip("的是") or match["thing"]
    lead = f"{who(card)}表中写明{name}的有{len(entries)}项，最{match['end']}的是"
    lead += f"{'、'.join(_said(one, question) for one in best)}。"
    answer = _answer(solver, question, lead, best, [_value(best[0], question)])
    clause = re.search(r"[,，。？?](?P<rest>.*(?:多少|几).*)", match.string[match.end() :])
    more = of_row.further(solver, question, clause["rest"], card, best[0].row) if clause and len(best) == 1 else None
    return joined(question, [answer, more]) if more and set(more.values) - set(answer.values) else answer


def _names_more(words: str, entries: Sequence[Entry]) -> bool:
    """Whether words for a column name whose money it is, and the column's head does not (中央资金 is no 实际支出)."""
    heads = "".join(operand.figure.label for operand in entries[0].operands)
    return any(source not in heads for source in SOURCE.findall(words))


SOURCE = regex("中央|[省市县区]级|上级|地方|自筹|社会|本级|债券|配套")
_INDICATORS = r"(?:[一二三]级|绩效|自评)?指标"
LOSING = regex(
    rf"^(?:被|给)?(?:扣了?分|失分|丢分)的{_INDICATORS}[?？。]?$|"
    rf"列出.{{0,16}}?(?:被|给)?(?:扣了?分|失分|丢分)的{_INDICATORS}|"
    rf"(?:哪(?:些|几[个项])|列出|列一下|有几[个项]|多少[个项])(?:的)?(?:被|给)?(?:扣了?分|失分|丢分|没有?(?:拿到?|得到?)?满分|未得满分)的?{_INDICATORS}"
    rf"|(?:哪(?:些|几[个项])|有几[个项]|多少[个项]){_INDICATORS}(?:被|有)?(?:扣了?分|失了?分|丢了?分|没有?(?:拿到?|得到?)?满分|未得满分)"
    rf"|列出.{{0,12}}(?:被?扣分|失分|丢分|没有?(?:拿到?|得到?)?满分)的{_INDICATORS}"
)
"""Which indicators lost points."""
FULL = regex(
    rf"(?:哪(?:些|几[个项])|列出|有几[个项]){_INDICATORS}(?:是|都)?(?:得了?|拿了?|拿到)?满分|(?:得|拿)了?满分的{_INDICATORS}(?:有)?(?:哪|几)"
)
"""Which did not."""


def _losing(solver: Solver, question: str, card: Card, *, lost: bool) -> Answer | None:
    """The indicators that lost points, or lost none, each with its score and its full mark."""
    measure = measure_of("扣分")
    scored = _columns(solver, "指标", measure, card) if measure else []
    entries = max(scored, key=len, default=[])  # first-level indicators may have a table of their own
    chosen = [entry for entry in entries if bool(entry.value) is lost]
    if not chosen or any(len(entry.operands) != PAIR for entry in chosen):
        return None
    said = "、".join(_said(entry, question) for entry in chosen) if lost else "、".join(e.row.name for e in chosen)
    which = "扣了分" if lost else "得满分"
    lead = f"{who(card)}表中写明分值和得分的有{len(entries)}项，{which}的有{len(chosen)}个：{said}。"
    number = re.search(r"几[个项]|多少[个项]", question) and not re.search("哪几", question)
    return _answer(solver, question, lead, chosen, [Value(str(len(chosen)), "项")] if number else [])


PAIR = 2
"""Figures that a worked-out column is of."""


def _beyond(solver: Solver, question: str, match: re.Match[str], card: Card) -> Answer | None:
    measure = measure_of(match["measure"])
    entries = column(solver, match["thing"], measure, card) if measure else []
    limit, unit = Decimal(match["limit"]), match["unit"] or ""
    if not entries or (unit or "%") != entries[0].unit:
        return None
    passes, condition = _condition(match["how"], match["side"] or "")
    chosen = [entry for entry in entries if passes(entry.value, Fraction(limit))]
    name = match["measure"].strip("的是")
    number = re.search(r"几个|多少|几[项类]", match["asks"])
    lead = f"{who(card)}表中写明{name}的有{len(entries)}项，{condition}{limit}{unit}的有{len(chosen)}个"
    lead += f"：{'、'.join(_said(one, question) for one in chosen)}。" if chosen else "。"
    values = [Value(str(len(chosen)), "个")] if number or not chosen else [_value(one, question) for one in chosen]
    return _answer(solver, question, lead, chosen or entries[:FEW], values)


def _sum_beyond(solver: Solver, question: str, match: re.Match[str], card: Card) -> Answer | None:
    """One column of the rows that another column tells apart, added up; ``None`` where they are not as many as said."""
    measure, summed = measure_of(match["measure"]), measure_of(match["asks"])
    if measure is None or summed is None or summed.kinds != AMOUNTS or not TOGETHER.search(match.string):
        return None
    told = column(solver, match["thing"], measure, card)
    added = {entry.row.name: entry for entry in column(solver, match["thing"], summed, card)}
    if not told or (match["unit"] or "%") != told[0].unit:
        return None
    passes, condition = _condition(match["how"], match["side"] or "")
    chosen = [entry for entry in told if passes(entry.value, Fraction(Decimal(match["limit"])))]
    said = match["count"]
    if len(chosen) < FEW or (said and counted(said) != len(chosen)) or any(e.row.name not in added for e in chosen):
        return None
    entries = [added[entry.row.name] for entry in chosen]
    sums = [f"sum({', '.join(written(e.operands[at]) for e in entries)})" for at in range(len(entries[0].operands))]
    if len(sums) > PAIR or len({len(entry.operands) for entry in entries}) > 1:
        return None
    program = f"{sums[0]}, {sums[1]}, subtract(#0, #1)" if len(sums) == PAIR else sums[0]
    operands = [operand for entry in entries for operand in entry.operands]
    found, exact = calculation(program, entries[0].unit, operands)
    shown, value = amount(exact, entries[0].unit, places(operands), question)
    names = "、".join(_said(entry, question) for entry in chosen)
    limit = f"{condition}{match['limit']}{match['unit'] or ''}"
    lead = f"{who(card)}{match['measure'].strip('的是')}{limit}的有{len(chosen)}个：{names}；"
    lead += f"合计{shown}（{found.expression}）。"
    every = [operand for entry in chosen for operand in entry.operands]
    made = [entry.calculation for entry in chosen if entry.calculation]
    return solver.answer(question, lead, [*every, *operands], [value], [*made, found])


def _condition(how: str, side: str) -> tuple[Callable[[Fraction, Fraction], bool], str]:
    """What is asked of a value, and how that is said."""
    denied = re.match(r"没|未|不(?!足)", how)
    if denied and re.search(r"低于|小于|少于", how):
        return (lambda value, limit: value >= limit), "不低于"
    if side == "以下" or re.search(r"低于|小于|少于|不足", how) or (denied and re.search(r"达|到|够", how)):
        return (lambda value, limit: value < limit), "低于"
    if denied:
        return (lambda value, limit: value <= limit), "不超过"
    if re.search(r"超|高于|大于|多于", how):
        return (lambda value, limit: value > limit), "超过"
    if side == "以上" or re.search(r"达|到", how):
        return (lambda value, limit: value >= limit), "达到"
    return (lambda value, limit: value == limit), "为"


def measure_of(words: str) -> Measure | None:
    """Return the column that some words name."""
    return next((measure for measure in MEASURES if measure.asked.search(words)), None)


def _value(entry: Entry, question: str) -> Value:
    if entry.calculation is None:
        return Value(format(entry.operands[0].value, "f"), entry.unit)
    return (
        percent(entry.value, question)
        if entry.unit == "%"
        else amount(entry.value, entry.unit, places(entry.operands), question)[1]
    )


def _said(entry: Entry, question: str) -> str:
    value = _value(entry, question)
    formula = f"（{entry.calculation.expression}）" if entry.calculation else ""
    return f"{entry.row.name}{value.number}{value.unit}{formula}"


def _answer(solver: Solver, question: str, lead: str, entries: Sequence[Entry], values: Sequence[Value]) -> Answer:
    operands = [operand for entry in entries for operand in entry.operands]
    found = [entry.calculation for entry in entries if entry.calculation]
    return solver.answer(question, lead, operands, list(dict.fromkeys(values)), found)


# ---------------------------------------------------------------- tables


def column(solver: Solver, thing: str, measure: Measure, card: Card) -> list[Entry]:
    """What each row of the one table of such things has in a column; nothing where several tables may be meant."""
    found = _columns(solver, thing, measure, card)
    return found[0] if len(found) == 1 else []


def _columns(solver: Solver, thing: str, measure: Measure, card: Card) -> list[list[Entry]]:
    """The same of each table that has the column."""
    found = []
    for table in tables(solver.shelf(card.id)):
        if not of_things(thing, table):
            continue
        entries = [entry for row in table if (entry := _entry(row, measure, card))]
        if len(entries) >= max(FEW, MOST * len(table)) and len({entry.unit for entry in entries}) == 1:
            found.append(entries)
    return found


def _entry(row: Row, measure: Measure, card: Card) -> Entry | None:
    stated = _at(row, measure.head, measure.kinds)
    if stated:
        return Entry(row, (Operand(card, stated),), Fraction(stated.value), stated.unit)
    if measure.of is None:
        return None
    kinds = _SCORES if measure.of[0] in (_GOT, _FULL) else AMOUNTS
    first, second = (_at(row, head, kinds) for head in measure.of)
    if (
        first is None
        or second is None
        or first.unit != second.unit
        or (measure.program == "divide" and not second.value)
    ):
        return None
    pair = (Operand(card, first), Operand(card, second))
    unit = "%" if measure.program == "divide" else first.unit
    found, exact = calculation(f"{measure.program}({written(pair[0])}, {written(pair[1])})", unit, pair)
    return Entry(row, pair, exact, unit, found) if unit == "%" or unit in MONEY or unit == "分" else None


def _at(row: Row, head: re.Pattern[str], kinds: frozenset[FigureKind]) -> Figure | None:
    """The one figure of a row under a head; of several budgets the one that holds for the whole year."""
    found = [figure for name, figure in row.columns.items() if figure.kind in kinds and head.search(name)]
    whole = [figure for figure in found if "年初" not in figure.label]
    found = whole if len(found) > 1 else found
    return found[0] if len(found) == 1 else None
