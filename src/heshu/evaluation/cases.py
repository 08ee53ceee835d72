"""A question with what a right answer holds, and the files in which such cases stand.

A line of a question file is ``{"id", "category", "question", "history"?, "expect"}``; ``expect`` may hold

=============  ========================================================================================
``status``     ``answered``, ``refused`` or ``clarify``; several that will do are parted by ``|``
``numbers``    ``[{"value", "unit"}]``: headline values, exact to the decimals that ``value`` is written with
``all_of``     words that stand in the text; ``any_of``: one of them does; ``none_of``: none does
``verdict``    of the calculations: ``consistent`` or ``inconsistent``
``citations``  ``[{"source", "contains"}]``: a quote of this report (without suffix) that holds these words
=============  ========================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from heshu.errors import UsageError

STATUSES = {"answered": "回答", "refused": "拒答", "clarify": "反问"}
"""How an answer may end, and the Chinese word for it."""
VERDICTS = {"consistent": "一致", "inconsistent": "不一致", "computed": "算出", "note": "提示"}
"""What a calculation may come to (`heshu.records.Verdict`), and the Chinese word for it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is wanted: its value, exact to the decimals it is written with, and its unit."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation that is wanted: the report's file name without its suffix, and words of the quote."""

    source: str
    contains: str


@dataclass(frozen=True, slots=True)
class Expect:
    """What a right answer holds; what is empty is not asked for."""

    statuses: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    verdict: str = ""
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the earlier questions of its conversation (oldest first), and what a right answer holds."""

    id: str
    category: str
    question: str
    expect: Expect
    history: tuple[str, ...] = ()


def load(path: Path) -> list[Case]:
    """Read a question file (JSON lines, UTF-8).

    Raises `UsageError`, which names the line, where it cannot be understood or an id stands twice.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"读不了题目文件“{path}”（{error}）。请检查文件名，并存为 UTF-8",
            f"Cannot read the question file “{path}” ({error}). Check its name, and save it as UTF-8",
        ) from error
    cases = list(_lines(path, text))
    ids = [case.id for case in cases]
    if twice := {one for one in ids if ids.count(one) > 1} if len(set(ids)) < len(ids) else set():
        raise UsageError(
            f"“{path}”里题目编号重复：{'、'.join(sorted(twice)[:5])}",
            f"Ids that stand twice in “{path}”: {', '.join(sorted(twice)[:5])}",
        )
    return cases


def _lines(path: Path, text: str) -> Iterator[Case]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield case(json.loads(line, parse_float=Decimal))
            except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
                raise UsageError(
                    f"“{path}”第 {number} 行不是一道题（{type(error).__name__}：{error}）",
                    f"Line {number} of “{path}” is no question ({type(error).__name__}: {error})",
                ) from error


def case(line: Mapping[str, Any]) -> Case:
    """Understand a line of a question file.  Raises `KeyError`, `ValueError` or `TypeError` where it is none."""
    return Case(
        id=str(line["id"]),
        category=str(line["category"]),
        question=_text(line["question"]),
        history=tuple(_text(one) for one in line.get("history") or ()),
        expect=expect(line["expect"]),
    )


def expect(held: Mapping[str, Any]) -> Expect:
    """Understand the ``expect`` of a line.  Raises what `case` raises, also for a key that no rule looks at."""
    if unknown := held.keys() - {"status", "numbers", "all_of", "any_of", "none_of", "verdict", "citations"}:
        raise ValueError(f"no rule for {', '.join(sorted(unknown))}")
    statuses = tuple(held["status"].split("|"))
    if not STATUSES.keys() >= set(statuses):
        raise ValueError(f"no status {held['status']!r}")
    if (verdict := held.get("verdict") or "") and verdict not in VERDICTS:
        raise ValueError(f"no verdict {verdict!r}")
    return Expect(
        statuses=statuses,
        numbers=tuple(Number(_value(one["value"]), _text(one["unit"])) for one in held.get("numbers", ())),
        all_of=tuple(held.get("all_of", ())),
        any_of=tuple(held.get("any_of", ())),
        none_of=tuple(held.get("none_of", ())),
        verdict=verdict,
        citations=tuple(Cited(one["source"], _text(one["contains"])) for one in held.get("citations", ())),
    )


def _value(held: object) -> Decimal:
    """Take a value as it is written, a string or a number of JSON; a binary fraction would not be."""
    if isinstance(held, bool) or not isinstance(held, str | int | Decimal):
        raise TypeError(f"{held!r} should be a number as it is written")
    if not (value := Decimal(held)).is_finite():
        raise ValueError(f"{held} is no number")
    return value


def _text(held: object) -> str:
    if not isinstance(held, str):
        raise TypeError(f"{held!r} should be a text")
    return held


def wire(one: Case) -> dict[str, Any]:
    """Give the line of a question file that `case` understands as this case; what is not wanted is left out."""
    wanted = one.expect
    parts: dict[str, Any] = {
        "numbers": [{"value": f"{number.value:f}", "unit": number.unit} for number in wanted.numbers],
        "all_of": list(wanted.all_of),
        "any_of": list(wanted.any_of),
        "none_of": list(wanted.none_of),
        "verdict": wanted.verdict,
        "citations": [{"source": cited.source, "contains": cited.contains} for cited in wanted.citations],
    }
    held = {"status": "|".join(wanted.statuses), **{key: part for key, part in parts.items() if part}}
    history = {"history": list(one.history)} if one.history else {}
    return {"id": one.id, "category": one.category, "question": one.question, **history, "expect": held}
