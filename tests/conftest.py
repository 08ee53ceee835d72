"""What many tests share: a small folder of reports, the index of it, and a language model's server with a script."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# Help pages take their language while they are imported; whoever runs the tests may speak another one.
os.environ["LC_ALL"] = "C.UTF-8"

import pytest
from hypothesis import settings

from heshu.library.build import build

REPORTS = Path(__file__).parent / "reports"

# A busy machine is no failure: speed is measured in eval/bench.
settings.register_profile("heshu", deadline=None)
settings.load_profile("heshu")


@pytest.fixture(scope="session")
def small_reports() -> Path:
    """Give a folder of three short reports: .txt, .md and .html, of two years.  It is not to be written to."""
    return REPORTS


@pytest.fixture(scope="session")
def small_index(small_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the index of the small reports.  It is not to be written to."""
    index = tmp_path_factory.mktemp("small") / "index"
    build([small_reports], index)
    return index


# ---------------------------------------------------------------- a language model's server

Request = Mapping[str, Any]


@dataclass(slots=True)
class Scripted:
    """What the server does next: the text that it streams, or the status that it gives, and how slowly.

    ``text`` is made from the request; ``gap`` are the seconds before each piece; ``raw`` is sent instead of a stream.
    """

    text: Callable[[Request], str] = lambda _: ""
    status: int = 200
    gap: float = 0.0
    raw: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""

    def says(self, text: str) -> None:
        """Answer every request with one text."""
        self.text = lambda _: text

    @property
    def matter(self) -> str:
        """What the model was given last."""
        content: str = self.requests[-1]["messages"][-1]["content"]
        return content


def _handler(script: Scripted) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            script.requests.append(json.loads(body))
            script.keys.append(self.headers.get("authorization", ""))
            try:
                self._answer()
            except (BrokenPipeError, ConnectionResetError):  # whoever asked has stopped listening
                self.close_connection = True

        def _answer(self) -> None:
            self.send_response(script.status)
            for name, value in {"content-type": "text/event-stream", "connection": "close", **script.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if script.raw is not None or script.status != 200:
                self.wfile.write(script.raw or b'{"error": {"message": "no"}}')
                return
            text = script.text(script.requests[-1])
            for at in range(0, len(text), 7):
                time.sleep(script.gap)
                self._event({"content": text[at : at + 7]})
            self._event({}, "stop")
            self.wfile.write(b"data: [DONE]\n\n")

        def _event(self, delta: Mapping[str, str], reason: str | None = None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": reason}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    """Give a server that says what the test tells it to, over real HTTP and as a real stream."""
    script = Scripted()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield script
    server.shutdown()
    server.server_close()
    thread.join()
