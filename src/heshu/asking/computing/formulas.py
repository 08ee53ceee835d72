"""A term that a report does not state, worked out by the glossary's formula from figures that it does state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import COUNTED, RATES, Operand, Solver, same_measure
from heshu.asking.planning.plan import Ask
from heshu.figures.units import MONEY
from heshu.glossary import Term, glossary
from heshu.patterns import regex
from heshu.records import Answer, Card, FigureKind

TOKEN = regex(r"\s*(?:(?P<sign>[+\-×÷()])|(?P<name>[^+\-×÷()]+))")
LEVEL = {"+": 1, "-": 1, "×": 2, "÷": 2}
CALL = {"+": "add", "-": "subtract", "×": "multiply", "÷": "divide"}


@dataclass(frozen=True, slots=True)
class Node:
    """A formula's tree: a sign over two parts, or the name of a term."""

    sign: str
    name: str = ""
    left: Node | None = None
    right: Node | None = None


def tree(formula: str) -> Node:
    """Read a formula of the glossary (names, + - × ÷ and brackets), which its tests hold to be well formed."""
    parts: list[Node] = []
    signs: list[str] = []

    def join() -> None:
        right, left = parts.pop(), parts.pop()
        parts.append(Node(signs.pop(), "", left, right))

    for match in TOKEN.finditer(_marked(formula)):
        sign, name = match["sign"], (match["name"] or "").strip()
        if name:
            parts.append(Node("", name.replace("〔", "（").replace("〕", "）")))
        elif sign == "(":
            signs.append(sign)
        elif sign == ")":
            while signs[-1] != "(":
                join()
            signs.pop()
        elif sign:
            while signs and signs[-1] != "(" and LEVEL[signs[-1]] >= LEVEL[sign]:
                join()
            signs.append(sign)
    while signs:
        join()
    return parts[0]


def _marked(formula: str) -> str:
    """Full-width brackets belong to a name (因公出国（境）费)."""
    return formula.replace("（", "〔").replace("）", "〕")


SHARE_ASKED = regex(r"占|百分|比例|比重|几成|倍")


def work_out(solver: Solver, question: str, ask: Ask, card: Card) -> Answer | None:
    """What the one term asked for comes to by its formula; ``None`` where it has none or an operand is not stated."""
    if ask.years and card.year not in ask.years:
        return None
    if ask.named and ask.named[0].term.kind == "score":  # the full mark of one part less the score of another
        return None
    if len(ask.named) != 1 or any(len(word) > 1 for word in ask.rest) or not ask.named[0].term.formula:
        return None
    term = ask.named[0].term
    if term.kind == "amount" and SHARE_ASKED.search(ask.words):  # 基本支出占百分之几 asks for no sum
        return None
    operands: dict[str, Operand] = {}
    root = tree(term.formula)
    if not _gather(root, lambda name: _stated(solver, name, card), operands) or len(operands) < 2:
        return None
    first = next(iter(operands.values()))
    alike = all(same_measure(first, other) for other in operands.values())
    if root.sign in "+-" and not alike:
        return None
    unit = "%" if term.kind in ("rate", "share") else first.unit
    found, exact = calculation(_program(root, operands, first.unit), unit, tuple(operands.values()))
    if unit == "%":
        value = percent(exact, question)
        shown = f"{value.number}%"
    elif unit in MONEY or root.sign in "+-":
        shown, value = amount(exact, unit, places(tuple(operands.values())), question)
    else:
        return None
    lead = f"{who(card)}{term.name}{shown}（{term.formula}：{found.expression}）。"
    return solver.answer(question, lead, tuple(operands.values()), [value], [found])


def _gather(node: Node, find: Callable[[str], Operand | None], found: dict[str, Operand]) -> bool:
    """Fetch each operand once; false where one is not stated."""
    if node.left and node.right:
        return _gather(node.left, find, found) and _gather(node.right, find, found)
    operand = found.get(node.name) or find(node.name)
    if operand is None or operand.figure.qualifier or (operand.value == 0 and not found):
        return False
    found[node.name] = operand
    return True


def _stated(solver: Solver, name: str, card: Card) -> Operand | None:
    term: Term | None = glossary().by_name.get(name)
    kinds = {"rate": RATES, "share": RATES, "score": frozenset({FigureKind.SCORE})}
    return solver.one(name, card, kinds.get(term.kind if term else "", COUNTED))


def _program(node: Node, operands: dict[str, Operand], unit: str) -> str:
    if node.left and node.right:
        return f"{CALL[node.sign]}({_program(node.left, operands, unit)}, {_program(node.right, operands, unit)})"
    operand = operands[node.name]
    return written(operand, unit) if operand.unit in MONEY and unit in MONEY else written(operand)
