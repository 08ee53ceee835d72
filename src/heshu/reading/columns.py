"""Tables that a plain text draws without marking them: columns set apart by spaces or tabs, bars without a rule.

Prose must never pass for a table, so a table needs a row of heads and directly below it two rows of numbers, with
as many cells as the heads (fewer only where what is empty shows by the columns' places).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heshu.patterns import regex
from heshu.reading.clean import width_of
from heshu.records import Span, TableRow

BAR = regex(r"(?<!\\)[|｜│┃]")
GAP = regex(r"[ \u3000]*\t[ \u3000]*|[ \u3000]{2,}|(?<=[\d%％])\u3000|\u3000(?=[-\d])")
"""What sets two cells apart; one full-width space only beside a number, for words are spaced out too (合　计)."""
EMPTY = regex(r"[-—–－/／\\*]*")
YEAR = regex(r"(?:19|20)\d\d\s*年?度?")
NUMBER = regex(
    r"[≥≤<>＞＜+\-－]?\s*(?:\d{1,3}(?: \d{3})+|\d[\d,，]*)(?:\.\d+)?"
    r"\s*(?:%|％|‰|[百千]?[万亿]?元|分|[个项件篇次人名场户家套台座公里亩天期倍万]{1,2})?"
)
WORD = regex(r"[\u4e00-\u9fffA-Za-z]")
SENTENCE = regex(r"[。；;！？!?]|(?<!其中)(?<!包括)[：:]|[，,](?!\d)")
"""Marks of prose: no head and no name of a row holds one."""
RULE = regex(r"[-=_|:+—–─━┄┈│┃├┤┼┌┐└┘┬┴┏┓┗┛┣┫┳┻╋\s]*")
BORDER = regex(r"\s*[┌┏╔+][-=─━═]+")
SPREAD_WORDS = frozenset(
    {"合计", "总计", "小计", "共计", "总分", "项目", "指标", "金额", "名称", "得分", "分值", "备注", "序号"}
)
"""Words that are spread over their column."""
WORDS = regex(r"[合总小共] 计|[^ \u3000\t]+")
NUMBERED_TITLE = regex(
    r"附?[表件]\s*[\d一二三四五六七八九十]+(?:[-—.－]\d+)*[:：]?|第[\d一二三四五六七八九十]+(?:部分|章|节)|\d(?:\.\d+)*[、.]?|[（(]?[一二三四五六七八九十]+[）)、.]"
)
"""The number of a table or a section before its title, set apart from it: it names no column."""
BRACKETED = regex(r"[（(][\u4e00-\u9fff]{2,12}[)）]")
TABLE_NUMBER = regex(r"附?[表图]\s*[\d一二三四五六七八九十]+(?:[-—–－.．]\d+)*[:：、]?")
"""What begins a caption, which spaces set apart from its title: 表2-1  预算执行情况（万元）."""
LONGEST_NAME = 30
LONGEST_CELL = 200
FEWEST_NUMBER_ROWS = 2
MOST_HEAD_ROWS = 3
"""Rows of words before the first of numbers: more are a list."""
FEWEST_WORD_COLUMNS = 3
"""A row without numbers counts as one from this many columns on: two words side by side may be a signature."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line cut into cells, ``barred`` by bars instead of white space."""

    line: Span
    cells: tuple[Span, ...]
    barred: bool


def drawn_tables(text: str, lines: Sequence[Span]) -> Iterator[tuple[int, tuple[TableRow, ...]]]:
    """Yield each table of ``lines`` (spans of ``text``): where its first line begins, and its rows, heads first.

    Blank lines and rules between rows do not count; a drawn border above the heads is the first line.
    """
    drawn = [_drawn(text, line) for line in lines if not RULE.fullmatch(text, *line)]
    borders = {below: line.start for line, below in pairwise(lines) if BORDER.match(text, *line)}
    at = 0
    while at < len(drawn):
        rows = _table(text, drawn, at) or _spaced_table(text, drawn, at)
        if rows:
            yield borders.get(drawn[at].line, drawn[at].line.start), rows
        at += max(len(rows), 1)


def _table(text: str, drawn: Sequence[Drawn], at: int) -> tuple[TableRow, ...]:
    """Return the rows of the table whose heads stand in line ``at``; none where no table begins there."""
    if not _are_heads(text, drawn[at]):
        return ()
    top = _widest(text, drawn, at)
    heads = _fitted(text, top, drawn[at])
    rows = [heads] if heads else []
    numbers, index = 0, at + 1
    while heads and index < len(drawn):
        if numbers and BRACKETED.fullmatch(text, *_inner(text, drawn[index].line)):
            index += 1  # the end of the name above it
            continue
        line, taken = _whole_line(text, top, drawn, index)
        row = _row(text, top, line) or (_lower_heads(text, top, line) if numbers == 0 else None)
        if row is None and index + 1 < len(drawn) and _numbered(text, _row(text, top, drawn[index + 1])):
            row = _group(text, top, line)
        if row is None or (numbers == 0 and len(rows) > MOST_HEAD_ROWS):
            break
        rows.append(row)
        numbers += _numbered(text, row)
        index += taken
    return tuple(rows) if numbers >= FEWEST_NUMBER_ROWS else ()


def _spaced_table(text: str, drawn: Sequence[Drawn], at: int) -> tuple[TableRow, ...]:
    """Return a table whose columns are set apart by one space alone, as programs that copy PDF files write them.

    Every line of it has as many words as the first, a name in front (behind its number) and numbers behind it.
    """
    heads = _words(text, drawn[at].line)
    if len(heads) < FEWEST_WORD_COLUMNS or not all(_is_name(text[slice(*word)]) for word in heads):
        return ()
    rows = [TableRow(heads)]
    for line in drawn[at + 1 :]:
        words = _words(text, line.line)
        written = [text[slice(*word)] for word in words]
        numbers = [bool(_is_number(word)) for word in written]
        first = 1 if written and written[0].isdigit() else 0
        if len(words) != len(heads) or not _is_name(written[first]) or sum(numbers[first:]) < FEWEST_NUMBER_ROWS:
            break
        rows.append(TableRow(words))
    return tuple(rows) if len(rows) > FEWEST_NUMBER_ROWS else ()


def _words(text: str, line: Span) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in WORDS.finditer(text, *line))


def _whole_line(text: str, top: Drawn, drawn: Sequence[Drawn], index: int) -> tuple[Drawn, int]:
    """Return the line of a row, and how many lines it takes: two where its name is broken behind its number."""
    first, second = drawn[index], drawn[index + 1] if index + 1 < len(drawn) else drawn[index]
    broken = len(first.cells) == 2 and not (first.barred or second.barred) and second is not first
    if not broken or len(second.cells) != len(top.cells) - 1 or len(top.cells) < FEWEST_WORD_COLUMNS:
        return first, 1
    number, name, rest = first.cells[0], first.cells[1], second.cells[0]
    if not text[slice(*number)].isdigit() or not all(_is_name(text[slice(*part)]) for part in (name, rest)):
        return first, 1
    whole = (number, Span(name.start, rest.end), *second.cells[1:])
    return Drawn(Span(first.line.start, second.line.end), whole, False), 2


def _widest(text: str, drawn: Sequence[Drawn], at: int) -> Drawn:
    """Return the line that shows all columns: the heads, or numbers close below where a head stands over several."""
    top = drawn[at]
    if top.barred or "\t" in text[slice(*top.line)]:
        return top
    below = (line for line in drawn[at + 1 : at + 1 + MOST_HEAD_ROWS] if line.cells and not line.barred)
    first = next((line for line in below if _is_number(text[slice(*line.cells[-1])])), top)
    return first if len(first.cells) > len(top.cells) else top


# ---------------------------------------------------------------- lines


def _inner(text: str, line: Span) -> Span:
    piece = text[line.start : line.end]
    return Span(line.start + len(piece) - len(piece.lstrip(" \u3000")), line.start + len(piece.rstrip()))


def _drawn(text: str, line: Span) -> Drawn:
    inner = _inner(text, line)
    bars = list(BAR.finditer(text, *inner))
    marks = bars or list(GAP.finditer(text, *inner))
    if not bars:
        marks = [mark for mark in marks if not _inside_word(text, inner, mark)]
    edges = [inner.start, *(edge for mark in marks for edge in mark.span()), inner.end]
    cells = [_stripped(text, *pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    if bars and bars[0].start() == inner.start:
        cells = cells[1:]
    if len(bars) > 1 and bars[-1].end() == inner.end:
        cells = cells[:-1]
    return Drawn(line, tuple(cells), bool(bars))


def _inside_word(text: str, line: Span, gap: re.Match[str]) -> bool:
    """Whether a gap only spreads a word of a table's heads or totals (合    计)."""
    return gap.start() > line.start and text[gap.start() - 1] + text[gap.end() : gap.end() + 1] in SPREAD_WORDS


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return Span(left, left + len(piece.strip())) if piece.strip() else Span(start, start)


def _is_number(written: str) -> bool:
    return bool(NUMBER.fullmatch(written)) and not YEAR.fullmatch(written)


def _is_name(written: str) -> bool:
    return 0 < len(written) <= LONGEST_NAME and bool(WORD.search(written)) and not SENTENCE.search(written)


def _are_heads(text: str, line: Drawn) -> bool:
    """Whether a line names at least two columns, the first one too, and holds no number.

    Between bars and tabs a head over several columns leaves cells empty.
    """
    words = [text[cell.start : cell.end] for cell in line.cells]
    named = [word for word in words if word]
    return (
        len(named) > 1
        and bool(words[0])
        and (line.barred or not TABLE_NUMBER.fullmatch(words[0]))
        and all(_is_name(word) or YEAR.fullmatch(word) for word in named)
        and not any(map(_is_number, words))
        and not (len(named) == 2 and NUMBERED_TITLE.fullmatch(named[0]))
    )


def _numbered(text: str, row: TableRow | None) -> bool:
    """Whether a row names something in one of the first two of its cells that are not empty, and numbers behind."""
    if row is None:
        return False
    words = [word for cell in row.cells if (word := text[cell.start : cell.end])]
    return any(map(_is_name, words[:2])) and any(map(_is_number, words[1:]))


def _row(text: str, top: Drawn, line: Drawn) -> TableRow | None:
    """Return a line as a row below the heads, or ``None`` where it is none."""
    words = [text[cell.start : cell.end] for cell in line.cells]
    if line.barred != top.barred or len(words) < 2 or any(len(word) > LONGEST_CELL for word in words):
        return None
    prose = [] if line.barred else [w for w in words if not (_is_number(w) or _is_name(w) or EMPTY.fullmatch(w))]
    if prose and not _noted(text, top, line, words, prose):
        return None
    row = _fitted(text, top, line)
    return row if _numbered(text, row) or len(words) == len(top.cells) >= FEWEST_WORD_COLUMNS else None


def _noted(text: str, top: Drawn, line: Drawn, words: Sequence[str], prose: Sequence[str]) -> bool:
    """Whether what reads like prose in a line is a note behind its numbers: 资产台账更新不及时，扣1分.

    The line has a cell for each head, and the note stands last; between tabs it may stand before others.
    """
    numbers = [place for place, word in enumerate(words) if _is_number(word)]
    whole = len(words) == len(top.cells) >= FEWEST_WORD_COLUMNS and bool(numbers)
    noted = words[numbers[0] + 1 :] if whole and "\t" in text[slice(*line.line)] else words[-1:]
    return whole and numbers[0] < len(words) - 1 and len(prose) <= 1 and prose[0] in noted


def _fitted(text: str, top: Drawn, line: Drawn) -> TableRow | None:
    """Return the cells of a line as a row as wide as the heads: empty ones may be missing behind tabs and spaces."""
    if line.barred and len(line.cells) < len(top.cells):
        line = _unframed(text, top, line)
    missing = len(top.cells) - len(line.cells)
    if missing == 0:
        return TableRow(line.cells)
    if missing < 0 or line.barred:
        return None
    if "\t" in text[slice(*line.line)]:
        return TableRow((*line.cells, *[Span(line.line.end, line.line.end)] * missing))
    return _placed(text, top, line)


def _unframed(text: str, top: Drawn, line: Drawn) -> Drawn:
    """Give a barred line the empty cells that its outer bars stand for, where the heads have none (``| | 机关``)."""
    (head, inner), cells = (_inner(text, one.line) for one in (top, line)), line.cells
    if BAR.match(text, inner.start) and not BAR.match(text, head.start):
        cells = (Span(inner.start, inner.start), *cells)
    if BAR.match(text, inner.end - 1) and not BAR.match(text, head.end - 1):
        cells = (*cells, Span(inner.end, inner.end))
    return Drawn(line.line, cells, True)


def _lower_heads(text: str, top: Drawn, line: Drawn) -> TableRow | None:
    """Return a line right below the heads that parts some of them (年初预算数, 调整预算数 below 预算数)."""
    words = [word for cell in line.cells if (word := text[cell.start : cell.end])]
    if line.barred != top.barred or len(words) < 2 or not all(_is_name(word) or YEAR.fullmatch(word) for word in words):
        return None
    return _fitted(text, top, line)


def _group(text: str, top: Drawn, line: Drawn) -> TableRow | None:
    """Return a line between two rows that only names the rows below it."""
    words = [text[cell.start : cell.end] for cell in line.cells if cell.end > cell.start]
    if line.barred != top.barred or len(words) != 1 or not _is_name(words[0]):
        return None
    end = line.line.end
    return TableRow((line.cells[0], *[Span(end, end)] * (len(top.cells) - 1)))


# ---------------------------------------------------------------- places


def _placed(text: str, top: Drawn, line: Drawn) -> TableRow | None:
    """Put the cells of a line with fewer than the heads below the heads that they stand under."""
    heads = [_place(text, top.line, cell) for cell in top.cells]
    at = [_nearest(heads, _place(text, line.line, cell)) for cell in line.cells]
    indented = text[line.line.start : line.cells[0].start].isspace()
    if (at[0] != 0 and not indented) or any(left >= right for left, right in pairwise(at)):
        return None
    row, end = [Span(line.line.end, line.line.end)] * len(heads), line.line.start
    for index in range(len(heads)):
        row[index] = line.cells[at.index(index)] if index in at else Span(end, end)
        end = row[index].end
    return TableRow(tuple(row))


def _place(text: str, line: Span, cell: Span) -> tuple[float, float]:
    """Return where a cell begins and ends, in Chinese characters from the line's start."""
    start = width_of(text[line.start : cell.start])
    return start, start + width_of(text[cell.start : cell.end])


def _nearest(heads: Sequence[tuple[float, float]], cell: tuple[float, float]) -> int:
    """Return the head that a cell shares an edge or the middle with most nearly."""

    def away(head: tuple[float, float]) -> float:
        return min(abs(head[0] - cell[0]), abs(head[1] - cell[1]), abs(sum(head) - sum(cell)) / 2)

    return min(range(len(heads)), key=lambda index: away(heads[index]))
