"""What a report says of itself: its title, its department with the names it goes by, and its year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from heshu.folding import in_order
from heshu.patterns import regex
from heshu.reading.joining import LARGER
from heshu.reading.layout import Paragraph
from heshu.reading.numbering import DIGITS, marker_of

OPENING = 15
"""Paragraphs in which a report introduces itself."""
LONGEST_TITLE_LINE = 80

HAN = r"\u4e00-\u9fff"
YEAR = regex(r"(20\d{2}|二[〇○零OＯ0][一二三四五六七八九〇○零OＯ]{2})\s*年\s*度?")
BARE_YEAR = regex(r"(?<!\d)(20\d{2})(?!\d)")
ANNEX = regex(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*(?:[-—.]\d+)*\s*[:：]?")
NOT_TITLE = regex(
    rf"[。；，;,：:]\s*$|〔\d{{4}}〕\s*\d+\s*号|^[{HAN}]{{2,20}}文件$|^\d{{4}}年\d+月(?:\d+日)?$|^[-\d\s]+$"
)
TITLE_END = regex(r"(?:报告|总结|说明)(?:书|表)?》?(?:的函|的通知)?(?:[（(][^（）()]{1,12}[）)])?$")
SUBTITLE = regex(r"^(?:——|--|—|[（(]).{2,40}")
SUBTITLED = regex(r"(.+?)(?:——(.+)|[（(]([^（）()]+)[）)])$")
ANY_TITLE = regex(r".{2,60}?(?:报告|预算|决算|总结|说明|结果|自评|情况)(?:公开|书|表|结果|情况)*")

ANCHORS = (
    regex(
        r"(?:部门|单位)?(?:预算|财政)?整体(?:支出|绩效|预算)|(?:部门|单位)(?:支出|预算|决算|绩效|自评)|财政支出|支出绩效"
    ),
    regex(r"预算|决算|绩效|自评|专项|项目"),
)
"""What stands behind the department's name in a title; the second only where the first is missing."""
TRIM_LEFT = regex(r"^(?:[\s\-_—–·:：《“]+|关于|报送|呈报|上报|印发|附件[\d\-—.]*|[（(]?\d+[)）.、]\s*)+")
TRIM_RIGHT = regex(r"(?:[\s\-_—–·:：》”（(]+|关于|的|本级|年度|公开)+$")
GENERIC = regex(
    r"^(?:关于|本|我|省|市|县|区|州|各|级|直属?|部门|单位|预算|财政|的|整体|年度|公开|附件|绩效|支出|一般公共|[\d\s\-—_])*$"
)

ORGANISATION = (
    r"(?:局|委|委员会|办公室|办公厅|办事处|管委会|常委会|部|院|厅|办|处|中心|政府|所|站|台|社|馆|会|联|校|园|队|支队"
    r"|大学|学院|中学|小学|医院|法院|检察院|集团|公司|库|基地|协会|工会|纪委|监委|政协|人大|街道|镇|乡|组|室)"
)
PLACE = regex(rf"^[{HAN}X]{{1,8}}(?:省|市|县|区|州|盟|旗)$")
SELF = regex(r"^[我本该贵]|^(?:单位|部门|公司|学校|医院|中心|机关)$")
LABEL = regex(
    r"(?:(?:填报|预算|编制|自评|报送|申报|评价|被评价|部门|单位|项目)\s*)?(?:部门|单位)(?:\s*[（(](?:部门|单位|公章|盖章)[）)])?"
    rf"\s*(?:全称|名称|名)?(?:\s*[（(](?:公章|盖章|签章|全称)[）)])?\s*[:：]\s*(?:[（(](?:公章|盖章|签章)[）)])?\s*([{HAN}（）()]{{3,40}})"
)
LABEL_ROW = regex(
    rf"^(?:部门|单位|预算单位|填报单位)(?:[（(](?:部门|单位)[）)])?(?:全称|名称)\s+([{HAN}（）()]{{3,40}})(?:\s|$)"
)
SHORT_NAME = regex(
    rf"([{HAN}（）()]{{4,40}})[（(]\s*(?:以下|下文|下同|后文)?[，,]?\s*(?:均|统)?(?:统称|简称|称)(?:为)?\s*[:：]?\s*"
    rf"[“\"'「『《]?([{HAN}]{{2,16}})"
)
LEAD_IN = regex(r"^.*(?:根据|按照|依据|遵照|精神|要求|规定|现将|关于|年度?|工作|文件|安排|通知)(?=.{4})")
IS_A = regex(
    rf"^([{HAN}]{{3,30}}?{ORGANISATION})(?:是|为|系|属|隶属|主要|成立于|内设|现有|共有|下设|下属|位于|贯彻|负责)"
)
SEAL = regex(rf"(?:[（(](?:公章|盖章|签章)[）)])|(?:20\d{{2}}|二[〇○零][{HAN}〇○]{{2}})年.{{1,3}}月.{{1,3}}日|\s")
SIGNATURE = regex(rf"[{HAN}]{{2,24}}{ORGANISATION}")


@dataclass(frozen=True, slots=True)
class Identity:
    """A report's title, its department's full name, its other names, and the year reported on (or ``None``)."""

    title: str
    department: str
    aliases: tuple[str, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a name may stand: the title, the file's name, the first paragraphs and the last."""

    title: str
    stem: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]


def identify(found: Sequence[Paragraph], source: str) -> Identity:
    """Read title, department and year from the first paragraphs; the file's name helps where they are silent."""
    stem = PurePath(source).stem
    opening = tuple(paragraph.text for paragraph in found[:OPENING])
    title = _printed_title(found[:OPENING]) or _title(opening)
    seen = _Seen(title, stem, opening, tuple(paragraph.text for paragraph in found[-4:]))
    named = next((name for rule in NAMES if (name := rule(seen))), "")
    short = tuple(_short_names(opening))
    department = _full_name(named, short)
    aliases = dict.fromkeys(_aliases(named, department, short))
    year = _year(title) or _year(stem) or _usual_year(opening)
    return Identity(title or stem, department, tuple(aliases), year)


def is_short_for(short: str, name: str) -> bool:
    """Whether every character of a short name stands in the full name, in order.

    市委办公厅 is short for 中国共产党广州市委员会办公厅.
    """
    return short != name and in_order(short, name)


# ---------------------------------------------------------------- title


def _printed_title(opening: Sequence[Paragraph]) -> str:
    """Return the title in the largest print, where that is a whole title with a name: a running head is none."""
    largest = max((paragraph.size for paragraph in opening), default=0.0)
    title = _title([paragraph.text for paragraph in opening if paragraph.size * LARGER > largest > 0])
    return title if TITLE_END.search(title) and any(_names_in(title)) else ""


def _title(opening: Sequence[str]) -> str:
    """Return the lines of the title as one, without 附件 3 and what else stands on a cover."""
    head = list(_head(opening))
    stop = next((i for i, line in enumerate(head, 1) if TITLE_END.search(line)), 0)
    if stop:
        behind = head[stop] if stop < len(head) else ""
        title = "".join(head[:stop])
        return (title.strip("《》") if title.startswith("《") else title) + (behind if SUBTITLE.match(behind) else "")
    joined = "".join(head)
    match = ANY_TITLE.match(joined)
    return match.group() if match else joined[:60]


def _head(opening: Sequence[str]) -> Iterator[str]:
    for text in opening[:10]:
        if marker_of(text) or len(text) > LONGEST_TITLE_LINE:
            return
        line = re.sub(r"\s+", "", ANNEX.sub("", text, count=1))
        if line and not NOT_TITLE.search(line) and not LABEL.search(line):
            yield line


# ---------------------------------------------------------------- department


def _in_title(seen: _Seen) -> str:
    return next((name for name in _names_in(seen.title) if not PLACE.match(name)), "")


def _place_in_title(seen: _Seen) -> str:
    return next(_names_in(seen.title), "")


def _in_label(seen: _Seen) -> str:
    """Read 单位名称：某某局, as covers and forms have it."""
    for text in seen.opening:
        if match := LABEL.search(text) or LABEL_ROW.search(text):
            return _real(re.split(r"[（(](?:公|盖|签)|填报|日期|联系|单位负责", match[1])[0])
    return ""


def _in_stem(seen: _Seen) -> str:
    return next((name for name in _names_in(seen.stem) if re.search(ORGANISATION + "$", name)), "")


def _in_definition(seen: _Seen) -> str:
    """Read 某某局（以下简称我局）."""
    return next((_real(name) for name, _ in _short_names(seen.opening)), "")


def _in_statement(seen: _Seen) -> str:
    """Read 某某局是市政府工作部门, at the beginning of a paragraph."""
    names = (_real(match[1]) for text in seen.opening if (match := IS_A.match(_body(text))))
    return next((name for name in names if name and not SELF.match(name)), "")


def _in_signature(seen: _Seen) -> str:
    for text in reversed(seen.closing):
        line = SEAL.sub("", text)
        if SIGNATURE.fullmatch(line) and not SELF.match(line):
            return _real(line)
    return ""


NAMES: tuple[Callable[[_Seen], str], ...] = (
    _in_title,
    _in_label,
    _in_definition,
    _in_statement,
    _in_signature,
    _in_stem,
    _place_in_title,
)
"""Where to look for the department's name; the first that has one is believed."""


def _names_in(title: str) -> Iterator[str]:
    """Yield the names in a title: before or behind the year, before what is reported on, or in the subtitle."""
    title = re.sub(r"[《》“”\s]", "", title)
    parts = SUBTITLED.match(title)
    main, subtitle = (parts[1], parts[2] or parts[3]) if parts else (title, "")
    year = YEAR.search(main) or BARE_YEAR.search(main)
    before, behind = (main[: year.start()], main[year.end() :]) if year else ("", main)
    before = next((before[: match.start()] for match in ANCHORS[0].finditer(before)), before)
    yield from filter(None, map(_real, (before, _before_anchor(behind), _before_anchor(subtitle))))


def _before_anchor(text: str) -> str:
    match = next((match for anchor in ANCHORS if (match := anchor.search(text))), None)
    return text[: match.start()] if match else text if re.search(ORGANISATION + "$", text) else ""


def _real(name: str) -> str:
    """Return a name without what stands around it, or nothing where it names nobody (本部门, 市级)."""
    name = TRIM_RIGHT.sub("", TRIM_LEFT.sub("", name.strip()))
    name = re.sub(r"^[（(]([^（）()]*)[）)]?$", r"\1", name)
    return "" if GENERIC.match(name) or SELF.match(name) or len(name) < 2 else name


def _body(text: str) -> str:
    marker = marker_of(text)
    return text[marker.length if marker else 0 :]


# ---------------------------------------------------------------- other names


def _short_names(opening: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the full and the short name of each 某某局（以下简称“某局”）."""
    for text in opening:
        for full, short in SHORT_NAME.findall(text):
            name = LEAD_IN.sub("", full)
            if re.search(ORGANISATION + "$", name):
                yield name, short


def _full_name(named: str, short: Sequence[tuple[str, str]]) -> str:
    """Return the full name where the title has a short one: as the report defines it, or as its end."""
    fuller = (full for full, other in short if named and (other == named or full.endswith(named)))
    return next(fuller, named)


def _aliases(named: str, department: str, short: Sequence[tuple[str, str]]) -> Iterator[str]:
    if named and named != department:
        yield named
    for full, other in short:
        if not SELF.match(other) and other != department and (full == department or is_short_for(other, department)):
            yield other


# ---------------------------------------------------------------- year


def _year(text: str) -> int | None:
    match = YEAR.search(text) or BARE_YEAR.search(text)
    return _digits(match[1]) if match else None


def _usual_year(opening: Sequence[str]) -> int | None:
    years = Counter(_digits(match[1]) for text in opening for match in YEAR.finditer(text))
    return years.most_common(1)[0][0] if years else None


def _digits(written: str) -> int:
    return int("".join(c if c.isdigit() and c.isascii() else str(DIGITS.get(c, 0)) for c in written))
