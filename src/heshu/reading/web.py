"""Web pages (.html, .htm): the article and nothing that stands around it, one line a paragraph.

A published report stands between menus, counters of views and links to other pages, whose numbers must not be
found as the report's.  So: what is never content goes, blocks of links go, and of what is left the smallest element
that holds nearly all the words is the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement

from heshu.errors import DamagedFile, NoText
from heshu.patterns import regex
from heshu.reading.builder import Builder, aligned
from heshu.reading.encodings import decode
from heshu.reading.site_words import BESIDE, PART_OF_REPORT, SITE_BLOCK, SiteLines
from heshu.reading.typed import write_lines
from heshu.records import Extracted

NEVER = (
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "canvas", "audio", "video"),
    *("button", "select", "input", "textarea", "nav", "aside", "del", "s", "strike"),
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PARTS = frozenset(("p", "li", "dd", "dt", "caption", "pre", "figcaption", "summary", *HEADINGS))
CONTAINERS = frozenset(
    {"address", "article", "blockquote", "body", "center", "details", "div", "dl", "fieldset", "figure", "footer"}
    | {"form", "header", "hr", "html", "main", "ol", "section", "ul"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
BLOCKS = PARTS | CONTAINERS
HIDDEN_STYLE = regex(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
XML_DECLARATION = regex(r"^\s*<\?xml[^>]*\?>")
CHARSET = regex(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
TITLE_SUFFIX = regex(r"\s*[_|]|\s+[-–—]+\s+|[-–—]{2}")

OF_PAGES = ("header", "footer")
"""Titles under which LibreOffice saves what stands on every page of a document."""

LINK_SHARE, FEWEST_LINKS = 0.6, 3
MOST_DROPPED = 0.4
NEARLY_ALL = 0.75
WIDEST_SPAN = 200
WIDEST = 2_000
"""Columns that cells from above may take up together."""
SHORTEST_TITLE = 6
LONGEST_CELL = 400
FEWEST_ROWS = 2
SHORTEST_PART = 60
DEEPEST = 250


def read(data: bytes) -> Extracted:
    """Read the bytes of a web page.  Raises `DamagedFile` where they are no text, `NoText` where there is none."""
    declared = CHARSET.search(data[:4096])
    text, warnings = decode(data, declared[1].decode("ascii") if declared else "")
    extracted = _extracted(_soup(text), warnings)
    if not extracted.text.strip():
        raise NoText(
            "网页里没有正文，可能内容由脚本加载或只有图片。请用浏览器打开后另存为 PDF 再读。",
            "There is no text in the page: scripts load it, or it is pictures. Save it as PDF from a browser.",
        )
    return extracted


def table_rows(markup: str) -> list[list[str]]:
    """Return the cells of one HTML table, row by row, all rows equally long; what spans several columns stands once."""
    table = _soup(markup).find("table")
    return _grid(_rows(table)) if isinstance(table, Tag) else []


def _soup(text: str) -> BeautifulSoup:
    """Parse a page.  With a doctype in front, text that looks like an address or like XML is still a page."""
    soup = BeautifulSoup("<!DOCTYPE html>\n" + XML_DECLARATION.sub("", text), "lxml")
    depths = {id(soup): 0}
    for tag in soup.find_all(True):
        depths[id(tag)] = depths[id(tag.parent)] + 1
    if max(depths.values()) > DEEPEST:
        raise DamagedFile(
            "网页的嵌套层数异常，无法读取。请用浏览器打开后另存为 PDF 再读。",
            "The page nests too deeply. Open it in a browser and save it as PDF.",
        )
    return soup


def _extracted(soup: BeautifulSoup, warnings: tuple[str, ...]) -> Extracted:
    page_title = _line(soup.title) if soup.title else ""
    body = soup.body or soup
    _drop_surroundings(body)
    article = _article(body)
    title = _title_beside(article, body, page_title)
    if not title and not article.find(list(HEADINGS)):
        title = TITLE_SUFFIX.split(page_title)[0]
    writer = _Writer()
    if title not in _line(article):
        writer.builder.line(title, 1)
    writer.walk(article)
    writer.flush()
    return writer.builder.extracted(paragraphs_whole=True, warnings=warnings)


# ---------------------------------------------------------------- the article


def _drop_surroundings(body: Tag) -> None:
    """Take out of the page what is not the article, nothing that holds a large part of the words."""
    for tag in body.find_all(NEVER):
        tag.decompose()
    free, linked = _weights(body)
    most = MOST_DROPPED * free[id(body)]
    for tag in body.find_all(True):
        inside, total = free[id(tag)], free[id(tag)] + linked[id(tag)]
        if inside <= most and _stands_beside(tag, linked[id(tag)] / max(total, 1)):
            tag.extract()


def _stands_beside(tag: Tag, link_share: float) -> bool:
    if tag.has_attr("hidden") or HIDDEN_STYLE.search(_attribute(tag, "style")) or _attribute(tag, "title") in OF_PAGES:
        return True
    if tag.name not in CONTAINERS - {"tr", "tbody", "thead", "td", "th"}:
        return False
    if tag.name in {"footer", "form"} or (tag.name == "header" and not tag.find_parent(["article", "main"])):
        return True
    if link_share > LINK_SHARE and len(tag.find_all("a", limit=FEWEST_LINKS)) == FEWEST_LINKS:
        return True
    named = BESIDE.search(f"{_attribute(tag, 'class')} {_attribute(tag, 'id')}")
    return bool(named or SITE_BLOCK.match(_first_words(tag)))


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name) or ""
    return value if isinstance(value, str) else " ".join(value)


def _weights(body: Tag) -> tuple[Counter[int], Counter[int]]:
    """Return, by the identity of each tag, how many characters stand in it outside of links, and within."""
    free, linked = Counter[int](), Counter[int]()
    for text in _texts(body):
        around = list(text.parents)
        weights = linked if any(tag.name == "a" for tag in around) else free
        weights.update(dict.fromkeys(map(id, around), len("".join(text.split()))))
    return free, linked


def _article(body: Tag) -> Tag:
    """Return the smallest container that holds nearly all the words of each container around it.

    None is entered that leaves a part of the report outside: parts may stand in containers side by side.
    """
    at, (weights, _) = body, _weights(body)
    while True:
        children = [child for child in at.find_all(True, recursive=False) if child.name in CONTAINERS]
        heaviest = max(children, key=lambda child: weights[id(child)], default=None)
        if heaviest is None or _is_data_table(heaviest) or weights[id(heaviest)] < NEARLY_ALL * weights[id(at)]:
            return at
        others = (child for child in children if child is not heaviest and weights[id(child)] >= SHORTEST_PART)
        if any(PART_OF_REPORT.match(_first_words(child)) for child in others):
            return at
        at = heaviest


def _first_words(tag: Tag) -> str:
    return next((text.strip() for text in _texts(tag) if text.strip()), "")


def _title_beside(article: Tag, body: Tag, page_title: str) -> str:
    """Return the title that stands outside of the article: an ``h1``, or a block that the page's title repeats."""
    if article.find("h1"):
        return ""
    about = {id(tag) for tag in (article, *article.parents, *article.find_all(True))}
    outside = [tag for tag in body.find_all(list(BLOCKS)) if id(tag) not in about]
    heads = [_line(tag) for tag in outside if tag.name == "h1"]
    repeated = [line for line in map(_line, outside) if len(line) >= SHORTEST_TITLE and line in page_title]
    return (heads[-1:] or sorted(repeated, key=len)[-1:] or [""])[0]


# ---------------------------------------------------------------- words


def _texts(tag: Tag) -> Iterator[NavigableString]:
    """Yield the strings of a tag that are text: no comments, no declarations."""
    for text in tag.descendants:
        if type(text) in {NavigableString, CData}:
            yield text  # type: ignore[misc]


def _line(tag: Tag) -> str:
    return _tidy("".join(_texts(tag)))


def _tidy(text: str) -> str:
    """Collapse white space as a browser does, except that a line break of the source inside Chinese is nothing."""
    text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]+\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text)
    return " ".join(text.split())


# ---------------------------------------------------------------- lines and tables


class _Writer:
    """Goes through an article and writes its lines, headings and tables."""

    def __init__(self) -> None:
        self.builder = Builder()
        self._inline: list[str] = []
        self._site = SiteLines()

    def walk(self, tag: Tag) -> None:
        """Write what stands in a tag; words at its end wait for `flush`, since more may follow on their line."""
        for child in tag.children:
            if isinstance(child, Tag):
                self._tag(child)
            elif type(child) in {NavigableString, CData}:
                self._inline.append(str(child))

    def flush(self) -> None:
        """End the line."""
        line = _tidy("".join(self._inline))
        self._inline = []
        if not self._site.holds(line):
            self.builder.line(line)

    def _tag(self, tag: Tag) -> None:
        if tag.name == "sup":
            self._inline.append(_raised("".join(self._inline[-1:]), _line(tag)))
        elif tag.name == "br":
            self.flush()
        elif tag.name not in BLOCKS:
            self.walk(tag)
        else:
            self.flush()
            self._block(tag)

    def _block(self, tag: Tag) -> None:
        if tag.name in HEADINGS:
            self.builder.line(_line(tag), HEADINGS[tag.name])
        elif tag.name == "pre":
            self._lines(tag)
        elif _is_data_table(tag):
            for caption in tag.find_all("caption"):
                self.builder.line(_line(caption))
            self.builder.table(_grid(_rows(tag)))
        elif tag.name == "table":
            self._scaffold(tag)
        else:
            self.walk(tag)
            self.flush()

    def _lines(self, tag: Tag) -> None:
        """Write a text whose line breaks are its own."""
        lines = "".join(_texts(tag)).splitlines()
        write_lines(self.builder, [line.rstrip() for line in lines if not self._site.holds(" ".join(line.split()))])

    def _scaffold(self, tag: Tag) -> None:
        """Write a table that holds parts of the page or other tables; its plain rows are one of data if they can be."""
        for scaffold, rows in groupby(
            _rows(tag), key=lambda row: any(map(_is_part, row)) and not _names_a_small_table(row)
        ):
            cells = list(rows)
            if not scaffold and _has_columns(cells):
                self.builder.table(_grid(cells))
                continue
            for cell in chain.from_iterable(cells):
                self.walk(cell)
                self.flush()


def _raised(before: str, raised: str) -> str:
    """Return raised words; a number raised behind a number is a power, and must not run into it."""
    return f"^{raised}" if raised[:1].isdigit() and before[-1:].isdigit() else raised


def _is_data_table(tag: Tag) -> bool:
    """Say whether a table has columns of its own, and is no scaffold that puts parts of the page side by side."""
    if tag.name != "table" or tag.find(["table", *HEADINGS]):
        return False
    longest = max((len(_line(cell)) for row in _rows(tag) for cell in row), default=0)
    scaffold = longest > max(LONGEST_CELL, len(_line(tag)) // 2)
    return not scaffold and any(len(row) > 1 for row in _rows(tag))


def _is_part(cell: Tag) -> bool:
    """Say whether a cell holds a part of the page rather than a word or a number."""
    return cell.find(["table", *HEADINGS]) is not None or len(_line(cell)) > LONGEST_CELL


def _names_a_small_table(row: Sequence[Tag]) -> bool:
    """Say whether a row goes on as one of its table: beside small tables of two columns it has a name and more."""
    inner = [table for cell in row for table in cell.find_all("table")]
    beside = [cell for cell in row if not _is_part(cell) and _line(cell)]
    small = all(len(cells) <= 2 for table in inner for cells in _rows(table))
    return bool(inner) and len(beside) > 1 and small and all(len(_line(cell)) <= LONGEST_CELL for cell in row)


def _has_columns(rows: Sequence[Sequence[Tag]]) -> bool:
    return sum(len(row) > 1 for row in rows) >= FEWEST_ROWS


def _rows(table: Tag) -> list[list[Tag]]:
    """Return the cells of each row, not those of the tables inside."""
    own = (row for row in table.find_all("tr") if row.find_parent("table") is table)
    return [row.find_all(["td", "th"], recursive=False) for row in own]


def _grid(rows: Iterable[list[Tag]]) -> list[list[str]]:
    """Return the texts of the cells, one a column: what spans several has its text where it begins."""
    placed: list[dict[int, str]] = []
    reach: dict[int, int] = {}  # column -> rows, this one included, that a cell from above takes up
    width = 0
    for row in rows:
        texts, column = dict[int, str](), 0
        for cell in row:
            while reach.get(column):
                column += 1
            texts[column] = _cell_text(cell)
            reach |= dict.fromkeys(range(column, column + _extent(cell, "colspan")), _extent(cell, "rowspan"))
            column += _extent(cell, "colspan")
        width = max([width, *(at + 1 for at in reach)])
        below = {at: rows_left - 1 for at, rows_left in reach.items() if rows_left > 1}
        reach = below if len(below) <= WIDEST else {}
        placed.append(texts)
    return aligned(placed, width)


def _cell_text(cell: Tag) -> str:
    """Return a cell's words; its blocks and line breaks are set apart by a space."""
    pieces: list[str] = []
    for node in cell.descendants:
        if isinstance(node, Tag):
            if node.name == "br" or node.name in BLOCKS:
                pieces.append(" ")
        elif type(node) in {NavigableString, CData}:
            pieces.append(_raised("".join(pieces[-1:]), str(node)) if _is_raised(node) else str(node))
    return _tidy("".join(pieces))


def _is_raised(text: PageElement) -> bool:
    return text.parent is not None and text.parent.name == "sup"


def _extent(cell: Tag, name: str) -> int:
    written = _attribute(cell, name).strip()
    return min(max(int(written), 1), WIDEST_SPAN) if written.isdecimal() else 1
