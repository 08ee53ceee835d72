"""One figure told for two things that were asked (目标多少件，审核了多少件) is told for the one that it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from heshu.asking.evidence.compose import refuse
from heshu.asking.telling.uncomputed import QUOTED
from heshu.asking.wording.parts import FIGURE_ASKED, partial, several_asked
from heshu.asking.wording.terms import content, matter
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status

STATEMENT = regex(r"(?:(?!\[\d+\][。\n])[^\n])+?\[\d+\](?=[。\n]|$)")
"""A figure as an answer states it, with its citation."""


def once(answer: Answer, asked: str) -> Answer:
    """An answer, unless it tells one statement for several parts of its question; ``asked`` names no department.

    The part that the statement fits stays, the others are said to be missing; where it fits none better, a refusal.
    """
    if answer.status is not Status.ANSWERED or answer.calculations:
        return answer
    parts = several_asked(asked)
    if len(parts) < len("甲乙"):  # 日均多少吨，全年多少: a clause of empty words alone asks for another figure too
        parts = [clause for clause in re.split("[,，;；]", asked) if FIGURE_ASKED.search(clause)]
    if len(parts) < len("甲乙") or not all(FIGURE_ASKED.search(part) for part in parts):
        return answer
    told = [match.group().strip("。 \n") for match in STATEMENT.finditer(QUOTED.sub("", answer.text))]
    twice = [said for said, times in Counter(told).items() if times > 1]
    if not twice or _stands_twice(answer, twice[0]):
        return answer
    left = _left(parts, told, twice[0]) if len(parts) == len(told) and len(twice) == 1 else list(parts)
    if len(left) == len(parts):
        things = "、".join(f"“{part.strip(' ,，?？')}”" for part in parts)
        return refuse(answer.question, f"报告里没有分别写明{things}。")
    first = answer.text.find(twice[0]) + len(twice[0])
    again = re.compile(rf"\s*{re.escape(twice[0])}。?(?:\s*原文：{_SPEECH})?")
    text = answer.text[:first] + again.sub("", answer.text[first:])
    return partial(replace(answer, text=text), left)


_SPEECH = "“[^“”]*(?:“[^”]*”[^“”]*)*”"


def _stands_twice(answer: Answer, said: str) -> bool:
    """Whether the sentence that a statement cites has its number twice: 计划邀请28名，实际邀请28名."""
    number = NUMBER.search(said)
    markers = set(re.findall(r"\[(\d+)\]", said))
    cited = [citation.quote for citation in answer.citations if str(citation.marker) in markers]
    again = re.compile(rf"(?<![\d.]){re.escape(number['number'])}(?![\d%])(?!\.\d)") if number else None
    return again is not None and any(len(again.findall(quote)) > 1 for quote in cited)


NUMBER = regex(r"(?P<number>[\d,.]*\d)[^\d\[\]]*\[\d+\]")


def _left(parts: Sequence[str], told: Sequence[str], said: str) -> list[str]:
    """The parts that a statement was told for and does not fit: all of them where none fits it best."""
    of = [place for place, one in enumerate(told) if one == said]
    strange = {place: _strange(parts, place, said) for place in of}
    best = [place for place in of if strange[place] == min(strange.values()) and not strange[place][0]]
    kept = best[0] if len(best) == 1 else None
    return [parts[place] for place in range(len(parts)) if place in of and place != kept]


def _strange(parts: Sequence[str], place: int, said: str) -> tuple[int, int]:
    """How much a part says beyond a statement, and the statement beyond the part with what it leans on."""
    label = fold(re.sub(r"^.*?20\d\d年|[：:]?\s*[≥≤><]?[\d,.]+[^\d]*\[\d+\]$", "", said))
    own, leant = (matter("".join(content(text))) for text in (parts[place], parts[0] + parts[place]))
    return len(own - matter(label)), len(matter(label) - leant)
