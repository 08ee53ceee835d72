"""The last check of an answer: no number leaves that is neither in a cited sentence nor recomputed.

It looks at the finished text, whoever wrote it, and knows nothing of how it was made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from heshu.records import Answer

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
MARKER = re.compile(r"\[\d+\]")
COUNTED_HERE = re.compile(
    r"(?:共|有|中|对了|核对了|\b)?\d+(?=份|处|家|个部门|段| reports?| departments?)|(?m:^\d+\. )|\d+(?=\. )"
)
"""Numbers that the answer itself counts or numbers by: reports, places, rows of a list."""
TIME = re.compile(r"(?:19|20)\d\d年?")


def unbacked(answer: Answer, asked: Iterable[str] = ()) -> tuple[str, ...]:
    """The numbers of an answer's text that nothing backs, as they are written.

    What backs a number: a cited quote that holds it, a calculation (its operands, its result or its result rounded),
    the report's year, or the question itself (``asked``: the user's words), which may be repeated but is no finding.
    """
    text = MARKER.sub(" ", _plain(answer.text))
    backed = _numbers(_plain(citation.shown + citation.quote) for citation in answer.citations)
    backed |= _numbers(
        _plain(f"{c.program} {c.expression} {c.result} {c.stated or ''}".replace("const_", ""))
        for c in answer.calculations
    )
    backed |= _numbers(map(_plain, asked))
    results = [result for c in answer.calculations if (result := _decimal(c.result)) is not None]
    structural = {match.span() for match in COUNTED_HERE.finditer(text)} | {m.span() for m in TIME.finditer(text)}
    return tuple(
        match.group()
        for match in NUMBER.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in structural)
        and (value := _decimal(match.group())) is not None
        and value not in backed
        and not any(_rounds_to(result, value) for result in results)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    return {
        value for text in texts for match in NUMBER.finditer(text) if (value := _decimal(match.group())) is not None
    }


def _decimal(written: str) -> Decimal | None:
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation:
        return None


def _rounds_to(result: Decimal, value: Decimal) -> bool:
    """Whether a result gives a value at the value's digits, in its own money unit or in 元, 万元 or 亿元."""
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    return any(abs(abs(result).scaleb(power) - value) <= half for power in (0, 4, -4, 8, -8))
