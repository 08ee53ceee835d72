"""What the page's scripts send while people work: questions, citations to open, the audit.

A question is one request and one answer, without Gradio's queue, which takes many times as long as the answer does.
"""

from __future__ import annotations

from asyncio import Semaphore
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse

from heshu.app import parts, talk
from heshu.app.desk import ROOT, language_of, own_page
from heshu.app.kept import Seal
from heshu.app.opened import Wanted, audited, opened
from heshu.app.precedence import Precedence
from heshu.app.reception import overloaded
from heshu.errors import HeshuError
from heshu.records import Answer

AT_ONCE = 24
"""Questions that have a thread; more wait for one."""
WAITING = 100
"""Questions that wait for a thread; one more is told so."""
SUGGESTED_AT_ONCE = 8

Sent = Annotated[dict[str, Any], Body()]


def talk_desk(assistant: parts.Asked, seal: Seal) -> APIRouter:
    """Give the routes; each takes and gives JSON, HTML by the part of the page where it goes."""
    router = APIRouter(prefix=ROOT, dependencies=[Depends(own_page)])
    first, answers, suggestions = Precedence(), Line(AT_ONCE, WAITING), Line(SUGGESTED_AT_ONCE, WAITING)

    @router.post("/ask")
    async def ask(request: Request, sent: Sent) -> JSONResponse:
        asked, language = talk.question(sent), language_of(request)
        with first.answering():
            if answers.full:
                return JSONResponse(talk.refused(assistant, seal, asked, overloaded(), language))
            return await answers.threaded(lambda: talk.answered(assistant, seal, asked, language))

    @router.post("/next")
    async def offer(request: Request, sent: Sent) -> JSONResponse:
        turn, asked, language = seal.turn(sent.get("turn")), talk.question(sent), language_of(request)
        if suggestions.full:
            return JSONResponse({"next": ""})
        return await suggestions.threaded(lambda: talk.offered(assistant, turn, asked, first, language))

    @router.post("/turns")
    def go_on(request: Request, sent: Sent) -> JSONResponse:
        kept = sent.get("turns")
        turns = kept if isinstance(kept, list) else ()
        return JSONResponse(talk.going_on(assistant, seal, turns, language_of(request)))

    @router.post("/evidence")
    def evidence(request: Request, sent: Sent) -> JSONResponse:
        return JSONResponse({"evidence": opened(assistant, _wanted(seal, sent), language_of(request))})

    @router.post("/audit")
    def audit(request: Request, sent: Sent) -> JSONResponse:
        view, section = audited(assistant, talk.chosen(sent), str(sent.get("report") or ""), language_of(request))
        return JSONResponse({"audit": view, "evidence": section})

    @router.get("/shelf")
    def shelf(request: Request) -> HTMLResponse:
        return HTMLResponse(parts.shelf(assistant, language_of(request)))

    return router


class Line:
    """Work that waits for a thread: who waits for an answer takes none from other requests."""

    def __init__(self, places: int, waiting: int) -> None:
        self._places = Semaphore(places)
        self._most, self._inside = places + waiting, 0

    @property
    def full(self) -> bool:
        """Whether no more should wait."""
        return self._inside >= self._most

    async def threaded(self, work: Callable[[], talk.Drawn]) -> JSONResponse:
        """Work in a thread as soon as there is a place."""
        self._inside += 1
        try:
            async with self._places:
                return JSONResponse(await run_in_threadpool(work))
        finally:
            self._inside -= 1


def _wanted(seal: Seal, sent: dict[str, Any]) -> Wanted:
    of, marker, kept = sent.get("of"), sent.get("marker"), sent.get("turn")
    try:
        answer = seal.turn(kept).reply if kept else None
    except HeshuError:
        answer = None
    return Wanted(
        of if isinstance(of, str) else "",
        marker if isinstance(marker, int) else 0,
        answer if isinstance(answer, Answer) else None,
    )
