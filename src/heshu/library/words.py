"""The word index (tantivy): passages by their characters, character pairs, figures and Latin words.

Single characters and their pairs need no dictionary and beat jieba's words on Chinese questions.  tantivy gets
finished tokens joined by spaces, and queries built by hand, so no question can be a syntax error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from heshu.errors import DamagedIndex
from heshu.folding import fold
from heshu.library.links import link_tree
from heshu.patterns import regex

if TYPE_CHECKING:
    import tantivy

_HAN = r"々〇\u2e80-\u2fdf\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# Circled, raised and broken digits are letters to Python's \w, and marks to a reader.
_MARKS = "²³¹¼-¾⁰-₉⅐-↋①-⓿❶-➓"
_TOKEN = regex(
    rf"(?P<han>[{_HAN}]+)"
    r"|(?P<figure>(?>\d+(?:[.,]\d+)*))(?P<sign>%?)(?![a-z])"
    rf"|(?P<word>(?:(?![{_HAN}{_MARKS}])[^\W_])+)"
)
# Layout puts spaces between two characters of one word; as tokens they stand together.
_GAP = regex(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_GROUPED = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SCHEMA = (("id", True, "raw", "basic"), ("report", False, "raw", "basic"), ("body", False, "whitespace", "freq"))
_HEAP = 64_000_000


def tokens(text: str) -> list[str]:
    """List what of ``text`` is searched, in order: 预算率99.48% gives 预 预算 算 算率 率 99.48 99.48%.

    Figures are whole and without thousands separators, a per cent also with its sign; full width, case and
    traditional forms are folded; punctuation is left out.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(_GAP.sub("", fold(text))):
        if run := match["han"]:
            rest = run[1:]
            found.append(run[0])
            found.extend(chain.from_iterable(zip(map(add, run, rest), rest, strict=True)))
        elif figure := match["figure"]:
            found.extend(_figure(figure, match["sign"]))
        else:
            found.append(match["word"])
    return found


def _figure(figure: str, sign: str) -> Iterator[str]:
    """``1,234.5`` is one figure, ``2022,2023`` are two; the sign belongs to the last."""
    numbers = [figure.replace(",", "")] if _GROUPED.fullmatch(figure) else figure.split(",")
    yield from numbers
    if sign:
        yield numbers[-1] + sign


def build_words(
    folder: Path, rows: Iterable[tuple[str, str, str]], former: Path | None = None, lost: Collection[str] = ()
) -> None:
    """Write the index of ``rows`` (passage id, report id, text with its headings) to ``folder``, made if missing.

    The rows of the index in ``former`` are taken over as they stand, but for those of the reports ``lost``.  The
    folder must not hold an index yet: `DamagedIndex` if it does, or if it cannot be written.
    """
    try:
        index = _new(folder) if former is None else _taken(former, folder)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        for report in sorted(lost):
            writer.delete_documents_by_term("report", report)
        for passage, report, text in rows:
            writer.add_document(_document(passage, report, text))
        writer.commit()
        writer.wait_merging_threads()
    except (ValueError, OSError) as error:
        raise DamagedIndex(
            f"写不了文字索引 {folder}:{error}。请检查磁盘空间和权限后重建索引。",
            f"cannot write the word index {folder}: {error}; check disk space and permissions, then rebuild",
        ) from error


def _new(folder: Path) -> tantivy.Index:
    import tantivy  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    if tantivy.Index.exists(str(folder)):
        raise ValueError("it holds an index already")
    return tantivy.Index(_schema(), path=str(folder))


def _taken(former: Path, folder: Path) -> tantivy.Index:
    """Take an index over: tantivy never writes to a file of a segment again, only to its lists of them."""
    import tantivy  # noqa: PLC0415

    link_tree(former, folder, lambda name: name.endswith(".json"), lambda name: name.endswith(".lock"))
    return tantivy.Index.open(str(folder))


def _document(passage: str, report: str, text: str) -> tantivy.Document:
    import tantivy  # noqa: PLC0415

    return tantivy.Document(id=[passage], report=[report], body=[" ".join(tokens(text))])


def _schema() -> tantivy.Schema:
    import tantivy  # noqa: PLC0415

    builder = tantivy.SchemaBuilder()
    for name, stored, tokenizer, option in _SCHEMA:
        builder.add_text_field(name, stored=stored, tokenizer_name=tokenizer, index_option=option)
    return builder.build()


class Words:
    """An opened word index; it sees what was there when it was opened."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in ``folder``.  Raises `DamagedIndex` where there is none or it is not whole."""
        import tantivy  # noqa: PLC0415

        try:
            return cls(tantivy.Index.open(str(folder)))
        except (ValueError, OSError) as error:
            raise DamagedIndex(
                f"文字索引 {folder} 打不开:{error}。请重建索引。",
                f"the word index {folder} cannot be opened: {error}; rebuild the index",
            ) from error

    def search(self, query: str, limit: int, reports: Collection[str] | None = None) -> list[tuple[str, float]]:
        """Find the ``limit`` best passages as (id, BM25 score > 0), best first.

        With ``reports`` only passages of these reports are looked at.  A query without a token finds nothing.
        """
        wanted = Counter(tokens(query))
        if not wanted or limit < 1 or (reports is not None and not reports):
            return []
        found = self._searcher.search(self._query(wanted, reports), limit, count=False)
        return [(self._searcher.doc(address)["id"][0], float(score)) for score, address in found.hits]

    def _query(self, wanted: Counter[str], reports: Collection[str] | None) -> tantivy.Query:
        from tantivy import Occur, Query  # noqa: PLC0415

        schema = self._index.schema
        terms = [
            (Occur.Should, Query.boost_query(Query.term_query(schema, "body", token, "freq"), float(count)))
            for token, count in wanted.items()
        ]
        words = Query.boolean_query(terms)
        if reports is None:
            return words
        within = Query.const_score_query(Query.term_set_query(schema, "report", sorted(reports)), 0.0)
        return Query.boolean_query([(Occur.Must, words), (Occur.Must, within)])

    def containing(self, words: str) -> list[str]:
        """List the ids of all passages that hold every token of some words, in no order."""
        from tantivy import Occur, Query  # noqa: PLC0415

        wanted = dict.fromkeys(tokens(words))
        if not wanted:
            return []
        terms = [(Occur.Must, Query.term_query(self._index.schema, "body", token, "freq")) for token in wanted]
        found = self._searcher.search(Query.boolean_query(terms), max(len(self), 1), count=False)
        return [str(self._searcher.doc(address)["id"][0]) for _, address in found.hits]

    def holding(self, token: str) -> int:
        """How many passages hold a token: a character, a pair, a whole figure or a Latin word, folded."""
        from tantivy import Query  # noqa: PLC0415

        query = Query.term_query(self._index.schema, "body", token, "freq")
        found: Any = self._searcher.search(query, 1, count=True)
        return int(found.count)

    def ids(self) -> list[str]:
        """List every passage's id, in no order."""
        from tantivy import Query  # noqa: PLC0415

        found = self._searcher.search(Query.all_query(), max(len(self), 1), count=False)
        return [str(self._searcher.doc(address)["id"][0]) for _, address in found.hits]

    def __len__(self) -> int:
        """How many passages there are."""
        return int(self._searcher.num_docs)
