"""How much of one thing comes to each of another: 平均每批次公务接待多少人次, 人均公用经费（按在职人数）.

Both figures stand in one report.  The divisor is a count whose label the words name; the dividend the figure of the
unit asked for that its own words name, or, where it has none, the one that the report states beside the divisor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from heshu.asking.computing.budgets import spent_on
from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.calculating import each_of
from heshu.asking.evidence.compose import sentence_of, who
from heshu.asking.evidence.fitting import SPENT, is_no_expense, of_year, same_measures
from heshu.asking.evidence.operands import AMOUNTS, MARKS, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.stages import BUDGETS, expense_of, stage_of
from heshu.asking.wording.terms import content, telling
from heshu.figures.units import MEASURES, MONEY, in_unit
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Span

_ASKED = rf"(?:多少|几)(?:个)?(?P<unit>亿元?|万元|元|块钱?|钱|{MEASURES})?(?P<after>[^,，?？]*)"
FORMS = (
    regex(
        r"(?P<before>.*?)人均(?P<what>[^（(,，]*?)[（(]按(?P<of>[^)）]+?)(?:计算?|算)?[)）]"
        r"(?:是|为|有)?(?:(?:多少|几)(?P<unit>亿元?|万元|元)?)?(?P<after>).*"
    ),
    regex(
        rf"(?P<before>[^,，]*?)按照?(?P<of>[^,，]{{2,14}}?)(?:来?计?算|来看|平摊|摊)?[,，]平均(?:到)?每一?(?P<piece>{MEASURES}|人|位)"
        rf"[^,，多少几]*?(?P<what>)(?:是|为|有|约)*{_ASKED}"
    ),
    regex(
        rf"(?P<before>.*?)平均(?:到|下来)?[,，]?每(?P<verb>[\u4e00-\u9fff]{{2,6}}?)一(?P<piece>{MEASURES}|人|位)(?P<of>[^,，多少几]*?)"
        rf"(?:[,，](?:一共|大约|大概)?|(?=花|用|要|支|成本))(?P<what>[^,，多少几]*?)(?:是|为|有|约|了)*{_ASKED}"
    ),
    regex(
        rf"(?P<before>.*?)(?:平均)?(?:每一?|单)(?P<one>个)?(?P<piece>项目|(?!支[出付])(?:{MEASURES})|人|位)?(?P<of>[^,，多少几]*?)"
        rf"(?:的?平均)?(?:实际)?(?P<what>(?:调整|年初)?预算|支出|经费|金额)?(?:是|为|有|约)*{_ASKED}.*"
    ),
    regex(
        rf"(?P<before>.*?)一(?P<piece>{MEASURES}|人|位)(?P<of>[^,，多少几]{{0,8}}?)平均(?P<what>)(?:是|为|有)*{_ASKED}"
    ),
    regex(rf"(?P<before>.*?)平均一(?P<piece>{MEASURES}|人|位)(?P<of>[^,，多少几]*?)(?P<what>)(?:是|为|有)*{_ASKED}.*"),
)
"""How the question is put; ``of`` names what is divided by, ``what`` and ``after`` what is divided."""
ENOUGH = 0.5
"""Share of the divisor's words, by weight, that its label must hold."""
CLEAR = 0.03
"""How much better than the next one a figure must fit."""
EVERY = regex(r"全[县市区校院省国]有?|各级各类|各级|各类|共有?|现有|拥有|辖区?内?")
"""What a label says of all there are, which narrows nothing down."""
PAID = regex(
    r"^(?:的?(?:成本|花费|费用|支出)|[要合发拨补支花用付给摊分领拿]|发放|支付|投入|花费|参加|参与|到场|[了给到放])+的?(?:资金|钱|款)?$"
)
"""Words that say no more of the dividend than that it was paid."""
AVERAGE = regex("人均|户均|平均|每[人户件次亩]")
AMOUNT_NAMED = regex(
    r"(?:补贴|补助|薪酬|资助|经费|支出|资金|费|款|奖金|工资|津贴|投入|投资)(?:支出|金额|总额)?的?[,，]?$"
)
"""The end of a dividend that is named before the divisor."""
OF_MONEY = regex(r"(?:多少|几)[百千万亿]*(?:钱|元|块)|(?:支出|经费|花费?|开支|成本)了?(?:是|有|为)?(?:多少|几)$")
"""What asks for money, which no count answers."""
BY_COUNT = regex(r"按照?[^,，]{2,14}[,，]平均")
"""What is divided by is named before: 按年末车辆算,平均每辆."""
BROUGHT = regex(r"(?:的?(?P<one>人|户|家))?(?P<verb>带动|拉动|创造|实现|产生|贡献|带来|撬动)了?$")
"""A verb behind the divisor whose object the dividend is."""
PRECISELY = regex(
    r"[,，?？。]+(?:请|就)?(?:(?:结果|四舍五入|按?元)[,，]?)?(?:精确|保留|取|留)(?:到|至)?[^,，]{1,8}[。]?$"
)
"""How many decimals are wanted, behind the question."""
UNITS = {"亿": "亿元", "块": "元", "块钱": "元", "钱": ""}


@dataclass(frozen=True, slots=True)
class Shared:
    """What a question divides: the words of the dividend, and of the divisor with its measure word.

    ``bare`` are the words before a measure word behind which nothing names the divisor: 担保贷款平均每户多少.
    """

    what: str
    of: str
    piece: str
    unit: str
    said: str = ""
    bare: str = ""


HANDED_OUT = regex(
    r"^的?(?:全年|年度|当年|实际|一共|累计)*(?:发放|发|支付|拨付|兑付|付)(?:了|出去?|下去)*的(?=[\u4e00-\u9fff]{3,}[,，]?(?:平均|每|人均))"
)
"""That what is divided was paid: 发放的高龄津贴，平均每人多少."""
BY_EACH_AND_TIME = regex(rf"每一?(?:{MEASURES}|位|天|学期)每一?(?:年|月|天|日|学期|学年|{MEASURES})")
"""How a rate of pay is written, which a report states as it stands: 每人每年, 每户每月."""


def understood(text: str) -> Shared | None:
    """What is divided by what; ``None`` where the words do not say."""
    plain = HANDED_OUT.sub("", PRECISELY.sub("", MARKS.sub("", text)))
    for form in FORMS:
        if match := form.fullmatch(plain):
            groups = match.groupdict()
            before = groups["before"] or ""
            named = (groups.get("verb") or "") + PAID.sub("", groups["of"] or "")
            of = named + ("" if content(named) else before)
            unit = groups["unit"] or ""
            what = (groups["what"] or "") + (groups["after"] or "")
            if groups["what"] and not groups.get("piece"):
                what = groups["what"]
            of_one = BARE_SPENDING.fullmatch(what) and expense_of(before.rstrip("的,，"))
            bare = not _words(what) or of_one
            if bare and _words(named) and AMOUNT_NAMED.search(before):
                what = before.rstrip("的,，")  # 车辆补贴平均每辆车多少钱
            if BARE_SPENDING.fullmatch(of) and before:  # 85个项目平均每个实际支出了多少
                what, of = of, before.rstrip("的")
            if brought := BROUGHT.search(of):  # 每个报名的人带动了多少元消费
                what, of = brought["verb"] + what, of[: brought.start()]
            what = PAID.sub("", what)
            if BY_COUNT.search(text) and not groups["what"] and named:
                what = before + what  # 公务用车平台按年末车辆算,平均每辆花了多少运行费
            piece = (brought and brought["one"]) or groups.get("piece") or groups.get("one") or "人"
            return Shared(what, of, piece, UNITS.get(unit, unit), text, before if of == before else "")
    return None


def each(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A figure by piece: dividend ÷ divisor, both of one report; a refusal where the report does not state both."""
    cards = solver.cards(query.text, where)
    shared = understood(query.text)
    if len(cards) != 1 or shared is None or _is_stated(solver, query.text, cards[0]):
        return None
    planned = bool(PLANNED.search(shared.said)) and not IN_FACT.search(shared.said)
    divisor = _divisor(solver, shared, cards[0])
    dividend = _dividend(solver, shared, divisor) if divisor else None
    if divisor is None or dividend is None:
        dividend, divisor = _by_its_name(solver, shared, cards[0]) or (dividend, divisor)
    other = dividend and is_no_expense(dividend.figure.label, shared.said)
    if divisor is None or dividend is None or not divisor.value or other or (planned and _is_spent(dividend.figure)):
        return solver.missing(question, shared.what or shared.of, cards[0])
    unit = shared.unit if shared.unit in MONEY and dividend.unit in MONEY else dividend.unit
    found, piece, value = each_of(dividend, divisor, unit, question)
    lead = f"{who(cards[0])}平均每{piece}{dividend.figure.label}{value.number}{value.unit}（{found.expression}）。"
    return solver.answer(question, lead, (dividend, divisor), [value], [found])


PLANNED = regex(r"(?<!一般公共)(?<!性基金)预算(?!执行|支出|单位|完成|资金|拨款|项目)|计划(?!生育)|原定")
IN_FACT = regex(r"实际|花|支付|用[了掉]|发了|支出了")
"""What asks for what was planned, which is no more than that: what was spent is no answer to it."""


def _is_stated(solver: Solver, text: str, card: Card) -> bool:
    """Whether a clause says just what a question asks by each and time: 低保标准由每人每年5100元提高到5280元."""
    said = BY_EACH_AND_TIME.search(text)
    named = solver.one(text[: said.start()], card, AMOUNTS) if said else None
    return said is not None and named is not None and said.group() in fold(named.figure.context)


def _is_spent(figure: Figure) -> bool:
    return figure.kind is FigureKind.AMOUNT and stage_of(figure.label) not in BUDGETS


def _divisor(solver: Solver, shared: Shared, card: Card) -> Operand | None:
    shelf = solver.shelf(card.id)
    measure = "人次" if "人次" in shared.of else shared.piece
    words = _words(re.sub(r"[（(].*?[)）]|人次|的人|(?<=[在职工员])人?数", " ", shared.of))
    counts = [
        figure
        for figure in _stated(shelf, FigureKind.COUNT)
        if (shared.piece == "项目" or same_measures(figure.unit, measure) or (measure == "个" and not figure.unit[1:]))
        and (not LOOKED_AT.search(figure.context) or LOOKED_AT.search(shared.said))
    ]
    given = {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", shared.of)}
    if told := [figure for figure in counts if figure.value in given]:
        return Operand(card, told[0]) if len({figure.value for figure in told}) == 1 else None
    exact = [figure for figure in counts if figure.unit == measure]
    scored = ([(_fit(words, figure, shelf), figure) for figure in some] for some in (exact, counts))
    return next(filter(None, (_best(card, some) for some in scored)), None)


LOOKED_AT = regex(r"走访|抽查|抽样|抽取|实地[查看核]|座谈|问卷")
"""How a sentence counts those that the evaluators looked at, among whom nothing was divided."""
LEADING_VERB = regex(r"^(?:新建|新增|建设|开展|组织|举办|发放|支持|救助|完成|实施|办理|培训|资助|补助|扶持)+(?=.{3})")
COUNT_TAIL = regex(rf"(?:(?:{MEASURES})?总?数量?)?(?:实际)?(?:完成)?(?:值|数)?$")
"""What the label of a count says before and behind what it counts: 支持妇女创业户数实际完成."""


def _by_its_name(solver: Solver, shared: Shared, card: Card) -> tuple[Operand, Operand] | None:
    """An amount by its own words, and the one count in whose name it is given: 警务辅助人员经费, 警务辅助人员46人.

    What the words behind 每 call the count (辅警), its label has to hold, in whatever order.
    """
    words = _words(PAID.sub("", re.sub(r"^发放的?", "", shared.bare.strip("的,，") or shared.what)))
    called = "" if shared.bare else "".join(_words(shared.of))
    if not words or (shared.unit and shared.unit not in MONEY):
        return None
    shelf = solver.shelf(card.id)
    amounts = [
        (_fit(words, f, shelf), f) for f in _stated(shelf, FigureKind.AMOUNT) if stage_of(f.label) not in BUDGETS
    ]
    dividend = _best(card, amounts)
    counts = (
        []
        if dividend is None
        else [
            figure
            for figure in _stated(shelf, FigureKind.COUNT)
            if same_measures(figure.unit, shared.piece)
            and len(core := COUNT_TAIL.sub("", LEADING_VERB.sub("", fold(figure.label)))) > len("人员")
            and core in fold(dividend.figure.label)
            and set(called) <= set(core)
        ]
    )
    if dividend is None or len({(figure.value, figure.unit) for figure in counts}) != 1:
        return None
    return dividend, Operand(card, counts[0])


STAFF = regex(r"(?:在职|在编|在岗|实有)?(?:教?职工|干部|工作人员|员工|人员|职员)(?:人数|数)?$")
"""Those for whom a department spends all it does: 平均每个在编职工支出多少."""
BARE_SPENDING = regex(
    r"(?:实际|一共|总共)*(?:支出|花费?|支付|用|执行|完成|投入)(?:了|掉|出|去)*(?:的)?(?:钱|资金|经费)?"
)
"""What was spent on that which is counted: 85个项目平均每个实际支出了多少."""


def _dividend(solver: Solver, shared: Shared, divisor: Operand) -> Operand | None:
    if BARE_SPENDING.fullmatch(shared.what) and (subject := re.sub(r"[\d.]+[个项名家]?", "", MARKS.sub("", shared.of))):
        return spent_on(solver, subject, divisor.card) or spent_on(solver, subject + "支出", divisor.card)
    shelf = solver.shelf(divisor.card.id)
    kinds = {FigureKind.AMOUNT, FigureKind.COUNT} if not shared.unit else {_kind(shared)}
    kinds = {FigureKind.AMOUNT} if OF_MONEY.search(shared.said) else kinds
    fitting = [
        figure
        for kind in sorted(kinds)
        for figure in _stated(shelf, kind)
        if figure != divisor.figure
        and (not shared.unit or shared.unit in MONEY or same_measures(figure.unit, shared.unit))
    ]
    money = not shared.unit or shared.unit in MONEY
    if not _words(shared.what) and money and SPENT.search(shared.said):
        spent = spent_on(solver, divisor.figure.label, divisor.card)
        if spent is None and (paid_for := PAID.sub("", shared.bare.strip("的,，"))):
            spent = spent_on(solver, paid_for, divisor.card)  # 向1,214户家庭发放租赁补贴, of 租赁补贴平均每户发了多少
        if spent is None and STAFF.search(shared.of):
            return solver.one("总支出", divisor.card, AMOUNTS)
        return spent or _beside(solver, divisor, fitting) or _spent_row(solver, shared, divisor)
    if shared.piece == "项目" and (sum_ := solver.one(divisor.figure.label + shared.what, divisor.card, AMOUNTS)):
        return sum_
    words = _words(shared.what)
    if words and money and "预算" not in shared.what and (paid := spent_on(solver, shared.what, divisor.card)):
        return paid
    if not words:
        return _beside(solver, divisor, fitting) or (_spent_row(solver, shared, divisor) if money else None)
    named = [(_fit(words, figure, shelf), figure) for figure in fitting]
    near = [(score, figure) for score, figure in named if figure.passage_id == divisor.figure.passage_id]
    return (
        _best(divisor.card, near)
        or _best(divisor.card, [(s, f) for s, f in named if _shares(f, divisor.figure)])
        or (solver.one(shared.what, divisor.card, AMOUNTS) if FigureKind.AMOUNT in kinds else None)
        or _best(divisor.card, named)
        or _beside(solver, divisor, _spoken_of(words, fitting, shelf) if not shared.unit else fitting)
    )


SPENT_COLUMN = regex(r"(?:全年|实际|累计|本年)*(?:支出|支付|执行|决算|发放)+(?:数|金额|额)?")


def _spent_row(solver: Solver, shared: Shared, divisor: Operand) -> Operand | None:
    """What a table says was spent on that of which a sentence counts who got it: 高龄津贴支出, 发放高龄津贴960人."""
    name = "".join(_words(PAID.sub("", shared.bare.strip("的,，"))))
    if len(name) < len("津贴") or name not in fold(divisor.figure.label):
        return None
    shelf = solver.shelf(divisor.card.id)
    rows = [f for f in _stated(shelf, FigureKind.AMOUNT) if fold(f.label).startswith(name)]
    spent = [f for f in rows if SPENT_COLUMN.fullmatch(fold(f.label)[len(name) :])]
    return Operand(divisor.card, spent[0]) if len({(f.value, f.unit) for f in spent}) == 1 else None


def _spoken_of(words: tuple[str, ...], figures: Sequence[Figure], shelf: Shelf) -> list[Figure]:
    """Figures whose labels hold some of the words for the dividend, which no unit tells from others."""
    return [figure for figure in figures if _fit(words, figure, shelf) > 0]


def _kind(shared: Shared) -> FigureKind:
    return FigureKind.AMOUNT if shared.unit in MONEY else FigureKind.COUNT


def _beside(solver: Solver, divisor: Operand, fitting: Sequence[Figure]) -> Operand | None:
    """The one figure of the divisor's sentence behind it; of several the one whose label shares its words."""
    shelf = solver.shelf(divisor.card.id)
    passage = shelf.of[divisor.figure.passage_id]
    sentence = sentence_of(passage, divisor.figure.start, divisor.figure.end)
    behind = shelf.figures_in(passage.id, Span(divisor.figure.start + 1, sentence.end))
    here = [figure for figure in fitting if figure in behind]
    alike = [f for f in here if f.label == divisor.figure.label] or [f for f in here if _shares(f, divisor.figure)]
    chosen = alike[:1] or (here if len(here) == 1 else [])
    return Operand(divisor.card, chosen[0]) if len(chosen) == 1 else None


def _shares(one: Figure, other: Figure) -> bool:
    """Whether two labels speak of one thing: two characters in a row are in both."""
    return any(one.label[i : i + 2] in other.label for i in range(len(one.label) - 1))


def _stated(shelf: Shelf, kind: FigureKind) -> list[Figure]:
    return [
        figure
        for figure in shelf.figures
        if figure.kind is kind
        and not AVERAGE.search(figure.label)  # 人均承办14件 is divided already
        and figure.passage_id in shelf.of
        and not is_target(figure, shelf)
        and of_year(figure, shelf)
    ]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in content(text) if len(word) > 1)


def _fit(words: tuple[str, ...], figure: Figure, shelf: Shelf) -> float:
    """How much of the words a label holds, by weight; less for what the label says beyond them."""
    asked = telling(words, shelf.weights)
    label = EVERY.sub("", fold(figure.label))
    if not asked:
        return 0.0
    own = telling(content(label), shelf.weights)
    return shelf.weights.coverage(asked, label) - 0.1 * len(own - asked) / max(len(own), 1)


def _best(card: Card, scored: Sequence[tuple[float, Figure]]) -> Operand | None:
    """The figure that fits best; none where it fits badly, or where another value fits about as well."""
    ranked = sorted(scored, key=lambda row: -row[0])
    if not ranked or ranked[0][0] < ENOUGH:
        return None
    top, figure = ranked[0]
    rivals = [f for score, f in ranked[1:] if top - score < CLEAR and (f.value, f.unit) != (figure.value, figure.unit)]
    rivals = [f for f in rivals if in_unit(f.value, f.unit, figure.unit) != figure.value]
    return None if rivals else Operand(card, figure)
