"""How many posts are not filled: posts less the people in them, where a report states both side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from heshu.asking.computing.sums import sum_of
from heshu.asking.evidence.calculating import amount, calculation, places
from heshu.asking.evidence.compose import who
from heshu.asking.evidence.operands import MARKS, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.figures.units import OF_PEOPLE
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind

POSTS = regex(r"编制(?:数|人数|名额)?$")
FILLED = regex(r"实有|实际|在职|在编|在岗|现有")
STATED = regex(r"空编|缺编|空缺|空余|空着")
KIND = regex(r"行政|事业|参公|工勤|政法|专项|机关|后勤|地方|国家")
"""Kinds of posts that a question may name."""


def unfilled(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The posts of the kinds that a question names less the people in them; of all kinds where it names none.

    ``None`` where the report states how many are vacant; a refusal where it does not state both for each kind.
    """
    cards = solver.cards(query.a, where)
    if len(cards) != 1:
        return None
    figures, shelf = solver.library.figures(cards[0].id), solver.shelf(cards[0].id)
    if any(STATED.search(fold(figure.label)) for figure in figures):
        return None
    kinds = KIND.findall(MARKS.sub("", query.a))
    pairs = list(_pairs(figures, cards[0], shelf))
    chosen = [pair for pair in pairs if not kinds or any(kind in pair[0].figure.label for kind in kinds)]
    named = {kind for kind in kinds if any(kind in posts.figure.label for posts, _ in chosen)}
    every = sum(bool(POSTS.search(fold(figure.label))) for figure in figures if figure.kind is FigureKind.COUNT)
    if not kinds and every != len(pairs) and (whole := _of_all(figures, cards[0], shelf)):
        chosen = [whole]
    elif not chosen or named != set(kinds) or (not kinds and every != len(pairs)):
        return solver.missing(question, "空缺编制", cards[0])
    posts, people = [pair[0] for pair in chosen], [pair[1] for pair in chosen]
    return _said(solver, question, posts, people)


def _pairs(figures: Sequence[Figure], card: Card, shelf: Shelf) -> Iterator[tuple[Operand, Operand]]:
    """Posts, and the people in them: the next number of the same sentence."""
    ordered = sorted((f for f in figures if f.kind is FigureKind.COUNT), key=lambda f: (f.passage_id, f.start))
    for posts, people in pairwise(ordered):
        beside = posts.passage_id == people.passage_id and fold(posts.context) == fold(people.context)
        if beside and POSTS.search(fold(posts.label)) and FILLED.search(fold(people.label)):
            filled = _on_posts(people, figures, shelf)
            if filled:
                yield Operand(card, posts), Operand(card, filled)


WITHOUT_POST = regex(r"聘用|聘任|编外|合同|派遣|临时(?!救助|困难|生活)|劳务(?!输出|品牌)|外聘")
ON_POSTS = regex(r"编内|在编")
AMONG = regex(r"其中|包括|[包内]?含")
"""Words that say of people that they are part of those counted before."""


def _on_posts(people: Figure, figures: Sequence[Figure], shelf: Shelf) -> Figure | None:
    """The people, or those of them who fill posts, where the report parts them: 其中编内89人、聘用93人.

    ``None`` where hired hands are, or may be, among them and nothing says how many are not.
    """
    if ON_POSTS.search(fold(people.label)):
        return people
    others = [f for f in figures if f != people and f.kind is FigureKind.COUNT and f.unit in OF_PEOPLE]
    parts = [
        f
        for f in others
        if f.passage_id == people.passage_id and f.start > people.start and fold(f.context) == fold(people.context)
        and f.value <= people.value
    ]  # fmt: skip
    inside = [f for f in parts if ON_POSTS.search(fold(f.label))]
    if inside:
        return inside[0] if len(inside) == 1 else None
    hired = [f for f in others if WITHOUT_POST.search(fold(f.label)) and "上年" not in f.period]
    if any(f in parts and _is_among(people, parts[: parts.index(f) + 1], shelf) for f in hired):
        return None
    if KIND.search(fold(people.label)) or all(f in parts for f in hired):
        return people
    return _told_elsewhere(people, others, hired)


def _is_among(people: Figure, parts: Sequence[Figure], shelf: Shelf) -> bool:
    """Whether the last of some parts is of the people: they come to them with it, or words say so.

    It is not where the parts before it come to all of them: 100人，其中行政40人、事业60人，聘用12人.
    """
    sums = list(accumulate(part.value for part in parts))
    between = shelf.of[people.passage_id].text[people.end : parts[-1].start]
    return sums[-1] == people.value or (people.value not in sums and bool(AMONG.search(between)))


def _told_elsewhere(people: Figure, others: Sequence[Figure], hired: Sequence[Figure]) -> Figure | None:
    """Those on posts as another sentence counts them, where the hired hands beside them make up all people."""
    inside = [f for f in others if ON_POSTS.search(fold(f.label))]
    whole = [f for f in inside if any(f.value + one.value == people.value for one in hired)]
    return whole[0] if len({f.value for f in whole}) == 1 else None


ALL_POSTS = regex(r"(?:核定|批复|总|人员|部门|单位|全[局院校系馆委会]|机构)*编制(?:总?数|人数|名额)?")
ALL_IN_POST = regex(
    r"(?:年末|期末|现有|实有|实际|全[局院校系馆委会])*(?:在职|在编|在岗|实有)(?:在职|在编|在岗)?(?:教?职工|干部|人员|人数|总数)*"
)
"""What all the posts of a department, and all the people in them, are called."""


def _of_all(figures: Sequence[Figure], card: Card, shelf: Shelf) -> tuple[Operand, Operand] | None:
    """All posts and all people in them, each stated with one value, in whatever sentences."""
    here = [f for f in figures if f.kind is FigureKind.COUNT and not f.qualifier and "上年" not in f.period]
    posts = [f for f in here if ALL_POSTS.fullmatch(fold(f.label)) and f.unit in OF_PEOPLE | {"个"}]
    people = [f for f in here if ALL_IN_POST.fullmatch(fold(f.label)) and f.unit in OF_PEOPLE]
    people = [f for f in people if ON_POSTS.search(fold(f.label))] or people
    if len({f.value for f in posts}) != 1 or len({f.value for f in people}) != 1:
        return None
    filled = _on_posts(people[0], figures, shelf)
    return (Operand(card, posts[0]), Operand(card, filled)) if filled else None


def _said(solver: Solver, question: str, posts: Sequence[Operand], people: Sequence[Operand]) -> Answer:
    unit, operands = posts[0].unit, (*posts, *people)
    if len(posts) > 1:
        program = f"{sum_of(posts, unit)}, {sum_of(people, unit)}, subtract(#0, #1)"
    else:
        program = f"subtract({posts[0].value}, {people[0].value})"
    found, exact = calculation(program, unit, operands)
    said, value = amount(abs(exact), unit, places(operands), question)
    lead = f"{who(posts[0].card)}编制{'空缺' if exact >= 0 else '超出'}{said}（{found.expression}）。"
    return solver.answer(question, lead, operands, [value], [found])
