"""Whether two figures are the same (调整后预算数和执行数一样吗, 年初预算等于决算吗): by their difference."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from heshu.patterns import regex
from heshu.records import Answer

ALIKE = regex(
    r"(?P<a>[^,，]{2,24}?)(?:(?:和|与|跟|同)(?P<b>[^,，]{2,20}?)(?:这?两个数|两者|数额|金额|是否|是不是|完全|报得|写得|都|也|正好|刚好|是|的)*"
    r"(?:一样|相等|相同|一致|持平)(?:多|大|高)?|(?:是否|是不是|正好|刚好)*等于(?P<c>[^,，\d]{2,20}?))(?:的?吗|么|不|没有)?[?？]?"
)
MORE_BY_NONE = regex(r"比(?P<other>[^（比]+?)(?:多|高|少|低)(?:0|0\.0+)(?:个?百分点|[\u4e00-\u9fff%]{1,3})(?=（)")
"""How a difference of nothing is said."""


def asked(text: str) -> str:
    """The question for the difference of two things that a (folded) question asks the likeness of; else empty."""
    match = ALIKE.fullmatch(text)
    if match is None or re.search(r"[加减乘除]|之和|合计|总和|加起来|哪|谁|多少|几|什么|问题|措施|原因|做法", text):
        return ""
    return f"{match['a']}和{match['b'] or match['c']}相差多少"


def told(question: str, difference: Answer) -> Answer | None:
    """A difference as the answer whether there is one; ``None`` where none was computed."""
    if len(difference.calculations) != 1 or len(difference.values) != 1:
        return None
    same = not Decimal(difference.values[0].number)
    text = MORE_BY_NONE.sub(r"与\g<other>相等", difference.text)
    return replace(difference, question=question, text=f"{'一样' if same else '不一样'}：{text}")
