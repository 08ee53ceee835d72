"""A result, and the difference of two, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heshu.evaluation.diff import Change, Difference
from heshu.evaluation.metrics import Summary
from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.result import Result
from heshu.evaluation.wording import ENDINGS, percent

NAME = 20
"""Columns of a category's name."""


def table(result: Result, *, english: bool = False) -> Iterator[str]:
    """Yield a line for each category: accuracy with its interval, then how many ended in each way."""
    which = int(english)
    endings = "  ".join(f"{words[which]}" for words in ENDINGS.values())
    yield ("category: accuracy (95% interval)  " if english else "类别：正确率（95% 区间）  ") + endings
    for name, one in result.summaries.items():
        low, high = one.interval
        counts = " ".join(f"{count:5d}" for count in one.endings.values())
        yield f"{name:{NAME}} {one.accuracy:6.1%} ({low:5.1%}–{high:6.1%}) {counts}  / {one.count}"


def measures(one: Summary, result: Result, *, english: bool = False) -> Iterator[str]:
    """Yield what was measured beside: citations, figures, passages, time and memory."""
    made = result.made
    found = "  ".join(f"@{depth} {percent(share)}" for depth, share in one.found.items())
    reciprocal = "–" if one.reciprocal is None else f"{one.reciprocal:.3f}"
    memory = "–" if made.memory is None else f"{made.memory:.0f} MB"
    pairs = (
        ("引用", f"准 {percent(one.citations)}，全 {percent(one.recall)}；结果里的数准 {percent(one.figures)}"),
        ("检索", f"recall{found}  MRR {reciprocal}"),
        ("用时", f"共 {made.seconds:.1f} s，每题中位 {one.median * 1000:.1f} ms，95% 快于 {one.slow * 1000:.1f} ms"),
        ("内存", memory),
    )
    other = (
        ("citations", f"precision {percent(one.citations)}, recall {percent(one.recall)}"),
        ("figures", f"precision {percent(one.figures)}"),
        ("passages", f"recall{found}  MRR {reciprocal}"),
        ("time", f"{made.seconds:.1f} s, median {one.median * 1000:.1f} ms, 95% below {one.slow * 1000:.1f} ms"),
        ("memory", memory),
    )
    for name, words in other if english else pairs:
        yield f"{name}{': ' if english else '：'}{words}"


def failures(outcomes: Sequence[Outcome], most: int, *, english: bool = False) -> Iterator[str]:
    """Yield the first failures, the wrong figures before the others."""
    failed = [one for ending in list(Ending)[1:] for one in outcomes if one.ending is ending]
    for one in failed[:most]:
        earlier = "".join(f"{question} / " for question in one.case.history)
        yield f"{ENDINGS[one.ending.value][int(english)]} {one.key}: {earlier}{one.case.question}"
        yield "   " + "; ".join(fault.english if english else fault.message for fault in one.faults)
        yield "   → " + " ".join(one.given.text.split())[:200]


def changes(found: Difference, *, english: bool = False) -> Iterator[str]:
    """Yield what got better and worse, case by case."""
    groups = (
        ("变好", "better", found.better),
        ("变差", "worse", found.worse),
        ("仍错，错法变了", "failing otherwise", found.other),
        ("新出现的错数", "new wrong figures", found.wrong),
    )
    for chinese, other, group in groups:
        yield f"{other if english else chinese}: {len(group)}"
        yield from (f"  {_change(one, english)}" for one in group)
    yield (
        f"as before: {found.same}; new: {len(found.added)}; gone: {len(found.removed)}"
        if english
        else f"没变：{found.same}；新增：{len(found.added)}；去掉：{len(found.removed)}"
    )
    words = ("碰巧有这么大差别的可能", "as large a difference by chance")
    yield f"{words[int(english)]}: {found.chance:.3f}"


def _change(one: Change, english: bool) -> str:
    before, after = (ENDINGS[side.ending.value][int(english)] for side in (one.before, one.after))
    return f"{one.after.key} {before} → {after}: {one.after.case.question}"
