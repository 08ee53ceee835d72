"""Check the sample corpus against the real reports that its facts come from.

    python eval/samples/check.py REAL_REPORTS_DIR [--corpus corpus] [--show 18]

For each sample: the longest run of Chinese characters that it shares with any real report (everything that is not
a Chinese character removed first, so that punctuation does not break a run), the runs longer than ``--show``, and
the real report's figures that the sample lacks.  Exits with 1 when a run reaches 30 characters or a figure is
missing.  The real reports are not part of the project.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdfium2  # type: ignore[import-untyped]
from bs4 import BeautifulSoup
from docx.table import Table

LIMIT = 30
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?[%万个项件名次人篇期分年月日号家届小]?")
PAGE_NUMBER = re.compile(r"^\s*-?\s*\d+\s*-?\s*$", re.MULTILINE)

SAMPLES = {
    "党政办公室2023年度整体支出绩效自评报告.docx": "party-gov-office-2023",
    "广州市委办公厅2023年度部门整体支出绩效自评报告.pdf": "gz-party-office-2023",
    "广州市委组织部2023年度部门整体支出绩效自评报告.txt": "gz-organization-dept-2023",
    "广州市南沙区委办公室2023年度部门整体支出绩效自评报告.md": "nansha-party-office-2023",
    "广州市花都区政府办公室2023年度部门整体支出绩效自评报告.html": "huadu-gov-office-2023",
}


def plain(path: Path) -> str:
    """Read a text file."""
    return path.read_text("utf-8")


def word(path: Path) -> str:
    """Take a Word file's paragraphs and table cells in their order."""
    parts: list[str] = []
    for item in docx.Document(str(path)).iter_inner_content():
        parts += [c.text for r in item.rows for c in r.cells] if isinstance(item, Table) else [item.text]
    return "\n".join(parts)


def pdf(path: Path) -> str:
    """Take a PDF's text, page by page."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r\n", "\n")


def page(path: Path) -> str:
    """Take the text of a web page's content alone."""
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    return "\n".join(part.get_text() for part in soup.select("h1, #zoom"))


READERS: dict[str, Callable[[Path], str]] = {
    ".txt": plain,
    ".md": plain,
    ".docx": word,
    ".pdf": pdf,
    ".html": page,
}


def han(text: str) -> str:
    """Keep Chinese characters alone."""
    return re.sub(r"[^\u3400-\u9fff]", "", text)


def figures(text: str) -> set[str]:
    """Collect a text's figures, each with the unit's first character where one follows."""
    lines = PAGE_NUMBER.sub("", unicodedata.normalize("NFKC", text))
    return set(FIGURE.findall(re.sub(r"(?<![\d\s])\s+|\s+(?![\d\s])", "", lines.replace("\\%", "%"))))


def lacking(wanted: set[str], held: set[str]) -> list[str]:
    """List the wanted figures that are not held; one without a unit is held with any."""
    bare = {re.sub(r"\D$", "", figure) for figure in held}
    return sorted(figure for figure in wanted - held if not (figure[-1].isdigit() and figure in bare))


def shared_runs(ours: str, theirs: list[str], over: int) -> Iterator[str]:
    """Yield the runs of ``ours`` longer than ``over`` that stand in one of ``theirs`` too, leftmost longest."""
    start = 0
    while start + over < len(ours):
        end = start + over + 1
        while end <= len(ours) and any(ours[start:end] in text for text in theirs):
            end += 1
        run = ours[start : end - 1]
        if len(run) > over:
            yield run
        start += max(1, len(run) - over)


def main() -> int:
    """Print each sample's runs and missing figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parents[2] / "corpus")
    parser.add_argument("--show", type=int, default=18)
    options = parser.parse_args()
    real = {path.stem: plain(path) for path in sorted(options.reports.glob("*.txt"))}
    failed = False
    for name, stem in SAMPLES.items():
        text = READERS[Path(name).suffix](options.corpus / name)
        runs = sorted(shared_runs(han(text), [han(other) for other in real.values()], options.show), key=len)
        missing = lacking(figures(real[stem]), figures(text))
        added = lacking(figures(text), figures(real[stem]))
        longest = len(runs[-1]) if runs else options.show
        failed |= longest >= LIMIT or bool(missing)
        print(f"{name}: {len(figures(text))} figures, missing {missing}, added {added}; longest shared run {longest}")
        for run in runs:
            print(f"    {len(run)} {run}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
