"""Does a line go on with the paragraph before it?  Rules in a table, asked in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from heshu.patterns import regex
from heshu.reading.clean import width_of
from heshu.reading.lines import Line
from heshu.reading.numbering import STRONG

TERMINAL = "。！？!?；;：:"
SENTENCE_END = "。！？!?"
ITEM_STYLES = ("digit-bracket", "circled")
ITEM_END = "。；;"
CONTINUES = "，、（(“《〈「『—,"
CLOSERS = "”’）)》」』"
SHORT_LINE = 18
"""A line of fewer characters without a stop is not wrapped text; real pages hold 25 to 45 Chinese characters."""
LONGEST_HEADING = 45
NEARLY = 0.86
"""A wrapped line is full from this part of the width on: real lines are justified, and no stop may begin one."""
SCRAP = 6
"""A line of so few characters is the end of something, not a paragraph."""
OPENING = 12
LARGER = 1.4
"""A title is printed larger than what stands around it by more than this; lines of one size differ by justification."""

TITLE_END = regex(r"(?:报告|总结|说明|情况|结果|预算|决算|公开|函|通知)(?:书|表)?》?(?:[（(][^（）()]{1,12}[）)])?$")
WHOLE_TITLE = regex(r"(?:报告|总结)(?:书)?》?$")
HEADING_END = regex(
    r"(?:情况|分析|结论|结果|措施|问题|职能|职责|目标|任务|方面|工作|概况|指标|得分|做法|设置|计划|建议|意见|效益|名单|签字)$"
)
IN_BRACKETS = regex(r"[（(][^（）()]*[）)]$")
GOES_ON = tuple("的和与及并是为等以，、。；：）”》")
FIGURE_GOES_ON = frozenset("0123456789.,%％万亿元")
CUT_FIGURE = regex(r"\d\n(?:\d|[.,]\d|[%％]|[万亿]?元)|\d[.,]\n\d|\d[万亿]\n元")
_NAME, _HELD = r"[\u4e00-\u9fff]{2,8}[：:]", "[^：:。，；]{1,20}"
FIELDS = regex(rf"{_NAME}(?>{_HELD}{_NAME})+{_HELD}$")
"""Fields of a record: 目标：98%以上　完成：96.05%　权重：10　得分：9.6.

Where what a field holds ends and the next one's name begins is never tried twice: in a line without spaces between
them each field would be seven ways to try, times those of all the others.
"""
NUMBER = regex(r"[-+\d.,%％]+")
UNBROKEN = regex(r"[!-~]{2,}")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a file breaks its lines: the width (0 where it does not), and whether an indent begins a paragraph."""

    width: float
    indents: bool

    def full(self, line: Line, following: Line) -> bool:
        """Whether a line ends because there was no room for what follows."""
        word = UNBROKEN.match(following.text)
        room = width_of(word.group()) if word else 0.0
        return self.reaches(line.width + room)

    def reaches(self, width: float) -> bool:
        """Whether something of this width takes a whole line."""
        return bool(self.width) and width >= NEARLY * self.width


@dataclass(frozen=True, slots=True)
class Siblings:
    """The lines with the number before and behind a line's own, in its style and below the same heading."""

    before: Line | None = None
    behind: Line | None = None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """Where two lines meet: the paragraph so far, its last line, the line that follows, and what is known around."""

    group: Sequence[Line]
    line: Line
    wrap: Wrap
    headed: bool
    first: Siblings
    following: Siblings

    @property
    def opening(self) -> Sequence[Line]:
        """The paragraph's first lines: enough to judge what it is, however long it grows."""
        return self.group[:OPENING]

    @property
    def last(self) -> Line:
        """The paragraph's last line."""
        return self.group[-1]

    @property
    def full(self) -> bool:
        """Whether there was no room for the following line on the last one."""
        return self.wrap.full(self.last, self.line)


def continues(joint: Joint) -> bool:
    """Whether a line goes on with the paragraph before it: the first rule that knows decides."""
    return next((answer for rule in RULES if (answer := rule(joint)) is not None), False)


def _set_apart(joint: Joint) -> bool | None:
    """Table rows, headings that the file marks, and bullets stand for themselves."""
    line, last = joint.line, joint.last
    return False if line.row or last.row or line.level or last.level or line.bullet else None


def _in_other_print(joint: Joint) -> bool | None:
    """Keep what stands above a report (a running head, a letterhead) apart from its title, which is larger."""
    smaller, larger = sorted((joint.last.size, joint.line.size))
    prose = joint.headed or any("，" in line.text for line in (*joint.opening, joint.line))
    return False if smaller and larger > LARGER * smaller and not prose else None


def _of_fields(joint: Joint) -> bool | None:
    """Keep a line of fields a record of its own, where the next is one too: an indicator a line, without a table."""
    before, behind = (FIELDS.search(line.text) for line in (joint.last, joint.line))
    long = before and len(COLON.findall(before.group())) >= FEWEST_FIELDS
    return False if long or (before and behind) else None


COLON = regex("[：:]")
FEWEST_FIELDS = 3
"""Fields that make a line a record, whatever stands below it."""


def _left_open(joint: Joint) -> bool | None:
    return True if joint.last.text[-1] in CONTINUES else None


def _in_figure(joint: Joint) -> bool | None:
    """Let prose that ends in a figure's middle go on; cells of a table that lost its form stay apart."""
    last, line = joint.last.text, joint.line.text
    if line[0] not in FIGURE_GOES_ON or joint.line.marker or _may_be_heading(joint) or not _is_prose(joint):
        return None
    alone = NUMBER.fullmatch(last) or NUMBER.fullmatch(line)
    return True if CUT_FIGURE.search(f"{last[-3:]}\n{line[:3]}") and not alone else None


def _indented(joint: Joint) -> bool | None:
    return False if joint.wrap.indents and joint.line.indented else None


def _numbered(joint: Joint) -> bool | None:
    """Decide that a number begins a paragraph, except in mid-sentence, out of any count."""
    if joint.line.marker is None:
        return None
    in_count = joint.following.before is not None or joint.following.same or joint.line.marker.number == 1
    return False if in_count or not joint.full or _ends(joint.last, TERMINAL) or joint.group[0].marker else None


def _finished(joint: Joint) -> bool | None:
    """Behind a stop a paragraph ends; behind ； and ： the sentence goes on, unless it is a heading."""
    if not _ends(joint.last, TERMINAL):
        return None
    if _ends(joint.last, SENTENCE_END):
        return joint.wrap.indents and joint.full
    if joint.last.text[-1] in "；;" or not _may_be_heading(joint):
        return True
    marker = joint.group[0].marker
    an_item = marker is not None and marker.style in ITEM_STYLES
    return joint.full and (an_item or joint.line.width <= SCRAP)


def _titled(joint: Joint) -> bool | None:
    """Let a line that ends as titles end be the end of one, in wrapped text only where it cannot be prose."""
    if joint.headed or any("，" in line.text for line in joint.opening):
        return None
    pattern = WHOLE_TITLE if joint.full else TITLE_END
    return False if pattern.search(joint.last.text) else None


def _wrapped(joint: Joint) -> bool | None:
    """In wrapped text a full line goes on, and so does prose that stops without a stop."""
    if not joint.wrap.width:
        return None
    if _may_be_heading(joint):
        return joint.full and not _is_whole_heading(joint)
    return joint.full or any("，" in line.text for line in joint.opening)


def _unwrapped(joint: Joint) -> bool | None:
    """Elsewhere a line without a stop was cut by a page's end, unless it is short or a heading."""
    if joint.last.width < SHORT_LINE and "，" not in joint.last.text:
        return False
    return not _may_be_heading(joint) or _among_items(joint.first)


Rule = Callable[[Joint], bool | None]
RULES: tuple[Rule, ...] = (
    _set_apart,
    _in_other_print,
    _of_fields,
    _left_open,
    _in_figure,
    _indented,
    _numbered,
    _finished,
    _titled,
    _wrapped,
    _unwrapped,
)


def _ends(line: Line, stops: str) -> bool:
    return line.text[-1] in stops or line.text.rstrip(CLOSERS)[-1:] in tuple(SENTENCE_END)


def _is_prose(joint: Joint) -> bool:
    return any(stop in line.text for line in joint.opening for stop in "，。；")


def _may_be_heading(joint: Joint) -> bool:
    """Whether the paragraph so far is numbered, short and without a whole sentence."""
    group = joint.opening
    return (
        group[0].marker is not None
        and sum(line.width for line in group) <= LONGEST_HEADING
        and not any(stop in line.text for line in group for stop in SENTENCE_END)
    )


def _is_whole_heading(joint: Joint) -> bool:
    """Whether a full line is a heading that just fills it: it ends as headings end, and a long line follows."""
    marker = joint.group[0].marker
    text = "".join(line.text for line in joint.opening)
    title = IN_BRACKETS.sub("", text[marker.length if marker else 0 :])
    lists = "" if marker and marker.style in STRONG else "、"
    plain = not any(stop in title for stop in "，；：" + lists)
    return plain and bool(HEADING_END.search(title)) and not _cut_off(joint)


def _cut_off(joint: Joint) -> bool:
    """Whether the line that follows looks like the rest of a heading: short and open, a scrap, or in mid-phrase."""
    line = joint.line
    short = not _ends(line, TERMINAL) and "：" not in line.text and not joint.wrap.reaches(line.width)
    return short or line.width <= SCRAP or line.text.startswith(GOES_ON)


def _among_items(around: Siblings) -> bool:
    """Whether the neighbours in the count are finished sentences: then this is one that a page's end cut."""
    near = around.before or around.behind
    return near is not None and near.text[-1] in ITEM_END
