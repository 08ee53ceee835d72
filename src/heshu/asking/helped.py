"""Where a language model helps: a question that was not understood is tried once more as the model understands it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from heshu.asking.conversation.followup import resolve
from heshu.asking.guess import LISTED, Puzzle, fits, puzzle, touches
from heshu.asking.planning.plan import plan
from heshu.asking.planning.scope import scope
from heshu.asking.wording.question import understand
from heshu.glossary import glossary
from heshu.records import Answer, Status

if TYPE_CHECKING:
    from heshu.asking.answering import Reader
    from heshu.asking.writer import Writer


def understood(  # noqa: PLR0917
    writer: Writer,
    reader: Reader,
    refused: Answer,
    question: str,
    history: Sequence[str],
    reports: Collection[str] | None,
) -> Answer:
    """Answer a refused question as the model understands it, and say so; the refusal where that leads nowhere.

    A guess without any of the user's words is offered and not answered: the reports may just not say what was asked.
    """
    if refused.status is not Status.REFUSED:
        return refused
    of = _puzzle(reader, question, history, reports)
    meant = writer.guess(of) if of else ""
    if of is None or not meant:
        return refused
    answer = reader.answer(meant, (), reports)
    if not fits(answer, of):
        return refused
    if not touches(meant, of):
        return replace(refused, text=f"{refused.text}\n您是不是想问：{meant}？")
    return replace(answer, text=f"{answer.text}（语言模型把问题理解为“{meant}”）", question=question)


def _puzzle(reader: Reader, question: str, history: Sequence[str], reports: Collection[str] | None) -> Puzzle | None:
    resolved, _ = resolve(question, history, reader.gazetteer)
    asked = understand(resolved)
    where = scope(asked.text, reader.gazetteer, reports, english=asked.english)
    cards = [reader.library.card_of[report] for report in where.reports]
    labels: dict[str, None] = {}
    for card in cards:
        labels |= dict.fromkeys(figure.label for figure in reader.library.figures(card.id))
        if len(labels) >= LISTED:
            break
    return puzzle(resolved, plan(asked, where, glossary()), cards, tuple(labels))
