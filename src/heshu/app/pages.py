"""The chat page: the one door to Gradio.  What is seen comes from `show` and `frame`; here it is wired to events."""

from __future__ import annotations

import logging
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

# Gradio decides while it is imported whether it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI
from markupsafe import Markup

from heshu.app import compare, findings, frame, show
from heshu.app.desk import index_of, serve_desk
from heshu.app.kept import Seal
from heshu.app.login import USER
from heshu.app.model_kept import Models
from heshu.app.papers import Papers, serve_papers, sheets
from heshu.app.precedence import Precedence
from heshu.app.show import Failure, Turn
from heshu.app.suggest import following
from heshu.app.visitors import Visitor, visiting, who
from heshu.app.wording import Language, preferred, say
from heshu.asking.checkup import Reports, checkup
from heshu.errors import HeshuError
from heshu.library.library import Library
from heshu.records import Answer, Card, Passage, Unread, Verdict

QUESTION_LIMIT = 500
TURNS_KEPT = 100
EXAMPLES = 6
NAMES_KEPT = 32
AT_ONCE = 24
"""Events of one kind at once; most of them wait for their time to suggest something."""
PATIENCE = 3.0
"""Seconds for which suggestions wait while others are answered."""
PARTS = ("heading", "shelf", "talk", "composer", "audit", "evidence", "corpus", "talks", "compare")
SCRIPTS = ("files.js", "talks.js", "foot.js", "compare.js", "page.js")

_HERE = Path(__file__).parent
_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_ORIGIN = re.compile(r"(?:turn|check:(?P<report>[^:]+)):(?P<number>\d{1,9})")
"""Whose citation the browser asks for, as `show.origin` and `findings.origin` write it."""
_CELL = re.compile(r"cell:(?P<report>[^:]+):(?P<figure>.{1,60})")
_FIRST = Precedence()
_NOBODY = Visitor(door="page")
_LOG = logging.getLogger(__name__)


class Shelf(Reports, Papers, Protocol):
    """What the page needs of the library."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """One card a report."""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The files that were not read."""


class Asked(Protocol):
    """What the page needs of the assistant; methods may be called from several threads at once."""

    @property
    def library(self) -> Shelf:
        """The library that is asked."""

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        """Answer a question, given the earlier ones and the ids of the reports to ask (``None``: all)."""

    def examples(self, limit: int = 6) -> list[str]:
        """Return questions drawn from the corpus."""


Turns = tuple[Turn, ...]
Drawn = tuple[Turn, Language, Markup]
"""A turn that is not the last one, and what it looks like in a language."""
Panes = tuple[Any, Any]


@dataclass(slots=True)
class Conversation:
    """A visitor's turns.  It changes in place: an answer that comes after ``anew`` finds another ``number``."""

    turns: Turns = ()
    number: int = 0
    sent: str = ""
    """How the browser named what was taken last."""
    drawn: tuple[Drawn, ...] = ()
    """The turns but the last, as they were drawn last."""
    _names: tuple[str, ...] = ()

    def takes(self, sent: object) -> bool:
        """Say whether something was not sent before, by the name that the browser gave it, and remember it."""
        name = str(sent.get("name") or "")[:64] if isinstance(sent, dict) else ""
        if name and name in self._names:
            return False
        self.sent, self._names = name, (*self._names, name)[-NAMES_KEPT:]
        return True

    def anew(self, turns: Turns = ()) -> None:
        """Go on from ``turns``, and forget any answer that is still being made."""
        self.turns = turns[-TURNS_KEPT:]
        self.number += 1


# ---------------------------------------------------------------- what the events do


def opening(assistant: Asked, language: Language, user: str = "", *, settings: bool = False) -> tuple[Markup, ...]:
    """Draw the page afresh, in the order of `PARTS`; ``settings`` offers the way to the language model's."""
    shelf, middle = _corpus(assistant, language)
    return (
        frame.heading(language, user),
        frame.pane("shelf", language, shelf),
        middle,
        frame.composer(language, _model(assistant), settings=settings),
        findings.pending(language),
        no_evidence(language),
        Markup("<div data-corpus></div>"),
        frame.talks(language, user),
        Markup('<div data-compare data-failed="{}"></div>').format(say(language, "compare_failed")),
    )


def _model(assistant: Asked) -> str:
    """Say where a language model sees questions and quotes; empty where there is none."""
    writer = getattr(assistant, "writer", None)
    return str(writer.place) if writer else ""


def _corpus(assistant: Asked, language: Language, sent: str = "") -> tuple[Markup, Markup]:
    try:
        library = assistant.library
        cards = library.cards
        body = frame.welcome(assistant.examples(EXAMPLES), language) if cards else frame.no_reports(language)
        return frame.shelf(cards, library.unread, language), frame.log(language, body, sent)
    except HeshuError as error:
        body = frame.trouble(_words(error, language))
        return frame.hint(say(language, "no_reports")), frame.log(language, body, sent)


def no_evidence(language: Language, key: str = "evidence_help") -> Markup:
    """Draw the evidence pane before anything is cited."""
    return frame.pane("evidence", language, frame.hint(say(language, key)))


def asking(  # noqa: PLR0917
    assistant: Asked, seal: Seal, talk: Conversation, sent: object, language: Language, visitor: Visitor = _NOBODY
) -> Iterator[Panes]:
    """Draw the question at once, the answer when it is there, then what could be asked next.

    An answer that comes after the conversation was stopped or begun anew is dropped.  ``sent`` is what the browser
    sent, ``{"question": text, "reports": ids or None, "at": place or None, "name": text}``; nothing in it is trusted.
    ``at`` is the turn that the question replaces; ``name`` tells a question that was sent twice.
    """
    question, reports = _sent(sent)
    if not question or not talk.takes(sent):
        return
    at = sent.get("at") if isinstance(sent, dict) else None
    if isinstance(at, int) and 0 <= at < len(talk.turns):
        talk.anew(talk.turns[:at])
    number = talk.number
    yield _talk(seal, talk, language, Turn(question), goes=_model(assistant)), gr.skip()
    with _FIRST.answering(), visiting(visitor):
        answered = Turn(question, reply(assistant, talk.turns, question, reports, language))
    if talk.number != number:
        yield gr.skip(), gr.skip()
        return
    talk.turns = (*talk.turns, answered)[-TURNS_KEPT:]
    yield _talk(seal, talk, language), _first_evidence(assistant, talk.turns, language)
    next_ = _following(assistant, talk.turns, reports)
    if talk.number != number:  # Gradio sends what came last once more at the end, and it must not be the old turns
        yield gr.skip(), gr.skip()
    elif next_:
        yield _talk(seal, talk, language, next_=next_), gr.skip()


def _talk(
    seal: Seal,
    talk: Conversation,
    language: Language,
    pending: Turn | None = None,
    next_: Sequence[str] = (),
    *,
    goes: str = "",
) -> Markup:
    """Draw the conversation; ``goes`` is where a language model gets to see the question that is being answered.

    Only its end changes, so each turn before is drawn once.
    """
    last = len(talk.turns) - (pending is None)
    talk.drawn = tuple(_drawn(seal, talk, place, language) for place in range(last))
    turn, kept = (pending, "") if pending else (talk.turns[last], seal.kept(talk.turns[last]))
    end = show.one_turn(last, turn, kept, language, next_)
    body = Markup("").join((*(shown for *_, shown in talk.drawn), end))
    if goes:
        body += frame.hint(say(language, "model", place=goes))
    return frame.log(language, body, talk.sent)


def _drawn(seal: Seal, talk: Conversation, place: int, language: Language) -> Drawn:
    """Draw a turn that is not the last one; the same again where nothing of it has changed."""
    turn = talk.turns[place]
    if place < len(talk.drawn) and talk.drawn[place][0] is turn and talk.drawn[place][1] == language:
        return talk.drawn[place]
    return turn, language, show.one_turn(place, turn, seal.kept(turn), language, None)


def _following(assistant: Asked, turns: Turns, reports: frozenset[str] | None) -> tuple[str, ...]:
    """Give what could be asked next; nothing where that fails: it was not asked for."""
    last = turns[-1].reply
    if not isinstance(last, Answer):
        return ()
    asked = [turn.question for turn in turns if isinstance(turn.reply, Answer)]
    try:
        with _FIRST.suggesting(PATIENCE) as time, visiting(None):
            return following(assistant, last, asked, reports) if time else ()
    except Exception:
        _logged("no suggestions")
        return ()


def going_on(assistant: Asked, seal: Seal, talk: Conversation, sent: object, language: Language) -> Panes:
    """Draw a conversation that the browser kept; ``sent`` is ``{"turns": [kept]}``, oldest first."""
    if not talk.takes(sent):
        return gr.skip(), gr.skip()
    kept = sent.get("turns") if isinstance(sent, dict) else None
    try:
        turns = seal.turns(kept[-TURNS_KEPT:] if isinstance(kept, list) else ())
    except HeshuError as error:
        talk.anew()
        return frame.log(language, frame.trouble(_words(error, language)), talk.sent), no_evidence(language)
    talk.anew(turns)
    if not turns:
        return _corpus(assistant, language, talk.sent)[1], no_evidence(language)
    return _talk(seal, talk, language), _first_evidence(assistant, talk.turns, language)


def reply(
    assistant: Asked, turns: Turns, question: str, reports: frozenset[str] | None, language: Language
) -> Answer | Failure:
    """Ask, and put into words whatever goes wrong; what nobody foresaw is logged under a reference."""
    if len(question) > QUESTION_LIMIT:
        return Failure(say(language, "too_long", limit=QUESTION_LIMIT, length=len(question)))
    if reports is not None and not reports:
        return Failure(say(language, "no_choice"))
    history = [turn.question for turn in turns if isinstance(turn.reply, Answer)]
    try:
        if reports is not None:
            reports = reports & {card.id for card in assistant.library.cards}
            if not reports:
                return Failure(say(language, "stale"))
        return assistant.ask(question, history, reports)
    except HeshuError as error:
        return Failure(_words(error, language))
    except Exception:
        return Failure(say(language, "unexpected", reference=_logged("a question failed")))


def _logged(what: str) -> str:
    """Log the error at hand and return the reference under which the log has it."""
    reference = secrets.token_hex(4)
    _LOG.exception("reference %s: %s", reference, what)
    return reference


def opened(assistant: Asked, turns: Turns, sent: object, language: Language) -> Markup:
    """Draw the section behind a citation; ``sent`` is ``{"of": origin, "marker": n}`` from the browser.

    Without an origin the pane is emptied.
    """
    of, marker = (sent.get("of"), sent.get("marker")) if isinstance(sent, dict) else (None, None)
    if not isinstance(of, str):
        return no_evidence(language)
    given = _given(assistant, turns, of)
    cited = next((citation for citation in given.citations if citation.marker == marker), None) if given else None
    if given is None or cited is None:
        return no_evidence(language, "stale" if of.startswith("check:") else "citation_lost")
    passages = _passages(assistant, cited.report_id)
    paper = sheets(assistant.library, cited)
    body = show.evidence(of, given, cited.marker, passages, language, sheets=paper)
    return frame.pane("evidence", language, body)


def _given(assistant: Asked, turns: Turns, of: str) -> Answer | None:
    """Find the answer or the finding that an origin names; none where it is gone."""
    if cell := _CELL.fullmatch(of):
        return _cell(assistant, cell["report"], cell["figure"])
    named = _ORIGIN.fullmatch(of)
    if named is None:
        return None
    report, number = named["report"], int(named["number"])
    try:
        given = turns[number].reply if report is None else findings.answer(checkup(assistant.library, report)[number])
    except (HeshuError, KeyError, IndexError):
        return None
    return given if isinstance(given, Answer) else None


def _cell(assistant: Asked, report: str, figure: str) -> Answer | None:
    """Give what a report states of a figure, as the comparison shows it."""
    library = assistant.library
    cards = [card for card in library.cards if card.id == report]
    if not cards or not isinstance(library, Library):
        return None
    same = [card for card in library.cards if (card.department, card.year) == (cards[0].department, cards[0].year)]
    return compare.answer(compare.compare(library, [figure], [*cards, *(c for c in same if c not in cards)])[0], 0)


def _passages(assistant: Asked, report: str) -> tuple[Passage, ...]:
    """Fetch a report's passages; none where it has left the index since the answer was made."""
    try:
        return assistant.library.passages(report)
    except (HeshuError, KeyError):
        return ()


def _first_evidence(assistant: Asked, turns: Turns, language: Language) -> Markup:
    last = turns[-1].reply
    if not isinstance(last, Answer) or not last.citations:
        return no_evidence(language)
    sent = {"of": show.origin(len(turns) - 1), "marker": last.citations[0].marker}
    return opened(assistant, turns, sent, language)


def auditing(assistant: Asked, sent: object, language: Language) -> Panes:
    """Draw the audit and the section of its first finding; ``sent`` is ``{"reports": ids or None, "report": id}``.

    ``report`` is the one to show, empty for all of ``reports``.
    """
    try:
        return _audited(assistant, sent, language)
    except HeshuError as error:
        view = findings.trouble(language, _words(error, language))
    except Exception:
        view = findings.trouble(language, say(language, "audit_failed", reference=_logged("an audit failed")))
    return view, no_evidence(language)


def _audited(assistant: Asked, sent: object, language: Language) -> Panes:
    library, (_, chosen) = assistant.library, _sent(sent)
    cards = [card for card in library.cards if chosen is None or card.id in chosen]
    if not cards:
        key = "no_reports_help" if not library.cards else "stale" if chosen else "no_choice"
        return findings.trouble(language, say(language, key)), no_evidence(language)
    wanted = sent.get("report") if isinstance(sent, dict) else None
    report = next((card.id for card in cards if card.id == wanted), None)
    found = {card.id: checkup(library, card.id) for card in cards}
    first = next((of for of, one in findings.named(found, report) if one.verdict is Verdict.INCONSISTENT), None)
    evidence = opened(assistant, (), {"of": first, "marker": 1}, language) if first else None
    return findings.view(cards, found, report, language), evidence or no_evidence(language)


def _sent(sent: object) -> tuple[str, frozenset[str] | None]:
    if not isinstance(sent, dict):
        return "", None
    question, reports = sent.get("question"), sent.get("reports")
    chosen = frozenset(str(id_) for id_ in reports) if isinstance(reports, list) else None
    return (question.strip() if isinstance(question, str) else ""), chosen


def _words(error: HeshuError, language: Language) -> str:
    return error.english if language == "en" else error.message


# ---------------------------------------------------------------- the wiring


def _part(name: str) -> gr.HTML:
    scripts = "".join(f"<script>{(_HERE / file).read_text(encoding='utf-8')}</script>" for file in SCRIPTS)
    return gr.HTML(
        elem_id=f"heshu-{name}",
        apply_default_css=False,
        head=scripts,
        js_on_load=f"heshu.{name}(element, trigger, watch)",
    )


def build(assistant: Asked, seal: Seal | None = None, models: Models | None = None) -> gr.Blocks:
    """Build the page over an assistant.  Each visitor has a conversation of their own, kept in ``gr.State``."""
    page = gr.Blocks(title="核数 Heshu", analytics_enabled=False, fill_width=True)
    with page:
        conversation = gr.State(Conversation())
        parts = [_part(name) for name in PARTS]
        _wire(page, assistant, seal or Seal(), models, conversation, parts)
    return page


def _wire(  # noqa: PLR0917
    page: gr.Blocks,
    assistant: Asked,
    seal: Seal,
    models: Models | None,
    conversation: gr.State,
    parts: list[gr.HTML],
) -> None:
    heading, shelf, talk, composer, audit, evidence, corpus, talks, compared = parts

    def load(kept: Conversation, request: gr.Request) -> tuple[Any, ...]:
        kept.anew()
        user = _user(request)
        settings = models is not None and models.may_change(user or None)
        return opening(assistant, _language(request), user, settings=settings)

    def ask(kept: Conversation, event: gr.EventData, request: gr.Request) -> Iterator[Panes]:
        yield from asking(assistant, seal, kept, event._data, _language(request), _visitor(request))

    def open_citation(kept: Conversation, event: gr.EventData, request: gr.Request) -> Markup:
        return opened(assistant, kept.turns, event._data, _language(request))

    def check(event: gr.EventData, request: gr.Request) -> Panes:
        return auditing(assistant, event._data, _language(request))

    def reread(kept: Conversation, request: gr.Request) -> Panes:
        language = _language(request)
        body, middle = _corpus(assistant, language)
        return frame.pane("shelf", language, body), gr.skip() if kept.turns else middle

    def stop(kept: Conversation, event: gr.EventData, request: gr.Request) -> Any:
        if not kept.takes(event._data):
            return gr.skip()
        kept.anew(kept.turns)
        language = _language(request)
        return _talk(seal, kept, language) if kept.turns else _corpus(assistant, language, kept.sent)[1]

    def go_on(kept: Conversation, event: gr.EventData, request: gr.Request) -> Panes:
        return going_on(assistant, seal, kept, event._data, _language(request))

    def start_anew(kept: Conversation, event: gr.EventData, request: gr.Request) -> Panes:
        return going_on(assistant, seal, kept, event._data, _language(request))

    _on(page.load, load, conversation, parts)
    _on([composer.submit, talk.submit], ask, conversation, [talk, evidence])
    citations = [talk.select, audit.select, evidence.select, compared.select]
    _on(citations, open_citation, conversation, evidence, trigger_mode="always_last")
    _on(audit.submit, check, None, [audit, evidence], trigger_mode="always_last")
    _on(composer.stop, stop, conversation, talk)
    _on(talks.select, go_on, conversation, [talk, evidence], trigger_mode="always_last")
    _on(corpus.apply, reread, conversation, [shelf, talk])
    _on(heading.click, start_anew, conversation, [talk, evidence])


def _on(triggers: Any, call: Callable[..., Any], inputs: Any, outputs: Any, **options: Any) -> None:
    """Listen as this page always does: no public interface, no veil over the page, several people at once."""
    gr.on(
        triggers,
        call,
        inputs,
        outputs,
        api_visibility="private",
        show_progress="hidden",
        concurrency_limit=AT_ONCE,
        **options,
    )


def _language(request: gr.Request) -> Language:
    return preferred(request.headers.get("accept-language"))


def _user(request: gr.Request) -> str:
    """Name who is logged in; empty where nobody has to."""
    return str(request.request.scope.get(USER, "")) if request.request else ""


def _visitor(request: gr.Request) -> Visitor:
    """Name who is asking; Gradio answers in threads of its own, which know nothing of the request."""
    return Visitor(who(request.request.scope) if request.request else "", "page")


def application(assistant: Asked, models: Models | None = None) -> FastAPI:
    """Return the page as an ASGI application, without documentation of an interface, uploads or a record of runs."""
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    serve_papers(outer, assistant)
    index = index_of(assistant)
    seal = Seal(index)
    serve_desk(outer, assistant, seal, index)
    gr.mount_gradio_app(
        outer,
        build(assistant, seal, models),
        path="/",
        app_kwargs={"openapi_url": None, "docs_url": None, "redoc_url": None},
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        max_file_size="1kb",
        theme=gr.themes.Base(font=list(_FONTS), font_mono=["ui-monospace", "monospace"]),
        # As a style sheet of its own: `css=` would prefix every selector, and those in media queries differently.
        head=f"<style>{(_HERE / 'page.css').read_text(encoding='utf-8')}</style>",
    )
    return outer
