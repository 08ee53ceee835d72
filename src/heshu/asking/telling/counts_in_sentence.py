"""Numbers that a question about one report asks for in words around those of one sentence: 建农田时打了多少机井.

A clerk says more than a label does (做自评的时候, 建农田时) and says it with other verbs.  What a question names still
stands in the sentence or over it: each of its characters does, but for those that carry speech.  One that does not
(省级, 男, 水井) names something else, and nothing is told; the label decides which number of the sentence is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from heshu.asking.evidence.aims import is_target
from heshu.asking.evidence.excerpts import sentence_spans
from heshu.asking.evidence.fitting import of_year, same_measures
from heshu.asking.evidence.neighbours import POST
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.wording.terms import DENIES, content, matter
from heshu.figures.units import MEASURES, MONEY
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Figure, FigureKind, Passage, PassageKind

CLAUSES = regex(r"[,，;；?？。!！]+")
HOW_MANY = regex(
    rf"(?:一共|总共|大概|大约|分别|有|是|为|了)*(?:多少|几)(?P<unit>[百千万亿]*(?:元|块?钱|块|{MEASURES}))?"
)
OTHERWISE = regex(
    r"[和与跟及、加][^,，]*(?:一共|总共|共)(?:是|有|为)?(?:多少|几)|百分|几成|比例|比重|占|率|倍|[上去前]年|同比|增长|增加|减少|下降|提高|涨|哪|谁|为什么|为何|怎么|吗|对不对|是不是|如果|假如|平均|人均|每|各|合计|一起"
    r"|相差|差(?:多少|几)|比|剩|余|没|未|空缺|缺|(?:目标|计划|预算|任务)(?:值|数)?(?:是|为|有|定|要|应)*(?:多少|几)|得分|几分|多少分|扣"
)
"""What asks for something else than numbers as they stand."""
SPEECH = regex(
    r"一共|总共|总计|的?时候|期间|过程中?|当中|里面?|其中|表示|觉得|认为|做|搞|弄|打(?!击|造|假|非)|建了?|办了?|开了?|人员|人数|数量|一年|全年|当年|这一年|年里|一下|请问|告诉"
    r"|部门|单位|报告|说|写|提到|用了?|花了?|来|去|到|给|让|被|把|对|向|上|下|中|时|共|还|又|也|就|才|只|都|人"
)
"""Words around a number that name nothing of their own."""
LEAST, HALF, MOST = 2, 0.5, 0.75
"""Characters that a question has to name at least; shares of its words that a sentence, and a label, must hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number that is asked for: the characters that name it, those behind its measure word, and the measure."""

    words: str
    thing: str
    unit: str
    denies: frozenset[str]


def parts_of(text: str) -> list[Part]:
    """What each clause of a (folded) question asks; nothing where one asks otherwise than how many."""
    found: list[Part] = []
    before = ""
    for clause in filter(None, CLAUSES.split(text)):
        if OTHERWISE.search(clause) or len(HOW_MANY.findall(clause)) > 1:
            return []
        asked = HOW_MANY.search(clause)
        if asked is None:
            before += clause
            continue
        words = "".join(content(fold(SPEECH.sub(" ", HOW_MANY.sub(" ", f"{before} {clause}")))))
        thing = "".join(content(fold(SPEECH.sub(" ", clause[asked.end() :]))))
        found.append(Part(words, thing, asked["unit"] or "", frozenset(DENIES & set(clause))))
        before = ""
    return [] if before and content(SPEECH.sub(" ", before)) else found


def figures(text: str, shelf: Shelf) -> tuple[Figure, ...]:
    """The numbers of the one sentence of a report that a question asks for; empty where none or more say them."""
    parts = parts_of(text)
    words = matter(char for part in parts for char in part.words)
    if not parts or len(matter(parts[0].words)) < LEAST:
        return ()
    found: dict[tuple[tuple[str, str], ...], tuple[Figure, ...]] = {}
    for passage in shelf.readable:
        if passage.kind is PassageKind.TABLE_ROW or not words <= set(_around(passage, shelf)):
            continue
        for chosen in _in_sentences(passage, parts, words, shelf):
            if POST.search(text) or not any(POST.search(figure.label) for figure in chosen):
                found.setdefault(tuple((str(f.value.normalize()), f.unit) for f in chosen), chosen)
    return next(iter(found.values())) if len(found) == 1 else ()


def _around(passage: Passage, shelf: Shelf) -> str:
    return unspaced(shelf.folded[passage.id]) + "".join(map(fold, passage.path))


def _in_sentences(
    passage: Passage, parts: Sequence[Part], words: Set[str], shelf: Shelf
) -> Iterator[tuple[Figure, ...]]:
    over = "".join(map(fold, passage.path))
    for span in sentence_spans(passage):
        text = unspaced(shelf.folded[passage.id][span.start : span.end])
        if not words <= set(text + over) or not all(_named(part.words, text) for part in parts[:1]):
            continue
        here = shelf.figures_in(passage.id, span)
        here = [f for f in here if f.kind is not FigureKind.DATE and not is_target(f, shelf) and not f.qualifier]
        chosen = [one for part in parts if (one := _meant(part, here, shelf))]
        if len(chosen) == len({f.start for f in chosen}) == len(parts):
            yield tuple(chosen)


def _named(words: str, text: str) -> bool:
    """Whether a sentence holds a word of a question as a word: two of its characters in a row, most of them so."""
    runs = [words[at : at + 2] for at in range(len(words) - 1)]
    return sum(run in text for run in runs) >= HALF * len(runs)


def _meant(part: Part, here: Sequence[Figure], shelf: Shelf) -> Figure | None:
    """The number of a sentence whose label holds most of what a part names, and nearly all of it."""
    own, every = matter(part.thing or part.words), matter(part.words)
    making = {str((shelf.year or 0) + 1) + "年"}  # 2025年2月走访18个村: when the report was made
    fitting = [f for f in here if _fits(part, f) and (of_year(f, shelf) or {f.period} == making)]
    labels = [(set(fold(f.label)), f) for f in fitting]
    labels = [(label, f) for label, f in labels if len(every & label) >= HALF * len(matter(label))]  # 葡萄、草莓等基地
    scored = [((len(own & label), len(every & label)), f) for label, f in labels if DENIES & label <= part.denies | own]
    top = max((score for score, _ in scored), default=(0, 0))
    best = [f for score, f in scored if score == top]
    return best[0] if len(best) == 1 and top[0] >= MOST * len(own) else None


def _fits(part: Part, figure: Figure) -> bool:
    if part.unit in ("钱", "块", "块钱") or part.unit in MONEY:
        return figure.kind is FigureKind.AMOUNT
    if part.unit:
        return same_measures(figure.unit, part.unit)
    return figure.kind in (FigureKind.COUNT, FigureKind.AMOUNT)
