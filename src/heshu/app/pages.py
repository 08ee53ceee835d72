"""The chat page: the one door to Gradio, which carries it; what people do there goes to `talk_desk` and `desk`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

# Gradio decides while it is imported whether it calls home.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from fastapi import FastAPI

from heshu.app.desk import index_of, serve_desk
from heshu.app.kept import Seal
from heshu.app.login import USER
from heshu.app.model_kept import Models
from heshu.app.papers import serve_papers
from heshu.app.parts import PARTS, Asked, opening
from heshu.app.talk_desk import talk_desk
from heshu.app.wording import Language, preferred

AT_ONCE = 24
"""Pages that are opened at once."""
WAITING = 200
"""Pages that wait to be opened; Gradio tells who comes after them to try again."""
SCRIPTS = ("files.js", "talks.js", "foot.js", "compare.js", "chat.js", "page.js")

_HERE = Path(__file__).parent
_FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")


def build(assistant: Asked, models: Models | None = None) -> gr.Blocks:
    """Build the page over an assistant.  It is drawn when it is opened, in the language and for the user of a request.

    Nothing of what is asked there comes through Gradio, so that its sessions hold no conversation.
    """

    def load(request: gr.Request) -> tuple[Any, ...]:
        user = _user(request)
        settings = models is not None and models.may_change(user or None)
        return opening(assistant, _language(request), user, settings=settings)

    page = gr.Blocks(title="核数 Heshu", analytics_enabled=False, fill_width=True)
    with page:
        parts = [_part(name) for name in PARTS]
        page.load(load, None, parts, api_visibility="private", show_progress="hidden", concurrency_limit=AT_ONCE)
    page.queue(max_size=WAITING, api_open=False)
    return page


def _part(name: str) -> gr.HTML:
    scripts = "".join(f"<script>{(_HERE / file).read_text(encoding='utf-8')}</script>" for file in SCRIPTS)
    return gr.HTML(
        elem_id=f"heshu-{name}",
        apply_default_css=False,
        head=scripts,
        js_on_load=f"heshu.{name}(element, watch)",
    )


def _language(request: gr.Request) -> Language:
    return preferred(request.headers.get("accept-language"))


def _user(request: gr.Request) -> str:
    """Name who is logged in; empty where nobody has to."""
    return str(request.request.scope.get(USER, "")) if request.request else ""


def application(assistant: Asked, models: Models | None = None) -> FastAPI:
    """Return the page as an ASGI application, without documentation of an interface, uploads or a record of runs."""
    outer = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    serve_papers(outer, assistant)
    index = index_of(assistant)
    seal = Seal(index)
    serve_desk(outer, assistant, seal, index)
    outer.include_router(talk_desk(assistant, seal))
    gr.mount_gradio_app(
        outer,
        build(assistant, models),
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
