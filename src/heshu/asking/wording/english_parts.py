"""English questions that give a thing's Chinese name in brackets, or ask several things one after the other."""

from __future__ import annotations

import re

from heshu.patterns import regex

_STOP = r"on|of|for|the|in|its|an?|was|is|were|are|did|does|do|has|have|spen[dt]|spends|and|to|at|by|from|with|than|as"
GLOSSED = regex(
    rf"(?:\b(?!(?:{_STOP})\b)[a-z][a-z'-]*,?\s+){{0,5}}[（(]\s*[“\"']?(?P<name>[\u4e00-\u9fff]{{2,12}})[”\"']?\s*[)）]"
)
"""English words and the name in brackets that they stand for: official receptions (公务接待)."""
OFFICIAL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(rf"\b(?:{words})\b"), chinese)
    for words, chinese in (
        (
            r"applications? (?:for|on) (?:the )?(?:government )?(?:information )?disclosure|"
            r"(?:government )?information disclosure (?:applications?|requests?)",
            "政府信息依申请公开",
        ),
        (r"official (?:receptions?|hospitality)|business (?:receptions?|entertainment)", "公务接待"),
        (r"official (?:cars?|vehicles?)", "公务用车"),
        (r"high[- ]tech(?:nology)? (?:enterprises|firms|companies)", "高新技术企业"),
        (r"(?:manuscripts?|items|pieces?|articles?|submissions?)(?=.*\b(?:adopted|accepted|picked up|used))", "稿件"),
        (r"(?:villages|administrative villages)", "行政村"),
        (r"(?:consular )?officials? and (?:their )?famil(?:y|ies)(?: members)?", "官员及家属"),
        (r"foreign consulates?(?: general)?", "领事馆"),
        (r"(?:in|on|for|of) (?:the|its) (?:performance )?(?:evaluation|assessment)(?! score)", ""),
        (r"behind schedule|delay(?:ed|s)?|slow(?:ed)?", "进度滞后"),
        (r"pipelines?|pipe network", "管网"),
        (r"sewage", "污水"),
        (r"full[- ]time teachers?", "专任教师"),
        (r"conclude[ds]?", "审结"),
        (r"kilomet(?:er|re)s? of|identif(?:y|ied)", ""),
        (r"at the end of(?=\s*(?:,|\?|$|and\b))", ""),
        (r"completion rates?", "完成率"),
        (
            r"open(?:ed)? beds?|beds? in (?:use|service)|(?<=beds) [a-z ]*?open(?:ed)?",
            "实际开放床位",
        ),
        (r"on time|in time|by the deadline", "按时"),
        (r"in[- ]service (?:staff|employees)|staff on post|staff members?|members of staff|employees", "在职人员"),
        (r"retirees?|retired (?:staff|employees|people)", "退休人员"),
    )
)
"""Phrases of offices that mean more than their words; said before the glossary's terms and single words."""
THEN = regex(
    r",?\s+and\s+(?=(?:for |by |to |of |in )?(?:how|what|which|who|when|why|did|was|were)\b)"
    r"|[,;?]\s*(?=(?:for |by |to |of |in )?(?:how|what|which|who|when|why)\b)"
)
"""Where the next question begins: …, and which grade is that."""
_SHARE_OF = (
    r"what (?:(?:is|was) )?(?:the |its )?(?:share|percentage|percent|per cent|proportion|fraction|part) of"
    r" (?:the |its |their |all )*"
)
_IS_IT = r"(?: (?:is|was|does|did|do) (?:it|that|this|they)(?: account for| make up| represent| come to)?)?\W*$"
LEANING: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern), chinese)
    for pattern, chinese in (
        (
            r"(?:for |to |of )?how many (?:visitors?|guests?|people|persons?|participants?|attendees?)\W*$",
            "有多少人次",
        ),
        (r"(?:for |in |over )?how many (?:batches|groups)\b", "有多少批次"),
        (r"what (?:was|is|were) (?:the |its |their )?(?:target |indicator )?completion rate", "指标完成率是多少"),
        (
            rf"{_SHARE_OF} ?total (?:budget|appropriation)s?{_IS_IT}",
            "占全年预算的百分之几",
        ),
        (
            rf"{_SHARE_OF} ?(?:(?:total|overall|whole) )?(?:spending|expenditures?|expenses|outlays?){_IS_IT}",
            "占总支出的百分之几",
        ),
        (rf"{_SHARE_OF} ?(?:(?:total|overall|whole) )?(?:income|revenues?){_IS_IT}", "占总收入的百分之几"),
        (rf"{_SHARE_OF} ?(?:total|whole|overall){_IS_IT}", "占比多少"),
        (r"(?:which|what) (?:grade|rating|level|rank)\b", "评价等级是什么"),
        (r"what (?:was|is) (?:the |its )?(?:budget )?(?:execution|implementation) rate", "预算执行率是多少"),
        (r"(?:did|was|were|has|have)\b.*\b(?:target|goal|plan|met|meet|reached|exceeded)", "达到目标了吗"),
        (
            r"how much (?:of it )?(?:was|were|has been|had been) (?:actually |really )?(?:spent|used|paid)",
            "实际支出多少",
        ),
    )
)
"""A further question that leans on the first, and the Chinese one."""


def in_own_words(lowered: str) -> str:
    """A (small-lettered) question with the names that stand in brackets, and the phrases of offices, in Chinese."""
    lowered = GLOSSED.sub(lambda match: f" {match['name']} ", lowered)
    for phrase, chinese in OFFICIAL:
        lowered = phrase.sub(f" {chinese} ", lowered)
    return lowered


def parted(text: str) -> list[str]:
    """The questions that an English one asks one after the other."""
    return [part for part in THEN.split(text.strip(" ?.")) if part.strip()]


FIGURE = regex(
    r"\bhow (?:many|much)\b"
    r"|\bwhat (?:was|is|were|are) (?:the |its |their )?(?:\w+ )?(?:plan|target|goal|rate|budget|score)\b",
    re.I,
)


def unanswered(question: str, values: int) -> list[str]:
    """The further questions of an English one that asks for more figures than an answer has values."""
    parts = parted(question) if re.search("[A-Za-z]{3}", question) else []
    asked = sum(bool(FIGURE.search(part)) for part in parts)
    return parts[1:] if len(parts) > 1 and asked > values else []


def leaning(part: str) -> str:
    """A further question that leans on the first, in Chinese; empty where it stands for itself."""
    lowered = part.lower().strip(" ?.,")
    return next((chinese for pattern, chinese in LEANING if pattern.match(lowered)), "")
