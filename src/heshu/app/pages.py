"""The chat page: the one door to Gradio.  What is seen comes from `show` and `frame`; here it is wired to events."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

# Gradio decides while it is imported whether it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI
from markupsafe import Markup

from heshu.app import frame, show
from heshu.app.show import Failure, Turn
from heshu.app.wording import Language, preferred, say
from heshu.errors import HeshuError
from heshu.records import Answer, Card, Passage

QUESTION_LIMIT = 500
TURNS_KEPT = 100
EXAMPLES = 6
AT_ONCE = 8

_HERE = Path(__file__).parent
_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")
_LOG = logging.getLogger(__name__)


class Shelf(Protocol):
    """What the page needs of the library."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """One card a report."""

    def passages(self, report: str, /) -> tuple[Passage, ...]:
        """Return the passages of a report, in order."""


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
Panes = tuple[Turns, Markup, Any]


# ---------------------------------------------------------------- what the events do


def opening(assistant: Asked, language: Language) -> tuple[Markup, ...]:
    """Draw the page afresh: heading, shelf, middle, question box, evidence."""
    shelf, middle = _corpus(assistant, language)
    return (
        frame.heading(language),
        frame.pane("shelf", language, shelf),
        middle,
        frame.composer(language),
        no_evidence(language),
    )


def _corpus(assistant: Asked, language: Language) -> tuple[Markup, Markup]:
    try:
        cards = assistant.library.cards
        body = frame.welcome(assistant.examples(EXAMPLES), language) if cards else frame.no_reports(language)
        return frame.shelf(cards, language), frame.log(language, body)
    except HeshuError as error:
        body = frame.trouble(_words(error, language))
        return frame.hint(say(language, "no_reports")), frame.log(language, body)


def no_evidence(language: Language) -> Markup:
    """Draw the evidence pane before anything is cited."""
    return frame.pane("evidence", language, frame.hint(say(language, "evidence_help")))


def asking(assistant: Asked, turns: Turns, sent: object, language: Language) -> Iterator[Panes]:
    """Draw the question at once and the answer when it is there.

    ``sent`` is what the browser sent, ``{"question": text, "reports": ids or None}``; nothing in it is trusted.
    """
    question, reports = _sent(sent)
    if not question:
        return
    yield turns, _talk([*turns, Turn(question)], language), gr.skip()
    answered = Turn(question, reply(assistant, turns, question, reports, language))
    turns = (*turns, answered)[-TURNS_KEPT:]
    yield turns, _talk(turns, language), _first_evidence(assistant, turns, language)


def _talk(turns: Sequence[Turn], language: Language) -> Markup:
    return frame.log(language, show.conversation(turns, language))


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
        reference = secrets.token_hex(4)
        _LOG.exception("reference %s: a question failed", reference)
        return Failure(say(language, "unexpected", reference=reference))


def opened(assistant: Asked, turns: Turns, sent: object, language: Language) -> Markup:
    """Draw the section behind a citation; ``sent`` is ``{"turn": place, "marker": n}`` from the browser."""
    place, marker = (sent.get("turn"), sent.get("marker")) if isinstance(sent, dict) else (None, None)
    given = turns[place].reply if isinstance(place, int) and 0 <= place < len(turns) else None
    citations = given.citations if isinstance(given, Answer) else ()
    cited = next((citation for citation in citations if citation.marker == marker), None)
    if cited is None or not isinstance(given, Answer) or not isinstance(place, int):
        return frame.pane("evidence", language, frame.hint(say(language, "citation_lost")))
    passages = _passages(assistant, cited.report_id)
    return frame.pane("evidence", language, show.evidence(place, given, cited.marker, passages, language))


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
    return opened(assistant, turns, {"turn": len(turns) - 1, "marker": last.citations[0].marker}, language)


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
    script = (_HERE / "page.js").read_text(encoding="utf-8")
    return gr.HTML(
        elem_id=f"heshu-{name}",
        apply_default_css=False,
        head=f"<script>{script}</script>",
        js_on_load=f"heshu.{name}(element, trigger, watch)",
    )


def build(assistant: Asked) -> gr.Blocks:
    """Build the page over an assistant.  Each visitor has a conversation of their own, kept in ``gr.State``."""
    page = gr.Blocks(title="核数 Heshu", analytics_enabled=False, fill_width=True)
    with page:
        turns = gr.State(())
        parts = [_part(name) for name in ("heading", "shelf", "talk", "composer", "evidence")]
        _wire(page, assistant, turns, parts)
    return page


def _wire(page: gr.Blocks, assistant: Asked, turns: gr.State, parts: list[gr.HTML]) -> None:
    heading, _, talk, composer, evidence = parts

    def load(request: gr.Request) -> tuple[Any, ...]:
        return ((), *opening(assistant, _language(request)))

    def ask(kept: Turns, event: gr.EventData, request: gr.Request) -> Iterator[Panes]:
        yield from asking(assistant, kept, event._data, _language(request))

    def open_citation(kept: Turns, event: gr.EventData, request: gr.Request) -> Markup:
        return opened(assistant, kept, event._data, _language(request))

    def start_anew(request: gr.Request) -> Panes:
        language = _language(request)
        return (), _corpus(assistant, language)[1], no_evidence(language)

    panes = [turns, talk, evidence]
    _on(page.load, load, None, [turns, *parts])
    _on([composer.submit, talk.submit], ask, turns, panes)
    _on([talk.select, evidence.select], open_citation, turns, evidence, trigger_mode="always_last")
    _on(heading.click, start_anew, None, panes)


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


def application(assistant: Asked) -> FastAPI:
    """Return the page as an ASGI application, without documentation of an interface, uploads or a record of runs."""
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    gr.mount_gradio_app(
        outer,
        build(assistant),
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
