"""What the doors' tests share: the doors for other programs, served as `heshu serve` does, and a browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from heshu.app.bounded import Receive, Scope, Send
from heshu.app.doors import Doors
from heshu.app.server import Gate, listen
from heshu.asking.assistant import Assistant

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("background-networking", "component-update", "sync", "gpu")
ARGUMENTS = ["--no-sandbox", *(f"--disable-{part}" for part in QUIET)]

Behind = Callable[[Any], AbstractContextManager[str]]


async def no_page(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand where the chat page would."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"the page"})


@pytest.fixture(scope="session")
def behind() -> Behind:
    """Give what serves an application behind the gate: ``with behind(app) as address``."""

    @contextmanager
    def serving(app: Any) -> Iterator[str]:
        settings = uvicorn.Config(Gate(app, {"127.0.0.1"}), log_level="critical", lifespan="off", ws="none")
        server = uvicorn.Server(settings)
        with listen("127.0.0.1", 0) as taken:
            thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
            thread.start()
            try:
                yield f"http://127.0.0.1:{taken.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join()

    return serving


@pytest.fixture(scope="session")
def doors(behind: Behind, small_index: Path) -> Iterator[str]:
    """Give the address of the doors over the small reports."""
    with behind(Doors(no_page, Assistant.open(small_index))) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser."""
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()
