"""What the page's scripts fetch beside Gradio's own: the views of files, and what comes in and goes out as files.

Every address stands below ``/page/``.  What changes something wants a header that a page elsewhere cannot send.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from markupsafe import Markup

from heshu.app import corpus
from heshu.app.intake import LARGEST, Intake, Upload, too_large
from heshu.app.wording import Language, preferred
from heshu.errors import HeshuError
from heshu.library.library import Library

ROOT = "/page"
OWN = "x-heshu"
"""The header that the page's own scripts send; a form of another page cannot, and a script of one may not."""
USER = "heshu_user"
"""Where an ASGI scope has the name of who is logged in."""


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
    if user := request.scope.get(USER):
        return str(user)
    host = request.client.host if request.client else ""
    return "" if host in ("127.0.0.1", "::1", "testclient") else host


def intake_of(desk: Desk) -> Intake | None:
    """Give the uploads of the library's index; none where the library has no index of its own."""
    library = desk.library
    if not isinstance(library, Library):
        return None
    return Intake(Path(library.index), library.manifest.embedder)


def serve_desk(app: FastAPI, desk: Desk) -> None:
    """Let an application answer what the page's scripts fetch."""
    app.include_router(_files(desk, intake_of(desk)))
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
