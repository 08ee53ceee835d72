"""What a right answer holds, from the answer that a person wrote into a sheet or into the page's field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from heshu.evaluation.cases import Cited, Expect, Number
from heshu.evaluation.numbers import squeeze
from heshu.patterns import regex

UNITS = (
    *("亿元", "万元", "元", "个百分点", "百分点", "%", "分", "倍", "人次", "万人", "人", "个", "项", "件", "名", "次"),
    *("篇", "期", "家", "户", "场", "份", "条", "公里", "平方米", "吨", "辆", "天"),
)
"""Units as people write them, the longer before those that they begin or end with."""
DIGITS = r"-?\d[\d,，]*(?:\.\d+)?"
VALUE = regex(rf"(?<![\d.A-Za-z第])({DIGITS})({'|'.join(UNITS)})")
BARE = regex(rf"[约共计]?({DIGITS})")
YEAR = regex(r"(19|20)\d\d")
NONE = regex(
    r"(该?报告[中里]?)?(无|没有|暂无|无此[^，]{0,8}|不知道|拒答|未披露|(没有|未)(提到|提及|说明|写明|披露|涉及)[^，]{0,12}"
    r"|无法(回答|确定|得知)[^，]{0,8}|n/?a|none|refused?)[。.]?",
    re.IGNORECASE,
)
"""Answers that say that there is none."""
SAID = {
    "consistent": "是|是的|对|对的|正确|准确|没错|无误|一致|属实|yes|true",
    "inconsistent": "否|不是|不对|不正确|不准确|错|错误|错了|有误|不一致|不属实|no|false",
}
JUDGED = {verdict: regex(rf"({words})($|[,。.;!])", re.IGNORECASE) for verdict, words in SAID.items()}
"""Verdict -> how an answer that gives it begins."""
APART = regex(r"[、；;\n]+")
LONGEST_WORDS = 40
"""Characters of a part of an answer in words that has to stand in the text as it is."""


def expected(answer: str, sources: Sequence[str] = (), unit: str = "") -> Expect:
    """Say what a right answer holds, from the answer that a person wrote; it has to cite each of ``sources``.

    A number alone is in ``unit``, which its column names; where none does, in whatever unit the answer has.
    """
    plain = squeeze(answer)
    if NONE.fullmatch(plain):
        return Expect(("refused",))
    cited = tuple(Cited(source, "") for source in sources)
    verdict = next((name for name, pattern in JUDGED.items() if pattern.match(plain)), "")
    found = tuple(_alone(plain, unit) or written_numbers(plain))
    if verdict or found:
        return Expect(("answered",), numbers=found, verdict=verdict, citations=cited)
    words = (part.strip(" 。，,.") for part in APART.split(answer))
    return Expect(("answered",), all_of=tuple(part[:LONGEST_WORDS] for part in words if part), citations=cited)


def written_numbers(text: str) -> Iterator[Number]:
    """Yield each number with a unit, once."""
    seen: set[Number] = set()
    for digits, unit in VALUE.findall(squeeze(text)):
        number = Number(_decimal(digits), unit.removeprefix("个") if "百分点" in unit else unit)
        if number not in seen:
            seen.add(number)
            yield number


def _alone(plain: str, unit: str) -> tuple[Number, ...]:
    """Take an answer that is a number and nothing else; a year is no figure."""
    found = BARE.fullmatch(plain)
    return (Number(_decimal(found[1]), unit),) if found and (unit or not YEAR.fullmatch(plain)) else ()


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub("[,，]", "", digits))


def unit_named(words: str) -> str:
    """Find the unit that a head names in brackets (“答案（万元）”, “结果(单位：%)”), or that a cell is; or nothing."""
    inside = re.search(r"[(（](?:单位[:：]?)?([^()（）]+)[)）]$", squeeze(words))
    named = inside[1] if inside else squeeze(words)
    return named if named in UNITS else ""
