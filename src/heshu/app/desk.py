"""What the page's scripts fetch beside Gradio's own: the views of files, and what comes in and goes out as files.

Every address stands below ``/page/``.  What changes something wants a header that a page elsewhere cannot send.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Protocol
from urllib.parse import quote

from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import Markup

from heshu.app import audit_file, compare, comparing, corpus, visitors
from heshu.app.documents import Document
from heshu.app.feedback import note
from heshu.app.intake import LARGEST, Intake, Upload, too_large
from heshu.app.kept import Seal
from heshu.app.markdown_file import markdown
from heshu.app.show import Turn
from heshu.app.transcript import transcript
from heshu.app.wording import Language, preferred, say
from heshu.asking.checks.checkup import checkup
from heshu.errors import HeshuError
from heshu.library.library import Library
from heshu.records import Card

ROOT = "/page"
TURNS = 100
OWN = "x-heshu"
"""The header that the page's own scripts send; a form of another page cannot, and a script of one may not."""


class Desk(Protocol):
    """Where the library of the newest generation is had."""

    @property
    def library(self) -> Any:
        """The library."""


def own_page(request: Request) -> None:
    """Refuse what does not come from the page's own scripts."""
    if request.headers.get(OWN) != "page":
        raise HTTPException(403)


def language_of(request: Request) -> Language:
    """The language that the browser asks for."""
    return preferred(request.headers.get("accept-language"))


def who(request: Request) -> str:
    """Name who is asking: the user logged in, else the other machine's address; empty for this machine."""
    return visitors.who(request.scope)


def index_of(desk: Desk) -> Path | None:
    """Give the index folder; none where the library has none of its own."""
    library = desk.library
    return library.index if isinstance(library, Library) else None


def serve_desk(app: FastAPI, desk: Desk, seal: Seal, index: Path | None) -> None:
    """Let an application answer what the page's scripts fetch; without an index nothing comes in."""
    intake = Intake(index, desk.library.manifest.embedder) if index else None
    app.include_router(_files(desk, intake))
    app.include_router(_talks(seal, index))
    app.include_router(_tables(desk))
    app.add_exception_handler(HeshuError, _in_words)


async def _in_words(request: Request, error: Exception) -> Response:
    assert isinstance(error, HeshuError)
    words = error.english if language_of(request) == "en" else error.message
    return JSONResponse({"message": words}, status_code=413 if error.message == too_large().message else 400)


# ---------------------------------------------------------------- files


def _files(desk: Desk, intake: Intake | None) -> APIRouter:
    router = APIRouter(prefix=ROOT)

    @router.get("/corpus")
    def view(request: Request) -> HTMLResponse:
        return HTMLResponse(str(corpus_view(desk.library, intake, language_of(request))))

    @router.get("/state")
    def state(request: Request) -> dict[str, object]:
        now = _require(intake).state
        error = now.error and now.error[language_of(request) == "en"]
        return {"running": now.running, "done": now.done, "total": now.total, "name": now.name, "error": error}

    changing = APIRouter(dependencies=[Depends(own_page)])

    @changing.put("/files")
    async def take(request: Request, name: str) -> dict[str, str]:
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > LARGEST:
            raise too_large()
        upload = await _require(intake).take(name, who(request), request.stream())
        return {"file": upload.file}

    @changing.delete("/files")
    def remove(request: Request, name: str) -> dict[str, str]:
        _require(intake).remove(name, who(request))
        _require(intake).start()
        return {"file": name}

    @changing.post("/index")
    def index() -> dict[str, bool]:
        _require(intake).start()
        return {"running": True}

    router.include_router(changing)
    return router


# ---------------------------------------------------------------- conversations

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _talks(seal: Seal, index: Path | None) -> APIRouter:
    router = APIRouter(prefix=ROOT, dependencies=[Depends(own_page)])

    def written(sent: dict[str, Any], request: Request) -> Document:
        return transcript(str(sent.get("title") or ""), _turns(seal, sent), language_of(request), _now())

    @router.post("/talk.md")
    def as_markdown(request: Request, sent: Annotated[dict[str, Any], Body()]) -> Response:
        return Response(markdown(written(sent, request)), media_type="text/markdown; charset=utf-8")

    @router.post("/talk.docx")
    def as_word(request: Request, sent: Annotated[dict[str, Any], Body()]) -> Response:
        from heshu.app.word_file import word  # noqa: PLC0415 - python-docx is loaded by the first who wants it

        return Response(word(written(sent, request)), media_type=DOCX)

    @router.post("/feedback")
    def feedback(sent: Annotated[dict[str, Any], Body()]) -> dict[str, bool]:
        if index is None:
            raise HTTPException(404)
        note(index, _turns(seal, sent), str(sent.get("verdict")), str(sent.get("word") or ""))
        return {"noted": True}

    return router


# ---------------------------------------------------------------- audit and comparison

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Some = Annotated[list[str], Query()]


def _tables(desk: Desk) -> APIRouter:
    router = APIRouter(prefix=ROOT)

    @router.get("/audit.{ending}")
    def audit(request: Request, ending: str, report: Some = []) -> Response:  # noqa: B006 - FastAPI copies it
        library, language = desk.library, language_of(request)
        cards = _cards(library, report)
        found = {card.id: checkup(library, card.id) for card in cards}
        name = say(language, "audit")
        if ending == "xlsx":
            from heshu.app.workbook_file import workbook  # noqa: PLC0415

            return _file(workbook([audit_file.sheet(cards, found, language)]), XLSX, f"{name}.xlsx")
        if ending == "docx":
            from heshu.app.word_file import word  # noqa: PLC0415

            return _file(word(audit_file.document(cards, found, language, _now())), DOCX, f"{name}.docx")
        raise HTTPException(404)

    @router.get("/compare")
    def compared(request: Request, figure: Some = [], report: Some = []) -> HTMLResponse:  # noqa: B006
        library, language = desk.library, language_of(request)
        rows = compare.compare(library, figure, _cards(library, report)) if figure else ()
        shown = comparing.view(compare.offered(library), figure[: compare.FIGURES], rows, report or None, language)
        return HTMLResponse(str(shown))

    @router.get("/compare.xlsx")
    def taken(request: Request, figure: Some = [], report: Some = []) -> Response:  # noqa: B006
        from heshu.app.workbook_file import workbook  # noqa: PLC0415

        library, language = desk.library, language_of(request)
        figures = figure[: compare.FIGURES]
        rows = compare.compare(library, figures, _cards(library, report))
        return _file(workbook(comparing.sheets(figures, rows, language)), XLSX, f"{say(language, 'compare')}.xlsx")

    return router


def _cards(library: Any, wanted: list[str]) -> list[Card]:
    """Choose reports by their ids, or as much of them as is sent; all where none is named."""
    named = {one[: compare.ID_SENT] for one in wanted}
    return [card for card in library.cards if not named or card.id[: compare.ID_SENT] in named]


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")


def _file(data: bytes, kind: str, name: str) -> Response:
    return Response(
        data, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )


def _turns(seal: Seal, sent: dict[str, Any]) -> tuple[Turn, ...]:
    kept = sent.get("turns")
    return seal.turns(kept[-TURNS:] if isinstance(kept, list) else ())


def _require(intake: Intake | None) -> Intake:
    if intake is None:
        raise HTTPException(404)
    return intake


def corpus_view(library: Any, intake: Intake | None, language: Language) -> Markup:
    """Draw the files of a library and those on their way into it."""
    uploads = by_source(library, intake) if intake else {}
    files = corpus.entries(library.cards, library.unread, uploads)
    return corpus.view(files, language, uploading=intake is not None)


def by_source(library: Library, intake: Intake) -> dict[str, Upload]:
    """Sort the uploads by the names that the index has for them; one that is not in the index yet by its own."""
    uploads, folder = intake.uploads(), intake.folder.resolve()
    places = {source: path for source, (_, path) in library.catalogue.paths().items()}
    places |= {row[0]: row[1] for row in library.catalogue.unread_rows()}
    found = {}
    for source, place in places.items():
        path = Path(place)
        if path.is_relative_to(folder) and (upload := uploads.get(path.relative_to(folder).parts[0])):
            found[source] = upload
    known = {upload.file for upload in found.values()}
    return {name: upload for name, upload in uploads.items() if name not in known} | found
