"""A conversation, one question at a time: what the browser sends, and what it gets to draw.

The server remembers no conversation.  The browser holds the turns, each with its seal (`heshu.app.kept`); it sends the
earlier questions with a new one, and a turn whole where something is wanted of its answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from heshu.app import frame, opened, show
from heshu.app.kept import Seal
from heshu.app.parts import Asked, model, no_evidence, welcome, words
from heshu.app.precedence import Precedence
from heshu.app.show import Failure, Turn
from heshu.app.suggest import following
from heshu.app.trouble import logged
from heshu.app.visitors import visiting
from heshu.app.wording import Language, say
from heshu.errors import HeshuError
from heshu.records import Answer

QUESTION_LIMIT = 500
TURNS_KEPT = 100
PATIENCE = 3.0
"""Seconds for which suggestions wait while others are answered."""

Drawn = dict[str, str]
"""What the browser draws, by the part of the page where it goes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the browser sent it; nothing in it is trusted.

    ``history`` holds the earlier ones that were answered, ``reports`` the ids to ask (``None``: all), ``place`` the
    number of its turn from 0, ``told`` where the page says that a language model sees it.
    """

    text: str
    history: tuple[str, ...] = ()
    reports: frozenset[str] | None = None
    place: int = 0
    told: str = ""


def question(sent: Mapping[str, Any]) -> Question:
    """Read a question; what is missing or of another kind is left out."""
    history, place = sent.get("history"), sent.get("place")
    return Question(
        str(sent.get("question") or "").strip(),
        tuple(str(one)[:QUESTION_LIMIT] for one in history[-TURNS_KEPT:]) if isinstance(history, list) else (),
        chosen(sent),
        place if isinstance(place, int) and 0 <= place < 10**9 else 0,
        str(sent.get("told") or ""),
    )


def chosen(sent: Mapping[str, Any]) -> frozenset[str] | None:
    """Read the ids of the reports that are asked or audited; ``None`` for all."""
    reports = sent.get("reports")
    return frozenset(str(id_) for id_ in reports) if isinstance(reports, list) else None


def answered(assistant: Asked, seal: Seal, asked: Question, language: Language) -> Drawn:
    """Ask, and draw the turn and the section behind its first citation.

    Where the page does not say yet where a language model will see the question, nothing is asked: it gets what says
    so, and sends the question again.
    """
    place = model(assistant)
    if place and place != asked.told:
        return {"pending": show.pending(language, place)}
    return _drawn(assistant, seal, asked, reply(assistant, asked, language), language)


def refused(assistant: Asked, seal: Seal, asked: Question, error: HeshuError, language: Language) -> Drawn:
    """Draw the turn of a question that is not asked, with the reason."""
    return _drawn(assistant, seal, asked, Failure(words(error, language)), language)


def _drawn(assistant: Asked, seal: Seal, asked: Question, given: Answer | Failure, language: Language) -> Drawn:
    turn = Turn(asked.text, given)
    return {
        "turn": show.one_turn(asked.place, turn, seal.kept(turn), language),
        "evidence": opened.first(assistant, asked.place, given, language),
    }


def reply(assistant: Asked, asked: Question, language: Language) -> Answer | Failure:
    """Ask, and put into words whatever goes wrong; what nobody foresaw is logged under a reference."""
    if len(asked.text) > QUESTION_LIMIT:
        return Failure(say(language, "too_long", limit=QUESTION_LIMIT, length=len(asked.text)))
    if asked.reports is not None and not asked.reports:
        return Failure(say(language, "no_choice"))
    try:
        reports = _there(assistant, asked.reports)
        if reports is not None and not reports:
            return Failure(say(language, "stale"))
        return assistant.ask(asked.text, asked.history, reports)
    except HeshuError as error:
        return Failure(words(error, language))
    except Exception:
        return Failure(say(language, "unexpected", reference=logged("a question failed")))


def _there(assistant: Asked, reports: frozenset[str] | None) -> frozenset[str] | None:
    """Leave out the reports that have left the index."""
    return None if reports is None else reports & {card.id for card in assistant.library.cards}


def offered(assistant: Asked, turn: Turn, asked: Question, first: Precedence, language: Language) -> Drawn:
    """Draw what could be asked after a turn, once nobody waits for an answer; nothing where that fails.

    ``asked.history`` holds the questions of the conversation, that of the turn last.
    """
    if not isinstance(turn.reply, Answer):
        return {"next": ""}
    try:
        with first.suggesting(PATIENCE) as time, visiting(None):
            free = partial(first.free, PATIENCE)
            questions = following(assistant, turn.reply, asked.history, asked.reports, free) if time else ()
    except Exception:
        logged("no suggestions")
        questions = ()
    return {"next": show.offered(questions, language)}


def going_on(assistant: Asked, seal: Seal, kept: Sequence[object], language: Language) -> Drawn:
    """Draw a conversation that the browser kept, oldest first; where nothing was asked yet, what could be."""
    try:
        turns = seal.turns(kept[-TURNS_KEPT:])
    except HeshuError as error:
        return {"talk": frame.trouble(words(error, language)), "evidence": no_evidence(language)}
    if not turns:
        return {"talk": welcome(assistant, language), "evidence": no_evidence(language)}
    last = len(turns) - 1
    drawn = (show.one_turn(place, turn, seal.kept(turn), language) for place, turn in enumerate(turns))
    return {
        "talk": Markup("").join(drawn),
        "evidence": opened.first(assistant, last, turns[last].reply, language),
    }
