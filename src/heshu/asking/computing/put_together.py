"""Several things put together on one side of a computation: 中央和省级资金合起来占预算的几成, 比县级多多少.

A share, a difference or a multiple whose one side names several things has to hold all of them.  `refused` withholds an
answer that leaves one out, however it was found; `read` and `told` work it out of the sum of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from heshu.asking.computing.sums import sum_of
from heshu.asking.evidence.calculating import amount, calculation, percent, places
from heshu.asking.evidence.compose import refuse, who
from heshu.asking.evidence.operands import COUNTED, Operand, Solver, same_measure
from heshu.asking.planning.scope import MENTIONED
from heshu.asking.wording.stages import stage_of
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status, Value

TOGETHER = (
    r"(?:(?:这|那)?[两二三四五六](?:项|个|块|类|种|样|者|部分|笔|级)的?)?(?:全部|都)?(?:的)?"
    r"(?:合(?:在?一[起块]儿?|起来|并|计)|加(?:在?一[起块]儿?|起来|总)|一共|总共|共计|总计|之和|总和|相加)+(?:起来|以后|之后|后|的话)?"
)
"""What says that the things named before it are taken as one."""
JOINT = r"[、和与跟]|以及"
LISTED = regex(rf"(?P<list>[^,，。;；:：?？\ue000-\uf8ff]*?(?:{JOINT})[^,，。;；:：?？\ue000-\uf8ff]*?){TOGETHER}")
"""Things that a question puts together."""
OPENS = regex(
    r"^.*(?:占[了到]?|比(?![例重])|(?<![还但总凡])是|相当于|除以|减去?|拿|把|将|用|其中|当中|里面?|年度?)(?=..)|^的"
)
"""What stands before the first of them in its clause."""
CLOSES = regex(r"(?:的?(?:钱|资金|经费|金额|支出|预算|拨款|人数|人员|数量?|数额?|总?量|部分))+$|的$")
"""What all of them share behind the last."""
_ASKS = r"(?:百分之(?:几|多少)|几成|多少|多大|比例|比重|占比|份额)"
_SIDE = r"(?P<{}>[^\ue000-\uf8ff]+?)"
HELD = regex(
    rf"(?:{MENTIONED})?的?{_SIDE.format('a')}[,，]?(?:"
    rf"占(?:了|到)?{_SIDE.format('whole')}的?{_ASKS}"
    rf"|(?:要|会)?比{_SIDE.format('other')}(?P<way>[多少高低大小])(?P<verb>花|用|付|支出|执行|安排|到位|扣|得)?(?:了|出)*(?:多少|几)"
    rf"|(?:是|为|相当于|等于)+{_SIDE.format('unit')}的?(?:多少|几)倍)(?:是|为)?(?:多少|几|多大)?[^,，]{{0,4}}[?？。]?"
)
"""One side of a share, a difference or a multiple, and the other."""


class Held(NamedTuple):
    """The two sides of a computation as they are named, what is asked of them (占, 比 or 倍), and of what they have."""

    one: str
    other: str
    asked: str
    verb: str = ""


def _members(text: str) -> list[str]:
    """The things that a folded question puts together, as they are named; none where it names no several."""
    match = LISTED.search(text)
    if match is None:
        return []
    listed = CLOSES.sub("", OPENS.sub("", match["list"]))
    names = [name.strip('的“”" ') for name in re.split(JOINT, listed)]
    return names if len(names) > 1 and all(names) else []


def read(marked: str) -> Held | None:
    """The computation that a marked question asks for, if one of its sides puts several things together."""
    match = HELD.fullmatch(marked) if _members(marked) else None
    if match is None:
        return None
    other = match["whole"] or match["other"] or match["unit"]
    asked = "占" if match["whole"] else "比" if match["other"] else "倍"
    return Held(match["a"], other, asked, match["verb"] or "")


def listed(side: str) -> str:
    """The things that one side of a computation puts together, without the word for that; empty for a single thing."""
    match = LISTED.search(side)
    return re.sub(r"^(?:把|将|拿|用)|的$", "", match["list"]) if match and match.end() == len(side) else ""


def _own(name: str, others: Sequence[str]) -> set[str]:
    """The pairs of characters of a name that none of the others has."""
    apart = {other[at : at + 2] for other in others for at in range(len(other) - 1)}
    return {name[at : at + 2] for at in range(len(name) - 1)} - apart or {name}


def holds(members: Sequence[str], labels: str) -> bool:
    """Whether each of several things is spoken of in some labels, by what none of the others is called."""
    return all(
        any(pair in labels for pair in _own(name, [one for one in members if one is not name])) for name in members
    )


def refused(answer: Answer, marked: str) -> Answer:
    """An answer, unless it computes with one of several things that a marked question puts together, not with all."""
    if answer.status is not Status.ANSWERED or not answer.values:
        return answer
    members = _members(marked)
    if not members or not AGAINST.search(marked) or re.search("分别|各", marked):
        return answer
    figures = [one for found in answer.calculations for one in found.operands]
    labels = "".join(fold(one.label + one.whole) for one in figures)
    said = labels or WHOSE.sub("", fold(answer.text.partition("（按")[0]))
    all_held = len({(one.report_id, one.span) for one in figures}) > len(members) or holds(members, said)
    if all_held and not _only_added(answer, marked):
        return answer
    said = f"没有找到“{'”和“'.join(members)}”合在一起能算的数。请用报告里的名称，分开问它们各是多少。"
    return refuse(answer.question, said, plan=answer.plan)


AGAINST = regex(r"占(?=.*(?:几|多|比|份额))|比(?![例重])(?=.*(?:几|多少))|(?:几|多少)倍|除以|减去?")
"""What asks for a share, a difference or a multiple: the rest is for whoever adds up."""
WHOSE = regex(r"^.*?\d{4}年")
"""Whose a figure is and of which year, before its name."""
STEPS = {"占": "divide", "比": "subtract", "倍": "divide"}
"""The step that each of the computations has."""


def _only_added(answer: Answer, marked: str) -> bool:
    """Whether an answer adds up what was to be held against something else."""
    held = read(marked)
    programs = [found.program for found in answer.calculations]
    return held is not None and bool(programs) and not any(STEPS[held.asked] in program for program in programs)


def shared_end(operands: Sequence[Operand]) -> str:
    """What the labels of several figures end in alike: 支出决算; empty where they share no word there."""
    labels = [fold(operand.figure.label)[::-1] for operand in operands]
    same = "".join(_same(labels))[::-1]
    return same if len(operands) > 1 and len(same) > 1 else ""


def _same(texts: Sequence[str]) -> Iterator[str]:
    for several in zip(*texts, strict=False):
        if len(set(several)) > 1:
            return
        yield several[0]


def told(solver: Solver, question: str, held: Held, one: Sequence[Operand], other: Sequence[Operand]) -> Answer | None:
    """The sum of one side in per cent of, beside, or as a multiple of that of the other; ``None`` where that is none.

    Nothing is held against itself: a difference or a multiple shares no figure of both sides and is of one stage of
    the budget; a share is of a whole that is no less than its parts.
    """
    figures = [*one, *other]
    unit = figures[0].unit
    spans = {(operand.card.id, operand.figure.span) for operand in figures}
    addable = all(operand.figure.kind in COUNTED and same_measure(figures[0], operand) for operand in figures)
    sums = [sum(operand.value_in(unit) for operand in side) for side in (one, other)]
    if not addable or not all(sums) or len({operand.card.id for operand in figures}) != 1:
        return None
    inside = held.asked == "占" and len(other) > 1 and {o.figure.span for o in one} < {o.figure.span for o in other}
    if len(spans) < len(figures) and not inside:
        return None
    of_one_stage = len({stage_of(operand.figure.label) for operand in (one if held.asked == "占" else figures)}) == 1
    if not of_one_stage or (held.asked == "占" and sums[0] > sums[1]):
        return None
    return _said(solver, question, held.asked, (one, other), high_first=sums[0] >= sums[1])


def _said(
    solver: Solver, question: str, asked: str, sides: tuple[Sequence[Operand], Sequence[Operand]], *, high_first: bool
) -> Answer:
    """The sums of two sides, one by the other."""
    figures = [*sides[0], *sides[1]]
    unit, whose = figures[0].unit, who(figures[0].card)
    names = [f"{'、'.join(o.figure.label for o in side)}{'合计' if len(side) > 1 else ''}" for side in sides]
    terms = [sum_of(side, unit) for side in sides]
    steps = [term for side, term in zip(sides, terms, strict=True) if len(side) > 1]
    both = len(steps) == len(sides)
    refs = [f"#{int(both and at)}" if len(side) > 1 else terms[at] for at, side in enumerate(sides)]
    if asked == "比":
        program = f"subtract({', '.join(refs if high_first else refs[::-1])})"
        found, exact = calculation(", ".join([*steps, program]), unit, figures)
        said, value = amount(exact, unit, places(figures), question)
        lead = f"{whose}{names[0]}比{names[1]}{'多' if high_first else '少'}{said}（{found.expression}）。"
        return solver.answer(question, lead, figures, [value], [found])
    of = "%" if asked == "占" else "倍"
    found, exact = calculation(", ".join([*steps, f"divide({', '.join(refs)})"]), of, figures)
    value = Value(percent(exact, question).number, of)
    said = f"{value.number}{of}（{found.expression}）。"
    lead = f"{whose}{names[0]}{'占' if asked == '占' else '是'}{names[1]}的{said}"
    return solver.answer(question, lead, figures, [value], [found])
