"""The page on which an administrator sets the language model: one form that works without scripts, at ``/model``."""

from __future__ import annotations

import asyncio
import secrets
import time
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from heshu.app.bounded import Receive, Scope, Send
from heshu.app.login import USER
from heshu.app.login_page import STYLE
from heshu.app.model_kept import Models, Named
from heshu.app.wording import Language, preferred, say
from heshu.errors import UsageError

FORM_LIMIT = 4_096
_PAGE = Markup("""<!doctype html>
<html lang="{tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · {head}</title><style>{style}</style></head>
<body><main><h1>{head}</h1><p>{goes}</p>{form}{said}<p><a href="/">{back}</a></p></main></body></html>
""")
_FORM = Markup("""<p>{about}</p><form method="post" action="/model"><input type="hidden" name="token" value="{token}">
<label for="url">{url_label}</label>
<input id="url" name="url" value="{url}" placeholder="http://localhost:11434/v1" autocomplete="off" inputmode="url">
<label for="name">{name_label}</label>
<input id="name" name="name" value="{name}" placeholder="qwen3" autocomplete="off">
<button>{save}</button></form>""")


class ModelPage:
    """An ASGI application of one page.  Bodies must have been read whole and bounded (`Bounded`)."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._token = secrets.token_urlsafe()  # what a form of another site cannot know

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        request = Request(scope, receive)
        language = preferred(request.headers.get("accept-language"))
        response: Response
        if request.method in ("GET", "HEAD"):
            response = self._shown(request, language)
        elif request.method == "POST":
            response = await self._sent(request, language)
        else:
            response = PlainTextResponse("405", 405, {"allow": "GET, POST"})
        response.headers["cache-control"] = "no-store"
        await response(scope, receive, send)

    async def _sent(self, request: Request, language: Language) -> Response:
        form = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        url, name, token = (form.get(key, [""])[0].strip() for key in ("url", "name", "token"))
        user = request.scope.get(USER)
        if not self._models.may_change(user) or not secrets.compare_digest(token.encode(), self._token.encode()):
            return PlainTextResponse("403", 403)
        try:
            self._models.change(Named(url, name), user)
        except UsageError as error:
            said = error.english if language == "en" else error.message
            return self._shown(request, language, said, Named(url, name), 400)
        return self._shown(request, language, await asyncio.to_thread(self._tried, language) if url else "")

    def _tried(self, language: Language) -> str:
        started = time.monotonic()
        trouble = self._models.trouble()
        if trouble:
            return say(language, "model_silent", why=trouble)
        return say(language, "model_answers", seconds=f"{time.monotonic() - started:.1f}")

    def _shown(
        self, request: Request, language: Language, said: str = "", named: Named | None = None, status: int = 200
    ) -> HTMLResponse:
        """Draw the page; who may not change the model is told where the words go and no more."""
        place, user = self._models.place, request.scope.get(USER)
        written = _PAGE.format(
            tag={"zh": "zh-CN", "en": "en"}[language],
            title=say(language, "title"),
            style=STYLE,
            head=say(language, "model_head"),
            goes=say(language, "model", place=place) if place else say(language, "model_none"),
            form=self._form(language, named or self._models.named) if self._open_to(user) else self._closed(language),
            said=Markup('<p role="status">{}</p>').format(said) if said else "",
            back=say(language, "model_back"),
        )
        return HTMLResponse(str(written), status)

    def _open_to(self, user: str | None) -> bool:
        return not self._models.fixed and self._models.may_change(user)

    def _closed(self, language: Language) -> Markup:
        key = "model_fixed" if self._models.fixed else "model_others"
        return Markup("<p>{}</p>").format(say(language, key))

    def _form(self, language: Language, named: Named) -> Markup:
        labels = {key: say(language, f"model_{key}") for key in ("about", "url_label", "name_label", "save")}
        return _FORM.format(token=self._token, url=named.url, name=named.name, **labels)
