"""How many of those at one end a question asks for: 扣分最多的两个指标, 哪三项执行率最低."""

from __future__ import annotations

from heshu.figures.numerals import counted
from heshu.patterns import regex

_NUMBER = r"[两二三四五六七八九十]|\d{1,2}"
_EACH = r"(?:个|项|类|家|名|位|条|块)(?!百分点)"
AT_END = regex(
    rf"最[高低多少大好长小差短快慢]的(?:是)?(?:哪|前|那)?(?P<behind>{_NUMBER}){_EACH}"
    rf"|(?:哪|前)(?P<before>{_NUMBER}){_EACH}(?=.*最[高低多少大好长小差短快慢])"
)


BOTH_ENDS = regex("最[高多大好长快].*最[低少小差短慢]|最[低少小差短慢].*最[高多大好长快]")
"""Both ends: 最高和最低的两个 are one of each."""


def several_at_end(question: str) -> int:
    """How many rows or departments at one end a folded question asks for; 1 where it does not say."""
    match = None if BOTH_ENDS.search(question) else AT_END.search(question)
    return max(counted(match["behind"] or match["before"]), 1) if match else 1
