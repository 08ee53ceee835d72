"""Names of figures that a question shortens: 专项项目 for 专项预算项目, 舆情件 for 各类涉穗舆情交办件."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import takewhile

from heshu.asking.wording.terms import content, named_terms
from heshu.folding import in_order
from heshu.glossary import glossary
from heshu.patterns import regex

BESIDE = regex(r"平均|合计|支出|一共|总共|加起来|每[一个项家件人名]+|占|比|接到|收到|办理")
"""Words beside names that name nothing."""
SHORTEST = 2
LONGER = 8
"""Characters of a short name, and how many more the whole one may have."""


def in_full(text: str, labels: Collection[str], rows: Collection[str] = (), others: Collection[str] = ()) -> str:
    """A (folded) question with each short name that is one label's alone put in full; the same where none is.

    A short name keeps the order of the whole one's characters and its first or its last: where several labels hold
    it, what all of them begin with must (专项预算项目 of 专项预算项目完成 and 专项预算项目预算执行率).
    ``rows`` are the names of the rows of tables, which more may be left out of (城乡低保项目 of
    城乡居民最低生活保障), and ``others`` the labels that such a short name may mean as well.
    """
    known = {named.words for named in named_terms(text, glossary())}
    said = {piece for word in content(text) for piece in BESIDE.split(word)}
    for word in sorted(said - known, key=len, reverse=True):
        if len(word) < SHORTEST or not re.fullmatch("[\u4e00-\u9fff]+", word) or any(word in one for one in known):
            continue
        counted = len(word) == SHORTEST and re.search(f"(?:多少|几)[个名位]?{word}", text)  # 多少农户 are no 农村户厕
        whole = _whole(word, [label for label in labels if word in label] if counted else labels)
        if whole:
            text = text.replace(word, whole)
            continue
        name = DONE_BEHIND.sub("", word)
        text = text.replace(name, _row(name, others, rows) or name)
    return text


KIND_BEHIND = regex(r"(?<=.{3})(?:项目|资金|经费|专项|工程|任务)(?:里|中)?$")
"""What is said of a row behind its name, and is none of it."""
DONE_BEHIND = regex(
    r"(?<=.{3})(?:(?:实际|全年|年度|年初|年末|最后|到底|一共|总共|的)+|(?:执行|支[出付]|花|用|预算|完成|还?剩|结余|安排|没)).*$"
)
"""What is asked of a row behind its name."""
ROW_SHORTENED, ROW_LONGER = 4, 12
"""Characters of a row's short name, and how many more the whole one may have."""


def _row(word: str, labels: Collection[str], rows: Collection[str]) -> str:
    """The one row that a word shortens, be it with 项目 behind it; empty where another label may be meant.

    Both begin alike, and the word ends where the name does: two characters of the beginning and one of the end.
    """
    stem = KIND_BEHIND.sub("", word)
    if len(stem) < ROW_SHORTENED or stem in rows or any(stem in label for label in labels):
        return ""
    found = {row for row in rows if _begins_and_ends(stem, row)}
    others = [label for label in labels if _begins_and_ends(stem, label) and not any(row in label for row in found)]
    return found.pop() if len(found) == 1 and not others else ""


def _begins_and_ends(stem: str, name: str) -> bool:
    if not len(stem) < len(name) <= len(stem) + ROW_LONGER or name[:2] != stem[:2] or stem[-1] not in name[-2:]:
        return False
    return in_order(stem, name)


def _whole(word: str, labels: Collection[str]) -> str:
    """The one label that a word shortens; empty where a label is the word already, or several are meant."""
    if word in labels:
        return ""
    found = sorted(label for label in labels if _shortens(word, label))
    alike = takewhile(lambda both: both[0] == both[1], zip(found[0], found[-1], strict=False)) if found else ()
    shared = "".join(one for one, _ in alike)
    if any(label.endswith(word) and label not in found for label in labels):  # 技能培训 is a 培训 as 培训后取得证书 is
        return ""
    named = shared if MEASURE.search(word) else MEASURE.sub("", shared)
    return named if _shortens(word, named) else ""


MEASURE = regex(r"(?:预算)?(?:执行|完成|支付|支出|使用)(?:率|进度)$|(?:年初|全年|调整后?)?(?:预算|执行|决算|支付)数$")
"""What of a row a label measures, which is no part of the row's name."""


def _shortens(word: str, label: str) -> bool:
    if not len(word) < len(label) <= len(word) + LONGER or word[0] not in label:
        return False
    return (label.endswith(word[-1]) or label.startswith(word[0])) and in_order(word, label)
