"""The one door to a language model: words in, words out, or `NoWords` after a bounded wait.

Any server that speaks OpenAI's chat API, through LlamaIndex's integration.  Nothing here is loaded, and nothing is
sent anywhere, unless an address was given.
"""

from __future__ import annotations

import ipaddress
import os
import queue
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from heshu.errors import UsageError

if TYPE_CHECKING:
    import httpx
    from llama_index.core.llms import LLM

KEY = "HESHU_LLM_KEY"
"""The environment variable with the server's key; no other key is ever sent to it."""
SECONDS = 30.0
"""The longest wait for a whole text."""
REST = 30.0
"""Seconds for which a server that failed is not asked again, so that not every question waits for it."""
AT_ONCE = 4
"""Texts asked for at one time; whoever comes then is answered without."""
LONGEST = 8000
"""Characters of a text that are read."""
TOKENS = 1500
"""What a server is asked to write at most."""


class NoWords(Exception):
    """The model gave no usable text; the message says why, for the log."""


class Words(Protocol):
    """What a writer needs of a model."""

    @property
    def place(self) -> str:
        """Where the words go: a host and a port."""

    def write(self, orders: str, matter: str) -> str:
        """Write a text; raises `NoWords`."""


@dataclass(frozen=True, slots=True)
class Address:
    """A model behind an address, and how long it is waited for, in seconds."""

    url: str
    name: str
    key: str = ""
    seconds: float = SECONDS
    rest: float = REST

    @property
    def place(self) -> str:
        """Host and port."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def local(self) -> bool:
        """Whether what is sent stays on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"


def address(url: str, name: str, seconds: float = SECONDS) -> Address:
    """Read what a user gave; ``/v1`` is added where the address has no path.  The key comes from `KEY`.

    Raises `UsageError` where it cannot be an address.
    """
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) and not parts.query
    except ValueError:
        usable = False
    if not usable or not name.strip() or seconds <= 0:
        raise UsageError(
            f"“{url}”不是语言模型的地址，或没有写模型的名称。例如：--llm http://localhost:11434/v1 --llm-model qwen3",
            f"“{url}” is no address of a model, or its name is missing. For example: "
            "--llm http://localhost:11434/v1 --llm-model qwen3",
        )
    whole = url.strip().rstrip("/") + ("" if parts.path.strip("/") else "/v1")
    return Address(whole, name.strip(), os.environ.get(KEY, ""), seconds)


class Remote:
    """A model behind an address.  Any number of threads may ask."""

    def __init__(self, to: Address) -> None:
        self.address = to
        self._places = threading.Semaphore(AT_ONCE)
        self._opening = threading.Lock()
        self._rests_until = 0.0
        self._llm: LLM | None = None

    @property
    def place(self) -> str:
        """Host and port."""
        return self.address.place

    def write(self, orders: str, matter: str) -> str:
        """Write a text within `Address.seconds`; raises `NoWords` where it does not come whole."""
        if time.monotonic() < self._rests_until:
            raise NoWords("the server failed a moment ago and is left alone")
        if not self._places.acquire(blocking=False):
            raise NoWords("the server is busy with other questions")
        self._opened()  # what has to be loaded once is not the server's time
        pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
        given_up = threading.Event()
        threading.Thread(target=self._read, args=(orders, matter, pieces, given_up), daemon=True).start()
        try:
            return "".join(self._pieces(pieces))
        except NoWords:
            self._rests_until = time.monotonic() + self.address.rest
            raise
        finally:
            given_up.set()

    def _pieces(self, pieces: queue.SimpleQueue[str | Exception | None]) -> Iterator[str]:
        deadline, length = time.monotonic() + self.address.seconds, 0
        while True:
            try:
                piece = pieces.get(timeout=max(deadline - time.monotonic(), 0.001))
            except queue.Empty as error:
                raise NoWords(f"no whole text within {self.address.seconds:g} s") from error
            if isinstance(piece, Exception):
                raise NoWords(f"{type(piece).__name__}: {str(piece)[:200]}") from piece
            if piece is None:
                return
            length += len(piece)
            if length > LONGEST:
                raise NoWords(f"more than {LONGEST} characters")
            yield piece

    def _read(
        self, orders: str, matter: str, pieces: queue.SimpleQueue[str | Exception | None], given_up: threading.Event
    ) -> None:
        """Stream a text into a queue; runs in a thread of its own, because a server may keep silent for ever."""
        try:
            for piece in self._stream(orders, matter):
                pieces.put(piece)
                if given_up.is_set():
                    return
            pieces.put(None)
        except Exception as error:  # whatever a server can do wrong comes out as `NoWords`
            pieces.put(error)
        finally:
            self._places.release()

    def _stream(self, orders: str, matter: str) -> Iterator[str]:
        from llama_index.core.llms import ChatMessage, MessageRole  # noqa: PLC0415  (takes a second to load)

        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=orders),
            ChatMessage(role=MessageRole.USER, content=matter),
        ]
        return (chunk.delta or "" for chunk in self._opened().stream_chat(messages))

    def _opened(self) -> LLM:
        with self._opening:
            if self._llm is None:
                client = _client(self.address)
                weakref.finalize(self, client.close)
                self._llm = _open(self.address, client)
            return self._llm


def _client(to: Address) -> httpx.Client:
    """Give a client that follows no redirection, and on this machine no proxy: the words go where the user said."""
    import httpx  # noqa: PLC0415

    return httpx.Client(timeout=to.seconds, follow_redirects=False, trust_env=not to.local)


def _open(to: Address, client: httpx.Client) -> LLM:
    from llama_index.llms.openai_like import OpenAILike  # noqa: PLC0415

    return OpenAILike(  # type: ignore[call-arg]  # the parent's own parameter, which its fields do not tell
        model=to.name,
        api_base=to.url,
        api_key=to.key or "none",
        is_chat_model=True,
        temperature=0.0,
        max_tokens=TOKENS,
        max_retries=0,
        timeout=to.seconds,
        http_client=client,
    )
