"""Departments that pass one limit or several, and what is asked of those: 执行率99%以上、得分99.5以上的有哪几家.

Each limit becomes a question of its own about all departments; who passes them all is who is named by each answer.  A
word that is left over beside the limits, and what only asks, narrows something down, and then nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heshu.asking.evidence.compose import SHOWN, display_name
from heshu.asking.planning.standing import AFTER, BEFORE, CROWD, WHO
from heshu.asking.wording.parts import joined
from heshu.asking.wording.terms import content
from heshu.patterns import regex
from heshu.records import Answer, Value

_SIDE = r"(?:(?:不|没有?|未)?(?:[高低大小多少]于|超过?|达到?|到|足|满)|至少有?|至多有?|≥|≤|>=?|<=?)(?:了)?"
LIMIT = regex(
    rf"(?P<measure>[\u4e00-\u9fff（）]{{0,16}}?)(?P<side>{_SIDE})?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>%|分|万元|亿元|元|亿|万)?(?P<beyond>及?以[上下])?"
)
_AND = regex(r"且|并且?|而且|而|同时|既|又|但是?|却|也|还|以及|和|[,，、]")
_JOINT = regex(rf"^(?:{_AND.pattern})+")
_ASKS = regex(
    r"的?(?:部门|单位|几?家|有)*(?:有|是|都有)?(?:哪些|哪几[家个]|谁|哪[家个]|几[家个]|多少[家个])(?:部门|单位)?|的(?:部门|单位)|[?？。]|都|均"
)
WHAT = regex(
    r"^的?(?:那?[几些两三四五]?[家个]?(?:部门|单位))?的?(?P<what>[^,，?？]{2,16}?)(?:分别|各自?)(?:是|有|为|花了?)?(?:多少|几)[^,，]{0,3}[?？]?$"
)
"""What is asked of those that pass: 得分低于99.6的部门的执行率分别是多少."""
SEVERAL = 2
MONEY = regex(r"支出|收入|预算|决算|经费|资金|费$")
"""Measures of money, of which 1亿 is 1亿元."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Plain questions, one a limit, and what is asked of who passes them all (empty where only who they are is)."""

    limits: tuple[str, ...]
    what: str = ""


def read(text: str) -> Conditions | None:
    """The limits of a folded question that names no department; ``None`` where it holds none, or words besides."""
    matches = [match for match in LIMIT.finditer(text) if match["side"] or match["beyond"]]
    if not matches or len(matches) < len(list(LIMIT.finditer(text))):
        return None
    tail = text[matches[-1].end() :]
    what = WHAT.match(tail)
    around = [
        text[: matches[0].start()],
        *(text[a.end() : b.start()] for a, b in pairwise(matches)),
    ]
    around += [] if what else [tail]
    limits: list[str] = []
    measure = ""
    unit = next((match["unit"] for match in matches if match["unit"]), "")
    for match in matches:
        said = _measure(match["measure"])
        measure = said or measure or ("自评得分" if unit == "分" else "")
        if not measure:
            return None
        money = match["unit"] in ("万", "亿") and MONEY.search(measure)
        number = f"{match['number']}{match['unit'] or ''}{'元' if money else ''}"
        limits.append(f"哪些部门{measure}{match['side'] or ''}{number}{match['beyond'] or ''}")
    over = content(_ASKS.sub(" ", _AND.sub(" ", re.sub(CROWD, " ", re.sub(WHO, " ", " ".join(around))))))
    return None if over else Conditions(tuple(limits), what["what"] if what else "")


def several(text: str) -> bool:
    """Whether a question holds more limits than one, of which none may be dropped."""
    return sum(bool(match["side"] or match["beyond"]) for match in LIMIT.finditer(text)) >= SEVERAL


def _measure(words: str) -> str:
    return AFTER.sub("", BEFORE.sub("", re.sub(WHO, "", re.sub(CROWD, "", _JOINT.sub("", words)))))


def passing(answers: Sequence[Answer]) -> list[str]:
    """The departments that every answer names, as the first orders them."""
    named = [list(dict.fromkeys(citation.department for citation in answer.citations)) for answer in answers]
    return [one for one in named[0] if all(one in others for others in named[1:])]


def both(question: str, answers: Sequence[Answer], names: Sequence[str]) -> Answer:
    """Who passes every limit (``names``, see `passing`), each with its figures; then what each limit alone gives."""
    figures = [_figures_of(answer) for answer in answers]
    values = [value for name in names for one in figures if (value := one.get(name))]
    if re.search(r"(?<!哪)几[家个]|多少[家个]", question):
        values = [Value(str(len(names)), "家")]
    told = joined(question, answers)
    said = "、".join(display_name(name) for name in names[:SHOWN]) or "没有"
    text = f"同时满足的有{len(names)}家：{said}。\n{told.text}"
    plan = "；".join(answer.plan for answer in answers)
    return Answer(
        question, told.status, text, tuple(dict.fromkeys(values)), told.citations, told.calculations, plan=plan
    )


def _figures_of(answer: Answer) -> Mapping[str, Value]:
    """Department -> its figure, where an answer gives one for each that it names."""
    departments = list(dict.fromkeys(citation.department for citation in answer.citations))
    return dict(zip(departments, answer.values, strict=True)) if len(departments) == len(answer.values) else {}
