"""What the page's scripts send while people work: questions, citations to open, the audit.

A question is one request and one answer, without Gradio's queue, which takes many times as long as the answer does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import HTMLResponse, JSONResponse

from heshu.app import parts, talk
from heshu.app.desk import ROOT, language_of, own_page
from heshu.app.kept import Seal
from heshu.app.opened import Wanted, audited, opened
from heshu.app.precedence import Precedence
from heshu.errors import HeshuError
from heshu.records import Answer

AT_ONCE = 24
"""Questions that have a thread; more wait for one."""
SUGGESTED_AT_ONCE = 8

Sent = Annotated[dict[str, Any], Body()]


def talk_desk(assistant: parts.Asked, seal: Seal) -> APIRouter:
    """Give the routes; each takes and gives JSON, HTML by the part of the page where it goes."""
    router = APIRouter(prefix=ROOT, dependencies=[Depends(own_page)])
    first, answering, suggesting = Precedence(), _threads(AT_ONCE), _threads(SUGGESTED_AT_ONCE)

    @router.post("/ask")
    async def ask(request: Request, sent: Sent) -> JSONResponse:
        asked, language = talk.question(sent), language_of(request)
        with first.answering():
            return JSONResponse(await answering(lambda: talk.answered(assistant, seal, asked, language)))

    @router.post("/next")
    async def offer(request: Request, sent: Sent) -> JSONResponse:
        turn, asked, language = seal.turn(sent.get("turn")), talk.question(sent), language_of(request)
        return JSONResponse(await suggesting(lambda: talk.offered(assistant, turn, asked, first, language)))

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


def _threads(count: int) -> Callable[[Callable[[], talk.Drawn]], Any]:
    """Give what works in a thread, ``count`` at once: those who wait for an answer take no thread from others."""
    limiter: list[CapacityLimiter] = []

    async def working(work: Callable[[], talk.Drawn]) -> talk.Drawn:
        if not limiter:  # made where the loop runs
            limiter.append(CapacityLimiter(count))
        return await run_sync(work, limiter=limiter[0])

    return working


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
