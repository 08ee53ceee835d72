"""A number that is claimed to come of the others that its question names, and is none of them.

隐患98条，整改93条，还剩5条; 金牌31枚，银牌27枚，一共58枚; 治理36.8公里，超计划1.8公里.  The others are looked
up, and what is claimed last is held against their difference or sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from heshu.asking.checks.in_clauses import CLAUSES
from heshu.asking.checks.put_back import Ask, doubt_in, looked_up
from heshu.asking.checks.weighing import CHECKED, Check, denies, found_wrong, judges
from heshu.asking.checks.worked_out import CHECKS
from heshu.asking.computing import verdicts
from heshu.asking.evidence.aims import COLUMN, TARGET_LABEL, is_aim
from heshu.asking.evidence.calculating import calculation, written
from heshu.asking.evidence.claimed import Claim, claims_in, comparable, same
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import COUNTED, Operand, Solver, figures_like, same_measure, stated_in
from heshu.asking.wording.adding import ADDED, AS_SUM
from heshu.checking.consistency import consistent
from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Value

_AIM = r"(?:年初|年度|全年|原定|预定|既定|设定)*的?(?:目标|计划|任务|指标)(?:值|数)?"
_SO = r"(?:那么?|所以|也就是|就|则|现在|目前|年底|年末|最后|应该|应|大概|只|仅)*"
_DID = r"(?:完成|做|办)"
LEFT = regex(
    rf"{_SO}(?:(?:还|尚|仍)*(?:剩|余|差|缺|欠)(?:下|余|了|有|着)*|(?:还|尚|仍)有)\s*$"
    r"|(?:还|尚|仍)?(?:未|没有?|待)[\u4e00-\u9fff]{1,4}(?:的)?(?:还)?(?:有|是|为|剩)?\s*$"
)
"""What stands before the number of what is left of one count by another."""
UNDONE_BEHIND = regex(r"(?:(?:的)?(?:没|未|尚|待|正在|在)[\u4e00-\u9fff]{1,8})?[吗吧呢?？。]*")
"""What may stand behind it: 还有6件没办结, and not 还有6件转办."""
PASSED = regex(
    rf"{_SO}(?:超(?:过|出|额)?{_DID}?了?(?:{_AIM})?[了出]?|比(?:{_AIM})(?:多|高|增加){_DID}?[了出]?|多{_DID}了?)\s*$"
)
MISSED = regex(rf"{_SO}(?:(?:比|离|距离?|较)(?:{_AIM})[还又]?[少低差缺欠]{_DID}?了?|少{_DID}了?)\s*$")
"""By how much a count passed its target, and fell short of it."""
_ALL = rf"(?:这?[两二三四五六七八九\d][项类种个者])?(?:{ADDED}|{AS_SUM}|一共|总共|共计?|总计)"
IN_ALL = regex(rf"{_SO}{_ALL}[就应该]*(?:是|有|为|得|达到?)?\s*$")
"""What stands before the number of all together."""
LIST_GOES_ON = regex(r"[\u4e00-\u9fff]{2,8}\d")
UNMEASURED = regex(r"(?<=[\u4e00-\u9fff]\d)(?=[\u4e00-\u9fff]{2,6}\d)|(?<=\d\d)(?=[\u4e00-\u9fff]{2,6}\d)")
"""Where the next of a list without commas begins: 金牌31银牌27."""


AIM_WORD = regex(r"(?:年初|年度|全年|原定)?的?(?:计划|目标|任务|指标)(?:值|数)?")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A number that is claimed of the others, the question of these alone, and what is done with them."""

    head: str
    others: tuple[Claim, ...]
    claim: Claim
    way: str
    aims_first: bool = False
    """Whether the first of the others is the target that the second one is held against."""

    @property
    def thing(self) -> str:
        """What is said before the first of the others."""
        before = self.head.partition(self.others[0].text)[0].rstrip("是为有了共 ")
        return AIM_WORD.sub("", before) if self.aims_first else before

    @property
    def of_aim(self) -> bool:
        """Whether it is claimed how far a count is from its target."""
        return self.way in ("passed", "missed")


def read(text: str) -> Claimed | None:
    """The number of a folded check that comes of the others in it; ``None`` where the last is none such."""
    clauses = [part for part in CLAUSES.split(_parted(CHECKS.sub(" ", text))) if claims_in(part)]
    last = claims_in(clauses[-1]) if len(clauses) > 1 else []
    if len(last) != 1:
        return None
    before, _, behind = (part.strip() for part in clauses[-1].partition(last[0].text))
    ways = (("passed", PASSED), ("missed", MISSED), ("sum", IN_ALL), ("left", LEFT))
    way = next((name for name, said in ways if said.fullmatch(before)), "")
    way = "" if way == "left" and not UNDONE_BEHIND.fullmatch(behind) else way
    head = ",".join(clauses[:-1])
    others = tuple(claims_in(head))
    many = {"left": len(others) == len("甲乙"), "sum": len(others) > 1}.get(way, 0 < len(others) <= len("甲乙"))
    if not way or not many or last[0].unit in ("%", "百分点", "倍"):
        return None
    aims = [bool(AIM_WORD.search(clause)) for clause in clauses[:-1]]
    of_aim = way in ("passed", "missed")
    if of_aim and len(others) > 1 and sum(aims) != 1:
        return None
    return Claimed(head, others, last[0], way, aims_first=of_aim and aims[0] and len(others) > 1)


def _parted(text: str) -> str:
    """A text with commas between numbers that follow each other without: 演出63场超计划3场."""
    for claim in claims_in(text):
        before, _, behind = text.partition(claim.text)
        if claim.unit and LIST_GOES_ON.match(behind):
            text = f"{before}{claim.text},{behind}"
    return text if claims_in(UNMEASURED.sub(",", text)) == claims_in(text) else UNMEASURED.sub(",", text)


def aim_of(done: Operand, found: Sequence[Operand]) -> Operand | None:
    """The target of a count among figures: in its row or sentence, or under its own name."""
    base = _name(done)
    aims = [
        one
        for one in found
        if TARGET_LABEL.search(one.figure.label)
        and one.figure.span != done.figure.span
        and same_measure(one, done)
        and (one.figure.passage_id == done.figure.passage_id or _name(one) == base)
    ]
    return aims[0] if len({one.value for one in aims}) == 1 else None


NUMBER_OF = regex(r"(?:[人次件户个]数|数量?)$")


def _name(one: Operand) -> str:
    """What a figure is of, in whatever column: 新增就业 and 新增就业人数年初指标值."""
    return NUMBER_OF.sub("", COLUMN.sub("", fold(one.figure.label)))


def held(solver: Solver, question: str, claimed: Claimed, operands: Sequence[Operand]) -> Answer | None:
    """The verdict on each of the numbers, the last by what the report's figures for the others come to.

    The figures stand in the order of the numbers; a target that the question does not give stands behind them.
    """
    spans = {one.figure.span for one in operands}
    alike = all(same_measure(operands[0], one) and one.figure.kind in COUNTED for one in operands)
    if len(spans) < len(operands) or not alike or not comparable(claimed.claim, operands[0]):
        return None
    if claimed.claim.unit in MONEY and claimed.claim.unit != operands[0].unit:
        return None
    if any(not comparable(claim, one) for claim, one in zip(claimed.others, operands, strict=False)):
        return None
    unit = operands[0].unit
    high, low = operands[:2]
    if claimed.of_aim and claimed.aims_first is (claimed.way == "passed"):  # 计划60场，演出63场，超计划3场
        high, low = low, high
    if claimed.way == "sum":
        program = f"sum({', '.join(written(one, unit) for one in operands)})"
    elif high.value_in(unit) < low.value_in(unit):
        return None
    else:
        program = f"subtract({written(high, unit)}, {written(low, unit)})"
    found, exact = calculation(program, unit, operands)
    right = consistent(claimed.claim.value, exact)
    passages = {one.figure.passage_id for one in operands}
    beside = [one for one in solver.library.figures(operands[0].card.id) if one.passage_id in passages]
    if not right and any((one.value, one.unit) == (claimed.claim.value, claimed.claim.unit) for one in beside):
        return None  # the report tells the number of something there, which may be what is meant
    ok = [same(claim, one) for claim, one in zip(claimed.others, operands, strict=False)]
    lead = "".join(verdicts.said(claim.text, right=one) for claim, one in zip(claimed.others, ok, strict=False))
    lead += verdicts.said(claimed.claim.text, right=right)
    lead += f"{who(operands[0].card)}按报告的数{SAID[claimed.way]}{found.result}{unit}（{found.expression}）。"
    wrong = [
        Value(format(one.value, "f"), one.unit)
        for claim, one in zip(claimed.others, operands, strict=False)
        if not same(claim, one)
    ]
    checked = [verdicts.held(found, claimed.claim.value, right=right and not wrong)]
    values = [*wrong, Value(found.result, unit)]
    return solver.answer(question, lead, operands, values, checked, found=verdicts.denying(right, *ok))


def told(solver: Solver, check: Check) -> Answer | None:
    """The verdict on what is claimed to come of the other numbers of the question; ``None`` where nothing is."""
    claimed = read(check.text)
    if claimed is None or (judges(check.told) and not denies(check.told)):
        return None
    operands = _asked_for(solver, claimed, check.ask)
    if len(claimed.others) == 1:
        operands = _with_aim(solver, claimed, operands, check.ask)
    elif claimed.of_aim and len({one.figure.span for one in operands}) < len(claimed.others):
        done = stated_in(solver, check.ask(f"{claimed.thing}多少{claimed.claim.unit}"))
        reached = done is not None and not is_aim(done.figure, solver.shelf(done.card.id))
        operands = _with_aim(solver, claimed, [done], check.ask) if done and reached else []
        operands = operands[::-1] if claimed.aims_first else operands
    if len(operands) < max(len(claimed.others), len("甲乙")):
        return None
    verdict = held(solver, check.question, claimed, operands)
    return verdict and replace(verdict, plan=CHECKED)


def _with_aim(solver: Solver, claimed: Claimed, done: Sequence[Operand], ask: Ask) -> list[Operand]:
    """A count with its target, by its name, its row or what is told of how far they are apart."""
    asked = (f"{claimed.thing}{aim}多少{claimed.claim.unit}" for aim in ("目标", "计划"))
    found = [stated_in(solver, ask(one)) for one in asked if done]
    for one in done:
        beside = [Operand(one.card, f) for f in solver.shelf(one.card.id).figures_in(one.figure.passage_id)]
        known = [*(aim for aim in found if aim and aim.card.id == one.card.id), *beside]
        if aim := aim_of(one, known):
            return [one, aim]
    way = "多" if claimed.way == "passed" else "少"
    apart = ask(f"{claimed.thing}比目标{way}多少{claimed.claim.unit}")
    made_of = apart.calculations[0].operands if len(apart.calculations) == 1 else ()
    two = [Operand(solver.library.card_of[one.report_id], one) for one in made_of]
    high_first = two if claimed.way == "passed" else two[::-1]
    agrees = len(two) == len("甲乙") and all(one.value == high_first[0].value for one in done)
    return high_first if agrees else []


def _asked_for(solver: Solver, claimed: Claimed, ask: Ask) -> list[Operand]:
    """The figures for the other numbers of a question, each by its words; none where one of them is not told."""
    doubt = doubt_in(claimed.head)
    looked = looked_up(doubt, ask) if doubt else None
    if looked and len(looked.values) == len(claimed.others):
        found = [_cited(solver, looked, value) for value in looked.values]
        if all(found):
            return [one for one in found if one]
    judged = ask(f"{claimed.head},对吗")
    if judges(judged) and not denies(judged) and not found_wrong(judged):
        same_ = [_cited(solver, judged, Value(format(claim.value, "f"), claim.unit)) for claim in claimed.others]
        return [one for one in same_ if one] if all(same_) else []
    made_of = [one.operands for one in judged.calculations]
    figures = [one[0] for one in made_of if len(one) == 1]
    if len(figures) != len(claimed.others) or len(figures) < len(made_of):
        return []
    return [Operand(solver.library.card_of[one.report_id], one) for one in figures]


def _cited(solver: Solver, answer: Answer, value: Value) -> Operand | None:
    """The figure of an answer's quotes that has one of its values."""
    ids = {citation.report_id for citation in answer.citations}
    one = replace(answer, values=(value,), calculations=())
    found = figures_like(one, solver.shelf(min(ids))) if len(ids) == 1 else []
    return Operand(solver.library.card_of[min(ids)], found[0]) if found else None


SAID = {
    "left": "还剩",
    "sum": "一共",
    "passed": "超出目标",
    "missed": "比目标少",
}
"""How it is told what the others come to."""
