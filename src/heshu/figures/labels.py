"""Make labels of words: strip what names nothing, join a measure to its subject, find the counted noun."""

from __future__ import annotations

import re

from heshu.figures import vocabulary
from heshu.figures.numbers import without_sign


def trim(words: str, names: tuple[str, ...] = ()) -> str:
    """Take department, period, connectives, copulas and qualifiers off a label."""
    words = words.translate(vocabulary.QUOTES)
    shorter = ""
    while words != shorter:
        shorter = words
        words = vocabulary.LEADING.sub("", vocabulary.COPULA.sub("", without_sign(words)))
        for name in names:
            words = words.removeprefix(name)
        words = _edges(words)
    return words


def _edges(words: str) -> str:
    """Strip marks, and brackets that have lost their partner."""
    words = words.strip(vocabulary.EDGES)
    if words.endswith(("（", "(")) or (words.endswith(("）", ")")) and not re.search("[（(]", words)):
        words = words[:-1]
    if words.startswith(("）", ")")) or (words.startswith(("（", "(")) and not re.search("[）)]", words)):
        words = words[1:]
    return words


def length_of(noun: str, text: str) -> int:
    """Count the characters of a text that a noun from its start takes, quotes and words before it included."""
    position = 0
    for character in noun:
        position = text.index(character, position) + 1
    return position


def joined(subject: str, words: str) -> str:
    """Write a subject and what leans on it as one label; the word that ends one and begins the other stands once."""
    return vocabulary.REPEATED.sub(r"\1", subject + words)


def subject_of(label: str) -> str:
    """Return what of a label later words lean on; empty where it names the department's whole (执行数, 支出合计)."""
    label = vocabulary.HOLDING.sub("", label)
    if vocabulary.AIMED_AT.search(label):
        return vocabulary.AIMED_AT.sub("", label)
    stem = vocabulary.ACHIEVED.sub("", vocabulary.SUFFIX.sub("", label).removesuffix("的"))
    changed = vocabulary.CHANGED.match(stem)
    whole = vocabulary.GENERIC.fullmatch(stem) or vocabulary.WHOLE.fullmatch(stem)
    empty = whole or vocabulary.VERB.fullmatch(stem) or (changed and not changed["stem"])
    return "" if empty else stem


def indicator_of(label: str) -> str:
    """Return the indicator that a label scores or measures (水电设备维修及时率指标完成率 is of 水电设备维修及时率)."""
    return vocabulary.SCORED.sub("", label)


def without_of(label: str) -> str:
    """Write 人员经费的调整预算数 as 人员经费调整预算数."""
    label = vocabulary.HOLDING.sub("", vocabulary.ALL_TOLD.sub("", label))
    label = re.sub("的(?=绩效(?:自评|总分|得分|综合))", "", label)
    label = label.replace("完成指标率", "指标完成率") + ("分" if label.endswith("扣") else "")
    stem = vocabulary.SUFFIX.sub("", label)
    return stem[:-1] + label[len(stem) :] if stem.endswith("的") and stem != label else label


def noun_after(text: str) -> str:
    """Return the counted noun at the start of a text, or its predicate (已按时办结); empty for neither."""
    words = re.match(r"[\u4e00-\u9fff“”《》·、（）]*\d?", text[:32])
    noun = (words.group() if words else "").translate(vocabulary.QUOTES)
    noun = noun[len(match.group()) :] if (match := vocabulary.NOT_NOUN.match(noun)) else noun
    if noun.startswith(vocabulary.PREDICATE):
        return re.split(r"[的、（）]", noun)[0][:12]
    stop = vocabulary.NOUN_STOP.search(noun)
    noun = noun[: stop.start()] if stop else noun.rstrip("0123456789")
    return re.sub("[等中和与]$", "", noun)[:24]
