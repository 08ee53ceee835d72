"""What an answer says between its figures, in English: names, labels and quotes stay as the reports write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.patterns import regex

BLANK = regex(r"\s")
QUOTES = regex("(“(?:[^“”]|“[^“”]*”)*”)")
_NAME = r"[^，。；：\n]+?"
TURNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern, re.M), english)
    for pattern, english in (
        # how many reports state it
        (r"（(\d+)份报告中(\d+)份写明", r" (\2 of \1 reports state it"),
        (r"，未写明的是", "; not stated by "),
        (r"，分几项写而没有总数的是", "; stated for several things and not as one by "),
        (r"；各报告的叫法：", "; as the reports call it: "),
        (r"范围内的(\d+)份报告都没有写明", r"None of the \1 reports in scope states "),
        (r"，无法比较。", ", so there is nothing to compare."),
        (r"多数报告没有写明", "Most reports do not state "),
        (r"，不能比较。写明的只有：", ", so they cannot be compared. Only these do: "),
        (rf"^写明({_NAME})的有(\d+)份：", r"\2 reports state \1: "),
        (rf"^({_NAME})的报告里没有写明", r"The report of \1 does not state "),
        (r"，算不出来。", ", so it cannot be computed. "),
        (r"报告写明的数有：(.+?)等。", r"The figures that it states are \1 and others."),
        (r"，?没有写明", " does not state it"),
        (
            r"^问题太长：最多(\d+)个字，现在有(\d+)个。请缩短后再问，或者分几次问。",
            r"The question is too long: at most \1 characters, this has \2. "
            "Please shorten it, or ask in several questions.",
        ),
        # which is highest
        (rf"(^|；)({_NAME})最高的是", r"\1Highest \2: "),
        (rf"(^|；)({_NAME})最低的是", r"\1Lowest \2: "),
        (r"，最低的是", ", lowest: "),
        (r"，相差([\d.,]+)个百分点", r", a difference of \1 percentage points"),
        (r"，相差", ", a difference of "),
        (r"从高到低：", ", from high to low:"),
        (r"从低到高：", ", from low to high:"),
        (rf"^({_NAME})高于({_NAME})（含）的有(\d+)家：", r"\3 departments have \1 of at least \2: "),
        (rf"^({_NAME})低于({_NAME})（含）的有(\d+)家：", r"\3 departments have \1 of at most \2: "),
        (rf"^({_NAME})高于({_NAME})的有(\d+)家：", r"\3 departments have \1 above \2: "),
        (rf"^({_NAME})低于({_NAME})的有(\d+)家：", r"\3 departments have \1 below \2: "),
        (rf"^({_NAME})等于({_NAME})的有(\d+)家：", r"\3 departments have \1 of exactly \2: "),
        (rf"^({_NAME})更高，高([\d.,]+)(\S*?)：", r"\1 is higher, by \2\3: "),
        (rf"^({_NAME})更低，低([\d.,]+)(\S*?)：", r"\1 is lower, by \2\3: "),
        (r"^两者相同：", "The two are the same: "),
        # what was computed
        (rf"^(\d+)个部门({_NAME})合计([\d.,]+)", r"\2 of \1 departments, in total \3"),
        (rf"^(\d+)个部门({_NAME})平均([\d.,]+)", r"\2 of \1 departments, on average \3"),
        (rf"({_NAME})占({_NAME})的([\d.,]+%)", r"\1 is \3 of \2"),
        (rf"^({_NAME})是({_NAME})的([\d.,]+)倍", r"\1 is \3 times \2"),
        (rf"^({_NAME})比({_NAME})(?:多|高)([\d.,]+)个?(百分点)?", r"\1 exceeds \2 by \3\4"),
        (rf"^({_NAME})比({_NAME})(?:少|低)([\d.,]+)个?(百分点)?", r"\1 is less than \2 by \3\4"),
        (rf"^({_NAME})比({_NAME})(?:增长|增加)([\d.,]+%)", r"\1 grew by \3 over \2"),
        (rf"^({_NAME})比({_NAME})(?:下降|减少)([\d.,]+%)", r"\1 fell by \3 from \2"),
        (rf"^({_NAME})合计([\d.,]+(?:[万亿]?元|%|分|[\u4e00-\u9fff]{{1,2}}(?=（|。))?)", r"\1: \2 in total"),
        (rf"^({_NAME})还有([\d.,]+\S*?)没有支出", r"\1 has \2 left unspent"),
        (rf"^({_NAME})折合([\d.,]+)", r"\1 is \2"),
        (r"百分点", " percentage points"),
        (r"，与金额相符", ", as the amounts give it"),
        # what was checked
        (r"(?<=[元分\u4e00-\u9fff])，不等于", ", does not equal "),
        (r"(?<=[元分\u4e00-\u9fff])，等于", ", equals "),
        (r"^不对。", "No. "),
        (r"^对。", "Yes. "),
        (r"([\d.]+%?)不对。", r"\1 is not right. "),
        (r"，报告写的是", ": the report states "),
        (r"，按金额应为", ", by the amounts it should be "),
        (r"，两者不一致", "; the two do not agree"),
        (r"，不是", ", not "),
        (r"，与所问一致[；，]", ", as asked; "),
        (r"没有找到可以复算它的数。", "nothing was found to compute it from."),
        (r"(?<!处)不一致：", "Not consistent: "),
        (r"(?<!不)一致：", "Consistent: "),
        (r"与报告的其他数一致", " agrees with the report's other figures"),
        (r"的比例应为", " should be "),
        (r"应为", " should be "),
        (r"（按$", " (understood as "),  # a quoted question stands behind it
        (r"^理解）", ")"),
        (r"^没有找到：", "Nothing was found for: "),
        # what it reached, and where it stands
        (r"，超过目标。", ", above the target. "),
        (r"，达到目标。", ", which meets the target. "),
        (r"，没有达到目标。", ", below the target. "),
        (r" ?原文：$", " Source text: "),
        # what is left
        (r"。$", "."),
        (r"：$", ":"),
        (r"。 ?(?= )", "."),
        (r"。", ". "),
        (r"；", "; "),
        (r"：", ": "),
        (r"[，、]", ", "),
        (r" ?（", " ("),
        (r"）", ")"),
    )
)
"""What an answer says in Chinese, and the same in English; from the longer turns to the marks."""


SENTENCE = 16
"""Characters from which on a piece of an answer that stands in a citation is the report's own sentence."""


def in_english(text: str, cited: Sequence[str]) -> str:
    """An answer's text with all that stands around its names, labels, numbers and quotes in English.

    A line that gives a sentence of ``cited``, the quotes of its citations, stays as it is.
    """
    quotes = [BLANK.sub("", quote) for quote in cited]
    return "\n".join(line if _gives(BLANK.sub("", line), quotes) else _line(line) for line in text.split("\n"))


def _gives(line: str, cited: Sequence[str]) -> bool:
    pieces = (piece.partition("：")[2] or piece for piece in re.split(r"\[\d+\]", line))
    told = [piece for piece in pieces if len(piece) >= SENTENCE]
    return any(piece in quote for piece in told for quote in cited)


def _line(text: str) -> str:
    return "".join(part if QUOTES.fullmatch(part) else _turned(part) for part in QUOTES.split(text))


def _turned(text: str) -> str:
    for pattern, english in TURNS:
        text = pattern.sub(english, text)
    return text
