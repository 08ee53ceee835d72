"""English questions said in Chinese: by the glossary's English, everyday words, and a few turns of phrase."""

from __future__ import annotations

import re
from functools import cache

from heshu.asking.wording.english_parts import in_own_words, leaning
from heshu.asking.wording.english_words import WORDS
from heshu.glossary import Glossary
from heshu.patterns import regex

ENGLISH_EMPTY = regex(
    r"(?<![a-z])(?:(?:how|what) about|how (?:much|many)|so(?= )|"
    r"what(?:'s| is| was| were| are| date)?|which|who|when|where|why|did|"
    r"do|does|the|of|in|on|at|for|by|to|and|or|a|an|its|it|that|"
    r"this|was|is|are|were|be|has|have|had|total|report|reports|year|office|department|district|party|committee|government|gov|"
    r"general|organization|organisation|bureau|please|pls|plz|kindly|tell|me|state|stated|really|give|show|their|s|get|got|much|"
    r"many|municipal|one|ones|five|percentage|points?|people|court|hospital|college|university|school|street|emergency|"
    r"management|education|water|health|public|normal|city|county|province|town|sub|"
    r"itself|themselves|himself|herself|own|gave|given|gives|award(?:ed)?|receive[ds]?|achieve[ds]?|earn(?:ed)?|obtain(?:ed)?|"
    r"reach(?:ed)?|finally|actually|exactly|roughly|about|there|any|some|with|from|under|during|as|if|can|could|would|should|"
    r"overall|entire|altogether|produce[ds]?|take[ns]?|took|came|come|govern(?:s|ed)?|say|according|each|so|far|"
    r"will|you|i|we|they|he|she|his|her|them|also|just|only|made|make|makes|list|name|names|mention(?:ed|s)?|say|says|said|describe[ds]?)(?![a-z])"
)
"""English words that name nothing."""
DATE_ENGLISH = regex(r"\b(?:what|which) date|\bdated?\b|\bwhen was .*(?:report|written|signed)")
_HIGHEST = r"\b(?<!at )(?:highest|largest|most|biggest|greatest|best)\b"
_LOWEST = r"\b(?<!at )(?:lowest|smallest|least|worst)\b"
ENGLISH_OPERATIONS = (
    (rf"{_HIGHEST}(?=.*{_LOWEST})|{_LOWEST}(?=.*{_HIGHEST})", "各部门{}最高与最低相差多少"),
    (r"\bsecond[- ](?:highest|largest|biggest|most)\b", "哪个部门{}第二高"),
    (r"\bthird[- ](?:highest|largest|biggest|most)\b", "哪个部门{}第三高"),
    (_HIGHEST, "哪个部门{}最高"),
    (_LOWEST, "哪个部门{}最低"),
    (r"\brank", "各部门{}从高到低"),
    (r"\b(?:average|mean)\b", "各部门平均{}多少"),
    (r"\b(?:sum|altogether|combined)\b|\btotal\b(?=.*\b(?:all|every|each)\b)", "所有部门{}合计多少"),
    (r"\b(?:each|every|all)(?: the| of the)? (?:departments?|reports?|offices?|units?)\b", "各部门{}分别是多少"),
)
"""What an English question asks of all reports, and the Chinese question with the figure's name left open."""
EACH = regex(r"\b(?:in|of|for|by)? ?(?:each|every|all)(?: the| of the)? (?:departments?|reports?|offices?|units?)\b")
VERBS = (
    (regex(r"\b(?:spen[dt]s?|spending|expenditure|costs?)\b"), "总支出"),
    (regex(r"\bscor(?:e[sd]?|ing)\b"), "自评得分"),
)
"""What departments did, and the figure that says how much."""
LIMIT = regex(
    r"\b(?P<side>at least|at most|not? (?:more|less|higher|lower|fewer) than|"
    r"above|over|exceed(?:s|ed|ing)?|(?:more|higher|greater) than|below|under|(?:less|lower) than)\s+"
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|percent|per cent|points?|yuan|rmb|万元|亿元|元|分)?"
)
SIDES: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex("at least|not? (?:less|lower|fewer)"), "不低于"),
    (regex("at most|not? (?:more|higher)"), "不超过"),
    (regex("below|under|less|lower"), "低于"),
    (regex(""), "超过"),
)
"""Words for the side of a limit, the first that fits, and what they are in Chinese."""
_THE = r"(?:the |its |'s )*"
_END = r"[?. ]*$"
_BE = r"(?:was|were|is|are)"
_PART_OF = rf"(?:percentage|percent|per cent|share|proportion|fraction|part) of {_THE}(?P<b>.+?) "
_MORE = r"(?:more|higher|larger|greater|bigger|less|lower|smaller)"
_NUMBER = r"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>%|percent|per cent|points?|yuan|rmb|万元|亿元|元|分)?"
_REALLY = r"(?:really |actually |equal(?:s|led)? |amount(?:ed)? to |is |was )*"
_WHICH = r"\b(?:which|what) (?:one )?(?:of (?:the|its) )?"
_INDICATOR = r"(?:single )?(?:indicators?|items?|metrics?|measures?|criteri(?:on|a))"
_LOST = r"(?:has |had |have )?(?:lost|dropped|loses?|missed|cost|costs)(?: it)?"
_OF = r"(?:\W+(?:of|in|at|for|from)\b)*\W+"
_HAS = r"(?:has|had|have|shows?|showed)"
NAMED_OPERATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(pattern), chinese)
    for pattern, chinese in (
        (  # what was its budget and actual spending
            rf"^\W*what {_BE} {_THE}(?:total |annual |overall )*budgets? and {_THE}(?:actual |total |final )*"
            rf"(?:spending|expenditures?|outlays?|spent|actuals?|accounts?)(?: in)?{_END}",
            "全年预算数和总支出分别是多少",
        ),
        (rf"{_WHICH}{_INDICATOR}{_OF}{_LOST} {_THE}most (?:points|marks)", "哪个指标扣分最多"),
        (rf"{_WHICH}projects?{_OF}{_HAS} {_THE}lowest (?:budget )?(?:execution|spending) rate", "哪个项目执行率最低"),
        (rf"{_WHICH}projects?{_OF}{_HAS} {_THE}highest (?:budget )?(?:execution|spending) rate", "哪个项目执行率最高"),
        (rf"{_WHICH}projects?{_OF}(?:cost|spent|used) {_THE}most", "哪个项目支出最多"),
        (  # what percentage of its basic expenditure budget did it complete
            rf"(?:percentage|percent|per cent|share|proportion|part) of {_THE}"
            rf"(?P<a>(?!(?:the |its |'s )*(?:budget|whole|total|annual)).+?) budgets? "
            rf"(?:did|does|do|has|have|had|{_BE})\b(?: been| it| they| {_THE})*\W*"
            rf"(?:complete|execute|spen[dt]|use|implement|disburse)d?(?: by)?(?: {_THE})?(?: in)?{_END}",
            "{a}预算执行率是多少",
        ),
        (
            rf"{_PART_OF}(?:does|did|do) {_THE}(?P<a>.+?) (?:account for|make up|represent|take(?: up)?)\b",
            "{a}占{b}的百分之几",
        ),
        (  # what share of its budget was budgeted for projects
            rf"{_PART_OF}{_BE} (?:budgeted|allocated|earmarked|planned|set aside|approved) (?:for|to) "
            rf"{_THE}(?P<a>.+?){_END}",
            "{a}预算占{b}的百分之几",
        ),
        (
            rf"{_PART_OF}(?:{_BE}|did (?:it|they)) (?:spen[dt]|used?|devoted|paid) (?:on|for|to) "
            rf"{_THE}(?P<a>.+?){_END}",
            "{a}占{b}的百分之几",
        ),
        (
            rf"{_PART_OF}(?:{_BE}|went (?:to|on|into)|goes (?:to|on)|came from|comes from) {_THE}(?P<a>.+?){_END}",
            "{a}占{b}的百分之几",
        ),
        (rf"(?:difference|gap) between {_THE}(?P<a>.+?) and {_THE}(?P<b>.+?){_END}", "{a}和{b}相差多少"),
        (rf"how much {_MORE} {_BE}? ?{_THE}(?P<a>.+?) than {_THE}(?P<b>.+?){_END}", "{a}比{b}多多少"),
        (  # how much did it spend on receptions
            rf"how much (?:money )?(?:{_BE}|did|does|do|has|have|had)\b.*?\b(?:spen[dt]|paid|pay) (?:on|for) "
            rf"{_THE}(?P<a>.+?)(?: in)?{_END}",
            "{a}花了多少钱",
        ),
        (  # did it spend more or less than its income, and by how much
            rf"(?:spen[dt]|spending).*? {_MORE} (?:or {_MORE} )?than {_THE}(?P<b>.+?)"
            rf",?(?: and)?(?: by how much)?{_END}",
            "总支出比{b}多多少",
        ),
        (
            rf"how much (?:of )?{_THE}(?P<a>budget|money|funds?) (?:{_BE}|remains|remained)? ?(?:left )?(?:over )?"
            rf"(?:not spent|unspent|left|unused|remaining){_END}",
            "预算还有多少没有支出",
        ),
        (
            rf"{_PART_OF.replace('(?P<b>.+?)', '(?P<a>(?:whole |total |annual )*budgets?|funds?)')}"
            rf"(?:{_BE} |did |does |has |have |got )(?:been |it |they )?\s*(?:executed?|spen[dt]|used?){_END}",
            "预算执行率是多少",
        ),
        (
            r"(?:how far|how much|how many (?:points|marks))[^?]{0,12}?\b(?:short|off|below|away|shy)\b(?: of| from)? "
            r"(?:100|full marks?|(?:the |a )?(?:full|perfect) (?:score|mark))",
            "离满分差多少分",
        ),
        (rf"\b(?:sum|total) of {_THE}(?P<a>.+?) and {_THE}(?P<b>.+?){_END}", "{a}和{b}合计多少"),
        (
            rf"how much of {_THE}(?P<a>.+?) (?:{_BE}|remains|remained)? ?(?:not spent|unspent|left|unused){_END}",
            "{a}还有多少没有支出",
        ),
        (  # does basic plus project expenditure add up to total expenditure
            rf"^\W*(?:{_BE}|did|does|do)\b (?:it true that )?{_THE}(?:sum of {_THE})?"
            rf"(?P<a>.+?) (?:and|plus|with|\+) {_THE}(?P<c>.+?) (?:really |actually |together |exactly )*"
            r"(?:(?:add|sum)(?:s|ed)? (?:up )?to|equal(?:s|led)?(?: to)?|makes? up|made up|comes? to|match(?:es)?) "
            rf"{_THE}(?P<b>[^\d]+?){_END}",
            "{a}加{c}等不等于{b}",
        ),
        (  # did it spend its entire budget
            r"(?:spen[dt]|used?|exhaust(?:ed)?) (?:up )?(?:all|the whole|the entire|its entire|its whole|its full)"
            r"(?: of)?(?: its| the)? budget",
            "预算还有多少没有支出",
        ),
        (  # says its execution rate is 99.71%. is that right
            rf"(?:(?:says?|said|claims?|claimed|states?|heard|told|reports?) (?:that )?)?{_THE}"
            rf"(?P<a>[a-z][a-z \-]{{3,60}}?) {_BE} {_NUMBER}"
            rf"[.,;?! ]+(?:is|was) (?:that|this|it) (?:right|correct|true|accurate|so){_END}",
            "{a}是{n}{unit}对吗",
        ),
        (
            rf"^\W*(?:{_BE}|did|does)\b (?:it true that )?{_THE}(?P<a>.+?) {_REALLY}{_NUMBER}"
            rf"(?:,? (?:correct|right))?{_END}",
            "{a}是{n}{unit}对吗",
        ),
    )
)
"""What an English question asks of a department that it names, and the Chinese question with its operands open."""
_UNITS = {"percent": "%", "per cent": "%", "point": "分", "points": "分", "yuan": "元", "rmb": "元"}
MEASURING = frozenset({"amount", "rate", "share", "score", "count"})
"""Kinds of terms that are figures."""
_HAN = regex(r"[\u4e00-\u9fff、]+")
_ASKS = regex(r"(?:是多少|有多少[个人次]|是谁|为什么)$")


def operation_in_chinese(text: str, terms: Glossary) -> str:
    """An English question over all reports as the Chinese one; empty where it asks for none or for no known figure."""
    lowered = text.lower()
    if EACH.search(lowered) and "占" in (shares := _operation_named(EACH.sub(" ", lowered), terms)):
        return f"各部门{shares.replace('的百分之几', '的比例')}"
    if limit := LIMIT.search(lowered):
        name = _figure_of(LIMIT.sub(" ", lowered), terms)
        side = next(chinese for english, chinese in SIDES if english.match(limit["side"]))
        return name and f"哪些部门{name}{side}{limit['n']}{_UNITS.get(limit['unit'] or '', limit['unit'] or '')}"
    for pattern, chinese in ENGLISH_OPERATIONS:
        if re.search(pattern, lowered):
            name = _figure_of(re.sub(pattern, " ", lowered), terms)
            return name and chinese.format(name)
    return ""


def _figure_of(text: str, terms: Glossary) -> str:
    """The figure that an English question over all reports names first, or means by a verb; empty where none."""
    known = [word for word in _words(text, terms) if _HAN.fullmatch(word)]
    return next(iter(known), "") or next((name for verb, name in VERBS if verb.search(text)), "")


def question_in_chinese(text: str, terms: Glossary) -> str:
    """An English question about a named department as the Chinese one; empty where words are left over."""
    if match := IN_UNIT.search(text.lower()):
        name = _phrase(text[: match.start()], terms)
        return name and f"{name}折合多少{IN_YUAN.get(match['unit'], '万元')}"
    return (
        _operation_named(text, terms)
        or _figure_in_chinese(text, terms)
        or _spent_in_chinese(text)
        or _reason_in_chinese(text, terms)
    )


def part_in_chinese(text: str, terms: Glossary, *, first: bool) -> str:
    """One of several questions in Chinese; but the first may lean on it.  Empty where English words are left over."""
    if not first and (leant := leaning(text)):
        return leant
    said = question_in_chinese(text, terms) or in_chinese(text, terms).replace(" ", "")
    return "" if re.search("[a-z]{2}", said) or not re.search(ASKS_SAID, said) else said


ASKS_SAID = r"多少|几|谁|为什么|什么|吗$|日期$"
IN_UNIT = regex(r",?\s*(?:expressed )?in (?P<unit>(?:ten thousand |10,?000 |wan )?(?:yuan|rmb))[?. ]*$")
"""The unit of money in which an amount is wanted."""
IN_YUAN = {"yuan": "元", "rmb": "元"}
SPENT = regex(
    r"^\W*how much (?:money )?(?:did|does|was|has|have)\W+(?:the )?(?:been )?(?:spen[dt])"
    r"(?: in total| altogether)?\W*$"
)


def _spent_in_chinese(text: str) -> str:
    """How much did it spend, where nothing says on what."""
    return "总支出是多少" if SPENT.match(text.lower()) else ""


def of_several_in_chinese(text: str, terms: Glossary) -> str:
    """An English question that compares departments which it names; empty where words are left over."""
    lowered = text.lower()
    for pattern, chinese in COMPARED:
        if pattern.search(lowered):
            left = JOINING.sub(" ", pattern.sub(" ", lowered))
            name = _phrase(left, terms) or next((term for verb, term in VERBS if _only(verb, left)), "")
            return name and chinese.format(name)
    return ""


def _only(verb: re.Pattern[str], text: str) -> bool:
    """Whether a text holds a verb and no other word that names anything."""
    rest = ENGLISH_EMPTY.sub(" ", verb.sub(" ", text))
    return bool(verb.search(text)) and not re.search(r"[a-z]{2,}", rest)


COMPARED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        regex(
            r"how (?:much|many) (?:percentage points )?(?:more|less|higher|lower|larger|smaller|fewer)"
            r"|\bdifference\b|\bgap\b"
        ),
        "{}相差多少",
    ),
    (regex(r"\bcompare\b(?!.*\b(?:sum|combined|together|altogether)\b)"), "{}分别是多少"),
    (regex(r"\b(?:sum|combined|together|altogether|in total|total)\b"), "{}合计多少"),
    (regex(r"\b(?:less|lower|smaller|fewer)\b"), "{}哪个低，低多少"),
    (regex(r"\b(?:more|higher|larger|better|bigger|greater)\b"), "{}哪个高，高多少"),
    (regex(r"\b(?:what|how (?:much|many))\b"), "{}分别是多少"),
)
"""What an English question asks of two departments, the first that fits, and the Chinese one with the figure open."""
JOINING = regex(
    r"\b(?:than|between|by how much|compared?|versus|vs|respectively|both|each|which|two|departments?|offices?)\b"
)


def _reason_in_chinese(text: str, terms: Glossary) -> str:
    """Why something is so, as the Chinese question; empty where words are left over."""
    why = _phrase(text, terms) if re.search(r"\bwhy\b", text.lower()) else ""
    return why and f"{why}为什么" if why != "扣分" else "为什么扣分"


def _operation_named(text: str, terms: Glossary) -> str:
    """A computation or a check over figures that are named in English; empty where it is none."""
    for pattern, chinese in NAMED_OPERATIONS:
        if match := pattern.search(in_own_words(text.lower())):
            groups = match.groupdict()
            operands = {n: _phrase(groups[n], terms) for n in "abc" if groups.get(n) and f"{{{n}}}" in chinese}
            unit = groups.get("unit") or ""
            number = {"n": groups.get("n") or "", "unit": _UNITS.get(unit, unit)}
            return chinese.format(**operands, **number) if all(operands.values()) else ""
    return ""


def _phrase(text: str, terms: Glossary) -> str:
    """The Chinese name of a figure that English words name; empty where a word is left over."""
    words = _words(text, terms)
    return "".join(words) if words and all(_HAN.fullmatch(word) for word in words) else ""


def figure_named(text: str, terms: Glossary) -> str:
    """The figure that an English question names, in Chinese; the words themselves where the glossary knows none."""
    return "".join(word for word in _words(text, terms) if _HAN.fullmatch(word)) or text


def _figure_in_chinese(text: str, terms: Glossary) -> str:
    """An English question for one figure as the Chinese one, its measure last; empty where words are left over."""
    words = _words(text, terms)
    wanted = {"count"} if COUNTS.search(text.lower()) else MEASURING
    measures = any(word in terms.by_name and terms.by_name[word].kind in wanted for word in words)
    if len(words) < 2 or not measures or not all(_HAN.fullmatch(word) for word in words):
        return ""
    return "".join(sorted(words, key=lambda word: (not WHEN.fullmatch(word), word.endswith("率")))) + "是多少"


COUNTS = regex(r"how many (?!percent|points?|yuan|rmb|months)")
"""Words that ask for a number of things, which no amount of money answers."""
WHEN = regex("全年|年初|年末|调整后|实际|计划|其他")
"""Words that stand before what they narrow down."""


def _words(text: str, terms: Glossary) -> list[str]:
    """The words of `in_chinese` without what they ask."""
    return _ASKS.sub("", in_chinese(text, terms)).split()


SCORED = regex(r"\b(?:score[sd]?|points|marks)\b")
WHERE_SCORED = regex(
    r"\b(?:in|on|for|by|from) (?:the|its|their|this)(?: \d{4})?(?: annual)? self (?:evaluation|assessment)(?: report)?"
)
"""Where a score was given, which is said of every score of these reports."""


def in_chinese(text: str, terms: Glossary) -> str:
    """An English question as the Chinese words that it means, and what it asks; a word that nothing knows stays."""
    lowered = in_own_words(text.lower()).replace("-", " ")
    if DATE_ENGLISH.search(lowered):
        return "落款日期"
    lowered = WHERE_SCORED.sub(" ", lowered) if SCORED.search(lowered) else lowered
    found: list[str] = []
    for phrase, term in terms.by_english:
        if pattern := _stands(phrase, lowered):
            lowered = pattern.sub(" ", lowered, count=1)
            found.append(term.name)
    for pattern, chinese in _everyday():
        lowered = pattern.sub(f" {chinese} ", lowered)
    left = re.sub(r"[^\w\u4e00-\u9fff%.]+", " ", ENGLISH_EMPTY.sub(" ", lowered)).replace(". ", " ").strip(". ")
    words = [word for word in [*found, *left.split()] if word not in COUNTERS]
    asks = next((said for asked, said in ASKED_IN_ENGLISH if re.search(asked, text.lower())), "")
    return " ".join(dict.fromkeys(words)) + (asks if any(map(_HAN.fullmatch, words)) else "")


def _stands(phrase: str, text: str) -> re.Pattern[str] | None:
    """The pattern of a glossary's phrase, where it stands in a text; a gap (..) is at most eight words."""
    parts = phrase.replace("-", " ").split(GAP)
    if not all(part in text for part in parts):  # which spares most patterns from being made
        return None
    pattern = re.compile(rf"\b{BETWEEN.join(map(re.escape, parts))}s?\b")
    return pattern if pattern.search(text) else None


GAP = " .. "
BETWEEN = r"(?:\W+\w+){0,8}?\W+"


@cache
def _everyday() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b(?:{words.replace('[- ]', '[ -]')})\b"), chinese) for words, chinese in WORDS)


COUNTERS = frozenset({"人", "times"})
"""Words that are said by the measure that is asked for (how many people)."""
ASKED_IN_ENGLISH = (
    (r"how many (?:people|persons|participants|attendees|staff|employees)\b", "有多少人"),
    (r"how many times\b", "有多少次"),
    (rf"{COUNTS.pattern}(?!was|is|were|are)", "有多少个"),
    (r"how (?:much|many)|rate|score|what (?:was|is)", "是多少"),
    (r"\bwho\b", "是谁"),
    (r"\bwhy\b", "为什么"),
)
"""What an English question asks for, in Chinese behind what it names."""
