"""Chinese questions with English words or a region's pinyin among them, as Chinese ones: 业务 training 多少人次."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from heshu.asking.wording.english import in_chinese
from heshu.asking.wording.spelling import readings
from heshu.folding import fold
from heshu.glossary import Glossary
from heshu.patterns import regex

HAN = regex(r"[\u4e00-\u9fff]")
RUN = regex(r"[A-Za-z][A-Za-z'’ -]*[A-Za-z]")
ASKS_IN_ENGLISH = regex(r"\b(?:what|how|which|who|whose|when|why|where|did|does|do|was|were|is|are|has|have)\b", re.I)
ASKED = regex(r"(?:多少|几)[^，,\s]{0,3}\s*$")
"""What ends one thing asked, so that what follows is another: …多少人次 completion rate 多少."""
SPELT = 4
"""Letters from which on a region's pinyin is no other word."""


def in_one_language(question: str, regions: Iterable[str], terms: Glossary) -> str:
    """A Chinese question without its English words; the same where it is all Chinese or asks in English."""
    question = in_mandarin(question)
    if not RUN.search(question) or len(HAN.findall(question)) < 2 or ASKS_IN_ENGLISH.search(question):
        return question
    spelt = {spelling: region for region in regions for spelling in _spellings(region)}
    said, end = "", 0
    for run in RUN.finditer(question):
        between = question[end : run.start()]
        before = said + (between.lstrip() if HAN.match(said[-1:]) else between)
        chinese = _in_chinese(run.group(), spelt, terms)
        said = before.rstrip() + ("，" if chinese != run.group() and ASKED.search(before) else "") + chinese
        end = run.end()
    return said + (question[end:].lstrip() if HAN.match(said[-1:]) else question[end:])


CANTONESE: tuple[tuple[str, str], ...] = (
    ("同埋", "，以及"),
    ("[點点]解", "为什么"),
    ("[點点][样樣]", "怎么样"),
    ("[幾几]多", "多少"),
    ("邊個|边个", "谁"),
    ("邊間|边间", "哪家"),
    ("(?<=[扣花用加減减少多收付支出完成做])左(?=[幾几多])", "了"),
    ("咗", "了"),
    ("嘅", "的"),
    ("冇", "没有"),
    ("唔", "不"),
    ("喺", "在"),
    ("(?<![關关聯联體体維维])係", "是"),
    ("乜嘢|咩", "什么"),
    ("佢哋|佢", "他们"),
)
"""Words of Cantonese as people type them, and what they are in the reports' Chinese."""
SAYS_CANTONESE = regex("|".join(said for said, _ in CANTONESE))


def in_mandarin(question: str) -> str:
    """A question with its Cantonese words put otherwise; the same where it has none."""
    if SAYS_CANTONESE.search(question):
        for said, meant in CANTONESE:
            question = re.sub(said, meant, question)
        question = re.sub(r"\s*(?=，以及)|(?<=，以及)\s*", "", question)
    return question


def _in_chinese(run: str, spelt: dict[str, str], terms: Glossary) -> str:
    """English words in Chinese; as they are where one of them is not known."""
    words = [spelt.get(word.lower(), word) for word in run.split()]
    english = " ".join(word for word in words if not HAN.search(word))
    chinese = re.sub(r"\s|(?:是多少|有多少[个人次])$", "", in_chinese(english, terms)) if english else ""
    if re.search("[a-z]", chinese) or (english and not chinese):
        return " ".join(words) if any(map(HAN.search, words)) else run
    return "".join(word for word in words if HAN.search(word)) + chinese


def _spellings(region: str) -> Iterator[str]:
    """The ways to spell a region's name in letters."""
    if 2 <= len(region) <= 4:
        for letters in product(*map(readings, fold(region))):
            if len(spelling := "".join(letters)) >= SPELT:
                yield spelling
