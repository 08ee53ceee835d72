"""The facts of the reports in `reports/`, and the check that each stands in its report's text.

``facts/<report>.json`` holds ``figures`` (label -> value, unit, the words in which it stands), ``texts``
(label -> words) and ``errors`` (the figures that the report states wrongly on purpose).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

HERE = Path(__file__).parent
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
PLAIN = {"元", "万元"}
"""Units that a citation need not hold: a table has them in its head."""
CELLS = {"td", "th"}
BLOCKS = {"p", "tr", "h1", "h2", "h3", "title"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a report: its value in its unit, and the words in which it stands."""

    label: str
    value: Decimal
    unit: str
    stands: str

    def written(self) -> str | None:
        """Give the figure as the report writes it, with its unit where that follows at once; None where it is not."""
        text = unicodedata.normalize("NFKC", self.stands)
        for match in NUMBER.finditer(text):
            if Decimal(match.group().replace(",", "")) == self.value:
                follows = self.unit not in PLAIN and text.startswith(self.unit, match.end())
                return match.group() + (self.unit if follows else "")
        return None


@dataclass(frozen=True, slots=True)
class Error:
    """A figure that its report states wrongly: its label, the expression of the right value, and why."""

    figure: str
    right: str
    why: str


@dataclass(frozen=True)
class Facts:
    """What is known of one report.  ``short`` names it in `asked/`, ``name`` must be in an answer that names it."""

    report: str
    short: str
    department: str
    name: str
    year: int
    figures: Mapping[str, Stated]
    texts: Mapping[str, str]
    errors: tuple[Error, ...]
    plain: str = ""
    """The plain text of a report that does not stand in `reports/`."""

    @cached_property
    def text(self) -> str:
        """Give the report's plain text, table rows as lines of cells."""
        return self.plain or truth(self.report)


def load(folder: Path = HERE / "facts") -> dict[str, Facts]:
    """Read all facts: short name -> facts."""
    return {facts.short: facts for facts in map(_facts, sorted(folder.glob("*.json")))}


def _facts(path: Path) -> Facts:
    held = json.loads(path.read_text("utf-8"), object_pairs_hook=_once)
    figures = {label: Stated(label, Decimal(value), unit, at) for label, (value, unit, at) in held["figures"].items()}
    errors = tuple(Error(**error) for error in held["errors"])
    return Facts(**{**held, "figures": figures, "errors": errors})


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a label that is given twice, of which JSON would keep the second."""
    keys = [key for key, _ in pairs]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"given twice: {', '.join(sorted(twice))}")
    return dict(pairs)


def faults(facts: Facts) -> Iterator[str]:
    """Yield a line for each fact that does not stand in the report's text, or whose words do not hold its value."""
    text = squeeze(facts.text)
    for figure in facts.figures.values():
        if squeeze(figure.stands) not in text:
            yield f"{facts.report}: {figure.label} does not stand in the text: {figure.stands}"
        if figure.written() is None:
            yield f"{facts.report}: {figure.label} is not {figure.value} in: {figure.stands}"
    for label, words in facts.texts.items():
        if squeeze(words) not in text:
            yield f"{facts.report}: {label} does not stand in the text: {words}"
    for error in facts.errors:
        if error.figure not in facts.figures:
            yield f"{facts.report}: the error {error.figure} is no figure"


def squeeze(text: str) -> str:
    """Drop white space and the bars of table rows, and fold full width."""
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFKC", text))


# ---------------------------------------------------------------- the reports as plain text


def truth(report: str) -> str:
    """Give the text of a report: its own, its Word file's source, or what a browser shows of its page."""
    source = HERE / "word" / f"{report}.txt"
    if source.exists():
        return "\n".join(map(plain_line, source.read_text("utf-8").splitlines()))
    path = next((HERE / "reports").glob(f"{report}.*"))
    text = path.read_text("utf-8")
    return page_text(text) if path.suffix == ".html" else text


def plain_line(line: str) -> str:
    """Give a line of a Word report's source as plain text: cells parted by tabs, headings without their marks."""
    return "\t".join(cell.strip() for cell in line.strip("|").split("|")) if line[:1] == "|" else line.lstrip("# ")


def page_text(markup: str) -> str:
    """Give the text of a web page, a line a block and a table row, with tabs between cells."""
    reader = _Page(convert_charrefs=True)
    reader.feed(markup)
    lines = (re.sub(r" *\t *", "\t", line).strip() for line in "".join(reader.pieces).splitlines())
    return "\n".join(filter(None, lines))


class _Page(HTMLParser):
    pieces: list[str]

    def reset(self) -> None:
        super().reset()
        self.pieces = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(re.sub(r"\s+", " ", data))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append("\t" if tag in CELLS else "\n" if tag in BLOCKS else "")
