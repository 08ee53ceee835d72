"""A conversation as a document: each question, its answer, its calculations, and every quote with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heshu.app.documents import Block, Document, Grid, Heading, Paragraph, Quote
from heshu.app.show import Failure, Turn, place_of, with_unit
from heshu.app.wording import Language, say
from heshu.records import Answer, Calculation, Status, Verdict


def transcript(title: str, turns: Iterable[Turn], language: Language, time: str) -> Document:
    """Write a conversation; ``time`` says when it was taken out."""
    foot = Paragraph(f"{say(language, 'exported_from', time=time)} {say(language, 'exported_note')}")
    return (Heading(title), *(block for turn in turns for block in _turn(turn, language)), foot)


def _turn(turn: Turn, language: Language) -> Iterator[Block]:
    yield Heading(turn.question, 2)
    if isinstance(turn.reply, Answer):
        yield from _answer(turn.reply, language)
    elif isinstance(turn.reply, Failure):
        yield Paragraph(turn.reply.message, say(language, "failed"))


def _answer(given: Answer, language: Language) -> Iterator[Block]:
    label = "" if given.status is Status.ANSWERED else say(language, given.status.value)
    yield Paragraph(given.text, label)
    if given.calculations:
        heads = tuple(say(language, key) for key in ("calculations", "audit_formula", "audit_stated"))
        yield Grid(heads, tuple(_sum(made, language) for made in given.calculations))
    for citation in given.citations:
        yield Quote(f"[{citation.marker}] {citation.shown}", place_of(citation, language))


def _sum(made: Calculation, language: Language) -> tuple[str, ...]:
    stated = with_unit(made.stated, made.unit) if made.stated and made.verdict is not Verdict.COMPUTED else ""
    formula = f"{made.expression} = {with_unit(made.result, made.unit)}"
    return say(language, made.verdict.value), formula, stated
