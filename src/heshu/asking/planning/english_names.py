"""Departments that a question names in English: the pinyin of a region, and its organ in English words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from heshu.asking.planning.departments import bare, regions_of
from heshu.asking.wording.spelling import readings
from heshu.folding import fold
from heshu.records import Card

ENGLISH: tuple[tuple[str, str], ...] = (
    ("general office", "办公厅"), ("government office", "人民政府办公室"), ("gov office", "人民政府办公室"),
    ("gov't office", "人民政府办公室"), ("party committee office", "委员会办公室"), ("party committee", "委员会"),
    ("organization department", "组织部"), ("organisation department", "组织部"), ("publicity department", "宣传部"),
    ("finance bureau", "财政局"), ("audit bureau", "审计局"), ("education bureau", "教育局"), ("bureau", "局"),
    ("party and government office", "党政办公室"), ("office", "办公"), ("department", "部"), ("commission", "委员会"),
    ("government", "人民政府"),
)  # fmt: skip
ORGAN_ALONE = 3
"""Characters that an organ's name needs to stand for its department without the region."""
NAMED_IN_ENGLISH = 12
"""Letters that must agree before English words name a department: its region counts as many, “office” too few."""


def named_in_english(text: str, cards: Sequence[Card]) -> list[frozenset[str]]:
    """The reports of each department named, by the pinyin of its region and the English of its organ."""
    letters = re.sub(r"[^a-z ]", " ", text)
    spelt = _regions_spelt(letters, cards)
    if len(spelt) > 1:
        return [frozenset(_likest(letters, inside)) for inside in spelt]
    best = _likest(letters, next(iter(spelt), cards))
    if not best:
        region = [card for card in cards if _region_spelt(letters, card)] or _by_organ(letters, cards)
        region = region or [card for card in cards if re.search(rf"\b(?:{'|'.join(_own_spelt(card))})\b", letters)]
        one = len({card.department for card in region}) == 1
        return [frozenset(card.id for card in region)] if one else []
    return [frozenset(best)]


def _likest(letters: str, cards: Sequence[Card]) -> list[str]:
    """The reports whose departments the English words name best; none where they name none well enough."""
    scores = {card.id: _likeness(letters, card) for card in cards}
    best = max(scores.values(), default=0)
    return [report for report, score in scores.items() if score == best] if best >= NAMED_IN_ENGLISH else []


def _regions_spelt(letters: str, cards: Sequence[Card]) -> list[list[Card]]:
    """The reports of each of several departments' own regions, in the order in which they are spelt out.

    A region that holds another of them is its address (Nansha, Guangzhou).
    """
    found: dict[tuple[int, tuple[str, ...]], list[Card]] = {}
    for card in cards:
        regions = tuple(regions_of(card.department)[0])
        places = [m.start() for one in _spelt(regions[-1:]) if (m := re.search(rf"\b{one}\b", letters))]
        if places:
            found.setdefault((min(places), regions), []).append(card)
    outer = {region for _, regions in found for region in regions[:-1]}
    return [found[key] for key in sorted(found) if key[1][-1] not in outer]


def _spelt(regions: Sequence[str], apart: str = "") -> Iterator[str]:
    """The ways to spell each of some regions, without its level."""
    for region in regions:
        yield from map(apart.join, product(*map(readings, bare(fold(region)))))


def _by_organ(letters: str, cards: Sequence[Card]) -> list[Card]:
    """The reports of a full organ's name without its region (the organization department)."""
    named = [chinese for english, chinese in ENGLISH if len(chinese) >= ORGAN_ALONE and english in letters]
    return [card for card in cards if any(card.department.endswith(chinese) for chinese in named[:1])]


def _region_spelt(letters: str, card: Card) -> bool:
    """Whether a department's own region is spelt out as a word (and Nansha's?)."""
    return any(re.search(rf"\b{one}\b", letters) for one in _spelt(regions_of(card.department)[0][-1:]))


def _own_spelt(card: Card) -> list[str]:
    """The ways to spell the name of its own that an organ bears behind its region, or without one: Luhai, Yunling."""
    organ = fold(regions_of(card.department)[1])
    names = [name for name in (organ[:2], organ[2:4]) if re.fullmatch("[\u4e00-\u9fff]{2}", name)]
    spelt = ("".join(one) for name in names for one in product(*map(readings, name)))
    return [spelling for spelling in spelt if len(spelling) >= OWN_NAME] or ["(?!)"]


OWN_NAME = 5
"""Letters from which on an organ's own name is no English word."""
_SECTOR = (
    r"(?:agricultur(?:e|al)|rural|affairs|finance|financial|education|health|water|resources?|conservancy|emergency|management"
    r"|transport(?:ation)?|housing|construction|natural|ecolog(?:y|ical)|environment(?:al)?|civil|human|social|security"
    r"|culture|cultural|tourism|market|supervision|commerce|justice|science|technology|sports?|statistics|audit(?:ing)?"
    r"|urban|economic|development|industrial|high-tech|people's|party|general|municipal|provincial|city|county|district"
    r"|town(?:ship)?|sub-?district|street|normal|medical|vocational|first|second|no\. ?\d+|experimental|public|central"
    r"|intermediate|forestry|traffic|postal|committee|government|school|and|&|of|the"
    r"|earthquakes?|seismic|seismolog(?:y|ical)|meteorolog(?:y|ical)|weather|fire|rescue|police|veterans?'?|religious"
    r"|ethnic|archives?|disabled|persons'?|women's|youth|grain|reserves?|gardens?|landscap(?:e|ing)|sanitation|highways?"
    r"|maritime|marine|ocean(?:ic)?|fisher(?:y|ies)|husbandry|animal|veterinary|geolog(?:y|ical)|minerals?|planning|land"
    r"|radio|television|press|cyberspace|investment|promotion|foreign|overseas|medicine|insurance|disease|prevention"
    r"|control|flood|drought|safety|letters|visits|legal|agency|service|services|energy|price|tax(?:ation)?)"
)
_HEAD = (
    r"(?:bureau|court|hospital|college|university|government|committee|commission|department|zone|school|station"
    r"|cent(?:er|re)|authority|administration|procuratorate|academy|institute|library|museum|association|federation"
    r"|agency|archives?|brigade|detachment|branch|clinic|theat(?:er|re)"
    r"|(?:(?<=fire )|(?<=rescue )|(?<=ambulance )|(?<=meteorological )|(?<=weather ))services?"
    r"|(?!(?<='s )[a-z]+ (?:spending|expen|costs?|fees?|supplies))(?:office|union|league|team))"
)
"""Heads of names; services are an organ's only where they cannot be what it spends on (public services spending)."""
ORGAN_IN_ENGLISH = (
    rf"(?:\b{_HEAD} of (?:{_SECTOR} )+)?\b(?:{{0}})\b(?:'s)?"
    rf"(?:(?: {_SECTOR})* {_HEAD}(?: of(?: {_SECTOR})+)?)?(?:'s)?(?: {_SECTOR}(?= {_HEAD}))*"
)
"""A department's name in English around the pinyin of its region: Songpu Bureau of Agriculture and Rural Affairs."""


def without_english(text: str, cards: Sequence[Card]) -> str:
    """An English question without the words that named its departments."""
    spellings = {
        spelling
        for card in cards
        for apart in ("", "'")  # Xi'an
        for spelling in _spelt(regions_of(card.department)[0], apart)
    }
    spellings |= {spelling for card in cards for spelling in _own_spelt(card)} - {"(?!)"}
    named = re.compile(
        ORGAN_IN_ENGLISH.replace("{0}", "|".join(map(re.escape, sorted(spellings, key=len, reverse=True))))
    )
    text = named.sub(" ", text.replace("’", "'")) if spellings else text
    organs = [english for english, chinese in ENGLISH if any(chinese in card.department for card in cards)]
    words = "|".join(re.escape(w) for w in sorted([*spellings, *organs], key=len, reverse=True))
    return re.sub(r"(?:\b(?:in|of|for|by|at) +)?\s(?=[?.]*$)", "", re.sub(rf"\b(?:{words})\b(?:'s)?", " ", text))


def _likeness(letters: str, card: Card) -> int:
    regions, organ = regions_of(card.department)
    squeezed = letters.replace(" ", "")
    score = 0
    if regions:
        if not any(one in squeezed for one in _spelt(regions[-1:])):
            return 0
        score += NAMED_IN_ENGLISH
    for english, chinese in ENGLISH:
        if english in letters and chinese in organ:
            score += len(english)
            letters = letters.replace(english, " ")
    return score
