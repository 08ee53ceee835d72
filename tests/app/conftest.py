"""The doors for other programs, served as `heshu serve` does, without the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from heshu.app.bounded import Receive, Scope, Send
from heshu.app.doors import Doors
from heshu.app.server import Gate, listen
from heshu.asking.assistant import Assistant


async def no_page(scope: Scope, receive: Receive, send: Send) -> None:
    """Stand where the chat page would."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"the page"})


@pytest.fixture(scope="session")
def doors(small_index: Path) -> Iterator[str]:
    """Give the address of the doors over the small reports, behind the gate."""
    served: object = Gate(Doors(no_page, Assistant.open(small_index)), {"127.0.0.1"})
    settings = uvicorn.Config(served, log_level="critical", lifespan="off", ws="none")  # type: ignore[arg-type]
    server = uvicorn.Server(settings)
    with listen("127.0.0.1", 0) as taken:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
        thread.join()
