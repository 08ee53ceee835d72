"""The last check of an answer: no number leaves that is neither in a cited sentence nor recomputed.

It looks at the finished text, whoever wrote it, and knows nothing of how it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from heshu.figures.units import MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Citation

NUMBER = regex(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
BROKEN = regex(r"(?<=\d)[^\S\t]+(?=[\d.,])|(?<=[.,])[^\S\t]+(?=\d)")
"""White space that a layout put inside a number (10, 369. 89); a tab parts the cells of a row."""
MARKER = regex(r"\[\d+\]")
COUNTED_HERE = regex(
    r"\d+(?=份(?:报告|写明|写到|:))|(?<=的有)\d+(?=[家项个条])|(?<=完成率的)\d+(?=项)|(?<=名单上有)\d+(?=人)|\d+(?=个部门)|(?<=核对了)\d+(?=处)|\d+(?=处不一致)|(?<=共)\d+(?=处)|(?<=[高低]排第)\d+|"
    r"\d+(?= (?:of \d+ )?(?:reports?|departments)\b)|(?m:^\d+(?=\. ))"
)
"""Numbers that the answer itself counts or numbers by: reports, places, indicators, people, rows of a list."""
YEAR = regex(r"(?<![\d.,])(?:19|20)\d\d(?=\s*年|[度至\-])")


def unbacked(answer: Answer, asked: Iterable[str] = (), names: Iterable[str] = ()) -> tuple[str, ...]:
    """The numbers of an answer's text that nothing backs, as they are written (folded to one width).

    What backs a number: a cited quote or its headings that hold it, a calculation (its operands, its result or its
    result rounded), or the question itself (``asked``: the user's words), which may be repeated but is no finding.
    Years say when and what the answer counts says how many; neither needs backing, nor does a number inside one of
    the departments' ``names`` where the whole name stands (第12中学).
    """
    text = MARKER.sub(" ", fold(answer.text))
    backed = {value for source in _sources(answer, asked) for value in (*_numbers(source), *_numbers(_mended(source)))}
    called = (re.compile(re.escape(name)) for name in map(fold, names) if name in text)
    structural = [match.span() for pattern in (COUNTED_HERE, YEAR, *called) for match in pattern.finditer(text)]
    return tuple(
        match.group()
        for match in NUMBER.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in structural)
        and (value := _decimal(match.group())) not in backed
        and not any(_rounds_to(calculation, value) for calculation in answer.calculations)
    )


def _sources(answer: Answer, asked: Iterable[str]) -> Iterator[str]:
    """The folded texts whose numbers an answer may say."""
    for citation in answer.citations:
        yield from map(fold, _said_by(citation))
    for calculation in answer.calculations:
        yield fold(calculation.program.replace("const_", ""))
        yield from map(fold, (calculation.expression, calculation.result, calculation.stated or ""))
    yield from map(fold, asked)


def _said_by(citation: Citation) -> tuple[str, ...]:
    return (citation.quote, citation.shown, *citation.section, citation.title, citation.department)


def _mended(text: str) -> str:
    return BROKEN.sub("", text)


def _numbers(text: str) -> Iterator[Decimal]:
    return (_decimal(match.group()) for match in NUMBER.finditer(text))


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _rounds_to(calculation: Calculation, value: Decimal) -> bool:
    """Whether a result gives a value at the value's digits; an amount also in 元, 万元 or 亿元."""
    result = Decimal(calculation.result).copy_abs()
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    powers = (0, 4, -4, 8, -8) if calculation.unit in MONEY else (0,)
    return any(abs(result.scaleb(power) - value) <= half for power in powers)
