"""Two numbers of one clause, or of one row, and what a question does with them: a share, what is left, so much each.

No pattern reads the whole of such a question.  Its cues say what is done (百分之几, 没…的有几, 平均每件), and what is
left of its words has to stand in the clause, character for character or as a harmless word: a word that the clause
does not hold names something else, and nothing is told.  Of several clauses that hold the words the labels decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import groupby

from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.calculating import amount, calculation, each_of, percent, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.fitting import is_no_expense, of_year, same_measures
from heshu.asking.evidence.operands import COUNTED, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.wording.everyday import in_office_words
from heshu.asking.wording.terms import LIGHT, content, matter
from heshu.checking.consistency import consistent
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Card, Figure, FigureKind, PassageKind, Value


class Ask(Enum):
    """What one part of a question asks of two numbers."""

    SHARE = "share"
    REST = "rest"
    REST_SHARE = "rest-share"
    OVER = "over"
    OVER_SHARE = "over-share"


CLAUSES = regex(r"[,，、;；?？。!！\s]+")
IN_PER_CENT = regex(
    r"(?:所|总共|大概|大约)*(?:占|有|是|为|达到?|到)*了?(?:全部|总数)?的?(?:百分之(?:几|多少)|几成|(?:多大|多高|什么|多少)(?:的)?(?:比例|比重|占比))"
    r"|(?:所?占)?的?(?:比例|比重|比率|占比)(?:又|是|有|为|达到?)*(?:多少|多大|多高|几)?|占了?多少(?![\u4e00-\u9fff])"
)
"""What asks for a share."""
RATE = regex(
    r"(?<=[\u4e00-\u9fff]{2})率(?:又|是|有|为|达|到|能|算下来|算出来)*(?:多少|多高|多大|几|百分之(?:几|多少))?(?:个?点|%)?$"
)
"""What asks for a rate by a name of its own: 有效回收率, 到岗率是多少."""
COMPLETION = regex(r"(?:(?:指标|任务|目标|计划)?的?完成(?=率)|完成了?(?=百分之|几成|多少[%成]|计划|目标|任务))")
"""A rate that says of nothing more than that it was done."""
HOW_MANY = regex(
    rf"(?:一共|总共|大概|大约|还|有|是|为|了)*(?:多少|几)(?:个?[百千万亿]*(?:百分点|{MEASURES}|[元块]钱?|钱))?"
)
NOT = regex(r"没有?(?!变)|未能?|尚未")
NOT_YET = regex(
    r"空(?:着|缺|余|出|编|了|闲)+|缺编|(?:还|又|仍)(?:差|剩|缺|欠|少)(?:下|了)?|(?:与|跟|和|比|离|距离?)(?:目标|计划|任务|指标)(?:值)?(?:差|少|缺)了?|(?:节?省|节约)(?:下|出)?了?(?=多少|几|百分)|(?:差|少|缺|空)(?:了)?(?:目标|计划|任务|指标)?(?=多少|几)"
)
OVER = regex(
    r"超额完成|超[过出额]?了?(?:计划|目标|任务|指标)?|(?:比|较)(?:计划|目标|任务|指标)值?(?:多|高|超)(?:出|了)*"
)
PLAN_SAID = regex(r"预算|计划|目标|任务(?!完成)|指标|原定|预定|应该?(?=完成|到|收)")
EVERY = regex(
    rf"(?:平均|均)?(?:摊到|分到|落到|到)?(?:每一?个?|平均一|单|(?<![第之])一)(?P<piece>{MEASURES}|位)(?!年|共|[点些下])|(?P<per>[人户])均"
)
OF_MONEY = regex(r"花|支出|费用|经费|资金|钱|元|款|金额|收入|投入|执行率|预算|拨付|成本")
COMPARED = regex(
    r"[上去前]年|上一年|同期|同比|增长|增加|减少|下降|提高|上升|涨|[一两二三四五]家(?!次)|各(?![类级种项])|哪|谁|为什么|怎么|吗|对不对|是不是|折合|如果|假如|(?:多少|几)分(?![之钟])|预算[比较][^,，]*预算"
)
"""What asks for something else than two numbers beside each other."""
HARMLESS = regex(
    r"人员|人数|人里头?|人当?中|数量|总数|全部|总的|里头|里面|当中|之中|其中|全[县市区省院校年]|一年|年里|整个|这些|那些|出去|回来|下来|起来|一下|算算|请问|"
    r"单位|部门|情况|所有|平均|人均|每[一个]?|实际|一共|总共|目前|现在|年末|年底|最后|计划|目标|任务|指标|项目|名额|的话|比例|工作|参加|参与|相当于|算下来|摊|完成|占|使用(?![者权人方])|[比较](?=年初|预算|计划|目标)|节?省[下出了]*(?!级)|节约[下出了]*"
)
"""Words that name nothing of their own beside a figure."""
ADVERB = regex(r"(?:其中|实际|已经?|有效|按期|按时|如期|及时|成功|当年|年内|当期|全部|正式|顺利|累计|共|的)+")
OUTCOME = regex(
    r"办结|完成|办完|整改|落实|回复|答复|采纳|验收|通过|审结|结案|执结|兑现|化解|合格|达标|整治|处置|治理|收回|回收|收到|返回|到岗|到位|报到|选派|派出"
    r"|调处|调解|调成|解决|举办|开展|实施|建成|竣工|交付|开工|完工|修复|销号|拨付|支付|发放|采购|签订|注册|上岗|脱贫|录取|检出|查出|开放|投用|启用|受助|进馆|评定"
)
"""What says that something counted came about."""
FILLED = regex(r"^(?:年末|现)?(?:实有|在职|在编|在岗|现有)")
POSTS = regex(r"编制(?:数|人数|名额)?$")
SPENT = regex(r"(?:实际)?(?:支出|支付|执行|完成|发生|决算)(?:数|额|支出)?$")
LOOSE = regex(r"上年|去年|同期|同比|另有?|此外|还有|比|较")
"""What between two numbers parts them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and another that came of it, or is a part of it; ``planned`` where the first is what was aimed at."""

    whole: Figure
    part: Figure
    core: str
    planned: bool = False
    among: bool = False

    @property
    def labels(self) -> str:
        """What the two are called."""
        return fold(self.whole.label + self.part.label)


def is_asked(text: str) -> bool:
    """Whether a question may ask for what two numbers come to: a cheap test, before its department is read out."""
    return not COMPARED.search(text) and bool(asks(text) or EVERY.search(text))


def told(solver: Solver, question: str, marked: str, card: Card) -> Answer | None:
    """What a question about one report asks of two numbers side by side; ``None`` where it asks nothing such."""
    if COMPARED.search(marked):
        return None
    for text in dict.fromkeys((marked, in_office_words(marked))):
        answer = _of_pair(solver, question, text, card) or _of_each(solver, question, text, card)
        if answer:
            return answer
    return None


# ---------------------------------------------------------------- a part, what is left, what is over


def asks(text: str) -> tuple[Ask, ...]:
    """What each part of a question asks, one after the other; nothing where one of them asks otherwise."""
    found: list[Ask] = []
    for clause in filter(None, CLAUSES.split(text)):
        shares = bool(IN_PER_CENT.search(clause) or RATE.search(clause))
        counts = bool(re.search(r"多少|几(?![成])", IN_PER_CENT.sub("", RATE.sub("", clause))))
        if not shares and not counts:
            continue
        if shares and counts:
            return ()
        over, rest = bool(OVER.search(clause)), bool(NOT.search(clause) or NOT_YET.search(clause))
        bare = not over and not rest and not RATE.search(clause) and not COMPLETION.search(clause)
        alone = bare and not content(fold(HARMLESS.sub("", IN_PER_CENT.sub("", clause))))
        if shares and alone and found:
            over, rest = found[-1] is Ask.OVER, found[-1] is Ask.REST
        if over and rest:
            return ()
        ask = (Ask.OVER_SHARE, Ask.REST_SHARE, Ask.SHARE) if shares else (Ask.OVER, Ask.REST, None)
        one = ask[0] if over else ask[1] if rest else ask[2]
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def _of_pair(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    wanted = asks(text)
    if not wanted or len(set(wanted)) < len(wanted):  # the same of two things: 行政编制空几个，事业编制空几个
        return None
    shelf = solver.shelf(card.id)
    words = _left(text)
    if len(words) < len("甲乙"):
        return None
    fitting = [pair for pair in shelf.once(_pairs) if _holds(pair, words, text, wanted)]
    pair = _best(fitting, words)
    if pair is None or (OF_MONEY.search(text) and pair.whole.kind is not FigureKind.AMOUNT):
        return None
    if OF_ALL_MONEY.fullmatch(words) and not OF_ALL_MONEY.fullmatch(shelf.own.sub("", fold(pair.whole.label))):
        return None  # 预算执行率 alone is no rate of 政府采购预算
    return _say(solver, question, card, pair, wanted)


OF_ALL_MONEY = regex(
    r"(?:预算|执行|支付|支出|完成|全年|全部|年度|当年|本年|年初|年中|调整后?|批复|安排|下达|财政拨款|财政|一般公共|整体|总体|部门|单位|本级|资金|经费|收入|合计|总计"
    r"|20\d\d年?度?|[我全本][局委校院馆中心部办厅]|[数总额计的共])*"
)
"""What names the money of the whole department, and no part of it."""


def _left(text: str) -> str:
    """The characters of a question that name something."""
    left = " ".join(RATE.sub(" ", clause) for clause in CLAUSES.split(text))
    for cue in (IN_PER_CENT, COMPLETION, OVER, NOT_YET, NOT, HOW_MANY, HARMLESS):
        left = cue.sub(" ", left)
    return "".join(content(fold(left)))


def _holds(pair: Pair, words: str, text: str, wanted: Sequence[Ask]) -> bool:
    """Whether a pair's clause holds every word of a question, and the question names what came about, or the plan."""
    around = fold(pair.whole.context + pair.part.context + pair.labels)
    if not _named_in(words, around):
        return False
    of = OF_WHAT.search(text)
    own = "".join(content(fold(ALL_OF.sub(" ", of["whole"])))) if of else ""
    if not _named_in(own, fold(pair.whole.label)):
        return False
    if {Ask.OVER, Ask.OVER_SHARE} & set(wanted) and not pair.planned:
        return False
    if pair.planned:
        asked = PLAN_SAID.search(text) or COMPLETION.search(text) or OVER.search(text) or NOT_YET.search(text)
        return bool(asked) or _named(pair.core, words)
    if pair.among and set(wanted) != {Ask.SHARE}:
        return False
    return _named(pair.core, words)


OF_WHAT = regex(r"(?:占|是|相当于)(?!多少|百分|几|比)了?(?P<whole>[^,，占]{2,}?)的?(?:百分之|几成|比例|比重|多少|多大)")
"""What a question names as the whole: it is never turned round (基本支出占项目支出 is no share of all spending)."""
ALL_OF = regex(r"人员|人数|总数|总量|数量|全部|所有|总的")
"""What a whole may be called beyond its name."""
CAME_TO_ITS_END = frozenset("完成满掉过")
"""Characters that only say that something did."""


def _named_in(words: str, text: str) -> bool:
    """Whether a text holds every character of some words that names something."""
    return matter(words) - CAME_TO_ITS_END <= set(text)


def _named(core: str, words: str) -> bool:
    """Whether a question says what came about: 没收回来, of 收回有效问卷."""
    own = [char for char in dict.fromkeys(core) if char not in LIGHT or char in "收办"]
    return bool(own) and sum(char in words for char in own) * 2 >= len(own)


def _best(pairs: Sequence[Pair], words: str) -> Pair | None:
    """The pair whose labels hold most of the words, the fewest others; none where two fit alike."""
    ranked = sorted(((_score(pair, words), pair) for pair in pairs), key=lambda row: row[0], reverse=True)
    if not ranked or ranked[0][0][0] * 2 < len(set(words)):
        return None
    top, best = ranked[0]
    values = {(pair.whole.value, pair.part.value) for score, pair in ranked if score == top}
    return best if len(values) == 1 else None


def _score(pair: Pair, words: str) -> tuple[int, int]:
    labels = set(pair.labels)
    return len(labels & set(words)), -len(set(fold(pair.part.label)) - set(words))


def _pairs(shelf: Shelf) -> tuple[Pair, ...]:
    """The pairs of a report: in one clause a number and what came of it; in one row what was aimed at and reached."""
    return tuple(_pairs_in(shelf))


def _pairs_in(shelf: Shelf) -> Iterator[Pair]:
    counted = [f for f in shelf.figures if f.kind in COUNTED and f.passage_id in shelf.of and _of_this_year(f, shelf)]
    for passage_id, here in groupby(counted, key=lambda figure: figure.passage_id):
        figures = sorted(here, key=lambda figure: figure.start)
        if shelf.of[passage_id].kind is PassageKind.TABLE_ROW:
            yield from _in_row(figures, shelf)
        else:
            yield from _in_clause(figures)


SURVEYED = regex(r"问卷|走访|访谈|回访|抽查|[收回]回|回收")


def _of_this_year(figure: Figure, shelf: Shelf) -> bool:
    """Whether a figure is of the report's year, or of its own making: questionnaires go out in the year after."""
    next_year = str((shelf.year or 0) + 1) in figure.period
    return of_year(figure, shelf) or (next_year and bool(SURVEYED.search(figure.label)))


AIM = regex(r"(?:年初|年度|全年)?(?:目标|指标|计划)(?:值|数)?$")


def _in_row(figures: Sequence[Figure], shelf: Shelf) -> Iterator[Pair]:
    counts = [figure for figure in figures if figure.kind is FigureKind.COUNT]
    aims = [f for f in counts if is_target(f, shelf) and AIM.search(f.label)]
    done = [f for f in counts if f not in aims and not f.qualifier]
    if len(aims) == len(done) == 1 and aims[0].unit == done[0].unit and aims[0].value and aims[0].qualifier != "≤":
        base = AIM.sub("", fold(aims[0].label))
        if base and fold(done[0].label).startswith(base):
            yield Pair(aims[0], done[0], "", planned=True)


def _in_clause(figures: Sequence[Figure]) -> Iterator[Pair]:
    for at, part in enumerate(figures):
        before = [f for f in figures[:at] if f.context == part.context and _of_one_measure(f, part)]
        if not before or part.qualifier or before[-1].qualifier:
            continue
        if pair := _related(before[-1], part):
            yield pair
        for whole in reversed(before):
            among = part.context.find("其中", _place(part.context, whole))
            if 0 <= among < _place(part.context, part) and whole.value > part.value:
                if whole is before[-1] or _place(part.context, whole) < among <= _place(part.context, before[-1]):
                    core = fold(part.label).removeprefix(fold(whole.label))
                    yield Pair(whole, part, ADVERB.sub("", core) or core, among=True)
                break


def _place(context: str, figure: Figure) -> int:
    return context.find(figure.text.strip())


def _of_one_measure(one: Figure, other: Figure) -> bool:
    if one.kind is not other.kind or one.period == "上年" or other.period == "上年":
        return False
    return one.unit == other.unit or (one.unit in "人名位" and other.unit in "人名位" and one.kind is FigureKind.COUNT)


def _related(whole: Figure, part: Figure) -> Pair | None:
    """The pair, where the second number came of the first: 发放600份、收回588份; 编制35名，实有31人."""
    first, second = fold(whole.label), fold(part.label)
    between = part.context[_place(part.context, whole) : _place(part.context, part)].removeprefix(whole.text.strip())
    if LOOSE.search(between) or not whole.value:
        return None
    planned = bool(re.search(r"计划|目标|预算|应", first)) and not POSTS.search(first)
    own = second.removeprefix(first) if second.startswith(first) else second
    bare = ADVERB.sub("", own)
    if POSTS.search(first):
        return Pair(whole, part, "编制") if FILLED.search(second) and whole.value >= part.value else None
    if whole.kind is FigureKind.AMOUNT:
        spent = planned and (SPENT.search(own) or own.startswith("实际")) and not re.search(r"预算|计划", own)
        return Pair(whole, part, "", planned=True) if spent else None
    came = OUTCOME.match(bare) or (own != bare and ADVERB.match(own)) or (own is not second and OUTCOME.search(bare))
    shared = any(second[n : n + 2] in first for n in range(len(second) - 1))
    came = came or (shared and re.search(rf"(?:{OUTCOME.pattern})$", second))
    if not came or (whole.value < part.value and not planned):
        return None
    return Pair(whole, part, "" if planned and own.startswith("实际") and not bare else bare or own, planned=planned)


# ---------------------------------------------------------------- said

_WORDS = {
    Ask.SHARE: "{part}占{whole}的{said}",
    Ask.REST: "{whole}比{part}多{said}",
    Ask.REST_SHARE: "{whole}中除去{part}，其余占{said}",
    Ask.OVER: "{part}比{whole}多{said}",
    Ask.OVER_SHARE: "{part}比{whole}多{said}",
}


def _say(solver: Solver, question: str, card: Card, pair: Pair, wanted: Sequence[Ask]) -> Answer | None:
    whole, part = Operand(card, pair.whole), Operand(card, pair.part)
    over = {Ask.OVER, Ask.OVER_SHARE} & set(wanted)
    if (over and part.value <= whole.value) or (set(wanted) - over - {Ask.SHARE} and part.value > whole.value):
        return None
    texts: list[str] = []
    values: list[Value] = []
    found: list[Calculation] = []
    for ask in wanted:
        one, value, said = _worked_out(question, ask, whole, part)
        if value.unit == "%" and ask is Ask.SHARE and not _agrees(solver.shelf(card.id), pair, one):
            return None
        name = {"whole": pair.whole.label, "part": pair.part.label}
        texts.append(f"{_WORDS[ask].format(**name, said=said)}（{one.expression}）")
        values.append(value)
        found.append(one)
    return solver.answer(question, f"{who(card)}{'，'.join(texts)}。", (part, whole), values, found)


def _worked_out(question: str, ask: Ask, whole: Operand, part: Operand) -> tuple[Calculation, Value, str]:
    first, second = written(whole), written(part, whole.unit)
    if ask is Ask.SHARE:
        one, exact = calculation(f"divide({second}, {first})", "%", (part, whole))
    elif ask is Ask.REST_SHARE:
        one, exact = calculation(f"subtract({first}, {second}), divide(#0, {first})", "%", (whole, part))
    elif ask is Ask.OVER_SHARE:
        one, exact = calculation(f"subtract({second}, {first}), divide(#0, {first})", "%", (part, whole))
    else:
        high, low = (second, first) if ask is Ask.OVER else (first, second)
        one, exact = calculation(f"subtract({high}, {low})", whole.unit, (whole, part))
        said, value = amount(exact, whole.unit, places((whole, part)), question)
        return one, value, said
    value = percent(exact, question)
    return one, value, f"{value.number}%"


def _agrees(shelf: Shelf, pair: Pair, one: Calculation) -> bool:
    """Whether the rate that a clause states behind its two numbers, where it states one, is what they give."""
    own = set(fold(pair.part.label))
    stated = [
        f
        for f in shelf.figures_in(pair.part.passage_id)
        if f.context == pair.part.context
        and f.kind in (FigureKind.RATE, FigureKind.SHARE)
        and f.start > pair.part.start
        and set(re.sub("完成|[率仅为达到]", "", fold(f.label))) <= own
    ]
    nearest = min(stated, key=lambda figure: figure.start, default=None)
    return nearest is None or consistent(nearest.value, Fraction(one.result), qualifier=nearest.qualifier)


# ---------------------------------------------------------------- so much each


def _of_each(solver: Solver, question: str, text: str, card: Card) -> Answer | None:
    """How much of one number of a clause comes to each of another: 罚款638.50万元 of 217件."""
    every = EVERY.search(text)
    if every is None or len(re.findall(r"多少|几", text)) > 1:
        return None
    shelf = solver.shelf(card.id)
    unit = _unit_asked(text)
    words = "".join(content(fold(HARMLESS.sub(" ", EVERY.sub(" ", HOW_MANY.sub(" ", text))))))
    piece = every["piece"] or every["per"]
    if len(ALL_SPENDING.sub("", words)) < (2 if piece in ("人", "户") else 1):
        return None
    stated = [
        f
        for f in shelf.figures
        if f.kind in COUNTED and f.passage_id in shelf.of and of_year(f, shelf) and not is_target(f, shelf)
    ]
    found = {
        (above.figure.value, below.figure.value): (above, below)
        for _, group in groupby(stated, key=lambda f: (f.passage_id, f.context))
        if (pair := _each_in(list(group), piece, unit, words, card))
        for above, below in [pair]
    }
    if len(found) != 1:
        return None
    above, below = next(iter(found.values()))
    own = set(words) & set(fold(below.figure.label)) - set(fold(above.figure.label))
    if every["per"] and len(own) < len("甲乙"):  # 公务接待费人均: of the staff, or of those who came
        return None
    return said_each(solver, question, above, below, unit)


ALL_SPENDING = regex(r"支出|经费|费用|花费?|用|资金|金额|收入|预算|单位|部门")
"""Words of the whole department's money: divided by whoever a clause happens to count it would mean nothing."""


def _unit_asked(text: str) -> str:
    asked = re.search(rf"(?:多少|几)个?(?P<unit>[百千万亿]*(?:元|块钱?|钱|{MEASURES}))?", text)
    said = (asked and asked["unit"]) or ""
    return {"块": "元", "块钱": "元"}.get(said, said)


def _each_in(here: Sequence[Figure], piece: str, unit: str, words: str, card: Card) -> tuple[Operand, Operand] | None:
    around = fold(here[0].context + "".join(figure.label for figure in here))
    if not _named_in(words, around):
        return None
    divisors = [f for f in here if f.kind is FigureKind.COUNT and same_measures(f.unit, piece) and f.value]
    divisors = [f for f in divisors if f.unit.lstrip("百千万亿") == piece] or divisors
    divisor = _most_named(divisors, words)
    above = [f for f in here if f != divisor and f.kind is FigureKind.AMOUNT and (unit in MONEY or unit in ("", "钱"))]
    if unit not in MONEY and unit != "钱":
        above += [
            f
            for f in here
            if f not in divisors and f.kind is FigureKind.COUNT and (not unit or same_measures(f.unit, unit))
        ]
    alone = len(above) == 1 and bool(unit) and divisor is not None and above[0].start > divisor.start
    dividend = _most_named(above, words, least=not alone)
    if divisor is None or dividend is None:
        return None
    return Operand(card, dividend), Operand(card, divisor)


def _most_named(figures: Sequence[Figure], words: str, least: int = 0) -> Figure | None:
    """The figure whose label holds most of some words; of two that hold as many the one that the other leans on."""
    scored = [(len(set(fold(f.label)) & set(words)), f) for f in figures]
    top = max((score for score, _ in scored), default=-1)
    best = [f for score, f in scored if score == top]
    if top < least or not best:
        return None
    first = min(best, key=lambda f: len(f.label))
    return first if all(fold(f.label).startswith(fold(first.label)) for f in best) and _once(first, best) else None


def _once(first: Figure, best: Sequence[Figure]) -> bool:
    return sum(figure.label == first.label for figure in best) == 1


def said_each(solver: Solver, question: str, above: Operand, below: Operand, unit: str) -> Answer | None:
    """An amount by piece of what is counted; ``None`` where it was gained and the question asks what was paid."""
    if is_no_expense(above.figure.label, fold(question)):
        return None
    into = unit if unit in MONEY and above.unit in MONEY else above.unit
    found, piece, value = each_of(above, below, into, question)
    lead = f"{who(above.card)}{above.figure.label}平均每{piece}{value.number}{value.unit}（{found.expression}）。"
    return solver.answer(question, lead, (above, below), [value], [found])
